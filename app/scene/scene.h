/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/options.h"
#include "scene/view.h"

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

/**
 * LtSceneItem:
 * @kind: number of the kind
 * @record: the record's id
 * @variety: index of the choice that decides its symbol; -1 for none
 * @title: (transfer none): what is written beside it; lives as long as the scene
 * @world_x: where its symbol stands, or its outline's middle
 * @world_y: the same
 * @world: its box
 * @value: (transfer none) (nullable): what was measured there, as it is written; lives as long
 *   as the scene
 * @missing: whether it is known that nothing was
 * @cluster: how many places the disc stands for that it is shown in; 1 where it is shown by itself
 * @has_metres: whether somebody asked how far away it is
 * @metres: how far, on the ellipsoid
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
  const char *value;
  gboolean missing;
  guint cluster;
  gboolean has_metres;
  double metres;
  double distance;
} LtSceneItem;

/**
 * LtSceneLegendRow:
 * @of: number of the kind whose places it tells of
 * @kind: the same, whose sign it tells; 0 for a heading without a sign
 * @variety: index of the choice that decides the sign; -1 for none
 * @level: class of a value; -1 for none
 * @missing: whether it tells what has no data
 * @radius: of a circle whose size is a value, in pixels; 0 for any other
 * @is_value: whether it tells of values, not of what places are
 * @text: what stands beside the sign, in the screen's language
 *
 * One row of a legend.
 */
typedef struct
{
  guint of;
  guint kind;
  int variety;
  int level;
  gboolean missing;
  double radius;
  gboolean is_value;
  char *text;
} LtSceneLegendRow;

/* Paints something else of a view, in pixels of the layout. */
typedef void (*LtScenePaintFunc) (cairo_t *cr, const LtSceneView *view, gpointer user_data);

LtScene *lt_scene_build (LtStore *store,
                         const LtSceneView *view,
                         const LtSceneOptions *options,
                         GCancellable *cancellable,
                         GError **error);
LtScene *lt_scene_ref (LtScene *self);
void lt_scene_unref (LtScene *self);
const LtSceneView *lt_scene_get_view (const LtScene *self);
const char *lt_scene_get_remark (const LtScene *self);

void lt_scene_paint (const LtScene *self, cairo_t *cr, const LtSceneView *view);
gboolean lt_scene_paint_highlight (const LtScene *self,
                                   cairo_t *cr,
                                   const LtSceneView *view,
                                   const LtId *record);
cairo_surface_t *lt_scene_to_surface (const LtScene *self, const LtSceneView *view);
gboolean
lt_scene_to_png (const LtScene *self, const LtSceneView *view, const char *path, GError **error);
gboolean lt_scene_to_pdf (const LtScene *self,
                          const LtSceneView *view,
                          LtScenePaintFunc beneath,
                          gpointer user_data,
                          const char *title,
                          const char *made,
                          const char *path,
                          GError **error);

GPtrArray *lt_scene_list_legend (const LtScene *self, const LtSceneView *view);
void lt_scene_legend_row_free (LtSceneLegendRow *self);
void lt_scene_paint_legend_sign (const LtScene *self,
                                 cairo_t *cr,
                                 const LtSceneLegendRow *row,
                                 double x,
                                 double y,
                                 double size);

double lt_scene_measure_legend_rows (GPtrArray *rows);
double lt_scene_paint_legend_rows (const LtScene *self,
                                   cairo_t *cr,
                                   GPtrArray *rows,
                                   double x,
                                   double y,
                                   double width,
                                   double room);

GArray *
lt_scene_pick (const LtScene *self, const LtSceneView *view, double x, double y, double radius);
int lt_scene_item_compare (gconstpointer a, gconstpointer b);
GArray *lt_scene_get_items (const LtScene *self, const LtSceneView *view);
GArray *lt_scene_get_items_in (const LtScene *self, const LtBox *world);
guint lt_scene_count (const LtScene *self, const LtSceneView *view, guint kind);
gboolean lt_scene_find (const LtScene *self, const LtId *record, LtSceneItem *item);

/* The inner door of lt_scene_build(), for tests and benchmarks: places are fed
 * by hand. */
LtSceneBuilder *lt_scene_builder_new (const LtSceneView *view, const LtSceneOptions *options);
LtBox lt_scene_builder_get_box (const LtSceneBuilder *self);
void lt_scene_builder_add_period (LtSceneBuilder *self, const LtScenePeriod *period);
gboolean lt_scene_builder_add_place (LtSceneBuilder *self, const LtPlace *place);
void lt_scene_builder_add_shape (LtSceneBuilder *self, const LtPlace *place, const LtShape *shape);
LtScene *lt_scene_builder_finish (LtSceneBuilder *self);
void lt_scene_builder_free (LtSceneBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtScene, lt_scene_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSceneBuilder, lt_scene_builder_free)

G_END_DECLS
