/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed and is not saved yet, in a file of its own. A file that is
 * damaged or another county's is set aside and a new one begun: drafts are never
 * in the way of the county file. */

#include "store/drafts.h"

#include "base/civil-time.h"
#include "resources/lt-resources.h"
#include "store/beside.h"
#include "store/drafts-private.h"
#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define APPLICATION_ID 0x4C544452 /* "LTDR" */
#define VERSION        1
/* Writes of other windows take a few milliseconds; nobody waits longer at a key. */
#define PATIENCE 500

struct _LtDrafts
{
  LtDb *db;
  char *path;
  GStatBuf status; /* of the file that is open, whatever lies there later */
};

LtDraft *
lt_draft_new (const LtKind *kind)
{
  LtDraft *self = g_new0 (LtDraft, 1);

  self->seen = lt_record_new (kind);
  self->texts = g_new0 (char *, kind->n_fields);
  return self;
}

void
lt_draft_free (LtDraft *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->seen->kind->n_fields; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  lt_record_free (self->seen);
  g_free (self);
}

/**
 * lt_drafts_path:
 * @county_path: a county file
 *
 * Returns: (transfer full): where its drafts are
 */
char *
lt_drafts_path (const char *county_path)
{
  return lt_path_beside (county_path, "drafts");
}

/* Made by us, so that nobody else can read it from its first moment on. */
static gboolean
make_empty (const char *path, GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (file >= 0)
    {
      close (file);
      return TRUE;
    }
  if (errno == EEXIST)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: it cannot be written (%s), so what you type is not kept until you save "
                  "it. Work in a folder of your own."),
               path, g_strerror (errno));
  return FALSE;
}

/* Two windows may find the same empty file. */
static gboolean
fill (LtDb *db, const LtDigest *bureau, GError **error)
{
  g_autoptr (GBytes) sql =
      g_resource_lookup_data (lt_resources_get_resource (), "/org/lantian/Lantian/sql/drafts-1.sql",
                              0, error);
  gint64 tables = 0;
  gboolean filled;

  if (sql == NULL || !lt_db_begin (db, error))
    return FALSE;
  filled = lt_db_get_int (db, &tables, error, "SELECT count(*) FROM sqlite_schema", "");
  if (filled && tables == 0)
    filled = lt_db_script (db, g_bytes_get_data (sql, NULL), error)
             && lt_db_run (db, error, "INSERT INTO about VALUES (?)", "b", bureau, sizeof *bureau);
  if (filled)
    return lt_db_commit (db, error);
  lt_db_rollback (db);
  return FALSE;
}

static gboolean
refuse_file (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, "%s: %s", path, what);
  return FALSE;
}

static gboolean
check_about (LtDb *db, const LtDigest *bureau, GError **error)
{
  g_autoptr (LtRows) rows = lt_db_query (db, error, "SELECT bureau FROM about", "");
  g_autoptr (GError) problem = NULL;
  LtDigest theirs;

  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem) && lt_rows_fixed (rows, 0, &theirs, sizeof theirs)
      && lt_digest_compare (&theirs, bureau) == 0)
    return TRUE;
  if (problem == NULL)
    return refuse_file (lt_db_get_path (db), _ ("the drafts in it are another county's"), error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Reads only: what is another's is not touched. */
static gboolean
check_file (LtDb *db, const LtDigest *bureau, gboolean *empty, GError **error)
{
  gint64 application = 0;
  gint64 version = 0;
  gint64 tables = 0;
  g_autofree char *pages = NULL;

  if (!lt_db_get_int (db, &tables, error, "SELECT count(*) FROM sqlite_schema", "")
      || !lt_db_get_int (db, &application, error, "PRAGMA application_id", "")
      || !lt_db_get_int (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  *empty = tables == 0 && application == 0;
  if (*empty)
    return TRUE;
  if (application != APPLICATION_ID)
    return refuse_file (lt_db_get_path (db), _ ("it is no file of drafts"), error);
  if (version != VERSION)
    return refuse_file (lt_db_get_path (db), _ ("a newer version of this program made it"), error);
  pages = lt_db_get_text (db, error, "PRAGMA quick_check(1)", "");
  if (pages == NULL)
    return FALSE;
  if (!g_str_equal (pages, "ok"))
    return refuse_file (lt_db_get_path (db), _ ("it is damaged"), error);
  return check_about (db, bureau, error);
}

static LtDrafts *
open_file (const char *path, const LtDigest *bureau, LtDraftsFlags flags, GError **error)
{
  g_autoptr (LtDrafts) self = g_new0 (LtDrafts, 1);
  gboolean empty = FALSE;

  if ((flags & LT_DRAFTS_CREATE) != 0 && !make_empty (path, error))
    return NULL;
  self->path = g_strdup (path);
  self->db = lt_db_open (path, LT_DB_NONE, error);
  if (self->db == NULL)
    return NULL;
  lt_db_set_patience (self->db, PATIENCE);
  if (!check_file (self->db, bureau, &empty, error) || !lt_db_set_journal (self->db, "wal", error)
      || (empty && !fill (self->db, bureau, error)))
    return NULL;
  g_chmod (path, 0600);
  if (g_stat (path, &self->status) != 0)
    memset (&self->status, 0, sizeof self->status);
  lt_db_keep_presence (self->db);
  return g_steal_pointer (&self);
}

/* Whether what lies there is wrong in itself, and not only out of reach. */
static gboolean
is_wrong_file (const GError *error)
{
  return g_error_matches (error, LT_ERROR, LT_ERROR_BAD_INPUT)
         || g_error_matches (error, LT_ERROR, LT_ERROR_DAMAGED)
         || g_error_matches (error, LT_ERROR, LT_ERROR_BUG);
}

static char *
find_free_name (const char *path, gint64 now)
{
  g_autofree char *second = lt_second_of (now);
  char *name;

  g_strdelimit (second, ":", '-');
  name = g_strdup_printf ("%s.aside-%s", path, second);
  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.aside-%s-%u", path, second, i);
    }
  return name;
}

static gboolean
put_aside (const char *path, gint64 now, const GError *why, char **words, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };
  g_autofree char *name = find_free_name (path, now);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (name, endings[i], NULL);

      g_rename (from, to);
    }
  if (g_rename (path, name) != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("File %s: the drafts cannot be read (%s) and cannot be set aside (%s). Move "
                      "the file away."),
                   path, why->message, g_strerror (errno));
      return FALSE;
    }
  g_free (*words);
  *words =
      g_strdup_printf (_ ("The drafts could not be read (%s). The file was set aside as %s, and "
                          "a new one is begun; the county file is as it was."),
                       why->message, name);
  return TRUE;
}

/**
 * lt_drafts_open:
 * @county_path: a county file
 * @bureau: the bureau it belongs to
 * @flags: how
 * @now: the time, milliseconds since 1970 (UTC)
 * @set_aside: (inout): words where the file had to be set aside, and where it is
 * @error: return location
 *
 * Opens the drafts of a county file. A file that is damaged, foreign, another
 * county's or of a newer program is renamed, and a new one takes its place.
 *
 * Returns: (transfer full) (nullable): the drafts; %NULL without @error where
 *   there are none and none are to be made
 */
LtDrafts *
lt_drafts_open (const char *county_path,
                const LtDigest *bureau,
                LtDraftsFlags flags,
                gint64 now,
                char **set_aside,
                GError **error)
{
  g_autofree char *path = lt_drafts_path (county_path);
  g_autoptr (GError) problem = NULL;
  LtDrafts *self;

  if ((flags & LT_DRAFTS_CREATE) == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  self = open_file (path, bureau, flags, &problem);
  if (self != NULL)
    return self;
  if (!is_wrong_file (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!put_aside (path, now, problem, set_aside, error))
    return NULL;
  return open_file (path, bureau, LT_DRAFTS_CREATE, error);
}

void
lt_drafts_close (LtDrafts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->db, lt_db_close);
  g_free (self->path);
  g_free (self);
}

/**
 * lt_drafts_is_in_place:
 *
 * Returns: whether the open file still lies at its path: what is written into
 *   one that was removed or renamed would be found by nobody
 */
gboolean
lt_drafts_is_in_place (const LtDrafts *self)
{
  GStatBuf status;

  return g_stat (self->path, &status) == 0 && status.st_dev == self->status.st_dev
         && status.st_ino == self->status.st_ino;
}

/**
 * lt_drafts_keep:
 * @self: the drafts
 * @draft: a draft; takes the place of what was kept under its id
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
lt_drafts_keep (LtDrafts *self, const LtDraft *draft, GError **error)
{
  g_autofree char *seen = lt_draft_seen_to_json (draft);
  g_autofree char *texts = lt_draft_texts_to_json (draft);

  return lt_db_run (self->db, error, "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "bbibiitt", &draft->id, sizeof draft->id, &draft->officer,
                    sizeof draft->officer, (gint64) draft->seen->kind->number, &draft->seen->id,
                    sizeof draft->seen->id, (gint64) draft->fresh, draft->time, seen, texts);
}

/**
 * lt_drafts_drop:
 * @self: the drafts
 * @id: a draft
 * @was_there: (out) (optional): whether there was one
 * @error: return location
 */
gboolean
lt_drafts_drop (LtDrafts *self, const LtId *id, gboolean *was_there, GError **error)
{
  if (!lt_db_run (self->db, error, "DELETE FROM draft WHERE id=?", "b", id, sizeof *id))
    return FALSE;
  if (was_there != NULL)
    *was_there = lt_db_changes (self->db) > 0;
  return TRUE;
}

/* %NULL for what a newer program may have kept: it stays, and is not shown. */
static LtDraft *
read_draft (LtRows *rows)
{
  const LtKind *kind = lt_kind_by_number ((guint) lt_rows_int (rows, 2));
  g_autoptr (LtDraft) draft = kind == NULL ? NULL : lt_draft_new (kind);

  if (draft == NULL || !lt_rows_fixed (rows, 0, &draft->id, sizeof draft->id)
      || !lt_rows_fixed (rows, 1, &draft->officer, sizeof draft->officer)
      || !lt_rows_fixed (rows, 3, &draft->seen->id, sizeof draft->seen->id)
      || !lt_draft_seen_from_json (draft, lt_rows_text (rows, 6))
      || !lt_draft_texts_from_json (draft, lt_rows_text (rows, 7)))
    return NULL;
  draft->fresh = lt_rows_int (rows, 4) != 0;
  draft->time = lt_rows_int (rows, 5);
  return g_steal_pointer (&draft);
}

/**
 * lt_drafts_list:
 * @self: the drafts
 * @officer: whose; what was typed with nobody signed in is listed too
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtDraft): latest first
 */
GPtrArray *
lt_drafts_list (LtDrafts *self, const LtId *officer, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_draft_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT id, officer, kind, record, fresh, time, seen, texts FROM draft "
                   "WHERE officer=? OR officer=zeroblob(16) ORDER BY time DESC, id",
                   "b", officer, sizeof *officer);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtDraft *draft = read_draft (rows);

      if (draft != NULL)
        g_ptr_array_add (list, draft);
    }
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_drafts_copy_to:
 * @self: the drafts
 * @path: a file that is not there yet
 * @error: return location
 *
 * Copies the drafts as they are at one moment.
 */
gboolean
lt_drafts_copy_to (LtDrafts *self, const char *path, GError **error)
{
  return make_empty (path, error) && lt_db_run (self->db, error, "VACUUM INTO ?", "t", path);
}
