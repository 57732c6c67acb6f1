/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which records a list shows is read by a reader's thread; of a long list its first page
 * comes first. */

#include "ui/lists/record-list-private.h"

#include <glib/gi18n-lib.h>

/* Rows of the first page, which is there before a long list is. */
#define FIRST 256

/* What a reader is asked, and what it answers. */
typedef struct
{
  const LtKind *kind;
  char *words;
  GPtrArray *filters;
  char *sort;
  guint limit;
} Question;

typedef struct
{
  GArray *keys;
  gint64 all;
  gboolean is_first; /* more rows will come */
} Answer;

static void
free_question (Question *question)
{
  g_free (question->words);
  g_free (question->sort);
  g_ptr_array_unref (question->filters);
  g_free (question);
}

static void
free_answer (Answer *answer)
{
  g_clear_pointer (&answer->keys, g_array_unref);
  g_free (answer);
}

guint
lt_record_list_count (LtRecordList *self)
{
  return self->rows == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* How many there are, in words; none, why. */
void
lt_record_list_show_count (LtRecordList *self)
{
  guint n = self->beginning ? self->all : lt_record_list_count (self);
  g_autofree char *text = NULL;

  if (n >= self->all)
    text = g_strdup_printf (ngettext ("%u record", "%u records", n), n);
  else
    text =
        g_strdup_printf (ngettext ("%u of %u record", "%u of %u records", self->all), n, self->all);
  gtk_label_set_text (self->count_label, text);
  if (self->session == NULL || self->stale || (self->reading != NULL && !self->beginning))
    return;
  if (n == 0)
    lt_record_list_say_empty (self);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

/* Nobody waits for an answer any more; what was not asked yet is wished for all the same. */
void
lt_record_list_stop (LtRecordList *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->ask_source != 0)
    lt_record_list_keep_wish (self);
  g_clear_handle_id (&self->ask_source, g_source_remove);
}

/* In a reader's thread: which records, in which order; of each its number. */
static gpointer
read_keys (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  LtQuery query = { .filters = question->filters,
                    .sort = question->sort,
                    .words = question->words,
                    .limit = question->limit };
  Answer *answer = g_new0 (Answer, 1);

  answer->is_first = question->limit > 0;
  answer->keys = lt_store_list_keys (store, question->kind, &query, error);
  if (answer->keys != NULL)
    answer->all = *question->words == '\0' && question->filters->len == 0 && !answer->is_first
                      ? answer->keys->len
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
  if (lt_record_list_count (self) == 0 || !gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return G_SOURCE_REMOVE;
}

/* The rows get the keyboard once they are there: they are made with the next frame. */
void
lt_record_list_focus_when_read (LtRecordList *self)
{
  if (self->wants_focus && self->reading == NULL && self->focus_source == 0)
    self->focus_source = g_timeout_add (50, on_focus, self);
}

/**
 * lt_record_list_show_totals:
 * @self: a list
 *
 * Counts and sums up what the list shows, where somebody wants to see that.
 */
void
lt_record_list_show_totals (LtRecordList *self)
{
  gboolean open = gtk_toggle_button_get_active (self->totals_button) && self->session != NULL;
  g_autoptr (LtListRows) rows = open ? lt_record_list_make_rows (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->totals_box), open);
  lt_totals_box_set_rows (self->totals_box, open ? self->session : NULL, rows);
}

/**
 * lt_record_list_fail:
 * @self: a list
 * @problem: why nothing could be read
 *
 * Says so instead of the rows, until the list is read again.
 */
void
lt_record_list_fail (LtRecordList *self, const char *problem)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->all = 0;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  if (self->rows != NULL)
    lt_record_model_set_keys (self->rows, none);
  lt_record_list_show_count (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtRecordList) self = LT_RECORD_LIST (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The whole may have come before its beginning. */
  if (answer != NULL && answer->is_first && self->reading == NULL)
    {
      free_answer (answer);
      return;
    }
  self->beginning = answer != NULL && answer->is_first;
  if (!self->beginning)
    g_clear_object (&self->reading);
  if (answer == NULL)
    lt_record_list_fail (self, error->message);
  else
    {
      self->all = (guint) answer->all;
      g_clear_pointer (&self->problem, g_free);
      if (self->rows != NULL)
        lt_record_model_set_keys (self->rows, answer->keys);
      lt_record_list_show_count (self);
    }
  if (!self->beginning)
    lt_record_list_show_totals (self);
  lt_record_list_focus_when_read (self);
  g_clear_pointer (&answer, free_answer);
}

static void
ask (LtRecordList *self, GPtrArray *filters, guint limit)
{
  Question *question = g_new0 (Question, 1);

  question->kind = self->kind;
  question->words = g_strdup (gtk_editable_get_text (self->search_entry));
  question->filters = g_ptr_array_ref (filters);
  question->sort = g_strdup (self->wish->sort);
  question->limit = limit;
  lt_readers_ask (lt_session_get_readers (self->session), read_keys, question,
                  (GDestroyNotify) free_question, (GDestroyNotify) free_answer, self->reading,
                  on_read, g_object_ref (self));
}

/* The first page is asked for by itself where an index has it at once. */
static gboolean
has_quick_page (LtRecordList *self, GPtrArray *filters)
{
  const char *sort = self->wish->sort + (*self->wish->sort == '-');
  int field = lt_kind_find_field (self->kind, sort);

  return filters->len == 0 && *gtk_editable_get_text (self->search_entry) == '\0' && field >= 0
         && (self->kind->fields[field].flags & LT_FIELD_UNIQUE) != 0
         && lt_record_list_count (self) == 0;
}

/* Asks anew which records are listed. */
void
lt_record_list_read (LtRecordList *self)
{
  g_autoptr (GPtrArray) filters = NULL;

  lt_record_list_stop (self);
  self->stale = FALSE;
  if (self->session == NULL)
    return;
  self->reading = g_cancellable_new ();
  filters = lt_filter_box_make_filters (self->filter_box, self->session);
  ask (self, filters, 0);
  if (has_quick_page (self, filters))
    ask (self, filters, FIRST);
}
