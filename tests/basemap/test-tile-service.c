/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tile services, good and bad: a server of the test's own on this machine. */

#include "base/error.h"
#include "basemap/tile-cache.h"
#include "made-tiles.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  char *address; /* without what a test asks for */

  GMutex lock;
  GCond ready;
  guint n_asked;
  GString *asked; /* the last one's path and query */
  char *agent;
  gboolean broken; /* /mend/ answers with an error */
} Server;

typedef struct
{
  char *folder;
  Server *server;
  LtBasemapLimits limits;
} Fixture;

static void
answer_bytes (SoupServerMessage *message, const char *type, const char *bytes, gsize size)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, bytes, size);
}

static void
answer_tile (SoupServerMessage *message, int side)
{
  g_autoptr (GBytes) tile = made_tile (0x336699, side, "png");

  answer_bytes (message, "image/png", g_bytes_get_data (tile, NULL), g_bytes_get_size (tile));
}

static void
note_question (Server *self, SoupServerMessage *message, const char *path)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  g_mutex_lock (&self->lock);
  self->n_asked++;
  g_string_printf (self->asked, "%s%s%s", path, query == NULL ? "" : "?",
                   query == NULL ? "" : query);
  g_free (self->agent);
  self->agent =
      g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                              "User-Agent"));
  g_mutex_unlock (&self->lock);
}

static void
on_question (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  Server *self = user_data;
  static const char page[] = "\n<!DOCTYPE html><title>Sign in</title>";
  static char large[300 * 1024];

  note_question (self, message, path);
  if (g_str_has_prefix (path, "/good/"))
    answer_tile (message, 256);
  else if (g_str_has_prefix (path, "/page/"))
    answer_bytes (message, "image/png", page, strlen (page));
  else if (g_str_has_prefix (path, "/json/"))
    answer_bytes (message, "image/png", "{\"msg\":\"key\"}", 13);
  else if (g_str_has_prefix (path, "/webp/"))
    answer_bytes (message, "image/webp", "RIFF....WEBPVP8 ", 16);
  else if (g_str_has_prefix (path, "/empty/"))
    answer_bytes (message, "image/png", "", 0);
  else if (g_str_has_prefix (path, "/none/"))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else if (g_str_has_prefix (path, "/key/"))
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
  else if (g_str_has_prefix (path, "/large/"))
    answer_bytes (message, "image/png", large, sizeof large);
  else if (g_str_has_prefix (path, "/moved/"))
    {
      g_autofree char *to = g_strconcat ("/good/", path + strlen ("/moved/"), NULL);

      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, to);
    }
  else if (g_str_has_prefix (path, "/never/"))
    soup_server_message_pause (message);
  else if (g_str_has_prefix (path, "/mend/") && self->broken)
    soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  else
    answer_tile (message, 256);
}

static gpointer
run_server (gpointer data)
{
  Server *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_question, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  g_mutex_lock (&self->lock);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static Server *
server_new (void)
{
  Server *self = g_new0 (Server, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->asked = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("server", run_server, self);
  g_mutex_lock (&self->lock);
  while (self->address == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

static gboolean
on_stop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
server_free (Server *self)
{
  g_main_context_invoke (self->context, on_stop, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_string_free (self->asked, TRUE);
  g_free (self->address);
  g_free (self->agent);
  g_free (self);
}

static guint
count_asked (Server *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_asked;
  g_mutex_unlock (&self->lock);
  return n;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = made_folder ();
  self->server = server_new ();
  self->limits = (LtBasemapLimits){ .cache = g_build_filename (self->folder, "tiles", NULL),
                                    .cache_size = 1 << 20,
                                    .answer_size = 200 * 1024,
                                    .timeout = 1,
                                    .rest = 3600 };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  server_free (self->server);
  g_free ((char *) self->limits.cache);
  made_folder_remove (self->folder);
}

static LtBasemap *
open_service (Fixture *self, const char *path, const char *key)
{
  g_autofree char *address = g_strconcat (self->server->address, path, NULL);
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", address, "cgcs2000");
  g_autoptr (GError) error = NULL;
  LtBasemap *map;

  spec->key = g_strdup (key);
  map = lt_basemap_open (spec, &self->limits, &error);
  g_assert_no_error (error);
  return map;
}

static gboolean
is_there (LtBasemapReader *reader, int x)
{
  g_autoptr (GPtrArray) pieces = lt_basemap_reader_read (reader, 10, x, 5, NULL);

  return pieces->len == 1;
}

static void
test_good (Fixture *self, gconstpointer data)
{
  g_autoptr (LtBasemap) map = open_service (self, "/good/{z}/{x}/{y}/{-y}?tk={key}", "se cret");
  g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
  g_autoptr (LtBasemapReader) later = lt_basemap_reader_new (map);

  g_assert_true (is_there (reader, 7));
  g_assert_cmpstr (self->server->asked->str, ==, "/good/10/7/5/1018?tk=se%20cret");
  g_assert_cmpstr (self->server->agent, ==,
                   "Lantian/"
                   "0.1.0");
  g_assert_cmpuint (count_asked (self->server), ==, 1);
  /* Asked for once, whoever wants it. */
  g_assert_true (is_there (reader, 7));
  g_assert_true (is_there (later, 7));
  g_assert_cmpuint (count_asked (self->server), ==, 1);
  g_assert_null (lt_basemap_take_words (map));
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (LtBasemap) map = open_service (self, "/moved/{z}/{x}/{y}", NULL);
  g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);

  g_assert_true (is_there (reader, 7));
  g_assert_null (lt_basemap_take_words (map));
}

/* Nothing there is no trouble, and the next tile is asked for. */
static void
test_nothing (Fixture *self, gconstpointer data)
{
  const char *const paths[] = { "/none/{z}/{x}/{y}", "/empty/{z}/{x}/{y}" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (LtBasemap) map = open_service (self, paths[i], NULL);
      g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
      guint before = count_asked (self->server);

      g_assert_false (is_there (reader, 7));
      g_assert_false (is_there (reader, 8));
      g_assert_cmpuint (count_asked (self->server), ==, before + 2);
      g_assert_null (lt_basemap_take_words (map));
      g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, 0);
    }
}

/* What does not work is told once, without the key, and not asked again for a while;
 * a tile that cannot be used does not stop the others. */
static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *words;
    guint n_asked; /* of three */
    guint unanswered;
  } cases[] = {
    { "/page/{z}/{x}/{y}?tk={key}", "page instead of a picture", 1, 3 },
    { "/json/{z}/{x}/{y}?tk={key}", "page instead of a picture", 1, 3 },
    { "/key/{z}/{x}/{y}?tk={key}", "refuses its tiles (403)", 1, 3 },
    { "/never/{z}/{x}/{y}?tk={key}", "does not answer in time", 1, 3 },
    { "/large/{z}/{x}/{y}?tk={key}", "more than 200 KiB", 3, 0 },
    { "/webp/{z}/{x}/{y}?tk={key}", "(webp)", 3, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtBasemap) map = open_service (self, cases[i].path, "secret");
      g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
      guint before = count_asked (self->server);
      g_autofree char *words = NULL;

      for (int x = 0; x < 3; x++)
        g_assert_false (is_there (reader, x));
      words = lt_basemap_take_words (map);
      g_assert_nonnull (words);
      if (strstr (words, cases[i].words) == NULL)
        g_error ("\"%s\" does not say \"%s\"", words, cases[i].words);
      g_assert_nonnull (strstr (words, "127.0.0.1"));
      g_assert_null (strstr (words, "secret"));
      g_assert_null (lt_basemap_take_words (map));
      g_assert_cmpuint (count_asked (self->server), ==, before + cases[i].n_asked);
      g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, cases[i].unanswered);
    }
}

/* Without a network the map goes on with what was kept, also with what is old. */
static void
test_no_network (Fixture *self, gconstpointer data)
{
  const char *address = "http://127.0.0.1:9/{z}/{x}/{y}.png";
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", address, "cgcs2000");
  g_autoptr (LtTileCache) cache = NULL;
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  g_autoptr (GBytes) tile = made_tile (0x00ff00, 256, "png");
  g_autofree char *name = lt_tile_cache_name (address, 10, 7, 5);
  g_autofree char *words = NULL;

  cache = lt_tile_cache_new (self->limits.cache, 1 << 20);
  g_assert_true (lt_tile_cache_put (cache, name, tile, NULL));
  self->limits.fresh_since = G_MAXINT64;
  map = lt_basemap_open (spec, &self->limits, NULL);
  reader = lt_basemap_reader_new (map);
  g_assert_true (is_there (reader, 7));
  g_assert_false (is_there (reader, 8));
  words = lt_basemap_take_words (map);
  g_assert_nonnull (strstr (words, "cannot be reached"));
  g_assert_null (lt_basemap_take_words (map));
  g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, 1);
}

/* What is old is asked for anew where the service answers. */
static void
test_old (Fixture *self, gconstpointer data)
{
  g_autoptr (LtBasemap) map = open_service (self, "/good/{z}/{x}/{y}", NULL);
  g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
  g_autoptr (LtBasemap) later = NULL;
  g_autoptr (LtBasemapReader) reader_later = NULL;

  g_assert_true (is_there (reader, 7));
  self->limits.fresh_since = G_MAXINT64;
  later = open_service (self, "/good/{z}/{x}/{y}", NULL);
  reader_later = lt_basemap_reader_new (later);
  g_assert_true (is_there (reader_later, 7));
  g_assert_cmpuint (count_asked (self->server), ==, 2);
}

/* A service that works again is asked again. */
static void
test_mended (Fixture *self, gconstpointer data)
{
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;

  self->limits.rest = 0;
  self->server->broken = TRUE;
  map = open_service (self, "/mend/{z}/{x}/{y}", NULL);
  reader = lt_basemap_reader_new (map);
  g_assert_false (is_there (reader, 7));
  self->server->broken = FALSE;
  g_assert_true (is_there (reader, 7));
}

/* Each time in vain it is left in peace for twice as long, for ten minutes at the most;
 * once it has answered, as at first. */
static void
test_waits (Fixture *self, gconstpointer data)
{
  static const guint waits[] = { 35, 70, 140, 280, 560, 600, 600, 600, 600, 600, 600, 600 };
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;

  self->limits.rest = 30;
  map = open_service (self, "/good/{z}/{x}/{y}", NULL);
  reader = lt_basemap_reader_new (map);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++, lt_basemap_double_wait (map))
    g_assert_cmpuint (lt_basemap_get_wait (map), ==, waits[i]);
  g_assert_true (is_there (reader, 7));
  g_assert_cmpuint (lt_basemap_get_wait (map), ==, 35);
}

static gpointer
cancel_when_asked (gpointer data)
{
  gpointer *both = data;

  while (count_asked (both[0]) == 0)
    g_thread_yield ();
  g_cancellable_cancel (both[1]);
  return NULL;
}

/* What is no longer wanted is given up at once, and is nobody's fault. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) pieces = NULL;
  gpointer both[] = { self->server, cancellable };
  GThread *thread;

  self->limits.timeout = 3600;
  map = open_service (self, "/never/{z}/{x}/{y}", NULL);
  reader = lt_basemap_reader_new (map);
  thread = g_thread_new ("impatient", cancel_when_asked, both);
  pieces = lt_basemap_reader_read (reader, 10, 7, 5, cancellable);
  g_thread_join (thread);
  g_assert_cmpuint (pieces->len, ==, 0);
  g_assert_null (lt_basemap_take_words (map));
  g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, 0);
}

/* The list of base maps may have been written by hand, and an address may be one for
 * some tiles only. */
static void
test_no_address (Fixture *self, gconstpointer data)
{
  static const char *const sources[] = {
    "https:///{z}/{x}/{y}",
    "https://a.example/{z}/{x}/{y}.png b.example.cn:8080/{z}/{x}/{y}.png",
    "https://a.example/{z}/{x}/{y}.png mailto:{z}/{x}/{y}",
  };
  g_autoptr (LtBasemapSpec) by_port =
      lt_basemap_spec_new ("test", "http://127.0.0.1:{x}/{z}/{y}", "cgcs2000");
  g_autoptr (LtBasemap) map = lt_basemap_open (by_port, &self->limits, NULL);
  g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
  g_autoptr (GPtrArray) pieces = lt_basemap_reader_read (reader, 18, 70000, 5, NULL);
  g_autofree char *words = lt_basemap_take_words (map);

  g_assert_cmpuint (pieces->len, ==, 0);
  g_assert_nonnull (strstr (words, "127.0.0.1"));
  g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", sources[i], "cgcs2000");
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_basemap_open (spec, &self->limits, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
    }
}

/* Several addresses lie above each other. */
static void
test_layers (Fixture *self, gconstpointer data)
{
  g_autofree char *second = g_strconcat (" ", self->server->address, "/good/b/{z}/{x}/{y}", NULL);
  g_autofree char *paths = g_strconcat ("/good/a/{z}/{x}/{y}", second, NULL);
  g_autoptr (LtBasemap) map = open_service (self, paths, NULL);
  g_autoptr (LtBasemapReader) reader = lt_basemap_reader_new (map);
  g_autoptr (GPtrArray) pieces = lt_basemap_reader_read (reader, 10, 7, 5, NULL);

  g_assert_cmpuint (pieces->len, ==, 2);
  g_assert_cmpstr (self->server->asked->str, ==, "/good/b/10/7/5");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* No proxy of the machine's owner. */
  g_setenv ("no_proxy", "127.0.0.1", TRUE);
  g_test_add ("/tile-service/good", Fixture, NULL, set_up, test_good, tear_down);
  g_test_add ("/tile-service/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/tile-service/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/tile-service/bad", Fixture, NULL, set_up, test_bad, tear_down);
  g_test_add ("/tile-service/no-network", Fixture, NULL, set_up, test_no_network, tear_down);
  g_test_add ("/tile-service/old", Fixture, NULL, set_up, test_old, tear_down);
  g_test_add ("/tile-service/mended", Fixture, NULL, set_up, test_mended, tear_down);
  g_test_add ("/tile-service/waits", Fixture, NULL, set_up, test_waits, tear_down);
  g_test_add ("/tile-service/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/tile-service/no-address", Fixture, NULL, set_up, test_no_address, tear_down);
  g_test_add ("/tile-service/layers", Fixture, NULL, set_up, test_layers, tear_down);
  return g_test_run ();
}
