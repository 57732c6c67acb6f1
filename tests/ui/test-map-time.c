/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layer box and the time bar, by key and by pointer: what the map shows follows, and
 * what an officer wished for is there again the next time. One window for all of it. */

#include "stage-import.h"

#include "ui/map/layers-box.h"
#include "ui/map/time-bar.h"
#include "ui/shell/last-file.h"
#include "work/county.h"

#include <adwaita.h>
#include <string.h>

/* Three hours of two stations; the third hour has one of them alone. */
#define HOURS                                                                                      \
  "station,item,time,value,quality\n"                                                              \
  "1738A,PM2.5,2026-11-20T06:00,18,\n"                                                             \
  "1738A,PM2.5,2026-11-20T07:00,35,\n"                                                             \
  "1738A,PM2.5,2026-11-20T08:00,121,\n"                                                            \
  "1739A,PM2.5,2026-11-20T06:00,20,\n"                                                             \
  "1739A,PM2.5,2026-11-20T08:00,36.5,\n"

static Stage *stage;

static gboolean
map_is_painted (gpointer unused)
{
  return lt_map_view_is_settled (lt_window_get_map (stage->window));
}

static gboolean
find_item (const char *kind, const char *code, LtSceneItem *item)
{
  LtScene *scene = lt_map_view_get_scene (lt_window_get_map (stage->window));
  g_autoptr (LtRecord) record =
      lt_store_find (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name (kind), code, NULL);

  g_assert_nonnull (record);
  stage_wait (map_is_painted, NULL, "the map");
  scene = lt_map_view_get_scene (lt_window_get_map (stage->window));
  return lt_scene_find (scene, &record->id, item);
}

/* @value: (nullable): %NULL where it is known that there is none */
static void
assert_value (const char *station, const char *value)
{
  LtSceneItem item;

  g_assert_true (find_item ("station", station, &item));
  g_assert_cmpint (item.missing, ==, value == NULL);
  g_assert_cmpstr (item.value, ==, value);
}

static gboolean
zone_is_shown (const char *code)
{
  LtSceneItem item;

  return find_item ("zone", code, &item);
}

static const LtMapWish *
get_wish (void)
{
  const LtMapWish *box = lt_layers_box_get_wish (LT_LAYERS_BOX (stage_find (stage, "layers")));
  const LtMapWish *bar = lt_time_bar_get_wish (LT_TIME_BAR (stage_find (stage, "time-bar")));

  g_assert_true (lt_map_wish_equal (box, bar));
  return box;
}

static LtSceneLayer
get_layer (const char *kind, guint *place)
{
  LtMapWish wish = *get_wish ();
  LtSceneLayer *layer = lt_map_wish_find_layer (&wish, lt_kind_by_name (kind)->number);

  *place = (guint) (layer - wish.layers);
  return *layer;
}

static void
focus_map (void)
{
  gtk_widget_grab_focus (lt_map_view_get_map (lt_window_get_map (stage->window)));
  stage_settle (stage);
}

static void
type_moment (const char *text)
{
  stage_click (stage, "time-moment");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, text);
  stage_key (stage, GDK_KEY_Return, 0);
}

static gboolean
box_knows_items (gpointer unused)
{
  return gtk_widget_get_mapped (stage_find (stage, "map-item"));
}

static gboolean
bar_is_there (gpointer unused)
{
  return gtk_widget_get_mapped (stage_find (stage, "time-bar"));
}

/* Another program brings hours in and ends a zone: the window that is open learns of it. */
static void
begin (void)
{
  g_autofree char *hours = NULL;
  g_autofree char *passphrase = NULL;

  stage = stage_new_sample ();
  hours = g_build_filename (stage->folder, "hours.csv", NULL);
  passphrase = g_build_filename (stage->folder, "passphrase", NULL);
  g_assert_true (g_file_set_contents (hours, HOURS, -1, NULL));
  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  stage_run_verb (stage, "import", "reading", hours, "--set", "rank=audited", NULL);
  stage_run_verb (stage, "set", "zone", "SL-Q02", "valid_to=2025-10-31", NULL);
  stage_wait (box_knows_items, NULL, "the items of the county");
  stage_wait_map (stage);
}

static gboolean
note_says (gpointer words)
{
  return strstr (stage_get_text (stage, "time-note"), words) != NULL;
}

static void
test_item (void)
{
  LtSceneItem item;

  stage_picture (stage, "map-time-default");
  g_assert_cmpstr (get_wish ()->moment, ==, "");
  g_assert_true (find_item ("station", "1738A", &item));
  g_assert_false (item.missing);
  g_assert_null (item.value);
  stage_tab_to (stage, "map-item");
  stage_choose (stage, 1);
  g_assert_cmpstr (get_wish ()->item, ==, "PM2.5");
  /* The latest hour of any; who has none then has no data. */
  assert_value ("1738A", "121");
  assert_value ("1739A", "36.5");
  assert_value ("1740A", NULL);
  g_assert_nonnull (strstr (stage_get_text (stage, "time-note"), "2026-11-20 08"));
  /* Of values the legend says what has none; it is gone with the legend. */
  stage_click (stage, "layers-legend");
  g_assert_nonnull (gtk_widget_get_first_child (stage_find (stage, "value-legend")));
  stage_picture (stage, "map-time-values-legend");
  stage_click (stage, "layers-legend");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "value-legend")));
  stage_picture (stage, "map-time-item");
}

static void
test_steps (void)
{
  focus_map ();
  stage_key (stage, GDK_KEY_comma, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11-20T08:00");
  assert_value ("1738A", "121");
  stage_key (stage, GDK_KEY_comma, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11-20T07:00");
  assert_value ("1738A", "35");
  assert_value ("1739A", NULL);
  stage_picture (stage, "map-time-hour");
  stage_click (stage, "time-back");
  assert_value ("1738A", "18");
  assert_value ("1739A", "20");
  /* The month of the dust fall is another one, and is named. */
  stage_wait (note_says, (gpointer) "2026-10", "the month of the dust fall");
  /* There is nothing before it. */
  stage_click (stage, "time-back");
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11-20T06:00");
  stage_click (stage, "time-forward");
  focus_map ();
  stage_key (stage, GDK_KEY_period, 0);
  assert_value ("1738A", "121");
  stage_key (stage, GDK_KEY_End, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "");
  assert_value ("1739A", "36.5");
}

/* Values of hours are no values of a day: that there are none is said, and one click leads to
 * the hours, of which noon is the nearest to the day; the last is before noon. */
static void
test_other_interval (void)
{
  type_moment ("2026-11-20");
  assert_value ("1738A", NULL);
  stage_wait (note_says, (gpointer) "PM2.5", "that there are no daily values");
  stage_picture (stage, "map-time-no-days");
  stage_click (stage, "time-other");
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11-20T08:00");
  assert_value ("1738A", "121");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "time-other")));
  /* Of a day without any values there is nowhere to go. */
  type_moment ("2025-11-20");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "time-other")));
  focus_map ();
  stage_key (stage, GDK_KEY_End, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "time-other")));
  stage_click (stage, "time-other");
  g_assert_cmpint (get_wish ()->interval, ==, LT_INTERVAL_HOUR);
}

/* The second zone ends with the last of October. */
static void
test_outlines (void)
{
  /* It is over. */
  g_assert_false (zone_is_shown ("SL-Q02"));
  type_moment ("2025/10/31");
  g_assert_cmpstr (get_wish ()->moment, ==, "2025-10-31");
  g_assert_cmpint (get_wish ()->interval, ==, LT_INTERVAL_DAY);
  g_assert_true (zone_is_shown ("SL-Q02"));
  stage_click (stage, "time-forward");
  g_assert_false (zone_is_shown ("SL-Q02"));
  g_assert_true (zone_is_shown ("SL-Q01"));
  g_assert_nonnull (strstr (stage_get_text (stage, "time-note"), "2025-11-01"));
  stage_picture (stage, "map-time-day");
  /* No moment: it is kept to be mended, and the map as it is. */
  type_moment ("soon");
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "time-moment"), "error"));
  g_assert_cmpstr (get_wish ()->moment, ==, "2025-11-01");
  type_moment ("2025-10");
  g_assert_cmpint (get_wish ()->interval, ==, LT_INTERVAL_MONTH);
  g_assert_true (zone_is_shown ("SL-Q02"));
  stage_click (stage, "time-latest");
  g_assert_false (zone_is_shown ("SL-Q02"));
}

static void
test_drag (void)
{
  GtkWidget *slider = stage_find (stage, "time-slider");
  int width = gtk_widget_get_width (slider);
  double y = gtk_widget_get_height (slider) / 2.0;

  /* By months: from that of the oldest zone, 2023-01, to that of today. */
  stage_drag (stage, slider, width - 16, y, -40, y);
  g_assert_cmpstr (get_wish ()->moment, ==, "2023-01");
  g_assert_false (zone_is_shown ("SL-Q01"));
  g_assert_true (zone_is_shown ("SL-Q03"));
  stage_key (stage, GDK_KEY_Right, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "2023-02");
  stage_drag (stage, slider, 16, y, width + 40, y);
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11");
  stage_click (stage, "time-interval");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpstr (get_wish ()->moment, ==, "2026-11-30");
  focus_map ();
  stage_key (stage, GDK_KEY_End, 0);
}

/* Mines lie under dust-fall sites and stations, which are the uppermost. */
static void
test_layers (void)
{
  GtkWidget *row;
  guint place, top;

  get_layer ("station", &top);
  g_assert_cmpuint (top, ==, get_wish ()->n_layers - 1);
  get_layer ("mine", &place);
  g_assert_cmpuint (place, ==, top - 2);
  stage_click (stage, "layer-more-mine");
  stage_click (stage, "layer-up-mine");
  get_layer ("mine", &place);
  g_assert_cmpuint (place, ==, top - 1);
  gtk_widget_grab_focus (stage_find (stage, "layer-mine"));
  stage_key (stage, GDK_KEY_Up, GDK_ALT_MASK);
  get_layer ("mine", &place);
  g_assert_cmpuint (place, ==, top);
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "layer-up-mine")));
  stage_key (stage, GDK_KEY_Down, GDK_ALT_MASK);
  stage_tab_to (stage, "layer-opacity-mine");
  for (int i = 0; i < 6; i++)
    stage_key (stage, GDK_KEY_Left, 0);
  g_assert_cmpfloat_with_epsilon (get_layer ("mine", &place).opacity, 0.7, 1e-9);
  g_assert_cmpuint (place, ==, top - 1);

  /* A drag is no click: it is switched on as before. */
  row = stage_find (stage, "layer-station");
  stage_drag (stage, row, 60, 10, 60, 70);
  g_assert_true (get_layer ("station", &place).shown);
  g_assert_cmpuint (place, <, top - 1);
  stage_picture (stage, "map-time-layers");
  stage_click (stage, "layer-more-mine");
  stage_click (stage, "layer-town");
  g_assert_false (get_layer ("town", &place).shown);
}

static gboolean
area_value_is_known (gpointer unused)
{
  LtSceneItem item;

  return find_item ("area", "140303", &item) && item.value != NULL;
}

/* Areas are shaded by classes that the officer types; what is no class yet changes nothing. */
static void
test_shading (void)
{
  LtSceneItem item;
  GtkWidget *entry = stage_find (stage, "map-dust-classes");

  g_assert_false (gtk_widget_get_mapped (entry));
  stage_tab_to (stage, "map-shading");
  stage_choose (stage, 2);
  g_assert_cmpint (get_wish ()->shading, ==, LT_MAP_SHADED_BY_MAX);
  g_assert_true (gtk_widget_get_mapped (entry));
  stage_click (stage, "map-dust-classes");
  stage_type (stage, "5,7.0");
  g_assert_cmpuint (get_wish ()->dust_scale.n_breaks, ==, 2);
  stage_type (stage, "5,x");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpuint (get_wish ()->dust_scale.n_breaks, ==, 2);
  stage_key (stage, GDK_KEY_BackSpace, 0);
  stage_type (stage, "9");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (get_wish ()->dust_scale.breaks[2], ==, 9);
  g_assert_cmpfloat (get_wish ()->dust_scale.breaks[1], ==, 7.05);
  stage_wait (area_value_is_known, NULL, "the value of an area");
  /* Its word says that it is of the whole area. */
  g_assert_true (find_item ("area", "140303", &item));
  g_assert_null (strstr (item.value, "  "));
  g_assert_nonnull (strchr (item.value, ' '));
  stage_click (stage, "layers-legend");
  stage_wait_map (stage);
  stage_picture (stage, "map-time-shading");
  stage_click (stage, "layers-legend");
}

/* As by the next start: another window, which knows what this one was left with. */
static void
test_kept (void)
{
  LtMapWish before = *get_wish ();
  char *folder = g_steal_pointer (&stage->folder);
  g_autofree char *path = g_strdup (stage->path);

  stage_free (stage);
  stage = stage_new (path);
  stage->folder = folder;
  stage_wait (bar_is_there, NULL, "the time bar");
  g_assert_true (lt_map_wish_equal (get_wish (), &before));
  stage_wait_map (stage);
}

static void
test_officers (void)
{
  LtSession *session = lt_window_get_session (stage->window);
  guint place;

  stage_sign_in (stage);
  g_assert_false (get_layer ("town", &place).shown);
  stage_click (stage, "layer-river");
  g_assert_false (get_layer ("river", &place).shown);
  lt_session_sign_out (session);
  stage_settle (stage);
  g_assert_true (get_layer ("river", &place).shown);
  stage_sign_in (stage);
  g_assert_false (get_layer ("river", &place).shown);
  lt_session_sign_out (session);
  stage_settle (stage);
}

/* What cannot be read is as if nothing had been kept. */
static void
test_damaged (void)
{
  LtMapWish plain;
  char *folder = g_steal_pointer (&stage->folder);
  g_autofree char *path = g_strdup (stage->path);

  stage_free (stage);
  lt_settings_set_map (NULL,
                       "{\"layers\":[7,{\"kind\":\"unicorn\"},{}],\"shading\":\"x\",\"item\"");
  stage = stage_new (path);
  stage->folder = folder;
  lt_map_wish_init (&plain);
  lt_map_wish_set_today (&plain, lt_session_get_now (lt_window_get_session (stage->window)));
  g_assert_true (lt_map_wish_equal (get_wish (), &plain));
  stage_wait (bar_is_there, NULL, "the time bar");
  stage_wait_map (stage);
}

/* On the officers' screens nothing is cut off, and the map keeps its room. */
static void
test_room (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *map = lt_map_view_get_map (lt_window_get_map (stage->window));
  int width, height;

  stage_click (stage, "layers-legend");
  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_VERTICAL, 1366, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 1366);
  g_assert_cmpint (height, <=, 741);
  g_assert_cmpint (gtk_widget_get_height (map), >=, 560);
  type_moment ("2025-01-15");
  stage_click (stage, "place-list-open");
  /* The pane of a place takes some of the map, and of the bar. */
  focus_map ();
  stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (stage, "detail-title");
  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 1366);
  stage_picture (stage, "map-time-pane");
  focus_map ();
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_map (stage);
  stage_picture (stage, "map-time-legend");
  stage_click (stage, "layers-legend");
  stage_click (stage, "layers-open");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  stage_wait_map (stage);
  stage_picture (stage, "map-time-dark-closed");
  stage_click (stage, "layers-open");
  stage_click (stage, "place-list-open");
  stage_wait_map (stage);
  stage_picture (stage, "map-time-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  stage_click (stage, "map-plain");
  g_assert_cmpint (get_wish ()->style, ==, LT_INK_PLAIN);
  stage_wait_map (stage);
  stage_picture (stage, "map-time-plain");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  begin ();
  g_test_add_func ("/ui/map-time/item", test_item);
  g_test_add_func ("/ui/map-time/steps", test_steps);
  g_test_add_func ("/ui/map-time/other-interval", test_other_interval);
  g_test_add_func ("/ui/map-time/outlines", test_outlines);
  g_test_add_func ("/ui/map-time/drag", test_drag);
  g_test_add_func ("/ui/map-time/layers", test_layers);
  g_test_add_func ("/ui/map-time/shading", test_shading);
  g_test_add_func ("/ui/map-time/kept", test_kept);
  g_test_add_func ("/ui/map-time/officers", test_officers);
  g_test_add_func ("/ui/map-time/damaged", test_damaged);
  g_test_add_func ("/ui/map-time/room", test_room);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
