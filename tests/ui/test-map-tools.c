/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work on the map by real pointer and key events: a zone is drawn, changed, undone and
 * saved, by the pointer and by keys alone. */

#include "stage-map.h"

#include "work/drafting.h"

#include <math.h>

static double drawn[MAP_STAGE_RING][2];

/* What the window tells of a surface is what PROJ measures of the same corners. */
static void
assert_told (const char *label, const double (*corners)[2], guint n)
{
  g_assert_cmpfloat_with_epsilon (map_stage_read_surface (stage_get_text (stage, label))
                                      / map_stage_geodesic_surface (corners, n),
                                  1, 1e-3);
}

/* The corners are those that were clicked, to a decimetre. */
static void
assert_same (const MapStageOutline *outline, const double (*clicked)[2])
{
  for (guint i = 0; i < outline->n; i++)
    for (int axis = 0; axis < 2; axis++)
      g_assert_cmpfloat_with_epsilon (outline->corners[i][axis], clicked[i][axis], 1e-6);
}

/* Takes the second of the zones that can be drawn: one banning fuels. */
static void
take_fuel_ban (void)
{
  stage_click (stage, "tool-draw");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpint (lt_map_hand_get_tool (lt_map_view_get_hand (map_stage_get_map ())), ==,
                   LT_TOOL_DRAW);
}

static guint
count_corners (void)
{
  return lt_sketch_count_corners (
      lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ())));
}

static void
assert_saved (const char *name, const char *kind, const double (*expected)[2], guint n)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (name);
  MapStageOutline outline;

  g_assert_nonnull (zone);
  g_assert_cmpstr (lt_record_get (zone, "zone_kind"), ==, kind);
  outline = map_stage_read_outline (zone);
  g_assert_cmpuint (outline.n, ==, n);
  assert_same (&outline, expected);
}

static void
test_draw (void)
{
  double x, y;

  map_stage_sign_in ();
  map_stage_go_to ("113.577,37.868", 3);
  take_fuel_ban ();
  for (guint i = 0; i < MAP_STAGE_RING; i++)
    map_stage_click (map_stage_ring[i], drawn[i]);
  map_stage_to_pixel (drawn[MAP_STAGE_RING - 1], &x, &y);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING - 2);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING);
  stage_move (stage, map_stage_get_area (), x, y);
  assert_told ("tool-words", drawn, MAP_STAGE_RING);
  stage_picture (stage, "tools-1-draw");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "place");
  assert_told ("shape-words", drawn, MAP_STAGE_RING);
  stage_tab_to (stage, "field-name");
  stage_type (stage, "F14");
  stage_picture (stage, "tools-2-form");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  assert_saved ("F14", "fuel-ban", drawn, MAP_STAGE_RING);
  assert_told ("value-outline", drawn, MAP_STAGE_RING);
  stage_wait_map (stage);
  stage_picture (stage, "tools-3-saved");
}

/* The zone is still selected: its first corner is dragged, back, and again. */
static void
test_edit (void)
{
  const double outward[2] = { map_stage_ring[0][0] - 0.006, map_stage_ring[0][1] + 0.002 };
  double moved[MAP_STAGE_RING][2];
  double x, y, to_x, to_y;

  memcpy (moved, drawn, sizeof moved);
  stage_key (stage, GDK_KEY_e, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  map_stage_to_pixel (drawn[0], &x, &y);
  map_stage_to_pixel (outward, &to_x, &to_y);
  map_stage_to_degrees (to_x, to_y, moved[0]);
  stage_drag (stage, map_stage_get_area (), x, y, to_x, to_y);
  stage_picture (stage, "tools-4-edit");
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_false (
      lt_sketch_is_changed (lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ()))));
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  assert_saved ("F14", "fuel-ban", moved, MAP_STAGE_RING);
  assert_told ("value-outline", moved, MAP_STAGE_RING);
  /* And after saving. */
  stage_click (stage, "notice-first");
  assert_saved ("F14", "fuel-ban", drawn, MAP_STAGE_RING);
}

/* An edge that is clicked on stays as it is, one that is dragged has a corner more. */
static void
test_edge (void)
{
  double x, y, next_x, next_y;

  stage_key (stage, GDK_KEY_e, 0);
  map_stage_to_pixel (drawn[0], &x, &y);
  map_stage_to_pixel (drawn[1], &next_x, &next_y);
  x = (x + next_x) / 2;
  y = (y + next_y) / 2;
  stage_click_at (stage, map_stage_get_area (), x, y);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING);
  stage_drag (stage, map_stage_get_area (), x, y, x - 20, y - 40);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING + 1);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING + 1);
}

/* What is measured in between does not lose it, and that is said at once. */
static void
test_measure_between (void)
{
  stage_key (stage, GDK_KEY_d, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DISTANCE);
  g_assert_nonnull (strstr (map_stage_get_words (), "F14"));
  stage_picture (stage, "tools-13-between");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_click (stage, "notice-first");
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  g_assert_cmpuint (count_corners (), ==, MAP_STAGE_RING + 1);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_click (stage, "notice-second");
}

/* A corner dragged across the ring is refused with the place, and nothing is saved. */
static void
test_crossing (void)
{
  const double across[2] = { 113.640, 37.85 };
  double x, y, to_x, to_y;

  stage_key (stage, GDK_KEY_e, 0);
  map_stage_to_pixel (drawn[0], &x, &y);
  map_stage_to_pixel (across, &to_x, &to_y);
  stage_drag (stage, map_stage_get_area (), x, y, to_x, to_y);
  g_assert_nonnull (strstr (map_stage_get_words (), "113.6"));
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  stage_picture (stage, "tools-5-crossing");
  assert_saved ("F14", "fuel-ban", drawn, MAP_STAGE_RING);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_click (stage, "notice-second");
  map_stage_leave_all ();
}

/* Arrow keys by 24 pixels, with Shift by 3; Enter sets a corner. */
static void
test_keyboard (void)
{
  static const struct
  {
    guint key;
    int times;
    GdkModifierType modifiers;
    double dx, dy;
  } ways[] = {
    { GDK_KEY_Left, 1, 0, 0, 0 }, /* the first shows the crosshair, in the middle */
    { GDK_KEY_Right, 6, 0, 144, 0 },
    { GDK_KEY_Down, 4, 0, 0, 96 },
    { GDK_KEY_Left, 3, GDK_SHIFT_MASK, -9, 0 },
  };
  double corners[G_N_ELEMENTS (ways)][2];
  LtSceneView view;
  double x, y;

  map_stage_go_to ("113.75,37.75", 1);
  view = lt_map_view_get_view (map_stage_get_map ());
  x = view.width / 2.0;
  y = view.height / 2.0;
  /* Escape leaves the keyboard to the map, whose keys go on. */
  stage_key (stage, GDK_KEY_n, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_key (stage, GDK_KEY_n, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      for (int j = 0; j < ways[i].times; j++)
        stage_key (stage, ways[i].key, ways[i].modifiers);
      x += ways[i].dx;
      y += ways[i].dy;
      map_stage_to_degrees (x, y, corners[i]);
      stage_key (stage, GDK_KEY_Return, 0);
    }
  stage_picture (stage, "tools-6-keyboard");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_cmpuint (count_corners (), ==, G_N_ELEMENTS (ways));
  stage_key (stage, GDK_KEY_BackSpace, 0);
  g_assert_cmpuint (count_corners (), ==, G_N_ELEMENTS (ways) - 1);
  stage_key (stage, GDK_KEY_space, 0);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-name");
  stage_type (stage, "K");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  assert_saved ("K", "coal-ban", corners, G_N_ELEMENTS (ways));
  map_stage_leave_all ();
}

/* On the disk are the two corners that were set: a crash leaves them. */
static gboolean
half_is_kept (gpointer user_data)
{
  g_autoptr (GPtrArray) drafts = lt_work_drafts (lt_window_get_session (stage->window), NULL);
  int outline = lt_kind_find_field (lt_kind_by_name ("zone"), "outline");
  const LtDraft *draft = drafts == NULL || drafts->len != 1 ? NULL : drafts->pdata[0];
  g_autoptr (LtSketch) half =
      draft == NULL || draft->texts[outline] == NULL
          ? NULL
          : lt_sketch_new_from_text (LT_SHAPE_POLYGON, draft->texts[outline], NULL);

  return half != NULL && lt_sketch_is_open (half) && lt_sketch_count_corners (half) == 2;
}

/* Nothing drawn is lost by Esc, nor asked about. */
static void
test_escape (void)
{
  double clicked[2];

  map_stage_go_to ("113.577,37.868", 3);
  take_fuel_ban ();
  map_stage_click (map_stage_ring[0], clicked);
  map_stage_click (map_stage_ring[2], clicked);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  stage_wait (half_is_kept, NULL, "the draft of what is half drawn");
  stage_picture (stage, "tools-7-draft");
  stage_click (stage, "notice-first");
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  g_assert_cmpuint (count_corners (), ==, 2);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_click (stage, "notice-second");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "tool-bar")));
}

/* The draft of another zone comes into the form: what was in hand is not drawn
 * into that. */
static void
test_other_form (void)
{
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (LtRecord) edited = map_stage_find_zone ("F14");
  g_autoptr (LtRecord) other = map_stage_find_zone ("K");
  g_autoptr (LtDraft) draft = lt_work_draft_new (session, other);
  MapStageOutline before = map_stage_read_outline (other);
  g_autoptr (LtRecord) after = NULL;
  MapStageOutline outline;
  g_autofree char *id = lt_id_to_text (&edited->id);
  g_autofree char *target = g_strconcat ("zone/", id, NULL);
  double x, y;

  draft->texts[lt_kind_find_field (other->kind, "name")] = g_strdup ("K2");
  g_assert_true (lt_work_draft_keep (session, draft, NULL));
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_e, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.drafts", NULL);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "place");
  g_action_group_activate_action (G_ACTION_GROUP (stage->window), "show",
                                  g_variant_new_string ("map"));
  stage_wait_page (stage, "map");
  stage_wait_map (stage);
  map_stage_to_pixel (drawn[0], &x, &y);
  stage_drag (stage, map_stage_get_area (), x, y, x - 40, y - 20);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  after = lt_store_find_place (map_stage_get_store (), &other->id, NULL);
  outline = map_stage_read_outline (after);
  g_assert_cmpuint (outline.n, ==, before.n);
  g_assert_cmpmem (outline.corners, sizeof outline.corners, before.corners, sizeof before.corners);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  /* One window; each test begins where the one before it ended. */
  g_test_add_func ("/map-tools/draw", test_draw);
  g_test_add_func ("/map-tools/edit", test_edit);
  g_test_add_func ("/map-tools/edge", test_edge);
  g_test_add_func ("/map-tools/measure-between", test_measure_between);
  g_test_add_func ("/map-tools/crossing", test_crossing);
  g_test_add_func ("/map-tools/keyboard", test_keyboard);
  g_test_add_func ("/map-tools/escape", test_escape);
  g_test_add_func ("/map-tools/other-form", test_other_form);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
