/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/printing/page-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 12

struct _LtPagePreview
{
  GtkWidget parent_instance;

  LtPages *pages;
};

G_DEFINE_FINAL_TYPE (LtPagePreview, lt_page_preview, GTK_TYPE_WIDGET)

static double
page_height_for (int width)
{
  return (width - 2 * MARGIN) * LT_PAGE_HEIGHT / LT_PAGE_WIDTH;
}

static GtkSizeRequestMode
lt_page_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lt_page_preview_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  LtPagePreview *self = LT_PAGE_PREVIEW (widget);
  guint n = self->pages == NULL ? 1 : MAX (lt_pages_count (self->pages), 1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 400;
      return;
    }
  *minimum = MARGIN + (int) ceil (n * (page_height_for (for_size < 0 ? 400 : for_size) + MARGIN));
  *natural = *minimum;
}

static void
paint_page (LtPagePreview *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *where)
{
  GskRoundedRect outline;
  cairo_t *cr;

  gsk_rounded_rect_init_from_rect (&outline, where, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.3 }, 0, 1, 0, 4);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, where);
  cr = gtk_snapshot_append_cairo (snapshot, where);
  cairo_translate (cr, where->origin.x, where->origin.y);
  cairo_scale (cr, where->size.width / LT_PAGE_WIDTH, where->size.width / LT_PAGE_WIDTH);
  lt_pages_paint (self->pages, cr, page);
  cairo_destroy (cr);
}

static void
lt_page_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPagePreview *self = LT_PAGE_PREVIEW (widget);
  int width = gtk_widget_get_width (widget);
  double height = page_height_for (width);

  for (guint i = 0; self->pages != NULL && i < lt_pages_count (self->pages); i++)
    {
      graphene_rect_t where = GRAPHENE_RECT_INIT (MARGIN, (float) (MARGIN + i * (height + MARGIN)),
                                                  (float) (width - 2 * MARGIN), (float) height);

      paint_page (self, snapshot, i, &where);
    }
}

static void
lt_page_preview_finalize (GObject *object)
{
  g_clear_pointer (&LT_PAGE_PREVIEW (object)->pages, lt_pages_free);
  G_OBJECT_CLASS (lt_page_preview_parent_class)->finalize (object);
}

static void
lt_page_preview_class_init (LtPagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lt_page_preview_finalize;
  widget_class->get_request_mode = lt_page_preview_get_request_mode;
  widget_class->measure = lt_page_preview_measure;
  widget_class->snapshot = lt_page_preview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_page_preview_init (LtPagePreview *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview of the paper"), -1);
}

/**
 * lt_page_preview_take:
 * @self: a preview
 * @pages: (nullable) (transfer full): the paper
 */
void
lt_page_preview_take (LtPagePreview *self, LtPages *pages)
{
  g_clear_pointer (&self->pages, lt_pages_free);
  self->pages = pages;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
