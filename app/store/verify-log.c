/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that reads the log: every operation is digested
 * anew, every chain followed, every signature and right checked. The log is
 * read once, stream by stream, in the order in which it lies in the file. */

#include "store/repeats.h"
#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  gint64 gid;
  int state;
  LtOperation *operation;
} Loaded;

typedef struct
{
  LtCheck *check;
  LtRows *operations;   /* of the stream, in their order */
  gboolean more;        /* whether @operations are on a row */
  GPtrArray *ahead;     /* Loaded that were read and belong to no group read so far */
  LtBranches *branches; /* its ends so far */
  LtStream stream;
  guint64 groups;        /* how many were read */
  guint64 sound;         /* how many of them from the first have a sound signature */
  LtDigest signatures;   /* digest of the groups' ids and signatures up to here */
  LtDigest sound_digest; /* as it was after @sound groups */
  const LtRemembered *remembered;
  GArray *trusted;      /* gids whose signature is believed if @remembered proves right */
  GHashTable *repeated; /* "FIRST LAST-DIGEST" of ranges → whether the right groups speak */
} Scan;

static void
free_loaded (Loaded *loaded)
{
  lt_operation_free (loaded->operation);
  g_free (loaded);
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

static gboolean
check_signature (LtCheck *check, const LtGroup *group, const char *name)
{
  const char *why;

  check->result->signatures_checked++;
  if (lt_group_check_signature (group, &why))
    return TRUE;
  lt_check_add (check, _ ("Log: %s: %s."), name, why);
  return FALSE;
}

/* The digest goes over ids, computed anew here, and signatures: two streams with
 * the same one have the same groups under the same signatures. */
static void
add_to_signatures (Scan *scan, const LtGroup *group, const LtDigest *id)
{
  guint8 bytes[2 * LT_DIGEST_SIZE + LT_SIGNATURE_SIZE];

  memcpy (bytes, &scan->signatures, LT_DIGEST_SIZE);
  memcpy (bytes + LT_DIGEST_SIZE, id, LT_DIGEST_SIZE);
  memcpy (bytes + 2 * LT_DIGEST_SIZE, group->signature, LT_SIGNATURE_SIZE);
  lt_digest_of (&scan->signatures, bytes, sizeof bytes);
  scan->groups++;
}

static void
note_sound (Scan *scan)
{
  if (scan->sound + 1 != scan->groups)
    return;
  scan->sound = scan->groups;
  scan->sound_digest = scan->signatures;
}

/* What was believed is not as it is remembered: it is checked after all. */
static void
check_trusted (Scan *scan)
{
  guint64 sound = 0;

  for (guint i = 0; i < scan->trusted->len; i++)
    {
      g_autoptr (LtGroup) group =
          lt_log_rows_load (scan->check->store, g_array_index (scan->trusted, gint64, i), NULL);
      g_autofree char *name = group == NULL ? NULL : name_group (group);

      for (guint n = 0; group != NULL && n < group->operations->len; n++)
        lt_operation_seal (g_ptr_array_index (group->operations, n), &group->stream);
      if (group != NULL && check_signature (scan->check, group, name))
        sound++;
    }
  g_array_set_size (scan->trusted, 0);
  if (sound < scan->groups)
    return;
  scan->sound = scan->groups;
  scan->sound_digest = scan->signatures;
}

/* A signature is checked, or, up to where an earlier check is remembered, believed
 * until that place: there the digest tells whether it may be. */
static void
look_at_signature (Scan *scan, const LtGroup *group, gint64 gid, const char *name)
{
  guint64 remembered = scan->remembered == NULL ? 0 : scan->remembered->groups;

  if (scan->groups > remembered)
    {
      if (check_signature (scan->check, group, name))
        note_sound (scan);
      return;
    }
  g_array_append_val (scan->trusted, gid);
  if (scan->groups < remembered)
    return;
  if (lt_digest_compare (&scan->signatures, &scan->remembered->digest) != 0)
    {
      check_trusted (scan);
      return;
    }
  scan->check->result->signatures_remembered += scan->trusted->len;
  g_array_set_size (scan->trusted, 0);
  scan->sound = scan->groups;
  scan->sound_digest = scan->signatures;
}

static Loaded *
read_loaded (Scan *scan, GError **error)
{
  g_autoptr (GError) problem = NULL;
  Loaded *loaded = g_new0 (Loaded, 1);

  /* asked before anything is read as something else */
  scan->check->odd |= !lt_rows_are_of (scan->operations, "ibbiiiibiiBbii");
  loaded->operation = lt_log_rows_read_operation (scan->operations);
  loaded->gid = lt_rows_int (scan->operations, 12);
  loaded->state = (int) lt_rows_int (scan->operations, 13);
  scan->more = lt_rows_next (scan->operations, &problem);
  lt_check_progress (scan->check, 1);
  if (problem == NULL)
    return loaded;
  g_propagate_error (error, g_steal_pointer (&problem));
  free_loaded (loaded);
  return NULL;
}

static gboolean
take_operation (LtGroup *group, gint64 gid, guint64 end, int state, Loaded *loaded, gboolean *marks)
{
  if (loaded->gid != gid || loaded->operation->seq < group->first_seq
      || loaded->operation->seq >= end)
    return FALSE;
  *marks &= loaded->state == state;
  g_ptr_array_add (group->operations, g_steal_pointer (&loaded->operation));
  return TRUE;
}

/* The operations of a group; two groups may lie over each other where a device
 * has two pasts, so what belongs to others is kept for them. */
static gboolean
collect_operations (Scan *scan,
                    LtGroup *group,
                    gint64 gid,
                    guint n,
                    int state,
                    gboolean *marks,
                    GError **error)
{
  guint64 end = group->first_seq + n;

  for (guint i = 0; i < scan->ahead->len;)
    if (take_operation (group, gid, end, state, g_ptr_array_index (scan->ahead, i), marks))
      g_ptr_array_remove_index (scan->ahead, i);
    else
      i++;
  while (scan->more && (guint64) lt_rows_int (scan->operations, 0) < end)
    {
      Loaded *loaded = read_loaded (scan, error);

      if (loaded == NULL)
        return FALSE;
      if (take_operation (group, gid, end, state, loaded, marks))
        free_loaded (loaded);
      else
        g_ptr_array_add (scan->ahead, loaded);
    }
  return TRUE;
}

static void
check_place_in_stream (Scan *scan, const LtGroup *group, const char *name)
{
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  LtTip end = { .stream = scan->stream,
                .seq = group->first_seq + group->operations->len - 1,
                .operation = last->id };

  if (lt_branches_add (scan->branches, group->first_seq, &first->prev, &end))
    return;
  lt_check_add (scan->check, _ ("Log: %s: what came before it is missing or another."), name);
  lt_branches_add_loose (scan->branches, &end);
}

static void
check_group (Scan *scan, LtGroup *group, gint64 gid, int state, gboolean people)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (1024);
  g_autofree char *name = name_group (group);
  const char *why;
  LtDigest id;

  check_digests (scan->check, group);
  check_place_in_stream (scan, group, name);
  lt_group_write_signed (group, bytes);
  lt_digest_of (&id, bytes->data, bytes->len);
  if (lt_digest_compare (&id, &group->id) != 0)
    lt_check_add (scan->check, _ ("Log: %s: its number is not the digest of what it says."), name);
  add_to_signatures (scan, group, &id);
  if (!lt_group_check_form (group, &why))
    lt_check_add (scan->check, _ ("Log: %s: %s."), name, why);
  else
    look_at_signature (scan, group, gid, name);
  if (people != lt_group_has_people (group))
    lt_check_add (scan->check, _ ("Log: %s: its marks are not those of its operations."), name);
  check_acceptance (scan->check, group, name, state);
}

/* Who speaks for a range follows from its operations, and the last of them names all
 * before it: however many groups repeat it, that is looked up once. */
static gboolean
check_speakers (Scan *scan, gint64 sid, const LtGroup *group, gboolean *right, GError **error)
{
  const LtOperation *last;
  g_autofree char *digest = NULL;
  g_autofree char *range = NULL;
  gpointer known;

  *right = TRUE;
  if (group->operations->len == 0)
    return TRUE;
  last = g_ptr_array_index (group->operations, group->operations->len - 1);
  digest = lt_digest_to_hex (&last->id);
  range = g_strdup_printf ("%" PRIu64 " %s", group->first_seq, digest);
  if (g_hash_table_lookup_extended (scan->repeated, range, NULL, &known))
    {
      *right = GPOINTER_TO_INT (known);
      return TRUE;
    }
  if (!lt_repeats_check (scan->check->store, sid, group, right, error))
    return FALSE;
  g_hash_table_insert (scan->repeated, g_steal_pointer (&range), GINT_TO_POINTER (*right));
  return TRUE;
}

/* A group for whose operations others speak is read by itself. */
static gboolean
load_repeating (Scan *scan,
                gint64 sid,
                gint64 gid,
                LtGroup **group,
                gboolean *marks,
                GError **error)
{
  LtStore *store = scan->check->store;
  g_autoptr (LtGroup) loaded = lt_log_rows_load (store, gid, error);
  gboolean right;

  if (loaded == NULL || !check_speakers (scan, sid, loaded, &right, error))
    return FALSE;
  *marks &= right;
  lt_group_free (*group);
  *group = g_steal_pointer (&loaded);
  return TRUE;
}

static gboolean
check_next_group (Scan *scan, LtRows *groups, GError **error)
{
  g_autoptr (LtGroup) group = lt_log_rows_read_group (groups, &scan->check->store->bureau);
  gint64 sid = lt_rows_int (groups, 1);
  gint64 gid = lt_rows_int (groups, 11);
  int state = (int) lt_rows_int (groups, 12);
  guint n = (guint) lt_rows_int (groups, 13);
  gboolean marks = TRUE;

  if (!collect_operations (scan, group, gid, n, state, &marks, error))
    return FALSE;
  scan->check->result->operations += group->operations->len;
  if (group->operations->len < n && lt_repeats_are_in (scan->check->store->db, sid)
      && !load_repeating (scan, sid, gid, &group, &marks, error))
    return FALSE;
  if (!marks)
    lt_check_add (scan->check, _ ("Log: group %d: its marks are not those of its operations."),
                  (int) gid);
  if (group->operations->len == 0 || group->operations->len != n)
    lt_check_add (scan->check, _ ("Log: group %d lacks operations."), (int) gid);
  else
    check_group (scan, group, gid, state, lt_rows_int (groups, 14) != 0);
  return TRUE;
}

static const LtRemembered *
find_remembered (const LtCheck *check, const LtStream *stream)
{
  for (guint i = 0; check->remembered != NULL && i < check->remembered->len; i++)
    {
      const LtRemembered *one = &g_array_index (check->remembered, LtRemembered, i);

      if (memcmp (&one->stream, stream, sizeof *stream) == 0)
        return one;
    }
  return NULL;
}

static gboolean
scan_stream (Scan *scan, gint64 sid, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) groups = lt_db_query (
      scan->check->store->db, error,
      "SELECT " LT_GROUP_COLUMNS
      ", g.gid, g.state, g.n, g.people FROM lt_group g JOIN lt_stream s ON s.sid=g.sid "
      "WHERE g.sid=? ORDER BY g.first_seq, g.id",
      "i", sid);

  if (groups == NULL)
    return FALSE;
  scan->more = lt_rows_next (scan->operations, &problem);
  while (problem == NULL && lt_rows_next (groups, &problem))
    check_next_group (scan, groups, &problem);
  while (problem == NULL && scan->more)
    {
      Loaded *loaded = read_loaded (scan, &problem);

      if (loaded != NULL)
        g_ptr_array_add (scan->ahead, loaded);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (scan->trusted->len > 0)
    check_trusted (scan);
  scan->check->loose += scan->ahead->len;
  return TRUE;
}

static gboolean
check_stream (LtCheck *check, gint64 sid, const LtStream *stream, gboolean forked, GError **error)
{
  g_autoptr (GPtrArray) ahead = g_ptr_array_new_with_free_func ((GDestroyNotify) free_loaded);
  g_autoptr (GArray) trusted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) repeated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LtBranches) branches = lt_branches_new ();
  g_autoptr (LtRows) operations =
      lt_db_query (check->store->db, error,
                   "SELECT " LT_OPERATION_COLUMNS
                   ", gid, state FROM lt_op WHERE sid=? ORDER BY seq, id",
                   "i", sid);
  Scan scan = { .check = check,
                .operations = operations,
                .ahead = ahead,
                .branches = branches,
                .stream = *stream,
                .remembered = find_remembered (check, stream),
                .trusted = trusted,
                .repeated = repeated };
  LtRemembered sound;

  if (operations == NULL || !scan_stream (&scan, sid, error)
      || !lt_check_ends (check, sid, forked, branches, error))
    return FALSE;
  sound = (LtRemembered){ .stream = *stream, .groups = scan.sound, .digest = scan.sound_digest };
  if (scan.sound > 0)
    g_array_append_val (check->result->remembered, sound);
  return TRUE;
}

/* What stands outside of every stream would be believed without a check. */
static gboolean
check_loose (LtCheck *check, GError **error)
{
  gint64 outside = 0;

  if (!lt_db_get_int (check->store->db, &outside, error,
                      "SELECT count(*) FROM lt_op WHERE sid NOT IN (SELECT sid FROM lt_stream)",
                      ""))
    return FALSE;
  if (outside + check->loose > 0)
    lt_check_add (check, _ ("Log: %d operations belong to no group."),
                  (int) (outside + check->loose));
  if (!lt_db_get_int (check->store->db, &outside, error,
                      "SELECT count(*) FROM lt_group WHERE sid NOT IN (SELECT sid FROM lt_stream)",
                      ""))
    return FALSE;
  if (outside > 0)
    lt_check_add (check, _ ("Log: %d groups belong to no device."), (int) outside);
  return TRUE;
}

/**
 * lt_check_log:
 * @self: a check, with what the log says of people
 * @error: return location, for what keeps it from being made
 *
 * Checks every stream, group and operation.
 */
gboolean
lt_check_log (LtCheck *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->store->db, error, "SELECT sid, forked, replica, epoch FROM lt_stream", "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtStream stream;

      lt_rows_fixed (rows, 2, stream.replica, sizeof stream.replica);
      lt_rows_fixed (rows, 3, stream.epoch, sizeof stream.epoch);
      if (!check_stream (self, lt_rows_int (rows, 0), &stream, lt_rows_int (rows, 1) != 0,
                         &problem))
        break;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return check_loose (self, error);
}
