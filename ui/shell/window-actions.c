/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/window-private.h"

#include "work/county.h"

#include <glib/gi18n-lib.h>

/* Goes to a page that is left again by going back. */
void
lt_window_go_to_page (LtWindow *self, const char *page)
{
  const char *now = gtk_stack_get_visible_child_name (self->stack);

  if (!g_str_equal (now, page))
    g_queue_push_head (&self->back, g_strdup (now));
  gtk_stack_set_visible_child_name (self->stack, page);
}

void
lt_window_close_pane (LtWindow *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->detail_pane)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->detail_pane), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.inspect", FALSE);
  lt_map_view_select (self->map_view, NULL);
  if (had_focus)
    gtk_widget_grab_focus (lt_map_view_get_map (self->map_view));
}

gboolean
lt_window_can_write (LtWindow *self)
{
  return self->session != NULL && lt_store_is_writable (lt_session_get_store (self->session));
}

void
lt_window_show_place (LtWindow *self, const LtId *id, gboolean focus)
{
  if (!lt_detail_pane_show (self->detail_pane, id))
    {
      lt_window_close_pane (self);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->detail_pane), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.inspect",
                                 lt_window_can_write (self)
                                     && lt_detail_pane_can_inspect (self->detail_pane));
  lt_map_view_select (self->map_view, id);
  if (focus)
    gtk_widget_child_focus (GTK_WIDGET (self->detail_pane), GTK_DIR_TAB_FORWARD);
}

/* Whether a form of @page, or of any, holds what is not kept yet. */
gboolean
lt_window_has_unsaved (LtWindow *self, const char *page)
{
  if (self->session == NULL)
    return FALSE;
  if ((page == NULL || g_str_equal (page, "inspection"))
      && lt_inspection_page_is_changed (self->inspection_page))
    return TRUE;
  return (page == NULL || g_str_equal (page, "order"))
         && lt_order_page_is_changed (self->order_page);
}

typedef struct
{
  LtWindow *window;
  LtWindowThen then;
  char *target;
  char *page;
} Question;

/* What is given up is not offered again. */
static void
give_up_drafts (LtWindow *self, const char *page)
{
  if (page == NULL || g_str_equal (page, "inspection"))
    lt_inspection_page_give_up (self->inspection_page);
  if (page == NULL || g_str_equal (page, "order"))
    lt_order_page_give_up (self->order_page);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "give-up"))
    {
      give_up_drafts (question->window, question->page);
      question->then (question->window, question->target);
    }
  else if (question->page != NULL)
    lt_window_go_to_page (question->window, question->page);
}

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->window);
  g_free (question->target);
  g_free (question->page);
  g_free (question);
}

/* Runs @then, but asks first where a form holds what is not kept yet. */
void
lt_window_give_up_first (LtWindow *self, const char *page, LtWindowThen then, const char *target)
{
  AdwMessageDialog *dialog;
  Question *question;

  if (!lt_window_has_unsaved (self, page))
    {
      then (self, target);
      return;
    }
  question = g_new0 (Question, 1);
  question->window = g_object_ref (self);
  question->then = then;
  question->target = g_strdup (target);
  question->page = g_strdup (page);
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("A form is not saved yet"),
                              _ ("What was typed in it is lost if you go on.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Back to the form"), "give-up",
                                    _ ("_Give up what was typed"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "give-up", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_close_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "map"))
    lt_window_close_pane (self);
}

static void
on_sign_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_sign_in_ask (LT_WINDOW (widget)->sign_in, NULL);
}

static void
on_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *page = g_queue_pop_head (&self->back);
  const char *now = gtk_stack_get_visible_child_name (self->stack);

  if (page == NULL && g_str_equal (now, "inspection"))
    page = g_strdup ("inspections");
  else if (page == NULL && g_str_equal (now, "order"))
    page = g_strdup ("orders");
  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
}

/* Whether somebody is signed in; asks if not. */
static gboolean
is_signed_in (LtWindow *self, const char *why)
{
  if (lt_session_get_officer (self->session) != NULL)
    return TRUE;
  lt_sign_in_ask (self->sign_in, why);
  return FALSE;
}

static void
begin_inspection (LtWindow *self, const char *target)
{
  lt_inspection_page_begin (self->inspection_page, lt_detail_pane_get_place (self->detail_pane));
  lt_window_go_to_page (self, "inspection");
  lt_inspection_page_focus (self->inspection_page);
}

static void
on_inspect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL && lt_detail_pane_can_inspect (self->detail_pane)
      && is_signed_in (self, _ ("Sign in to log an inspection.")))
    lt_window_give_up_first (self, "inspection", begin_inspection, NULL);
}

static void
begin_order (LtWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  LtId id;

  if (!lt_id_from_text (&id, target))
    return;
  if (!lt_order_page_begin (self->order_page, &id, &error))
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_go_to_page (self, "order");
  lt_order_page_focus (self->order_page);
}

static void
on_draft_order (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL && is_signed_in (self, _ ("Sign in to draft an order.")))
    lt_window_give_up_first (self, "order", begin_order, g_variant_get_string (parameter, NULL));
}

static gboolean
open_case (LtWindow *self, const char *kind, const LtId *id, GError **error)
{
  if (g_str_equal (kind, "inspection"))
    return lt_inspection_page_open (self->inspection_page, id, error);
  return lt_order_page_open (self->order_page, id, error);
}

/* @target: "KIND/ID" */
static void
open_record (LtWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  g_autoptr (GError) error = NULL;
  LtId id;

  if (g_strv_length (parts) != 2 || !lt_id_from_text (&id, parts[1]))
    return;
  if (g_str_equal (parts[0], "inspection") || g_str_equal (parts[0], "order"))
    {
      if (open_case (self, parts[0], &id, &error))
        lt_window_go_to_page (self, parts[0]);
      else
        lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_go_to_page (self, "map");
  lt_window_show_place (self, &id, TRUE);
}

static void
on_open_record (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);

  if (self->session == NULL)
    return;
  if (g_str_has_prefix (target, "inspection/"))
    lt_window_give_up_first (self, "inspection", open_record, target);
  else if (g_str_has_prefix (target, "order/"))
    lt_window_give_up_first (self, "order", open_record, target);
  else
    open_record (self, target);
}

static void
open_path (LtWindow *self, const char *path)
{
  lt_window_open (self, path);
}

static void
on_file_chosen (LtWindow *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  const char *path;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file == NULL ? NULL : g_file_peek_path (file);
  if (path == NULL)
    {
      lt_window_show_problem (
          self, _ ("This place is not on this machine. Choose a folder of this machine."));
      return;
    }
  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autoptr (LtSession) made = lt_work_new_sample (path, g_get_real_time () / 1000, &error);

      if (made == NULL)
        {
          lt_window_show_problem (self, error->message);
          return;
        }
    }
  lt_window_give_up_first (self, NULL, open_path, path);
}

static void
choose_file (LtWindow *self, GtkFileChooserAction action, const char *title, const char *accept)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  self->chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));
  gtk_file_filter_set_name (filter, _ ("County files"));
  gtk_file_filter_add_pattern (filter, "*.gpkg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("sample.gpkg"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_file_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_file (LT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open a county file"),
               _ ("_Open"));
}

static void
on_make_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_file (LT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Make the sample county"),
               _ ("_Make"));
}

void
lt_window_install_actions (GtkWidgetClass *widget_class)
{
  lt_window_install_attachment_actions (widget_class);
  lt_window_install_draft_actions (widget_class);
  lt_window_install_export_actions (widget_class);
  lt_window_install_import_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.close-pane", NULL);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, on_open_file);
  gtk_widget_class_install_action (widget_class, "win.make-sample", NULL, on_make_sample);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, on_sign_in);
  gtk_widget_class_install_action (widget_class, "win.close-pane", NULL, on_close_pane);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "win.inspect", NULL, on_inspect);
  gtk_widget_class_install_action (widget_class, "win.draft-order", "s", on_draft_order);
  gtk_widget_class_install_action (widget_class, "win.open-record", "s", on_open_record);
}
