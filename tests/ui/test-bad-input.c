/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes to the window from outside and is wrong: it is said in words where one looks,
 * and nothing is lost. A laptop that nobody is at belongs to it. */

#include "gps-faker.h"
#include "photo.h"
#include "stage-attach.h"
#include "stage-map.h"

#include "ui/shell/last-file.h"
#include "ui/shell/window-private.h"
#include "ui/subjects/attachment-box.h"
#include "ui/subjects/record-window.h"
#include "work/county.h"
#include "work/records.h"

#include <glib/gstdio.h>
#include <string.h>

#define LONGITUDE 113.57
#define SOUTH     37.86
#define A_SECOND  (20 / 110990.0)

static gboolean
says_me (gpointer words)
{
  return strstr (stage_get_text (stage, "status-me"), words) != NULL;
}

/* All of it: what to do stands at its end, and a finger finds no tooltip. */
static void
assert_whole (void)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (stage_find (stage, "status-me")));

  stage_settle (stage);
  g_assert_false (pango_layout_is_ellipsized (layout));
}

/* Nobody answers where gpsd should be: the status line names it and what to do. */
static void
test_no_service (void)
{
  g_setenv ("LANTIAN_POSITION", "gpsd:127.0.0.1:9", TRUE);
  stage = stage_new_sample ();
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_w, 0);
  stage_wait (says_me, (gpointer) "127.0.0.1:9", "that nobody answers");
  g_assert_nonnull (strstr (stage_get_text (stage, "status-me"), "没有应答"));
  assert_whole ();
  stage_picture (stage, "bad-input-no-service");
  /* Placing oneself says where to look, and draws nothing. */
  map_stage_sign_in ();
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.draw", "s", "site");
  stage_key (stage, GDK_KEY_w, 0);
  g_assert_null (lt_map_view_get_placed (map_stage_get_map ()));
  stage_free (stage);
}

static gboolean
has_kilometre (gpointer unused)
{
  const char *words = stage_get_text (stage, "status-patrol");

  return strstr (words, "公里") != NULL;
}

static LtRecord *
find_track (void)
{
  g_autoptr (GPtrArray) tracks =
      lt_store_list (map_stage_get_store (), lt_kind_by_name ("track"), NULL, NULL);

  for (guint i = 0; i < tracks->len; i++)
    {
      const char *source = lt_record_get (g_ptr_array_index (tracks, i), "source");

      if (source != NULL && strstr (source, "gpsd") != NULL)
        return lt_record_copy (g_ptr_array_index (tracks, i));
    }
  return NULL;
}

static gboolean
is_saved (gpointer unused)
{
  g_autoptr (LtRecord) track = find_track ();

  return track != NULL;
}

/* A degree of latitude off every tenth second: said, and not in the patrol's track. */
static void
test_jump (void)
{
  g_autoptr (GString) nmea = g_string_new (NULL);
  g_autofree char *source = NULL;
  g_autoptr (LtRecord) track = NULL;
  g_autoptr (LtShape) shape = NULL;
  GpsFaker *faker;
  LtBox box;

  if (!gps_faker_is_there ())
    {
      g_test_skip ("gpsfake is not installed (gpsd, gpsd-clients)");
      return;
    }
  for (int i = 0; i < 1000; i++)
    gps_faker_append (nmea, i, LONGITUDE, SOUTH + i * A_SECOND + (i % 10 == 9 ? 1 : 0));
  faker = gps_faker_start (nmea->str, 0.05);
  source = g_strconcat ("gpsd:", faker->where, NULL);
  g_setenv ("LANTIAN_POSITION", source, TRUE);
  stage = stage_new_sample ();
  map_stage_sign_in ();
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_t, 0);
  stage_wait (says_me, (gpointer) "跳", "the jump");
  stage_picture (stage, "bad-input-jump");
  stage_wait (has_kilometre, NULL, "a kilometre of patrol");
  stage_key (stage, GDK_KEY_t, 0);
  stage_wait (is_saved, NULL, "the track");
  track = find_track ();
  shape = lt_record_get_shape (track);
  box = lt_shape_get_box (shape);
  g_assert_cmpfloat (box.max_y, <, SOUTH + 0.5);
  stage_free (stage);
  gps_faker_stop (faker);
}

static void
assert_said (const char *name, const char *taken, const char *words)
{
  const PhotoSpec spec = { .width = 80, .height = 60, .taken = taken };
  g_autoptr (Stage) own = stage_new_sample ();
  g_autoptr (GBytes) bytes = photo_make (&spec);
  g_autofree char *path = g_build_filename (own->folder, "bad.jpg", NULL);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  attach_stage_sign_in (own);
  attach_stage_click_mine (own);
  attach_stage_drop (gtk_widget_get_ancestor (stage_find (own, "attach"), LT_TYPE_ATTACHMENT_BOX),
                     path);
  stage_wait_shown (own, "attachment-odd");
  if (strstr (stage_get_text (own, "attachment-odd"), words) == NULL)
    g_error ("“%s” says “%s”", name, stage_get_text (own, "attachment-odd"));
  stage_picture (own, name);
  /* Said, and kept all the same. */
  list = attach_stage_list (own);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_no_exif (void)
{
  assert_said ("bad-input-bare", NULL, "没有 EXIF");
}

static void
test_1970 (void)
{
  assert_said ("bad-input-1970", "1970:01:01 08:00:00", "1970-01-01");
}

static gboolean
bar_is_gone (gpointer unused)
{
  return !gtk_widget_get_mapped (stage_find (stage, "file-away"));
}

static gboolean
draft_is_kept (gpointer unused)
{
  return strstr (stage_get_text (stage, "place-saved"), "草稿") != NULL;
}

/* The county file goes while somebody types: what was typed comes back with it. */
static void
test_typed_when_file_goes (void)
{
  g_autoptr (GError) error = NULL;

  g_unsetenv ("LANTIAN_POSITION");
  stage = stage_new_sample ();
  attach_stage_sign_in (stage);
  attach_stage_click_mine (stage);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-location");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "abc");
  g_assert_cmpint (g_unlink (stage->path), ==, 0);
  stage_type (stage, "def");
  stage_wait_shown (stage, "file-away");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait (draft_is_kept, NULL, "the draft");
  stage_picture (stage, "bad-input-typed");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "field-location"))), ==,
                   "abcdef");
  stage_click (stage, "put-back");
  stage_wait (bar_is_gone, NULL, "the file at its place");
  g_assert_true (g_file_test (stage->path, G_FILE_TEST_IS_REGULAR));
  attach_stage_sign_in (stage);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "place");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "field-location"))), ==,
                   "abcdef");
  stage_free (stage);
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

static gboolean
is_beside (gpointer unused)
{
  return find_beside () != NULL;
}

#define MINUTE_MS (60 * 1000)

/* Nobody is there for as long as the preferences say: signed out and said, what was typed
 * stays. Whoever is at work in another window of the program is there. */
static void
test_idle (void)
{
  LtSession *session;
  gint64 before;

  lt_settings_set_lock_minutes (10);
  stage = stage_new_sample ();
  session = lt_window_get_session (stage->window);
  attach_stage_sign_in (stage);
  attach_stage_click_mine (stage);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-location");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "abc");
  before = g_get_real_time () / 1000;
  /* As if it had been left alone for nine minutes, but for a key in the window beside. */
  lt_session_note_action (session, before - 9 * MINUTE_MS);
  {
    g_autoptr (LtRecord) mine = lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", NULL);
    g_autofree char *id = lt_id_to_text (&mine->id);
    g_autofree char *target = g_strdup_printf ("mine/%s", id);

    gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-beside", "s", target);
  }
  stage_wait (is_beside, NULL, "the mine in a window of its own");
  stage_wait_dialog (stage);
  lt_session_note_action (session, before - 9 * MINUTE_MS);
  stage_key (stage, GDK_KEY_Down, 0);
  lt_window_lock_if_idle (stage->window, before + 5 * MINUTE_MS);
  g_assert_nonnull (lt_session_get_officer (session));
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  lt_window_lock_if_idle (stage->window, g_get_real_time () / 1000 + 10 * MINUTE_MS);
  g_assert_null (lt_session_get_officer (session));
  stage_wait_shown (stage, "sign-in-passphrase");
  g_assert_true (stage_has_words (GTK_WIDGET (stage->window), "10 分钟"));
  stage_picture (stage, "bad-input-locked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "field-location"))), ==,
                   "abc");
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_nonnull (lt_session_get_officer (session));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_find (stage, "field-location"))), ==,
                   "abc");
  stage_free (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/bad-input/no-exif", test_no_exif);
  g_test_add_func ("/ui/bad-input/1970", test_1970);
  g_test_add_func ("/ui/bad-input/idle", test_idle);
  g_test_add_func ("/ui/bad-input/typed-when-file-goes", test_typed_when_file_goes);
  g_test_add_func ("/ui/bad-input/no-service", test_no_service);
  g_test_add_func ("/ui/bad-input/jump", test_jump);
  return g_test_run ();
}
