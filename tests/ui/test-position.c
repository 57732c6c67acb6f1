/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Debian's gpsd, driven by gpsfake, moves the map by real keys: where I am, a point set
 * exactly there, a patrol that becomes a track. */

#include "gps-faker.h"
#include "stage-map.h"

#include "geo/distance.h"
#include "geo/measure.h"
#include "work/county.h"

#include <math.h>
#include <string.h>

/* North along a meridian through the county, 20 m a second. */
#define LONGITUDE 113.57
#define SOUTH     37.86
#define A_SECOND  (20 / 110990.0)

static LtPosition *
get_position (void)
{
  return lt_map_view_get_position (map_stage_get_map ());
}

static gboolean
is_found (gpointer unused)
{
  return lt_position_get_state (get_position ()) == LT_POSITION_FOUND;
}

static gboolean
is_at_me (gpointer unused)
{
  LtSceneView view = lt_map_view_get_view (map_stage_get_map ());
  const LtFix *fix = lt_position_get_fix (get_position ());
  double at[2];

  map_stage_to_degrees (view.width / 2.0, view.height / 2.0, at);
  return fix != NULL && lt_distance (at[0], at[1], fix->longitude, fix->latitude) < 2000;
}

/* W: looked for, found, gone to, and said with accuracy and age. */
static void
test_find_me (void)
{
  gtk_widget_grab_focus (map_stage_get_area ());
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "status-me")));
  stage_key (stage, GDK_KEY_w, 0);
  stage_wait (is_found, NULL, "the first fix of gpsd");
  stage_wait (is_at_me, NULL, "the map at the fix");
  stage_settle (stage);
  g_assert_nonnull (strstr (stage_get_text (stage, "status-me"), "gpsd"));
  /* gpsd tells 0.9 × 19 m. */
  g_assert_nonnull (strstr (stage_get_text (stage, "status-me"), "±18 米"));
  stage_picture (stage, "position-1-me");
}

static gboolean
has_corner (gpointer unused)
{
  const LtSketch *sketch = lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ()));

  return sketch != NULL && lt_sketch_count_corners (sketch) == 1;
}

/* A new place exactly where I am, and how exactly that is known beside it. */
static void
test_place_me (void)
{
  g_autoptr (LtRecord) site = NULL;
  map_stage_sign_in ();
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.draw", "s", "site");
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  stage_key (stage, GDK_KEY_w, 0);
  g_assert_nonnull (lt_map_view_get_placed (map_stage_get_map ()));
  stage_wait (has_corner, NULL, "the corner where I am");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "place");
  g_assert_nonnull (
      strstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "field-source"))),
              "gpsd，±18 米，2026-11-20 15:4"));
  stage_picture (stage, "position-2-place-me");
  stage_tab_to (stage, "field-name");
  stage_type (stage, "P1");
  lt_map_view_let_go (map_stage_get_map ());
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.give-up-drawing", NULL);
}

static gboolean
has_gone (gpointer metres)
{
  const char *words = stage_get_text (stage, "status-patrol");

  return strstr (words, metres) != NULL;
}

static LtRecord *
find_track (void)
{
  g_autoptr (GPtrArray) tracks =
      lt_store_list (map_stage_get_store (), lt_kind_by_name ("track"), NULL, NULL);

  for (guint i = 0; i < tracks->len; i++)
    {
      const char *source = lt_record_get (g_ptr_array_index (tracks, i), "source");

      if (source != NULL && strstr (source, "gpsd") != NULL)
        return lt_record_copy (g_ptr_array_index (tracks, i));
    }
  return NULL;
}

static gboolean
is_saved (gpointer unused)
{
  g_autoptr (LtRecord) track = find_track ();

  return track != NULL;
}

/* T begins it and T ends it: what is saved lies on the meridian that was driven. */
static void
test_patrol (void)
{
  g_autoptr (LtRecord) track = NULL;
  g_autoptr (LtShape) shape = NULL;
  LtBox box;
  double metres;

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show", "s", "map");
  stage_wait_page (stage, "map");
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_t, 0);
  stage_wait (has_gone, (gpointer) "公里", "a kilometre of patrol");
  stage_picture (stage, "position-3-patrol");
  stage_key (stage, GDK_KEY_t, 0);
  stage_wait (is_saved, NULL, "the track");
  track = find_track ();
  shape = lt_record_get_shape (track);
  box = lt_shape_get_box (shape);
  g_assert_cmpfloat_with_epsilon (box.min_x, LONGITUDE, 1e-5);
  g_assert_cmpfloat_with_epsilon (box.max_x, LONGITUDE, 1e-5);
  g_assert_cmpfloat (box.min_y, >=, SOUTH - 1e-6);
  g_assert_true (lt_measure_length (shape, &metres));
  g_assert_cmpfloat (metres, >=, 900);
  /* There and not back: as long as the way between its ends. */
  g_assert_cmpfloat_with_epsilon (metres, lt_distance (LONGITUDE, box.min_y, LONGITUDE, box.max_y),
                                  1);
  g_assert_true (g_str_has_prefix (lt_record_get (track, "started"), "2026-11-20T15:4"));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "status-patrol")));
  stage_settle (stage);
  stage_picture (stage, "position-4-track");
}

/* A patrol goes on while nobody is signed in, and ends where another officer begins. */
static void
test_hand_over (void)
{
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_t, 0);
  stage_settle (stage);
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "status-patrol")));
  lt_session_sign_out (session);
  stage_settle (stage);
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "status-patrol")));
  lt_session_sign_in (session, "14030002", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  stage_settle (stage);
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "status-patrol")));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GString) nmea = g_string_new (NULL);
  g_autofree char *source = NULL;
  GpsFaker *faker;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!gps_faker_is_there ())
    {
      g_print ("1..0 # SKIP gpsfake is not installed (gpsd, gpsd-clients)\n");
      return 0;
    }
  for (int i = 0; i < 1000; i++)
    gps_faker_append (nmea, i, LONGITUDE, SOUTH + i * A_SECOND);
  faker = gps_faker_start (nmea->str, 0.05);
  source = g_strconcat ("gpsd:", faker->where, NULL);
  g_setenv ("LANTIAN_POSITION", source, TRUE);
  stage = stage_new_sample ();
  g_test_add_func ("/position/find-me", test_find_me);
  g_test_add_func ("/position/place-me", test_place_me);
  g_test_add_func ("/position/patrol", test_patrol);
  g_test_add_func ("/position/hand-over", test_hand_over);
  status = g_test_run ();
  stage_free (stage);
  gps_faker_stop (faker);
  return status;
}
