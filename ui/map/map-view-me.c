/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the laptop is, on the map: looked for when it is asked for, gone to, followed, and
 * a corner set exactly there. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"
#include "ui/shell/last-file.h"
#include "work/near-edge.h"

#include <glib/gi18n-lib.h>

/* The age of the last fix is told anew. */
#define AGE_SECONDS 5

static gboolean
is_on (LtMapView *self)
{
  return lt_position_get_state (self->position) != LT_POSITION_OFF;
}

/* Source, accuracy and age; what is wrong stands before them, where it is not cut off. */
static char *
describe (LtMapView *self)
{
  const LtFix *fix = lt_position_get_fix (self->position);
  const char *words = lt_position_get_words (self->position);
  g_autofree char *about = NULL;

  if (!is_on (self))
    return g_strdup ("");
  if (fix == NULL || self->session == NULL)
    return g_strdup (words);
  about = lt_fix_describe (fix, lt_session_get_now (self->session));
  return *words == '\0' ? g_strdup_printf (_ ("Me: %s"), about)
                        : g_strdup_printf (_ ("%s Me: %s"), words, about);
}

static void
show_state (LtMapView *self)
{
  g_autofree char *words = describe (self);

  lt_me_layer_set_fix (self->me_layer, is_on (self) ? lt_position_get_fix (self->position) : NULL,
                       lt_position_is_held (self->position));
  lt_me_box_set_state (self->me_box, is_on (self), words);
  g_signal_emit_by_name (self, "located", words);
}

static gboolean
on_age (gpointer user_data)
{
  show_state (user_data);
  return G_SOURCE_CONTINUE;
}

/* The map keeps its scale, unless that is one of the whole county. */
static void
go_to (LtMapView *self, const LtFix *fix)
{
  g_autofree char *edge = lt_work_describe_edge (self->session, fix);

  lt_map_view_go_to (self, fix->longitude, fix->latitude);
  if (lt_map_hand_get_tool (self->hand) == LT_TOOL_DRAW)
    {
      /* At once: whoever moves the pointer meanwhile does not move the corner. */
      self->placed = *fix;
      lt_map_hand_aim (self->hand, fix->longitude, fix->latitude, 0);
      lt_map_hand_click (self->hand, 0, FALSE);
    }
  if (edge == NULL)
    return;
  if (lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE)
    lt_map_hand_say (self->hand, edge);
  else
    lt_map_tools_set_notice (self->tools, LT_NOTICE_UNDO, edge, NULL, NULL, _ ("Close"),
                             "win.close-notice");
}

static void
keep_in_middle (LtMapView *self, const LtFix *fix)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);

  view.world_x = lt_mercator_x (fix->longitude);
  view.world_y = lt_mercator_y (fix->latitude);
  lt_map_view_set_view (self, &view);
}

static void
on_fix (LtMapView *self, const LtFix *fix)
{
  if (self->session == NULL)
    return;
  if (self->wants_me && gtk_widget_get_mapped (GTK_WIDGET (self->map)))
    {
      self->wants_me = FALSE;
      go_to (self, fix);
    }
  else if (lt_me_box_get_follow (self->me_box))
    keep_in_middle (self, fix);
  show_state (self);
}

static void
on_position_changed (LtMapView *self)
{
  show_state (self);
}

/* As LANTIAN_POSITION says, else as it was chosen last. */
static void
start (LtMapView *self)
{
  g_autofree char *chosen = lt_settings_get_position ();
  const char *wanted = g_getenv ("LANTIAN_POSITION");
  g_autofree char *where = NULL;
  LtPositionSource source = LT_SOURCE_ANY;

  if (wanted == NULL)
    wanted = chosen;
  if (wanted == NULL || !lt_position_parse_source (wanted, &source, &where))
    source = LT_SOURCE_ANY;
  if (self->age_source == 0)
    self->age_source = g_timeout_add_seconds (AGE_SECONDS, on_age, self);
  lt_position_start (self->position, source, where);
}

/**
 * lt_map_view_look_for_me:
 * @self: a map
 *
 * Looks for where the laptop is; the map stays where it is.
 */
void
lt_map_view_look_for_me (LtMapView *self)
{
  if (self->session != NULL && !is_on (self))
    start (self);
}

/**
 * lt_map_view_find_me:
 * @self: a map
 *
 * Goes to where the laptop is; looks for it first where it is not known. Where a
 * place is drawn a corner is set exactly there.
 */
void
lt_map_view_find_me (LtMapView *self)
{
  const LtFix *fix;

  if (self->session == NULL)
    return;
  if (!is_on (self))
    start (self);
  fix = lt_position_get_usable (self->position);
  if (fix != NULL)
    go_to (self, fix);
  else
    self->wants_me = TRUE;
}

/**
 * lt_map_view_leave_me:
 * @self: a map
 *
 * Looks no longer for where the laptop is.
 */
void
lt_map_view_leave_me (LtMapView *self)
{
  self->wants_me = FALSE;
  g_clear_handle_id (&self->age_source, g_source_remove);
  lt_position_stop (self->position);
}

static void
on_wanted (LtMapView *self, gboolean on)
{
  if (on)
    lt_map_view_find_me (self);
  else
    lt_map_view_leave_me (self);
}

/* Another source: asked at once where one was being asked. */
static void
on_source (LtMapView *self, const char *text)
{
  lt_settings_set_position (text);
  if (is_on (self))
    start (self);
}

static void
on_near (LtMapView *self)
{
  if (self->session == NULL)
    return;
  /* Near to where the laptop was an hour ago is not near. */
  if (lt_position_get_usable (self->position) == NULL)
    {
      self->wants_me = TRUE;
      lt_map_view_say (self, _ ("The position is not known now: the status line says why."));
      return;
    }
  go_to (self, lt_position_get_usable (self->position));
  lt_map_view_list_near (self, lt_map_tools_get_metres (self->tools));
}

/**
 * lt_map_view_add_me:
 * @self: a map that is being made
 */
void
lt_map_view_add_me (LtMapView *self)
{
  g_autofree char *chosen = lt_settings_get_position ();

  self->position = lt_position_new ();
  self->me_layer = lt_me_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->me_layer));
  lt_me_box_set_source (self->me_box, chosen);
  g_signal_connect_object (self->position, "fix", G_CALLBACK (on_fix), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->position, "changed", G_CALLBACK (on_position_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->me_box, "wanted", G_CALLBACK (on_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->me_box, "source", G_CALLBACK (on_source), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->me_box, "near", G_CALLBACK (on_near), self, G_CONNECT_SWAPPED);
}

/**
 * lt_map_view_get_position:
 *
 * Returns: (transfer none): what knows where the laptop is
 */
LtPosition *
lt_map_view_get_position (LtMapView *self)
{
  return self->position;
}

/**
 * lt_map_view_get_placed:
 *
 * Returns: (transfer none) (nullable): where the laptop was when a corner was last to be set
 *   exactly there
 */
const LtFix *
lt_map_view_get_placed (LtMapView *self)
{
  return self->placed.source == NULL ? NULL : &self->placed;
}

/**
 * lt_map_view_show_patrol:
 * @self: a map
 * @path: (nullable): where a patrol went, longitude and latitude in turn
 * @n: how many corners
 * @words: (nullable): length and time; %NULL for no patrol
 */
void
lt_map_view_show_patrol (LtMapView *self, const double *path, guint n, const char *words)
{
  lt_me_layer_set_path (self->me_layer, path, n);
  lt_me_box_set_patrol (self->me_box, words);
}
