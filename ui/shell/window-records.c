/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records in windows of their own, to be read beside one another. They belong to the
 * county that is open, and are closed with it. */

#include "ui/shell/window-private.h"

#include "ui/subjects/record-window.h"

#include <glib/gi18n-lib.h>

/* Each reads the file again when it changes. */
#define MOST_WINDOWS 20

static void
on_closed (LtWindow *self, LtRecordWindow *window)
{
  g_ptr_array_remove (self->record_windows, window);
}

static LtRecordWindow *
find_window (LtWindow *self, const char *target)
{
  for (guint i = 0; i < self->record_windows->len; i++)
    {
      LtRecordWindow *window = g_ptr_array_index (self->record_windows, i);

      if (g_str_equal (lt_record_window_get_target (window), target))
        return window;
    }
  return NULL;
}

/**
 * lt_window_open_beside:
 * @self: a window
 * @target: KIND/ID
 *
 * Shows the record in a window of its own, or brings that forward.
 */
void
lt_window_open_beside (LtWindow *self, const char *target)
{
  LtRecordWindow *window;
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;
  window = find_window (self, target);
  if (window == NULL && self->record_windows->len == MOST_WINDOWS)
    {
      words = g_strdup_printf (_ ("%u records are open in windows of their own. Close one first."),
                               MOST_WINDOWS);
      lt_window_show_problem (self, words);
      return;
    }
  if (window == NULL)
    {
      window = lt_record_window_new (GTK_WIDGET (self), self->session);
      if (!lt_record_window_show (window, target))
        {
          gtk_window_destroy (GTK_WINDOW (window));
          lt_window_show_problem (self, _ ("This record is not in the file any more."));
          return;
        }
      g_ptr_array_add (self->record_windows, window);
      g_signal_connect_object (window, "destroy", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (window));
}

void
lt_window_close_records (LtWindow *self)
{
  /* One whose log is being read lives until that is answered. */
  while (self->record_windows->len > 0)
    gtk_window_destroy (g_ptr_array_steal_index (self->record_windows, 0));
  if (self->sketch_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->sketch_window));
}

static void
on_open_beside (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_window_open_beside (LT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The place whose pane is shown. */
static void
on_place_beside (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  const LtRecord *place =
      self->session == NULL ? NULL : lt_detail_pane_get_place (self->detail_pane);
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (place == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->detail_pane)))
    return;
  id = lt_id_to_text (&place->id);
  target = g_strdup_printf ("%s/%s", place->kind->name, id);
  lt_window_open_beside (self, target);
}

void
lt_window_install_record_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-beside", "s", on_open_beside);
  gtk_widget_class_install_action (widget_class, "win.place-beside", NULL, on_place_beside);
}
