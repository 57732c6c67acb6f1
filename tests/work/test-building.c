/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "geo/measure.h"
#include "work/shape-building.h"

#include <string.h>

#define LEFT  "POLYGON ((111 36, 111.1 36, 111.1 36.1, 111 36.1, 111 36))"
#define RIGHT "POLYGON ((111.1 36, 111.2 36, 111.2 36.1, 111.1 36.1, 111.1 36))"
#define INNER "POLYGON ((111.04 36.04, 111.06 36.04, 111.06 36.06, 111.04 36.06, 111.04 36.04))"
#define ROAD  "LINESTRING (110.9 36.05, 111.3 36.05)"

static LtId
add (Desk *desk, const char *kind, const char *name, const char *field, const char *shape)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  lt_record_set (record, "name", name, &error);
  if (g_str_equal (kind, "zone"))
    lt_record_set (record, "zone_kind", "coal-ban", &error);
  if (shape != NULL)
    lt_record_set (record, field, shape, &error);
  g_assert_no_error (error);
  lt_work_add (desk->session, record, &error);
  g_assert_no_error (error);
  return record->id;
}

static double
measure (const char *text)
{
  g_autoptr (LtShape) shape = lt_shape_from_text (text, NULL);
  double m2;

  g_assert_true (lt_measure_surface (shape, &m2));
  return m2;
}

static void
assert_surface (Desk *desk, const LtShapeRecipe *recipe, double expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) shape = lt_work_build_shape (desk->session, recipe, &error);
  double m2;

  g_assert_no_error (error);
  g_assert_true (lt_measure_surface (shape, &m2));
  g_test_message ("%.0f m², expected %.0f m²", m2, expected);
  g_assert_cmpfloat_with_epsilon (m2, expected, expected * 0.001);
}

static void
assert_refused (Desk *desk, const LtShapeRecipe *recipe, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_work_build_shape (desk->session, recipe, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* Areas with and without others, and what is cut out of them. */
static void
test_areas (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_auto (LtShapeRecipe) recipe = { 0 };
  g_autoptr (LtShape) drawn = lt_shape_from_text (INNER, NULL);
  LtId left;
  LtId right;
  LtId inner;

  desk_act_as (desk, OFFICER);
  left = add (desk, "zone", "left", "outline", LEFT);
  right = add (desk, "zone", "right", "outline", RIGHT);
  inner = add (desk, "zone", "inner", "outline", INNER);
  lt_shape_recipe_init (&recipe);
  g_assert_true (lt_shape_recipe_is_empty (&recipe));
  assert_refused (desk, &recipe, "no outline to begin with");
  g_array_append_val (recipe.united, left);
  g_array_append_val (recipe.united, right);
  assert_surface (desk, &recipe, measure (LEFT) + measure (RIGHT));
  g_array_append_val (recipe.without, inner);
  assert_surface (desk, &recipe, measure (LEFT) + measure (RIGHT) - measure (INNER));
  recipe.has_cut = TRUE;
  recipe.cut = add (desk, "river", "road", "course", "LINESTRING (111.1 35, 111.1 37)");
  assert_surface (desk, &recipe, measure (RIGHT));
  recipe.piece = 2;
  assert_surface (desk, &recipe, measure (LEFT) - measure (INNER));
  recipe.piece = 3;
  assert_refused (desk, &recipe, "2 pieces");
  recipe.has_cut = FALSE;
  g_array_append_val (recipe.without, left);
  g_array_append_val (recipe.without, right);
  assert_refused (desk, &recipe, "Nothing is left");
  /* what was drawn is what it begins with */
  g_array_set_size (recipe.united, 0);
  g_array_set_size (recipe.without, 0);
  recipe.base = drawn;
  g_array_append_val (recipe.united, right);
  assert_surface (desk, &recipe, measure (INNER) + measure (RIGHT));
}

static void
test_strips (void)
{
  static const double road[] = { 110.9, 36.05, 111.3, 36.05 };
  g_autoptr (Desk) desk = desk_new ();
  g_auto (LtShapeRecipe) recipe = { 0 };
  double strip = lt_measure_path (road, 2) * 400;
  LtId line;
  LtId left;
  LtId point;

  desk_act_as (desk, OFFICER);
  line = add (desk, "river", "road", "course", ROAD);
  left = add (desk, "zone", "left", "outline", LEFT);
  point = add (desk, "mine", "mine", "position", "POINT (112 37)");
  lt_shape_recipe_init (&recipe);
  g_array_append_val (recipe.along, line);
  recipe.metres = 200;
  assert_surface (desk, &recipe, strip);
  /* a quarter of it lies in the square, which is as wide as that */
  g_array_append_val (recipe.without, left);
  assert_surface (desk, &recipe, strip * 3 / 4);
  g_array_set_size (recipe.without, 0);
  g_array_append_val (recipe.around, point);
  assert_surface (desk, &recipe, strip + G_PI * 200 * 200);
  g_array_append_val (recipe.along, point);
  assert_refused (desk, &recipe, "\"mine\": Only a line has two sides");
  g_array_set_size (recipe.along, 0);
  g_array_append_val (recipe.united, line);
  assert_refused (desk, &recipe, "\"road\": It has no outline");
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_auto (LtShapeRecipe) recipe = { 0 };
  LtId nowhere;
  LtId gone = { 0 };

  desk_act_as (desk, OFFICER);
  nowhere = add (desk, "zone", "nowhere", "outline", NULL);
  lt_shape_recipe_init (&recipe);
  g_array_append_val (recipe.united, nowhere);
  assert_refused (desk, &recipe, "\"nowhere\" has no position");
  g_array_set_size (recipe.united, 0);
  g_array_append_val (recipe.united, gone);
  assert_refused (desk, &recipe, "there is no");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/building/areas", test_areas);
  g_test_add_func ("/work/building/strips", test_strips);
  g_test_add_func ("/work/building/refused", test_refused);
  return g_test_run ();
}
