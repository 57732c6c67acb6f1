/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the map asks of the whole file: what lies inside the selected outline or within
 * so many metres of a place, in view or not, for the list under the map; and what the
 * corners that are being drawn may hold on to. The readers answer, and the map goes on
 * meanwhile. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"
#include "work/map-finding.h"

#include <glib/gi18n-lib.h>

/* Outlines that a corner may hold on to; what is farther is not near to anything. */
#define MOST_NEIGHBOURS 1000

typedef struct
{
  LtReach *reach; /* NULL: what lies inside of what is selected, or @keys */
  const LtKind *kind;
  GArray *keys; /* (nullable): of records of a list */
  LtId selected;
  LtMapWish wish;
} ReachQuestion;

typedef struct
{
  LtBox world;
  double world_x;
  double world_y;
  LtId drawn;
} SnapQuestion;

static void
free_reach_question (ReachQuestion *question)
{
  g_clear_pointer (&question->reach, lt_reach_free);
  g_clear_pointer (&question->keys, g_array_unref);
  g_free (question);
}

static void
give_up (GCancellable **asking)
{
  if (*asking != NULL)
    g_cancellable_cancel (*asking);
  g_clear_object (asking);
}

static void
ask (LtMapView *self,
     GCancellable **asking,
     LtReadFunc func,
     gpointer question,
     GDestroyNotify free_question,
     GDestroyNotify free_answer,
     GAsyncReadyCallback on_answer)
{
  give_up (asking);
  *asking = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), func, question, free_question,
                  free_answer, *asking, on_answer, g_object_ref (self));
}

/* In a reader's thread. */
static gpointer
find_places (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const ReachQuestion *question = data;

  if (question->keys != NULL)
    return lt_work_map_find_keys (store, question->kind, question->keys, &question->wish, error);
  return question->reach == NULL
             ? lt_work_map_find_inside (store, &question->selected, &question->wish, error)
             : lt_work_map_find (store, question->reach, &question->selected, &question->wish,
                                 error);
}

/* In a reader's thread. */
static gpointer
find_outlines (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnapQuestion *question = data;

  return lt_work_map_snap (store, &question->world, question->world_x, question->world_y,
                           MOST_NEIGHBOURS, &question->drawn, error);
}

static void
show_found (LtMapView *self, LtMapFound *found)
{
  lt_map_view_forget_picked (self);
  self->picked_about = g_steal_pointer (&self->asked_about);
  self->picked_scene = g_steal_pointer (&found->scene);
  self->picked = g_steal_pointer (&found->items);
  gtk_toggle_button_set_active (self->list_button, TRUE);
  lt_map_view_show_picked (self);
  lt_place_list_focus (self->list);
}

/* What the list had, all of it in view, with how many are nowhere. */
static void
tell_listed (LtMapView *self, const LtMapFound *found)
{
  LtBox world = LT_BOX_EMPTY;
  g_autofree char *nowhere = NULL;

  for (guint i = 0; i < found->items->len; i++)
    lt_box_unite (&world, &g_array_index (found->items, LtSceneItem, i).world);
  if (!lt_box_is_empty (&world))
    lt_map_view_show_box (self, &world);
  /* The list that opens for them takes its room of the map. */
  self->fits_box = !lt_box_is_empty (&world) && !gtk_toggle_button_get_active (self->list_button);
  self->fitted = world;
  if (found->nowhere == 0)
    return;
  nowhere =
      g_strdup_printf (ngettext ("%u of the selected has no place on the map.",
                                 "%u of the selected have no place on the map.", found->nowhere),
                       found->nowhere);
  lt_map_tools_set_notice (self->tools, LT_NOTICE_OPEN, nowhere, NULL, NULL, _ ("Close"),
                           "win.close-notice");
}

static void
on_places (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMapView) self = LT_MAP_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMapFound) found = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (found != NULL)
    {
      if (self->asked_listed)
        tell_listed (self, found);
      show_found (self, found);
      return;
    }
  lt_map_view_count_soon (self);
  lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD, error->message, NULL, NULL, _ ("Close"),
                           "win.close-notice");
}

/* Without them corners hold on to nothing; that the file cannot be read, the map says. */
static void
on_outlines (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMapView) self = LT_MAP_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSnap) snap = lt_readers_take (result, &error);
  LtTool tool = lt_map_hand_get_tool (self->hand);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking_outlines);
  if (snap != NULL && (tool == LT_TOOL_DRAW || tool == LT_TOOL_EDIT))
    lt_map_hand_set_snap (self->hand, g_steal_pointer (&snap));
}

/* Whether the coordinate is meant that was gone to, and not the selected place. */
static gboolean
is_about_spot (LtMapView *self, const LtReach *reach)
{
  return reach != NULL && self->has_spot && self->spot_is_latest;
}

/* What the list is about, for the line above it. */
static char *
describe_place (LtMapView *self, const LtReach *reach)
{
  g_autoptr (LtRecord) record =
      lt_id_is_zero (&self->selected) || is_about_spot (self, reach)
          ? NULL
          : lt_store_find_place (lt_session_get_store (self->session), &self->selected, NULL);
  g_autofree char *name = record != NULL ? g_strdup (lt_record_get_title (record))
                          : reach != NULL
                              ? g_strdup_printf ("%.5f %.5f", reach->longitude, reach->latitude)
                              : g_strdup ("");

  return reach == NULL ? g_strdup_printf (_ ("Inside %s"), name)
                       : g_strdup_printf (_ ("Within %g m of %s"), reach->metres, name);
}

static void
ask_question (LtMapView *self, ReachQuestion *question)
{
  gtk_label_set_text (self->count_label, _ ("Looking through the whole county…"));
  ask (self, &self->asking, find_places, question, (GDestroyNotify) free_reach_question,
       (GDestroyNotify) lt_map_found_free, on_places);
}

static void
ask_places (LtMapView *self, LtReach *reach)
{
  ReachQuestion *question = g_new0 (ReachQuestion, 1);

  question->reach = reach;
  /* Near a coordinate the selected place is one like all others. */
  if (!is_about_spot (self, reach))
    question->selected = self->selected;
  question->wish = *lt_map_layer_get_wish (self->layer);
  g_free (self->asked_about);
  self->asked_about = describe_place (self, reach);
  self->asked_listed = FALSE;
  ask_question (self, question);
}

/**
 * lt_map_view_show_listed:
 * @self: a map
 * @kind: of records of a list
 * @keys: (element-type gint64): their local numbers
 *
 * Picks these places, or the places of these records, and brings all of them into view.
 */
void
lt_map_view_show_listed (LtMapView *self, const LtKind *kind, GArray *keys)
{
  ReachQuestion *question = g_new0 (ReachQuestion, 1);

  question->kind = kind;
  question->keys = g_array_ref (keys);
  question->wish = *lt_map_layer_get_wish (self->layer);
  g_free (self->asked_about);
  self->asked_about = g_strdup_printf (_ ("Selected in the list: %s"), lt_kind_get_label (kind));
  self->asked_listed = TRUE;
  ask_question (self, question);
}

/**
 * lt_map_view_list_inside:
 * @self: a map
 *
 * Lists what lies inside the selected outline.
 */
void
lt_map_view_list_inside (LtMapView *self)
{
  if (self->session != NULL)
    ask_places (self, NULL);
}

/**
 * lt_map_view_list_near:
 * @self: a map
 * @metres: how far at the most
 *
 * Lists what lies near the selected place, or near the coordinate that was gone to,
 * whichever came later.
 */
void
lt_map_view_list_near (LtMapView *self, double metres)
{
  g_autoptr (LtReach) reach = lt_reach_new ();

  if (self->session == NULL)
    return;
  reach->near = lt_map_view_get_meant (self, &reach->longitude, &reach->latitude);
  reach->metres = metres;
  if (!(metres > 0))
    lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD, _ ("Type how many metres, such as 500."),
                             NULL, NULL, _ ("Close"), "win.close-notice");
  else if (!reach->near)
    lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD,
                             _ ("Near what? Select a place first, or go to a coordinate."), NULL,
                             NULL, _ ("Close"), "win.close-notice");
  else
    ask_places (self, g_steal_pointer (&reach));
}

/* What corners may hold on to, of what is in view; not what is edited itself. The
 * nearest to the pointer, or to the middle where it is elsewhere. */
void
lt_map_view_renew_snap (LtMapView *self)
{
  LtTool tool = lt_map_hand_get_tool (self->hand);
  LtSceneView view = lt_map_layer_get_view (self->layer);
  SnapQuestion *question;
  LtBox pointer;

  if (self->session == NULL || (tool != LT_TOOL_DRAW && tool != LT_TOOL_EDIT))
    {
      give_up (&self->asking_outlines);
      return;
    }
  question = g_new0 (SnapQuestion, 1);
  question->world = lt_scene_view_get_box (&view, 0);
  question->world_x = view.world_x;
  question->world_y = view.world_y;
  question->drawn = self->drawn;
  pointer.min_x = pointer.max_x = lt_mercator_x (self->pointed_longitude);
  pointer.min_y = pointer.max_y = lt_mercator_y (self->pointed_latitude);
  if (self->has_pointed && lt_box_contains (&question->world, &pointer))
    {
      question->world_x = pointer.min_x;
      question->world_y = pointer.min_y;
    }
  ask (self, &self->asking_outlines, find_outlines, question, g_free, (GDestroyNotify) lt_snap_free,
       on_outlines);
}

/**
 * lt_map_view_stop_asking:
 *
 * What was asked is not wanted any more: the county is another one.
 */
void
lt_map_view_stop_asking (LtMapView *self)
{
  give_up (&self->asking);
  give_up (&self->asking_outlines);
}
