/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program runs once: a second start hands its file over to the first and ends; so
 * does a double click, by the desktop file. Processes of their own on a bus of their
 * own; what they show is asked of the screen. */

#include "work/county.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <gio/gdesktopappinfo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define NOW              G_GINT64_CONSTANT (1795160520000)
#define PATIENCE_SECONDS 60

typedef gboolean (*Condition) (gconstpointer data);

static Display *display;
static char *folder;
static GSubprocess *first;

static gboolean
on_late (gpointer what)
{
  g_error ("waited in vain for: %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

static gboolean
on_beat (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Condition condition, gconstpointer data, const char *what)
{
  guint late = g_timeout_add_seconds (PATIENCE_SECONDS, on_late, (gpointer) what);
  guint beat = g_timeout_add (20, on_beat, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (beat);
  g_source_remove (late);
}

/* A window may go while it is looked at. */
static int
on_x_error (Display *where, XErrorEvent *error)
{
  return 0;
}

static char *
get_title (Window window)
{
  Atom name = XInternAtom (display, "_NET_WM_NAME", False);
  Atom type;
  int format;
  unsigned long n, rest;
  unsigned char *bytes = NULL;
  XWindowAttributes attributes;
  char *title = NULL;

  if (XGetWindowAttributes (display, window, &attributes) && attributes.map_state == IsViewable
      && XGetWindowProperty (display, window, name, 0, 1024, False, AnyPropertyType, &type, &format,
                             &n, &rest, &bytes)
             == Success
      && bytes != NULL)
    title = g_strdup ((const char *) bytes);
  if (bytes != NULL)
    XFree (bytes);
  return title;
}

/* How many windows on the screen have a title with @words in it. */
static guint
count_windows (const char *words)
{
  Window root, parent, *children = NULL;
  unsigned int n = 0;
  guint found = 0;

  XSync (display, False);
  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      g_autofree char *title = get_title (children[i]);

      found += title != NULL && strstr (title, words) != NULL;
    }
  if (children != NULL)
    XFree (children);
  return found;
}

static gboolean
is_shown (gconstpointer words)
{
  return count_windows (words) == 1;
}

static gboolean
has_ended (gconstpointer process)
{
  return *(const gboolean *) process;
}

static void
on_ended (GObject *process, GAsyncResult *result, gpointer ended)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL));
  *(gboolean *) ended = TRUE;
}

static char *
make_county (const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  LtSession *made = lt_work_new_sample (path, NOW, &error);

  g_assert_no_error (error);
  lt_session_close (made);
  return path;
}

static GSubprocess *
start (const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("LANTIAN"), path, NULL);

  g_assert_no_error (error);
  return process;
}

static void
start_second (const char *path)
{
  g_autoptr (GSubprocess) second = start (path);
  gboolean ended = FALSE;

  g_subprocess_wait_async (second, NULL, on_ended, &ended);
  wait_for (has_ended, &ended, "the end of the second start");
  g_assert_true (g_subprocess_get_if_exited (second));
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 0);
}

static void
test_first (void)
{
  g_autofree char *path = make_county ("first.gpkg");

  first = start (path);
  wait_for (is_shown, "first.gpkg", "the window of the first county");
}

/* Another county stands beside the first one. */
static void
test_second (void)
{
  g_autofree char *path = make_county ("second.gpkg");

  start_second (path);
  wait_for (is_shown, "second.gpkg", "the window of the second county");
  g_assert_cmpuint (count_windows ("first.gpkg"), ==, 1);
}

/* The same once more, and none: the windows that are there. */
static void
test_again (void)
{
  g_autofree char *path = g_build_filename (folder, "first.gpkg", NULL);
  g_autofree char *other = g_build_filename (folder, ".", "first.gpkg", NULL);

  start_second (path);
  start_second (other);
  start_second (NULL);
  /* What is opened last comes last: by then the others would have come. */
  start_second ("/nowhere/third.gpkg");
  {
    g_autofree char *fourth = make_county ("fourth.gpkg");

    start_second (fourth);
  }
  wait_for (is_shown, "fourth.gpkg", "the window of another county");
  g_assert_cmpuint (count_windows ("first.gpkg"), ==, 1);
  g_assert_cmpuint (count_windows ("second.gpkg"), ==, 1);
  g_assert_cmpuint (count_windows (".gpkg"), ==, 3);
}

/* As a file manager does it: by the type of the file to the desktop file. */
static void
test_double_click (void)
{
  g_autoptr (GDesktopAppInfo) app = g_desktop_app_info_new_from_filename (g_getenv ("DESKTOP"));
  g_autofree char *path = make_county ("clicked.gpkg");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GList) files = g_list_prepend (NULL, file);
  g_autoptr (GError) error = NULL;
  const char **types;

  g_assert_nonnull (app);
  types = g_app_info_get_supported_types (G_APP_INFO (app));
  g_assert_true (g_strv_contains (types, "application/geopackage+sqlite3"));
  g_assert_true (g_app_info_launch (G_APP_INFO (app), files, NULL, &error));
  g_assert_no_error (error);
  wait_for (is_shown, "clicked.gpkg", "the window of the county that was clicked");
  g_assert_cmpuint (count_windows ("first.gpkg"), ==, 1);
}

/* Quitting closes the windows of all counties, and ends the program. */
static void
test_quit (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusActionGroup) actions =
      g_dbus_action_group_get (bus, "org.lantian.Lantian", "/org/lantian/Lantian");
  gboolean ended = FALSE;

  g_assert_cmpuint (count_windows (".gpkg"), >, 1);
  g_subprocess_wait_async (first, NULL, on_ended, &ended);
  g_action_group_activate_action (G_ACTION_GROUP (actions), "quit", NULL);
  wait_for (has_ended, &ended, "the end of the program");
  g_assert_true (g_subprocess_get_if_exited (first));
  g_assert_cmpint (g_subprocess_get_exit_status (first), ==, 0);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static void
set_folder (const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir (path, 0700);
  g_setenv (variable, path, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *screen = g_strdup (g_getenv ("DISPLAY"));
  g_autofree char *programs = NULL;
  g_autofree char *search = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lantian-instance-XXXXXX", NULL);
  set_folder ("XDG_CONFIG_HOME", "config");
  set_folder ("XDG_STATE_HOME", "state");
  set_folder ("XDG_CACHE_HOME", "cache");
  programs = g_path_get_dirname (g_getenv ("LANTIAN"));
  search = g_strdup_printf ("%s:%s", programs, g_getenv ("PATH"));
  g_setenv ("PATH", search, TRUE);
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Which forgets the screen, lest anything start on another's. */
  g_test_dbus_up (bus);
  g_setenv ("DISPLAY", screen, TRUE);
  display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error);
  g_test_add_func ("/ui/instance/first", test_first);
  g_test_add_func ("/ui/instance/second", test_second);
  g_test_add_func ("/ui/instance/again", test_again);
  g_test_add_func ("/ui/instance/double-click", test_double_click);
  g_test_add_func ("/ui/instance/quit", test_quit);
  status = g_test_run ();
  g_object_unref (first);
  XCloseDisplay (display);
  g_test_dbus_down (bus);
  remove_folder (folder);
  g_free (folder);
  return status;
}
