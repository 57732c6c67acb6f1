/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a photo says it was taken, against the place that its record is about. */

#include "work/attachment-place.h"

#include "geo/distance.h"
#include "geo/measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A phone knows where it is to some 5 m under the open sky and to some 50 m between walls
 * and in a gully, and whoever takes the picture stands some 100 m off what is on it. Three
 * hundred are beyond both, and below what a phone is off by that writes GCJ-02 (some 580 m
 * in Yangquan), which shall be seen. */
#define MOST_AWAY 300.0

static LtRecord *
get_record (LtSession *session, const LtRecord *of, const char *field)
{
  LtId id;

  return lt_kind_find_field (of->kind, field) >= 0
                 && lt_id_from_text (&id, lt_record_get (of, field))
             ? lt_store_get (lt_session_get_store (session), NULL, &id, NULL)
             : NULL;
}

/* The place that the attachment's record is, or is about; NULL for none. */
static LtRecord *
find_place (LtSession *session, const LtRecord *attachment)
{
  g_autoptr (LtRecord) record = get_record (session, attachment, "record");

  if (record == NULL || lt_kind_is_place (record->kind))
    return g_steal_pointer (&record);
  return get_record (session, record, "place");
}

/* A place that is kept as a point may be large: the radius of a circle of its surface. */
static double
get_radius (const LtRecord *place)
{
  static const char *const fields[] = { "pit_surface", "surface" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (lt_kind_find_field (place->kind, fields[i]) >= 0
        && lt_record_get (place, fields[i]) != NULL)
      return sqrt (g_ascii_strtod (lt_record_get (place, fields[i]), NULL) / G_PI);
  return 0;
}

/**
 * lt_work_attachment_away:
 * @session: a session
 * @attachment: an attachment
 * @metres: (out): how far from the place of its record it was taken; 0 inside an outline
 * @most: (out): how far that may be without a question
 *
 * Returns: whether both are known
 */
gboolean
lt_work_attachment_away (LtSession *session,
                         const LtRecord *attachment,
                         double *metres,
                         double *most)
{
  const char *longitude = lt_record_get (attachment, "longitude");
  const char *latitude = lt_record_get (attachment, "latitude");
  g_autoptr (LtRecord) place =
      longitude == NULL || latitude == NULL ? NULL : find_place (session, attachment);
  g_autoptr (LtShape) shape =
      place == NULL || !lt_kind_is_place (place->kind)
          ? NULL
          : lt_store_get_shape (lt_session_get_store (session), place->kind, &place->id, NULL);

  if (shape == NULL || lt_shape_is_empty (shape))
    return FALSE;
  *metres = lt_distance_to_shape (shape, g_ascii_strtod (longitude, NULL),
                                  g_ascii_strtod (latitude, NULL));
  *most = MOST_AWAY + get_radius (place);
  return TRUE;
}

/**
 * lt_work_attachment_say_away:
 * @session: a session
 * @attachment: an attachment
 *
 * Returns: (transfer full) (nullable): how far from the place of its record a picture was
 *   taken, in words; %NULL where there is nothing to compare
 */
char *
lt_work_attachment_say_away (LtSession *session, const LtRecord *attachment)
{
  g_autofree char *length = NULL;
  double metres, most;

  if (!lt_work_attachment_away (session, attachment, &metres, &most))
    return NULL;
  if (metres == 0)
    return g_strdup (_ ("taken inside the place"));
  length = lt_measure_say_length (metres);
  if (metres <= most)
    return g_strdup_printf (_ ("taken %s from the place"), length);
  return g_strdup_printf (
      _ ("taken %s from the place: is it of this place, and was the camera's position on?"),
      length);
}
