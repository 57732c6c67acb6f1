/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/known-shapes-private.h"

#include "model/reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DECIMALS 6

typedef LtShapeSource Source;

static void
free_item (gpointer data)
{
  LtKnownItem *item = data;

  g_free (item->there);
  g_free (item->item);
  g_free (item);
}

void
lt_known_readings_free (LtKnownReadings *self)
{
  if (self == NULL)
    return;
  g_free (self->place_kind);
  g_free (self->code);
  g_free (self->place_name);
  g_free (self->city);
  g_clear_pointer (&self->city_in_file_name, g_regex_unref);
  g_clear_pointer (&self->place_columns, g_regex_unref);
  g_free (self->time.whole);
  g_free (self->time.date);
  g_free (self->time.month);
  g_free (self->time.day);
  g_free (self->time.hour);
  g_free (self->item);
  g_free (self->value);
  g_free (self->quality);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->left_out);
  g_free (self->interval);
  g_free (self->rank);
  g_free (self->source);
  g_free (self);
}

static gboolean
read_place (const Source *source, JsonObject *object, LtKnownReadings *self)
{
  static const char *const members[] = { "kind",    "code", "name", "city", "city_in_file_name",
                                         "columns", NULL };
  JsonObject *place;

  if (!lt_shape_source_get_object (source, object, "place", TRUE, &place)
      || !lt_shape_source_check_members (source, place, "place", members)
      || !lt_shape_source_get_text (source, place, "kind", TRUE, &self->place_kind)
      || !lt_shape_source_get_text (source, place, "code", FALSE, &self->code)
      || !lt_shape_source_get_text (source, place, "name", FALSE, &self->place_name)
      || !lt_shape_source_get_text (source, place, "city", FALSE, &self->city)
      || !lt_shape_source_get_pattern (source, place, "city_in_file_name", &self->city_in_file_name)
      || !lt_shape_source_get_pattern (source, place, "columns", &self->place_columns))
    return FALSE;
  if (!g_str_equal (self->place_kind, "station") && !g_str_equal (self->place_kind, "area"))
    return lt_shape_source_fail (source, "place.kind", _ ("it is \"station\" or \"area\"."));
  if ((self->place_columns != NULL) == (self->code != NULL || self->place_name != NULL))
    return lt_shape_source_fail (source, "place",
                                 _ ("it needs \"code\" or \"name\", or else \"columns\"."));
  return TRUE;
}

static gboolean
read_hours (const Source *source, JsonObject *time, LtKnownTime *self)
{
  g_autofree char *hours = NULL;
  g_autofree char *under = NULL;

  if (!lt_shape_source_get_text (source, time, "hours", FALSE, &hours)
      || !lt_shape_source_get_text (source, time, "hour_is", FALSE, &under))
    return FALSE;
  if (hours != NULL && !g_str_equal (hours, "0-23") && !g_str_equal (hours, "1-24"))
    return lt_shape_source_fail (source, "time.hours", _ ("it is \"0-23\" or \"1-24\"."));
  if (under != NULL && !g_str_equal (under, "end") && !g_str_equal (under, "begin"))
    return lt_shape_source_fail (source, "time.hour_is", _ ("it is \"end\" or \"begin\"."));
  self->first_hour = hours != NULL && *hours == '1' ? 1 : 0;
  self->last_hour = hours != NULL && *hours == '0' ? 23 : 24;
  self->begin = g_strcmp0 (under, "begin") == 0;
  return TRUE;
}

static gboolean
read_time (const Source *source, JsonObject *object, LtKnownTime *self)
{
  static const char *const members[] = { "column", "date",  "year",    "month", "day",
                                         "hour",   "hours", "hour_is", NULL };
  JsonObject *time;

  if (!lt_shape_source_get_object (source, object, "time", TRUE, &time)
      || !lt_shape_source_check_members (source, time, "time", members)
      || !lt_shape_source_get_text (source, time, "column", FALSE, &self->whole)
      || !lt_shape_source_get_text (
          source, time, json_object_has_member (time, "year") ? "year" : "date", FALSE, &self->date)
      || !lt_shape_source_get_text (source, time, "month", FALSE, &self->month)
      || !lt_shape_source_get_text (source, time, "day", FALSE, &self->day)
      || !lt_shape_source_get_text (source, time, "hour", FALSE, &self->hour)
      || !read_hours (source, time, self))
    return FALSE;
  if ((self->whole != NULL) == (self->date != NULL))
    return lt_shape_source_fail (source, "time",
                                 _ ("it needs \"column\", or \"date\", or \"year\"."));
  return TRUE;
}

/* A decimal as a fraction: "0.001" is 1 in 1000. */
static gboolean
read_factor (const Source *source, const char *text, LtKnownItem *item)
{
  gint64 millionths;

  item->factor = 1;
  item->divisor = 1;
  if (text == NULL)
    return TRUE;
  if (!lt_reading_parse_value (text, &millionths) || millionths <= 0
      || millionths > 1000 * LT_READING_SCALE)
    return lt_shape_source_fail (source, "factor", _ ("it is a number such as \"0.001\"."));
  item->factor = millionths;
  item->divisor = LT_READING_SCALE;
  while (item->divisor > 1 && item->factor % 10 == 0)
    {
      item->factor /= 10;
      item->divisor /= 10;
    }
  return TRUE;
}

/* NAME: ITEM, or NAME: { "item": ITEM, "factor": "0.001" } */
static gboolean
read_item (const Source *source, JsonObject *items, const char *there, LtKnownItem *item)
{
  static const char *const members[] = { "item", "factor", NULL };
  JsonNode *node = json_object_get_member (items, there);
  g_autofree char *factor = NULL;

  item->there = g_strdup (there);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return lt_shape_source_get_text (source, items, there, TRUE, &item->item)
           && read_factor (source, NULL, item);
  return lt_shape_source_check_members (source, json_node_get_object (node), there, members)
         && lt_shape_source_get_text (source, json_node_get_object (node), "item", TRUE,
                                      &item->item)
         && lt_shape_source_get_text (source, json_node_get_object (node), "factor", FALSE, &factor)
         && read_factor (source, factor, item);
}

static gboolean
read_items (const Source *source, JsonObject *object, LtKnownReadings *self)
{
  JsonObject *items;
  g_autoptr (GList) names = NULL;

  if (!lt_shape_source_get_object (source, object, "items", TRUE, &items))
    return FALSE;
  names = json_object_get_members (items);
  for (GList *i = names; i != NULL; i = i->next)
    {
      LtKnownItem *item = g_new0 (LtKnownItem, 1);

      g_ptr_array_add (self->items, item);
      if (!read_item (source, items, i->data, item))
        return FALSE;
    }
  if (self->items->len == 0)
    return lt_shape_source_fail (source, "items", _ ("it is missing."));
  return TRUE;
}

static gboolean
check_readings (const Source *source, const LtKnownReadings *self)
{
  if (self->item != NULL && self->value == NULL && self->place_columns == NULL)
    return lt_shape_source_fail (source, "item",
                                 _ ("with a column of the item goes one of the value, or a column "
                                    "for each place."));
  if (self->item == NULL && (self->value != NULL || self->place_columns != NULL))
    return lt_shape_source_fail (source, "item", _ ("it is missing."));
  if (self->time.hour != NULL && !g_str_equal (self->interval, "hour"))
    return lt_shape_source_fail (source, "time.hour", _ ("only values of an hour have one."));
  return TRUE;
}

/*
 * lt_known_readings_read:
 *
 * Reads the member "readings" of a shape.
 */
LtKnownReadings *
lt_known_readings_read (const LtShapeSource *source, JsonObject *object)
{
  static const char *const members[] = { "place",   "time",   "item",     "value",
                                         "quality", "items",  "left_out", "interval",
                                         "rank",    "source", NULL };
  LtKnownReadings *self = g_new0 (LtKnownReadings, 1);

  self->items = g_ptr_array_new_with_free_func (free_item);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  if (lt_shape_source_check_members (source, object, "readings", members)
      && read_place (source, object, self) && read_time (source, object, &self->time)
      && lt_shape_source_get_text (source, object, "item", FALSE, &self->item)
      && lt_shape_source_get_text (source, object, "value", FALSE, &self->value)
      && lt_shape_source_get_text (source, object, "quality", FALSE, &self->quality)
      && read_items (source, object, self)
      && lt_shape_source_get_texts (source, object, "left_out", &self->left_out)
      && lt_shape_source_get_choice (source, object, "interval", "batch", "interval",
                                     &self->interval)
      && lt_shape_source_get_choice (source, object, "rank", "batch", "rank", &self->rank)
      && lt_shape_source_get_choice (source, object, "source", "batch", "source", &self->source)
      && check_readings (source, self))
    return self;
  lt_known_readings_free (self);
  return NULL;
}
