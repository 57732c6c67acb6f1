/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that come in: chosen in the menu, or dropped anywhere on the window. */

#include "ui/shell/window-private.h"

#include "ui/shell/file-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_county_name (const char *path)
{
  return g_str_has_suffix (path, ".gpkg");
}

/**
 * lt_window_import:
 * @self: a window
 * @path: a foreign file
 *
 * Shows what it is and what would be done with it; without an open county a county
 * file is opened. What is in the way is said in the window.
 *
 * Returns: whether an import of it has begun
 */
gboolean
lt_window_import (LtWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (self->session == NULL && is_county_name (path))
    lt_window_open (self, path);
  else if (self->session == NULL)
    lt_window_show_problem (self, _ ("A file is imported into a county: open one first."));
  else if (!lt_window_can_write (self))
    lt_window_show_problem (self, _ ("This county file can only be read here: nothing can be "
                                     "imported into it."));
  else if (!lt_import_page_begin (self->import_page, path, &error))
    lt_window_show_problem (self, error->message);
  else
    {
      g_queue_clear_full (&self->back, g_free);
      gtk_stack_set_visible_child_name (self->stack, "import");
      return TRUE;
    }
  return FALSE;
}

static gboolean
import_file (LtWindow *self, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    return lt_window_import (self, path);
  lt_window_show_problem (self, _ ("This file is not on this machine. Copy it here first."));
  return FALSE;
}

static gboolean
is_shapefile (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown (name, -1);

  return lower != NULL && g_str_has_suffix (lower, ".shp");
}

/* Both without their endings: A.DBF goes with a.shp. */
static gboolean
has_same_stem (const char *name, const char *shapes)
{
  const char *dot = strrchr (shapes, '.');
  gsize length = (gsize) (dot - shapes);

  return strlen (name) > length && g_ascii_strncasecmp (name, shapes, length) == 0
         && name[length] == '.';
}

/* A shapefile is several files: what is meant is the one with the shapes. */
static gboolean
goes_with_shapes (GFile *file, GSList *files)
{
  g_autofree char *path = g_file_get_path (file);

  for (GSList *at = files; path != NULL && at != NULL; at = at->next)
    {
      g_autofree char *shapes = is_shapefile (at->data) ? g_file_get_path (at->data) : NULL;

      if (shapes != NULL && at->data != file && !is_shapefile (file)
          && has_same_stem (path, shapes))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_before (GSList *files, GSList *at)
{
  for (GSList *earlier = files; earlier != at; earlier = earlier->next)
    if (g_file_equal (earlier->data, at->data))
      return TRUE;
  return FALSE;
}

/* Tiles are no records: what is asked of them is the datum. */
static gboolean
add_basemap (LtWindow *self, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL || !g_str_has_suffix (path, ".mbtiles"))
    return FALSE;
  lt_map_view_ask_basemap (self->map_view, path);
  return TRUE;
}

/* The first is begun with, and the others follow it. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LtWindow *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean begun = FALSE;
  gboolean is_here = FALSE;

  if (files != NULL && files->next == NULL && add_basemap (self, files->data))
    return TRUE;
  for (GSList *at = files; at != NULL; at = at->next)
    {
      if (goes_with_shapes (at->data, files) || is_before (files, at))
        continue;
      is_here = is_here || g_file_peek_path (at->data) != NULL;
      if (begun && g_file_peek_path (at->data) != NULL)
        lt_import_page_add_waiting (self->import_page, g_file_peek_path (at->data));
      else if (!begun && !import_file (self, at->data))
        break;
      begun = TRUE;
    }
  return is_here;
}

static void
on_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  import_file (LT_WINDOW (widget), file);
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtFileQuestion question = { .title = _ ("Import a file"),
                              .accept = _ ("_Choose"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                              .folder_key = LT_FOLDER_IMPORT };

  lt_file_choice_ask (widget, &question, on_chosen);
}

void
lt_window_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, on_import);
}

/* Anywhere on the window. */
void
lt_window_take_drops (LtWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
