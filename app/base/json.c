/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/error.h"
#include "base/file-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 100
#define MARK      "\xef\xbb\xbf" /* what some editors put before UTF-8 */

static gboolean
refuse (const char *text, const char *at, const char *what, GError **error)
{
  guint line = 1;

  for (; text < at; text++)
    line += *text == '\n';
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("line %u: %s"), line, what);
  return FALSE;
}

/* Behind the quote that ends a text. */
static const char *
skip_text (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    at += *at == '\\';
  return at;
}

/**
 * lt_json_check:
 * @text: a JSON text
 * @size: its bytes
 * @error: return location; names the line
 *
 * Returns: whether it is one object with nothing behind it, none too deep, so that
 *   a parser may be let at it
 */
gboolean
lt_json_check (const char *text, gsize size, GError **error)
{
  const char *end = text + size;
  gboolean ended = FALSE;
  guint depth = 0;

  for (const char *at = text; at < end; at++)
    {
      if (g_ascii_isspace (*at))
        continue;
      if (ended)
        return refuse (text, at, _ ("something follows its end."), error);
      if (depth == 0 && *at != '{')
        return refuse (text, at, _ ("it does not hold a JSON object."), error);
      if (*at == '"')
        at = skip_text (at, end);
      else if (*at == '{' || *at == '[')
        depth++;
      else if (*at == '}' || *at == ']')
        ended = --depth == 0;
      else if (strchr ("'/\\", *at) != NULL)
        return refuse (text, at, _ ("a sign stands where it cannot."), error);
      if (depth > MAX_DEPTH)
        return refuse (text, at, _ ("it is nested too deeply."), error);
    }
  return TRUE;
}

/**
 * lt_json_parse:
 * @text: a JSON text
 * @size: its bytes; -1 if it is ended by NUL
 * @error: return location; what is wrong, behind which the file is not named
 *
 * Returns: (transfer full) (nullable): what it holds, always an object
 */
JsonNode *
lt_json_parse (const char *text, gssize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize n = size < 0 ? strlen (text) : (gsize) size;
  JsonNode *root;

  if (n >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0)
    {
      text += strlen (MARK);
      n -= strlen (MARK);
    }
  if (!lt_json_check (text, n, error)
      || !json_parser_load_from_data (parser, text, (gssize) n, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_parser_steal_root (parser);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("it does not hold a JSON object."));
  return NULL;
}

/**
 * lt_json_load:
 * @path: a file
 * @error: return location; of the domain %G_FILE_ERROR where it cannot be read,
 *   %LT_ERROR_BAD_INPUT where it is no plain file
 *
 * Returns: (transfer full) (nullable): what it holds, always an object
 */
JsonNode *
lt_json_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  return lt_file_check_plain (path, error) && g_file_get_contents (path, &text, &size, error)
             ? lt_json_parse (text, (gssize) size, error)
             : NULL;
}

/**
 * lt_json_get_text:
 * @object: an object
 * @member: name of a member
 *
 * Returns: (transfer none) (nullable): the member, if it is a text
 */
const char *
lt_json_get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * lt_json_get_element_text:
 * @array: a list
 * @place: a place in it
 *
 * Returns: (transfer none) (nullable): what stands there, if it is a text
 */
const char *
lt_json_get_element_text (JsonArray *array, guint place)
{
  JsonNode *node = json_array_get_element (array, place);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}
