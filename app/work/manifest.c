/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/manifest.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"

#include <glib/gi18n-lib.h>

#define FORMAT "lantian-backup-1"

void
lt_manifest_clear (LtManifest *self)
{
  g_clear_pointer (&self->originals, json_object_unref);
}

static gint64
count_originals (const LtManifest *self, const char *member)
{
  return self->originals == NULL
             ? 0
             : json_object_get_int_member_with_default (self->originals, member, 0);
}

/**
 * lt_manifest_is_wanting:
 *
 * Returns: whether something was wrong already when it was backed up
 */
gboolean
lt_manifest_is_wanting (const LtManifest *self)
{
  return self->problems > 0 || count_originals (self, "originals_missing") > 0
         || count_originals (self, "originals_altered") > 0;
}

gboolean
lt_manifest_refuse (const char *backup, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Backup %s: %s Choose another one."), backup,
               what);
  return FALSE;
}

/**
 * lt_manifest_write:
 * @self: what it shall say
 * @path: the file
 * @digests: (element-type utf8 utf8): name in the archive → digest
 * @error: return location
 */
gboolean
lt_manifest_write (const LtManifest *self, const char *path, GHashTable *digests, GError **error)
{
  g_autofree char *time = lt_second_of (self->time);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (digests), (GCompareFunc) g_strcmp0);
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();
  JsonObject *files = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_string_member (object, "time", time);
  json_object_set_int_member (object, "operations", (gint64) self->operations);
  json_object_set_string_member (object, "code", self->code);
  json_object_set_int_member (object, "problems", self->problems);
  json_object_set_boolean_member (object, "drafts", self->drafts);
  if (self->originals != NULL)
    json_object_set_object_member (object, "originals", json_object_ref (self->originals));
  for (GList *item = names; item != NULL; item = item->next)
    json_object_set_string_member (files, item->data, g_hash_table_lookup (digests, item->data));
  json_object_set_object_member (object, "sha256", files);
  text = json_to_string (root, TRUE);
  return lt_file_write (path, text, -1, 0600, error);
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Every file as it was, none missing, none that nobody knows of. */
static gboolean
check_files (JsonObject *files, GHashTable *digests, const char *backup, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (files);
  guint known = 0;

  for (GList *item = names; item != NULL; item = item->next, known++)
    if (g_strcmp0 (g_hash_table_lookup (digests, item->data), lt_json_get_text (files, item->data))
        != 0)
      return lt_manifest_refuse (backup, _ ("a file in it is missing or damaged."), error);
  if (!json_object_has_member (files, LT_BACKUP_COUNTY))
    return lt_manifest_refuse (backup, _ ("there is no county file in it."), error);
  if (known + 1 != g_hash_table_size (digests))
    return lt_manifest_refuse (backup, _ ("there are files in it that it does not know of."),
                               error);
  return TRUE;
}

static gboolean
refuse_member (const char *backup, const char *member, GError **error)
{
  g_autofree char *what =
      g_strdup_printf (_ ("what its manifest says under \"%s\" is not possible."), member);

  return lt_manifest_refuse (backup, what, error);
}

static gboolean
is_of_type (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_count (JsonNode *node)
{
  return is_of_type (node, G_TYPE_INT64) && json_node_get_int (node) >= 0;
}

/* The names of what is not there stand in an array, the rest are counts. */
static gboolean
check_originals (JsonObject *originals)
{
  g_autoptr (GList) members = json_object_get_members (originals);

  for (GList *item = members; item != NULL; item = item->next)
    {
      JsonNode *node = json_object_get_member (originals, item->data);

      if (g_str_equal (item->data, "originals_not_here") ? !JSON_NODE_HOLDS_ARRAY (node)
                                                         : !is_count (node))
        return FALSE;
    }
  return TRUE;
}

/* @drafts: whether some were found in the archive */
static gboolean
read_members (LtManifest *self,
              JsonObject *object,
              gboolean drafts,
              const char *backup,
              GError **error)
{
  JsonNode *operations = json_object_get_member (object, "operations");
  JsonNode *said = json_object_get_member (object, "drafts");
  JsonObject *originals = get_object (object, "originals");
  const char *time = lt_json_get_text (object, "time");
  const char *code = lt_json_get_text (object, "code");

  self->time = lt_time_parse (time, NULL);
  if (self->time < 0)
    return refuse_member (backup, "time", error);
  if (!is_count (operations))
    return refuse_member (backup, "operations", error);
  self->operations = (guint64) json_node_get_int (operations);
  if (code == NULL || g_strlcpy (self->code, code, sizeof self->code) >= sizeof self->code)
    return refuse_member (backup, "code", error);
  if (said == NULL ? drafts
                   : !is_of_type (said, G_TYPE_BOOLEAN) || json_node_get_boolean (said) != drafts)
    return refuse_member (backup, "drafts", error);
  self->drafts = drafts;
  if (json_object_has_member (object, "originals")
      && (originals == NULL || !check_originals (originals)))
    return refuse_member (backup, "originals", error);
  self->originals = originals == NULL ? NULL : json_object_ref (originals);
  return TRUE;
}

/**
 * lt_manifest_read:
 * @self: (out caller-allocates): what it says
 * @path: the file
 * @backup: the backup that it was in, for messages
 * @digests: (element-type utf8 utf8): what was found in the archive
 * @error: return location; %LT_ERROR_BAD_INPUT where the two differ, or where it
 *   says what cannot be
 */
gboolean
lt_manifest_read (LtManifest *self,
                  const char *path,
                  const char *backup,
                  GHashTable *digests,
                  GError **error)
{
  g_autoptr (JsonNode) root = lt_json_load (path, NULL);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);

  *self = (LtManifest){ 0 };
  if (get_object (object, "sha256") == NULL
      || g_strcmp0 (lt_json_get_text (object, "format"), FORMAT) != 0)
    return lt_manifest_refuse (backup, _ ("it has no manifest, so it is none of this program's."),
                               error);
  return check_files (get_object (object, "sha256"), digests, backup, error)
         && read_members (self, object, g_hash_table_contains (digests, LT_BACKUP_DRAFTS), backup,
                          error);
}
