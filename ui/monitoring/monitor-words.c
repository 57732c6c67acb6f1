/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a value says, and where it comes from. */

#include "ui/monitoring/monitor-private.h"
#include "ui/subjects/field-list.h"
#include "work/air-words.h"
#include "work/map-wish.h"
#include "work/origin.h"
#include "work/value-rows.h"

#include <glib/gi18n-lib.h>

static const LtSeriesValue *
get_value (LtMonitorPage *self, guint series, gsize point)
{
  const LtSeries *one;

  /* A profile's points are means of many values. */
  if (self->shown_form == LT_CHART_HOURS || self->shown_form == LT_CHART_MONTHS
      || self->series == NULL || series >= self->series->len)
    return NULL;
  one = g_ptr_array_index (self->series, series);
  return point < one->values->len ? &g_array_index (one->values, LtSeriesValue, point) : NULL;
}

static char *
describe_mean (LtMonitorPage *self, guint series, gsize point)
{
  const LtChartPoint *mean =
      lt_chart_get_point (lt_chart_view_get_chart (self->chart_view), series, point);
  const LtSeries *one = g_ptr_array_index (self->series, series);
  const LtItem *item = lt_monitor_page_get_item (self);
  const char *unit = item == NULL ? "" : item->unit;

  if (self->shown_form == LT_CHART_HOURS)
    /* Translators: a place, the hour of the day (08:00), its mean, its unit */
    return g_strdup_printf (_ ("%s · %02d:00 · mean %.1f %s"), one->place.label, (int) mean->time,
                            mean->value, unit);
  /* Translators: a place, the month of the year, its mean, its unit */
  return g_strdup_printf (_ ("%s · month %d · mean %.1f %s"), one->place.label, (int) mean->time,
                          mean->value, unit);
}

/* The place, the time, the number with its unit, and what is to be said of it. */
static char *
describe_value (LtMonitorPage *self, guint series, gsize point)
{
  const LtSeries *one = g_ptr_array_index (self->series, series);
  const LtSeriesValue *value = get_value (self, series, point);
  const LtItem *item = lt_monitor_page_get_item (self);
  g_autofree char *moment = lt_reading_format_time (value->time, self->shown->interval);
  g_autofree char *when = lt_moment_in_words (moment, self->shown->interval);
  g_autofree char *remark =
      lt_value_remark (one, (guint) point, self->shown->interval, self->limits);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_printf (words, "%s · %s", one->place.label, when);
  if (value->has_value)
    {
      g_autofree char *number = lt_reading_format_value (value->value);

      g_string_append_printf (words, " · %s %s", number, item == NULL ? "" : item->unit);
    }
  if (*remark != '\0')
    g_string_append_printf (words, " · %s", remark);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* ---- the air quality index ------------------------------------------------------- */

/* (nullable): of which the chosen value is, where it is one of an index */
static const LtAirIndex *
get_index (LtMonitorPage *self, guint series, gsize point)
{
  const LtSeries *one = self->series == NULL || series >= self->series->len
                            ? NULL
                            : g_ptr_array_index (self->series, series);

  return one == NULL || one->indices == NULL || get_value (self, series, point) == NULL
             ? NULL
             : &g_array_index (one->indices->rows, LtAirIndex, point);
}

static char *
describe_index (LtMonitorPage *self, guint series, const LtAirIndex *index)
{
  const LtSeries *one = g_ptr_array_index (self->series, series);
  LtInterval interval = self->shown->interval;
  g_autofree char *moment = lt_reading_format_time (index->time, interval);
  g_autofree char *when = lt_moment_in_words (moment, interval);
  const LtAqiClass *class = lt_air_index_find_class (index, one->indices->standards, interval);
  g_autofree char *primary = lt_air_index_list_primary (index);

  if (class == NULL && index->aqi.withheld)
    return g_strdup_printf (_ ("%s · %s · AQI NA: an item is missing and the rest are not above "
                               "100, so it is not published"),
                            one->place.label, when);
  if (class == NULL)
    return g_strdup_printf (_ ("%s · %s · no valid value"), one->place.label, when);
  if (*primary == '\0')
    return g_strdup_printf ("%s · %s · AQI %d %s", one->place.label, when, index->aqi.index,
                            class->word);
  /* Translators: a place, a time, the index, its class, the primary pollutants */
  return g_strdup_printf (_ ("%s · %s · AQI %d %s · primary pollutant %s"), one->place.label, when,
                          index->aqi.index, class->word, primary);
}

/* Line by line, with the standard of its class. */
static GtkWidget *
make_explanation (LtMonitorPage *self, guint series, const LtAirIndex *index)
{
  const LtSeries *one = g_ptr_array_index (self->series, series);
  const LtAqiClass *class =
      lt_air_index_find_class (index, one->indices->standards, self->shown->interval);
  g_autofree char *heading = describe_index (self, series, index);
  g_autoptr (GPtrArray) lines = lt_air_index_explain (index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (class != NULL)
    g_ptr_array_add (lines, g_strdup_printf ("%s: %s", class->cited.document, class->cited.id));
  g_ptr_array_insert (lines, 0, g_steal_pointer (&heading));
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_LABEL, "label", g_ptr_array_index (lines, i), "xalign",
                                  0.0, "wrap", TRUE, "selectable", i > 0, "max-width-chars", 70,
                                  NULL));
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "card-heading");
  gtk_widget_add_css_class (box, "popover-form");
  return box;
}

/* ---- origins --------------------------------------------------------------------- */

/* An origin that is read, and the box that is to show it. */
typedef struct
{
  LtMonitorPage *page;
  GtkWidget *box;
} Origin;

static void
origin_free (Origin *origin)
{
  g_object_unref (origin->page);
  g_object_unref (origin->box);
  g_free (origin);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Origin, origin_free)

static gpointer
read_origin (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_find_origin (store, data, error);
}

static void
on_origin_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Origin) origin = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtOrigin) answer = lt_readers_take (result, &error);
  GtkWidget *heading = gtk_widget_get_first_child (origin->box);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&origin->page->reading_origin);
  words = answer == NULL ? g_strdup (error->message) : lt_origin_describe (answer);
  gtk_label_set_text (GTK_LABEL (heading), words);
  if (answer != NULL && answer->record != NULL && origin->page->session != NULL)
    gtk_box_append (GTK_BOX (origin->box),
                    lt_field_list_new (origin->page->session, answer->record));
}

/* What judges it, how it is compared, and where the rule stands. */
static GtkWidget *
make_verdict (LtMonitorPage *self, const LtSeries *series, const LtSeriesValue *value)
{
  g_autofree char *words =
      self->limits == NULL ? NULL : lt_series_limits_explain (self->limits, &series->place, value);

  return words == NULL
             ? NULL
             : g_object_new (GTK_TYPE_LABEL, "name", "monitor-verdict", "label", words, "xalign",
                             0.0, "wrap", TRUE, "selectable", TRUE, "max-width-chars", 60, NULL);
}

/* How it is judged; the file, its line and who brought it; then the batch or the sample's own
 * record. */
static GtkWidget *
make_origin (LtMonitorPage *self, const LtSeries *series, const LtSeriesValue *value)
{
  GtkWidget *verdict = make_verdict (self, series, value);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading =
      g_object_new (GTK_TYPE_LABEL, "label", "…", "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                    "xalign", 0.0, "wrap", TRUE, "max-width-chars", 60, "css-classes",
                    (const char *[]){ "card-heading", NULL }, NULL);
  Origin *origin = g_new0 (Origin, 1);

  gtk_box_append (GTK_BOX (box), heading);
  if (verdict != NULL)
    gtk_box_append (GTK_BOX (box), verdict);
  gtk_widget_add_css_class (box, "popover-form");
  *origin = (Origin){ g_object_ref (self), g_object_ref (box) };
  lt_monitor_page_stop (&self->reading_origin);
  self->reading_origin = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_origin,
                  lt_origin_wish_new (self->shown, &series->place, value),
                  (GDestroyNotify) lt_origin_wish_free, (GDestroyNotify) lt_origin_free,
                  self->reading_origin, on_origin_read, origin);
  return box;
}

/* Before anything is pointed at. */
void
lt_monitor_page_tell_unpicked (LtMonitorPage *self)
{
  const char *hint = self->as_table ? _ ("Choose a row to see where its value comes from.")
                                    : _ ("Point at a value, or press the arrow keys.");
  guint n = lt_series_count_flagged (self->series);
  g_autofree char *words = NULL;

  if (n > 0)
    words = g_strdup_printf (ngettext ("%u value cannot be so: it is marked × and left out. %s",
                                       "%u values cannot be so: they are marked × and left out. "
                                       "%s",
                                       n),
                             n, hint);
  gtk_label_set_text (self->words, words == NULL ? hint : words);
}

void
lt_monitor_page_tell_picked (LtMonitorPage *self)
{
  const LtSeriesValue *value;
  const LtAirIndex *index;
  g_autofree char *words = NULL;
  gboolean judged;
  guint series;
  gsize point;

  if (self->series == NULL || !lt_monitor_page_get_picked (self, &series, &point))
    return;
  value = get_value (self, series, point);
  index = get_index (self, series, point);
  words = index != NULL   ? describe_index (self, series, index)
          : value == NULL ? describe_mean (self, series, point)
                          : describe_value (self, series, point);
  judged =
      value != NULL && index == NULL && self->limits != NULL
      && lt_series_limits_judge (self->limits,
                                 &((LtSeries *) g_ptr_array_index (self->series, series))->place,
                                 value);
  gtk_menu_button_set_label (self->origin_button, index != NULL ? _ ("How this number _came about")
                                                  : judged
                                                      ? _ ("How it is judged, where it _comes from")
                                                      : _ ("Where this value _comes from"));
  gtk_label_set_text (self->words, words);
  lt_chart_view_set_words (self->chart_view, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->origin_button), value != NULL);
}

/* Read when it is asked for: pointing at a value reads no file. */
void
lt_monitor_page_show_origin (GtkMenuButton *button, gpointer user_data)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (user_data);
  GtkWidget *popover = gtk_popover_new ();
  const LtSeriesValue *value = NULL;
  guint series;
  gsize point;

  if (lt_monitor_page_get_picked (self, &series, &point))
    value = get_value (self, series, point);
  if (value != NULL && get_index (self, series, point) != NULL)
    gtk_popover_set_child (GTK_POPOVER (popover),
                           make_explanation (self, series, get_index (self, series, point)));
  else if (value != NULL)
    gtk_popover_set_child (GTK_POPOVER (popover),
                           make_origin (self, g_ptr_array_index (self->series, series), value));
  gtk_menu_button_set_popover (button, popover);
}
