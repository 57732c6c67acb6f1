/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records in parts. Each thread of the full check takes the next one when it has
 * time, so that none waits long for the other; what is told does not depend on who
 * checked what: it is put together in the order of the parts. */

#include "store/verify-private.h"

/* So small that the last one is soon done, and so large that opening it costs nothing. */
#define RECORDS_OF_PART 2000

typedef struct
{
  LtPart part;
  LtTally *tally;
  LtVerification *result;
} Share;

struct _LtParts
{
  GPtrArray *shares;
  GMutex lock;
  guint taken;
  guint64 elsewhere; /* operations that were read where nobody tells progress */
};

static void
free_share (Share *share)
{
  g_free (share->part.lower);
  g_free (share->part.upper);
  lt_tally_free (share->tally);
  lt_verification_free (share->result);
  g_free (share);
}

static void
add_share (LtParts *self, char *lower, char *upper)
{
  Share *share = g_new0 (Share, 1);

  share->part.lower = lower;
  share->part.upper = upper;
  share->tally = lt_tally_new ();
  share->result = lt_verification_new ();
  g_ptr_array_add (self->shares, share);
}

/* Wherever they are cut, they are all records together. */
static gboolean
cut (LtParts *self, LtStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, error, "SELECT id FROM lt_record ORDER BY id", "");
  char *lower = NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 1; lt_rows_next (rows, &problem); i++)
    {
      LtId id;
      g_autofree char *hex = NULL;

      if (i % RECORDS_OF_PART != 0)
        continue;
      lt_rows_fixed (rows, 0, &id, sizeof id);
      hex = lt_hex_encode (id.bytes, sizeof id.bytes);
      add_share (self, lower, g_strdup_printf ("x'%s'", hex));
      lower = g_strdup_printf ("x'%s'", hex);
    }
  add_share (self, lower, NULL);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL;
}

/**
 * lt_part_select:
 * @part: some of the records
 * @select: a statement up to its condition
 * @record: the column of the record's id
 * @then: what else the rows are sorted by, as it follows the column
 *
 * Returns: (transfer full): the statement for the rows of these records, in their order
 */
char *
lt_part_select (const LtPart *part, const char *select, const char *record, const char *then)
{
  GString *sql = g_string_new (select);

  if (part->lower != NULL)
    g_string_append_printf (sql, "%s>=%s AND ", record, part->lower);
  if (part->upper != NULL)
    g_string_append_printf (sql, "%s<%s AND ", record, part->upper);
  g_string_append_printf (sql, "1 ORDER BY %s%s", record, then);
  return g_string_free (sql, FALSE);
}

/**
 * lt_parts_new:
 * @store: a county file, in its read
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its records in parts, none checked
 */
LtParts *
lt_parts_new (LtStore *store, GError **error)
{
  g_autoptr (LtParts) self = g_new0 (LtParts, 1);

  self->shares = g_ptr_array_new_with_free_func ((GDestroyNotify) free_share);
  g_mutex_init (&self->lock);
  return cut (self, store, error) ? g_steal_pointer (&self) : NULL;
}

void
lt_parts_free (LtParts *self)
{
  g_ptr_array_unref (self->shares);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* The next part that nobody has; @n operations were read of the one before. */
static Share *
take (LtParts *self, LtCheck *check, guint64 n)
{
  Share *share = NULL;

  g_mutex_lock (&self->lock);
  if (self->taken < self->shares->len)
    share = g_ptr_array_index (self->shares, self->taken++);
  if (check->progress == NULL)
    self->elsewhere += n;
  else
    {
      check->done += self->elsewhere;
      self->elsewhere = 0;
    }
  g_mutex_unlock (&self->lock);
  return share;
}

/**
 * lt_parts_check:
 * @self: parts
 * @check: a check with a reader of its own
 * @error: return location, for what keeps it from being made
 *
 * Checks one part after another, until there is none that nobody has.
 */
gboolean
lt_parts_check (LtParts *self, LtCheck *check, GError **error)
{
  LtVerification *result = check->result;
  gboolean done = TRUE;
  guint64 n = 0;
  Share *share;

  while (done && (share = take (self, check, n)) != NULL)
    {
      check->result = share->result;
      done = lt_check_part (check, &share->part, share->tally, error);
      n = share->tally->operations;
    }
  check->result = result;
  return done;
}

/**
 * lt_parts_end:
 * @self: parts, all of them checked
 * @check: the check
 * @place: how many problems stand before theirs
 * @error: return location, for what keeps it from being made
 *
 * Adds what was found in them, and holds sums and numbers against what they come to.
 */
gboolean
lt_parts_end (LtParts *self, LtCheck *check, guint place, GError **error)
{
  g_autoptr (LtTally) all = lt_tally_new ();

  for (guint i = 0; i < self->shares->len; i++)
    {
      const Share *share = g_ptr_array_index (self->shares, i);

      lt_tally_add (all, share->tally);
      place = lt_check_insert (check, place, share->result);
    }
  return lt_check_tally (check, all, error);
}
