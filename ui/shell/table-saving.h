/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/seen-table.h"
#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtTableWriter:
 * @store: the open county, of the calling thread
 * @data: what is to be written
 * @options: where, and how
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Writes a table; in a reader's thread.
 *
 * Returns: whether it was written
 */
typedef gboolean (*LtTableWriter) (LtStore *store,
                                   gpointer data,
                                   const LtExportOptions *options,
                                   LtExportReport *report,
                                   GError **error);

/**
 * LtTableSavedFunc:
 * @page: who asked
 * @words: that it was saved and where, or why it was not
 */
typedef void (*LtTableSavedFunc) (GtkWidget *page, const char *words);

/**
 * LtTableQuestion:
 * @session: the open county, whose readers write
 * @stem: of the file's name, to be changed
 * @write: writes the table
 * @data: (transfer full): for @write
 * @free_data: frees it
 * @saved: is told how it went
 *
 * A table that is to become a file.
 */
typedef struct
{
  LtSession *session;
  const char *stem;
  LtTableWriter write;
  gpointer data;
  GDestroyNotify free_data;
  LtTableSavedFunc saved;
} LtTableQuestion;

void lt_table_saving_ask (GtkWidget *page, const LtTableQuestion *question);
void lt_table_saving_ask_seen (GtkWidget *page,
                               LtSession *session,
                               const char *stem,
                               LtSeenTable *table,
                               LtTableSavedFunc saved);

G_END_DECLS
