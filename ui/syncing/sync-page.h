/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_SYNC_PAGE (lt_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (LtSyncPage, lt_sync_page, LT, SYNC_PAGE, GtkWidget)

/**
 * LtSyncPage:
 *
 * Meeting colleagues: the hub file, what went and came, and what is in conflict
 * since.
 */
void lt_sync_page_set_session (LtSyncPage *self, LtSession *session);
void lt_sync_page_set_hub (LtSyncPage *self, const char *path);
void lt_sync_page_focus (LtSyncPage *self);
void lt_sync_page_show_conflict (LtSyncPage *self, const char *id);

G_END_DECLS
