/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/window-private.h"

#include "ui/forms/field-words.h"
#include "ui/shell/self-check.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LtWindow, lt_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_show_state (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  LtWindow *self = LT_WINDOW (user_data);

  lt_window_leave_beginning (self);
  g_queue_clear_full (&self->back, g_free);
  gtk_stack_set_visible_child_name (self->stack, g_variant_get_string (target, NULL));
}

/* The newly shown page takes the keyboard. */
static void
focus_page (LtWindow *self, const char *page)
{
  if (g_str_equal (page, "map"))
    gtk_widget_grab_focus (lt_map_view_get_map (self->map_view));
  else if (g_str_equal (page, "inspection"))
    lt_inspection_page_focus (self->inspection_page);
  else if (g_str_equal (page, "order"))
    lt_order_page_focus (self->order_page);
  else if (g_str_equal (page, "place"))
    lt_place_page_focus (self->place_page);
  else if (g_str_equal (page, "today"))
    lt_today_page_focus (self->today_page);
  else if (g_str_equal (page, "inspections"))
    lt_record_list_focus (self->inspection_list);
  else if (g_str_equal (page, "orders"))
    lt_record_list_focus (self->order_list);
  else if (g_str_equal (page, "monitoring"))
    lt_monitor_page_focus (self->monitor_page);
  else if (g_str_equal (page, "lists"))
    lt_record_list_focus (self->any_list);
  else if (g_str_equal (page, "export"))
    lt_export_page_focus (self->export_page);
  else if (g_str_equal (page, "import"))
    lt_import_page_focus (self->import_page);
  else if (g_str_equal (page, "targets"))
    lt_targets_page_focus (self->targets_page);
  else if (g_str_equal (page, "breaches"))
    lt_breaches_page_focus (self->breaches_page);
  else if (g_str_equal (page, "officers"))
    lt_officers_page_focus (self->officers_page);
  else
    lt_sync_page_focus (self->sync_page);
}

static gboolean
is_form (const char *page)
{
  return g_str_equal (page, "inspection") || g_str_equal (page, "order")
         || g_str_equal (page, "place");
}

static void
on_page_changed (LtWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show");

  if (page == NULL || action == NULL || self->session == NULL)
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (lt_window_get_rail_of (page)));
  if (!g_str_equal (page, "map"))
    {
      lt_map_tools_begin_next (lt_map_view_get_tools (self->map_view));
      lt_status_bar_forget_pointer (self->status_bar);
    }
  lt_status_bar_set_forms (self->status_bar, is_form (page),
                           !is_form (page) && lt_window_has_unsaved (self, NULL));
  focus_page (self, page);
}

static void
on_chosen (LtWindow *self, guint kind, const char *text)
{
  LtId id;

  if (kind != 0 && lt_id_from_text (&id, text))
    lt_window_show_place (self, &id, FALSE);
  else
    lt_window_close_pane (self);
}

static void
on_opened (LtWindow *self, guint kind, const char *text)
{
  LtId id;

  if (lt_id_from_text (&id, text))
    lt_window_show_place (self, &id, TRUE);
}

static void
on_pointed (LtWindow *self, double longitude, double latitude)
{
  lt_status_bar_set_pointer (self->status_bar, longitude, latitude);
}

static void
check_once (LtWindow *self)
{
  if (!self->check_is_due)
    return;
  self->check_is_due = FALSE;
  lt_self_check_start (self, self->checking);
}

/* The check takes no time before the county is seen. */
static void
on_map_painted (LtWindow *self)
{
  check_once (self);
}

static void
on_map_failed (LtWindow *self, const char *message)
{
  lt_window_show_problem (self, message);
  check_once (self);
}

static void
on_map_based (LtWindow *self, const char *words)
{
  lt_status_bar_set_basemap (self->status_bar, words);
}

/* A file that is closed is checked no longer; one that is opened will be. */
static void
renew_check (LtWindow *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->check_is_due = self->session != NULL;
  if (self->session != NULL)
    self->checking = g_cancellable_new ();
}

static void
on_problem_closed (LtWindow *self)
{
  gtk_widget_set_visible (self->problem_bar, FALSE);
}

static void
give_up_and_close (LtWindow *self, const char *target)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
lt_window_close_request (GtkWindow *window)
{
  LtWindow *self = LT_WINDOW (window);

  if (!self->closing && lt_window_has_unsaved (self, NULL))
    {
      lt_window_give_up_first (self, NULL, give_up_and_close, NULL);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (lt_window_parent_class)->close_request (window);
}

static void
on_officer_changed (LtWindow *self)
{
  lt_window_hand_over_patrol (self);
  /* One question at a time: that of the drafts asks the other one at its end. */
  if (!lt_window_offer_drafts (self, FALSE))
    lt_window_offer_half_imports (self);
}

/* Only a window on the screen keeps the keyboard where it is put. */
static void
lt_window_map (GtkWidget *widget)
{
  LtWindow *self = LT_WINDOW (widget);

  GTK_WIDGET_CLASS (lt_window_parent_class)->map (widget);
  if (self->session != NULL)
    focus_page (self, lt_window_get_page (self));
}

static void
lt_window_dispose (GObject *object)
{
  LtWindow *self = LT_WINDOW (object);

  if (self->session != NULL)
    {
      lt_window_set_session (self, NULL);
      g_clear_object (&self->session);
    }
  g_clear_pointer (&self->record_windows, g_ptr_array_unref);
  g_clear_weak_pointer (&self->sketch_window);
  lt_window_forget_cut (self);
  g_clear_pointer (&self->told_outside, g_free);
  g_clear_pointer (&self->saved_map, g_free);
  g_queue_clear_full (&self->back, g_free);
  lt_window_forget_opened (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), LT_TYPE_WINDOW);
  G_OBJECT_CLASS (lt_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, sample_mark);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, away_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, outer_stack);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, welcome_offers);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, next_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, next_label);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, next_import);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, next_basemap);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, next_officers);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, recent_list);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, rail);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, map_view);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, today_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, inspection_list);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, order_list);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, monitor_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, targets_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, breaches_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, any_list);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, sync_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, export_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, import_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, officers_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, inspection_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, order_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, place_page);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, undo_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, status_bar);
  gtk_widget_class_bind_template_child (widget_class, LtWindow, search_box);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_pointed);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_map_painted);
  gtk_widget_class_bind_template_callback (widget_class, on_map_failed);
  gtk_widget_class_bind_template_callback (widget_class, on_map_based);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_export_rows);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_on_beginning_left);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_on_made);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_on_next_closed);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_show_rows);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_on_list_written);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_on_search_chosen);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_show_problem);
  gtk_widget_class_bind_template_callback (widget_class, lt_window_show_today_count);
}

static void
lt_window_class_init (LtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_window_dispose;
  widget_class->map = lt_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = lt_window_close_request;

  g_type_ensure (LT_TYPE_BEGINNING_PAGE);
  g_type_ensure (LT_TYPE_DETAIL_PANE);
  g_type_ensure (LT_TYPE_EXPORT_PAGE);
  g_type_ensure (LT_TYPE_IMPORT_PAGE);
  g_type_ensure (LT_TYPE_INSPECTION_PAGE);
  g_type_ensure (LT_TYPE_MAP_VIEW);
  g_type_ensure (LT_TYPE_MONITOR_PAGE);
  g_type_ensure (LT_TYPE_TARGETS_PAGE);
  g_type_ensure (LT_TYPE_OFFICERS_PAGE);
  g_type_ensure (LT_TYPE_ORDER_PAGE);
  g_type_ensure (LT_TYPE_PLACE_PAGE);
  g_type_ensure (LT_TYPE_RECENT_LIST);
  g_type_ensure (LT_TYPE_RECORD_LIST);
  g_type_ensure (LT_TYPE_SEARCH_BOX);
  g_type_ensure (LT_TYPE_SIGN_IN);
  g_type_ensure (LT_TYPE_STATUS_BAR);
  g_type_ensure (LT_TYPE_UNDO_BAR);
  g_type_ensure (LT_TYPE_SYNC_PAGE);
  g_type_ensure (LT_TYPE_TODAY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/shell/window.ui");
  bind_children (widget_class);
  lt_window_install_actions (widget_class);
}

static void
lt_window_init (LtWindow *self)
{
  g_autoptr (GSimpleAction) show =
      g_simple_action_new_stateful ("show", G_VARIANT_TYPE_STRING, g_variant_new_string ("map"));

  g_queue_init (&self->back);
  self->record_windows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (show, "activate", G_CALLBACK (on_show_state), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show));
  lt_window_fill_rail (self);
  lt_window_fill_welcome (self);
  lt_window_take_drops (self);
  lt_window_connect_drawing (self);
  lt_window_connect_undo (self);
  lt_window_connect_position (self);
  lt_window_set_session (self, NULL);
  lt_window_watch_idle (self);
  lt_window_watch_recent (self);
}

LtWindow *
lt_window_new (AdwApplication *application)
{
  return g_object_new (LT_TYPE_WINDOW, "application", application, NULL);
}

/* What is about a county is not offered before one is open. */
static void
renew_actions (LtWindow *self)
{
  static const char *const of_county[] = { "win.bureau",  "win.sign-in", "win.import",
                                           "win.export",  "win.drafts",  "win.print-map",
                                           "win.save-map" };

  for (guint i = 0; i < G_N_ELEMENTS (of_county); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_county[i], self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.draft-order", lt_window_can_write (self));
}

/**
 * lt_window_set_session:
 * @self: a window
 * @session: (nullable): the county that is worked in; %NULL for none
 */
void
lt_window_set_session (LtWindow *self, LtSession *session)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  gboolean sample = session != NULL && lt_session_is_sample (session);

  g_return_if_fail (LT_IS_WINDOW (self));

  if (session != NULL)
    name = g_path_get_basename (lt_session_get_path (session));
  self->told_overdue = G_MAXUINT;
  if (session != self->session)
    lt_window_close_records (self);
  lt_window_close_pane (self);
  lt_window_close_sheets (self);
  lt_window_forget_undo (self);
  lt_window_leave_patrol (self);
  lt_map_view_set_session (self->map_view, session);
  lt_detail_pane_set_session (self->detail_pane, session);
  lt_today_page_set_session (self->today_page, session);
  lt_record_list_set_session (self->inspection_list, session);
  lt_record_list_set_session (self->order_list, session);
  lt_monitor_page_set_session (self->monitor_page, session);
  lt_targets_page_set_session (self->targets_page, session);
  lt_breaches_page_set_session (self->breaches_page, session);
  lt_record_list_set_session (self->any_list, session);
  lt_sync_page_set_session (self->sync_page, session);
  lt_export_page_set_session (self->export_page, session);
  lt_import_page_set_session (self->import_page, session);
  lt_officers_page_set_session (self->officers_page, session);
  lt_inspection_page_set_session (self->inspection_page, session);
  lt_order_page_set_session (self->order_page, session);
  lt_place_page_set_session (self->place_page, session);
  lt_status_bar_set_session (self->status_bar, session);
  lt_search_box_set_session (self->search_box, session);
  lt_sign_in_set_session (self->sign_in, session);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
  if (g_set_object (&self->session, session) && session != NULL)
    g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                             G_CONNECT_SWAPPED);
  renew_check (self);
  lt_window_watch_place (self);
  if (session != NULL)
    lt_session_watch (session);

  title = name == NULL ? g_strdup (_ ("Lantian")) : g_strdup_printf (_ ("%s – Lantian"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->window_title, name == NULL ? "" : name);
  gtk_widget_set_visible (self->sample_mark, sample);
  gtk_widget_set_visible (self->next_bar, FALSE);
  gtk_widget_set_visible (self->read_only_bar, session != NULL && !lt_window_can_write (self));
  renew_actions (self);
  gtk_stack_set_visible_child_name (self->outer_stack, session == NULL ? "welcome" : "county");
  g_queue_clear_full (&self->back, g_free);
  gtk_stack_set_visible_child_name (self->stack, "map");
  gtk_widget_grab_focus (session == NULL ? self->welcome_open
                                         : lt_map_view_get_map (self->map_view));
}

/* The file was an older one: where it is kept as it was. */
static void
tell_of_copy (LtWindow *self)
{
  g_autofree char *words = lt_session_describe_version (self->session);

  if (lt_store_get_copy (lt_session_get_store (self->session)) != NULL)
    lt_window_show_problem (self, words);
}

/**
 * lt_window_open:
 * @self: a window
 * @path: a county file
 *
 * Opens it; what is wrong with it is said in the window, and what was open stays.
 *
 * Returns: whether it is open
 */
gboolean
lt_window_open (LtWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = lt_session_open (path, &error);

  if (session == NULL)
    {
      lt_window_show_problem (self, error->message);
      return FALSE;
    }
  gtk_widget_set_visible (self->problem_bar, FALSE);
  lt_window_set_session (self, session);
  tell_of_copy (self);
  lt_window_note_file (self, path);
  return TRUE;
}

/**
 * lt_window_show_problem:
 * @self: a window
 * @words: what happened and what to do next
 */
void
lt_window_show_problem (LtWindow *self, const char *words)
{
  lt_plain_words_show (self->problem_label, words);
  gtk_widget_set_visible (self->problem_bar, TRUE);
}

LtSession *
lt_window_get_session (LtWindow *self)
{
  return self->session;
}

LtMapView *
lt_window_get_map (LtWindow *self)
{
  return self->map_view;
}

/**
 * lt_window_get_page:
 *
 * Returns: (transfer none): name of the page that is shown
 */
const char *
lt_window_get_page (LtWindow *self)
{
  const char *beginning = lt_window_get_beginning (self);

  if (beginning != NULL)
    return beginning;
  return self->session == NULL ? "welcome" : gtk_stack_get_visible_child_name (self->stack);
}
