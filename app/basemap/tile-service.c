/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles that come by the network. What a service does wrong is told once; then it
 * is left in peace for a while, and the map goes on with what was kept. No message
 * has an address in it, for the officer's key is part of it: only the machine's name. */

#include "base/error.h"
#include "basemap/basemap-private.h"
#include "basemap/tile-address.h"
#include "basemap/tile-bytes.h"
#include "lantian-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (16 * 1024)

typedef enum
{
  FETCH_DONE,    /* a tile */
  FETCH_NOTHING, /* the service has none there */
  FETCH_BAD,     /* this one cannot be used */
  FETCH_FAILED,  /* the service does not work now */
  FETCH_CANCELLED,
} FetchOutcome;

/* While a service that failed rests, one thread may try it when the time is over. */
static gboolean
may_ask (LtBasemap *self)
{
  gboolean may;

  g_mutex_lock (&self->lock);
  may = self->rest_until == 0 || (!self->trying && g_get_monotonic_time () >= self->rest_until);
  if (may && self->rest_until != 0)
    self->trying = TRUE;
  g_mutex_unlock (&self->lock);
  return may;
}

static void
note_outcome (LtBasemap *self, FetchOutcome outcome)
{
  g_mutex_lock (&self->lock);
  if (outcome == FETCH_FAILED)
    self->rest_until = g_get_monotonic_time () + (gint64) self->limits.rest * G_USEC_PER_SEC;
  else if (outcome != FETCH_CANCELLED)
    {
      self->rest_until = 0;
      self->doublings = 0;
    }
  self->trying = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
count_unanswered (LtBasemapReader *reader)
{
  LtBasemap *self = reader->basemap;

  reader->n_unanswered++;
  g_mutex_lock (&self->lock);
  self->unanswered++;
  g_mutex_unlock (&self->lock);
}

static FetchOutcome
tell_slow (LtBasemap *self, const char *host)
{
  lt_basemap_tell (self, LT_BASEMAP_SLOW,
                   _ ("The tile service %s does not answer in time. The map goes on with what was "
                      "kept of it on this machine, and asks again later."),
                   host);
  return FETCH_FAILED;
}

static FetchOutcome
tell_unreachable (LtBasemap *self, const char *host, const GError *error)
{
  g_autofree char *cause = lt_tile_address_hide (error->message, self->spec->key);

  lt_basemap_tell (self, LT_BASEMAP_NO_NETWORK,
                   _ ("The tile service %s cannot be reached (%s). The map goes on with what was "
                      "kept of it on this machine, and asks again later."),
                   host, cause);
  return FETCH_FAILED;
}

static FetchOutcome
tell_status (LtBasemap *self, const char *host, guint status)
{
  if (status >= 500)
    lt_basemap_tell (
        self, LT_BASEMAP_REFUSED,
        _ ("The tile service %s answers with an error of its own (%u). The map goes on "
           "with what was kept of it on this machine, and asks again later."),
        host, status);
  else
    lt_basemap_tell (self, LT_BASEMAP_REFUSED,
                     _ ("The tile service %s refuses its tiles (%u). Check your key, and whether "
                        "its daily amount is used up."),
                     host, status);
  return FETCH_FAILED;
}

/* One that is an address for some tiles only, such as with {x} where the port stands. */
static FetchOutcome
tell_address (LtBasemap *self, const char *host)
{
  lt_basemap_tell (self, LT_BASEMAP_BAD_ADDRESS,
                   _ ("The address of the tile service %s is none for every tile. Where it is none "
                      "the map stays empty; take it off your base maps and add the right one."),
                   host);
  return FETCH_BAD;
}

static FetchOutcome
classify_error (LtBasemap *self, const char *host, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FETCH_CANCELLED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return tell_slow (self, host);
  return tell_unreachable (self, host, error);
}

/* Reads what comes, as long as it is neither too much nor too slow. */
static FetchOutcome
read_answer (LtBasemap *self,
             GInputStream *stream,
             const char *host,
             gint64 begin,
             GCancellable *cancellable,
             GByteArray *answer)
{
  gint64 most = 2 * (gint64) self->limits.timeout * G_USEC_PER_SEC;
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  g_autoptr (GError) error = NULL;
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK, cancellable, &error)) > 0)
    {
      g_byte_array_append (answer, chunk, (guint) n);
      if (answer->len > self->limits.answer_size)
        {
          lt_basemap_tell (self, LT_BASEMAP_TOO_LARGE,
                           _ ("The tile service %s sends tiles of more than %zu KiB. They stay "
                              "empty."),
                           host, self->limits.answer_size / 1024);
          return FETCH_BAD;
        }
      if (g_get_monotonic_time () - begin > most)
        return tell_slow (self, host);
    }
  return n == 0 ? FETCH_DONE : classify_error (self, host, error);
}

/* Services tell by a page, or a line of JSON, what they do not like. */
static FetchOutcome
check_answer (LtBasemap *self, const char *host, GBytes *bytes)
{
  int width, height;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  LtTileFormat format;

  if (size == 0)
    return FETCH_NOTHING;
  if (lt_tile_is_picture (bytes))
    return FETCH_DONE;
  format = lt_tile_look (bytes, &width, &height);
  if (format == LT_TILE_MARKUP || data[0] == '{')
    {
      lt_basemap_tell (self, LT_BASEMAP_BAD_ANSWER,
                       _ ("The tile service %s answers with a page instead of a picture: perhaps "
                          "the network wants you to sign in, or the key is wrong."),
                       host);
      return FETCH_FAILED;
    }
  lt_basemap_tell (self, LT_BASEMAP_BAD_TILE,
                   _ ("The tile service %s sends tiles that are no PNG or JPEG pictures (%s). They "
                      "stay empty."),
                   host, lt_tile_format_name (format));
  return FETCH_BAD;
}

static FetchOutcome
fetch (LtBasemapReader *reader, const char *uri, GCancellable *cancellable, GBytes **bytes)
{
  LtBasemap *self = reader->basemap;
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
  g_autofree char *machine = lt_tile_address_host (uri);
  g_autofree char *host = lt_tile_address_hide (machine, self->spec->key);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  FetchOutcome outcome;
  guint status;

  if (message == NULL)
    return tell_address (self, host);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "image/png,image/jpeg");
  stream = soup_session_send (reader->session, message, cancellable, &error);
  if (stream == NULL)
    return classify_error (self, host, error);
  status = soup_message_get_status (message);
  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_NO_CONTENT
      || status == SOUP_STATUS_GONE)
    return FETCH_NOTHING;
  if (status != SOUP_STATUS_OK)
    return tell_status (self, host, status);
  outcome = read_answer (self, stream, host, begin, cancellable, answer);
  if (outcome != FETCH_DONE)
    return outcome;
  *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  return check_answer (self, host, *bytes);
}

static void
keep (LtBasemap *self, const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  if (self->cache != NULL && !lt_tile_cache_put (self->cache, name, bytes, &error))
    lt_basemap_tell (self, LT_BASEMAP_NO_CACHE,
                     _ ("Tiles of the base map \"%s\" cannot be kept on this machine, so without a "
                        "network there is none: %s"),
                     self->spec->name, error->message);
}

/**
 * lt_tile_service_open: (skip)
 * @self: a base map that is being opened
 * @error: return location
 *
 * Returns: whether its addresses are such
 */
gboolean
lt_tile_service_open (LtBasemap *self, GError **error)
{
  g_auto (GStrv) words = g_strsplit (self->spec->source, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        if (!lt_tile_address_check (words[i], self->spec->key, error))
          return FALSE;
        g_strv_builder_add (builder, words[i]);
      }
  self->kind = BASEMAP_SERVICE;
  self->addresses = g_strv_builder_end (builder);
  self->min_zoom = CLAMP (self->spec->min_zoom, 0, 24);
  self->max_zoom = CLAMP (self->spec->max_zoom, self->min_zoom, 24);
  if (self->limits.cache != NULL)
    self->cache = lt_tile_cache_new (self->limits.cache, self->limits.cache_size);
  return TRUE;
}

/**
 * lt_tile_service_begin: (skip)
 *
 * Each thread has a session of its own, with one connection to each machine.
 */
void
lt_tile_service_begin (LtBasemapReader *reader)
{
  reader->context = g_main_context_new ();
  g_main_context_push_thread_default (reader->context);
  reader->session = soup_session_new_with_options ("user-agent", "Lantian/" LT_VERSION, "timeout",
                                                   reader->basemap->limits.timeout, "max-conns", 2,
                                                   "max-conns-per-host", 1, NULL);
  g_main_context_pop_thread_default (reader->context);
}

void
lt_tile_service_end (LtBasemapReader *reader)
{
  if (reader->session == NULL)
    return;
  g_main_context_push_thread_default (reader->context);
  soup_session_abort (reader->session);
  g_clear_object (&reader->session);
  g_main_context_pop_thread_default (reader->context);
  g_clear_pointer (&reader->context, g_main_context_unref);
}

/**
 * lt_tile_service_read: (skip)
 * @reader: a reader
 * @address: which of the addresses
 * @z: zoom level
 * @x: column
 * @y: row, from the north
 * @cancellable: (nullable): to give up
 *
 * Returns: (transfer full) (nullable): the tile, of the cache where it is there
 */
GBytes *
lt_tile_service_read (LtBasemapReader *reader,
                      guint address,
                      int z,
                      int x,
                      int y,
                      GCancellable *cancellable)
{
  LtBasemap *self = reader->basemap;
  const char *template = self->addresses[address];
  g_autofree char *name = lt_tile_cache_name (template, z, x, y);
  g_autofree char *uri = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 written = 0;
  FetchOutcome outcome = FETCH_FAILED;

  if (self->cache != NULL)
    kept = lt_tile_cache_get (self->cache, name, &written);
  if (kept != NULL && written >= self->limits.fresh_since)
    return g_steal_pointer (&kept);
  if (may_ask (self))
    {
      uri = lt_tile_address_fill (template, self->spec->key, z, x, y);
      g_main_context_push_thread_default (reader->context);
      outcome = fetch (reader, uri, cancellable, &bytes);
      g_main_context_pop_thread_default (reader->context);
      note_outcome (self, outcome);
    }
  if (outcome == FETCH_DONE)
    {
      keep (self, name, bytes);
      return g_steal_pointer (&bytes);
    }
  if (outcome == FETCH_FAILED && kept == NULL)
    count_unanswered (reader);
  return g_steal_pointer (&kept);
}
