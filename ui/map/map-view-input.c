/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer and keyboard on the map. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A press that was let go farther away was a drag. */
#define CLICK_DISTANCE 6
/* How far beside its symbol a place can be clicked. */
#define PICK_RADIUS 5
/* Part of the window that an arrow key moves the map by. */
#define ARROW_STEP 0.15

/* What lies on the map before what lies under it: a symbol before a line, a
 * line before a zone; an area last, since it is everywhere. */
static int
rank_item (const LtSceneItem *item)
{
  if (g_str_equal (lt_kind_by_number (item->kind)->name, "area"))
    return 3;
  switch (lt_symbol_get_look (item->kind))
    {
    case LT_SYMBOL_MARK:
    case LT_SYMBOL_CIRCLE:
      return 0;
    case LT_SYMBOL_LINE:
      return 1;
    default:
      return 2;
    }
}

/* Towns give the eye a hold; the keyboard goes through what is watched. */
static gboolean
is_stop (const LtSceneItem *item)
{
  return rank_item (item) == 0 && !g_str_equal (lt_kind_by_number (item->kind)->name, "town");
}

static const LtSceneItem *
find_best (GArray *items)
{
  const LtSceneItem *best = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const LtSceneItem *item = &g_array_index (items, LtSceneItem, i);
      int rank = rank_item (item);

      if (best == NULL || rank < rank_item (best)
          || (rank == rank_item (best) && item->distance < best->distance))
        best = item;
    }
  return best;
}

static GArray *
pick_at (LtMapView *self, double x, double y)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);

  return scene == NULL ? g_array_new (FALSE, FALSE, sizeof (LtSceneItem))
                       : lt_scene_pick (scene, &view, x, y, PICK_RADIUS);
}

/* The members of the disc that @best is shown in. */
static GArray *
take_cluster (GArray *items, const LtSceneItem *best)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (LtSceneItem));

  for (guint i = 0; i < items->len; i++)
    {
      const LtSceneItem *item = &g_array_index (items, LtSceneItem, i);

      if (item->kind == best->kind && item->cluster == best->cluster
          && fabs (item->distance - best->distance) < 0.01)
        g_array_append_val (members, *item);
    }
  return members;
}

void
lt_map_view_close_popover (LtMapView *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
on_member_chosen (LtMapView *self, guint kind, const char *id)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  lt_map_view_open_id (self, id);
}

static void
on_cluster_zoom (LtMapView *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  lt_map_view_zoom_about (self, self->press_x, self->press_y, 2);
}

static void
show_cluster (LtMapView *self, GArray *members, double x, double y)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = lt_place_list_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Zoom in here"));

  lt_map_view_close_popover (self);
  gtk_widget_set_name (button, "cluster-zoom");
  gtk_widget_set_size_request (list, 280, MIN (36 * (int) members->len + 8, 260));
  lt_place_list_set_short (LT_PLACE_LIST (list), TRUE);
  lt_place_list_set_items (LT_PLACE_LIST (list), scene, members);
  g_signal_connect_object (list, "chosen", G_CALLBACK (on_member_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_cluster_zoom), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), button);

  self->popover = gtk_popover_new ();
  gtk_widget_set_name (self->popover, "cluster");
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_pressed (LtMapView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  self->press_x = x;
  self->press_y = y;
}

static void
on_released (LtMapView *self, int n_press, double x, double y)
{
  g_autoptr (GArray) items = NULL;
  const LtSceneItem *best;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_DISTANCE
      || lt_map_view_tool_click (self, x, y, n_press == 2) || n_press != 1)
    return;
  items = pick_at (self, x, y);
  best = find_best (items);
  if (best != NULL && best->cluster > 1)
    {
      g_autoptr (GArray) members = take_cluster (items, best);

      show_cluster (self, members, x, y);
    }
  else
    lt_map_view_choose (self, best, FALSE);
}

/* After each layout GTK tells anew where the pointer is, at no time; nobody has moved it,
 * and so it does not take the place of the crosshair. */
static gboolean
is_repeated (GtkEventController *motion)
{
  return gtk_event_controller_get_current_event_time (motion) == GDK_CURRENT_TIME;
}

static void
on_motion (GtkEventController *motion, double x, double y, LtMapView *self)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  g_autoptr (GArray) items = NULL;
  const LtSceneItem *best;
  double world_x, world_y;

  if (lt_map_hand_has_crosshair (self->hand) && is_repeated (motion))
    return;
  if (lt_map_view_tool_motion (self, x, y))
    return;
  items = pick_at (self, x, y);
  best = find_best (items);
  if (best != NULL && rank_item (best) > 0)
    best = NULL;
  lt_map_layer_set_hovered (self->layer, best == NULL ? NULL : &best->record);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), best == NULL ? NULL : "pointer");
  lt_scene_view_to_world (&view, x, y, &world_x, &world_y);
  lt_map_view_point (self, lt_mercator_longitude (world_x), lt_mercator_latitude (world_y));
}

static void
on_leave (LtMapView *self)
{
  lt_map_layer_set_hovered (self->layer, NULL);
  lt_map_hand_forget_pointer (self->hand);
}

static void
pan_by (LtMapView *self, double part_x, double part_y)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double size = lt_scene_view_world_size (&view);

  view.world_x += part_x * view.width / size;
  view.world_y = CLAMP (view.world_y + part_y * view.height / size, 0, 1);
  lt_map_view_set_view (self, &view);
}

static void
step_selection (LtMapView *self, int direction)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  g_autoptr (GArray) items = NULL;
  int at = -1;

  if (scene == NULL)
    return;
  items = lt_scene_get_items (scene, &view);
  for (guint i = items->len; i > 0; i--)
    if (!is_stop (&g_array_index (items, LtSceneItem, i - 1)))
      g_array_remove_index (items, i - 1);
  if (items->len == 0)
    return;
  g_array_sort (items, lt_scene_item_compare);
  for (guint i = 0; i < items->len; i++)
    if (lt_id_equal (&g_array_index (items, LtSceneItem, i).record, &self->selected))
      at = (int) i;
  at = at < 0 ? (direction > 0 ? 0 : (int) items->len - 1)
              : (at + direction + (int) items->len) % (int) items->len;
  lt_map_view_choose (self, &g_array_index (items, LtSceneItem, at), FALSE);
}

static void
open_selected (LtMapView *self)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneItem item;

  if (scene != NULL && !lt_id_is_zero (&self->selected)
      && lt_scene_find (scene, &self->selected, &item))
    lt_map_view_choose (self, &item, TRUE);
}

static gboolean
on_key_pressed (LtMapView *self, guint key, guint code, GdkModifierType modifiers)
{
  if (lt_map_view_tool_key (self, key, modifiers))
    return GDK_EVENT_STOP;
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      pan_by (self, -ARROW_STEP, 0);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      pan_by (self, ARROW_STEP, 0);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pan_by (self, 0, -ARROW_STEP);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pan_by (self, 0, ARROW_STEP);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      lt_map_view_zoom_by (self, 0.5);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      lt_map_view_zoom_by (self, -0.5);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      lt_map_view_show_all (self);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step_selection (self, 1);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step_selection (self, -1);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      open_selected (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

void
lt_map_view_add_controllers (LtMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
}
