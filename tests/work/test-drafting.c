/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drafts as an officer meets them: his own, offered until they are saved, and
 * an honest conflict where a colleague was faster. */

#include "desk.h"

#include "base/error.h"
#include "db/db.h"
#include "work/drafting.h"
#include "work/safekeeping.h"
#include "work/today.h"

#include <glib/gstdio.h>

static void
type (LtDraft *draft, const char *field, const char *text)
{
  int at = lt_kind_find_field (draft->seen->kind, field);

  g_free (draft->texts[at]);
  draft->texts[at] = g_strdup (text);
}

static void
keep (Desk *desk, LtDraft *draft)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_work_draft_keep (desk->session, draft, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = lt_work_drafts (desk->session, &error);

  g_assert_no_error (error);
  return drafts;
}

static guint
count (Desk *desk)
{
  g_autoptr (GPtrArray) drafts = list (desk);

  return drafts->len;
}

/* The record that saving the draft makes, as the window does it. */
static LtRecord *
fill_in (Desk *desk, const LtDraft *draft)
{
  LtRecord *record = lt_record_copy (draft->seen);

  for (guint i = 0; i < record->kind->n_fields; i++)
    if (draft->texts[i] != NULL)
      lt_record_take_value (record, i,
                            lt_work_parse_field (desk->session, &record->kind->fields[i],
                                                 draft->texts[i], NULL));
  return record;
}

static LtDraft *
draft_inspection (Desk *desk)
{
  g_autoptr (LtRecord) opened = desk_inspection (desk);

  return lt_work_draft_new (desk->session, opened);
}

static void
test_own_only (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) mine = draft_inspection (desk);
  g_autoptr (LtDraft) nobodys = NULL;
  g_autoptr (LtRecord) mine_record = desk_first (desk, "mine");
  g_autoptr (GError) error = NULL;
  gint64 before = desk_operations (desk);

  type (mine, "finding", "采场");
  keep (desk, mine);
  g_assert_cmpuint (count (desk), ==, 1);
  desk_act_as (desk, OTHER);
  g_assert_cmpuint (count (desk), ==, 0);
  lt_session_sign_out (desk->session);
  g_assert_null (lt_work_drafts (desk->session, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  /* Typed before anybody signed in: whoever signs in next has it. */
  nobodys = lt_work_draft_new (desk->session, mine_record);
  type (nobodys, "mineral", "页岩");
  keep (desk, nobodys);
  desk_act_as (desk, OTHER);
  g_assert_cmpuint (count (desk), ==, 1);
  g_assert_cmpint (desk_operations (desk), ==, before);
}

/* How many lie in the drafts' file, offered or not. */
static guint
count_kept (Desk *desk, const LtId *officer)
{
  const char *path = lt_session_get_path (desk->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDrafts) drafts =
      lt_drafts_open (path, lt_store_get_bureau (lt_session_get_store (desk->session)),
                      LT_DRAFTS_NONE, 0, NULL, &error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  all = lt_drafts_list (drafts, officer, &error);
  g_assert_no_error (error);
  return all->len;
}

/* Who only looks what waits for somebody writes nothing: what is saved is left out. */
static void
test_today_only_looks (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) draft = draft_inspection (desk);
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (LtToday) today = NULL;
  g_autoptr (GError) error = NULL;

  type (draft, "finding", "采场未洒水。");
  keep (desk, draft);
  record = fill_in (desk, draft);
  g_assert_true (lt_work_inspection_record (desk->session, record, &error));
  g_assert_no_error (error);
  today = lt_work_today (desk->session, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (today->counts[LT_TODAY_UNSAVED], ==, 0);
  g_assert_cmpuint (count_kept (desk, &draft->officer), ==, 1);
  g_assert_cmpuint (count (desk), ==, 0);
  g_assert_cmpuint (count_kept (desk, &draft->officer), ==, 0);
}

/* The power fails between the saving and the dropping. */
static void
test_saved_new_is_not_offered (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) draft = draft_inspection (desk);
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (GError) error = NULL;

  type (draft, "finding", "采场未洒水。");
  keep (desk, draft);
  record = fill_in (desk, draft);
  g_assert_true (lt_work_inspection_record (desk->session, record, &error));
  g_assert_no_error (error);
  g_assert_true (lt_id_equal (&record->id, &draft->seen->id));
  g_assert_cmpuint (count (desk), ==, 0);
  /* A second window that still has the form cannot make it twice. */
  g_assert_false (lt_work_inspection_record (desk->session, record, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  /* Nor is it offered after the record was removed. */
  now = desk_again (desk, record);
  keep (desk, draft);
  g_assert_true (lt_work_remove (desk->session, now, "重复", NULL));
  g_assert_cmpuint (count (desk), ==, 0);
  desk_assert_sound (desk);
}

static void
test_saved_edit_is_not_offered (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) seen = desk_first (desk, "mine");
  g_autoptr (LtRecord) later = NULL;
  g_autoptr (LtDraft) draft = NULL;

  desk_act_as (desk, OFFICER);
  draft = lt_work_draft_new (desk->session, seen);
  type (draft, "mineral", " 页岩 ");
  keep (desk, draft);
  g_assert_cmpuint (count (desk), ==, 1);
  g_assert_true (desk_set (desk, seen, "mineral", "页岩", NULL));
  later = desk_again (desk, seen);
  /* Whatever was made of it since. */
  g_assert_true (desk_set (desk, later, "mineral", "砂岩", NULL));
  g_assert_cmpuint (count (desk), ==, 0);
}

/* Half of it is saved: that is not it. Nor what does not fit its field. */
static void
test_unsaved_edit_is_offered (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) seen = desk_first (desk, "mine");
  g_autoptr (LtDraft) draft = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  desk_act_as (desk, OFFICER);
  draft = lt_work_draft_new (desk->session, seen);
  type (draft, "mineral", "页岩");
  type (draft, "pit_surface", "about 12");
  keep (desk, draft);
  g_assert_true (desk_set (desk, seen, "mineral", "页岩", NULL));
  drafts = list (desk);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = (lt_draft_free (draft), NULL);
  draft = g_ptr_array_steal_index (drafts, 0);
  g_assert_cmpstr (draft->texts[lt_kind_find_field (seen->kind, "pit_surface")], ==, "about 12");
}

/* A colleague was faster: the draft opens as what was seen then, and saving it
 * keeps both values. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) seen = desk_first (desk, "mine");
  g_autoptr (LtRecord) opened = NULL;
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtDraft) draft = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  guint mineral = (guint) lt_kind_find_field (seen->kind, "mineral");
  gboolean changed = FALSE;

  desk_act_as (desk, OFFICER);
  draft = lt_work_draft_new (desk->session, seen);
  type (draft, "mineral", "页岩");
  keep (desk, draft);
  desk_act_as (desk, OTHER);
  g_assert_true (desk_set (desk, seen, "mineral", "砂岩", NULL));
  now = desk_again (desk, seen);
  g_assert_true (desk_set (desk, now, "name", "改名矿", NULL));
  desk_act_as (desk, OFFICER);
  drafts = list (desk);
  g_assert_cmpuint (drafts->len, ==, 1);
  opened = lt_work_draft_open (desk->session, g_ptr_array_index (drafts, 0), &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
  g_assert_cmpstr (lt_record_get (opened, "mineral"), ==, lt_record_get (seen, "mineral"));
  /* What nothing was typed into is as it is now. */
  g_assert_cmpstr (lt_record_get (opened, "name"), ==, "改名矿");
  g_assert_true (desk_set (desk, opened, "mineral", "页岩", &error));
  g_assert_no_error (error);
  lt_record_free (now);
  now = desk_again (desk, seen);
  g_assert_true (lt_record_has_conflict (now, mineral));
  g_assert_cmpuint (now->heads[mineral]->len, ==, 2);
  g_assert_cmpuint (count (desk), ==, 0);
  desk_assert_sound (desk);
}

static void
test_removed_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) seen = desk_first (desk, "mine");
  g_autoptr (LtDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  draft = lt_work_draft_new (desk->session, seen);
  type (draft, "mineral", "页岩");
  keep (desk, draft);
  g_assert_true (lt_work_remove (desk->session, seen, "关闭", NULL));
  g_assert_null (lt_work_draft_open (desk->session, draft, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  /* What was typed is still there. */
  g_assert_cmpuint (count (desk), ==, 1);
}

/* No import makes a draft wait: another connection holds the county file. */
static void
test_county_file_is_busy (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) draft = draft_inspection (desk);
  LtDb *db = lt_db_open (lt_session_get_path (desk->session), LT_DB_NONE, NULL);

  g_assert_true (lt_db_begin (db, NULL));
  type (draft, "finding", "采场");
  keep (desk, draft);
  lt_db_rollback (db);
  lt_db_close (db);
  g_assert_cmpuint (count (desk), ==, 1);
}

/* The file is gone from under us: the next keystrokes begin another. */
static void
test_file_is_removed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) draft = draft_inspection (desk);
  g_autofree char *path = desk_path (desk, "county.drafts");

  type (draft, "finding", "采");
  keep (desk, draft);
  g_assert_cmpint (g_unlink (path), ==, 0);
  type (draft, "finding", "采场");
  keep (desk, draft);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (desk), ==, 1);
}

/* Drafts are in the officer's own backup, and in none for others. */
static void
test_backup (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDraft) draft = draft_inspection (desk);
  g_autofree char *own = desk_path (desk, "own.tar");
  g_autofree char *others = desk_path (desk, "others.tar");
  g_autofree char *own_file = desk_path (desk, "own.gpkg");
  g_autofree char *others_file = desk_path (desk, "others.gpkg");
  g_autofree char *others_drafts = desk_path (desk, "others.drafts");
  g_auto (LtManifest) one = { 0 };
  g_auto (LtManifest) two = { 0 };
  g_auto (LtManifest) three = { 0 };
  g_auto (LtManifest) four = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  LtSession *restored;

  type (draft, "finding", "采场");
  keep (desk, draft);
  g_assert_true (lt_work_backup (desk->session, own, LT_BACKUP_NONE, &one, &error));
  g_assert_no_error (error);
  g_assert_true (one.drafts);
  g_assert_true (lt_work_backup (desk->session, others, LT_BACKUP_WITHOUT_KEYS, &two, &error));
  g_assert_false (two.drafts);
  restored = lt_work_restore (own, own_file, DESK_NOW, &three, &error);
  g_assert_no_error (error);
  lt_session_sign_in (restored, OFFICER, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  drafts = lt_work_drafts (restored, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  lt_session_close (restored);
  restored = lt_work_restore (others, others_file, DESK_NOW, &four, &error);
  g_assert_no_error (error);
  lt_session_close (restored);
  g_assert_false (g_file_test (others_drafts, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/drafting/own-only", test_own_only);
  g_test_add_func ("/work/drafting/today-only-looks", test_today_only_looks);
  g_test_add_func ("/work/drafting/saved-new-is-not-offered", test_saved_new_is_not_offered);
  g_test_add_func ("/work/drafting/saved-edit-is-not-offered", test_saved_edit_is_not_offered);
  g_test_add_func ("/work/drafting/unsaved-edit-is-offered", test_unsaved_edit_is_offered);
  g_test_add_func ("/work/drafting/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/work/drafting/removed-meanwhile", test_removed_meanwhile);
  g_test_add_func ("/work/drafting/county-file-is-busy", test_county_file_is_busy);
  g_test_add_func ("/work/drafting/file-is-removed", test_file_is_removed);
  g_test_add_func ("/work/drafting/backup", test_backup);
  return g_test_run ();
}
