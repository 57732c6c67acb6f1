/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include "geo/shape-index.h"

#include <math.h>

#define N_STARS 30

/* Many corners, many of them far from one another; some with a hole. */
static LtShape *
make_star (GRand *rand)
{
  g_autoptr (GString) text = g_string_new ("POLYGON ((");
  double x = g_rand_double_range (rand, 112, 114);
  double y = g_rand_double_range (rand, 36, 38);
  guint n = (guint) g_rand_int_range (rand, 3, 60);
  double size = g_rand_double_range (rand, 0.001, 0.6);
  g_autofree char *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      double far = size * g_rand_double_range (rand, 0.3, 1);
      double a = i * 2 * G_PI / n;
      g_autofree char *corner =
          g_strdup_printf ("%.17g %.17g", x + far * cos (a), y + far * sin (a));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ", corner);
      if (i == 0)
        first = g_steal_pointer (&corner);
    }
  g_string_append_printf (text, ", %s)", first);
  if (n > 8)
    g_string_append_printf (text, ", (%.17g %.17g, %.17g %.17g, %.17g %.17g, %.17g %.17g)", x, y,
                            x + size * 0.1, y, x, y + size * 0.1, x, y);
  g_string_append (text, ")");
  return read_shape (text->str);
}

typedef struct
{
  LtShape *const *shapes;
  guint n_shapes;
  LtShapeIndex *index;
  GArray *found;
  guint hits;
} Question;

static void
ask (Question *question, double x, double y)
{
  guint at = 0;

  lt_shape_index_find (question->index, x, y, question->found);
  for (guint i = 0; i < question->n_shapes; i++)
    if (lt_shape_contains (question->shapes[i], x, y))
      {
        g_assert_cmpuint (at, <, question->found->len);
        g_assert_cmpuint (g_array_index (question->found, guint, at), ==, 100 + i);
        at++;
      }
  g_assert_cmpuint (at, ==, question->found->len);
  question->hits += at;
}

/* On corners and on the middles of edges, where rounding shows. */
static void
on_path_ask (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      ask (user_data, xy[2 * i], xy[2 * i + 1]);
      ask (user_data, (xy[2 * i] + xy[2 * i + 2]) / 2, (xy[2 * i + 1] + xy[2 * i + 3]) / 2);
    }
}

/* What the index says is what each polygon says of itself. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 8; round++)
    {
      LtShape *shapes[N_STARS];
      g_autoptr (LtShapeIndex) index = lt_shape_index_new ();
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
      Question question = { shapes, N_STARS, index, found, 0 };

      for (guint i = 0; i < N_STARS; i++)
        {
          shapes[i] = make_star (rand);
          lt_shape_index_add (index, shapes[i], 100 + i);
        }
      for (guint i = 0; i < 4000; i++)
        ask (&question, g_rand_double_range (rand, 111.3, 114.7),
             g_rand_double_range (rand, 35.3, 38.7));
      for (guint i = 0; i < N_STARS; i++)
        lt_shape_foreach_path (shapes[i], on_path_ask, &question);
      g_assert_cmpuint (question.hits, >, 1000);
      g_clear_pointer (&index, lt_shape_index_free);
      for (guint i = 0; i < N_STARS; i++)
        lt_shape_free (shapes[i]);
    }
}

/* On a grid whose lines are the cells' own. */
static void
test_grid (void)
{
  LtShape *shapes[16];
  g_autoptr (LtShapeIndex) index = lt_shape_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  Question question = { shapes, G_N_ELEMENTS (shapes), index, found, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      guint x = 112 + i % 4;
      guint y = 36 + i / 4;
      g_autofree char *text = g_strdup_printf ("POLYGON ((%u %u, %u %u, %u %u, %u %u, %u %u))", x,
                                               y, x + 1, y, x + 1, y + 1, x, y + 1, x, y);

      shapes[i] = read_shape (text);
      lt_shape_index_add (index, shapes[i], 100 + i);
    }
  for (guint i = 0; i <= 40; i++)
    for (guint k = 0; k <= 40; k++)
      ask (&question, 112 + i / 10.0, 36 + k / 10.0);
  /* inside one, on an edge two, on a corner four */
  g_assert_cmpuint (question.hits, ==, 44 * 44);
  g_clear_pointer (&index, lt_shape_index_free);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    lt_shape_free (shapes[i]);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text;
    gboolean covered;
    gboolean touched;
  } known[] = {
    { "POLYGON ((112.1 36.1, 112.4 36.1, 112.4 36.4, 112.1 36.1))", TRUE, TRUE },
    { "POLYGON ((112 36, 112.4 36, 112.4 36.4, 112 36))", TRUE, TRUE }, /* along the edge */
    { "POLYGON ((112.5 36.5, 113.5 36.5, 113.5 36.6, 112.5 36.5))", FALSE, TRUE },
    { "POLYGON ((113 36, 114 36, 114 37, 113 36))", FALSE, TRUE }, /* beside it */
    { "POLYGON ((111 35, 114 35, 114 38, 111 38, 111 35))", FALSE, TRUE },
    { "LINESTRING (112.2 36.2, 112.8 36.8)", FALSE, TRUE }, /* over the hole */
    { "LINESTRING (112.1 36, 112.9 36)", TRUE, TRUE },
    { "LINESTRING (113.1 36, 113.9 36)", FALSE, FALSE },
    { "POINT (112.55 36.55)", FALSE, FALSE }, /* in the hole */
    { "POINT (112.5 36.5)", TRUE, TRUE },     /* on its corner */
    { "MULTIPOINT ((112.1 36.1), (114 36))", FALSE, TRUE },
  };
  g_autoptr (LtShape) area = read_shape ("POLYGON ((112 36, 113 36, 113 37, 112 37, 112 36),"
                                         " (112.5 36.5, 112.6 36.5, 112.6 36.6, 112.5 36.6,"
                                         " 112.5 36.5))");
  g_autoptr (LtShapeIndex) index = lt_shape_index_new ();

  lt_shape_index_add (index, area, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (LtShape) shape = read_shape (known[i].text);

      g_assert_cmpint (lt_shape_index_covers (index, shape), ==, known[i].covered);
      g_assert_cmpint (lt_shape_index_touches (index, shape), ==, known[i].touched);
    }
}

static void
test_empty (void)
{
  g_autoptr (LtShapeIndex) none = lt_shape_index_new ();
  g_autoptr (LtShapeIndex) index = lt_shape_index_new ();
  g_autoptr (LtShape) empty = read_shape ("POLYGON EMPTY");
  g_autoptr (LtShape) point = read_shape ("POINT (0 0)");
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  lt_shape_index_add (index, empty, 1);
  lt_shape_index_find (none, 0, 0, found);
  g_assert_cmpuint (found->len, ==, 0);
  lt_shape_index_find (index, 0, 0, found);
  g_assert_cmpuint (found->len, ==, 0);
  lt_shape_index_find (index, NAN, 0, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (lt_shape_index_covers (index, point));
  g_assert_false (lt_shape_index_touches (none, point));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape-index/random", test_random);
  g_test_add_func ("/shape-index/grid", test_grid);
  g_test_add_func ("/shape-index/shapes", test_shapes);
  g_test_add_func ("/shape-index/empty", test_empty);
  return g_test_run ();
}
