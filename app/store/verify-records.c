/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds rows, places, heads and sums against
 * what the log says. */

#include "store/store-private.h"
#include "store/verify-private.h"

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
  gint64 n_known;   /* records that the log knows, removed ones too */
  gint64 n_places;
} Work;

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

static void
check_row (Work *work, const LtRecordState *state, gint64 key)
{
  const LtKind *kind = state->kind;
  g_autofree char *id = lt_id_to_text (&state->id);
  g_autoptr (GString) sql = g_string_new ("SELECT id");
  g_autoptr (LtRows) rows = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid=?", kind->table);
  rows = lt_db_query (work->check->store->db, NULL, sql->str, "i", key);
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

/* The R*Tree's boxes are rounded outward to 32 bits. */
#define BOX_FITS                                                                                   \
  "b.min_x<=p.min_x AND b.max_x>=p.max_x AND b.min_y<=p.min_y AND b.max_y>=p.max_y AND "           \
  "p.min_x-b.min_x<1e-6 AND b.max_x-p.max_x<1e-6 AND p.min_y-b.min_y<1e-6 AND "                    \
  "b.max_y-p.max_y<1e-6"

static void
check_place (Work *work, const LtRecordState *state)
{
  g_autofree char *id = lt_id_to_text (&state->id);
  LtPlace place;
  gint64 n = 0;

  if (!lt_record_state_to_place (state, &place))
    return;
  work->n_places++;
  lt_db_get_int (work->check->store->db, &n, NULL,
                 "SELECT count(*) FROM lt_place p JOIN lt_place_box b ON b.number=p.number "
                 "WHERE record=? AND kind=? AND p.min_x=? AND p.min_y=? AND p.max_x=? AND "
                 "p.max_y=? AND p.variety=? AND p.title IS ? AND " BOX_FITS,
                 "biddddit", &place.record, sizeof place.record, (gint64) place.kind,
                 place.world.min_x, place.world.min_y, place.world.max_x, place.world.max_y,
                 (gint64) place.variety, place.title);
  if (n != 1)
    lt_check_add (work->check, _ ("Map: the place of %s %s is not where the log says."),
                  state->kind->name, id);
}

static void
write_line (GString *text, gint64 field, const LtDigest *id, gint64 sid, gint64 seq, gint64 time)
{
  g_autofree char *hex = id == NULL ? NULL : lt_digest_to_hex (id);

  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT "\n",
                          field, hex == NULL ? "conflict" : hex, sid, seq, time);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return lt_digest_compare (&(*(LtHeadEntry *const *) a)->id, &(*(LtHeadEntry *const *) b)->id);
}

static char *
expect_heads (const LtRecordState *state)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < state->cells->len; c++)
    {
      const LtCell *cell = g_ptr_array_index (state->cells, c);
      g_autoptr (GPtrArray) heads = g_ptr_array_new ();

      for (guint i = 0; i < cell->heads->len && !cell->image_only; i++)
        g_ptr_array_add (heads, g_ptr_array_index (cell->heads, i));
      g_ptr_array_sort (heads, compare_ids);
      for (guint i = 0; i < heads->len; i++)
        {
          const LtHeadEntry *head = g_ptr_array_index (heads, i);

          write_line (text, cell->number, &head->id, head->sid, (gint64) head->seq,
                      (gint64) head->time);
        }
    }
  for (guint c = 0; c < state->cells->len && state->there; c++)
    {
      const LtCell *cell = g_ptr_array_index (state->cells, c);

      if (lt_cell_is_in_conflict (cell))
        write_line (text, cell->number, NULL, state->kind->number, 0, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_heads (Work *work, const LtRecordState *state)
{
  g_autofree char *expected = expect_heads (state);
  g_autofree char *name = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LtRows) heads = lt_db_query (
      work->check->store->db, NULL,
      "SELECT field, id, sid, seq, time FROM lt_head WHERE record=? ORDER BY field, id", "b",
      &state->id, sizeof state->id);
  g_autoptr (LtRows) conflicts =
      lt_db_query (work->check->store->db, NULL,
                   "SELECT field, kind FROM lt_conflict WHERE record=? ORDER BY field", "b",
                   &state->id, sizeof state->id);

  while (heads != NULL && lt_rows_next (heads, NULL))
    {
      LtDigest id;

      lt_rows_fixed (heads, 1, &id, sizeof id);
      write_line (text, lt_rows_int (heads, 0), &id, lt_rows_int (heads, 2), lt_rows_int (heads, 3),
                  lt_rows_int (heads, 4));
    }
  while (conflicts != NULL && lt_rows_next (conflicts, NULL))
    write_line (text, lt_rows_int (conflicts, 0), NULL, lt_rows_int (conflicts, 1), 0, 0);
  if (g_str_equal (text->str, expected))
    return;
  name = lt_id_to_text (&state->id);
  lt_check_add (work->check, _ ("Record %s %s: its heads or conflicts are not what the log says."),
                state->kind->name, name);
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

static void
check_record (Work *work, const LtId *id, gint64 key, const LtDigest *digest)
{
  g_autoptr (LtRecordState) state = lt_record_state_load (work->check->store->db, id, NULL);
  Sum *sum;

  if (state == NULL || state->kind == NULL)
    return;
  work->n_known++;
  if (lt_digest_compare (&state->digest, digest) != 0)
    {
      g_autofree char *name = lt_id_to_text (id);

      lt_check_add (work->check, _ ("Record %s %s: its digest is not what the log says."),
                    state->kind->name, name);
    }
  check_heads (work, state);
  if (!state->there)
    return;
  work->check->result->records++;
  sum = find_sum (work, state->kind->number);
  lt_digest_add (&sum->digest, &state->digest);
  sum->n++;
  check_row (work, state, key);
  if (lt_kind_is_place (state->kind))
    check_place (work, state);
}

static gboolean
check_records (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (work->check->store->db, error,
                   "SELECT o.record, r.key, r.digest FROM (SELECT DISTINCT record FROM lt_op "
                   "WHERE state=0) o LEFT JOIN lt_record r ON r.id=o.record",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId id;
      LtDigest digest;

      lt_rows_fixed (rows, 0, &id, sizeof id);
      lt_rows_fixed (rows, 2, &digest, sizeof digest);
      check_record (work, &id, lt_rows_int (rows, 1), &digest);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
check_count (Work *work, const char *table, const char *where, gint64 expected, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"%s", table, where);
  gint64 n = 0;

  if (!lt_db_get_int (work->check->store->db, &n, error, sql, ""))
    return FALSE;
  if (n != expected)
    lt_check_add (work->check, _ ("Table %s: it has %d rows more than the log knows."), table,
                  (int) (n - expected));
  return TRUE;
}

/* Rows that the log knows nothing of. */
static gboolean
check_counts (Work *work, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!check_count (work, kinds[i]->table, "", find_sum (work, kinds[i]->number)->n, error))
      return FALSE;
  return check_count (work, "lt_record", "", work->n_known, error)
         && check_count (work, "lt_place", "", work->n_places, error)
         && check_count (work, "lt_place_box", "", work->n_places, error)
         && check_count (work, "lt_head", " WHERE record NOT IN (SELECT id FROM lt_record)", 0,
                         error)
         && check_count (work, "lt_conflict", " WHERE record NOT IN (SELECT id FROM lt_record)", 0,
                         error);
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
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Work work = { .check = self, .sums = sums };

  return check_records (&work, error) && check_counts (&work, error) && check_sums (&work, error);
}
