/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_IMPORT_PAGE (lt_import_page_get_type ())
G_DECLARE_FINAL_TYPE (LtImportPage, lt_import_page, LT, IMPORT_PAGE, GtkWidget)

/**
 * LtImportPage:
 *
 * Bringing a file in, step by step: what it is, what its coordinates are in where it
 * does not say so, what would be done, and what was. Nothing is written before the
 * officer has seen what would be.
 */
void lt_import_page_set_session (LtImportPage *self, LtSession *session);
gboolean lt_import_page_begin (LtImportPage *self, const char *path, GError **error);
void lt_import_page_add_waiting (LtImportPage *self, const char *path);
void lt_import_page_focus (LtImportPage *self);

G_END_DECLS
