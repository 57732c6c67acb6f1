/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/breaches/breach-columns.h"

#include "ui/breaches/breach-entry.h"

#include <glib/gi18n-lib.h>

#define COLUMN_KEY "column" /* of a factory: which column it fills */

enum
{
  COLUMN_TIME,
  COLUMN_PLACE,
  COLUMN_TITLE,
  COLUMN_VALUE,
  COLUMN_LIMIT,
  COLUMN_OVER,
  COLUMN_RULE,
  N_COLUMNS,
};

static const char *const labels[N_COLUMNS] = {
  [COLUMN_TIME] = N_ ("Time"),          [COLUMN_PLACE] = N_ ("Place"),
  [COLUMN_TITLE] = N_ ("What exceeds"), [COLUMN_VALUE] = N_ ("Value"),
  [COLUMN_LIMIT] = N_ ("Asked"),        [COLUMN_OVER] = N_ ("Beyond it by"),
  [COLUMN_RULE] = N_ ("Rule"),
};

static char *
format (const LtBreach *breach, guint column)
{
  switch (column)
    {
    case COLUMN_TIME:
      return lt_breach_describe_time (breach);
    case COLUMN_PLACE:
      return g_strdup (breach->place);
    case COLUMN_TITLE:
      return g_strdup (breach->title);
    case COLUMN_VALUE:
      return lt_breach_describe_value (breach);
    case COLUMN_LIMIT:
      return lt_breach_describe_limit (breach);
    case COLUMN_OVER:
      return g_strdup (*breach->over == '\0' ? "—" : breach->over);
    default:
      return g_strdup (breach->target != NULL ? breach->rule : breach->source);
    }
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column == COLUMN_TITLE)
    gtk_label_set_width_chars (GTK_LABEL (label), 20);
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
  LtBreachEntry *row = LT_BREACH_ENTRY (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = format (lt_breach_entry_get_breach (row), column);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == COLUMN_TITLE || column == COLUMN_PLACE)
    gtk_widget_set_tooltip_text (label, text);
}

/* By what is read: times of one form, names, rules; amounts of different units have no order. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  const LtBreach *one = lt_breach_entry_get_breach (LT_BREACH_ENTRY ((gpointer) a));
  const LtBreach *other = lt_breach_entry_get_breach (LT_BREACH_ENTRY ((gpointer) b));
  g_autofree char *first = format (one, GPOINTER_TO_UINT (column));
  g_autofree char *second = format (other, GPOINTER_TO_UINT (column));

  return g_utf8_collate (first, second);
}

static gboolean
can_order (guint column)
{
  return column != COLUMN_VALUE && column != COLUMN_LIMIT && column != COLUMN_OVER;
}

static void
add_column (GtkColumnView *view, guint which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GUINT_TO_POINTER (which));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  column = gtk_column_view_column_new (_ (labels[which]), factory);
  if (can_order (which))
    {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (which), NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, which == COLUMN_TITLE);
  gtk_column_view_append_column (view, column);
}

/**
 * lt_breach_columns_add:
 * @view: a table of #LtBreachEntry
 *
 * Adds its columns.
 */
void
lt_breach_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (view, i);
}
