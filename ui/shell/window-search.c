/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The box in which one types what one looks for or wants to do. */

#include "ui/shell/window-private.h"

#include "ui/search/commands.h"
#include "work/answering.h"

static GPtrArray *
list_commands (LtWindow *self)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);
  LtWhen when = { .page = self->session == NULL ? NULL : lt_window_get_page (self) };

  when.has_place = self->session != NULL && g_str_equal (when.page, "map")
                   && !lt_id_is_zero (lt_map_view_get_selected (self->map_view));
  if (self->session != NULL)
    lt_window_add_pages (commands);
  lt_commands_add (commands, &when);
  lt_window_add_recent (commands);
  return commands;
}

static void
open_box (LtWindow *self, gboolean places)
{
  g_autoptr (GPtrArray) commands = list_commands (self);

  lt_search_box_open (self->search_box, commands, places);
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_box (LT_WINDOW (widget), FALSE);
}

static void
on_find_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_window_go_to_page (self, "map");
  open_box (self, TRUE);
}

static void
go_to_spot (LtWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ",", 2);

  lt_window_go_to_page (self, "map");
  lt_map_view_go_to (self->map_view, g_ascii_strtod (parts[0], NULL),
                     g_ascii_strtod (parts[1], NULL));
}

/* @target: KIND/WORDS */
static void
list_all (LtWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);

  lt_record_list_show_words (self->any_list, lt_kind_by_name (parts[0]), parts[1]);
  lt_window_go_to_page (self, "lists");
}

/* On its page, which is gone to first. */
static void
do_command (LtWindow *self, const char *action, const char *target)
{
  const char *page = lt_command_get_page (action);
  GVariant *parameter = target == NULL ? NULL : g_variant_new_string (target);
  GtkWidget *on = GTK_WIDGET (self);

  if (page != NULL)
    {
      lt_window_go_to_page (self, page);
      on = g_str_equal (page, "map") ? GTK_WIDGET (self->map_view)
                                     : gtk_stack_get_visible_child (self->stack);
    }
  if (!gtk_widget_activate_action_variant (on, action, parameter))
    g_warning ("there is no action %s", action);
}

void
lt_window_on_search_chosen (LtWindow *self,
                            guint type,
                            const char *action,
                            const char *target,
                            gboolean beside)
{
  switch ((LtAnswerType) type)
    {
    case LT_ANSWER_RECORD:
      gtk_widget_activate_action (GTK_WIDGET (self), beside ? "win.open-beside" : "win.open-record",
                                  "s", target);
      break;
    case LT_ANSWER_SPOT:
      go_to_spot (self, target);
      break;
    case LT_ANSWER_COMMAND:
      do_command (self, action, target);
      break;
    case LT_ANSWER_RULE:
      lt_window_go_to_page (self, "targets");
      lt_targets_page_show_target (self->targets_page, target);
      break;
    case LT_ANSWER_LIST:
      list_all (self, target);
      break;
    }
}

void
lt_window_install_search_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "win.find-place", NULL, on_find_place);
}
