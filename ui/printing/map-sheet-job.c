/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper is made and written by a reader: the whole county may be on it, and what
 * lies beneath may have to be fetched. */

#include "ui/printing/map-sheet-job.h"

/* Pixels of a saved picture for each of the page: 192 of them an inch. */
#define PICTURE_SCALE 2

static void
wanted_free (gpointer data)
{
  LtMapSheetWanted *wanted = data;

  g_clear_pointer (&wanted->sheet.basemap, lt_basemap_unref);
  g_clear_pointer (&wanted->print, lt_map_print_free);
  g_free (wanted->path);
  g_free (wanted->title);
  g_free (wanted);
}

static void
free_made (gpointer made)
{
  lt_map_sheet_made_free (made);
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes =
      g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

/* In a reader's thread. */
static gpointer
make_page (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  LtMapSheetWanted *wanted = data;
  g_autoptr (LtMapSheetMade) made = g_new0 (LtMapSheetMade, 1);
  cairo_surface_t *surface;

  if (wanted->sheet.paper == LT_MAP_NO_PAPER)
    wanted->sheet.paper = lt_work_map_best_paper (store, &wanted->sheet);
  made->print = lt_work_map_print (store, &wanted->sheet, &wanted->wish, cancellable, error);
  if (made->print == NULL)
    return NULL;
  surface = lt_map_print_to_surface (made->print, wanted->scale);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    made->texture = make_texture (surface);
  cairo_surface_destroy (surface);
  return g_steal_pointer (&made);
}

static gpointer
write_page (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  LtMapSheetWanted *wanted = data;
  g_autoptr (LtMapSheetMade) made = g_new0 (LtMapSheetMade, 1);

  if (!lt_map_print_to_file (wanted->print, PICTURE_SCALE, wanted->path, error))
    return NULL;
  made->print = g_steal_pointer (&wanted->print);
  made->path = g_steal_pointer (&wanted->path);
  return g_steal_pointer (&made);
}

/**
 * lt_map_sheet_made_free:
 */
void
lt_map_sheet_made_free (LtMapSheetMade *self)
{
  g_clear_pointer (&self->print, lt_map_print_free);
  g_clear_object (&self->texture);
  g_free (self->path);
  g_free (self);
}

/**
 * lt_map_sheet_ask:
 * @session: the open county
 * @wanted: (transfer full): a page, or the file of one
 * @cancellable: to give up
 * @done: takes the #LtMapSheetMade by lt_readers_take()
 * @user_data: for @done
 */
void
lt_map_sheet_ask (LtSession *session,
                  LtMapSheetWanted *wanted,
                  GCancellable *cancellable,
                  GAsyncReadyCallback done,
                  gpointer user_data)
{
  lt_readers_ask (lt_session_get_readers (session), wanted->print == NULL ? make_page : write_page,
                  wanted, wanted_free, free_made, cancellable, done, user_data);
}
