/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New outlines out of those that are there: cut along a line, joined, taken off
 * one another, laid along a line. */

#include "geo/mercator.h"
#include "geo/shape-build.h"
#include "ui/map/map-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How far beside a line it can be clicked, in pixels. */
#define LINE_REACH 6
/* What is chosen by its name is shown with so much around it, and no closer than so. */
#define LINE_PADDING 120
#define LINE_ZOOM    14

static double
get_surface (const LtBox *box)
{
  return (box->max_x - box->min_x) * (box->max_y - box->min_y);
}

/* The smallest outline under the pointer, but for the one that is edited. */
static LtShape *
find_outline (LtMapView *self)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double longitude, latitude, x, y;
  double smallest = G_MAXDOUBLE;
  g_autoptr (GArray) items = NULL;
  LtShape *found = NULL;

  if (scene == NULL || !lt_map_hand_get_pointer (self->hand, &longitude, &latitude))
    return NULL;
  lt_scene_view_to_pixel (&view, lt_mercator_x (longitude), lt_mercator_y (latitude), &x, &y);
  items = lt_scene_pick (scene, &view, x, y, 0);
  for (guint i = 0; i < items->len; i++)
    {
      const LtSceneItem *item = &g_array_index (items, LtSceneItem, i);
      g_autoptr (LtRecord) record =
          lt_id_equal (&item->record, &self->drawn) || get_surface (&item->world) >= smallest
              ? NULL
              : lt_store_find_place (lt_session_get_store (self->session), &item->record, NULL);
      g_autoptr (LtShape) shape = record == NULL ? NULL : lt_record_get_shape (record);

      if (shape == NULL || lt_shape_get_class (shape) != LT_SHAPE_POLYGON)
        continue;
      smallest = get_surface (&item->world);
      g_clear_pointer (&found, lt_shape_free);
      found = g_steal_pointer (&shape);
    }
  return found;
}

/* The largest piece stays what is edited; what the others are is told. */
static LtShape *
cut (LtMapView *self, const LtShape *whole, GError **error)
{
  g_autoptr (LtShape) line = lt_sketch_to_shape (lt_map_hand_get_sketch (self->hand), error);
  g_autoptr (GPtrArray) pieces = line == NULL ? NULL : lt_shape_build_split (whole, line, error);
  g_autoptr (LtShape) rest = NULL;
  g_autofree char *text = NULL;

  if (pieces == NULL)
    return NULL;
  rest = lt_shape_build_union ((const LtShape *const *) pieces->pdata + 1, pieces->len - 1, error);
  if (rest == NULL)
    return NULL;
  text = lt_shape_to_geojson (rest);
  g_signal_emit_by_name (self, "cut-off", text);
  return g_ptr_array_steal_index (pieces, 0);
}

static LtShape *
combine (LtMapView *self, const LtShape *whole, GError **error)
{
  g_autoptr (LtShape) other = find_outline (self);
  const LtShape *both[2] = { whole, other };

  if (other == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("No other outline is there. Aim at the inside of one."));
      return NULL;
    }
  if (lt_map_hand_get_tool (self->hand) == LT_TOOL_TAKE_OFF)
    return lt_shape_build_minus (whole, other, error);
  return lt_shape_build_union (both, 2, error);
}

static void
lay_along (LtMapView *self)
{
  double metres = lt_map_tools_get_metres (self->tools);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) line = lt_sketch_to_shape (lt_map_hand_get_sketch (self->hand), &error);
  g_autoptr (LtShape) zone = NULL;
  g_autofree char *text = NULL;

  if (!(metres > 0))
    {
      lt_map_hand_say (self->hand, _ ("Type how many metres to each side, such as 500."));
      return;
    }
  zone = line == NULL ? NULL : lt_shape_build_along (line, metres, &error);
  if (zone == NULL)
    {
      lt_map_hand_say (self->hand, error->message);
      return;
    }
  text = lt_shape_to_geojson (zone);
  lt_map_hand_put_down (self->hand);
  g_signal_emit_by_name (self, "built", text);
}

/**
 * lt_map_view_build:
 * @self: a map in whose hand is what makes one outline of others, and it is whole
 */
void
lt_map_view_build (LtMapView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) whole = NULL;
  g_autoptr (LtShape) result = NULL;

  if (lt_map_hand_get_tool (self->hand) == LT_TOOL_ALONG)
    {
      lay_along (self);
      return;
    }
  whole = lt_sketch_to_shape (lt_map_hand_get_aside (self->hand), &error);
  if (whole != NULL && lt_map_hand_get_tool (self->hand) == LT_TOOL_CUT)
    result = cut (self, whole, &error);
  else if (whole != NULL)
    result = combine (self, whole, &error);
  if (result != NULL)
    lt_map_hand_resume (self->hand, result);
  else
    lt_map_hand_say (self->hand, error->message);
}

static gboolean
take_line (LtMapView *self, const LtId *id)
{
  g_autoptr (LtRecord) record =
      lt_store_find_place (lt_session_get_store (self->session), id, NULL);
  g_autoptr (LtShape) shape = record == NULL ? NULL : lt_record_get_shape (record);

  if (shape == NULL || lt_shape_get_class (shape) != LT_SHAPE_LINE)
    return FALSE;
  lt_map_hand_take_line (self->hand, shape, lt_record_get_title (record));
  return TRUE;
}

/**
 * lt_map_view_take_line_there:
 * @self: a map with a tool in hand
 *
 * Where a zone is to be laid along a line and none is there yet, takes the one that lies
 * under the pointer or the crosshair.
 *
 * Returns: whether there is one
 */
gboolean
lt_map_view_take_line_there (LtMapView *self)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double longitude, latitude, x, y;
  g_autoptr (GArray) items = NULL;

  if (scene == NULL || !lt_map_hand_wants_line (self->hand)
      || !lt_map_hand_get_pointer (self->hand, &longitude, &latitude))
    return FALSE;
  lt_scene_view_to_pixel (&view, lt_mercator_x (longitude), lt_mercator_y (latitude), &x, &y);
  items = lt_scene_pick (scene, &view, x, y, LINE_REACH);
  for (guint i = 0; i < items->len; i++)
    {
      const LtSceneItem *item = &g_array_index (items, LtSceneItem, i);

      if (lt_symbol_get_look (item->kind) == LT_SYMBOL_LINE && take_line (self, &item->record))
        return TRUE;
    }
  return FALSE;
}

/* One that was chosen by its name comes into view. */
static void
on_line_chosen (LtMapView *self, const char *text)
{
  g_autoptr (LtShape) line = NULL;
  LtBox box;
  LtId id;

  lt_map_tools_close_lines (self->tools);
  if (!lt_id_from_text (&id, text) || lt_map_hand_get_tool (self->hand) != LT_TOOL_ALONG
      || !take_line (self, &id))
    return;
  line = lt_sketch_to_shape (lt_map_hand_get_sketch (self->hand), NULL);
  if (line != NULL)
    {
      LtSceneView view = lt_map_layer_get_view (self->layer);

      box = lt_shape_get_box (line);
      box = lt_mercator_box (&box);
      lt_scene_view_fit (&view, &box, LINE_PADDING);
      view.zoom = MIN (view.zoom, LINE_ZOOM);
      lt_map_view_set_view (self, &view);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
on_lines_shown (LtMapView *self)
{
  if (self->session != NULL)
    lt_line_list_fill (lt_map_tools_get_lines (self->tools), self->session);
}

/* What lines there are is asked when somebody looks. */
void
lt_map_view_add_lines (LtMapView *self)
{
  g_signal_connect_object (gtk_widget_get_parent (GTK_WIDGET (self->tools)), "get-child-position",
                           G_CALLBACK (lt_map_view_on_child_position), self, 0);
  g_signal_connect_object (self->tools, "lines", G_CALLBACK (on_lines_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_map_tools_get_lines (self->tools), "chosen",
                           G_CALLBACK (on_line_chosen), self, G_CONNECT_SWAPPED);
}

/**
 * lt_map_view_take_along:
 * @self: a map
 *
 * Takes the tool that lays a zone along a line: along the selected place, where
 * that is a line, else along one that is drawn.
 */
void
lt_map_view_take_along (LtMapView *self)
{
  g_autoptr (LtRecord) record =
      lt_id_is_zero (&self->selected)
          ? NULL
          : lt_store_find_place (lt_session_get_store (self->session), &self->selected, NULL);
  g_autoptr (LtShape) shape = record == NULL ? NULL : lt_record_get_shape (record);

  lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD, NULL, NULL, NULL, NULL, NULL);
  lt_map_hand_take (self->hand, LT_TOOL_ALONG);
  if (shape != NULL && lt_shape_get_class (shape) == LT_SHAPE_LINE)
    lt_map_hand_take_line (self->hand, shape, lt_record_get_title (record));
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}
