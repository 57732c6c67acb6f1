/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What takes the keyboard inside GTK's own widgets has no name in GTK 4.8, and a screen
 * reader says the type: "GtkToggleButton" for a drop-down list, "GtkListItemWidget" for a
 * row. They are named here, for all windows, when they come onto the screen. */

#include "ui/shell/spoken-names.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define DEEPEST  6
#define BY_WORDS "lt-named-by-words"
#define WATCHED  "lt-words-watched"

static gboolean
is_a (GtkWidget *widget, const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

/* What the labels below say, in their order. */
static void
collect_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len == 0 ? "" : ", ",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      collect_words (child, words);
}

static void
name_by_words (GtkWidget *widget)
{
  g_autoptr (GString) words = g_string_new (NULL);

  collect_words (widget, words);
  if (words->len > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words->str, -1);
}

/* A part lives no longer than the widget that it is a part of. */
static void
name_like_parent (GtkWidget *widget)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  gtk_widget_get_parent (widget), NULL, -1);
}

/* One that can be gone to; what a drop-down list shows closed is a part of its button. */
static gboolean
is_item (GtkWidget *widget)
{
  return is_a (widget, "GtkListItemWidget")
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
                != GTK_ACCESSIBLE_ROLE_WIDGET;
}

/* The row, list item or button that a label within it stands for; the button in a menu
 * button is named after that. */
static GtkWidget *
find_named (GtkWidget *label)
{
  GtkWidget *at = gtk_widget_get_parent (label);

  for (int i = 0; i < DEEPEST && at != NULL && !GTK_IS_NATIVE (at);
       i++, at = gtk_widget_get_parent (at))
    if (is_item (at) || GTK_IS_LIST_BOX_ROW (at) || GTK_IS_BUTTON (at))
      return GTK_IS_MENU_BUTTON (gtk_widget_get_parent (at)) ? gtk_widget_get_parent (at) : at;
  return NULL;
}

static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A row is used for one record after the other. */
static void
on_words_changed (GtkWidget *label)
{
  GtkWidget *named = find_named (label);

  if (named != NULL && g_object_get_data (G_OBJECT (named), BY_WORDS) != NULL)
    name_by_words (named);
}

static void
watch_label (GtkWidget *label)
{
  GtkWidget *named = find_named (label);

  if (named == NULL)
    return;
  if (!has_name (named))
    g_object_set_data (G_OBJECT (named), BY_WORDS, GINT_TO_POINTER (TRUE));
  on_words_changed (label);
  if (g_object_get_data (G_OBJECT (label), WATCHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (label), WATCHED, GINT_TO_POINTER (TRUE));
  g_signal_connect (label, "notify::label", G_CALLBACK (on_words_changed), NULL);
}

static void
name_with (GtkWidget *widget, const char *words)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

/* A button that shows an icon only, like those of libadwaita's windows, is named after the
 * icon, which has no name. */
static void
name_by_tip (GtkButton *button)
{
  const char *tip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (gtk_button_get_icon_name (button) != NULL && tip != NULL
      && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL))
    name_with (GTK_WIDGET (button), tip);
}

/* The two buttons of the window of shortcuts have no tip either. */
static void
name_shortcuts (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    name_with (widget, _ ("Which shortcuts"));
  else if (GTK_IS_TOGGLE_BUTTON (widget) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    name_with (widget, _ ("Search the shortcuts"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_shortcuts (child);
}

/* Of the pages within about, which are there before they come onto the screen. */
static void
name_backs (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    name_by_tip (GTK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_backs (child);
}

static gboolean
on_map (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_LABEL (widget))
    watch_label (widget);
  else if (is_a (widget, "GtkColumnViewTitle"))
    name_by_words (widget);
  else if (is_a (widget, "GtkColumnListView")
           || (GTK_IS_TOGGLE_BUTTON (widget) && GTK_IS_DROP_DOWN (parent)))
    name_like_parent (widget);
  else if (GTK_IS_SHORTCUTS_WINDOW (widget))
    name_shortcuts (widget);
  else if (ADW_IS_ABOUT_WINDOW (widget))
    name_backs (widget);
  else if (GTK_IS_BUTTON (widget))
    name_by_tip (GTK_BUTTON (widget));
  return TRUE;
}

/**
 * lt_spoken_names_start:
 *
 * From now on everything that comes onto the screen has a name for a screen reader,
 * where GTK gives it none.
 */
void
lt_spoken_names_start (void)
{
  static gsize started;

  if (g_once_init_enter (&started))
    {
      g_autoptr (GTypeClass) widget_class = g_type_class_ref (GTK_TYPE_WIDGET);

      g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
      g_once_init_leave (&started, 1);
    }
}
