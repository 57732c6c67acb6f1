/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo is attached by real keys, shown small beside its place, and missed
 * when its original is gone. */

#include "photo.h"
#include "stage.h"

#include "ui/subjects/attachment-box.h"
#include "ui/subjects/record-window.h"
#include "ui/subjects/sketch-window.h"
#include "work/attaching.h"
#include "work/county.h"
#include "work/records.h"

#include <glib/gstdio.h>

static LtSession *
session_of (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session_of (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static void
click_mine (Stage *stage)
{
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine = lt_store_find (lt_session_get_store (session_of (stage)),
                                             lt_kind_by_name ("mine"), "SL-K01", NULL);
  double x, y;

  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "detail-title");
}

static char *
write_photo (Stage *stage)
{
  const PhotoSpec spec = {
    .width = 800, .height = 600, .taken = "2026:11:20 09:12:33", .make = "HUAWEI", .model = "P60"
  };
  g_autoptr (GBytes) bytes = photo_make (&spec);
  char *path = g_build_filename (stage->folder, "quarry.jpg", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static GPtrArray *
list_attachments (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = lt_work_attachments (session_of (stage), NULL, &error);

  g_assert_no_error (error);
  return list;
}

/* As a file manager would: XTEST cannot drag between programs. */
static void
drop_file_on (GtkWidget *widget, GFile *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_value_unset (&value);
  g_assert_true (taken);
}

static void
drop_on (GtkWidget *widget, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  drop_file_on (widget, file);
}

/* On a phone that is plugged in: refused by its name, and not passed over. */
static void
test_not_here (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GFile) file = g_file_new_for_uri ("mtp://phone/DCIM/IMG_1.jpg");
  g_autoptr (GPtrArray) list = NULL;

  sign_in (stage);
  click_mine (stage);
  drop_file_on (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX),
                file);
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), "IMG_1.jpg"));
  list = list_attachments (stage);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_attach (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_photo (stage);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *original = NULL;

  sign_in (stage);
  click_mine (stage);
  stage_click (stage, "attach");
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_shown (stage, "attachment");
  list = list_attachments (stage);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (list, 0), "name"), ==, "quarry.jpg");
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (list, 0), "camera"), ==, "HUAWEI P60");
  stage_picture (stage, "attachments-place");
  /* Gone: said in the list, and when it is asked for. */
  original = lt_original_path (stage->path, lt_record_get (g_ptr_array_index (list, 0), "digest"));
  g_assert_cmpint (g_unlink (original), ==, 0);
  lt_session_refresh (session_of (stage));
  stage_settle (stage);
  stage_picture (stage, "attachments-missing");
  stage_click (stage, "attachment");
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), "quarry.jpg"));
}

/* Dropped on the record: attached and not imported, with its wrong EXIF place said. */
static void
test_wrong_place (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  const PhotoSpec spec = { .width = 80,
                           .height = 60,
                           .taken = "2026:11:20 09:12:33",
                           .latitude = { 38, 52, 26 },
                           .longitude = { 113, 45, 43 } };
  g_autoptr (GBytes) bytes = photo_make (&spec);
  g_autofree char *path = g_build_filename (stage->folder, "far.jpg", NULL);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  sign_in (stage);
  click_mine (stage);
  drop_on (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX), path);
  stage_wait_shown (stage, "attachment-odd");
  /* A degree of the meridian north of the mine */
  g_assert_nonnull (strstr (stage_get_text (stage, "attachment-odd"), "111"));
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "map");
  list = list_attachments (stage);
  g_assert_cmpuint (list->len, ==, 1);
  stage_picture (stage, "attachments-wrong-place");
}

static GtkWindow *
find_beside (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (LT_IS_RECORD_WINDOW (at->data) && gtk_widget_get_mapped (at->data))
      return at->data;
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static gboolean
is_beside (gpointer unused)
{
  return find_beside () != NULL;
}

static gboolean
beside_says (gpointer words)
{
  return stage_has_words (GTK_WIDGET (find_beside ()), words);
}

/* On a record in a window of its own, too; and what it shows stays as it is while others
 * write what is nothing to it. */
static void
test_beside (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_photo (stage);
  LtStore *store = lt_session_get_store (session_of (stage));
  g_autoptr (LtRecord) mine = lt_store_find (store, lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autofree char *id = lt_id_to_text (&mine->id);
  g_autofree char *target = g_strdup_printf ("mine/%s", id);
  g_autoptr (LtRecord) other = lt_record_new (lt_kind_by_name ("dust-site"));
  g_autoptr (LtRecord) changed = lt_record_copy (mine);
  g_autoptr (GError) error = NULL;
  GtkWidget *fields = NULL;

  sign_in (stage);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-beside", "s", target);
  stage_wait (is_beside, NULL, "the mine in a window of its own");
  drop_on (find_type (GTK_WIDGET (find_beside ()), LT_TYPE_ATTACHMENT_BOX), path);
  stage_wait (beside_says, (gpointer) "quarry.jpg", "what was dropped");
  g_set_weak_pointer (&fields, find_type (GTK_WIDGET (find_beside ()), GTK_TYPE_GRID));
  g_assert_nonnull (fields);
  lt_record_set_text (other, "code", "DS-99");
  lt_record_set_text (other, "name", "新点");
  g_assert_true (lt_work_add (session_of (stage), other, &error));
  g_assert_no_error (error);
  stage_settle (stage);
  g_assert_nonnull (fields);
  lt_record_set_text (changed, "location", "貔貅岭");
  g_assert_true (lt_work_set (session_of (stage), mine, changed, &error));
  g_assert_no_error (error);
  stage_wait (beside_says, (gpointer) "貔貅岭", "what was changed");
  g_clear_weak_pointer (&fields);
}

static GtkWidget *
find_sketch (const char *name)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GQueue left = G_QUEUE_INIT;
  GtkWidget *found = NULL;

  for (GList *at = windows; at != NULL; at = at->next)
    if (LT_IS_SKETCH_WINDOW (at->data) && gtk_widget_get_mapped (at->data))
      g_queue_push_tail (&left, at->data);
  while (found == NULL && !g_queue_is_empty (&left))
    {
      GtkWidget *widget = g_queue_pop_head (&left);

      if (g_str_equal (gtk_widget_get_name (widget), name))
        found = widget;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (&left, child);
    }
  g_queue_clear (&left);
  return found;
}

static gboolean
sketch_says (gpointer words)
{
  GtkWidget *label = find_sketch ("sketch-words");

  return label != NULL && strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL;
}

static gboolean
sketch_is_gone (gpointer unused)
{
  return find_sketch ("sketch-area") == NULL;
}

static void
assert_red (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                        + x * gdk_pixbuf_get_n_channels (pixbuf);

  g_assert_cmpint (pixel[0], >, 150);
  g_assert_cmpint (pixel[1], <, 100);
  g_assert_cmpint (pixel[2], <, 100);
}

/* A circle by the pointer, arrows by keys, the last taken back; the copy has what is left. */
static void
test_sketch (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_photo (stage);
  g_autofree char *copied = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GtkWidget *area;
  double width, height, scale;

  sign_in (stage);
  click_mine (stage);
  drop_on (gtk_widget_get_ancestor (stage_find (stage, "attach"), LT_TYPE_ATTACHMENT_BOX), path);
  stage_wait_shown (stage, "sketch");
  stage_click (stage, "sketch");
  stage_wait (sketch_says, (gpointer) "0 ", "the photo to draw on");
  /* Keys: from 10 % below the middle 20 % to the left: an arrow in the lower, blue half. */
  area = find_sketch ("sketch-area");
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, 0);
  for (int i = 0; i < 4; i++)
    stage_key (stage, GDK_KEY_Left, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (sketch_says, (gpointer) "1 ", "an arrow");
  /* Pointer: a circle round 75 %, 80 %, 10 % of the width large. */
  stage_key (stage, GDK_KEY_c, 0);
  width = gtk_widget_get_width (area);
  height = gtk_widget_get_height (area);
  scale = MIN (width / 800, height / 600);
  stage_drag (stage, area, width / 2 + 200 * scale, height / 2 + 180 * scale,
              width / 2 + 280 * scale, height / 2 + 180 * scale);
  stage_wait (sketch_says, (gpointer) "2 ", "a circle");
  stage_picture_of (stage, GTK_WIDGET (gtk_widget_get_root (area)), "sketch");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_key (stage, GDK_KEY_Up, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (sketch_says, (gpointer) "3 ", "another circle");
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  stage_wait (sketch_says, (gpointer) "2 ", "the last taken back");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait (sketch_is_gone, NULL, "the copy");
  list = list_attachments (stage);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (lt_original_check (stage->path,
                                      lt_record_get (g_ptr_array_index (list, 0), "digest")),
                   ==, LT_ORIGINAL_HERE);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (list, 1), "taken"), ==, "2026-11-20T09:12");
  copied = lt_original_path (stage->path, lt_record_get (g_ptr_array_index (list, 1), "digest"));
  pixbuf = gdk_pixbuf_new_from_file (copied, NULL);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 800);
  /* The arrow goes from (400, 360) to (240, 360), the circle's rim through (680, 480). */
  assert_red (pixbuf, 320, 360);
  assert_red (pixbuf, 600, 400);
  assert_red (pixbuf, 600, 559);
  stage_wait_shown (stage, "attachment");
}

/* Nobody is signed in: the button asks who it is. */
static void
test_asks_who (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  click_mine (stage);
  stage_tab_to (stage, "attach");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "sign-in-passphrase");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "sign-in-passphrase")));
}

/* An inspection has its photos on its own page. */
static void
test_inspection (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_photo (stage);
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) attached = NULL;
  g_autoptr (GPtrArray) inspections = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (stage);
  click_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  inspections = lt_store_list (lt_session_get_store (session_of (stage)),
                               lt_kind_by_name ("inspection"), NULL, NULL);
  g_assert_cmpuint (inspections->len, ==, 1);
  attached = lt_work_attach (session_of (stage), g_ptr_array_index (inspections, 0), paths, "东侧",
                             &error);
  g_assert_no_error (error);
  stage_wait_shown (stage, "attachment");
  stage_picture (stage, "attachments-inspection");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/attachments/attach", test_attach);
  g_test_add_func ("/ui/attachments/wrong-place", test_wrong_place);
  g_test_add_func ("/ui/attachments/beside", test_beside);
  g_test_add_func ("/ui/attachments/sketch", test_sketch);
  g_test_add_func ("/ui/attachments/not-here", test_not_here);
  g_test_add_func ("/ui/attachments/asks-who", test_asks_who);
  g_test_add_func ("/ui/attachments/inspection", test_inspection);
  return g_test_run ();
}
