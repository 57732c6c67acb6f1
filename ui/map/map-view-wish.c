/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the map shows is wished for in the layer box and in the time bar, is kept for
 * each officer, and goes to the layer that paints it. */

#include "ui/map/map-view-private.h"
#include "ui/preferences/looks.h"
#include "ui/shell/last-file.h"

/* What is dragged is kept when it has come to rest. */
#define KEEP_MS    400
#define SCALE_ROOM 40

static const char *
get_card (LtMapView *self)
{
  const LtRecord *officer = self->session == NULL ? NULL : lt_session_get_officer (self->session);

  return officer == NULL ? NULL : lt_record_get (officer, "card");
}

static void
keep_now (LtMapView *self)
{
  g_autofree char *json = NULL;

  if (self->keep_source == 0)
    return;
  g_clear_handle_id (&self->keep_source, g_source_remove);
  json = lt_map_wish_to_json (lt_map_layer_get_wish (self->layer));
  lt_settings_set_map (self->card, json);
}

static gboolean
on_keep (gpointer user_data)
{
  keep_now (user_data);
  return G_SOURCE_REMOVE;
}

/* So that no picture has to look it up; nothing where there are no such values. */
static void
set_latest (LtMapWish *wish, const LtMapItem *item)
{
  g_autofree char *latest = NULL;

  wish->latest[0] = '\0';
  if (item == NULL || !item->values[wish->interval].any)
    return;
  latest = lt_reading_format_time (item->values[wish->interval].last, wish->interval);
  g_strlcpy (wish->latest, latest, sizeof wish->latest);
}

/* Whether a base map lies beneath is not wished for here. */
static void
show_wish (LtMapView *self, const LtMapWish *wished)
{
  LtMapWish wish = *wished;
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, wish.item);

  set_latest (&wish, item);
  if (self->session != NULL)
    {
      lt_map_wish_set_today (&wish, lt_session_get_now (self->session));
      lt_time_bar_set_now (self->time_bar, lt_session_get_now (self->session));
    }
  wish.transparent = lt_map_layer_get_wish (self->layer)->transparent;
  wish.text_scale = lt_looks_get_text_scale ();
  lt_place_list_set_unit (self->list, item == NULL ? NULL : item->unit);
  lt_map_layer_set_wish (self->layer, &wish);
  lt_layers_box_set_wish (self->layers, &wish);
  lt_time_bar_set_wish (self->time_bar, &wish);
}

static void
take_wish (LtMapView *self, const LtMapWish *wish)
{
  LtMapWish copy = *wish;

  show_wish (self, &copy);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add (KEEP_MS, on_keep, self);
}

static void
on_box_changed (LtMapView *self)
{
  take_wish (self, lt_layers_box_get_wish (self->layers));
}

static void
on_bar_changed (LtMapView *self)
{
  take_wish (self, lt_time_bar_get_wish (self->time_bar));
}

static void
on_legend (LtMapView *self)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtSceneView view = lt_map_layer_get_view (self->layer);

  lt_layers_box_set_scene (self->layers, scene, &view);
  lt_time_bar_set_remark (self->time_bar, scene == NULL ? NULL : lt_scene_get_remark (scene));
}

/* An officer without wishes of his own begins with those of the machine. */
static void
on_officer_changed (LtMapView *self)
{
  const char *card = get_card (self);
  g_autofree char *json = NULL;
  LtMapWish wish;

  keep_now (self);
  g_free (self->card);
  self->card = g_strdup (card);
  json = lt_settings_get_map (card);
  if (json == NULL && card != NULL)
    return;
  lt_map_wish_init (&wish);
  lt_map_wish_from_json (&wish, json);
  lt_map_wish_set_moment (&wish, lt_map_layer_get_wish (self->layer)->moment, NULL);
  show_wish (self, &wish);
}

static gpointer
read_times (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_map_times (store, error);
}

static void
show_times (LtMapView *self, LtMapTimes *times)
{
  LtMapWish wish = *lt_map_layer_get_wish (self->layer);

  lt_layers_box_set_times (self->layers, times);
  lt_time_bar_set_times (self->time_bar, times);
  g_clear_pointer (&self->times, lt_map_times_free);
  self->times = times;
  show_wish (self, &wish);
}

/* Without an answer there is no time bar; that the file cannot be read, the map says. */
static void
on_times_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMapView) self = LT_MAP_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  LtMapTimes *times = lt_readers_take (result, &error);

  if (times == NULL)
    return;
  g_clear_object (&self->reading_times);
  show_times (self, times);
}

static void
stop_reading (LtMapView *self)
{
  if (self->reading_times != NULL)
    g_cancellable_cancel (self->reading_times);
  g_clear_object (&self->reading_times);
}

static void
ask_times (LtMapView *self)
{
  stop_reading (self);
  self->reading_times = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_times, NULL, NULL,
                  (GDestroyNotify) lt_map_times_free, self->reading_times, on_times_read,
                  g_object_ref (self));
}

static void
on_session_changed (LtMapView *self)
{
  static const char *const timed[] = { "area", "zone", "station", "dust-fall", "batch" };
  guint64 kinds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (timed); i++)
    kinds |= LT_KINDS_OF (lt_kind_by_name (timed[i])->number);
  if ((lt_session_get_changed_kinds (self->session) & kinds) != 0)
    ask_times (self);
}

static gboolean
on_step (GtkWidget *widget, GVariant *steps, gpointer user_data)
{
  lt_time_bar_step (LT_MAP_VIEW (widget)->time_bar, g_variant_get_int32 (steps));
  return GDK_EVENT_STOP;
}

static gboolean
on_latest (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  lt_time_bar_show_latest (LT_MAP_VIEW (widget)->time_bar);
  return GDK_EVENT_STOP;
}

void
lt_map_view_install_time_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_comma, 0, on_step, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_period, 0, on_step, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_latest, NULL);
}

static void
on_text_scaled (LtMapView *self)
{
  LtMapWish wish = *lt_map_layer_get_wish (self->layer);

  show_wish (self, &wish);
  /* The scale bar stands beneath the box. */
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->layers),
                                (int) (SCALE_ROOM * lt_looks_get_text_scale ()));
}

/* Of a map whose children are there. */
void
lt_map_view_watch_wish (LtMapView *self)
{
  g_signal_connect_object (self->layers, "changed", G_CALLBACK (on_box_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layers, "legend", G_CALLBACK (on_legend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "painted", G_CALLBACK (on_legend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time_bar, "changed", G_CALLBACK (on_bar_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_text_scaled), self, G_CONNECT_SWAPPED);
  on_text_scaled (self);
}

/* Before another session, or none, takes the place of the one that is open. */
void
lt_map_view_leave_wish (LtMapView *self)
{
  LtMapWish wish = *lt_map_layer_get_wish (self->layer);

  keep_now (self);
  stop_reading (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
      g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
    }
  /* A moment is of one county. */
  lt_map_wish_set_moment (&wish, NULL, NULL);
  show_wish (self, &wish);
  show_times (self, NULL);
}

/* The session is another one. */
void
lt_map_view_begin_wish (LtMapView *self)
{
  g_signal_connect_object (self->session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                           G_CONNECT_SWAPPED);
  on_officer_changed (self);
  ask_times (self);
}

/**
 * lt_map_view_get_wish:
 *
 * Returns: (transfer none): what is shown
 */
const LtMapWish *
lt_map_view_get_wish (LtMapView *self)
{
  return lt_map_layer_get_wish (self->layer);
}
