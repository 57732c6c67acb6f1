/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which keys have signed where: what a revocation is made of, and what is shown
 * of devices. */

#include "store/key-streams.h"

#include "store/feed.h"
#include "store/forks.h"
#include "store/people-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_stream (LtStreamInfo *info)
{
  g_ptr_array_unref (info->keys);
  g_free (info);
}

static void
add_key (LtStreamInfo *info, const char *key)
{
  if (!g_ptr_array_find_with_equal_func (info->keys, key, g_str_equal, NULL))
    g_ptr_array_add (info->keys, g_strdup (key));
}

static LtStreamInfo *
make_stream (LtRows *rows)
{
  LtStreamInfo *info = g_new0 (LtStreamInfo, 1);

  lt_rows_fixed (rows, 0, info->stream.replica, sizeof info->stream.replica);
  lt_rows_fixed (rows, 1, info->stream.epoch, sizeof info->stream.epoch);
  info->keys = g_ptr_array_new_with_free_func (g_free);
  return info;
}

/* All groups, stream by stream: replica, epoch, key, number and digest of the last
 * operation, its time, and the group's state; the digest is none where another group
 * speaks for that operation. */
static LtRows *
query_groups (LtStore *self, GError **error)
{
  return lt_db_query (self->db, error,
                      "SELECT s.replica, s.epoch, g.key, g.first_seq+g.n-1, o.id, o.wall, g.state, "
                      "g.gid FROM lt_stream s JOIN lt_group g ON g.sid=s.sid LEFT "
                      "JOIN lt_op o ON o.sid=g.sid AND o.seq=g.first_seq+g.n-1 AND o.gid=g.gid "
                      "ORDER BY s.replica, s.epoch, g.first_seq",
                      "");
}

/* Where the group of a row ends, and when that was written. */
static gboolean
read_last (LtStore *self, LtRows *rows, LtTip *tip, gint64 *wall, GError **error)
{
  g_autoptr (LtGroup) group = NULL;
  const LtOperation *last;

  lt_tip_read (rows, tip);
  lt_rows_fixed (rows, 4, &tip->operation, sizeof tip->operation);
  tip->seq = (guint64) lt_rows_int (rows, 3);
  *wall = lt_rows_int (rows, 5);
  if (!lt_rows_is_null (rows, 4))
    return TRUE;
  group = lt_log_rows_load (self, lt_rows_int (rows, 7), error);
  if (group == NULL || group->operations->len == 0)
    return FALSE;
  last = g_ptr_array_index (group->operations, group->operations->len - 1);
  tip->operation = last->id;
  *wall = last->wall;
  return TRUE;
}

static gboolean
is_of (LtRows *rows, const LtStreamInfo *info)
{
  LtStream stream;

  lt_rows_fixed (rows, 0, stream.replica, sizeof stream.replica);
  lt_rows_fixed (rows, 1, stream.epoch, sizeof stream.epoch);
  return memcmp (&stream, &info->stream, sizeof stream) == 0;
}

static char *
read_key (LtRows *rows)
{
  guint8 key[LT_KEY_SIZE];

  lt_rows_fixed (rows, 2, key, sizeof key);
  return lt_hex_encode (key, sizeof key);
}

/**
 * lt_store_list_streams:
 * @self: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtStreamInfo): what each device
 *   has written, in the order of their names
 */
GPtrArray *
lt_store_list_streams (LtStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_stream);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = query_groups (self, error);
  LtStreamInfo *info = NULL;

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      g_autofree char *key = read_key (rows);
      LtTip last;
      gint64 wall;

      if (!read_last (self, rows, &last, &wall, &problem))
        break;
      if (info == NULL || !is_of (rows, info))
        {
          info = make_stream (rows);
          g_ptr_array_add (list, info);
        }
      info->operations = MAX (info->operations, last.seq);
      info->wall = wall;
      add_key (info, key);
    }
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_store_list_public_keys:
 * @self: a county file
 * @key: a key's record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): every public key that the record has or had,
 *   hex: the invitation's too
 */
char **
lt_store_list_public_keys (LtStore *self, const LtId *key, GError **error)
{
  guint32 field = lt_people_field ("key", "public_key");
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT action, field, value FROM lt_op WHERE record=? AND state=0 AND "
                   "value IS NOT NULL ORDER BY time, id",
                   "b", key, sizeof *key);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      gboolean making = lt_rows_int (rows, 0) == LT_ACTION_CREATE;
      gsize size;
      gconstpointer bytes = lt_rows_blob (rows, 2, &size);
      g_autoptr (LtValue) said = lt_value_new (bytes, size);
      g_autoptr (LtValue) value = making ? lt_image_get (said, field)
                                  : (guint32) lt_rows_int (rows, 1) == field ? lt_value_ref (said)
                                                                             : NULL;

      if (value != NULL
          && !g_ptr_array_find_with_equal_func (found, lt_value_text (value), g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (lt_value_text (value)));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

/* The good groups of a stream, while they go by. */
typedef struct
{
  LtStreamInfo *info;
  GArray *groups; /* LtTip */
  gboolean ended;
} Last;

static void
clear_last (Last *last)
{
  g_clear_pointer (&last->info, free_stream);
  g_clear_pointer (&last->groups, g_array_unref);
}

static void
write_line (const LtTip *tip, GString *out)
{
  g_autofree char *replica = lt_hex_encode (tip->stream.replica, sizeof tip->stream.replica);
  g_autofree char *epoch = lt_hex_encode (tip->stream.epoch, sizeof tip->stream.epoch);
  g_autofree char *digest = lt_digest_to_hex (&tip->operation);

  g_string_append_printf (out, "%s%s %s %" G_GUINT64_FORMAT " %s", out->len > 0 ? "\n" : "",
                          replica, epoch, tip->seq, digest);
}

static int
compare_tips (gconstpointer a, gconstpointer b)
{
  const LtTip *left = a;
  const LtTip *right = b;

  if (left->seq != right->seq)
    return left->seq > right->seq ? -1 : 1;
  return lt_digest_compare (&left->operation, &right->operation);
}

/* The last one; of a copied file's stream the last one of each branch. */
static void
write_last (LtDb *db, const Last *last, GString *out)
{
  g_autoptr (GPtrArray) chains = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint64));
  gboolean forked = TRUE;

  if (last->info == NULL)
    return;
  g_array_sort (last->groups, compare_tips);
  for (guint i = 0; i < last->groups->len && forked; i++)
    {
      const LtTip *tip = &g_array_index (last->groups, LtTip, i);
      gboolean below = FALSE;
      GArray *chain;

      for (guint k = 0; k < chains->len && !below; k++)
        below = lt_forks_chain_holds (g_ptr_array_index (chains, k),
                                      g_array_index (ends, guint64, k), tip->seq, &tip->operation);
      if (below)
        continue;
      write_line (tip, out);
      chain = lt_forks_list_chain (db, &tip->stream, tip->seq, &tip->operation);
      forked = chain->len > 0;
      g_ptr_array_add (chains, chain);
      g_array_append_val (ends, tip->seq);
    }
}

static gboolean
take_group (LtStore *self, LtRows *rows, Last *last, gint64 until, GError **error)
{
  LtTip tip;
  gint64 wall;

  if (!read_last (self, rows, &tip, &wall, error))
    return FALSE;
  last->ended |= until != 0 && wall >= until;
  if (!last->ended && lt_rows_int (rows, 6) == 0)
    g_array_append_val (last->groups, tip);
  return TRUE;
}

/**
 * lt_store_list_accepted:
 * @self: a county file
 * @keys: public keys that are to be revoked
 * @until: time from which on nothing of them shall count, by the devices' clocks,
 *   milliseconds since 1970 (UTC); 0 to let all count that is here
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the field `accepted` of a revocation says
 */
char *
lt_store_list_accepted (LtStore *self, const char *const *keys, gint64 until, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = query_groups (self, error);
  Last last = { 0 };

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      g_autofree char *key = read_key (rows);

      if (!g_strv_contains (keys, key))
        continue;
      if (last.info == NULL || !is_of (rows, last.info))
        {
          write_last (self->db, &last, out);
          clear_last (&last);
          last = (Last){ .info = make_stream (rows),
                         .groups = g_array_new (FALSE, FALSE, sizeof (LtTip)) };
        }
      if (!take_group (self, rows, &last, until, &problem))
        break;
    }
  write_last (self->db, &last, out);
  clear_last (&last);
  if (problem == NULL)
    return g_string_free (g_steal_pointer (&out), FALSE);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* The people that the file knows now, for reading: of a file that is only read,
 * too. */
static LtPeople *
get_people (LtStore *self, GError **error)
{
  return lt_store_refresh_people (self, error) ? self->people : NULL;
}

/**
 * lt_store_find_revocation:
 * @self: a county file
 * @public_key: a public key, hex
 *
 * Returns: (transfer full) (nullable): why it was revoked; %NULL for a key that was not
 */
char *
lt_store_find_revocation (LtStore *self, const char *public_key)
{
  LtPeople *people = get_people (self, NULL);
  guint8 key[LT_KEY_SIZE];

  if (people == NULL || !lt_hex_decode (public_key, key, sizeof key))
    return NULL;
  return lt_people_find_revocation (people, key);
}

/* Both keys by their first figures, and what a keeper does about them. */
static char *
describe_double_key (LtStore *self, const LtId *officer, const LtId *record, char *const *keys)
{
  g_autoptr (LtRecord) who = lt_store_get (self, lt_kind_by_name ("officer"), officer, NULL);
  g_autofree char *id = lt_id_to_text (record);
  const char *card = who == NULL ? "?" : lt_record_get (who, "card");

  return g_strdup_printf (
      _ ("Two keys act for card %s (%.8s…, %.8s…): its invitation was used on two machines. If "
         "both are this officer's, the keeper chooses one: resolve key %s public_key=KEY. If not, "
         "officer revoke %s, and then a new invitation."),
      card, keys[0], keys[1], id, card);
}

/**
 * lt_store_list_double_keys:
 * @self: a county file
 * @officer: (nullable): an officer; %NULL for all
 *
 * An invitation that was used twice makes two keys that both act until a keeper has
 * decided: who of them is the officer, no machine can tell, and what he did in good
 * faith shall not go.
 *
 * Returns: (transfer full): a sentence for each key's record that has several
 */
char **
lt_store_list_double_keys (LtStore *self, const LtId *officer)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_autofree char *wanted = officer == NULL ? NULL : lt_id_to_text (officer);
  LtPeople *people = get_people (self, NULL);
  g_autoptr (LtRows) rows =
      people == NULL ? NULL
                     : lt_db_query (self->db, NULL,
                                    "SELECT c.record, k.officer FROM (SELECT DISTINCT record FROM "
                                    "lt_conflict) c JOIN lt_record r ON r.id=c.record JOIN lt_key "
                                    "k ON k.fid=r.key WHERE r.kind=? ORDER BY k.officer, c.record",
                                    "i", (gint64) lt_kind_by_name ("key")->number);

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      const char *owner = lt_rows_text (rows, 1);
      g_auto (GStrv) keys = NULL;
      g_autofree char *sentence = NULL;
      LtId record;
      LtId id;

      lt_rows_fixed (rows, 0, &record, sizeof record);
      if (owner == NULL || !lt_id_from_text (&id, owner)
          || (wanted != NULL && !g_str_equal (wanted, owner)))
        continue;
      keys = lt_people_list_keys (people, &record);
      if (g_strv_length (keys) < 2)
        continue;
      sentence = describe_double_key (self, &id, &record, keys);
      g_strv_builder_add (sentences, sentence);
    }
  return g_strv_builder_end (sentences);
}

/**
 * lt_store_get_roles:
 * @self: a county file
 * @officer: an officer
 * @date: a day
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the roles he has on that day, standing or by
 *   appointment, and by his card, with commas between
 */
char *
lt_store_get_roles (LtStore *self, const LtId *officer, const char *date, GError **error)
{
  LtPeople *people = get_people (self, error);

  return people == NULL ? NULL : lt_people_get_roles (people, officer, date);
}

/**
 * lt_store_get_card:
 * @self: a county file
 * @officer: an officer
 * @from: (out) (nullable) (transfer full): first day of his card; %NULL for no beginning
 * @to: (out) (nullable) (transfer full): its last day; %NULL for no end
 *
 * Where keepers contradict each other, the narrower period.
 *
 * Returns: whether he is known
 */
gboolean
lt_store_get_card (LtStore *self, const LtId *officer, char **from, char **to)
{
  LtPeople *people = get_people (self, NULL);
  const char *first = NULL;
  const char *last = NULL;
  gboolean known = people != NULL && lt_people_get_card (people, officer, &first, &last);

  *from = g_strdup (first);
  *to = g_strdup (last);
  return known;
}
