/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/batch-blob.h"
#include "store/pack.h"

G_BEGIN_DECLS

/**
 * LtRowSort:
 *
 * Takes the rows of one batch in any order and gives them sorted: by the id of
 * their place, the code of their item and their time, those of a span together;
 * of rows with the same place, item and time the first one. It has its rows in
 * memory while they are few, and beyond that in a file without a name.
 */
typedef struct _LtRowSort LtRowSort;

/**
 * LtRowSortFuncs:
 * @on_rows: rows of one place, item and span, each later than the one before
 * @on_twice: (nullable): the place, item and time of that line stood in the line @first
 *   before; @same: with the same value and quality
 */
typedef struct
{
  gboolean (*on_rows) (guint32 place,
                       guint32 item,
                       const LtPackRow *rows,
                       guint n,
                       gpointer user_data,
                       GError **error);
  void (*on_twice) (gint64 line, gint64 first, gboolean same, gpointer user_data);
} LtRowSortFuncs;

void lt_row_sort_set_usual_room (gsize room);

/* @room: how many bytes it may have in memory; 0 for what is usual */
LtRowSort *lt_row_sort_new (const char *folder, gsize room);
void lt_row_sort_free (LtRowSort *self);

/* Names are numbered in the order in which they are added: places and items from
 * 0, qualities from 1. */
guint32 lt_row_sort_add_place (LtRowSort *self, const LtId *id);
guint32 lt_row_sort_add_item (LtRowSort *self, const char *item);
guint32 lt_row_sort_add_quality (LtRowSort *self, const char *quality);
guint lt_row_sort_count_places (const LtRowSort *self);
guint lt_row_sort_count_items (const LtRowSort *self);
guint lt_row_sort_count_qualities (const LtRowSort *self);
const LtId *lt_row_sort_get_place (const LtRowSort *self, guint32 place);
const char *lt_row_sort_get_item (const LtRowSort *self, guint32 item);
const char *lt_row_sort_get_quality (const LtRowSort *self, guint32 quality);

gboolean lt_row_sort_add (LtRowSort *self, const LtBlobRow *row, gint64 line, GError **error);
void lt_row_sort_follow_names (LtRowSort *self, const LtBlobReader *reader, const LtBlobRow *row);
gboolean lt_row_sort_finish (LtRowSort *self,
                             const LtRowSortFuncs *funcs,
                             gpointer user_data,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRowSort, lt_row_sort_free)

G_END_DECLS
