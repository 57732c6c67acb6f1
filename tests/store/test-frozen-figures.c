/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of schema 5, whose program brought figures reported on rules; as test-frozen.c. */

#include "frozen.h"
#include "office.h"

/* What is reported on rules is as its program left it; the keeper goes on working in it. */
static void
assert_schema_5 (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) figures = lt_store_list (store, lt_kind_by_name ("figure"), NULL, &error);
  g_autofree char *values = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (figures->len, ==, 2);
  values = g_strdup_printf ("%s=%s %s=%s", lt_record_get (figures->pdata[0], "as_of"),
                            lt_record_get (figures->pdata[0], "value"),
                            lt_record_get (figures->pdata[1], "as_of"),
                            lt_record_get (figures->pdata[1], "value"));
  g_assert_cmpstr (values, ==, "2021-10-31=2 2021-12-31=1");
}

static void
test_schema_5 (void)
{
  static const char state[] = "6aba99fc1f81637c44c9ec0cd38d2e079b089ccffc23b1b188c7b690eb8772d1";
  g_autoptr (Frozen) frozen = frozen_new (5, "county.gpkg");
  g_autofree char *before = frozen_digest (frozen->path);
  g_autofree char *after = NULL;
  LtStore *store;

  g_assert_cmpint (frozen_schema (frozen->path), ==, 5);
  store = frozen_open (frozen->path, LT_STORE_READ_ONLY);
  frozen_assert_verified (store, 11, 9, state);
  assert_schema_5 (store);
  lt_store_close (store);
  after = frozen_digest (frozen->path);
  g_assert_cmpstr (after, ==, before);
  store = frozen_open (frozen->path, LT_STORE_NONE);
  frozen_assert_verified (store, 11, 9, state);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (frozen->path), ==, 6);
  store = frozen_go_on (frozen, 5, "schema five");
  assert_schema_5 (store);
  office_assert_sound (store);
  lt_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frozen-figures/schema-5", test_schema_5);
  return g_test_run ();
}
