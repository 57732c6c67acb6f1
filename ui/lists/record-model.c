/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-model.h"

#include "store/conflicts.h"
#include "work/records.h"

/* Rows are read this many at a time; some milliseconds. */
#define PAGE 64

/* Rows kept on either side of the page that was asked last: more than a window full. */
#define NEAR 256

struct _LtRecordModel
{
  GObject parent_instance;

  LtSession *session;
  const LtKind *kind;
  guint64 fields;    /* that are shown */
  GArray *keys;      /* gint64 */
  GHashTable *rows;  /* gint64 → LtRecordRow */
  GHashTable *asked; /* gint64 of rows whose page is being read */
  GCancellable *reading;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a reader is asked: records by their numbers; and what it answers. */
typedef struct
{
  const LtKind *kind;
  guint64 fields;
  GArray *keys; /* gint64 */
} Question;

typedef struct
{
  const LtKind *kind;
  GArray *keys;
  GPtrArray *texts;  /* for each key a (nullable) array with a text for each field */
  GArray *conflicts; /* guint64 for each key: a bit for each field */
} Answer;

static void
free_question (Question *question)
{
  g_array_unref (question->keys);
  g_free (question);
}

static void
free_answer (Answer *answer)
{
  for (guint i = 0; i < answer->texts->len; i++)
    {
      char **texts = g_ptr_array_index (answer->texts, i);

      for (guint j = 0; texts != NULL && j < answer->kind->n_fields; j++)
        g_free (texts[j]);
      g_free (texts);
    }
  g_ptr_array_unref (answer->texts);
  g_array_unref (answer->conflicts);
  g_array_unref (answer->keys);
  g_free (answer);
}

/* What is gone says nothing. */
static char **
format_record (LtStore *store, const Question *question, const LtRecord *record)
{
  char **texts = g_new0 (char *, question->kind->n_fields);

  for (guint i = 0; record != NULL && i < question->kind->n_fields; i++)
    if ((question->fields >> i & 1) != 0)
      texts[i] = lt_work_format_in (store, &question->kind->fields[i], record->values[i]);
  return texts;
}

/* In a reader's thread. */
static gpointer
read_records (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) records =
      lt_store_list_by_keys (store, question->kind, (const gint64 *) question->keys->data,
                             question->keys->len, error);
  Answer *answer;

  if (records == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->kind = question->kind;
  answer->keys = g_array_ref (question->keys);
  answer->texts = g_ptr_array_sized_new (records->len);
  answer->conflicts = g_array_sized_new (FALSE, FALSE, sizeof (guint64), records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);
      guint64 conflicts = record == NULL ? 0 : lt_store_get_conflicts (store, record);

      g_ptr_array_add (answer->texts, format_record (store, question, record));
      g_array_append_val (answer->conflicts, conflicts);
    }
  return answer;
}

/* Not answered, the rows are asked for again when they come into sight. */
static void
fail (LtRecordModel *self, const GError *error)
{
  g_hash_table_remove_all (self->asked);
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
on_records_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtRecordModel) self = LT_RECORD_MODEL (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = lt_readers_take (result, &error);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }
  for (guint i = 0; i < answer->keys->len; i++)
    {
      const gint64 *key = &g_array_index (answer->keys, gint64, i);
      LtRecordRow *row = g_hash_table_lookup (self->rows, key);

      g_hash_table_remove (self->asked, key);
      if (row != NULL)
        lt_record_row_take_texts (row, g_steal_pointer (&g_ptr_array_index (answer->texts, i)),
                                  g_array_index (answer->conflicts, guint64, i));
    }
  free_answer (answer);
}

static void
ask (LtRecordModel *self, GArray *keys)
{
  Question *question = g_new0 (Question, 1);

  question->kind = self->kind;
  question->fields = self->fields;
  question->keys = g_array_ref (keys);
  lt_readers_ask (lt_session_get_readers (self->session), read_records, question,
                  (GDestroyNotify) free_question, (GDestroyNotify) free_answer, self->reading,
                  on_records_read, g_object_ref (self));
}

/* Drops the rows that are far from @first. */
static void
drop_far_rows (LtRecordModel *self, guint first)
{
  GHashTable *near = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  guint end = MIN (first + PAGE + NEAR, self->keys->len);

  for (guint i = first < NEAR ? 0 : first - NEAR; i < end; i++)
    {
      gpointer key;
      gpointer row;

      if (g_hash_table_steal_extended (self->rows, &g_array_index (self->keys, gint64, i), &key,
                                       &row))
        g_hash_table_insert (near, key, row);
    }
  g_hash_table_unref (self->rows);
  self->rows = near;
}

static void
ask_page (LtRecordModel *self, guint position)
{
  guint first = position / PAGE * PAGE;
  guint n = MIN (PAGE, self->keys->len - first);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  if (g_hash_table_size (self->rows) > PAGE + 2 * NEAR)
    drop_far_rows (self, first);
  g_array_append_vals (keys, &g_array_index (self->keys, gint64, first), n);
  for (guint i = 0; i < n; i++)
    {
      const gint64 *key = &g_array_index (keys, gint64, i);

      g_hash_table_add (self->asked, g_memdup2 (key, sizeof *key));
      if (!g_hash_table_contains (self->rows, key))
        g_hash_table_insert (self->rows, g_memdup2 (key, sizeof *key),
                             lt_record_row_new (self->kind));
    }
  ask (self, keys);
}

static GType
get_item_type (GListModel *model)
{
  return LT_TYPE_RECORD_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return LT_RECORD_MODEL (model)->keys->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LtRecordModel *self = LT_RECORD_MODEL (model);
  LtRecordRow *row;
  gint64 *key;

  if (position >= self->keys->len)
    return NULL;
  key = &g_array_index (self->keys, gint64, position);
  row = g_hash_table_lookup (self->rows, key);
  /* A row that was dropped while it was asked for is asked for again. */
  if (row == NULL || (!lt_record_row_is_read (row) && !g_hash_table_contains (self->asked, key)))
    ask_page (self, position);
  return g_object_ref (g_hash_table_lookup (self->rows, key));
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LtRecordModel,
                               lt_record_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
lt_record_model_dispose (GObject *object)
{
  LtRecordModel *self = LT_RECORD_MODEL (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_record_model_parent_class)->dispose (object);
}

static void
lt_record_model_finalize (GObject *object)
{
  LtRecordModel *self = LT_RECORD_MODEL (object);

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->asked);
  g_array_unref (self->keys);
  g_object_unref (self->reading);
  G_OBJECT_CLASS (lt_record_model_parent_class)->finalize (object);
}

static void
lt_record_model_class_init (LtRecordModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_record_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_record_model_finalize;
  signals[FAILED] = g_signal_new ("failed", LT_TYPE_RECORD_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_record_model_init (LtRecordModel *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
}

/**
 * lt_record_model_new:
 * @session: the county
 * @kind: of which kind the rows are
 *
 * Returns: (transfer full): a list without rows
 */
LtRecordModel *
lt_record_model_new (LtSession *session, const LtKind *kind)
{
  LtRecordModel *self = g_object_new (LT_TYPE_RECORD_MODEL, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  return self;
}

/**
 * lt_record_model_set_fields:
 * @self: a list
 * @fields: that the rows shall say, a bit for each place in the field table
 */
void
lt_record_model_set_fields (LtRecordModel *self, guint64 fields)
{
  if (self->fields == fields)
    return;
  self->fields = fields;
  lt_record_model_renew (self);
}

/**
 * lt_record_model_set_keys:
 * @self: a list
 * @keys: (element-type gint64): local numbers of its records, in their order
 *
 * Shows these records as they are now. Rows that stay where they are, from the
 * top and from the end, stay in sight.
 */
void
lt_record_model_set_keys (LtRecordModel *self, GArray *keys)
{
  guint before = self->keys->len;
  guint shorter = MIN (before, keys->len);
  guint top = 0;
  guint end = 0;

  while (top < shorter
         && g_array_index (self->keys, gint64, top) == g_array_index (keys, gint64, top))
    top++;
  while (end < shorter - top
         && g_array_index (self->keys, gint64, before - 1 - end)
                == g_array_index (keys, gint64, keys->len - 1 - end))
    end++;
  g_array_ref (keys);
  g_array_unref (self->keys);
  self->keys = keys;
  /* With nothing in sight nothing is read. */
  if (keys->len == 0)
    g_hash_table_remove_all (self->rows);
  lt_record_model_renew (self);
  if (before - top - end > 0 || keys->len - top - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), top, before - top - end,
                                keys->len - top - end);
}

/**
 * lt_record_model_renew:
 *
 * Reads anew what is in sight: it, or what it refers to, may have changed.
 */
void
lt_record_model_renew (LtRecordModel *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  /* What is on its way is of before. */
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  g_hash_table_remove_all (self->asked);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (keys, *(gint64 *) key);
  if (keys->len > 0)
    ask (self, keys);
}

/**
 * lt_record_model_stop:
 *
 * Reads nothing more: what is on its way holds the list, and the list its county.
 */
void
lt_record_model_stop (LtRecordModel *self)
{
  g_cancellable_cancel (self->reading);
}

/**
 * lt_record_model_get_key:
 *
 * Returns: the local number of the row at @position
 */
gint64
lt_record_model_get_key (LtRecordModel *self, guint position)
{
  g_return_val_if_fail (position < self->keys->len, 0);

  return g_array_index (self->keys, gint64, position);
}

/**
 * lt_record_model_get_id:
 * @self: a list
 * @position: of a row
 * @id: (out): its record
 *
 * Returns: whether it is still there
 */
gboolean
lt_record_model_get_id (LtRecordModel *self, guint position, LtId *id)
{
  g_autoptr (GPtrArray) records = NULL;
  const LtRecord *record;

  if (position >= self->keys->len)
    return FALSE;
  records = lt_store_list_by_keys (lt_session_get_store (self->session), self->kind,
                                   &g_array_index (self->keys, gint64, position), 1, NULL);
  record = records == NULL ? NULL : g_ptr_array_index (records, 0);
  if (record != NULL)
    *id = record->id;
  return record != NULL;
}
