/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A patrol is recorded while the laptop knows where it is, and becomes a track. */

#include "ui/shell/window-private.h"

#include "base/civil-time.h"
#include "geo/shape.h"
#include "work/near-edge.h"
#include "work/patrol.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is written into a form and read from it again, degrees. */
#define SAME 1e-6

static void
set_notice (LtWindow *self, const char *words)
{
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_UNDO, words, NULL,
                           NULL, _ ("Close"), "win.close-notice");
}

/* A receiver that has fallen silent records nothing: that is told where the patrol is. */
static char *
describe_patrol (LtWindow *self, const char *about)
{
  LtPosition *position = lt_map_view_get_position (self->map_view);
  const LtFix *fix = lt_position_get_fix (position);
  g_autofree char *minute = fix == NULL ? NULL : lt_minute_of (fix->time);

  if (lt_position_get_usable (position) != NULL || fix == NULL)
    return g_strdup_printf (_ ("Recording a patrol: %s"), about);
  return g_strdup_printf (_ ("Recording a patrol: %s. No position since %s"), about,
                          strchr (minute, 'T') + 1);
}

static void
show_patrol (LtWindow *self)
{
  g_autofree char *about = self->patrol == NULL ? NULL : lt_patrol_describe (self->patrol);
  g_autofree char *words = about == NULL ? NULL : describe_patrol (self, about);
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
    lt_map_view_look_for_me (self->map_view);
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

/* "gpsd, ±8 m, 2026-11-20 15:42": what stays true, and is to be kept. */
static char *
describe_fix (const LtFix *fix)
{
  g_autofree char *accuracy = lt_fix_say_accuracy (fix);
  g_autofree char *minute = lt_minute_of (fix->time);

  g_strdelimit (minute, "T", ' ');
  return g_strdup_printf (_ ("position by %s, %s, %s"), fix->source, accuracy, minute);
}

/**
 * lt_window_note_position:
 * @self: a window in which a place is drawn
 * @drawn: its shape as it is now
 *
 * Where that is a point, set exactly where the laptop is, the form gets told how exact
 * that is, so that it is kept with the place.
 */
void
lt_window_note_position (LtWindow *self, const char *drawn)
{
  const LtFix *fix = lt_map_view_get_placed (self->map_view);
  g_autoptr (LtShape) shape = fix == NULL ? NULL : lt_shape_from_text (drawn, NULL);
  g_autofree char *words = NULL;
  double longitude, latitude;

  if (shape == NULL || lt_shape_is_empty (shape) || lt_shape_get_class (shape) != LT_SHAPE_POINT)
    return;
  lt_shape_get_anchor (shape, &longitude, &latitude);
  if (fabs (longitude - fix->longitude) > SAME || fabs (latitude - fix->latitude) > SAME)
    return;
  words = describe_fix (fix);
  if (!lt_place_page_append (self->place_page, "source", words))
    lt_map_view_say (self->map_view, words);
}

static void
on_insert_position (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  LtPosition *position = lt_map_view_get_position (self->map_view);
  const LtFix *fix = lt_position_get_usable (position);
  g_autofree char *about = NULL;
  g_autofree char *edge = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL || !g_str_equal (lt_window_get_page (self), "inspection"))
    return;
  if (fix == NULL)
    {
      if (lt_position_get_state (position) == LT_POSITION_OFF)
        lt_map_view_look_for_me (self->map_view);
      lt_inspection_page_say (self->inspection_page,
                              _ ("The position is not known yet: the status line says why. Insert "
                                 "it once it is there."));
      return;
    }
  about = describe_fix (fix);
  edge = lt_work_describe_edge (self->session, fix);
  words = g_strdup_printf ("%.6f, %.6f (CGCS2000), %s%s%s", fix->longitude, fix->latitude, about,
                           edge == NULL ? "" : ". ", edge == NULL ? "" : edge);
  lt_inspection_page_append_finding (self->inspection_page, words);
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
  g_autoptr (GError) error = NULL;

  if (self->patrol == NULL)
    return;
  if (!lt_work_patrol_keep_all (self->patrol, &error))
    lt_window_show_problem (self, error->message);
  g_clear_pointer (&self->patrol, lt_patrol_free);
  show_patrol (self);
}

/**
 * lt_window_hand_over_patrol:
 * @self: a window in which somebody has signed in or out
 *
 * The way of one officer is not that of the next one. Whoever is signed out only, as after
 * a pause at the keys, has his patrol go on.
 */
void
lt_window_hand_over_patrol (LtWindow *self)
{
  if (self->patrol == NULL || lt_session_get_officer (self->session) == NULL
      || lt_patrol_is_own (self->patrol))
    return;
  lt_window_leave_patrol (self);
  set_notice (self, _ ("The patrol of the officer before was ended. It is kept as a draft, and "
                       "offered to that officer at the next sign-in."));
}

static void
on_position_changed (LtWindow *self)
{
  if (self->patrol != NULL)
    show_patrol (self);
}

void
lt_window_connect_position (LtWindow *self)
{
  g_signal_connect_object (lt_map_view_get_position (self->map_view), "fix", G_CALLBACK (on_fix),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_map_view_get_position (self->map_view), "changed",
                           G_CALLBACK (on_position_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "located", G_CALLBACK (on_located), self,
                           G_CONNECT_SWAPPED);
}

void
lt_window_install_patrol_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.patrol", NULL, on_patrol);
  gtk_widget_class_install_action (widget_class, "win.insert-position", NULL, on_insert_position);
}
