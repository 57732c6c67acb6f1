/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-pages.h"

#include "store/change-spool.h"
#include "store/undoable.h"
#include "work/importing.h"

#include <glib/gi18n-lib.h>

/* Operations of one page, about as many as of a form. The groups of an import have
 * its mark in common. */
#define PAGE_OPERATIONS 20
#define PAGE_BYTES      (256 * 1024) /* and not more than this in outlines */

struct _LtImportPages
{
  LtSession *session;
  LtChangeSpool *spool;
  LtChange *first; /* (nullable): page, as soon as it is full */
  LtChange *page;  /* the one that is being filled */
  gsize bytes;
};

/**
 * lt_import_pages_new:
 * @session: a session, that outlives the pages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): no pages yet
 */
LtImportPages *
lt_import_pages_new (LtSession *session, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lt_session_get_path (session));
  LtChangeSpool *spool = lt_change_spool_new (folder, error);
  LtImportPages *self;

  if (spool == NULL)
    return NULL;
  self = g_new0 (LtImportPages, 1);
  self->session = session;
  self->spool = spool;
  self->page = lt_change_new ();
  return self;
}

void
lt_import_pages_free (LtImportPages *self)
{
  if (self == NULL)
    return;
  lt_change_free (self->page);
  g_clear_pointer (&self->first, lt_change_free);
  lt_change_spool_free (self->spool);
  g_free (self);
}

static gboolean
put_away (LtImportPages *self, GError **error)
{
  gboolean good = TRUE;

  if (self->first == NULL)
    self->first = g_steal_pointer (&self->page);
  else
    {
      good = lt_change_spool_add (self->spool, self->page, error);
      lt_change_free (self->page);
    }
  self->page = lt_change_new ();
  self->bytes = 0;
  return good;
}

/**
 * lt_import_pages_turn:
 * @self: the pages
 * @error: return location
 *
 * Puts the page away when it is as long as a form; call it before what belongs
 * together.
 */
gboolean
lt_import_pages_turn (LtImportPages *self, GError **error)
{
  return lt_change_is_empty (self->page)
         || (lt_change_count (self->page) < PAGE_OPERATIONS && self->bytes < PAGE_BYTES)
         || put_away (self, error);
}

static void
weigh (LtImportPages *self, const LtValue *value)
{
  gsize size = 0;

  lt_value_bytes (value, &size);
  self->bytes += size;
}

static void
make (LtImportPages *self, LtChange *page, LtRecord *record)
{
  lt_session_make_id (self->session, record);
  lt_change_create (page, record);
  for (guint i = 0; i < record->kind->n_fields; i++)
    weigh (self, record->values[i]);
}

/**
 * lt_import_pages_make:
 * @self: the pages
 * @record: a record that is to be made; gets its id
 * @error: return location
 */
gboolean
lt_import_pages_make (LtImportPages *self, LtRecord *record, GError **error)
{
  if (!lt_import_pages_turn (self, error))
    return FALSE;
  make (self, self->page, record);
  return TRUE;
}

/**
 * lt_import_pages_add_first:
 * @self: the pages
 * @record: a record that is to be made with what is on the first page; gets its id
 *
 * What tells of the import is there as soon as anything of it is.
 */
void
lt_import_pages_add_first (LtImportPages *self, LtRecord *record)
{
  make (self, self->first != NULL ? self->first : self->page, record);
}

/**
 * lt_import_pages_add_last:
 * @self: the pages
 * @record: a record that is to be made with what is on the last page; gets its id
 */
void
lt_import_pages_add_last (LtImportPages *self, LtRecord *record)
{
  make (self, self->page, record);
}

/**
 * lt_import_pages_set:
 * @self: the pages
 * @known: a record
 * @field: of it
 * @value: (nullable): what it is to be
 */
void
lt_import_pages_set (LtImportPages *self, const LtRecord *known, guint field, LtValue *value)
{
  lt_change_set (self->page, known, field, value);
  weigh (self, value);
}

/**
 * lt_import_pages_write:
 * @self: the pages
 * @run: the import that they are of
 * @on_kept: (scope call): told how many of how many pages are written
 * @user_data: for @on_kept
 * @cancellable: (nullable): stops it between two slices
 * @error: return location; says how much was kept
 *
 * Returns: whether all of it was kept
 */
gboolean
lt_import_pages_write (LtImportPages *self,
                       LtImportRun *run,
                       LtPagesFunc on_kept,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  guint pages;
  guint kept;

  if (!lt_change_is_empty (self->page) && !put_away (self, error))
    return FALSE;
  if (self->first != NULL)
    lt_change_spool_put_first (self->spool, self->first);
  g_clear_pointer (&self->first, lt_change_free);
  pages = lt_change_spool_count (self->spool);
  kept = lt_session_append_spool (self->session, self->spool, run, on_kept, user_data, cancellable,
                                  error);
  if (kept > 0)
    run->open = run->more || kept < pages;
  run->page += kept;
  if (run->page > 0 && kept < pages)
    g_prefix_error (error,
                    _ ("%u of %u parts of the file were taken in before this; import it again for "
                       "the rest, or take them back with undo. "),
                    run->page, run->page - kept + pages);
  return kept == pages;
}

static void
on_kept_silently (guint kept, guint pages, gpointer user_data)
{
}

static gboolean
write_made (LtSession *session, GPtrArray *made, const char *name, LtImportRun *run, GError **error)
{
  g_autoptr (LtImportPages) pages = lt_import_pages_new (session, error);
  gboolean good = pages != NULL;

  lt_import_run_begin (run, session, name);
  for (guint i = 0; good && i < made->len; i++)
    good = lt_import_pages_make (pages, g_ptr_array_index (made, i), error);
  return good && lt_import_pages_write (pages, run, on_kept_silently, NULL, NULL, error);
}

/**
 * lt_work_write_imported:
 * @session: a session, signed in
 * @made: (element-type LtRecord): records to be made, perhaps none; get their ids
 * @name: of the file they come from
 * @note: (out) (nullable): for the one group that follows them, and is undone with them
 * @error: return location; says how much was kept
 *
 * Writes what an import brings beside what it is about, in groups of some twenty.
 *
 * Returns: whether all of it was kept
 */
gboolean
lt_work_write_imported (LtSession *session,
                        GPtrArray *made,
                        const char *name,
                        char **note,
                        GError **error)
{
  g_auto (LtImportRun) run = { .more = TRUE };

  /* What was broken off between the places and the batch is ended by the batch. */
  if (!lt_import_run_resume (&run, session, NULL, name, NULL, TRUE, error)
      || (made->len > 0 && !write_made (session, made, name, &run, error)))
    return FALSE;
  run.more = FALSE;
  *note = run.name == NULL ? lt_note_of_user (name) : lt_import_run_note (&run, 1, 1);
  return TRUE;
}
