/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be chosen: items, intervals, forms, how much time. */

#include "ui/monitoring/monitor-private.h"
#include "work/air-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 60)

/* Of when there is anything of the item, of whichever place. */
LtTimeRange
lt_monitor_page_get_range (LtMonitorPage *self, const char *item, LtInterval interval)
{
  LtTimeRange range = { 0 };

  for (guint i = 0; self->measured != NULL && i < self->measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (self->measured, i);
      const LtTimeRange *values = &one->values[interval];

      if (!values->any || g_strcmp0 (one->item, item) != 0)
        continue;
      range.first = range.any ? MIN (range.first, values->first) : values->first;
      range.last = range.any ? MAX (range.last, values->last) : values->last;
      range.any = TRUE;
    }
  return range;
}

void
lt_monitor_page_set_span (LtMonitorPage *self)
{
  static const gint64 spans[] = { 3 * DAY, 30 * DAY, 366 * DAY, 0 };
  LtTimeRange range = lt_monitor_page_get_range (self, self->wish->item, self->wish->interval);
  gint64 span = spans[MIN (gtk_drop_down_get_selected (self->span_choice), 3)];

  self->last = range.last;
  self->wish->to = range.last;
  self->wish->from = span == 0 ? range.first : MAX (range.first, range.last - span);
}

static void
fill_forms (LtMonitorPage *self)
{
  static const struct
  {
    LtChartForm form;
    const char *label;
    gboolean of[LT_INTERVAL_MONTH + 1];
  } forms[] = {
    { LT_CHART_LINES, NC_ ("chart", "Lines"), { TRUE, TRUE, TRUE } },
    { LT_CHART_BARS, NC_ ("chart", "Bars"), { FALSE, TRUE, TRUE } },
    { LT_CHART_CALENDAR, NC_ ("chart", "Calendar"), { FALSE, TRUE, FALSE } },
    { LT_CHART_HOURS, NC_ ("chart", "By the hour of the day"), { TRUE, FALSE, FALSE } },
    { LT_CHART_MONTHS, NC_ ("chart", "By the month"), { TRUE, TRUE, TRUE } },
  };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->forms, 0);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].of[self->wish->interval])
      {
        chosen = forms[i].form == self->form ? self->forms->len : chosen;
        g_array_append_val (self->forms, forms[i].form);
        gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "chart", forms[i].label));
      }
  gtk_string_list_append (names, C_ ("chart", "Values as a table"));
  gtk_drop_down_set_model (self->form_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->form_choice, self->as_table ? self->forms->len : chosen);
  self->form = g_array_index (self->forms, LtChartForm, chosen);
}

void
lt_monitor_page_show_interval (LtMonitorPage *self)
{
  lt_monitor_places_show (self->places, self->measured, self->wish->item, self->wish->interval);
  fill_forms (self);
  lt_monitor_page_set_span (self);
  lt_monitor_page_ask (self);
  lt_monitor_page_ask_latest (self);
}

static void
fill_intervals (LtMonitorPage *self)
{
  static const char *const labels[] = { NC_ ("time", "Hour"), NC_ ("time", "Day"),
                                        NC_ ("time", "Month") };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->intervals, 0);
  for (int i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_MONTH; i++)
    {
      LtInterval interval = (LtInterval) i;

      if (!lt_monitor_page_get_range (self, self->wish->item, interval).any)
        continue;
      chosen = interval == self->wish->interval ? self->intervals->len : chosen;
      g_array_append_val (self->intervals, interval);
      gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "time", labels[i]));
    }
  gtk_drop_down_set_model (self->interval_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->interval_choice, chosen);
  self->wish->interval = g_array_index (self->intervals, LtInterval, chosen);
}

/* How much of it is seen at first. */
void
lt_monitor_page_choose_span (LtMonitorPage *self)
{
  static const guint places[] = { 0, 2, 3 };

  gtk_drop_down_set_selected (self->span_choice, places[self->wish->interval]);
}

void
lt_monitor_page_show_item (LtMonitorPage *self)
{
  self->showing = TRUE;
  lt_monitor_page_forget_judge (self);
  lt_series_wish_set_item (self->wish, self->items,
                           g_ptr_array_index (self->codes,
                                              gtk_drop_down_get_selected (self->item_choice)));
  fill_intervals (self);
  lt_monitor_page_choose_span (self);
  lt_monitor_page_show_interval (self);
  self->showing = FALSE;
}

/* The time that is looked at stays, as far as there is something of it; what ended with the
 * last value goes on doing so. */
static void
keep_span (LtMonitorPage *self, gboolean at_end)
{
  LtTimeRange range = lt_monitor_page_get_range (self, self->wish->item, self->wish->interval);
  gint64 span = MIN (self->wish->to - self->wish->from, range.last - range.first);
  gint64 to = at_end ? range.last : CLAMP (self->wish->to, range.first + span, range.last);

  self->last = range.last;
  self->wish->from = to - span;
  self->wish->to = to;
}

static guint
get_order (LtMonitorPage *self, const char *code)
{
  const LtItem *item = self->items == NULL ? NULL : lt_items_find (self->items, code);

  return item == NULL ? G_MAXUINT : item->place;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *one = *(char *const *) a, *other = *(char *const *) b;
  guint first = get_order (user_data, one), second = get_order (user_data, other);

  return first != second ? (first < second ? -1 : 1) : strcmp (one, other);
}

static char *
name_item (LtMonitorPage *self, const char *code)
{
  const LtItem *item = self->items == NULL ? NULL : lt_items_find (self->items, code);

  if (g_str_equal (code, LT_ITEM_AQI))
    return g_strdup (_ ("AQI (air quality index)"));
  return item == NULL              ? g_strdup (code)
         : g_ascii_islower (*code) ? g_strdup (item->label)
                                   : g_strdup_printf ("%s %s", code, item->label);
}

static void
fill_items (LtMonitorPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < self->measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (self->measured, i);

      if (!g_ptr_array_find_with_equal_func (self->codes, one->item, g_str_equal, NULL))
        g_ptr_array_add (self->codes, g_strdup (one->item));
    }
  g_ptr_array_sort_with_data (self->codes, compare_codes, self);
  for (guint i = 0; i < self->codes->len; i++)
    {
      g_autofree char *name = name_item (self, g_ptr_array_index (self->codes, i));

      chosen = g_strcmp0 (self->wish->item, g_ptr_array_index (self->codes, i)) == 0 ? i : chosen;
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->item_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->item_choice, chosen);
}

/* What there is has changed: what is looked at stays, where it is there still. */
void
lt_monitor_page_renew (LtMonitorPage *self)
{
  LtInterval interval = self->wish->interval;
  g_autofree char *item = g_strdup (self->wish->item);
  gboolean at_end = self->wish->to == self->last;
  const char *chosen;

  self->showing = TRUE;
  fill_items (self);
  self->showing = FALSE;
  chosen = g_ptr_array_index (self->codes, gtk_drop_down_get_selected (self->item_choice));
  if (g_strcmp0 (item, chosen) != 0 || !lt_monitor_page_get_range (self, item, interval).any)
    {
      lt_monitor_page_show_item (self);
      return;
    }
  self->showing = TRUE;
  fill_intervals (self);
  lt_monitor_places_show (self->places, self->measured, item, interval);
  fill_forms (self);
  keep_span (self, at_end);
  self->showing = FALSE;
  lt_monitor_page_ask (self);
  lt_monitor_page_ask_latest (self);
}
