/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field changed on two machines: the window counts the conflict and shows
 * both values, beside the field and on the page of the hub. */

#include "stage.h"

#include "ui/lists/record-list.h"
#include "ui/syncing/sync-page.h"
#include "work/colleagues.h"
#include "work/today.h"
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

static guint
count_conflicts (LtSession *session)
{
  g_autoptr (GPtrArray) conflicts = lt_work_conflicts (session, NULL);

  return conflicts->len;
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
  g_autoptr (LtRecord) officer = lt_record_new (lt_kind_by_name ("officer"));
  g_autoptr (GError) error = NULL;
  LtSession *theirs;

  sign_in (session, "14030005", LT_SAMPLE_PASSPHRASE);
  g_assert_true (lt_record_set (officer, "card", "14030009", NULL)
                 && lt_record_set (officer, "name", "执法员丙", NULL)
                 && lt_record_set (officer, "roles", "inspector", NULL));
  lt_work_officer_enrol (session, officer, invite, &error);
  g_assert_no_error (error);
  sync_with (session, hub);
  theirs = lt_work_join (path, hub, invite, "theirs alone", lt_session_get_now (session),
                         lt_random_new (), &error);
  g_assert_no_error (error);
  return theirs;
}

/* The first value is made to hold, by a click; without a name it is refused. */
static void
settle_party (Stage *stage, LtSession *ours)
{
  g_autoptr (LtRecord) mine = NULL;
  g_autofree char *first = NULL;
  GtkWidget *label;

  stage_key (stage, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  /* The value, then who said it, then the button. */
  label = gtk_widget_get_first_child (gtk_widget_get_parent (stage_find (stage, "use-party-1")));
  first = g_strdup (strstr (gtk_label_get_text (GTK_LABEL (label)), "甲方") != NULL
                        ? "甲方石料有限公司"
                        : "乙方石料有限公司");
  lt_session_sign_out (ours);
  stage_click (stage, "use-party-1");
  stage_wait_shown (stage, "conflict-problem");
  stage_picture (stage, "colleague-refused");
  sign_in (ours, "14030001", LT_SAMPLE_PASSPHRASE);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "conflict-problem")));
  stage_click (stage, "use-party-1");
  g_assert_cmpint (count_conflicts (ours), ==, 0);
  g_assert_null (strchr (stage_get_text (stage, "status-conflicts"), '1'));
  mine = lt_work_show (ours, lt_kind_by_name ("mine"), MINE, NULL);
  g_assert_cmpstr (lt_record_get (mine, "party"), ==, first);
  stage_picture (stage, "colleague-settled");
}

/* The line of what waits that is about a conflict. */
static GtkWidget *
find_told (Stage *stage)
{
  GtkWidget *first = stage_find (stage, "today-line-0");

  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "sort")) == LT_TODAY_CONFLICT)
      return row;
  return NULL;
}

static gboolean
is_told (gpointer stage)
{
  return find_told (stage) != NULL;
}

static gboolean
is_list_settled (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static gboolean
has_sign (gpointer list)
{
  return stage_has_words (list, "⚠ ");
}

/* How many records a total of @by names as in conflict, and in how many groups. */
static gint64
count_disputed (LtSession *session, const char *by, guint *groups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) totals = lt_store_total (lt_session_get_store (session),
                                                 lt_kind_by_name ("mine"), NULL, by, NULL, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  *groups = 0;
  for (guint i = 0; i < totals->len; i++)
    {
      const LtTotals *group = g_ptr_array_index (totals, i);

      n += group->conflicts;
      *groups += group->conflicts > 0;
    }
  return n;
}

/* Its cell has a sign, and a total of it says so; one of another field does not. */
static void
see_in_list (Stage *stage, LtSession *ours)
{
  guint groups;

  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  stage_wait (is_list_settled, stage_find (stage, "any-list"), "the list");
  /* It is none of the usual columns. */
  stage_tab_to (stage, "list-columns");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "party");
  stage_tab_to (stage, "party");
  stage_key (stage, GDK_KEY_space, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait (has_sign, stage_find (stage, "any-list"), "the sign of the conflict");
  stage_picture (stage, "colleague-list");
  g_assert_cmpint (count_disputed (ours, "party", &groups), ==, 1);
  g_assert_cmpuint (groups, ==, 1);
  g_assert_cmpint (count_disputed (ours, "mine_state", &groups), ==, 0);
}

static gboolean
has_keyboard (gpointer widget)
{
  return gtk_widget_has_focus (widget);
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
  sign_in (theirs, "14030009", "theirs alone");
  name_mine (ours, "甲方石料有限公司");
  name_mine (theirs, "乙方石料有限公司");
  sync_with (theirs, hub);
  lt_session_close (theirs);

  stage_key (stage, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (stage, "sync-page")), hub);
  stage_tab_to (stage, "sync-do");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "conflict-party");
  g_assert_nonnull (strchr (stage_get_text (stage, "status-conflicts"), '1'));
  stage_wait (has_keyboard, stage_find (stage, "conflict-record"), "the conflict's keyboard");
  stage_picture (stage, "colleague-conflict");

  /* Its line among what waits leads to where it is settled. */
  stage_key (stage, GDK_KEY_2, GDK_ALT_MASK);
  stage_wait_page (stage, "today");
  stage_wait (is_told, stage, "the line of the conflict");
  gtk_widget_grab_focus (find_told (stage));
  stage_picture (stage, "colleague-today");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "sync");
  g_assert_true (gtk_widget_has_focus (stage_find (stage, "conflict-record")));

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
  see_in_list (stage, ours);
  settle_party (stage, ours);
}

/* Removed here, changed there: kept by the keyboard. */
static void
test_removal (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);
  LtSession *ours = lt_window_get_session (stage->window);
  LtSession *theirs = join (stage, ours, hub);
  g_autoptr (LtRecord) seen = lt_work_show (ours, lt_kind_by_name ("mine"), MINE, NULL);
  g_autoptr (LtRecord) kept = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (theirs, "14030009", "theirs alone");
  name_mine (theirs, "乙方石料有限公司");
  sync_with (theirs, hub);
  lt_session_close (theirs);
  lt_work_remove (ours, seen, "重复", &error);
  g_assert_no_error (error);

  stage_key (stage, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (stage, "sync-page")), hub);
  stage_tab_to (stage, "sync-do");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "conflict-removal");
  stage_picture (stage, "colleague-removal");
  stage_tab_to (stage, "conflict-keep");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpint (count_conflicts (ours), ==, 0);
  kept = lt_work_show (ours, lt_kind_by_name ("mine"), MINE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (kept, "party"), ==, "乙方石料有限公司");
  /* The keyboard is on the page still. */
  stage_tab_to (stage, "sync-do");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/colleague/conflict", test_conflict);
  g_test_add_func ("/ui/colleague/removal", test_removal);
  return g_test_run ();
}
