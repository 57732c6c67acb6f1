/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How all windows look: light or dark, contrast, size of the text, and the mode for work
 * outdoors. Everything works at once and lasts. */

#include "ui/preferences/looks.h"

#include "ui/shell/last-file.h"

#define HIGH_CONTRAST "/org/gnome/Adwaita/styles/base-hc.css"
#define FIELD_CSS     "/org/lantian/Lantian/field.css"
#define LARGE_CSS     "/org/lantian/Lantian/large.css"
#define LARGE_SCALE   1.05
#define STACK_SCALE   1.4
#define FIELD_TEXT    125
#define LARGEST_TEXT  300
#define UNKNOWN_DPI   (96 * 1024)

/* Above the theme, below what the program says of single widgets. */
#define PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_THEME + 1)

/* Above what the program says of single widgets. */
#define ABOVE_ALL (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)

static int system_dpi; /* of the system's own text, in 1/1024 */

/* Adwaita has it in itself; it is taken from there, whatever the system wishes. */
static void
set_sheet (GtkCssProvider **provider, const char *resource, gboolean wanted, guint priority)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (wanted == (*provider != NULL) || display == NULL)
    return;
  if (!wanted)
    {
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (*provider));
      g_clear_object (provider);
      return;
    }
  if (!g_resources_get_info (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    return;
  *provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (*provider, resource);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (*provider), priority);
}

/* However the letters became large: by our own setting or by the system's. */
static void
grow_with_letters (void)
{
  static GtkCssProvider *large;

  set_sheet (&large, LARGE_CSS, lt_looks_get_text_scale () > LARGE_SCALE, ABOVE_ALL);
}

static void
follow_letters (GtkSettings *settings)
{
  static gboolean follows;

  if (!follows)
    g_signal_connect (settings, "notify::gtk-xft-dpi", G_CALLBACK (grow_with_letters), NULL);
  follows = TRUE;
  grow_with_letters ();
}

static void
set_text (int percent)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (system_dpi == 0)
    g_object_get (settings, "gtk-xft-dpi", &system_dpi, NULL);
  if (system_dpi <= 0)
    system_dpi = UNKNOWN_DPI;
  if (percent == 100)
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
  else
    g_object_set (settings, "gtk-xft-dpi",
                  (int) ((gint64) system_dpi * CLAMP (percent, 50, LARGEST_TEXT) / 100), NULL);
  follow_letters (settings);
}

/**
 * lt_looks_show:
 * @looks: how all windows shall look from now on
 */
void
lt_looks_show (const LtLooks *looks)
{
  static GtkCssProvider *contrast, *field;
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (looks->field || g_strcmp0 (looks->style, "light") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (looks->style, "dark") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  set_sheet (&contrast, HIGH_CONTRAST, looks->field || g_strcmp0 (looks->contrast, "high") == 0,
             PRIORITY);
  set_sheet (&field, FIELD_CSS, looks->field, ABOVE_ALL);
  set_text (looks->field ? looks->text * FIELD_TEXT / 100 : looks->text);
}

/**
 * lt_looks_get_text_scale:
 *
 * Returns: how much larger letters are than GTK's own at 96 dots an inch: for what is
 *   painted without GTK. "gtk-xft-dpi" of the settings tells when it changes
 */
double
lt_looks_get_text_scale (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi <= 0 ? 1 : CLAMP (dpi / (double) UNKNOWN_DPI, 0.5, 4);
}

static void
stack (GtkOrientable *box)
{
  gtk_orientable_set_orientation (box, lt_looks_get_text_scale () > STACK_SCALE
                                           ? GTK_ORIENTATION_VERTICAL
                                           : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * lt_looks_stack_when_large:
 * @box: a box with what has its place side by side
 *
 * From now on it stands one above the other while letters are so large that side by side
 * there is no room for it.
 */
void
lt_looks_stack_when_large (GtkOrientable *box)
{
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (stack),
                           box, G_CONNECT_SWAPPED);
  stack (box);
}

/**
 * lt_looks_apply:
 *
 * Shows what the settings say.
 */
void
lt_looks_apply (void)
{
  g_autofree char *style = lt_settings_get (LT_SETTING_STYLE);
  g_autofree char *contrast = lt_settings_get (LT_SETTING_CONTRAST);
  g_autofree char *text = lt_settings_get (LT_SETTING_TEXT);
  LtLooks looks = { style, contrast, text == NULL ? 100 : (int) g_ascii_strtoll (text, NULL, 10),
                    lt_settings_is_on (LT_SETTING_FIELD_MODE, FALSE) };

  if (looks.text <= 0)
    looks.text = 100;
  lt_looks_show (&looks);
}

/**
 * lt_looks_start:
 *
 * Before GTK is: what of the settings must be known so early. `LANTIAN_LANGUAGE` decides
 * over the language that was chosen.
 */
void
lt_looks_start (void)
{
  g_autofree char *language = lt_settings_get (LT_SETTING_LANGUAGE);

  if (language != NULL && language[0] != '\0')
    g_setenv ("LANTIAN_LANGUAGE", language, FALSE);
}
