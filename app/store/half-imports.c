/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports that were begun and not ended, told by the notes of their groups. */

#include "store/half-imports.h"

#include "base/civil-time.h"
#include "store/staging-lock.h"
#include "store/store-private.h"
#include "store/undoable.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  gint64 gid;
  LtDigest id;
} Page;

/* The groups of one import, in their order. */
typedef struct
{
  LtHalfImport *half; /* while it is not known whether it is one */
  GArray *pages;      /* (element-type Page) */
  guint of;           /* how many there are, by the last of them */
} Import;

void
lt_half_import_free (LtHalfImport *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->reports, g_array_unref);
  g_free (self);
}

static void
free_import (gpointer data)
{
  Import *self = data;

  lt_half_import_free (self->half);
  g_array_unref (self->pages);
  g_free (self);
}

static void
note_undoing (GHashTable *by_undone, const LtDigest *undone, const LtDigest *id)
{
  g_autofree char *hex = lt_digest_to_hex (undone);
  GArray *all = g_hash_table_lookup (by_undone, hex);

  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (LtDigest));
      g_hash_table_insert (by_undone, g_steal_pointer (&hex), all);
    }
  g_array_append_val (all, *id);
}

/* @by_undone: id of a group in figures → those that undo it. Whether no undoing of the group holds.
 * Ends, as no group can name a later one. */
static gboolean
holds (GHashTable *by_undone, const LtDigest *id)
{
  g_autofree char *hex = lt_digest_to_hex (id);
  GArray *all = g_hash_table_lookup (by_undone, hex);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (holds (by_undone, &g_array_index (all, LtDigest, i)))
      return FALSE;
  return TRUE;
}

static LtHalfImport *
begin_half (LtRows *rows, const char *note, gsize name_length)
{
  LtHalfImport *half = g_new0 (LtHalfImport, 1);
  gsize skipped = strlen (LT_IMPORT_NOTE);

  lt_rows_fixed (rows, 4, &half->officer, sizeof half->officer);
  half->own = lt_rows_int (rows, 5) != 0;
  half->name = g_strndup (note + skipped, name_length - skipped);
  lt_note_find_mark (note, &half->mark);
  half->pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  half->reports = g_array_new (FALSE, FALSE, sizeof (LtId));
  return half;
}

static void
note_page (GHashTable *imports, LtRows *rows, const char *note, const LtDigest *id)
{
  gsize name_length = 0;
  gsize length = lt_note_find_import (note, &name_length);
  g_autofree char *mark = g_strndup (note, length);
  g_autofree char *actor = g_strdup (lt_rows_text (rows, 6));
  g_autofree char *key =
      g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", lt_rows_int (rows, 2), actor, mark);
  Import *import = g_hash_table_lookup (imports, key);
  Page page = { lt_rows_int (rows, 0), *id };
  char *slash;

  if (import == NULL)
    {
      import = g_new0 (Import, 1);
      import->half = begin_half (rows, note, name_length);
      import->pages = g_array_new (FALSE, FALSE, sizeof (Page));
      g_hash_table_insert (imports, g_steal_pointer (&key), import);
    }
  g_array_append_val (import->pages, page);
  import->half->page = (guint) strtoul (note + length + 1, &slash, 10);
  import->of = (guint) strtoul (slash + 1, NULL, 10);
}

/* Stream by stream in the order of their numbers, so that the last page comes last. */
static gboolean
load_all (LtStore *self,
          const LtId *officer,
          GHashTable *imports,
          GHashTable *by_undone,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT g.gid, g.id, g.sid, g.note, g.actor, s.own, hex(g.actor) FROM lt_group g JOIN "
      "lt_stream s ON s.sid=g.sid WHERE g.state=0 AND (g.note GLOB 'import *' OR g.note GLOB "
      "'undo *') ORDER BY g.sid, g.first_seq",
      "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      const char *note = lt_rows_text (rows, 3);
      LtDigest id;
      LtDigest undone;
      LtId actor;

      lt_rows_fixed (rows, 1, &id, sizeof id);
      lt_rows_fixed (rows, 4, &actor, sizeof actor);
      if (lt_note_find_undone (note, &undone))
        note_undoing (by_undone, &undone, &id);
      else if (lt_note_find_import (note, NULL) > 0
               && (officer == NULL || lt_id_equal (officer, &actor)))
        note_page (imports, rows, note, &id);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Whether some of it is here and some is not. */
static gboolean
is_half (Import *import, GHashTable *by_undone)
{
  const Page *last = &g_array_index (import->pages, Page, import->pages->len - 1);

  if (import->half->page == import->of && holds (by_undone, &last->id))
    return FALSE;
  for (guint i = 0; i < import->pages->len; i++)
    {
      const Page *page = &g_array_index (import->pages, Page, i);

      if (!holds (by_undone, &page->id))
        continue;
      import->half->group = page->id;
      g_array_append_val (import->half->pages, page->gid);
    }
  return import->half->pages->len > 0;
}

/* What a group made or changed. */
static gboolean
count_page (LtStore *self, LtHalfImport *half, gint64 gid, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT o.kind, o.record, min(o.wall) FROM lt_group g JOIN lt_op o ON o.sid=g.sid AND o.seq "
      "BETWEEN g.first_seq AND g.first_seq+g.n-1 AND o.gid=g.gid WHERE g.gid=? GROUP BY o.record",
      "i", gid);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId record;

      lt_rows_fixed (rows, 1, &record, sizeof record);
      if (half->began == 0)
        half->began = lt_rows_int (rows, 2);
      if (lt_rows_int (rows, 0) == lt_kind_by_name ("import")->number)
        g_array_append_val (half->reports, record);
      else
        half->records++;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
fill_half (LtStore *self, LtHalfImport *half, GError **error)
{
  for (guint i = 0; i < half->pages->len; i++)
    if (!count_page (self, half, g_array_index (half->pages, gint64, i), error))
      return FALSE;
  return TRUE;
}

static int
compare_halves (gconstpointer a, gconstpointer b)
{
  const LtHalfImport *one = *(LtHalfImport *const *) a;
  const LtHalfImport *other = *(LtHalfImport *const *) b;
  gint64 first = g_array_index (one->pages, gint64, 0);
  gint64 second = g_array_index (other->pages, gint64, 0);

  return (first > second) - (first < second);
}

/* What is being written is not broken off: of this device's the latest. Places come
 * without a report, under the lock of the measured values that name them. */
static void
leave_out_running (LtStore *self, GPtrArray *halves)
{
  gboolean records = lt_staging_lock_is_taken_for_records (self->path);
  gboolean rows = lt_staging_lock_is_taken (self->path);

  for (guint i = halves->len; i > 0; i--)
    {
      const LtHalfImport *half = g_ptr_array_index (halves, i - 1);

      if (half->own && (records || (rows && half->reports->len == 0)))
        {
          g_ptr_array_remove_index (halves, i - 1);
          return;
        }
    }
}

static GPtrArray *
choose_halves (LtStore *self,
               GHashTable *imports,
               GHashTable *by_undone,
               gboolean locked,
               GError **error)
{
  g_autoptr (GPtrArray) halves =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_half_import_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, imports);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Import *import = value;

      if (is_half (import, by_undone))
        g_ptr_array_add (halves, g_steal_pointer (&import->half));
    }
  g_ptr_array_sort (halves, compare_halves);
  for (guint i = 0; i < halves->len; i++)
    if (!fill_half (self, g_ptr_array_index (halves, i), error))
      return NULL;
  if (!locked)
    leave_out_running (self, halves);
  return g_steal_pointer (&halves);
}

/**
 * lt_store_list_half_imports:
 * @self: a county file
 * @officer: (nullable): only what he began
 * @locked: whether the caller keeps all other imports from the file; else one that is
 *   still at work on it is left out
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtHalfImport): what was begun and
 *   neither ended nor taken back, the first one first
 */
GPtrArray *
lt_store_list_half_imports (LtStore *self, const LtId *officer, gboolean locked, GError **error)
{
  g_autoptr (GHashTable) imports =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_import);
  g_autoptr (GHashTable) by_undone =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  if (!load_all (self, officer, imports, by_undone, error))
    return NULL;
  return choose_halves (self, imports, by_undone, locked, error);
}

/**
 * lt_half_import_list_made:
 * @self: a half import
 * @store: the file it is in
 * @kind: a kind
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a set of the ids (LtId) of the records of @kind
 *   that it made and nobody has changed since
 */
GHashTable *
lt_half_import_list_made (const LtHalfImport *self,
                          LtStore *store,
                          const LtKind *kind,
                          GError **error)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);

  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autoptr (LtRows) rows = lt_db_query (
          store->db, error,
          "SELECT o.record FROM lt_group g JOIN lt_op o ON o.sid=g.sid AND o.seq BETWEEN "
          "g.first_seq AND g.first_seq+g.n-1 AND o.gid=g.gid WHERE g.gid=? AND o.kind=? AND "
          "o.action=? AND NOT EXISTS (SELECT 1 FROM lt_op x WHERE x.record=o.record AND "
          "x.id<>o.id)",
          "iii", g_array_index (self->pages, gint64, i), (gint64) kind->number,
          (gint64) LT_ACTION_CREATE);
      LtId id;

      if (rows == NULL)
        return NULL;
      while (lt_rows_next (rows, NULL))
        if (lt_rows_fixed (rows, 0, &id, sizeof id))
          g_hash_table_add (made, g_memdup2 (&id, sizeof id));
    }
  return g_steal_pointer (&made);
}

/**
 * lt_half_import_has_report:
 * @self: a half import
 * @report: a record of kind `import`
 *
 * Returns: whether it is the half import's
 */
gboolean
lt_half_import_has_report (const LtHalfImport *self, const LtId *report)
{
  for (guint i = 0; i < self->reports->len; i++)
    if (lt_id_equal (&g_array_index (self->reports, LtId, i), report))
      return TRUE;
  return FALSE;
}

/* How many records there were to be; 0 where that is not known. */
static guint
count_wanted (const LtHalfImport *self, LtStore *store)
{
  g_autoptr (LtRecord) report = NULL;
  const char *added;
  const char *updated;

  if (self->reports->len == 0)
    return 0;
  report = lt_store_get (store, lt_kind_by_name ("import"), &g_array_index (self->reports, LtId, 0),
                         NULL);
  added = report == NULL ? NULL : lt_record_get (report, "added");
  updated = report == NULL ? NULL : lt_record_get (report, "updated");
  return (guint) ((added == NULL ? 0 : atoi (added)) + (updated == NULL ? 0 : atoi (updated)));
}

/**
 * lt_half_import_describe:
 * @self: a half import
 * @store: the file it is in
 *
 * Returns: (transfer full): which file, who, when, and how much of it is here, in a
 *   sentence
 */
char *
lt_half_import_describe (const LtHalfImport *self, LtStore *store)
{
  g_autoptr (LtRecord) officer =
      lt_store_get (store, lt_kind_by_name ("officer"), &self->officer, NULL);
  const char *who = officer == NULL ? "" : lt_record_get_title (officer);
  g_autofree char *time = lt_minute_of (self->began);
  guint wanted = count_wanted (self, store);

  g_strdelimit (time, "T", ' ');
  if (wanted == 0)
    return g_strdup_printf (_ ("The import of %s that %s began on %s was broken off: %u records of "
                               "it are here, and the rest is not."),
                            self->name, who, time, self->records);
  return g_strdup_printf (
      _ ("The import of %s that %s began on %s was broken off: %u of its %u records are here."),
      self->name, who, time, self->records, wanted);
}

/**
 * lt_half_import_count_words:
 * @self: a half import
 * @store: the file it is in
 *
 * Returns: (transfer full): that it was broken off, and how much of it is here, in a few
 *   words
 */
char *
lt_half_import_count_words (const LtHalfImport *self, LtStore *store)
{
  guint wanted = count_wanted (self, store);

  return wanted == 0
             ? g_strdup_printf (_ ("Broken off: %u records are here"), self->records)
             : g_strdup_printf (_ ("Broken off: %u of %u records are here"), self->records, wanted);
}

/**
 * lt_half_import_advise:
 * @self: a half import
 * @store: the file it is in
 *
 * Returns: (transfer full): lt_half_import_describe(), and what can be done
 */
char *
lt_half_import_advise (const LtHalfImport *self, LtStore *store)
{
  g_autofree char *sentence = lt_half_import_describe (self, store);
  g_autofree char *hex = lt_digest_to_hex (&self->group);

  return g_strdup_printf (
      _ ("%s Import the file again for the rest, or take it back: `undo %.12s`."), sentence, hex);
}

/**
 * lt_store_describe_half_imports:
 * @self: a county file
 *
 * Returns: (transfer full): lt_half_import_advise() of each
 */
char **
lt_store_describe_half_imports (LtStore *self)
{
  g_autoptr (GPtrArray) halves = lt_store_list_half_imports (self, NULL, FALSE, NULL);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; halves != NULL && i < halves->len; i++)
    {
      g_autofree char *sentence = lt_half_import_advise (g_ptr_array_index (halves, i), self);

      g_strv_builder_add (sentences, sentence);
    }
  return g_strv_builder_end (sentences);
}
