/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the records come to by the log: sums and numbers, which the file also says. */

#include "store/store-private.h"
#include "store/verify-private.h"
#include "store/words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtDigest digest;
  gint64 n;
} Sum;

static Sum *
find_sum (const LtTally *tally, guint kind)
{
  Sum *sum = g_hash_table_lookup (tally->sums, GUINT_TO_POINTER (kind));

  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      g_hash_table_insert (tally->sums, GUINT_TO_POINTER (kind), sum);
    }
  return sum;
}

static gboolean
check_count (LtCheck *check, const char *table, gint64 expected, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  gint64 n = 0;

  if (!lt_db_get_int (check->store->db, &n, error, sql, ""))
    return FALSE;
  lt_check_more (check, table, n - expected);
  return TRUE;
}

/* Rows that the log knows nothing of. */
static gboolean
check_counts (LtCheck *check, const LtTally *tally, GError **error)
{
  static const char *const tables[] = { "lt_record", "lt_head", "lt_conflict", "lt_place" };

  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!check_count (check, kinds[i]->table, find_sum (tally, kinds[i]->number)->n, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    lt_check_more (check, tables[i], tally->more[i]);
  return check_count (check, "lt_place_box", tally->n_places, error)
         && (check->store->schema < LT_WORDS_SCHEMA
             || check_count (check, "lt_words", tally->n_words, error));
}

static gboolean
check_sum (LtCheck *check, const LtTally *tally, guint kind, GError **error)
{
  const Sum *expected = find_sum (tally, kind);
  LtDigest sum;
  gint64 n;

  if (!lt_state_sum_read (check->store->db, kind, &sum, &n, error))
    return FALSE;
  if (n != expected->n || lt_digest_compare (&sum, &expected->digest) != 0)
    lt_check_add (check, _ ("State: the sum of kind %d is not that of its records."), (int) kind);
  return TRUE;
}

/* A sum of a kind that nothing is of would change the state, too; a newer program's kinds
 * are known by the log alone. */
static gboolean
check_other_sums (LtCheck *check, GError **error)
{
  LtDb *db = check->store->db;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (db, error, "SELECT kind FROM lt_state", "");
  gint64 more = 0;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gint64 kind = lt_rows_int (rows, 0);
      gint64 there = 1;

      if ((kind < 0 || kind > G_MAXUINT || lt_kind_by_number ((guint) kind) == NULL)
          && !lt_db_get_int (db, &there, &problem,
                             "SELECT EXISTS (SELECT 1 FROM lt_op WHERE kind=?)", "i", kind))
        break;
      more += there == 0;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  lt_check_more (check, "lt_state", more);
  return TRUE;
}

static gboolean
check_sums (LtCheck *check, const LtTally *tally, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!check_sum (check, tally, kinds[i]->number, error))
      return FALSE;
  return check_other_sums (check, error);
}

/* Nothing yet. */
LtTally *
lt_tally_new (void)
{
  LtTally *self = g_new0 (LtTally, 1);

  self->sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

/* One more record that is there. */
void
lt_tally_add_record (LtTally *self, const LtRecordState *state)
{
  Sum *sum = find_sum (self, state->kind->number);

  lt_digest_add (&sum->digest, &state->digest);
  sum->n++;
  self->records++;
}

/* What @other came to besides. */
void
lt_tally_add (LtTally *self, const LtTally *other)
{
  GHashTableIter iter;
  gpointer kind;
  gpointer value;

  g_hash_table_iter_init (&iter, other->sums);
  while (g_hash_table_iter_next (&iter, &kind, &value))
    {
      const Sum *theirs = value;
      Sum *sum = find_sum (self, GPOINTER_TO_UINT (kind));

      lt_digest_add (&sum->digest, &theirs->digest);
      sum->n += theirs->n;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (self->more); i++)
    self->more[i] += other->more[i];
  self->records += other->records;
  self->operations += other->operations;
  self->n_places += other->n_places;
  self->n_words += other->n_words;
}

void
lt_tally_free (LtTally *self)
{
  g_hash_table_unref (self->sums);
  g_free (self);
}

/**
 * lt_check_tally:
 * @self: a check
 * @tally: what all records come to
 * @error: return location, for what keeps it from being made
 *
 * Holds sums and numbers against it.
 */
gboolean
lt_check_tally (LtCheck *self, const LtTally *tally, GError **error)
{
  self->result->records += tally->records;
  return check_counts (self, tally, error) && lt_check_boxes (self, tally->n_places, error)
         && check_sums (self, tally, error);
}
