/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sister of the one door: groups that colleagues made enter here. Each is
 * checked as if its sender were a stranger. */

#include "store/feed.h"
#include "store/forks.h"
#include "store/repeats.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define APPLIED     0
#define WAITING     1
#define QUARANTINED 3

/* A clock that runs ahead must not drag ours along without end. */
#define MAX_AHEAD_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

/**
 * lt_store_receive_begin:
 * @self: a county file
 * @random: where a new epoch comes from, if this file turns out to be copied;
 *   outlives the page
 * @error: return location
 *
 * Begins a page of received groups, which is kept whole or not at all.
 */
gboolean
lt_store_receive_begin (LtStore *self, LtRandom *random, GError **error)
{
  self->random = random;
  return lt_store_begin_write (self, error);
}

static gboolean
put_aside (LtStore *self, gconstpointer bytes, gsize size, const char *reason, GError **error)
{
  LtDigest id;

  lt_digest_of (&id, bytes, size);
  return lt_db_run (self->db, error,
                    "INSERT OR IGNORE INTO lt_quarantine SELECT ?, ?, ? WHERE "
                    "(SELECT count(*) FROM lt_quarantine) < 1000",
                    "bbt", &id, sizeof id, bytes, size, reason);
}

static gboolean
value_fits (const LtField *field, const LtValue *value)
{
  g_autoptr (LtValue) canonical = NULL;

  if (value == NULL)
    return TRUE;
  if (lt_field_is_geometry (field))
    {
      g_autoptr (LtShape) shape = lt_value_to_shape (value, NULL);

      return shape != NULL && lt_shape_check (shape, NULL);
    }
  return lt_field_parse (field, lt_value_text (value), &canonical, NULL)
         && lt_value_equal (canonical, value);
}

/* One member is added or dropped, not several; what an action of a newer program
 * says is not known here. */
static gboolean
change_fits (const LtField *field, const LtOperation *operation)
{
  gboolean member = operation->action == LT_ACTION_ADD || operation->action == LT_ACTION_DROP;

  if (member && field->merge == LT_MERGE_SET)
    return operation->value != NULL && value_fits (field, operation->value)
           && strchr (lt_value_text (operation->value), ',') == NULL;
  return operation->action != LT_ACTION_SET || value_fits (field, operation->value);
}

static gboolean
image_fits (const LtKind *kind, const LtValue *image, char **why)
{
  LtCanonReader reader;
  LtValue *next;
  guint32 number;

  lt_image_read (image, &reader);
  while (lt_image_next (&reader, &number, &next))
    {
      g_autoptr (LtValue) value = next;
      int place = lt_kind_field_by_number (kind, number);

      if (place < 0 || value_fits (&kind->fields[place], value))
        continue;
      *why = g_strdup_printf (_ ("%s %s has a value that is not possible"), kind->name,
                              kind->fields[place].name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
operation_fits (const LtOperation *operation, char **why)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int place;

  if (lt_id_get_label (&operation->record) != operation->kind)
    {
      *why = g_strdup (_ ("it names a record of one kind as one of another"));
      return FALSE;
    }
  if (operation->parents->len > LT_OPERATION_MAX_PARENTS)
    {
      *why = g_strdup (_ ("an operation of it names too many others"));
      return FALSE;
    }
  /* What a newer program made is kept and passed on. */
  if (kind == NULL)
    return TRUE;
  if (operation->action == LT_ACTION_CREATE && !image_fits (kind, operation->value, why))
    return FALSE;
  place = operation->field == 0 || operation->action == LT_ACTION_CREATE
              ? -1
              : lt_kind_field_by_number (kind, operation->field);
  if (place >= 0 && !change_fits (&kind->fields[place], operation))
    {
      *why = g_strdup_printf (_ ("%s %s has a value that is not possible"), kind->name,
                              kind->fields[place].name);
      return FALSE;
    }
  return TRUE;
}

/* Whether it could be true at all, whoever made it. */
gboolean
lt_store_group_fits (const LtGroup *group, char **why)
{
  if (group->operations->len > LT_GROUP_MAX_OPERATIONS || group->seen->len > LT_GROUP_MAX_SEEN)
    {
      *why = g_strdup (_ ("it is too large; make the change in several parts"));
      return FALSE;
    }
  for (guint i = 0; i < group->operations->len; i++)
    if (!operation_fits (g_ptr_array_index (group->operations, i), why))
      return FALSE;
  return TRUE;
}

/* By what is known of people: the file's own, or what a check has gathered. */
LtVerdict
lt_store_judge (LtStore *self, LtPeople *people, const LtGroup *group, char **why)
{
  if (!lt_store_group_fits (group, why))
    return LT_VERDICT_INVALID;
  return lt_people_judge (people, group, &self->bureau, why);
}

static gboolean
follow_time (LtStore *self, const LtGroup *group, GError **error)
{
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  LtHybridTime own = lt_store_get_time (self);

  if (last->time <= own || lt_hybrid_wall (last->time) > lt_hybrid_wall (own) + MAX_AHEAD_MS)
    return TRUE;
  return lt_store_set_time (self, last->time, error);
}

static gboolean
carry_in (LtStore *self, const LtGroup *group, GError **error)
{
  return follow_time (self, group, error)
         && (self->replaying || lt_materialise_group (self->db, group, error));
}

gboolean
lt_store_set_group_state (LtStore *self, gint64 gid, int state, const char *reason, GError **error)
{
  gint64 sid = 0;

  if (!lt_db_run (self->db, error, "UPDATE lt_group SET state=?, reason=? WHERE gid=?", "iti",
                  (gint64) state, reason, gid)
      || !lt_db_get_int (self->db, &sid, error, "SELECT sid FROM lt_group WHERE gid=?", "i", gid))
    return FALSE;
  if (lt_repeats_are_in (self->db, sid))
    return lt_repeats_settle (self, sid, gid, error);
  return lt_db_run (self->db, error,
                    "UPDATE lt_op SET state=?1 WHERE gid=?2 AND sid=?3 AND seq>=(SELECT first_seq "
                    "FROM lt_group WHERE gid=?2) AND seq<(SELECT first_seq+n FROM lt_group WHERE "
                    "gid=?2)",
                    "iii", (gint64) state, gid, sid);
}

static GArray *
list_waiting (LtStore *self, GError **error)
{
  g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT gid FROM lt_group WHERE state=1 ORDER BY gid", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      gint64 gid = lt_rows_int (rows, 0);

      g_array_append_val (gids, gid);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&gids);
}

static gboolean
release (LtStore *self, gint64 gid, gboolean *people, GError **error)
{
  g_autoptr (LtGroup) group = lt_log_rows_load (self, gid, error);
  g_autofree char *why = NULL;
  LtVerdict verdict;

  if (group == NULL)
    return FALSE;
  verdict = lt_store_judge (self, self->people, group, &why);
  if (verdict == LT_VERDICT_WAITING)
    return TRUE;
  *people |= verdict == LT_VERDICT_VALID && lt_group_has_people (group);
  return lt_store_set_group_state (self, gid, verdict == LT_VERDICT_VALID ? APPLIED : QUARANTINED,
                                   why, error)
         && (verdict != LT_VERDICT_VALID || carry_in (self, group, error));
}

/* Groups that waited for others: each arrival may release some. */
static gboolean
release_waiting (LtStore *self, GError **error)
{
  gboolean again = TRUE;

  while (again)
    {
      g_autoptr (GArray) gids = list_waiting (self, error);

      again = FALSE;
      if (gids == NULL)
        return FALSE;
      for (guint i = 0; i < gids->len; i++)
        if (!release (self, g_array_index (gids, gint64, i), &again, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
is_known (LtStore *self, const LtGroup *group, gboolean *known, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (self->db, &n, error, "SELECT count(*) FROM lt_group WHERE id=?", "b",
                      &group->id, sizeof group->id))
    return FALSE;
  *known = n > 0;
  return TRUE;
}

/* Where the group stands in its stream, or in a branch of it. */
static gboolean
place_in_stream (LtStore *self,
                 const LtGroup *group,
                 gint64 *sid,
                 LtReceipt *receipt,
                 GError **error)
{
  LtForkPlace place;
  guint64 tip_seq;
  LtDigest tip;

  if (!lt_log_rows_find_stream (self->db, &group->stream, FALSE, sid, &tip_seq, &tip, error)
      || !lt_forks_find_before (self, *sid, group, &place, error))
    return FALSE;
  *receipt = place == LT_FORK_PLACE_FOLLOWS   ? LT_RECEIPT_APPLIED
             : place == LT_FORK_PLACE_MISSING ? LT_RECEIPT_GAP
                                              : LT_RECEIPT_QUARANTINED;
  if (*receipt != LT_RECEIPT_APPLIED)
    return TRUE;
  return lt_log_rows_find_stream (self->db, &group->stream, TRUE, sid, &tip_seq, &tip, error);
}

/* Work of this file's own stream that was not done here: the file was copied, or
 * set back to an older copy. To go on in that stream would make its past twice. */
static gboolean
leave_copied_stream (LtStore *self, const LtGroup *group, GError **error)
{
  return memcmp (&group->stream, &self->own, sizeof self->own) != 0
         || lt_store_leave_stream (self, self->random, error);
}

/* A group of people, accepted or not, is one that others may have seen: it may end
 * their waiting, and a revocation reaches what was judged before. */
static gboolean
follow_people (LtStore *self, GError **error)
{
  return release_waiting (self, error) && lt_store_rejudge (self, error);
}

/* Where a stream turns out to be forked, or an accepted operation of a forked one
 * comes in, a revocation may accept less than it did by numbers. */
static void
follow_chains (LtStore *self, const LtGroup *group, guint *chains)
{
  guint now = lt_people_count_chains (self->people, &group->stream);

  if (now != *chains)
    lt_people_settle (self->people);
  *chains = now;
}

static gboolean
take_in (LtStore *self, const LtGroup *group, gint64 sid, LtReceipt *receipt, GError **error)
{
  guint chains = lt_people_count_chains (self->people, &group->stream);
  gboolean people = lt_group_has_people (group);
  g_autofree char *why = NULL;
  LtVerdict verdict;
  int state;
  gint64 gid;

  if (!lt_forks_add (self, sid, group, error))
    return FALSE;
  follow_chains (self, group, &chains);
  if (people)
    lt_people_add (self->people, group, &self->bureau);
  verdict = lt_store_judge (self, self->people, group, &why);
  state = verdict == LT_VERDICT_VALID     ? APPLIED
          : verdict == LT_VERDICT_WAITING ? WAITING
                                          : QUARANTINED;
  *receipt = state == APPLIED   ? LT_RECEIPT_APPLIED
             : state == WAITING ? LT_RECEIPT_WAITING
                                : LT_RECEIPT_QUARANTINED;
  if (!lt_log_rows_insert (self->db, sid, group, state, why, &gid, error)
      || (lt_repeats_are_in (self->db, sid)
          && !lt_repeats_add (self, sid, group, gid, state, error))
      || !leave_copied_stream (self, group, error))
    return FALSE;
  follow_chains (self, group, &chains);
  return (state != APPLIED || carry_in (self, group, error))
         && (!(people || lt_people_is_unsettled (self->people)) || follow_people (self, error));
}

/**
 * lt_store_take_known:
 * @self: a county file, between lt_store_receive_begin() and its end
 * @group: a group of another file that holds it for good
 * @error: return location
 *
 * Takes a group whose signature was checked before, also where what came before it
 * in its stream is left out.
 */
gboolean
lt_store_take_known (LtStore *self, const LtGroup *group, GError **error)
{
  LtReceipt receipt;
  gint64 sid;
  guint64 tip_seq;
  LtDigest tip;

  return lt_log_rows_find_stream (self->db, &group->stream, TRUE, &sid, &tip_seq, &tip, error)
         && take_in (self, group, sid, &receipt, error);
}

/* Another bureau's groups never enter this one's log: they would be passed on. */
static gboolean
is_ours (LtStore *self, const LtGroup *group, const char **why)
{
  if (lt_digest_is_zero (&group->bureau))
    {
      *why = _ ("it founds another bureau");
      return lt_digest_compare (&group->id, &self->bureau) == 0;
    }
  *why = _ ("it belongs to another bureau");
  return lt_digest_compare (&group->bureau, &self->bureau) == 0;
}

/**
 * lt_store_receive:
 * @self: a county file, between lt_store_receive_begin() and its end
 * @bytes: a group as it travels
 * @size: how many bytes
 * @receipt: (out): what became of it
 * @error: return location, for what goes wrong here and not with the group
 *
 * Takes one group from a colleague. A group that is wrong is put aside with the
 * reason and does not stop the others.
 */
gboolean
lt_store_receive (LtStore *self,
                  gconstpointer bytes,
                  gsize size,
                  LtReceipt *receipt,
                  GError **error)
{
  g_autoptr (LtGroup) group = lt_group_from_bytes (bytes, size);
  const char *why = _ ("it is no group of operations of a version known here");
  gboolean known = FALSE;
  gint64 sid;

  if (group != NULL && !is_known (self, group, &known, error))
    return FALSE;
  /* Its id is the digest of all it says: what is known need not be checked again. */
  *receipt = known ? LT_RECEIPT_KNOWN : LT_RECEIPT_QUARANTINED;
  if (known)
    return TRUE;
  if (group == NULL || !lt_group_check (group, &why) || !is_ours (self, group, &why))
    return put_aside (self, bytes, size, why, error);
  if (!place_in_stream (self, group, &sid, receipt, error))
    return FALSE;
  if (*receipt == LT_RECEIPT_QUARANTINED)
    return put_aside (self, bytes, size,
                      _ ("nothing can stand where it says it stands in its device's work"), error);
  if (*receipt != LT_RECEIPT_APPLIED)
    return TRUE;
  return take_in (self, group, sid, receipt, error);
}

/**
 * lt_store_receive_end:
 * @self: a county file
 * @keep: whether to keep what was received
 * @error: return location
 */
gboolean
lt_store_receive_end (LtStore *self, gboolean keep, GError **error)
{
  return lt_store_end_write (self, keep, error);
}
