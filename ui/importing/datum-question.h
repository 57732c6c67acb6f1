/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/importing/import-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_DATUM_QUESTION (lt_datum_question_get_type ())
G_DECLARE_FINAL_TYPE (LtDatumQuestion, lt_datum_question, LT, DATUM_QUESTION, GtkWidget)

/**
 * LtDatumQuestion:
 *
 * What the coordinates of a file are in: each way in which they can be read, side by
 * side on the map, with the area that a row would be in. Nothing is chosen before the
 * officer chooses.
 *
 * Signal `chosen`: he did.
 */
GtkWidget *lt_datum_question_new (void);
void lt_datum_question_show (LtDatumQuestion *self, const LtImportTried *tried);
const char *lt_datum_question_get_datum (LtDatumQuestion *self);

G_END_DECLS
