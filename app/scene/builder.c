/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include "geo/mercator.h"

#include <math.h>
#include <string.h>

/* Corners nearer to the last one than this many pixels are left out. */
#define CORNER_STEP 0.5

struct _LtSceneBuilder
{
  LtScene *scene;
  LtBox box;
  double corner_step;    /* world units */
  GHashTable *measures;  /* by place: LtSceneMeasure */
  GHashTable *periods;   /* by place: LtScenePeriod */
  const char *date;      /* (nullable) */
  const char *area_word; /* (nullable) */
};

typedef struct
{
  LtSceneBuilder *builder;
  SceneFigure *figure;
} PathTarget;

/* From area to radius: the circle's surface is proportional to the value, and
 * the threshold of 7 t/(km²·30d) in use in Shanxi gives nine pixels. */
float
lt_scene_radius_of_value (double value)
{
  return (float) CLAMP (9.0 * sqrt (MAX (value, 0) / 7.0), 4.0, 22.0);
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  const SceneFigure *first = a, *second = b;
  double first_size, second_size;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  first_size =
      (first->world.max_x - first->world.min_x) * (first->world.max_y - first->world.min_y);
  second_size =
      (second->world.max_x - second->world.min_x) * (second->world.max_y - second->world.min_y);
  if (first_size != second_size)
    return first_size > second_size ? -1 : 1;
  return memcmp (&first->record, &second->record, sizeof (LtId));
}

static gboolean
is_shown (const LtScene *scene, guint kind)
{
  return kind < 64 && (scene->shown & LT_SCENE_KIND (kind)) != 0;
}

/* Days are ISO text, which sorts as they do. */
static gboolean
is_in_force (const LtSceneBuilder *self, const LtScenePeriod *period)
{
  return self->date == NULL || period == NULL
         || ((period->from == NULL || strcmp (period->from, self->date) <= 0)
             && (period->to == NULL || strcmp (period->to, self->date) >= 0));
}

static const char *
keep_text (LtScene *scene, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert (scene->texts, text);
}

static const char *
join_words (LtScene *scene, const char *word, const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s %s", word, value);

  return g_string_chunk_insert (scene->texts, text);
}

/* @missing, @level and @value are those of a point or a figure. */
static const LtSceneMeasure *
find_measure (const LtSceneBuilder *self,
              const LtPlace *place,
              gboolean *missing,
              int *level,
              const char **value)
{
  const LtSceneScale *scale = lt_scene_get_scale (self->scene, place->kind);
  const LtSceneMeasure *measure;

  *level = -1;
  /* Asked of each of a great many places: what has no values is not looked up. */
  if (place->kind != KIND_STATION && place->kind != KIND_DUST_SITE && place->kind != KIND_AREA)
    return NULL;
  measure = g_hash_table_lookup (self->measures, &place->record);
  *missing = place->kind == KIND_STATION && self->scene->station_values;
  if (measure == NULL || (measure->kind != 0 && measure->kind != place->kind))
    return NULL;
  *missing = measure->missing;
  *value = measure->missing ? NULL : measure->text;
  if (!measure->missing && scale != NULL)
    *level = (int) lt_scene_scale_level (scale, measure->value);
  return measure;
}

static void
add_corner (LtScene *scene, SceneRing *ring, double x, double y)
{
  double corner[2] = { x, y };

  g_array_append_vals (scene->corners, corner, 2);
  ring->n++;
}

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  PathTarget *target = user_data;
  LtScene *scene = target->builder->scene;
  double step = target->builder->corner_step, last_x = 0, last_y = 0;
  SceneRing ring = { .first = scene->corners->len / 2, .closed = closed, .hole = hole };

  /* A ring repeats its first corner at its end; closing the path does it here. */
  if (closed && n > 1 && xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1])
    n--;
  for (guint i = 0; i < n; i++)
    {
      double x = lt_mercator_x (xy[2 * i]), y = lt_mercator_y (xy[2 * i + 1]);

      if (i > 0 && i + 1 < n && fabs (x - last_x) < step && fabs (y - last_y) < step)
        continue;
      add_corner (scene, &ring, x, y);
      last_x = x;
      last_y = y;
    }
  g_array_append_val (scene->rings, ring);
  target->figure->n_rings++;
}

/* A line's name stands at the middle of its longest part. */
static void
find_middle_of_line (LtScene *scene, SceneFigure *figure)
{
  const SceneRing *longest = NULL;
  const double *corners;

  for (guint i = 0; i < figure->n_rings; i++)
    {
      const SceneRing *ring = &g_array_index (scene->rings, SceneRing, figure->first_ring + i);

      if (longest == NULL || ring->n > longest->n)
        longest = ring;
    }
  if (longest == NULL || longest->n == 0)
    return;
  corners = &g_array_index (scene->corners, double, 2 * (longest->first + longest->n / 2));
  figure->x = corners[0];
  figure->y = corners[1];
}

/**
 * lt_scene_builder_wants:
 *
 * Returns: whether places of that kind are shown
 */
gboolean
lt_scene_builder_wants (const LtSceneBuilder *self, guint kind)
{
  return is_shown (self->scene, kind);
}

static void
copy_layers (LtScene *scene, const LtSceneOptions *options)
{
  guint n = options->n_layers;
  const LtSceneLayer *layers = options->layers != NULL ? options->layers : lt_scene_get_layers (&n);

  scene->n_layers = MIN (n, LT_SCENE_MOST_LAYERS);
  memcpy (scene->layers, layers, scene->n_layers * sizeof *layers);
  for (guint i = 0; i < scene->n_layers; i++)
    if (layers[i].kind < 64 && layers[i].shown && layers[i].opacity > 0
        && lt_symbol_get_look (layers[i].kind) != LT_SYMBOL_NONE)
      scene->shown |= LT_SCENE_KIND (layers[i].kind);
}

/* A class's texts outlive who has asked for the scene. */
static void
keep_scale (LtScene *scene, guint place, const LtSceneScale *scale)
{
  LtSceneScale *kept = &scene->scales[place];

  if (scale == NULL)
    return;
  *kept = *scale;
  for (guint i = 0; i <= kept->n_breaks; i++)
    {
      kept->signs[i] = keep_text (scene, scale->signs[i]);
      kept->words[i] = keep_text (scene, scale->words[i]);
    }
}

/**
 * lt_scene_builder_new:
 * @view: the box and zoom that it is built for
 * @options: what is shown, and how
 *
 * Returns: (transfer full): an empty builder
 */
LtSceneBuilder *
lt_scene_builder_new (const LtSceneView *view, const LtSceneOptions *options)
{
  LtSceneBuilder *self = g_new0 (LtSceneBuilder, 1);
  LtScene *scene = g_new0 (LtScene, 1);
  double cell = lt_scene_cell_size (view);

  g_atomic_ref_count_init (&scene->references);
  scene->view = *view;
  copy_layers (scene, options);
  scene->style = options->style;
  scene->station_values = options->station_values;
  scene->transparent = options->transparent;
  scene->white = options->white;
  scene->text_scale = options->text_scale > 0 ? options->text_scale : 1;
  scene->scale_bar = options->scale_bar;
  scene->mark = g_strdup (options->mark);
  scene->texts = g_string_chunk_new (1 << 16);
  keep_scale (scene, SCALE_STATION, options->station_scale);
  keep_scale (scene, SCALE_DUST, options->dust_scale);
  scene->points = g_array_new (FALSE, FALSE, sizeof (ScenePoint));
  scene->figures = g_array_new (FALSE, FALSE, sizeof (SceneFigure));
  scene->rings = g_array_new (FALSE, FALSE, sizeof (SceneRing));
  scene->corners = g_array_new (FALSE, FALSE, sizeof (double));
  scene->clusters = g_array_new (FALSE, FALSE, sizeof (SceneCluster));
  scene->singles = g_array_new (FALSE, FALSE, sizeof (guint32));
  scene->members = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->scene = scene;
  /* Whole cells only, or a cluster at the edge would be counted short. */
  self->box = lt_scene_view_get_box (view, SYMBOL_REACH);
  self->box.min_x = (floor (self->box.min_x / cell) - 1) * cell;
  self->box.min_y = (floor (self->box.min_y / cell) - 1) * cell;
  self->box.max_x = (ceil (self->box.max_x / cell) + 1) * cell;
  self->box.max_y = (ceil (self->box.max_y / cell) + 1) * cell;
  self->corner_step = CORNER_STEP / (lt_scene_view_world_size (view) * MAX (view->scale, 1));

  scene->legend = options->legend;
  scene->title = keep_text (scene, options->title);
  scene->remark = keep_text (scene, options->remark);
  scene->station_title = keep_text (scene, options->station_title);
  scene->dust_title = keep_text (scene, options->dust_title);
  scene->area_title = keep_text (scene, options->area_title);
  self->area_word = keep_text (scene, options->area_word);
  self->date = keep_text (scene, options->date);
  self->periods = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, g_free);
  self->measures = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, g_free);
  for (guint i = 0; i < options->n_measures; i++)
    {
      LtSceneMeasure *measure = g_memdup2 (&options->measures[i], sizeof *measure);

      if (measure->text != NULL)
        measure->text = g_string_chunk_insert (scene->texts, measure->text);
      g_hash_table_replace (self->measures, &measure->place, measure);
    }
  return self;
}

/**
 * lt_scene_builder_get_box:
 *
 * Returns: the box, in world coordinates, of the places that the scene needs; a
 *   little larger than its view, so that clusters at the edge are whole
 */
LtBox
lt_scene_builder_get_box (const LtSceneBuilder *self)
{
  return self->box;
}

/**
 * lt_scene_builder_add_period:
 * @self: a builder
 * @period: of a place that is added later
 *
 * Says when a place is in force, and in which version.
 */
void
lt_scene_builder_add_period (LtSceneBuilder *self, const LtScenePeriod *period)
{
  LtScenePeriod *copy = g_memdup2 (period, sizeof *period);

  copy->from = keep_text (self->scene, period->from);
  copy->to = keep_text (self->scene, period->to);
  copy->version = keep_text (self->scene, period->version);
  g_hash_table_replace (self->periods, &copy->place, copy);
}

/**
 * lt_scene_builder_add_place:
 * @self: a builder
 * @place: a place that is a point
 *
 * Returns: whether it is shown: its kind is wanted, and it is in the box
 */
gboolean
lt_scene_builder_add_place (LtSceneBuilder *self, const LtPlace *place)
{
  LtScene *scene = self->scene;
  ScenePoint point = { .record = place->record,
                       .x = place->world.min_x,
                       .y = place->world.min_y,
                       .kind = place->kind,
                       .variety = place->variety,
                       .level = -1,
                       .cluster = NO_CLUSTER };
  const LtSceneMeasure *measure;

  if (!is_shown (scene, place->kind) || !lt_box_intersects (&self->box, &place->world))
    return FALSE;
  point.title = g_string_chunk_insert (scene->texts, place->title == NULL ? "" : place->title);
  measure = find_measure (self, place, &point.missing, &point.level, &point.value);
  if (measure != NULL && !measure->missing && lt_symbol_get_look (place->kind) == LT_SYMBOL_CIRCLE)
    point.radius = lt_scene_radius_of_value (measure->value);
  else if (place->kind == KIND_STATION && point.level >= 0
           && scene->scales[SCALE_STATION].signs[point.level] != NULL)
    point.radius = LT_SIGN_REACH;
  g_array_append_val (scene->points, point);
  return TRUE;
}

/**
 * lt_scene_builder_add_shape:
 * @self: a builder
 * @place: a place that is a line or has an outline
 * @shape: its line or outline
 */
void
lt_scene_builder_add_shape (LtSceneBuilder *self, const LtPlace *place, const LtShape *shape)
{
  LtScene *scene = self->scene;
  SceneFigure figure = { .record = place->record,
                         .kind = place->kind,
                         .variety = place->variety,
                         .world = place->world,
                         .first_ring = scene->rings->len };
  const LtScenePeriod *period = g_hash_table_lookup (self->periods, &place->record);
  PathTarget target = { self, &figure };
  double longitude, latitude;

  if (!is_shown (scene, place->kind) || !lt_box_intersects (&self->box, &place->world)
      || !is_in_force (self, period))
    return;
  figure.name = figure.title =
      g_string_chunk_insert (scene->texts, place->title == NULL ? "" : place->title);
  figure.since = period == NULL ? NULL : period->from;
  find_measure (self, place, &figure.missing, &figure.level, &figure.value);
  if (place->kind == KIND_AREA && figure.value != NULL && self->area_word != NULL)
    figure.value = join_words (scene, self->area_word, figure.value);
  lt_shape_foreach_path (shape, on_path, &target);
  lt_shape_get_anchor (shape, &longitude, &latitude);
  figure.x = lt_mercator_x (longitude);
  figure.y = lt_mercator_y (latitude);
  if (lt_symbol_get_look (place->kind) == LT_SYMBOL_LINE)
    find_middle_of_line (scene, &figure);
  g_array_append_val (scene->figures, figure);
}

/* Whether the one took effect before the other; what began nobody knows when is
 * the older one. */
static gboolean
is_earlier (const SceneFigure *figure, const SceneFigure *than)
{
  int order = g_strcmp0 (figure->since, than->since);

  return order < 0 || (order == 0 && memcmp (&figure->record, &than->record, sizeof (LtId)) < 0);
}

/* Outlines that are called alike and lie on one another are versions of one: each
 * bears its version, and all but the latest are painted as what was before. */
static void
tell_version (LtSceneBuilder *self, SceneFigure *figure, const GArray *alike)
{
  const LtScenePeriod *period = g_hash_table_lookup (self->periods, &figure->record);
  gboolean several = FALSE;

  for (guint i = 0; i < alike->len; i++)
    {
      const SceneFigure *other =
          &g_array_index (self->scene->figures, SceneFigure, g_array_index (alike, guint, i));

      if (other == figure || !lt_box_intersects (&other->world, &figure->world))
        continue;
      several = TRUE;
      figure->older |= is_earlier (figure, other);
    }
  if (several && period != NULL && period->version != NULL)
    {
      g_autofree char *title = g_strdup_printf ("%s %s", figure->name, period->version);

      figure->title = g_string_chunk_insert (self->scene->texts, title);
    }
}

static void
tell_versions (LtSceneBuilder *self)
{
  GArray *figures = self->scene->figures;
  g_autoptr (GHashTable) named =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer alike;

  for (guint i = 0; i < figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (figures, SceneFigure, i);
      g_autofree char *key =
          g_strdup_printf ("%u %d %s", figure->kind, figure->variety, figure->name);

      if (lt_symbol_get_look (figure->kind) != LT_SYMBOL_FIELD || *figure->name == '\0')
        continue;
      alike = g_hash_table_lookup (named, key);
      if (alike == NULL)
        g_hash_table_insert (named, g_steal_pointer (&key),
                             alike = g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val ((GArray *) alike, i);
    }
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, NULL, &alike))
    for (guint i = 0; i < ((GArray *) alike)->len && ((GArray *) alike)->len > 1; i++)
      tell_version (
          self, &g_array_index (figures, SceneFigure, g_array_index ((GArray *) alike, guint, i)),
          alike);
}

/**
 * lt_scene_builder_finish:
 * @self: (transfer full): a builder
 *
 * Returns: (transfer full): the scene
 */
LtScene *
lt_scene_builder_finish (LtSceneBuilder *self)
{
  LtScene *scene;

  tell_versions (self);
  scene = g_steal_pointer (&self->scene);
  g_array_sort (scene->figures, compare_figures);
  lt_scene_make_clusters (scene, &self->box);
  lt_scene_builder_free (self);
  return scene;
}

void
lt_scene_builder_free (LtSceneBuilder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_pointer (&self->measures, g_hash_table_unref);
  g_clear_pointer (&self->periods, g_hash_table_unref);
  g_free (self);
}
