/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/symbol-area.h"

#include "scene/symbol.h"

#include <adwaita.h>

#define SIZE 16

typedef struct
{
  guint kind;
  int variety;
} Symbol;

static void
draw_symbol (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const Symbol *symbol = user_data;

  lt_scene_paint_symbol (cr, symbol->kind, symbol->variety, width / 2.0, height / 2.0, SIZE,
                         adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

/**
 * lt_symbol_area_set:
 * @area: made by lt_symbol_area_new()
 * @kind: number of a kind
 * @variety: index of its variety; -1 for none
 */
void
lt_symbol_area_set (GtkWidget *area, guint kind, int variety)
{
  Symbol *symbol = g_new0 (Symbol, 1);

  symbol->kind = kind;
  symbol->variety = variety;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_symbol, symbol, g_free);
}

/**
 * lt_symbol_area_new:
 * @kind: number of a kind
 * @variety: index of its variety; -1 for none
 *
 * Returns: (transfer floating): the sign that the map uses, small
 */
GtkWidget *
lt_symbol_area_new (guint kind, int variety)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", SIZE + 6,
                                  "content-height", SIZE + 6, "valign", GTK_ALIGN_CENTER,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  lt_symbol_area_set (area, kind, variety);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}
