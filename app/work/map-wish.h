/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "scene/options.h"

G_BEGIN_DECLS

/* What an officer wants to see on the map: which layers in which order, of what
 * moment, with which values. The window keeps one per officer (as JSON), hands a
 * copy to the painter's thread, and `lantianctl map` makes one of its options. */

/**
 * LtMapShading:
 *
 * @LT_MAP_NOT_SHADED: areas have no colour of their own
 * @LT_MAP_SHADED_BY_MEAN: by the mean of the valid dust fall of their sites, clean reference
 *   points left out
 * @LT_MAP_SHADED_BY_MAX: by the greatest of the same
 */
typedef enum
{
  LT_MAP_NOT_SHADED,
  LT_MAP_SHADED_BY_MEAN,
  LT_MAP_SHADED_BY_MAX,
} LtMapShading;

#define LT_MAP_MOST_MOMENT 16 /* bytes of "2026-11-20T15:42" */
#define LT_MAP_MOST_DAY    10

/**
 * LtMapWish:
 * @moment: what moment is shown, as text: an hour that ends there ("2026-11-20T08:00"), a day
 *   ("2026-11-20") or a month ("2026-11"); empty where none is chosen: then outlines in force
 *   @today are shown, each site's latest dust fall, and the latest values of @item
 * @interval: of @moment; of the time bar, where @moment is empty
 * @latest: where @moment is empty, the time whose values stations show, as text of @interval;
 *   empty where it is to be looked up
 * @item: code of the item whose values stations show, of @interval ("PM2.5"); empty for none
 * @shading: what areas are shaded by, of the month that @moment is in
 * @today: the day it is, "2026-11-20"; not kept. Empty: without a moment, outlines of every
 *   date are shown
 * @layers: in painting order, the lowest first; every kind that is on the map, once
 * @n_layers: how many
 * @style: for which screen or paper
 * @transparent: whether the ground is left out, because a base map lies beneath
 * @station_scale: classes of stations' values; without breaks the number alone is shown
 * @dust_scale: classes of dust fall; without breaks areas bear their value and are
 *   not shaded
 * @text_scale: how much larger names and values are than usual, on a screen. Not kept
 *
 * Plain data without pointers: copy it by assignment.
 */
typedef struct
{
  char moment[LT_MAP_MOST_MOMENT + 1];
  LtInterval interval;
  char latest[LT_MAP_MOST_MOMENT + 1];
  char item[LT_READING_MAX_ITEM + 1];
  LtMapShading shading;
  char today[LT_MAP_MOST_DAY + 1];
  LtSceneLayer layers[LT_SCENE_MOST_LAYERS];
  guint n_layers;
  LtInkStyle style;
  gboolean transparent;
  LtSceneScale station_scale;
  LtSceneScale dust_scale;
  double text_scale;
} LtMapWish;

void lt_map_wish_init (LtMapWish *self);
void lt_map_wish_set_today (LtMapWish *self, gint64 now);
gboolean lt_map_wish_equal (const LtMapWish *a, const LtMapWish *b);

gboolean lt_map_wish_set_moment (LtMapWish *self, const char *text, GError **error);
char *lt_moment_in_words (const char *moment, LtInterval interval);
char *lt_map_wish_get_date (const LtMapWish *self);
char *lt_map_wish_get_month (const LtMapWish *self);

LtSceneLayer *lt_map_wish_find_layer (LtMapWish *self, guint kind);
void lt_map_wish_move_layer (LtMapWish *self, guint kind, guint place);

gboolean lt_map_classes_equal (const LtSceneScale *a, const LtSceneScale *b);
gboolean lt_map_classes_parse (const char *text, LtSceneScale *scale, GError **error);
char *lt_map_classes_format (const LtSceneScale *self);

char *lt_map_wish_to_json (const LtMapWish *self);
void lt_map_wish_from_json (LtMapWish *self, const char *json);

G_END_DECLS
