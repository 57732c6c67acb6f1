/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/paper-template.h"

#include "base/error.h"
#include "base/json.h"
#include "lantian-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtPaperStyle style;
  double space_before;
  char *text;
  char **when;
  char **unless;
} Wording;

struct _LtPaperTemplate
{
  GPtrArray *wordings; /* Wording */
  GHashTable *phrases;
};

static const char *const style_names[] = {
  [LT_PAPER_TITLE] = "title",         [LT_PAPER_STAMP] = "stamp",     [LT_PAPER_NUMBER] = "number",
  [LT_PAPER_ADDRESSEE] = "addressee", [LT_PAPER_HEADING] = "heading", [LT_PAPER_BODY] = "body",
  [LT_PAPER_SIGNATURE] = "signature", [LT_PAPER_DATE] = "date",
};

static void
free_wording (gpointer data)
{
  Wording *wording = data;

  g_free (wording->text);
  g_strfreev (wording->when);
  g_strfreev (wording->unless);
  g_free (wording);
}

static char **
get_names (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return g_strv_builder_end (names);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (names, json_node_get_string (element));
    }
  return g_strv_builder_end (names);
}

static Wording *
read_wording (JsonNode *node, guint number, const char *file, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *style = object != NULL ? lt_json_get_text (object, "style") : NULL;
  const char *text = object != NULL ? lt_json_get_text (object, "text") : NULL;
  Wording *wording;
  guint i = 0;

  while (style != NULL && i < G_N_ELEMENTS (style_names) && !g_str_equal (style, style_names[i]))
    i++;
  if (text == NULL || style == NULL || i == G_N_ELEMENTS (style_names))
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_BAD_INPUT,
          _ ("%s: block %u has no \"text\" or no \"style\" that is known (\"%s\"). Correct "
             "the file, or put the one that came with the program in its place."),
          file, number, style != NULL ? style : "");
      return NULL;
    }
  wording = g_new0 (Wording, 1);
  wording->style = (LtPaperStyle) i;
  wording->text = g_strdup (text);
  wording->space_before = json_object_get_double_member_with_default (object, "space_before", 0);
  wording->when = get_names (object, "when");
  wording->unless = get_names (object, "unless");
  return wording;
}

static gboolean
has_field (GHashTable *fields, const char *name)
{
  const char *value = g_hash_table_lookup (fields, name);

  return value != NULL && *value != '\0';
}

static gboolean
applies (const Wording *wording, GHashTable *fields)
{
  for (guint i = 0; wording->when[i] != NULL; i++)
    if (!has_field (fields, wording->when[i]))
      return FALSE;
  for (guint i = 0; wording->unless[i] != NULL; i++)
    if (has_field (fields, wording->unless[i]))
      return FALSE;
  return TRUE;
}

/* "{name}" gives the field, "{name|words}" the words where it has no value.
 * What a field says is never searched for fields again. */
static char *
fill_text (const char *text, GHashTable *fields)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *open = strchr (text, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *inner = NULL;
      char *words;

      if (close == NULL)
        {
          g_string_append (filled, text);
          break;
        }
      g_string_append_len (filled, text, open - text);
      inner = g_strndup (open + 1, (gsize) (close - open - 1));
      words = strchr (inner, '|');
      if (words != NULL)
        *words++ = '\0';
      if (has_field (fields, inner))
        g_string_append (filled, g_hash_table_lookup (fields, inner));
      else if (words != NULL)
        g_string_append (filled, words);
      text = close + 1;
    }
  return g_string_free (filled, FALSE);
}

/**
 * lt_paper_template_parse:
 * @json: the file's text
 * @size: how many bytes; -1 where it ends with a zero byte
 * @file: its name, for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the wording
 */
LtPaperTemplate *
lt_paper_template_parse (const char *json, gssize size, const char *file, GError **error)
{
  g_autoptr (LtPaperTemplate) self = g_new0 (LtPaperTemplate, 1);
  g_autoptr (GError) reason = NULL;
  g_autoptr (JsonNode) tree = lt_json_parse (json, size, &reason);
  JsonObject *root;
  JsonObjectIter iter;
  JsonNode *node;
  JsonArray *blocks;
  const char *member;

  self->wordings = g_ptr_array_new_with_free_func (free_wording);
  self->phrases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (tree == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s is not JSON: %s. Correct the file, or put the one that came with the "
                      "program in its place."),
                   file, reason->message);
      return NULL;
    }
  root = json_node_get_object (tree);
  node = json_object_get_member (root, "blocks");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has no list of \"blocks\", so it is not the wording of a paper. Put the "
                      "file that came with the program in its place."),
                   file);
      return NULL;
    }
  blocks = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      Wording *wording = read_wording (json_array_get_element (blocks, i), i + 1, file, error);

      if (wording == NULL)
        return NULL;
      g_ptr_array_add (self->wordings, wording);
    }
  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &member, &node))
    if (lt_json_get_text (root, member) != NULL)
      g_hash_table_replace (self->phrases, g_strdup (member),
                            g_strdup (lt_json_get_text (root, member)));
  return g_steal_pointer (&self);
}

/**
 * lt_paper_template_load:
 * @name: of the paper: its file's name without ending
 * @error: return location
 *
 * Reads `papers/NAME.json` in the folder that the environment names as
 * `LANTIAN_DATA_DIR`, otherwise in the program's own.
 *
 * Returns: (transfer full) (nullable): the wording
 */
LtPaperTemplate *
lt_paper_template_load (const char *name, GError **error)
{
  const char *folder = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path =
      g_build_filename (folder != NULL ? folder : LT_DATA_DIR, "papers", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &reason))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("The wording of the paper \"%s\" cannot be read: %s. Install the program "
                      "again, or set LANTIAN_DATA_DIR."),
                   name, reason->message);
      return NULL;
    }
  return lt_paper_template_parse (text, (gssize) size, path, error);
}

void
lt_paper_template_free (LtPaperTemplate *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->wordings);
  g_hash_table_unref (self->phrases);
  g_free (self);
}

/**
 * lt_paper_template_fill:
 * @self: a wording
 * @fields: (element-type utf8 utf8): what the fields say; a field without a value is not there
 *
 * Returns: (transfer full) (element-type LtPaperBlock): the paper's text
 */
GPtrArray *
lt_paper_template_fill (const LtPaperTemplate *self, GHashTable *fields)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_paper_block_free);

  for (guint i = 0; i < self->wordings->len; i++)
    {
      const Wording *wording = g_ptr_array_index (self->wordings, i);
      LtPaperBlock *block;

      if (!applies (wording, fields))
        continue;
      block = g_new0 (LtPaperBlock, 1);
      block->style = wording->style;
      block->space_before = wording->space_before;
      block->text = fill_text (wording->text, fields);
      g_ptr_array_add (blocks, block);
    }
  return blocks;
}

/**
 * lt_paper_template_get_phrase:
 *
 * Returns: (transfer none) (nullable): a text that stands beside the blocks, such as `title`
 */
const char *
lt_paper_template_get_phrase (const LtPaperTemplate *self, const char *name)
{
  return g_hash_table_lookup (self->phrases, name);
}

void
lt_paper_block_free (LtPaperBlock *self)
{
  g_free (self->text);
  g_free (self);
}
