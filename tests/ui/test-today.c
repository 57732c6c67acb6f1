/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits: told on the rail and on its page, and each line leads to what it is of. */

#include "stage-import.h"

#include "base/civil-time.h"
#include "base/file-copy.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/records.h"
#include "work/safekeeping.h"

#include <gio/gio.h>

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

static LtSession *
get_session (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

/* A sample whose clock stands still, with @officer signed in. */
static Stage *
begin (const char *officer)
{
  Stage *stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;

  lt_session_set_now (get_session (stage), NOW);
  lt_session_sign_in (get_session (stage), officer, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  return stage;
}

static void
open_today (Stage *stage)
{
  stage_key (stage, GDK_KEY_2, GDK_ALT_MASK);
  stage_wait_page (stage, "today");
}

/* The sample was never synced and never backed up. */
static void
test_leads_on (void)
{
  g_autoptr (Stage) stage = begin ("14030001");

  open_today (stage);
  stage_wait_text (stage, "today-count", "2 ");
  stage_wait_text (stage, "rail-today-words", " 2");
  stage_picture (stage, "today");
  /* The first line has the keyboard already. */
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "sync");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "today");
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "export");
}

/* What somebody else has written waits here too, and is opened by a click. */
static void
test_follows (void)
{
  g_autoptr (Stage) stage = begin ("14030001");

  open_today (stage);
  stage_wait_text (stage, "today-count", "2 ");
  stage_run_verb (stage, "inspection", "record", "mine:SL-K01", "assisting_officer=14030002",
                  "finding=采场未洒水", "result=order", NULL);
  stage_wait_text (stage, "today-count", "3 ");
  stage_settle (stage);
  stage_click (stage, "today-line-0");
  stage_wait_page (stage, "inspection");
  g_assert_nonnull (strstr (stage_get_text (stage, "inspection-title"), "示例石料厂"));
}

/* What comes above a line while somebody stands on it takes it no further than it moves. */
static void
test_stays (void)
{
  g_autoptr (Stage) stage = begin ("14030001");

  open_today (stage);
  stage_wait_text (stage, "today-count", "2 ");
  stage_settle (stage);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_run_verb (stage, "inspection", "record", "mine:SL-K01", "assisting_officer=14030002",
                  "finding=采场未洒水", "result=order", NULL);
  stage_wait_text (stage, "today-count", "3 ");
  stage_settle (stage);
  /* The backup's line was the second and is the third. */
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "export");
}

/* What was typed and not saved leads back to where it stands. */
static void
test_unsaved (void)
{
  g_autoptr (Stage) stage = begin ("14030001");

  stage_run_verb (stage, "inspection", "record", "mine:SL-K01", "assisting_officer=14030002",
                  "finding=采场未洒水", NULL);
  open_today (stage);
  stage_wait_text (stage, "today-count", "3 ");
  stage_settle (stage);
  stage_click (stage, "today-line-0");
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "abc");
  open_today (stage);
  stage_wait_text (stage, "today-count", "4 ");
  stage_settle (stage);
  stage_click (stage, "today-line-0");
  stage_wait_page (stage, "inspection");
}

/* The plan of 2021 asks that nothing of it is left (YQ21-32), and two were reported: the line
 * leads to the target, with its calculation. */
static void
test_missed (void)
{
  g_autoptr (Stage) stage = begin ("14030001");

  lt_session_set_now (get_session (stage), lt_time_parse ("2021-12-31T22:00", NULL));
  open_today (stage);
  stage_wait_text (stage, "today-count", "2 ");
  stage_run_verb (stage, "add", "figure", "rule=YQ21-32", "area=140300", "as_of=2021-12-31",
                  "value=2", "source=年报", NULL);
  stage_wait_text (stage, "today-count", "3 ");
  stage_settle (stage);
  stage_picture (stage, "today-missed");
  stage_click (stage, "today-line-0");
  stage_wait_page (stage, "targets");
  stage_wait_text (stage, "targets-words", "年报");
  stage_wait_text (stage, "targets-words", "= 0 座");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "targets-date"))), ==,
                   "2021-12-31");
  stage_picture (stage, "today-missed-target");
}

/* Nothing waits: said in words, and the rail has no number. */
static void
test_nothing (void)
{
  g_autoptr (Stage) stage = begin ("14030001");
  g_autofree char *hub = g_build_filename (stage->folder, "b.hub", NULL);
  g_autofree char *tar = g_build_filename (stage->folder, "b.tar", NULL);
  g_autoptr (GError) error = NULL;
  LtManifest manifest = { 0 };
  LtSyncReport report = { 0 };

  open_today (stage);
  stage_wait_text (stage, "rail-today-words", " 2");
  lt_work_backup (get_session (stage), tar, LT_BACKUP_NONE, &manifest, &error);
  g_assert_no_error (error);
  lt_manifest_clear (&manifest);
  lt_work_sync (get_session (stage), hub, &report, &error);
  g_assert_no_error (error);
  stage_wait_shown (stage, "today-empty");
  g_assert_null (strpbrk (stage_get_text (stage, "rail-today-words"), "0123456789"));
  stage_picture (stage, "today-nothing");
}

/* What the notification does when it is clicked. */
static void
test_notice (void)
{
  g_autoptr (Stage) stage = begin ("14030001");
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (stage->window));

  stage_key (stage, GDK_KEY_4, GDK_ALT_MASK);
  stage_wait_page (stage, "orders");
  g_action_group_activate_action (G_ACTION_GROUP (application), "today", NULL);
  stage_wait_page (stage, "today");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "orders");
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("lantian-state-XXXXXX", NULL);
  int status;

  /* What this machine remembers of backups is a part of it. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/today/leads-on", test_leads_on);
  g_test_add_func ("/ui/today/follows", test_follows);
  g_test_add_func ("/ui/today/stays", test_stays);
  g_test_add_func ("/ui/today/unsaved", test_unsaved);
  g_test_add_func ("/ui/today/missed", test_missed);
  g_test_add_func ("/ui/today/notice", test_notice);
  g_test_add_func ("/ui/today/nothing", test_nothing);
  status = g_test_run ();
  lt_file_remove_tree (state);
  return status;
}
