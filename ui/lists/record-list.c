/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-list.h"

#include "ui/lists/record-row.h"
#include "ui/shell/children.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LtRecordList
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *empty_page;

  const LtKind *kind;
  LtSession *session;
  GListStore *rows;
  GtkFilter *filter;
  gboolean stale; /* to be read again when it is shown */
  guint focus_source;
};

enum
{
  PROP_KIND = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LtRecordList, lt_record_list, GTK_TYPE_WIDGET)

static gboolean
row_matches (gpointer item, gpointer user_data)
{
  LtRecordList *self = user_data;
  const char *words = gtk_editable_get_text (self->search_entry);

  return *words == '\0' || lt_record_row_contains (item, words);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer field)
{
  LtRecordRow *row = gtk_list_item_get_item (list_item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (list_item)),
                      lt_record_row_get_text (row, GPOINTER_TO_UINT (field)));
}

/* Uniform rows: long text, shapes and what can be left empty in words belong to
 * the record's own page. */
static gboolean
is_column (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_TEXT:
      return (field->flags & (LT_FIELD_REQUIRED | LT_FIELD_UNIQUE)) != 0;
    case LT_TYPE_LONG_TEXT:
      return FALSE;
    case LT_TYPE_REFERENCE:
      return !g_str_equal (field->refers_to, "inspection");
    default:
      return !lt_field_is_geometry (field);
    }
}

static int
get_width (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_MINUTE:
    case LT_TYPE_REFERENCE:
      return 150;
    case LT_TYPE_DATE:
    case LT_TYPE_MONTH:
    case LT_TYPE_CHOICE:
    case LT_TYPE_FLAG:
      return 105;
    case LT_TYPE_PLACE:
    case LT_TYPE_RECORD:
      return 170;
    default:
      return (field->flags & LT_FIELD_FIXED) != 0 && (field->flags & LT_FIELD_REQUIRED) == 0 ? 210
                                                                                             : 150;
    }
}

static void
add_columns (LtRecordList *self)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtField *field = &self->kind->fields[i];
      GtkListItemFactory *factory;
      GtkColumnViewColumn *column;

      if (!is_column (field))
        continue;
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (lt_field_get_label (field), factory);
      gtk_column_view_column_set_fixed_width (column, get_width (field));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->view, column);
      g_object_unref (column);
    }
}

static void
show_count (LtRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (self->view)));
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *text =
      n == all ? g_strdup_printf ("%u", all) : g_strdup_printf (_ ("%u of %u"), n, all);

  gtk_label_set_text (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, all == 0 ? "empty" : "list");
}

static void
read_rows (LtRecordList *self)
{
  g_autofree char *sort = g_strconcat ("-", self->kind->title, NULL);
  LtQuery query = { .sort = sort };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  self->stale = FALSE;
  g_list_store_remove_all (self->rows);
  if (self->session != NULL)
    records = lt_store_list (lt_session_get_store (self->session), self->kind, &query, &error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (LtRecordRow) row =
          lt_record_row_new (self->session, g_ptr_array_index (records, i));

      g_list_store_append (self->rows, row);
    }
  show_count (self);
  adw_status_page_set_description (self->empty_page, error == NULL ? NULL : error->message);
}

static void
on_session_changed (LtRecordList *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_rows (self);
}

static void
on_search_changed (LtRecordList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static void
on_activate (LtRecordList *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (LtRecordRow) row = g_list_model_get_item (model, position);
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (row == NULL)
    return;
  id = lt_id_to_text (&lt_record_row_get_record (row)->id);
  target = g_strdup_printf ("%s/%s", self->kind->name, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", target);
}

static void
lt_record_list_map (GtkWidget *widget)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  GTK_WIDGET_CLASS (lt_record_list_parent_class)->map (widget);
  if (self->stale)
    read_rows (self);
}

static void
lt_record_list_constructed (GObject *object)
{
  LtRecordList *self = LT_RECORD_LIST (object);
  GtkFilterListModel *filtered;
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (lt_record_list_parent_class)->constructed (object);

  g_assert (self->kind != NULL);
  gtk_label_set_text (self->title_label, lt_kind_get_label (self->kind));
  adw_status_page_set_title (self->empty_page, _ ("Nothing here yet"));
  add_columns (self);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                        g_object_ref (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)));
  gtk_column_view_set_model (self->view, selection);
}

static void
lt_record_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_KIND:
      LT_RECORD_LIST (object)->kind = lt_kind_by_name (g_value_get_string (value));
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
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_RECORD_LIST);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (lt_record_list_parent_class)->dispose (object);
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

  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/lists/record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, stack);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, LtRecordList, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
lt_record_list_init (LtRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (LT_TYPE_RECORD_ROW);
  self->filter = GTK_FILTER (gtk_custom_filter_new (row_matches, self, NULL));
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

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                             G_CONNECT_SWAPPED);
  on_session_changed (self);
}

static gboolean
on_focus (gpointer user_data)
{
  LtRecordList *self = LT_RECORD_LIST (user_data);
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  self->focus_source = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0
      || !gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return G_SOURCE_REMOVE;
}

/**
 * lt_record_list_focus:
 *
 * Gives the keyboard to the list, or to its filter where the list is empty. Rows
 * are made with the next frame: only then can one have it.
 */
void
lt_record_list_focus (LtRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  if (self->focus_source == 0)
    self->focus_source = g_timeout_add (50, on_focus, self);
}
