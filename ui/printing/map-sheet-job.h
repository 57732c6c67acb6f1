/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-print.h"
#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtMapSheetWanted:
 * @sheet: the page; of no paper the A4 that fits best is taken
 * @wish: what it shows
 * @print: (nullable): a page that is there, to be written to @path
 * @path: (nullable): a file
 * @title: (nullable): of @sheet
 * @scale: pixels of the preview for each of the page
 *
 * What a reader is asked for: a page, or the file of one.
 */
typedef struct
{
  LtMapSheet sheet;
  LtMapWish wish;
  LtMapPrint *print;
  char *path;
  char *title;
  double scale;
} LtMapSheetWanted;

/**
 * LtMapSheetMade:
 * @print: the page
 * @texture: (nullable): how it looks
 * @path: (nullable): where it was written
 */
typedef struct
{
  LtMapPrint *print;
  GdkTexture *texture;
  char *path;
} LtMapSheetMade;

void lt_map_sheet_made_free (LtMapSheetMade *self);
void lt_map_sheet_ask (LtSession *session,
                       LtMapSheetWanted *wanted,
                       GCancellable *cancellable,
                       GAsyncReadyCallback done,
                       gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapSheetMade, lt_map_sheet_made_free)

G_END_DECLS
