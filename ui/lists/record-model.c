/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-model.h"

/* Rows are read this many at a time; some milliseconds. */
#define PAGE 64

/* Rows kept on either side of the page that was read last: more than a window full. */
#define NEAR 256

struct _LtRecordModel
{
  GObject parent_instance;

  LtSession *session;
  const LtKind *kind;
  GArray *keys;     /* gint64 */
  GHashTable *rows; /* gint64 → LtRecordRow */
};

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

static void
add_row (LtRecordModel *self, gint64 key, const LtRecord *record)
{
  g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key),
                       lt_record_row_new (self->session, self->kind, record));
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
read_page (LtRecordModel *self, guint position)
{
  guint first = position / PAGE * PAGE;
  guint n = MIN (PAGE, self->keys->len - first);
  const gint64 *keys = &g_array_index (self->keys, gint64, first);
  g_autoptr (GPtrArray) records =
      lt_store_list_by_keys (lt_session_get_store (self->session), self->kind, keys, n, NULL);

  drop_far_rows (self, first);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (self->rows, &keys[i]))
      add_row (self, keys[i], records == NULL ? NULL : g_ptr_array_index (records, i));
}

static gpointer
get_item (GListModel *model, guint position)
{
  LtRecordModel *self = LT_RECORD_MODEL (model);
  gint64 *key;

  if (position >= self->keys->len)
    return NULL;
  key = &g_array_index (self->keys, gint64, position);
  if (!g_hash_table_contains (self->rows, key))
    read_page (self, position);
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
lt_record_model_finalize (GObject *object)
{
  LtRecordModel *self = LT_RECORD_MODEL (object);

  g_hash_table_unref (self->rows);
  g_array_unref (self->keys);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_record_model_parent_class)->finalize (object);
}

static void
lt_record_model_class_init (LtRecordModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_record_model_finalize;
}

static void
lt_record_model_init (LtRecordModel *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
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

static gboolean
says_the_same (LtRecordRow *row, const LtRecord *now)
{
  const LtRecord *then = lt_record_row_get_record (row);

  if (then == NULL || now == NULL)
    return then == now;
  for (guint i = 0; i < now->kind->n_fields; i++)
    if (!lt_value_equal (then->values[i], now->values[i]))
      return FALSE;
  return TRUE;
}

/* Reads anew what is in sight. Returns: (transfer full): the numbers of those that
 * say something else now. */
static GArray *
renew_rows (LtRecordModel *self)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (keys, *(gint64 *) key);
  records = lt_store_list_by_keys (lt_session_get_store (self->session), self->kind,
                                   (const gint64 *) keys->data, keys->len, NULL);
  for (guint i = 0; records != NULL && i < keys->len; i++)
    {
      const gint64 *number = &g_array_index (keys, gint64, i);
      const LtRecord *now = g_ptr_array_index (records, i);

      if (says_the_same (g_hash_table_lookup (self->rows, number), now))
        continue;
      add_row (self, *number, now);
      g_array_append_val (changed, *number);
    }
  return changed;
}

static void
move_keys (LtRecordModel *self, GArray *keys)
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
  if (before - top - end > 0 || keys->len - top - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), top, before - top - end,
                                keys->len - top - end);
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
  g_autoptr (GArray) changed = renew_rows (self);

  move_keys (self, keys);
  for (guint i = 0; i < changed->len; i++)
    for (guint position = 0; position < keys->len; position++)
      if (g_array_index (keys, gint64, position) == g_array_index (changed, gint64, i))
        {
          g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
          break;
        }
}

/**
 * lt_record_model_renew:
 *
 * Says of all rows that they have changed: what they refer to has.
 */
void
lt_record_model_renew (LtRecordModel *self)
{
  g_hash_table_remove_all (self->rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->keys->len, self->keys->len);
}
