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
  float radius;     /* of a circle whose size is a value; pixels */
  gboolean missing; /* it is known that there is no value */
  int level;        /* class of the value; -1 for none */
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
  const char *name;  /* without its version */
  const char *since; /* (nullable): first day that it is in force */
  gboolean older;    /* a later version of it is shown too */
  gboolean missing;  /* it is known that there is no value */
  int level;         /* class of its value; -1 for none */
  const char *value;
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

enum
{
  SCALE_STATION,
  SCALE_DUST,
  N_SCALES,
};

struct _LtScene
{
  gatomicrefcount references;
  LtSceneView view;
  LtSceneLayer layers[LT_SCENE_MOST_LAYERS]; /* in painting order */
  guint n_layers;
  guint64 shown; /* LT_SCENE_KIND() of the kinds of those that are, or'ed */
  LtInkStyle style;
  LtSceneScale scales[N_SCALES];
  gboolean station_values;
  gboolean transparent;
  gboolean white;
  gboolean scale_bar;
  double text_scale;
  gboolean legend;
  const char *title; /* these are in texts */
  const char *remark;
  const char *station_title;
  const char *dust_title;
  const char *area_title;
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

/* scene.c */
const LtSceneLayer *lt_scene_find_layer (const LtScene *self, guint kind);
const LtSceneScale *lt_scene_get_scale (const LtScene *self, guint kind);

/* builder.c */
float lt_scene_radius_of_value (double value);
gboolean lt_scene_builder_wants (const LtSceneBuilder *self, guint kind);

/* cluster.c */
gboolean lt_scene_is_numerous (guint kind);
void lt_scene_make_clusters (LtScene *scene, const LtBox *box);
double lt_scene_cell_size (const LtSceneView *view);
double lt_scene_cluster_radius (guint count);

/* figures.c */
void
lt_scene_paint_figures (const LtScene *scene, cairo_t *cr, const LtSceneView *view, guint kind);
void lt_scene_figure_path (const LtScene *scene,
                           cairo_t *cr,
                           const LtSceneView *view,
                           const SceneFigure *figure);
gboolean lt_scene_figure_meets (const LtScene *scene, const SceneFigure *figure, const LtBox *box);
double lt_scene_figure_distance (const LtScene *scene,
                                 const SceneFigure *figure,
                                 double world_x,
                                 double world_y);

/* area-shade.c */
void lt_scene_shade_area (cairo_t *cr,
                          const LtSceneScale *scale,
                          guint level,
                          double phase_x,
                          double phase_y,
                          LtInkStyle style);

/* How much of what is beneath a shaded area hides: names and hatching stay readable. */
#define LT_SHADING 0.55

/* symbol.c */
#define LT_HATCH_STEP      9.0
#define LT_HATCH_STEP_WIDE 18.0 /* of what fills the picture */

typedef struct
{
  guint kind;
  int variety;    /* index of the choice; -1 for none */
  gboolean older; /* a later version of it is shown too */
  LtBox extent;   /* what of it is seen, in pixels */
  double phase_x; /* pixels from the world's west to the picture's left edge */
  double phase_y; /* pixels from the north to the upper edge */
  double step;    /* pixels between two strokes */
  LtInkStyle style;
} FieldLook;

void lt_symbol_paint_field (cairo_t *cr, const FieldLook *look);
typedef struct
{
  guint kind;
  int variety;        /* index of the choice; -1 for none */
  double reach;       /* half of its size, in pixels */
  gboolean has_value; /* where the size is a value */
  gboolean missing;   /* it is known that there is no value */
  gboolean has_fill;  /* the value has a class: @fill is its colour */
  guint32 fill;
  const char *sign; /* (nullable): a character of the class */
  LtInkStyle style;
} PointLook;

/* Half of the size of a station that bears a sign. */
#define LT_SIGN_REACH 12.0

void lt_symbol_paint_point (cairo_t *cr, double x, double y, const PointLook *look);
void lt_symbol_paint_site (cairo_t *cr,
                           const LtPalette *palette,
                           int variety,
                           double x,
                           double y,
                           double reach);
void lt_symbol_paint_sign (cairo_t *cr,
                           const char *sign,
                           double x,
                           double y,
                           double size,
                           guint32 colour);
void lt_symbol_paint_line (cairo_t *cr, guint kind, int variety, LtInkStyle style);
void lt_symbol_paint_field_sample (cairo_t *cr,
                                   guint kind,
                                   int variety,
                                   double x,
                                   double y,
                                   double reach,
                                   LtInkStyle style);
void lt_symbol_paint_cluster (cairo_t *cr, double x, double y, guint count, LtInkStyle style);
double lt_symbol_get_reach (guint kind);

/* furniture.c: scale bar and mark */
PixelBox lt_scene_mark_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view);
PixelBox lt_scene_scale_bar_box (const LtScene *scene, const LtSceneView *view);
void lt_scene_paint_furniture (const LtScene *scene, cairo_t *cr, const LtSceneView *view);

PixelBox lt_scene_title_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view);

/* legend.c */
PixelBox lt_scene_legend_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view);
void lt_scene_paint_legend (const LtScene *scene, cairo_t *cr, const LtSceneView *view);

/* text.c */

G_END_DECLS
