/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Strips along lines and circles round places, by metres. */

#include "geo/shape-build.h"

#include "base/error.h"
#include "geo/ellipsoid-private.h"
#include "geo/shape-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>

#define MOST_METRES 100000.0
/* Beyond 2.75° of longitude from the middle metres are off by more than 0.1 %. */
#define MOST_WIDTH 5.5
/* Corners of a quarter circle: its surface is 0.04 % too small. */
#define QUARTER 32

typedef struct
{
  PJ_CONTEXT *context;
  PJ *projection;
  PJ_DIRECTION direction;
} Plane;

static gboolean
open_plane (Plane *plane, const LtBox *box)
{
  g_autofree char *definition = NULL;
  char lon[G_ASCII_DTOSTR_BUF_SIZE];
  char lat[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (lon, sizeof lon, (box->min_x + box->max_x) / 2);
  g_ascii_dtostr (lat, sizeof lat, (box->min_y + box->max_y) / 2);
  definition = g_strdup_printf ("+proj=tmerc +lon_0=%s +lat_0=%s +k=1 +ellps=GRS80", lon, lat);
  plane->context = proj_context_create ();
  proj_log_level (plane->context, PJ_LOG_NONE);
  plane->projection = proj_create (plane->context, definition);
  return plane->projection != NULL;
}

static void
close_plane (Plane *plane)
{
  proj_destroy (plane->projection);
  proj_context_destroy (plane->context);
}

static int
on_corner (double *x, double *y, void *user_data)
{
  Plane *plane = user_data;
  PJ_COORD there;

  if (plane->direction == PJ_FWD)
    {
      there = proj_trans (plane->projection, PJ_FWD,
                          proj_coord (proj_torad (*x), proj_torad (*y), 0, 0));
      *x = there.xy.x;
      *y = there.xy.y;
    }
  else
    {
      there = proj_trans (plane->projection, PJ_INV, proj_coord (*x, *y, 0, 0));
      *x = proj_todeg (there.lp.lam);
      *y = proj_todeg (there.lp.phi);
    }
  return isfinite (*x) && isfinite (*y);
}

static GEOSGeometry *
project (Plane *plane, PJ_DIRECTION direction, const GEOSGeometry *geometry)
{
  plane->direction = direction;
  return geometry == NULL ? NULL : GEOSGeom_transformXY_r (lt_geos (), geometry, on_corner, plane);
}

static void
add_end (GHashTable *seen, GPtrArray *joints, const GEOSGeometry *line, gboolean first)
{
  GEOSGeometry *end =
      first ? GEOSGeomGetStartPoint_r (lt_geos (), line) : GEOSGeomGetEndPoint_r (lt_geos (), line);
  double x = 0;
  double y = 0;
  char *key;

  if (end == NULL)
    return;
  GEOSGeomGetX_r (lt_geos (), end, &x);
  GEOSGeomGetY_r (lt_geos (), end, &y);
  key = g_strdup_printf ("%.17g %.17g", x, y);
  if (g_hash_table_add (seen, key))
    GEOSGeom_destroy_r (lt_geos (), end);
  else
    g_ptr_array_add (joints, end);
}

/* Where three lines or more meet, or a line ends where it began. */
static GEOSGeometry *
find_joints (const GEOSGeometry *lines)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) joints = g_ptr_array_new ();
  int n = GEOSGetNumGeometries_r (lt_geos (), lines);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *line = GEOSGetGeometryN_r (lt_geos (), lines, i);

      add_end (seen, joints, line, TRUE);
      add_end (seen, joints, line, FALSE);
    }
  return GEOSGeom_createCollection_r (lt_geos (), GEOS_MULTIPOINT, (GEOSGeometry **) joints->pdata,
                                      joints->len);
}

/* Flat where a line ends, but round where lines meet, or a wedge would be missing. */
static GEOSGeometry *
buffer_sides (const GEOSGeometry *lines, double metres)
{
  GEOSGeometry *merged = GEOSLineMerge_r (lt_geos (), lines);
  GEOSGeometry *strip = merged == NULL
                            ? NULL
                            : GEOSBufferWithStyle_r (lt_geos (), merged, metres, QUARTER,
                                                     GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_ROUND, 5);
  GEOSGeometry *joints = merged == NULL ? NULL : find_joints (merged);
  GEOSGeometry *discs = joints == NULL ? NULL : GEOSBuffer_r (lt_geos (), joints, metres, QUARTER);
  GEOSGeometry *all =
      strip == NULL || discs == NULL ? NULL : GEOSUnion_r (lt_geos (), strip, discs);

  GEOSGeom_destroy_r (lt_geos (), merged);
  GEOSGeom_destroy_r (lt_geos (), strip);
  GEOSGeom_destroy_r (lt_geos (), joints);
  GEOSGeom_destroy_r (lt_geos (), discs);
  return all;
}

static gboolean
check (const LtShape *shape, double metres, GError **error)
{
  LtBox box;

  if (!lt_shape_check (shape, error))
    return FALSE;
  if (!(metres > 0 && metres <= MOST_METRES))
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_BAD_INPUT,
          _ ("A distance of %g m cannot be laid around a shape: it must be more than 0 and "
             "at the most %g m."),
          metres, MOST_METRES);
      return FALSE;
    }
  box = lt_shape_get_box (shape);
  if (box.max_x - box.min_x <= MOST_WIDTH && box.min_y >= -85 && box.max_y <= 85)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("The shape reaches over %.1f degrees of longitude, and exact metres can be laid "
                  "around %.1f at the most. Give it in pieces."),
               box.max_x - box.min_x, MOST_WIDTH);
  return FALSE;
}

static LtShape *
build (const LtShape *shape, double metres, gboolean sides, GError **error)
{
  Plane plane;
  LtBox box = lt_shape_get_box (shape);
  GEOSGeometry *dense = GEOSDensify_r (lt_geos (), shape->geometry, LT_STRAIGHT_STEP);
  GEOSGeometry *flat = NULL;
  GEOSGeometry *strip = NULL;
  GEOSGeometry *back = NULL;
  g_autoptr (LtShape) built = NULL;

  if (open_plane (&plane, &box))
    {
      flat = project (&plane, PJ_FWD, dense);
      if (flat != NULL)
        strip =
            sides ? buffer_sides (flat, metres) : GEOSBuffer_r (lt_geos (), flat, metres, QUARTER);
      back = project (&plane, PJ_INV, strip);
    }
  close_plane (&plane);
  GEOSGeom_destroy_r (lt_geos (), dense);
  GEOSGeom_destroy_r (lt_geos (), flat);
  GEOSGeom_destroy_r (lt_geos (), strip);
  if (back != NULL)
    built = lt_shape_take (back);
  if (built == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("No strip can be laid along this shape (%s)."), lt_geos_message ());
  return built != NULL && lt_shape_check (built, error) ? g_steal_pointer (&built) : NULL;
}

/**
 * lt_shape_build_along:
 * @line: a line in degrees of CGCS2000, at the most 5.5° of longitude wide
 * @metres: how far to each side (两侧 n 米)
 * @error: return location
 *
 * Makes the strip on both sides of a line. It ends where the line ends, at a
 * right angle: "on both sides" of a road from A to B is nothing beyond A and B.
 * Outside of bends it is round, so that its edge is never farther than @metres
 * from the line. Metres are those of a transverse Mercator projection of
 * CGCS2000 whose middle is the line's, and off by 0.1 % at the most.
 *
 * Returns: (transfer full) (nullable): a polygon
 */
LtShape *
lt_shape_build_along (const LtShape *line, double metres, GError **error)
{
  if (!check (line, metres, error))
    return NULL;
  if (lt_shape_get_class (line) != LT_SHAPE_LINE)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("Only a line has two sides. Around points and polygons, ask for what "
                              "is within a distance."));
      return NULL;
    }
  return build (line, metres, TRUE, error);
}

/**
 * lt_shape_build_around:
 * @shape: any shape in degrees of CGCS2000, at the most 5.5° of longitude wide
 * @metres: how far (周边 n 米)
 * @error: return location
 *
 * Makes the shape together with everything that is at the most so far from it,
 * round at the ends of lines. See lt_shape_build_along().
 *
 * Returns: (transfer full) (nullable): a polygon
 */
LtShape *
lt_shape_build_around (const LtShape *shape, double metres, GError **error)
{
  return check (shape, metres, error) ? build (shape, metres, FALSE, error) : NULL;
}
