/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/palette.h"
#include "scene/scene.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define NO_CLUSTER G_MAXUINT32

/* Clusters stand on a grid that is fixed to the world: its cells have CELL
 * pixels at whole zooms, up to twice that in between. */
#define CELL 48.0

/* No symbol reaches further from its place, in pixels */
#define SYMBOL_REACH 24.0

typedef struct
{
  LtId record;
  double x;
  double y;
  guint kind;
  int variety;
  const char *title;
  guint32 cluster;
  float radius; /* of a circle whose size is a value; pixels */
  const char *value;
} ScenePoint;

typedef struct
{
  guint first; /* in LtScene.corners, counted in corners */
  guint n;
  gboolean closed;
  gboolean hole;
} SceneRing;

typedef struct
{
  LtId record;
  guint kind;
  int variety;
  const char *title;
  LtBox world;
  double x;
  double y;
  guint first_ring;
  guint n_rings;
} SceneFigure;

typedef struct
{
  double x;
  double y;
  guint count;
  guint first_member; /* in LtScene.members */
} SceneCluster;

struct _LtScene
{
  gatomicrefcount references;
  LtSceneView view;
  guint64 kinds;
  gboolean dark;
  gboolean transparent;
  gboolean scale_bar;
  char *mark;
  GStringChunk *texts;
  GArray *points;   /* ScenePoint */
  GArray *figures;  /* SceneFigure: areas, zones, lines; large ones first in each kind */
  GArray *rings;    /* SceneRing */
  GArray *corners;  /* double, x and y in turn: world coordinates */
  GArray *clusters; /* SceneCluster */
  GArray *singles;  /* guint32: places in points of those shown by themselves, in painting order */
  GArray *members;  /* guint32: places in points, cluster by cluster */
};

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PixelBox;

/* labels.c: which names find room */
typedef struct _SceneLabels SceneLabels;

SceneLabels *lt_scene_labels_place (const LtScene *scene, cairo_t *cr, const LtSceneView *view);
void lt_scene_labels_paint (SceneLabels *self, cairo_t *cr);
guint lt_scene_labels_get_count (const SceneLabels *self);
PixelBox lt_scene_labels_get_box (const SceneLabels *self, guint i);
void lt_scene_labels_free (SceneLabels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneLabels, lt_scene_labels_free)

/* builder.c */
gboolean lt_scene_builder_wants (const LtSceneBuilder *self, guint kind);

/* cluster.c */
void lt_scene_make_clusters (LtScene *scene, const LtBox *box);
double lt_scene_cell_size (const LtSceneView *view);
double lt_scene_cluster_radius (guint count);

/* figures.c */
void lt_scene_paint_figures (const LtScene *scene, cairo_t *cr, const LtSceneView *view);
void lt_scene_figure_path (const LtScene *scene,
                           cairo_t *cr,
                           const LtSceneView *view,
                           const SceneFigure *figure);
gboolean lt_scene_figure_meets (const LtScene *scene, const SceneFigure *figure, const LtBox *box);
double lt_scene_figure_distance (const LtScene *scene,
                                 const SceneFigure *figure,
                                 double world_x,
                                 double world_y);

/* symbol.c */
#define LT_HATCH_STEP      9.0
#define LT_HATCH_STEP_WIDE 18.0 /* of what fills the picture */

void lt_symbol_paint_figure (cairo_t *cr,
                             guint kind,
                             int variety,
                             const LtBox *extent,
                             double phase_x,
                             double phase_y,
                             double step,
                             gboolean dark);
void lt_symbol_paint_circle (cairo_t *cr,
                             double x,
                             double y,
                             double radius,
                             gboolean has_value,
                             gboolean dark);
void lt_symbol_paint_cluster (cairo_t *cr, double x, double y, guint count, gboolean dark);
double lt_symbol_get_reach (guint kind);

/* furniture.c: scale bar and mark */
PixelBox lt_scene_mark_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view);
PixelBox lt_scene_scale_bar_box (const LtScene *scene, const LtSceneView *view);
void lt_scene_paint_furniture (const LtScene *scene, cairo_t *cr, const LtSceneView *view);

/* text.c */
PangoLayout *lt_scene_text_new (cairo_t *cr, const char *text, double size, gboolean bold);
void lt_scene_text_paint (cairo_t *cr,
                          PangoLayout *layout,
                          double x,
                          double y,
                          guint32 colour,
                          guint32 halo);

G_END_DECLS
