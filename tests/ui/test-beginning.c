/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an empty home folder to a county: a new file, one by an invitation, one of a
 * backup, by the keyboard alone; what is wrong is said beneath its line, and stays. */

#include "stage.h"

#include "base/file-copy.h"
#include "ui/lists/record-list.h"
#include "ui/shell/last-file.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/records.h"
#include "work/safekeeping.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEEPER     "14030105"
#define OFFICER    "14030107"
#define PASSPHRASE "three blind owls"

static char *folder;

static gboolean
is_open (gpointer stage)
{
  return lt_window_get_session (((Stage *) stage)->window) != NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static char *
place_in (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Replaces what stands in the line called @name. */
static void
fill (Stage *stage, const char *name, const char *text)
{
  stage_tab_to (stage, name);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, text);
}

static const char *
get_line (Stage *stage, const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, name)));
}

/* From the page without a county, by its button called @name. */
static void
go_to (Stage *stage, const char *button, const char *page)
{
  stage_tab_to (stage, button);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, page);
}

static void
fill_new (Stage *stage, const char *path)
{
  fill (stage, "new-bureau", "Bureau of the hills");
  fill (stage, "new-area", "140302");
  fill (stage, "new-prefix", "HILL");
  fill (stage, "new-card", KEEPER);
  fill (stage, "new-name", "K");
  fill (stage, "new-passphrase", PASSPHRASE);
  fill (stage, "new-again", PASSPHRASE);
  fill (stage, "new-file", path);
}

/* Of the places there are only stations: they are listed, before anybody chose a list. */
static void
see_first_list (Stage *stage, LtSession *session)
{
  g_autoptr (LtRecord) station = lt_record_new (lt_kind_by_name ("station"));
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_record_set (station, "code", "S1", &error));
  g_assert_true (lt_record_set (station, "name", "Hilltop", &error));
  g_assert_true (lt_record_set (station, "station_kind", "provincial", &error));
  lt_work_add (session, station, &error);
  g_assert_no_error (error);
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  stage_settle (stage);
  g_assert_cmpstr (lt_record_list_get_kind (LT_RECORD_LIST (stage_find (stage, "any-list")))->name,
                   ==, "station");
}

/* A bureau of one's own: what the verb `new` makes, signed in, with what comes next. */
static void
test_new (void)
{
  Stage *stage = stage_new (NULL);
  g_autofree char *path = place_in ("hills.gpkg");
  const LtRecord *bureau, *officer;
  LtSession *session;

  go_to (stage, "welcome-new", "new");
  fill_new (stage, path);
  stage_picture (stage, "beginning-new");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_open, stage, "the new county");
  session = lt_window_get_session (stage->window);
  bureau = lt_session_get_bureau (session);
  officer = lt_session_get_officer (session);
  g_assert_cmpstr (lt_session_get_path (session), ==, path);
  g_assert_cmpstr (lt_record_get (bureau, "name"), ==, "Bureau of the hills");
  g_assert_cmpstr (lt_record_get (bureau, "code"), ==, "140302");
  g_assert_cmpstr (lt_record_get (bureau, "order_prefix"), ==, "HILL");
  g_assert_nonnull (officer);
  g_assert_cmpstr (lt_record_get (officer, "card"), ==, KEEPER);
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "map");
  stage_wait_map (stage);
  stage_wait_shown (stage, "next");
  g_assert_nonnull (strstr (stage_get_text (stage, "next"), path));
  stage_picture (stage, "beginning-next");
  stage_tab_to (stage, "next-basemap");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (is_mapped,
              gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "basemap-open"))),
              "the base maps");
  stage_key (stage, GDK_KEY_Escape, 0);
  see_first_list (stage, session);
  stage_free (stage);
}

/* Each line says for itself what is wrong; nothing typed is lost, and no file is made. */
static void
test_wrong_lines (void)
{
  Stage *stage = stage_new (NULL);
  g_autofree char *path = place_in ("wrong.gpkg");
  g_autofree char *nowhere = place_in ("no folder/wrong.gpkg");

  go_to (stage, "welcome-new", "new");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "new-bureau-problem");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "new-card-problem")));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "new-area-problem")));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "new-prefix-problem")));
  fill_new (stage, nowhere);
  fill (stage, "new-area", "1403");
  fill (stage, "new-again", "three blind owl");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "new-area-problem");
  stage_wait_shown (stage, "new-file-problem");
  stage_picture (stage, "beginning-wrong");
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "new-bureau-problem")));
  fill (stage, "new-area", "");
  stage_key (stage, GDK_KEY_BackSpace, 0);
  fill (stage, "new-file", path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "new-again-problem");
  g_assert_cmpstr (get_line (stage, "new-bureau"), ==, "Bureau of the hills");
  g_assert_cmpstr (get_line (stage, "new-passphrase"), ==, PASSPHRASE);
  g_assert_false (is_open (stage));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* Back, and here again: what was typed is there, but no passphrase. */
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_page (stage, "welcome");
  go_to (stage, "welcome-new", "new");
  g_assert_cmpstr (get_line (stage, "new-bureau"), ==, "Bureau of the hills");
  g_assert_cmpstr (get_line (stage, "new-passphrase"), ==, "");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "welcome");
  stage_free (stage);
}

static void
assert_strength (Stage *stage, const char *typed, const char *words)
{
  fill (stage, "new-passphrase", typed);
  stage_wait_text (stage, "new-passphrase-about", words);
}

static void
test_strength (void)
{
  Stage *stage = stage_new (NULL);

  go_to (stage, "welcome-new", "new");
  fill (stage, "new-card", KEEPER);
  assert_strength (stage, "short", "不够");
  assert_strength (stage, KEEPER, "不够");
  assert_strength (stage, "12345678", "弱");
  assert_strength (stage, KEEPER "ab", "弱");
  assert_strength (stage, "kwbzpdtfhm", "中等");
  assert_strength (stage, PASSPHRASE, "强度：强");
  stage_free (stage);
}

/* A bureau with one officer invited, and its hub. */
static void
make_bureau (const char *hub, const char *invite)
{
  g_autofree char *path = place_in ("keeper.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) officer = lt_record_new (lt_kind_by_name ("officer"));
  LtSession *keeper =
      lt_work_new (path, "140302", "Bureau", NULL, KEEPER, "K", PASSPHRASE, 0, &error);
  LtSyncReport report;

  g_assert_no_error (error);
  g_assert_true (lt_record_set (officer, "card", OFFICER, NULL)
                 && lt_record_set (officer, "name", "O", NULL)
                 && lt_record_set (officer, "roles", "inspector", NULL));
  lt_work_officer_enrol (keeper, officer, invite, &error);
  g_assert_no_error (error);
  lt_work_sync (keeper, hub, &report, &error);
  g_assert_no_error (error);
  lt_session_close (keeper);
}

static void
fill_join (Stage *stage, const char *invite, const char *hub, const char *path)
{
  fill (stage, "join-invite", invite);
  fill (stage, "join-hub", hub);
  fill (stage, "join-passphrase", PASSPHRASE);
  fill (stage, "join-again", PASSPHRASE);
  fill (stage, "join-file", path);
}

static gboolean
has_said (gpointer stage)
{
  return gtk_widget_has_css_class (stage_find (stage, "restore-said"), "problem");
}

/* An officer joins; the same invitation serves nobody a second time. */
static void
test_join (void)
{
  Stage *stage = stage_new (NULL);
  g_autofree char *hub = place_in ("bureau.hub");
  g_autofree char *invite = place_in ("o.invite");
  g_autofree char *mine = place_in ("mine.gpkg");
  g_autofree char *second = place_in ("second.gpkg");
  g_autofree char *known = NULL;

  make_bureau (hub, invite);
  go_to (stage, "welcome-join", "join");
  fill_join (stage, hub, hub, mine);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "join-invite-problem");
  fill (stage, "join-invite", invite);
  stage_picture (stage, "beginning-join");
  stage_tab_to (stage, "join-go");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (is_open, stage, "the officer's county");
  g_assert_cmpstr (lt_record_get (lt_session_get_officer (lt_window_get_session (stage->window)),
                                  "card"),
                   ==, OFFICER);
  known = lt_last_hub_get (mine);
  g_assert_cmpstr (known, ==, hub);
  stage_wait_map (stage);
  /* By the box of Ctrl+K, with a county open. */
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, "Join by");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "join");
  fill_join (stage, invite, hub, second);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "join-said", "已经用过");
  g_assert_cmpstr (get_line (stage, "join-invite"), ==, invite);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_page (stage, "map");
  stage_free (stage);
}

static gboolean
is_restored (gpointer user_data)
{
  Stage *stage = user_data;
  LtSession *session = lt_window_get_session (stage->window);

  return session != NULL && g_str_has_suffix (lt_session_get_path (session), "again.gpkg");
}

/* A backup comes back; over a file that is there it does not. */
static void
test_restore (void)
{
  Stage *stage = stage_new_sample ();
  g_autofree char *backup = place_in ("county.tar");
  g_autofree char *again = place_in ("again.gpkg");
  g_autoptr (GError) error = NULL;
  g_auto (LtManifest) manifest = { 0 };

  lt_work_backup (lt_window_get_session (stage->window), backup, LT_BACKUP_NONE, &manifest, &error);
  g_assert_no_error (error);
  stage_wait_map (stage);
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, "Restore a");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "restore");
  fill (stage, "restore-backup", backup);
  fill (stage, "restore-file", stage->path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "restore-file-problem");
  fill (stage, "restore-file", again);
  fill (stage, "restore-backup", stage->path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (has_said, stage, "that it is no backup");
  g_assert_false (g_file_test (again, G_FILE_TEST_EXISTS));
  fill (stage, "restore-backup", backup);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_restored, stage, "the county of the backup");
  stage_wait_text (stage, "next", manifest.code);
  stage_wait_map (stage);
  stage_free (stage);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lantian-beginning-XXXXXX", NULL);
  g_test_add_func ("/ui/beginning/new", test_new);
  g_test_add_func ("/ui/beginning/wrong-lines", test_wrong_lines);
  g_test_add_func ("/ui/beginning/strength", test_strength);
  g_test_add_func ("/ui/beginning/join", test_join);
  g_test_add_func ("/ui/beginning/restore", test_restore);
  status = g_test_run ();
  lt_file_remove_tree (folder);
  g_free (folder);
  return status;
}
