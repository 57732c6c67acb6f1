/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "position/fix-guard.h"

#define START (G_GINT64_CONSTANT (1795160000) * 1000)

/* A degree of latitude is some 111 km; what counts here is only far and near. */
static LtFix
make (int second, double latitude)
{
  return (LtFix){ START + second * 1000, 113.5, latitude, 8, "NMEA" };
}

static gboolean
take (LtFixGuard *guard, int second, double latitude)
{
  LtFix fix = make (second, latitude);

  return lt_fix_guard_take (guard, &fix);
}

/* 20 m a second, and standing still. */
static void
test_drive (void)
{
  LtFixGuard guard = { 0 };

  for (int i = 0; i < 100; i++)
    g_assert_true (take (&guard, i, 37.8 + i * 0.00018));
  g_assert_true (take (&guard, 100, 37.8 + 99 * 0.00018));
  g_assert_cmpuint (guard.n_held, ==, 0);
}

/* 100 km in a second, and back. */
static void
test_slip (void)
{
  LtFixGuard guard = { 0 };

  g_assert_true (take (&guard, 0, 37.8));
  g_assert_false (take (&guard, 1, 38.7));
  /* 0.9° of the meridian at 38°: 99.9 km (111.0 km a degree) */
  g_assert_cmpfloat_with_epsilon (guard.jump, 99900, 100);
  g_assert_cmpint (guard.seconds, ==, 1);
  g_assert_true (take (&guard, 2, 37.8));
  g_assert_cmpuint (guard.n_held, ==, 0);
  g_assert_cmpfloat (guard.taken.latitude, ==, 37.8);
}

/* It is really there: three more must say so. */
static void
test_confirmed (void)
{
  LtFixGuard guard = { 0 };

  g_assert_true (take (&guard, 0, 37.8));
  for (int i = 1; i <= LT_FIX_CONFIRMATIONS; i++)
    g_assert_false (take (&guard, i, 38.7));
  g_assert_true (take (&guard, LT_FIX_CONFIRMATIONS + 1, 38.7));
  g_assert_true (take (&guard, LT_FIX_CONFIRMATIONS + 2, 38.7));
}

/* Here and there and elsewhere confirms nothing. */
static void
test_scattered (void)
{
  LtFixGuard guard = { 0 };

  g_assert_true (take (&guard, 0, 37.8));
  for (int i = 1; i < 40; i++)
    g_assert_false (take (&guard, i, i % 2 == 0 ? 38.7 : 36.7));
  g_assert_cmpfloat (guard.taken.latitude, ==, 37.8);
}

/* The laptop slept on the way: 100 km in an hour is a journey. */
static void
test_journey (void)
{
  LtFixGuard guard = { 0 };

  g_assert_true (take (&guard, 0, 37.8));
  g_assert_true (take (&guard, 3600, 38.7));
}

static void
test_time_back (void)
{
  LtFixGuard guard = { 0 };

  g_assert_true (take (&guard, 100, 37.8));
  g_assert_false (take (&guard, 0, 37.8));
  g_assert_cmpint (guard.seconds, ==, -100);
  for (int i = 1; i < LT_FIX_CONFIRMATIONS; i++)
    g_assert_false (take (&guard, i, 37.8));
  g_assert_true (take (&guard, LT_FIX_CONFIRMATIONS, 37.8));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/fix-guard/drive", test_drive);
  g_test_add_func ("/position/fix-guard/slip", test_slip);
  g_test_add_func ("/position/fix-guard/confirmed", test_confirmed);
  g_test_add_func ("/position/fix-guard/scattered", test_scattered);
  g_test_add_func ("/position/fix-guard/journey", test_journey);
  g_test_add_func ("/position/fix-guard/time-back", test_time_back);
  return g_test_run ();
}
