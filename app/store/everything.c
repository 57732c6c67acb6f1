/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole log as lines of JSON, from a sound file or from what is left of one:
 * it is read in the order of its keys, and where a page cannot be read the next
 * key that can be is looked for. Nothing but the three tables of the log is
 * needed; everything else follows from them. */

#include "store/everything.h"

#include "base/error.h"
#include "base/file.h"
#include "db/db.h"
#include "store/everything-rows.h"
#include "store/operation.h"
#include "store/repeats.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* Numbers no file comes near. */
#define MOST      (G_GINT64_CONSTANT (1) << 40)
#define MOST_SIDS 1000

typedef struct
{
  LtDb *db;
  LtEverything *tally;
  FILE *groups;
  FILE *operations;
  GHashTable *sids;   /* local number → JsonObject of replica and epoch */
  GHashTable *ids;    /* gid → hex of the group */
  GHashTable *counts; /* gid → operations that were promised less those that came */
} Export;

typedef void (*RowFunc) (Export *self, LtRows *rows);

/**
 * Table:
 * @name: for people
 * @rows: SELECT of the rows with a key from ?1 on, in its order, the key first; ?2 is @sid
 * @probe: SELECT of the first key from ?1 on
 */
typedef struct
{
  const char *name;
  const char *rows;
  const char *probe;
  RowFunc func;
} Table;

void
lt_everything_free (LtEverything *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->gaps);
  g_hash_table_unref (self->originals);
  g_free (self);
}

static void
set_hex (JsonObject *object, const char *member, gconstpointer bytes, gsize size)
{
  g_autofree char *hex = lt_hex_encode (bytes, size);

  json_object_set_string_member (object, member, hex);
}

static void
put_blob (JsonObject *object, const char *member, LtRows *rows, int column)
{
  gsize size;
  gconstpointer bytes = lt_rows_blob (rows, column, &size);

  set_hex (object, member, bytes, size);
}

static void
put_list (JsonObject *object, const char *member, LtRows *rows, int column)
{
  JsonArray *array = json_array_new ();
  gsize size;
  const guint8 *bytes = lt_rows_blob (rows, column, &size);

  for (gsize at = 0; at + LT_DIGEST_SIZE <= size; at += LT_DIGEST_SIZE)
    {
      g_autofree char *hex = lt_hex_encode (bytes + at, LT_DIGEST_SIZE);

      json_array_add_string_element (array, hex);
    }
  json_object_set_array_member (object, member, array);
}

static void
write_line (FILE *out, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  fputs (text, out);
  fputc ('\n', out);
}

/* What the value says, in words: as the field is written, geometry as GeoJSON. */
static void
put_readable (JsonObject *object, const char *member, const LtField *field, const LtValue *value)
{
  g_autofree char *text = NULL;

  if (value == NULL || !g_utf8_validate (lt_value_text (value), -1, NULL))
    {
      if (field == NULL || !lt_field_is_geometry (field))
        return;
    }
  text = lt_field_to_text (field, value);
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
put_image (JsonObject *object, const LtKind *kind, const LtValue *image)
{
  JsonObject *fields = json_object_new ();
  LtCanonReader reader;
  LtValue *next;
  guint32 number;

  lt_image_read (image, &reader);
  while (lt_image_next (&reader, &number, &next))
    {
      g_autoptr (LtValue) value = next;
      int place = lt_kind_field_by_number (kind, number);

      if (place >= 0)
        put_readable (fields, kind->fields[place].name, &kind->fields[place], value);
    }
  json_object_set_object_member (object, "fields", fields);
}

/* An attachment was made: its original belongs to everything. */
static void
note_original (LtEverything *tally, JsonObject *operation)
{
  JsonObject *fields;
  const char *digest;

  if (!g_str_equal (json_object_get_string_member (operation, "kind_name"), "attachment")
      || !json_object_has_member (operation, "fields"))
    return;
  fields = json_object_get_object_member (operation, "fields");
  digest = json_object_get_string_member_with_default (fields, "digest", "");
  if (strlen (digest) == 2 * LT_DIGEST_SIZE)
    g_hash_table_insert (tally->originals, g_strdup (digest),
                         g_strdup (
                             json_object_get_string_member_with_default (fields, "name", "")));
}

static void
put_value (JsonObject *object, LtRows *rows, int column, guint32 kind_number, guint32 field_number)
{
  const LtKind *kind = lt_kind_by_number (kind_number);
  int place = kind == NULL ? -1 : lt_kind_field_by_number (kind, field_number);
  g_autoptr (LtValue) value = NULL;
  gsize size;
  gconstpointer bytes;

  json_object_set_string_member (object, "kind_name", kind == NULL ? "" : kind->name);
  json_object_set_string_member (object, "field_name", place < 0 ? "" : kind->fields[place].name);
  if (lt_rows_is_null (rows, column))
    {
      json_object_set_null_member (object, "value");
      return;
    }
  bytes = lt_rows_blob (rows, column, &size);
  value = lt_value_new (bytes, size);
  put_blob (object, "value", rows, column);
  if (place >= 0)
    put_readable (object, "says", &kind->fields[place], value);
  else if (kind != NULL && field_number == 0)
    put_image (object, kind, value);
}

static void
put_stream (Export *self, JsonObject *object, gint64 sid)
{
  JsonObject *stream = g_hash_table_lookup (self->sids, GSIZE_TO_POINTER ((gsize) sid));

  json_object_set_string_member (
      object, "replica", stream == NULL ? "" : json_object_get_string_member (stream, "replica"));
  json_object_set_string_member (
      object, "epoch", stream == NULL ? "" : json_object_get_string_member (stream, "epoch"));
}

static void
on_stream (Export *self, LtRows *rows)
{
  JsonObject *object = json_object_new ();

  put_blob (object, "replica", rows, 1);
  put_blob (object, "epoch", rows, 2);
  g_hash_table_insert (self->sids, GSIZE_TO_POINTER ((gsize) lt_rows_int (rows, 0)), object);
}

static void
on_group (Export *self, LtRows *rows)
{
  JsonObject *object = json_object_new ();
  gpointer gid = GSIZE_TO_POINTER ((gsize) lt_rows_int (rows, 0));
  gsize size;
  gconstpointer id = lt_rows_blob (rows, 1, &size);
  const char *note = lt_rows_text (rows, 9);

  set_hex (object, "id", id, size);
  put_stream (self, object, lt_rows_int (rows, 2));
  json_object_set_int_member (object, "first_seq", lt_rows_int (rows, 3));
  json_object_set_int_member (object, "n", lt_rows_int (rows, 4));
  put_blob (object, "actor", rows, 5);
  put_blob (object, "key", rows, 6);
  put_list (object, "seen", rows, 7);
  json_object_set_int_member (object, "schema", lt_rows_int (rows, 8));
  json_object_set_string_member (object, "note",
                                 note != NULL && g_utf8_validate (note, -1, NULL) ? note : "");
  put_blob (object, "signature", rows, 10);
  json_object_set_int_member (object, "state", lt_rows_int (rows, 11));
  g_hash_table_insert (self->ids, gid, lt_hex_encode (id, size));
  /* Operations of which groups repeat each other's stand under one of them. */
  if (!lt_repeats_are_in (self->db, lt_rows_int (rows, 2)))
    g_hash_table_insert (self->counts, gid, GSIZE_TO_POINTER ((gsize) lt_rows_int (rows, 4)));
  self->tally->groups++;
  write_line (self->groups, object);
}

static void
on_operation (Export *self, LtRows *rows)
{
  JsonObject *object = json_object_new ();
  gpointer gid = GSIZE_TO_POINTER ((gsize) lt_rows_int (rows, 4));
  gpointer left = g_hash_table_lookup (self->counts, gid);
  const char *group = g_hash_table_lookup (self->ids, gid);

  put_stream (self, object, lt_rows_int (rows, 1));
  json_object_set_int_member (object, "seq", lt_rows_int (rows, 0));
  put_blob (object, "id", rows, 2);
  put_blob (object, "prev", rows, 3);
  json_object_set_string_member (object, "group", group == NULL ? "" : group);
  json_object_set_int_member (object, "time", lt_rows_int (rows, 5));
  json_object_set_int_member (object, "wall", lt_rows_int (rows, 6));
  json_object_set_int_member (object, "clock_source", lt_rows_int (rows, 7));
  json_object_set_int_member (object, "kind", lt_rows_int (rows, 8));
  put_blob (object, "record", rows, 9);
  json_object_set_int_member (object, "field", lt_rows_int (rows, 10));
  json_object_set_int_member (object, "action", lt_rows_int (rows, 11));
  put_value (object, rows, 12, (guint32) lt_rows_int (rows, 8), (guint32) lt_rows_int (rows, 10));
  note_original (self->tally, object);
  put_list (object, "parents", rows, 13);
  json_object_set_int_member (object, "state", lt_rows_int (rows, 14));
  if (left != NULL)
    g_hash_table_insert (self->counts, gid, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (left) - 1));
  self->tally->operations++;
  write_line (self->operations, object);
}

static const Table streams = { "lt_stream",
                               "SELECT sid, replica, epoch FROM lt_stream WHERE sid>=?1 AND ?2=?2 "
                               "ORDER BY sid",
                               "SELECT sid FROM lt_stream WHERE sid>=?1 AND ?2=?2 ORDER BY sid",
                               on_stream };
static const Table groups = {
  "lt_group",
  "SELECT gid, id, sid, first_seq, n, actor, key, seen, schema, note, sig, state FROM lt_group "
  "NOT INDEXED WHERE gid>=?1 AND ?2=?2 ORDER BY gid",
  "SELECT gid FROM lt_group NOT INDEXED WHERE gid>=?1 AND ?2=?2 ORDER BY gid", on_group
};
static const Table operations = {
  "lt_op",
  "SELECT seq, sid, id, prev, gid, time, wall, clock_source, kind, record, field, action, value, "
  "parents, state FROM lt_op NOT INDEXED WHERE seq>=?1 AND sid=?2 ORDER BY seq, id",
  "SELECT seq FROM lt_op NOT INDEXED WHERE seq>=?1 AND sid=?2 ORDER BY seq", on_operation
};

/* The first key from @from on; 0 past the last, -1 where that cannot be read. */
static gint64
probe (Export *self, const Table *table, gint64 sid, gint64 from)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (self->db, &problem, table->probe, "ii", from, sid);

  if (rows != NULL && lt_rows_next (rows, &problem))
    return lt_rows_int (rows, 0);
  return problem == NULL ? 0 : -1;
}

/* The first key after @bad that can be read: further and further, then back. */
static gint64
find_readable (Export *self, const Table *table, gint64 sid, gint64 bad)
{
  gint64 step = 1;
  gint64 low;
  gint64 high;

  while (step < MOST && probe (self, table, sid, bad + step) < 0)
    step *= 2;
  if (step >= MOST)
    return 0;
  low = bad + step / 2;
  high = bad + step;
  while (low + 1 < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (probe (self, table, sid, middle) < 0)
        low = middle;
      else
        high = middle;
    }
  return probe (self, table, sid, high);
}

/* Rows up to where one cannot be read. Returns that key; 0 at the end. */
static gint64
read_on (Export *self, const Table *table, gint64 sid, gint64 from)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (self->db, &problem, table->rows, "ii", from, sid);
  gint64 last = from - 1;

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      last = lt_rows_int (rows, 0);
      table->func (self, rows);
    }
  return problem == NULL ? 0 : last + 1;
}

static void
read_table (Export *self, const Table *table, gint64 sid)
{
  gint64 from = 1;

  while (from > 0)
    {
      gint64 bad = read_on (self, table, sid, from);

      if (bad == 0)
        return;
      from = find_readable (self, table, sid, bad);
      if (from > 0)
        g_ptr_array_add (self->tally->gaps,
                         g_strdup_printf (_ ("Table %s: nothing could be read from %" PRId64
                                             " up to %" PRId64 "."),
                                          table->name, bad, from - 1));
      else
        g_ptr_array_add (self->tally->gaps,
                         g_strdup_printf (_ ("Table %s: nothing could be read from %" PRId64
                                             " on."),
                                          table->name, bad));
    }
}

static void
read_all (Export *self)
{
  GHashTableIter iter;
  gpointer left;

  read_table (self, &streams, 0);
  read_table (self, &groups, 0);
  /* Where the streams themselves are gone, their operations are looked for. */
  for (gint64 sid = 1; sid < MOST_SIDS; sid++)
    if (g_hash_table_contains (self->sids, GSIZE_TO_POINTER ((gsize) sid))
        || (self->tally->gaps->len > 0 && probe (self, &operations, sid, 1) > 0))
      read_table (self, &operations, sid);
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, NULL, &left))
    self->tally->not_whole += left != NULL;
}

static FILE *
open_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = fopen (path, "wxe");

  if (file == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("File %s: %s. Choose another folder for the export."), path,
                 g_strerror (errno));
  return file;
}

static gboolean
close_file (FILE *file, gboolean done, const char *folder, GError **error)
{
  gboolean written = file == NULL || (ferror (file) == 0);

  if (file != NULL && fclose (file) != 0)
    written = FALSE;
  if (done && !written)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("Folder %s: it could not be written to the end. Make room and do it again."),
                 folder);
  return done && written;
}

/* Even to be read, a file needs two more beside it: where the disk is full it
 * would seem to have nothing in it. */
static gboolean
has_room (LtDb *db, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 tables;

  if (lt_db_get_int (db, &tables, &problem, "SELECT count(*) FROM sqlite_schema", "")
      || lt_file_probe_folder (path) != ENOSPC)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_store_export_everything:
 * @path: a county file, sound or damaged
 * @folder: an empty folder
 * @error: return location, for what keeps the export from being made
 *
 * Writes `groups.jsonl` and `operations.jsonl`: all that can be read of the log,
 * and the measured rows of its batches.
 *
 * Returns: (transfer full) (nullable): what was written, and what could not be read
 */
LtEverything *
lt_store_export_everything (const char *path, const char *folder, GError **error)
{
  g_autoptr (LtEverything) tally = g_new0 (LtEverything, 1);
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY | LT_DB_DAMAGED, error);
  g_autoptr (GHashTable) sids =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) json_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  Export self = { .db = db, .tally = tally, .sids = sids, .ids = ids, .counts = counts };
  gboolean done;

  tally->gaps = g_ptr_array_new_with_free_func (g_free);
  tally->originals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (db == NULL || !has_room (db, path, error))
    return NULL;
  self.groups = open_file (folder, "groups.jsonl", error);
  self.operations = self.groups == NULL ? NULL : open_file (folder, "operations.jsonl", error);
  done = self.operations != NULL;
  if (done)
    read_all (&self);
  done = close_file (self.groups, done, folder, error);
  done = close_file (self.operations, done, folder, done ? error : NULL) && done;
  done = done && lt_everything_rows (db, folder, tally, error);
  return done ? g_steal_pointer (&tally) : NULL;
}
