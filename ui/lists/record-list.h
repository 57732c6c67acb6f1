/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_RECORD_LIST (lt_record_list_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordList, lt_record_list, LT, RECORD_LIST, GtkWidget)

/**
 * LtListRows:
 * @kind: of which kind
 * @words: that some field contains
 * @filters: (element-type LtFilter): conditions that hold
 * @sort: in which order
 * @keys: (nullable) (element-type gint64): local numbers of those that are selected;
 *   %NULL where all are meant
 * @columns: fields that are shown, a bit for each place in the field table
 * @n: how many they are
 *
 * What a list shows.
 */
typedef struct
{
  const LtKind *kind;
  char *words;
  GPtrArray *filters;
  char *sort;
  GArray *keys;
  guint64 columns;
  guint n;
} LtListRows;

LtListRows *lt_list_rows_copy (const LtListRows *self);
void lt_list_rows_free (LtListRows *self);

/**
 * LtRecordList:
 *
 * The records of a kind: columns, order and conditions are chosen by the field table and
 * kept for each officer. Property `kind`: the kind's name; where there is none, any kind
 * can be chosen. Signals, with what is shown or selected (rows): `export` it shall leave the
 * file; `show-on-map` it shall be seen there. `written` (words, group): a field was set in
 * what is selected, by that group, in figures.
 */
void lt_record_list_set_session (LtRecordList *self, LtSession *session);
void lt_record_list_focus (LtRecordList *self);
void lt_record_list_show_kind (LtRecordList *self, const LtKind *kind);
void lt_record_list_show_words (LtRecordList *self, const LtKind *kind, const char *words);
const LtKind *lt_record_list_get_kind (LtRecordList *self);
gboolean lt_record_list_is_settled (LtRecordList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtListRows, lt_list_rows_free)

void lt_record_list_export (LtRecordList *self);

G_END_DECLS
