/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/datum.h"

#include "base/error.h"
#include "geo/coordinate.h"
#include "geo/gcj02.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>

/* The zones of China, 72° to 138° E. No number is of both widths: an easting with
 * its zone before it says which it is. */
#define ZONE3_FIRST 25
#define ZONE3_LAST  45
#define ZONE6_FIRST 13
#define ZONE6_LAST  23

typedef enum
{
  DATUM_SAME, /* CGCS2000, or WGS-84: they agree to a few centimetres */
  DATUM_GCJ02,
  DATUM_BD09,
  DATUM_GAUSS_KRUEGER,
  DATUM_EPSG,
} DatumClass;

struct _LtDatum
{
  char *name;
  DatumClass class;
  guint width; /* of a zone, degrees */
  guint zone;  /* 0: each easting says its own */
  PJ_CONTEXT *context;
  PJ *projection;            /* forward: from the file's coordinates (EPSG) */
  PJ *zones[ZONE3_LAST + 1]; /* forward: from radians; made when they are met */
};

static gboolean
parse_number_after (const char *name, const char *prefix, guint64 max, guint64 *number)
{
  return g_str_has_prefix (name, prefix)
         && g_ascii_string_to_unsigned (name + strlen (prefix), 10, 1, max, number, NULL);
}

static guint
first_zone (const LtDatum *self)
{
  return self->width == 3 ? ZONE3_FIRST : ZONE6_FIRST;
}

static guint
last_zone (const LtDatum *self)
{
  return self->width == 3 ? ZONE3_LAST : ZONE6_LAST;
}

static void
start_proj (LtDatum *self)
{
  self->context = proj_context_create ();
  proj_log_level (self->context, PJ_LOG_NONE);
}

/* EPSG 4513..4533 ("CGCS2000 / 3-degree Gauss-Kruger zone 25".."45", false
 * easting of ZONE 500 000 m), 4534..4554 (the same without the zone number),
 * 4491..4501 ("CGCS2000 / Gauss-Kruger zone 13".."23", 6° wide) and 4502..4512 are
 * this projection; spelt out, it needs no database of PROJ's. */
static PJ *
find_zone (LtDatum *self, guint zone)
{
  g_autofree char *definition = NULL;

  if (zone < first_zone (self) || zone > last_zone (self))
    return NULL;
  if (self->zones[zone] != NULL)
    return self->zones[zone];
  definition =
      g_strdup_printf ("+proj=tmerc +lat_0=0 +lon_0=%u +k=1 +x_0=500000 +y_0=0 +ellps=GRS80",
                       self->width == 3 ? zone * 3 : zone * 6 - 3);
  self->zones[zone] = proj_create (self->context, definition);
  return self->zones[zone];
}

/* "gk3:38", or "gk3" where the eastings name their zones. */
static gboolean
open_zones (LtDatum *self, guint width)
{
  guint64 zone = 0;

  self->class = DATUM_GAUSS_KRUEGER;
  self->width = width;
  if (self->name[3] != '\0'
      && (self->name[3] != ':'
          || !g_ascii_string_to_unsigned (self->name + 4, 10, first_zone (self), last_zone (self),
                                          &zone, NULL)))
    return FALSE;
  self->zone = (guint) zone;
  start_proj (self);
  return zone == 0 || find_zone (self, self->zone) != NULL;
}

static gboolean
open_epsg (LtDatum *self, guint64 code)
{
  g_autofree char *source = g_strdup_printf ("EPSG:%" G_GUINT64_FORMAT, code);
  PJ *raw;

  start_proj (self);
  raw = proj_create_crs_to_crs (self->context, source, "EPSG:4490", NULL);
  if (raw == NULL)
    return FALSE;
  self->projection = proj_normalize_for_visualization (self->context, raw);
  proj_destroy (raw);
  return self->projection != NULL;
}

static gboolean
open_named (LtDatum *self)
{
  guint64 number;

  if (g_str_equal (self->name, "wgs84") || g_str_equal (self->name, "cgcs2000"))
    return TRUE;
  if (g_str_equal (self->name, "gcj02"))
    self->class = DATUM_GCJ02;
  else if (g_str_equal (self->name, "bd09"))
    self->class = DATUM_BD09;
  else if (g_str_has_prefix (self->name, "gk3"))
    return open_zones (self, 3);
  else if (g_str_has_prefix (self->name, "gk6"))
    return open_zones (self, 6);
  else if (parse_number_after (self->name, "epsg:", G_MAXINT, &number))
    {
      if (number == 4326 || number == 4490)
        return TRUE;
      self->class = DATUM_EPSG;
      return open_epsg (self, number);
    }
  else
    return FALSE;
  return TRUE;
}

/* An easting is written with the number of its zone before it, or without. */
static gboolean
zone_to_degrees (LtDatum *self, double *x, double *y)
{
  guint told = *x >= 1e6 && *x < 1e8 ? (guint) (*x / 1e6) : 0;
  double easting = *x - told * 1e6;
  PJ *projection = self->zone != 0 && told != 0 && told != self->zone
                       ? NULL
                       : find_zone (self, told != 0 ? told : self->zone);
  PJ_COORD there;

  /* degrees would be a place near the equator */
  if (projection == NULL || !(easting > 180 && easting < 1e6 && fabs (*y) < 1e7))
    return FALSE;
  there = proj_trans (projection, PJ_INV, proj_coord (easting, *y, 0, 0));
  *x = proj_todeg (there.lp.lam);
  *y = proj_todeg (there.lp.phi);
  return isfinite (*x) && isfinite (*y);
}

/* The zone that a longitude lies in. */
static guint
choose_zone (const LtDatum *self, double longitude)
{
  if (self->zone != 0)
    return self->zone;
  if (!(longitude > 0 && longitude < 180))
    return 0;
  return (guint) (self->width == 3 ? longitude / 3 + 0.5 : longitude / 6 + 1);
}

static gboolean
zone_from_degrees (LtDatum *self, double *x, double *y)
{
  guint zone = choose_zone (self, *x);
  PJ *projection = find_zone (self, zone);
  PJ_COORD there;

  if (projection == NULL)
    return FALSE;
  there = proj_trans (projection, PJ_FWD, proj_coord (proj_torad (*x), proj_torad (*y), 0, 0));
  *x = there.xy.x + zone * 1e6;
  *y = there.xy.y;
  return isfinite (*x) && isfinite (*y);
}

static gboolean
transform (LtDatum *self, PJ_DIRECTION direction, double *x, double *y)
{
  PJ_COORD there = proj_trans (self->projection, direction, proj_coord (*x, *y, 0, HUGE_VAL));

  *x = there.xy.x;
  *y = there.xy.y;
  return isfinite (*x) && isfinite (*y);
}

/**
 * lt_datum_choices:
 *
 * Returns: (transfer none): the names that lt_datum_new() knows, for a message
 */
const char *
lt_datum_choices (void)
{
  return "wgs84, cgcs2000, gcj02, bd09, gk3:ZONE (25-45), gk6:ZONE (13-23), gk3, gk6, epsg:N";
}

/**
 * lt_datum_new:
 * @name: one of lt_datum_choices(), in small letters or large
 * @error: return location; %LT_ERROR_USAGE names the choices
 *
 * Returns: (transfer full) (nullable): how to read coordinates of that system.
 *   One thread at a time may use it.
 */
LtDatum *
lt_datum_new (const char *name, GError **error)
{
  g_autoptr (LtDatum) self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (LtDatum, 1);
  self->name = g_ascii_strdown (name, -1);
  if (!open_named (self))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is not a datum that is known here. Choose one of: %s."), name,
                   lt_datum_choices ());
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lt_datum_free (LtDatum *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->projection, proj_destroy);
  for (gsize i = 0; i < G_N_ELEMENTS (self->zones); i++)
    g_clear_pointer (&self->zones[i], proj_destroy);
  g_clear_pointer (&self->context, proj_context_destroy);
  g_free (self->name);
  g_free (self);
}

const char *
lt_datum_get_name (const LtDatum *self)
{
  return self->name;
}

/**
 * lt_datum_to_cgcs2000:
 * @self: what the coordinates are in
 * @x: (inout): longitude or easting; then longitude in degrees
 * @y: (inout): latitude or northing; then latitude in degrees
 *
 * Returns: whether the coordinates can be such; if not, they are of no use
 */
gboolean
lt_datum_to_cgcs2000 (LtDatum *self, double *x, double *y)
{
  switch (self->class)
    {
    case DATUM_SAME:
      break;
    case DATUM_GCJ02:
      lt_gcj02_to_wgs84 (x, y);
      break;
    case DATUM_BD09:
      lt_bd09_to_wgs84 (x, y);
      break;
    case DATUM_GAUSS_KRUEGER:
      return zone_to_degrees (self, x, y);
    case DATUM_EPSG:
      return transform (self, PJ_FWD, x, y);
    }
  return isfinite (*x) && isfinite (*y);
}

/**
 * lt_datum_from_cgcs2000:
 * @self: what the coordinates shall be in
 * @x: (inout): longitude in degrees; then longitude or easting (with the zone's number)
 * @y: (inout): latitude in degrees; then latitude or northing
 *
 * Returns: whether it could be done
 */
gboolean
lt_datum_from_cgcs2000 (LtDatum *self, double *x, double *y)
{
  switch (self->class)
    {
    case DATUM_SAME:
      break;
    case DATUM_GCJ02:
      lt_gcj02_from_wgs84 (x, y);
      break;
    case DATUM_BD09:
      lt_bd09_from_wgs84 (x, y);
      break;
    case DATUM_GAUSS_KRUEGER:
      return zone_from_degrees (self, x, y);
    case DATUM_EPSG:
      return transform (self, PJ_INV, x, y);
    }
  return isfinite (*x) && isfinite (*y);
}

/**
 * lt_datum_is_metres:
 *
 * Returns: whether its coordinates are surely metres, not degrees
 */
gboolean
lt_datum_is_metres (const LtDatum *self)
{
  return self->class == DATUM_GAUSS_KRUEGER;
}

/**
 * lt_datum_set_error:
 * @self: a datum
 * @x: coordinates that lt_datum_to_cgcs2000() did not take
 * @y: the other
 * @error: return location: says why not, and what to do
 */
void
lt_datum_set_error (const LtDatum *self, double x, double y, GError **error)
{
  guint told = x >= 1e6 && x < 1e8 ? (guint) (x / 1e6) : 0;

  if (self->class == DATUM_GAUSS_KRUEGER && lt_coordinates_are_northing_first (x, y))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The position %.10g %.10g looks swapped: the first figure is a northing. The "
                    "easting (in survey lists: Y) comes first."),
                 x, y);
  else if (self->class == DATUM_GAUSS_KRUEGER && fabs (x) <= 180 && fabs (y) <= 180)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The position %.10g %.10g is in degrees, datum %s wants metres. Choose the "
                    "right datum: %s."),
                 x, y, self->name, lt_datum_choices ());
  else if (self->class == DATUM_GAUSS_KRUEGER && self->zone == 0 && told == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The easting %.10g has no zone number before it. Name the zone, such as "
                    "%s:%d."),
                 x, self->name, self->width == 3 ? 38 : 19);
  else if (self->class == DATUM_GAUSS_KRUEGER && told != 0 && told != self->zone)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The easting %.10g is of zone %u, which is not one of datum %s (3° zones are "
                    "25 to 45, 6° zones 13 to 23)."),
                 x, told, self->name);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The position %.10g %.10g cannot be one of datum %s. Choose the right "
                    "datum: %s."),
                 x, y, self->name, lt_datum_choices ());
}

/**
 * lt_datum_describe:
 * @name: of a datum
 *
 * Returns: (transfer full): what it is, in the screen's language
 */
char *
lt_datum_describe (const char *name)
{
  static const struct
  {
    const char *name;
    const char *words;
  } known[] = {
    { "wgs84", N_ ("WGS-84") },
    { "cgcs2000", N_ ("CGCS2000") },
    { "gcj02", N_ ("GCJ-02 (Amap)") },
    { "bd09", N_ ("BD-09 (Baidu maps)") },
    { "gk3", N_ ("Gauss-Krüger, zones of 3°") },
    { "gk6", N_ ("Gauss-Krüger, zones of 6°") },
  };
  guint64 number;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i].name, name) == 0)
      return g_strdup (_ (known[i].words));
  if (parse_number_after (name, "gk3:", ZONE3_LAST, &number))
    return g_strdup_printf (_ ("Gauss-Krüger, zone %u of 3°"), (guint) number);
  if (parse_number_after (name, "gk6:", ZONE6_LAST, &number))
    return g_strdup_printf (_ ("Gauss-Krüger, zone %u of 6°"), (guint) number);
  return g_ascii_strup (name, -1);
}
