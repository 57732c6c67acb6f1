/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/list-sort.h"

#define ASKED_KEY "lt-asked-column"

/* What the view asks of its sorters tells which column's heading was clicked on last: GTK 4.8
 * has no other word for it. */
static int
note_asked (gconstpointer a, gconstpointer b, gpointer column)
{
  guint *asked = g_object_get_data (G_OBJECT (a), ASKED_KEY);

  if (asked != NULL)
    *asked = GPOINTER_TO_UINT (column);
  return 1;
}

/**
 * lt_list_sort_make:
 * @column: number of a column
 *
 * Returns: (transfer full): for the column's heading; it compares nothing
 */
GtkSorter *
lt_list_sort_make (guint column)
{
  return GTK_SORTER (gtk_custom_sorter_new (note_asked, GUINT_TO_POINTER (column), NULL));
}

/**
 * lt_list_sort_read:
 * @view: a list; its sortable columns have sorters of lt_list_sort_make()
 * @column: (out): number of the column that its headings say
 * @downward: (out): whether the last comes first
 *
 * Returns: whether they say any
 */
gboolean
lt_list_sort_read (GtkColumnView *view, guint *column, gboolean *downward)
{
  guint asked = G_MAXUINT;
  GtkOrdering order;

  g_object_set_data (G_OBJECT (view), ASKED_KEY, &asked);
  order = gtk_sorter_compare (gtk_column_view_get_sorter (view), view,
                              gtk_column_view_get_columns (view));
  g_object_set_data (G_OBJECT (view), ASKED_KEY, NULL);
  if (asked == G_MAXUINT)
    return FALSE;
  *column = asked;
  *downward = order == GTK_ORDERING_SMALLER;
  return TRUE;
}
