/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds rows, heads and sums against what the
 * log says: the log is read in the order of the records, and the tables that
 * have that order with it. Parts of the records are checked each by itself
 * (verify-parts.c); what they come to is summed up and held against the file. */

#include "store/store-private.h"
#include "store/verify-private.h"
#include "store/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtCheck *check;
  LtTally *tally;
  GHashTable *rows; /* LtKind → LtRows of its table by number */
  LtCursor records;
  LtCursor heads;
  LtCursor conflicts;
  LtCursor places;
  LtRows *words; /* (nullable): by the row of a record */
} Work;

typedef struct
{
  gint64 field;
  LtDigest id;
  gint64 sid;
  gint64 seq;
  gint64 time;
} Head;

/* The tables that have the order of the records, as LT_TALLY_TABLES counts them. */
static const struct
{
  const char *select;
  const char *record;
  const char *then;
} followed[] = {
  { "SELECT id, key, digest, kind FROM lt_record WHERE ", "id", "" },
  { "SELECT record, field, id, sid, seq, time FROM lt_head WHERE ", "record", ", field, id" },
  { "SELECT record, field, kind FROM lt_conflict WHERE ", "record", ", field" },
  { "SELECT record, kind, min_x, min_y, max_x, max_y, variety, title FROM lt_place WHERE ",
    "record", "" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (followed) == LT_TALLY_TABLES);

static gboolean
values_agree (const LtField *field, const LtValue *expected, LtRows *rows, int column)
{
  gsize have;
  gconstpointer blob;

  if (expected == NULL || lt_rows_is_null (rows, column))
    return expected == NULL && lt_rows_is_null (rows, column);
  if (lt_field_is_geometry (field))
    {
      g_autoptr (LtShape) shape = lt_value_to_shape (expected, NULL);
      g_autoptr (GBytes) wanted = shape == NULL ? NULL : lt_shape_to_gpkg (shape, 4490);

      blob = lt_rows_blob (rows, column, &have);
      return wanted != NULL && have == g_bytes_get_size (wanted)
             && memcmp (blob, g_bytes_get_data (wanted, NULL), have) == 0;
    }
  if (field->type == LT_TYPE_DECIMAL)
    return g_ascii_strtod (lt_value_text (expected), NULL) == lt_rows_double (rows, column);
  return lt_rows_are_text (rows, column, lt_value_text (expected));
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
  if (!lt_rows_are_text (rows, 0, id))
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
  if (found && lt_rows_int (work->records.rows, 3) != (gint64) state->kind->number)
    {
      name = lt_id_to_text (&state->id);
      lt_check_add (work->check, _ ("Record %s %s: its kind is not what the log says."),
                    state->kind->name, name);
    }
  else if (!found || lt_digest_compare (&state->digest, &digest) != 0)
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

  if (state->kind == NULL)
    return TRUE;
  if (!check_kept (work, state, &key, error) || !check_heads (work, state, error))
    return FALSE;
  if (!state->there)
    return TRUE;
  lt_tally_add_record (work->tally, state);
  check_row (work, state, key);
  if (!lt_check_words (work->check, work->words, state, key, &work->tally->n_words, error))
    return FALSE;
  return !lt_kind_is_place (state->kind)
         || lt_check_place (work->check, &work->places, state, &work->tally->n_places, error);
}

static gboolean
check_records (Work *work, const LtPart *part, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *sql =
      lt_part_select (part, "SELECT " LT_RECORD_STATE_COLUMNS " FROM lt_op WHERE state=0 AND ",
                      "record", "");
  g_autoptr (LtRows) rows = lt_db_query (work->check->store->db, error, sql, "");
  gboolean more;

  if (rows == NULL)
    return FALSE;
  more = lt_rows_next (rows, &problem);
  while (more)
    {
      g_autoptr (LtRecordState) state = lt_record_state_read (rows, &more, &problem);

      if (state == NULL || !check_record (work, state, &problem))
        break;
      work->tally->operations += state->n_operations;
      lt_check_progress (work->check, state->n_operations);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static LtCursor *
get_cursor (Work *work, gsize i)
{
  LtCursor *cursors[] = { &work->records, &work->heads, &work->conflicts, &work->places };

  return cursors[i];
}

static gboolean
open_cursors (Work *work, const LtPart *part, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autofree char *sql =
          lt_part_select (part, followed[i].select, followed[i].record, followed[i].then);

      if (!lt_cursor_open (get_cursor (work, i), work->check->store->db, sql, error))
        return FALSE;
    }
  return lt_check_open_words (work->check, &work->words, error);
}

static gboolean
finish_cursors (Work *work, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    if (!lt_cursor_finish (get_cursor (work, i), &work->tally->more[i], error))
      return FALSE;
  return TRUE;
}

static void
clear_work (Work *work)
{
  g_hash_table_unref (work->rows);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    lt_rows_free (get_cursor (work, i)->rows);
  lt_rows_free (work->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

/**
 * lt_check_part:
 * @self: a check
 * @part: some of the records
 * @tally: (inout): what they come to
 * @error: return location, for what keeps it from being made
 *
 * Holds what the tables say of these records against what the log says.
 */
gboolean
lt_check_part (LtCheck *self, const LtPart *part, LtTally *tally, GError **error)
{
  g_auto (Work)
      work = { .check = self,
               .tally = tally,
               .rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lt_rows_free) };

  return open_cursors (&work, part, error) && check_records (&work, part, error)
         && finish_cursors (&work, error);
}
