/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of people now. */

#include "store/people-private.h"

#include "base/text.h"

#include <string.h>

/**
 * lt_people_get_roles:
 * @self: the history
 * @officer: an officer
 * @date: a day
 *
 * Returns: (transfer full): the roles that he has on that day by all that is
 *   known, with commas between
 */
char *
lt_people_get_roles (LtPeople *self, const LtId *officer, const char *date)
{
  g_autoptr (GArray) frontier = lt_people_frontier (self);
  LtPeopleSnapshot *snapshot = lt_people_get_snapshot (self, frontier);

  return lt_people_snapshot_roles (snapshot, officer, date, TRUE);
}

/**
 * lt_people_get_card:
 * @self: the history
 * @officer: an officer
 * @from: (out) (nullable): first day of his card; %NULL for no beginning
 * @to: (out) (nullable): its last day; %NULL for no end
 *
 * Returns: whether he is known
 */
gboolean
lt_people_get_card (LtPeople *self, const LtId *officer, const char **from, const char **to)
{
  g_autoptr (GArray) frontier = lt_people_frontier (self);
  LtPeopleOfficer *known =
      g_hash_table_lookup (lt_people_get_snapshot (self, frontier)->officers, officer);

  *from = known == NULL ? NULL : known->card_from;
  *to = known == NULL ? NULL : known->card_to;
  return known != NULL;
}

/**
 * lt_people_list_keys:
 * @self: the history
 * @record: a key's record
 *
 * Returns: (transfer full): the public keys that act by it now, hex, sorted: one,
 *   several where an invitation was used on more than one machine, none where all
 *   were revoked
 */
char **
lt_people_list_keys (LtPeople *self, const LtId *record)
{
  g_autoptr (GArray) frontier = lt_people_frontier (self);
  LtPeopleSnapshot *snapshot = lt_people_get_snapshot (self, frontier);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer key;

  g_hash_table_iter_init (&iter, snapshot->keys);
  while (g_hash_table_iter_next (&iter, &name, &key))
    {
      g_autofree char *revoked = NULL;
      guint8 bytes[LT_KEY_SIZE];

      if (!lt_id_equal (&((LtPeopleKey *) key)->record, record)
          || !lt_hex_decode (name, bytes, sizeof bytes))
        continue;
      revoked = lt_people_find_revocation (self, bytes);
      if (revoked == NULL)
        g_ptr_array_add (keys, g_strdup (name));
    }
  g_ptr_array_sort (keys, lt_text_compare);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

/**
 * lt_people_find_revocation:
 * @self: the history
 * @key: a public key
 *
 * Returns: (transfer full) (nullable): why it was revoked; %NULL for a key that
 *   was not
 */
char *
lt_people_find_revocation (LtPeople *self, const guint8 key[LT_KEY_SIZE])
{
  g_autofree char *name = lt_hex_encode (key, LT_KEY_SIZE);

  for (guint i = 0; i < self->cuts->len; i++)
    {
      const LtCut *cut = g_ptr_array_index (self->cuts, i);

      if (lt_cut_is_about (cut, name))
        return g_strdup (cut->reason);
    }
  return NULL;
}
