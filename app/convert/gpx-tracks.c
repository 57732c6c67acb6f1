/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a GPX file says of its tracks stands with their points: when each began and ended. */

#include "convert/gpx-tracks.h"

#include "base/civil-time.h"

#define TRACKS "tracks"
#define POINTS "track_points"

static gboolean
is_gpx (const LtVector *vector)
{
  return g_str_equal (vector->format, "gpx");
}

/* The points of tracks and routes are in these already; GDAL names what a file has none of. */
gboolean
lt_gpx_is_part (const LtVector *vector, OGRLayerH layer)
{
  const char *name = OGR_L_GetName (layer);

  return !is_gpx (vector)
         || (!g_str_equal (name, POINTS) && !g_str_equal (name, "route_points")
             && OGR_L_GetFeatureCount (layer, TRUE) > 0);
}

/* How a receiver stood to its satellites, and where more is to be read, is in no record. */
gboolean
lt_gpx_is_column (const LtVector *vector, const char *name)
{
  static const char *const kept[] = { "name", "cmt",  "desc", "src", "ele",
                                      "time", "type", "sym",  NULL };

  return !is_gpx (vector) || g_strv_contains (kept, name);
}

gboolean
lt_gpx_has_times (const LtVector *vector, OGRLayerH layer)
{
  return is_gpx (vector) && g_str_equal (OGR_L_GetName (layer), TRACKS);
}

/* A time without a zone is in UTC, its standard says (GPX 1.1, wptType, time). 0 for none. */
static gint64
get_instant (OGRFeatureH feature, int field)
{
  int year, month, day, hour, minute, zone;
  float second;
  g_autoptr (GDateTime) time = NULL;

  if (field < 0 || !OGR_F_IsFieldSetAndNotNull (feature, field)
      || !OGR_F_GetFieldAsDateTimeEx (feature, field, &year, &month, &day, &hour, &minute, &second,
                                      &zone))
    return 0;
  time = g_date_time_new_utc (year, month, day, hour, minute, CLAMP (second, 0, 59));
  if (time == NULL)
    return 0;
  /* GDAL counts quarters of an hour around 100 */
  return (g_date_time_to_unix (time) - (zone > 1 ? (zone - 100) * 15 * 60 : 0)) * 1000;
}

/* Two minutes of a track, "" where none of its points says. */
static void
put_times (GPtrArray *times, gint64 first, gint64 last)
{
  g_ptr_array_add (times, first == 0 ? g_strdup ("") : lt_minute_of (first));
  g_ptr_array_add (times, last == 0 ? g_strdup ("") : lt_minute_of (last));
}

/*
 * lt_gpx_read_times:
 *
 * Gives for each track, in turn, the civil minute of its earliest point and that of its
 * latest; empty where its points do not say.
 */
GPtrArray *
lt_gpx_read_times (const LtVector *vector)
{
  GPtrArray *times = g_ptr_array_new_with_free_func (g_free);
  OGRLayerH layer = GDALDatasetGetLayerByName (vector->dataset, POINTS);
  OGRFeatureDefnH definition = layer == NULL ? NULL : OGR_L_GetLayerDefn (layer);
  int track_field = definition == NULL ? -1 : OGR_FD_GetFieldIndex (definition, "track_fid");
  int time_field = definition == NULL ? -1 : OGR_FD_GetFieldIndex (definition, "time");
  gint64 first = 0;
  gint64 last = 0;
  OGRFeatureH feature;

  if (track_field < 0)
    return times;
  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      guint track = (guint) MAX (OGR_F_GetFieldAsInteger (feature, track_field), 0);
      gint64 time = get_instant (feature, time_field);

      /* one without a point has no times */
      while (times->len < 2 * track)
        {
          put_times (times, first, last);
          first = last = 0;
        }
      if (time != 0 && (first == 0 || time < first))
        first = time;
      last = MAX (last, time);
      OGR_F_Destroy (feature);
    }
  put_times (times, first, last);
  return times;
}
