/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-view-private.h"

#include "geo/mercator.h"
#include "ui/map/blank-source.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

enum
{
  CHOSEN,
  OPENED,
  POINTED,
  PAINTED,
  FAILED,
  SKETCHED,
  LEFT,
  TOLD,
  BASED,
  CUT_OFF,
  BUILT,
  LOCATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMapView, lt_map_view, GTK_TYPE_WIDGET)

void
lt_map_view_set_view (LtMapView *self, const LtSceneView *view)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  shumate_viewport_set_zoom_level (viewport, view->zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lt_mercator_latitude (view->world_y),
                                 lt_mercator_longitude (view->world_x));
}

/* @item: (nullable): nothing; @open: its pane shall take the keyboard */
void
lt_map_view_choose (LtMapView *self, const LtSceneItem *item, gboolean open)
{
  g_autofree char *id = item == NULL ? g_strdup ("") : lt_id_to_text (&item->record);

  lt_map_tools_begin_next (self->tools);
  self->selected = item == NULL ? (LtId){ 0 } : item->record;
  self->spot_is_latest = self->spot_is_latest && item == NULL;
  lt_map_layer_set_selected (self->layer, &self->selected);
  lt_place_list_select (self->list, &self->selected);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                    item->title, -1);
  g_signal_emit (self, signals[open ? OPENED : CHOSEN], 0, item == NULL ? 0 : item->kind, id);
}

static void
choose_id (LtMapView *self, const char *id_text, gboolean open)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneItem item;
  LtId id;

  if (!lt_id_from_text (&id, id_text))
    return;
  if (scene != NULL && lt_scene_find (scene, &id, &item))
    lt_map_view_choose (self, &item, open);
  /* What was picked by where it lies need not be in view. */
  else if (self->picked_scene != NULL && lt_scene_find (self->picked_scene, &id, &item))
    {
      LtSceneView view = lt_map_layer_get_view (self->layer);

      view.world_x = item.world_x;
      view.world_y = item.world_y;
      lt_map_view_set_view (self, &view);
      lt_map_view_choose (self, &item, open);
    }
}

void
lt_map_view_open_id (LtMapView *self, const char *id_text)
{
  choose_id (self, id_text, TRUE);
}

void
lt_map_view_point (LtMapView *self, double longitude, double latitude)
{
  self->has_pointed = TRUE;
  self->pointed_longitude = longitude;
  self->pointed_latitude = latitude;
  g_signal_emit (self, signals[POINTED], 0, longitude, latitude);
}

void
lt_map_view_tell (LtMapView *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

void
lt_map_view_tell_basemap (LtMapView *self, const char *words)
{
  g_signal_emit (self, signals[BASED], 0, words);
}

/* The point of the map under @x, @y stays there. */
void
lt_map_view_zoom_about (LtMapView *self, double x, double y, double steps)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double world_x, world_y, after_x, after_y;

  lt_scene_view_to_world (&view, x, y, &world_x, &world_y);
  view.zoom = CLAMP (view.zoom + steps, 3, 18);
  lt_scene_view_to_world (&view, x, y, &after_x, &after_y);
  view.world_x += world_x - after_x;
  view.world_y += world_y - after_y;
  lt_map_view_set_view (self, &view);
}

static void
on_list_chosen (LtMapView *self, guint kind, const char *id)
{
  lt_map_view_open_id (self, id);
}

static void
on_list_marked (LtMapView *self, guint kind, const char *id)
{
  choose_id (self, id, FALSE);
}

static void
on_zoom_in (LtMapView *self)
{
  lt_map_view_zoom_by (self, 0.5);
}

static void
on_zoom_out (LtMapView *self)
{
  lt_map_view_zoom_by (self, -0.5);
}

static gboolean
on_count (gpointer user_data)
{
  LtMapView *self = user_data;
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n_kinds, sum = 0;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  self->count_source = 0;
  lt_map_view_renew_snap (self);
  if (scene == NULL || self->picked != NULL)
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < n_kinds; i++)
    {
      guint n = lt_kind_is_place (kinds[i]) ? lt_scene_count (scene, &view, kinds[i]->number) : 0;

      sum += n;
      if (n > 0)
        g_string_append_printf (parts, "%s%s %u", parts->len == 0 ? "" : "  ·  ",
                                lt_kind_get_label (kinds[i]), n);
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place in view: %s",
                                       "%u places in view: %s", sum),
                          sum, parts->str);
  gtk_label_set_text (self->count_label, sum == 0 ? _ ("Nothing in view") : text);
  if (gtk_toggle_button_get_active (self->list_button))
    {
      g_autoptr (GArray) items = lt_scene_get_items (scene, &view);

      g_array_sort (items, lt_scene_item_compare);
      lt_place_list_set_items (self->list, scene, items);
      lt_place_list_select (self->list, &self->selected);
    }
  return G_SOURCE_REMOVE;
}

/* Counted when the map has come to rest, not in every frame of a drag. */
void
lt_map_view_count_soon (LtMapView *self)
{
  g_clear_handle_id (&self->count_source, g_source_remove);
  self->count_source = g_timeout_add (120, on_count, self);
}

static void
on_viewport_changed (LtMapView *self, GParamSpec *pspec, ShumateViewport *viewport)
{
  /* North is up: a map that can be turned only turns by accident. */
  if (shumate_viewport_get_rotation (viewport) != 0)
    shumate_viewport_set_rotation (viewport, 0);
  lt_map_view_show_scale (self);
  lt_map_view_count_soon (self);
}

static void
on_painted (LtMapView *self)
{
  lt_map_view_count_soon (self);
  g_signal_emit (self, signals[PAINTED], 0);
}

static void
on_failed (LtMapView *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
on_session_changed (LtMapView *self)
{
  /* Where measured values arrive in slices, nothing on the map has moved yet. */
  if (lt_session_get_changed_kinds (self->session) != 0)
    lt_map_layer_refresh (self->layer);
}

static void
on_resized (LtMapView *self)
{
  if (self->fits)
    lt_map_view_show_all (self);
  else if (self->fits_box)
    lt_map_view_show_box (self, &self->fitted);
  else
    lt_map_view_stay (self);
  self->fits_box = FALSE;
}

static void
lt_map_view_dispose (GObject *object)
{
  LtMapView *self = LT_MAP_VIEW (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  lt_map_view_close_popover (self);
  g_clear_pointer (&self->picked, g_array_unref);
  g_clear_pointer (&self->picked_scene, lt_scene_unref);
  g_clear_pointer (&self->picked_about, g_free);
  g_clear_pointer (&self->asked_about, g_free);
  g_clear_object (&self->hand);
  g_clear_handle_id (&self->age_source, g_source_remove);
  g_clear_object (&self->position);
  lt_map_view_drop_basemap (self);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_MAP_VIEW);
  g_clear_pointer (&self->times, lt_map_times_free);
  g_clear_pointer (&self->card, g_free);
  G_OBJECT_CLASS (lt_map_view_parent_class)->dispose (object);
}

static void
lt_map_view_class_init (LtMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lt_map_view_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[POINTED] = g_signal_new ("pointed", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[PAINTED] = g_signal_new ("painted", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SKETCHED] = g_signal_new ("sketched", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[LEFT] = g_signal_new ("left", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BASED] = g_signal_new ("based", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[CUT_OFF] = g_signal_new ("cut-off", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BUILT] = g_signal_new ("built", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[LOCATED] = g_signal_new ("located", LT_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (LT_TYPE_LAYERS_BOX);
  g_type_ensure (LT_TYPE_ME_BOX);
  g_type_ensure (LT_TYPE_MAP_TOOLS);
  g_type_ensure (LT_TYPE_PLACE_LIST);
  g_type_ensure (LT_TYPE_TIME_BAR);
  g_type_ensure (SHUMATE_TYPE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LtMapView, map);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, scale);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, layers);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, list_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, list);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, tools);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, picked_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, basemap_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, attribution);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, me_box);
  gtk_widget_class_bind_template_child (widget_class, LtMapView, time_bar);
  lt_map_view_install_time_keys (widget_class);
  lt_map_view_install_go (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_in);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_out);
  gtk_widget_class_bind_template_callback (widget_class, on_list_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_list_marked);
  gtk_widget_class_bind_template_callback (widget_class, lt_map_view_show_all);
  gtk_widget_class_bind_template_callback (widget_class, lt_map_view_forget_picked);
}

static void
lt_map_view_init (LtMapView *self)
{
  g_autoptr (ShumateMapSource) source = lt_blank_source_new ();
  ShumateViewport *viewport;

  gtk_widget_init_template (GTK_WIDGET (self));
  viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_reference_map_source (viewport, source);
  shumate_map_set_map_source (self->map, source);
  shumate_viewport_set_max_zoom_level (viewport, 18);
  shumate_viewport_set_min_zoom_level (viewport, 3);

  self->layer = lt_map_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  lt_map_view_add_controllers (self);
  lt_map_view_add_tools (self);
  lt_map_view_add_me (self);
  lt_map_view_add_basemap_box (self);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (on_viewport_changed), self,
                           G_CONNECT_SWAPPED);
  lt_map_view_watch_wish (self);
  g_signal_connect_object (self->layer, "painted", G_CALLBACK (on_painted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "resized", G_CALLBACK (on_resized), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_button, "toggled", G_CALLBACK (lt_map_view_count_soon), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lt_map_view_set_session:
 * @self: a map
 * @session: (nullable): the open county; %NULL for none
 */
void
lt_map_view_set_session (LtMapView *self, LtSession *session)
{
  g_return_if_fail (LT_IS_MAP_VIEW (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
  lt_map_view_close_popover (self);
  lt_map_view_stop_asking (self);
  lt_map_view_forget_picked (self);
  lt_map_view_let_go (self);
  lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD, NULL, NULL, NULL, NULL, NULL);
  lt_map_view_forget_spot (self);
  self->has_pointed = FALSE;
  self->selected = (LtId){ 0 };
  lt_map_view_leave_wish (self);
  g_set_object (&self->session, session);
  lt_map_layer_set_file (self->layer, session == NULL ? NULL : lt_session_get_path (session));
  if (session == NULL)
    {
      lt_map_view_leave_me (self);
      return;
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  lt_map_view_begin_wish (self);
  self->fits = TRUE;
  lt_map_view_show_all (self);
  if (!self->has_loaded_basemap)
    lt_map_view_load_basemap (self);
}

/**
 * lt_map_view_zoom_by:
 * @self: a map
 * @steps: zoom levels, positive to come closer; the middle stays where it is
 */
void
lt_map_view_zoom_by (LtMapView *self, double steps)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);

  lt_map_view_zoom_about (self, view.width / 2.0, view.height / 2.0, steps);
}

/**
 * lt_map_view_select:
 * @self: a map
 * @id: (nullable): the place to mark; no signal is emitted
 */
void
lt_map_view_select (LtMapView *self, const LtId *id)
{
  self->selected = id == NULL ? (LtId){ 0 } : *id;
  self->spot_is_latest = self->spot_is_latest && id == NULL;
  lt_map_layer_set_selected (self->layer, id);
  lt_place_list_select (self->list, &self->selected);
}

/**
 * lt_map_view_is_settled:
 *
 * Returns: whether what is on the screen is what the file holds, in full
 */
gboolean
lt_map_view_is_settled (LtMapView *self)
{
  return !self->fits && lt_map_layer_is_settled (self->layer) && self->asking == NULL
         && self->asking_outlines == NULL;
}

LtSceneView
lt_map_view_get_view (LtMapView *self)
{
  return lt_map_layer_get_view (self->layer);
}

/**
 * lt_map_view_get_scene:
 *
 * Returns: (transfer none) (nullable): what is on the screen, to pick in and to list
 */
LtScene *
lt_map_view_get_scene (LtMapView *self)
{
  return lt_map_layer_get_scene (self->layer);
}

/**
 * lt_map_view_locate:
 * @self: a map
 * @id: a place
 * @x: (out): where it stands on the map, in pixels
 * @y: (out): the same
 *
 * Returns: whether the place is in the picture
 */
gboolean
lt_map_view_locate (LtMapView *self, const LtId *id, double *x, double *y)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  LtSceneItem item;

  if (scene == NULL || !lt_scene_find (scene, id, &item))
    return FALSE;
  lt_scene_view_to_pixel (&view, item.world_x, item.world_y, x, y);
  return *x >= 0 && *y >= 0 && *x < view.width && *y < view.height;
}

/**
 * lt_map_view_get_map:
 *
 * Returns: (transfer none): the bare map, without what floats on it
 */
GtkWidget *
lt_map_view_get_map (LtMapView *self)
{
  return GTK_WIDGET (self->map);
}
