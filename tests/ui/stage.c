/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include "ui/casework/order-page.h"
#include "work/county.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#define FRAMES 3

/* 2026-11-20 15:42, Asia/Shanghai */
#define NOW G_GINT64_CONSTANT (1795160520000)

static Display *display;           /* ours; GTK has its own */
static LtApplication *application; /* one for all windows: it has a name on the bus */

typedef struct
{
  GdkFrameClock *clock;
  gint64 frame;
} Frames;

static gboolean
frames_passed (gpointer user_data)
{
  Frames *frames = user_data;

  return gdk_frame_clock_get_frame_counter (frames->clock) >= frames->frame;
}

static GtkWindow *
get_active (Stage *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != self->window && gtk_widget_get_mapped (at->data))
      return at->data;
  return GTK_WINDOW (self->window);
}

/* The server has handed the events over when XSync() answers; GTK has taken
 * them, and what follows from them, some frames later. A window that was closed by
 * them is the stage's no more. */
void
stage_settle (Stage *self)
{
  g_autoptr (GtkWidget) window = g_object_ref (GTK_WIDGET (self->window));
  g_autoptr (GdkFrameClock) clock = g_object_ref (gtk_widget_get_frame_clock (window));
  Frames frames = { .clock = clock };

  XSync (display, False);
  frames.frame = gdk_frame_clock_get_frame_counter (frames.clock) + FRAMES;
  for (int i = 0; i < FRAMES; i++)
    gdk_frame_clock_request_phase (frames.clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (gtk_widget_get_realized (window) && !frames_passed (&frames))
    {
      gdk_frame_clock_request_phase (frames.clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (!gtk_widget_get_realized (window))
    self->window = NULL;
}

static Window
get_xid (GtkWidget *widget)
{
  return gdk_x11_surface_get_xid (gtk_native_get_surface (gtk_widget_get_native (widget)));
}

/* Without a window manager nobody else gives a window the keyboard. */
static void
take_keyboard (Stage *self)
{
  XSetInputFocus (display, get_xid (GTK_WIDGET (get_active (self))), RevertToParent, CurrentTime);
  XSync (display, False);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static gboolean
is_active (gpointer user_data)
{
  return gtk_window_is_active (user_data);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

static char *config; /* folder of the settings: of this run alone */

static void
remove_config (void)
{
  remove_folder (config);
}

static void
start_once (void)
{
  static gsize started;
  LtApplicationOptions options = { .at = NOW };

  if (g_once_init_enter (&started))
    {
      config = g_dir_make_tmp ("lantian-config-XXXXXX", NULL);
      g_setenv ("XDG_CONFIG_HOME", config, TRUE);
      atexit (remove_config);
      g_setenv ("GTK_IM_MODULE", "gtk-im-context-simple", TRUE);
      lt_ui_start ();
      adw_init ();
      g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                    FALSE, "gtk-double-click-time", 1, NULL);
      display = XOpenDisplay (NULL);
      g_assert_nonnull (display);
      application = lt_application_new (&options);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
      g_once_init_leave (&started, 1);
    }
}

/**
 * stage_new:
 * @path: (nullable): a county file; %NULL for the page that asks for one
 */
Stage *
stage_new (const char *path)
{
  Stage *self = g_new0 (Stage, 1);

  start_once ();
  self->path = g_strdup (path);
  self->window = lt_application_show (application, path);
  stage_wait (is_mapped, self->window, "the window on the screen");
  take_keyboard (self);
  stage_wait (is_active, self->window, "the window with the keyboard");
  if (path != NULL && lt_window_get_session (self->window) != NULL)
    stage_wait_map (self);
  return self;
}

Stage *
stage_new_sample (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "county.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *made = lt_work_new_sample (path, NOW, &error);
  Stage *self;

  g_assert_no_error (error);
  lt_session_close (made);
  self = stage_new (path);
  self->folder = g_steal_pointer (&folder);
  return self;
}

void
stage_free (Stage *self)
{
  if (self->window != NULL)
    {
      lt_window_set_session (self->window, NULL);
      gtk_window_destroy (GTK_WINDOW (self->window));
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static gboolean
map_is_settled (gpointer user_data)
{
  return lt_map_view_is_settled (user_data);
}

void
stage_wait_map (Stage *self)
{
  stage_wait (map_is_settled, lt_window_get_map (self->window), "the map");
  stage_settle (self);
}

static gboolean
preview_is_settled (gpointer user_data)
{
  Stage *self = user_data;

  return lt_order_page_is_settled (LT_ORDER_PAGE (stage_find (self, "order-page")));
}

/* Until the paper beside the form follows what was typed. */
void
stage_wait_preview (Stage *self)
{
  stage_wait (preview_is_settled, self, "the preview");
  stage_settle (self);
}

typedef struct
{
  Stage *stage;
  const char *words;
} Expected;

static gboolean
page_is_shown (gpointer user_data)
{
  Expected *expected = user_data;

  return g_str_equal (lt_window_get_page (expected->stage->window), expected->words);
}

void
stage_wait_page (Stage *self, const char *page)
{
  Expected expected = { self, page };

  stage_wait (page_is_shown, &expected, page);
  stage_settle (self);
}

static gboolean
dialog_is_there (gpointer user_data)
{
  Stage *self = user_data;
  GtkWindow *active = get_active (self);

  return active != GTK_WINDOW (self->window) && is_mapped (active);
}

static gboolean
dialog_is_gone (gpointer user_data)
{
  return !dialog_is_there (user_data);
}

/**
 * stage_wait_dialog:
 *
 * Returns: (transfer none): the second window that opened, with the keyboard
 */
GtkWindow *
stage_wait_dialog (Stage *self)
{
  stage_wait (dialog_is_there, self, "a dialog");
  stage_settle (self);
  take_keyboard (self);
  stage_wait (is_active, get_active (self), "the dialog with the keyboard");
  return get_active (self);
}

void
stage_wait_no_dialog (Stage *self)
{
  stage_wait (dialog_is_gone, self, "the end of the dialog");
  take_keyboard (self);
  stage_wait (is_active, self->window, "the window with the keyboard");
  stage_settle (self);
}

static GtkWidget *
find_below (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_shown (GtkWidget *widget, const char *name)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * stage_find:
 *
 * Returns: (transfer none): the widget called @name; the one on the screen
 *   where several are called so, the window's own before that of a dialog
 */
GtkWidget *
stage_find (Stage *self, const char *name)
{
  GtkWidget *found = find_shown (GTK_WIDGET (self->window), name);

  /* A second window has the keyboard. */
  if (found == NULL && get_active (self) != NULL)
    found = find_shown (GTK_WIDGET (get_active (self)), name);
  if (found == NULL)
    found = find_below (GTK_WIDGET (self->window), name);
  if (found == NULL)
    g_error ("no widget is called %s", name);
  return found;
}

static gboolean
widget_is_shown (gpointer user_data)
{
  Expected *expected = user_data;

  return find_shown (GTK_WIDGET (expected->stage->window), expected->words) != NULL;
}

void
stage_wait_shown (Stage *self, const char *name)
{
  Expected expected = { self, name };

  stage_wait (widget_is_shown, &expected, name);
  stage_settle (self);
}

/**
 * stage_get_text:
 *
 * Returns: (transfer none): what the label, entry, button or row called @name says
 */
const char *
stage_get_text (Stage *self, const char *name)
{
  GtkWidget *widget = stage_find (self, name);

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return gtk_editable_get_text (GTK_EDITABLE (widget));
}

static void
find_on_screen (GtkWidget *widget, double x, double y, int at[2])
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t point;
  double dx, dy;
  Window child;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));
  gtk_native_get_surface_transform (native, &dx, &dy);
  XTranslateCoordinates (display, get_xid (widget), DefaultRootWindow (display),
                         (int) (point.x + dx), (int) (point.y + dy), &at[0], &at[1], &child);
}

/* Moves the pointer to a point of @widget, whatever window it is in. Where something that came
 * meanwhile has pushed the widget aside, the pointer goes after it, as a hand does. */
void
stage_move (Stage *self, GtkWidget *widget, double x, double y)
{
  int at[2], before[2];

  find_on_screen (widget, x, y, at);
  do
    {
      before[0] = at[0];
      before[1] = at[1];
      XTestFakeMotionEvent (display, -1, at[0], at[1], CurrentTime);
      stage_settle (self);
      find_on_screen (widget, x, y, at);
    }
  while (at[0] != before[0] || at[1] != before[1]);
}

/* What lies above the widget would take the click instead. */
static void
assert_on_top (GtkWidget *widget, double x, double y)
{
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_point_t at;
  GtkWidget *top;

  g_assert_true (
      gtk_widget_compute_point (widget, native, &GRAPHENE_POINT_INIT ((float) x, (float) y), &at));
  top = gtk_widget_pick (native, at.x, at.y, GTK_PICK_INSENSITIVE);
  if (top == NULL || !(top == widget || gtk_widget_is_ancestor (top, widget)))
    g_error ("%s %g, %g lies beneath %s", gtk_widget_get_name (widget), x, y,
             top == NULL ? "nothing" : gtk_widget_get_name (top));
}

/* A click for itself: one that follows at the same place does not make two of it. */
void
stage_click_at (Stage *self, GtkWidget *widget, double x, double y)
{
  stage_move (self, widget, x, y);
  assert_on_top (widget, x, y);
  XTestFakeButtonEvent (display, 1, True, CurrentTime);
  XTestFakeButtonEvent (display, 1, False, CurrentTime);
  stage_settle (self);
}

void
stage_click (Stage *self, const char *name)
{
  GtkWidget *widget = stage_find (self, name);

  stage_click_at (self, widget, gtk_widget_get_width (widget) / 2.0,
                  gtk_widget_get_height (widget) / 2.0);
}

void
stage_drag (Stage *self, GtkWidget *widget, double x, double y, double to_x, double to_y)
{
  stage_move (self, widget, x, y);
  XTestFakeButtonEvent (display, 1, True, CurrentTime);
  stage_settle (self);
  for (int step = 1; step <= 4; step++)
    stage_move (self, widget, x + (to_x - x) * step / 4, y + (to_y - y) * step / 4);
  XTestFakeButtonEvent (display, 1, False, CurrentTime);
  stage_settle (self);
}
