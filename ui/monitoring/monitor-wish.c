/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is looked at is kept from one start to the next: which view, which item and
 * interval, how it is painted, what time, and the places that somebody chose. */

#include "base/json.h"
#include "ui/monitoring/monitor-private.h"
#include "ui/shell/last-file.h"

#include <string.h>

static const char *const views[] = { "time", "latest", "dust", "ranks" };

static GtkToggleButton *
get_view_button (LtMonitorPage *self, guint view)
{
  GtkToggleButton *const buttons[] = { self->time_button, self->latest_button, self->dust_button,
                                       self->rank_button };

  return buttons[view];
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
lt_monitor_page_keep_wish (LtMonitorPage *self)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  /* Before it was told what there is, it wished for nothing. */
  if (self->measured == NULL || self->wish->item == NULL)
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (gtk_toggle_button_get_active (get_view_button (self, i)))
      add_text (builder, "view", views[i]);
  add_text (builder, "item", self->wish->item);
  add_text (builder, "interval", lt_interval_name (self->wish->interval));
  add_number (builder, "form", self->form);
  add_number (builder, "table", self->as_table ? 1 : 0);
  add_number (builder, "span", gtk_drop_down_get_selected (self->span_choice));
  add_number (builder, "from", self->wish->from);
  add_number (builder, "to", self->wish->to);
  json_builder_set_member_name (builder, "at_end");
  json_builder_add_boolean_value (builder, self->wish->to == self->last);
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  lt_monitor_places_write (self->places, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  lt_settings_set (LT_SETTING_MONITORING, text);
}

/* A number that somebody may have written by hand. */
static gint64
read_number (JsonObject *object, const char *name, gint64 least, gint64 most)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || !JSON_NODE_HOLDS_VALUE (node)
             ? least
             : CLAMP (json_node_get_int (node), least, most);
}

static void
read_times (LtMonitorPage *self, JsonObject *object)
{
  JsonNode *end = json_object_get_member (object, "at_end");
  gboolean at_end = end == NULL || !JSON_NODE_HOLDS_VALUE (end) || json_node_get_boolean (end);

  self->wish->from = read_number (object, "from", LT_READING_FIRST, LT_READING_LAST);
  self->wish->to = read_number (object, "to", self->wish->from, LT_READING_LAST);
  self->last = at_end ? self->wish->to : self->wish->to + 1;
}

static void
read_places (LtMonitorPage *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "places");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = lt_json_get_element_text (array, i);
      LtId id;

      if (text != NULL && lt_id_from_text (&id, text))
        lt_monitor_places_choose (self->places, &id);
    }
}

/* Once, before anything is shown; what is not there any more is passed over later. */
void
lt_monitor_page_recall_wish (LtMonitorPage *self)
{
  g_autofree char *text = lt_settings_get (LT_SETTING_MONITORING);
  g_autoptr (JsonNode) root = text == NULL ? NULL : lt_json_parse (text, -1, NULL);
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *view, *item, *interval;

  if (object == NULL || self->wish->item != NULL)
    return;
  view = lt_json_get_text (object, "view");
  item = lt_json_get_text (object, "item");
  interval = lt_json_get_text (object, "interval");
  self->showing = TRUE;
  if (item != NULL)
    lt_series_wish_set_item (self->wish, self->items, item);
  for (int i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_MONTH; i++)
    if (g_strcmp0 (interval, lt_interval_name ((LtInterval) i)) == 0)
      self->wish->interval = (LtInterval) i;
  self->form = (LtChartForm) read_number (object, "form", LT_CHART_LINES, LT_CHART_CALENDAR);
  self->as_table = read_number (object, "table", 0, 1) == 1;
  gtk_drop_down_set_selected (self->span_choice, (guint) read_number (object, "span", 0, 3));
  read_times (self, object);
  read_places (self, object);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (view, views[i]) == 0)
      gtk_toggle_button_set_active (get_view_button (self, i), TRUE);
  self->showing = FALSE;
}
