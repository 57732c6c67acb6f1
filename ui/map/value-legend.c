/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/value-legend.h"

#include <math.h>

#define SIZE        16
#define LEAST_CHARS 14

typedef struct
{
  LtScene *scene;
  LtSceneLegendRow row;
} Sign;

static void
sign_free (gpointer data)
{
  Sign *sign = data;

  lt_scene_unref (sign->scene);
  g_free (sign);
}

static void
draw_sign (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const Sign *sign = user_data;

  lt_scene_paint_legend_sign (sign->scene, cr, &sign->row, width / 2.0, height / 2.0, SIZE);
}

static GtkWidget *
make_sign (LtScene *scene, const LtSceneLegendRow *row)
{
  int size = MAX (SIZE + 6, 2 * (int) ceil (row->radius) + 4);
  GtkWidget *area =
      g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", size, "content-height", size, "valign",
                    GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  Sign *sign = g_new0 (Sign, 1);

  sign->scene = lt_scene_ref (scene);
  sign->row = *row;
  sign->row.text = NULL;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sign, sign, sign_free);
  return area;
}

static void
add_row (GtkBox *box, LtScene *scene, const LtSceneLegendRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (row->text);

  gtk_widget_add_css_class (line, "legend-row");
  if (row->kind == 0)
    gtk_widget_add_css_class (line, "legend-heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* The card grows no wider for a heading. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_box_append (GTK_BOX (line), label);
  if (row->kind != 0)
    gtk_box_append (GTK_BOX (line), make_sign (scene, row));
  gtk_box_append (box, line);
}

/**
 * lt_value_legend_fill:
 * @box: where its rows are; those that it has go
 * @scene: (nullable): what is on the screen
 * @rows: (nullable) (element-type LtSceneLegendRow): its legend
 *
 * Shows what the signs of values mean: their classes, and what has no data. What the kinds
 * and their varieties look like, their layers' rows tell.
 */
void
lt_value_legend_fill (GtkBox *box, LtScene *scene, GPtrArray *rows)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, old);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const LtSceneLegendRow *row = g_ptr_array_index (rows, i);

      if (row->is_value)
        add_row (box, scene, row);
    }
}
