/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cell-guard.h"
#include "base/number.h"

/* Guarded or not, it comes back; guarded is what a spreadsheet would compute. */
static void
test_guard (void)
{
  static const struct
  {
    const char *text;
    gboolean guarded;
  } cells[] = {
    { "", FALSE },       { "name", FALSE },  { "=1", TRUE },     { "=", TRUE },
    { "+", TRUE },       { "-", TRUE },      { "@a", TRUE },     { "\tx", TRUE },
    { "\rx", TRUE },     { "＝1", TRUE },    { "＠a", TRUE },    { "-5", FALSE },
    { "+5", FALSE },     { "-5.25", FALSE }, { "-.5", FALSE },   { "-5e3", FALSE },
    { "-5E-3", FALSE },  { "-5.", FALSE },   { "-5-3", TRUE },   { "+5e", TRUE },
    { "-e5", TRUE },     { "-.", TRUE },     { "-5 A", TRUE },   { "'", FALSE },
    { "'name'", FALSE }, { "'=1", TRUE },    { "''=1", TRUE },   { "'-5", TRUE },
    { "a=1", FALSE },    { " =1", FALSE },   { "112.5", FALSE }, { "'＋", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *guarded = lt_cell_guard (cells[i].text);
      const char *written = guarded == NULL ? cells[i].text : guarded;

      if ((guarded != NULL) != cells[i].guarded)
        g_error ("%s", cells[i].text);
      g_assert_true (guarded == NULL || *guarded == '\'');
      g_assert_cmpstr (lt_cell_unguard (written), ==, cells[i].text);
    }
}

/* As few figures as do, and never one too few. */
static void
test_number (void)
{
  static const struct
  {
    double number;
    const char *text;
  } numbers[] = {
    { 113.59, "113.59" },
    { 0.1, "0.1" },
    { 0, "0" },
    { -36, "-36" },
    /* 0.1 + 0.2, the usual example */
    { 0.1 + 0.2, "0.30000000000000004" },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      lt_number_put (text, numbers[i].number);
      g_assert_cmpstr (text->str, ==, numbers[i].text);
    }
  for (int i = 0; i < 10000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      double number = g_rand_double_range (rand, -180, 180);

      lt_number_put (text, number);
      g_assert_true (g_ascii_strtod (text->str, NULL) == number);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-guard/guard", test_guard);
  g_test_add_func ("/cell-guard/number", test_number);
  return g_test_run ();
}
