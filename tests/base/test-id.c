/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"

#include <string.h>

/* RFC 9562, 5.7 and appendix A.6: the example's time stands in the first 48
 * bits, version 7 and variant 10 in their places. */
static void
test_layout (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (1);
  g_autofree char *text = NULL;
  LtId id;

  lt_id_make (&id, 7, G_GINT64_CONSTANT (0x017F22E279B0), random);
  text = lt_id_to_text (&id);
  g_assert_true (g_str_has_prefix (text, "017f22e2-79b0-7"));
  for (int i = 0; i < 1000; i++)
    {
      lt_id_make (&id, 7, i, random);
      g_assert_cmpuint (id.bytes[6] >> 4, ==, 7);
      g_assert_cmpuint (id.bytes[8] >> 6, ==, 2);
    }
}

/* Later ids sort after earlier ones, as bytes and as text. */
static void
test_order (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (2);
  static const gint64 times[] = { 0,
                                  1,
                                  255,
                                  256,
                                  65536,
                                  G_GINT64_CONSTANT (1793664000000),
                                  G_GINT64_CONSTANT (1793664000001),
                                  G_GINT64_CONSTANT (0xffffffffffff) };
  LtId last = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *before = lt_id_to_text (&last);
      g_autofree char *text = NULL;
      LtId id;

      lt_id_make (&id, 7, times[i], random);
      text = lt_id_to_text (&id);
      g_assert_cmpint (memcmp (&last, &id, sizeof id), <, 0);
      g_assert_cmpstr (before, <, text);
      last = id;
    }
}

static void
test_text (void)
{
  static const char *const bad[] = { "", "x", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                                     "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
                                     "017f22e2-79b0-7cc3-98c4-dc0c0c07398g" };
  g_autofree char *back = NULL;
  LtId id;
  LtId plain;

  g_assert_true (lt_id_from_text (&id, "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  g_assert_true (lt_id_from_text (&plain, "017f22e279b07cc398c4dc0c0c07398f"));
  g_assert_true (lt_id_equal (&id, &plain));
  g_assert_cmpuint (lt_id_hash (&id), ==, lt_id_hash (&plain));
  back = lt_id_to_text (&id);
  g_assert_cmpstr (back, ==, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (lt_id_from_text (&id, bad[i]));
  g_assert_false (lt_id_from_text (&id, NULL));
}

static void
test_different (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (3);
  g_autoptr (GHashTable) known = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  LtId zero = { 0 };

  for (int i = 0; i < 10000; i++)
    {
      LtId *id = g_new (LtId, 1);

      lt_id_make (id, 7, 1, random);
      g_assert_true (g_hash_table_add (known, id));
    }
  g_assert_true (lt_id_is_zero (&zero));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/layout", test_layout);
  g_test_add_func ("/id/order", test_order);
  g_test_add_func ("/id/text", test_text);
  g_test_add_func ("/id/different", test_different);
  return g_test_run ();
}
