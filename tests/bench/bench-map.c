/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dragging the map: 300 frames of our layer over 200 000 places, and of libshumate's own
 * marker layer with 5 000 markers, on the same screen, in the same run, the one half of
 * them before the other. A frame's time is from one to the next; of our layer also what it
 * costs the main thread itself. The file is made in the folder named by the first
 * argument, which takes a minute of its own. Prints JSON. */

#include "made-up-mines.h"

#include "geo/mercator.h"
#include "ui/map/blank-source.h"
#include "ui/map/map-layer.h"

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#define N_PLACES  200000
#define N_MARKERS 5000
#define N_FRAMES  150 /* in each of two rounds */
#define N_IDLE    10  /* first frames, which are not counted */

typedef struct
{
  double frames[2 * N_FRAMES];
  guint n;
} Times;

typedef struct
{
  const char *path;
  GtkWindow *window;
  ShumateViewport *viewport;
  LtMapLayer *layer; /* (nullable): ours */
  Times *times;
  guint frame;
  gint64 last;
  GMainLoop *loop;
} Run;

static Times own;
static gboolean counts;
static void (*snapshot_of_layer) (GtkWidget *widget, GtkSnapshot *snapshot);

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
add_time (Times *times, double ms)
{
  if (times->n < G_N_ELEMENTS (times->frames))
    times->frames[times->n++] = ms;
}

/* In the place of our layer's own: what it costs is what it takes of this thread. */
static void
on_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double start = thread_ms ();

  snapshot_of_layer (widget, snapshot);
  if (counts)
    add_time (&own, thread_ms () - start);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  gint64 now = g_get_monotonic_time ();

  if (run->frame == 0 && run->layer != NULL && !lt_map_layer_is_settled (run->layer))
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }
  counts = run->layer != NULL && run->frame > N_IDLE;
  if (run->frame > N_IDLE)
    add_time (run->times, (double) (now - run->last) / 1000);
  run->last = now;
  if (++run->frame > N_IDLE + N_FRAMES)
    {
      g_main_loop_quit (run->loop);
      return G_SOURCE_REMOVE;
    }
  shumate_location_set_location (SHUMATE_LOCATION (run->viewport),
                                 37.86 + 0.03 * sin (run->frame / 20.),
                                 113.58 + 0.03 * cos (run->frame / 20.));
  return G_SOURCE_CONTINUE;
}

static ShumateLayer *
make_markers (ShumateViewport *viewport)
{
  ShumateMarkerLayer *layer = shumate_marker_layer_new (viewport);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < N_MARKERS; i++)
    {
      ShumateMarker *marker = shumate_point_new ();

      shumate_location_set_location (SHUMATE_LOCATION (marker),
                                     g_rand_double_range (rand, COUNTY_SOUTH, COUNTY_NORTH),
                                     g_rand_double_range (rand, COUNTY_WEST, COUNTY_EAST));
      shumate_marker_layer_add_marker (layer, marker);
    }
  return SHUMATE_LAYER (layer);
}

static void
drag (const char *path, gboolean ours, Times *times)
{
  g_autoptr (ShumateMapSource) source = lt_blank_source_new ();
  ShumateMap *map = shumate_map_new ();
  Run run = { .path = path, .times = times, .loop = g_main_loop_new (NULL, FALSE) };
  ShumateLayer *layer;

  run.viewport = shumate_map_get_viewport (map);
  shumate_viewport_set_reference_map_source (run.viewport, source);
  shumate_map_set_map_source (map, source);
  shumate_viewport_set_max_zoom_level (run.viewport, 18);
  shumate_viewport_set_zoom_level (run.viewport, 10.5);
  shumate_location_set_location (SHUMATE_LOCATION (run.viewport), 37.86, 113.61);
  if (ours)
    {
      run.layer = lt_map_layer_new (run.viewport);
      lt_map_layer_set_file (run.layer, path);
      layer = SHUMATE_LAYER (run.layer);
    }
  else
    layer = make_markers (run.viewport);
  shumate_map_add_layer (map, layer);
  run.window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (run.window, 1200, 720);
  gtk_window_set_child (run.window, GTK_WIDGET (map));
  gtk_widget_add_tick_callback (GTK_WIDGET (map), on_tick, &run, NULL);
  gtk_window_present (run.window);
  g_main_loop_run (run.loop);
  counts = FALSE;
  if (ours)
    lt_map_layer_set_file (run.layer, NULL);
  gtk_window_destroy (run.window);
  g_main_loop_unref (run.loop);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
print_times (const char *name, Times *times)
{
  double p95;

  qsort (times->frames, times->n, sizeof *times->frames, compare);
  p95 = times->frames[times->n * 95 / 100];
  g_print ("\"%s_ms\":{\"frames\":%u,\"median\":%.3f,\"p95\":%.3f},", name, times->n,
           times->frames[times->n / 2], p95);
  return p95;
}

int
main (int argc, char **argv)
{
  MadeUpFile file = { 0 };
  g_autoptr (MadeUpCounty) county = made_up_county_new (N_PLACES);
  GtkWidgetClass *klass;
  Times ours = { 0 }, theirs = { 0 };
  double p95;

  adw_init ();
  klass = g_type_class_ref (LT_TYPE_MAP_LAYER);
  snapshot_of_layer = klass->snapshot;
  klass->snapshot = on_snapshot;
  g_printerr ("making a county of %d places, which takes longer than all the rest\n", N_PLACES);
  made_up_file_init (&file, argc > 1 ? argv[1] : NULL);
  made_up_file_add_mines (&file, county);
  for (int round = 0; round < 2; round++)
    {
      drag (file.path, TRUE, &ours);
      drag (file.path, FALSE, &theirs);
    }
  g_print ("{\"places\":%d,\"markers\":%d,", N_PLACES, N_MARKERS);
  print_times ("own_main_thread", &own);
  p95 = print_times ("frame", &ours);
  g_print ("\"ratio_p95\":%.3f}\n", p95 / print_times ("marker_layer_frame", &theirs));
  made_up_file_clear (&file);
  g_type_class_unref (klass);
  return 0;
}
