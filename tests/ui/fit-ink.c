/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far words stand out from what they stand on: measured in a picture of them, thrice as
 * large so that strokes have their whole colour, by the formula of WCAG 2.1. */

#include "fit.h"

#include <math.h>

#define LARGER 3
#define LEAST  4.5

static double
get_linear (guint value)
{
  double c = value / 255.0;

  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

/* https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
static double
get_luminance (guint32 colour)
{
  return 0.2126 * get_linear (colour >> 16 & 0xff) + 0.7152 * get_linear (colour >> 8 & 0xff)
         + 0.0722 * get_linear (colour & 0xff);
}

static double
get_contrast (double one, double other)
{
  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

static guint32
get_pixel (cairo_surface_t *picture, int x, int y)
{
  const guint32 *row =
      (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (picture)
                                         + (gsize) y
                                               * (gsize) cairo_image_surface_get_stride (picture));

  return row[x] & 0xffffff;
}

/* The commonest colour is what the words stand on; the one that is farthest from it is
 * theirs. Returns: 0 where the picture has only one colour */
static double
measure (cairo_surface_t *picture)
{
  int width = cairo_image_surface_get_width (picture);
  int height = cairo_image_surface_get_height (picture);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint32 ground = 0;
  guint most = 0;
  double best = 0;
  GHashTableIter iter;
  gpointer colour, count;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gpointer key = GUINT_TO_POINTER (get_pixel (picture, x, y) + 1);
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

        g_hash_table_insert (counts, key, GUINT_TO_POINTER (n));
        if (n > most)
          {
            most = n;
            ground = GPOINTER_TO_UINT (key) - 1;
          }
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    best = MAX (best, get_contrast (get_luminance (ground),
                                    get_luminance (GPOINTER_TO_UINT (colour) - 1)));
  return g_hash_table_size (counts) < 2 ? 0 : best;
}

static cairo_surface_t *
cut_out (GskRenderNode *node, const graphene_rect_t *box)
{
  cairo_surface_t *picture =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (box->size.width) * LARGER,
                                  (int) ceil (box->size.height) * LARGER);
  cairo_t *cr = cairo_create (picture);

  cairo_scale (cr, LARGER, LARGER);
  cairo_translate (cr, -box->origin.x, -box->origin.y);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  return picture;
}

/* WCAG excepts what cannot be used just now; a stroke between two keys is no word. */
static gboolean
must_be_seen (GtkWidget *label)
{
  gboolean says = FALSE;

  for (const char *at = gtk_label_get_text (GTK_LABEL (label)); *at != '\0';
       at = g_utf8_next_char (at))
    says = says || g_unichar_isalnum (g_utf8_get_char (at));
  return says && gtk_widget_is_sensitive (label);
}

/* Nothing lies over it: the box of Ctrl+K stands above what the page shows. */
static gboolean
is_on_top (GtkWidget *label, GtkWidget *root, const graphene_rect_t *box)
{
  GtkWidget *top = gtk_widget_pick (root, box->origin.x + box->size.width / 2,
                                    box->origin.y + box->size.height / 2, GTK_PICK_INSENSITIVE);

  return top != NULL
         && (top == label || gtk_widget_is_ancestor (label, top)
             || gtk_widget_is_ancestor (top, label));
}

/* Not even in part beyond the edge of what it is scrolled in. */
static gboolean
is_whole (GtkWidget *label)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  return scrolled == NULL || !gtk_widget_compute_bounds (label, scrolled, &box)
         || graphene_rect_contains_rect (
             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (scrolled),
                                  (float) gtk_widget_get_height (scrolled)),
             &box);
}

typedef struct
{
  Fit *fit;
  GskRenderNode *node;
  GtkWidget *root;
  const char *where;
} Ink;

static void
look_below (Ink *self, GtkWidget *widget)
{
  graphene_rect_t box, whole;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || (GTK_IS_NATIVE (widget) && widget != self->root))
    return;
  whole = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (self->root),
                              (float) gtk_widget_get_height (self->root));
  if (GTK_IS_LABEL (widget) && must_be_seen (widget)
      && gtk_widget_compute_bounds (widget, self->root, &box)
      && graphene_rect_contains_rect (&whole, &box) && is_whole (widget)
      && is_on_top (widget, self->root, &box))
    {
      cairo_surface_t *picture = cut_out (self->node, &box);
      double contrast = measure (picture);

      cairo_surface_destroy (picture);
      self->fit->inked++;
      /* One colour: it is scrolled out of sight. */
      if (contrast > 0 && contrast < LEAST)
        fit_note (self->fit, self->where, widget, "contrast %.1f", contrast);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (self, child);
}

/**
 * fit_look_at_ink:
 *
 * Whether each word stands out 4.5 : 1: WCAG 2.1, 1.4.3.
 */
void
fit_look_at_ink (Fit *self, GtkWidget *root, const char *where)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  Ink ink = { .fit = self, .root = root, .where = where };

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (root),
                          gtk_widget_get_height (root));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return;
  ink.node = node;
  look_below (&ink, root);
}
