/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb `map`. */

#include "base/error.h"
#include "base/json.h"
#include "work/air-words.h"
#include "work/map-sheet.h"
#include "work/picture.h"
#include "work/readings.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAP_WIDTH  1366
#define MAP_HEIGHT 768

static gboolean
read_paper (const char *text, LtMapSheet *sheet, GError **error)
{
  static const char *const papers[] = { NULL, "a4", "a4-upright", "a3", "a3-upright" };

  for (guint i = 1; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (text, papers[i]))
      {
        sheet->paper = (LtMapPaper) i;
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--paper \"%s\": there are a4 and a3, which lie, and a4-upright and a3-upright."),
               text);
  return FALSE;
}

/* "zone:50": with half of its opacity */
static gboolean
read_layer (const char *text, LtMapWish *wish, guint place, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  const LtKind *kind = lt_verb_kind (parts[0], error);
  LtSceneLayer *layer = kind == NULL ? NULL : lt_map_wish_find_layer (wish, kind->number);
  guint64 percent = 100;

  if (kind == NULL)
    return FALSE;
  if (layer == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--layers: records of the kind \"%s\" are nowhere on a map."), kind->name);
      return FALSE;
    }
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 0, 100, &percent, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--layers: \"%s\" is no layer. Write KIND, or KIND:PERCENT for one that lets "
                      "through what is beneath, such as zone:50."),
                   text);
      return FALSE;
    }
  layer->shown = TRUE;
  layer->opacity = (double) percent / 100;
  lt_map_wish_move_layer (wish, kind->number, place);
  return TRUE;
}

static gboolean
read_layers (const char *text, LtMapWish *wish, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; i < wish->n_layers; i++)
    wish->layers[i].shown = FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!read_layer (names[i], wish, wish->n_layers, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_item (const char *text, LtMapWish *wish, GError **error)
{
  g_autoptr (LtItems) items = lt_work_items (error);
  const LtItem *item = items == NULL ? NULL : lt_items_find (items, text);
  g_autofree char *all = items == NULL ? NULL : lt_items_list (items);

  if (items == NULL)
    return FALSE;
  if (item == NULL && !g_str_equal (text, LT_ITEM_AQI))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--item \"%s\" is not measured. There are: %s."), text, all);
      return FALSE;
    }
  if (wish->moment[0] == '\0')
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--item needs a moment whose values are shown: --date with an hour "
                              "(2026-11-20T08:00), a day (2026-11-20) or a month (2026-11)."));
      return FALSE;
    }
  g_strlcpy (wish->item, item == NULL ? LT_ITEM_AQI : item->code, sizeof wish->item);
  return TRUE;
}

static gboolean
read_classes (const char *text, const char *option, LtSceneScale *scale, GError **error)
{
  if (lt_map_classes_parse (text, scale, error) && scale->n_breaks > 0)
    return TRUE;
  if (error != NULL && *error != NULL)
    g_prefix_error (error, "--%s: ", option);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("--%s: give the greatest value of each class but the last, such as 35,75,115."),
                 option);
  return FALSE;
}

static gboolean
read_shading (const char *text, LtMapWish *wish, GError **error)
{
  if (g_str_equal (text, "mean") || g_str_equal (text, "max"))
    wish->shading = g_str_equal (text, "mean") ? LT_MAP_SHADED_BY_MEAN : LT_MAP_SHADED_BY_MAX;
  else
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_USAGE,
          _ ("--shade \"%s\": areas are shaded by the mean or the max of their dust fall."), text);
      return FALSE;
    }
  if (wish->dust_scale.n_breaks > 0)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("--shade needs classes: give --dust-classes, such as 5,7,9."));
  return FALSE;
}

static gboolean
read_wish (LtCall *call, LtMapWish *wish, GError **error)
{
  const char *date = lt_call_option (call, "date");
  const char *layers = lt_call_option (call, "layers");
  const char *item = lt_call_option (call, "item");
  const char *classes = lt_call_option (call, "classes");
  const char *dust = lt_call_option (call, "dust-classes");
  const char *shade = lt_call_option (call, "shade");

  lt_map_wish_init (wish);
  lt_map_wish_set_today (wish, lt_session_get_now (call->session));
  return (date == NULL || lt_map_wish_set_moment (wish, date, error))
         && (layers == NULL || read_layers (layers, wish, error))
         && lt_verb_read_style (call, &wish->style, error)
         && (item == NULL || read_item (item, wish, error))
         && (classes == NULL || read_classes (classes, "classes", &wish->station_scale, error))
         && (dust == NULL || read_classes (dust, "dust-classes", &wish->dust_scale, error))
         && (shade == NULL || read_shading (shade, wish, error));
}

JsonNode *
lt_verb_map (LtCall *call, GError **error)
{
  const char *box = lt_call_option (call, "bbox");
  const char *size = lt_call_option (call, "size");
  const char *paper = lt_call_option (call, "paper");
  const char *title = lt_call_option (call, "title");
  LtMapSheet sheet = { .degrees = LT_BOX_EMPTY,
                       .width = MAP_WIDTH,
                       .height = MAP_HEIGHT,
                       .scale = 1,
                       .legend = lt_call_option (call, "legend") != NULL,
                       .replace = lt_call_option (call, "replace") != NULL,
                       .title = title,
                       .made = lt_session_get_now (call->session) };
  g_autoptr (LtBasemap) basemap = NULL;
  LtMapWish wish;
  JsonObject *object;

  if (!lt_work_check_picture (call->words[0], sheet.replace, error))
    return NULL;
  if (paper != NULL && size != NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--paper has a size of its own: leave out --size."));
      return NULL;
    }
  if (title != NULL && paper == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--title is of a page: give --paper too, such as --paper a4."));
      return NULL;
    }
  if ((box != NULL && !lt_work_parse_box (box, &sheet.degrees, error))
      || !lt_verb_read_size (call, &sheet.width, &sheet.height, &sheet.scale, error)
      || (paper != NULL && !read_paper (paper, &sheet, error))
      || !lt_verb_read_basemap (call, &basemap, error) || !read_wish (call, &wish, error))
    return NULL;
  sheet.basemap = basemap;
  if (!lt_work_map_to_file (lt_session_get_store (call->session), &sheet, &wish, call->words[0],
                            error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[0]);
  lt_verb_answer_basemap (object, basemap);
  return lt_json_node_take_object (object);
}
