/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "work/import-likes.h"
#include "work/import-seen.h"
#include "work/importing.h"

#include <stdio.h>
#include <string.h>

static LtImportReport *
import_text (Desk *desk, const char *kind, const char *text, LtImportFlags flags)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name (kind));
  g_autofree char *path = desk_path (desk, "rows.csv");
  g_autoptr (GError) error = NULL;
  LtImportReport *report;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (lt_import_plan_set_datum (plan, "cgcs2000", NULL));
  report = lt_work_import (desk->session, lt_kind_by_name (kind), plan, path, flags, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", ((LtImportProblem *) g_ptr_array_index (report->problems, i))->problem);
  return report;
}

static void
assert_counts (LtImportReport *taken, guint added, guint updated, guint unchanged, guint candidates)
{
  g_autoptr (LtImportReport) report = taken;

  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->candidates, ==, candidates);
}

static char *
state_of (Desk *desk)
{
  LtDigest state;

  g_assert_true (lt_store_get_state (lt_session_get_store (desk->session), &state, NULL));
  return lt_digest_to_hex (&state);
}

/* Three rows once more, as they were, then in another order and with other line ends. */
static void
assert_again (Desk *desk, const char *kind, const char *header, const char *const rows[3])
{
  g_autofree char *first = g_strconcat (header, "\n", rows[0], "\n", rows[1], "\n", rows[2], NULL);
  g_autofree char *second =
      g_strconcat (header, "\r\n", rows[2], "\r\n", rows[0], "\r\n", rows[1], "\r\n", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 operations;

  assert_counts (import_text (desk, kind, first, LT_IMPORT_NONE), 3, 0, 0, 0);
  operations = desk_operations (desk);
  before = state_of (desk);
  assert_counts (import_text (desk, kind, first, LT_IMPORT_NONE), 0, 0, 3, 0);
  assert_counts (import_text (desk, kind, second, LT_IMPORT_NONE), 0, 0, 3, 0);
  after = state_of (desk);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

/* With codes and without, without a position, and a kind that has no codes. */
static void
test_again (void)
{
  static const char *const mines[] = { "T-1,甲矿,113.5,37.8,甲公司", ",乙矿,113.6,37.8,乙公司",
                                       ",丙矿,,," };
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) site = desk_first (desk, "dust-site");
  const char *code = lt_record_get (site, "code");
  g_autofree char *one = g_strconcat (code, ",2031-01,5.1,valid", NULL);
  g_autofree char *two = g_strconcat (code, ",2031-02,5.20,valid", NULL);
  g_autofree char *three = g_strconcat (code, ",2031-03,,missing", NULL);
  const char *const samples[] = { one, two, three };

  desk_act_as (desk, OFFICER);
  assert_again (desk, "mine", "code,name,经度,纬度,party", mines);
  assert_again (desk, "dust-fall", "site,month,value,validity", samples);
  desk_assert_sound (desk);
}

/* At 37.8° N a degree of longitude is 88.1 km and one of latitude 111.0 km (Bessel's
 * series on the ellipsoid of 6 378 137 m): 0.0004° east are 35 m, 0.02° north 2.2 km. */
static void
test_candidates (void)
{
  static const char rows[] = "code,name,经度,纬度,party\n"
                             ",示例（一号）石料厂有限公司,113.5,37.8,\n"
                             "N-1,无名石料厂,113.6,37.8,\n";
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtRecord) known = NULL;
  const LtImportProblem *problem;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  assert_counts (import_text (desk, "mine", rows, LT_IMPORT_NONE), 2, 0, 0, 0);
  operations = desk_operations (desk);
  /* without a code and near; in another spelling; with a code where there was none;
   * without a position; far away it is another */
  assert_counts (import_text (desk, "mine", "name,经度,纬度\n无名石料厂,113.6004,37.8\n",
                              LT_IMPORT_NONE),
                 0, 0, 0, 1);
  assert_counts (import_text (desk, "mine", "name,经度,纬度\n示例(一号)石料廠 ,113.5004,37.8\n",
                              LT_IMPORT_NONE),
                 0, 0, 0, 1);
  assert_counts (import_text (desk, "mine", "code,name,经度,纬度\nN-2,示例一号石料厂,113.5,37.8\n",
                              LT_IMPORT_DRY_RUN),
                 0, 0, 0, 1);
  assert_counts (import_text (desk, "mine", "name,party\n无名石料厂,甲公司\n", LT_IMPORT_STRICT), 0,
                 0, 0, 1);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  assert_counts (import_text (desk, "mine", "name,经度,纬度\n无名石料厂,113.6,37.82\n",
                              LT_IMPORT_DRY_RUN),
                 1, 0, 0, 0);
  assert_counts (import_text (desk, "mine", "code,name,经度,纬度\nN-3,无名石料厂,113.6,37.8\n",
                              LT_IMPORT_DRY_RUN),
                 1, 0, 0, 0);
  report = import_text (desk, "mine", "name,经度,纬度\n无名石料厂,113.6004,37.8\n", LT_IMPORT_NONE);
  problem = g_ptr_array_index (report->problems, 0);
  g_assert_cmpint (problem->line, ==, 2);
  g_assert_cmpstr (problem->column, ==, "name");
  g_assert_cmpstr (problem->value, ==, "无名石料厂");
  g_assert_nonnull (strstr (problem->problem, "无名石料厂 (N-1), 35 m away"));
  /* what may be done with it */
  assert_counts (import_text (desk, "mine", "name,party\n无名石料厂,甲公司\n",
                              LT_IMPORT_UPDATE_CANDIDATES),
                 0, 1, 0, 0);
  known = lt_store_find_by_key (store, lt_kind_by_name ("mine"), "N-1");
  g_assert_cmpstr (lt_record_get (known, "party"), ==, "甲公司");
  assert_counts (import_text (desk, "mine", "name,party\n无名石料厂,乙公司\n",
                              LT_IMPORT_ADD_CANDIDATES),
                 1, 0, 0, 0);
  /* now it may be either of two: that is not chosen here */
  assert_counts (import_text (desk, "mine", "name,party\n无名石料厂,丙公司\n",
                              LT_IMPORT_UPDATE_CANDIDATES),
                 0, 0, 0, 1);
  assert_counts (import_text (desk, "mine", "name,party\n无名石料厂,乙公司\n", LT_IMPORT_NONE), 0,
                 0, 1, 0);
  desk_assert_sound (desk);
}

/* A row that stands in the file twice is taken once. */
static void
test_twice (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtImportReport) report = NULL;

  desk_act_as (desk, OFFICER);
  report = import_text (desk, "mine", "name,party\n无名,甲\n无名,乙\n无名,甲\n", LT_IMPORT_NONE);
  g_assert_cmpuint (report->added, ==, 2);
  g_assert_cmpuint (report->refused, ==, 1);
  /* the others lack only their position */
  g_assert_cmpuint (report->problems->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (report->problems, i);

      g_assert_true (problem->kept || problem->line == 4);
    }
}

/* Of dust fall, site and month say which sample it is. */
/* Of rows with one code that say different things their contents decide which is
 * taken: the fuller one, and of equally full ones the same in any order. */
static void
test_repeated_codes (void)
{
  static const char *const rows[] = { "R-1,甲矿,113.5,37.8,\n", "R-1,甲矿二期,113.5,37.8,甲公司\n",
                                      "R-2,丁矿,113.6,37.8,\n", "R-2,戊矿,113.6,37.8,\n" };
  static const guint orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 } };
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (Desk) desk = desk_new ();
      LtStore *store = lt_session_get_store (desk->session);
      g_autoptr (GString) text = g_string_new ("code,name,longitude,latitude,party\n");
      g_autoptr (LtImportReport) report = NULL;
      g_autoptr (LtRecord) fuller = NULL;
      g_autoptr (LtRecord) other = NULL;

      desk_act_as (desk, OFFICER);
      for (guint j = 0; j < 4; j++)
        g_string_append (text, rows[orders[i][j]]);
      report = import_text (desk, "mine", text->str, LT_IMPORT_NONE);
      g_assert_cmpuint (report->read, ==, 4);
      g_assert_cmpuint (report->added, ==, 2);
      g_assert_cmpuint (report->refused, ==, 2);
      fuller = lt_store_find_by_key (store, lt_kind_by_name ("mine"), "R-1");
      other = lt_store_find_by_key (store, lt_kind_by_name ("mine"), "R-2");
      g_assert_cmpstr (lt_record_get (fuller, "name"), ==, "甲矿二期");
      if (name == NULL)
        name = g_strdup (lt_record_get (other, "name"));
      g_assert_cmpstr (lt_record_get (other, "name"), ==, name);
      for (guint j = 0; j < report->problems->len; j++)
        {
          const LtImportProblem *problem = g_ptr_array_index (report->problems, j);

          g_assert_nonnull (strstr (problem->problem, "that row was taken"));
          if (g_str_equal (problem->value, "R-1"))
            g_assert_cmpint (problem->line, ==, i == 1 ? 5 : i == 2 ? 4 : 2);
        }
      assert_counts (import_text (desk, "mine", text->str, LT_IMPORT_NONE), 0, 0, 2, 0);
    }
}

static void
test_other_value (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) site = desk_first (desk, "dust-site");
  const char *code = lt_record_get (site, "code");
  g_autofree char *first =
      g_strdup_printf ("site,month,value,validity\n%s,2031-01,5.1,valid\n", code);
  g_autofree char *second =
      g_strdup_printf ("site,month,value,validity\n%s,2031-01,5.4,valid\n", code);

  desk_act_as (desk, OFFICER);
  assert_counts (import_text (desk, "dust-fall", first, LT_IMPORT_NONE), 1, 0, 0, 0);
  assert_counts (import_text (desk, "dust-fall", second, LT_IMPORT_NONE), 0, 0, 0, 1);
  assert_counts (import_text (desk, "dust-fall", second, LT_IMPORT_UPDATE_CANDIDATES), 0, 1, 0, 0);
  assert_counts (import_text (desk, "dust-fall", second, LT_IMPORT_NONE), 0, 0, 1, 0);
}

static void
test_fold_name (void)
{
  static const char *const alike[][2] = {
    { "示例石料厂", "示例石料廠" },
    { "示例（一号）煤矿", "示例 (一号) 煤矿" },
    { "山西示例煤业有限公司", "山西示例煤业有限责任公司" },
    { "Ａ－１矿", "a1矿" },
  };
  static const char *const others[][2] = {
    { "示例一号煤矿", "示例二号煤矿" },
    { "有限公司", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_autofree char *one = lt_likes_fold_name (alike[i][0]);
      g_autofree char *other = lt_likes_fold_name (alike[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *one = lt_likes_fold_name (others[i][0]);
      g_autofree char *other = lt_likes_fold_name (others[i][1]);

      g_assert_cmpstr (one, !=, other);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint stop_at; /* parts written; 0: while it reads */
  guint rows;
  guint written;
  guint parts;
} Stop;

static void
on_progress (guint rows, guint written, guint parts, gpointer user_data)
{
  Stop *stop = user_data;

  /* they only grow */
  g_assert_cmpuint (rows, >=, stop->rows);
  g_assert_cmpuint (written, >=, stop->written);
  stop->rows = rows;
  stop->written = written;
  stop->parts = parts;
  if (written >= stop->stop_at)
    g_cancellable_cancel (stop->cancellable);
}

static char *
write_many (Desk *desk, guint n)
{
  g_autoptr (GString) text = g_string_new ("code,name,mineral\n");
  char *path = desk_path (desk, "many.csv");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "U-%u,导入%u矿,煤\n", i, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static guint
count_mines (Desk *desk)
{
  return (guint) lt_store_count (lt_session_get_store (desk->session), lt_kind_by_name ("mine"),
                                 NULL, NULL);
}

/* Stopped while it reads, nothing is there; while it writes, what is there is said,
 * goes on with the next import, and is undone as a whole. */
static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 2000);
  guint before = count_mines (desk);

  desk_act_as (desk, OFFICER);
  for (guint at = 0; at <= 3; at += 3)
    {
      Stop stop = { .cancellable = g_cancellable_new (), .stop_at = at };
      LtImportWatch watch = { stop.cancellable, on_progress, &stop };
      g_autoptr (GError) error = NULL;

      g_assert_null (
          lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
      if (at == 0)
        {
          g_assert_nonnull (strstr (error->message, "before anything of it was written"));
          g_assert_cmpuint (count_mines (desk), ==, before);
        }
      else
        {
          g_autofree char *words = g_strdup_printf ("%u of %u parts", stop.written, stop.parts);

          g_assert_nonnull (strstr (error->message, words));
          g_assert_cmpuint (count_mines (desk), ==, before + stop.written * 20);
        }
      g_object_unref (stop.cancellable);
    }
  g_assert_cmpuint (count_mines (desk), <, before + 2000);
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, NULL));
  g_assert_cmpuint (count_mines (desk), ==, before);
  desk_assert_sound (desk);
}

/* Memory holds ten thousand problems, not a file of them. */
static void
test_many_problems (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GString) text = g_string_new ("code,name,pit_surface\n");
  g_autoptr (LtImportReport) report = NULL;

  desk_act_as (desk, OFFICER);
  for (guint i = 0; i < 10050; i++)
    g_string_append_printf (text, "U-%u,矿,many\n", i);
  report = import_text (desk, "mine", text->str, LT_IMPORT_NONE);
  g_assert_cmpuint (report->refused, ==, 10050);
  g_assert_cmpuint (report->problems->len, ==, 10000);
  g_assert_cmpuint (report->more_problems, ==, 50);
}

/* Every number from 1 to N once, in a table that grows from a thousand places. */
static void
test_seen (void)
{
  g_autoptr (LtImportSeen) seen = lt_import_seen_new ();

  for (guint32 i = 1; i <= 100000; i++)
    g_assert_cmpuint (lt_import_seen_add (seen, &i, sizeof i, i), ==, 0);
  for (guint32 i = 1; i <= 100000; i++)
    g_assert_cmpuint (lt_import_seen_add (seen, &i, sizeof i, 7), ==, i);
  g_assert_cmpuint (lt_import_seen_count (seen), ==, 100000);
}

/* What was done stays to be found, with who did it and what was wrong; it goes with
 * the import when that is undone. */
static void
test_kept (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *kind = lt_kind_by_name ("import");
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) officer = desk_officer (desk, OFFICER);
  g_autofree char *id = lt_id_to_text (&officer->id);
  g_autoptr (GPtrArray) kept = NULL;
  const LtRecord *record;

  desk_act_as (desk, OFFICER);
  assert_counts (import_text (desk, "mine", "code,name,pit_surface\nR-1,甲矿,1\nR-2,乙矿,many\n",
                              LT_IMPORT_DRY_RUN),
                 1, 0, 0, 0);
  g_assert_cmpint (lt_store_count (store, kind, NULL, NULL), ==, 0);
  assert_counts (import_text (desk, "mine", "code,name,pit_surface\nR-1,甲矿,1\nR-2,乙矿,many\n",
                              LT_IMPORT_NONE),
                 1, 0, 0, 0);
  kept = lt_store_list (store, kind, NULL, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  record = g_ptr_array_index (kept, 0);
  g_assert_cmpstr (lt_record_get (record, "file"), ==, "rows.csv");
  /* sha256sum of those 51 bytes */
  g_assert_cmpstr (lt_record_get (record, "file_digest"), ==,
                   "757a302123f52bfe4054614aac6a8069f2e6d650fa65adcf2c511e01ea8ef1f1");
  g_assert_cmpstr (lt_record_get (record, "record_kind"), ==, "mine");
  g_assert_cmpstr (lt_record_get (record, "encoding"), ==, "utf-8");
  g_assert_cmpstr (lt_record_get (record, "read"), ==, "2");
  g_assert_cmpstr (lt_record_get (record, "added"), ==, "1");
  g_assert_cmpstr (lt_record_get (record, "refused"), ==, "1");
  g_assert_cmpstr (lt_record_get (record, "officer"), ==, id);
  g_assert_cmpstr (lt_record_get (record, "imported"), ==, "2026-11-20T16:00");
  g_assert_nonnull (strstr (lt_record_get (record, "problems"), "3 pit_surface \"many\": "));
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, NULL));
  g_assert_cmpint (lt_store_count (store, kind, NULL, NULL), ==, 0);
  desk_assert_sound (desk);
}

static void
on_progress_append (guint rows, guint written, guint parts, gpointer user_data)
{
  const char *path = user_data;
  FILE *file = written == 0 ? fopen (path, "a") : NULL;

  if (file == NULL)
    return;
  g_assert_cmpint (fputs ("LATE,迟到矿,煤\n", file), >=, 0);
  fclose (file);
}

/* A file that somebody writes to while it is read is not taken. */
static void
test_growing (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autofree char *path = write_many (desk, 2000);
  LtImportWatch watch = { NULL, on_progress_append, path };
  g_autoptr (GError) error = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_null (lt_work_import (desk->session, mine, plan, path, LT_IMPORT_NONE, &watch, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "while it was read"));
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/importing/again", test_again);
  g_test_add_func ("/importing/candidates", test_candidates);
  g_test_add_func ("/importing/twice", test_twice);
  g_test_add_func ("/importing/repeated-codes", test_repeated_codes);
  g_test_add_func ("/importing/other-value", test_other_value);
  g_test_add_func ("/importing/fold-name", test_fold_name);
  g_test_add_func ("/importing/stopped", test_stopped);
  g_test_add_func ("/importing/many-problems", test_many_problems);
  g_test_add_func ("/importing/seen", test_seen);
  g_test_add_func ("/importing/kept", test_kept);
  g_test_add_func ("/importing/growing", test_growing);
  return g_test_run ();
}
