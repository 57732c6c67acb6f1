/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Single things that this machine remembers of a county file, for who shows them often and
 * has no session for the whole of it. */

#include "work/marker-file.h"

/* Returns: (nullable): what is remembered */
static JsonNode *
load (LtStore *store)
{
  g_autofree char *path = lt_marker_find_path (store, ".json");
  gboolean changed = FALSE;

  return lt_marker_load_file (path, &changed);
}

/**
 * lt_marker_get_backup_time:
 * @store: a county file, of the calling thread
 *
 * Returns: when this machine last backed it up, or made it of a backup: of when that is,
 *   milliseconds since 1970 (UTC); 0 for never, or where nothing is remembered
 */
gint64
lt_marker_get_backup_time (LtStore *store)
{
  g_autoptr (JsonNode) root = load (store);
  JsonNode *node =
      root == NULL ? NULL : json_object_get_member (json_node_get_object (root), "backup");

  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
             ? 0
             : json_object_get_int_member_with_default (json_node_get_object (node), "time", 0);
}

/**
 * lt_marker_is_restored:
 * @store: a county file, of the calling thread
 *
 * Returns: whether it was made of a backup on this machine: what others hold of it is not
 *   known before the first sync
 */
gboolean
lt_marker_is_restored (LtStore *store)
{
  g_autoptr (JsonNode) root = load (store);

  return root != NULL
         && g_str_equal (json_object_get_string_member_with_default (json_node_get_object (root),
                                                                     "origin", ""),
                         "restored");
}
