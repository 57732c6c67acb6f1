/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/drafting.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_INSPECTION_PAGE (lt_inspection_page_get_type ())
G_DECLARE_FINAL_TYPE (LtInspectionPage, lt_inspection_page, LT, INSPECTION_PAGE, GtkWidget)

/**
 * LtInspectionPage:
 *
 * One inspection: its form, what is missing, and the order that follows from it.
 *
 * Signal `saved` (id): what was typed is in the file.
 */
void lt_inspection_page_set_session (LtInspectionPage *self, LtSession *session);
void lt_inspection_page_begin (LtInspectionPage *self, const LtRecord *place);
gboolean
lt_inspection_page_begin_re_inspection (LtInspectionPage *self, const LtId *order, GError **error);
gboolean lt_inspection_page_open (LtInspectionPage *self, const LtId *id, GError **error);
gboolean lt_inspection_page_read_again (LtInspectionPage *self, const LtId *id);
gboolean lt_inspection_page_restore (LtInspectionPage *self, const LtDraft *draft, GError **error);
void lt_inspection_page_give_up (LtInspectionPage *self);
gboolean lt_inspection_page_keep (LtInspectionPage *self, GError **error);
gboolean lt_inspection_page_is_changed (LtInspectionPage *self);
void lt_inspection_page_append_finding (LtInspectionPage *self, const char *words);
void lt_inspection_page_say (LtInspectionPage *self, const char *words);
void lt_inspection_page_focus (LtInspectionPage *self);

G_END_DECLS
