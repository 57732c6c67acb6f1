/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that needs nothing but the log and the pages: it is
 * made by a reader in a thread of its own, while the tables are held against the
 * log; then that reader helps with these. Where the file cannot be opened once more, or says
 * something else by then, it is made first, without another thread. */

#include "store/breaches.h"
#include "store/forks.h"
#include "store/half-imports.h"
#include "store/key-streams.h"
#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtLogCheck
{
  LtCheck check;
  LtParts *parts;
  LtStore *reader; /* (nullable): a connection of its own */
  GThread *thread;
  guint before; /* problems that are told before what it finds */
  gboolean done;
  GError *error;
};

/* Pages, and every index against its table: what an index does not list is not
 * found by whoever reads through it, the other checks included. */
static gboolean
check_pages (LtCheck *check, GError **error)
{
  g_autofree char *answer =
      lt_db_get_text (check->store->db, error, "PRAGMA main.integrity_check(1)", "");
  const char *what;

  if (answer == NULL)
    return FALSE;
  if (g_str_equal (answer, "ok"))
    return TRUE;
  /* "*** in database main ***", a line end, and what it is. */
  what = strrchr (answer, '\n');
  lt_check_add (check,
                _ ("File: its pages or indexes are damaged, or another program changed them, so "
                   "that not everything in it is found. Do not go on working in it: restore the "
                   "last backup. (%s)"),
                what == NULL ? answer : what + 1);
  return TRUE;
}

/* SQLite's own check of the file does not look into the index of the map. */
static void
check_boxes (LtCheck *check)
{
  g_autofree char *answer =
      lt_db_get_text (check->store->db, NULL,
                      "SELECT coalesce((SELECT rtreecheck('main', name) FROM main.sqlite_schema "
                      "WHERE name='lt_place_box'), 'ok')",
                      "");

  /* Where it is no index, or is not there, its outline is named, too. */
  if (g_strcmp0 (answer, "ok") != 0)
    lt_check_add (check,
                  _ ("Map: the index of its places is damaged, so that not all of them are shown. "
                     "Restore the last backup. (%s)"),
                  answer == NULL ? "lt_place_box" : answer);
}

static gboolean
check_breaches (LtCheck *check, GError **error)
{
  gint64 wrong = 0;

  /* A file of the first schema, read as it is, has none noted. */
  if (check->store->schema >= 2 && !lt_breaches_check (check->store->db, &wrong, error))
    return FALSE;
  if (wrong > 0)
    lt_check_add (check, _ ("Table lt_breach: %d entries are not what the records say."),
                  (int) wrong);
  return TRUE;
}

/* What groups say of people is checked with each of them. */
static gboolean
check_all (LtCheck *check, GError **error)
{
  gboolean done;

  check->people = lt_people_load (check->store, error);
  done = check->people != NULL && lt_check_log (check, error) && lt_check_types (check, error)
         && check_breaches (check, error) && check_pages (check, error);
  if (done)
    check_boxes (check);
  g_clear_pointer (&check->people, lt_people_free);
  check->result->forks = lt_store_list_forks (check->store);
  check->result->double_keys = lt_store_list_double_keys (check->store, NULL);
  check->result->half_imports = lt_store_describe_half_imports (check->store);
  return done;
}

static gpointer
run_check (gpointer data)
{
  LtLogCheck *self = data;

  self->done = check_all (&self->check, &self->error)
               && (self->reader == NULL || lt_parts_check (self->parts, &self->check, &self->error))
               && !lt_store_is_faulty (self->check.store, &self->error);
  return NULL;
}

/* Everything that is written to a county file adds to these. */
static char *
say_log (LtStore *store)
{
  return lt_db_get_text (store->db, NULL,
                         "SELECT (SELECT hex(v) FROM lt_meta WHERE k='replica') || ' ' || "
                         "(SELECT hex(v) FROM lt_meta WHERE k='epoch') || ' ' || "
                         "(SELECT count(*) || ' ' || max(gid) FROM lt_group) || ' ' || "
                         "(SELECT group_concat(kind || ':' || n || ':' || hex(sum)) FROM lt_state)",
                         "");
}

/* A reader that sees what @store sees in its read that has begun. */
static LtStore *
open_reader (LtStore *store)
{
  g_autoptr (LtStore) reader = lt_store_open (store->path, LT_STORE_READ_ONLY, NULL);
  g_autofree char *seen = NULL;
  g_autofree char *wanted = NULL;

  if (reader == NULL || reader->schema != store->schema || !lt_db_begin_read (reader->db, NULL))
    return NULL;
  seen = say_log (reader);
  wanted = say_log (store);
  return seen != NULL && g_strcmp0 (seen, wanted) == 0 ? g_steal_pointer (&reader) : NULL;
}

static void
free_log_check (LtLogCheck *self)
{
  lt_verification_free (self->check.result);
  lt_store_close (self->reader);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * lt_log_check_start:
 * @check: a check, in its read
 * @parts: the records, to be checked by both
 * @cache_kib: how much of the file a reader may keep in memory
 *
 * Begins to check the log and the pages; @check is used by nobody else until
 * lt_log_check_end() if they could not be checked beside.
 *
 * Returns: (transfer full): to be ended
 */
LtLogCheck *
lt_log_check_start (LtCheck *check, LtParts *parts, int cache_kib)
{
  LtLogCheck *self = g_new0 (LtLogCheck, 1);

  self->check = *check;
  self->parts = parts;
  self->before = check->result->problems->len;
  self->check.result = lt_verification_new ();
  self->reader = open_reader (check->store);
  if (self->reader == NULL)
    {
      run_check (self);
      check->done = self->check.done;
      check->told = self->check.told;
      return self;
    }
  lt_db_set_cache (self->reader->db, cache_kib);
  self->check.store = self->reader;
  /* Told by the part that reads as much, and takes longer. */
  self->check.progress = NULL;
  check->work /= 2;
  self->thread = g_thread_new ("verify", run_check, self);
  return self;
}

/**
 * lt_log_check_end:
 * @self: (transfer full): what was begun
 * @check: the check
 * @place: (out): how many problems stand before what the tables may have
 * @error: return location, for what kept it from being made
 *
 * Waits for its end, and adds what it found to what @check has found.
 */
gboolean
lt_log_check_end (LtLogCheck *self, LtCheck *check, guint *place, GError **error)
{
  LtVerification *result = check->result;
  LtVerification *found;
  gboolean done;

  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  found = self->check.result;
  done = self->done;
  result->operations += found->operations;
  result->signatures_checked += found->signatures_checked;
  result->signatures_remembered += found->signatures_remembered;
  *place = lt_check_insert (check, self->before, found);
  g_array_append_vals (result->remembered, found->remembered->data, found->remembered->len);
  result->forks = g_steal_pointer (&found->forks);
  result->double_keys = g_steal_pointer (&found->double_keys);
  result->half_imports = g_steal_pointer (&found->half_imports);
  if (self->error != NULL && (error == NULL || *error == NULL))
    g_propagate_error (error, g_steal_pointer (&self->error));
  free_log_check (self);
  return done;
}
