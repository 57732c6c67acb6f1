/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/standards.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/json.h"
#include "rules/standards-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lt_citation_clear (LtCitation *self)
{
  g_free (self->id);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->document);
  g_free (self->clause);
  g_free (self->proof_read);
  g_free (self->unsure);
}

static void
free_limit (LtLimit *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->item);
  g_free (self->average);
  g_free (self->stage);
  g_free (self->value);
  g_free (self->unit);
  g_free (self);
}

static void
free_breakpoints (LtBreakpoints *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->average);
  g_free (self->row.item);
  g_free (self);
}

static void
free_beyond (LtBeyond *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->item);
  g_free (self->average);
  g_free (self);
}

static void
free_rule (LtStandardRule *self)
{
  lt_citation_clear (&self->cited);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/**
 * lt_standards_new:
 *
 * Returns: (transfer full): no standard yet
 */
LtStandards *
lt_standards_new (void)
{
  LtStandards *self = g_new0 (LtStandards, 1);

  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) free_limit);
  self->breakpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) free_breakpoints);
  self->beyond = g_ptr_array_new_with_free_func ((GDestroyNotify) free_beyond);
  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_aqi_class_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) free_rule);
  self->validity = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_validity_free);
  self->statistics = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_asked_statistic_free);
  self->decimals = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_decimals_free);
  self->comparisons = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_comparison_free);
  self->schemes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_scheme_row_free);
  self->scheme_items = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_scheme_item_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_event_rule_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
lt_standards_free (LtStandards *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->limits);
  g_ptr_array_unref (self->breakpoints);
  g_ptr_array_unref (self->beyond);
  g_ptr_array_unref (self->classes);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->validity);
  g_ptr_array_unref (self->statistics);
  g_ptr_array_unref (self->decimals);
  g_ptr_array_unref (self->comparisons);
  g_ptr_array_unref (self->schemes);
  g_ptr_array_unref (self->scheme_items);
  g_ptr_array_unref (self->events);
  g_hash_table_unref (self->ids);
  g_free (self);
}

/* ---- reading ----------------------------------------------------------------- */

LtCitation
lt_citation_read (LtRuleRow *row)
{
  const char *from = lt_rule_row_date (row, "valid_from");
  const char *to = lt_rule_row_date (row, "valid_to");
  const char *unsure = lt_rule_row_optional_text (row, "unsure");
  const char *document = lt_rule_row_optional_text (row, "document");
  const char *clause = lt_rule_row_optional_text (row, "clause");

  if (from != NULL && to != NULL && strcmp (from, to) > 0)
    lt_rule_row_refuse (row, _ ("it ends on %s, before it begins on %s"), to, from);
  return (LtCitation){ g_strdup (row->name),
                       g_strdup (from),
                       g_strdup (to),
                       g_strdup (document == NULL ? "" : document),
                       g_strdup (clause == NULL ? "" : clause),
                       g_strdup (lt_rule_row_text (row, "proof_read")),
                       g_strdup (unsure == NULL ? "" : unsure) };
}

static gpointer
read_limit (LtRuleRow *row)
{
  static const char *const classes[] = { "1", "2" };
  static const char *const stages[] = { "only", "transition", "final" };
  static const char *const comparators[] = { "<=" };
  LtLimit *limit = g_new0 (LtLimit, 1);

  limit->cited = lt_citation_read (row);
  limit->item = g_strdup (lt_rule_row_text (row, "item"));
  limit->average = g_strdup (lt_rule_row_text (row, "average"));
  limit->air_class = lt_rule_row_choice (row, "class", classes, G_N_ELEMENTS (classes)) + 1;
  limit->stage =
      g_strdup (stages[lt_rule_row_choice (row, "stage", stages, G_N_ELEMENTS (stages))]);
  lt_rule_row_choice (row, "comparator", comparators, G_N_ELEMENTS (comparators));
  limit->limit = lt_rule_row_number (row, "value");
  limit->value = g_strdup (lt_rule_row_text (row, "value"));
  limit->unit = g_strdup (lt_rule_row_text (row, "unit"));
  return limit;
}

static LtAqiReport
read_report (LtRuleRow *row)
{
  static const char *const reports[] = { "day", "hour" };

  return (LtAqiReport) lt_rule_row_choice (row, "report", reports, G_N_ELEMENTS (reports));
}

static guint
read_rising (LtRuleRow *row, const char *member, LtRatio *numbers)
{
  JsonArray *array = lt_rule_row_array (row, member);
  guint n = array == NULL ? 0 : json_array_get_length (array);

  if (n < 2 || n > LT_AQI_MOST_POINTS)
    {
      lt_rule_row_refuse (row, _ ("\"%s\" must have 2 to %d numbers"), member, LT_AQI_MOST_POINTS);
      return 0;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *text = lt_json_get_element_text (array, i);

      if (text == NULL || !lt_ratio_parse (text, &numbers[i])
          || (i > 0 && lt_ratio_compare (numbers[i - 1], numbers[i]) >= 0))
        {
          lt_rule_row_refuse (row, _ ("number %u of \"%s\" is \"%s\": decimals as text, rising"),
                              i + 1, member, text == NULL ? "" : text);
          return 0;
        }
    }
  return n;
}

static gpointer
read_breakpoints (LtRuleRow *row)
{
  static const char *const answers[] = { "no", "yes" };
  LtBreakpoints *self = g_new0 (LtBreakpoints, 1);
  LtRatio indices[LT_AQI_MOST_POINTS];
  const char *decimals = lt_rule_row_optional_text (row, "decimals");
  guint n = read_rising (row, "index", indices);

  self->cited = lt_citation_read (row);
  self->report = read_report (row);
  self->average = g_strdup (lt_rule_row_text (row, "average"));
  self->counts = lt_rule_row_choice (row, "counts", answers, G_N_ELEMENTS (answers)) == 1;
  self->row.item = g_strdup (lt_rule_row_text (row, "item"));
  self->row.rounds = decimals != NULL;
  self->row.places = decimals == NULL ? 0 : lt_rule_row_whole (row, "decimals", LT_RATIO_PLACES);
  self->row.n_points = read_rising (row, "concentration", self->row.concentrations);
  if (self->row.n_points != n)
    lt_rule_row_refuse (row, _ ("\"index\" and \"concentration\" must be of one length"));
  for (guint i = 0; i < n; i++)
    {
      self->row.indices[i] = (int) indices[i].above;
      if (indices[i].below != 1 || indices[i].above < 0 || indices[i].above > LT_AQI_MOST_INDEX)
        lt_rule_row_refuse (row, _ ("\"index\" must be whole numbers from 0 to %d"),
                            LT_AQI_MOST_INDEX);
    }
  if (n > 0 && self->row.concentrations[0].above != 0)
    lt_rule_row_refuse (row, _ ("\"concentration\" must begin at 0"));
  return self;
}

static gpointer
read_beyond (LtRuleRow *row)
{
  LtBeyond *self = g_new0 (LtBeyond, 1);

  self->cited = lt_citation_read (row);
  self->report = read_report (row);
  self->item = g_strdup (lt_rule_row_text (row, "item"));
  self->average = g_strdup (lt_rule_row_text (row, "average"));
  self->index = lt_rule_row_optional_text (row, "index") == NULL
                    ? 0
                    : (int) lt_rule_row_whole (row, "index", LT_AQI_MOST_INDEX);
  return self;
}

static gpointer
read_rule (LtRuleRow *row)
{
  LtStandardRule *self = g_new0 (LtStandardRule, 1);

  self->cited = lt_citation_read (row);
  self->name = g_strdup (lt_rule_row_text (row, "name"));
  self->value = g_strdup (lt_rule_row_text (row, "value"));
  return self;
}

/* A sort of rows: where it is kept, and how it is read. */
typedef struct
{
  const char *sort;
  GPtrArray *list;
  gpointer (*read) (LtRuleRow *row);
  GDestroyNotify free;
} RowSort;

#define SORT(name, list, read, free)                                                               \
  {                                                                                                \
    name, list, (gpointer (*) (LtRuleRow *)) (read), (GDestroyNotify) (free)                       \
  }

static gboolean
find_sort (LtStandards *self, const char *name, RowSort *found)
{
  const RowSort sorts[] = {
    SORT ("limit", self->limits, read_limit, free_limit),
    SORT ("breakpoints", self->breakpoints, read_breakpoints, free_breakpoints),
    SORT ("beyond", self->beyond, read_beyond, free_beyond),
    SORT ("class", self->classes, lt_aqi_class_read, lt_aqi_class_free),
    SORT ("rule", self->rules, read_rule, free_rule),
    SORT ("validity", self->validity, lt_validity_read, lt_validity_free),
    SORT ("statistic", self->statistics, lt_asked_statistic_read, lt_asked_statistic_free),
    SORT ("decimals", self->decimals, lt_decimals_read, lt_decimals_free),
    SORT ("comparison", self->comparisons, lt_comparison_read, lt_comparison_free),
    SORT ("scheme", self->schemes, lt_scheme_row_read, lt_scheme_row_free),
    SORT ("scheme-item", self->scheme_items, lt_scheme_item_read, lt_scheme_item_free),
    SORT ("event", self->events, lt_event_rule_read, lt_event_rule_free),
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].sort, name))
      {
        *found = sorts[i];
        return TRUE;
      }
  return FALSE;
}

/* Of a sort that is not read here only what all rows have is checked. */
static void
take_row (LtStandards *self, const char *name, LtRuleRow *row, GPtrArray *problems)
{
  RowSort sort = { 0 };
  gpointer made = NULL;

  if (!g_hash_table_add (self->ids, g_strdup (row->name)))
    lt_rule_row_refuse (row, _ ("this id is given to two rows"));
  if (find_sort (self, name, &sort))
    made = sort.read (row);
  else
    {
      LtCitation cited = lt_citation_read (row);

      lt_citation_clear (&cited);
    }
  if (lt_rule_row_finish (row, problems) && made != NULL)
    g_ptr_array_add (sort.list, made);
  else if (made != NULL)
    sort.free (made);
}

/**
 * lt_standards_add:
 * @self: the standards
 * @file: name of a file, for messages
 * @text: what it holds: JSON, see data/rules/standards/README.md
 * @size: how many bytes
 * @problems: (element-type LtRuleProblem): gets the rows that are refused; the others
 *   are taken
 * @error: return location; where it is no such file at all
 *
 * Returns: whether it is a file of rows
 */
gboolean
lt_standards_add (LtStandards *self,
                  const char *file,
                  const char *text,
                  gsize size,
                  GPtrArray *problems,
                  GError **error)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, (gssize) size, error);
  JsonNode *rows;

  if (root == NULL)
    {
      g_prefix_error (error, _ ("File %s: "), file);
      return FALSE;
    }
  rows = json_object_get_member (json_node_get_object (root), "rows");
  if (rows == NULL || !JSON_NODE_HOLDS_ARRAY (rows))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it has no list \"rows\". Is it a file of rules?"), file);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (rows)); i++)
    {
      LtRuleRow row;
      const char *sort;

      lt_rule_row_init (&row, file, json_array_get_element (json_node_get_array (rows), i), i);
      sort = lt_rule_row_text (&row, "row");
      take_row (self, sort, &row, problems);
    }
  return TRUE;
}

/* ---- asking ------------------------------------------------------------------ */

/**
 * lt_citation_holds:
 * @self: where a row stands
 * @date: a day
 *
 * Returns: whether it judges values of @date
 */
gboolean
lt_citation_holds (const LtCitation *self, const char *date)
{
  return (self->valid_from == NULL || strcmp (self->valid_from, date) <= 0)
         && (self->valid_to == NULL || strcmp (date, self->valid_to) <= 0);
}

/**
 * lt_standards_list_limits:
 * @self: the standards
 * @date: a day
 *
 * Returns: (transfer container) (element-type LtLimit): the limits that values of @date
 *   are judged by, in the order of the files
 */
GPtrArray *
lt_standards_list_limits (const LtStandards *self, const char *date)
{
  GPtrArray *limits = g_ptr_array_new ();

  for (guint i = 0; i < self->limits->len; i++)
    {
      LtLimit *limit = g_ptr_array_index (self->limits, i);

      if (lt_citation_holds (&limit->cited, date))
        g_ptr_array_add (limits, limit);
    }
  return limits;
}

/* What the readings of that item over that time are called (items.json). */
const char *
lt_reading_item_of (const char *item, const char *average)
{
  if (g_str_equal (item, "O3") && g_str_equal (average, "day-max-8h"))
    return "O3-8h-max";
  if (g_str_equal (item, "O3") && g_str_equal (average, "day-max-1h"))
    return "O3-1h-max";
  return item;
}

/**
 * lt_standards_get_rule:
 * @self: the standards
 * @name: of a rule, see data/rules/standards/vocabulary.json
 * @date: a day
 *
 * Returns: (nullable): the word or number that holds on @date
 */
const char *
lt_standards_get_rule (const LtStandards *self, const char *name, const char *date)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const LtStandardRule *rule = g_ptr_array_index (self->rules, i);

      if (g_str_equal (rule->name, name) && lt_citation_holds (&rule->cited, date))
        return rule->value;
    }
  return NULL;
}
