/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an officer wishes to see on the map: moments, the order of layers, and what
 * is kept of it. */

#include "base/error.h"
#include "model/kind.h"
#include "work/map-wish.h"

#include <string.h>

static guint
kind_number (const char *name)
{
  return lt_kind_by_name (name)->number;
}

static const char *
kind_at (const LtMapWish *wish, guint i)
{
  return lt_kind_by_number (wish->layers[i].kind)->name;
}

static void
test_moments (void)
{
  static const struct
  {
    const char *text;
    const char *moment;
    LtInterval interval;
    const char *date;
    const char *month;
  } cases[] = {
    { "2026-11-20T08:00", "2026-11-20T08:00", LT_INTERVAL_HOUR, "2026-11-20", "2026-11" },
    { "2026/11/20 8:00", "2026-11-20T08:00", LT_INTERVAL_HOUR, "2026-11-20", "2026-11" },
    /* 00:00 ends the last hour of the day before, here of the month and year too. */
    { "2027-01-01T00:00", "2027-01-01T00:00", LT_INTERVAL_HOUR, "2026-12-31", "2026-12" },
    { "2026-11-20T24:00", "2026-11-21T00:00", LT_INTERVAL_HOUR, "2026-11-20", "2026-11" },
    { "2026-11-01", "2026-11-01", LT_INTERVAL_DAY, "2026-11-01", "2026-11" },
    { "2026-11", "2026-11", LT_INTERVAL_MONTH, "2026-11-30", "2026-11" },
    { "2024-02", "2024-02", LT_INTERVAL_MONTH, "2024-02-29", "2024-02" },
    { "2026年2月", "2026-02", LT_INTERVAL_MONTH, "2026-02-28", "2026-02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LtMapWish wish;
      g_autoptr (GError) error = NULL;
      g_autofree char *date = NULL;
      g_autofree char *month = NULL;

      g_test_message ("%s", cases[i].text);
      lt_map_wish_init (&wish);
      lt_map_wish_set_moment (&wish, cases[i].text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (wish.moment, ==, cases[i].moment);
      g_assert_cmpint (wish.interval, ==, cases[i].interval);
      date = lt_map_wish_get_date (&wish);
      month = lt_map_wish_get_month (&wish);
      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (month, ==, cases[i].month);
    }
}

static void
test_no_moments (void)
{
  static const char *const texts[] = { "2026",  "2026-13",         "2026-02-30", "2026-11-20T08:30",
                                       "today", "2026-11-20T25:00" };
  g_autofree char *date = NULL;
  LtMapWish wish;

  lt_map_wish_init (&wish);
  g_assert_null (lt_map_wish_get_date (&wish));
  g_assert_null (lt_map_wish_get_month (&wish));
  /* 16:30 of UTC is half past midnight in Shanxi */
  lt_map_wish_set_today (&wish, G_GINT64_CONSTANT (1795192200000));
  date = lt_map_wish_get_date (&wish);
  g_assert_cmpstr (date, ==, "2026-11-21");
  g_assert_null (lt_map_wish_get_month (&wish));
  g_assert_true (lt_map_wish_set_moment (&wish, "2026-11-20", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lt_map_wish_set_moment (&wish, texts[i], &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, texts[i]));
      g_assert_cmpstr (wish.moment, ==, "2026-11-20");
    }
  g_assert_true (lt_map_wish_set_moment (&wish, "", NULL));
  g_assert_cmpstr (wish.moment, ==, "");
}

static void
test_order (void)
{
  LtMapWish wish;
  guint n;

  lt_map_wish_init (&wish);
  n = wish.n_layers;
  g_assert_cmpstr (kind_at (&wish, 0), ==, "area");
  g_assert_cmpstr (kind_at (&wish, n - 1), ==, "station");
  lt_map_wish_move_layer (&wish, kind_number ("area"), 2);
  g_assert_cmpstr (kind_at (&wish, 2), ==, "area");
  g_assert_cmpstr (kind_at (&wish, 0), ==, "zone");
  lt_map_wish_move_layer (&wish, kind_number ("station"), 0);
  g_assert_cmpstr (kind_at (&wish, 0), ==, "station");
  g_assert_cmpstr (kind_at (&wish, 3), ==, "area");
  lt_map_wish_move_layer (&wish, kind_number ("station"), 1000);
  lt_map_wish_move_layer (&wish, kind_number ("area"), 0);
  g_assert_cmpuint (wish.n_layers, ==, n);
  g_assert_cmpstr (kind_at (&wish, 0), ==, "area");
  g_assert_cmpstr (kind_at (&wish, n - 1), ==, "station");
  g_assert_null (lt_map_wish_find_layer (&wish, kind_number ("order")));
}

static void
test_kept (void)
{
  LtMapWish wish, again;
  g_autofree char *json = NULL;

  lt_map_wish_init (&wish);
  lt_map_wish_find_layer (&wish, kind_number ("mine"))->shown = FALSE;
  lt_map_wish_find_layer (&wish, kind_number ("zone"))->opacity = 0.25;
  lt_map_wish_move_layer (&wish, kind_number ("mine"), 0);
  g_strlcpy (wish.item, "PM2.5", sizeof wish.item);
  wish.interval = LT_INTERVAL_DAY;
  wish.shading = LT_MAP_SHADED_BY_MAX;
  wish.style = LT_INK_PLAIN;
  json = lt_map_wish_to_json (&wish);
  lt_map_wish_init (&again);
  g_assert_false (lt_map_wish_equal (&wish, &again));
  lt_map_wish_from_json (&again, json);
  g_assert_true (lt_map_wish_equal (&wish, &again));
  again.text_scale = 2;
  g_assert_false (lt_map_wish_equal (&wish, &again));
  again.text_scale = wish.text_scale;
}

/* What another version of the program has kept, or somebody has written by hand. */
static void
test_foreign (void)
{
  static const char *const nothing[] = { NULL,
                                         "",
                                         "{",
                                         "[]",
                                         "7",
                                         "\"layers\"",
                                         "null",
                                         "{\"layers\":[{\"kind\":\"area\",\"opacity\":\"half\"}]}",
                                         "{\"layers\":[{\"kind\":\"area\",\"opacity\":null}]}",
                                         "{\"layers\":[{\"kind\":\"area\",\"opacity\":[1]}]}",
                                         "{\"layers\":7,\"item\":[],\"plain\":3}",
                                         "{\"layers\":[1,{\"kind\":\"no-such\"},{}]}" };
  LtMapWish wish, fresh;

  lt_map_wish_init (&fresh);
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      lt_map_wish_init (&wish);
      lt_map_wish_from_json (&wish, nothing[i]);
      g_assert_true (lt_map_wish_equal (&wish, &fresh));
    }
  /* Kinds that it does not know stay above those that they belong above. */
  lt_map_wish_from_json (&wish, "{\"layers\":[{\"kind\":\"station\",\"shown\":false},"
                                "{\"kind\":\"station\",\"shown\":true},"
                                "{\"kind\":\"mine\",\"opacity\":7}]}");
  g_assert_cmpuint (wish.n_layers, ==, fresh.n_layers);
  g_assert_cmpstr (kind_at (&wish, 0), ==, "area");
  g_assert_cmpstr (kind_at (&wish, 1), ==, "zone");
  g_assert_false (lt_map_wish_find_layer (&wish, kind_number ("station"))->shown);
  g_assert_cmpfloat (lt_map_wish_find_layer (&wish, kind_number ("mine"))->opacity, ==, 1);
  for (guint i = 0; i < fresh.n_layers; i++)
    g_assert_nonnull (lt_map_wish_find_layer (&wish, fresh.layers[i].kind));
}

/* Classes are typed, with commas of either script, and kept. */
static void
test_classes (void)
{
  static const char *const bad[] = { "x",     "5,5", "7,5",
                                     "5,",    ",5",  "nan",
                                     "1e999", "5;6", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16" };
  static const char *const good[][2] = {
    { "5,7,9", "5,7,9" }, { " 5 ， 7.50、９ ", "5,7.5,9" }, { "", "" }, { "-1,0", "-1,0" }
  };
  LtSceneScale scale = { .n_breaks = 1, .breaks = { 4 } };
  LtMapWish wish, again;
  g_autofree char *json = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lt_map_classes_parse (bad[i], &scale, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
      g_assert_cmpuint (scale.n_breaks, ==, 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (lt_map_classes_parse (good[i][0], &scale, NULL));
      text = lt_map_classes_format (&scale);
      g_assert_cmpstr (text, ==, good[i][1]);
    }
  lt_map_wish_init (&wish);
  g_assert_true (lt_map_classes_parse ("5,7.5", &wish.dust_scale, NULL));
  json = lt_map_wish_to_json (&wish);
  lt_map_wish_init (&again);
  lt_map_wish_from_json (&again, json);
  g_assert_true (lt_map_wish_equal (&wish, &again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-wish/moments", test_moments);
  g_test_add_func ("/map-wish/no-moments", test_no_moments);
  g_test_add_func ("/map-wish/order", test_order);
  g_test_add_func ("/map-wish/kept", test_kept);
  g_test_add_func ("/map-wish/foreign", test_foreign);
  g_test_add_func ("/map-wish/classes", test_classes);
  return g_test_run ();
}
