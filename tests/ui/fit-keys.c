/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit.h"

/* A key that two of one window have goes from the one to the other and does nothing. */
static void
look_below (Fit *self, GtkWidget *widget, GtkWidget *root, GHashTable *keys, const char *where)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || (GTK_IS_NATIVE (widget) && widget != root))
    return;
  if (GTK_IS_LABEL (widget))
    {
      guint key = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
      GtkWidget *other = g_hash_table_lookup (keys, GUINT_TO_POINTER (key));

      /* Of a menu's lines those without one say 0. */
      if (key == GDK_KEY_VoidSymbol || key == 0)
        return;
      self->keys++;
      if (other != NULL)
        fit_note (self, where, widget, "has the key of “%s”, Alt+%s",
                  gtk_label_get_text (GTK_LABEL (other)), gdk_keyval_name (key));
      g_hash_table_insert (keys, GUINT_TO_POINTER (key), widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (self, child, root, keys, where);
}

/**
 * fit_look_at_keys:
 *
 * No two that are seen at once in @root, a window or a popover, have the same key.
 */
void
fit_look_at_keys (Fit *self, GtkWidget *root, const char *where)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);

  look_below (self, root, root, keys, where);
}
