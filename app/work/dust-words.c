/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of dust fall in words, as a diagram and as a file. */

#include "work/dust-table.h"

#include "work/exporting-private.h"

#include <glib/gi18n-lib.h>

#define EXACT_PLACES 6

#define MONTH_MINUTES (31 * 24 * 60)

/* ---- wishes ------------------------------------------------------------------ */

/**
 * lt_dust_of_name:
 *
 * Returns: (transfer none): what programs call it
 */
const char *
lt_dust_of_name (LtDustOf of)
{
  static const char *const names[] = { "sites", "means", "highest" };

  return names[of];
}

/**
 * lt_dust_of_label:
 *
 * Returns: (transfer none): what it is called on the screen
 */
const char *
lt_dust_of_label (LtDustOf of)
{
  static const char *const labels[] = { NC_ ("dust fall", "By site"),
                                        NC_ ("dust fall", "Counties: mean"),
                                        NC_ ("dust fall", "Counties: highest site") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "dust fall", labels[of]);
}

/**
 * lt_dust_wish_new:
 * @of: whose
 * @last: (nullable): the last month; %NULL for the last that has anything
 * @n_months: how many months up to it, %LT_DUST_MOST_MONTHS at the most
 *
 * Returns: (transfer full): the wish
 */
LtDustWish *
lt_dust_wish_new (LtDustOf of, const char *last, guint n_months)
{
  LtDustWish *self = g_new0 (LtDustWish, 1);

  *self = (LtDustWish){ of, g_strdup (last), CLAMP (n_months, 1, LT_DUST_MOST_MONTHS) };
  return self;
}

void
lt_dust_wish_free (LtDustWish *self)
{
  g_free (self->last);
  g_free (self);
}

/* ---- in words -------------------------------------------------------------- */

/**
 * lt_dust_cell_format_value:
 *
 * Returns: (transfer full) (nullable): "6.9"; %NULL where there is no value
 */
char *
lt_dust_cell_format_value (const LtDustCell *self)
{
  return self->state == LT_DUST_VALID ? lt_ratio_format (self->value, 1) : NULL;
}

/**
 * lt_dust_cell_format_exact:
 *
 * Returns: (transfer full) (nullable): "6.949": before it was rounded, with six decimals at the
 *   most; %NULL where there is no value
 */
char *
lt_dust_cell_format_exact (const LtDustCell *self)
{
  g_autofree char *text =
      self->state == LT_DUST_VALID ? lt_ratio_format (self->exact, EXACT_PLACES) : NULL;

  return text == NULL ? NULL : lt_reading_format_value (lt_reading_round_value (text));
}

/* What cannot be detected is written as less than the limit (HJ 1221-2021). Plans compare the
 * rounded value or the other; where they differ both are said. */
static char *
describe_value (const LtDustTable *table, const LtDustCell *cell)
{
  g_autofree char *value = lt_dust_cell_format_value (cell);
  g_autofree char *exact = lt_dust_cell_format_exact (cell);

  if (cell->is_below)
    /* Translators: the detection limit, what was weighed */
    return g_strdup_printf (_ ("<%s t/(km²·30d): below what can be detected (%s)"),
                            table->cautions->least, exact);
  if (lt_ratio_compare (cell->value, cell->exact) == 0)
    return g_strdup_printf ("%s t/(km²·30d)", value);
  /* Translators: a rounded value, its unit, the same before it was rounded */
  return g_strdup_printf (_ ("%s t/(km²·30d), %s unrounded"), value, exact);
}

static const char *
describe_state (LtDustState state)
{
  return state == LT_DUST_NO_DATA     ? _ ("No data")
         : state == LT_DUST_NOT_VALID ? _ ("Not valid")
                                      : _ ("Samples differ");
}

/**
 * lt_dust_cell_format:
 * @table: a table
 * @row: number of a row
 * @month: number of a month
 *
 * Returns: (transfer full): short: the value, its rank, and how many ranks it went up or down; a
 *   value that cannot be detected is less than the limit
 */
char *
lt_dust_cell_format (const LtDustTable *table, guint row, guint month)
{
  const LtDustCell *self = &((LtDustRow *) g_ptr_array_index (table->rows, row))->cells[month];
  g_autofree char *value = self->is_below ? g_strconcat ("<", table->cautions->least, NULL)
                                          : lt_dust_cell_format_value (self);

  if (value == NULL)
    return g_strdup (describe_state (self->state));
  if (self->rank == 0)
    return g_steal_pointer (&value);
  if (!self->has_change || self->change == 0)
    /* Translators: a value and its rank */
    return g_strdup_printf (_ ("%s · no. %u"), value, self->rank);
  /* Translators: a value, its rank, an arrow, by how many ranks */
  return g_strdup_printf (_ ("%s · no. %u %s%d"), value, self->rank, self->change > 0 ? "↑" : "↓",
                          ABS (self->change));
}

static void
add (GString *words, char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
  g_free (part);
}

static void
describe_rank (GString *words, const LtDustRow *row, const LtDustCell *cell)
{
  if (row->is_reference)
    add (words, g_strdup (_ ("clean reference point, not ranked")));
  else if (cell->rank == 0)
    add (words, g_strdup (_ ("not ranked")));
  else
    add (words,
         g_strdup_printf (_ ("no. %u of %u, the least dust first"), cell->rank, cell->n_ranked));
  if (!cell->has_change)
    return;
  if (cell->change == 0)
    add (words, g_strdup (_ ("the same rank as a month ago")));
  else if (cell->change > 0)
    add (words,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d rank better than a month ago",
                                       "%d ranks better than a month ago", (gulong) cell->change),
                          cell->change));
  else
    add (words,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d rank worse than a month ago",
                                       "%d ranks worse than a month ago", (gulong) -cell->change),
                          -cell->change));
}

static void
describe_year (GString *words, const LtDustCell *cell)
{
  g_autofree char *change = cell->has_year ? lt_ratio_format (cell->year_change, 1) : NULL;

  if (cell->state != LT_DUST_VALID)
    return;
  if (change == NULL)
    add (words, g_strdup (_ ("no value of a year ago")));
  else
    add (words, g_strdup_printf (_ ("%s%s %% against a year ago"),
                                 cell->year_change.above > 0 ? "+" : "", change));
}

/**
 * lt_dust_cell_describe:
 * @table: a table
 * @row: number of a row
 * @month: number of a month
 *
 * Returns: (transfer full): all that is known of it, in words
 */
char *
lt_dust_cell_describe (const LtDustTable *table, guint row, guint month)
{
  const LtDustRow *one = g_ptr_array_index (table->rows, row);
  const LtDustCell *cell = &one->cells[month];
  GString *words = g_string_new (one->place->label);

  add (words, g_strdup (g_ptr_array_index (table->months, month)));
  add (words, cell->state == LT_DUST_VALID ? describe_value (table, cell)
                                           : g_strdup (describe_state (cell->state)));
  if (cell->is_unusual)
    {
      g_autofree char *days = lt_ratio_format_exact (cell->days);

      add (words, g_strdup_printf (_ ("sampled %s days instead of %s ± %s"), days,
                                   table->cautions->days, table->cautions->tolerance));
    }
  describe_rank (words, one, cell);
  describe_year (words, cell);
  if (cell->from_bulletin)
    add (words, g_strdup (_ ("as a bulletin says")));
  else if (cell->n_sites > 0)
    add (words, g_strdup_printf (_ ("%u of %u sites valid"), cell->n_valid, cell->n_sites));
  return g_string_free (words, FALSE);
}

/* ---- a diagram --------------------------------------------------------------- */

static gint64
get_time (const LtDustTable *self, guint month)
{
  gint64 time = 0;

  lt_reading_parse_time (g_ptr_array_index (self->months, month), LT_INTERVAL_MONTH, &time);
  return time;
}

/**
 * lt_dust_table_make_title:
 * @self: a table with months
 *
 * Returns: (transfer full): what it is of, in one line
 */
char *
lt_dust_table_make_title (const LtDustTable *self)
{
  /* Translators: "By site", the first and the last month */
  return g_strdup_printf (_ ("Dust fall · %s, %s to %s"), lt_dust_of_label (self->of),
                          (char *) g_ptr_array_index (self->months, 0),
                          (char *) g_ptr_array_index (self->months, self->months->len - 1));
}

static GArray *
make_points (const LtDustTable *self, const LtDustRow *row)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtChartPoint));

  for (guint i = 0; i < self->months->len; i++)
    {
      const LtDustCell *cell = &row->cells[i];
      LtChartPoint point = { .time = get_time (self, i),
                             .has_value = cell->state == LT_DUST_VALID,
                             .value = cell->state == LT_DUST_VALID
                                          ? lt_ratio_to_double (cell->value)
                                          : 0 };

      g_array_append_val (points, point);
    }
  return points;
}

/**
 * lt_dust_table_make_chart:
 * @self: a table with months
 * @rows: (array length=n_rows): numbers of rows
 * @n_rows: how many; no more than %LT_CHART_MOST_SERIES are shown
 * @style: for which screen or paper
 * @unit: (nullable): of the values
 *
 * Returns: (transfer full): their months, as bars
 */
LtChart *
lt_dust_table_make_chart (const LtDustTable *self,
                          const guint *rows,
                          guint n_rows,
                          LtInkStyle style,
                          const char *unit)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree char *title = lt_dust_table_make_title (self);
  LtChartSeries list[LT_CHART_MOST_SERIES];
  guint n = MIN (n_rows, LT_CHART_MOST_SERIES);
  LtChartOptions options = { .form = LT_CHART_BARS,
                             .style = style,
                             .title = title,
                             .unit = unit,
                             .interval = LT_INTERVAL_MONTH,
                             .from = get_time (self, 0),
                             .to = get_time (self, self->months->len - 1) + MONTH_MINUTES,
                             .series = list,
                             .n_series = n };

  for (guint i = 0; i < n; i++)
    {
      const LtDustRow *row = g_ptr_array_index (self->rows, rows[i]);
      GArray *made = make_points (self, row);

      g_ptr_array_add (points, made);
      list[i] = (LtChartSeries){ row->place->label, (const LtChartPoint *) (gpointer) made->data,
                                 made->len };
    }
  return lt_chart_new (&options);
}

/* ---- a file ------------------------------------------------------------------ */

static const struct
{
  const char *name;
  const char *label;
  LtColumnType type;
} columns[] = {
  { "month", N_ ("Month"), LT_COLUMN_TEXT },
  { "rank", N_ ("Rank"), LT_COLUMN_INTEGER },
  { "code", N_ ("Code"), LT_COLUMN_TEXT },
  { "place", N_ ("Place"), LT_COLUMN_TEXT },
  { "value", N_ ("Dust fall t/(km²·30d)"), LT_COLUMN_DECIMAL },
  { "year_change", N_ ("Against a year ago (%)"), LT_COLUMN_DECIMAL },
  { "rank_change", N_ ("Ranks better than a month ago"), LT_COLUMN_INTEGER },
  { "valid_sites", N_ ("Valid sites"), LT_COLUMN_INTEGER },
  { "sites", N_ ("Sites"), LT_COLUMN_INTEGER },
  { "remark", N_ ("Remark"), LT_COLUMN_TEXT },
};

static LtTableHeader *
make_header (void)
{
  LtTableHeader *header = lt_table_header_new ("dust-fall", _ ("Dust fall"));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    lt_table_header_add (header, columns[i].name, _ (columns[i].label), columns[i].type, NULL);
  return header;
}

static const char *
describe_remark (const LtDustRow *row, const LtDustCell *cell)
{
  return cell->state != LT_DUST_VALID ? describe_state (cell->state)
         : row->is_reference          ? _ ("clean reference point, not ranked")
         : cell->from_bulletin        ? _ ("as a bulletin says")
                                      : NULL;
}

static gboolean
write_cell (const LtDustTable *self, LtExport *file, guint month, guint row, GError **error)
{
  const LtDustRow *one = g_ptr_array_index (self->rows, row);
  const LtDustCell *cell = &one->cells[month];
  g_autofree char *value = lt_dust_cell_format_value (cell);
  g_autofree char *year = cell->has_year ? lt_ratio_format (cell->year_change, 1) : NULL;
  g_autofree char *rank = cell->rank > 0 ? g_strdup_printf ("%u", cell->rank) : NULL;
  g_autofree char *change = cell->has_change ? g_strdup_printf ("%d", cell->change) : NULL;
  g_autofree char *valid = cell->n_sites > 0 ? g_strdup_printf ("%u", cell->n_valid) : NULL;
  g_autofree char *sites = cell->n_sites > 0 ? g_strdup_printf ("%u", cell->n_sites) : NULL;
  const char *cells[] = { g_ptr_array_index (self->months, month),
                          rank,
                          one->code,
                          one->place->label,
                          value,
                          year,
                          change,
                          valid,
                          sites,
                          describe_remark (one, cell) };

  return lt_export_add (file, cells, NULL, 0, error);
}

/**
 * lt_dust_table_export:
 * @self: a table
 * @options: where and how: CSV or XLSX
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Writes one row for each month and place, as notices have it.
 *
 * Returns: whether it was written
 */
gboolean
lt_dust_table_export (const LtDustTable *self,
                      const LtExportOptions *options,
                      LtExportReport *report,
                      GError **error)
{
  g_autoptr (LtTableHeader) header = make_header ();
  g_autoptr (LtExport) file =
      lt_export_open (options->path, header, options->replace, options->cancellable, error);
  LtExportResult result = { 0 };

  *report = (LtExportReport){ 0 };
  if (file == NULL)
    return FALSE;
  for (guint month = 0; month < self->months->len; month++)
    for (guint row = 0; row < self->rows->len; row++)
      if (!write_cell (self, file, month, row, error))
        return FALSE;
  if (!lt_export_finish (file, &result, error))
    return FALSE;
  report->rows = result.rows;
  report->bytes = result.bytes;
  report->digest = result.digest;
  return TRUE;
}
