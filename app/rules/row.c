/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/row.h"

#include "base/civil-time.h"
#include "base/json.h"

#include <glib/gi18n-lib.h>

/**
 * lt_rule_row_init:
 * @self: (out): the row
 * @file: the file, for messages; must outlive the row
 * @node: what stands there; must outlive the row
 * @place: its place in the file's list, from 0
 *
 * Begins to read a row. One that is no object, or has no id, is refused.
 */
void
lt_rule_row_init (LtRuleRow *self, const char *file, JsonNode *node, guint place)
{
  lt_rule_row_init_keyed (self, file, "id", node, place);
}

/**
 * lt_rule_row_init_keyed:
 * @self: (out): the row
 * @file: the file, for messages; must outlive the row
 * @key: the member that names the row
 * @node: what stands there; must outlive the row
 * @place: its place in the file's list, from 0
 *
 * Begins to read a row whose name stands under @key.
 */
void
lt_rule_row_init_keyed (LtRuleRow *self,
                        const char *file,
                        const char *key,
                        JsonNode *node,
                        guint place)
{
  const char *id;

  *self = (LtRuleRow){ .file = file };
  self->object = JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (json_node_get_object (node))
                                               : json_object_new ();
  id = lt_json_get_text (self->object, key);
  self->name = id == NULL || *id == '\0' ? g_strdup_printf ("#%u", place + 1) : g_strdup (id);
  if (id == NULL || *id == '\0')
    lt_rule_row_refuse (self, _ ("it has no \"%s\""), key);
}

/**
 * lt_rule_row_finish:
 * @self: a row
 * @problems: (element-type LtRuleProblem): where its problem goes
 *
 * Ends reading.
 *
 * Returns: whether the row is good
 */
gboolean
lt_rule_row_finish (LtRuleRow *self, GPtrArray *problems)
{
  gboolean good = self->problem == NULL;

  if (good)
    g_free (self->name);
  else
    {
      LtRuleProblem *problem = g_new0 (LtRuleProblem, 1);

      *problem = (LtRuleProblem){ g_strdup (self->file), self->name, self->problem };
      g_ptr_array_add (problems, problem);
    }
  json_object_unref (self->object);
  *self = (LtRuleRow){ 0 };
  return good;
}

/**
 * lt_rule_row_refuse:
 * @self: a row
 * @format: what is wrong
 *
 * Refuses a row; the first reason stays.
 */
void
lt_rule_row_refuse (LtRuleRow *self, const char *format, ...)
{
  va_list arguments;

  if (self->problem != NULL)
    return;
  va_start (arguments, format);
  self->problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/**
 * lt_rule_row_has:
 * @self: a row
 * @member: name of a member
 *
 * Returns: whether it is there and not null
 */
gboolean
lt_rule_row_has (const LtRuleRow *self, const char *member)
{
  return json_object_has_member (self->object, member)
         && !json_object_get_null_member (self->object, member);
}

/**
 * lt_rule_row_optional_text:
 * @self: a row
 * @member: name of a member
 *
 * Returns: (nullable): the text; %NULL where it is left out, null or empty
 */
const char *
lt_rule_row_optional_text (LtRuleRow *self, const char *member)
{
  const char *text;

  if (!lt_rule_row_has (self, member))
    return NULL;
  text = lt_json_get_text (self->object, member);
  if (text == NULL)
    lt_rule_row_refuse (self, _ ("\"%s\" is no text"), member);
  return text == NULL || *text == '\0' ? NULL : text;
}

/**
 * lt_rule_row_text:
 * @self: a row
 * @member: name of a member
 *
 * Returns: the text; a row without it is refused
 */
const char *
lt_rule_row_text (LtRuleRow *self, const char *member)
{
  const char *text = lt_rule_row_optional_text (self, member);

  if (text != NULL)
    return text;
  lt_rule_row_refuse (self, _ ("\"%s\" is missing"), member);
  return "";
}

/**
 * lt_rule_row_number:
 * @self: a row
 * @member: name of a member, a decimal written as text
 *
 * Returns: its exact value
 */
LtRatio
lt_rule_row_number (LtRuleRow *self, const char *member)
{
  const char *text = lt_rule_row_text (self, member);
  LtRatio number = lt_ratio_new (0, 1);

  if (!lt_ratio_parse (text, &number))
    lt_rule_row_refuse (self, _ ("\"%s\" is \"%s\": write a decimal as text, as \"7.5\""), member,
                        text);
  return number;
}

/**
 * lt_rule_row_whole:
 * @self: a row
 * @member: name of a member, a whole number written as text
 * @most: the greatest that makes sense
 *
 * Returns: the number
 */
guint
lt_rule_row_whole (LtRuleRow *self, const char *member, guint most)
{
  LtRatio number = lt_rule_row_number (self, member);

  if (number.below == 1 && number.above >= 0 && number.above <= most)
    return (guint) number.above;
  lt_rule_row_refuse (self, _ ("\"%s\" must be a whole number from 0 to %u, as text"), member,
                      most);
  return 0;
}

/**
 * lt_rule_row_choice:
 * @self: a row
 * @member: name of a member
 * @choices: (array length=n_choices): the words it may be
 * @n_choices: how many
 *
 * Returns: the place of its word in @choices
 */
guint
lt_rule_row_choice (LtRuleRow *self,
                    const char *member,
                    const char *const *choices,
                    guint n_choices)
{
  const char *text = lt_rule_row_text (self, member);
  g_autoptr (GString) list = NULL;

  for (guint i = 0; i < n_choices; i++)
    if (g_str_equal (text, choices[i]))
      return i;
  list = g_string_new (NULL);
  for (guint i = 0; i < n_choices; i++)
    g_string_append_printf (list, "%s%s", i == 0 ? "" : ", ", choices[i]);
  lt_rule_row_refuse (self, _ ("\"%s\" is \"%s\"; there are: %s"), member, text, list->str);
  return 0;
}

/**
 * lt_rule_row_date:
 * @self: a row
 * @member: name of a member, a date or null
 *
 * Returns: (nullable): the date, "2026-03-01"; %NULL where it is left out
 */
const char *
lt_rule_row_date (LtRuleRow *self, const char *member)
{
  const char *date = lt_rule_row_optional_text (self, member);

  if (date != NULL && !lt_date_is_valid (date))
    {
      lt_rule_row_refuse (self, _ ("\"%s\" is \"%s\", which is no date; write \"2026-03-01\""),
                          member, date);
      return NULL;
    }
  return date;
}

/**
 * lt_rule_row_needed_date:
 * @self: a row
 * @member: name of a member, a date
 *
 * Returns: the date, as lt_rule_row_date(); a row without it is refused
 */
const char *
lt_rule_row_needed_date (LtRuleRow *self, const char *member)
{
  const char *date = lt_rule_row_date (self, member);

  if (date == NULL)
    lt_rule_row_refuse (self, _ ("\"%s\" is missing"), member);
  return date == NULL ? "" : date;
}

/**
 * lt_rule_row_array:
 * @self: a row
 * @member: name of a member
 *
 * Returns: (nullable): the list; a row without it is refused
 */
JsonArray *
lt_rule_row_array (LtRuleRow *self, const char *member)
{
  JsonNode *node = json_object_get_member (self->object, member);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  lt_rule_row_refuse (self, _ ("\"%s\" must be a list"), member);
  return NULL;
}

/**
 * lt_rule_row_texts:
 * @self: a row
 * @member: name of a member that is a list
 *
 * Returns: (transfer full): its texts; a row with anything else in it is refused
 */
char **
lt_rule_row_texts (LtRuleRow *self, const char *member)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = lt_rule_row_array (self, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = lt_json_get_element_text (array, i);

      if (text == NULL || *text == '\0')
        lt_rule_row_refuse (self, _ ("entry %u of \"%s\" is no text"), i + 1, member);
      else
        g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

/**
 * lt_rule_row_check_members:
 * @self: a row
 * @members: (array zero-terminated=1): all that it has
 *
 * Refuses a row that has another, or lacks one: what is misspelt must not be taken for
 * what is left out.
 */
void
lt_rule_row_check_members (LtRuleRow *self, const char *const *members)
{
  g_autoptr (GList) present = json_object_get_members (self->object);

  for (GList *item = present; item != NULL; item = item->next)
    if (!g_strv_contains (members, item->data))
      lt_rule_row_refuse (self, _ ("there is no member \"%s\""), (const char *) item->data);
  for (guint i = 0; members[i] != NULL; i++)
    if (!json_object_has_member (self->object, members[i]))
      lt_rule_row_refuse (self, _ ("\"%s\" is missing"), members[i]);
}

void
lt_rule_problem_free (LtRuleProblem *self)
{
  g_free (self->file);
  g_free (self->row);
  g_free (self->reason);
  g_free (self);
}
