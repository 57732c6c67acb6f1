/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/verb.h"

#include <string.h>

/* Several files in one import: one that fails says what is in already. */

#define ROWS 1000 /* of a file, so that progress is told of while it is read */

typedef struct
{
  Desk *desk;
  GPtrArray *words;
  GHashTable *options;
  GCancellable *cancellable;
  guint calls;       /* of say */
  guint at;          /* the call of say that does it */
  const char *spoil; /* (nullable): the file that is spoilt then; otherwise it is stopped */
} Typist;

static void
on_say (const char *words, gpointer user_data)
{
  Typist *typist = user_data;

  if (++typist->calls != typist->at)
    return;
  if (typist->spoil == NULL)
    g_cancellable_cancel (typist->cancellable);
  else
    g_assert_true (g_file_set_contents (typist->spoil, "\x89PNG", -1, NULL));
}

static char *
write_mines (Desk *desk, const char *name, const char *code, guint n)
{
  g_autoptr (GString) text = g_string_new ("code,name,mineral\n");
  char *path = desk_path (desk, name);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s-%u,%s%u矿,煤\n", code, i, code, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static char *
write_hours (Desk *desk, const char *name, guint day)
{
  g_autoptr (GString) text = g_string_new ("place,item,time,value\n");
  char *path = desk_path (desk, name);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "1738A,SO2,2025-%02u-%02uT%02u:00,8\n", day + i / 24 / 28,
                            i / 24 % 28 + 1, i % 24);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Imports what the words say, and gives the refusal. */
static GError *
import (Typist *typist)
{
  Desk *desk = typist->desk;
  guint used = 0;
  const LtVerb *verb = lt_verb_find ((const char *const[]){ "import", NULL }, &used);
  GError *error = NULL;
  LtCall call = { .session = desk->session,
                  .words = (const char *const *) typist->words->pdata,
                  .options = typist->options,
                  .say = on_say,
                  .progress_data = typist,
                  .cancellable = typist->cancellable };

  desk_act_as (desk, OFFICER);
  g_assert_null (verb->run (&call, &error));
  g_assert_nonnull (error);
  return error;
}

static void
begin (Typist *typist, const char *kind, char *first, char *second)
{
  typist->words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (typist->words, g_strdup (kind));
  g_ptr_array_add (typist->words, first);
  g_ptr_array_add (typist->words, second);
  g_ptr_array_add (typist->words, NULL);
  typist->options = g_hash_table_new (g_str_hash, g_str_equal);
  typist->cancellable = g_cancellable_new ();
}

static void
end (Typist *typist)
{
  g_ptr_array_unref (typist->words);
  g_hash_table_unref (typist->options);
  g_object_unref (typist->cancellable);
}

static gint64
count (Desk *desk, const char *kind)
{
  return lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name (kind), NULL, NULL);
}

static void
assert_names (const GError *error, const Typist *typist)
{
  g_autofree char *none = g_strdup_printf ("Nothing of %s was taken in",
                                           (const char *) g_ptr_array_index (typist->words, 2));
  g_autofree char *kept =
      g_strdup_printf ("and kept: %s.", (const char *) g_ptr_array_index (typist->words, 1));

  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, none));
  g_assert_nonnull (strstr (error->message, kept));
  g_assert_nonnull (strstr (error->message, "undo"));
  /* the county was changed */
  g_assert_null (strstr (error->message, "othing was changed"));
}

/* Read in the trial, written, and read for good: word is given at 1000 rows of the
 * second file, at the first one's part, and at 1000 rows of the second again. */
static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 before = count (desk, "mine");
  Typist typist = { .desk = desk, .at = 3 };
  g_autoptr (GError) error = NULL;

  begin (&typist, "mine", write_mines (desk, "a.csv", "A", 5),
         write_mines (desk, "b.csv", "B", ROWS));
  error = import (&typist);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  assert_names (error, &typist);
  g_assert_cmpint (count (desk, "mine"), ==, before + 5);
  end (&typist);
}

/* Before anything was written nothing needs to be named. */
static void
test_stopped_in_trial (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 before = count (desk, "mine");
  Typist typist = { .desk = desk, .at = 1 };
  g_autoptr (GError) error = NULL;

  begin (&typist, "mine", write_mines (desk, "a.csv", "A", 5),
         write_mines (desk, "b.csv", "B", ROWS));
  error = import (&typist);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_null (strstr (error->message, "a.csv"));
  g_assert_cmpint (count (desk, "mine"), ==, before);
  end (&typist);
}

/* The second is another file when its turn comes: the status must not promise that
 * nothing was changed. */
static void
test_spoilt (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 before = count (desk, "mine");
  g_autofree char *second = write_mines (desk, "b.csv", "B", ROWS);
  Typist typist = { .desk = desk, .at = 2, .spoil = second };
  g_autoptr (GError) error = NULL;

  begin (&typist, "mine", write_mines (desk, "a.csv", "A", 5), g_strdup (second));
  error = import (&typist);
  g_assert_error (error, LT_ERROR, LT_ERROR_WANTING);
  assert_names (error, &typist);
  g_assert_cmpint (count (desk, "mine"), ==, before + 5);
  end (&typist);
}

/* Half of the second is in: then that is said, and not that nothing is. */
static void
test_stopped_within (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 before = count (desk, "mine");
  Typist typist = { .desk = desk, .at = 4 };
  g_autoptr (GError) error = NULL;

  begin (&typist, "mine", write_mines (desk, "a.csv", "A", 5),
         write_mines (desk, "b.csv", "B", ROWS * 9 / 5));
  error = import (&typist);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "parts of the file were taken in"));
  g_assert_nonnull (strstr (error->message, "and kept: "));
  g_assert_null (strstr (error->message, "Nothing of"));
  g_assert_cmpint (count (desk, "mine"), >, before + 5);
  g_assert_cmpint (count (desk, "mine"), <, before + 5 + ROWS * 9 / 5);
  end (&typist);
}

/* Measured values: word is given at 1000 rows of each file, in the trial and for
 * good. */
static void
test_readings_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 before = count (desk, "batch");
  Typist typist = { .desk = desk, .at = 4 };
  g_autoptr (GError) error = NULL;

  begin (&typist, "reading", write_hours (desk, "a.csv", 1), write_hours (desk, "b.csv", 5));
  error = import (&typist);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  assert_names (error, &typist);
  g_assert_cmpint (count (desk, "batch"), ==, before + 1);
  end (&typist);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-several/stopped", test_stopped);
  g_test_add_func ("/import-several/stopped-in-trial", test_stopped_in_trial);
  g_test_add_func ("/import-several/stopped-within", test_stopped_within);
  g_test_add_func ("/import-several/spoilt", test_spoilt);
  g_test_add_func ("/import-several/readings-stopped", test_readings_stopped);
  return g_test_run ();
}
