/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-sheet.h"

G_BEGIN_DECLS

/**
 * LtMapPrint:
 *
 * A map on paper, ready to be painted: nothing of the county or of a base map is read any
 * more. For one thread at a time.
 */
typedef struct _LtMapPrint LtMapPrint;

LtMapPrint *lt_work_map_print (LtStore *store,
                               const LtMapSheet *sheet,
                               const LtMapWish *wish,
                               GCancellable *cancellable,
                               GError **error);
void lt_map_print_free (LtMapPrint *self);
gboolean lt_map_print_has_gaps (const LtMapPrint *self);
void lt_map_print_paint (cairo_t *cr, gpointer map_print);
gboolean lt_map_print_to_file (LtMapPrint *self, double scale, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapPrint, lt_map_print_free)

G_END_DECLS
