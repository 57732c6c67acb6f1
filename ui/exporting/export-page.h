/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_EXPORT_PAGE (lt_export_page_get_type ())
G_DECLARE_FINAL_TYPE (LtExportPage, lt_export_page, LT, EXPORT_PAGE, GtkWidget)

/**
 * LtExportPage:
 *
 * Records and measured values as files for others, everything in open formats, and
 * the backup. What is to be in the file is chosen, then its place; it is written
 * beside the window, and the page says what is in it.
 */
void lt_export_page_set_session (LtExportPage *self, LtSession *session);
void lt_export_page_offer (LtExportPage *self, const LtListRows *rows);
void lt_export_page_focus (LtExportPage *self);

G_END_DECLS
