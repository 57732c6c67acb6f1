/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full check: the log by itself (verify-log.c) and SQLite's pages, and beside that
 * (verify-beside.c) every table against what the log says (verify-records.c), in parts
 * (verify-parts.c). Nothing that the file says of itself is believed. */

#include "store/verify.h"

#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MAX_PROBLEMS 200

/* How many operations are read between two words of progress. */
#define PROGRESS_STEP 5000

/* The log is also read in the order of the records, which is not its own. */
#define CACHE_KIB 65536

/* Adds a problem; it names the place. */
void
lt_check_add (LtCheck *self, const char *format, ...)
{
  va_list list;

  if (self->result->problems->len >= MAX_PROBLEMS)
    {
      self->result->cut = TRUE;
      return;
    }
  va_start (list, format);
  g_ptr_array_add (self->result->problems, g_strdup_vprintf (format, list));
  va_end (list);
}

/**
 * lt_check_insert:
 * @self: a check
 * @place: how many problems stand before them
 * @found: what else was found
 *
 * Returns: how many problems stand before what comes behind them
 */
guint
lt_check_insert (LtCheck *self, guint place, const LtVerification *found)
{
  GPtrArray *all = self->result->problems;
  GPtrArray *more = found->problems;

  for (guint i = 0; i < more->len; i++)
    g_ptr_array_insert (all, (int) (place + i), g_strdup (g_ptr_array_index (more, i)));
  self->result->cut |= found->cut || all->len > MAX_PROBLEMS;
  if (all->len > MAX_PROBLEMS)
    g_ptr_array_set_size (all, MAX_PROBLEMS);
  return MIN (place + more->len, all->len);
}

/**
 * lt_check_progress:
 * @self: a check
 * @n: how many operations were read since the last call
 */
void
lt_check_progress (LtCheck *self, guint n)
{
  self->done += n;
  if (self->progress == NULL || self->done < self->told + PROGRESS_STEP || self->work == 0)
    return;
  self->told = self->done;
  self->progress (MIN (1, (double) self->done / (double) self->work), self->user_data);
}

LtVerification *
lt_verification_new (void)
{
  LtVerification *self = g_new0 (LtVerification, 1);

  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->remembered = g_array_new (FALSE, FALSE, sizeof (LtRemembered));
  return self;
}

void
lt_verification_free (LtVerification *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_array_unref (self->remembered);
  g_strfreev (self->forks);
  g_strfreev (self->double_keys);
  g_strfreev (self->half_imports);
  g_free (self);
}

/* What this copy's own device wrote was written by a program of the file's age or
 * an older one; colleagues' newer programs may have sent theirs. */
static gboolean
check_age (LtCheck *check, GError **error)
{
  gint64 made = 0;

  if (check->store->refusal != NULL)
    lt_check_add (check, "%s", check->store->refusal);
  if (!lt_db_get_int (check->store->db, &made, error,
                      "SELECT coalesce(max(g.schema), 0) FROM lt_group g JOIN lt_stream s ON "
                      "s.sid=g.sid WHERE s.own=1 OR (s.replica=(SELECT v FROM lt_meta WHERE "
                      "k='replica') AND s.epoch=(SELECT v FROM lt_meta WHERE k='epoch'))",
                      ""))
    return FALSE;
  if (made > check->store->schema)
    lt_check_add (check,
                  _ ("File: what this device wrote into it was written with schema %d, and the "
                     "file is of schema %d: another program changed it. Restore the last backup."),
                  (int) made, (int) check->store->schema);
  return TRUE;
}

static gboolean
count_work (LtCheck *check, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (check->store->db, &n, error, "SELECT coalesce(sum(n), 0) FROM lt_group", ""))
    return FALSE;
  /* Each operation is read twice: in the order of the log, and of the records. */
  check->work = 2 * (guint64) n;
  return TRUE;
}

static gboolean
check_log_and_tables (LtCheck *check, GError **error)
{
  g_autoptr (LtParts) parts = lt_parts_new (check->store, error);
  LtLogCheck *log;
  guint place;
  gboolean done;

  if (parts == NULL)
    return FALSE;
  log = lt_log_check_start (check, parts, CACHE_KIB);
  done = lt_check_batches (check, error) && lt_parts_check (parts, check, error);
  return lt_log_check_end (log, check, &place, done ? error : NULL) && done
         && lt_parts_end (parts, check, place, error);
}

/**
 * lt_store_verify_with:
 * @self: a county file
 * @options: how
 * @error: return location, for what keeps the check from being made
 *
 * Returns: (transfer full) (nullable): what was found
 */
LtVerification *
lt_store_verify_with (LtStore *self, const LtVerifyOptions *options, GError **error)
{
  g_autoptr (LtVerification) result = lt_verification_new ();
  LtCheck check = { .store = self,
                    .result = result,
                    .remembered = options->remembered,
                    .progress = options->progress,
                    .user_data = options->user_data };
  gboolean done;

  if (!lt_db_begin_read (self->db, error))
    return NULL;
  lt_db_set_cache (self->db, CACHE_KIB);
  done = check_age (&check, error) && lt_check_outline (&check, error) && count_work (&check, error)
         && check_log_and_tables (&check, error)
         && lt_store_get_state (self, &result->state, error);
  lt_db_rollback (self->db);
  lt_db_set_cache (self->db, 0);
  if (result->cut)
    g_ptr_array_add (result->problems,
                     g_strdup_printf (_ ("There are more problems: these are the first %d."),
                                      (int) result->problems->len));
  /* What could not be read is not what is wrong with the file. */
  done = done && !lt_store_is_faulty (self, error);
  return done ? g_steal_pointer (&result) : NULL;
}

/**
 * lt_store_verify:
 * @self: a county file
 * @error: return location, for what keeps the check from being made
 *
 * Checks everything and believes nothing that was checked before.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LtVerification *
lt_store_verify (LtStore *self, GError **error)
{
  const LtVerifyOptions options = { 0 };

  return lt_store_verify_with (self, &options, error);
}

/* Batches whose rows are not here: such a file does not hold what others hold. */
static gboolean
add_missing (LtStore *self, GByteArray *bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT b.id FROM batch b WHERE NOT EXISTS (SELECT 1 FROM lt_blob l WHERE "
                   "l.digest=b.blob AND l.state IN (3, 4)) ORDER BY b.id",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    lt_canon_put_text (bytes, lt_rows_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_store_get_state:
 * @self: a county file
 * @state: (out caller-allocates): digest of all records: of number, count and
 *   sum of each kind that has any, in the order of the numbers, and of the ids of
 *   batches whose rows are not here
 * @error: return location
 *
 * A batch names its rows by their digest, so that equal states mean equal rows, too.
 */
gboolean
lt_store_get_state (LtStore *self, LtDigest *state, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT kind, n, sum FROM lt_state WHERE n>0 ORDER BY kind",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtDigest sum;

      lt_rows_fixed (rows, 2, &sum, sizeof sum);
      lt_canon_put_u32 (bytes, (guint32) lt_rows_int (rows, 0));
      lt_canon_put_u64 (bytes, (guint64) lt_rows_int (rows, 1));
      lt_canon_put_raw (bytes, &sum, sizeof sum);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!add_missing (self, bytes, error))
    return FALSE;
  lt_digest_of (state, bytes->data, bytes->len);
  return TRUE;
}

/**
 * lt_check_code:
 * @state: a state
 *
 * Returns: (transfer full): its short form for people, 核对码: "7F3A-91C2"
 */
char *
lt_check_code (const LtDigest *state)
{
  return g_strdup_printf ("%02X%02X-%02X%02X", state->bytes[0], state->bytes[1], state->bytes[2],
                          state->bytes[3]);
}
