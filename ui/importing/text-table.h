/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The most columns of a table. */
#define LT_TEXT_TABLE_COLUMNS 5

/**
 * LtTextColumn:
 * @title: to be translated; %NULL ends a table's columns
 * @width: pixels; -1 for what is left
 */
typedef struct
{
  const char *title;
  int width;
} LtTextColumn;

#define LT_TYPE_TEXT_TABLE (lt_text_table_get_type ())
G_DECLARE_FINAL_TYPE (LtTextTable, lt_text_table, LT, TEXT_TABLE, GtkWidget)

/**
 * LtTextTable:
 *
 * Rows of text under titles, to be read.
 */
GtkWidget *lt_text_table_new (const char *name, const char *label, const LtTextColumn *columns);
void lt_text_table_show (LtTextTable *self, GPtrArray *rows);
char *lt_text_table_to_text (LtTextTable *self);

G_END_DECLS
