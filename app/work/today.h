/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtTodaySort:
 * @LT_TODAY_OVERDUE: its day is past
 * @LT_TODAY_DUE: its day comes within a week, that of a card within a month
 * @LT_TODAY_EXCEEDED: measured above a limit within a week, dust fall within two months
 * @LT_TODAY_MISSED: a target of a plan in force that is not met
 * @LT_TODAY_CONFLICT: several values, of which a person must choose
 * @LT_TODAY_HELD: a colleague's work that came and does not count
 * @LT_TODAY_HALF_IMPORT: an import that was broken off
 * @LT_TODAY_UNSAVED: typed into a form and not saved
 * @LT_TODAY_REVIEW: an order that waits to be issued
 * @LT_TODAY_DRAFT: an order that is not submitted
 * @LT_TODAY_FOLLOW: an inspection that something should follow from
 * @LT_TODAY_UNSYNCED: what colleagues have not got
 * @LT_TODAY_BACKUP: no backup, or an old one
 * @LT_TODAY_ORIGINAL: an attachment whose original is gone
 *
 * What waits, the most urgent first.
 */
typedef enum
{
  LT_TODAY_OVERDUE,
  LT_TODAY_DUE,
  LT_TODAY_EXCEEDED,
  LT_TODAY_MISSED,
  LT_TODAY_CONFLICT,
  LT_TODAY_HELD,
  LT_TODAY_HALF_IMPORT,
  LT_TODAY_UNSAVED,
  LT_TODAY_REVIEW,
  LT_TODAY_DRAFT,
  LT_TODAY_FOLLOW,
  LT_TODAY_UNSYNCED,
  LT_TODAY_BACKUP,
  LT_TODAY_ORIGINAL,
  LT_TODAY_N_SORTS,
} LtTodaySort;

/**
 * LtTodayLine:
 * @sort: what waits
 * @kind: (nullable): of the record, where it is one
 * @record: and its id
 * @target: (nullable): of a target of a plan its key, see lt_target_make_key()
 * @title: what it is about, in the screen's language
 * @words: what is to be done about it
 * @date: (nullable): by when, a date
 * @days: from today to @date; below 0 when that is past
 *
 * One thing that waits.
 */
typedef struct
{
  LtTodaySort sort;
  const LtKind *kind;
  LtId record;
  char *target;
  char *title;
  char *words;
  char *date;
  int days;
} LtTodayLine;

/**
 * LtToday:
 * @date: the day it was gathered for
 * @counts: how many there are of each sort, listed or not
 * @lines: (element-type LtTodayLine): those that are listed, the most urgent first
 *
 * What waits for somebody.
 */
typedef struct
{
  char *date;
  guint counts[LT_TODAY_N_SORTS];
  GPtrArray *lines;
} LtToday;

/**
 * LtTodayWish:
 *
 * What is asked, of the session's thread: the day, and what is known only there. It
 * is handed to a reader's thread.
 */
typedef struct _LtTodayWish LtTodayWish;

LtTodayWish *lt_today_wish_new (LtSession *session, guint most);
void lt_today_wish_free (LtTodayWish *self);
LtToday *lt_work_gather_today (LtStore *store, const LtTodayWish *wish, GError **error);
LtToday *lt_work_today (LtSession *session, guint most, GError **error);
void lt_today_free (LtToday *self);
guint lt_today_count (const LtToday *self);
const char *lt_today_sort_get_name (LtTodaySort sort);
const char *lt_today_sort_get_label (LtTodaySort sort);
const char *lt_today_sort_find_label (const char *name);
gboolean lt_today_wants_notice (const LtToday *self, const char *told_day, guint told_overdue);
char *lt_today_describe_notice (const LtToday *self);
char *lt_today_line_describe_time (const LtTodayLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtToday, lt_today_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTodayWish, lt_today_wish_free)

G_END_DECLS
