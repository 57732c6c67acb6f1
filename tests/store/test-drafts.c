/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of drafts: what is kept comes back to the letter, to its officer
 * only; a file that is something else is set aside and never in the way. */

#include "office.h"

#include "db/db.h"
#include "store/drafts.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static const LtDigest bureau = { { 1, 2, 3 } };
static const LtDigest other_bureau = { { 9 } };

static LtId
make_id (guint8 number)
{
  LtId id = { { 0x55 } };

  id.bytes[15] = number;
  return id;
}

static LtDraft *
make_draft (guint8 number, guint8 officer, const char *finding)
{
  LtDraft *draft = lt_draft_new (lt_kind_by_name ("inspection"));
  int field = lt_kind_find_field (draft->seen->kind, "finding");

  draft->id = make_id (number);
  draft->officer = officer == 0 ? (LtId){ 0 } : make_id (officer);
  draft->fresh = TRUE;
  draft->time = OFFICE_NOW + number;
  draft->seen->id = make_id ((guint8) (number + 100));
  draft->texts[field] = g_strdup (finding);
  return draft;
}

static LtDrafts *
open_drafts (const char *county, const LtDigest *of, char **words)
{
  g_autoptr (GError) error = NULL;
  LtDrafts *drafts = lt_drafts_open (county, of, LT_DRAFTS_CREATE, OFFICE_NOW, words, &error);

  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  return drafts;
}

static void
keep (LtDrafts *drafts, LtDraft *draft)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_drafts_keep (drafts, draft, &error));
  g_assert_no_error (error);
  lt_draft_free (draft);
}

static const char *
get_finding (GPtrArray *list, guint index)
{
  const LtDraft *draft = g_ptr_array_index (list, index);

  return draft->texts[lt_kind_find_field (draft->seen->kind, "finding")];
}

/* No file is made by looking for one. */
static void
test_none (void)
{
  g_autoptr (Office) office = office_new (1);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *path = lt_drafts_path (county);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_drafts_open (county, &bureau, LT_DRAFTS_NONE, OFFICE_NOW, &words, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_str_has_suffix (path, "/a.drafts"));
}

static void
test_comes_back (void)
{
  /* What a keyboard can make, and what no field takes. */
  const char *const odd = "  \"引号\" \\ \n\t𡒄 \x01 {\"7\":1} ';DROP TABLE draft;--  ";
  g_autoptr (Office) office = office_new (2);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *path = lt_drafts_path (county);
  g_autofree char *words = NULL;
  LtDrafts *drafts = open_drafts (county, &bureau, &words);
  g_autoptr (GPtrArray) list = NULL;
  const LtDraft *draft;
  GStatBuf status;
  LtId officer = make_id (7);

  keep (drafts, make_draft (1, 7, odd));
  keep (drafts, make_draft (2, 7, ""));
  keep (drafts, make_draft (3, 8, "another officer's"));
  keep (drafts, make_draft (4, 0, "nobody's"));
  lt_drafts_close (drafts);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  drafts = open_drafts (county, &bureau, &words);
  g_assert_null (words);
  list = lt_drafts_list (drafts, &officer, NULL);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (get_finding (list, 0), ==, "nobody's");
  g_assert_cmpstr (get_finding (list, 1), ==, "");
  g_assert_cmpstr (get_finding (list, 2), ==, odd);
  draft = g_ptr_array_index (list, 2);
  g_assert_true (draft->fresh);
  g_assert_cmpint (draft->time, ==, OFFICE_NOW + 1);
  g_assert_cmpuint (draft->seen->id.bytes[15], ==, 101);
  g_assert_null (draft->texts[0]);
  lt_drafts_close (drafts);
}

/* The token comes back too: value, and the operations that said it. */
static void
test_token (void)
{
  g_autoptr (Office) office = office_new (3);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *words = NULL;
  LtDrafts *drafts = open_drafts (county, &bureau, &words);
  LtDraft *draft = lt_draft_new (lt_kind_by_name ("mine"));
  guint mineral = (guint) lt_kind_find_field (draft->seen->kind, "mineral");
  g_autoptr (GPtrArray) list = NULL;
  const LtRecord *seen;
  LtDigest heads[2] = { { { 0xaa, 1 } }, { { 0xbb, 2 } } };
  LtId officer = make_id (7);

  draft->id = make_id (1);
  draft->officer = officer;
  draft->seen->id = make_id (50);
  draft->seen->heads = g_new0 (GPtrArray *, draft->seen->kind->n_fields);
  for (guint i = 0; i < draft->seen->kind->n_fields; i++)
    draft->seen->heads[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (draft->seen->heads[mineral], lt_head_new (&heads[i], NULL));
  draft->seen->values[mineral] = lt_value_new_text ("石灰岩");
  draft->texts[mineral] = g_strdup ("页岩");
  keep (drafts, draft);
  list = lt_drafts_list (drafts, &officer, NULL);
  seen = ((LtDraft *) g_ptr_array_index (list, 0))->seen;
  g_assert_cmpstr (lt_record_get (seen, "mineral"), ==, "石灰岩");
  g_assert_null (lt_record_get (seen, "name"));
  g_assert_cmpuint (seen->heads[mineral]->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpmem (&((LtHead *) g_ptr_array_index (seen->heads[mineral], i))->operation, 32,
                     &heads[i], 32);
  lt_drafts_close (drafts);
}

static void
test_keep_and_drop (void)
{
  g_autoptr (Office) office = office_new (4);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *words = NULL;
  LtDrafts *drafts = open_drafts (county, &bureau, &words);
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) none = NULL;
  LtId officer = make_id (7);
  LtId id = make_id (1);
  gboolean was_there = FALSE;

  keep (drafts, make_draft (1, 7, "采"));
  keep (drafts, make_draft (1, 7, "采场"));
  one = lt_drafts_list (drafts, &officer, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (get_finding (one, 0), ==, "采场");
  g_assert_true (lt_drafts_drop (drafts, &id, &was_there, NULL));
  g_assert_true (was_there);
  none = lt_drafts_list (drafts, &officer, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (lt_drafts_drop (drafts, &id, &was_there, NULL));
  g_assert_false (was_there);
  lt_drafts_close (drafts);
}

/* Whatever lies there: it is set aside whole, in words, and typing goes on. */
static void
assert_set_aside (const char *county, const char *what)
{
  g_autofree char *path = lt_drafts_path (county);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *words = NULL;
  g_autofree char *aside = g_strconcat (path, ".aside-2026-11-20T16-00-00", NULL);
  g_autoptr (GPtrArray) list = NULL;
  LtDrafts *drafts;
  LtId officer = make_id (7);
  gsize size_before, size_after;

  g_test_message ("%s", what);
  g_assert_true (g_file_get_contents (path, &before, &size_before, NULL));
  drafts = open_drafts (county, &bureau, &words);
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, aside));
  g_assert_true (g_file_get_contents (aside, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  keep (drafts, make_draft (1, 7, "go on"));
  list = lt_drafts_list (drafts, &officer, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  lt_drafts_close (drafts);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (aside), ==, 0);
}

static void
test_something_else_there (void)
{
  g_autoptr (Office) office = office_new (5);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *path = lt_drafts_path (county);
  g_autofree char *words = NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  LtDb *db;

  g_assert_true (g_file_set_contents (path, "Dear colleague, this is a letter.", -1, NULL));
  assert_set_aside (county, "a letter");

  db = lt_db_open (path, LT_DB_CREATE, NULL);
  g_assert_true (lt_db_script (db, "CREATE TABLE shopping (what TEXT)", NULL));
  lt_db_close (db);
  assert_set_aside (county, "another program's database");

  lt_drafts_close (open_drafts (county, &other_bureau, &words));
  g_assert_null (words);
  assert_set_aside (county, "another county's drafts");

  lt_drafts_close (open_drafts (county, &bureau, &words));
  db = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "PRAGMA user_version=2", NULL));
  lt_db_close (db);
  assert_set_aside (county, "a newer program's drafts");

  lt_drafts_close (open_drafts (county, &bureau, &words));
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + 4096, 0x5a, size - 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  assert_set_aside (county, "damaged pages");

  g_assert_true (g_file_set_contents (path, bytes, 5000, NULL));
  assert_set_aside (county, "cut off");
}

/* Nothing of it: a power cut after the file was made, before it was filled. */
static void
test_empty_file (void)
{
  g_autoptr (Office) office = office_new (6);
  g_autofree char *county = office_path (office, "a");
  g_autofree char *path = lt_drafts_path (county);
  g_autofree char *words = NULL;
  LtDrafts *drafts;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  drafts = open_drafts (county, &bureau, &words);
  g_assert_null (words);
  keep (drafts, make_draft (1, 7, "x"));
  g_assert_true (lt_drafts_is_in_place (drafts));
  g_unlink (path);
  g_assert_false (lt_drafts_is_in_place (drafts));
  lt_drafts_close (drafts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/drafts/none", test_none);
  g_test_add_func ("/store/drafts/comes-back", test_comes_back);
  g_test_add_func ("/store/drafts/token", test_token);
  g_test_add_func ("/store/drafts/keep-and-drop", test_keep_and_drop);
  g_test_add_func ("/store/drafts/something-else-there", test_something_else_there);
  g_test_add_func ("/store/drafts/empty-file", test_empty_file);
  return g_test_run ();
}
