/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/invitation.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "base/json.h"
#include "base/seal.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "lantian-invitation-1"

static void
put_hex (JsonObject *object, const char *member, gconstpointer bytes, gsize size)
{
  g_autofree char *hex = lt_hex_encode (bytes, size);

  json_object_set_string_member (object, member, hex);
  lt_wipe_memory (hex, strlen (hex));
}

static gboolean
get_hex (JsonObject *object, const char *member, gpointer bytes, gsize size)
{
  return lt_hex_decode (lt_json_get_text (object, member), bytes, size);
}

/**
 * lt_invitation_save:
 * @self: an invitation
 * @path: a file; readable by its owner only
 * @error: return location
 */
gboolean
lt_invitation_save (const LtInvitation *self, const char *path, GError **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_string_member (object, "card", self->card);
  put_hex (object, "bureau", &self->bureau, sizeof self->bureau);
  put_hex (object, "keeper", self->keeper, sizeof self->keeper);
  put_hex (object, "officer", &self->officer, sizeof self->officer);
  put_hex (object, "key", &self->key, sizeof self->key);
  put_hex (object, "secret", self->once.secret, sizeof self->once.secret);
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  return lt_file_write (path, text, -1, 0600, error);
}

/**
 * lt_invitation_load:
 * @self: (out caller-allocates): the invitation
 * @path: its file
 * @error: return location
 */
gboolean
lt_invitation_load (LtInvitation *self, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = lt_json_load (path, &problem);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);
  guint8 secret[LT_KEY_SIZE];
  const char *card;

  memset (self, 0, sizeof *self);
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_IO) || !lt_file_check_plain (path, NULL))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (object == NULL || g_strcmp0 (lt_json_get_text (object, "format"), FORMAT) != 0
      || !get_hex (object, "bureau", &self->bureau, sizeof self->bureau)
      || !get_hex (object, "keeper", self->keeper, sizeof self->keeper)
      || !get_hex (object, "officer", &self->officer, sizeof self->officer)
      || !get_hex (object, "key", &self->key, sizeof self->key)
      || !get_hex (object, "secret", secret, sizeof secret))
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_BAD_INPUT,
          _ ("File %s: it is no invitation. Ask the keeper for the file that `officer enrol` "
             "made."),
          path);
      return FALSE;
    }
  card = lt_json_get_text (object, "card");
  self->card = g_strdup (card == NULL ? "" : card);
  lt_key_pair_from_secret (&self->once, secret);
  lt_wipe_memory (secret, sizeof secret);
  return TRUE;
}

void
lt_invitation_clear (LtInvitation *self)
{
  lt_key_pair_clear (&self->once);
  g_clear_pointer (&self->card, g_free);
}
