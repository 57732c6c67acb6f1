/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/window-private.h"

#include "ui/bureau/bureau-window.h"
#include "ui/shell/file-choice.h"
#include "work/county.h"

#include <glib/gi18n-lib.h>

/* Goes to a page that is left again by going back. */
void
lt_window_go_to_page (LtWindow *self, const char *page)
{
  const char *now = gtk_stack_get_visible_child_name (self->stack);

  lt_window_leave_beginning (self);
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

static void
on_close_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "map"))
    lt_window_close_pane (self);
}

/* Esc, wherever the keyboard is: out of the innermost thing first. */
static void
on_step_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (lt_window_leave_beginning (self))
    return;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "map")
      && !lt_map_view_step_back (self->map_view))
    lt_window_close_pane (self);
}

static void
on_bureau (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL)
    gtk_window_present (GTK_WINDOW (lt_bureau_window_new (GTK_WINDOW (self), self->session)));
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
  g_autofree char *page = NULL;
  const char *now = gtk_stack_get_visible_child_name (self->stack);

  if (lt_window_leave_beginning (self))
    return;
  page = g_queue_pop_head (&self->back);
  if (page == NULL && g_str_equal (now, "inspection"))
    page = g_strdup ("inspections");
  else if (page == NULL && g_str_equal (now, "order"))
    page = g_strdup ("orders");
  else if (page == NULL && g_str_equal (now, "place"))
    page = g_strdup ("map");
  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
}

/* Whether somebody is signed in; asks if not. */
gboolean
lt_window_is_signed_in (LtWindow *self, const char *why)
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
      && lt_window_is_signed_in (self, _ ("Sign in to log an inspection.")))
    lt_window_give_up_first (self, "inspection", begin_inspection, NULL);
}

static void
on_show_values (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  const LtRecord *place =
      self->session == NULL ? NULL : lt_detail_pane_get_place (self->detail_pane);

  if (place == NULL)
    return;
  if (lt_monitor_page_show_place (self->monitor_page, &place->id))
    lt_window_go_to_page (self, "monitoring");
  else
    lt_window_show_problem (self, _ ("Nothing has been measured here yet. Import the tables of the "
                                     "platform, or the samples of this site."));
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

  if (self->session != NULL && lt_window_is_signed_in (self, _ ("Sign in to draft an order.")))
    lt_window_give_up_first (self, "order", begin_order, g_variant_get_string (parameter, NULL));
}

static void
begin_re_inspection (LtWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  LtId id;

  if (!lt_id_from_text (&id, target))
    return;
  if (!lt_inspection_page_begin_re_inspection (self->inspection_page, &id, &error))
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_go_to_page (self, "inspection");
  lt_inspection_page_focus (self->inspection_page);
}

static void
on_re_inspect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL && lt_window_is_signed_in (self, _ ("Sign in to log an inspection.")))
    lt_window_give_up_first (self, "inspection", begin_re_inspection,
                             g_variant_get_string (parameter, NULL));
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
  const LtKind *kind;
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
  kind = lt_kind_by_name (parts[0]);
  if (kind == NULL || !lt_kind_is_place (kind))
    {
      lt_window_open_beside (self, target);
      return;
    }
  lt_window_go_to_page (self, "map");
  lt_map_view_bring (self->map_view, &id);
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

/* Another county has a window of its own: what is open stays, and who is signed in. */
void
lt_window_open_county (LtWindow *self, const char *path)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (self->session == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR) || application == NULL
      || (g_application_get_flags (application) & G_APPLICATION_HANDLES_OPEN) == 0)
    lt_window_give_up_first (self, NULL, open_path, path);
  else
    g_application_open (application, &file, 1, "");
}

static void
on_file_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);

  if (path != NULL)
    lt_window_open_county (self, path);
  else
    lt_window_show_problem (self, error->message);
}

static void
on_sample_place_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  g_autoptr (LtSession) made =
      path == NULL ? NULL : lt_work_new_sample (path, g_get_real_time () / 1000, &error);

  if (made != NULL)
    lt_window_give_up_first (self, NULL, open_path, path);
  else
    lt_window_show_problem (self, error->message);
}

static void
on_open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtFileQuestion question = { .title = _ ("Open a county file"),
                              .accept = _ ("_Open"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                              .filter = _ ("County files"),
                              .pattern = "*.gpkg" };

  lt_file_choice_ask (widget, &question, on_file_chosen);
}

static void
on_make_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtFileQuestion question = { .title = _ ("Make the sample county"),
                              .accept = _ ("_Make"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .filter = _ ("County files"),
                              .pattern = "*.gpkg",
                              .name = _ ("sample.gpkg") };

  lt_file_choice_ask (widget, &question, on_sample_place_chosen);
}

void
lt_window_install_actions (GtkWidgetClass *widget_class)
{
  lt_window_install_attachment_actions (widget_class);
  lt_window_install_away_actions (widget_class);
  lt_window_install_beginning_actions (widget_class);
  lt_window_install_changing_actions (widget_class);
  lt_window_install_draft_actions (widget_class);
  lt_window_install_drawing_actions (widget_class);
  lt_window_install_undo_actions (widget_class);
  lt_window_install_export_actions (widget_class);
  lt_window_install_import_actions (widget_class);
  lt_window_install_officer_actions (widget_class);
  lt_window_install_paper_actions (widget_class);
  lt_window_install_patrol_actions (widget_class);
  lt_window_install_recent_actions (widget_class);
  lt_window_install_record_actions (widget_class);
  lt_window_install_today_actions (widget_class);
  lt_window_install_search_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.step-back", NULL);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, on_open_file);
  gtk_widget_class_install_action (widget_class, "win.make-sample", NULL, on_make_sample);
  gtk_widget_class_install_action (widget_class, "win.bureau", NULL, on_bureau);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, on_sign_in);
  gtk_widget_class_install_action (widget_class, "win.close-pane", NULL, on_close_pane);
  gtk_widget_class_install_action (widget_class, "win.step-back", NULL, on_step_back);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "win.inspect", NULL, on_inspect);
  gtk_widget_class_install_action (widget_class, "win.show-values", NULL, on_show_values);
  gtk_widget_class_install_action (widget_class, "win.draft-order", "s", on_draft_order);
  gtk_widget_class_install_action (widget_class, "win.re-inspect", "s", on_re_inspect);
  gtk_widget_class_install_action (widget_class, "win.open-record", "s", on_open_record);
}
