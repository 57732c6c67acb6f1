/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a station says of the air: its latest index with its class, and how it came about. */

#include "ui/subjects/station-air.h"

#include "store/readers.h"
#include "work/air-latest.h"

#include <glib/gi18n-lib.h>

static gpointer
read_latest (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_air_latest (store, data, error);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A number; one key opens how it came about. */
static GtkBox *
add_number (GtkBox *box, const char *words, const char *css_class, const char *name)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_expander_set_label_widget (GTK_EXPANDER (expander), make_label (words, css_class));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_expander_set_child (GTK_EXPANDER (expander), lines);
  gtk_widget_set_name (expander, name);
  gtk_widget_set_tooltip_text (expander, _ ("How this number came about"));
  gtk_box_append (box, expander);
  return GTK_BOX (lines);
}

static void
add_latest (GtkBox *box, const LtAirLatest *latest)
{
  GtkBox *lines = add_number (box, latest->words, NULL, "station-index");

  for (guint i = 0; i < latest->lines->len; i++)
    gtk_box_append (lines, make_label (g_ptr_array_index (latest->lines, i), NULL));
  for (guint i = 0; i < latest->exceeded->len; i++)
    {
      const LtAirExceeded *exceeded = g_ptr_array_index (latest->exceeded, i);

      lines = add_number (box, exceeded->words, "problem", "station-exceeded");
      gtk_box_append (lines, make_label (exceeded->explanation, NULL));
    }
}

static void
on_latest_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkBox) box = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (list == NULL)
    gtk_box_append (box, make_label (error->message, "problem"));
  else if (list->len > 0)
    gtk_box_append (box, make_label (_ ("Air quality, latest"), "section-title"));
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_latest (box, g_ptr_array_index (list, i));
}

/**
 * lt_station_air_new:
 * @session: the open county
 * @station: a station
 *
 * Returns: (transfer floating): its latest indices, read by a reader; empty where there are
 *   none
 */
GtkWidget *
lt_station_air_new (LtSession *session, const LtRecord *station)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_signal_connect_object (box, "destroy", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  lt_readers_ask (lt_session_get_readers (session), read_latest,
                  g_memdup2 (&station->id, sizeof station->id), g_free,
                  (GDestroyNotify) g_ptr_array_unref, cancellable, on_latest_read,
                  g_object_ref (box));
  return box;
}
