/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A base map under the county: chosen by keyboard, seen in the picture, named with its
 * datum, and no hindrance when its service is silent. */

#include "stage-import.h"
#include "stage.h"

#include "made-tiles.h"
#include "ui/map/basemap-dialog.h"
#include "ui/shell/picture.h"
#include "work/basemaps.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define GREEN 0x2e8b57

typedef struct
{
  Stage *stage;
  const char *words;
} Expected;

static char *home;

static gboolean
tiles_are_there (gpointer map)
{
  return lt_map_view_has_tiles (map);
}

static gboolean
status_says (gpointer user_data)
{
  Expected *expected = user_data;

  return strstr (stage_get_text (expected->stage, "status-basemap"), expected->words) != NULL;
}

static void
wait_status (Stage *stage, const char *words)
{
  Expected expected = { stage, words };

  stage_wait (status_says, &expected, words);
  stage_settle (stage);
}

/* In the corner of the map, where the sample county has nothing. */
static guint32
read_colour (Stage *stage)
{
  g_autofree char *path = g_build_filename (home, "map.png", NULL);
  GtkWidget *map = lt_map_view_get_map (lt_window_get_map (stage->window));
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *pixel;

  lt_picture_of_widget (map, path, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  pixel = gdk_pixbuf_read_pixels (pixbuf) + 300 * gdk_pixbuf_get_rowstride (pixbuf)
          + 20 * gdk_pixbuf_get_n_channels (pixbuf);
  return (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];
}

/* The chooser is gone, and the form has come. */
static gboolean
form_is_there (gpointer unused)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  gboolean found = FALSE;

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_widget_get_mapped (at->data) && !LT_IS_WINDOW (at->data))
      {
        if (!LT_IS_BASEMAP_DIALOG (at->data))
          return FALSE;
        found = TRUE;
      }
  return found;
}

static GtkWidget *
find_in (GtkWidget *widget, const char *name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_name (widget), name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (child, name);
  return found;
}

static void
tab_in (Stage *stage, GtkWidget *dialog, const char *name)
{
  GtkWidget *wanted = find_in (dialog, name);

  for (int i = 0; i < 20; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

      if (focus != NULL && (focus == wanted || gtk_widget_is_ancestor (focus, wanted)))
        return;
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  g_error ("Tab does not lead to %s", name);
}

/* A file whose one tile, of the whole world, is green. */
static char *
make_file (const char *name)
{
  char *path = g_build_filename (home, name, NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, (const char *const[]){ "format", "png", "attribution",
                                                                     "© The test", NULL });
  g_autoptr (GBytes) tile = made_tile (GREEN, 256, "png");

  made_tiles_put (db, 0, 0, 0, tile);
  return path;
}

/* By keys: a click just after a second window gave the keyboard back can be taken by
 * that change. */
static void
open_list (Stage *stage)
{
  stage_tab_to (stage, "basemap-open");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "basemap-none");
}

/* Added by its chooser and its form, taken away again by the list. */
static void
test_file (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = make_file ("green.mbtiles");
  guint32 before = read_colour (stage);
  GtkWidget *dialog;
  g_autofree char *none = lt_work_basemap_describe (NULL);

  g_assert_cmpstr (stage_get_text (stage, "status-basemap"), ==, none);
  stage_click (stage, "basemap-open");
  stage_wait_shown (stage, "basemap-none");
  stage_tab_to (stage, "basemap-add-file");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (form_is_there, NULL, "the form");
  dialog = GTK_WIDGET (stage_wait_dialog (stage));
  tab_in (stage, dialog, "basemap-add");
  stage_key (stage, GDK_KEY_Return, 0);
  /* Which datum it is in is not guessed. */
  g_assert_true (gtk_widget_get_mapped (find_in (dialog, "basemap-problem")));
  tab_in (stage, dialog, "basemap-datum");
  stage_choose (stage, 2);
  stage_picture_of (stage, dialog, "basemap-dialog");
  tab_in (stage, dialog, "basemap-add");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  wait_status (stage, "green");
  /* How it is shown is said too. */
  g_assert_nonnull (strstr (stage_get_text (stage, "status-basemap"), "GCJ-02"));
  stage_wait (tiles_are_there, lt_window_get_map (stage->window), "the tiles");
  stage_wait_map (stage);
  g_assert_cmphex (read_colour (stage), ==, GREEN);
  g_assert_cmphex (before, !=, GREEN);
  g_assert_cmpstr (stage_get_text (stage, "map-attribution"), ==, "© The test");
  stage_picture (stage, "basemap-window");
  open_list (stage);
  stage_tab_to (stage, "basemap-green");
  stage_key (stage, GDK_KEY_Up, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  wait_status (stage, none);
  stage_wait_map (stage);
  g_assert_cmphex (read_colour (stage), ==, before);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "map-attribution")));
}

/* A file is dropped on the window; taken off the list it is only after a question. */
static void
test_drop_and_remove (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = g_build_filename (home, "dropped.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, (const char *const[]){ "format", "png", NULL });
  g_autoptr (GBytes) tile = made_tile (GREEN, 256, "png");
  g_autofree char *none = lt_work_basemap_describe (NULL);
  g_autoptr (LtBasemaps) before = NULL;
  g_autoptr (LtBasemaps) after = NULL;
  GtkWidget *dialog;

  made_tiles_put (db, 0, 0, 0, tile);
  g_clear_pointer (&db, lt_db_close);
  stage_drop (stage, (const char *const[]){ path, NULL });
  stage_wait (form_is_there, NULL, "the form");
  dialog = GTK_WIDGET (stage_wait_dialog (stage));
  tab_in (stage, dialog, "basemap-datum");
  stage_choose (stage, 1);
  tab_in (stage, dialog, "basemap-add");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  wait_status (stage, "dropped");
  for (int i = 0; i < 2; i++)
    {
      open_list (stage);
      stage_tab_to (stage, "basemap-remove-dropped");
      stage_key (stage, GDK_KEY_Return, 0);
      dialog = GTK_WIDGET (stage_wait_dialog (stage));
      if (i == 0)
        stage_picture_of (stage, dialog, "basemap-remove");
      stage_key (stage, i == 0 ? GDK_KEY_Escape : GDK_KEY_t, i == 0 ? 0 : GDK_ALT_MASK);
      stage_wait_no_dialog (stage);
      if (i == 0)
        {
          before = lt_work_basemaps (NULL);
          g_assert_nonnull (lt_basemaps_find (before, "dropped"));
        }
    }
  wait_status (stage, none);
  after = lt_work_basemaps (NULL);
  g_assert_null (lt_basemaps_find (after, "dropped"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A known service without a key: what to do is said in the window's own words. */
static void
test_without_key (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *dialog;
  GtkWidget *problem;

  open_list (stage);
  stage_tab_to (stage, "basemap-add-service");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (form_is_there, NULL, "the form");
  dialog = GTK_WIDGET (stage_wait_dialog (stage));
  tab_in (stage, dialog, "basemap-add");
  stage_key (stage, GDK_KEY_Return, 0);
  problem = find_in (dialog, "basemap-problem");
  g_assert_true (gtk_widget_get_mapped (problem));
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (problem)), "--"));
  stage_picture_of (stage, dialog, "basemap-without-key");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

/* Chosen before, and gone: said, and the county is shown without. */
static void
test_gone (void)
{
  g_autofree char *path = g_build_filename (home, "gone.mbtiles", NULL);
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("gone", path, "cgcs2000");
  g_autoptr (LtDb) db = made_tiles_new (path, (const char *const[]){ "format", "png", NULL });
  g_autoptr (GError) error = NULL;
  g_autoptr (Stage) stage = NULL;

  g_clear_pointer (&db, lt_db_close);
  lt_work_basemap_add (spec, &error);
  lt_work_basemap_choose ("gone", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  stage = stage_new_sample ();
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), "gone.mbtiles"));
  lt_work_basemap_remove ("gone", &error);
  g_assert_no_error (error);
}

/* It is not waited for: the map goes on with what it has, and is told later. */
static void
test_beside (void)
{
  g_autofree char *path = make_file ("beside.mbtiles");
  g_autofree char *none = lt_work_basemap_describe (NULL);
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("beside", path, "cgcs2000");
  g_autoptr (GError) error = NULL;
  g_autoptr (Stage) stage = stage_new_sample ();
  LtMapView *map = lt_window_get_map (stage->window);

  lt_work_basemap_add (spec, &error);
  lt_work_basemap_choose ("beside", &error);
  g_assert_no_error (error);
  lt_map_view_load_basemap (map);
  g_assert_false (lt_map_view_has_tiles (map));
  g_assert_cmpstr (stage_get_text (stage, "status-basemap"), ==, none);
  wait_status (stage, "beside");
  stage_wait (tiles_are_there, map, "the tiles");
  lt_work_basemap_remove ("beside", &error);
  g_assert_no_error (error);
}

static guint n_asked;

static void
on_question (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  n_asked++;
  soup_server_message_pause (message);
}

static gboolean
is_asked (gpointer unused)
{
  return n_asked > 0;
}

/* The service never answers: the map moves, is painted, and is closed at once. */
static void
test_silent_service (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autoptr (LtBasemapSpec) spec = NULL;
  g_autoptr (Stage) stage = NULL;
  LtSceneView before, after;
  GSList *uris;

  soup_server_add_handler (server, NULL, on_question, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("http://127.0.0.1:%d/{z}/{x}/{y}.png", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  spec = lt_basemap_spec_new ("silent", address, "cgcs2000");
  lt_work_basemap_add (spec, &error);
  lt_work_basemap_choose ("silent", &error);
  g_assert_no_error (error);

  stage = stage_new_sample ();
  stage_wait (is_asked, NULL, "a question to the service");
  before = lt_map_view_get_view (lt_window_get_map (stage->window));
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_plus, 0);
  stage_wait_map (stage);
  after = lt_map_view_get_view (lt_window_get_map (stage->window));
  g_assert_cmpfloat (after.world_x, >, before.world_x);
  g_assert_false (lt_map_view_has_tiles (lt_window_get_map (stage->window)));
  g_assert_nonnull (strstr (stage_get_text (stage, "status-basemap"), "CGCS2000"));
  g_clear_pointer (&stage, stage_free);
  lt_work_basemap_remove ("silent", &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  int status;

  home = made_folder ();
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("no_proxy", "127.0.0.1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basemap/file", test_file);
  g_test_add_func ("/basemap/drop-and-remove", test_drop_and_remove);
  g_test_add_func ("/basemap/without-key", test_without_key);
  g_test_add_func ("/basemap/gone", test_gone);
  g_test_add_func ("/basemap/beside", test_beside);
  g_test_add_func ("/basemap/silent-service", test_silent_service);
  status = g_test_run ();
  made_folder_remove (home);
  return status;
}
