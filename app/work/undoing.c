/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking back what was saved: a group, or all of an import. */

#include "work/undoing.h"

#include "base/error.h"
#include "exchange/known-shapes.h"
#include "store/change.h"
#include "store/log.h"
#include "store/undoable.h"
#include "work/officers-private.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An invitation that nobody has accepted yet may be taken back. */
static gboolean
is_foundation (const LtKind *kind, const LtRecord *record)
{
  return g_str_equal (kind->name, "bureau")
         || (g_str_equal (kind->name, "key") && record != NULL
             && g_strcmp0 (lt_record_get (record, "purpose"), "invitation") != 0);
}

/* Who may act rests on these records: what was done under them would lose its
 * ground. Roles are given back only where a keeper stays. */
static gboolean
check_people_stay (LtSession *session, const LtChange *change, GError **error)
{
  for (guint i = 0; i < lt_change_count (change); i++)
    {
      const LtId *id = lt_change_get_record (change, i);
      const LtKind *kind = lt_kind_by_number (lt_id_get_label (id));
      g_autoptr (LtRecord) record = NULL;

      if (kind == NULL || (kind->flags & LT_KIND_PEOPLE) == 0)
        continue;
      record = lt_store_get (lt_session_get_store (session), kind, id, NULL);
      if (is_foundation (kind, record))
        {
          g_set_error_literal (
              error, LT_ERROR, LT_ERROR_REFUSED,
              _ ("What made the bureau or entered an officer is not undone. To end an officer's "
                 "rights use `officer revoke` or `officer roles`."));
          return FALSE;
        }
      if (g_str_equal (kind->name, "officer") && record != NULL
          && !lt_work_check_keeper_remains (session, record, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
may_be_undone (LtSession *session, const LtChange *change, GError **error)
{
  for (guint i = 0; i < lt_change_count (change); i++)
    if (!lt_work_check_not_frozen (session, lt_change_get_record (change, i), error))
      return FALSE;
  return check_people_stay (session, change, error);
}

/* What says again what was there before a group; nothing for a group that changed
 * only what is not known here. */
static gboolean
compensate (LtSession *session,
            const LtDigest *group,
            GPtrArray *changes,
            GPtrArray *notes,
            GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtChange) change = lt_store_compensate (store, group, error);
  g_autofree char *note = NULL;

  if (change == NULL)
    return FALSE;
  if (!may_be_undone (session, change, error))
    return FALSE;
  if (lt_change_is_empty (change))
    return TRUE;
  note = lt_store_get_note (store, group);
  g_ptr_array_add (notes, lt_undo_note (group, note));
  g_ptr_array_add (changes, g_steal_pointer (&change));
  return TRUE;
}

static void
on_kept (guint kept, guint pages, gpointer user_data)
{
  const LtImportWatch *watch = user_data;

  if (watch != NULL && watch->on_progress != NULL)
    watch->on_progress (0, kept, pages, watch->user_data);
}

static gboolean
undo_groups (LtSession *session, GArray *groups, const LtImportWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_change_free);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  guint kept;

  for (guint i = 0; i < groups->len; i++)
    if (!compensate (session, &g_array_index (groups, LtDigest, i), changes, notes, error))
      return FALSE;
  kept = lt_session_append_pages (session, changes, notes, on_kept, (gpointer) watch, error);
  if (kept > 0 && kept < changes->len)
    g_prefix_error (error,
                    _ ("%u of %u groups of the import were undone before this; the same undo "
                       "again undoes the rest. "),
                    kept, changes->len);
  return kept == changes->len;
}

/**
 * lt_work_undo:
 * @session: a session, signed in
 * @group: (nullable): the group that is undone; %NULL for the officer's last one
 * @undone: (out caller-allocates) (optional): the group that was undone
 * @error: return location; %LT_ERROR_REFUSED where something was changed since
 *
 * Adds groups that say again what was there before. All of an import is undone
 * with any group of it, or nothing is.
 */
gboolean
lt_work_undo (LtSession *session, const LtDigest *group, LtDigest *undone, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  LtId nobody = { 0 };
  g_autoptr (GArray) groups =
      lt_store_find_undoable (lt_session_get_store (session),
                              officer == NULL ? &nobody : &officer->id, group, error);

  if (groups == NULL)
    return FALSE;
  if (undone != NULL)
    *undone = group == NULL ? g_array_index (groups, LtDigest, 0) : *group;
  return undo_groups (session, groups, NULL, error);
}

/* The group that made it: the first of those that touch it. */
static LtGroup *
find_making (LtStore *store, const LtId *id, GError **error)
{
  LtLogQuery query = { .record = id };
  g_autoptr (GPtrArray) groups = lt_store_log (store, &query, error);

  return groups == NULL || groups->len == 0 ? NULL
                                            : g_ptr_array_steal_index (groups, groups->len - 1);
}

/**
 * lt_work_undo_import:
 * @session: a session, signed in
 * @id: of a record of kind import, or of a batch
 * @watch: (nullable): told how many groups are undone of how many; cannot stop it
 * @error: return location; %LT_ERROR_REFUSED where something was changed since
 *
 * Takes back all that the import wrote, or nothing.
 */
gboolean
lt_work_undo_import (LtSession *session, const LtId *id, const LtImportWatch *watch, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtGroup) making = NULL;
  g_autoptr (GArray) groups = NULL;

  if (!lt_session_check_signed_in (session, error))
    return FALSE;
  making = find_making (store, id, error);
  if (making == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                             _ ("Nothing was undone: that import is not in this county file."));
      return FALSE;
    }
  groups =
      lt_store_find_undoable (store, &lt_session_get_officer (session)->id, &making->id, error);
  return groups != NULL && undo_groups (session, groups, watch, error);
}

static void
free_kept (gpointer pointer)
{
  LtKeptImport *kept = pointer;

  lt_record_free (kept->record);
  g_free (kept->officer);
  g_free (kept->shape);
  g_free (kept->undone_by);
  g_free (kept);
}

static char *
name_officer (LtSession *session, const LtId *id)
{
  g_autoptr (LtRecord) officer =
      lt_store_get (lt_session_get_store (session), lt_kind_by_name ("officer"), id, NULL);

  return officer == NULL ? NULL : g_strdup (lt_record_get_title (officer));
}

/* @record: (transfer full) */
static LtKeptImport *
add_kept (LtSession *session, GPtrArray *list, LtRecord *record)
{
  LtKeptImport *kept = g_new0 (LtKeptImport, 1);
  g_autoptr (LtGroup) making = find_making (lt_session_get_store (session), &record->id, NULL);

  kept->record = record;
  if (making != NULL && making->operations->len > 0)
    {
      kept->officer = name_officer (session, &making->actor);
      kept->made = ((LtOperation *) g_ptr_array_index (making->operations, 0))->wall;
      kept->order = ((LtOperation *) g_ptr_array_index (making->operations, 0))->time;
    }
  g_ptr_array_add (list, kept);
  return kept;
}

static gboolean
add_kind (LtSession *session, GPtrArray *list, const char *kind, guint most, GError **error)
{
  LtQuery query = { .sort = g_str_equal (kind, "import") ? "-imported" : "-last", .limit = most };
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) there = lt_store_list (store, lt_kind_by_name (kind), &query, error);
  g_autoptr (GPtrArray) gone =
      there == NULL ? NULL : lt_store_list_undone (store, lt_kind_by_name (kind), most, error);

  if (gone == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    add_kept (session, list, lt_record_copy (g_ptr_array_index (there, i)));
  for (guint i = 0; i < gone->len; i++)
    {
      LtUndone *undone = g_ptr_array_index (gone, i);
      LtKeptImport *kept = add_kept (session, list, g_steal_pointer (&undone->record));

      kept->undone_by = name_officer (session, &undone->officer);
      kept->undone = undone->time;
    }
  return TRUE;
}

static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const LtKeptImport *first = *(const LtKeptImport *const *) a;
  const LtKeptImport *second = *(const LtKeptImport *const *) b;

  if (first->order != second->order)
    return first->order < second->order ? 1 : -1;
  return memcmp (&second->record->id, &first->record->id, sizeof (LtId));
}

/* Those that are still described here. */
static void
name_shapes (GPtrArray *list)
{
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (NULL);

  for (guint i = 0; shapes != NULL && i < list->len; i++)
    {
      LtKeptImport *kept = g_ptr_array_index (list, i);
      const char *name = g_str_equal (kept->record->kind->name, "import")
                             ? lt_record_get (kept->record, "shape")
                             : NULL;
      const LtKnownShape *shape = name == NULL ? NULL : lt_known_shapes_by_name (shapes, name);

      kept->shape = shape == NULL ? NULL : g_strdup (shape->label);
    }
}

/**
 * lt_work_list_kept_imports:
 * @session: a session
 * @most: at the most so many of records, of measured values, and of each that are undone
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtKeptImport): what is kept of the
 *   imports, the latest first; those that were undone, too
 */
GPtrArray *
lt_work_list_kept_imports (LtSession *session, guint most, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_kept);

  if (!add_kind (session, list, "import", most, error)
      || !add_kind (session, list, "batch", most, error))
    return NULL;
  name_shapes (list);
  g_ptr_array_sort (list, compare_kept);
  return g_steal_pointer (&list);
}
