/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn on a photo is drawn on a copy, where it was asked for; the photo stays. */

#include "desk.h"

#include "base/error.h"
#include "work/attaching.h"
#include "work/sketching.h"

#include <glib/gstdio.h>

/* Large enough that lines are pixels wide: red 6 to either side, white up to 12. */
#define WIDTH  2000
#define HEIGHT 1500
#define GREY   0x808080

static const LtMark marks[] = {
  { .shape = LT_MARK_ARROW, .x = 0.1, .y = 0.1, .to_x = 0.4, .to_y = 0.1 },
  { .shape = LT_MARK_CIRCLE, .x = 0.5, .y = 0.5, .radius = 0.25 },
};

static LtRecord *
attach_grey (Desk *desk)
{
  g_autofree char *path = desk_path (desk, "IMG_1.png");
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) attached = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, (guint32) GREY << 8);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", &error, NULL));
  attached = lt_work_attach (desk->session, mine, paths, "东侧", &error);
  g_assert_no_error (error);
  return lt_record_copy (g_ptr_array_index (attached, 0));
}

static guint
pixel_at (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                        + x * gdk_pixbuf_get_n_channels (pixbuf);

  return (guint) (pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
}

static void
assert_red (GdkPixbuf *pixbuf, int x, int y)
{
  guint pixel = pixel_at (pixbuf, x, y);

  g_assert_cmpuint (pixel >> 16, >, 200);
  g_assert_cmpuint (pixel >> 8 & 255, <, 60);
  g_assert_cmpuint (pixel & 255, <, 60);
}

static void
assert_drawn (GdkPixbuf *pixbuf)
{
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, WIDTH);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, HEIGHT);
  /* The circle: its middle is (1000, 750), its radius 500. */
  assert_red (pixbuf, 1500, 750);
  assert_red (pixbuf, 1000, 250);
  assert_red (pixbuf, 1000, 1249);
  g_assert_cmphex (pixel_at (pixbuf, 1509, 750), ==, 0xffffff);
  g_assert_cmphex (pixel_at (pixbuf, 1490, 750), ==, 0xffffff);
  g_assert_cmphex (pixel_at (pixbuf, 1515, 750), ==, GREY);
  g_assert_cmphex (pixel_at (pixbuf, 1000, 750), ==, GREY);
  /* The arrow: from (200, 150) to (800, 150), with a head there and none at its beginning. */
  assert_red (pixbuf, 500, 150);
  g_assert_cmphex (pixel_at (pixbuf, 500, 159), ==, 0xffffff);
  g_assert_cmphex (pixel_at (pixbuf, 500, 166), ==, GREY);
  assert_red (pixbuf, 773, 137);
  assert_red (pixbuf, 773, 163);
  g_assert_cmphex (pixel_at (pixbuf, 227, 170), ==, GREY);
}

static GdkPixbuf *
read_back (Desk *desk, const LtRecord *attachment)
{
  g_autofree char *path =
      lt_original_path (lt_session_get_path (desk->session), lt_record_get (attachment, "digest"));
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static guint
count_attachments (Desk *desk)
{
  g_autoptr (GPtrArray) all = lt_work_attachments (desk->session, NULL, NULL);

  return all->len;
}

static void
test_copy (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) photo = NULL;
  g_autoptr (LtRecord) after = NULL;
  g_autoptr (LtRecord) copy = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  desk_act_as (desk, OFFICER);
  photo = attach_grey (desk);
  g_assert_true (lt_work_may_sketch (photo));
  copy = lt_work_sketch (desk->session, photo, marks, G_N_ELEMENTS (marks), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_attachments (desk), ==, 2);
  g_assert_cmpstr (lt_record_get (copy, "name"), ==, "IMG_1 (marked).png");
  g_assert_cmpstr (lt_record_get (copy, "note"), ==, "Drawn on IMG_1.png");
  g_assert_cmpstr (lt_record_get (copy, "media_type"), ==, "image/png");
  g_assert_cmpstr (lt_record_get (copy, "record"), ==, lt_record_get (photo, "record"));
  g_assert_cmpstr (lt_record_get (copy, "digest"), !=, lt_record_get (photo, "digest"));
  pixbuf = read_back (desk, copy);
  assert_drawn (pixbuf);
  /* The original has the bytes that it had. */
  after = desk_again (desk, photo);
  g_assert_cmpstr (lt_record_get (after, "digest"), ==, lt_record_get (photo, "digest"));
  g_assert_cmpint (lt_original_check (lt_session_get_path (desk->session),
                                      lt_record_get (photo, "digest")),
                   ==, LT_ORIGINAL_HERE);
  desk_assert_sound (desk);
}

/* The same marks again are the same picture: attached once. */
static void
test_again (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) photo = NULL;
  g_autoptr (LtRecord) first = NULL;
  g_autoptr (LtRecord) second = NULL;

  desk_act_as (desk, OFFICER);
  photo = attach_grey (desk);
  first = lt_work_sketch (desk->session, photo, marks, 1, NULL);
  second = lt_work_sketch (desk->session, photo, marks, 1, NULL);
  g_assert_true (lt_id_equal (&first->id, &second->id));
  g_assert_cmpuint (count_attachments (desk), ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) photo = NULL;
  g_autofree char *path = NULL;

  desk_act_as (desk, OFFICER);
  photo = attach_grey (desk);
  g_assert_null (lt_work_sketch (desk->session, photo, marks, 0, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_clear_error (&error);
  lt_session_sign_out (desk->session);
  g_assert_null (lt_work_sketch (desk->session, photo, marks, 1, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  desk_act_as (desk, OFFICER);
  path = lt_original_path (lt_session_get_path (desk->session), lt_record_get (photo, "digest"));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (lt_work_sketch (desk->session, photo, marks, 1, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_cmpuint (count_attachments (desk), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/sketching/copy", test_copy);
  g_test_add_func ("/sketching/again", test_again);
  g_test_add_func ("/sketching/refused", test_refused);
  return g_test_run ();
}
