/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/importing/import-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FILE_PAGE (lt_file_page_get_type ())
G_DECLARE_FINAL_TYPE (LtFilePage, lt_file_page, LT, FILE_PAGE, GtkWidget)

/**
 * LtFilePage:
 *
 * What a file is: recognised by its columns, or likely, or chosen by the officer; which
 * of its parts are wanted, and how its text is read.
 *
 * Signal `look-again`: something was chosen that may make it another file.
 */
GtkWidget *lt_file_page_new (void);
void lt_file_page_begin (LtFilePage *self, const char *path);
void lt_file_page_show (LtFilePage *self, const LtImportLooked *looked, LtImportWish *wish);
void lt_file_page_read (LtFilePage *self, LtImportWish *wish);
const char *lt_file_page_get_problem (LtFilePage *self);

G_END_DECLS
