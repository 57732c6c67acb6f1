/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for somebody: which things, by when, in which order. The days are counted
 * by hand: the sample's clock stands at 2026-11-20, a Friday. */

#include "base/civil-time.h"
#include "base/file-copy.h"
#include "desk.h"

#include "db/db.h"
#include "store/due.h"
#include "work/attaching.h"
#include "work/drafting.h"
#include "work/safekeeping.h"
#include "work/today.h"

#include <glib/gstdio.h>
#include <string.h>

static LtToday *
gather_on (Desk *desk, const char *time, guint most)
{
  g_autoptr (GError) error = NULL;
  LtToday *today;

  lt_session_set_now (desk->session, lt_time_parse (time, NULL));
  today = lt_work_today (desk->session, most, &error);
  g_assert_no_error (error);
  return today;
}

static const LtTodayLine *
find (const LtToday *today, LtTodaySort sort)
{
  for (guint i = 0; i < today->lines->len; i++)
    if (((LtTodayLine *) g_ptr_array_index (today->lines, i))->sort == sort)
      return g_ptr_array_index (today->lines, i);
  return NULL;
}

static void
assert_order (Desk *desk, const char *time, LtTodaySort sort, int days)
{
  g_autoptr (LtToday) today = gather_on (desk, time, 0);
  const LtTodayLine *line = find (today, sort);

  g_assert_nonnull (line);
  g_assert_cmpuint (today->counts[sort], ==, 1);
  g_assert_cmpstr (line->date, ==, "2026-12-05");
  g_assert_cmpint (line->days, ==, days);
  g_assert_cmpstr (line->kind->name, ==, "order");
}

/* Of PM2.5 75 µg/m³ is the limit of a day for class 2 of GB 3095-2012, 60 that of GB 3095-2026:
 * on two of three days of the last week it is above 60; a week ago is no news, nor is
 * tomorrow, nor what a micro-station says. */
static void
test_exceeded (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtToday) today = NULL;
  g_autoptr (LtToday) later = NULL;
  const LtTodayLine *line;

  desk_act_as (desk, KEEPER);
  desk_import_values (desk, "days.csv", "reviewed", "day",
                      "站点,监测项目,时间,值\n1738A,PM2.5,2026-11-13,90\n"
                      "1738A,PM2.5,2026-11-14,61\n1738A,PM2.5,2026-11-18,60\n"
                      "1738A,PM2.5,2026-11-19,88\n1738A,PM2.5,2026-11-21,99\n"
                      "1739A,PM2.5,2026-11-19,20\n");
  today = gather_on (desk, "2026-11-20T08:00", 0);
  line = find (today, LT_TODAY_EXCEEDED);
  g_assert_nonnull (line);
  g_assert_cmpuint (today->counts[LT_TODAY_EXCEEDED], ==, 1);
  g_assert_cmpstr (line->kind->name, ==, "station");
  g_assert_nonnull (strstr (line->title, "PM2.5"));
  g_assert_true (g_str_has_prefix (line->words, "2 days in the last 7 days"));
  g_assert_nonnull (strstr (line->words, "88"));
  later = gather_on (desk, "2026-12-20T08:00", 0);
  g_assert_cmpuint (later->counts[LT_TODAY_EXCEEDED], ==, 0);
}

static void
assert_silent (Desk *desk, const char *time)
{
  g_autoptr (LtToday) today = gather_on (desk, time, 0);

  g_assert_cmpuint (today->counts[LT_TODAY_OVERDUE], ==, 0);
  g_assert_cmpuint (today->counts[LT_TODAY_DUE], ==, 0);
}

/* The order of the desk is issued on 11-20 and has 15 days. */
static void
test_deadline (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);

  assert_silent (desk, "2026-11-27T16:00");
  assert_order (desk, "2026-11-28T08:00", LT_TODAY_DUE, 7);
  assert_order (desk, "2026-12-05T23:59", LT_TODAY_DUE, 0);
  assert_order (desk, "2026-12-06T00:00", LT_TODAY_OVERDUE, -1);
  assert_order (desk, "2027-01-05T08:00", LT_TODAY_OVERDUE, -31);
}

static void
inspect (Desk *desk, const LtRecord *order, const char *started, const char *result)
{
  g_autoptr (LtRecord) place = lt_work_get_reference (desk->session, order, "place", NULL);
  g_autoptr (LtRecord) visit = NULL;
  g_autoptr (LtRecord) other = desk_officer (desk, OTHER);
  g_autofree char *other_id = lt_id_to_text (&other->id);
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  lt_session_set_now (desk->session, lt_time_parse (started, NULL));
  visit = lt_work_inspection_new (desk->session, place);
  lt_record_set_text (visit, "assisting_officer", other_id);
  lt_record_set_text (visit, "result", result);
  lt_work_inspection_record (desk->session, visit, &error);
  g_assert_no_error (error);
}

/* Before the deadline only what found no problem ends it; from that day on any look. */
static void
test_looked_at (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autoptr (Desk) second = desk_new ();
  g_autoptr (LtRecord) other = desk_issued (second);

  inspect (desk, issued, "2026-12-01T09:00", "help-given");
  assert_order (desk, "2026-12-06T08:00", LT_TODAY_OVERDUE, -1);
  inspect (desk, issued, "2026-12-05T09:00", "help-given");
  assert_silent (desk, "2026-12-06T08:00");

  inspect (second, other, "2026-11-20T15:59", "no-problem");
  inspect (second, other, "2026-11-25T09:00", "help-given");
  assert_order (second, "2026-12-06T08:00", LT_TODAY_OVERDUE, -1);
  inspect (second, other, "2026-11-25T09:00", "no-problem");
  assert_silent (second, "2026-12-06T08:00");
}

static void
assert_look (Desk *desk, const LtRecord *order, const char *started)
{
  g_autoptr (LtRecord) look = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_store_find_look (lt_session_get_store (desk->session), order, &look, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (look == NULL ? NULL : lt_record_get (look, "started"), ==, started);
}

/* Issued at 16:00 of the day: what was looked at before that is no answer to it, what came
 * later is, and within the minute what was entered later. */
static void
test_same_day (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) later = desk_issued (desk);
  g_autoptr (Desk) second = desk_new ();
  g_autoptr (LtRecord) at_once = NULL;

  assert_look (desk, later, NULL);
  inspect (desk, later, "2026-11-20T15:59", "no-problem");
  inspect (desk, later, "2026-11-20T16:20", "help-given");
  assert_look (desk, later, NULL);
  assert_order (desk, "2026-12-06T08:00", LT_TODAY_OVERDUE, -1);
  inspect (desk, later, "2026-11-20T16:30", "no-problem");
  assert_look (desk, later, "2026-11-20T16:30");
  assert_silent (desk, "2026-12-06T08:00");

  /* The order's own inspection is of this minute too, and of before. */
  at_once = desk_issued (second);
  inspect (second, at_once, "2026-11-20T16:00", "no-problem");
  assert_look (second, at_once, "2026-11-20T16:00");
  assert_silent (second, "2026-12-06T08:00");
}

/* In the minute of the issue, but entered before it. */
static void
test_same_minute (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) draft = desk_order (desk);
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (LtRecord) issued = NULL;
  g_autoptr (GError) error = NULL;

  lt_work_order_submit (desk->session, draft, &error);
  g_assert_no_error (error);
  submitted = desk_again (desk, draft);
  inspect (desk, submitted, "2026-11-20T16:00", "no-problem");
  desk_act_as (desk, SIGNATORY);
  lt_work_order_issue (desk->session, submitted, &error);
  g_assert_no_error (error);
  issued = desk_again (desk, draft);
  assert_look (desk, issued, NULL);
  assert_order (desk, "2026-12-06T08:00", LT_TODAY_OVERDUE, -1);
}

/* From the inspection without a result to the order that waits. */
static void
test_steps (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) visit = desk_inspection (desk);
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtRecord) again = NULL;
  g_autoptr (LtRecord) order = NULL;
  g_autoptr (LtRecord) kept = NULL;
  g_autoptr (LtToday) without = NULL;
  g_autoptr (LtToday) orderless = NULL;
  g_autoptr (LtToday) draft = NULL;
  g_autoptr (LtToday) review = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_record_set (visit, "result", NULL, NULL));
  g_assert_true (lt_work_inspection_record (desk->session, visit, &error));
  without = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (without->counts[LT_TODAY_FOLLOW], ==, 1);

  seen = desk_again (desk, visit);
  g_assert_true (desk_set (desk, seen, "result", "order", &error));
  orderless = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (orderless->counts[LT_TODAY_FOLLOW], ==, 1);
  g_assert_cmpstr (find (orderless, LT_TODAY_FOLLOW)->words, !=,
                   find (without, LT_TODAY_FOLLOW)->words);

  again = desk_again (desk, visit);
  order = lt_work_order_new (desk->session, again, &error);
  g_assert_no_error (error);
  lt_record_set_text (order, "facts", "采场未洒水。");
  lt_record_set_text (order, "measures", "立即洒水。");
  g_assert_true (lt_work_order_draft (desk->session, order, &error));
  draft = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (draft->counts[LT_TODAY_FOLLOW], ==, 0);
  g_assert_cmpuint (draft->counts[LT_TODAY_DRAFT], ==, 1);

  kept = desk_again (desk, order);
  g_assert_true (lt_work_order_submit (desk->session, kept, &error));
  review = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (review->counts[LT_TODAY_DRAFT], ==, 0);
  g_assert_cmpuint (review->counts[LT_TODAY_REVIEW], ==, 1);
  g_assert_cmpint (find (review, LT_TODAY_REVIEW)->days, ==, 15);
}

static void
set_card (Desk *desk, const char *date)
{
  g_autoptr (LtRecord) officer = desk_officer (desk, OTHER);
  g_autoptr (LtRecord) seen = desk_again (desk, officer);
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, KEEPER);
  desk_set (desk, seen, "card_to", date, &error);
  g_assert_no_error (error);
}

static void
test_card (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtToday) before = NULL;
  g_autoptr (LtToday) soon = NULL;
  g_autoptr (LtToday) past = NULL;
  g_autoptr (LtToday) forgotten = NULL;

  set_card (desk, "2027-01-31");
  before = gather_on (desk, "2026-12-31T08:00", 0);
  g_assert_cmpuint (before->counts[LT_TODAY_DUE], ==, 0);
  soon = gather_on (desk, "2027-01-01T08:00", 0);
  g_assert_cmpint (find (soon, LT_TODAY_DUE)->days, ==, 30);
  g_assert_cmpstr (find (soon, LT_TODAY_DUE)->kind->name, ==, "officer");
  past = gather_on (desk, "2027-02-02T08:00", 0);
  g_assert_cmpint (find (past, LT_TODAY_OVERDUE)->days, ==, -2);
  forgotten = gather_on (desk, "2027-04-15T08:00", 0);
  g_assert_cmpuint (forgotten->counts[LT_TODAY_OVERDUE], ==, 0);
}

/* A backup of a week is not asked for again. */
static void
test_backup (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = desk_path (desk, "b.tar");
  g_autoptr (LtToday) never = gather_on (desk, "2026-11-20T16:00", 0);
  g_autoptr (LtToday) fresh = NULL;
  g_autoptr (LtToday) old = NULL;
  g_autoptr (GError) error = NULL;
  LtManifest manifest = { 0 };

  g_assert_cmpuint (never->counts[LT_TODAY_BACKUP], ==, 1);
  lt_work_backup (desk->session, path, LT_BACKUP_NONE, &manifest, &error);
  g_assert_no_error (error);
  lt_manifest_clear (&manifest);
  fresh = gather_on (desk, "2026-11-27T16:00", 0);
  g_assert_cmpuint (fresh->counts[LT_TODAY_BACKUP], ==, 0);
  old = gather_on (desk, "2026-11-28T16:00", 0);
  g_assert_cmpuint (old->counts[LT_TODAY_BACKUP], ==, 1);
}

/* A draft is told only to whose it is. */
static void
test_unsaved (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (LtRecord) seen = desk_again (desk, mine);
  g_autoptr (LtDraft) draft = NULL;
  g_autoptr (LtToday) own = NULL;
  g_autoptr (LtToday) others = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  draft = lt_work_draft_new (desk->session, seen);
  draft->texts[lt_kind_find_field (mine->kind, "location")] = g_strdup ("村东");
  lt_work_draft_keep (desk->session, draft, &error);
  g_assert_no_error (error);
  own = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (own->counts[LT_TODAY_UNSAVED], ==, 1);
  desk_act_as (desk, OTHER);
  others = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (others->counts[LT_TODAY_UNSAVED], ==, 0);
}

static char *
attach (Desk *desk)
{
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autofree char *path = desk_path (desk, "plan.txt");
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  g_assert_true (g_file_set_contents (path, "平面图", -1, NULL));
  made = lt_work_attach (desk->session, mine, paths, NULL, NULL, &error);
  g_assert_no_error (error);
  return lt_original_path (lt_session_get_path (desk->session),
                           lt_record_get (g_ptr_array_index (made, 0), "digest"));
}

static void
test_original (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *original = attach (desk);
  g_autoptr (LtToday) here = gather_on (desk, "2026-11-20T16:00", 0);
  g_autoptr (LtToday) gone = NULL;

  g_assert_cmpuint (here->counts[LT_TODAY_ORIGINAL], ==, 0);
  g_assert_cmpint (g_unlink (original), ==, 0);
  gone = gather_on (desk, "2026-11-20T16:00", 0);
  g_assert_cmpuint (gone->counts[LT_TODAY_ORIGINAL], ==, 1);
  g_assert_cmpstr (find (gone, LT_TODAY_ORIGINAL)->title, ==, "plan.txt");
  g_assert_cmpstr (find (gone, LT_TODAY_ORIGINAL)->kind->name, ==, "mine");
}

/* What is not listed is counted, and the most urgent comes first. */
static void
test_order_and_limit (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autoptr (LtToday) all = NULL;
  g_autoptr (LtToday) one = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (LtRecord) visit = desk_inspection (desk);

      g_assert_true (lt_record_set (visit, "result", NULL, NULL));
      g_assert_true (lt_work_inspection_record (desk->session, visit, NULL));
    }
  all = gather_on (desk, "2026-12-04T08:00", 0);
  one = gather_on (desk, "2026-12-04T08:00", 1);
  for (guint i = 1; i < all->lines->len; i++)
    g_assert_cmpint (((LtTodayLine *) g_ptr_array_index (all->lines, i - 1))->sort, <=,
                     ((LtTodayLine *) g_ptr_array_index (all->lines, i))->sort);
  g_assert_cmpuint (all->counts[LT_TODAY_FOLLOW], ==, 3);
  g_assert_cmpmem (all->counts, sizeof all->counts, one->counts, sizeof one->counts);
  g_assert_cmpuint (one->lines->len, ==, all->lines->len - 2);
  g_assert_cmpuint (lt_today_count (one), ==, all->lines->len);
}

/* Once a day, and when more is overdue than was told; what has no deadline never. */
static void
test_notice (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) issued = desk_issued (desk);
  g_autoptr (LtToday) quiet = gather_on (desk, "2026-11-21T08:00", 0);
  g_autoptr (LtToday) due = gather_on (desk, "2026-12-05T08:00", 0);
  g_autoptr (LtToday) over = gather_on (desk, "2026-12-06T08:00", 0);
  g_autofree char *words = lt_today_describe_notice (over);

  g_assert_cmpuint (lt_today_count (quiet), >, 0);
  g_assert_false (lt_today_wants_notice (quiet, NULL, 0));
  g_assert_true (lt_today_wants_notice (due, NULL, 0));
  g_assert_true (lt_today_wants_notice (due, "2026-12-04", 0));
  g_assert_false (lt_today_wants_notice (due, "2026-12-05", 0));
  g_assert_true (lt_today_wants_notice (over, "2026-12-06", 0));
  g_assert_false (lt_today_wants_notice (over, "2026-12-06", 1));
  /* The desktop may be seen by anybody. */
  for (guint i = 0; i < over->lines->len; i++)
    g_assert_null (strstr (words, ((LtTodayLine *) g_ptr_array_index (over->lines, i))->title));
  g_assert_null (strstr (words, lt_record_get (issued, "party")));
  g_assert_null (strstr (words, lt_record_get (issued, "number")));
}

/* Two audited files that say different things of the same hours: one line, that leads to
 * the batch. */
static void
test_batches (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) station = desk_first (desk, "station");
  const char *code = lt_record_get (station, "code");
  g_autofree char *one = g_strdup_printf ("place,time,PM10\n%s,2020-01-01 08:00,81\n", code);
  g_autofree char *other = g_strdup_printf ("place,time,PM10\n%s,2020-01-01 08:00,82\n", code);
  guint before;

  desk_act_as (desk, OFFICER);
  {
    g_autoptr (LtToday) today = gather_on (desk, "2026-11-20T08:00", 0);

    before = today->counts[LT_TODAY_CONFLICT];
  }
  desk_import_values (desk, "one.csv", "audited", "hour", one);
  desk_import_values (desk, "other.csv", "audited", "hour", other);
  {
    g_autoptr (LtToday) today = gather_on (desk, "2026-11-20T08:00", 0);
    const LtTodayLine *line = find (today, LT_TODAY_CONFLICT);

    g_assert_cmpuint (today->counts[LT_TODAY_CONFLICT], ==, before + 1);
    g_assert_nonnull (line);
    g_assert_cmpstr (line->kind->name, ==, "batch");
    g_assert_nonnull (strchr (line->words, '1'));
  }
}

/* What was put aside is a line of its own, with its reason; the first ones are named. */
static void
test_held_back (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDb) db = NULL;
  g_autoptr (GError) error = NULL;

  db = lt_db_open (lt_session_get_path (desk->session), LT_DB_NONE, &error);
  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  lt_db_script (db,
                "INSERT INTO lt_quarantine VALUES (x'01', x'00', 'no signature'), "
                "(x'02', x'00', 'no role')",
                &error);
  g_assert_no_error (error);
  {
    g_autoptr (LtToday) today = gather_on (desk, "2026-11-20T08:00", 1);
    const LtTodayLine *line = find (today, LT_TODAY_HELD);

    g_assert_cmpuint (today->counts[LT_TODAY_HELD], ==, 2);
    g_assert_cmpstr (line->words, ==, "no signature");
    g_assert_null (line->kind);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("lantian-state-XXXXXX", NULL);
  int status;

  /* What this machine remembers of backups is a part of it. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/today/exceeded", test_exceeded);
  g_test_add_func ("/work/today/deadline", test_deadline);
  g_test_add_func ("/work/today/looked-at", test_looked_at);
  g_test_add_func ("/work/today/same-day", test_same_day);
  g_test_add_func ("/work/today/same-minute", test_same_minute);
  g_test_add_func ("/work/today/steps", test_steps);
  g_test_add_func ("/work/today/card", test_card);
  g_test_add_func ("/work/today/backup", test_backup);
  g_test_add_func ("/work/today/unsaved", test_unsaved);
  g_test_add_func ("/work/today/original", test_original);
  g_test_add_func ("/work/today/notice", test_notice);
  g_test_add_func ("/work/today/batches", test_batches);
  g_test_add_func ("/work/today/held-back", test_held_back);
  g_test_add_func ("/work/today/order-and-limit", test_order_and_limit);
  status = g_test_run ();
  lt_file_remove_tree (state);
  return status;
}
