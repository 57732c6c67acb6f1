/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pack.h"
#include "store/readings-private.h"

G_BEGIN_DECLS

typedef struct
{
  LtPackRow row;
  gint64 blob;
} BlobRow;

struct _LtReadingWalk
{
  LtStore *store;
  LtBatchOrder *order;
  LtInterval interval;
  GArray *candidates;   /* (element-type LtCandidate): of one time */
  GPtrArray *qualities; /* (element-type utf8): by their numbers */
  GArray *rows;         /* (element-type BlobRow): of one span */
  guint n_packs;        /* that they are of */
  GArray *unpacked;     /* (element-type LtPackRow): of one pack */
  gint64 from;
  gint64 to;
  LtReadingFunc func;
  LtReadingAtFunc at; /* instead of func, where the rows are of several places */
  LtId place;         /* of the rows at hand */
  gpointer user_data;
  LtId asked;                                 /* the place that was asked for last, */
  gint64 place_number;                        /* and its number; 0 for none */
  GHashTable *items;                          /* code → number */
  gint64 numbers[LT_READING_WALK_MOST_ITEMS]; /* of the items that were asked for; 0 for none */
  guint item;                                 /* of the rows at hand, among them */
  guint intervals;                            /* of which there are batches at all, as bits */
  gboolean holds;                             /* whether it began a read of its own */
};

typedef LtReadingWalk Reading;

void lt_reading_walk_clear (Reading *self);
gboolean lt_reading_walk_begin (Reading *self, LtDb *db, GError **error);
gboolean lt_reading_walk_tell_span (Reading *self, GError **error);
gboolean lt_reading_walk_take_pack (Reading *self, LtRows *rows, GError **error);
gboolean lt_reading_walk_tell_older (Reading *self,
                                     LtDb *db,
                                     const LtId *place,
                                     const char *item,
                                     GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, lt_reading_walk_clear)

G_END_DECLS
