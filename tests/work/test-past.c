/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The county as it was: each expectation is a history that can be counted on the
 * fingers. */

#include "desk.h"
#include "store/safe-copy.h"
#include "work/colleagues.h"
#include "work/past.h"
#include "work/session-private.h"

#define HOUR   (G_GINT64_CONSTANT (3600) * 1000)
#define MINUTE (G_GINT64_CONSTANT (60) * 1000)

static LtSession *
open_past (LtSession *session, gint64 until)
{
  g_autoptr (GError) error = NULL;
  LtSession *past = lt_work_open_past (lt_session_get_path (session), until, &error);

  g_assert_no_error (error);
  return past;
}

static void
assert_was (LtSession *session,
            gint64 until,
            const LtRecord *record,
            const char *field,
            const char *expected)
{
  g_autoptr (LtSession) past = open_past (session, until);
  g_autoptr (LtRecord) then = lt_store_get (lt_session_get_store (past), NULL, &record->id, NULL);

  if (field == NULL)
    {
      g_assert_true ((then != NULL) == (expected != NULL));
      return;
    }
  g_assert_nonnull (then);
  g_assert_cmpstr (lt_record_get (then, field), ==, expected);
}

static void
set_at (LtSession *session, gint64 now, const LtRecord *record, const char *field, const char *text)
{
  g_autoptr (LtRecord) seen =
      lt_store_get (lt_session_get_store (session), NULL, &record->id, NULL);
  g_autoptr (LtRecord) wanted = lt_record_copy (seen);
  g_autoptr (GError) error = NULL;

  lt_session_set_now (session, now);
  g_assert_true (lt_record_set (wanted, field, text, NULL));
  lt_work_set (session, seen, wanted, &error);
  g_assert_no_error (error);
}

/* Changed twice, the second change undone, then removed. */
static void
test_own (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtSession *session = desk->session;
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (LtRecord) last = NULL;
  g_autoptr (GError) error = NULL;
  const char *first = lt_record_get (mine, "mineral");

  desk_act_as (desk, OFFICER);
  set_at (session, DESK_NOW + HOUR, mine, "mineral", "铁");
  set_at (session, DESK_NOW + 2 * HOUR, mine, "mineral", "铝");
  lt_session_set_now (session, DESK_NOW + 3 * HOUR);
  g_assert_true (lt_work_undo (session, NULL, NULL, &error));
  last = desk_again (desk, mine);
  lt_session_set_now (session, DESK_NOW + 4 * HOUR);
  lt_work_remove (session, last, "测试", &error);
  g_assert_no_error (error);

  assert_was (session, DESK_NOW - 1, mine, NULL, NULL);
  assert_was (session, DESK_NOW, mine, "mineral", first);
  assert_was (session, DESK_NOW + HOUR - 1, mine, "mineral", first);
  assert_was (session, DESK_NOW + HOUR, mine, "mineral", "铁");
  assert_was (session, DESK_NOW + 2 * HOUR + MINUTE, mine, "mineral", "铝");
  assert_was (session, DESK_NOW + 3 * HOUR, mine, "mineral", "铁");
  assert_was (session, DESK_NOW + 4 * HOUR - 1, mine, "mineral", "铁");
  assert_was (session, DESK_NOW + 4 * HOUR, mine, NULL, NULL);
  assert_was (session, DESK_NOW + 400 * HOUR, mine, NULL, NULL);
}

static LtSession *
copy_desk (Desk *desk)
{
  g_autofree char *path = desk_path (desk, "copy.gpkg");
  g_autofree char *keys = desk_path (desk, "county.keys");
  g_autofree char *to = desk_path (desk, "copy.keys");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  LtSession *copy;

  g_assert_true (lt_store_copy_to (lt_session_get_store (desk->session), path, &error));
  g_assert_true (g_file_get_contents (keys, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (to, text, -1, NULL));
  copy = lt_session_open (path, &error);
  g_assert_no_error (error);
  lt_session_sign_in (copy, OTHER, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  return copy;
}

static void
sync_at (Desk *desk, LtSession *session, gint64 now)
{
  g_autofree char *hub = desk_path (desk, "team.hub");
  g_autoptr (GError) error = NULL;
  LtSyncReport report;

  lt_session_set_now (session, now);
  lt_work_sync (session, hub, &report, &error);
  g_assert_no_error (error);
}

/* A colleague's work counts from when it was written, not from when it came. */
static void
test_colleague (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtSession *here = desk->session;
  g_autoptr (LtSession) there = copy_desk (desk);
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  const char *mineral = lt_record_get (mine, "mineral");

  desk_act_as (desk, OFFICER);
  set_at (here, DESK_NOW + HOUR, mine, "name", "甲");
  set_at (there, DESK_NOW + 2 * HOUR, mine, "mineral", "铁");
  set_at (there, DESK_NOW + 3 * HOUR, mine, "name", "乙");
  sync_at (desk, there, DESK_NOW + 5 * HOUR);
  sync_at (desk, here, DESK_NOW + 6 * HOUR);
  assert_was (here, DESK_NOW + HOUR, mine, "mineral", mineral);
  assert_was (here, DESK_NOW + HOUR, mine, "name", "甲");
  assert_was (here, DESK_NOW + 2 * HOUR, mine, "mineral", "铁");
  for (gint64 hour = 1; hour <= 6; hour++)
    {
      g_autoptr (LtSession) past = open_past (here, DESK_NOW + hour * HOUR);
      g_autoptr (GPtrArray) conflicts = lt_work_conflicts (past, NULL);

      g_assert_cmpuint (conflicts->len, ==, hour < 3 ? 0 : 1);
    }
}

/* It is for reading, and nothing of it stays behind. */
static void
test_reading_only (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtSession *past = open_past (desk->session, DESK_NOW);
  g_autofree char *path = g_strdup (lt_session_get_path (past));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (LtRecord) wanted = lt_record_copy (mine);
  g_autoptr (GError) error = NULL;
  gint64 operations = desk_operations (desk);
  LtDigest now;
  LtDigest then;

  desk_act_as (desk, OFFICER);
  g_assert_true (lt_store_get_state (lt_session_get_store (past), &then, NULL));
  g_assert_true (lt_store_get_state (lt_session_get_store (desk->session), &now, NULL));
  g_assert_cmpint (lt_digest_compare (&now, &then), ==, 0);
  lt_session_use_key (past, lt_session_get_officer (desk->session),
                      lt_session_get_key (desk->session));
  g_assert_true (lt_record_set (wanted, "name", "x", NULL));
  g_assert_false (lt_work_set (past, mine, wanted, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  lt_session_close (past);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past/own", test_own);
  g_test_add_func ("/past/colleague", test_colleague);
  g_test_add_func ("/past/reading-only", test_reading_only);
  return g_test_run ();
}
