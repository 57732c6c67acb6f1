/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "report/map-page.h"
#include "scene/scene.h"
#include "work/map-wish.h"

G_BEGIN_DECLS

/**
 * LtMapSheet:
 * @degrees: a box in degrees of CGCS2000; empty for the whole county
 * @paper: what it is printed on; then @width and @height are the paper's
 * @width: of the picture, pixels of the layout
 * @height: the same
 * @scale: pixels of a PNG for each of them, 1 for a screen, more for print; a page needs none
 * @basemap: (nullable): what lies beneath it
 * @legend: whether it has a legend and says what moment it shows
 * @replace: whether a file that is there may be replaced
 * @title: (nullable): what a page is headed with; %NULL for whose map it is
 * @made: when it was made, milliseconds since 1970; a page says so
 *
 * A picture that stands by itself.
 */
typedef struct
{
  LtBox degrees;
  LtMapPaper paper;
  int width;
  int height;
  double scale;
  LtBasemap *basemap;
  gboolean legend;
  gboolean replace;
  const char *title;
  gint64 made;
} LtMapSheet;

LtScene *lt_work_map_scene (LtStore *store,
                            const LtSceneView *view,
                            const LtMapWish *wish,
                            const LtMapSheet *sheet,
                            GCancellable *cancellable,
                            GError **error);
gboolean
lt_work_map_view (const LtBox *degrees, int width, int height, double scale, LtSceneView *view);
gboolean lt_work_map_to_file (LtStore *store,
                              const LtMapSheet *sheet,
                              const LtMapWish *wish,
                              const char *path,
                              GError **error);
gboolean
lt_work_map_sheet_view (LtStore *store, const LtMapSheet *sheet, LtSceneView *view, GError **error);
char *lt_work_map_title (const LtMapWish *wish, const char *remark);
char *lt_work_format_box (const LtBox *degrees);
gboolean lt_work_parse_box (const char *text, LtBox *degrees, GError **error);

G_END_DECLS
