/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/search/search-row.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>

static GtkWidget *
make_label (const char *text, const char *style, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Read out as one: "Operating mine, SL-K01, Mines". */
static void
name_row (GtkWidget *row, const LtAnswerGroup *group, const LtAnswer *answer)
{
  g_autoptr (GString) name = g_string_new (answer->title);

  if (answer->detail != NULL)
    g_string_append_printf (name, ", %s", answer->detail);
  if (answer->command != NULL && answer->command->key != NULL)
    g_string_append_printf (name, ", %s", answer->command->key);
  g_string_append_printf (name, ", %s", group->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

/**
 * lt_search_row_new:
 * @group: what it is of
 * @answer: what it shows; it lives longer than the row
 */
GtkWidget *
lt_search_row_new (const LtAnswerGroup *group, const LtAnswer *answer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = make_label (answer->title, NULL, PANGO_ELLIPSIZE_END);
  const char *key = answer->command == NULL ? NULL : answer->command->key;

  gtk_box_append (GTK_BOX (box), title);
  if (answer->detail != NULL)
    {
      GtkWidget *detail = make_label (answer->detail, "dim-label", PANGO_ELLIPSIZE_END);

      gtk_widget_set_hexpand (detail, TRUE);
      gtk_box_append (GTK_BOX (box), detail);
    }
  else
    gtk_widget_set_hexpand (title, TRUE);
  if (key != NULL)
    gtk_box_append (GTK_BOX (box), make_label (key, "search-key", PANGO_ELLIPSIZE_NONE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* The keyboard stays where it is typed. */
  gtk_widget_set_focusable (row, FALSE);
  name_row (row, group, answer);
  return row;
}

/**
 * lt_search_heading_new:
 * @group: of what
 *
 * Stands above the first row of a group: what they are, and how many.
 */
GtkWidget *
lt_search_heading_new (const LtAnswerGroup *group)
{
  g_autofree char *text = group->more
                              ? g_strdup_printf (_ ("%s: %u and more"), group->title, group->n)
                              : g_strdup_printf (_ ("%s: %u"), group->title, group->n);

  return make_label (text, "search-heading", PANGO_ELLIPSIZE_NONE);
}
