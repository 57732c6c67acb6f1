/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/status-bar.h"

#include "base/civil-time.h"
#include "store/feed.h"
#include "ui/shell/children.h"
#include "work/colleagues.h"
#include "work/marker.h"

#include <glib/gi18n-lib.h>

struct _LtStatusBar
{
  GtkWidget parent_instance;

  GtkWidget *sample_label;
  GtkLabel *saved_label;
  GtkWidget *unsaved_button;
  GtkLabel *unsynced_label;
  GtkLabel *synced_label;
  GtkLabel *conflict_label;
  GtkButton *backup_button;
  GtkLabel *me_label;
  GtkLabel *patrol_label;
  GtkLabel *pointer_label;
  GtkLabel *basemap_label;

  LtSession *session;
  char *saved_at;    /* (nullable): a time, HH:MM:SS */
  gint64 operations; /* how many the log had when it was last looked at */
  gboolean is_form;  /* a form is in sight, whose head says whether it is saved */
  gboolean unsaved;  /* a form out of sight is not */
};

G_DEFINE_FINAL_TYPE (LtStatusBar, lt_status_bar, GTK_TYPE_WIDGET)

static void
show_conflicts (LtStatusBar *self)
{
  guint n = lt_work_count_conflicts (self->session);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u conflict", "%u conflicts", n), n);

  gtk_label_set_text (self->conflict_label, n == 0 ? _ ("No conflicts") : text);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->conflict_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->conflict_label), "warning");
}

/* "2026-11-20T18:03" as "11-20 18:03"; the year where it is another one. */
static char *
describe_minute (gint64 unix_ms, gint64 now)
{
  g_autofree char *minute = lt_minute_of (unix_ms);
  g_autofree char *today = lt_date_of (now);

  minute[strlen ("2026-11-20")] = ' ';
  return g_strdup (strncmp (minute, today, strlen ("2026")) == 0 ? minute + strlen ("2026-")
                                                                 : minute);
}

static void
show_sync (LtStatusBar *self)
{
  LtStore *store = lt_session_get_store (self->session);
  gulong n = (gulong) lt_store_count_unsynced (store);
  gint64 last = lt_store_get_last_sync (store);
  gboolean restored = n > 0 && last == 0 && lt_marker_is_restored (store);
  g_autofree char *count =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu unsynced", "%lu unsynced", n), n);
  g_autofree char *minute = describe_minute (last, lt_session_get_now (self->session));
  g_autofree char *synced = g_strdup_printf (_ ("Last sync %s"), minute);

  /* Of a restored file nobody knows what others hold before the first sync. */
  gtk_label_set_text (self->unsynced_label, n == 0     ? _ ("All synced")
                                            : restored ? _ ("From a backup")
                                                       : count);
  gtk_label_set_text (self->synced_label, restored    ? _ ("Not synced since restored")
                                          : last == 0 ? _ ("Never synced")
                                                      : synced);
}

static void
show_backup (LtStatusBar *self)
{
  gint64 last = lt_marker_get_backup_time (lt_session_get_store (self->session));
  g_autofree char *minute = describe_minute (last, lt_session_get_now (self->session));
  g_autofree char *text = g_strdup_printf (_ ("Last backup %s"), minute);

  gtk_button_set_label (self->backup_button, last == 0 ? _ ("Never backed up") : text);
  if (last == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->backup_button), "wanting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->backup_button), "wanting");
}

/* What is in a file that nobody finds is not said to be saved. */
static void
show_saved (LtStatusBar *self)
{
  gboolean in_place = lt_store_is_in_place (lt_session_get_store (self->session), NULL);
  g_autofree char *text =
      self->saved_at == NULL ? NULL : g_strdup_printf (_ ("Saved %s"), self->saved_at);

  gtk_label_set_text (self->saved_label, !in_place      ? _ ("File not in its place")
                                         : text == NULL ? _ ("All saved")
                                                        : text);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_label),
                          !in_place || !(self->is_form || self->unsaved));
  gtk_widget_set_visible (self->unsaved_button, self->unsaved);
  if (in_place)
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved_label), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->saved_label), "warning");
}

/* A sync that brought nothing is a change too, but saves nothing. */
static void
on_changed (LtStatusBar *self)
{
  gint64 operations = lt_store_count_operations (lt_session_get_store (self->session));

  if (operations != self->operations)
    {
      g_autofree char *second = lt_second_of (lt_session_get_now (self->session));

      g_free (self->saved_at);
      self->saved_at = g_strdup (strchr (second, 'T') + 1);
    }
  self->operations = operations;
  show_saved (self);
  show_sync (self);
  show_backup (self);
  show_conflicts (self);
}

static void
lt_status_bar_dispose (GObject *object)
{
  LtStatusBar *self = LT_STATUS_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->saved_at, g_free);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_STATUS_BAR);
  G_OBJECT_CLASS (lt_status_bar_parent_class)->dispose (object);
}

static void
lt_status_bar_class_init (LtStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_status_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/shell/status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, sample_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, saved_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, unsaved_button);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, unsynced_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, synced_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, conflict_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, backup_button);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, me_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, patrol_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, pointer_label);
  gtk_widget_class_bind_template_child (widget_class, LtStatusBar, basemap_label);
}

static void
lt_status_bar_init (LtStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lt_status_bar_set_me (self, "");
  lt_status_bar_set_patrol (self, NULL);
}

/**
 * lt_status_bar_set_session:
 * @self: a status bar
 * @session: (nullable): the open county
 */
void
lt_status_bar_set_session (LtStatusBar *self, LtSession *session)
{
  g_return_if_fail (LT_IS_STATUS_BAR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
  g_set_object (&self->session, session);
  gtk_widget_set_visible (self->sample_label, session != NULL && lt_session_is_sample (session));
  g_clear_pointer (&self->saved_at, g_free);
  self->is_form = FALSE;
  self->unsaved = FALSE;
  gtk_widget_set_visible (self->unsaved_button, FALSE);
  gtk_label_set_text (self->saved_label, "");
  gtk_label_set_text (self->unsynced_label, "");
  gtk_label_set_text (self->synced_label, "");
  gtk_label_set_text (self->conflict_label, "");
  lt_status_bar_forget_pointer (self);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_button), session != NULL);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  self->operations = lt_store_count_operations (lt_session_get_store (session));
  show_saved (self);
  show_sync (self);
  show_backup (self);
  show_conflicts (self);
}

/**
 * lt_status_bar_set_forms:
 * @self: a status bar
 * @is_form: whether a form is in sight: its own head says whether it is saved, and the bar
 *   does not say otherwise
 * @unsaved: whether a form that is out of sight holds what is not saved: then the bar
 *   leads back to it
 */
void
lt_status_bar_set_forms (LtStatusBar *self, gboolean is_form, gboolean unsaved)
{
  g_return_if_fail (LT_IS_STATUS_BAR (self));

  self->is_form = is_form;
  self->unsaved = unsaved;
  if (self->session != NULL)
    show_saved (self);
}

/**
 * lt_status_bar_set_pointer:
 * @self: a status bar
 * @longitude: degrees of CGCS2000
 * @latitude: the same
 */
void
lt_status_bar_set_pointer (LtStatusBar *self, double longitude, double latitude)
{
  g_autofree char *text = g_strdup_printf ("%.4f  %.4f  CGCS2000", longitude, latitude);

  gtk_label_set_text (self->pointer_label, text);
}

/**
 * lt_status_bar_forget_pointer:
 * @self: a status bar
 *
 * The pointer is on no map any more.
 */
void
lt_status_bar_forget_pointer (LtStatusBar *self)
{
  gtk_label_set_text (self->pointer_label, "");
}

/**
 * lt_status_bar_set_me:
 * @self: a status bar
 * @words: what is known of where the laptop is; empty for nothing
 */
void
lt_status_bar_set_me (LtStatusBar *self, const char *words)
{
  gtk_label_set_text (self->me_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->me_label), *words != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->me_label), words);
}

/**
 * lt_status_bar_set_patrol:
 * @self: a status bar
 * @words: (nullable): length and time of the patrol that is recorded; %NULL for none
 */
void
lt_status_bar_set_patrol (LtStatusBar *self, const char *words)
{
  gtk_label_set_text (self->patrol_label, words == NULL ? "" : words);
  gtk_widget_set_visible (GTK_WIDGET (self->patrol_label), words != NULL);
}

/**
 * lt_status_bar_set_basemap:
 * @self: a status bar
 * @words: what lies under the county, with its datum
 */
void
lt_status_bar_set_basemap (LtStatusBar *self, const char *words)
{
  gtk_label_set_text (self->basemap_label, words);
}
