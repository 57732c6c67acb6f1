/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb `dust-fall`: dust fall by month with ranks. */

#include "base/error.h"
#include "work/dust-table.h"
#include "work/picture.h"
#include "work/readings.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

#define CHART_WIDTH  1000
#define CHART_HEIGHT 460

static gboolean
read_of (LtCall *call, LtDustOf *of, GError **error)
{
  const char *text = lt_call_option (call, "of");

  *of = LT_DUST_MEANS;
  if (text == NULL)
    return TRUE;
  for (int i = 0; i < LT_DUST_N_OF; i++)
    if (g_str_equal (text, lt_dust_of_name ((LtDustOf) i)))
      {
        *of = (LtDustOf) i;
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--of \"%s\": there are sites, means (of the counties) and highest (site of each "
                  "county)."),
               text);
  return FALSE;
}

static LtDustWish *
read_wish (LtCall *call, GError **error)
{
  const char *month = lt_call_option (call, "month");
  const char *text = lt_call_option (call, "months");
  guint64 months = LT_DUST_MONTHS;
  LtDustOf of;
  gint64 time;

  if (!read_of (call, &of, error))
    return NULL;
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, LT_DUST_MOST_MONTHS, &months, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("--months \"%s\": a number from 1 to %d."),
                   text, LT_DUST_MOST_MONTHS);
      return NULL;
    }
  if (month != NULL && !lt_reading_parse_time (month, LT_INTERVAL_MONTH, &time))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--month \"%s\" is no month, such as 2026-10."), month);
      return NULL;
    }
  return lt_dust_wish_new (of, month, (guint) months);
}

static const char *
name_state (LtDustState state)
{
  static const char *const names[] = { "no data", "not valid", "samples differ", "valid" };

  return names[state];
}

static void
set_decimal (JsonObject *object, const char *member, char *text)
{
  if (text == NULL)
    json_object_set_null_member (object, member);
  else
    json_object_set_string_member (object, member, text);
  g_free (text);
}

static JsonObject *
make_row (const LtDustTable *table, const LtDustRow *row, guint month)
{
  JsonObject *object = json_object_new ();
  const LtDustCell *cell = &row->cells[month];

  json_object_set_string_member (object, "month", g_ptr_array_index (table->months, month));
  if (cell->rank == 0)
    json_object_set_null_member (object, "rank");
  else
    json_object_set_int_member (object, "rank", cell->rank);
  json_object_set_string_member (object, "place", row->place->label);
  json_object_set_string_member (object, "place_code", row->code == NULL ? "" : row->code);
  set_decimal (object, "value", lt_dust_cell_format_value (cell));
  set_decimal (object, "unrounded", lt_dust_cell_format_exact (cell));
  set_decimal (object, "year_change",
               cell->has_year ? lt_ratio_format (cell->year_change, 1) : NULL);
  if (cell->has_change)
    json_object_set_int_member (object, "rank_change", cell->change);
  else
    json_object_set_null_member (object, "rank_change");
  json_object_set_int_member (object, "ranked", cell->n_ranked);
  json_object_set_string_member (object, "data", name_state (cell->state));
  json_object_set_boolean_member (object, "reference", row->is_reference);
  json_object_set_boolean_member (object, "bulletin", cell->from_bulletin);
  if (table->of != LT_DUST_SITES)
    {
      json_object_set_int_member (object, "valid_sites", cell->n_valid);
      json_object_set_int_member (object, "sites", cell->n_sites);
    }
  return object;
}

/* By month, and then as a notice has it: by rank, those without one at the end. */
static JsonNode *
make_table (const LtDustTable *table)
{
  JsonArray *array = json_array_new ();

  for (guint month = 0; month < table->months->len; month++)
    for (guint rank = 1; rank <= table->rows->len + 1; rank++)
      for (guint i = 0; i < table->rows->len; i++)
        {
          const LtDustRow *row = g_ptr_array_index (table->rows, i);
          guint own = row->cells[month].rank;

          if ((own == 0 ? table->rows->len + 1 : own) == rank)
            json_array_add_object_element (array, make_row (table, row, month));
        }
  return lt_json_node_take_array (array);
}

/* Those that are named; without any the first that have room. */
static GArray *
choose_rows (LtCall *call, const LtDustTable *table, GError **error)
{
  const char *text = lt_call_option (call, "place");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, "\n", -1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; names == NULL && i < MIN (table->rows->len, LT_CHART_MOST_SERIES); i++)
    g_array_append_val (rows, i);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint row = 0;

      for (; row < table->rows->len; row++)
        {
          const LtDustRow *one = g_ptr_array_index (table->rows, row);

          if (g_strcmp0 (one->code, names[i]) == 0 || g_str_equal (one->place->label, names[i]))
            break;
        }
      if (row == table->rows->len || rows->len == LT_CHART_MOST_SERIES)
        {
          if (row == table->rows->len)
            g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                         _ ("--place \"%s\": no row of this table has this code or name."),
                         names[i]);
          else
            g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("No more than %d places at once."),
                         LT_CHART_MOST_SERIES);
          return NULL;
        }
      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

static gboolean
check_any (const LtDustTable *table, GError **error)
{
  if (table->rows->len > 0 && table->months->len > 0)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("There is no dust fall in this file yet, so nothing is written. Enter "
                          "sites and samples, or import them."));
  return FALSE;
}

static JsonNode *
paint_chart (LtCall *call, const LtDustTable *table, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (LtItems) items = NULL;
  g_autoptr (LtChart) chart = NULL;
  g_autofree char *title = NULL;
  int width = CHART_WIDTH, height = CHART_HEIGHT;
  LtInkStyle style = LT_INK_LIGHT;
  const LtItem *item;
  JsonObject *object;
  double scale = 1;

  if (!lt_work_check_picture (call->words[0], lt_call_option (call, "replace") != NULL, error)
      || !lt_verb_read_size (call, &width, &height, &scale, error)
      || !lt_verb_read_style (call, &style, error)
      || (rows = choose_rows (call, table, error)) == NULL
      || (items = lt_work_items (error)) == NULL)
    return NULL;
  item = lt_items_find (items, LT_ITEM_DUST);
  chart = lt_dust_table_make_chart (table, (const guint *) (gpointer) rows->data, rows->len, style,
                                    item == NULL ? NULL : item->unit);
  title = lt_dust_table_make_title (table);
  if (!lt_work_chart_to_file (call->session, chart, width, height, scale, title, call->words[0],
                              error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[0]);
  json_object_set_int_member (object, "values", lt_chart_count_values (chart));
  return lt_json_node_take_object (object);
}

static JsonNode *
write_table (LtCall *call, const LtDustTable *table, GError **error)
{
  LtExportOptions options = { .path = call->words[0],
                              .replace = lt_call_option (call, "replace") != NULL };
  g_auto (LtExportReport) report = { 0 };
  JsonObject *object;

  if (!lt_dust_table_export (table, &options, &report, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[0]);
  json_object_set_int_member (object, "rows", (gint64) report.rows);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_dust_fall (LtCall *call, GError **error)
{
  g_autoptr (LtDustWish) wish = read_wish (call, error);
  const char *path = call->words[0];
  g_autoptr (LtDustTable) table = NULL;

  if (wish == NULL)
    return NULL;
  table = lt_work_dust_table (lt_session_get_store (call->session), wish, error);
  if (table == NULL)
    return NULL;
  if (path == NULL)
    return make_table (table);
  if (!check_any (table, error))
    return NULL;
  if (g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".xlsx"))
    return write_table (call, table, error);
  return paint_chart (call, table, error);
}
