/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The index of a day or an hour, of the rows that hold on its date. */

#include "base/civil-time.h"
#include "rules/standards-private.h"

#include <string.h>

static int
find_beyond (const LtStandards *self, const LtBreakpoints *points, const char *date)
{
  for (guint i = 0; i < self->beyond->len; i++)
    {
      const LtBeyond *beyond = g_ptr_array_index (self->beyond, i);

      if (beyond->report == points->report && g_str_equal (beyond->item, points->row.item)
          && g_str_equal (beyond->average, points->average)
          && lt_citation_holds (&beyond->cited, date))
        return beyond->index;
    }
  return 0;
}

/* Up to where nothing that a row says of @date becomes otherwise. */
static void
narrow (LtAqiScale *scale, const LtCitation *cited, const char *date)
{
  g_autofree char *from = NULL, *to = NULL;

  if (cited->valid_from != NULL && strcmp (cited->valid_from, date) > 0)
    to = lt_date_add_days (cited->valid_from, -1);
  else if (cited->valid_to != NULL && strcmp (cited->valid_to, date) < 0)
    from = lt_date_add_days (cited->valid_to, 1);
  else
    {
      from = g_strdup (cited->valid_from);
      to = g_strdup (cited->valid_to);
    }
  if (from != NULL && strcmp (from, scale->from) > 0)
    g_strlcpy (scale->from, from, sizeof scale->from);
  if (to != NULL && (scale->to[0] == '\0' || strcmp (to, scale->to) < 0))
    g_strlcpy (scale->to, to, sizeof scale->to);
}

/* The first member of each of them is its citation. */
static void
narrow_by_all (LtAqiScale *scale, GPtrArray *rows, const char *date)
{
  for (guint i = 0; i < rows->len; i++)
    narrow (scale, g_ptr_array_index (rows, i), date);
}

/**
 * lt_aqi_scale_holds:
 * @self: a scale that the standards made
 * @date: a day
 *
 * Returns: whether it is certain that it is the scale of that day, too
 */
gboolean
lt_aqi_scale_holds (const LtAqiScale *self, const char *date)
{
  return strcmp (self->from, date) <= 0 && (self->to[0] == '\0' || strcmp (date, self->to) <= 0);
}

/**
 * lt_standards_make_scale:
 * @self: the standards
 * @report: of an hour or of a day
 * @date: the day of the values
 *
 * Returns: (transfer full): the index of that day; without rows where no standard holds
 */
LtAqiScale *
lt_standards_make_scale (const LtStandards *self, LtAqiReport report, const char *date)
{
  LtAqiScale *scale = g_new0 (LtAqiScale, 1);

  scale->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_aqi_row_free);
  scale->missing =
      g_strcmp0 (lt_standards_get_rule (self, "missing-item", date), "na-unless-above") == 0
          ? LT_AQI_MISSING_WITHHOLDS
          : LT_AQI_MISSING_REST;
  for (guint i = 0; i < self->breakpoints->len; i++)
    {
      const LtBreakpoints *points = g_ptr_array_index (self->breakpoints, i);
      LtAqiRow *row;

      if (points->report != report || !points->counts || !lt_citation_holds (&points->cited, date)
          || scale->rows->len == LT_AQI_MOST_ITEMS)
        continue;
      row = lt_aqi_row_new (NULL);
      *row = points->row;
      row->item = g_strdup (lt_reading_item_of (points->row.item, points->average));
      row->beyond = find_beyond (self, points, date);
      g_ptr_array_add (scale->rows, row);
    }
  narrow_by_all (scale, self->rules, date);
  narrow_by_all (scale, self->breakpoints, date);
  narrow_by_all (scale, self->beyond, date);
  return scale;
}

void
lt_aqi_scale_free (LtAqiScale *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}
