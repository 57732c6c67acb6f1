/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-list.h"

#include "ui/lists/record-model.h"
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
  LtRecordModel *rows;   /* %NULL without a session */
  GCancellable *reading; /* of the question that waits for its answer */
  guint all;             /* records there are, whatever the words */
  gboolean stale;        /* to be read again when it is shown */
  gboolean wants_focus;  /* as soon as there are rows */
  guint focus_source;
};

/* What a reader is asked, and what it answers. */
typedef struct
{
  const LtKind *kind;
  char *words;
} Question;

typedef struct
{
  GArray *keys;
  gint64 all;
} Answer;

enum
{
  PROP_KIND = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LtRecordList, lt_record_list, GTK_TYPE_WIDGET)

static void
free_question (Question *question)
{
  g_free (question->words);
  g_free (question);
}

static void
free_answer (Answer *answer)
{
  g_clear_pointer (&answer->keys, g_array_unref);
  g_free (answer);
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
    case LT_TYPE_REFERENCES:
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
  guint n = self->rows == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *text =
      n == self->all ? g_strdup_printf ("%u", n) : g_strdup_printf (_ ("%u of %u"), n, self->all);

  gtk_label_set_text (self->count_label, text);
  gtk_stack_set_visible_child_name (
      self->stack, self->all == 0 && !self->stale && self->reading == NULL ? "empty" : "list");
}

static void
stop_reading (LtRecordList *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* In a reader's thread: which records, in which order; of each its number. */
static gpointer
read_keys (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autofree char *sort = g_strconcat ("-", question->kind->title, NULL);
  LtQuery query = { .sort = sort, .words = question->words };
  Answer *answer = g_new0 (Answer, 1);

  answer->keys = lt_store_list_keys (store, question->kind, &query, error);
  if (answer->keys != NULL)
    answer->all = *question->words == '\0' ? answer->keys->len
                                           : lt_store_count (store, question->kind, NULL, error);
  if (answer->keys != NULL && answer->all >= 0)
    return answer;
  free_answer (answer);
  return NULL;
}

static gboolean
on_focus (gpointer user_data)
{
  LtRecordList *self = LT_RECORD_LIST (user_data);
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  self->focus_source = 0;
  self->wants_focus = FALSE;
  if (self->all == 0 || !gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return G_SOURCE_REMOVE;
}

/* Rows are made with the next frame: only then can one have the keyboard. */
static void
focus_when_read (LtRecordList *self)
{
  if (self->wants_focus && self->reading == NULL && self->focus_source == 0)
    self->focus_source = g_timeout_add (50, on_focus, self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtRecordList) self = LT_RECORD_LIST (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  self->all = answer == NULL ? 0 : (guint) answer->all;
  if (answer != NULL)
    lt_record_model_set_keys (self->rows, answer->keys);
  adw_status_page_set_description (self->empty_page, error == NULL ? NULL : error->message);
  show_count (self);
  focus_when_read (self);
  g_clear_pointer (&answer, free_answer);
}

static void
read_rows (LtRecordList *self)
{
  Question *question;

  stop_reading (self);
  self->stale = FALSE;
  if (self->session == NULL)
    return;
  self->reading = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->kind = self->kind;
  question->words = g_strdup (gtk_editable_get_text (self->search_entry));
  lt_readers_ask (lt_session_get_readers (self->session), read_keys, question,
                  (GDestroyNotify) free_question, (GDestroyNotify) free_answer, self->reading,
                  on_read, g_object_ref (self));
}

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
  gboolean others = refers_to_changed (self, kinds);

  if ((kinds & LT_KINDS_OF (self->kind->number)) == 0 && !others)
    return;
  if (others)
    lt_record_model_renew (self->rows);
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_rows (self);
}

static void
on_search_changed (LtRecordList *self)
{
  self->wants_focus = FALSE;
  read_rows (self);
}

static void
show_rows (LtRecordList *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  if (self->rows != NULL)
    selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  show_count (self);
}

static void
on_activate (LtRecordList *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (LtRecordRow) row = g_list_model_get_item (model, position);
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (row == NULL || lt_record_row_get_record (row) == NULL)
    return;
  id = lt_id_to_text (&lt_record_row_get_record (row)->id);
  target = g_strdup_printf ("%s/%s", self->kind->name, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", target);
}

/* @target: "KIND/WORDS" */
static void
on_export (LtRecordList *self)
{
  g_autofree char *target =
      g_strconcat (self->kind->name, "/", gtk_editable_get_text (self->search_entry), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.export", "s", target);
}

static void
lt_record_list_map (GtkWidget *widget)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  GTK_WIDGET_CLASS (lt_record_list_parent_class)->map (widget);
  if (self->stale)
    read_rows (self);
}

/* Another list was chosen: what this one still reads is not waited for. */
static void
lt_record_list_unmap (GtkWidget *widget)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  self->stale |= self->reading != NULL;
  stop_reading (self);
  GTK_WIDGET_CLASS (lt_record_list_parent_class)->unmap (widget);
}

static void
lt_record_list_constructed (GObject *object)
{
  LtRecordList *self = LT_RECORD_LIST (object);

  G_OBJECT_CLASS (lt_record_list_parent_class)->constructed (object);

  g_assert (self->kind != NULL);
  gtk_label_set_text (self->title_label, lt_kind_get_label (self->kind));
  adw_status_page_set_title (self->empty_page, _ ("Nothing here yet"));
  add_columns (self);
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
  stop_reading (self);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_RECORD_LIST);
  g_clear_object (&self->rows);
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
  widget_class->unmap = lt_record_list_unmap;

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
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
lt_record_list_init (LtRecordList *self)
{
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

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
  stop_reading (self);
  g_set_object (&self->session, session);
  g_clear_object (&self->rows);
  self->all = 0;
  if (session != NULL)
    {
      self->rows = lt_record_model_new (session, self->kind);
      g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                               G_CONNECT_SWAPPED);
    }
  self->stale = session != NULL;
  show_rows (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_rows (self);
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
  focus_when_read (self);
}
