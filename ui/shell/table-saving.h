/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"
#include "work/verdict-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtTableSavedFunc:
 * @page: who asked
 * @words: that it was saved and where, or why it was not
 */
typedef void (*LtTableSavedFunc) (GtkWidget *page, const char *words);

void lt_table_saving_ask (GtkWidget *page,
                          LtSession *session,
                          const char *stem,
                          LtVerdictTable *table,
                          LtTableSavedFunc saved);

G_END_DECLS
