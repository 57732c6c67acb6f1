/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies outside the county is told from what lies in it, and how much of it. */

#include "desk.h"

#include "work/outside.h"

#include <string.h>

static Desk *desk;

/* The words for a shape in WKT or GeoJSON; NULL where nothing is outside. */
static char *
describe (const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) shape = lt_shape_from_text (text, &error);

  g_assert_no_error (error);
  return lt_work_describe_outside (desk->session, kind == NULL ? NULL : lt_kind_by_name (kind),
                                   shape);
}

static void
assert_says (const char *kind, const char *text, const char *words)
{
  g_autofree char *said = describe (kind, text);

  if (words == NULL)
    g_assert_null (said);
  else
    {
      g_assert_nonnull (said);
      g_assert_nonnull (strstr (said, words));
    }
}

static void
test_inside (void)
{
  g_autoptr (LtRecord) area = desk_first (desk, "area");
  g_autoptr (LtShape) outline = lt_record_get_shape (area);
  g_autofree char *text = lt_shape_to_geojson (outline);
  g_autofree char *point = NULL;
  double x, y;

  lt_shape_get_anchor (outline, &x, &y);
  point = g_strdup_printf ("POINT (%f %f)", x, y);
  assert_says ("zone", text, NULL);
  assert_says ("mine", point, NULL);
}

/* The county lies west of 114° E and north of 37.6° N: 116° E is some 175 km away. */
static void
test_outside (void)
{
  g_autoptr (LtRecord) area = desk_first (desk, "area");
  g_autoptr (LtShape) outline = lt_record_get_shape (area);
  g_autofree char *line = NULL;
  double x, y;

  lt_shape_get_anchor (outline, &x, &y);
  line = g_strdup_printf ("LINESTRING (%f %f, 116 37, 116 38)", x, y);
  assert_says ("mine", "POINT (116 37.8)", "outside");
  assert_says (NULL, "POINT (116 37.8)", "km");
  assert_says ("zone", "POLYGON ((116 37,116.02 37,116.02 37.02,116 37))", "km");
  assert_says ("river", line, "2 of its 3");
  /* An area says itself where the county is. */
  assert_says ("area", "POLYGON ((116 37,116.02 37,116.02 37.02,116 37))", NULL);
}

/* From the middle of the county to 2° farther east: about half of it is outside. */
static void
test_partly (void)
{
  g_autofree char *said =
      describe ("zone", "POLYGON ((113.6 37.7,115.6 37.7,115.6 37.9,113.6 37.9,113.6 37.7))");

  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "km²"));
  g_assert_null (strstr (said, "away"));
}

/* Without areas nobody knows. */
static void
test_unknown (void)
{
  g_autoptr (GPtrArray) areas = NULL;
  Desk *empty = desk_new ();

  g_clear_pointer (&desk, desk_free);
  desk = empty;
  desk_act_as (desk, KEEPER);
  areas =
      lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name ("area"), NULL, NULL);
  g_assert_cmpuint (areas->len, >, 0);
  for (guint i = 0; i < areas->len; i++)
    {
      g_autoptr (LtRecord) seen =
          lt_store_get (lt_session_get_store (desk->session), lt_kind_by_name ("area"),
                        &((LtRecord *) g_ptr_array_index (areas, i))->id, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (desk_set (desk, seen, "outline", "", &error));
      g_assert_no_error (error);
    }
  assert_says ("mine", "POINT (116 37.8)", NULL);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = desk_new ();
  g_test_add_func ("/outside/inside", test_inside);
  g_test_add_func ("/outside/outside", test_outside);
  g_test_add_func ("/outside/partly", test_partly);
  g_test_add_func ("/outside/unknown", test_unknown);
  status = g_test_run ();
  desk_free (desk);
  return status;
}
