/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/invitation.h"

#include "base/error.h"
#include "base/file.h"
#include "base/seal.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
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
  return lt_hex_decode (json_object_get_string_member_with_default (object, member, ""), bytes,
                        size);
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
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint8 secret[LT_KEY_SIZE];
  JsonObject *object;

  memset (self, 0, sizeof *self);
  if (!json_parser_load_from_file (parser, path, &problem)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    object = NULL;
  else
    object = json_node_get_object (json_parser_get_root (parser));
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_IO))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (object == NULL
      || !g_str_equal (json_object_get_string_member_with_default (object, "format", ""), FORMAT)
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
  self->card = g_strdup (json_object_get_string_member_with_default (object, "card", ""));
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
