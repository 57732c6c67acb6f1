/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/hub-private.h"

#include "store/branches.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "LTHB" in the header's application id tells a hub from all other databases. */
#define HUB_ID    0x4C544842
#define COUNTY_ID 0x47504B47

static const char schema[] =
    "PRAGMA application_id = 0x4C544842;"
    "PRAGMA user_version = 1;"
    "CREATE TABLE hub_meta (k TEXT PRIMARY KEY, v) WITHOUT ROWID;"
    "CREATE TABLE hub_group ("
    "  serial INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  id BLOB NOT NULL UNIQUE,"
    "  replica BLOB NOT NULL,"
    "  epoch BLOB NOT NULL,"
    "  first_seq INTEGER NOT NULL,"
    "  last_seq INTEGER NOT NULL,"
    "  tip BLOB NOT NULL,"
    "  digest BLOB NOT NULL,"
    "  prev BLOB,"
    "  bytes BLOB NOT NULL"
    ");"
    "CREATE INDEX hub_group_stream ON hub_group (replica, epoch, first_seq);";

static gboolean
write_meta (LtDb *db, const LtDigest *bureau, LtRandom *random, GError **error)
{
  guint8 incarnation[16];

  lt_random_fill (random, incarnation, sizeof incarnation);
  return lt_db_run (db, error, "INSERT INTO hub_meta VALUES ('bureau', ?), ('incarnation', ?)",
                    "bb", bureau, sizeof *bureau, incarnation, sizeof incarnation);
}

static gboolean
make_hub (LtDb *db, const LtDigest *bureau, LtRandom *random, GError **error)
{
  if (!lt_db_begin (db, error))
    return FALSE;
  if (lt_db_script (db, schema, error) && write_meta (db, bureau, random, error))
    return lt_db_commit (db, error);
  lt_db_rollback (db);
  return FALSE;
}

/* Nothing in it: who made it was interrupted, or only touched it. */
static gboolean
is_empty (LtDb *db)
{
  gint64 tables = -1;

  return lt_db_get_int (db, &tables, NULL, "SELECT count(*) FROM sqlite_schema", "") && tables == 0;
}

static gboolean
refuse_file (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Hub file %s: %s"), path, what);
  return FALSE;
}

static gboolean
check_is_hub (LtDb *db, GError **error)
{
  gint64 id = 0;
  gint64 version = 0;

  if (!lt_db_get_int (db, &id, error, "PRAGMA application_id", "")
      || !lt_db_get_int (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (id == COUNTY_ID)
    return refuse_file (lt_db_get_path (db),
                        _ ("it is a county file or another GeoPackage, no hub file. A county file "
                           "stays on its own machine; choose another name for the hub."),
                        error);
  if (id != HUB_ID)
    return refuse_file (lt_db_get_path (db),
                        _ ("it is a database of another program. It was left as it is; choose "
                           "another name."),
                        error);
  if (version > 1)
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_DAMAGED,
          _ ("Hub file %s: a newer version of this program made it. Install that version."),
          lt_db_get_path (db));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_bureau (LtDb *db, const LtDigest *bureau, GError **error)
{
  g_autoptr (LtRows) rows = lt_db_query (db, error, "SELECT v FROM hub_meta WHERE k='bureau'", "");
  LtDigest kept;

  if (rows == NULL || !lt_rows_next (rows, error))
    return FALSE;
  lt_rows_fixed (rows, 0, &kept, sizeof kept);
  if (lt_digest_compare (&kept, bureau) == 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("Hub file %s: it serves another bureau. One hub file serves one bureau; choose "
                  "your own, or another name for a new one."),
               lt_db_get_path (db));
  return FALSE;
}

/* Hubs of older programs. */
static gboolean
complete_hub (LtDb *db, GError **error)
{
  gint64 n = 0;

  return lt_db_get_int (db, &n, error,
                        "SELECT count(*) FROM pragma_table_info('hub_group') WHERE name='prev'", "")
         && (n > 0 || lt_db_script (db, "ALTER TABLE hub_group ADD COLUMN prev BLOB", error));
}

static char *
read_name (LtDb *db, GError **error)
{
  g_autofree char *hex =
      lt_db_get_text (db, error, "SELECT hex(v) FROM hub_meta WHERE k='incarnation'", "");

  return hex == NULL ? NULL : g_strconcat ("hub:", hex, NULL);
}

/* A share or a stick: no WAL there, and every commit must have landed. */
static gboolean
make_careful (LtDb *db, GError **error)
{
  return lt_db_set_journal (db, "truncate", error)
         && lt_db_script (db, "PRAGMA synchronous=EXTRA", error);
}

/**
 * lt_hub_open:
 * @path: a hub file; made where there is none
 * @bureau: the bureau it must serve
 * @random: where a new hub's name comes from
 * @error: return location; tells apart files that are something else, serve
 *   another bureau, or are locked
 *
 * Returns: (transfer full) (nullable): the hub
 */
LtHub *
lt_hub_open (const char *path, const LtDigest *bureau, LtRandom *random, GError **error)
{
  g_autoptr (LtHub) self = g_new0 (LtHub, 1);
  g_autoptr (GError) problem = NULL;

  self->db = lt_db_open (path, g_file_test (path, G_FILE_TEST_EXISTS) ? LT_DB_NONE : LT_DB_CREATE,
                         &problem);
  if (self->db == NULL && g_error_matches (problem, LT_ERROR, LT_ERROR_BAD_INPUT))
    {
      refuse_file (path,
                   _ ("it is no database, and so no hub file. It was left as it is; choose "
                      "another name."),
                   error);
      return NULL;
    }
  if (self->db == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (is_empty (self->db) && !make_hub (self->db, bureau, random, error))
    return NULL;
  /* What cannot be read is not for that another program's. */
  if (lt_db_is_damaged (self->db, error))
    return NULL;
  if (!check_is_hub (self->db, error) || !check_bureau (self->db, bureau, error)
      || !make_careful (self->db, error) || !complete_hub (self->db, error))
    return NULL;
  self->name = read_name (self->db, error);
  return self->name == NULL ? NULL : g_steal_pointer (&self);
}

/**
 * lt_hub_reopen:
 * @self: a hub
 * @error: return location
 *
 * Closes and opens the file, so that what is read next comes from there and not
 * from what this connection remembers having written.
 */
gboolean
lt_hub_reopen (LtHub *self, GError **error)
{
  g_autofree char *path = g_strdup (lt_db_get_path (self->db));
  g_autoptr (LtDb) again = NULL;

  g_clear_pointer (&self->db, lt_db_close);
  again = lt_db_open (path, LT_DB_NONE, error);
  if (again == NULL || !make_careful (again, error))
    return FALSE;
  self->db = g_steal_pointer (&again);
  return TRUE;
}

void
lt_hub_close (LtHub *self)
{
  if (self == NULL)
    return;
  /* An empty journal that stays beside the hub is taken for a part of it. SQLite takes
   * it away by itself, under a lock; where somebody else is at it, he will. */
  if (self->db != NULL && self->name != NULL)
    lt_db_set_journal (self->db, "delete", NULL);
  g_clear_pointer (&self->db, lt_db_close);
  g_free (self->name);
  g_free (self);
}

/**
 * lt_hub_get_name:
 *
 * Returns: (transfer none): what the hub is known by, wherever it lies
 */
const char *
lt_hub_get_name (LtHub *self)
{
  return self->name;
}

/* What the group of a row follows on; rows of older programs tell it only in
 * their bytes. */
static LtDigest
read_prev (LtRows *rows)
{
  g_autoptr (LtGroup) group = NULL;
  LtDigest prev = { 0 };
  gconstpointer bytes;
  gsize size;

  if (lt_rows_fixed (rows, 5, &prev, sizeof prev))
    return prev;
  bytes = lt_rows_blob (rows, 6, &size);
  group = lt_group_from_bytes (bytes, size);
  if (group != NULL && group->operations->len > 0)
    prev = ((LtOperation *) g_ptr_array_index (group->operations, 0))->prev;
  return prev;
}

/* Ends the stream that was read and begins the next. */
static LtBranches *
begin_stream (LtBranches *before, GArray *tips)
{
  if (before != NULL)
    lt_branches_append_ends (before, tips);
  lt_branches_free (before);
  return lt_branches_new ();
}

/**
 * lt_hub_get_tips:
 *
 * A tip is the end of what follows without a gap from the first operation on: a
 * row that is missing, or that stands there for nothing, is asked for again.
 *
 * Returns: (transfer full) (nullable) (element-type LtTip): the ends of each stream
 *   in the hub, in the order that lt_store_get_tips() gives them in
 */
GArray *
lt_hub_get_tips (LtHub *self, GError **error)
{
  g_autoptr (GArray) tips = g_array_new (FALSE, FALSE, sizeof (LtTip));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT replica, epoch, last_seq, tip, first_seq, prev, CASE WHEN prev IS NULL "
                   "THEN bytes END FROM hub_group ORDER BY replica, epoch, first_seq, serial",
                   "");
  g_autoptr (LtBranches) branches = lt_branches_new ();
  LtStream stream = { 0 };

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtDigest prev = read_prev (rows);
      LtTip row;

      lt_tip_read (rows, &row);
      if (memcmp (&stream, &row.stream, sizeof stream) != 0)
        branches = begin_stream (branches, tips);
      stream = row.stream;
      lt_branches_add (branches, (guint64) lt_rows_int (rows, 4), &prev, &row);
    }
  lt_branches_append_ends (branches, tips);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&tips);
}

/**
 * lt_hub_begin:
 *
 * Begins a page of groups; nobody else writes until lt_hub_end().
 */
gboolean
lt_hub_begin (LtHub *self, GError **error)
{
  return lt_db_script (self->db, "BEGIN EXCLUSIVE", error);
}

/**
 * lt_hub_put:
 * @self: a hub, in a page
 * @group: a group as it travels
 * @end: where its stream ends with it
 * @added: (out): how many operations the hub has got by it
 * @error: return location
 *
 * Adds a group; one that is there already is left as it is.
 */
gboolean
lt_hub_put (LtHub *self, GBytes *group, const LtTip *end, guint *added, GError **error)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (group, &size);
  g_autoptr (LtGroup) parsed = lt_group_from_bytes (bytes, size);
  const LtOperation *first;
  LtDigest digest;

  *added = 0;
  if (parsed == NULL || parsed->operations->len == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BUG,
                   _ ("Operations up to %lu cannot be given to the hub: they do not read back."),
                   (gulong) end->seq);
      return FALSE;
    }
  lt_digest_of (&digest, bytes, size);
  first = g_ptr_array_index (parsed->operations, 0);
  if (!lt_db_run (self->db, error,
                  "INSERT INTO hub_group (id, replica, epoch, first_seq, last_seq, tip, digest, "
                  "prev, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                  "bbbiibbbb", &parsed->id, sizeof parsed->id, end->stream.replica,
                  sizeof end->stream.replica, end->stream.epoch, sizeof end->stream.epoch,
                  (gint64) parsed->first_seq, (gint64) end->seq, &end->operation,
                  sizeof end->operation, &digest, sizeof digest, &first->prev, sizeof first->prev,
                  bytes, size))
    return FALSE;
  *added = lt_db_changes (self->db) == 0 ? 0 : parsed->operations->len;
  return TRUE;
}

gboolean
lt_hub_end (LtHub *self, gboolean keep, GError **error)
{
  if (keep)
    return lt_db_commit (self->db, error);
  lt_db_rollback (self->db);
  return FALSE;
}

/**
 * lt_hub_holds:
 * @self: a hub
 * @serial: how far it was read
 * @group: the group that was read there
 *
 * Returns: whether that group still stands there: if not, the hub was set back
 *   to an older copy or made anew
 */
gboolean
lt_hub_holds (LtHub *self, gint64 serial, const LtDigest *group)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM hub_group WHERE serial=? AND id=?", "ib",
                 serial, group, sizeof *group);
  return n == 1;
}

/* Whether the bytes are those that were given, and the columns what they say. Of
 * what a newer program gave only the first can be told here. */
static gboolean
is_sound (LtRows *rows, const LtTip *row, const LtDigest *id, const guint8 *bytes, gsize size)
{
  g_autoptr (LtGroup) group = NULL;
  const LtOperation *first;
  const LtOperation *last;
  LtDigest given;
  LtDigest found;
  LtDigest prev;

  lt_rows_fixed (rows, 8, &given, sizeof given);
  lt_digest_of (&found, bytes, size);
  if (lt_digest_compare (&given, &found) != 0)
    return FALSE;
  if (size > 0 && bytes[0] > LT_FORMAT_VERSION)
    return TRUE;
  group = lt_group_from_bytes (bytes, size);
  if (group == NULL || group->operations->len == 0)
    return FALSE;
  first = g_ptr_array_index (group->operations, 0);
  last = g_ptr_array_index (group->operations, group->operations->len - 1);
  if (lt_rows_fixed (rows, 9, &prev, sizeof prev) && lt_digest_compare (&prev, &first->prev) != 0)
    return FALSE;
  return lt_digest_compare (&group->id, id) == 0
         && memcmp (&group->stream, &row->stream, sizeof row->stream) == 0
         && group->first_seq == (guint64) lt_rows_int (rows, 4) && last->seq == row->seq
         && lt_digest_compare (&last->id, &row->operation) == 0;
}

/**
 * lt_hub_each_after:
 * @self: a hub
 * @serial: how far it was read
 * @limit: at the most as many groups
 * @func: called for each group after @serial, in the order they came, and told
 *   whether the hub still holds it as it was given
 * @user_data: for @func
 * @error: return location
 */
gboolean
lt_hub_each_after (LtHub *self,
                   gint64 serial,
                   guint limit,
                   LtHubFunc func,
                   gpointer user_data,
                   GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT replica, epoch, last_seq, tip, first_seq, serial, id, bytes, digest, prev "
      "FROM hub_group WHERE serial>? ORDER BY serial LIMIT ?",
      "ii", serial, (gint64) limit);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtTip row;
      LtDigest id;
      gsize size;
      gconstpointer bytes = lt_rows_blob (rows, 7, &size);
      g_autoptr (GBytes) group = g_bytes_new (bytes, size);

      lt_tip_read (rows, &row);
      lt_rows_fixed (rows, 6, &id, sizeof id);
      if (!func (lt_rows_int (rows, 5), &id, group, is_sound (rows, &row, &id, bytes, size),
                 user_data, &problem))
        break;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_hub_drop:
 * @self: a hub
 * @serials: (element-type gint64): rows that are no longer what was given
 * @error: return location
 *
 * Takes damaged rows out, so that whoever holds what they were gives it again.
 */
gboolean
lt_hub_drop (LtHub *self, GArray *serials, GError **error)
{
  gboolean dropped = TRUE;

  if (serials->len == 0)
    return TRUE;
  if (!lt_hub_begin (self, error))
    return FALSE;
  for (guint i = 0; i < serials->len && dropped; i++)
    dropped = lt_db_run (self->db, error, "DELETE FROM hub_group WHERE serial=?", "i",
                         g_array_index (serials, gint64, i));
  return lt_hub_end (self, dropped, dropped ? error : NULL) && dropped;
}

/**
 * lt_hub_get_last:
 *
 * Returns: serial of the last group
 */
gint64
lt_hub_get_last (LtHub *self)
{
  gint64 last = 0;

  lt_db_get_int (self->db, &last, NULL, "SELECT coalesce(max(serial), 0) FROM hub_group", "");
  return last;
}
