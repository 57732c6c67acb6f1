/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The legend: what is in the picture, by the same painter as the picture. A sheet has it
 * in its corner, the window beside the layers. */

#include "scene/scene-private.h"

#include <glib/gi18n-lib.h>

#define EDGE      10.0
#define PAD       8.0
#define ROW       19.0
#define SIGN      16.0
#define TEXT_SIZE 11.0
#define WIDEST    270.0

#define N_VARIETIES 32

/* Values whose circles a legend shows: around the threshold of 7 t/(km²·30d). */
static const double sizes[] = { 3, 7, 15, 30 };

typedef struct
{
  gboolean any;
  gboolean unknown; /* one without a variety */
  gboolean missing;
  gboolean has_value;
  double largest; /* radius */
  gboolean has[N_VARIETIES];
} Present;

static void
note_place (Present *present, int variety, gboolean missing, const char *value)
{
  present->any = TRUE;
  present->missing |= missing;
  present->has_value |= value != NULL;
  if (variety >= 0 && variety < N_VARIETIES)
    present->has[variety] = TRUE;
  else
    present->unknown = TRUE;
}

/* Members of discs count too: they are in the picture. */
static void
find_present (const LtScene *scene, const LtSceneView *view, guint kind, Present *present)
{
  LtBox box = lt_scene_view_get_box (view, 0);

  for (guint i = 0; i < scene->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (scene->points, ScenePoint, i);

      if (point->kind != kind || point->x < box.min_x || point->x > box.max_x
          || point->y < box.min_y || point->y > box.max_y)
        continue;
      note_place (present, point->variety,
                  point->missing || (kind == KIND_DUST_SITE && point->radius <= 0), point->value);
      present->largest = MAX (present->largest, (double) point->radius);
    }
  for (guint i = 0; i < scene->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (scene->figures, SceneFigure, i);

      if (figure->kind == kind && lt_scene_figure_meets (scene, figure, &box))
        note_place (present, figure->variety, figure->missing || figure->value == NULL,
                    figure->value);
    }
}

/* Returns: (transfer none): to be filled further */
static LtSceneLegendRow *
add_row (GPtrArray *rows, guint of, gboolean has_sign, gboolean is_value, char *text)
{
  LtSceneLegendRow *row = g_new0 (LtSceneLegendRow, 1);

  row->of = of;
  row->kind = has_sign ? of : 0;
  row->variety = -1;
  row->level = -1;
  row->is_value = is_value;
  row->text = text;
  g_ptr_array_add (rows, row);
  return row;
}

static char *
text_of_level (const LtSceneScale *scale, guint level)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  if (scale->words[level] != NULL)
    return g_strdup (scale->words[level]);
  if (level > 0)
    g_ascii_formatd (low, sizeof low, "%.10g", scale->breaks[level - 1]);
  if (level < scale->n_breaks)
    g_ascii_formatd (high, sizeof high, "%.10g", scale->breaks[level]);
  if (level == 0)
    return g_strdup_printf ("≤ %s", high);
  if (level == scale->n_breaks)
    return g_strdup_printf ("> %s", low);
  return g_strdup_printf ("%s – %s", low, high);
}

static void
add_sizes (GPtrArray *rows, guint kind, double largest)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double radius = lt_scene_radius_of_value (sizes[i]);

      /* One that is larger than any there is tells nothing. */
      if (i > 1 && radius > largest && lt_scene_radius_of_value (sizes[i - 1]) >= largest)
        break;
      add_row (rows, kind, TRUE, TRUE, g_strdup_printf ("%g", sizes[i]))->radius = radius;
    }
}

static void
add_values (const LtScene *scene,
            GPtrArray *rows,
            guint kind,
            const char *title,
            const Present *present)
{
  const LtSceneScale *scale = present->has_value ? lt_scene_get_scale (scene, kind) : NULL;

  if (title != NULL)
    add_row (rows, kind, FALSE, TRUE, g_strdup (title));
  if (kind == KIND_DUST_SITE && present->has_value)
    add_sizes (rows, kind, present->largest);
  for (guint level = 0; scale != NULL && level <= scale->n_breaks; level++)
    {
      LtSceneLegendRow *row = add_row (rows, kind, TRUE, TRUE, text_of_level (scale, level));

      row->level = (int) level;
      row->radius = scale->signs[level] == NULL ? 0 : LT_SIGN_REACH;
    }
  if (present->missing)
    add_row (rows, kind, TRUE, TRUE, g_strdup (_ ("No data")))->missing = TRUE;
}

/* The kind's name, and below it the signs of its varieties that there are. */
static void
add_varieties (GPtrArray *rows, const LtKind *kind, const Present *present)
{
  int field = kind->variety == NULL ? -1 : lt_kind_find_field (kind, kind->variety);

  add_row (rows, kind->number, field < 0, FALSE, g_strdup (lt_kind_get_label (kind)));
  for (int i = 0; field >= 0 && i < N_VARIETIES && kind->fields[field].choices[i].name != NULL; i++)
    if (present->has[i])
      add_row (rows, kind->number, TRUE, FALSE,
               g_strdup (lt_field_choice_label (&kind->fields[field],
                                                kind->fields[field].choices[i].name)))
          ->variety = i;
  if (field >= 0 && present->unknown)
    add_row (rows, kind->number, TRUE, FALSE, g_strdup (_ ("not said")));
}

static void
add_kind (const LtScene *scene, const LtSceneView *view, GPtrArray *rows, guint number)
{
  Present present = { 0 };

  find_present (scene, view, number, &present);
  if (!present.any)
    return;
  add_varieties (rows, lt_kind_by_number (number), &present);
  if (number == KIND_STATION && scene->station_values)
    add_values (scene, rows, number, scene->station_title, &present);
  else if (number == KIND_DUST_SITE)
    add_values (scene, rows, number, present.has_value ? scene->dust_title : NULL, &present);
  else if (number == KIND_AREA && scene->area_title != NULL)
    add_values (scene, rows, number, scene->area_title, &present);
}

void
lt_scene_legend_row_free (LtSceneLegendRow *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * lt_scene_list_legend:
 * @self: a scene
 * @view: (nullable): what is shown; %NULL for all that the scene was built for
 *
 * Returns: (transfer full) (element-type LtSceneLegendRow): the signs that are in view, what
 *   lies on top first, and the classes of the values that are shown
 */
GPtrArray *
lt_scene_list_legend (const LtScene *self, const LtSceneView *view)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_scene_legend_row_free);

  for (guint i = self->n_layers; i-- > 0;)
    if (self->layers[i].shown && self->layers[i].opacity > 0
        && lt_symbol_get_look (self->layers[i].kind) != LT_SYMBOL_NONE)
      add_kind (self, view != NULL ? view : &self->view, rows, self->layers[i].kind);
  return rows;
}

static void
paint_area_level (const LtScene *scene,
                  cairo_t *cr,
                  const LtSceneLegendRow *row,
                  const PixelBox *box)
{
  const LtPalette *palette = lt_palette_get (scene->style);

  cairo_new_path (cr);
  cairo_rectangle (cr, box->x, box->y + box->height * 0.1, box->width, box->height * 0.8);
  lt_ink_set (cr, palette->land, 1);
  cairo_fill_preserve (cr);
  if (!row->missing)
    lt_scene_shade_area (cr, lt_scene_get_scale (scene, KIND_AREA), (guint) row->level, 0, 0,
                         scene->style);
  lt_ink_set (cr, palette->border, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/**
 * lt_scene_paint_legend_sign:
 * @self: a scene
 * @cr: where
 * @row: one of its legend's
 * @x: middle, in pixels
 * @y: the same
 * @size: edge of the square it stands in
 *
 * Paints the sign of a row, as the map shows it; nothing for a heading.
 */
void
lt_scene_paint_legend_sign (const LtScene *self,
                            cairo_t *cr,
                            const LtSceneLegendRow *row,
                            double x,
                            double y,
                            double size)
{
  const LtSceneScale *scale = row->kind == 0 ? NULL : lt_scene_get_scale (self, row->kind);
  PixelBox box = { x - size / 2, y - size / 2, size, size };
  PointLook look = { .kind = row->kind,
                     .variety = row->variety,
                     .reach = row->radius > 0 ? row->radius : size / 2 - 1,
                     .has_value = TRUE,
                     .missing = row->missing,
                     .has_fill = row->level >= 0 && scale != NULL,
                     .style = self->style };

  if (row->kind == 0)
    return;
  if (row->level < 0 && !row->missing && row->radius <= 0)
    lt_scene_paint_symbol (cr, row->kind, row->variety, x, y, size, self->style);
  else if (row->kind == KIND_AREA)
    paint_area_level (self, cr, row, &box);
  else
    {
      if (look.has_fill)
        {
          look.fill = lt_palette_of_level (lt_palette_get (self->style), scale, (guint) row->level);
          look.sign = scale->signs[row->level];
        }
      lt_symbol_paint_point (cr, x, y, &look);
    }
}

static PangoLayout *
lay_out (cairo_t *cr, const char *text, gboolean heading, double width)
{
  PangoLayout *layout = lt_letters_new (cr, text, TEXT_SIZE, heading);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static double
get_height (const LtSceneLegendRow *row)
{
  return MAX (ROW, 2 * row->radius + 4);
}

/* Of the column that the signs stand in. */
static double
get_sign_width (GPtrArray *rows)
{
  double width = SIGN;

  for (guint i = 0; i < rows->len; i++)
    width = MAX (width, 2 * ((LtSceneLegendRow *) g_ptr_array_index (rows, i))->radius + 4);
  return width;
}

/* How many rows there is room for: all, or one less than fit, for what says how many are
 * left out. */
static guint
count_fitting (GPtrArray *rows, double room, double *height)
{
  double used = 0;
  guint n = 0;

  while (n < rows->len && used + get_height (g_ptr_array_index (rows, n)) <= room)
    used += get_height (g_ptr_array_index (rows, n++));
  while (n < rows->len && n > 0 && used + ROW > room)
    used -= get_height (g_ptr_array_index (rows, --n));
  *height = n < rows->len ? used + ROW : used;
  return n;
}

static void
paint_text (cairo_t *cr,
            const char *text,
            gboolean heading,
            const PixelBox *box,
            const LtPalette *palette)
{
  g_autoptr (PangoLayout) layout = lay_out (cr, text, heading, box->width);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  lt_ink_set (cr, palette->text, 1);
  cairo_move_to (cr, box->x, box->y + (box->height - pango_units_to_double (logical.height)) / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/**
 * lt_scene_measure_legend_rows:
 * @rows: (element-type LtSceneLegendRow): of a legend
 *
 * Returns: how high they are together, in pixels
 */
double
lt_scene_measure_legend_rows (GPtrArray *rows)
{
  double height;

  count_fitting (rows, G_MAXDOUBLE, &height);
  return height;
}

/**
 * lt_scene_paint_legend_rows:
 * @self: a scene
 * @cr: where
 * @rows: (element-type LtSceneLegendRow): its legend's
 * @x: left edge
 * @y: upper edge
 * @width: how wide they may be
 * @room: how high
 *
 * Paints rows one below the other. Where they find no room the last line says how many are
 * not there.
 *
 * Returns: how high they are
 */
double
lt_scene_paint_legend_rows (const LtScene *self,
                            cairo_t *cr,
                            GPtrArray *rows,
                            double x,
                            double y,
                            double width,
                            double room)
{
  const LtPalette *palette = lt_palette_get (self->style);
  double sign = get_sign_width (rows), height;
  guint n = count_fitting (rows, room, &height);

  for (guint i = 0; i < n; i++)
    {
      const LtSceneLegendRow *row = g_ptr_array_index (rows, i);
      double left = row->kind == 0 ? 0 : sign + PAD;
      PixelBox box = { x + left, y, width - left, get_height (row) };

      lt_scene_paint_legend_sign (self, cr, row, x + sign / 2, y + box.height / 2, SIGN);
      paint_text (cr, row->text, row->kind == 0, &box, palette);
      y += box.height;
    }
  if (n < rows->len)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "… and %u more sign",
                                                            "… and %u more signs", rows->len - n),
                                               rows->len - n);

      paint_text (cr, more, FALSE, &(PixelBox){ x, y, width, ROW }, palette);
    }
  return height;
}

/**
 * lt_scene_legend_box:
 *
 * Returns: where the legend stands: the upper right corner; without extent where there is
 *   none
 */
PixelBox
lt_scene_legend_box (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  g_autoptr (GPtrArray) rows = NULL;
  double width = 0, sign, height;

  if (!scene->legend)
    return (PixelBox){ 0 };
  rows = lt_scene_list_legend (scene, view);
  if (rows->len == 0)
    return (PixelBox){ 0 };
  sign = get_sign_width (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const LtSceneLegendRow *row = g_ptr_array_index (rows, i);
      g_autoptr (PangoLayout) layout = lay_out (cr, row->text, row->kind == 0, WIDEST);
      PangoRectangle logical;

      pango_layout_get_extents (layout, NULL, &logical);
      width =
          MAX (width, pango_units_to_double (logical.width) + (row->kind == 0 ? 0 : sign + PAD));
    }
  /* A name is not cut off for the rounding of its width. */
  width += 2 * PAD + 1;
  count_fitting (rows, view->height - 2 * EDGE - 2 * PAD, &height);
  return (PixelBox){ view->width - EDGE - width, EDGE, width, height + 2 * PAD };
}

/**
 * lt_scene_paint_legend:
 *
 * Paints the legend, where the scene has one.
 */
void
lt_scene_paint_legend (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  const LtPalette *palette = lt_palette_get (scene->style);
  PixelBox box = lt_scene_legend_box (scene, cr, view);
  g_autoptr (GPtrArray) rows = NULL;

  if (box.width <= 0)
    return;
  rows = lt_scene_list_legend (scene, view);
  cairo_new_path (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  lt_ink_set (cr, palette->halo, 0.93);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, palette->border, 0.8);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  lt_scene_paint_legend_rows (scene, cr, rows, box.x + PAD, box.y + PAD, box.width - 2 * PAD,
                              box.height - 2 * PAD);
}
