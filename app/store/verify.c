/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full check: every operation is digested anew, every chain followed,
 * every signature and right checked, and every table held against what the
 * log says. Nothing that the file says of itself is believed. */

#include "store/verify.h"

#include "geo/mercator.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MAX_PROBLEMS 200

typedef struct
{
  LtStore *store;
  LtVerification *result;
  LtPeople *people; /* built up from the groups as they are read */
  GHashTable *sums; /* kind's number → LtDigest */
} Check;

static void
add_problem (Check *check, const char *format, ...)
{
  va_list list;

  if (check->result->problems->len >= MAX_PROBLEMS)
    return;
  va_start (list, format);
  g_ptr_array_add (check->result->problems, g_strdup_vprintf (format, list));
  va_end (list);
}

void
lt_verification_free (LtVerification *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* Where a group stands, for people: device and numbers. */
static char *
name_group (const LtGroup *group)
{
  g_autofree char *device = lt_hex_encode (group->stream.replica, 4);

  return g_strdup_printf (_ ("device %s, operations %" PRIu64 "–%" PRIu64), device,
                          group->first_seq, group->first_seq + group->operations->len - 1);
}

static void
check_digests (Check *check, LtGroup *group)
{
  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);
      LtDigest kept = operation->id;

      lt_operation_seal (operation, &group->stream);
      if (lt_digest_compare (&kept, &operation->id) != 0)
        {
          g_autofree char *device = lt_hex_encode (group->stream.replica, 4);
          g_autofree char *record = lt_id_to_text (&operation->record);
          const LtKind *kind = lt_kind_by_number (operation->kind);

          add_problem (check,
                       _ ("Log: device %s, operation %" PRIu64 " (%s %s) is not what was signed."),
                       device, operation->seq, kind == NULL ? "?" : kind->name, record);
        }
    }
}

static void
check_group (Check *check, gint64 gid, guint64 *next, LtDigest *tip, int state, guint n)
{
  g_autoptr (LtGroup) group = lt_log_rows_load (check->store, gid, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *name = NULL;
  g_autofree char *refusal = NULL;
  const char *why;
  LtDigest id;

  if (group == NULL || group->operations->len != n)
    {
      add_problem (check, _ ("Log: group %d lacks operations."), (int) gid);
      return;
    }
  name = name_group (group);
  check->result->operations += group->operations->len;
  if (group->first_seq != *next
      || lt_digest_compare (&((LtOperation *) g_ptr_array_index (group->operations, 0))->prev, tip)
             != 0)
    add_problem (check, _ ("Log: %s: what came before it is missing or another."), name);
  check_digests (check, group);
  lt_group_write_signed (group, bytes);
  lt_digest_of (&id, bytes->data, bytes->len);
  if (lt_digest_compare (&id, &group->id) != 0)
    add_problem (check, _ ("Log: %s: its number is not the digest of what it says."), name);
  if (!lt_group_check (group, &why))
    add_problem (check, _ ("Log: %s: %s."), name, why);
  if (state == 0
      && lt_people_judge (check->people, group, &check->store->bureau, &refusal)
             != LT_VERDICT_VALID)
    add_problem (check, _ ("Log: %s: it should not have been accepted: %s."), name,
                 refusal == NULL ? _ ("groups it has seen are missing") : refusal);
  *next = group->first_seq + group->operations->len;
  *tip = ((LtOperation *) g_ptr_array_index (group->operations, group->operations->len - 1))->id;
}

static gboolean
check_stream (Check *check, gint64 sid, guint64 tip_seq, const LtDigest *tip, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
                   "SELECT gid, state, n FROM lt_group WHERE sid=? ORDER BY first_seq", "i", sid);
  g_autoptr (GError) problem = NULL;
  guint64 next = 1;
  LtDigest last = { 0 };

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    check_group (check, lt_rows_int (rows, 0), &next, &last, (int) lt_rows_int (rows, 1),
                 (guint) lt_rows_int (rows, 2));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (next != tip_seq + 1 || (tip_seq > 0 && lt_digest_compare (&last, tip) != 0))
    add_problem (check,
                 _ ("Log: stream %d should end with operation %" PRIu64 " and ends with %" PRIu64
                    "."),
                 (int) sid, tip_seq, next - 1);
  return TRUE;
}

static gboolean
check_log (Check *check, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error, "SELECT sid, tip_seq, tip FROM lt_stream", "");
  g_autoptr (GError) problem = NULL;
  gint64 loose = 0;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtDigest tip;

      lt_rows_fixed (rows, 2, &tip, sizeof tip);
      if (!check_stream (check, lt_rows_int (rows, 0), (guint64) lt_rows_int (rows, 1), &tip,
                         &problem))
        break;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!lt_db_get_int (check->store->db, &loose, error,
                      "SELECT (SELECT count(*) FROM lt_op) - (SELECT coalesce(sum(n), 0) FROM "
                      "lt_group)",
                      ""))
    return FALSE;
  if (loose != 0)
    add_problem (check, _ ("Log: %d operations belong to no group."), (int) loose);
  return TRUE;
}

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
check_row (Check *check, const LtRecordState *state, gint64 key)
{
  const LtKind *kind = state->kind;
  g_autofree char *id = lt_id_to_text (&state->id);
  g_autoptr (GString) sql = g_string_new ("SELECT id");
  g_autoptr (LtRows) rows = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid=?", kind->table);
  rows = lt_db_query (check->store->db, NULL, sql->str, "i", key);
  if (rows == NULL || !lt_rows_next (rows, NULL))
    {
      add_problem (check, _ ("Table %s: the row of %s is missing."), kind->table, id);
      return;
    }
  if (g_strcmp0 (lt_rows_text (rows, 0), id) != 0)
    add_problem (check, _ ("Table %s: the row of %s has another id."), kind->table, id);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!values_agree (&kind->fields[i], lt_record_state_shown (state, i), rows, (int) i + 1))
      add_problem (check, _ ("Table %s, record %s: field %s is not what the log says."),
                   kind->table, id, kind->fields[i].name);
}

static void
check_place (Check *check, const LtRecordState *state)
{
  int geometry = lt_kind_geometry_field (state->kind);
  const LtValue *value = geometry < 0 ? NULL : lt_record_state_shown (state, (guint) geometry);
  gsize size;
  gconstpointer bytes = lt_value_bytes (value, &size);
  g_autoptr (LtShape) shape = value == NULL ? NULL : lt_shape_from_wkb (bytes, size, NULL);
  g_autofree char *id = lt_id_to_text (&state->id);
  LtBox world = LT_BOX_EMPTY;
  gint64 n = 0;

  if (shape != NULL && !lt_shape_is_empty (shape))
    {
      LtBox degrees = lt_shape_get_box (shape);

      world = lt_mercator_box (&degrees);
    }
  lt_db_get_int (
      check->store->db, &n, NULL,
      "SELECT count(*) FROM lt_place p JOIN lt_place_box b ON b.number=p.number "
      "WHERE record=? AND kind=? AND p.min_x=? AND p.min_y=? AND p.max_x=? AND p.max_y=?",
      "bidddd", &state->id, sizeof state->id, (gint64) state->kind->number, world.min_x,
      world.min_y, world.max_x, world.max_y);
  if (n != (lt_box_is_empty (&world) ? 0 : 1))
    add_problem (check, _ ("Map: the place of %s %s is not where the log says."), state->kind->name,
                 id);
}

static void
check_record (Check *check, const LtId *id, gint64 key, const LtDigest *digest)
{
  g_autoptr (LtRecordState) state = lt_record_state_load (check->store->db, id, NULL);
  LtDigest *sum;

  if (state == NULL || state->kind == NULL)
    return;
  if (lt_digest_compare (&state->digest, digest) != 0)
    {
      g_autofree char *name = lt_id_to_text (id);

      add_problem (check, _ ("Record %s %s: its digest is not what the log says."),
                   state->kind->name, name);
    }
  if (!state->there)
    return;
  check->result->records++;
  sum = g_hash_table_lookup (check->sums, GUINT_TO_POINTER (state->kind->number));
  if (sum == NULL)
    {
      sum = g_new0 (LtDigest, 1);
      g_hash_table_insert (check->sums, GUINT_TO_POINTER (state->kind->number), sum);
    }
  lt_digest_add (sum, &state->digest);
  check_row (check, state, key);
  if (lt_kind_is_place (state->kind))
    check_place (check, state);
}

static gboolean
check_records (Check *check, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
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
      check_record (check, &id, lt_rows_int (rows, 1), &digest);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* Rows that the log knows nothing of. */
static gboolean
check_counts (Check *check, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT (SELECT count(*) FROM \"%s\") - (SELECT count(*) FROM lt_record WHERE kind=? "
          "AND key<>0)",
          kinds[i]->table);
      gint64 more = 0;

      if (!lt_db_get_int (check->store->db, &more, error, sql, "i", (gint64) kinds[i]->number))
        return FALSE;
      if (more != 0)
        add_problem (check, _ ("Table %s: it has %d rows more than the log knows."),
                     kinds[i]->table, (int) more);
    }
  return TRUE;
}

static gboolean
check_sums (Check *check, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error, "SELECT kind, sum FROM lt_state", "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      static const LtDigest zero;
      const LtDigest *expected =
          g_hash_table_lookup (check->sums, GUINT_TO_POINTER (lt_rows_int (rows, 0)));
      LtDigest sum;

      lt_rows_fixed (rows, 1, &sum, sizeof sum);
      if (lt_digest_compare (&sum, expected == NULL ? &zero : expected) != 0)
        add_problem (check, _ ("State: the sum of kind %d is not that of its records."),
                     (int) lt_rows_int (rows, 0));
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
check_pages (Check *check, GError **error)
{
  g_autofree char *answer = lt_db_get_text (check->store->db, error, "PRAGMA quick_check(1)", "");

  if (answer == NULL)
    return FALSE;
  if (!g_str_equal (answer, "ok"))
    add_problem (check, _ ("File: SQLite finds it damaged: %s"), answer);
  return TRUE;
}

/* The log's own people, checked before they are believed. */
static gboolean
load_people (Check *check, GError **error)
{
  check->people = lt_people_load (check->store->db, error);
  return check->people != NULL;
}

/**
 * lt_store_verify:
 * @self: a county file
 * @error: return location, for what keeps the check from being made
 *
 * Returns: (transfer full) (nullable): what was found
 */
LtVerification *
lt_store_verify (LtStore *self, GError **error)
{
  g_autoptr (LtVerification) result = g_new0 (LtVerification, 1);
  g_autoptr (LtPeople) people = NULL;
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Check check = { .store = self, .result = result, .sums = sums };
  gboolean done;

  result->problems = g_ptr_array_new_with_free_func (g_free);
  if (!lt_db_begin_read (self->db, error))
    return NULL;
  done = load_people (&check, error) && check_log (&check, error) && check_records (&check, error)
         && check_counts (&check, error) && check_sums (&check, error)
         && check_pages (&check, error) && lt_store_get_state (self, &result->state, error);
  people = check.people;
  lt_db_rollback (self->db);
  return done ? g_steal_pointer (&result) : NULL;
}

/**
 * lt_store_get_state:
 * @self: a county file
 * @state: (out caller-allocates): digest of all records: of number, count and
 *   sum of each kind that has any, in the order of the numbers
 * @error: return location
 */
gboolean
lt_store_get_state (LtStore *self, LtDigest *state, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT kind, n, sum FROM lt_state WHERE n>0 ORDER BY kind",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtDigest sum;

      lt_rows_fixed (rows, 2, &sum, sizeof sum);
      lt_canon_put_u32 (bytes, (guint32) lt_rows_int (rows, 0));
      lt_canon_put_u64 (bytes, (guint64) lt_rows_int (rows, 1));
      lt_canon_put_raw (bytes, &sum, sizeof sum);
    }
  lt_digest_of (state, bytes->data, bytes->len);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_check_code:
 * @state: a state
 *
 * Returns: (transfer full): its short form for people, 核对码: "7F3A-91C2"
 */
char *
lt_check_code (const LtDigest *state)
{
  return g_strdup_printf ("%02X%02X-%02X%02X", state->bytes[0], state->bytes[1], state->bytes[2],
                          state->bytes[3]);
}
