/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of pages, to be looked at. */

#include "usual-order.h"

#include <glib/gstdio.h>

static char *folder;

static void
paint (const LtOrderPaper *paper, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtPaperTemplate) wording = lt_paper_template_load (LT_ORDER_PAPER_TEMPLATE, &error);
  g_autoptr (LtPages) pages = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  cairo_surface_t *surface;
  cairo_t *cr;

  g_assert_no_error (error);
  pages = lt_order_paper_lay_out (paper, wording);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        (int) (LT_PAGE_WIDTH * 1.5 * lt_pages_count (pages)),
                                        (int) (LT_PAGE_HEIGHT * 1.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 1.5, 1.5);
  for (guint i = 0; i < lt_pages_count (pages); i++)
    {
      lt_pages_paint (pages, cr, i);
      cairo_translate (cr, LT_PAGE_WIDTH, 0);
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
test_pages (void)
{
  LtOrderPaper paper = usual_order;
  GString *facts = g_string_new (NULL);

  paint (&paper, "order.png");
  paper.draft = paper.sample = TRUE;
  paper.number = "草-LT03-17";
  paper.date = paper.deadline = paper.court = NULL;
  paint (&paper, "order-draft.png");
  for (int i = 0; i < 8; i++)
    g_string_append (facts, usual_order.facts);
  paper.facts = facts->str;
  paint (&paper, "order-long.png");
  g_string_free (facts, TRUE);
}

int
main (int argc, char **argv)
{
  const char *pictures = g_getenv ("LANTIAN_PICTURES");
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_strdup (pictures != NULL ? pictures : g_get_tmp_dir ());
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_test_add_func ("/report/pictures/order", test_pages);
  status = g_test_run ();
  g_free (folder);
  return status;
}
