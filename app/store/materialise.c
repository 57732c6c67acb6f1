/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the log to the tables: after operations on a record were added, what
 * the tables say of it is computed anew from all of its operations. Own
 * writes, colleagues' and undo all come through here. */

#include "store/store-private.h"
#include "store/words.h"

#define SRS 4490

/* Kinds are numbered from 1; a set of them is 64 bits, too. */
#define N_KINDS 64

/* What changes of a kind's sum of digests, and of how many there are. */
typedef struct
{
  LtDigest digest;
  gint64 n;
} Sum;

typedef struct
{
  gboolean known; /* whether there is a row in lt_record */
  const LtKind *kind;
  gint64 key; /* 0: no row in the kind's table */
  LtDigest digest;
} Kept;

static gboolean
read_kept (LtDb *db, const LtId *id, Kept *kept, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT kind, key, digest FROM lt_record WHERE id=?", "b", id,
                   sizeof *id);
  g_autoptr (GError) problem = NULL;

  *kept = (Kept){ 0 };
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      kept->known = TRUE;
      kept->kind = lt_kind_by_number ((guint) lt_rows_int (rows, 0));
      kept->key = lt_rows_int (rows, 1);
      lt_rows_fixed (rows, 2, &kept->digest, sizeof kept->digest);
    }
  else if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

static const char *
row_sql (const LtKind *kind)
{
  static GHashTable *made;
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  const char *known;
  GString *sql;

  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);
  known = g_hash_table_lookup (made, kind);
  if (known != NULL)
    return known;
  sql = g_string_new (NULL);
  g_string_append_printf (sql, "INSERT OR REPLACE INTO \"%s\" (fid, id", kind->table);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
  g_string_append (sql, ") VALUES (?, ?");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  g_hash_table_insert (made, (gpointer) kind, sql->str);
  return g_string_free (sql, FALSE);
}

static void
bind_value (LtRows *rows, int index, const LtField *field, const LtValue *value)
{
  const char *text = lt_value_text (value);

  if (value == NULL)
    lt_rows_bind_null (rows, index);
  else if (lt_field_is_geometry (field))
    {
      g_autoptr (LtShape) shape = lt_value_to_shape (value, NULL);
      g_autoptr (GBytes) blob = shape == NULL ? NULL : lt_shape_to_gpkg (shape, SRS);

      if (blob == NULL)
        lt_rows_bind_null (rows, index);
      else
        lt_rows_bind_blob (rows, index, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
    }
  else if (field->type == LT_TYPE_INTEGER || field->type == LT_TYPE_FLAG)
    lt_rows_bind_int (rows, index, g_ascii_strtoll (text, NULL, 10));
  else if (field->type == LT_TYPE_DECIMAL)
    lt_rows_bind_double (rows, index, g_ascii_strtod (text, NULL));
  else
    lt_rows_bind_text (rows, index, text);
}

static gboolean
write_row (LtDb *db, const LtRecordState *state, gint64 *key, GError **error)
{
  const LtKind *kind = state->kind;
  g_autofree char *id = lt_id_to_text (&state->id);
  g_autoptr (LtRows) rows = lt_db_query (db, error, row_sql (kind), "");
  gboolean is_new;

  if (rows == NULL)
    return FALSE;
  if (*key != 0)
    lt_rows_bind_int (rows, 1, *key);
  lt_rows_bind_text (rows, 2, id);
  for (guint i = 0; i < kind->n_fields; i++)
    bind_value (rows, (int) i + 3, &kind->fields[i], lt_record_state_shown (state, i));
  if (!lt_rows_finish (rows, error))
    return FALSE;
  is_new = *key == 0;
  if (is_new)
    *key = lt_db_last_row (db);
  return lt_words_write (db, state, *key, is_new, error);
}

static gboolean
remove_row (LtDb *db, const LtKind *kind, gint64 key, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE fid=?", kind->table);

  return lt_db_run (db, error, sql, "i", key) && lt_words_remove (db, kind, key, error);
}

static gboolean
remove_place (LtDb *db, const LtId *id, GError **error)
{
  gint64 number = 0;

  if (!lt_db_get_int (db, &number, error, "SELECT number FROM lt_place WHERE record=?", "b", id,
                      sizeof *id))
    return FALSE;
  return number == 0
         || (lt_db_run (db, error, "DELETE FROM lt_place_box WHERE number=?", "i", number)
             && lt_db_run (db, error, "DELETE FROM lt_place WHERE number=?", "i", number));
}

static gboolean
write_place (LtDb *db, const LtRecordState *state, GError **error)
{
  LtPlace place;
  gint64 number;

  if (!lt_record_state_to_place (state, &place))
    return TRUE;
  if (!lt_db_run (db, error,
                  "INSERT INTO lt_place (kind, record, min_x, min_y, max_x, max_y, variety, title) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  "ibddddit", (gint64) place.kind, &place.record, sizeof place.record,
                  place.world.min_x, place.world.min_y, place.world.max_x, place.world.max_y,
                  (gint64) place.variety, place.title))
    return FALSE;
  number = lt_db_last_row (db);
  return lt_db_run (db, error, "INSERT INTO lt_place_box VALUES (?, ?, ?, ?, ?)", "idddd", number,
                    place.world.min_x, place.world.max_x, place.world.min_y, place.world.max_y);
}

static gboolean
remove_heads (LtDb *db, const LtId *id, GError **error)
{
  return lt_db_run (db, error, "DELETE FROM lt_head WHERE record=?", "b", id, sizeof *id)
         && lt_db_run (db, error, "DELETE FROM lt_conflict WHERE record=?", "b", id, sizeof *id);
}

static gboolean
write_heads (LtDb *db, const LtRecordState *state, gboolean known, GError **error)
{
  if (known && !remove_heads (db, &state->id, error))
    return FALSE;
  for (guint c = 0; c < state->cells->len; c++)
    {
      const LtCell *cell = g_ptr_array_index (state->cells, c);

      for (guint i = 0; i < cell->heads->len && !cell->image_only; i++)
        {
          const LtHeadEntry *head = g_ptr_array_index (cell->heads, i);

          if (lt_cell_is_repeated (cell, i))
            continue;
          if (!lt_db_run (db, error, "INSERT INTO lt_head VALUES (?, ?, ?, ?, ?, ?)", "bibiii",
                          &state->id, sizeof state->id, (gint64) cell->number, &head->id,
                          sizeof head->id, head->sid, (gint64) head->seq, (gint64) head->time))
            return FALSE;
        }
      if (state->there && lt_cell_is_in_conflict (cell)
          && !lt_db_run (db, error, "INSERT INTO lt_conflict VALUES (?, ?, ?)", "bii", &state->id,
                         sizeof state->id, (gint64) cell->number, (gint64) state->kind->number))
        return FALSE;
    }
  return TRUE;
}

/* What goes to a kind's sum and count; zeros are no record. It is written once
 * for all records of a group. */
static void
move_sum (Sum sums[N_KINDS], const LtKind *kind, const LtDigest *out, const LtDigest *in)
{
  Sum *sum = &sums[kind->number];

  g_assert (kind->number < N_KINDS);
  if (!lt_digest_is_zero (out))
    {
      lt_digest_subtract (&sum->digest, out);
      sum->n--;
    }
  if (!lt_digest_is_zero (in))
    {
      lt_digest_add (&sum->digest, in);
      sum->n++;
    }
}

/**
 * lt_state_sum_read:
 * @db: a county file
 * @kind: number of a kind
 * @sum: (out): of the digests of its records
 * @n: (out): how many they are
 * @error: return location
 *
 * Reads what the file says they are.
 */
gboolean
lt_state_sum_read (LtDb *db, guint kind, LtDigest *sum, gint64 *n, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT sum, n FROM lt_state WHERE kind=?", "i", (gint64) kind);
  g_autoptr (GError) problem = NULL;

  *sum = (LtDigest){ 0 };
  *n = 0;
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      lt_rows_fixed (rows, 0, sum, sizeof *sum);
      *n = lt_rows_int (rows, 1);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
write_sum (LtDb *db, guint kind, const Sum *change, GError **error)
{
  LtDigest sum;
  gint64 n;

  if (!lt_state_sum_read (db, kind, &sum, &n, error))
    return FALSE;
  lt_digest_add (&sum, &change->digest);
  return lt_db_run (db, error, "INSERT OR REPLACE INTO lt_state VALUES (?, ?, ?)", "ibi",
                    (gint64) kind, &sum, sizeof sum, n + change->n);
}

static gboolean
write_sums (LtDb *db, const Sum sums[N_KINDS], GError **error)
{
  for (guint i = 0; i < N_KINDS; i++)
    if ((sums[i].n != 0 || !lt_digest_is_zero (&sums[i].digest))
        && !write_sum (db, i, &sums[i], error))
      return FALSE;
  return TRUE;
}

/* Two operations made the record, each of another kind: which of them counts may
 * change with what arrives. What was there of the other kind goes. */
static gboolean
leave_kind (LtDb *db, const LtId *id, Kept *kept, Sum sums[N_KINDS], GError **error)
{
  LtDigest none = { 0 };
  LtRecordState gone = { .kind = kept->kind, .id = *id };

  if (!remove_place (db, id, error) || !lt_breaches_follow (db, &gone, kept->key != 0, error)
      || (kept->key != 0 && !remove_row (db, kept->kind, kept->key, error)))
    return FALSE;
  move_sum (sums, kept->kind, &kept->digest, &none);
  *kept = (Kept){ .known = TRUE };
  return TRUE;
}

static gboolean
materialise (LtDb *db, const LtId *id, Sum sums[N_KINDS], GError **error)
{
  g_autoptr (LtRecordState) state = lt_record_state_load (db, id, error);
  Kept kept;
  gboolean was_there;
  gint64 key;

  if (state == NULL || !read_kept (db, id, &kept, error))
    return FALSE;
  if (kept.kind != NULL && kept.kind != state->kind && !leave_kind (db, id, &kept, sums, error))
    return FALSE;
  was_there = kept.key != 0;
  if (state->kind == NULL)
    return remove_heads (db, id, error)
           && lt_db_run (db, error, "DELETE FROM lt_record WHERE id=?", "b", id, sizeof *id);
  key = kept.key;
  if (kept.kind != NULL && lt_kind_is_place (state->kind) && !remove_place (db, id, error))
    return FALSE;
  if (!state->there)
    {
      if (key != 0 && !remove_row (db, state->kind, key, error))
        return FALSE;
      key = 0;
    }
  else if (!write_row (db, state, &key, error) || !write_place (db, state, error))
    return FALSE;
  move_sum (sums, state->kind, &kept.digest, &state->digest);
  return write_heads (db, state, kept.known, error)
         && lt_db_run (db, error, "INSERT OR REPLACE INTO lt_record VALUES (?, ?, ?, ?)", "biib",
                       id, sizeof *id, (gint64) state->kind->number, key, &state->digest,
                       sizeof state->digest)
         && lt_breaches_follow (db, state, was_there, error);
}

/**
 * lt_materialise:
 * @db: a county file, in a write
 * @id: a record whose operations have changed
 * @error: return location
 *
 * Makes rows, words, heads, conflicts, place and sums say what the record's
 * operations say.
 */
gboolean
lt_materialise (LtDb *db, const LtId *id, GError **error)
{
  Sum sums[N_KINDS] = { 0 };

  return materialise (db, id, sums, error) && write_sums (db, sums, error);
}

/**
 * lt_materialise_all:
 * @db: a county file, in a write
 * @kind: (nullable): a kind; %NULL for all
 * @error: return location
 *
 * Does so for every record that the log knows, of a kind whose table has got new
 * columns or of all kinds: a colleague with a newer program may have sent what
 * had no place here.
 */
gboolean
lt_materialise_all (LtDb *db, const LtKind *kind, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  Sum sums[N_KINDS] = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT DISTINCT record FROM lt_op WHERE state=0 AND (?1=0 OR kind=?1)", "i",
                   (gint64) (kind == NULL ? 0 : kind->number));

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId id;

      lt_rows_fixed (rows, 0, &id, sizeof id);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len && problem == NULL; i++)
    materialise (db, &g_array_index (ids, LtId, i), sums, &problem);
  if (problem == NULL)
    return write_sums (db, sums, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_materialise_group:
 * @db: a county file, in a write
 * @group: a group just applied
 * @error: return location
 *
 * Does so for every record that the group touches, each once.
 */
gboolean
lt_materialise_group (LtDb *db, const LtGroup *group, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (lt_id_hash, lt_id_equal);
  Sum sums[N_KINDS] = { 0 };

  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      if (g_hash_table_add (done, &operation->record)
          && !materialise (db, &operation->record, sums, error))
        return FALSE;
    }
  return write_sums (db, sums, error);
}
