/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_RECORD_LIST (lt_record_list_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordList, lt_record_list, LT, RECORD_LIST, GtkWidget)

/**
 * LtRecordList:
 *
 * The records of a kind, a column for each field of its table that is short.
 * Property `kind`: the kind's name.
 */
void lt_record_list_set_session (LtRecordList *self, LtSession *session);
void lt_record_list_focus (LtRecordList *self);

G_END_DECLS
