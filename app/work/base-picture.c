/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pieces of a base map made pictures. Bytes of others are decoded here, by the
 * loader for what they begin as and no other. */

#include "work/base-picture.h"

#include "base/error.h"
#include "basemap/tile-bytes.h"
#include "ink/picture.h"
#include "scene/palette.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#define SIDE 256
/* Pieces of one tile are mostly asked for one after the other. */
#define MOST_DECODED 16
#define HIGHEST_ZOOM 24
#define MOST_SMALLER 2 /* zoom levels */
/* A page of 1366 by 768 takes at most 17 by 10 tiles for paper, of each of two addresses:
 * this is three times that. More is what services call taking their map away in bulk,
 * and at one tile after another takes minutes. */
#define MOST_ASKED 1000
#define WORDS_FONT "Noto Sans CJK SC 10px"
#define WORDS_EDGE 8.0

typedef struct
{
  GBytes *bytes;
  cairo_surface_t *surface; /* NULL: it could not be decoded */
} Decoded;

struct _LtBasePainter
{
  LtBasemap *basemap;
  LtBasemapReader *reader;
  GQueue decoded; /* the newest first */
};

static void
decoded_free (Decoded *self)
{
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

/* What the loader finds counts, before it takes the room; a size of nothing ends it. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height)
{
  if (width > LT_TILE_MOST_PIXELS || height > LT_TILE_MOST_PIXELS)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static GdkPixbuf *
load (GBytes *bytes)
{
  int width, height;
  gboolean png = lt_tile_look (bytes, &width, &height) == LT_TILE_PNG;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (png ? "png" : "jpeg", NULL);
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), NULL);
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, NULL))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, NULL))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf == NULL ? NULL : g_object_ref (pixbuf);
}

/* Cairo's pixels are words of the machine, with the colours multiplied by their
 * opacity. */
static guint32
convert_pixel (const guint8 *from, gboolean has_alpha)
{
  guint32 alpha = has_alpha ? from[3] : 0xff;
  guint32 pixel = alpha;

  for (int i = 0; i < 3; i++)
    pixel = pixel << 8 | (from[i] * alpha + 127) / 255;
  return pixel;
}

static cairo_surface_t *
decode (GBytes *bytes)
{
  g_autoptr (GdkPixbuf) pixbuf = load (bytes);
  gboolean has_alpha;
  cairo_surface_t *surface;
  guint8 *to;
  int width, height;

  if (pixbuf == NULL || gdk_pixbuf_get_bits_per_sample (pixbuf) != 8)
    return NULL;
  has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  to = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *line = (guint32 *) (to + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        line[x] = convert_pixel (row + x * gdk_pixbuf_get_n_channels (pixbuf), has_alpha);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Returns: (transfer none) (nullable): valid until the next call */
static cairo_surface_t *
get_surface (LtBasePainter *self, const LtTilePiece *piece)
{
  Decoded *decoded;

  for (GList *link = self->decoded.head; link != NULL; link = link->next)
    if (((Decoded *) link->data)->bytes == piece->bytes)
      return ((Decoded *) link->data)->surface;
  decoded = g_new (Decoded, 1);
  decoded->bytes = g_bytes_ref (piece->bytes);
  decoded->surface = decode (piece->bytes);
  if (decoded->surface == NULL)
    lt_basemap_tell (self->basemap, LT_BASEMAP_BAD_TILE,
                     _ ("The base map \"%s\" has tiles that are no whole pictures, such as "
                        "%d/%d/%d. They stay empty."),
                     lt_basemap_get_spec (self->basemap)->name, piece->part.z, piece->part.x,
                     piece->part.y);
  g_queue_push_head (&self->decoded, decoded);
  if (self->decoded.length > MOST_DECODED)
    decoded_free (g_queue_pop_tail (&self->decoded));
  return decoded->surface;
}

static gboolean
is_whole (const LtTilePart *part)
{
  return part->du == 1 && part->dv == 1 && part->width == 1 && part->height == 1;
}

static void
paint_piece (cairo_t *cr, cairo_surface_t *surface, const LtTilePart *part, int side)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  cairo_save (cr);
  /* Each pixel belongs to one piece, or the seams would show. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_rectangle (cr, part->left * side, part->top * side, part->width * side,
                   part->height * side);
  cairo_clip (cr);
  cairo_translate (cr, part->left * side, part->top * side);
  cairo_scale (cr, part->width * side / (part->du * width),
               part->height * side / (part->dv * height));
  cairo_translate (cr, -part->u * width, -part->v * height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* A little below its lowest zoom level a base map is shown smaller than it was made. */
static int
choose_zoom (const LtBasemap *basemap, double wanted)
{
  int z = (int) CLAMP (lround (wanted), 0, HIGHEST_ZOOM);
  int min_zoom, max_zoom;

  lt_basemap_get_zooms (basemap, &min_zoom, &max_zoom);
  return z < min_zoom && z + MOST_SMALLER >= min_zoom ? min_zoom : z;
}

/* Beyond the highest zoom level the same tiles are enlarged. */
static double
count_tiles (const LtBasemap *basemap, const LtSceneView *view)
{
  double scale = view->scale > 0 ? view->scale : 1;
  LtBox box = lt_scene_view_get_box (view, 0);
  int min_zoom, max_zoom;
  double n;

  lt_basemap_get_zooms (basemap, &min_zoom, &max_zoom);
  n = exp2 (MIN (choose_zoom (basemap, view->zoom + log2 (scale)), max_zoom));
  return (ceil (MIN (box.max_x, 1) * n) - floor (MAX (box.min_x, 0) * n))
         * (ceil (MIN (box.max_y, 1) * n) - floor (MAX (box.min_y, 0) * n));
}

static cairo_surface_t *
paint_own_tile (LtBasePainter *self, int z, int x, int y, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) pieces = lt_basemap_reader_read (self->reader, z, x, y, cancellable);
  cairo_surface_t *picture = NULL;
  cairo_t *cr = NULL;
  int side = SIDE;

  for (guint i = 0; i < pieces->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const LtTilePiece *piece = g_ptr_array_index (pieces, i);
      cairo_surface_t *surface = get_surface (self, piece);

      if (surface == NULL)
        continue;
      if (cr == NULL)
        {
          if (is_whole (&piece->part))
            side = cairo_image_surface_get_width (surface);
          picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
          cr = cairo_create (picture);
        }
      paint_piece (cr, surface, &piece->part, side);
    }
  g_clear_pointer (&cr, cairo_destroy);
  if (picture != NULL)
    cairo_surface_flush (picture);
  return picture;
}

/* Of a base map that begins closer, its tiles, made smaller, in the place of one. */
static cairo_surface_t *
paint_smaller (LtBasePainter *self, int levels, int z, int x, int y, GCancellable *cancellable)
{
  const LtTilePart whole = { .du = 1, .dv = 1, .width = 1, .height = 1 };
  cairo_surface_t *picture = NULL;
  cairo_t *cr = NULL;
  int n = 1 << levels;

  for (int i = 0; i < n * n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      cairo_surface_t *tile =
          paint_own_tile (self, z + levels, x * n + i % n, y * n + i / n, cancellable);

      if (tile == NULL)
        continue;
      if (cr == NULL)
        {
          picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
          cr = cairo_create (picture);
        }
      cairo_save (cr);
      cairo_translate (cr, (i % n) * SIDE / n, (i / n) * SIDE / n);
      paint_piece (cr, tile, &whole, SIDE / n);
      cairo_restore (cr);
      cairo_surface_destroy (tile);
    }
  g_clear_pointer (&cr, cairo_destroy);
  if (picture != NULL)
    cairo_surface_flush (picture);
  return picture;
}

/**
 * lt_base_painter_new:
 * @basemap: a base map
 *
 * Returns: (transfer full): a painter, for the thread that uses it first
 */
LtBasePainter *
lt_base_painter_new (LtBasemap *basemap)
{
  LtBasePainter *self = g_new0 (LtBasePainter, 1);

  self->basemap = lt_basemap_ref (basemap);
  self->reader = lt_basemap_reader_new (basemap);
  g_queue_init (&self->decoded);
  return self;
}

void
lt_base_painter_free (LtBasePainter *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->decoded, (GDestroyNotify) decoded_free);
  lt_basemap_reader_free (self->reader);
  lt_basemap_unref (self->basemap);
  g_free (self);
}

/**
 * lt_base_painter_paint_tile:
 * @self: a painter
 * @z: zoom level of a tile of the world in CGCS2000
 * @x: its column, from 180° W
 * @y: its row, from the north
 * @cancellable: (nullable): to give up
 *
 * A little below its lowest zoom level a base map is shown smaller than it was made, on
 * the screen as on paper.
 *
 * Returns: (transfer full) (nullable): the tile's picture, a square; %NULL where there
 *   is nothing, or it was given up
 */
cairo_surface_t *
lt_base_painter_paint_tile (LtBasePainter *self, int z, int x, int y, GCancellable *cancellable)
{
  int chosen = choose_zoom (self->basemap, z);

  return chosen > z ? paint_smaller (self, chosen - z, z, x, y, cancellable)
                    : paint_own_tile (self, z, x, y, cancellable);
}

/**
 * lt_base_painter_paint:
 * @self: a painter
 * @cr: where
 * @view: what part of the world
 * @cancellable: (nullable): to give up; what was painted until then stays
 *
 * Paints the base map into the whole view; where it has nothing, nothing is painted.
 */
void
lt_base_painter_paint (LtBasePainter *self,
                       cairo_t *cr,
                       const LtSceneView *view,
                       GCancellable *cancellable)
{
  double scale = view->scale > 0 ? view->scale : 1;
  int z = choose_zoom (self->basemap, view->zoom + log2 (scale));
  double n = exp2 (z);
  LtBox box = lt_scene_view_get_box (view, 0);
  double side = lt_scene_view_world_size (view) / n;

  for (int y = (int) floor (MAX (box.min_y, 0) * n); y < MIN (box.max_y, 1) * n; y++)
    for (int x = (int) floor (MAX (box.min_x, 0) * n);
         x < MIN (box.max_x, 1) * n && !g_cancellable_is_cancelled (cancellable); x++)
      {
        cairo_surface_t *tile = lt_base_painter_paint_tile (self, z, x, y, cancellable);
        LtTilePart whole = { .du = 1, .dv = 1, .width = 1, .height = 1 };
        double left, top;

        if (tile == NULL)
          continue;
        lt_scene_view_to_pixel (view, x / n, y / n, &left, &top);
        cairo_save (cr);
        cairo_translate (cr, left, top);
        cairo_scale (cr, side / SIDE, side / SIDE);
        paint_piece (cr, tile, &whole, SIDE);
        cairo_restore (cr);
        cairo_surface_destroy (tile);
      }
}

/**
 * lt_base_painter_has_gaps:
 *
 * Returns: whether a service has left some of what was painted unanswered
 */
gboolean
lt_base_painter_has_gaps (const LtBasePainter *self)
{
  return lt_basemap_reader_count_unanswered (self->reader) > 0;
}

/**
 * lt_base_painter_paint_words:
 * @self: a painter
 * @cr: where
 * @view: what part of the world
 *
 * Paints who made the base map, as its makers demand, into the upper right corner,
 * where nothing else of the picture stands.
 */
void
lt_base_painter_paint_words (LtBasePainter *self, cairo_t *cr, const LtSceneView *view)
{
  const char *words = lt_basemap_get_attribution (self->basemap);
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *font;
  int width, height;

  if (*words == '\0')
    return;
  layout = pango_cairo_create_layout (cr);
  font = pango_font_description_from_string (WORDS_FONT);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, MAX (view->width - 4 * (int) WORDS_EDGE, 1) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  lt_ink_set (cr, 0xffffff, 0.8);
  cairo_rectangle (cr, view->width - width - 2 * WORDS_EDGE, 0, width + 2 * WORDS_EDGE, height + 4);
  cairo_fill (cr);
  lt_ink_set (cr, 0x333333, 1);
  /* Aligned to the right of a box that is as wide as the picture. */
  cairo_move_to (cr, 3 * WORDS_EDGE, 2);
  pango_cairo_show_layout (cr, layout);
}

/**
 * lt_base_picture_check:
 * @basemap: what lies beneath
 * @view: what is to be painted, as fine as it is to be
 * @error: return location
 *
 * Returns: whether no service is asked for more tiles than a picture may take
 */
gboolean
lt_base_picture_check (const LtBasemap *basemap, const LtSceneView *view, GError **error)
{
  double n = count_tiles (basemap, view) * lt_basemap_count_services (basemap);

  if (n <= MOST_ASKED)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("This picture takes %.0f tiles of the tile service of \"%s\"; at most %d are "
                  "asked for one picture. Ask for a smaller one (--size, --scale), or take a base "
                  "map that is a file."),
               n, lt_basemap_get_spec (basemap)->name, MOST_ASKED);
  return FALSE;
}

typedef struct
{
  LtBasePainter *painter;
  const LtScene *scene;
  const LtSceneView *view;
  guint32 ground;
} Painted;

static void
on_paint (cairo_t *cr, gpointer user_data)
{
  const Painted *painted = user_data;

  lt_ink_set (cr, painted->ground, 1);
  cairo_paint (cr);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    lt_base_painter_paint (painted->painter, cr, painted->view, NULL);
  lt_scene_paint (painted->scene, cr, painted->view);
  lt_base_painter_paint_words (painted->painter, cr, painted->view);
}

/**
 * lt_base_picture_to_png:
 * @basemap: what lies beneath
 * @scene: the county, built transparent
 * @view: what is painted
 * @ground: what is shown where the base map has nothing, 0xRRGGBB
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_base_picture_to_png (LtBasemap *basemap,
                        const LtScene *scene,
                        const LtSceneView *view,
                        guint32 ground,
                        const char *path,
                        GError **error)
{
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (basemap);
  Painted painted = { painter, scene, view, ground };
  LtPicture picture = { .width = view->width,
                        .height = view->height,
                        .scale = view->scale,
                        .paint = on_paint,
                        .user_data = &painted };

  return lt_picture_to_png (&picture, path, error);
}
