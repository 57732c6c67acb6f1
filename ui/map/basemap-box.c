/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/basemap-box.h"

#include "ui/shell/file-choice.h"
#include "work/basemaps.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LtBasemapBox
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkBox *rows;
  gboolean filling;
};

enum
{
  CHANGED,
  TOLD,
  ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtBasemapBox, lt_basemap_box, GTK_TYPE_WIDGET)

static const char *
get_name (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "basemap");
}

static void
set_name (GtkWidget *widget, const char *name)
{
  g_object_set_data_full (G_OBJECT (widget), "basemap", g_strdup (name), g_free);
}

/* What has changed is told last, for it may fill the box anew. */
static void
conclude (LtBasemapBox *self, gboolean done, const GError *error)
{
  if (!done)
    g_signal_emit (self, signals[TOLD], 0, error->message);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_toggled (GtkCheckButton *button, LtBasemapBox *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || !gtk_check_button_get_active (button))
    return;
  conclude (self, lt_work_basemap_choose (get_name (GTK_WIDGET (button)), &error), error);
}

static void
on_file (GtkWidget *owner, GListModel *files, const char *about)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);

  if (path == NULL)
    g_signal_emit (owner, signals[TOLD], 0, error->message);
  else
    g_signal_emit (owner, signals[ADD], 0, path);
}

/* A popover that is open keeps the keyboard from what comes next. */
static void
close_popover (LtBasemapBox *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
on_remove_answer (AdwMessageDialog *dialog, const char *response, LtBasemapBox *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!g_str_equal (response, "remove"))
    return;
  done = lt_work_basemap_remove (get_name (GTK_WIDGET (dialog)), &error);
  lt_basemap_box_fill (self);
  conclude (self, done, error);
}

/* Of a service its address and key go, which nobody gives back. */
static void
on_remove (GtkButton *button, LtBasemapBox *self)
{
  const char *name = get_name (GTK_WIDGET (button));
  g_autofree char *title = g_strdup_printf (_ ("Take %s off the list?"), name);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title,
      _ ("A file of tiles stays where it is. The address and the key of a service have to be "
         "entered again."));

  close_popover (self);
  set_name (dialog, name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Take off"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_add_file (LtBasemapBox *self)
{
  LtFileQuestion question = { .title = _ ("Add a file of tiles"),
                              .accept = _ ("_Choose"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN };

  close_popover (self);
  lt_file_choice_ask (GTK_WIDGET (self), &question, on_file);
}

static void
on_add_service (LtBasemapBox *self)
{
  close_popover (self);
  g_signal_emit (self, signals[ADD], 0, NULL);
}

/* @spec: (nullable): %NULL for no base map */
static GtkWidget *
add_row (LtBasemapBox *self, const LtBasemapSpec *spec, const char *words, GtkWidget *group)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_check_button_new_with_label (words);
  g_autofree char *name = g_strconcat ("basemap-", spec == NULL ? "none" : spec->name, NULL);
  GtkWidget *remove;

  gtk_widget_set_name (button, name);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  set_name (button, spec == NULL ? NULL : spec->name);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_box_append (GTK_BOX (row), button);
  if (spec != NULL)
    {
      g_autofree char *label = g_strdup_printf (_ ("Take %s off the list"), spec->name);

      remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      g_free (name);
      name = g_strconcat ("basemap-remove-", spec->name, NULL);
      gtk_widget_set_name (remove, name);
      set_name (remove, spec->name);
      g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, 0);
      gtk_box_append (GTK_BOX (row), remove);
    }
  gtk_box_append (self->rows, row);
  return button;
}

static void
add_button (LtBasemapBox *self, GtkWidget *box, const char *name, const char *label, GCallback func)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_name (button, name);
  g_signal_connect_object (button, "clicked", func, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static void
lt_basemap_box_dispose (GObject *object)
{
  g_clear_pointer (&LT_BASEMAP_BOX (object)->card, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_basemap_box_parent_class)->dispose (object);
}

static void
lt_basemap_box_class_init (LtBasemapBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_basemap_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_BASEMAP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", LT_TYPE_BASEMAP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD] = g_signal_new ("add", LT_TYPE_BASEMAP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_basemap_box_init (LtBasemapBox *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->rows));
  add_button (self, buttons, "basemap-add-file", _ ("Add a _file…"), G_CALLBACK (on_add_file));
  add_button (self, buttons, "basemap-add-service", _ ("Add a _service…"),
              G_CALLBACK (on_add_service));
  gtk_box_append (GTK_BOX (card), buttons);
  gtk_widget_add_css_class (card, "popover-form");
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  self->card = card;
}

GtkWidget *
lt_basemap_box_new (void)
{
  return g_object_new (LT_TYPE_BASEMAP_BOX, NULL);
}

/**
 * lt_basemap_box_fill:
 *
 * Reads the list of base maps anew.
 */
void
lt_basemap_box_fill (LtBasemapBox *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtBasemaps) all = lt_work_basemaps (&error);
  GtkWidget *child, *none;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  none = add_row (self, NULL, _ ("None: the county's own outlines"), NULL);
  if (all == NULL || all->chosen == NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (none), TRUE);
  for (guint i = 0; all != NULL && i < all->specs->len; i++)
    {
      const LtBasemapSpec *spec = g_ptr_array_index (all->specs, i);
      g_autofree char *words = lt_work_basemap_describe_datum (spec);
      GtkWidget *button = add_row (self, spec, words, none);

      if (g_strcmp0 (all->chosen, spec->name) == 0)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    }
  self->filling = FALSE;
  if (all == NULL)
    g_signal_emit (self, signals[TOLD], 0, error->message);
}
