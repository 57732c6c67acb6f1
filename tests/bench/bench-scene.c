/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a scene of 200 000 places takes, read from the county file, built and
 * painted, as after a zoom: median of 5 and the slowest, in milliseconds, for the
 * whole county and for closer looks. The file is made in the folder named by the
 * first argument; the second may say how many places. Prints JSON. */

#include "made-up-mines.h"

#include <stdlib.h>

#define N_PLACES 200000
#define N_RUNS   5

typedef struct
{
  double build[N_RUNS];
  double paint[N_RUNS];
  double both[N_RUNS];
  guint in_view;
} Figures;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print_figures (const char *name, double figures[N_RUNS], const char *end)
{
  qsort (figures, N_RUNS, sizeof *figures, compare_doubles);
  g_print ("\"%s_ms\":{\"median\":%.1f,\"slowest\":%.1f}%s", name, figures[N_RUNS / 2],
           figures[N_RUNS - 1], end);
}

static void
measure (const MadeUpCounty *county, LtStore *store, double more_zoom, Figures *figures)
{
  LtBox box = made_up_county_get_box ();
  LtSceneOptions options = made_up_county_get_options (county);
  LtSceneView view = { .width = 1366, .height = 768, .scale = 1 };

  lt_scene_view_fit (&view, &box, 16);
  view.zoom += more_zoom;
  /* Once before, for fonts and caches */
  for (int run = -1; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time (), built, painted;
      g_autoptr (GError) error = NULL;
      g_autoptr (LtScene) scene = lt_scene_build (store, &view, &options, NULL, &error);

      g_assert_no_error (error);
      built = g_get_monotonic_time ();
      cairo_surface_destroy (lt_scene_to_surface (scene, &view));
      painted = g_get_monotonic_time ();
      figures->in_view = lt_scene_count (scene, NULL, 0);
      if (run < 0)
        continue;
      figures->build[run] = (double) (built - start) / 1000;
      figures->paint[run] = (double) (painted - built) / 1000;
      figures->both[run] = (double) (painted - start) / 1000;
    }
}

int
main (int argc, char **argv)
{
  MadeUpFile file = { 0 };
  int n_places = argc > 2 ? atoi (argv[2]) : N_PLACES;
  g_autoptr (MadeUpCounty) county = made_up_county_new ((guint) n_places);
  static const struct
  {
    const char *name;
    double more_zoom;
  } cases[] = { { "county", 0 }, { "closer", 2.5 }, { "street", 5 } };

  made_up_file_init (&file, argc > 1 ? argv[1] : NULL);
  made_up_file_add_mines (&file, county);
  g_print ("{\"places\":%d,\"width\":1366,\"height\":768", n_places);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Figures figures;

      measure (county, file.store, cases[i].more_zoom, &figures);
      g_print (",\"%s\":{\"in_view\":%u,", cases[i].name, figures.in_view);
      print_figures ("build", figures.build, ",");
      print_figures ("paint", figures.paint, ",");
      print_figures ("both", figures.both, "}");
    }
  g_print ("}\n");
  made_up_file_clear (&file);
  return 0;
}
