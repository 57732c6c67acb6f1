/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which names find room. The important ones choose first; a name takes the
 * first of its places where it covers no symbol and no other name, and is left
 * out if there is none. The order follows from the scene alone, so the same
 * scene always shows the same names. */

#include "scene/scene-private.h"

#include <math.h>

#define BUCKET        64.0
#define GAP           3.0
#define MAX_WIDTH     168.0
#define MAX_TRIED     600
#define FRAME         3.0  /* around the value of an area */
#define MINE_NAMES_AT 11.5 /* zoom from which single mines bear their names */

typedef enum
{
  RANK_VALUE,
  RANK_AREA_VALUE,
  RANK_AREA,
  RANK_STATION,
  RANK_TOWN,
  RANK_ZONE,
  RANK_DUST_SITE,
  RANK_RIVER,
  RANK_MINE,
} Rank;

typedef struct
{
  Rank rank;
  guint order;
  const char *text;
  double x;
  double y;
  double reach;
  guint32 colour;
  guint kind;
} Candidate;

typedef struct
{
  PixelBox box;
  PangoLayout *layout;
  guint32 colour;
  double opacity;
  gboolean framed;
} Label;

struct _SceneLabels
{
  const LtScene *scene;
  const LtSceneView *view;
  guint32 halo;
  GArray *taken; /* PixelBox: symbols, furniture and names */
  guint columns;
  guint rows;
  GArray **buckets; /* guint: which of the taken touch that part of the picture */
  GArray *labels;   /* Label */
};

static const struct
{
  double size;
  gboolean bold;
  gboolean centred;
  double spacing;
} styles[] = {
  [RANK_VALUE] = { 12, TRUE, FALSE, 0 },      [RANK_AREA_VALUE] = { 12, TRUE, TRUE, 0 },
  [RANK_AREA] = { 17, FALSE, TRUE, 5 },       [RANK_STATION] = { 13, TRUE, FALSE, 0 },
  [RANK_TOWN] = { 12, FALSE, FALSE, 0 },      [RANK_ZONE] = { 12, TRUE, TRUE, 1 },
  [RANK_DUST_SITE] = { 11, FALSE, FALSE, 0 }, [RANK_RIVER] = { 12, FALSE, TRUE, 2 },
  [RANK_MINE] = { 11, FALSE, FALSE, 0 },
};

static void
clear_label (gpointer data)
{
  Label *label = data;

  g_clear_object (&label->layout);
}

static gboolean
boxes_overlap (const PixelBox *a, const PixelBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
find_buckets (const SceneLabels *self, const PixelBox *box, guint range[4])
{
  range[0] = (guint) CLAMP (floor (box->x / BUCKET), 0, self->columns - 1);
  range[1] = (guint) CLAMP (floor (box->y / BUCKET), 0, self->rows - 1);
  range[2] = (guint) CLAMP (floor ((box->x + box->width) / BUCKET), 0, self->columns - 1);
  range[3] = (guint) CLAMP (floor ((box->y + box->height) / BUCKET), 0, self->rows - 1);
}

static void
take_room (SceneLabels *self, const PixelBox *box)
{
  guint range[4], place = self->taken->len;

  if (box->width <= 0)
    return;
  g_array_append_val (self->taken, *box);
  find_buckets (self, box, range);
  for (guint row = range[1]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[2]; column++)
      {
        GArray **bucket = &self->buckets[row * self->columns + column];

        if (*bucket == NULL)
          *bucket = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*bucket, place);
      }
}

static gboolean
is_free (const SceneLabels *self, const PixelBox *box)
{
  guint range[4];

  if (box->x < 2 || box->y < 2 || box->x + box->width > self->view->width - 2
      || box->y + box->height > self->view->height - 2)
    return FALSE;
  find_buckets (self, box, range);
  for (guint row = range[1]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[2]; column++)
      {
        const GArray *bucket = self->buckets[row * self->columns + column];

        for (guint i = 0; bucket != NULL && i < bucket->len; i++)
          if (boxes_overlap (
                  &g_array_index (self->taken, PixelBox, g_array_index (bucket, guint, i)), box))
            return FALSE;
      }
  return TRUE;
}

static gboolean
find_room (const SceneLabels *self,
           const Candidate *candidate,
           double width,
           double height,
           PixelBox *box)
{
  double off = candidate->reach + GAP, slant = candidate->reach * 0.7 + 1;
  double left = candidate->x - width / 2, top = candidate->y - height / 2;
  const double beside[][2] = {
    { candidate->x + off, top },
    { candidate->x - off - width, top },
    { left, candidate->y - candidate->reach - 1 - height },
    { left, candidate->y + candidate->reach + 1 },
    { candidate->x + slant, candidate->y - slant - height },
    { candidate->x + slant, candidate->y + slant },
    { candidate->x - slant - width, candidate->y - slant - height },
    { candidate->x - slant - width, candidate->y + slant },
  };
  const double around[][2] = {
    { left, top },           { left, top - 16 },      { left, top + 16 },
    { left - 24, top },      { left + 24, top },      { left, top - 32 },
    { left, top + 32 },      { left - 40, top - 16 }, { left + 40, top - 16 },
    { left - 40, top + 16 }, { left + 40, top + 16 },
  };
  gboolean centred = styles[candidate->rank].centred;
  guint n = centred ? G_N_ELEMENTS (around) : G_N_ELEMENTS (beside);

  for (guint i = 0; i < n; i++)
    {
      const double *corner = centred ? around[i] : beside[i];

      *box = (PixelBox){ corner[0], corner[1], width, height };
      if (is_free (self, box))
        return TRUE;
    }
  return FALSE;
}

static double
get_size (const SceneLabels *self, const Candidate *candidate)
{
  return styles[candidate->rank].size * self->scene->text_scale;
}

/* No name is narrower than its letters at four tenths of their size: where not
 * even that fits, laying it out is spared. */
static gboolean
may_fit (const SceneLabels *self, const Candidate *candidate)
{
  double size = get_size (self, candidate);
  PixelBox box;

  return find_room (self, candidate,
                    MIN (size * 0.4 * (double) g_utf8_strlen (candidate->text, -1),
                         MAX_WIDTH * self->scene->text_scale / 2),
                    size * 0.9, &box);
}

static PangoLayout *
lay_out (const SceneLabels *self, cairo_t *cr, const Candidate *candidate)
{
  PangoLayout *layout = lt_letters_new (cr, candidate->text, get_size (self, candidate),
                                        styles[candidate->rank].bold);

  if (styles[candidate->rank].spacing > 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes,
                              pango_attr_letter_spacing_new (
                                  (int) (styles[candidate->rank].spacing * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  else
    {
      pango_layout_set_width (layout, (int) (MAX_WIDTH * self->scene->text_scale * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
place_label (SceneLabels *self, cairo_t *cr, const Candidate *candidate)
{
  const LtSceneLayer *layer = lt_scene_find_layer (self->scene, candidate->kind);
  PangoRectangle logical;
  Label label = { .colour = candidate->colour,
                  .opacity = layer == NULL ? 1 : layer->opacity,
                  .framed = candidate->rank == RANK_AREA_VALUE };
  double frame = label.framed ? FRAME : 0;

  if (!may_fit (self, candidate))
    return;
  label.layout = lay_out (self, cr, candidate);
  pango_layout_get_extents (label.layout, NULL, &logical);
  /* CJK fonts ask for half a line above and below; names may stand closer. */
  if (find_room (self, candidate, pango_units_to_double (logical.width) + 2 * frame,
                 get_size (self, candidate) * 1.2 + 2 * frame, &label.box))
    {
      take_room (self, &label.box);
      g_array_append_val (self->labels, label);
    }
  else
    g_object_unref (label.layout);
}

static void
add_candidate (GArray *list,
               Rank rank,
               const char *text,
               double x,
               double y,
               double reach,
               guint32 colour,
               guint kind)
{
  Candidate candidate = { rank, list->len, text, x, y, reach, colour, kind };

  if (text != NULL && *text != '\0')
    g_array_append_val (list, candidate);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

static void
add_figure (const LtScene *scene,
            const LtSceneView *view,
            const SceneFigure *figure,
            GArray *candidates)
{
  const LtPalette *palette = lt_palette_get (scene->style);
  double width = (figure->world.max_x - figure->world.min_x) * lt_scene_view_world_size (view);
  double x, y;

  lt_scene_view_to_pixel (view, figure->x, figure->y, &x, &y);
  if (x < 0 || y < 0 || x > view->width || y > view->height)
    {
      double world_x, world_y;

      /* Seen from so near that its middle is outside: the name comes along. */
      x = view->width / 2.0;
      y = view->height * (figure->kind == KIND_AREA ? 0.2 : 0.4);
      lt_scene_view_to_world (view, x, y, &world_x, &world_y);
      if (lt_scene_figure_distance (scene, figure, world_x, world_y) > 0)
        return;
    }
  if (figure->kind == KIND_AREA && width > 48 && figure->value != NULL)
    add_candidate (candidates, RANK_AREA_VALUE, figure->value, x, y + 22, 0, palette->dust_edge,
                   KIND_AREA);
  if (figure->kind == KIND_AREA && width > 48)
    add_candidate (candidates, RANK_AREA, figure->title, x, y, 0, palette->quiet_text,
                   figure->kind);
  else if (figure->kind == KIND_ZONE && width > 24)
    add_candidate (candidates, RANK_ZONE, figure->title, x, y, 0,
                   lt_palette_of_zone (palette, figure->variety), figure->kind);
  else if (figure->kind == KIND_RIVER && width > 48)
    add_candidate (candidates, RANK_RIVER, figure->title, x, y, 0, palette->water_text,
                   figure->kind);
  else if (figure->kind == KIND_CORRIDOR && width > 48)
    add_candidate (candidates, RANK_RIVER, figure->title, x, y, 0, palette->quiet_text,
                   figure->kind);
  /* A track is told by its line: its hours are in the list. */
}

static void
add_point (SceneLabels *self, const LtScene *scene, const ScenePoint *point, GArray *candidates)
{
  const LtPalette *palette = lt_palette_get (scene->style);
  double reach = point->radius > 0 ? point->radius : lt_symbol_get_reach (point->kind);
  double x, y;

  lt_scene_view_to_pixel (self->view, point->x, point->y, &x, &y);
  if (x < -SYMBOL_REACH || y < -SYMBOL_REACH || x > self->view->width + SYMBOL_REACH
      || y > self->view->height + SYMBOL_REACH)
    return;
  take_room (self, &(PixelBox){ x - reach, y - reach, 2 * reach, 2 * reach });
  switch (point->kind)
    {
    case KIND_STATION:
      add_candidate (candidates, RANK_VALUE, point->value, x, y, reach, palette->text, point->kind);
      add_candidate (candidates, RANK_STATION, point->title, x, y, reach, palette->station,
                     point->kind);
      break;
    case KIND_DUST_SITE:
      add_candidate (candidates, RANK_VALUE, point->value, x, y, reach, palette->dust_edge,
                     point->kind);
      add_candidate (candidates, RANK_DUST_SITE, point->title, x, y, reach, palette->dust_edge,
                     point->kind);
      break;
    case KIND_TOWN:
      add_candidate (candidates, RANK_TOWN, point->title, x, y, reach, palette->town, point->kind);
      break;
    default:
      if (self->view->zoom >= MINE_NAMES_AT)
        add_candidate (candidates, RANK_MINE, point->title, x, y, reach, palette->name,
                       point->kind);
      break;
    }
}

static void
take_room_of_clusters (SceneLabels *self, const LtScene *scene)
{
  for (guint i = 0; i < scene->clusters->len; i++)
    {
      const SceneCluster *cluster = &g_array_index (scene->clusters, SceneCluster, i);
      double radius = lt_scene_cluster_radius (cluster->count), x, y;

      lt_scene_view_to_pixel (self->view, cluster->x, cluster->y, &x, &y);
      if (x > -radius && y > -radius && x < self->view->width + radius
          && y < self->view->height + radius)
        take_room (self, &(PixelBox){ x - radius, y - radius, 2 * radius, 2 * radius });
    }
}

/**
 * lt_scene_labels_place:
 * @scene: a scene; must outlive what is returned
 * @cr: where it will be painted
 * @view: a view; the same
 *
 * Returns: (transfer full): the names that found room, for the calling thread only
 */
SceneLabels *
lt_scene_labels_place (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  SceneLabels *self = g_new0 (SceneLabels, 1);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  PixelBox mark = lt_scene_mark_box (scene, cr, view);
  PixelBox bar = lt_scene_scale_bar_box (scene, view);
  PixelBox legend = lt_scene_legend_box (scene, cr, view);
  PixelBox title = lt_scene_title_box (scene, cr, view);

  self->scene = scene;
  self->view = view;
  self->halo = lt_palette_get (scene->style)->halo;
  self->columns = (guint) MAX (view->width / BUCKET, 0) + 1;
  self->rows = (guint) MAX (view->height / BUCKET, 0) + 1;
  self->buckets = g_new0 (GArray *, (gsize) self->columns * self->rows);
  self->taken = g_array_new (FALSE, FALSE, sizeof (PixelBox));
  self->labels = g_array_new (FALSE, FALSE, sizeof (Label));
  g_array_set_clear_func (self->labels, clear_label);

  take_room (self, &legend);
  take_room (self, &title);
  take_room (self, &mark);
  take_room (self, &bar);
  take_room_of_clusters (self, scene);
  for (guint i = 0; i < scene->figures->len; i++)
    add_figure (scene, view, &g_array_index (scene->figures, SceneFigure, i), candidates);
  for (guint i = 0; i < scene->singles->len; i++)
    {
      guint32 place = g_array_index (scene->singles, guint32, i);

      add_point (self, scene, &g_array_index (scene->points, ScenePoint, place), candidates);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (candidates->len, MAX_TRIED); i++)
    place_label (self, cr, &g_array_index (candidates, Candidate, i));
  return self;
}

static void
paint_frame (cairo_t *cr, const Label *label, guint32 halo)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, label->box.x, label->box.y, label->box.width, label->box.height);
  lt_ink_set (cr, halo, 0.9);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, label->colour, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_label (cairo_t *cr, const Label *label, guint32 halo)
{
  PangoRectangle logical;

  pango_layout_get_extents (label->layout, NULL, &logical);
  if (label->framed)
    paint_frame (cr, label, halo);
  lt_letters_paint_with_halo (
      cr, label->layout, label->box.x + (label->framed ? FRAME : 0),
      label->box.y + (label->box.height - pango_units_to_double (logical.height)) / 2,
      label->colour, halo);
}

/**
 * lt_scene_labels_paint:
 *
 * Paints the names; one lets through as much as the layer that it is of.
 */
void
lt_scene_labels_paint (SceneLabels *self, cairo_t *cr)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = &g_array_index (self->labels, Label, i);

      if (label->opacity >= 1)
        {
          paint_label (cr, label, self->halo);
          continue;
        }
      cairo_save (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, label->box.x - 6, label->box.y - 6, label->box.width + 12,
                       label->box.height + 12);
      cairo_clip (cr);
      cairo_push_group (cr);
      paint_label (cr, label, self->halo);
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, label->opacity);
      cairo_restore (cr);
    }
}

guint
lt_scene_labels_get_count (const SceneLabels *self)
{
  return self->labels->len;
}

/**
 * lt_scene_labels_get_box:
 *
 * Returns: where the name number @i stands, in pixels
 */
PixelBox
lt_scene_labels_get_box (const SceneLabels *self, guint i)
{
  return g_array_index (self->labels, Label, i).box;
}

void
lt_scene_labels_free (SceneLabels *self)
{
  for (gsize i = 0; i < (gsize) self->columns * self->rows; i++)
    g_clear_pointer (&self->buckets[i], g_array_unref);
  g_free (self->buckets);
  g_array_unref (self->taken);
  g_array_unref (self->labels);
  g_free (self);
}
