/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences/preferences.h"

#include "ui/preferences/looks.h"
#include "ui/shell/last-file.h"

#include <glib/gi18n-lib.h>

struct _LtPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *text_row;
  AdwComboRow *style_row;
  AdwComboRow *contrast_row;
  AdwComboRow *language_row;
  GtkSwitch *field_switch;
  GtkSwitch *last_switch;
  GtkSwitch *notify_switch;
  GtkSpinButton *lock_spin;
  GtkAdjustment *lock_minutes;
  AdwActionRow *settings_row;
  AdwActionRow *basemaps_row;
  gboolean ready; /* what is chosen from now on was chosen by somebody */
};

G_DEFINE_FINAL_TYPE (LtPreferences, lt_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* What the rows' entries stand for, in their order. */
static const char *const texts[] = { "100", "125", "150", "200", NULL };
static const char *const styles[] = { "", "light", "dark", NULL };
static const char *const contrasts[] = { "", "high", NULL };
static const char *const languages[] = { "zh_CN", "en", NULL };

static void
show_choice (AdwComboRow *row, const char *key, const char *const *choices)
{
  g_autofree char *chosen = lt_settings_get (key);

  for (guint i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (chosen, choices[i]) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
keep_choice (LtPreferences *self, AdwComboRow *row, const char *key, const char *const *choices)
{
  if (!self->ready)
    return;
  lt_settings_set (key, choices[adw_combo_row_get_selected (row)]);
  lt_looks_apply ();
}

static void
on_text (LtPreferences *self)
{
  keep_choice (self, self->text_row, LT_SETTING_TEXT, texts);
}

static void
on_style (LtPreferences *self)
{
  keep_choice (self, self->style_row, LT_SETTING_STYLE, styles);
}

static void
on_contrast (LtPreferences *self)
{
  keep_choice (self, self->contrast_row, LT_SETTING_CONTRAST, contrasts);
}

static void
on_language (LtPreferences *self)
{
  keep_choice (self, self->language_row, LT_SETTING_LANGUAGE, languages);
}

static void
on_last (LtPreferences *self)
{
  if (self->ready)
    lt_settings_set (LT_SETTING_OPEN_LAST,
                     gtk_switch_get_active (self->last_switch) ? "true" : "false");
}

static void
on_notify (LtPreferences *self)
{
  if (self->ready)
    lt_settings_set (LT_SETTING_NOTIFY,
                     gtk_switch_get_active (self->notify_switch) ? "true" : "false");
}

static void
on_lock (LtPreferences *self)
{
  if (self->ready)
    lt_settings_set_lock_minutes ((guint) gtk_adjustment_get_value (self->lock_minutes));
}

/* Of a file that was told "never" by hand, that stays until somebody chooses. */
static void
show_settings (LtPreferences *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "lantian", NULL);
  g_autofree char *settings = g_build_filename (folder, "window.ini", NULL);
  g_autofree char *basemaps = g_build_filename (folder, "basemaps.ini", NULL);

  show_choice (self->text_row, LT_SETTING_TEXT, texts);
  show_choice (self->style_row, LT_SETTING_STYLE, styles);
  show_choice (self->contrast_row, LT_SETTING_CONTRAST, contrasts);
  show_choice (self->language_row, LT_SETTING_LANGUAGE, languages);
  gtk_switch_set_active (self->last_switch, lt_settings_is_on (LT_SETTING_OPEN_LAST, TRUE));
  gtk_switch_set_active (self->notify_switch, lt_settings_is_on (LT_SETTING_NOTIFY, TRUE));
  gtk_adjustment_set_value (self->lock_minutes, lt_settings_get_lock_minutes ());
  adw_action_row_set_subtitle (self->settings_row, settings);
  adw_action_row_set_subtitle (self->basemaps_row, basemaps);
}

static void
lt_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LT_TYPE_PREFERENCES);
  G_OBJECT_CLASS (lt_preferences_parent_class)->dispose (object);
}

static void
lt_preferences_class_init (LtPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_preferences_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/lantian/Lantian/ui/preferences/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, text_row);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, style_row);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, contrast_row);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, language_row);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, field_switch);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, last_switch);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, notify_switch);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, lock_spin);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, lock_minutes);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, settings_row);
  gtk_widget_class_bind_template_child (widget_class, LtPreferences, basemaps_row);
  gtk_widget_class_bind_template_callback (widget_class, on_text);
  gtk_widget_class_bind_template_callback (widget_class, on_style);
  gtk_widget_class_bind_template_callback (widget_class, on_contrast);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_last);
  gtk_widget_class_bind_template_callback (widget_class, on_notify);
  gtk_widget_class_bind_template_callback (widget_class, on_lock);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lt_preferences_init (LtPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_settings (self);
  self->ready = TRUE;
}

/**
 * lt_preferences_new:
 * @parent: (nullable): the window from which it is opened
 *
 * Returns: (transfer none): a window
 */
LtPreferences *
lt_preferences_new (GtkWindow *parent)
{
  LtPreferences *self = g_object_new (LT_TYPE_PREFERENCES, "modal", FALSE, NULL);

  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
    }
  return self;
}
