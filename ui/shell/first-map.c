/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/first-map.h"

#include "base/error.h"
#include "geo/mercator.h"
#include "ui/shell/picture.h"
#include "work/map-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Frames painted after the map has settled, so that what counts it has caught
 * up with it; a bound on the waiting, in milliseconds. */
#define FRAMES_AFTER 20
#define PATIENCE     60000

typedef struct
{
  LtWindow *window;
  char *shot;
  LtFirstMapFunc func;
  gpointer user_data;
  guint frames;
  gboolean told;
  gint64 since; /* monotonic, µs */
  GdkFrameClock *clock;
  gulong handler;
} Wait;

/* The picture of the bare map is of the printed box, and so is what `lantianctl
 * map` makes of it: both by the same function. */
static gboolean
take_pictures (Wait *wait, GError **error)
{
  LtSceneView view = lt_map_view_get_view (lt_window_get_map (wait->window));
  LtStore *store = lt_session_get_store (lt_window_get_session (wait->window));
  LtBox world = lt_scene_view_get_box (&view, 0);
  LtMapSheet sheet = { .degrees = lt_mercator_degrees (&world),
                       .width = view.width,
                       .height = view.height,
                       .scale = 1,
                       .replace = TRUE };
  g_autofree char *words = lt_work_format_box (&sheet.degrees);
  g_autofree char *map_path = g_strconcat (wait->shot, ".map.png", NULL);
  LtMapWish wish;

  lt_map_wish_init (&wish);
  lt_map_wish_set_today (&wish, lt_session_get_now (lt_window_get_session (wait->window)));
  if (!lt_picture_of_widget (GTK_WIDGET (wait->window), wait->shot, error)
      || !lt_work_parse_box (words, &sheet.degrees, error)
      || !lt_work_map_to_file (store, &sheet, &wish, map_path, error))
    return FALSE;
  printf ("map-box %s %dx%d\n", words, view.width, view.height);
  fflush (stdout);
  return TRUE;
}

static void
end_wait (Wait *wait, const GError *error)
{
  g_signal_handler_disconnect (wait->clock, wait->handler);
  wait->func (error, wait->user_data);
  g_free (wait->shot);
  g_free (wait);
}

/* For who measures how long it takes to be there. */
static void
tell (Wait *wait)
{
  wait->told = TRUE;
  puts ("first-map");
  fflush (stdout);
}

/* After each frame: what is in the picture is what was just painted. */
static void
on_after_paint (GdkFrameClock *clock, Wait *wait)
{
  g_autoptr (GError) error = NULL;

  if (g_get_monotonic_time () - wait->since > PATIENCE * 1000)
    {
      g_set_error (&error, LT_ERROR, LT_ERROR_BUG,
                   _ ("The map was not painted within a minute. Look for what was said before."));
      end_wait (wait, error);
      return;
    }
  if (!lt_map_view_is_settled (lt_window_get_map (wait->window)))
    wait->frames = 0;
  else if (!wait->told)
    tell (wait);
  if (wait->frames++ < FRAMES_AFTER)
    {
      gtk_widget_queue_draw (GTK_WIDGET (wait->window));
      return;
    }
  if (wait->shot != NULL)
    take_pictures (wait, &error);
  end_wait (wait, error);
}

/**
 * lt_first_map_await:
 * @window: a window with an open county, presented
 * @shot: (nullable): where a picture of the window goes; that of the bare map
 *   goes to the same name with ".map.png" behind it, and its box is printed
 * @func: called when the first map is on the screen
 * @user_data: passed to @func
 */
void
lt_first_map_await (LtWindow *window, const char *shot, LtFirstMapFunc func, gpointer user_data)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->window = window;
  wait->shot = g_strdup (shot);
  wait->func = func;
  wait->user_data = user_data;
  wait->since = g_get_monotonic_time ();
  wait->clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  wait->handler = g_signal_connect (wait->clock, "after-paint", G_CALLBACK (on_after_paint), wait);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}
