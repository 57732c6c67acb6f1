/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An operation does not say who signed it: a stranger can put a colleague's
 * operations into a group of his own, and both groups are sound in themselves.
 * Neither keeps the other out. Each operation stands once in the log, under the
 * group that speaks for it: one that counts before one that waits, one that waits
 * before one that does not count, of two alike the one with the smaller id. So it
 * counts as soon as one of them does, whichever came first. A stream in which this
 * has happened is noted, the others pay nothing for it. */

#include "store/repeats.h"

#include "store/people-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* The group that speaks for an operation. */
typedef struct
{
  gint64 gid;
  gint64 state;
} Speaker;

/**
 * lt_repeats_note:
 * @db: a county file, in a write
 * @sid: local number of a stream
 * @error: return location
 *
 * Notes that groups of the stream repeat each other's operations.
 */
gboolean
lt_repeats_note (LtDb *db, gint64 sid, GError **error)
{
  return lt_db_run (db, error, "INSERT OR IGNORE INTO lt_meta VALUES ('repeats:' || ?, 1)", "i",
                    sid);
}

/**
 * lt_repeats_are_in:
 *
 * Returns: whether groups of the stream repeat each other's operations
 */
gboolean
lt_repeats_are_in (LtDb *db, gint64 sid)
{
  gint64 n = 0;

  lt_db_get_int (db, &n, NULL, "SELECT count(*) FROM lt_meta WHERE k='repeats:' || ?", "i", sid);
  return n > 0;
}

/* The @n operations that lead to @last, in their order; %NULL where one is missing. */
static GPtrArray *
follow_back (GHashTable *known, LtOperation *last, guint n)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_sized_new (n);
  LtOperation *operation = last;

  g_ptr_array_set_size (chain, (int) n);
  for (guint i = n; i > 0; i--)
    {
      if (operation == NULL)
        return NULL;
      chain->pdata[i - 1] = operation;
      operation = g_hash_table_lookup (known, &operation->prev);
    }
  return g_steal_pointer (&chain);
}

static gboolean
is_made_of (LtGroup *group, GPtrArray *operations)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GPtrArray *own = group->operations;
  LtDigest id;

  group->operations = operations;
  lt_group_write_signed (group, bytes);
  group->operations = own;
  lt_digest_of (&id, bytes->data, bytes->len);
  return lt_digest_compare (&id, &group->id) == 0;
}

/* What stands at the numbers of a group: digest → LtOperation. */
static GHashTable *
read_range (LtDb *db, gint64 sid, gint64 first, guint n, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (lt_people_hash, lt_people_equal, NULL,
                                                        (GDestroyNotify) lt_operation_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT " LT_OPERATION_COLUMNS " FROM lt_op WHERE sid=? AND seq>=? AND seq<?",
                   "iii", sid, first, first + n);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtOperation *operation = lt_log_rows_read_operation (rows);

      g_hash_table_replace (known, &operation->id, operation);
    }
  if (problem == NULL)
    return g_steal_pointer (&known);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static GPtrArray *
find_chain (LtGroup *group, GHashTable *known, guint n)
{
  GHashTableIter iter;
  gpointer operation;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &operation))
    {
      g_autoptr (GPtrArray) chain = NULL;

      if (((LtOperation *) operation)->seq != group->first_seq + n - 1)
        continue;
      chain = follow_back (known, operation, n);
      if (chain != NULL && is_made_of (group, chain))
        return g_steal_pointer (&chain);
    }
  return NULL;
}

/**
 * lt_repeats_load:
 * @db: a county file
 * @sid: local number of a stream
 * @group: a group of it, as lt_log_rows_read_group() gave it
 * @n: how many operations it has
 * @error: return location
 *
 * Finds the operations of a group for which others speak: those of which its id is
 * the digest. Where there are none, it stays as it is.
 */
gboolean
lt_repeats_load (LtDb *db, gint64 sid, LtGroup *group, guint n, GError **error)
{
  g_autoptr (GHashTable) known = read_range (db, sid, (gint64) group->first_seq, n, error);
  g_autoptr (GPtrArray) found = known == NULL ? NULL : find_chain (group, known, n);

  if (found == NULL)
    return known != NULL;
  g_ptr_array_set_size (group->operations, 0);
  for (guint i = 0; i < found->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (found, i);

      g_hash_table_steal (known, &operation->id);
      g_ptr_array_add (group->operations, operation);
    }
  return TRUE;
}

/* Those of @group's operations that @other has too and nobody better speaks for. */
static guint
let_speak (const LtGroup *group, const LtGroup *other, const Speaker *speaker, GArray *speakers)
{
  guint n = 0;

  for (guint i = 0; i < other->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (other->operations, i);
      guint64 place = operation->seq - group->first_seq;

      if (operation->seq < group->first_seq || place >= group->operations->len
          || g_array_index (speakers, Speaker, place).gid != 0
          || lt_digest_compare (&((LtOperation *) g_ptr_array_index (group->operations, place))->id,
                                &operation->id)
                 != 0)
        continue;
      g_array_index (speakers, Speaker, place) = *speaker;
      n++;
    }
  return n;
}

/* Who speaks for each operation of a group. */
static GArray *
find_speakers (LtStore *self, gint64 sid, const LtGroup *group, GError **error)
{
  guint n = group->operations->len;
  gint64 first = (gint64) group->first_seq;
  g_autoptr (GArray) speakers = g_array_sized_new (FALSE, TRUE, sizeof (Speaker), n);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT gid, state FROM lt_group WHERE sid=?1 AND first_seq<?2+?3 AND "
                   "first_seq>?2-?4 AND first_seq+n>?2 ORDER BY state, id",
                   "iiii", sid, first, (gint64) n, (gint64) LT_GROUP_MAX_OPERATIONS);
  guint found = 0;

  if (rows == NULL)
    return NULL;
  g_array_set_size (speakers, n);
  while (found < n && lt_rows_next (rows, &problem))
    {
      Speaker speaker = { .gid = lt_rows_int (rows, 0), .state = lt_rows_int (rows, 1) };
      g_autoptr (LtGroup) other = lt_log_rows_load (self, speaker.gid, &problem);

      if (other == NULL)
        break;
      found += let_speak (group, other, &speaker, speakers);
    }
  if (problem == NULL)
    return g_steal_pointer (&speakers);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_repeats_settle:
 * @self: a county file, in a write
 * @sid: local number of a stream in which groups repeat each other's operations
 * @gid: a group of it that is judged otherwise than before
 * @error: return location
 *
 * Lets each of its operations count by the group that speaks for it now.
 */
gboolean
lt_repeats_settle (LtStore *self, gint64 sid, gint64 gid, GError **error)
{
  g_autoptr (LtGroup) group = lt_log_rows_load (self, gid, error);
  g_autoptr (GArray) speakers = group == NULL ? NULL : find_speakers (self, sid, group, error);
  gboolean settled = speakers != NULL;

  for (guint i = 0; settled && i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const Speaker *speaker = &g_array_index (speakers, Speaker, i);

      settled = lt_db_run (self->db, error,
                           "UPDATE lt_op SET gid=?1, state=?2 WHERE sid=?3 AND seq=?4 AND id=?5 "
                           "AND (gid<>?1 OR state<>?2)",
                           "iiiib", speaker->gid, speaker->state, sid, (gint64) operation->seq,
                           &operation->id, sizeof operation->id);
    }
  return settled;
}

/**
 * lt_repeats_add:
 * @self: a county file, in a write
 * @sid: local number of a stream in which groups repeat each other's operations
 * @group: a group that was just put into the log
 * @gid: its local number
 * @state: how it is judged
 * @error: return location
 *
 * Lets it speak for those of its operations for which a lesser one spoke. Of the
 * others none needs to be read for it: the best of them speaks so far.
 */
gboolean
lt_repeats_add (LtStore *self,
                gint64 sid,
                const LtGroup *group,
                gint64 gid,
                int state,
                GError **error)
{
  gboolean added = TRUE;

  for (guint i = 0; added && i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);

      added = lt_db_run (self->db, error,
                         "UPDATE lt_op SET gid=?1, state=?2 WHERE sid=?3 AND seq=?4 AND id=?5 AND "
                         "gid<>?1 AND (state>?2 OR (state=?2 AND (SELECT g.id FROM lt_group g "
                         "WHERE g.gid=lt_op.gid)>?6))",
                         "iiiibb", gid, (gint64) state, sid, (gint64) operation->seq,
                         &operation->id, sizeof operation->id, &group->id, sizeof group->id);
    }
  return added;
}

/**
 * lt_repeats_check:
 * @self: a county file
 * @sid: local number of a stream
 * @group: a group of it for which others speak, whole
 * @right: (out): whether its operations stand under the groups that speak for them
 * @error: return location
 */
gboolean
lt_repeats_check (LtStore *self, gint64 sid, const LtGroup *group, gboolean *right, GError **error)
{
  g_autoptr (GArray) speakers = find_speakers (self, sid, group, error);
  gboolean read = speakers != NULL;

  *right = TRUE;
  for (guint i = 0; read && i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const Speaker *speaker = &g_array_index (speakers, Speaker, i);
      gint64 n = 0;

      read = lt_db_get_int (self->db, &n, error,
                            "SELECT count(*) FROM lt_op WHERE sid=? AND seq=? AND id=? AND gid=? "
                            "AND state=?",
                            "iibii", sid, (gint64) operation->seq, &operation->id,
                            sizeof operation->id, speaker->gid, speaker->state);
      *right &= n == 1;
    }
  return read;
}

/* Whether a group begins on @operation, or ends with it. */
static gboolean
find_group (LtStore *self,
            gint64 sid,
            gint64 seq,
            const LtDigest *operation,
            gboolean begins,
            gboolean *found,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   begins ? "SELECT gid FROM lt_group WHERE sid=?1 AND first_seq=?2 AND ?3=?3"
                          : "SELECT gid FROM lt_group WHERE sid=?1 AND first_seq<=?2 AND "
                            "first_seq>?2-?3 AND first_seq+n-1=?2",
                   "iii", sid, seq, (gint64) LT_GROUP_MAX_OPERATIONS);

  *found = FALSE;
  if (rows == NULL)
    return FALSE;
  while (!*found && lt_rows_next (rows, &problem))
    {
      g_autoptr (LtGroup) group = lt_log_rows_load (self, lt_rows_int (rows, 0), &problem);
      const LtOperation *end;

      if (group == NULL)
        break;
      if (group->operations->len == 0)
        continue;
      end = g_ptr_array_index (group->operations, begins ? 0 : group->operations->len - 1);
      *found = lt_digest_compare (begins ? &end->prev : &end->id, operation) == 0;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_repeats_find_end:
 * @self: a county file
 * @sid: local number of a stream in which groups repeat each other's operations
 * @seq: number of an operation of it
 * @id: its digest
 * @found: (out): whether it is the last one of a group
 * @error: return location
 */
gboolean
lt_repeats_find_end (LtStore *self,
                     gint64 sid,
                     guint64 seq,
                     const LtDigest *id,
                     gboolean *found,
                     GError **error)
{
  return find_group (self, sid, (gint64) seq, id, FALSE, found, error);
}

/**
 * lt_repeats_find_next:
 *
 * As lt_repeats_find_end(), but: whether a group follows on it.
 */
gboolean
lt_repeats_find_next (LtStore *self,
                      gint64 sid,
                      guint64 seq,
                      const LtDigest *id,
                      gboolean *found,
                      GError **error)
{
  return find_group (self, sid, (gint64) seq + 1, id, TRUE, found, error);
}

/**
 * lt_store_repeats:
 * @self: a county file
 * @stream: a stream
 *
 * Returns: whether groups of the stream repeat each other's operations: then two
 *   files with the same ends of it may still hold different groups
 */
gboolean
lt_store_repeats (LtStore *self, const LtStream *stream)
{
  gint64 sid;
  guint64 tip_seq;
  LtDigest tip;

  return lt_log_rows_find_stream (self->db, stream, FALSE, &sid, &tip_seq, &tip, NULL)
         && lt_repeats_are_in (self->db, sid);
}

/**
 * lt_repeats_list:
 * @self: a county file
 * @sentences: gets one for each group that counts and in which another officer's
 *   operations stand, or operations that another officer claims as his
 */
void
lt_repeats_list (LtStore *self, GStrvBuilder *sentences)
{
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, NULL,
      "SELECT s.replica, g.first_seq, g.first_seq+g.n-1 FROM lt_stream s CROSS JOIN lt_group g ON "
      "g.sid=s.sid WHERE 'repeats:' || s.sid IN (SELECT k FROM lt_meta) AND g.state=0 AND "
      "g.n>(SELECT count(*) FROM lt_op o WHERE o.sid=g.sid AND o.seq>=g.first_seq AND "
      "o.seq<g.first_seq+g.n AND o.gid=g.gid) ORDER BY s.replica, s.epoch, g.first_seq, g.id",
      "");

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      guint8 replica[16] = { 0 };
      g_autofree char *sentence = NULL;

      lt_rows_fixed (rows, 0, replica, sizeof replica);
      sentence = g_strdup_printf (
          _ ("Device %02X%02X, operations %" PRIu64 "–%" PRIu64 ": two groups with the same work "
             "were signed. The work counts once; ask its officers whose it is."),
          replica[0], replica[1], (guint64) lt_rows_int (rows, 1), (guint64) lt_rows_int (rows, 2));
      g_strv_builder_add (sentences, sentence);
    }
}
