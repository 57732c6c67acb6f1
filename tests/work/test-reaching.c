/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "geo/distance.h"
#include "work/reaching.h"

#include <math.h>
#include <string.h>

/* A square of a tenth of a degree with a hole, far from what the sample has. */
#define SQUARE                                                                                     \
  "POLYGON ((111 36, 111.1 36, 111.1 36.1, 111 36.1, 111 36),"                                     \
  " (111.02 36.02, 111.03 36.02, 111.03 36.03, 111.02 36.03, 111.02 36.02))"

static void
add (Desk *desk, const char *kind, const char *name, const char *field, const char *shape)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  lt_record_set (record, "name", name, &error);
  g_assert_no_error (error);
  if (g_str_equal (kind, "zone"))
    {
      lt_record_set (record, "zone_kind", "coal-ban", &error);
      lt_record_set (record, "code", name, &error);
    }
  if (shape != NULL)
    lt_record_set (record, field, shape, &error);
  g_assert_no_error (error);
  lt_work_add (desk->session, record, &error);
  g_assert_no_error (error);
}

static Desk *
make_desk (void)
{
  static const struct
  {
    const char *name;
    const char *position;
  } mines[] = {
    { "inside", "POINT (111.05 36.05)" }, { "edge", "POINT (111.1 36.05)" },
    { "corner", "POINT (111 36)" },       { "hole", "POINT (111.025 36.025)" },
    { "rim", "POINT (111.02 36.025)" },   { "outside", "POINT (111.1000001 36.05)" },
    { "far", "POINT (111.5 36.05)" },     { "nowhere", NULL },
  };
  Desk *desk = desk_new ();

  desk_act_as (desk, OFFICER);
  for (gsize i = 0; i < G_N_ELEMENTS (mines); i++)
    add (desk, "mine", mines[i].name, "position", mines[i].position);
  add (desk, "river", "through", "course", "LINESTRING (110.9 36.05, 111.2 36.05)");
  add (desk, "river", "in", "course", "LINESTRING (111.04 36.05, 111.06 36.06)");
  add (desk, "river", "along", "course", "LINESTRING (111 36, 111.1 36)");
  add (desk, "river", "beside", "course", "LINESTRING (111.2 36, 111.2 36.1)");
  add (desk, "zone", "SQUARE", "outline", SQUARE);
  return desk;
}

/* The names of what is found, in its order, and as many are counted. */
static char *
find (Desk *desk, const char *kind_name, const LtReach *reach, const char *sort, guint limit)
{
  LtStore *store = lt_session_get_store (desk->session);
  const LtKind *kind = lt_kind_by_name (kind_name);
  LtQuery query = { .reach = reach, .sort = sort, .limit = limit };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lt_store_list (store, kind, &query, &error);
  g_autoptr (GArray) keys = lt_store_list_keys (store, kind, &query, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, records->len);
  if (limit == 0)
    g_assert_cmpint (lt_store_count (store, kind, &query, &error), ==, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpint (record->key, ==, g_array_index (keys, gint64, i));
      g_string_append_printf (names, "%s%s", i == 0 ? "" : " ", lt_record_get_title (record));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_found (Desk *desk,
              const char *kind,
              const LtReach *reach,
              const char *sort,
              const char *expected)
{
  g_autofree char *names = find (desk, kind, reach, sort, 0);

  g_assert_cmpstr (names, ==, expected);
}

static LtReach *
make_reach (Desk *desk, const char *within, const char *touching)
{
  LtReach *reach = lt_reach_new ();
  g_autoptr (GError) error = NULL;

  if (within != NULL)
    lt_work_reach_polygon (desk->session, &reach->within, within, &error);
  g_assert_no_error (error);
  if (touching != NULL)
    lt_work_reach_polygon (desk->session, &reach->touching, touching, &error);
  g_assert_no_error (error);
  return reach;
}

/* The edge belongs to a polygon, also that of a hole. */
static void
test_within (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtReach) within = make_reach (desk, "zone:SQUARE", NULL);
  g_autoptr (LtReach) touching = make_reach (desk, NULL, "zone:SQUARE");
  g_autoptr (LtReach) both = make_reach (desk, "zone:SQUARE", NULL);

  assert_found (desk, "mine", within, NULL, "inside edge corner rim");
  assert_found (desk, "mine", touching, "name", "corner edge inside rim");
  assert_found (desk, "river", within, NULL, "in along");
  assert_found (desk, "river", touching, NULL, "through in along");
  assert_found (desk, "zone", within, NULL, "SQUARE");
  both->box = (LtBox){ 111.01, 36, 111.06, 36.06 };
  assert_found (desk, "mine", both, NULL, "inside rim");
}

static void
test_box (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtReach) reach = lt_reach_new ();

  reach->box = (LtBox){ 111.05, 36.05, 111.1, 36.2 };
  assert_found (desk, "mine", reach, NULL, "inside edge");
  assert_found (desk, "river", reach, NULL, "through in");
  reach->box = (LtBox){ 120, 30, 121, 31 };
  assert_found (desk, "mine", reach, NULL, "");
}

static void
test_near (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtReach) reach = lt_reach_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *nearest = NULL;

  lt_work_reach_near (reach, "111.025, 36.025,5000", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (reach->metres, ==, 5000);
  assert_found (desk, "mine", reach, NULL, "hole rim inside corner");
  assert_found (desk, "mine", reach, "name", "corner hole inside rim");
  /* the river is near by its edge, not by its ends, 11 km off: 0.025° are
   * 2774 m, and less in the south */
  assert_found (desk, "river", reach, NULL, "along through in");
  reach->metres = 2700;
  assert_found (desk, "river", reach, NULL, "");
  reach->metres = lt_distance (111.025, 36.025, 111.02, 36.025);
  assert_found (desk, "mine", reach, NULL, "hole rim");
  reach->metres = nextafter (reach->metres, 0);
  assert_found (desk, "mine", reach, NULL, "hole");
  reach->metres = INFINITY;
  nearest = find (desk, "mine", reach, NULL, 6);
  g_assert_cmpstr (nearest, ==, "hole rim inside corner edge outside");
}

/* In whatever datum the place is given. */
static void
test_near_datum (void)
{
  g_autoptr (LtReach) reach = lt_reach_new ();
  g_autoptr (GError) error = NULL;

  /* 113.58 E, 37.86 N in EPSG:4526, by PROJ 9.1.1 */
  lt_work_reach_near (reach, "38463040.2641,4192041.8377", "700", "gk3:38", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (reach->longitude, 113.58, 1e-8);
  g_assert_cmpfloat_with_epsilon (reach->latitude, 37.86, 1e-8);
  g_assert_cmpfloat (reach->metres, ==, 700);
}

static void
test_near_refused (void)
{
  static const struct
  {
    const char *place;
    const char *metres;
    const char *datum;
    LtError code;
    const char *words;
  } bad[] = {
    { "113.58", NULL, NULL, LT_ERROR_USAGE, "no place" },
    { "113.58,37.86,5,6", NULL, NULL, LT_ERROR_USAGE, "no place" },
    { "here,there", NULL, NULL, LT_ERROR_USAGE, "no place" },
    { "nan,37", NULL, NULL, LT_ERROR_USAGE, "no place" },
    { "113.58,37.86", "far", NULL, LT_ERROR_USAGE, "far" },
    { "113.58,37.86,-1", NULL, NULL, LT_ERROR_USAGE, "-1" },
    { "113.58,37.86", NULL, "mars", LT_ERROR_USAGE, "mars" },
    { "37.86,113.58", NULL, NULL, LT_ERROR_BAD_INPUT, "swapped" },
    { "38463040,4192041", NULL, NULL, LT_ERROR_BAD_INPUT, "gk3:38" },
    { "113.58,37.86", NULL, "gk3:38", LT_ERROR_BAD_INPUT, "degrees" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (LtReach) reach = lt_reach_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (
          lt_work_reach_near (reach, bad[i].place, bad[i].metres, bad[i].datum, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, LT_ERROR, (int) bad[i].code);
      g_assert_nonnull (strstr (error->message, bad[i].words));
    }
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtReach) reach = lt_reach_new ();
  LtQuery query = { .reach = reach };
  static const struct
  {
    const char *place;
    const char *words;
  } bad[] = { { "mine:inside", "no outline" },
              { "mine:nowhere", "no position" },
              { "zone:NIX", "NIX" },
              { "NIX", "KIND:CODE" } };
  g_autoptr (GError) problem = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      LtShape *polygon = NULL;

      g_assert_false (lt_work_reach_polygon (desk->session, &polygon, bad[i].place, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, bad[i].words));
      g_assert_null (polygon);
    }
  g_assert_null (lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name ("officer"),
                                &query, &problem));
  g_assert_error (problem, LT_ERROR, LT_ERROR_USAGE);
}

/* What the R*Tree lets through and what is measured is what all of them, measured
 * one by one, would be. */
static void
test_random (void)
{
  g_autoptr (Desk) desk = make_desk ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (GPtrArray) mines = lt_store_list (store, lt_kind_by_name ("mine"), NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (LtReach) reach = lt_reach_new ();
      LtQuery query = { .reach = reach };
      gint64 expected = 0;

      reach->near = TRUE;
      reach->longitude = g_rand_double_range (rand, 110.9, 114);
      reach->latitude = g_rand_double_range (rand, 35.9, 38.3);
      reach->metres = pow (10, g_rand_double_range (rand, 3, 5.5));
      for (guint i = 0; i < mines->len; i++)
        {
          g_autoptr (LtShape) shape =
              lt_work_get_shape (desk->session, g_ptr_array_index (mines, i), NULL);
          LtBox at = shape == NULL ? LT_BOX_EMPTY : lt_shape_get_box (shape);

          expected += shape != NULL
                      && lt_distance (reach->longitude, reach->latitude, at.min_x, at.min_y)
                             <= reach->metres;
        }
      g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("mine"), &query, NULL), ==,
                       expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/reaching/within", test_within);
  g_test_add_func ("/work/reaching/box", test_box);
  g_test_add_func ("/work/reaching/near", test_near);
  g_test_add_func ("/work/reaching/near-datum", test_near_datum);
  g_test_add_func ("/work/reaching/near-refused", test_near_refused);
  g_test_add_func ("/work/reaching/refused", test_refused);
  g_test_add_func ("/work/reaching/random", test_random);
  return g_test_run ();
}
