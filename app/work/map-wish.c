/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/map-wish.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *const shadings[] = { "none", "mean", "max" };

static gboolean
layer_equal (const LtSceneLayer *a, const LtSceneLayer *b)
{
  return a->kind == b->kind && !a->shown == !b->shown && a->opacity == b->opacity;
}

/**
 * lt_map_classes_equal:
 *
 * Returns: whether both have the same classes, in the same colours
 */
gboolean
lt_map_classes_equal (const LtSceneScale *a, const LtSceneScale *b)
{
  if (a->n_breaks != b->n_breaks || !a->has_colours != !b->has_colours)
    return FALSE;
  for (guint i = 0; i < a->n_breaks; i++)
    if (a->breaks[i] != b->breaks[i])
      return FALSE;
  return !a->has_colours || a->n_breaks == 0
         || memcmp (a->colours, b->colours, (a->n_breaks + 1) * sizeof *a->colours) == 0;
}

static gint64
get_time (const LtMapWish *self)
{
  gint64 time = 0;

  lt_reading_parse_time (self->moment, self->interval, &time);
  return time;
}

static guint
find_place (const LtMapWish *self, guint kind)
{
  guint place = 0;

  while (place < self->n_layers && self->layers[place].kind != kind)
    place++;
  return place;
}

/* json-glib makes 0 of a text. */
static gboolean
is_number (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  return JSON_NODE_HOLDS_VALUE (node) && (type == G_TYPE_DOUBLE || type == G_TYPE_INT64);
}

static void
read_layer (LtMapWish *self, JsonObject *object, guint *place)
{
  const LtKind *kind = lt_kind_by_name (lt_json_get_text (object, "kind"));
  LtSceneLayer *layer = kind == NULL ? NULL : lt_map_wish_find_layer (self, kind->number);
  JsonNode *shown = json_object_get_member (object, "shown");
  JsonNode *opacity = json_object_get_member (object, "opacity");

  /* Named twice, or a kind that is not on the map any more. */
  if (layer == NULL || find_place (self, kind->number) < *place)
    return;
  if (shown != NULL && json_node_get_value_type (shown) == G_TYPE_BOOLEAN)
    layer->shown = json_node_get_boolean (shown);
  if (opacity != NULL && is_number (opacity))
    layer->opacity = CLAMP (json_node_get_double (opacity), 0, 1);
  lt_map_wish_move_layer (self, kind->number, (*place)++);
}

/* A kind that the text does not name, as it is newer, stays above the one that it
 * stands above where nobody chose. */
static void
read_layers (LtMapWish *self, JsonArray *list)
{
  guint n, place = 0;
  const LtSceneLayer *all = lt_scene_get_layers (&n);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_layer (self, json_node_get_object (node), &place);
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = find_place (self, all[i].kind);
      guint below = i == 0 ? 0 : find_place (self, all[i - 1].kind) + 1;

      if (at < place)
        continue;
      lt_map_wish_move_layer (self, all[i].kind, below);
      place++;
    }
}

/**
 * lt_map_wish_init:
 * @self: (out caller-allocates): gets all layers, in their order, of no moment, in colours
 */
void
lt_map_wish_init (LtMapWish *self)
{
  const LtSceneLayer *layers;

  memset (self, 0, sizeof *self);
  self->interval = LT_INTERVAL_HOUR;
  self->text_scale = 1;
  layers = lt_scene_get_layers (&self->n_layers);
  memcpy (self->layers, layers, self->n_layers * sizeof *layers);
}

/**
 * lt_map_wish_set_today:
 * @self: a wish
 * @now: the time, milliseconds since 1970 (UTC)
 *
 * Says what day it is.
 */
void
lt_map_wish_set_today (LtMapWish *self, gint64 now)
{
  g_autofree char *today = lt_date_of (now);

  g_strlcpy (self->today, today, sizeof self->today);
}

/**
 * lt_map_wish_equal:
 *
 * Returns: whether both give the same picture of the same file and view
 */
gboolean
lt_map_wish_equal (const LtMapWish *a, const LtMapWish *b)
{
  if (strcmp (a->moment, b->moment) != 0 || a->interval != b->interval
      || strcmp (a->latest, b->latest) != 0 || strcmp (a->today, b->today) != 0
      || strcmp (a->item, b->item) != 0 || a->shading != b->shading || a->n_layers != b->n_layers
      || a->style != b->style || a->text_scale != b->text_scale
      || !a->transparent != !b->transparent
      || !lt_map_classes_equal (&a->station_scale, &b->station_scale)
      || !lt_map_classes_equal (&a->dust_scale, &b->dust_scale))
    return FALSE;
  for (guint i = 0; i < a->n_layers; i++)
    if (!layer_equal (&a->layers[i], &b->layers[i]))
      return FALSE;
  return TRUE;
}

/**
 * lt_map_wish_set_moment:
 * @self: a wish
 * @text: (nullable): an hour that ends there ("2026-11-20T08:00"), a day ("2026-11-20") or a
 *   month ("2026-11"); empty or %NULL for none
 * @error: return location
 *
 * Chooses a moment, and with it the interval.
 *
 * Returns: whether @text is one; if not, nothing is changed
 */
gboolean
lt_map_wish_set_moment (LtMapWish *self, const char *text, GError **error)
{
  gint64 time;

  if (text == NULL || *text == '\0')
    {
      self->moment[0] = '\0';
      return TRUE;
    }
  /* The shortest first: midnight is an hour, and the first of a month a day. */
  for (LtInterval interval = LT_INTERVAL_HOUR; interval <= LT_INTERVAL_MONTH; interval++)
    if (lt_reading_parse_time (text, interval, &time))
      {
        g_autofree char *moment = lt_reading_format_time (time, interval);

        g_strlcpy (self->moment, moment, sizeof self->moment);
        self->interval = interval;
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("\"%s\" is no moment of the map. Give the end of an hour (2026-11-20T08:00), a "
                  "day (2026-11-20) or a month (2026-11)."),
               text);
  return FALSE;
}

/**
 * lt_map_wish_get_date:
 *
 * Returns: (transfer full) (nullable): the day whose outlines are shown: that of the hour,
 *   where 00:00 ends the day before; the last of the month; @self's today
 *   where no moment is chosen, and %NULL where that is not said
 */
char *
lt_map_wish_get_date (const LtMapWish *self)
{
  g_autofree char *month = NULL;
  guint days;

  if (self->moment[0] == '\0')
    return self->today[0] == '\0' ? NULL : g_strdup (self->today);
  if (self->interval == LT_INTERVAL_HOUR)
    return lt_reading_format_time (get_time (self) - 1, LT_INTERVAL_DAY);
  if (self->interval == LT_INTERVAL_DAY)
    return g_strdup (self->moment);
  month = lt_map_wish_get_month (self);
  days = g_date_get_days_in_month ((GDateMonth) g_ascii_strtoull (month + 5, NULL, 10),
                                   (GDateYear) g_ascii_strtoull (month, NULL, 10));
  return g_strdup_printf ("%s-%02u", month, days);
}

/**
 * lt_moment_in_words:
 * @moment: of a wish; empty for none
 * @interval: of it
 *
 * Returns: (transfer full): as people write it: "2026-11-20 08:00"; empty for none
 */
char *
lt_moment_in_words (const char *moment, LtInterval interval)
{
  g_autofree char *date = NULL;

  if (interval != LT_INTERVAL_HOUR || strlen (moment) < strlen ("2026-11-20T08"))
    return g_strdup (moment);
  date = g_strndup (moment, strlen ("2026-11-20"));
  /* Translators: an hour of a day: 2026-11-20 08:00; one way in the whole program */
  return g_strdup_printf (_ ("%s %.2s:00"), date, moment + strlen ("2026-11-20T"));
}

/**
 * lt_map_wish_get_month:
 *
 * Returns: (transfer full) (nullable): the month that the moment is in, "2026-11"; %NULL
 *   where none is chosen
 */
char *
lt_map_wish_get_month (const LtMapWish *self)
{
  gint64 time = get_time (self);

  if (self->moment[0] == '\0')
    return NULL;
  return lt_reading_format_time (self->interval == LT_INTERVAL_HOUR ? time - 1 : time,
                                 LT_INTERVAL_MONTH);
}

/**
 * lt_map_wish_find_layer:
 *
 * Returns: (transfer none) (nullable): the layer of the kind, to be read and changed
 */
LtSceneLayer *
lt_map_wish_find_layer (LtMapWish *self, guint kind)
{
  guint place = find_place (self, kind);

  return place < self->n_layers ? &self->layers[place] : NULL;
}

/**
 * lt_map_wish_move_layer:
 * @self: a wish
 * @kind: number of a kind that has a layer
 * @place: where it goes, 0 for the bottom; beyond the last is the top
 */
void
lt_map_wish_move_layer (LtMapWish *self, guint kind, guint place)
{
  guint from = find_place (self, kind);
  LtSceneLayer layer;

  g_return_if_fail (from < self->n_layers);

  layer = self->layers[from];
  place = MIN (place, self->n_layers - 1);
  if (from < place)
    memmove (&self->layers[from], &self->layers[from + 1], (place - from) * sizeof layer);
  else
    memmove (&self->layers[place + 1], &self->layers[place], (from - place) * sizeof layer);
  self->layers[place] = layer;
}

/**
 * lt_map_classes_parse:
 * @text: the greatest value of each class but the last, rising, with commas between; empty
 *   for no classes
 * @scale: (out caller-allocates): the classes
 * @error: return location
 *
 * Returns: whether @text is that
 */
gboolean
lt_map_classes_parse (const char *text, LtSceneScale *scale, GError **error)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_auto (GStrv) parts = NULL;
  gboolean good = plain != NULL;
  LtSceneScale read = { 0 };

  if (good)
    {
      g_autoptr (GString) commas = g_string_new (g_strstrip (plain));

      g_string_replace (commas, "、", ",", 0);
      parts = g_strsplit (commas->str, ",", -1); /* of nothing it makes nothing */
      good = g_strv_length (parts) <= LT_SCENE_MOST_BREAKS;
    }
  for (guint i = 0; good && parts[i] != NULL; i++)
    {
      const char *number = g_strstrip (parts[i]);
      char *end = NULL;

      read.breaks[i] = g_ascii_strtod (number, &end);
      good = end != number && *end == '\0' && isfinite (read.breaks[i])
             && (i == 0 || read.breaks[i] > read.breaks[i - 1]);
      read.n_breaks = i + 1;
    }
  if (!good)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" are no classes. Give the greatest value of each class but the last, "
                      "rising, at the most %d of them, such as 35,75,115."),
                   text, LT_SCENE_MOST_BREAKS);
      return FALSE;
    }
  *scale = read;
  return TRUE;
}

/**
 * lt_map_classes_format:
 *
 * Returns: (transfer full): the classes as lt_map_classes_parse() takes them
 */
char *
lt_map_classes_format (const LtSceneScale *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < self->n_breaks; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ",",
                            g_ascii_formatd (number, sizeof number, "%.10g", self->breaks[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_map_wish_to_json:
 *
 * Returns: (transfer full): what is kept for an officer: layers, item, interval, shading and
 *   its classes, and whether it is for paper; not the moment, which is of a day's work, nor
 *   the classes of stations, which are those of an item
 */
char *
lt_map_wish_to_json (const LtMapWish *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *layers = json_array_new ();
  g_autofree char *classes = NULL;

  json_node_take_object (root, object);
  for (guint i = 0; i < self->n_layers; i++)
    {
      JsonObject *layer = json_object_new ();

      json_object_set_string_member (layer, "kind", lt_kind_by_number (self->layers[i].kind)->name);
      json_object_set_boolean_member (layer, "shown", self->layers[i].shown);
      json_object_set_double_member (layer, "opacity", self->layers[i].opacity);
      json_array_add_object_element (layers, layer);
    }
  json_object_set_array_member (object, "layers", layers);
  json_object_set_string_member (object, "item", self->item);
  json_object_set_string_member (object, "interval", lt_interval_name (self->interval));
  json_object_set_string_member (object, "shading", shadings[self->shading]);
  classes = lt_map_classes_format (&self->dust_scale);
  json_object_set_string_member (object, "dust_classes", classes);
  json_object_set_boolean_member (object, "plain", self->style == LT_INK_PLAIN);
  return json_to_string (root, FALSE);
}

/**
 * lt_map_wish_from_json:
 * @self: a wish, begun with lt_map_wish_init()
 * @json: (nullable): what lt_map_wish_to_json() gave, of whatever version of the program
 *
 * Takes from @json what it says. What it does not say, or not as it should, stays as it is:
 * it is a convenience and no reason to refuse anything.
 */
void
lt_map_wish_from_json (LtMapWish *self, const char *json)
{
  g_autoptr (JsonNode) root = json == NULL ? NULL : lt_json_parse (json, -1, NULL);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);
  JsonNode *layers, *plain;
  const char *text;

  if (object == NULL)
    return;
  layers = json_object_get_member (object, "layers");
  if (layers != NULL && JSON_NODE_HOLDS_ARRAY (layers))
    read_layers (self, json_node_get_array (layers));
  text = lt_json_get_text (object, "item");
  if (text != NULL && strlen (text) <= LT_READING_MAX_ITEM)
    g_strlcpy (self->item, text, sizeof self->item);
  text = lt_json_get_text (object, "interval");
  for (LtInterval i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_MONTH && self->moment[0] == '\0'; i++)
    if (g_strcmp0 (text, lt_interval_name (i)) == 0)
      self->interval = i;
  text = lt_json_get_text (object, "shading");
  for (guint i = 0; i < G_N_ELEMENTS (shadings); i++)
    if (g_strcmp0 (text, shadings[i]) == 0)
      self->shading = (LtMapShading) i;
  text = lt_json_get_text (object, "dust_classes");
  if (text != NULL && *text != '\0')
    lt_map_classes_parse (text, &self->dust_scale, NULL);
  plain = json_object_get_member (object, "plain");
  if (plain != NULL && json_node_get_value_type (plain) == G_TYPE_BOOLEAN)
    self->style = json_node_get_boolean (plain) ? LT_INK_PLAIN : LT_INK_LIGHT;
}
