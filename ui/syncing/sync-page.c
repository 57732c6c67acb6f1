/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/syncing/sync-page.h"

#include "store/feed.h"
#include "store/forks.h"
#include "store/key-streams.h"
#include "ui/shell/children.h"
#include "ui/shell/file-choice.h"
#include "ui/shell/last-file.h"
#include "ui/shell/long-work.h"
#include "ui/syncing/conflict-row.h"
#include "work/colleagues.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LtSyncPage
{
  GtkWidget parent_instance;

  AdwActionRow *hub_row;
  GtkWidget *new_button;
  GtkWidget *sync_button;
  GtkWidget *busy_box;
  GtkSpinner *spinner;
  GtkLabel *report_label;
  GtkBox *conflicts;

  LtSession *session;
  LtLongWork *work; /* the sync that was begun here last */
  char *hub;
};

G_DEFINE_FINAL_TYPE (LtSyncPage, lt_sync_page, GTK_TYPE_WIDGET)

static void
say (LtSyncPage *self, const char *words, gboolean is_problem)
{
  gtk_label_set_text (self->report_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->report_label), *words != '\0');
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->report_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->report_label), "problem");
}

/* Whether a sync can be begun, and whether one is going on. */
static void
show_state (LtSyncPage *self)
{
  gboolean busy = lt_long_work_is_running (self->work);

  gtk_widget_set_visible (self->busy_box, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.do",
                                 self->session != NULL && self->hub != NULL && !busy
                                     && lt_store_is_writable (
                                         lt_session_get_store (self->session)));
}

static void
show_hub (LtSyncPage *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->hub_row),
                                 self->hub == NULL ? _ ("No hub file chosen") : self->hub);
  show_state (self);
}

static void
append_conflict (LtSyncPage *self, GtkWidget *row, const LtId *record)
{
  g_object_set_data_full (G_OBJECT (row), "record", lt_id_to_text (record), g_free);
  gtk_box_append (self->conflicts, row);
}

static void
add_conflicts (LtSyncPage *self)
{
  g_autoptr (GPtrArray) records =
      self->session == NULL ? NULL : lt_work_conflicts (self->session, NULL);
  g_autoptr (GPtrArray) breaches =
      self->session == NULL ? NULL
                            : lt_store_list_breaches (lt_session_get_store (self->session), NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      append_conflict (self, lt_conflict_row_new (self->session, record), &record->id);
    }
  for (guint i = 0; breaches != NULL && i < breaches->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches, i);
      GtkWidget *row = lt_breach_row_new (self->session, breach);

      if (row != NULL)
        append_conflict (self, row, &breach->record);
    }
  if ((records == NULL || records->len == 0) && (breaches == NULL || breaches->len == 0))
    {
      GtkWidget *none = gtk_label_new (_ ("No conflicts"));

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_widget_add_css_class (none, "dim-label");
      gtk_box_append (self->conflicts, none);
    }
}

/* Whoever settles one conflict after the other keeps his hands on the keys. */
static void
show_conflicts (LtSyncPage *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->conflicts)) != NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->conflicts))) != NULL)
    gtk_box_remove (self->conflicts, child);
  add_conflicts (self);
  if (had_focus && !gtk_widget_child_focus (GTK_WIDGET (self->conflicts), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->hub_row), GTK_DIR_TAB_FORWARD);
}

static void
add_double_keys (LtSession *session, GString *words)
{
  g_auto (GStrv) sentences = lt_store_list_double_keys (lt_session_get_store (session), NULL);

  for (int i = 0; sentences[i] != NULL; i++)
    g_string_append_printf (words, "\n%s", sentences[i]);
}

static void
add_damaged_rows (const LtSyncReport *report, GString *words)
{
  if (report->rows_damaged > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words,
                              ngettext ("This file's rows of %u batch were damaged; they are "
                                        "fetched again from a hub that has them.",
                                        "This file's rows of %u batches were damaged; they are "
                                        "fetched again from a hub that has them.",
                                        report->rows_damaged),
                              report->rows_damaged);
    }
  if (report->rows_too_large > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words,
                              ngettext ("The hub's rows of %u batch are too large to be what the "
                                        "batch says; they were not taken.",
                                        "The hub's rows of %u batches are too large to be what "
                                        "the batches say; they were not taken.",
                                        report->rows_too_large),
                              report->rows_too_large);
    }
}

static char *
describe_report (LtSession *session, const LtSyncReport *report)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, _ ("Sent %lu, received %lu."), (gulong) report->pushed,
                          (gulong) report->pulled);
  if (report->quarantined > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("%lu received changes were not accepted (quarantine)."),
                              (gulong) report->quarantined);
    }
  if (report->forked > 0)
    {
      g_auto (GStrv) forks = lt_store_list_forks (lt_session_get_store (session));

      for (int i = 0; forks[i] != NULL; i++)
        g_string_append_printf (words, "\n%s", forks[i]);
    }
  add_double_keys (session, words);
  add_damaged_rows (report, words);
  if (report->rows_missing > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words,
                              ngettext ("The measured rows of %u batch are not here yet.",
                                        "The measured rows of %u batches are not here yet.",
                                        report->rows_missing),
                              report->rows_missing);
    }
  g_string_append_c (words, '\n');
  g_string_append_printf (words, _ ("Check code %s. "), report->code);
  g_string_append (words, report->equal
                              ? _ ("The hub file holds the same as this file.")
                              : _ ("The hub file does not yet hold the same as this file."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* In the thread. Whoever syncs need not be signed in: nothing is written in
 * anybody's name. */
static gpointer
run_sync (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  LtSyncReport *report = g_new0 (LtSyncReport, 1);

  if (lt_work_sync (session, data, report, error))
    return report;
  g_free (report);
  return NULL;
}

/* While the sync ran its button could not have the keyboard: what is to be settled gets it, or
 * the button again, unless somebody went elsewhere meanwhile. */
static void
take_keyboard (LtSyncPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL
      && !gtk_widget_child_focus (GTK_WIDGET (self->conflicts), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->sync_button);
}

static void
on_ended (LtSyncPage *self, const LtSyncReport *report, const GError *error)
{
  g_autofree char *words = report == NULL ? NULL : describe_report (self->session, report);

  say (self, report == NULL ? error->message : words, report == NULL);
  show_state (self);
  take_keyboard (self);
}

/* A sync of the county before goes on by itself; nobody listens any more. */
static void
forget_work (LtSyncPage *self)
{
  if (self->work != NULL)
    g_signal_handlers_disconnect_by_func (self->work, on_ended, self);
  g_clear_object (&self->work);
}

static void
on_sync (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSyncPage *self = LT_SYNC_PAGE (widget);
  LtLongJob job = { .busy_words = _ ("A sync is going on."),
                    .name = "sync",
                    .run = run_sync,
                    .data = g_strdup (self->hub),
                    .free_data = g_free,
                    .free_result = g_free };
  g_autoptr (GError) error = NULL;

  say (self, "", FALSE);
  forget_work (self);
  self->work = lt_long_work_start (self->session, &job, &error);
  if (self->work == NULL)
    say (self, error->message, TRUE);
  else
    g_signal_connect_object (self->work, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  show_state (self);
}

/* Nothing goes to a file by its being chosen, and one that is new is not there yet. */
static void
on_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtSyncPage *self = LT_SYNC_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);

  if (path == NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  lt_sync_page_set_hub (self, path);
  say (self,
       g_file_test (path, G_FILE_TEST_EXISTS) ? _ ("Chosen, and not synced yet.")
                                              : _ ("The hub file is made by the first sync."),
       FALSE);
  lt_sync_page_focus (self);
}

/* What the last sync said is no longer so once something was written here. */
static void
on_changed (LtSyncPage *self)
{
  show_conflicts (self);
  if (self->work != NULL && *gtk_label_get_text (self->report_label) != '\0'
      && lt_store_count_unsynced (lt_session_get_store (self->session)) > 0)
    say (self, _ ("Changed since the last sync. Sync again, so that colleagues get it."), FALSE);
}

static void
on_choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtFileQuestion question = { .title = _ ("Choose the hub file"),
                              .accept = _ ("_Open"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                              .filter = _ ("Hub files"),
                              .pattern = "*.hub",
                              .folder_key = LT_FOLDER_HUB };

  lt_file_choice_ask (widget, &question, on_chosen);
}

/* The first sync makes it. Choosing one that is there is another button: the
 * chooser would ask whether to replace it, which nobody wants. */
static void
on_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtFileQuestion question = { .title = _ ("Place for a new hub file"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .filter = _ ("Hub files"),
                              .pattern = "*.hub",
                              .folder_key = LT_FOLDER_HUB,
                              .name = _ ("bureau.hub") };

  lt_file_choice_ask (widget, &question, on_chosen);
}

static void
lt_sync_page_dispose (GObject *object)
{
  LtSyncPage *self = LT_SYNC_PAGE (object);

  g_clear_object (&self->work);
  g_clear_object (&self->session);
  g_clear_pointer (&self->hub, g_free);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_SYNC_PAGE);
  G_OBJECT_CLASS (lt_sync_page_parent_class)->dispose (object);
}

static void
lt_sync_page_class_init (LtSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_sync_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/syncing/sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, hub_row);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, report_label);
  gtk_widget_class_bind_template_child (widget_class, LtSyncPage, conflicts);
  gtk_widget_class_install_action (widget_class, "sync.choose", NULL, on_choose);
  gtk_widget_class_install_action (widget_class, "sync.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "sync.do", NULL, on_sync);
}

static void
lt_sync_page_init (LtSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->hub_row), FALSE);
  show_hub (self);
}

/**
 * lt_sync_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_sync_page_set_session (LtSyncPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_SYNC_PAGE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
  g_set_object (&self->session, session);
  forget_work (self);
  g_free (self->hub);
  self->hub = session == NULL ? NULL : lt_last_hub_get (lt_session_get_path (session));
  say (self, "", FALSE);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_hub (self);
  show_conflicts (self);
}

/**
 * lt_sync_page_set_hub:
 * @self: a page with an open county
 * @path: the hub file; it is remembered for this county
 */
void
lt_sync_page_set_hub (LtSyncPage *self, const char *path)
{
  g_free (self->hub);
  self->hub = g_strdup (path);
  if (self->session != NULL)
    lt_last_hub_set (lt_session_get_path (self->session), path);
  show_hub (self);
}

/**
 * lt_sync_page_focus:
 * @self: a page
 *
 * Gives the keyboard to what is to be done: the sync, or where the file for it is named.
 */
void
lt_sync_page_focus (LtSyncPage *self)
{
  if (!gtk_widget_grab_focus (self->sync_button))
    gtk_widget_grab_focus (self->new_button);
}

/**
 * lt_sync_page_show_conflict:
 * @self: a page that is shown
 * @id: of a record in conflict, as text
 *
 * Gives the keyboard to where it is settled.
 */
void
lt_sync_page_show_conflict (LtSyncPage *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->conflicts)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "record"), id) == 0
        && gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
      return;
}
