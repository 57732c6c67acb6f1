/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/due.h"
#include "work/today.h"

G_BEGIN_DECLS

/* For today.c and its parts only. */

struct _LtTodayWish
{
  gint64 now;
  guint most;         /* lines of a sort; 0 for all */
  GPtrArray *unsaved; /* (element-type utf8): drafts of forms, in words */
};

typedef struct
{
  LtStore *store;
  const LtTodayWish *wish;
  LtToday *today;
  const LtDueLists *due;
} LtGathering;

LtTodayLine *lt_gathering_add (LtGathering *self, LtTodaySort sort, char *title, const char *words);
void lt_gathering_set_record (LtTodayLine *line, const LtKind *kind, const LtId *id);

gboolean lt_gathering_wants (LtGathering *self, LtTodaySort sort);

/* today-merged.c */
gboolean lt_gathering_add_merged (LtGathering *self, GError **error);

/* today-air.c */
gboolean lt_gathering_add_exceeded (LtGathering *self, GError **error);

/* today-plans.c */
gboolean lt_gathering_add_missed (LtGathering *self, GError **error);

/* today-own.c */
gboolean lt_gathering_add_own (LtGathering *self, GError **error);

/* today-words.c */
void lt_today_line_free (LtTodayLine *self);

G_END_DECLS
