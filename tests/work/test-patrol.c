/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A patrol is simplified as it goes, kept as a draft, and saved as a track; and who stands
 * near the edge of a zone is told that it has to be confirmed. */

#include "desk.h"

#include "base/error.h"
#include "geo/distance.h"
#include "geo/shape.h"
#include "work/drafting.h"
#include "work/near-edge.h"
#include "work/patrol.h"
#include "work/records.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* 2026-11-20T15:00 in China */
#define START G_GINT64_CONSTANT (1795158000000)
/* A degree of the meridian and of the parallel at 37.8° (WGS 84), metres */
#define NORTH 110988.0
#define EAST  88079.0

static LtFix
fix_at (int second, double east, double north, double accuracy)
{
  return (LtFix){ START + second * 1000, 113.5 + east / EAST, 37.8 + north / NORTH, accuracy,
                  "NMEA" };
}

static LtPatrol *
begin (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  LtPatrol *patrol;

  g_assert_null (lt_work_patrol_begin (desk->session, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  desk_act_as (desk, OFFICER);
  patrol = lt_work_patrol_begin (desk->session, &error);
  g_assert_no_error (error);
  return patrol;
}

static void
take (LtPatrol *patrol, int second, double east, double north)
{
  LtFix fix = fix_at (second, east, north, 5);
  g_autoptr (GError) error = NULL;

  lt_patrol_take (patrol, &fix);
  g_assert_true (lt_work_patrol_keep (patrol, &error));
  g_assert_no_error (error);
}

/* A kilometre north, then a kilometre east, 10 m a second. */
static void
drive_corner (LtPatrol *patrol)
{
  for (int i = 0; i <= 100; i++)
    take (patrol, i, 0, 10 * i);
  for (int i = 1; i <= 100; i++)
    take (patrol, 100 + i, 10 * i, 1000);
}

static void
test_corner (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) track = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *words = NULL;
  const double *path;
  LtId id;
  guint n;

  drive_corner (patrol);
  path = lt_patrol_get_path (patrol, &n);
  /* A straight line needs no corners but what keeps each fix cheap. */
  g_assert_cmpuint (n, <=, 8);
  g_assert_cmpfloat_with_epsilon (lt_patrol_get_length (patrol), 2000, 5);
  g_assert_cmpfloat_with_epsilon (path[1], 37.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (path[2 * n - 2], 113.5 + 1000 / EAST, 1e-9);
  words = lt_patrol_describe (patrol);
  g_assert_nonnull (strstr (words, "3 min"));
  g_assert_true (lt_work_patrol_end (patrol, &id, &error));
  g_assert_no_error (error);
  track =
      lt_store_get (lt_session_get_store (desk->session), lt_kind_by_name ("track"), &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (track, "started"), ==, "2026-11-20T15:00");
  g_assert_cmpstr (lt_record_get (track, "ended"), ==, "2026-11-20T15:03");
  g_assert_nonnull (strstr (lt_record_get (track, "source"), "NMEA"));
  drafts = lt_work_drafts (desk->session, &error);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* Every fix of a bend lies near to what is kept of it. */
static void
test_bend (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  g_autoptr (GString) text = g_string_new ("LINESTRING (");
  g_autoptr (LtShape) line = NULL;
  const double *path;
  guint n;

  for (int i = 0; i <= 300; i++)
    take (patrol, i, 500 * sin (i * 0.02), 500 - 500 * cos (i * 0.02));
  path = lt_patrol_get_path (patrol, &n);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, 150);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%.9f %.9f", i == 0 ? "" : ", ", path[2 * i], path[2 * i + 1]);
  g_string_append_c (text, ')');
  line = lt_shape_from_text (text->str, NULL);
  for (int i = 0; i <= 300; i++)
    {
      LtFix fix = fix_at (i, 500 * sin (i * 0.02), 500 - 500 * cos (i * 0.02), 5);

      g_assert_cmpfloat (lt_distance_to_shape (line, fix.longitude, fix.latitude), <, 11);
    }
}

/* The noise of a receiver that stands still is no way. */
static void
test_standing (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  g_autoptr (GError) error = NULL;
  guint n;

  for (int i = 0; i < 600; i++)
    take (patrol, i, 3 * sin (i * 1.7), 3 * cos (i * 2.3));
  lt_patrol_get_path (patrol, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (lt_work_patrol_end (patrol, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
}

/* A fix that may be anywhere is not taken. */
static void
test_rough (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  LtFix fix = fix_at (0, 0, 0, 1200);
  guint n;

  g_assert_false (lt_patrol_take (patrol, &fix));
  lt_patrol_get_path (patrol, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* The program dies on the way: what it kept is a draft that has all but some seconds. */
static void
test_crash (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtPatrol *patrol = begin (desk);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  const LtDraft *draft;
  LtBox box;
  int course;

  drive_corner (patrol);
  lt_patrol_free (patrol);
  drafts = lt_work_drafts (desk->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (draft->seen->kind->name, ==, "track");
  course = lt_kind_find_field (draft->seen->kind, "course");
  shape = lt_shape_from_text (draft->texts[course], &error);
  g_assert_no_error (error);
  box = lt_shape_get_box (shape);
  /* Six seconds at 10 m a second. */
  g_assert_cmpfloat ((box.max_x - 113.5) * EAST, >, 1000 - 60);
  g_assert_nonnull (lt_record_get (draft->seen, "officer"));
}

/* In a process of its own: it drives, and dies as by a power cut. */
static void
drive_and_die (void)
{
  Desk *desk = desk_new ();
  LtPatrol *patrol = begin (desk);

  drive_corner (patrol);
  g_printerr ("folder %s\n", desk->folder);
  kill (getpid (), SIGKILL);
}

/* Who opens the file after that is offered the way, but for the last five seconds. */
static void
test_killed (void)
{
  g_autoptr (Desk) desk = g_new0 (Desk, 1);
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { g_get_prgname (), "-p", "/work/patrol/killed/dying", "--GTestSubprocess",
                         NULL };
  const LtDraft *draft;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                               NULL, &said, &status, &error));
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_nonnull (strstr (said, "folder "));
  desk->folder = g_strchomp (g_strdup (strstr (said, "folder ") + strlen ("folder ")));
  path = desk_path (desk, "county.gpkg");
  desk->session = lt_session_open (path, &error);
  g_assert_no_error (error);
  lt_session_set_now (desk->session, DESK_NOW);
  desk_act_as (desk, OFFICER);
  drafts = lt_work_drafts (desk->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  shape = lt_shape_from_text (draft->texts[lt_kind_find_field (draft->seen->kind, "course")], NULL);
  /* 10 m a second */
  g_assert_cmpfloat ((lt_shape_get_box (shape).max_x - 113.5) * EAST, >=, 1000 - 50);
  g_assert_cmpfloat_with_epsilon (lt_shape_get_box (shape).min_y, 37.8, 1e-6);
}

static guint
count_drafts (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = lt_work_drafts (desk->session, &error);

  g_assert_no_error (error);
  return drafts->len;
}

/* What is recorded still is not given back as something that was left; what is left is. */
static void
test_under_way (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtPatrol *patrol = begin (desk);
  g_autoptr (GPtrArray) seen = NULL;

  drive_corner (patrol);
  g_assert_cmpuint (count_drafts (desk), ==, 0);
  seen = lt_work_drafts_look (desk->session, NULL);
  g_assert_cmpuint (seen->len, ==, 0);
  lt_patrol_free (patrol);
  g_assert_cmpuint (count_drafts (desk), ==, 1);
}

/* Another officer neither ends it in his own name nor loses it: it stays with whose it is. */
static void
test_another_officer (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) track = NULL;
  g_autofree char *whose = lt_id_to_text (&lt_session_get_officer (desk->session)->id);
  LtId id;

  desk_act_as (desk, KEEPER);
  g_assert_false (lt_patrol_is_own (patrol));
  drive_corner (patrol);
  g_assert_false (lt_work_patrol_end (patrol, &id, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (lt_work_patrol_keep_all (patrol, &error));
  g_assert_cmpuint (count_drafts (desk), ==, 0);
  desk_act_as (desk, OFFICER);
  g_assert_true (lt_patrol_is_own (patrol));
  g_assert_true (lt_work_patrol_end (patrol, &id, &error));
  g_assert_no_error (error);
  track = lt_store_get (lt_session_get_store (desk->session), lt_kind_by_name ("track"), &id, NULL);
  g_assert_cmpstr (lt_record_get (track, "officer"), ==, whose);
}

/* The draft was given back and saved by another window: the whole way is saved all the same. */
static void
test_saved_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtPatrol) patrol = begin (desk);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (LtRecord) half = NULL;
  g_autoptr (GError) error = NULL;
  const LtDraft *draft;
  LtId id;

  for (int i = 0; i <= 50; i++)
    take (patrol, i, 0, 10 * i);
  lt_work_draft_set_under_way (desk->session, NULL);
  drafts = lt_work_drafts (desk->session, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  half = lt_record_copy (draft->seen);
  g_assert_true (lt_record_set (half, "course",
                                draft->texts[lt_kind_find_field (half->kind, "course")], &error));
  g_assert_true (lt_work_add (desk->session, half, &error));
  g_assert_no_error (error);
  for (int i = 51; i <= 100; i++)
    take (patrol, i, 0, 10 * i);
  g_assert_true (lt_work_patrol_end (patrol, &id, &error));
  g_assert_no_error (error);
  g_assert_false (lt_id_equal (&id, &half->id));
}

/* What is left is kept to its last fix, however short ago it was kept. */
static void
test_keep_all (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtPatrol *patrol = begin (desk);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  const LtDraft *draft;

  for (int i = 0; i <= 103; i++)
    take (patrol, i, 0, 10 * i);
  g_assert_true (lt_work_patrol_keep_all (patrol, &error));
  lt_patrol_free (patrol);
  drafts = lt_work_drafts (desk->session, &error);
  draft = g_ptr_array_index (drafts, 0);
  shape = lt_shape_from_text (draft->texts[lt_kind_find_field (draft->seen->kind, "course")], NULL);
  g_assert_cmpfloat_with_epsilon (lt_shape_get_box (shape).max_y, 37.8 + 1030 / NORTH, 1e-6);
}

static char *
describe_edge (Desk *desk, double longitude, double latitude, double accuracy)
{
  const LtFix fix = { START, longitude, latitude, accuracy, "NMEA" };

  return lt_work_describe_edge (desk->session, &fix);
}

/* A zone with a straight southern edge at 37.8°, far from all others. */
static void
test_edge (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) zone = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *outside = NULL;
  g_autofree char *sure = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *far = NULL;

  desk_act_as (desk, KEEPER);
  zone =
      desk_add (desk, "zone",
                (const char *const[]){ "name", "E1", "zone_kind", "coal-ban", "outline",
                                       "POLYGON ((112.4 37.8, 112.5 37.8, 112.5 37.9, 112.4 37.9, "
                                       "112.4 37.8))",
                                       NULL });
  /* 20 m of the edge, known to 50 m */
  inside = describe_edge (desk, 112.45, 37.8 + 20 / NORTH, 50);
  outside = describe_edge (desk, 112.45, 37.8 - 20 / NORTH, 50);
  sure = describe_edge (desk, 112.45, 37.8 + 60 / NORTH, 50);
  unknown = describe_edge (desk, 112.45, 37.8 + 60 / NORTH, 0);
  far = describe_edge (desk, 112.45, 37.85, 50);
  g_assert_nonnull (inside);
  g_assert_nonnull (strstr (inside, "inside the edge of E1"));
  g_assert_nonnull (strstr (inside, "20 m"));
  g_assert_nonnull (strstr (inside, "50 m"));
  g_assert_nonnull (outside);
  g_assert_nonnull (strstr (outside, "outside the edge of E1"));
  g_assert_null (sure);
  g_assert_nonnull (unknown);
  g_assert_null (far);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/patrol/corner", test_corner);
  g_test_add_func ("/work/patrol/bend", test_bend);
  g_test_add_func ("/work/patrol/standing", test_standing);
  g_test_add_func ("/work/patrol/rough", test_rough);
  g_test_add_func ("/work/patrol/crash", test_crash);
  if (g_test_subprocess ())
    g_test_add_func ("/work/patrol/killed/dying", drive_and_die);
  else
    g_test_add_func ("/work/patrol/killed", test_killed);
  g_test_add_func ("/work/patrol/under-way", test_under_way);
  g_test_add_func ("/work/patrol/another-officer", test_another_officer);
  g_test_add_func ("/work/patrol/saved-meanwhile", test_saved_meanwhile);
  g_test_add_func ("/work/patrol/keep-all", test_keep_all);
  g_test_add_func ("/work/patrol/edge", test_edge);
  return g_test_run ();
}
