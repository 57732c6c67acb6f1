/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as a sheet of paper, for the printer, PDF and PNG alike. Lengths are pixels, of
 * which an inch has 96. */

#include "report/map-page.h"

#include "ink/letters.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN  38.0 /* 10 mm, which every printer can do */
#define HEAD    58.0
#define FOOT    40.0  /* two lines */
#define SIDE    226.0 /* of the legend that stands beside the map */
#define BELOW   196.0 /* of the legend below the map */
#define COLUMNS 3     /* of that */
#define GAP     14.0
#define CAPTION 22.0 /* of the legend */
#define HEADING 20.0
#define TITLE   13.0
#define SMALL   10.5
#define LEAST   6.0 /* of words that are made smaller until all of them have room */
/* A legend is painted no larger than that, and smaller where it is too long. */
#define LARGEST  0.88
#define SMALLEST 0.62
/* Paper is looked at from nearer than a screen, and printed finer: its map has the room of a
 * larger one. */
#define DENSE 1.25
#define INK   0x1c1c1c
#define LINE  0x555555

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

static gboolean
is_upright (LtMapPaper paper)
{
  return papers[paper].height > papers[paper].width;
}

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

/* Where the map is on the paper, pixels of the page. An upright page has its legend below
 * the map, a lying one beside it. */
static LtBox
get_frame (LtMapPaper paper)
{
  gboolean upright = is_upright (paper);
  double right = papers[paper].width - MARGIN - (upright ? 0 : SIDE + GAP);
  double bottom = papers[paper].height - MARGIN - FOOT - (upright ? BELOW + GAP : 0);

  return (LtBox){ MARGIN, MARGIN + HEAD, floor (right), floor (bottom) };
}

/**
 * lt_map_page_get_frame:
 * @paper: a paper
 * @width: (out): how wide the map is on it, pixels of the map
 * @height: (out): how high
 */
void
lt_map_page_get_frame (LtMapPaper paper, int *width, int *height)
{
  LtBox frame = get_frame (paper);

  *width = (int) ((frame.max_x - frame.min_x) * DENSE);
  *height = (int) ((frame.max_y - frame.min_y) * DENSE);
}

/**
 * lt_map_page_get_ratio:
 * @self: a page
 *
 * Returns: how much smaller the map on it is than the ground: 350 000 for 1 : 350 000
 */
double
lt_map_page_get_ratio (const LtMapPage *self)
{
  return lt_scene_view_metres_per_pixel (&self->view) * DENSE / (0.0254 / 96);
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
  LtBox frame = get_frame (self->paper);
  double width = self->view.width, height = self->view.height;

  cairo_save (cr);
  cairo_translate (cr, frame.min_x, frame.min_y);
  cairo_scale (cr, (frame.max_x - frame.min_x) / width, (frame.max_y - frame.min_y) / height);
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
  cairo_rectangle (cr, frame.min_x, frame.min_y, frame.max_x - frame.min_x,
                   frame.max_y - frame.min_y);
  lt_ink_set (cr, LINE, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* The rows from @next on that a column has room for; a heading stays with its signs. */
static GPtrArray *
take_column (GPtrArray *rows, guint *next, double room)
{
  GPtrArray *column = g_ptr_array_new ();
  guint n;

  while (*next < rows->len)
    {
      g_ptr_array_add (column, g_ptr_array_index (rows, *next));
      if (lt_scene_measure_legend_rows (column) > room)
        {
          g_ptr_array_set_size (column, (int) column->len - 1);
          break;
        }
      (*next)++;
    }
  for (n = column->len; *next < rows->len && n > 1
                        && ((LtSceneLegendRow *) g_ptr_array_index (column, n - 1))->kind == 0;)
    {
      g_ptr_array_set_size (column, (int) --n);
      (*next)--;
    }
  return column;
}

/* Returns: how many rows find no room in the columns */
static guint
count_left (GPtrArray *rows, guint n_columns, double room)
{
  guint next = 0;

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_unref (take_column (rows, &next, room));
  return rows->len - next;
}

/* The last column takes what is left, and says how many it has no room for. */
static void
paint_columns (const LtMapPage *self,
               cairo_t *cr,
               GPtrArray *rows,
               guint n_columns,
               const LtBox *room)
{
  double across = (room->max_x - room->min_x - (n_columns - 1) * GAP) / n_columns;
  double high = room->max_y - room->min_y, scale = LARGEST;
  guint next = 0;

  while (scale > SMALLEST && count_left (rows, n_columns, high / scale) > 0)
    scale -= 0.02;
  for (guint i = 0; i < n_columns; i++)
    {
      gboolean last = i == n_columns - 1;
      g_autoptr (GPtrArray) column = take_column (rows, &next, last ? G_MAXDOUBLE : high / scale);

      cairo_save (cr);
      cairo_translate (cr, room->min_x + i * (across + GAP), room->min_y);
      cairo_scale (cr, scale, scale);
      lt_scene_paint_legend_rows (self->scene, cr, column, 0, 0, across / scale, high / scale + 1);
      cairo_restore (cr);
    }
}

static void
paint_legend (const LtMapPage *self, cairo_t *cr)
{
  g_autoptr (GPtrArray) rows = lt_scene_list_legend (self->scene, &self->view);
  LtBox frame = get_frame (self->paper);
  gboolean upright = is_upright (self->paper);
  LtBox room =
      upright ? (LtBox){ frame.min_x, frame.max_y + GAP, frame.max_x, frame.max_y + GAP + BELOW }
              : (LtBox){ frame.max_x + GAP, frame.min_y, frame.max_x + GAP + SIDE, frame.max_y };

  paint_words (cr, _ ("Legend"), TITLE, TRUE,
               &(LtBox){ room.min_x, room.min_y - 3, room.max_x, room.min_y + CAPTION });
  room.min_y += CAPTION;
  paint_columns (self, cr, rows, upright ? COLUMNS : 1, &room);
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
