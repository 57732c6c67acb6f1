/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_RECORD_WINDOW (lt_record_window_get_type ())
G_DECLARE_FINAL_TYPE (LtRecordWindow, lt_record_window, LT, RECORD_WINDOW, AdwWindow)

/**
 * LtRecordWindow:
 *
 * One record to be read, in a window that stays open beside others: its fields, what
 * has happened there, who changed what, its attachments. What is done in it, such as
 * changing the record, is done by the window of its county.
 */
LtRecordWindow *lt_record_window_new (GtkWidget *county, LtSession *session);
gboolean lt_record_window_show (LtRecordWindow *self, const char *target);
const char *lt_record_window_get_target (LtRecordWindow *self);

G_END_DECLS
