/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-list-private.h"

#include "ui/lists/list-columns.h"
#include "ui/shell/children.h"
#include "ui/shell/list-tab.h"

#include <glib/gi18n-lib.h>

/* Typing that goes on is not asked at every letter. */
#define ASK_MS 150

/* What is listed where a kind can be chosen and nobody has. */
#define FIRST_KIND "mine"

enum
{
  PROP_KIND = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LtRecordList, lt_record_list, GTK_TYPE_WIDGET)

/* What a row says of other records has changed with them. */
static gboolean
refers_to_changed (LtRecordList *self, guint64 kinds)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtField *field = &self->kind->fields[i];
      const LtKind *other =
          field->type == LT_TYPE_REFERENCE ? lt_kind_by_name (field->refers_to) : NULL;

      if (lt_field_is_reference (field)
          && (kinds
              & (other == NULL ? ~LT_KINDS_OF (self->kind->number) : LT_KINDS_OF (other->number)))
                 != 0)
        return TRUE;
    }
  return FALSE;
}

static void
on_session_changed (LtRecordList *self)
{
  guint64 kinds = lt_session_get_changed_kinds (self->session);

  if ((kinds & LT_KINDS_OF (self->kind->number)) == 0 && !refers_to_changed (self, kinds))
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lt_record_list_read (self);
}

static gboolean
on_ask (gpointer user_data)
{
  LtRecordList *self = LT_RECORD_LIST (user_data);

  self->ask_source = 0;
  lt_record_list_keep_wish (self);
  lt_record_list_read (self);
  return G_SOURCE_REMOVE;
}

static void
on_search_changed (LtRecordList *self)
{
  g_autofree char *given = g_steal_pointer (&self->given);

  if (self->showing || g_strcmp0 (given, gtk_editable_get_text (self->search_entry)) == 0)
    return;
  self->wants_focus = FALSE;
  lt_record_list_read (self);
}

static void
on_filters_changed (LtRecordList *self)
{
  self->wants_focus = FALSE;
  g_clear_handle_id (&self->ask_source, g_source_remove);
  self->ask_source = g_timeout_add (ASK_MS, on_ask, self);
}

static void
on_sorter_changed (LtRecordList *self)
{
  if (self->showing || self->view == NULL || self->wish == NULL
      || !lt_list_columns_read_sort (self->view, self->wish))
    return;
  lt_record_list_keep_wish (self);
  lt_record_list_show_sort (self);
  lt_record_list_read (self);
}

static void
on_sort_chosen (LtRecordList *self)
{
  guint at = gtk_drop_down_get_selected (self->sort_list);
  char *sort;

  if (self->showing || self->wish == NULL || at >= self->sort_fields->len)
    return;
  sort = g_strconcat (gtk_toggle_button_get_active (self->downward_button) ? "-" : "",
                      self->kind->fields[g_array_index (self->sort_fields, guint, at)].name, NULL);
  if (g_str_equal (sort, self->wish->sort))
    {
      g_free (sort);
      return;
    }
  g_free (self->wish->sort);
  self->wish->sort = sort;
  lt_record_list_show_columns (self);
  lt_record_list_keep_wish (self);
  lt_record_list_read (self);
}

/* Words and conditions, all of them. */
static void
on_show_all (LtRecordList *self)
{
  g_ptr_array_set_size (self->wish->conditions, 0);
  lt_filter_box_set_wish (self->filter_box, self->wish);
  gtk_editable_set_text (self->search_entry, "");
  self->wants_focus = TRUE;
  on_filters_changed (self);
  self->wants_focus = TRUE;
}

static void
on_filter_toggled (LtRecordList *self)
{
  gboolean open = gtk_toggle_button_get_active (self->filter_button);

  gtk_widget_set_visible (GTK_WIDGET (self->filter_box), open);
  if (open && !self->showing && self->session != NULL)
    lt_filter_box_focus (self->filter_box);
}

static void
show_rows (LtRecordList *self)
{
  g_autoptr (GtkMultiSelection) selection = NULL;

  if (self->rows != NULL)
    {
      selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
      g_signal_connect_object (selection, "selection-changed",
                               G_CALLBACK (lt_record_list_show_selection), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (selection, "items-changed",
                               G_CALLBACK (lt_record_list_show_selection), self, G_CONNECT_SWAPPED);
    }
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  lt_record_list_show_selection (self);
  lt_record_list_show_count (self);
}

static void
drop_rows (LtRecordList *self)
{
  if (self->rows != NULL)
    lt_record_model_stop (self->rows);
  g_clear_object (&self->rows);
}

static void
on_totals_toggled (LtRecordList *self)
{
  lt_record_list_show_totals (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->totals_box)))
    lt_totals_box_focus (self->totals_box);
}

static void
on_kind_chosen (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  lt_record_list_show_kind (LT_RECORD_LIST (user_data),
                            lt_kind_by_name (g_variant_get_string (target, NULL)));
}

static void
on_officer_changed (LtRecordList *self)
{
  lt_record_list_stop (self);
  lt_record_list_load_wish (self);
  lt_record_list_show_wish (self);
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lt_record_list_read (self);
}

static gboolean
on_filter_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  gtk_toggle_button_set_active (self->filter_button,
                                !gtk_toggle_button_get_active (self->filter_button));
  if (!gtk_toggle_button_get_active (self->filter_button))
    lt_record_list_focus (self);
  return GDK_EVENT_STOP;
}

static gboolean
on_search_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (LT_RECORD_LIST (widget)->search_entry));
  return GDK_EVENT_STOP;
}

static void
lt_record_list_map (GtkWidget *widget)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  lt_record_list_choose_first (self);
  GTK_WIDGET_CLASS (lt_record_list_parent_class)->map (widget);
  if (self->stale)
    lt_record_list_read (self);
}

/* Another list was chosen: what this one still reads is not waited for. */
static void
lt_record_list_unmap (GtkWidget *widget)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  self->stale |= self->reading != NULL || self->ask_source != 0;
  lt_record_list_stop (self);
  GTK_WIDGET_CLASS (lt_record_list_parent_class)->unmap (widget);
}

static void
lt_record_list_constructed (GObject *object)
{
  LtRecordList *self = LT_RECORD_LIST (object);
  g_autoptr (GSimpleActionGroup) group = NULL;

  G_OBJECT_CLASS (lt_record_list_parent_class)->constructed (object);

  self->any_kind = self->kind == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !self->any_kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_button), self->any_kind);
  if (self->any_kind)
    {
      g_autoptr (GMenuModel) kinds = lt_record_list_make_kinds ();

      group = g_simple_action_group_new ();
      self->choice =
          g_simple_action_new_stateful ("kind", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
      g_signal_connect_object (self->choice, "activate", G_CALLBACK (on_kind_chosen), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->choice));
      gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (group));
      gtk_menu_button_set_menu_model (self->kind_button, kinds);
      self->kind = lt_kind_by_name (FIRST_KIND);
    }
  lt_list_leave_by_tab (GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  lt_record_list_show_kind (self, self->kind);
}

static void
lt_record_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *name = g_value_get_string (value);

  switch (id)
    {
    case PROP_KIND:
      LT_RECORD_LIST (object)->kind = name == NULL ? NULL : lt_kind_by_name (name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lt_record_list_dispose (GObject *object)
{
  LtRecordList *self = LT_RECORD_LIST (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_pointer (&self->given, g_free);
  lt_record_list_stop (self);
  if (self->set_box != NULL)
    lt_set_box_close (self->set_box);
  if (self->filter_box != NULL)
    lt_filter_box_set_wish (self->filter_box, NULL);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_RECORD_LIST);
  drop_rows (self);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->wish, lt_list_wish_free);
  g_clear_pointer (&self->card, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->sort_fields, g_array_unref);
  G_OBJECT_CLASS (lt_record_list_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, kind_button);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, filter_box);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, column_box);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, sort_list);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, downward_button);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, totals_button);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, totals_box);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, stack);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, empty_button);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, selection_label);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, set_box);
  gtk_widget_class_bind_template_callback (widget_class, lt_record_list_on_written);
  gtk_widget_class_bind_template_callback (widget_class, lt_record_list_leave_set);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_filters_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, lt_record_list_keep_wish);
  gtk_widget_class_bind_template_callback (widget_class, on_totals_toggled);
  gtk_widget_class_bind_template_callback (widget_class, lt_record_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, lt_record_list_export);
}

static void
lt_record_list_class_init (LtRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lt_record_list_constructed;
  object_class->set_property = lt_record_list_set_property;
  object_class->dispose = lt_record_list_dispose;
  widget_class->map = lt_record_list_map;
  widget_class->unmap = lt_record_list_unmap;

  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_signal_new ("export", LT_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_POINTER);
  g_signal_new ("show-on-map", LT_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_signal_new ("written", LT_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (LT_TYPE_FILTER_BOX);
  g_type_ensure (LT_TYPE_SET_BOX);
  g_type_ensure (LT_TYPE_TOTALS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/lists/record-list.ui");
  bind_children (widget_class);
  lt_record_list_install_actions (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, on_search_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                on_filter_key, NULL);
}

static void
lt_record_list_init (LtRecordList *self)
{
  self->sort_fields = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_record_list_set_session:
 * @self: a list
 * @session: (nullable): the open county
 */
void
lt_record_list_set_session (LtRecordList *self, LtSession *session)
{
  g_return_if_fail (LT_IS_RECORD_LIST (self));

  lt_record_list_stop (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
      g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                               G_CONNECT_SWAPPED);
    }
  lt_record_list_show_kind (self, self->kind);
  self->kind_chosen = FALSE;
}

/**
 * lt_record_list_show_kind:
 * @self: a list
 * @kind: whose records it lists from now on
 */
void
lt_record_list_show_kind (LtRecordList *self, const LtKind *kind)
{
  lt_record_list_stop (self);
  lt_set_box_close (self->set_box);
  gtk_widget_set_visible (GTK_WIDGET (self->set_box), FALSE);
  gtk_column_view_set_model (self->view, NULL);
  drop_rows (self);
  lt_totals_box_set_rows (self->totals_box, NULL, NULL);
  self->all = 0;
  self->kind = kind;
  self->kind_chosen = TRUE;
  gtk_label_set_text (self->title_label, lt_kind_get_label (kind));
  gtk_menu_button_set_label (self->kind_button, lt_kind_get_label (kind));
  if (self->choice != NULL)
    g_simple_action_set_state (self->choice, g_variant_new_string (kind->name));
  self->showing = TRUE;
  gtk_editable_set_text (self->search_entry, "");
  self->showing = FALSE;
  lt_record_list_load_wish (self);
  if (self->session != NULL)
    {
      self->rows = lt_record_model_new (self->session, kind);
      g_signal_connect_object (self->rows, "failed", G_CALLBACK (lt_record_list_fail), self,
                               G_CONNECT_SWAPPED);
    }
  lt_record_list_show_wish (self);
  self->stale = self->session != NULL;
  show_rows (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lt_record_list_read (self);
}

/**
 * lt_record_list_show_words:
 * @self: a list
 * @kind: whose records it lists from now on
 * @words: that some field contains, under no other condition
 */
void
lt_record_list_show_words (LtRecordList *self, const LtKind *kind, const char *words)
{
  lt_record_list_show_kind (self, kind);
  g_ptr_array_set_size (self->wish->conditions, 0);
  lt_record_list_show_wish (self);
  gtk_editable_set_text (self->search_entry, words);
  g_free (self->given);
  self->given = g_strdup (words);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    lt_record_list_read (self);
}

const LtKind *
lt_record_list_get_kind (LtRecordList *self)
{
  return self->kind;
}

/**
 * lt_record_list_is_settled:
 *
 * Returns: whether what it shows is what was asked for
 */
gboolean
lt_record_list_is_settled (LtRecordList *self)
{
  return self->session != NULL && !self->stale && self->reading == NULL && self->ask_source == 0
         && lt_totals_box_is_settled (self->totals_box);
}

/**
 * lt_record_list_focus:
 *
 * Gives the keyboard to the list, or to its filter where the list is empty.
 */
void
lt_record_list_focus (LtRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  self->wants_focus = TRUE;
  lt_record_list_focus_when_read (self);
}
