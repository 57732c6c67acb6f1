/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preferences by keys: what is chosen works at once and is kept; field mode has targets for
 * a finger. */

#include "stage.h"

#include "ui/shell/last-file.h"
#include "work/county.h"

#define TARGET 44

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static gboolean
has_keyboard (GtkWindow *window, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  for (; focus != NULL; focus = gtk_widget_get_parent (focus))
    if (g_str_equal (gtk_widget_get_name (focus), name))
      return TRUE;
  return FALSE;
}

static void
tab_to (Stage *stage, GtkWindow *window, const char *name)
{
  for (int i = 0; i < 30 && !has_keyboard (window, name); i++)
    stage_key (stage, GDK_KEY_Tab, 0);
  g_assert_true (has_keyboard (window, name));
}

/* What is pressed by a finger: not what lies in another one that is. */
static gboolean
is_target (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return (GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget))
         && !GTK_IS_MENU_BUTTON (widget) && !GTK_IS_SPIN_BUTTON (parent)
         && !GTK_IS_LIST_BOX_ROW (parent);
}

static guint
count_targets (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (is_target (widget))
    {
      n++;
      if (gtk_widget_get_height (widget) < TARGET)
        g_error ("%s %s is %d px high", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
                 gtk_widget_get_height (widget));
      if (gtk_widget_get_width (widget) < TARGET)
        g_error ("%s %s is %d px wide", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
                 gtk_widget_get_width (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_targets (child);
  return n;
}

static void
test_field_mode (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  int dpi = get_dpi ();
  GtkWindow *preferences;

  g_assert_false (lt_settings_is_on (LT_SETTING_FIELD_MODE, FALSE));
  stage_key (stage, GDK_KEY_comma, GDK_CONTROL_MASK);
  preferences = stage_wait_dialog (stage);
  stage_picture_of (stage, GTK_WIDGET (preferences), "preferences");
  tab_to (stage, preferences, "preferences-field-mode");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_true (lt_settings_is_on (LT_SETTING_FIELD_MODE, FALSE));
  g_assert_cmpint (get_dpi (), ==, dpi * 125 / 100);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  for (guint key = GDK_KEY_1; key <= GDK_KEY_8; key++)
    {
      g_autofree char *picture = g_strdup_printf ("field-mode-%u", key - GDK_KEY_0);

      stage_key (stage, key, GDK_ALT_MASK);
      stage_settle (stage);
      g_assert_cmpuint (count_targets (GTK_WIDGET (stage->window)), >, 10);
      stage_picture (stage, picture);
    }
  stage_key (stage, GDK_KEY_comma, GDK_CONTROL_MASK);
  preferences = stage_wait_dialog (stage);
  tab_to (stage, preferences, "preferences-field-mode");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_false (lt_settings_is_on (LT_SETTING_FIELD_MODE, TRUE));
  g_assert_cmpint (get_dpi (), ==, dpi);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

static int
get_height_of (GtkWidget *widget, const char *css_name)
{
  int height = 0;

  if (g_str_equal (gtk_widget_get_css_name (widget), css_name))
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      return height;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && height == 0;
       child = gtk_widget_get_next_sibling (child))
    height = get_height_of (child, css_name);
  return height;
}

/* Twice the letters, twice the signs beside them; in the rail, where ten stand one above the
 * other, not quite, but never smaller than they were. */
static void
test_large (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *rail = stage_find (stage, "rail-map");
  GtkWindow *preferences;
  int image, slider, in_rail;

  stage_key (stage, GDK_KEY_comma, GDK_CONTROL_MASK);
  preferences = stage_wait_dialog (stage);
  image = get_height_of (GTK_WIDGET (preferences), "image");
  slider = get_height_of (GTK_WIDGET (preferences), "slider");
  in_rail = get_height_of (rail, "image");
  g_assert_cmpint (image, >, 0);
  g_assert_cmpint (slider, >, 0);
  tab_to (stage, preferences, "preferences-text");
  stage_choose (stage, 1);
  g_assert_cmpint (get_height_of (GTK_WIDGET (preferences), "image"), >=, image);
  g_assert_cmpint (get_height_of (rail, "image"), >=, in_rail);
  stage_choose (stage, 2);
  g_assert_cmpint (get_dpi (), ==, 2 * 96 * 1024);
  g_assert_cmpint (get_height_of (GTK_WIDGET (preferences), "image"), >=, image * 9 / 5);
  g_assert_cmpint (get_height_of (GTK_WIDGET (preferences), "slider"), >=, slider * 3 / 2);
  g_assert_cmpint (get_height_of (rail, "image"), >=, in_rail * 3 / 2);
  stage_choose (stage, -3);
  g_assert_cmpint (get_height_of (GTK_WIDGET (preferences), "image"), ==, image);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

static void
test_choices (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  AdwStyleManager *manager = adw_style_manager_get_default ();
  int dpi = get_dpi ();
  g_autofree char *language = NULL;
  GtkWindow *preferences;

  stage_key (stage, GDK_KEY_comma, GDK_CONTROL_MASK);
  preferences = stage_wait_dialog (stage);
  tab_to (stage, preferences, "preferences-text");
  stage_choose (stage, 2);
  g_assert_cmpint (get_dpi (), ==, dpi * 150 / 100);
  stage_choose (stage, -2);
  g_assert_cmpint (get_dpi (), ==, dpi);
  tab_to (stage, preferences, "preferences-style");
  stage_choose (stage, 2);
  g_assert_true (adw_style_manager_get_dark (manager));
  stage_choose (stage, -1);
  g_assert_false (adw_style_manager_get_dark (manager));
  tab_to (stage, preferences, "preferences-language");
  stage_choose (stage, 1);
  language = lt_settings_get (LT_SETTING_LANGUAGE);
  g_assert_cmpstr (language, ==, "en");
  tab_to (stage, preferences, "preferences-open-last");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_false (lt_settings_is_on (LT_SETTING_OPEN_LAST, TRUE));
  tab_to (stage, preferences, "preferences-lock");
  stage_key (stage, GDK_KEY_Up, 0);
  g_assert_cmpuint (lt_settings_get_lock_minutes (), ==, 11);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
}

/* The bureau's settings by keys: Enter keeps what the keeper typed; others may not type. */
static void
test_bureau (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);
  GtkWindow *bureau;

  for (int keeper = 0; keeper < 2; keeper++)
    {
      if (keeper == 1)
        g_assert_true (lt_session_sign_in (session, "14030005", LT_SAMPLE_PASSPHRASE, NULL));
      stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
      stage_wait_shown (stage, "search-entry");
      stage_type (stage, "bureau's");
      stage_settle (stage);
      stage_key (stage, GDK_KEY_Return, 0);
      bureau = stage_wait_dialog (stage);
      tab_to (stage, bureau, "bureau-order_prefix");
      stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
      stage_type (stage, "YHZ");
      stage_key (stage, GDK_KEY_Return, 0);
      stage_picture_of (stage, GTK_WIDGET (bureau), keeper ? "bureau-keeper" : "bureau-other");
      g_assert_cmpint (
          g_strcmp0 (lt_record_get (lt_session_get_bureau (session), "order_prefix"), "YHZ") == 0,
          ==, keeper);
      stage_key (stage, GDK_KEY_Escape, 0);
      stage_wait_no_dialog (stage);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/preferences/field-mode", test_field_mode);
  g_test_add_func ("/ui/preferences/large", test_large);
  g_test_add_func ("/ui/preferences/choices", test_choices);
  g_test_add_func ("/ui/preferences/bureau", test_bureau);
  return g_test_run ();
}
