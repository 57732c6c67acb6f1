/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What columns are called where nobody says it; the first use that fits counts. */
static const struct
{
  LtReadingColumn use;
  const char *const names[13];
} columns[] = {
  { LT_READING_PLACE,
    { "place", "station", "station_code", "stationcode", "site", "code", "站点", "点位", "站点编码",
      "点位编码", "监测点编码", "point code", NULL } },
  { LT_READING_ITEM,
    { "item", "pollutant", "parameter", "项目", "监测项目", "监测因子", "因子", "污染物", NULL } },
  { LT_READING_TIME, { "time", "datetime", "timepoint", "监测时间", "数据时间", NULL } },
  { LT_READING_DATE, { "date", "日期", "监测日期", "月份", NULL } },
  { LT_READING_HOUR, { "hour", "小时", "时", NULL } },
  { LT_READING_VALUE, { "value", "concentration", "值", "数值", "监测值", "浓度", "数据", NULL } },
  { LT_READING_QUALITY,
    { "quality", "flag", "mark", "质量标识", "质量标记", "数据标识", "标识", "标记", NULL } },
  { LT_READING_CITY, { "city", "城市", NULL } },
};

/* The place by its name, and the hour in a column beside that of the date. */
static const char *const name_columns[] = { "name",       "station_name", "站点名称", "点位名称",
                                            "监测点名称", "监测点",       NULL };
static const char *const hour_or_time[] = { "time", "时间", NULL };

static gboolean
is_one_of (const char *column, const char *const *names)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (column, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static int
find_free (const LtReadingRoutes *self, const char *const *names)
{
  for (int i = 0; self->header->columns[i] != NULL; i++)
    if (is_one_of (self->header->columns[i], names)
        && !g_hash_table_contains (self->plan->map, self->header->columns[i]))
      return i;
  return -1;
}

void
lt_reading_values_add (LtReadingRoutes *self,
                       guint column,
                       const char *there,
                       gint64 factor,
                       gint64 divisor)
{
  LtReadingValues values = { column, g_strdup (there), factor, divisor, 0 };

  g_array_append_val (self->values, values);
}

static gboolean
route_as_told (LtReadingRoutes *self, const char *name, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", self->header->columns);
  GHashTableIter iter;
  gpointer column;
  gpointer data;

  g_hash_table_iter_init (&iter, self->plan->map);
  while (g_hash_table_iter_next (&iter, &column, &data))
    {
      const LtReadingMapping *mapping = data;
      int found = lt_row_header_find (self->header, column);

      if (found < 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no column \"%s\". It has: %s."),
                       name, (char *) column, all);
          return FALSE;
        }
      if (mapping->item != NULL)
        lt_reading_values_add (self, (guint) found, mapping->item, 1, 1);
      else
        self->columns[mapping->use] = found;
    }
  return TRUE;
}

/* How much of our unit one of theirs is; 0 in @factor where it is not known. */
static void
compare_units (const char *theirs, const char *ours, gint64 *factor, gint64 *divisor)
{
  static const char *const sizes[] = { "ng/", "ug/", "mg/", "g/" };
  g_autofree char *a = lt_unit_fold (theirs);
  g_autofree char *b = lt_unit_fold (ours);
  int steps = 0;
  gboolean both = TRUE;

  *factor = *divisor = 1;
  if (lt_unit_is_same (theirs, ours))
    return;
  for (int i = 0; i < (int) G_N_ELEMENTS (sizes); i++)
    {
      steps += g_str_has_prefix (a, sizes[i]) ? i : 0;
      steps -= g_str_has_prefix (b, sizes[i]) ? i : 0;
    }
  both = strchr (a, '/') != NULL && strchr (b, '/') != NULL
         && g_str_equal (strchr (a, '/'), strchr (b, '/'))
         && strspn (a, "num") + 1 == (gsize) (strchr (a, '/') - a)
         && strspn (b, "num") + 1 == (gsize) (strchr (b, '/') - b);
  if (!both)
    *factor = 0;
  for (; both && steps > 0; steps--)
    *factor *= 1000;
  for (; both && steps < 0; steps++)
    *divisor *= 1000;
}

/* A column called like an item: "PM2.5", "CO(mg/m³)", "臭氧（μg/m3）". */
static gboolean
route_item (LtReadingRoutes *self, guint column, const char *file, GError **error)
{
  const char *name = self->header->columns[column];
  const LtItem *item = lt_items_find (self->plan->items, name);
  gint64 factor = 1;
  gint64 divisor = 1;

  if (item == NULL)
    {
      g_autofree char *bare = NULL;
      g_autofree char *inside = NULL;

      if (!lt_unit_split (name, &bare, &inside))
        return TRUE;
      item = lt_items_find (self->plan->items, bare);
      if (item == NULL)
        return TRUE;
      compare_units (inside, item->unit, &factor, &divisor);
      if (factor == 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("%s: the unit of column \"%s\" is not known; %s is kept in %s. Where it "
                          "is the same unit, name the column with --map \"%s=%s\"."),
                       file, name, item->code, item->unit, name, item->code);
          return FALSE;
        }
    }
  lt_reading_values_add (self, column, item->code, factor, divisor);
  return TRUE;
}

static gboolean
route_items (LtReadingRoutes *self, const char *file, GError **error)
{
  for (guint c = 0; self->header->columns[c] != NULL; c++)
    {
      gboolean taken = g_hash_table_contains (self->plan->map, self->header->columns[c]);

      for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
        taken = taken || self->columns[i] == (int) c;
      if (!taken && !route_item (self, c, file, error))
        return FALSE;
    }
  return TRUE;
}

static void
route_times (LtReadingRoutes *self)
{
  int *time = &self->columns[LT_READING_TIME];
  int *date = &self->columns[LT_READING_DATE];
  int *hour = &self->columns[LT_READING_HOUR];

  /* "日期" and "时间" side by side are a date and an hour */
  if (*date >= 0 && *hour < 0 && self->interval == LT_INTERVAL_HOUR)
    *hour = find_free (self, hour_or_time);
  if (*hour >= 0 && *hour == *time)
    *time = -1;
  if (*date >= 0 && *hour >= 0)
    return;
  if (*time < 0)
    *time = *date >= 0 ? *date : find_free (self, hour_or_time);
  *date = *hour = -1;
}

static gboolean
check_columns (const LtReadingRoutes *self, const char *name, GError **error)
{
  static const LtReadingColumn needed[] = { LT_READING_PLACE, LT_READING_ITEM, LT_READING_TIME,
                                            LT_READING_VALUE };
  g_autofree char *all = g_strjoinv (", ", self->header->columns);

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const char *use = lt_reading_column_name (needed[i]);
      gboolean wide = self->values->len > 0;

      if (self->columns[needed[i]] >= 0
          || (needed[i] == LT_READING_TIME && self->columns[LT_READING_DATE] >= 0)
          || (needed[i] == LT_READING_PLACE && self->name >= 0)
          || (wide && (needed[i] == LT_READING_ITEM || needed[i] == LT_READING_VALUE)))
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("%s: no column is known to be the %s of the readings. Name it with --map "
                      "COLUMN=%s. The columns are: %s."),
                   name, use, use, all);
      return FALSE;
    }
  return TRUE;
}

/*
 * lt_reading_names_route:
 *
 * Finds what the columns of a table without a known shape are for: as the user
 * says, else by what they are called.
 */
gboolean
lt_reading_names_route (LtReadingRoutes *self, const char *name, GError **error)
{
  if (!route_as_told (self, name, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (self->columns[columns[i].use] < 0)
      self->columns[columns[i].use] = find_free (self, columns[i].names);
  self->name = find_free (self, name_columns);
  route_times (self);
  self->by_name = self->name < 0;
  /* a table with items across has no column of values */
  if (self->columns[LT_READING_ITEM] < 0 && self->columns[LT_READING_VALUE] < 0
      && self->plan->items != NULL && !route_items (self, name, error))
    return FALSE;
  return check_columns (self, name, error);
}
