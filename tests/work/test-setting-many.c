/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field of many records: what setting it would do, all of it as one group, nothing
 * where one may not be changed, and one undo. */

#include "desk.h"

#include "base/error.h"
#include "store/log.h"
#include "work/session-private.h"
#include "work/setting-many.h"

#include <string.h>

static guint
field_of (const LtKind *kind, const char *name)
{
  int field = lt_kind_find_field (kind, name);

  g_assert_cmpint (field, >=, 0);
  return (guint) field;
}

static LtMany *
look (Desk *desk, const char *kind_name, const char *name, const char *text, GError **error)
{
  const LtKind *kind = lt_kind_by_name (kind_name);
  guint field = field_of (kind, name);
  LtQuery query = { 0 };
  g_autoptr (LtValue) value =
      text == NULL ? NULL : lt_work_parse_field (desk->session, &kind->fields[field], text, NULL);

  g_assert_true (text == NULL || value != NULL);
  return lt_work_look_at_many (desk->session, kind, &query, field, value, NULL, error);
}

/* How many mines say so, counted from the list of them. */
static guint
count_mines (Desk *desk, const char *field, const char *text)
{
  g_autoptr (GPtrArray) mines =
      lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name ("mine"), NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < mines->len; i++)
    n += g_strcmp0 (lt_record_get (g_ptr_array_index (mines, i), field), text) == 0;
  return n;
}

static guint
count_groups (Desk *desk)
{
  LtLogQuery query = { 0 };
  g_autoptr (GPtrArray) groups = lt_store_log (lt_session_get_store (desk->session), &query, NULL);

  return groups->len;
}

static void
test_one_group (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint all, suspended, operating, groups;
  gint64 operations;
  g_autoptr (LtMany) many = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  operating = count_mines (desk, "mine_state", "operating");
  suspended = count_mines (desk, "mine_state", "suspended");
  all = (guint) lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name ("mine"),
                                NULL, NULL);
  g_assert_cmpuint (suspended, >, 0);
  g_assert_cmpuint (operating, >, 1);
  many = look (desk, "mine", "mine_state", "suspended", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (many->asked, ==, all);
  g_assert_cmpuint (many->same, ==, suspended);
  g_assert_cmpuint (many->ids->len, ==, all - suspended);
  g_assert_cmpuint (many->n_left, ==, 0);
  /* To look writes nothing. */
  operations = desk_operations (desk);
  groups = count_groups (desk);
  g_assert_true (lt_work_set_many (desk->session, many, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_groups (desk), ==, groups + 1);
  g_assert_cmpint (desk_operations (desk), ==, operations + all - suspended);
  g_assert_cmpuint (count_mines (desk, "mine_state", "suspended"), ==, all);
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_mines (desk, "mine_state", "suspended"), ==, suspended);
  g_assert_cmpuint (count_mines (desk, "mine_state", "operating"), ==, operating);
  desk_assert_sound (desk);
}

static void
test_clear (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint filled;
  g_autoptr (LtMany) many = NULL;
  g_autoptr (GError) error = NULL;
  LtDigest group;

  desk_act_as (desk, OFFICER);
  many = look (desk, "mine", "mineral", NULL, &error);
  g_assert_no_error (error);
  filled = many->asked - count_mines (desk, "mineral", NULL);
  g_assert_cmpuint (many->ids->len, ==, filled);
  g_assert_true (lt_work_set_many (desk->session, many, FALSE, NULL, &error));
  g_assert_true (lt_session_take_last_group (desk->session, &group));
  g_assert_false (lt_session_take_last_group (desk->session, &group));
  g_assert_cmpuint (count_mines (desk, "mineral", NULL), ==, many->asked);
  desk_assert_sound (desk);
}

/* Its inspection stands on an issued paper; another one's does not. */
static void
test_left_out (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) frozen = NULL;
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autoptr (LtRecord) free_one = NULL;
  g_autoptr (LtMany) many = NULL;
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  free_one = desk_inspection (desk);
  g_assert_true (lt_work_inspection_record (desk->session, free_one, &error));
  g_assert_no_error (error);
  many = look (desk, "inspection", "finding", "一律改成这一句。", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (many->n_left, ==, 1);
  g_assert_cmpuint (many->left->len, ==, 1);
  g_assert_cmpuint (many->ids->len, ==, many->asked - 1);
  g_assert_nonnull (strstr (((LtManyLeft *) g_ptr_array_index (many->left, 0))->why,
                            lt_record_get (issued, "number")));
  operations = desk_operations (desk);
  g_assert_false (lt_work_set_many (desk->session, many, FALSE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_clear_error (&error);
  g_assert_true (lt_work_set_many (desk->session, many, TRUE, NULL, &error));
  g_assert_no_error (error);
  now = desk_again (desk, free_one);
  g_assert_cmpstr (lt_record_get (now, "finding"), ==, "一律改成这一句。");
  frozen = lt_store_get (lt_session_get_store (desk->session), NULL,
                         &((LtManyLeft *) g_ptr_array_index (many->left, 0))->id, NULL);
  g_assert_cmpstr (lt_record_get (frozen, "finding"), !=, "一律改成这一句。");
  desk_assert_sound (desk);
}

/* Somebody was quicker with one of them: nobody saw what would be overwritten. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (LtMany) many = NULL;
  g_autoptr (LtMany) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  many = look (desk, "mine", "mineral", "煤", &error);
  g_assert_no_error (error);
  desk_act_as (desk, OTHER);
  g_assert_true (desk_set (desk, mine, "mineral", "铁", &error));
  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_false (lt_work_set_many (desk->session, many, TRUE, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, lt_record_get_title (mine)));
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_clear_error (&error);
  again = look (desk, "mine", "mineral", "煤", &error);
  g_assert_true (lt_work_set_many (desk->session, again, FALSE, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_refused (Desk *desk, const char *kind, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMany) many = look (desk, kind, field, text, &error);

  g_assert_null (many);
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtMany) many = NULL;
  g_autoptr (GError) error = NULL;

  /* Nobody is signed in. */
  assert_refused (desk, "mine", "mineral", "煤");
  desk_act_as (desk, OFFICER);
  /* Each record's own, set by a verb of its own, a shape, and people. */
  assert_refused (desk, "mine", "code", "1");
  assert_refused (desk, "order", "state", "issued");
  assert_refused (desk, "mine", "position", NULL);
  assert_refused (desk, "officer", "name", "甲");
  /* What a record must have, none may lose. */
  many = look (desk, "mine", "name", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (many->n_left, ==, many->asked);
  g_assert_cmpuint (many->ids->len, ==, 0);
}

static void
on_progress (guint done, guint all, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *kind = lt_kind_by_name ("mine");
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  const LtManyWatch watch = { on_progress, stop, stop };
  LtQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMany) many = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_null (lt_work_look_at_many (desk->session, kind, &query, field_of (kind, "mineral"),
                                       NULL, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  many = look (desk, "mine", "mineral", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (lt_work_set_many (desk->session, many, FALSE, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/setting-many/one-group", test_one_group);
  g_test_add_func ("/work/setting-many/clear", test_clear);
  g_test_add_func ("/work/setting-many/left-out", test_left_out);
  g_test_add_func ("/work/setting-many/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/work/setting-many/refused", test_refused);
  g_test_add_func ("/work/setting-many/stopped", test_stopped);
  return g_test_run ();
}
