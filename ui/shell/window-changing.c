/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A place of the file is changed in its form, or removed with a reason; both can be
 * undone. */

#include "ui/shell/window-private.h"

#include "ui/shell/reason.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* The selected place as text; %NULL where there is none, or a tool is at work. */
static char *
get_selected (LtWindow *self)
{
  const LtId *selected = lt_map_view_get_selected (self->map_view);

  return lt_window_can_write (self) && g_str_equal (lt_window_get_page (self), "map")
                 && !lt_id_is_zero (selected)
                 && lt_map_hand_get_tool (lt_map_view_get_hand (self->map_view)) == LT_TOOL_CHOOSE
             ? lt_id_to_text (selected)
             : NULL;
}

static void
begin_changing (LtWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  LtId id;

  if (!lt_id_from_text (&id, target))
    return;
  lt_window_let_go (self);
  if (!lt_place_page_open (self->place_page, &id, &error))
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_go_to_page (self, "place");
  lt_place_page_focus (self->place_page);
}

static void
on_change_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *selected = get_selected (self);

  if (selected != NULL && lt_window_is_signed_in (self, _ ("Sign in to change a place.")))
    lt_window_give_up_first (self, "place", begin_changing, selected);
}

static LtRecord *
read_place (LtWindow *self, const char *target, GError **error)
{
  LtStore *store = lt_session_get_store (self->session);
  g_autoptr (LtRecord) found = NULL;
  LtId id;

  if (!lt_id_from_text (&id, target))
    return NULL;
  found = lt_store_find_place (store, &id, error);
  return found == NULL ? NULL : lt_store_get (store, found->kind, &id, error);
}

static void
remove_place (GtkWidget *owner, const char *why, const char *target)
{
  LtWindow *self = LT_WINDOW (owner);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) place = self->session == NULL ? NULL : read_place (self, target, &error);
  g_autofree char *words = NULL;

  if (place == NULL || !lt_work_remove (self->session, place, why, &error))
    {
      if (error != NULL)
        lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_close_pane (self);
  words = g_strdup_printf (_ ("Removed: %s"), lt_record_get_title (place));
  lt_window_tell_undoable (self, words, _ ("Undo the removal"), &place->id);
  gtk_widget_grab_focus (lt_map_view_get_map (self->map_view));
}

static void
ask_to_remove (LtWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) place = read_place (self, target, &error);
  g_autofree char *title = NULL;

  if (place == NULL)
    {
      if (error != NULL)
        lt_window_show_problem (self, error->message);
      return;
    }
  title = g_strdup_printf (_ ("Remove %s %s?"), lt_kind_get_label (place->kind),
                           lt_record_get_title (place));
  lt_reason_ask (GTK_WIDGET (self), title,
                 _ ("It goes from the map and the lists, here and with colleagues. The log keeps "
                    "it, and the removal can be undone."),
                 _ ("_Remove"), remove_place, target);
}

static gboolean
is_in_form (LtWindow *self, const char *target)
{
  const LtRecord *seen = lt_place_page_get_seen (self->place_page);
  LtId id;

  return seen != NULL && lt_id_from_text (&id, target) && lt_id_equal (&seen->id, &id);
}

static void
on_remove_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *selected = get_selected (self);

  if (selected == NULL || !lt_window_is_signed_in (self, _ ("Sign in to remove a place.")))
    return;
  /* What is typed of another place has nothing to do with it. */
  if (is_in_form (self, selected))
    lt_window_give_up_first (self, "place", ask_to_remove, selected);
  else
    ask_to_remove (self, selected);
}

void
lt_window_install_changing_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.change-place", NULL, on_change_place);
  gtk_widget_class_install_action (widget_class, "win.remove-place", NULL, on_remove_place);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.change-place", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-place", NULL);
}
