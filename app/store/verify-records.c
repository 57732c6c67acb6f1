/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds rows, heads and sums against what the
 * log says: the log is read in the order of the records, and the tables that
 * have that order with it. */

#include "store/store-private.h"
#include "store/verify-private.h"
#include "store/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtDigest digest;
  gint64 n;
} Sum;

typedef struct
{
  LtCheck *check;
  GHashTable *sums; /* kind's number → Sum */
  GHashTable *rows; /* LtKind → LtRows of its table by number */
  LtCursor records;
  LtCursor heads;
  LtCursor conflicts;
  LtCursor places;
  LtRows *words; /* (nullable): by the row of a record */
  gint64 n_places;
  gint64 n_words;
} Work;

typedef struct
{
  gint64 field;
  LtDigest id;
  gint64 sid;
  gint64 seq;
  gint64 time;
} Head;

static gboolean
values_agree (const LtField *field, const LtValue *expected, LtRows *rows, int column)
{
  gsize size;
  gsize have;
  gconstpointer bytes = lt_value_bytes (expected, &size);
  gconstpointer blob;

  if (expected == NULL || lt_rows_is_null (rows, column))
    return expected == NULL && lt_rows_is_null (rows, column);
  if (lt_field_is_geometry (field))
    {
      g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, NULL);
      g_autoptr (GBytes) wanted = shape == NULL ? NULL : lt_shape_to_gpkg (shape, 4490);

      blob = lt_rows_blob (rows, column, &have);
      return wanted != NULL && have == g_bytes_get_size (wanted)
             && memcmp (blob, g_bytes_get_data (wanted, NULL), have) == 0;
    }
  if (field->type == LT_TYPE_DECIMAL)
    return g_ascii_strtod (lt_value_text (expected), NULL) == lt_rows_double (rows, column);
  return g_strcmp0 (lt_value_text (expected), lt_rows_text (rows, column)) == 0;
}

static LtRows *
find_rows (Work *work, const LtKind *kind)
{
  LtRows *rows = g_hash_table_lookup (work->rows, kind);
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  if (rows != NULL)
    return rows;
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid=?", kind->table);
  rows = lt_db_query (work->check->store->db, NULL, sql->str, "");
  if (rows != NULL)
    g_hash_table_insert (work->rows, (gpointer) kind, rows);
  return rows;
}

static void
compare_row (Work *work, const LtRecordState *state, LtRows *rows)
{
  const LtKind *kind = state->kind;
  g_autofree char *id = lt_id_to_text (&state->id);

  if (rows == NULL || !lt_rows_next (rows, NULL))
    {
      lt_check_add (work->check, _ ("Table %s: the row of %s is missing."), kind->table, id);
      return;
    }
  if (g_strcmp0 (lt_rows_text (rows, 0), id) != 0)
    lt_check_add (work->check, _ ("Table %s: the row of %s has another id."), kind->table, id);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!values_agree (&kind->fields[i], lt_record_state_shown (state, i), rows, (int) i + 1))
      lt_check_add (work->check, _ ("Table %s, record %s: field %s is not what the log says."),
                    kind->table, id, kind->fields[i].name);
}

static void
check_row (Work *work, const LtRecordState *state, gint64 key)
{
  LtRows *rows = find_rows (work, state->kind);

  if (rows != NULL)
    lt_rows_bind_int (rows, 1, key);
  compare_row (work, state, rows);
  if (rows != NULL)
    lt_rows_reset (rows);
}

static int
compare_heads (gconstpointer a, gconstpointer b)
{
  const Head *first = a;
  const Head *second = b;

  if (first->field != second->field)
    return first->field < second->field ? -1 : 1;
  return lt_digest_compare (&first->id, &second->id);
}

static GArray *
expect_heads (const LtRecordState *state)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (Head));

  for (guint c = 0; c < state->cells->len; c++)
    {
      const LtCell *cell = g_ptr_array_index (state->cells, c);

      for (guint i = 0; i < cell->heads->len && !cell->image_only; i++)
        {
          const LtHeadEntry *entry = g_ptr_array_index (cell->heads, i);
          Head head = { cell->number, entry->id, entry->sid, (gint64) entry->seq,
                        (gint64) entry->time };

          if (!lt_cell_is_repeated (cell, i))
            g_array_append_val (heads, head);
        }
    }
  g_array_sort (heads, compare_heads);
  return heads;
}

static gboolean
read_heads (LtCursor *cursor, const LtId *id, GArray **heads, GError **error)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (Head));
  gboolean found;

  if (!lt_cursor_seek (cursor, id, &found, error))
    return FALSE;
  while (cursor->there && lt_id_equal (&cursor->id, id))
    {
      Head head = { .field = lt_rows_int (cursor->rows, 1),
                    .sid = lt_rows_int (cursor->rows, 3),
                    .seq = lt_rows_int (cursor->rows, 4),
                    .time = lt_rows_int (cursor->rows, 5) };

      lt_rows_fixed (cursor->rows, 2, &head.id, sizeof head.id);
      g_array_append_val (read, head);
      if (!lt_cursor_step (cursor, error))
        return FALSE;
    }
  *heads = g_steal_pointer (&read);
  return TRUE;
}

/* Whether the rows of the record in `lt_conflict` are its conflicts. */
static gboolean
read_conflicts (LtCursor *cursor, const LtRecordState *state, gboolean *agree, GError **error)
{
  gboolean found;

  if (!lt_cursor_seek (cursor, &state->id, &found, error))
    return FALSE;
  for (guint c = 0; c < state->cells->len && state->there; c++)
    {
      const LtCell *cell = g_ptr_array_index (state->cells, c);

      if (!lt_cell_is_in_conflict (cell))
        continue;
      found = cursor->there && lt_id_equal (&cursor->id, &state->id);
      if (!found || lt_rows_int (cursor->rows, 1) != (gint64) cell->number
          || lt_rows_int (cursor->rows, 2) != (gint64) state->kind->number)
        *agree = FALSE;
      if (found && !lt_cursor_step (cursor, error))
        return FALSE;
    }
  while (cursor->there && lt_id_equal (&cursor->id, &state->id))
    {
      *agree = FALSE;
      if (!lt_cursor_step (cursor, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_heads (Work *work, const LtRecordState *state, GError **error)
{
  g_autoptr (GArray) expected = expect_heads (state);
  g_autoptr (GArray) heads = NULL;
  g_autofree char *name = NULL;
  gboolean agree = TRUE;

  if (!read_heads (&work->heads, &state->id, &heads, error)
      || !read_conflicts (&work->conflicts, state, &agree, error))
    return FALSE;
  if (agree && heads->len == expected->len
      && (heads->len == 0 || memcmp (heads->data, expected->data, heads->len * sizeof (Head)) == 0))
    return TRUE;
  name = lt_id_to_text (&state->id);
  lt_check_add (work->check, _ ("Record %s %s: its heads or conflicts are not what the log says."),
                state->kind->name, name);
  return TRUE;
}

static Sum *
find_sum (Work *work, guint kind)
{
  Sum *sum = g_hash_table_lookup (work->sums, GUINT_TO_POINTER (kind));

  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      g_hash_table_insert (work->sums, GUINT_TO_POINTER (kind), sum);
    }
  return sum;
}

static gboolean
check_kept (Work *work, const LtRecordState *state, gint64 *key, GError **error)
{
  g_autofree char *name = NULL;
  LtDigest digest = { 0 };
  gboolean found;

  *key = 0;
  if (!lt_cursor_seek (&work->records, &state->id, &found, error))
    return FALSE;
  if (found)
    {
      *key = lt_rows_int (work->records.rows, 1);
      lt_rows_fixed (work->records.rows, 2, &digest, sizeof digest);
    }
  if (!found || lt_digest_compare (&state->digest, &digest) != 0)
    {
      name = lt_id_to_text (&state->id);
      lt_check_add (work->check, _ ("Record %s %s: its digest is not what the log says."),
                    state->kind->name, name);
    }
  return !found || lt_cursor_step (&work->records, error);
}

static gboolean
check_record (Work *work, const LtRecordState *state, GError **error)
{
  gint64 key;
  Sum *sum;

  if (state->kind == NULL)
    return TRUE;
  if (!check_kept (work, state, &key, error) || !check_heads (work, state, error))
    return FALSE;
  if (!state->there)
    return TRUE;
  work->check->result->records++;
  sum = find_sum (work, state->kind->number);
  lt_digest_add (&sum->digest, &state->digest);
  sum->n++;
  check_row (work, state, key);
  if (!lt_check_words (work->check, work->words, state, key, &work->n_words, error))
    return FALSE;
  return !lt_kind_is_place (state->kind)
         || lt_check_place (work->check, &work->places, state, &work->n_places, error);
}

static gboolean
check_records (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (work->check->store->db, error,
                   "SELECT " LT_RECORD_STATE_COLUMNS " FROM lt_op WHERE state=0 ORDER BY record",
                   "");
  gboolean more;

  if (rows == NULL)
    return FALSE;
  more = lt_rows_next (rows, &problem);
  while (more)
    {
      g_autoptr (LtRecordState) state = lt_record_state_read (rows, &more, &problem);

      if (state == NULL || !check_record (work, state, &problem))
        break;
      lt_check_progress (work->check, state->n_operations);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
check_count (Work *work, const char *table, gint64 expected, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  gint64 n = 0;

  if (!lt_db_get_int (work->check->store->db, &n, error, sql, ""))
    return FALSE;
  lt_check_more (work->check, table, n - expected);
  return TRUE;
}

/* Rows that the log knows nothing of. */
static gboolean
check_counts (Work *work, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!check_count (work, kinds[i]->table, find_sum (work, kinds[i]->number)->n, error))
      return FALSE;
  return lt_cursor_finish (work->check, &work->records, error)
         && lt_cursor_finish (work->check, &work->heads, error)
         && lt_cursor_finish (work->check, &work->conflicts, error)
         && lt_cursor_finish (work->check, &work->places, error)
         && check_count (work, "lt_place_box", work->n_places, error)
         && (work->check->store->schema < LT_WORDS_SCHEMA
             || check_count (work, "lt_words", work->n_words, error));
}

static gboolean
check_sum (Work *work, guint kind, GError **error)
{
  const Sum *expected = find_sum (work, kind);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (work->check->store->db, error, "SELECT sum, n FROM lt_state WHERE kind=?", "i",
                   (gint64) kind);
  LtDigest sum = { 0 };
  gint64 n = 0;

  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      lt_rows_fixed (rows, 0, &sum, sizeof sum);
      n = lt_rows_int (rows, 1);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (n != expected->n || lt_digest_compare (&sum, &expected->digest) != 0)
    lt_check_add (work->check, _ ("State: the sum of kind %d is not that of its records."),
                  (int) kind);
  return TRUE;
}

static gboolean
check_sums (Work *work, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!check_sum (work, kinds[i]->number, error))
      return FALSE;
  return TRUE;
}

static gboolean
open_cursors (Work *work, GError **error)
{
  LtDb *db = work->check->store->db;

  return lt_cursor_open (&work->records, db, "lt_record",
                         "SELECT id, key, digest FROM lt_record ORDER BY id", error)
         && lt_cursor_open (&work->heads, db, "lt_head",
                            "SELECT record, field, id, sid, seq, time FROM lt_head "
                            "ORDER BY record, field, id",
                            error)
         && lt_cursor_open (&work->conflicts, db, "lt_conflict",
                            "SELECT record, field, kind FROM lt_conflict ORDER BY record, field",
                            error)
         && lt_cursor_open (&work->places, db, "lt_place",
                            "SELECT record, kind, min_x, min_y, max_x, max_y, variety, title "
                            "FROM lt_place ORDER BY record",
                            error)
         && lt_check_open_words (work->check, &work->words, error);
}

static void
clear_work (Work *work)
{
  g_hash_table_unref (work->sums);
  g_hash_table_unref (work->rows);
  lt_rows_free (work->records.rows);
  lt_rows_free (work->heads.rows);
  lt_rows_free (work->conflicts.rows);
  lt_rows_free (work->places.rows);
  lt_rows_free (work->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

/**
 * lt_check_records:
 * @self: a check, the log done
 * @error: return location, for what keeps it from being made
 *
 * Holds every table against what the log says.
 */
gboolean
lt_check_records (LtCheck *self, GError **error)
{
  g_auto (Work)
      work = { .check = self,
               .sums = g_hash_table_new_full (NULL, NULL, NULL, g_free),
               .rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lt_rows_free) };

  return open_cursors (&work, error) && check_records (&work, error) && check_counts (&work, error)
         && lt_check_boxes (self, work.n_places, error) && check_sums (&work, error);
}
