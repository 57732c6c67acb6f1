/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Layout by the body rules of GB/T 9704-2012: A4, text area 156 × 225 mm, 37 mm
 * above it and 28 mm to its left, 22 lines of 28 characters of 16 points, each
 * line on the grid. */

#include "report/pages.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/file.h"
#include "report/paper-fonts.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MM (72.0 / 25.4)

#define LEFT   (28 * MM)
#define TOP    (37 * MM)
#define WIDTH  (156 * MM)
#define HEIGHT (225 * MM)

#define TITLE_SIZE   22.0 /* 二号 */
#define NUMBER_SIZE  14.0 /* 四号 */
#define TITLE_HEIGHT 1.3  /* of a title's line, in lines of text */
#define SLACK        (0.1 * MM)

/* The middle of a Han character is so far above its baseline, in parts of its size. */
#define MIDDLE 0.38

typedef struct
{
  double size; /* points */
  double lines;
} Grid;

/* The standard's own grid; and that of 四号, which the standard allows in
 * special cases, where it saves a second page. */
static const Grid full_grid = { 16, 22 };
static const Grid tight_grid = { 14, 28 };

typedef struct
{
  PangoLayout *layout;
  int line;
  double x;
  double height; /* in lines of the grid */
  double size;
  double gap;    /* empty lines above, not at a page's top */
  gboolean keep; /* with the next line */
  guint page;
  double y; /* of the line's top, from the page's top; points */
} Line;

struct _LtPages
{
  PangoContext *context;
  GArray *lines; /* Line */
  guint n_pages;
  double pitch;
  char *title;
  char *watermark;
  char *footer;
  char *substitute;
};

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_clear_object (&line->layout);
}

static LtPaperFont
font_of_style (LtPaperStyle style)
{
  return style == LT_PAPER_TITLE     ? LT_PAPER_FONT_XIAOBIAO
         : style == LT_PAPER_HEADING ? LT_PAPER_FONT_HEITI
                                     : LT_PAPER_FONT_FANGSONG;
}

static gboolean
is_centred (LtPaperStyle style)
{
  return style == LT_PAPER_TITLE || style == LT_PAPER_STAMP || style == LT_PAPER_NUMBER;
}

/* Space between letters that makes the grid's whole number of characters as
 * wide as the text area: 28 of 16 points are 158 mm by themselves. */
static double
letter_spacing (double size)
{
  return WIDTH / round (WIDTH / size) - size;
}

static PangoLayout *
lay_out (PangoContext *context, const char *text, LtPaperStyle style, const Grid *grid)
{
  double size = style == LT_PAPER_TITLE ? TITLE_SIZE : grid->size;
  double spacing = style == LT_PAPER_TITLE ? 0 : letter_spacing (size);
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = lt_paper_fonts_describe (font_of_style (style), size);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_attr_list_insert (attributes,
                          pango_attr_letter_spacing_new ((int) floor (spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) ((WIDTH + SLACK) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  if (is_centred (style))
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (style == LT_PAPER_HEADING || style == LT_PAPER_BODY)
    pango_layout_set_indent (layout, (int) (2 * (size + spacing) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
add_paragraph (LtPages *self,
               const LtPaperBlock *block,
               const char *text,
               double gap,
               const Grid *grid)
{
  g_autoptr (PangoLayout) layout = lay_out (self->context, text, block->style, grid);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n = 0;

  do
    {
      PangoRectangle logical;
      Line line = { .layout = g_object_ref (layout),
                    .line = n,
                    .height = block->style == LT_PAPER_TITLE ? TITLE_HEIGHT : 1,
                    .size = block->style == LT_PAPER_TITLE ? TITLE_SIZE : grid->size,
                    .gap = n == 0 ? gap : 0,
                    .keep = block->style != LT_PAPER_BODY && block->style != LT_PAPER_DATE };

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      line.x = LEFT + pango_units_to_double (logical.x);
      g_array_append_val (self->lines, line);
      n++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static double
width_of_line (const Line *line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (line->layout, line->line), NULL,
                                 &logical);
  return pango_units_to_double (logical.width);
}

/* The date ends four characters from the right, the signature stands with its
 * middle over it; where that is too wide for the page, it ends at the margin. */
static void
place_signature (LtPages *self, GPtrArray *blocks, const Grid *grid)
{
  double right = LEFT + WIDTH, middle;
  Line *date, *signature;
  guint n = self->lines->len;

  if (n < 2 || blocks->len < 2
      || ((LtPaperBlock *) g_ptr_array_index (blocks, blocks->len - 1))->style != LT_PAPER_DATE
      || ((LtPaperBlock *) g_ptr_array_index (blocks, blocks->len - 2))->style
             != LT_PAPER_SIGNATURE)
    return;
  date = &g_array_index (self->lines, Line, n - 1);
  signature = &g_array_index (self->lines, Line, n - 2);
  date->x = right - 4 * grid->size - width_of_line (date);
  middle = date->x + width_of_line (date) / 2;
  signature->x = MIN (middle - width_of_line (signature) / 2, right - width_of_line (signature));
  signature->x = MAX (signature->x, LEFT);
}

static void
add_blocks (LtPages *self, GPtrArray *blocks, const Grid *grid)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const LtPaperBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *text = g_strdup (block->text);
      g_auto (GStrv) paragraphs = NULL;
      double gap = block->space_before;

      /* The page that bears the seal bears text: two lines of it come along. */
      for (guint j = 1; block->style == LT_PAPER_SIGNATURE && j <= MIN (2, self->lines->len); j++)
        g_array_index (self->lines, Line, self->lines->len - j).keep = TRUE;
      g_strdelimit (text, "\r", '\n');
      paragraphs = g_strsplit (text, "\n", -1);
      for (guint j = 0; paragraphs[j] != NULL; j++)
        {
          g_strstrip (paragraphs[j]);
          if (*paragraphs[j] == '\0')
            continue;
          add_paragraph (self, block, paragraphs[j], gap, grid);
          gap = 0;
        }
    }
  place_signature (self, blocks, grid);
}

/* First line of the run that must stay with the line @i: a run longer than half
 * a page is cut all the same. */
static guint
find_break (const LtPages *self, guint i, guint first)
{
  guint start = i;

  while (start > first && g_array_index (self->lines, Line, start - 1).keep
         && i - start < full_grid.lines / 2)
    start--;
  return start > first ? start : i;
}

static void
break_pages (LtPages *self, const Grid *grid)
{
  double y = 0;
  guint first = 0;

  self->pitch = HEIGHT / grid->lines;
  self->n_pages = 1;
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      double gap = i == first ? 0 : line->gap;

      if (i > first && y + gap + line->height > grid->lines + 0.01)
        {
          i = first = find_break (self, i, first);
          line = &g_array_index (self->lines, Line, i);
          self->n_pages++;
          y = gap = 0;
        }
      line->page = self->n_pages - 1;
      line->y = TOP + (y + gap) * self->pitch;
      y += gap + line->height;
      /* After the title the text goes on by the grid. */
      if (line->height == 1 && i > 0 && g_array_index (self->lines, Line, i - 1).height != 1)
        {
          y = ceil (y - 0.01);
          line->y = TOP + (y - 1) * self->pitch;
        }
    }
}

static void
paint_text (LtPages *self, cairo_t *cr, guint page)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->page != page)
        continue;
      cairo_move_to (cr, line->x, line->y + line->height * self->pitch / 2 + MIDDLE * line->size);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (line->layout, line->line));
    }
}

/* As an outline, so that it does not stand among the words when the text is searched. */
static void
paint_watermark (LtPages *self, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *font;
  PangoRectangle ink;

  if (self->watermark == NULL)
    return;
  layout = pango_layout_new (self->context);
  font = lt_paper_fonts_describe (LT_PAPER_FONT_HEITI, 170);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, self->watermark, -1);
  pango_layout_get_extents (layout, &ink, NULL);
  cairo_save (cr);
  cairo_translate (cr, LT_PAGE_WIDTH / 2, LT_PAGE_HEIGHT / 2);
  cairo_rotate (cr, -G_PI / 4);
  cairo_move_to (cr, -pango_units_to_double (ink.x + ink.width / 2),
                 -pango_units_to_double (ink.y + ink.height / 2));
  pango_cairo_layout_path (cr, layout);
  cairo_set_source_rgb (cr, 0.92, 0.92, 0.92);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Page number in half-width 宋体 of 四号 between dashes, 7 mm below the text, odd
 * pages on the right, even ones on the left, one character in. */
static void
paint_footer (LtPages *self, cairo_t *cr, guint page)
{
  g_autofree char *number = g_strdup_printf ("— %u —", page + 1);
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  PangoFontDescription *font = lt_paper_fonts_describe (LT_PAPER_FONT_SONG, NUMBER_SIZE);
  double baseline = TOP + HEIGHT + 7 * MM + NUMBER_SIZE * 0.88, width;
  PangoRectangle logical;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  width = pango_units_to_double (logical.width);
  cairo_move_to (cr, page % 2 == 0 ? LEFT + WIDTH - NUMBER_SIZE - width : LEFT + NUMBER_SIZE,
                 baseline);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  if (self->footer != NULL)
    {
      pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, self->footer, -1);
      pango_layout_get_extents (layout, NULL, &logical);
      cairo_move_to (cr, LEFT + (WIDTH - pango_units_to_double (logical.width)) / 2, baseline);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
    }
  pango_font_description_free (font);
}

static cairo_status_t
on_pdf_bytes (gpointer data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * lt_pages_new:
 * @blocks: (element-type LtPaperBlock): the text
 * @marks: what else stands on the pages
 *
 * Lays the text out. One that does not fit on one page of the standard's grid,
 * but does on one of 四号, is set in 四号; a longer one goes on on further pages.
 *
 * Returns: (transfer full): the pages, for the calling thread
 */
LtPages *
lt_pages_new (GPtrArray *blocks, const LtPageMarks *marks)
{
  static const Grid *const grids[] = { &full_grid, &tight_grid, &full_grid };
  LtPages *self = g_new0 (LtPages, 1);

  self->context = lt_paper_fonts_create_context ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->title = g_strdup (marks->title);
  self->watermark = g_strdup (marks->watermark);
  self->footer = g_strdup (marks->footer);
  self->substitute = lt_paper_fonts_find_substitute (self->context);
  for (guint i = 0; i < G_N_ELEMENTS (grids) && self->n_pages != 1; i++)
    {
      g_array_set_size (self->lines, 0);
      add_blocks (self, blocks, grids[i]);
      break_pages (self, grids[i]);
    }
  return self;
}

/**
 * lt_pages_count:
 *
 * Returns: how many pages there are
 */
guint
lt_pages_count (const LtPages *self)
{
  return self->n_pages;
}

/**
 * lt_pages_paint:
 * @self: pages
 * @cr: where; one unit is a point of 1/72 inch, the paper's corner at 0, 0
 * @page: which, from 0
 *
 * Paints one page, black on whatever is there.
 */
void
lt_pages_paint (LtPages *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < self->n_pages);

  cairo_save (cr);
  cairo_new_path (cr);
  paint_watermark (self, cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  paint_text (self, cr, page);
  paint_footer (self, cr, page);
  cairo_new_path (cr);
  cairo_restore (cr);
}

/**
 * lt_pages_to_pdf:
 * @self: pages
 * @path: file that is made or replaced, whole or not at all
 * @now: instant that the file names as its making: the same paper at the same instant gives the
 *   same bytes
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_pages_to_pdf (LtPages *self, const char *path, gint64 now, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *second = lt_second_of (now);
  g_autofree char *made = g_strconcat (second, "+08:00", NULL);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (on_pdf_bytes, bytes, LT_PAGE_WIDTH, LT_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, made);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lantian");
  if (self->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  for (guint page = 0; page < self->n_pages; page++)
    {
      lt_pages_paint (self, cr, page);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BUG, _ ("The PDF could not be made: %s."),
                   cairo_status_to_string (status));
      return FALSE;
    }
  /* Writes beside it and renames: a reader sees the old paper or the new one. */
  return lt_file_write (path, bytes->data, bytes->len, 0644, error);
}

/**
 * lt_pages_get_substitute:
 *
 * Returns: (transfer none) (nullable): the family that stands in for 仿宋, to be
 *   told to the user; %NULL where the machine has a 仿宋
 */
const char *
lt_pages_get_substitute (const LtPages *self)
{
  return self->substitute;
}

void
lt_pages_free (LtPages *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->watermark);
  g_free (self->footer);
  g_free (self->substitute);
  g_free (self);
}
