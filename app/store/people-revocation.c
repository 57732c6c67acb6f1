/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a revocation says: which keys, and up to where what they signed counts. */

#include "store/people-private.h"

#include <string.h>

/* A copied file's stream may end with the same number in several ways. */
typedef struct
{
  guint64 seq;
  GArray *ids; /* LtDigest */
} CutPoint;

static void
free_point (CutPoint *point)
{
  g_array_unref (point->ids);
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
  LtDigest id;
  guint64 seq;
  CutPoint *point;

  if (g_strv_length (words) != 4 || !lt_hex_decode (words[0], stream.replica, sizeof stream.replica)
      || !lt_hex_decode (words[1], stream.epoch, sizeof stream.epoch)
      || !g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT64, &seq, NULL)
      || !lt_digest_from_hex (&id, words[3]))
    return;
  point = g_hash_table_lookup (self->accepted, &stream);
  if (point == NULL || point->seq < seq)
    {
      point = g_new0 (CutPoint, 1);
      point->seq = seq;
      point->ids = g_array_new (FALSE, FALSE, sizeof (LtDigest));
      g_hash_table_replace (self->accepted, g_memdup2 (&stream, sizeof stream), point);
    }
  if (point->seq == seq)
    g_array_append_val (point->ids, id);
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
 *
 * Returns: (transfer full): what it cuts off
 */
LtCut *
lt_cut_new (const LtOperation *making, const LtDigest *group)
{
  LtCut *self = g_new0 (LtCut, 1);
  g_auto (GStrv) lines = read_lines (making, "accepted");
  g_autoptr (LtValue) reason =
      lt_image_get (making->value, lt_people_field ("revocation", "reason"));

  self->group = *group;
  self->reason = g_strdup (reason == NULL ? "" : lt_value_text (reason));
  self->keys = read_lines (making, "public_keys");
  self->accepted =
      g_hash_table_new_full (hash_stream, streams_are_equal, g_free, (GDestroyNotify) free_point);
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
  const CutPoint *point = g_hash_table_lookup (self->accepted, stream);

  if (point == NULL || seq != point->seq)
    return point != NULL && seq < point->seq;
  for (guint i = 0; i < point->ids->len; i++)
    if (lt_digest_compare (id, &g_array_index (point->ids, LtDigest, i)) == 0)
      return TRUE;
  return FALSE;
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
