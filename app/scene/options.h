/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "scene/symbol.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What a scene is told: which layers, in which order, of what day, with which
 * values and classes. It is handed all of it and judges nothing itself. */

#define LT_SCENE_ALL_KINDS    G_MAXUINT64
#define LT_SCENE_KIND(number) (G_GUINT64_CONSTANT (1) << (number))

#define LT_SCENE_MOST_LAYERS 32
#define LT_SCENE_MOST_BREAKS 15

/**
 * LtSceneLayer:
 * @kind: number of a kind that is on the map
 * @shown: whether its places are shown
 * @opacity: 0 to 1
 *
 * One layer. A list of them is in painting order: the first lies at the bottom.
 */
typedef struct
{
  guint kind;
  gboolean shown;
  double opacity;
} LtSceneLayer;

/**
 * LtSceneScale:
 * @n_breaks: how many breaks; 0 where there are no classes
 * @breaks: the greatest value of each class but the last, ascending: class 0 is what is not
 *   greater than the first, class @n_breaks what is greater than the last
 * @has_colours: whether @colours are those to be used; else the palette has a row of them
 * @colours: 0xRRGGBB of each of the @n_breaks + 1 classes
 * @signs: (nullable): a character for each class, which stations bear
 * @words: (nullable): what a legend says of each class; %NULL for its numbers
 *
 * How values are divided into classes. Plain data: copy it by assignment; a scene keeps the texts.
 */
typedef struct
{
  guint n_breaks;
  double breaks[LT_SCENE_MOST_BREAKS];
  gboolean has_colours;
  guint32 colours[LT_SCENE_MOST_BREAKS + 1];
  const char *signs[LT_SCENE_MOST_BREAKS + 1];
  const char *words[LT_SCENE_MOST_BREAKS + 1];
} LtSceneScale;

/**
 * LtSceneMeasure:
 * @place: id of a station, a dust-fall site or an area
 * @missing: whether it is known that there is no value, which is not the same as 0
 * @value: the value, in the unit of what is measured; decides the size of a dust-fall
 *   site's circle, and the class where there is a scale
 * @text: (nullable): the value as it is written beside the symbol
 * @kind: number of the place's kind, where it counts for that alone; 0 for any
 *
 * What was measured at a place, at the moment that the scene shows.
 */
typedef struct
{
  LtId place;
  gboolean missing;
  double value;
  const char *text;
  guint kind;
} LtSceneMeasure;

/**
 * LtScenePeriod:
 * @place: id of a zone or an area
 * @from: (nullable): first day that it is in force, "2026-11-20"
 * @to: (nullable): last day
 * @version: (nullable): of its outline, as people write it
 *
 * When an outline is in force.
 */
typedef struct
{
  LtId place;
  const char *from;
  const char *to;
  const char *version;
} LtScenePeriod;

/**
 * LtSceneGuest:
 * @place: a place that is not in the file; its id names it in the scene
 * @shape: (nullable): where it is; %NULL for a point, which its box says
 *
 * What is shown beside the county's own places, such as what an import would bring.
 */
typedef struct
{
  LtPlace place;
  const LtShape *shape;
} LtSceneGuest;

/**
 * LtSceneOptions:
 * @layers: (nullable) (array length=n_layers): in painting order; a kind that is not named is
 *   not shown. %NULL for all of lt_scene_get_layers()
 * @n_layers: how many, LT_SCENE_MOST_LAYERS at the most
 * @style: for which paper or screen
 * @transparent: whether no ground is painted, because a base map lies beneath
 * @white: whether the ground that is painted is white, as paper is
 * @scale_bar: whether a scale bar stands in the lower left corner
 * @legend: whether a legend stands in the upper right corner
 * @title: (nullable): a line in the upper left corner: what the picture is of
 * @remark: (nullable): what else must be known of the values, such as of what other month the
 *   dust fall is; a legend says it, and whoever shows the scene
 * @station_title: (nullable): what stations' values are, for the legend
 * @dust_title: (nullable): what the sites' values are
 * @area_title: (nullable): what areas are shaded by; %NULL where they are not
 * @area_word: (nullable): what stands before the value of an area, such as "mean"
 * @mark: (nullable): a line in the lower right corner, such as "示例数据"
 * @date: (nullable): outlines that were not in force on that day are left out; %NULL for none
 * @station_values: whether stations show values: then one without a measure has no data
 * @measures: (nullable) (array length=n_measures): of stations, dust-fall sites and areas
 * @n_measures: how many
 * @station_scale: (nullable): classes of stations' values
 * @dust_scale: (nullable): classes of dust fall, of sites and of areas alike
 * @text_scale: how much larger the names and values are than usual; 0 for 1
 * @guests: (nullable) (array length=n_guests): places that are not in the file
 * @n_guests: how many
 *
 * How a scene is to be built; copied by it.
 */
typedef struct
{
  const LtSceneLayer *layers;
  guint n_layers;
  LtInkStyle style;
  gboolean transparent;
  gboolean white;
  gboolean scale_bar;
  gboolean legend;
  const char *title;
  const char *remark;
  const char *station_title;
  const char *dust_title;
  const char *area_title;
  const char *area_word;
  const char *mark;
  const char *date;
  gboolean station_values;
  const LtSceneMeasure *measures;
  guint n_measures;
  const LtSceneScale *station_scale;
  const LtSceneScale *dust_scale;
  double text_scale;
  const LtSceneGuest *guests;
  guint n_guests;
} LtSceneOptions;

const LtSceneLayer *lt_scene_get_layers (guint *n_layers);
guint lt_scene_scale_level (const LtSceneScale *self, double value);

G_END_DECLS
