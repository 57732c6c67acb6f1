/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/dust-table.h"

#include "rules/rank.h"
#include "store/readings.h"
#include "work/readings.h"

#include <string.h>

/* A year before the first month is read too: for the change of a year and of the rank. */
#define BEFORE 12

/* While it is read: the cells of all months, those before the first one too. */
typedef struct
{
  LtStore *store;
  const LtItem *item; /* (nullable): dust fall */
  LtDustTable *table;
  int first; /* month number of the first that is read */
  guint n;
  GHashTable *places; /* LtId → LtDustRow */
  GHashTable *areas;  /* LtId of a site → LtDustRow of its area */
} Reading;

/* ---- months ------------------------------------------------------------------ */

/* Years times 12, and the month from 0; below 0 for what is no month */
static int
parse_month (const char *text)
{
  gint64 time;

  if (text == NULL || !lt_reading_parse_time (text, LT_INTERVAL_MONTH, &time))
    return -1;
  return (int) g_ascii_strtoll (text, NULL, 10) * 12 + (int) g_ascii_strtoll (text + 5, NULL, 10)
         - 1;
}

static char *
format_month (int month)
{
  return g_strdup_printf ("%04d-%02d", month / 12, month % 12 + 1);
}

/* ---- places ------------------------------------------------------------------ */

static void
row_free (LtDustRow *row)
{
  lt_series_place_free (row->place);
  g_free (row->code);
  g_free (row->cells);
  g_free (row);
}

static LtDustRow *
add_row (Reading *reading, const LtRecord *record)
{
  LtDustRow *row = g_hash_table_lookup (reading->places, &record->id);

  if (row != NULL)
    return row;
  row = g_new0 (LtDustRow, 1);
  row->place = lt_series_place_new (record->kind, &record->id, lt_record_get_title (record));
  row->code = g_strdup (lt_record_get (record, "code"));
  row->cells = g_new0 (LtDustCell, reading->n);
  g_ptr_array_add (reading->table->rows, row);
  g_hash_table_insert (reading->places, &row->place->id, row);
  return row;
}

static gboolean
add_site (Reading *reading, const LtRecord *site, GError **error)
{
  gboolean reference = g_strcmp0 (lt_record_get (site, "reference"), "1") == 0;
  g_autoptr (LtRecord) area = NULL;
  LtDustRow *row;
  LtId id;

  if (reading->table->of == LT_DUST_SITES)
    {
      add_row (reading, site)->is_reference = reference;
      return TRUE;
    }
  /* A clean reference point counts for no county, nor does a site that is in none. */
  if (reference || !lt_id_from_text (&id, lt_record_get (site, "area")))
    return TRUE;
  area = lt_store_get (reading->store, lt_kind_by_name ("area"), &id, NULL);
  if (area == NULL)
    return TRUE;
  row = add_row (reading, area);
  for (guint i = 0; i < reading->n; i++)
    row->cells[i].n_sites++;
  g_hash_table_insert (reading->areas, g_memdup2 (&site->id, sizeof site->id), row);
  return TRUE;
}

/* ---- samples ----------------------------------------------------------------- */

/* What one site has in a month. */
typedef struct
{
  LtId site;
  int month;
  LtDustState state;
  gint64 value;
  LtRatio days; /* that it hung; of no meaning where @has_days is not set */
  gboolean has_days;
} Sample;

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  const Sample *one = a, *other = b;
  int order = memcmp (&one->site, &other->site, sizeof one->site);

  return order != 0 ? order : one->month - other->month;
}

static void
know_month (Reading *reading, const char *text)
{
  LtDustTable *table = reading->table;

  if (table->first_known == NULL || strcmp (text, table->first_known) < 0)
    {
      g_free (table->first_known);
      table->first_known = g_strdup (text);
    }
  if (table->last_known == NULL || strcmp (text, table->last_known) > 0)
    {
      g_free (table->last_known);
      table->last_known = g_strdup (text);
    }
}

static GArray *
list_samples (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (reading->store, lt_kind_by_name ("dust-fall"), NULL, error);
  GArray *samples = records == NULL ? NULL : g_array_new (FALSE, TRUE, sizeof (Sample));

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);
      const char *value = lt_record_get (record, "value");
      Sample sample = { .month = parse_month (lt_record_get (record, "month")),
                        .state = LT_DUST_NOT_VALID };

      if (sample.month < 0 || !lt_id_from_text (&sample.site, lt_record_get (record, "site")))
        continue;
      know_month (reading, lt_record_get (record, "month"));
      sample.value = value == NULL ? -1 : lt_reading_round_value (value);
      sample.has_days = lt_record_get (record, "days") != NULL
                        && lt_ratio_parse (lt_record_get (record, "days"), &sample.days);
      if (sample.value >= 0 && g_strcmp0 (lt_record_get (record, "validity"), "valid") == 0)
        sample.state = LT_DUST_VALID;
      g_array_append_val (samples, sample);
    }
  if (samples != NULL)
    g_array_sort (samples, compare_samples);
  return samples;
}

/* Of several samples of one site and month the valid ones count, if they say the same. */
static guint
join_samples (GArray *samples, guint from, Sample *joined)
{
  guint i = from;

  *joined = g_array_index (samples, Sample, from);
  while (++i < samples->len)
    {
      const Sample *next = &g_array_index (samples, Sample, i);

      if (compare_samples (joined, next) != 0)
        break;
      if (joined->state == LT_DUST_NOT_VALID)
        *joined = *next;
      else if (next->state == LT_DUST_VALID && next->value != joined->value)
        joined->state = LT_DUST_DISPUTED;
    }
  return i;
}

static void
take_site (LtDustCell *cell, const Sample *sample, const LtDustCautions *cautions)
{
  cell->state = sample->state;
  if (sample->state != LT_DUST_VALID)
    return;
  cell->value = lt_ratio_new_millionths (sample->value);
  cell->is_below = lt_dust_cautions_is_below (cautions, cell->value);
  cell->is_unusual = sample->has_days && lt_dust_cautions_is_unusual (cautions, sample->days);
  cell->days = sample->days;
}

/* A sum, or the highest so far; it becomes a mean when all is there. */
static void
take_area (LtDustCell *cell, const Sample *sample, LtDustOf of)
{
  LtRatio value = lt_ratio_new_millionths (sample->value);

  if (sample->state != LT_DUST_VALID)
    {
      cell->state = MAX (cell->state, sample->state);
      return;
    }
  if (cell->n_valid++ == 0)
    cell->value = value;
  else if (of == LT_DUST_MEANS)
    cell->value = lt_ratio_add (cell->value, value);
  else if (lt_ratio_compare (value, cell->value) > 0)
    cell->value = value;
  cell->state = LT_DUST_VALID;
}

static void
take_samples (Reading *reading, GArray *samples)
{
  GHashTable *rows = reading->table->of == LT_DUST_SITES ? reading->places : reading->areas;
  Sample sample;

  for (guint i = 0; i < samples->len;)
    {
      LtDustRow *row;
      guint cell;

      i = join_samples (samples, i, &sample);
      row = g_hash_table_lookup (rows, &sample.site);
      cell = (guint) (sample.month - reading->first);
      if (row == NULL || sample.month < reading->first || cell >= reading->n)
        continue;
      if (reading->table->of == LT_DUST_SITES)
        take_site (&row->cells[cell], &sample, reading->table->cautions);
      else
        take_area (&row->cells[cell], &sample, reading->table->of);
    }
}

/* ---- bulletins --------------------------------------------------------------- */

typedef struct
{
  Reading *reading;
  LtDustRow *row;
} Bulletin;

static gboolean
on_published (const LtReadingShown *shown, gpointer user_data, GError **error)
{
  const Bulletin *bulletin = user_data;
  g_autofree char *month = lt_reading_format_time (shown->time, LT_INTERVAL_MONTH);
  int cell = parse_month (month) - bulletin->reading->first;
  LtDustCell *at;

  if (cell < 0 || (guint) cell >= bulletin->reading->n)
    return TRUE;
  at = &bulletin->row->cells[cell];
  if (at->state == LT_DUST_VALID)
    return TRUE;
  if (!shown->has_value || shown->disputed
      || !lt_item_can_have (bulletin->reading->item, shown->value))
    {
      at->state = shown->disputed ? LT_DUST_DISPUTED : MAX (at->state, LT_DUST_NOT_VALID);
      return TRUE;
    }
  at->state = LT_DUST_VALID;
  at->value = lt_ratio_new_millionths (shown->value);
  at->from_bulletin = TRUE;
  return TRUE;
}

static GPtrArray *
list_published (Reading *reading, GError **error)
{
  GPtrArray *list = lt_store_list_series (reading->store, LT_INTERVAL_MONTH, error);

  for (guint i = 0; list != NULL && i < list->len;)
    {
      const LtBatchSeries *series = g_ptr_array_index (list, i);
      g_autofree char *last = lt_reading_format_time (series->last, LT_INTERVAL_MONTH);
      g_autofree char *first = lt_reading_format_time (series->first, LT_INTERVAL_MONTH);

      if (!g_str_equal (series->item, LT_ITEM_DUST))
        {
          g_ptr_array_remove_index (list, i);
          continue;
        }
      know_month (reading, first);
      know_month (reading, last);
      i++;
    }
  return list;
}

/* What a notice says of a county counts where its own sites say nothing. */
static gboolean
take_published (Reading *reading, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const LtBatchSeries *series = g_ptr_array_index (list, i);
      g_autoptr (LtRecord) area =
          lt_store_get (reading->store, lt_kind_by_name ("area"), &series->place, NULL);
      Bulletin bulletin = { reading, NULL };

      if (area == NULL)
        continue;
      bulletin.row = add_row (reading, area);
      if (!lt_store_each_reading (reading->store, &series->place, LT_ITEM_DUST, LT_INTERVAL_MONTH,
                                  LT_READING_FIRST, LT_READING_LAST, on_published, &bulletin,
                                  error))
        return FALSE;
    }
  return TRUE;
}

/* ---- what follows ------------------------------------------------------------ */

static void
publish (LtDustCell *cell, LtDustOf of)
{
  if (cell->state != LT_DUST_VALID)
    return;
  if (of == LT_DUST_MEANS && cell->n_valid > 0 && !cell->from_bulletin)
    cell->value = lt_ratio_divide (cell->value, lt_ratio_new (cell->n_valid, 1));
  cell->exact = cell->value;
  cell->value = lt_ratio_round (cell->exact, 1, LT_ROUNDING_HALF_EVEN);
}

static void
rank_month (GPtrArray *rows, guint month)
{
  g_autofree LtRanked *entries = g_new0 (LtRanked, rows->len);
  guint n;

  for (guint i = 0; i < rows->len; i++)
    {
      const LtDustRow *row = g_ptr_array_index (rows, i);

      entries[i].is_valid = row->cells[month].state == LT_DUST_VALID && !row->is_reference;
      entries[i].value = entries[i].is_valid ? row->cells[month].value : lt_ratio_new (0, 1);
    }
  n = lt_rank (entries, rows->len, TRUE);
  for (guint i = 0; i < rows->len; i++)
    {
      LtDustCell *cell = &((LtDustRow *) g_ptr_array_index (rows, i))->cells[month];

      cell->rank = entries[i].rank;
      cell->n_ranked = n;
    }
}

static void
compare_with_before (LtDustCell *cells, guint month)
{
  LtDustCell *cell = &cells[month];
  const LtDustCell *before = &cells[month - 1], *year = &cells[month - BEFORE];

  if (cell->rank > 0 && before->rank > 0)
    {
      cell->has_change = TRUE;
      cell->change = (int) before->rank - (int) cell->rank;
    }
  if (cell->state == LT_DUST_VALID && year->state == LT_DUST_VALID && year->value.above > 0)
    {
      cell->has_year = TRUE;
      cell->year_change = lt_ratio_multiply (
          lt_ratio_divide (lt_ratio_subtract (cell->value, year->value), year->value),
          lt_ratio_new (100, 1));
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LtDustRow *one = *(LtDustRow *const *) a, *other = *(LtDustRow *const *) b;
  int order = g_strcmp0 (one->code, other->code);

  return order != 0 ? order : memcmp (&one->place->id, &other->place->id, sizeof (LtId));
}

static void
finish (Reading *reading)
{
  GPtrArray *rows = reading->table->rows;

  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    for (guint month = 0; month < reading->n; month++)
      publish (&((LtDustRow *) g_ptr_array_index (rows, i))->cells[month], reading->table->of);
  for (guint month = 0; month < reading->n; month++)
    rank_month (rows, month);
  for (guint i = 0; i < rows->len; i++)
    {
      LtDustRow *row = g_ptr_array_index (rows, i);

      for (guint month = BEFORE; month < reading->n; month++)
        compare_with_before (row->cells, month);
      memmove (row->cells, row->cells + BEFORE, (reading->n - BEFORE) * sizeof *row->cells);
    }
  for (guint month = BEFORE; month < reading->n; month++)
    g_ptr_array_add (reading->table->months, format_month (reading->first + (int) month));
}

static gboolean
fill (Reading *reading, const LtDustWish *wish, GError **error)
{
  g_autoptr (GArray) samples = list_samples (reading, error);
  g_autoptr (GPtrArray) sites =
      samples == NULL ? NULL
                      : lt_store_list (reading->store, lt_kind_by_name ("dust-site"), NULL, error);
  g_autoptr (GPtrArray) published = NULL;
  const char *last;

  if (sites == NULL)
    return FALSE;
  /* A notice tells of a county's mean. */
  if (wish->of == LT_DUST_MEANS && (published = list_published (reading, error)) == NULL)
    return FALSE;
  last = wish->last == NULL ? reading->table->last_known : wish->last;
  if (last == NULL)
    return TRUE;
  reading->n = wish->n_months + BEFORE;
  reading->first = parse_month (last) - (int) reading->n + 1;
  for (guint i = 0; i < sites->len; i++)
    if (!add_site (reading, g_ptr_array_index (sites, i), error))
      return FALSE;
  take_samples (reading, samples);
  if (published != NULL && !take_published (reading, published, error))
    return FALSE;
  finish (reading);
  return TRUE;
}

/**
 * lt_work_dust_table:
 * @store: a county file, of the calling thread
 * @wish: whose, and of which months
 * @error: return location
 *
 * A county's value is the arithmetic mean, or the highest, of its valid sites; clean
 * reference points count for none. What is compared is what is published: one decimal by
 * GB/T 8170-2008, in one step from the exact mean. Equal values share a rank and the next is
 * left out (1, 2, 2, 4). Who has no valid value is not ranked.
 *
 * Returns: (transfer full) (nullable): the table
 */
LtDustTable *
lt_work_dust_table (LtStore *store, const LtDustWish *wish, GError **error)
{
  g_autoptr (LtDustTable) table = g_new0 (LtDustTable, 1);
  g_autoptr (LtItems) items = lt_work_items (error);
  Reading reading = { .store = store, .table = table };
  gboolean done;

  table->of = wish->of;
  table->months = g_ptr_array_new_with_free_func (g_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  table->cautions = items == NULL ? NULL : lt_work_dust_cautions (error);
  if (table->cautions == NULL)
    return NULL;
  reading.item = lt_items_find (items, LT_ITEM_DUST);
  reading.places = g_hash_table_new (lt_id_hash, lt_id_equal);
  reading.areas = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  done = fill (&reading, wish, error);
  g_hash_table_unref (reading.places);
  g_hash_table_unref (reading.areas);
  return done ? g_steal_pointer (&table) : NULL;
}

void
lt_dust_table_free (LtDustTable *self)
{
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->cautions, lt_dust_cautions_free);
  g_free (self->first_known);
  g_free (self->last_known);
  g_free (self);
}
