/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "position/position-private.h"

#include "geo/measure.h"
#include "position/fix-guard.h"

#include <glib/gi18n-lib.h>
#include <time.h>

#define FIRST_WAIT 2000
#define MOST_WAIT  60000
/* Without a fix for so long it is said that there is none, milliseconds. */
#define PATIENCE 30000

struct _LtPosition
{
  GObject parent_instance;

  LtPositionSource source;
  char *where;
  const LtFeed *class; /* that is asked now */
  gpointer feed;       /* NULL while nothing is asked */
  LtPositionState state;
  char *words;   /* what is to be said */
  char *refused; /* (nullable): what the source before it has said */
  LtFixGuard guard;
  guint retry;   /* source id */
  guint silence; /* the same, of when it is said that no fix came */
  guint patience;
  gint64 taken_at; /* by the clock that goes on while the laptop sleeps, milliseconds */
  guint first_wait;
  guint most_wait;
  guint wait;
  double pace;
};

enum
{
  FIX,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtPosition, lt_position, G_TYPE_OBJECT)

/* What was said already is not said again. */
static void
set_state (LtPosition *self, LtPositionState state, const char *words)
{
  if (self->state == state && g_strcmp0 (self->words, words) == 0)
    return;
  self->state = state;
  g_free (self->words);
  self->words = g_strdup (words);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_feed (LtPosition *self)
{
  gpointer feed = g_steal_pointer (&self->feed);

  g_clear_handle_id (&self->silence, g_source_remove);
  if (feed != NULL)
    self->class->stop (feed);
}

static const LtFeed *
first_feed (LtPosition *self)
{
  switch (self->source)
    {
    case LT_SOURCE_GEOCLUE:
      return &lt_feed_geoclue;
    case LT_SOURCE_NMEA:
      return &lt_feed_nmea;
    default:
      return &lt_feed_gpsd;
    }
}

static void
start_feed (LtPosition *self, const LtFeed *class)
{
  self->class = class;
  self->feed = class->start (self, self->where);
}

static gboolean
on_retry (gpointer user_data)
{
  LtPosition *self = user_data;

  self->retry = 0;
  g_clear_pointer (&self->refused, g_free);
  start_feed (self, first_feed (self));
  return G_SOURCE_REMOVE;
}

static gboolean
on_next_feed (gpointer user_data)
{
  LtPosition *self = user_data;

  self->retry = 0;
  start_feed (self, &lt_feed_geoclue);
  return G_SOURCE_REMOVE;
}

/* Asked again with growing waits, so that what is away does not keep the machine awake. */
static gboolean
on_failed (gpointer user_data)
{
  LtPosition *self = user_data;

  stop_feed (self);
  self->retry = g_timeout_add (self->wait, on_retry, self);
  self->wait = MIN (2 * self->wait, self->most_wait);
  return G_SOURCE_REMOVE;
}

static gboolean
on_refused (gpointer user_data)
{
  LtPosition *self = user_data;

  stop_feed (self);
  return on_next_feed (self);
}

/**
 * lt_position_fail:
 * @self: a position
 * @format: why the source cannot be asked, in words
 *
 * For a source: it ends by itself soon after.
 */
void
lt_position_fail (LtPosition *self, const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *both = NULL;
  va_list arguments;

  if (self->retry != 0)
    return;
  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->source == LT_SOURCE_ANY && self->class == &lt_feed_gpsd)
    {
      self->refused = g_steal_pointer (&words);
      self->retry = g_idle_add (on_refused, self);
      return;
    }
  if (self->refused != NULL)
    both = g_strdup_printf ("%s %s", self->refused, words);
  set_state (self, LT_POSITION_FAILED, both == NULL ? words : both);
  self->retry = g_idle_add (on_failed, self);
}

static gboolean
on_ended (gpointer user_data)
{
  LtPosition *self = user_data;

  self->retry = 0;
  stop_feed (self);
  return G_SOURCE_REMOVE;
}

/* For a source: there is no more, and there will be none; @words (nullable) tell why, where
 * that is not the end of what was recorded. */
void
lt_position_end (LtPosition *self, const char *words)
{
  if (self->retry != 0)
    return;
  self->retry = g_idle_add (on_ended, self);
  set_state (self, LT_POSITION_ENDED,
             words != NULL ? words : _ ("The recorded positions are at their end."));
}

/* For a source: whether another one is asked where it fails. */
gboolean
lt_position_has_others (LtPosition *self)
{
  return self->source == LT_SOURCE_ANY;
}

guint
lt_position_get_patience (LtPosition *self)
{
  return self->patience;
}

static gint64
get_uptime (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A receiver that was pulled out says nothing of it. */
static gboolean
on_silence (gpointer user_data)
{
  LtPosition *self = user_data;
  g_autofree char *words = g_strdup_printf (
      _ ("No position for %u s: see whether the receiver is plugged in and under the open sky."),
      MAX (self->patience / 1000, 1));

  self->silence = 0;
  if (self->retry == 0)
    set_state (self, LT_POSITION_SEARCHING, words);
  return G_SOURCE_REMOVE;
}

static void
note_fix (LtPosition *self)
{
  self->taken_at = get_uptime ();
  g_clear_handle_id (&self->silence, g_source_remove);
  if (self->class->is_steady)
    self->silence = g_timeout_add (self->patience, on_silence, self);
}

/* For a source: it answers, but does not know where this is. */
void
lt_position_say (LtPosition *self, const char *words)
{
  if (self->retry == 0)
    set_state (self, LT_POSITION_SEARCHING, words);
}

static void
tell_jump (LtPosition *self)
{
  g_autofree char *length = lt_measure_say_length (self->guard.jump);
  g_autofree char *words = NULL;

  if (self->guard.seconds < 0)
    words = g_strdup (_ ("The receiver's clock went back: not used until it is confirmed."));
  else
    words = g_strdup_printf (_ ("Position jumped %s in %d s: not used until it is confirmed."),
                             length, (int) MIN (self->guard.seconds, G_MAXINT));
  set_state (self, LT_POSITION_FOUND, words);
}

/* For a source: a fix that was told. */
void
lt_position_take (LtPosition *self, const LtFix *fix)
{
  if (self->retry != 0)
    return;
  self->wait = self->first_wait;
  note_fix (self);
  if (!lt_fix_guard_take (&self->guard, fix))
    {
      tell_jump (self);
      return;
    }
  set_state (self, LT_POSITION_FOUND, "");
  g_signal_emit (self, signals[FIX], 0, fix);
}

double
lt_position_get_pace (LtPosition *self)
{
  return self->pace;
}

static void
lt_position_dispose (GObject *object)
{
  LtPosition *self = LT_POSITION (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  stop_feed (self);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->refused, g_free);
  G_OBJECT_CLASS (lt_position_parent_class)->dispose (object);
}

static void
lt_position_class_init (LtPositionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_position_dispose;

  signals[FIX] = g_signal_new ("fix", LT_TYPE_POSITION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, LT_TYPE_FIX);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_POSITION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lt_position_init (LtPosition *self)
{
  self->words = g_strdup ("");
  self->first_wait = FIRST_WAIT;
  self->most_wait = MOST_WAIT;
  self->patience = PATIENCE;
  self->pace = 1;
}

LtPosition *
lt_position_new (void)
{
  return g_object_new (LT_TYPE_POSITION, NULL);
}

/**
 * lt_position_start:
 * @self: a position
 * @source: whom to ask
 * @where: (nullable): of gpsd "HOST:PORT", %NULL for this machine's; of NMEA the device or file
 *
 * Asks, and goes on asking, until lt_position_stop(). What was known before is forgotten.
 */
void
lt_position_start (LtPosition *self, LtPositionSource source, const char *where)
{
  g_return_if_fail (LT_IS_POSITION (self));

  g_clear_handle_id (&self->retry, g_source_remove);
  stop_feed (self);
  self->source = source;
  g_free (self->where);
  self->where = g_strdup (where);
  g_clear_pointer (&self->refused, g_free);
  self->guard = (LtFixGuard){ 0 };
  self->wait = self->first_wait;
  set_state (self, LT_POSITION_SEARCHING, _ ("Looking for the position…"));
  start_feed (self, first_feed (self));
}

/**
 * lt_position_stop:
 * @self: a position
 *
 * Asks no longer; the receiver may sleep.
 */
void
lt_position_stop (LtPosition *self)
{
  g_return_if_fail (LT_IS_POSITION (self));

  g_clear_handle_id (&self->retry, g_source_remove);
  stop_feed (self);
  self->guard = (LtFixGuard){ 0 };
  set_state (self, LT_POSITION_OFF, "");
}

LtPositionState
lt_position_get_state (LtPosition *self)
{
  return self->state;
}

/**
 * lt_position_get_words:
 *
 * Returns: (transfer none): what is to be said beside the fix: why there is none, or why
 *   the latest is not used; empty for nothing
 */
const char *
lt_position_get_words (LtPosition *self)
{
  return self->words;
}

/**
 * lt_position_get_fix:
 *
 * Returns: (transfer none) (nullable): the last fix that is believed
 */
const LtFix *
lt_position_get_fix (LtPosition *self)
{
  return self->guard.has_taken ? &self->guard.taken : NULL;
}

/**
 * lt_position_get_usable:
 *
 * Returns: (transfer none) (nullable): where the laptop is now, as far as that may be written
 *   down: not what is held back, nor where it was when the receiver still told
 */
const LtFix *
lt_position_get_usable (LtPosition *self)
{
  if (self->state != LT_POSITION_FOUND || self->guard.n_held > 0
      || (self->class->is_steady && get_uptime () - self->taken_at > self->patience))
    return NULL;
  return lt_position_get_fix (self);
}

/**
 * lt_position_is_held:
 *
 * Returns: whether the latest fix is held back, for it jumped
 */
gboolean
lt_position_is_held (LtPosition *self)
{
  return self->guard.n_held > 0;
}

/**
 * lt_position_set_waits:
 * @self: a position
 * @first_ms: until a source that failed is asked again
 * @most_ms: what the wait, doubled each time, grows to
 */
void
lt_position_set_waits (LtPosition *self, guint first_ms, guint most_ms)
{
  self->first_wait = first_ms;
  self->most_wait = most_ms;
}

/**
 * lt_position_set_patience:
 * @self: a position
 * @ms: for how long no fix may come until that is said, and the last one is used no longer
 */
void
lt_position_set_patience (LtPosition *self, guint ms)
{
  self->patience = ms;
}

/**
 * lt_position_set_pace:
 * @self: a position
 * @pace: how many times faster than it was recorded a file is played
 */
void
lt_position_set_pace (LtPosition *self, double pace)
{
  g_return_if_fail (pace > 0);

  self->pace = pace;
}

/**
 * lt_position_parse_source:
 * @text: "any", "gpsd", "gpsd:HOST:PORT", "geoclue" or "nmea:PATH"
 * @source: (out): which one
 * @where: (out) (transfer full) (nullable): for lt_position_start()
 *
 * Returns: whether it is one
 */
gboolean
lt_position_parse_source (const char *text, LtPositionSource *source, char **where)
{
  *where = NULL;
  if (g_str_equal (text, "any"))
    *source = LT_SOURCE_ANY;
  else if (g_str_equal (text, "geoclue"))
    *source = LT_SOURCE_GEOCLUE;
  else if (g_str_equal (text, "gpsd"))
    *source = LT_SOURCE_GPSD;
  else if (g_str_has_prefix (text, "gpsd:") && text[5] != '\0')
    *source = LT_SOURCE_GPSD;
  else if (g_str_has_prefix (text, "nmea:") && text[5] != '\0')
    *source = LT_SOURCE_NMEA;
  else
    return FALSE;
  if (strchr (text, ':') != NULL)
    *where = g_strdup (strchr (text, ':') + 1);
  return TRUE;
}
