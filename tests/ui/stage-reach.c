/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage-reach.h"

#define MOST_TABS 200

/* One of a group; GTK 4.8 tells it by its mark only. */
static gboolean
is_radio (GtkWidget *widget)
{
  GtkWidget *mark = GTK_IS_CHECK_BUTTON (widget) ? gtk_widget_get_first_child (widget) : NULL;

  return mark != NULL && g_str_equal (gtk_widget_get_css_name (mark), "radio");
}

static gboolean
takes_keyboard (GtkWidget *widget)
{
  gboolean found = gtk_widget_get_focusable (widget);

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = !GTK_IS_NATIVE (child) && takes_keyboard (child);
  return found;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_EDITABLE (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_SCALE (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget)
         || GTK_IS_LIST_BOX (widget);
}

/* What is worked with below @widget, outermost first: the rows of a list are gone to by the
 * arrow keys. */
static void
collect_controls (GtkWidget *widget, GPtrArray *controls)
{
  /* Closing and the like are the window system's, which has keys of its own for them. */
  if (!takes_keyboard (widget) || !gtk_widget_get_child_visible (widget)
      || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  if (is_control (widget))
    {
      g_ptr_array_add (controls, g_object_ref (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      collect_controls (child, controls);
}

/* Of a group of radio buttons Tab leads to one, and the arrow keys from there. */
static gboolean
is_reached (GtkWidget *control, GtkWidget *focus)
{
  return focus == control || gtk_widget_is_ancestor (focus, control)
         || (is_radio (control) && is_radio (focus)
             && gtk_widget_get_parent (control) == gtk_widget_get_parent (focus));
}

/* Tab, from where the keyboard is and once around, leads to every control of @root. */
void
stage_assert_all_reached (Stage *stage, GtkWidget *root, const char *where)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func (g_object_unref);

  collect_controls (root, controls);
  g_assert_cmpuint (controls->len, >, 1);
  for (int i = 0; i < MOST_TABS && controls->len > 0; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

      for (guint at = controls->len; focus != NULL && at > 0; at--)
        if (is_reached (g_ptr_array_index (controls, at - 1), focus))
          g_ptr_array_remove_index (controls, at - 1);
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  for (guint i = 0; i < controls->len; i++)
    g_test_message ("%s: Tab does not lead to %s %s in %s", where,
                    G_OBJECT_TYPE_NAME (g_ptr_array_index (controls, i)),
                    gtk_widget_get_name (g_ptr_array_index (controls, i)),
                    gtk_widget_get_name (gtk_widget_get_parent (g_ptr_array_index (controls, i))));
  g_assert_cmpuint (controls->len, ==, 0);
}

/* Until the keyboard is at another place than it was: no page keeps it. */
void
stage_assert_tab_leads_on (Stage *stage)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);

  for (int i = 0; i < 4; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

      g_assert_nonnull (focus);
      g_hash_table_add (visited, focus);
      stage_key (stage, GDK_KEY_Tab, 0);
    }
  g_assert_cmpuint (g_hash_table_size (visited), >, 1);
}
