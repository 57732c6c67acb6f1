/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper: what is on the screen is printed, or saved as a page or a picture. A
 * reader makes the sheet, for what lies beneath may have to be fetched. */

#include "ui/shell/window-private.h"

#include "base/civil-time.h"
#include "geo/mercator.h"
#include "ui/printing/print-pages.h"
#include "ui/shell/file-choice.h"
#include "work/map-print.h"
#include "work/picture.h"

#include <glib/gi18n-lib.h>

/* Pixels of a saved picture for each of the layout: 192 of them an inch. */
#define PICTURE_SCALE 2

typedef struct
{
  LtMapSheet sheet;
  LtMapWish wish;
  char *path; /* (nullable): it is printed */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_clear_pointer (&wanted->sheet.basemap, lt_basemap_unref);
  g_free (wanted->path);
  g_free (wanted);
}

static void
free_print (gpointer print)
{
  lt_map_print_free (print);
}

/* In a reader's thread. */
static gpointer
make_print (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (LtMapPrint) print =
      lt_work_map_print (store, &wanted->sheet, &wanted->wish, cancellable, error);

  return print != NULL
                 && (wanted->path == NULL
                     || lt_map_print_to_file (print, PICTURE_SCALE, wanted->path, error))
             ? g_steal_pointer (&print)
             : NULL;
}

/* What is on the screen, on a sheet that lies: as the window does. */
static Wanted *
want (LtWindow *self, const char *path)
{
  LtSceneView view = lt_map_view_get_view (self->map_view);
  LtBox world = lt_scene_view_get_box (&view, 0);
  LtBasemap *basemap = lt_map_view_get_basemap (self->map_view);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->sheet = (LtMapSheet){ .degrees = lt_mercator_degrees (&world),
                                .paper = LT_MAP_A4,
                                .basemap = basemap == NULL ? NULL : lt_basemap_ref (basemap),
                                .made = lt_session_get_now (self->session) };
  wanted->wish = *lt_map_view_get_wish (self->map_view);
  wanted->path = g_strdup (path);
  return wanted;
}

/* One page at a time: what lies beneath is fetched tile by tile, in one of few readers. */
static void
ask (LtWindow *self, const char *path, GAsyncReadyCallback done)
{
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_OPEN,
                           _ ("Making the page…"), NULL, NULL, _ ("Stop"), "win.stop-page");
  if (self->making != NULL)
    return;
  self->making = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), make_print, want (self, path),
                  wanted_free, free_print, self->making, done, g_object_ref (self));
}

/* Returns: (nullable): the page that was asked for */
static LtMapPrint *
take_print (LtWindow *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  LtMapPrint *print = lt_readers_take (result, &error);

  /* Who stopped it has cleared up; another one may be made since. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  g_clear_object (&self->making);
  lt_map_tools_take_back (lt_map_view_get_tools (self->map_view), "win.stop-page");
  if (print == NULL)
    lt_window_show_problem (self, error->message);
  return print;
}

static void
on_printed (const GError *error, gpointer user_data)
{
  if (error != NULL)
    lt_window_show_problem (user_data, error->message);
}

/* Of an inch a page has 72 points and the sheet 96 pixels. */
static void
paint_sheet (cairo_t *cr, guint page, gpointer print)
{
  cairo_scale (cr, 0.75, 0.75);
  lt_map_print_paint (cr, print);
}

static void
on_print_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtWindow) self = LT_WINDOW (user_data);
  LtMapPrint *print = take_print (self, result);
  const LtPrintPaper paper = { .size = GTK_PAPER_NAME_A4,
                               .lying = TRUE,
                               .n_pages = 1,
                               .paint = paint_sheet,
                               .paper = print,
                               .free_paper = free_print };

  if (print != NULL)
    lt_print_paper (GTK_WINDOW (self), _ ("Map"), &paper, on_printed, G_OBJECT (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtWindow) self = LT_WINDOW (user_data);
  g_autoptr (LtMapPrint) print = take_print (self, result);

  if (print != NULL)
    lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_TOLD,
                             lt_map_print_has_gaps (print)
                                 ? _ ("The map is saved; parts of the base map are missing on it.")
                                 : _ ("The map is saved."),
                             NULL, NULL, _ ("Close"), "win.close-notice");
}

/* The chooser has asked whether a file that is there may go. */
static void
on_place_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  g_autofree char *named = NULL;

  if (path == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  named = g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".png")
              ? g_strdup (path)
              : g_strconcat (path, ".pdf", NULL);
  if (self->session != NULL && lt_work_check_picture (named, g_str_equal (named, path), &error))
    ask (self, named, on_saved);
  else if (error != NULL)
    lt_window_show_problem (self, error->message);
}

static gboolean
is_on_map (LtWindow *self)
{
  return self->session != NULL
         && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "map");
}

static void
on_stop_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_window_stop_page (LT_WINDOW (widget));
}

static void
on_print_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (is_on_map (LT_WINDOW (widget)))
    ask (LT_WINDOW (widget), NULL, on_print_made);
}

static void
on_save_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *today =
      self->session == NULL ? NULL : lt_date_of (lt_session_get_now (self->session));
  g_autofree char *folder =
      self->session == NULL ? NULL : g_path_get_dirname (lt_session_get_path (self->session));
  g_autoptr (GFile) beside = folder == NULL ? NULL : g_file_new_for_path (folder);
  g_autofree char *name = g_strdup_printf (_ ("map-%s.pdf"), today);
  LtFileQuestion question = { .title = _ ("Save the map: a page (.pdf) or a picture (.png)"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = beside,
                              .name = name };

  if (is_on_map (self))
    lt_file_choice_ask (widget, &question, on_place_chosen);
}

/* The page that is being made is not wanted any more, or the county is another one. */
void
lt_window_stop_page (LtWindow *self)
{
  if (self->making == NULL)
    return;
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  lt_map_tools_take_back (lt_map_view_get_tools (self->map_view), "win.stop-page");
}

void
lt_window_install_paper_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.stop-page", NULL, on_stop_page);
  gtk_widget_class_install_action (widget_class, "win.print-map", NULL, on_print_map);
  gtk_widget_class_install_action (widget_class, "win.save-map", NULL, on_save_map);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print-map",
                                       NULL);
}
