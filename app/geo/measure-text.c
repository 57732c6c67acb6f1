/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* 15 mu are a hectare: 一亩 is 2000/3 m². */
#define MU_OF_HECTARE 15

/* Four digits that say something; whole ones are never left out. */
static char *
write_figure (double value)
{
  int decimals = fabs (value) < 99.995 ? 2 : fabs (value) < 999.95 ? 1 : 0;

  return g_strdup_printf ("%.*f", decimals, value);
}

/**
 * lt_measure_say_surface:
 * @m2: a surface, m²
 *
 * Returns: (transfer full): the same for people, in the screen's language: m²
 *   below a hectare, hectares and mu below a square kilometre, km² above
 */
char *
lt_measure_say_surface (double m2)
{
  g_autofree char *hectares = NULL;
  g_autofree char *mu = NULL;
  g_autofree char *km2 = NULL;

  if (m2 < 9999.5)
    return g_strdup_printf (_ ("%.0f m²"), m2);
  if (m2 < 999950)
    {
      hectares = write_figure (m2 / 1e4);
      mu = write_figure (m2 / 1e4 * MU_OF_HECTARE);
      return g_strdup_printf (_ ("%s ha (%s mu)"), hectares, mu);
    }
  km2 = write_figure (m2 / 1e6);
  return g_strdup_printf (_ ("%s km²"), km2);
}

/**
 * lt_measure_say_length:
 * @m: a length or a distance, metres
 *
 * Returns: (transfer full): the same for people, in the screen's language:
 *   whole metres below a kilometre, kilometres above
 */
char *
lt_measure_say_length (double m)
{
  g_autofree char *km = NULL;

  if (m < 999.5)
    return g_strdup_printf (_ ("%.0f m"), m);
  km = write_figure (m / 1000);
  return g_strdup_printf (_ ("%s km"), km);
}

static void
on_path_count (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  guint *corners = user_data;

  *corners += closed && n > 1 ? n - 1 : n;
}

/**
 * lt_measure_describe:
 * @shape: a shape in degrees of CGCS2000
 *
 * Returns: (transfer full): what it is, for people: "5 corners, surface 3.42 km²"; of
 *   a point where it is
 */
char *
lt_measure_describe (const LtShape *shape)
{
  LtBox box = lt_shape_get_box (shape);
  g_autofree char *count = NULL;
  g_autofree char *size = NULL;
  guint corners = 0;
  double measured = 0;

  if (lt_shape_get_class (shape) == LT_SHAPE_POINT)
    return g_strdup_printf ("%.7f  %.7f  CGCS2000", box.min_x, box.min_y);
  lt_shape_foreach_path (shape, on_path_count, &corners);
  count =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u corner", "%u corners", corners), corners);
  if (lt_measure_surface (shape, &measured))
    {
      size = lt_measure_say_surface (measured);
      return g_strdup_printf (_ ("%s, surface %s"), count, size);
    }
  lt_measure_length (shape, &measured);
  size = lt_measure_say_length (measured);
  return g_strdup_printf (_ ("%s, length %s"), count, size);
}
