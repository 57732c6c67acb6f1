/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a revocation says: which keys, and up to where what they signed counts. */

#include "store/forks.h"
#include "store/people-private.h"
#include "store/store-private.h"

#include <string.h>

/* Up to where a stream counts: one operation, or several of a copied file's stream,
 * which goes on in several ways. */
typedef struct
{
  guint64 seq;
  LtDigest id;
  GArray *chain; /* LtDigest: it and those it was built upon; %NULL until asked for */
} CutPoint;

static void
free_point (CutPoint *point)
{
  g_clear_pointer (&point->chain, g_array_unref);
  g_free (point);
}

static guint
hash_stream (gconstpointer stream)
{
  guint hash;

  memcpy (&hash, ((const LtStream *) stream)->replica, sizeof hash);
  return hash;
}

static gboolean
streams_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (LtStream)) == 0;
}

/* A line that says nothing accepts nothing. */
static void
read_line (LtCut *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  LtStream stream;
  CutPoint made = { 0 };
  GPtrArray *points;

  if (g_strv_length (words) != 4 || !lt_hex_decode (words[0], stream.replica, sizeof stream.replica)
      || !lt_hex_decode (words[1], stream.epoch, sizeof stream.epoch)
      || !g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT64, &made.seq, NULL)
      || !lt_digest_from_hex (&made.id, words[3]))
    return;
  points = g_hash_table_lookup (self->accepted, &stream);
  if (points == NULL)
    {
      points = g_ptr_array_new_with_free_func ((GDestroyNotify) free_point);
      g_hash_table_insert (self->accepted, g_memdup2 (&stream, sizeof stream), points);
    }
  g_ptr_array_add (points, g_memdup2 (&made, sizeof made));
}

static char **
read_lines (const LtOperation *making, const char *field)
{
  g_autoptr (LtValue) value = lt_image_get (making->value, lt_people_field ("revocation", field));

  return g_strsplit (value == NULL ? "" : lt_value_text (value), "\n", -1);
}

/**
 * lt_cut_new:
 * @making: the making of a revocation
 * @group: the group it came in
 * @store: (nullable): where the streams' branches are looked up; outlives it
 *
 * Returns: (transfer full): what it cuts off
 */
LtCut *
lt_cut_new (const LtOperation *making, const LtDigest *group, LtStore *store)
{
  LtCut *self = g_new0 (LtCut, 1);
  g_auto (GStrv) lines = read_lines (making, "accepted");
  g_autoptr (LtValue) reason =
      lt_image_get (making->value, lt_people_field ("revocation", "reason"));

  self->store = store;
  self->group = *group;
  self->reason = g_strdup (reason == NULL ? "" : lt_value_text (reason));
  self->keys = read_lines (making, "public_keys");
  self->accepted = g_hash_table_new_full (hash_stream, streams_are_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  for (int i = 0; lines[i] != NULL; i++)
    read_line (self, lines[i]);
  return self;
}

void
lt_cut_free (LtCut *self)
{
  g_free (self->reason);
  g_strfreev (self->keys);
  g_hash_table_unref (self->accepted);
  g_free (self);
}

/**
 * lt_cut_is_about:
 * @self: a revocation
 * @key: a public key, hex
 */
gboolean
lt_cut_is_about (const LtCut *self, const char *key)
{
  return g_strv_contains ((const char *const *) self->keys, key);
}

/* Whoever holds an older copy of the file and the key can go on beside what is
 * accepted, at lower numbers: in a forked stream only what the accepted operation
 * was built upon counts. Of a stream that is not forked here, or as long as the
 * accepted operation is not here, the number is all that is known. */
static gboolean
point_accepts (const LtCut *self,
               CutPoint *point,
               const LtStream *stream,
               guint64 seq,
               const LtDigest *id)
{
  if (seq >= point->seq)
    return seq == point->seq && lt_digest_compare (id, &point->id) == 0;
  if (point->chain == NULL)
    point->chain = lt_forks_list_chain (self->store->db, stream, point->seq, &point->id);
  return point->seq - seq >= point->chain->len
         || lt_forks_chain_holds (point->chain, point->seq, seq, id);
}

/**
 * lt_cut_accepts:
 * @self: a revocation
 * @stream: a stream in which one of its keys has signed
 * @seq: number of a group's last operation
 * @id: that operation's digest
 *
 * Returns: whether the group counts nevertheless
 */
gboolean
lt_cut_accepts (const LtCut *self, const LtStream *stream, guint64 seq, const LtDigest *id)
{
  GPtrArray *points = g_hash_table_lookup (self->accepted, stream);

  for (guint i = 0; points != NULL && i < points->len; i++)
    if (point_accepts (self, g_ptr_array_index (points, i), stream, seq, id))
      return TRUE;
  return FALSE;
}

static guint
count_known (const LtCut *self, const LtStream *stream, GPtrArray *points)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const CutPoint *point = g_ptr_array_index (points, i);
      gint64 known = 0;

      lt_db_get_int (self->store->db, &known, NULL,
                     "SELECT count(*) FROM lt_op WHERE sid=(SELECT sid FROM lt_stream WHERE "
                     "replica=? AND epoch=? AND forked<>0) AND seq=? AND id=?",
                     "bbib", stream->replica, sizeof stream->replica, stream->epoch,
                     sizeof stream->epoch, (gint64) point->seq, &point->id, sizeof point->id);
      n += (guint) known;
    }
  return n;
}

/**
 * lt_cut_count_chains:
 * @self: a revocation
 * @stream: (nullable): a stream; %NULL for all
 *
 * Returns: how many of the operations it accepts are here, in streams that are forked
 */
guint
lt_cut_count_chains (const LtCut *self, const LtStream *stream)
{
  GHashTableIter iter;
  gpointer name;
  gpointer points;
  guint n = 0;

  if (stream != NULL)
    {
      points = g_hash_table_lookup (self->accepted, stream);
      return points == NULL ? 0 : count_known (self, stream, points);
    }
  g_hash_table_iter_init (&iter, self->accepted);
  while (g_hash_table_iter_next (&iter, &name, &points))
    n += count_known (self, name, points);
  return n;
}

/**
 * lt_people_is_revocation:
 *
 * Returns: whether the operation makes a revocation
 */
gboolean
lt_people_is_revocation (const LtOperation *operation)
{
  return operation->action == LT_ACTION_CREATE
         && operation->kind == lt_kind_by_name ("revocation")->number;
}
