/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of the folder for states, each under a digest that only this machine's
 * key can make. */

#include "work/marker-file.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/random.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAC      "mac"
#define KEY_SIZE 32

/**
 * lt_marker_folder:
 *
 * Returns: (transfer full): where this machine keeps what it remembers
 */
char *
lt_marker_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "lantian", "markers", NULL);
}

/* Whole under its name or not at all; not waited for until it is on the disk. */
static gboolean
replace_file (const char *path, const char *bytes, gsize size)
{
  g_autofree char *new_path = g_strconcat (path, ".XXXXXX", NULL);
  int file = g_mkstemp_full (new_path, O_WRONLY | O_CLOEXEC, 0600);
  gboolean written;

  if (file < 0)
    return FALSE;
  written = write (file, bytes, size) == (gssize) size;
  written = close (file) == 0 && written;
  if (written && g_rename (new_path, path) == 0)
    return TRUE;
  g_unlink (new_path);
  return FALSE;
}

/* The key that makes a marker this machine's. Nothing hangs on it but that a
 * marker which somebody changed is not believed. */
static gboolean
find_key (gboolean make, guint8 key[KEY_SIZE])
{
  g_autofree char *folder = lt_marker_folder ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (LtRandom) random = NULL;
  gsize size;

  if (g_file_get_contents (path, &bytes, &size, NULL) && size == KEY_SIZE)
    {
      memcpy (key, bytes, KEY_SIZE);
      return TRUE;
    }
  if (!make || g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  random = lt_random_new ();
  lt_random_fill (random, key, KEY_SIZE);
  return replace_file (path, (const char *) key, KEY_SIZE);
}

static char *
compute_mac (const guint8 key[KEY_SIZE], JsonNode *root)
{
  g_autofree char *text = json_to_string (root, FALSE);
  LtDigest mac;

  lt_digest_with_key (&mac, key, KEY_SIZE, text, strlen (text));
  return lt_digest_to_hex (&mac);
}

/**
 * lt_marker_save_file:
 * @path: (nullable): where
 * @object: (transfer full): what is remembered
 *
 * Writes it under this machine's key. That it cannot be written is no error: it
 * is missing then where it would have helped.
 */
void
lt_marker_save_file (const char *path, JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mac = NULL;
  g_autofree char *text = NULL;
  guint8 key[KEY_SIZE];

  json_node_take_object (root, object);
  if (path == NULL || !find_key (TRUE, key))
    return;
  mac = compute_mac (key, root);
  json_object_set_string_member (object, MAC, mac);
  text = json_to_string (root, TRUE);
  replace_file (path, text, strlen (text));
}

/**
 * lt_marker_load_file:
 * @path: (nullable): where
 * @changed: (inout): set where it is there and this machine did not write it so
 *
 * Returns: (transfer full) (nullable): what is remembered: an object
 */
JsonNode *
lt_marker_load_file (const char *path, gboolean *changed)
{
  g_autofree char *text = NULL;
  g_autofree char *mac = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint8 key[KEY_SIZE];

  /* It is not synced: after a power cut it may be empty, which nobody did. */
  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL) || *text == '\0')
    return NULL;
  *changed = TRUE;
  root = lt_json_parse (text, -1, NULL);
  if (root == NULL || !find_key (FALSE, key))
    return NULL;
  mac = g_strdup (lt_json_get_text (json_node_get_object (root), MAC));
  json_object_remove_member (json_node_get_object (root), MAC);
  expected = compute_mac (key, root);
  if (g_strcmp0 (mac, expected) != 0)
    return NULL;
  *changed = FALSE;
  return g_steal_pointer (&root);
}
