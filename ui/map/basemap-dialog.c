/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/basemap-dialog.h"

#include "ui/forms/field-words.h"
#include "ui/map/basemap-opening.h"
#include "work/basemaps.h"

#include <glib/gi18n-lib.h>

struct _LtBasemapDialog
{
  AdwWindow parent_instance;

  GtkLabel *file_label;
  GtkDropDown *service_choice;
  GtkWidget *address_box;
  GtkEditable *address_entry;
  GtkWidget *key_box;
  GtkEditable *key_entry;
  GtkEditable *name_entry;
  GtkWidget *datum_box;
  GtkDropDown *datum_choice;
  GtkLabel *problem_label;
  GtkButton *add_button;

  GCancellable *closed;
  char *path; /* NULL for a service */
};

enum
{
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtBasemapDialog, lt_basemap_dialog, ADW_TYPE_WINDOW)

/* In the order of the choice. */
static const char *const datums[] = { NULL, "cgcs2000", "gcj02", "bd09" };

static void
show_problem (LtBasemapDialog *self, const char *words)
{
  lt_plain_words_show (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

/* Returns: (nullable): the known service that is chosen */
static const char *
get_prepared (LtBasemapDialog *self)
{
  const char *const *names = lt_work_basemap_prepared_names ();
  guint selected = gtk_drop_down_get_selected (self->service_choice);

  return self->path == NULL && selected < g_strv_length ((GStrv) names) ? names[selected] : NULL;
}

static char *
take_text (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* Returns: (nullable): what was entered; %NULL where the datum is missing */
static LtBasemapSpec *
read_spec (LtBasemapDialog *self)
{
  const char *prepared = get_prepared (self);
  const char *datum = datums[MIN (gtk_drop_down_get_selected (self->datum_choice), 3)];
  g_autofree char *address = take_text (self->address_entry);
  LtBasemapSpec *spec;

  if (prepared == NULL && datum == NULL)
    return NULL;
  spec = prepared != NULL ? lt_work_basemap_prepared (prepared)
                          : lt_basemap_spec_new (NULL,
                                                 self->path != NULL ? self->path
                                                 : address == NULL  ? ""
                                                                    : address,
                                                 datum);
  g_free (spec->name);
  spec->name = take_text (self->name_entry);
  spec->key = self->path == NULL ? take_text (self->key_entry) : NULL;
  return spec;
}

static void
set_busy (LtBasemapDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), !busy);
  gtk_button_set_label (self->add_button, busy ? _ ("Opening…") : _ ("_Add"));
}

static void
on_opened (gpointer owner, LtBasemap *basemap, const GError *error)
{
  LtBasemapDialog *self = LT_BASEMAP_DIALOG (owner);
  g_autoptr (GError) problem = NULL;

  if (basemap != NULL && lt_work_basemap_keep (basemap, &problem)
      && lt_work_basemap_choose (lt_basemap_get_spec (basemap)->name, &problem))
    {
      g_signal_emit (self, signals[ADDED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  show_problem (self, problem == NULL ? error->message : problem->message);
}

static void
on_add (LtBasemapDialog *self)
{
  g_autoptr (LtBasemapSpec) spec = read_spec (self);

  if (spec == NULL)
    show_problem (self, _ ("Say which datum it is in: the wrong one moves the map by hundreds of "
                           "metres. Who made the tiles knows."));
  else if (self->path == NULL && !lt_basemap_spec_is_service (spec))
    show_problem (self, _ ("Give the address of the service, beginning with https://."));
  else if (get_prepared (self) != NULL && spec->key == NULL)
    {
      show_problem (self, _ ("This service needs a key of your own. Who offers it gives one to "
                             "those who register: enter it here."));
      gtk_widget_grab_focus (GTK_WIDGET (self->key_entry));
    }
  else
    {
      lt_work_basemap_complete (spec);
      set_busy (self, TRUE);
      lt_basemap_open_beside (spec, self->closed, on_opened, self);
    }
}

static void
on_service_changed (LtBasemapDialog *self)
{
  const char *prepared = get_prepared (self);

  gtk_widget_set_visible (self->address_box, self->path == NULL && prepared == NULL);
  gtk_widget_set_visible (self->datum_box, prepared == NULL);
  if (prepared != NULL)
    gtk_editable_set_text (self->name_entry, lt_work_basemap_prepared_label (prepared));
  else if (self->path == NULL)
    gtk_editable_set_text (self->name_entry, "");
}

static void
lt_basemap_dialog_finalize (GObject *object)
{
  g_free (LT_BASEMAP_DIALOG (object)->path);
  g_object_unref (LT_BASEMAP_DIALOG (object)->closed);
  G_OBJECT_CLASS (lt_basemap_dialog_parent_class)->finalize (object);
}

static void
lt_basemap_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LT_BASEMAP_DIALOG (object)->closed);
  G_OBJECT_CLASS (lt_basemap_dialog_parent_class)->dispose (object);
}

static void
lt_basemap_dialog_class_init (LtBasemapDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_basemap_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_basemap_dialog_finalize;
  signals[ADDED] = g_signal_new ("added", LT_TYPE_BASEMAP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/basemap-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, service_choice);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, address_box);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, address_entry);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, key_box);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, key_entry);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, name_entry);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, datum_box);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, datum_choice);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtBasemapDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_service_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lt_basemap_dialog_init (LtBasemapDialog *self)
{
  const char *const *names = lt_work_basemap_prepared_names ();
  g_autoptr (GtkStringList) services = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->closed = g_cancellable_new ();
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (services, lt_work_basemap_prepared_label (names[i]));
  gtk_string_list_append (services, _ ("Another address"));
  gtk_drop_down_set_model (self->service_choice, G_LIST_MODEL (services));
}

/**
 * lt_basemap_dialog_new:
 * @parent: the window
 * @path: (nullable): a file of tiles; %NULL for a tile service
 */
LtBasemapDialog *
lt_basemap_dialog_new (GtkWindow *parent, const char *path)
{
  LtBasemapDialog *self = g_object_new (LT_TYPE_BASEMAP_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = path == NULL ? NULL : lt_work_basemap_name_of (path);

  self->path = g_strdup (path);
  gtk_widget_set_visible (GTK_WIDGET (self->file_label), path != NULL);
  gtk_label_set_text (self->file_label, path == NULL ? "" : path);
  gtk_widget_set_visible (GTK_WIDGET (self->service_choice), path == NULL);
  gtk_widget_set_visible (self->key_box, path == NULL);
  on_service_changed (self);
  if (name != NULL)
    gtk_editable_set_text (self->name_entry, name);
  return self;
}
