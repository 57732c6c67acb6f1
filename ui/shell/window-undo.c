/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was saved last can be taken back from where it was saved: a place on the map, a
 * record on its page, a field of many in their list. */

#include "ui/shell/window-private.h"

#include "ui/lists/set-job.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

static void
tell_on_map (LtWindow *self, LtNoticeLife life, const char *words, const char *undo_label)
{
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), life, words, undo_label,
                           "win.unsave", _ ("Close"), "win.close-notice");
}

/* The group that is undone: that of the session's last writing. */
static void
take_group (LtWindow *self, LtUnsave what, const LtId *record)
{
  self->can_unsave = lt_session_take_last_group (self->session, &self->saved_group);
  self->unsave = what;
  self->unsave_record = *record;
}

/**
 * lt_window_tell_undoable:
 * @self: a window
 * @words: what was written just now
 * @undo_label: what takes it back is called
 * @place: of which place
 *
 * Says so on the map, with the way back.
 */
void
lt_window_tell_undoable (LtWindow *self,
                         const char *words,
                         const char *undo_label,
                         const LtId *place)
{
  take_group (self, LT_UNSAVE_PLACE, place);
  lt_undo_bar_close (self->undo_bar);
  tell_on_map (self, LT_NOTICE_UNDO, words, self->can_unsave ? undo_label : NULL);
}

/* Nothing was written where the record was so already; an order that has gone a step on
 * (@text is empty) does not go back by what was typed. */
static void
tell_saved (LtWindow *self, LtUnsave what, const char *text)
{
  LtId id = { 0 };

  take_group (self, what, &id);
  if (self->can_unsave && lt_id_from_text (&self->unsave_record, text))
    lt_undo_bar_offer (self->undo_bar, _ ("Saved"), _ ("_Undo the saving"));
  else
    lt_window_forget_undo (self);
}

static void
on_inspection_saved (LtWindow *self, const char *text)
{
  tell_saved (self, LT_UNSAVE_INSPECTION, text);
}

static void
on_order_saved (LtWindow *self, const char *text)
{
  tell_saved (self, LT_UNSAVE_ORDER, text);
}

/**
 * lt_window_on_list_written:
 * @self: a window
 * @words: what was set in many records
 * @group: the group that did, in figures
 */
void
lt_window_on_list_written (LtWindow *self, const char *words, const char *group)
{
  self->unsave = LT_UNSAVE_MANY;
  self->can_unsave =
      lt_digest_from_hex (&self->saved_group, group) && !lt_digest_is_zero (&self->saved_group);
  lt_undo_bar_offer (self->undo_bar, words, self->can_unsave ? _ ("_Undo the change") : NULL);
}

/* Typed since, and not saved: it would stand against what is put back. */
static gboolean
is_typed (LtWindow *self)
{
  return (self->unsave == LT_UNSAVE_INSPECTION
          && lt_inspection_page_is_changed (self->inspection_page))
         || (self->unsave == LT_UNSAVE_ORDER && lt_order_page_is_changed (self->order_page));
}

static void
leave_page (LtWindow *self, const char *page)
{
  if (g_str_equal (lt_window_get_page (self), page))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* The form shows what is there again; what was made and is gone has none. */
static void
show_again (LtWindow *self)
{
  if (self->unsave == LT_UNSAVE_PLACE)
    lt_window_show_place (self, &self->unsave_record, FALSE);
  else if (self->unsave == LT_UNSAVE_INSPECTION
           && !lt_inspection_page_read_again (self->inspection_page, &self->unsave_record))
    leave_page (self, "inspection");
  else if (self->unsave == LT_UNSAVE_ORDER
           && !lt_order_page_read_again (self->order_page, &self->unsave_record))
    leave_page (self, "order");
}

static void
say_undone (LtWindow *self, const GError *error)
{
  const char *words = error == NULL ? _ ("It was undone; the log keeps both.") : error->message;

  if (self->unsave == LT_UNSAVE_PLACE)
    tell_on_map (self, LT_NOTICE_TOLD, words, NULL);
  else
    lt_undo_bar_tell (self->undo_bar, words);
}

static void
on_many_undone (LtWindow *self, gpointer outcome, const GError *error)
{
  if (self->session != NULL)
    say_undone (self, error);
}

/* Of many records it takes longer than a frame. */
static void
undo_many (LtWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtLongWork) work = lt_set_job_undo (self->session, &self->saved_group, &error);

  if (work == NULL)
    {
      lt_undo_bar_offer (self->undo_bar, error->message, _ ("_Undo the change"));
      return;
    }
  self->can_unsave = FALSE;
  lt_undo_bar_tell (self->undo_bar, _ ("The change is being undone…"));
  g_signal_connect_object (work, "ended", G_CALLBACK (on_many_undone), self, G_CONNECT_SWAPPED);
}

static void
on_unsave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (!self->can_unsave || self->session == NULL)
    return;
  if (is_typed (self))
    {
      lt_undo_bar_offer (self->undo_bar,
                         _ ("Something was typed since: save it or put it back, then undo."),
                         _ ("_Undo the saving"));
      return;
    }
  if (self->unsave == LT_UNSAVE_MANY)
    {
      undo_many (self);
      return;
    }
  self->can_unsave = FALSE;
  /* Showing the place is the next thing, which ends what was said before. */
  if (lt_work_undo (self->session, &self->saved_group, NULL, &error))
    show_again (self);
  say_undone (self, error);
}

/**
 * lt_window_forget_undo:
 * @self: a window
 *
 * Another county, or nobody's: what was saved before is not undone from here.
 */
void
lt_window_forget_undo (LtWindow *self)
{
  self->can_unsave = FALSE;
  lt_undo_bar_close (self->undo_bar);
}

void
lt_window_connect_undo (LtWindow *self)
{
  g_signal_connect_object (self->inspection_page, "saved", G_CALLBACK (on_inspection_saved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order_page, "saved", G_CALLBACK (on_order_saved), self,
                           G_CONNECT_SWAPPED);
}

/* In a list: what was set in many records, and nothing else that was saved. */
static void
on_unset_many (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (LT_WINDOW (widget)->unsave == LT_UNSAVE_MANY)
    on_unsave (widget, action, parameter);
}

void
lt_window_install_undo_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.unsave", NULL, on_unsave);
  gtk_widget_class_install_action (widget_class, "win.unset-many", NULL, on_unset_many);
}
