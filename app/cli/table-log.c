/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log: a line for each save with who, when and where, under it each record and
 * what was changed in it, from what to what. */

#include "cli/table-private.h"
#include "cli/table-text.h"
#include "work/log-words.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of an import as many changes are told; all are in --json. */
#define MOST_OF_IMPORT 20
#define GROUP_LETTERS  12

static const char *
get (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, "");
}

static gboolean
is_same (JsonObject *a, JsonObject *b, const char *member)
{
  return g_str_equal (get (a, member), get (b, member));
}

static gboolean
is_marked (JsonObject *group, const char *member)
{
  return json_object_get_boolean_member_with_default (group, member, FALSE);
}

static void
append_head (GString *out, JsonObject *group, const char *note)
{
  g_autofree char *time = g_strdelimit (g_strdup (get (group, "time")), "T", ' ');
  g_autofree char *id = g_strndup (get (group, "group"), GROUP_LETTERS);
  g_autofree char *words = note == NULL ? NULL : lt_log_words_describe_note (note);

  g_string_append_printf (out, _ ("%s  %s %s  device %s  group %s"), time, get (group, "name"),
                          get (group, "officer"), get (group, "device"), id);
  if (is_marked (group, "time_by_hand"))
    g_string_append (out, _ ("  (time given by hand)"));
  if (is_marked (group, "time_suspect"))
    g_string_append (out, _ ("  (clock in doubt)"));
  g_string_append_c (out, '\n');
  if (words != NULL && *words != '\0')
    lt_text_append_wrapped (out, words, 2, 4);
}

/* The group and those after it that belong to the same import. */
static guint
count_fold (JsonArray *log, guint first)
{
  JsonObject *group = json_array_get_object_element (log, first);
  g_autofree char *shown = NULL;
  g_autofree char *key =
      lt_work_fold_note (json_object_get_string_member_with_default (group, "note", NULL), &shown);
  guint n = 1;

  while (key != NULL && first + n < json_array_get_length (log))
    {
      JsonObject *next = json_array_get_object_element (log, first + n);
      g_autofree char *ignored = NULL;
      g_autofree char *other =
          lt_work_fold_note (json_object_get_string_member_with_default (next, "note", NULL),
                             &ignored);

      if (g_strcmp0 (key, other) != 0 || !is_same (group, next, "officer")
          || !is_same (group, next, "device"))
        break;
      n++;
    }
  return n;
}

static gboolean
is_import (JsonObject *group)
{
  g_autofree char *shown = NULL;
  g_autofree char *key =
      lt_work_fold_note (json_object_get_string_member_with_default (group, "note", NULL), &shown);

  return key != NULL;
}

/**
 * lt_table_is_operations:
 *
 * Returns: whether the node is a list of operations of the log
 */
gboolean
lt_table_is_operations (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first = array == NULL || json_array_get_length (array) == 0
                        ? NULL
                        : json_array_get_element (array, 0);

  return first != NULL && JSON_NODE_HOLDS_OBJECT (first)
         && json_object_has_member (json_node_get_object (first), "action")
         && json_object_has_member (json_node_get_object (first), "words");
}

/**
 * lt_table_append_operations:
 * @out: where they are appended
 * @operations: operations of the log
 * @most: at the most as many
 *
 * Each record once, under it what was changed in it.
 */
void
lt_table_append_operations (GString *out, JsonArray *operations, guint most)
{
  const char *last = "";

  for (guint i = 0; i < MIN (most, json_array_get_length (operations)); i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);

      if (!g_str_equal (get (operation, "record"), last))
        lt_text_append_wrapped (out, get (operation, "of"), 2, 4);
      last = get (operation, "record");
      lt_text_append_wrapped (out, get (operation, "words"), 4, 6);
    }
}

static void
append_more (GString *out, const char *format, guint n)
{
  g_autofree char *words = g_strdup_printf (format, n);

  if (n > 0)
    lt_text_append_wrapped (out, words, 2, 4);
}

/* Of work that is held back. */
static void
append_reason (GString *out, JsonObject *group)
{
  g_autofree char *words = g_strdup_printf (_ ("held back: %s"), get (group, "reason"));

  if (json_object_has_member (group, "reason"))
    lt_text_append_wrapped (out, words, 2, 4);
}

/* An import is many groups and told once. */
static void
append_fold (GString *out, JsonArray *log, guint first, guint n)
{
  JsonObject *group = json_array_get_object_element (log, first);
  guint left = is_import (group) ? MOST_OF_IMPORT : G_MAXUINT;
  guint more = 0;
  guint others = 0;

  if (json_object_has_member (group, "group"))
    append_head (out, group, json_object_get_string_member_with_default (group, "note", NULL));
  append_reason (out, group);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = json_array_get_object_element (log, first + i);
      JsonArray *operations = NULL;
      guint here;

      if (!json_object_has_member (one, "operations"))
        continue;
      operations = json_object_get_array_member (one, "operations");
      here = json_array_get_length (operations);
      lt_table_append_operations (out, operations, left);
      others += (guint) json_object_get_int_member_with_default (one, "others", 0);
      more += here - MIN (here, left);
      left -= MIN (here, left);
    }
  append_more (out, _ ("and %u changes more; --json has them all"), more);
  append_more (out, _ ("and %u changes of other records in the same save"), others);
}

gboolean
lt_table_is_log (JsonArray *array)
{
  JsonNode *node = json_array_get_length (array) == 0 ? NULL : json_array_get_element (array, 0);

  JsonObject *first =
      node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ? NULL : json_node_get_object (node);

  return first != NULL
         && ((json_object_has_member (first, "group")
              && json_object_has_member (first, "operations"))
             || (json_object_has_member (first, "reason") && json_object_get_size (first) == 1));
}

/**
 * lt_table_print_log:
 * @log: what `log` answers
 *
 * Returns: (transfer full): the log for people
 */
char *
lt_table_print_log (JsonArray *log)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (log);)
    {
      guint n = count_fold (log, i);

      append_fold (out, log, i, n);
      i += n;
    }
  return g_string_free (out, FALSE);
}
