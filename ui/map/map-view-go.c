/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done on the map by one key, and by its name; and going to a place. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"

#include <math.h>

/* One that is gone to by its name is shown with so much around it, and no closer than so. */
#define PLACE_PADDING 60
#define PLACE_ZOOM    14
/* From here on what is in view already can be told from what is around it. */
#define SEEN_ZOOM 12

static void
take_distance (LtMapView *self)
{
  lt_map_view_take_tool (self, LT_TOOL_DISTANCE);
}

static void
take_surface (LtMapView *self)
{
  lt_map_view_take_tool (self, LT_TOOL_SURFACE);
}

static void
take_box (LtMapView *self)
{
  lt_map_view_take_tool (self, LT_TOOL_BOX);
}

static void
take_draw (LtMapView *self)
{
  lt_map_view_take_tool (self, LT_TOOL_DRAW);
}

static void
take_edit (LtMapView *self)
{
  lt_map_view_take_tool (self, LT_TOOL_EDIT);
}

static void
draw_along (LtMapView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.draw-along", NULL);
}

static void
open_near (LtMapView *self)
{
  lt_map_tools_open_near (self->tools);
}

static void
open_go (LtMapView *self)
{
  lt_map_tools_open_go (self->tools);
}

static void
record_patrol (LtMapView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.patrol", NULL);
}

/* The target of `map.do`, and the key where another handler has none for it. */
static const struct
{
  const char *name;
  guint key;
  void (*run) (LtMapView *self);
} deeds[] = {
  { "distance", GDK_KEY_d, take_distance },
  { "surface", GDK_KEY_s, take_surface },
  { "box", GDK_KEY_b, take_box },
  { "draw", GDK_KEY_n, take_draw },
  { "edit", GDK_KEY_e, take_edit },
  { "along", GDK_KEY_l, draw_along },
  { "inside", GDK_KEY_i, lt_map_view_list_inside },
  { "near", GDK_KEY_r, open_near },
  { "go", GDK_KEY_g, open_go },
  { "me", GDK_KEY_w, lt_map_view_find_me },
  { "patrol", GDK_KEY_t, record_patrol },
  { "copy", 0, lt_map_view_copy_coordinate },
  { "whole", 0, lt_map_view_show_all },
};

static void
on_do (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *name = g_variant_get_string (target, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (deeds[i].name, name))
      deeds[i].run (LT_MAP_VIEW (widget));
}

/* Returns: whether the key is one of them */
gboolean
lt_map_view_do_by_key (LtMapView *self, guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (deeds[i].key == key && key != 0)
      {
        deeds[i].run (self);
        return TRUE;
      }
  return FALSE;
}

void
lt_map_view_install_go (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "map.do", "s", on_do);
}

/* The map stays under the hand of who sees the place already. */
static gboolean
is_seen (const LtSceneView *view, const LtBox *world)
{
  LtBox window = lt_scene_view_get_box (view, 0);

  return view->zoom >= SEEN_ZOOM && lt_box_contains (&window, world);
}

/**
 * lt_map_view_bring:
 * @self: a map
 * @id: a place
 *
 * Brings it into view, no closer than what is around it can be seen. Where it is seen
 * already, the map stays as it is.
 */
void
lt_map_view_bring (LtMapView *self, const LtId *id)
{
  LtStore *store = self->session == NULL ? NULL : lt_session_get_store (self->session);
  g_autoptr (LtRecord) place = store == NULL ? NULL : lt_store_find_place (store, id, NULL);
  g_autoptr (LtShape) shape = NULL;
  LtSceneView view = lt_map_layer_get_view (self->layer);
  LtBox box;

  if (place == NULL)
    return;
  shape = lt_value_to_shape (place->values[lt_kind_geometry_field (place->kind)], NULL);
  if (shape == NULL || lt_shape_is_empty (shape))
    return;
  box = lt_shape_get_box (shape);
  box = lt_mercator_box (&box);
  if (is_seen (&view, &box))
    return;
  self->fits = FALSE;
  lt_scene_view_fit (&view, &box, PLACE_PADDING);
  view.zoom = MIN (view.zoom, PLACE_ZOOM);
  lt_map_view_set_view (self, &view);
}
