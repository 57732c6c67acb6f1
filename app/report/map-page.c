/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as a sheet of paper, for the printer, PDF and PNG alike. Lengths are pixels, of
 * which an inch has 96. */

#include "report/map-page.h"

#include "ink/letters.h"

#include <glib/gi18n-lib.h>

#define MARGIN   38.0 /* 10 mm, which every printer can do */
#define HEAD     58.0
#define FOOT     40.0  /* two lines */
#define SIDE     272.0 /* of the legend */
#define GAP      14.0
#define HEADING  20.0
#define TITLE    13.0
#define SMALL    10.5
#define LEAST    6.0  /* of words that are made smaller until all of them have room */
#define SMALLEST 0.65 /* a legend that is too long is painted smaller, down to that */
#define INK      0x1c1c1c
#define LINE     0x555555

/* ISO 216 in whole pixels */
static const struct
{
  int width;
  int height;
} papers[] = {
  [LT_MAP_NO_PAPER] = { 0, 0 },         [LT_MAP_A4] = { 1123, 794 },
  [LT_MAP_A4_UPRIGHT] = { 794, 1123 },  [LT_MAP_A3] = { 1587, 1123 },
  [LT_MAP_A3_UPRIGHT] = { 1123, 1587 },
};

/**
 * lt_map_page_get_size:
 * @paper: a paper
 * @width: (out): its width, pixels
 * @height: (out): its height
 */
void
lt_map_page_get_size (LtMapPaper paper, int *width, int *height)
{
  *width = papers[paper].width;
  *height = papers[paper].height;
}

/**
 * lt_map_page_get_frame:
 * @paper: a paper
 * @width: (out): how wide the map is on it, pixels
 * @height: (out): how high
 */
void
lt_map_page_get_frame (LtMapPaper paper, int *width, int *height)
{
  *width = (int) (papers[paper].width - 2 * MARGIN - SIDE - GAP);
  *height = (int) (papers[paper].height - 2 * MARGIN - HEAD - FOOT);
}

static PangoLayout *
lay_out (cairo_t *cr, const char *words, double size, gboolean bold, double width)
{
  PangoLayout *letters = lt_letters_new (cr, words, size, bold);

  pango_layout_set_width (letters, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (letters, PANGO_WRAP_WORD_CHAR);
  return letters;
}

/* All of the words, in several lines where one is too short: paper has them nowhere else. */
static void
paint_words (cairo_t *cr, const char *words, double size, gboolean bold, const LtBox *room)
{
  PangoLayout *letters = lay_out (cr, words, size, bold, room->max_x - room->min_x);
  double width, height;

  lt_letters_measure (letters, &width, &height);
  while (height > room->max_y - room->min_y && size > LEAST)
    {
      g_object_unref (letters);
      size -= 0.5;
      letters = lay_out (cr, words, size, bold, room->max_x - room->min_x);
      lt_letters_measure (letters, &width, &height);
    }
  lt_letters_paint (cr, letters, room->min_x, room->min_y, INK);
  g_object_unref (letters);
}

static void
paint_head (const LtMapPage *self, cairo_t *cr)
{
  double right = papers[self->paper].width - MARGIN;

  paint_words (cr, self->heading, HEADING, TRUE,
               &(LtBox){ MARGIN, MARGIN - 6, right, MARGIN + 26 });
  if (self->title != NULL)
    paint_words (cr, self->title, TITLE, FALSE,
                 &(LtBox){ MARGIN, MARGIN + 26, right, MARGIN + HEAD });
}

/* An arrow with its letter: the map is never turned. */
static void
paint_north (cairo_t *cr, double x, double y)
{
  PangoLayout *letters = lt_letters_new (cr, C_ ("compass", "N"), 12, TRUE);
  double width, height;

  lt_letters_measure (letters, &width, &height);
  lt_letters_paint_with_halo (cr, letters, x - width / 2, y, INK, 0xffffff);
  g_object_unref (letters);
  y += height + 1;
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + 8, y + 26);
  cairo_line_to (cr, x, y + 20);
  cairo_line_to (cr, x - 8, y + 26);
  cairo_close_path (cr);
  lt_ink_set (cr, 0xffffff, 1);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, INK, 1);
  cairo_fill (cr);
}

static void
paint_map (const LtMapPage *self, cairo_t *cr)
{
  double width = self->view.width, height = self->view.height;

  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN + HEAD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (self->beneath != NULL)
    {
      cairo_save (cr);
      cairo_scale (cr, width / cairo_image_surface_get_width (self->beneath),
                   height / cairo_image_surface_get_height (self->beneath));
      cairo_set_source_surface (cr, self->beneath, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  lt_scene_paint (self->scene, cr, &self->view);
  paint_north (cr, width - 22, 8);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, MARGIN, MARGIN + HEAD, width, height);
  lt_ink_set (cr, LINE, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_legend (const LtMapPage *self, cairo_t *cr)
{
  g_autoptr (GPtrArray) rows = lt_scene_list_legend (self->scene, &self->view);
  double x = MARGIN + self->view.width + GAP, y = MARGIN + HEAD;
  double room = self->view.height - 22;
  double scale = CLAMP (room / lt_scene_measure_legend_rows (rows), SMALLEST, 1);

  paint_words (cr, _ ("Legend"), TITLE, TRUE, &(LtBox){ x, y - 3, x + SIDE, y + 22 });
  cairo_save (cr);
  cairo_translate (cr, x, y + 22);
  cairo_scale (cr, scale, scale);
  lt_scene_paint_legend_rows (self->scene, cr, rows, 0, 0, SIDE / scale, room / scale + 1);
  cairo_restore (cr);
}

/**
 * lt_map_page_paint:
 * @self: a page
 * @cr: where: from (0, 0) to the size of its paper
 */
void
lt_map_page_paint (const LtMapPage *self, cairo_t *cr)
{
  int width = papers[self->paper].width, height = papers[self->paper].height;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  lt_ink_set (cr, 0xffffff, 1);
  cairo_fill (cr);
  paint_head (self, cr);
  paint_map (self, cr);
  paint_legend (self, cr);
  paint_words (cr, self->foot, SMALL, FALSE,
               &(LtBox){ MARGIN, height - MARGIN - FOOT + 6, width - MARGIN, height - MARGIN });
  cairo_restore (cr);
}
