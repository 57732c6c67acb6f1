/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "scene/symbol.h"
#include "scene/view.h"
#include "store/store.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtScene:
 *
 * What a map shows of a county, for one box, one zoom and one set of options:
 * symbols, clusters, outlines and lines. Immutable once built, counted by
 * atomic references; any thread may paint it, pick in it and list it.
 */
typedef struct _LtScene LtScene;
typedef struct _LtSceneBuilder LtSceneBuilder;

#define LT_SCENE_ALL_KINDS    G_MAXUINT64
#define LT_SCENE_KIND(number) (G_GUINT64_CONSTANT (1) << (number))

/**
 * LtSceneMeasure:
 * @place: id of a dust-fall site
 * @value: its latest value, t/(km²·30d); decides the size of the circle
 * @text: (nullable): the value as it is written beside the circle
 */
typedef struct
{
  LtId place;
  double value;
  const char *text;
} LtSceneMeasure;

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
 * @kinds: which kinds are shown: LT_SCENE_KIND() of their numbers, or'ed
 * @dark: whether colours are those for a dark window
 * @transparent: whether no ground is painted, because a base map lies beneath
 * @scale_bar: whether a scale bar stands in the lower left corner
 * @mark: (nullable): a line in the lower right corner, such as "示例数据"
 * @measures: (nullable) (array length=n_measures): of the dust-fall sites
 * @n_measures: how many
 * @guests: (nullable) (array length=n_guests): places that are not in the file
 * @n_guests: how many
 *
 * How a scene is to be built; copied by it.
 */
typedef struct
{
  guint64 kinds;
  gboolean dark;
  gboolean transparent;
  gboolean scale_bar;
  const char *mark;
  const LtSceneMeasure *measures;
  guint n_measures;
  const LtSceneGuest *guests;
  guint n_guests;
} LtSceneOptions;

/**
 * LtSceneItem:
 * @kind: number of the kind
 * @record: the record's id
 * @variety: index of the choice that decides its symbol; -1 for none
 * @title: (transfer none): what is written beside it; lives as long as the scene
 * @world_x: where its symbol stands, or its outline's middle
 * @world_y: the same
 * @world: its box
 * @cluster: how many places the disc stands for that it is shown in; 1 where it is shown by itself
 * @distance: when picked, pixels between the pointer and its symbol or disc; 0 inside an outline
 *
 * One place of the scene.
 */
typedef struct
{
  guint kind;
  LtId record;
  int variety;
  const char *title;
  double world_x;
  double world_y;
  LtBox world;
  guint cluster;
  double distance;
} LtSceneItem;

LtScene *lt_scene_build (LtStore *store,
                         const LtSceneView *view,
                         const LtSceneOptions *options,
                         GCancellable *cancellable,
                         GError **error);
LtScene *lt_scene_ref (LtScene *self);
void lt_scene_unref (LtScene *self);
const LtSceneView *lt_scene_get_view (const LtScene *self);

void lt_scene_paint (const LtScene *self, cairo_t *cr, const LtSceneView *view);
gboolean lt_scene_paint_highlight (const LtScene *self,
                                   cairo_t *cr,
                                   const LtSceneView *view,
                                   const LtId *record);
cairo_surface_t *lt_scene_to_surface (const LtScene *self, const LtSceneView *view);
gboolean
lt_scene_to_png (const LtScene *self, const LtSceneView *view, const char *path, GError **error);

GArray *
lt_scene_pick (const LtScene *self, const LtSceneView *view, double x, double y, double radius);
GArray *lt_scene_get_items (const LtScene *self, const LtSceneView *view);
guint lt_scene_count (const LtScene *self, const LtSceneView *view, guint kind);
gboolean lt_scene_find (const LtScene *self, const LtId *record, LtSceneItem *item);

/* The inner door of lt_scene_build(), for tests and benchmarks: places are fed
 * by hand. */
LtSceneBuilder *lt_scene_builder_new (const LtSceneView *view, const LtSceneOptions *options);
LtBox lt_scene_builder_get_box (const LtSceneBuilder *self);
gboolean lt_scene_builder_add_place (LtSceneBuilder *self, const LtPlace *place);
void lt_scene_builder_add_shape (LtSceneBuilder *self, const LtPlace *place, const LtShape *shape);
LtScene *lt_scene_builder_finish (LtSceneBuilder *self);
void lt_scene_builder_free (LtSceneBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtScene, lt_scene_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSceneBuilder, lt_scene_builder_free)

G_END_DECLS
