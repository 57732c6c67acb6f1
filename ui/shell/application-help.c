/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the program says of itself, and how it is set: the actions of its menu that need no
 * county. */

#include "ui/shell/application-private.h"

#include "lantian-config.h"
#include "ui/help/help-text.h"
#include "ui/help/help-window.h"
#include "ui/preferences/looks.h"
#include "ui/preferences/preferences.h"
#include "ui/shell/last-file.h"

#include <glib/gi18n-lib.h>

/* What a screen of 1366 × 768 has room for. */
#define MOST_KEYS_WIDTH  1300
#define MOST_KEYS_HEIGHT 640

/* Debian's packages that are linked; README.md says why each is there. */
static const char libraries[] = "GTK 4 · libadwaita · libshumate\n"
                                "GLib · GIO · JSON-GLib · libsoup 3 · libarchive · zlib\n"
                                "SQLite · GEOS · PROJ · GDAL\n"
                                "cairo · Pango · fontconfig · GdkPixbuf · gexiv2\n"
                                "OpenSSL · libcsv · YAJL · libxml2 · libxlsxwriter\n"
                                "Noto CJK";

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for",
                gtk_application_get_active_window (GTK_APPLICATION (user_data)), "application-name",
                _ ("Lantian"), "application-icon", "org.lantian.Lantian", "version", LT_VERSION,
                "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("The county's air, on one map: stations, zones, mines, dust fall, "
                   "inspections and orders."),
                NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Libraries of Debian 12 in it"),
                                      NULL, GTK_LICENSE_CUSTOM, libraries);
  adw_about_window_add_legal_section (
      ADW_ABOUT_WINDOW (about), _ ("Sample county"), NULL, GTK_LICENSE_CUSTOM,
      _ ("Made up for this project but for the names and positions of the air stations. It "
         "contains no map data of others."));
  gtk_window_present (GTK_WINDOW (about));
}

static GtkWindow *
find_window (GtkApplication *application, GType type)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (at->data, type))
      return at->data;
  return NULL;
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWindow *window = find_window (application, LT_TYPE_PREFERENCES);

  if (window == NULL)
    window = GTK_WINDOW (lt_preferences_new (gtk_application_get_active_window (application)));
  gtk_window_present (window);
}

/* The page about what is on the screen. */
static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (application);
  GtkWindow *help = find_window (application, LT_TYPE_HELP_WINDOW);
  const char *shown = "welcome";

  if (LT_IS_PREFERENCES (active))
    shown = "preferences";
  else if (LT_IS_WINDOW (active))
    shown = lt_window_get_page (LT_WINDOW (active));
  if (help == NULL)
    help = GTK_WINDOW (lt_help_window_new (LT_IS_WINDOW (active) ? active : NULL));
  if (help != active)
    lt_help_window_show (LT_HELP_WINDOW (help), lt_help_find_page (shown));
  gtk_window_set_application (help, application);
  gtk_window_present (help);
}

static void
on_field_mode (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  lt_settings_set (LT_SETTING_FIELD_MODE, g_variant_get_boolean (state) ? "true" : "false");
  g_simple_action_set_state (action, state);
  lt_looks_apply ();
}

/* GTK's window of keys is as high as its longest page, whatever the size of the text: it is
 * put into one that can be scrolled. */
static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  GtkShortcutsWindow *keys =
      GTK_IS_APPLICATION_WINDOW (window)
          ? gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window))
          : NULL;
  g_autoptr (GtkWidget) pages = NULL;
  GtkWidget *scrolled;

  if (keys == NULL || GTK_IS_SCROLLED_WINDOW (gtk_window_get_child (GTK_WINDOW (keys))))
    return;
  pages = g_object_ref (gtk_window_get_child (GTK_WINDOW (keys)));
  scrolled = gtk_scrolled_window_new ();
  gtk_window_set_child (GTK_WINDOW (keys), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), pages);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_width (GTK_SCROLLED_WINDOW (scrolled), MOST_KEYS_WIDTH);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_KEYS_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (keys), scrolled);
}

void
lt_application_add_help_actions (LtApplication *self)
{
  static const GActionEntry actions[] = {
    { "about", on_about },
    { "help", on_help },
    { "preferences", on_preferences },
    { "field-mode", NULL, NULL, "false", on_field_mode },
  };
  static const char *const preferences_keys[] = { "<Control>comma", NULL };
  static const char *const help_keys[] = { "F1", NULL };
  GAction *field_mode;

  g_signal_connect (self, "window-added", G_CALLBACK (on_window_added), NULL);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.help", help_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences",
                                         preferences_keys);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  field_mode = g_action_map_lookup_action (G_ACTION_MAP (self), "field-mode");
  g_simple_action_set_state (G_SIMPLE_ACTION (field_mode),
                             g_variant_new_boolean (
                                 lt_settings_is_on (LT_SETTING_FIELD_MODE, FALSE)));
}
