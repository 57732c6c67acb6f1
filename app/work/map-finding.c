/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the map asks the whole file for: what lies inside an outline or near a place,
 * and what a corner that is being drawn may hold on to. A large county takes longer
 * than a frame, so that a window asks it of the readers. */

#include "work/map-finding.h"

#include "base/error.h"
#include "geo/distance.h"
#include "geo/mercator.h"
#include "work/map-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PICTURE 1000 /* pixels of the scene that the list is made of */

typedef struct
{
  LtId record;
  guint kind;
  double distance; /* of its box, in world coordinates */
} Neighbour;

typedef struct
{
  GArray *all; /* (element-type Neighbour) */
  guint64 kinds;
  const LtId *without;
  double x;
  double y;
} Neighbours;

static gboolean
add_found (GPtrArray *found,
           LtStore *store,
           const LtKind *kind,
           const LtReach *reach,
           const LtId *without,
           GError **error)
{
  LtQuery query = { .reach = reach };
  g_autoptr (GPtrArray) some = lt_store_list (store, kind, &query, error);

  for (guint i = 0; some != NULL && i < some->len; i++)
    {
      LtRecord *record = g_ptr_array_index (some, i);

      if (!lt_id_equal (&record->id, without))
        g_ptr_array_add (found, lt_record_copy (record));
    }
  return some != NULL;
}

static GPtrArray *
find_all (LtStore *store, const LtReach *reach, const LtId *without, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (lt_kind_is_place (kinds[i]) && !add_found (found, store, kinds[i], reach, without, error))
      return NULL;
  return g_steal_pointer (&found);
}

static LtPlace
make_place (const LtRecord *record, const LtShape *shape)
{
  int variety = lt_kind_find_field (record->kind, record->kind->variety);
  LtBox degrees = lt_shape_get_box (shape);

  return (LtPlace){
    .kind = record->kind->number,
    .record = record->id,
    .world = lt_mercator_box (&degrees),
    .variety = variety < 0 ? -1
                           : lt_field_choice_index (&record->kind->fields[variety],
                                                    lt_value_text (record->values[variety])),
    .title = lt_record_get_title (record),
  };
}

/* @measures: (nullable) */
static LtScene *
build_scene (GPtrArray *records, const LtMapWish *wish, GArray *measures, LtSceneView *view)
{
  LtSceneOptions options = { 0 };
  LtBox world = LT_BOX_EMPTY;
  g_autoptr (LtSceneBuilder) builder = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LtShape) shape = lt_record_get_shape (g_ptr_array_index (records, i));
      LtBox box = lt_shape_get_box (shape);

      box = lt_mercator_box (&box);
      lt_box_unite (&world, &box);
    }
  *view = (LtSceneView){ .width = PICTURE, .height = PICTURE, .scale = 1 };
  if (!lt_box_is_empty (&world))
    {
      world.max_x += 1e-7;
      world.max_y += 1e-7;
      lt_scene_view_fit (view, &world, PICTURE / 10.0);
    }
  if (measures != NULL)
    {
      options.measures = (const LtSceneMeasure *) measures->data;
      options.n_measures = measures->len;
      options.station_values = wish->item[0] != '\0';
    }
  builder = lt_scene_builder_new (view, &options);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LtShape) shape = lt_record_get_shape (g_ptr_array_index (records, i));
      LtPlace place = make_place (g_ptr_array_index (records, i), shape);

      if (lt_shape_get_class (shape) == LT_SHAPE_POINT)
        lt_scene_builder_add_place (builder, &place);
      else
        lt_scene_builder_add_shape (builder, &place, shape);
    }
  return lt_scene_builder_finish (g_steal_pointer (&builder));
}

static int
compare_metres (gconstpointer a, gconstpointer b)
{
  const LtSceneItem *one = a;
  const LtSceneItem *other = b;

  if (one->metres != other->metres)
    return one->metres < other->metres ? -1 : 1;
  return memcmp (&one->record, &other->record, sizeof (LtId));
}

/* The nearest first. */
static void
tell_metres (GArray *items, GPtrArray *records, const LtReach *reach)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (lt_id_hash, lt_id_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (by_id, &((LtRecord *) g_ptr_array_index (records, i))->id,
                         g_ptr_array_index (records, i));
  for (guint i = 0; i < items->len; i++)
    {
      LtSceneItem *item = &g_array_index (items, LtSceneItem, i);
      const LtRecord *record = g_hash_table_lookup (by_id, &item->record);
      g_autoptr (LtShape) shape = record == NULL ? NULL : lt_record_get_shape (record);

      if (shape == NULL)
        continue;
      item->has_metres = TRUE;
      item->metres = lt_distance_to_shape (shape, reach->longitude, reach->latitude);
    }
  g_array_sort (items, compare_metres);
}

static LtMapFound *
make_found (LtStore *store, GPtrArray *records, const LtMapWish *wish, GError **error)
{
  g_autoptr (GArray) measures =
      wish == NULL ? NULL : lt_work_map_measures (store, wish, NULL, error);
  LtMapFound *found;
  LtSceneView view;

  if (wish != NULL && measures == NULL)
    return NULL;
  found = g_new0 (LtMapFound, 1);
  found->scene = build_scene (records, wish, measures, &view);
  found->items = lt_scene_get_items (found->scene, &view);
  g_array_sort (found->items, lt_scene_item_compare);
  return found;
}

/**
 * lt_work_map_find:
 * @store: a county file
 * @reach: where
 * @without: a record that is not meant, such as the one that is asked about; zero
 *   for none
 * @wish: (nullable): which values they bear; %NULL for none
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the places of all kinds that are there; those near a
 *   point with how far away they are, the nearest first
 */
LtMapFound *
lt_work_map_find (LtStore *store,
                  const LtReach *reach,
                  const LtId *without,
                  const LtMapWish *wish,
                  GError **error)
{
  g_autoptr (GPtrArray) records = find_all (store, reach, without, error);
  LtMapFound *found = records == NULL ? NULL : make_found (store, records, wish, error);

  if (found != NULL && reach->near)
    tell_metres (found->items, records, reach);
  return found;
}

/* The field that names the place of what is none itself; -1 where there is none. */
static int
find_place_field (const LtKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];

      if (field->type == LT_TYPE_PLACE
          || (field->type == LT_TYPE_REFERENCE
              && lt_kind_is_place (lt_kind_by_name (field->refers_to))))
        return (int) i;
    }
  return -1;
}

/**
 * lt_work_can_map:
 * @kind: a kind of records
 *
 * Returns: whether they are places, or name one
 */
gboolean
lt_work_can_map (const LtKind *kind)
{
  return lt_kind_is_place (kind) || find_place_field (kind) >= 0;
}

/* @record: (transfer full): a record of the list, or %NULL where it is gone; gives its place */
static LtRecord *
find_place_of (LtStore *store, LtRecord *record)
{
  int field =
      record == NULL || lt_kind_is_place (record->kind) ? -1 : find_place_field (record->kind);
  g_autoptr (LtRecord) owned = record;
  LtId id;

  if (field < 0)
    return g_steal_pointer (&owned);
  return record->values[field] != NULL
                 && lt_id_from_text (&id, lt_value_text (record->values[field]))
             ? lt_store_find_place (store, &id, NULL)
             : NULL;
}

/**
 * lt_work_map_find_keys:
 * @store: a county file
 * @kind: of the records
 * @keys: (element-type gint64): their local numbers
 * @wish: (nullable): which values they bear; %NULL for none
 * @error: return location
 *
 * Returns: (transfer full) (nullable): these places, or the places of these records, each
 *   once
 */
LtMapFound *
lt_work_map_find_keys (LtStore *store,
                       const LtKind *kind,
                       const GArray *keys,
                       const LtMapWish *wish,
                       GError **error)
{
  g_autoptr (GPtrArray) listed =
      lt_store_list_by_keys (store, kind, (const gint64 *) (gconstpointer) keys->data, keys->len,
                             error);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (lt_id_hash, lt_id_equal);
  guint nowhere = 0;
  LtMapFound *found;

  for (guint i = 0; listed != NULL && i < listed->len; i++)
    {
      g_autoptr (LtRecord) place =
          find_place_of (store, g_steal_pointer (&g_ptr_array_index (listed, i)));
      g_autoptr (LtShape) shape = place == NULL ? NULL : lt_record_get_shape (place);

      nowhere += shape == NULL;
      if (shape == NULL || !g_hash_table_add (seen, &place->id))
        continue;
      g_ptr_array_add (places, g_steal_pointer (&place));
    }
  found = listed == NULL ? NULL : make_found (store, places, wish, error);
  if (found != NULL)
    found->nowhere = nowhere;
  return found;
}

/**
 * lt_work_map_find_inside:
 * @store: a county file
 * @outline: a record
 * @wish: (nullable): which values they bear; %NULL for none
 * @error: return location; %LT_ERROR_BAD_INPUT where it has no outline
 *
 * Returns: (transfer full) (nullable): the places of all kinds that lie inside it
 */
LtMapFound *
lt_work_map_find_inside (LtStore *store, const LtId *outline, const LtMapWish *wish, GError **error)
{
  g_autoptr (LtReach) reach = lt_reach_new ();
  g_autoptr (LtRecord) record = NULL;

  if (!lt_id_is_zero (outline))
    record = lt_store_find_place (store, outline, NULL);
  reach->within = record == NULL ? NULL : lt_record_get_shape (record);
  if (reach->within != NULL && lt_shape_get_class (reach->within) == LT_SHAPE_POLYGON)
    return lt_work_map_find (store, reach, outline, wish, error);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Select a zone or an area first."));
  return NULL;
}

void
lt_map_found_free (LtMapFound *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

static void
on_place (const LtPlace *place, gpointer user_data)
{
  Neighbours *neighbours = user_data;
  const LtBox *box = &place->world;
  double away_x = MAX (MAX (box->min_x - neighbours->x, neighbours->x - box->max_x), 0);
  double away_y = MAX (MAX (box->min_y - neighbours->y, neighbours->y - box->max_y), 0);
  Neighbour one = { place->record, place->kind, hypot (away_x, away_y) };

  if ((neighbours->kinds & LT_SCENE_KIND (place->kind)) != 0
      && !lt_id_equal (&place->record, neighbours->without))
    g_array_append_val (neighbours->all, one);
}

static int
compare_neighbours (gconstpointer a, gconstpointer b)
{
  const Neighbour *one = a;
  const Neighbour *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return memcmp (&one->record, &other->record, sizeof (LtId));
}

/* The kinds whose places have edges. */
static guint64
list_edged_kinds (void)
{
  guint64 edged = 0;
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      int field = lt_kind_geometry_field (kinds[i]);

      if (field >= 0 && kinds[i]->fields[field].type != LT_TYPE_POINT)
        edged |= LT_SCENE_KIND (kinds[i]->number);
    }
  return edged;
}

/**
 * lt_work_map_snap:
 * @store: a county file
 * @world: what is in view, in world coordinates
 * @world_x: where the pointer is
 * @world_y: the same
 * @most: of so many outlines and lines, those whose boxes are the nearest to it
 * @without: the record that is drawn itself; zero for none
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what a corner may hold on to
 */
LtSnap *
lt_work_map_snap (LtStore *store,
                  const LtBox *world,
                  double world_x,
                  double world_y,
                  guint most,
                  const LtId *without,
                  GError **error)
{
  LtBox degrees = lt_mercator_degrees (world);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  Neighbours neighbours = { all, list_edged_kinds (), without, world_x, world_y };
  g_autoptr (LtSnap) snap = lt_snap_new (&degrees);

  if (!lt_store_each_place (store, world, on_place, &neighbours, error))
    return NULL;
  g_array_sort (all, compare_neighbours);
  for (guint i = 0; i < MIN (all->len, most); i++)
    {
      const Neighbour *one = &g_array_index (all, Neighbour, i);
      g_autoptr (GError) problem = NULL;
      g_autoptr (LtShape) shape =
          lt_store_get_shape (store, lt_kind_by_number (one->kind), &one->record, &problem);

      if (shape != NULL)
        lt_snap_add_shape (snap, shape);
      else if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  lt_snap_sort (snap);
  return g_steal_pointer (&snap);
}
