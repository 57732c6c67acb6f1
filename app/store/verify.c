/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full check: every operation is digested anew, every chain followed,
 * every signature and right checked, and every table held against what the
 * log says. Nothing that the file says of itself is believed. */

#include "store/verify.h"

#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MAX_PROBLEMS 200

/* Adds a problem; it names the place. */
void
lt_check_add (LtCheck *self, const char *format, ...)
{
  va_list list;

  if (self->result->problems->len >= MAX_PROBLEMS)
    return;
  va_start (list, format);
  g_ptr_array_add (self->result->problems, g_strdup_vprintf (format, list));
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
check_digests (LtCheck *check, LtGroup *group)
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

          lt_check_add (check,
                        _ ("Log: device %s, operation %" PRIu64 " (%s %s) is not what was signed."),
                        device, operation->seq, kind == NULL ? "?" : kind->name, record);
        }
    }
}

/* Applied, waiting or set apart: that too must follow from the group itself, or
 * what somebody said could be hidden without touching a signature. */
static void
check_acceptance (LtCheck *check, const LtGroup *group, const char *name, int state)
{
  g_autofree char *why = NULL;
  LtVerdict verdict = lt_store_judge (check->store, check->people, group, &why);
  int expected = verdict == LT_VERDICT_VALID ? 0 : verdict == LT_VERDICT_WAITING ? 1 : 3;

  if (state == expected)
    return;
  if (state == 0)
    lt_check_add (check, _ ("Log: %s: it should not have been accepted: %s."), name,
                  why == NULL ? _ ("groups it has seen are missing") : why);
  else
    lt_check_add (check, _ ("Log: %s: it is held back without a reason."), name);
}

static void
check_group (LtCheck *check,
             gint64 gid,
             guint64 *next,
             LtDigest *tip,
             int state,
             guint n,
             gboolean people)
{
  g_autoptr (LtGroup) group = lt_log_rows_load (check->store, gid, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *name = NULL;
  const char *why;
  LtDigest id;

  if (group == NULL || group->operations->len != n)
    {
      lt_check_add (check, _ ("Log: group %d lacks operations."), (int) gid);
      return;
    }
  name = name_group (group);
  check->result->operations += group->operations->len;
  if (group->first_seq != *next
      || lt_digest_compare (&((LtOperation *) g_ptr_array_index (group->operations, 0))->prev, tip)
             != 0)
    lt_check_add (check, _ ("Log: %s: what came before it is missing or another."), name);
  check_digests (check, group);
  lt_group_write_signed (group, bytes);
  lt_digest_of (&id, bytes->data, bytes->len);
  if (lt_digest_compare (&id, &group->id) != 0)
    lt_check_add (check, _ ("Log: %s: its number is not the digest of what it says."), name);
  if (!lt_group_check (group, &why))
    lt_check_add (check, _ ("Log: %s: %s."), name, why);
  if (people != lt_group_has_people (group))
    lt_check_add (check, _ ("Log: %s: its marks are not those of its operations."), name);
  check_acceptance (check, group, name, state);
  *next = group->first_seq + group->operations->len;
  *tip = ((LtOperation *) g_ptr_array_index (group->operations, group->operations->len - 1))->id;
}

static gboolean
check_stream (LtCheck *check, gint64 sid, guint64 tip_seq, const LtDigest *tip, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
                   "SELECT gid, state, n, people FROM lt_group WHERE sid=? ORDER BY first_seq", "i",
                   sid);
  g_autoptr (GError) problem = NULL;
  guint64 next = 1;
  LtDigest last = { 0 };

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    check_group (check, lt_rows_int (rows, 0), &next, &last, (int) lt_rows_int (rows, 1),
                 (guint) lt_rows_int (rows, 2), lt_rows_int (rows, 3) != 0);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (next != tip_seq + 1 || (tip_seq > 0 && lt_digest_compare (&last, tip) != 0))
    lt_check_add (check,
                  _ ("Log: stream %d should end with operation %" PRIu64 " and ends with %" PRIu64
                     "."),
                  (int) sid, tip_seq, next - 1);
  return TRUE;
}

/* The marks by which operations and people are found again. */
static gboolean
check_marks (LtCheck *check, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
                   "SELECT g.gid FROM lt_group g JOIN lt_op o ON o.gid=g.gid GROUP BY g.gid "
                   "HAVING sum(o.state<>g.state)>0",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    lt_check_add (check, _ ("Log: group %d: its marks are not those of its operations."),
                  (int) lt_rows_int (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
check_log (LtCheck *check, GError **error)
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
  /* What stands outside of every stream would be believed without a check. */
  if (loose == 0
      && !lt_db_get_int (check->store->db, &loose, error,
                         "SELECT count(*) FROM lt_op o WHERE NOT EXISTS (SELECT 1 FROM lt_group g "
                         "JOIN lt_stream s ON s.sid=g.sid WHERE g.gid=o.gid AND g.sid=o.sid AND "
                         "o.seq>=g.first_seq AND o.seq<g.first_seq+g.n)",
                         ""))
    return FALSE;
  if (loose != 0)
    lt_check_add (check, _ ("Log: %d operations belong to no group."), (int) loose);
  return check_marks (check, error);
}

static gboolean
check_pages (LtCheck *check, GError **error)
{
  g_autofree char *answer = lt_db_get_text (check->store->db, error, "PRAGMA quick_check(1)", "");

  if (answer == NULL)
    return FALSE;
  if (!g_str_equal (answer, "ok"))
    lt_check_add (check, _ ("File: SQLite finds it damaged: %s"), answer);
  return TRUE;
}

/* What the groups say of people; each of them is checked by check_group(). */
static gboolean
load_people (LtCheck *check, GError **error)
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
  LtCheck check = { .store = self, .result = result };
  gboolean done;

  result->problems = g_ptr_array_new_with_free_func (g_free);
  if (!lt_db_begin_read (self->db, error))
    return NULL;
  done = load_people (&check, error) && check_log (&check, error)
         && lt_check_records (&check, error) && check_pages (&check, error)
         && lt_store_get_state (self, &result->state, error);
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
