/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard of a screen. Any character can be typed: those that the keyboard
 * lacks are put on keys that it does not use. */

#include "stage.h"

#include "base/error.h"
#include "ui/shell/picture.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <glib/gstdio.h>

#define MAX_TABS 80

static Display *display;

static Display *
get_display (void)
{
  if (display == NULL)
    display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  return display;
}

static void
press (KeyCode code, gboolean down)
{
  XTestFakeKeyEvent (get_display (), code, down, CurrentTime);
}

static KeyCode
get_code (KeySym keysym)
{
  KeyCode code = XKeysymToKeycode (get_display (), keysym);

  if (code == 0)
    g_error ("no key for keysym 0x%lx", keysym);
  return code;
}

static void
press_modifiers (GdkModifierType modifiers, gboolean down)
{
  if (modifiers & GDK_CONTROL_MASK)
    press (get_code (XK_Control_L), down);
  if (modifiers & GDK_ALT_MASK)
    press (get_code (XK_Alt_L), down);
  if (modifiers & GDK_SHIFT_MASK)
    press (get_code (XK_Shift_L), down);
}

/* Presses and lets go a key, by the name GDK has for it. */
void
stage_key (Stage *self, guint keyval, GdkModifierType modifiers)
{
  KeyCode code = get_code (keyval);

  press_modifiers (modifiers, TRUE);
  press (code, TRUE);
  press (code, FALSE);
  press_modifiers (modifiers, FALSE);
  XSync (get_display (), False);
  stage_settle (self);
}

static KeySym
get_keysym (gunichar letter)
{
  return letter < 0x100 ? letter : 0x01000000 | letter;
}

/* A key that makes no character. */
static KeyCode
find_spare_key (void)
{
  int first, last, per_key;
  KeySym *map;
  KeyCode spare = 0;

  XDisplayKeycodes (get_display (), &first, &last);
  map = XGetKeyboardMapping (get_display (), (KeyCode) first, last - first + 1, &per_key);
  for (int code = last; code >= first && spare == 0; code--)
    {
      gboolean empty = TRUE;

      for (int i = 0; i < per_key; i++)
        empty = empty && map[(code - first) * per_key + i] == NoSymbol;
      if (empty)
        spare = (KeyCode) code;
    }
  XFree (map);
  g_assert_cmpint (spare, !=, 0);
  return spare;
}

/* Whether a key of the keyboard makes it, alone or with Shift: that is pressed. */
static gboolean
press_plain (Stage *self, gunichar letter)
{
  KeySym keysym = get_keysym (letter);
  KeyCode code = letter < 0x80 ? XKeysymToKeycode (get_display (), keysym) : 0;

  for (unsigned level = 0; code != 0 && level < 2; level++)
    if (XkbKeycodeToKeysym (get_display (), code, 0, level) == keysym)
      {
        stage_key (self, (guint) keysym, level == 0 ? 0 : GDK_SHIFT_MASK);
        return TRUE;
      }
  return FALSE;
}

static void
type_letter (Stage *self, gunichar letter, KeyCode spare)
{
  KeySym both[2] = { get_keysym (letter), get_keysym (letter) };

  if (press_plain (self, letter))
    return;
  XChangeKeyboardMapping (get_display (), spare, 2, both, 1);
  XSync (get_display (), False);
  stage_settle (self);
  press (spare, TRUE);
  press (spare, FALSE);
  XSync (get_display (), False);
  stage_settle (self);
}

/* Types @text, letter by letter; Chinese too. */
void
stage_type (Stage *self, const char *text)
{
  static KeyCode spare;
  KeySym nothing[2] = { NoSymbol, NoSymbol };

  if (spare == 0)
    spare = find_spare_key ();
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    type_letter (self, g_utf8_get_char (at), spare);
  XChangeKeyboardMapping (get_display (), spare, 2, nothing, 1);
  XSync (get_display (), False);
  stage_settle (self);
}

static gboolean
is_ready (gpointer chooser)
{
  return gtk_window_get_focus (chooser) != NULL && gtk_widget_get_cursor (chooser) == NULL;
}

/* It finds out by and by whether it can accept what stands there. */
static gboolean
is_acceptable (gpointer chooser)
{
  GtkWidget *accept = gtk_window_get_default_widget (chooser);

  return accept != NULL && gtk_widget_is_sensitive (accept);
}

typedef struct
{
  GtkFileChooser *chooser;
  const char *name;
} Choice;

static gboolean
is_chosen (gpointer data)
{
  const Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (choice->chooser);
  g_autofree char *name = file == NULL ? NULL : g_file_get_basename (file);

  return g_strcmp0 (name, choice->name) == 0 && is_acceptable (choice->chooser);
}

/* Chooses a file, or names the one that is to be made: by the chooser's own functions,
 * for it is GTK's, and what it reads of a folder meanwhile writes over what is typed. */
void
stage_choose_path (Stage *self, GtkWindow *chooser, const char *path)
{
  GtkFileChooser *files = GTK_FILE_CHOOSER (chooser);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_path_get_basename (path);
  Choice choice = { files, name };

  stage_wait (is_ready, chooser, "the file chooser");
  if (gtk_file_chooser_get_action (files) == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (files, path);
  else
    gtk_file_chooser_set_file (files, file, NULL);
  stage_wait (is_chosen, &choice, "the file that is chosen");
  stage_settle (self);
}

/* Until a file chooser can accept the name that it proposes. */
void
stage_wait_chooser (GtkWindow *chooser)
{
  stage_wait (is_ready, chooser, "the file chooser");
  stage_wait (is_acceptable, chooser, "the file chooser's consent");
}

/* Whether the keyboard is in the widget called @name, or in a part of it. */
static gboolean
has_keyboard (Stage *self, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  for (; focus != NULL; focus = gtk_widget_get_parent (focus))
    if (g_str_equal (gtk_widget_get_name (focus), name))
      return TRUE;
  return FALSE;
}

/* Presses Tab until the widget called @name has the keyboard. */
void
stage_tab_to (Stage *self, const char *name)
{
  for (int i = 0; i < MAX_TABS && !has_keyboard (self, name); i++)
    stage_key (self, GDK_KEY_Tab, 0);
  if (!has_keyboard (self, name))
    g_error ("Tab does not lead to %s", name);
}

/* In a drop-down list that has the keyboard: opens it and takes the entry that
 * is @downward below the one it shows, or above where that is less than 0. */
void
stage_choose (Stage *self, int downward)
{
  if (downward == 0)
    return;
  stage_key (self, GDK_KEY_space, 0);
  for (int i = 0; i < ABS (downward); i++)
    stage_key (self, downward > 0 ? GDK_KEY_Down : GDK_KEY_Up, 0);
  stage_key (self, GDK_KEY_Return, 0);
}

/* Saves what the window shows to build/pictures/NAME.png, to be looked at. */
void
stage_picture (Stage *self, const char *name)
{
  stage_picture_of (self, GTK_WIDGET (self->window), name);
}

typedef struct
{
  GtkWidget *widget;
  const char *path;
} Shot;

/* Between an allocation and the next frame a window has nothing that could be saved. */
static gboolean
is_saved (gpointer user_data)
{
  const Shot *shot = user_data;
  g_autoptr (GError) error = NULL;

  if (lt_picture_of_widget (shot->widget, shot->path, &error))
    return TRUE;
  g_assert_error (error, LT_ERROR, LT_ERROR_BUG);
  gtk_widget_queue_draw (shot->widget);
  return FALSE;
}

/* Of any window: a dialog is one of its own. */
void
stage_picture_of (Stage *self, GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("LANTIAN_PICTURES");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;
  Shot shot = { widget, NULL };

  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  path = g_build_filename (folder, file, NULL);
  shot.path = path;
  stage_settle (self);
  stage_wait (is_saved, &shot, "something to be seen");
}
