/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/plan-table.h"

#include "base/civil-time.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* A row being read: its cells by the codes of their columns. */
typedef struct
{
  const LtRuleWords *words;
  GHashTable *places; /* code of a column → its place + 1 */
  const LtForeignRow *row;
  const char *area;   /* of the plan */
  const char *from;   /* of the plan */
  const char *to;     /* of the plan */
  char *const *lines; /* of its text */
  JsonBuilder *builder;
} Reading;

/**
 * lt_plan_table_is:
 * @path: a file
 *
 * Returns: whether it is taken for a table, and not for rows as JSON
 */
gboolean
lt_plan_table_is (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return !g_str_has_suffix (lower, ".json");
}

/* ---- columns -------------------------------------------------------------------- */

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text));
}

/* What has no name has nothing to say: a spreadsheet has empty columns at its edge. */
static GHashTable *
find_places (const LtForeignTable *table, const LtRuleWords *words, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; table->columns[i] != NULL; i++)
    {
      g_autofree char *name = strip (table->columns[i]);
      const char *code = lt_rule_words_search (words, "columns", name);

      if (code == NULL && *name == '#')
        continue;
      if (code == NULL || g_hash_table_contains (places, code))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       code == NULL ? _ ("No column of a plan's table is called “%s”. Save the "
                                         "sample table and write the rules as it has them.")
                                    : _ ("The table has two columns “%s”."),
                       name);
          return NULL;
        }
      g_hash_table_insert (places, g_strdup (code), GUINT_TO_POINTER (i + 1));
    }
  return g_steal_pointer (&places);
}

static char *
get_of (const Reading *self, const LtForeignRow *row, const char *code)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, code));

  return place == 0 ? g_strdup ("") : strip (row->cells[place - 1]);
}

static char *
get (const Reading *self, const char *code)
{
  return get_of (self, self->row, code);
}

static char *
get_or (const Reading *self, const char *code, const char *otherwise)
{
  g_autofree char *text = get (self, code);

  return *text == '\0' ? g_strdup (otherwise) : g_steal_pointer (&text);
}

/* Of what is said of the plan the first row that says it. */
static char *
get_first (const Reading *self, const LtForeignTable *table, const char *code)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *text = get_of (self, g_ptr_array_index (table->rows, i), code);

      if (*text != '\0')
        return g_steal_pointer (&text);
    }
  return g_strdup ("");
}

/* ---- cells ---------------------------------------------------------------------- */

/* What is no date stays as it is, and is refused with its row. */
static char *
read_date (const char *text)
{
  g_autofree char *date = *text == '\0' ? NULL : lt_time_from_typed (text, "2000-01-01");

  return g_strdup (date != NULL && lt_date_is_valid (date) ? date : text);
}

static char *
find_area (const LtRuleWords *words, const char *text)
{
  const LtRuleArea *area = lt_rule_words_search_area (words, text);

  return g_strdup (area == NULL ? text : area->code);
}

static void
put (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
put_texts (JsonBuilder *builder, const char *member, char *const *texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (; *texts != NULL; texts++)
    if (**texts != '\0')
      json_builder_add_string_value (builder, *texts);
  json_builder_end_array (builder);
}

static char **
split (const char *text, const char *by)
{
  char **parts = g_strsplit (text, by, -1);

  for (char **part = parts; *part != NULL; part++)
    g_strstrip (*part);
  return parts;
}

static void
put_text (const Reading *self, const char *code)
{
  g_autofree char *text = get (self, code);

  put (self->builder, code, text);
}

static void
put_date (const Reading *self, const char *code, const char *otherwise)
{
  g_autofree char *text = get_or (self, code, otherwise);
  g_autofree char *date = read_date (text);

  put (self->builder, code, date);
}

static void
put_word (const Reading *self, const char *code, const char *list, const char *otherwise)
{
  g_autofree char *text = get_or (self, code, otherwise);
  const char *word = lt_rule_words_search (self->words, list, text);

  put (self->builder, code, word == NULL ? text : word);
}

static void
put_comparator (const Reading *self)
{
  static const char *const signs[] = { "≤", "<=", "≥", ">=", "＜", "<", "＞", ">", "＝", "=" };
  g_autofree char *text = get (self, "comparator");
  const char *word = lt_rule_words_search (self->words, "comparators", text);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i += 2)
    if (g_str_equal (text, signs[i]))
      word = signs[i + 1];
  put (self->builder, "comparator", word == NULL ? text : word);
}

static void
put_areas (const Reading *self)
{
  g_autofree char *text = get_or (self, "areas", self->area);
  g_auto (GStrv) names = split (text, "、");

  for (char **name = names; *name != NULL; name++)
    {
      char *code = find_area (self->words, *name);

      g_free (*name);
      *name = code;
    }
  put_texts (self->builder, "areas", names);
}

/* "base=2020；difference=relative": of a list the parts are parted by "、". */
static void
put_parameters (const Reading *self)
{
  g_autofree char *text = get (self, "parameters");
  g_auto (GStrv) parts = split (text, "；");

  json_builder_set_member_name (self->builder, "parameters");
  json_builder_begin_object (self->builder);
  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) sides = g_strsplit (*part, "=", 2);
      g_auto (GStrv) values = NULL;

      if (**part == '\0')
        continue;
      values = split (sides[1] == NULL ? "" : sides[1], "、");
      if (g_str_equal (sides[0], "inside") || g_str_equal (sides[0], "except_areas"))
        put_texts (self->builder, sides[0], values);
      else
        put (self->builder, sides[0], sides[1] == NULL ? "" : sides[1]);
    }
  json_builder_end_object (self->builder);
}

/* The officer has the words; on which line they stand is looked up. */
static void
put_line (const Reading *self)
{
  g_autofree char *text = get (self, "line");
  g_autofree char *quote = get (self, "quote");
  gint64 line = (gint64) g_ascii_strtoull (text, NULL, 10);

  for (guint i = 0; *text == '\0' && *quote != '\0' && line == 0 && self->lines[i] != NULL; i++)
    if (strstr (self->lines[i], quote) != NULL)
      line = i + 1;
  json_builder_set_member_name (self->builder, "line");
  json_builder_add_int_value (self->builder, *text == '\0' && line == 0 ? 1 : line);
}

static void
put_measure (const Reading *self)
{
  g_autofree char *quantity_text = get (self, "quantity");
  g_autofree char *statistic_text = get (self, "statistic");
  const LtRuleMeasure *quantity = lt_rule_words_search_quantity (self->words, quantity_text);
  const LtRuleMeasure *statistic = lt_rule_words_search_statistic (self->words, statistic_text);
  g_autofree char *unit = get_or (self, "unit", quantity == NULL ? "" : quantity->unit);

  put (self->builder, "quantity", quantity == NULL ? quantity_text : quantity->code);
  put (self->builder, "statistic", statistic == NULL ? statistic_text : statistic->code);
  put (self->builder, "unit", unit);
}

static void
put_row (const Reading *self, const char *plan, const char *id)
{
  g_autofree char *responsible = get (self, "responsible");
  g_auto (GStrv) departments = split (responsible, "、");

  json_builder_begin_object (self->builder);
  put (self->builder, "id", id);
  put (self->builder, "plan", plan);
  put_line (self);
  put_text (self, "title");
  put_text (self, "quote");
  put_text (self, "derived_how");
  put_word (self, "hardness", "hardness", "binding");
  put_word (self, "effect", "effects", "target");
  put_word (self, "per", "per", "area");
  put_areas (self);
  put_text (self, "subject");
  put_texts (self->builder, "responsible", departments);
  put_measure (self);
  put_comparator (self);
  put_text (self, "limit");
  put_text (self, "rounding");
  put_date (self, "valid_from", self->from);
  put_date (self, "valid_to", self->to);
  put_word (self, "period", "periods", "year");
  put_date (self, "due", "");
  put_word (self, "evaluation", "evaluations", "threshold");
  put_parameters (self);
  put_word (self, "measured_by", "measured_by", "entered");
  put_text (self, "unsure");
  json_builder_end_object (self->builder);
}

/* ---- the whole ------------------------------------------------------------------ */

static void
put_rows (Reading *self, const LtForeignTable *table, const char *plan, GHashTable *lines)
{
  json_builder_set_member_name (self->builder, "rows");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *ordinal = g_strdup_printf ("%s-%02u", plan, i + 1);
      g_autofree char *id = NULL;

      self->row = g_ptr_array_index (table->rows, i);
      id = get_or (self, "id", ordinal);
      put_row (self, plan, id);
      g_hash_table_insert (lines, g_strdup (id), GUINT_TO_POINTER ((guint) self->row->line));
    }
  json_builder_end_array (self->builder);
}

static char *
make_json (Reading *self, const LtForeignTable *table, const char *file, GHashTable *lines)
{
  g_autofree char *plan = get_first (self, table, "plan");
  g_autofree char *title = get_first (self, table, "plan_title");
  g_autofree char *number = get_first (self, table, "number");
  g_autofree char *issued_text = get_first (self, table, "issued");
  g_autofree char *area_text = get_first (self, table, "area");
  g_autofree char *from_text = get_first (self, table, "plan_from");
  g_autofree char *to_text = get_first (self, table, "plan_to");
  g_autofree char *issued = read_date (issued_text);
  g_autofree char *area = find_area (self->words, area_text);
  g_autofree char *from = read_date (from_text);
  g_autofree char *to = read_date (to_text);
  g_autoptr (JsonNode) root = NULL;

  self->area = area;
  self->from = from;
  self->to = to;
  json_builder_begin_object (self->builder);
  put (self->builder, "about", "");
  put (self->builder, "plan", plan);
  put (self->builder, "title", title);
  put (self->builder, "number", number);
  put (self->builder, "issued", issued);
  put (self->builder, "file", file);
  put (self->builder, "area", area);
  put (self->builder, "valid_from", from);
  put (self->builder, "valid_to", to);
  put_rows (self, table, plan, lines);
  json_builder_end_object (self->builder);
  root = json_builder_get_root (self->builder);
  return json_to_string (root, FALSE);
}

/**
 * lt_plan_table_to_json:
 * @table: a table of rules
 * @words: the closed words
 * @plan_text: the plan's own text
 * @file: name of that text's file
 * @lines: gets number of a rule → its line in the table
 * @error: return location; where a column is not known
 *
 * Makes of the words that people use those of the rows, see data/rules/README.md. What is
 * left empty is what most rules have: a binding target for the plan's area and its time,
 * each year, reported by hand. What stands there and is wrong stays, and is refused with
 * its row later.
 *
 * Returns: (transfer full) (nullable): the plan's rows as a file of them has them
 */
char *
lt_plan_table_to_json (const LtForeignTable *table,
                       const LtRuleWords *words,
                       const char *plan_text,
                       const char *file,
                       GHashTable *lines,
                       GError **error)
{
  g_auto (GStrv) text_lines = g_strsplit (plan_text, "\n", -1);
  g_autoptr (GHashTable) places = find_places (table, words, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Reading self = { .words = words, .places = places, .lines = text_lines, .builder = builder };

  return places == NULL ? NULL : make_json (&self, table, file, lines);
}

/**
 * lt_plan_table_reword:
 * @words: the closed words
 * @reason: why a row is refused
 *
 * Returns: (transfer full): the same, with the table's columns as they are called in it
 */
char *
lt_plan_table_reword (const LtRuleWords *words, const char *reason)
{
  GString *text = g_string_new (reason);

  for (guint i = 0; lt_plan_table_columns[i] != NULL; i++)
    {
      const char *code = lt_plan_table_columns[i];
      /* In Chinese the marks around it are others. */
      g_autofree char *member = g_strdup_printf ("\"%s\"", code);
      g_autofree char *in_chinese = g_strdup_printf ("“%s”", code);
      g_autofree char *column =
          g_strdup_printf ("“%s”", lt_rule_words_label (words, "columns", code));

      g_string_replace (text, member, column, 0);
      g_string_replace (text, in_chinese, column, 0);
    }
  return g_string_free (text, FALSE);
}
