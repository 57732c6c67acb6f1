/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field changed on two machines: the window counts the conflict and shows
 * both values, beside the field and on the page of the hub. */

#include "stage.h"

#include "ui/syncing/sync-page.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/records.h"

#define MINE "SL-K01"

static void
sync_with (LtSession *session, const char *hub)
{
  g_autoptr (GError) error = NULL;
  LtSyncReport report;

  lt_work_sync (session, hub, &report, &error);
  g_assert_no_error (error);
}

static void
sign_in (LtSession *session, const char *card, const char *passphrase)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session, card, passphrase, &error);
  g_assert_no_error (error);
}

static void
name_mine (LtSession *session, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) seen = lt_work_show (session, lt_kind_by_name ("mine"), MINE, &error);
  g_autoptr (LtRecord) wanted = NULL;

  g_assert_no_error (error);
  wanted = lt_record_copy (seen);
  g_assert_true (lt_record_set (wanted, "party", name, NULL));
  lt_work_set (session, seen, wanted, &error);
  g_assert_no_error (error);
}

static LtSession *
join (Stage *stage, LtSession *session, const char *hub)
{
  g_autofree char *invite = g_build_filename (stage->folder, "invite", NULL);
  g_autofree char *path = g_build_filename (stage->folder, "theirs.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *theirs;

  sign_in (session, "14030005", LT_SAMPLE_PASSPHRASE);
  lt_work_officer_enrol (session, "14030009", "执法员丙", "inspector", invite, &error);
  g_assert_no_error (error);
  sync_with (session, hub);
  theirs = lt_work_join (path, hub, invite, "theirs", lt_session_get_now (session),
                         lt_random_new (), &error);
  g_assert_no_error (error);
  return theirs;
}

static void
test_conflict (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);
  LtSession *ours = lt_window_get_session (stage->window);
  LtSession *theirs = join (stage, ours, hub);
  GtkWidget *box;
  GtkWidget *value;

  sign_in (ours, "14030001", LT_SAMPLE_PASSPHRASE);
  sign_in (theirs, "14030009", "theirs");
  name_mine (ours, "甲方石料有限公司");
  name_mine (theirs, "乙方石料有限公司");
  sync_with (theirs, hub);
  lt_session_close (theirs);

  stage_key (stage, GDK_KEY_4, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (stage, "sync-page")), hub);
  stage_tab_to (stage, "sync-do");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "conflict-party");
  g_assert_nonnull (strchr (stage_get_text (stage, "status-conflicts"), '1'));
  stage_picture (stage, "colleague-conflict");

  /* From the conflict to the place; both values stand there, whichever first. */
  stage_tab_to (stage, "conflict-record");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  stage_wait_shown (stage, "conflict-party");
  box = stage_find (stage, "conflict-party");
  value = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  for (int i = 0; i < 2; i++, value = gtk_widget_get_next_sibling (value))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (value));

      g_assert_true ((strstr (text, "甲方") != NULL) != (strstr (text, "乙方") != NULL));
    }
  g_assert_null (value);
  stage_picture (stage, "colleague-detail");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/colleague/conflict", test_conflict);
  return g_test_run ();
}
