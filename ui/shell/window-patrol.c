/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A patrol is recorded while the laptop knows where it is, and becomes a track. */

#include "ui/shell/window-private.h"

#include "work/patrol.h"

#include <glib/gi18n-lib.h>

static void
set_notice (LtWindow *self, const char *words)
{
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_UNDO, words, NULL,
                           NULL, _ ("Close"), "win.close-notice");
}

static void
show_patrol (LtWindow *self)
{
  g_autofree char *about = self->patrol == NULL ? NULL : lt_patrol_describe (self->patrol);
  g_autofree char *words =
      about == NULL ? NULL : g_strdup_printf (_ ("Recording a patrol: %s"), about);
  guint n = 0;
  const double *path = self->patrol == NULL ? NULL : lt_patrol_get_path (self->patrol, &n);

  lt_map_view_show_patrol (self->map_view, path, n, words);
  lt_status_bar_set_patrol (self->status_bar, words);
}

/* What cannot be kept is said, and goes on: it is in memory all the same. */
static void
on_fix (LtWindow *self, const LtFix *fix)
{
  g_autoptr (GError) error = NULL;

  if (self->patrol == NULL)
    return;
  lt_patrol_take (self->patrol, fix);
  if (!lt_work_patrol_keep (self->patrol, &error))
    lt_window_show_problem (self, error->message);
  show_patrol (self);
}

static void
begin (LtWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!lt_window_is_signed_in (self, _ ("Sign in to record a patrol.")))
    return;
  self->patrol = lt_work_patrol_begin (self->session, &error);
  if (self->patrol == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  if (lt_position_get_state (lt_map_view_get_position (self->map_view)) == LT_POSITION_OFF)
    lt_map_view_find_me (self->map_view);
  show_patrol (self);
}

static void
end (LtWindow *self)
{
  g_autofree char *about = lt_patrol_describe (self->patrol);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  guint n;
  LtId track;

  lt_patrol_get_path (self->patrol, &n);
  if (n >= 2 && !lt_window_is_signed_in (self, _ ("Sign in to save the patrol.")))
    return;
  if (lt_work_patrol_end (self->patrol, &track, &error))
    words = g_strdup_printf (_ ("Patrol saved: %s."), about);
  else if (n < 2)
    words = g_strdup (error->message);
  else
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  g_clear_pointer (&self->patrol, lt_patrol_free);
  show_patrol (self);
  set_notice (self, words);
}

static void
on_patrol (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  if (self->patrol != NULL)
    end (self);
  else if (lt_window_can_write (self))
    begin (self);
}

static void
on_located (LtWindow *self, const char *words)
{
  lt_status_bar_set_me (self->status_bar, words);
}

/**
 * lt_window_leave_patrol:
 * @self: a window whose county is another one now, or that is closed
 *
 * The patrol stays a draft, to be saved when it is offered again.
 */
void
lt_window_leave_patrol (LtWindow *self)
{
  if (self->patrol == NULL)
    return;
  g_clear_pointer (&self->patrol, lt_patrol_free);
  show_patrol (self);
}

void
lt_window_connect_position (LtWindow *self)
{
  g_signal_connect_object (lt_map_view_get_position (self->map_view), "fix", G_CALLBACK (on_fix),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "located", G_CALLBACK (on_located), self,
                           G_CONNECT_SWAPPED);
}

void
lt_window_install_patrol_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.patrol", NULL, on_patrol);
}
