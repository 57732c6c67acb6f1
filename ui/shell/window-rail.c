/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rail: one button for each page, and the way from a line of what waits to its page. */

#include "ui/search/commands.h"
#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *page;
  const char *icon;
  const char *label;
} RailButton;

static const RailButton rail_buttons[] = {
  { "map", "mark-location-symbolic", NC_ ("page", "Map") },
  { "today", "task-due-symbolic", NC_ ("page", "Today") },
  { "inspections", "edit-find-symbolic", NC_ ("page", "Inspections") },
  { "orders", "document-edit-symbolic", NC_ ("page", "Orders") },
  { "monitoring", "monitoring-symbolic", NC_ ("page", "Monitoring") },
  { "lists", "view-list-symbolic", NC_ ("page", "Lists") },
  { "sync", "emblem-synchronizing-symbolic", NC_ ("page", "Sync") },
  { "import", "folder-download-symbolic", NC_ ("page", "Import") },
  { "targets", "targets-symbolic", NC_ ("page", "Targets") },
  { "breaches", "breaches-symbolic", NC_ ("page", "Breaches") },
};

/* Under which button of the rail a page stands. */
const char *
lt_window_get_rail_of (const char *page)
{
  if (g_str_equal (page, "inspection"))
    return "inspections";
  if (g_str_equal (page, "order"))
    return "orders";
  if (g_str_equal (page, "place"))
    return "map";
  return page;
}

static void
add_rail_button (LtWindow *self, const RailButton *of, guint number)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words;
  const char *label = g_dpgettext2 (GETTEXT_PACKAGE, "page", of->label);
  g_autofree char *name = g_strdup_printf ("rail-%s", of->page);
  g_autofree char *words_name = g_strdup_printf ("rail-%s-words", of->page);
  g_autofree char *tooltip = g_strdup_printf ("%s (Alt+%u)", label, number % 10);

  words = gtk_label_new (label);
  gtk_widget_set_name (words, words_name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (of->icon));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", of->page);
  gtk_box_append (self->rail, button);
  if (g_str_equal (of->page, "today"))
    self->today_button = button;
}

/* The pages of the rail, as what can be gone to. */
void
lt_window_add_pages (GPtrArray *commands)
{
  for (guint i = 0; i < G_N_ELEMENTS (rail_buttons); i++)
    {
      const RailButton *of = &rail_buttons[i];
      g_autofree char *key = lt_command_describe_key ("win.show", of->page);

      g_ptr_array_add (commands, lt_command_new (_ ("Pages"),
                                                 g_dpgettext2 (GETTEXT_PACKAGE, "page", of->label),
                                                 of->label, key, "win.show", of->page));
    }
}

void
lt_window_fill_rail (LtWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rail_buttons); i++)
    add_rail_button (self, &rail_buttons[i], i + 1);
}

/* "Today 7": the number stands where it is always seen. */
void
lt_window_show_today_count (LtWindow *self)
{
  const LtToday *today = lt_today_page_get_today (self->today_page);
  guint n = today == NULL ? 0 : lt_today_count (today);
  const char *name = g_dpgettext2 (GETTEXT_PACKAGE, "page", "Today");
  g_autofree char *label = n == 0 ? g_strdup (name) : g_strdup_printf ("%s %u", name, n);
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (self->today_button));
  GtkWidget *words = gtk_widget_get_last_child (box);

  gtk_label_set_text (GTK_LABEL (words), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->today_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (today != NULL && today->counts[LT_TODAY_OVERDUE] > 0)
    gtk_widget_add_css_class (words, "overdue");
  else
    gtk_widget_remove_css_class (words, "overdue");
  if (today != NULL)
    lt_window_notify_today (self, today);
}

/* @parameter: name of a page; going back leads here again. */
static void
on_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL)
    lt_window_go_to_page (self, g_variant_get_string (parameter, NULL));
}

/* @parameter: id of a record in conflict */
static void
on_show_conflict (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_window_go_to_page (self, "sync");
  lt_sync_page_show_conflict (self->sync_page, g_variant_get_string (parameter, NULL));
}

/* @parameter: key of a target of a plan, see lt_target_make_key() */
static void
on_show_target (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_window_go_to_page (self, "targets");
  lt_targets_page_go_to_today (self->targets_page);
  lt_targets_page_show_target (self->targets_page, g_variant_get_string (parameter, NULL));
}

/* @parameter: name of the kind whose records are listed */
static void
on_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_record_list_show_kind (self->any_list,
                            lt_kind_by_name (g_variant_get_string (parameter, NULL)));
  lt_window_go_to_page (self, "lists");
}

void
lt_window_install_today_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go", "s", on_go);
  gtk_widget_class_install_action (widget_class, "win.list", "s", on_list);
  gtk_widget_class_install_action (widget_class, "win.show-conflict", "s", on_show_conflict);
  gtk_widget_class_install_action (widget_class, "win.show-target", "s", on_show_target);
}
