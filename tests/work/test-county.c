/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/colleagues.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
state_of (LtSession *session)
{
  LtDigest state;

  g_assert_true (lt_store_get_state (lt_session_get_store (session), &state, NULL));
  return lt_digest_to_hex (&state);
}

/* The same time makes the same county, on any machine. */
static void
test_sample (void)
{
  g_autoptr (Desk) one = desk_new ();
  g_autoptr (Desk) other = desk_new ();
  g_autofree char *path = desk_path (one, "later.gpkg");
  LtSession *later = lt_work_new_sample (path, DESK_NOW + DESK_DAY_MS, NULL);
  g_autofree char *first = state_of (one->session);
  g_autofree char *second = state_of (other->session);
  g_autofree char *third = state_of (later);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
  g_assert_true (lt_session_is_sample (one->session));
  g_assert_null (lt_session_get_officer (one->session));
  desk_assert_sound (one);
  lt_session_close (later);
}

static void
test_sign_in (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_session_sign_in (desk->session, OFFICER, "wrong", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (lt_session_get_officer (desk->session));
  g_assert_false (lt_session_sign_in (desk->session, "99", LT_SAMPLE_PASSPHRASE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  desk_act_as (desk, OFFICER);
  g_assert_cmpstr (lt_record_get (lt_session_get_officer (desk->session), "name"), ==, "执法员甲");
}

/* The keys are their owner's alone. */
static void
test_key_file (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = desk_path (desk, "county.keys");
  g_autofree char *text = NULL;
  GStatBuf status;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_set_contents (path, "{ nonsense", -1, NULL));
  g_assert_false (lt_session_sign_in (desk->session, OFFICER, LT_SAMPLE_PASSPHRASE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
}

static LtSession *
join (Desk *desk, const char *name, const char *invite, GError **error)
{
  g_autofree char *path = desk_path (desk, name);
  g_autofree char *hub = desk_path (desk, "team.hub");

  return lt_work_join (path, hub, invite, "secret words", DESK_NOW, lt_random_new_seeded (77),
                       error);
}

static void
assert_no_trace (Desk *desk, const char *name)
{
  g_autofree char *file = desk_path (desk, name);
  g_autofree char *keys = g_strndup (file, strlen (file) - strlen (".gpkg"));
  g_autofree char *key_file = g_strconcat (keys, ".keys", NULL);

  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (key_file, G_FILE_TEST_EXISTS));
}

static void
sync_with_hub (Desk *desk, LtSession *session, LtSyncReport *report)
{
  g_autofree char *hub = desk_path (desk, "team.hub");
  g_autoptr (GError) error = NULL;

  lt_work_sync (session, hub, report, &error);
  g_assert_no_error (error);
}

/* An invitation, used once; a second time it is refused, and so it is before
 * the keeper has synced. Both files end with the same check code. */
static gboolean
enrol (Desk *desk, const char *invite, GError **error)
{
  g_autoptr (LtRecord) officer = lt_record_new (lt_kind_by_name ("officer"));

  g_assert_true (lt_record_set (officer, "card", "7", NULL)
                 && lt_record_set (officer, "name", "执法员丙", NULL)
                 && lt_record_set (officer, "roles", "inspector", NULL));
  return lt_work_officer_enrol (desk->session, officer, invite, error);
}

static void
test_join (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *invite = desk_path (desk, "invite.json");
  g_autofree char *nonsense = desk_path (desk, "nonsense.json");
  g_autoptr (GError) error = NULL;
  LtSyncReport here;
  LtSyncReport there;
  LtSession *joined;

  desk_act_as (desk, OFFICER);
  g_assert_false (enrol (desk, invite, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (g_file_test (invite, G_FILE_TEST_EXISTS));
  desk_act_as (desk, KEEPER);
  g_assert_null (join (desk, "b.gpkg", nonsense, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  sync_with_hub (desk, desk->session, &here);
  g_assert_true (enrol (desk, invite, &error));
  g_assert_null (join (desk, "b.gpkg", invite, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  assert_no_trace (desk, "b.gpkg");
  sync_with_hub (desk, desk->session, &here);
  joined = join (desk, "b.gpkg", invite, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (lt_session_get_officer (joined), "card"), ==, "7");
  sync_with_hub (desk, desk->session, &here);
  sync_with_hub (desk, joined, &there);
  g_assert_cmpstr (here.code, ==, there.code);
  g_assert_true (here.equal && there.equal);
  g_assert_cmpuint (here.conflicts, ==, 0);
  g_assert_null (join (desk, "c.gpkg", invite, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  assert_no_trace (desk, "c.gpkg");
  lt_session_close (joined);
  desk_assert_sound (desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/county/sample", test_sample);
  g_test_add_func ("/county/sign-in", test_sign_in);
  g_test_add_func ("/county/key-file", test_key_file);
  g_test_add_func ("/county/join", test_join);
  return g_test_run ();
}
