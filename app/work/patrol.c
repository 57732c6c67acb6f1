/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/patrol.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "geo/distance.h"
#include "geo/measure.h"
#include "geo/segment.h"
#include "work/drafting.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A fix worse than this says nothing of a road, metres. */
#define WORST 100.0
/* Nearer to the last one than this, or than the fix is exact, it is the same spot: a car
 * that stands would drive a kilometre an hour by the receiver's noise. */
#define LEAST_STEP 8.0
/* What lies this near to the straight line is on it: a lane and a half. */
#define TOLERANCE 5.0
/* Corners that a straight line may stand for, so that each fix costs the same. */
#define MOST_PENDING 60
/* How often it is kept, by the receiver's clock. */
#define KEEP_MS 5000
/* Of world coordinates: the square of Mercator is as wide as the equator is long, metres. */
#define EQUATOR 40075016.686

struct _LtPatrol
{
  LtSession *session;
  LtId officer; /* who began it: whoever is signed in later */
  LtDraft *draft;
  GArray *path;    /* of double: longitude and latitude in turn; its last corner may still go */
  GArray *pending; /* the same: what was passed since the corner before the last */
  gint64 first;    /* time of the first fix; 0 for none */
  gint64 last;
  gint64 kept;
  double worst; /* accuracy of what was taken, metres */
  const char *source;
};

/**
 * lt_work_patrol_begin:
 * @session: a session, signed in
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a patrol that has not gone anywhere yet
 */
LtPatrol *
lt_work_patrol_begin (LtSession *session, GError **error)
{
  LtPatrol *self;

  if (!lt_session_check_signed_in (session, error)
      || !lt_store_check_writable (lt_session_get_store (session), error))
    return NULL;
  self = g_new0 (LtPatrol, 1);
  self->session = g_object_ref (session);
  self->officer = lt_session_get_officer (session)->id;
  self->path = g_array_new (FALSE, FALSE, sizeof (double));
  self->pending = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

/**
 * lt_patrol_free:
 * @self: (transfer full) (nullable): a patrol; what was kept of it stays among the drafts
 */
void
lt_patrol_free (LtPatrol *self)
{
  if (self == NULL)
    return;
  if (self->draft != NULL)
    lt_work_draft_set_under_way (self->session, NULL);
  g_object_unref (self->session);
  g_clear_pointer (&self->draft, lt_draft_free);
  g_array_unref (self->path);
  g_array_unref (self->pending);
  g_free (self);
}

static const double *
get_corner (const GArray *path, guint from_end)
{
  return &g_array_index (path, double, path->len - 2 * from_end);
}

static void
append (GArray *path, const LtFix *fix)
{
  const double corner[] = { fix->longitude, fix->latitude };

  g_array_append_vals (path, corner, 2);
}

/* How far @corner is off the straight line from @from to @fix, metres. */
static double
measure_off (const double *from, const LtFix *fix, const double *corner)
{
  double part;

  return lt_segment_distance (from[0], from[1], fix->longitude, fix->latitude, corner[0], corner[1],
                              &part)
         * EQUATOR * cos (corner[1] * G_PI / 180);
}

/* Whether all that was passed since @from lies on the straight line to @fix. */
static gboolean
is_straight (const GArray *pending, const double *from, const LtFix *fix)
{
  for (guint i = 0; i < pending->len; i += 2)
    if (measure_off (from, fix, &g_array_index (pending, double, i)) > TOLERANCE)
      return FALSE;
  return TRUE;
}

/* The last corner goes on to @fix while the line stays straight; else it stays. */
static void
extend (LtPatrol *self, const LtFix *fix)
{
  if (self->path->len >= 4 && self->pending->len < 2 * MOST_PENDING
      && is_straight (self->pending, get_corner (self->path, 2), fix))
    g_array_set_size (self->path, self->path->len - 2);
  else
    g_array_set_size (self->pending, 0);
  append (self->path, fix);
  append (self->pending, fix);
}

/**
 * lt_patrol_take:
 * @self: a patrol
 * @fix: where it is now
 *
 * Returns: whether it went on: a fix that is too rough, or at the same spot, adds nothing
 */
gboolean
lt_patrol_take (LtPatrol *self, const LtFix *fix)
{
  if (fix->accuracy > WORST)
    return FALSE;
  if (self->first == 0)
    self->first = fix->time;
  self->last = MAX (self->last, fix->time);
  self->source = fix->source;
  if (self->path->len > 0
      && lt_distance (get_corner (self->path, 1)[0], get_corner (self->path, 1)[1], fix->longitude,
                      fix->latitude)
             < MAX (LEAST_STEP, fix->accuracy))
    return FALSE;
  self->worst = MAX (self->worst, fix->accuracy);
  extend (self, fix);
  return TRUE;
}

static char *
to_text (LtPatrol *self)
{
  GString *text = g_string_new ("LINESTRING (");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < self->path->len; i++)
    {
      g_string_append (text, i == 0 ? "" : i % 2 == 0 ? ", " : " ");
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.7f",
                                              g_array_index (self->path, double, i)));
    }
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

/* The record as it is so far. */
static LtRecord *
make_record (LtPatrol *self)
{
  LtRecord *record = lt_record_new (lt_kind_by_name ("track"));
  g_autofree char *officer = lt_id_to_text (&self->officer);
  g_autofree char *started = lt_minute_of (self->first);

  lt_record_set_text (record, "officer", officer);
  lt_record_set_text (record, "started", started);
  return record;
}

static char *
describe_source (LtPatrol *self)
{
  return self->worst > 0
             ? g_strdup_printf (_ ("%s, ±%.0f m at the worst"), self->source, self->worst)
             : g_strdup_printf (_ ("%s, accuracy not known"), self->source);
}

static void
set_draft (LtPatrol *self, const char *field, char *text)
{
  int place = lt_kind_find_field (self->draft->seen->kind, field);

  g_free (self->draft->texts[place]);
  self->draft->texts[place] = text;
}

/**
 * lt_work_patrol_keep:
 * @self: a patrol
 * @error: return location
 *
 * Keeps where it went as a draft, where some seconds have passed since it was kept last.
 *
 * Returns: whether that is on the disk, as far as it has to be
 */
gboolean
lt_work_patrol_keep (LtPatrol *self, GError **error)
{
  return (self->kept != 0 && self->last - self->kept < KEEP_MS)
         || lt_work_patrol_keep_all (self, error);
}

/**
 * lt_work_patrol_keep_all:
 * @self: a patrol
 * @error: return location
 *
 * Keeps where it went to its last fix, as before it is left.
 *
 * Returns: whether that is on the disk
 */
gboolean
lt_work_patrol_keep_all (LtPatrol *self, GError **error)
{
  if (self->path->len < 4)
    return TRUE;
  if (self->draft == NULL)
    {
      g_autoptr (LtRecord) record = make_record (self);

      self->draft = lt_work_draft_new (self->session, record);
      /* Who has signed out meanwhile has his patrol kept under his name. */
      self->draft->officer = self->officer;
      lt_work_draft_set_under_way (self->session, &self->draft->id);
    }
  set_draft (self, "course", to_text (self));
  set_draft (self, "ended", lt_minute_of (self->last));
  set_draft (self, "source", describe_source (self));
  if (!lt_work_draft_keep (self->session, self->draft, error))
    return FALSE;
  self->kept = self->last;
  return TRUE;
}

/**
 * lt_patrol_is_own:
 *
 * Returns: whether who is signed in has begun it
 */
gboolean
lt_patrol_is_own (LtPatrol *self)
{
  const LtRecord *officer = lt_session_get_officer (self->session);

  return officer != NULL && lt_id_equal (&officer->id, &self->officer);
}

/**
 * lt_work_patrol_end:
 * @self: a patrol
 * @track: (out) (optional): the record
 * @error: return location; what was kept stays a draft then
 *
 * Saves it as a record of kind track.
 *
 * Returns: whether it is in the file
 */
gboolean
lt_work_patrol_end (LtPatrol *self, LtId *track, GError **error)
{
  g_autoptr (LtRecord) record = NULL;
  g_autofree char *course = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *source = NULL;

  if (self->path->len < 4)
    return lt_error_refuse (error, _ ("The patrol went nowhere: there is nothing to save."));
  if (!lt_session_check_signed_in (self->session, error))
    return FALSE;
  if (!lt_patrol_is_own (self))
    return lt_error_refuse (error, _ ("Another officer began this patrol. It is kept for that "
                                      "officer, who saves it when signed in."));
  record = make_record (self);
  course = to_text (self);
  ended = lt_minute_of (self->last);
  source = describe_source (self);
  lt_record_set_text (record, "ended", ended);
  lt_record_set_text (record, "source", source);
  if (!lt_record_set (record, "course", course, error))
    return FALSE;
  /* Under the id that the draft has, which is known to be saved by it; but whoever has
   * saved the draft elsewhere meanwhile does not keep the whole way out of the file. */
  if (self->draft != NULL
      && !lt_store_knows (lt_session_get_store (self->session), &self->draft->seen->id))
    record->id = self->draft->seen->id;
  if (!lt_work_add (self->session, record, error))
    return FALSE;
  if (track != NULL)
    *track = record->id;
  /* What is saved is saved: a draft that cannot be dropped is known by its id. */
  if (self->draft != NULL)
    lt_work_draft_drop (self->session, &self->draft->id, NULL);
  return TRUE;
}

/**
 * lt_patrol_get_path:
 * @self: a patrol
 * @n: (out): how many corners
 *
 * Returns: (transfer none): where it went, longitude and latitude in turn
 */
const double *
lt_patrol_get_path (LtPatrol *self, guint *n)
{
  *n = self->path->len / 2;
  return (const double *) self->path->data;
}

/**
 * lt_patrol_get_length:
 *
 * Returns: metres on the ellipsoid that it went
 */
double
lt_patrol_get_length (LtPatrol *self)
{
  return self->path->len < 4
             ? 0
             : lt_measure_path ((const double *) self->path->data, self->path->len / 2);
}

/**
 * lt_patrol_describe:
 *
 * Returns: (transfer full): length and time in words
 */
char *
lt_patrol_describe (LtPatrol *self)
{
  g_autofree char *length = lt_measure_say_length (lt_patrol_get_length (self));
  int minutes = (int) ((self->last - self->first) / 60000);

  if (minutes < 60)
    return g_strdup_printf (_ ("%s in %d min"), length, minutes);
  return g_strdup_printf (_ ("%s in %d h %d min"), length, minutes / 60, minutes % 60);
}
