/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for somebody, of many orders and inspections drawn at random. What is
 * expected SQLite finds, by the question as it is asked in words. */

#include "office.h"

#include "store/due.h"
#include "store/store-private.h"

#define N_ROUNDS 20
#define N_ROWS   60
#define UNTIL    "2026-01-20"

static const char *const questions[LT_DUE_N_SORTS] = {
  [LT_DUE_ISSUED] =
      "SELECT o.fid FROM \"order\" o WHERE o.state='issued' AND o.deadline<='" UNTIL
      "' AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.place=o.place AND i.id<>o.inspection "
      "AND (i.started>=o.deadline OR (i.result='no-problem' AND substr(i.started,1,10)>"
      "o.issued_on))) ORDER BY o.deadline, o.fid",
  [LT_DUE_REVIEW] = "SELECT fid FROM \"order\" WHERE state='review' ORDER BY deadline, fid",
  [LT_DUE_DRAFT] = "SELECT fid FROM \"order\" WHERE state='draft' ORDER BY deadline, fid",
  [LT_DUE_WITHOUT_ORDER] =
      "SELECT i.fid FROM inspection i WHERE i.result='order' AND NOT EXISTS "
      "(SELECT 1 FROM \"order\" o WHERE o.inspection=i.id) ORDER BY i.started, i.fid",
  [LT_DUE_WITHOUT_RESULT] =
      "SELECT i.fid FROM inspection i WHERE i.result IS NULL AND NOT EXISTS "
      "(SELECT 1 FROM \"order\" o WHERE o.inspection=i.id) ORDER BY i.started, i.fid",
};

/* Few places and days, so that all that can meet does; what may be missing is, at times.
 * Written past the log: here nothing but these columns is looked at. */
static void
draw_rows (LtDb *db, guint seed)
{
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM inspection; DELETE FROM \"order\";"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d), "
      "r(i, a, b, c) AS (SELECT i, (i*7919+%u*104729)%%1009, (i*6101+%u*7717)%%1013, "
      "(i*5881+%u*9001)%%1019 FROM n) "
      "INSERT INTO inspection (id, place, started, result) SELECT "
      "printf('01a205b7-1048-7007-8000-%%012x', i), "
      "CASE a%%11 WHEN 0 THEN NULL ELSE printf('01a205b7-1048-7007-9000-%%012x', a%%7) END, "
      "CASE b%%17 WHEN 0 THEN NULL ELSE printf('2026-01-%%02dT%%02d:00', 1+b%%30, b%%24) END, "
      "CASE c%%4 WHEN 0 THEN 'order' WHEN 1 THEN 'no-problem' WHEN 2 THEN 'guidance' END FROM r;"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d), "
      "r(i, a, b, c) AS (SELECT i, (i*8111+%u*3571)%%1009, (i*4241+%u*2741)%%1013, "
      "(i*9241+%u*1117)%%1019 FROM n) "
      "INSERT INTO \"order\" (id, state, inspection, place, deadline, issued_on) SELECT "
      "printf('01a205b7-1048-7007-a000-%%012x', i), "
      "CASE a%%6 WHEN 0 THEN 'draft' WHEN 1 THEN 'review' ELSE 'issued' END, "
      "CASE b%%13 WHEN 0 THEN NULL ELSE printf('01a205b7-1048-7007-8000-%%012x', b%%%d) END, "
      "CASE c%%11 WHEN 0 THEN NULL ELSE printf('01a205b7-1048-7007-9000-%%012x', c%%7) END, "
      "CASE a%%19 WHEN 0 THEN NULL ELSE printf('2026-01-%%02d', 1+a%%30) END, "
      "CASE b%%5 WHEN 0 THEN NULL ELSE printf('2026-01-%%02d', 1+c%%30) END FROM r;",
      N_ROWS, seed, seed, seed, N_ROWS, seed, seed, seed, N_ROWS + 5);
  g_autoptr (GError) error = NULL;

  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_as_asked (void)
{
  g_autoptr (Office) office = office_new (5);
  LtStore *store = office_found (office, "file");
  guint found[LT_DUE_N_SORTS] = { 0 };

  lt_db_set_guard (store->db, TRUE);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtDueLists) lists = NULL;

      draw_rows (store->db, round);
      lists = lt_store_list_due (store, UNTIL, &error);
      g_assert_no_error (error);
      for (guint sort = 0; sort < LT_DUE_N_SORTS; sort++)
        {
          g_autoptr (LtRows) rows = lt_db_query (store->db, &error, questions[sort], "");
          g_autoptr (GArray) expected = lt_rows_list_ints (rows, &error);

          g_assert_no_error (error);
          g_assert_cmpmem (lists->keys[sort]->data, lists->keys[sort]->len * sizeof (gint64),
                           expected->data, expected->len * sizeof (gint64));
          found[sort] += expected->len;
        }
    }
  lt_db_set_guard (store->db, FALSE);
  /* Of each sort there were some, or nothing was compared. */
  for (guint sort = 0; sort < LT_DUE_N_SORTS; sort++)
    g_assert_cmpuint (found[sort], >, N_ROUNDS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/due/as-asked", test_as_asked);
  return g_test_run ();
}
