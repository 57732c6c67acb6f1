/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a plan, member by member: the keys that there are, closed words, dates. */

#include "base/json.h"
#include "rules/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a title may be long, so that it stands in a column. */
#define LONGEST_TITLE 24
#define MOST_LINES    1000000
#define MOST_PLACES   2

const char *const lt_rule_hardness_codes[3] = { "binding", "aspirational", "encouraged" };
const char *const lt_rule_effect_codes[4] = { "target", "trigger", "exemption", "validity" };
const char *const lt_rule_per_codes[3] = { "area", "county", "place" };
const char *const lt_rule_comparator_codes[5] = { "<=", "<", ">=", ">", "=" };
const char *const lt_rule_evaluation_codes[10] = { "threshold", "change", "zone-share",     "count",
                                                   "coverage",  "date",   "recurring-date", "hours",
                                                   "rolling",   "grade" };
const char *const lt_rule_source_codes[7] = { "readings",   "dust",    "places",  "zones",
                                              "candidates", "entered", "calendar" };

typedef enum
{
  TEXT,
  LIST,
  NUMBER,
  OBJECT,
} Shape;

static const struct
{
  const char *key;
  Shape shape;
} keys[] = {
  { "id", TEXT },          { "plan", TEXT },       { "line", NUMBER },
  { "title", TEXT },       { "quote", TEXT },      { "derived_how", TEXT },
  { "hardness", TEXT },    { "effect", TEXT },     { "per", TEXT },
  { "areas", LIST },       { "subject", TEXT },    { "responsible", LIST },
  { "quantity", TEXT },    { "statistic", TEXT },  { "unit", TEXT },
  { "comparator", TEXT },  { "limit", TEXT },      { "rounding", TEXT },
  { "valid_from", TEXT },  { "valid_to", TEXT },   { "period", TEXT },
  { "due", TEXT },         { "evaluation", TEXT }, { "parameters", OBJECT },
  { "measured_by", TEXT }, { "unsure", TEXT },
};

static gboolean
has_shape (JsonNode *node, Shape shape)
{
  switch (shape)
    {
    case LIST:
      return JSON_NODE_HOLDS_ARRAY (node);
    case OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case NUMBER:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
    case TEXT:
      break;
    }
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static void
refuse_shape (LtRuleRow *row, const char *key, Shape shape)
{
  switch (shape)
    {
    case LIST:
      lt_rule_row_refuse (row, _ ("\"%s\" must be a list"), key);
      break;
    case OBJECT:
      lt_rule_row_refuse (row, _ ("\"%s\" must be an object"), key);
      break;
    case NUMBER:
      lt_rule_row_refuse (row, _ ("\"%s\" must be a whole number"), key);
      break;
    case TEXT:
      lt_rule_row_refuse (row, _ ("\"%s\" is no text"), key);
      break;
    }
}

/* Every key, no other, each of its shape. */
static void
check_keys (LtRuleRow *row)
{
  const char *members[G_N_ELEMENTS (keys) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    members[i] = keys[i].key;
  lt_rule_row_check_members (row, members);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *node = json_object_get_member (row->object, keys[i].key);

      if (node != NULL && !has_shape (node, keys[i].shape))
        refuse_shape (row, keys[i].key, keys[i].shape);
    }
}

static char *
read_text (LtRuleRow *row, const char *member)
{
  const char *text = lt_rule_row_optional_text (row, member);

  return g_strdup (text == NULL ? "" : text);
}

static gboolean
is_chinese (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar sign = g_utf8_get_char (text);

      if (sign >= 0x4e00 && sign <= 0x9fff)
        return TRUE;
    }
  return FALSE;
}

static char *
read_chinese (LtRuleRow *row, const char *member)
{
  const char *text = lt_rule_row_text (row, member);

  if (!is_chinese (text))
    lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\": write it in Chinese"), member, text);
  return g_strdup (text);
}

/**
 * lt_plan_refuse_word: (skip)
 * @row: a row
 * @words: the closed words
 * @list: that which @text should be in, as for lt_rule_words_list()
 * @member: where it stands
 * @text: what stands there
 *
 * Refuses the row, and names the words that are nearest.
 */
void
lt_plan_refuse_word (LtRuleRow *row,
                     const LtRuleWords *words,
                     const char *list,
                     const char *member,
                     const char *text)
{
  g_autofree char *near = NULL;

  if (row->problem != NULL)
    return;
  near = lt_rule_words_suggest (words, list, text);
  lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\", which is not in the vocabulary; there are: %s"),
                      member, text, near);
}

static char *
read_word (LtRuleRow *row, const LtRuleWords *words, const char *list, const char *member)
{
  const char *text = lt_rule_row_text (row, member);

  if (!lt_rule_words_has (words, list, text))
    lt_plan_refuse_word (row, words, list, member, text);
  return g_strdup (text);
}

static const LtRuleMeasure *
read_measure (LtRuleRow *row,
              const LtRuleWords *words,
              const LtRuleMeasure *(*find) (const LtRuleWords *words, const char *code),
              const char *list,
              const char *member)
{
  const char *text = lt_rule_row_text (row, member);
  const LtRuleMeasure *measure = find (words, text);

  if (measure == NULL)
    lt_plan_refuse_word (row, words, list, member, text);
  return measure;
}

static char **
read_areas (LtRuleRow *row, const LtRuleWords *words)
{
  char **areas = lt_rule_row_texts (row, "areas");

  if (*areas == NULL)
    lt_rule_row_refuse (row, _ ("\"%s\" is empty"), "areas");
  for (char **area = areas; *area != NULL; area++)
    {
      if (lt_rule_words_find_area (words, *area) == NULL)
        lt_plan_refuse_word (row, words, "areas", "areas", *area);
      for (char **before = areas; before < area; before++)
        if (g_str_equal (*before, *area))
          lt_rule_row_refuse (row, _ ("\"%s\" has \"%s\" twice"), "areas", *area);
    }
  return areas;
}

static char **
read_departments (LtRuleRow *row)
{
  char **names = lt_rule_row_texts (row, "responsible");

  for (char **name = names; *name != NULL; name++)
    if (!is_chinese (*name))
      lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\": write it in Chinese"), "responsible", *name);
  return names;
}

/* The plan's code, two digits, and maybe a part: "YQ21-05.2". */
static void
check_id (LtRuleRow *row, const LtPlan *plan)
{
  const char *at = row->name;
  gsize n = strlen (plan->code);
  gboolean good = strncmp (at, plan->code, n) == 0 && at[n] == '-' && g_ascii_isdigit (at[n + 1])
                  && g_ascii_isdigit (at[n + 2]);

  at += good ? n + 3 : 0;
  if (good && *at == '.')
    {
      good = at[1] >= '1' && at[1] <= '9';
      at += good ? 2 : 0;
      at += good && g_ascii_isdigit (*at) ? 1 : 0;
    }
  if (!good || *at != '\0')
    lt_rule_row_refuse (row, _ ("\"%s\" is \"%s\"; write \"%s-05\" or \"%s-05.2\""), "id",
                        row->name, plan->code, plan->code);
  if (g_strcmp0 (lt_json_get_text (row->object, "plan"), plan->code) != 0)
    lt_rule_row_refuse (row, _ ("\"%s\" is not that of the file, %s"), "plan", plan->code);
}

static guint
read_line (LtRuleRow *row)
{
  JsonNode *node = json_object_get_member (row->object, "line");
  gint64 line = node != NULL && has_shape (node, NUMBER) ? json_node_get_int (node) : 0;

  if (line >= 1 && line <= MOST_LINES)
    return (guint) line;
  lt_rule_row_refuse (row, _ ("\"%s\" must be a whole number from 1 to %d"), "line", MOST_LINES);
  return 1;
}

static int
read_rounding (LtRuleRow *row)
{
  const char *text = lt_rule_row_optional_text (row, "rounding");

  if (text == NULL)
    return -1;
  return (int) lt_rule_row_whole (row, "rounding", MOST_PLACES);
}

static char **
read_parameter (LtRuleRow *row, const char *name, JsonNode *node)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL && has_shape (node, TEXT))
    g_strv_builder_add (texts, json_node_get_string (node));
  else if (array == NULL || json_array_get_length (array) == 0)
    lt_rule_row_refuse (row, _ ("parameter \"%s\" must be a text, or a list of texts"), name);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = lt_json_get_element_text (array, i);

      if (text == NULL)
        lt_rule_row_refuse (row, _ ("parameter \"%s\" must be a text, or a list of texts"), name);
      else
        g_strv_builder_add (texts, text);
    }
  /* Which are lists: inside, except_areas. */
  if ((array != NULL) != (g_str_equal (name, "inside") || g_str_equal (name, "except_areas")))
    lt_rule_row_refuse (row,
                        array != NULL ? _ ("parameter \"%s\" must be one text")
                                      : _ ("parameter \"%s\" must be a list"),
                        name);
  return g_strv_builder_end (texts);
}

static GHashTable *
read_parameters (LtRuleRow *row)
{
  GHashTable *found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  JsonNode *node = json_object_get_member (row->object, "parameters");
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) members = object == NULL ? NULL : json_object_get_members (object);

  for (GList *item = members; item != NULL; item = item->next)
    g_hash_table_insert (found, g_strdup (item->data),
                         read_parameter (row, item->data,
                                         json_object_get_member (object, item->data)));
  return found;
}

/* Who wrote a word in Chinese is told the words in Chinese. */
static guint
choose (LtRuleRow *row,
        const LtRuleWords *words,
        const char *list,
        const char *member,
        const char *const *codes,
        guint n_codes)
{
  const char *text = lt_rule_row_text (row, member);

  if (is_chinese (text))
    lt_plan_refuse_word (row, words, list, member, text);
  return lt_rule_row_choice (row, member, codes, n_codes);
}

#define CHOOSE(list, member, codes)                                                                \
  choose (row, words, (list), (member), (codes), G_N_ELEMENTS (codes))

static void
read_condition (LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words)
{
  self->hardness = (LtRuleHardness) CHOOSE ("hardness", "hardness", lt_rule_hardness_codes);
  self->effect = (LtRuleEffect) CHOOSE ("effects", "effect", lt_rule_effect_codes);
  self->per = (LtRulePer) CHOOSE ("per", "per", lt_rule_per_codes);
  self->quantity = read_measure (row, words, lt_rule_words_find_quantity, "quantities", "quantity");
  self->statistic =
      read_measure (row, words, lt_rule_words_find_statistic, "statistics", "statistic");
  self->unit = read_word (row, words, "units", "unit");
  self->comparator =
      (LtRuleComparator) CHOOSE ("comparators", "comparator", lt_rule_comparator_codes);
  self->limit = g_strdup (lt_rule_row_text (row, "limit"));
  self->number = lt_ratio_new (0, 1);
  self->places = read_rounding (row);
  self->period = read_word (row, words, "periods", "period");
  self->evaluation =
      (LtRuleEvaluation) CHOOSE ("evaluations", "evaluation", lt_rule_evaluation_codes);
  self->source = (LtRuleSource) CHOOSE ("measured_by", "measured_by", lt_rule_source_codes);
  self->parameters = read_parameters (row);
}

/**
 * lt_plan_rule_read:
 * @row: a row of a plan's file
 * @plan: the plan
 * @words: the closed words
 *
 * Reads what stands in a row. Whether its members agree is asked afterwards, by
 * lt_plan_rule_check().
 *
 * Returns: (transfer full): the rule; worth nothing where the row is refused
 */
LtPlanRule *
lt_plan_rule_read (LtRuleRow *row, const LtPlan *plan, const LtRuleWords *words)
{
  LtPlanRule *self = g_new0 (LtPlanRule, 1);

  check_keys (row);
  check_id (row, plan);
  self->id = g_strdup (row->name);
  self->plan = plan;
  self->line = read_line (row);
  self->title = read_chinese (row, "title");
  if (g_utf8_strlen (self->title, -1) > LONGEST_TITLE)
    lt_rule_row_refuse (row, _ ("\"%s\" has %ld characters; %d at most"), "title",
                        g_utf8_strlen (self->title, -1), LONGEST_TITLE);
  self->quote = g_strdup (lt_rule_row_text (row, "quote"));
  self->derived_how = read_text (row, "derived_how");
  read_condition (self, row, words);
  self->areas = read_areas (row, words);
  self->subject = read_chinese (row, "subject");
  self->responsible = read_departments (row);
  self->valid_from = g_strdup (lt_rule_row_needed_date (row, "valid_from"));
  self->valid_to = g_strdup (lt_rule_row_needed_date (row, "valid_to"));
  self->due = g_strdup (lt_rule_row_date (row, "due"));
  self->unsure = read_text (row, "unsure");
  return self;
}

void
lt_plan_rule_free (LtPlanRule *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->quote);
  g_free (self->derived_how);
  g_strfreev (self->areas);
  g_free (self->subject);
  g_strfreev (self->responsible);
  g_free (self->unit);
  g_free (self->limit);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->period);
  g_free (self->due);
  g_free (self->unsure);
  g_hash_table_unref (self->parameters);
  if (self->override != NULL)
    {
      g_free (self->override->plan_limit);
      g_free (self->override->reason);
      g_free (self->override->citation);
      g_free (self->override);
    }
  g_free (self);
}
