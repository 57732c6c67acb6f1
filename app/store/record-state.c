/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a record is follows from the set of its operations, in whatever order
 * they came: the heads of a cell are those of its operations that no other
 * operation on the cell names as a parent. No clock decides anything but the
 * order of display. */

#include "model/states.h"
#include "store/record-merge.h"

static void
free_head (LtHeadEntry *head)
{
  lt_value_unref (head->value);
  g_free (head);
}

static void
free_cell (LtCell *cell)
{
  g_ptr_array_unref (cell->heads);
  lt_value_unref (cell->agreed);
  g_free (cell);
}

void
lt_record_state_free (LtRecordState *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static gboolean
is_superseded (GPtrArray *entries, const LtKind *kind, const LtCell *cell, const LtEntry *candidate)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *other = g_ptr_array_index (entries, i);

      if (lt_entry_is_on_cell (other, cell->number)
          && lt_merge_supersedes (entries, kind, cell, other, candidate))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_head_entry_compare:
 *
 * Orders heads for display: the latest first.
 */
int
lt_head_entry_compare (const LtHeadEntry *first, const LtHeadEntry *second)
{
  if (first->time != second->time)
    return first->time > second->time ? -1 : 1;
  return -lt_digest_compare (&first->id, &second->id);
}

static int
compare_heads (gconstpointer a, gconstpointer b)
{
  return lt_head_entry_compare (*(LtHeadEntry *const *) a, *(LtHeadEntry *const *) b);
}

static void
find_heads (GPtrArray *entries, const LtKind *kind, LtCell *cell)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);
      LtHeadEntry *head;

      if ((!lt_entry_is_on_cell (entry, cell->number) && entry->head.action != LT_ACTION_CREATE)
          || is_superseded (entries, kind, cell, entry))
        continue;
      head = g_memdup2 (&entry->head, sizeof *head);
      head->value = cell->number == 0 ? NULL : lt_entry_say (entry, cell->number);
      g_ptr_array_add (cell->heads, head);
    }
}

/* What a state is while it is in conflict. */
static void
find_agreed_state (GPtrArray *entries, const LtKind *kind, LtCell *cell)
{
  const LtField *field = &kind->fields[lt_kind_field_by_number (kind, cell->number)];
  const char *first = lt_states_first (kind, field);

  if (!lt_merge_find_agreed (entries, cell, &cell->agreed) && first != NULL)
    cell->agreed = lt_value_new_text (first);
}

static LtCell *
make_cell (GPtrArray *entries, const LtKind *kind, guint32 number)
{
  LtCell *cell = g_new0 (LtCell, 1);

  cell->number = number;
  cell->heads = g_ptr_array_new_with_free_func ((GDestroyNotify) free_head);
  cell->image_only = number != 0;
  cell->merge = number == 0 ? LT_MERGE_SHOW_LATEST : lt_merge_class_of (kind, number, entries);
  for (guint i = 0; i < entries->len && cell->image_only; i++)
    cell->image_only = !lt_entry_is_on_cell (g_ptr_array_index (entries, i), number);
  if (cell->merge == LT_MERGE_SET)
    lt_merge_set (entries, cell);
  else
    find_heads (entries, kind, cell);
  g_ptr_array_sort (cell->heads, compare_heads);
  if (cell->merge == LT_MERGE_STATE && lt_cell_is_in_conflict (cell))
    find_agreed_state (entries, kind, cell);
  return cell;
}

static void
add_image_numbers (const LtValue *image, GHashTable *numbers)
{
  LtCanonReader reader;
  gsize size;
  gconstpointer bytes = lt_value_bytes (image, &size);

  lt_canon_reader_init (&reader, bytes, size);
  while (reader.at < reader.size && !reader.failed)
    {
      guint32 number = lt_canon_get_u32 (&reader);

      lt_canon_get_blob (&reader, &size);
      if (!reader.failed)
        g_hash_table_add (numbers, GUINT_TO_POINTER (number));
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_UINT (a) < GPOINTER_TO_UINT (b) ? -1 : 1;
}

/* For all fields known here, and for unknown ones too (a newer program made them), so that the
 * digest does not depend on the program's age. */
static void
make_cells (LtRecordState *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GList) sorted = NULL;

  g_hash_table_add (numbers, GUINT_TO_POINTER (0));
  for (guint i = 0; i < self->kind->n_fields; i++)
    g_hash_table_add (numbers, GUINT_TO_POINTER (self->kind->fields[i].number));
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (entry->head.action == LT_ACTION_CREATE)
        add_image_numbers (entry->head.value, numbers);
      else if (entry->field != 0)
        g_hash_table_add (numbers, GUINT_TO_POINTER (entry->field));
    }
  sorted = g_list_sort (g_hash_table_get_keys (numbers), compare_numbers);
  for (GList *item = sorted; item != NULL; item = item->next)
    g_ptr_array_add (self->cells, make_cell (entries, self->kind, GPOINTER_TO_UINT (item->data)));
}

static const LtEntry *
find_maker (GPtrArray *entries)
{
  const LtEntry *maker = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (entry->head.action == LT_ACTION_CREATE
          && (maker == NULL || lt_digest_compare (&entry->head.id, &maker->head.id) < 0))
        maker = entry;
    }
  return maker;
}

static const LtEntry *
find_entry (GPtrArray *entries, const LtDigest *id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (lt_digest_compare (&entry->head.id, id) == 0)
        return entry;
    }
  return NULL;
}

/* A record is gone only if every head of its life is a removal, and these
 * removals saw every head of its fields: an edit made elsewhere keeps it. */
static gboolean
is_removed (const LtRecordState *self, GPtrArray *entries)
{
  const LtCell *life = g_ptr_array_index (self->cells, 0);

  for (guint i = 0; i < life->heads->len; i++)
    {
      const LtHeadEntry *head = g_ptr_array_index (life->heads, i);

      if (find_entry (entries, &head->id)->head.action != LT_ACTION_REMOVE)
        return FALSE;
    }
  for (guint c = 1; c < self->cells->len; c++)
    {
      const LtCell *cell = g_ptr_array_index (self->cells, c);

      for (guint h = 0; h < cell->heads->len; h++)
        {
          const LtHeadEntry *head = g_ptr_array_index (cell->heads, h);
          gboolean seen = FALSE;

          for (guint i = 0; i < life->heads->len && !seen; i++)
            {
              const LtHeadEntry *removal = g_ptr_array_index (life->heads, i);

              seen = lt_entry_names_parent (find_entry (entries, &removal->id), &head->id);
            }
          if (!seen)
            return FALSE;
        }
    }
  return TRUE;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gsize size_a;
  gsize size_b;
  const void *bytes_a = lt_value_bytes ((*(LtHeadEntry *const *) a)->value, &size_a);
  const void *bytes_b = lt_value_bytes ((*(LtHeadEntry *const *) b)->value, &size_b);
  int order = MIN (size_a, size_b) == 0 ? 0 : memcmp (bytes_a, bytes_b, MIN (size_a, size_b));

  if (order == 0)
    order = (size_a > size_b) - (size_a < size_b);
  return order != 0 ? order : (bytes_a != NULL) - (bytes_b != NULL);
}

static void
write_value (const LtCell *cell, const LtValue *value, GByteArray *out)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (value, &size);

  lt_canon_put_u32 (out, cell->number);
  lt_canon_put_u8 (out, value != NULL);
  lt_canon_put_blob (out, bytes, size);
}

static void
write_cell (const LtCell *cell, GByteArray *out)
{
  g_autoptr (GPtrArray) sorted = NULL;
  const LtValue *first =
      cell->heads->len == 0 ? NULL : ((LtHeadEntry *) g_ptr_array_index (cell->heads, 0))->value;

  if (cell->merge == LT_MERGE_SET)
    first = cell->agreed;
  if (!lt_cell_is_in_conflict (cell))
    {
      if (first != NULL)
        write_value (cell, first, out);
      return;
    }
  sorted = g_ptr_array_sized_new (cell->heads->len);
  for (guint i = 0; i < cell->heads->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (cell->heads, i));
  g_ptr_array_sort (sorted, compare_values);
  for (guint i = 0; i < sorted->len; i++)
    {
      const LtHeadEntry *head = g_ptr_array_index (sorted, i);

      if (i == 0 || !lt_value_equal (first, head->value))
        write_value (cell, head->value, out);
      first = head->value;
    }
}

/* Digest of a record: kind, id, then for each field with a value its number
 * and its different values in the order of their bytes. */
static void
compute_digest (LtRecordState *self)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new (512);

  lt_canon_put_u32 (out, self->kind->number);
  lt_canon_put_raw (out, &self->id, sizeof self->id);
  for (guint c = 1; c < self->cells->len; c++)
    write_cell (g_ptr_array_index (self->cells, c), out);
  lt_digest_of (&self->digest, out->data, out->len);
}

static LtRecordState *
make_state (const LtId *id, GPtrArray *entries)
{
  LtRecordState *self = g_new0 (LtRecordState, 1);
  const LtEntry *maker = find_maker (entries);

  self->id = *id;
  self->n_operations = entries->len;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) free_cell);
  self->kind = maker == NULL ? NULL : lt_kind_by_number (maker->kind);
  if (self->kind == NULL)
    return self;
  make_cells (self, entries);
  self->there = !is_removed (self, entries);
  if (self->there)
    compute_digest (self);
  return self;
}

/**
 * lt_record_state_read:
 * @rows: on the first of a record's rows: %LT_RECORD_STATE_COLUMNS of applied
 *   operations, in the order of the records
 * @more: (out): whether @rows are now on the first row of another record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the record's operations make of it
 */
LtRecordState *
lt_record_state_read (LtRows *rows, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  LtId id;

  lt_rows_fixed (rows, 0, &id, sizeof id);
  entries = lt_entries_read (rows, &id, more, error);
  return entries == NULL ? NULL : make_state (&id, entries);
}

/**
 * lt_record_state_load:
 * @db: a county file
 * @id: a record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the record's applied operations make of it
 */
LtRecordState *
lt_record_state_load (LtDb *db, const LtId *id, GError **error)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT " LT_RECORD_STATE_COLUMNS " FROM lt_op WHERE record=? AND state=0", "b",
                   id, sizeof *id);
  gboolean more;

  if (rows == NULL)
    return NULL;
  if (lt_rows_next (rows, &problem))
    return lt_record_state_read (rows, &more, error);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  none = g_ptr_array_new ();
  return make_state (id, none);
}

LtCell *
lt_record_state_find (const LtRecordState *self, guint32 number)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      LtCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->number == number)
        return cell;
    }
  return NULL;
}

/**
 * lt_cell_is_in_conflict:
 *
 * Returns: whether heads say different things, which those of a set do not; of
 *   the record's being there, whether a removal stands that did not see all of
 *   what keeps it
 */
gboolean
lt_cell_is_in_conflict (const LtCell *self)
{
  for (guint i = 0; i < self->heads->len && self->merge != LT_MERGE_SET; i++)
    {
      const LtHeadEntry *first = g_ptr_array_index (self->heads, 0);
      const LtHeadEntry *other = g_ptr_array_index (self->heads, i);

      if (self->number == 0 ? other->action == LT_ACTION_REMOVE
                            : !lt_value_equal (first->value, other->value))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_cell_is_repeated:
 * @self: a cell
 * @head: place of a head
 *
 * Returns: whether the head before it is of the same operation: one that adds
 *   several members to a set
 */
gboolean
lt_cell_is_repeated (const LtCell *self, guint head)
{
  const LtHeadEntry *before = head == 0 ? NULL : g_ptr_array_index (self->heads, head - 1);
  const LtHeadEntry *now = g_ptr_array_index (self->heads, head);

  return before != NULL && lt_digest_compare (&before->id, &now->id) == 0;
}

/**
 * lt_record_state_shown:
 * @self: a state with a kind
 * @field: place in the field table
 *
 * Returns: (transfer none) (nullable): what is shown
 */
LtValue *
lt_record_state_shown (const LtRecordState *self, guint field)
{
  const LtField *description = &self->kind->fields[field];
  const LtCell *cell = lt_record_state_find (self, description->number);

  if (cell->merge == LT_MERGE_SET
      || (cell->merge == LT_MERGE_STATE && lt_cell_is_in_conflict (cell)))
    return cell->agreed;
  if (cell->heads->len == 0)
    return NULL;
  if (description->merge == LT_MERGE_NO_CHOICE && lt_cell_is_in_conflict (cell))
    return NULL;
  return ((LtHeadEntry *) g_ptr_array_index (cell->heads, 0))->value;
}

static GPtrArray *
heads_of (const LtCell *cell)
{
  GPtrArray *heads = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_head_free);

  for (guint i = 0; i < cell->heads->len; i++)
    {
      const LtHeadEntry *head = g_ptr_array_index (cell->heads, i);

      g_ptr_array_add (heads, lt_head_new (&head->id, lt_value_ref (head->value)));
    }
  return heads;
}

/**
 * lt_record_state_to_record:
 * @self: a state with a kind
 * @key: the record's local number
 *
 * Returns: (transfer full): the record with its heads
 */
LtRecord *
lt_record_state_to_record (const LtRecordState *self, gint64 key)
{
  LtRecord *record = lt_record_new (self->kind);
  const LtCell *life = g_ptr_array_index (self->cells, 0);

  record->id = self->id;
  record->key = key;
  record->heads = g_new0 (GPtrArray *, self->kind->n_fields);
  record->life = heads_of (life);
  record->life_conflict = self->there && lt_cell_is_in_conflict (life);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtCell *cell = lt_record_state_find (self, self->kind->fields[i].number);

      record->values[i] = lt_value_ref (lt_record_state_shown (self, i));
      record->heads[i] = heads_of (cell);
    }
  return record;
}
