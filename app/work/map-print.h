/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-sheet.h"

G_BEGIN_DECLS

/**
 * LtMapPrint:
 *
 * A map on paper, ready to be painted: nothing of the county or of a base map is read any
 * more. Counted by references; painting does not change it, but tiles and letters are cairo's:
 * one thread at a time paints it.
 */
typedef struct _LtMapPrint LtMapPrint;

LtMapPrint *lt_work_map_print (LtStore *store,
                               const LtMapSheet *sheet,
                               const LtMapWish *wish,
                               GCancellable *cancellable,
                               GError **error);
gboolean lt_work_map_sees_all (LtStore *store, const LtBox *world);
LtMapPaper lt_work_map_best_paper (LtStore *store, const LtMapSheet *sheet);
LtMapPrint *lt_map_print_ref (LtMapPrint *self);
void lt_map_print_free (LtMapPrint *self);
GPtrArray *lt_map_print_tell (const LtMapPrint *self);
LtMapPaper lt_map_print_get_paper (const LtMapPrint *self);
const char *lt_map_print_get_heading (const LtMapPrint *self);
cairo_surface_t *lt_map_print_to_surface (LtMapPrint *self, double scale);
gboolean lt_map_print_has_gaps (const LtMapPrint *self);
void lt_map_print_paint (cairo_t *cr, gpointer map_print);
gboolean lt_map_print_to_file (LtMapPrint *self, double scale, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapPrint, lt_map_print_free)

G_END_DECLS
