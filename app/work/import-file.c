/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import needs and keeps beside the county file: how the foreign one is read and
 * what parts it has, and the bureau's own shapes. */

#include "work/import-file.h"

#include "base/error.h"
#include "exchange/import.h"
#include "work/importing.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

static gboolean
parse_reference (const LtField *field,
                 const char *text,
                 LtValue **value,
                 gpointer user_data,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;

  *value = lt_work_parse_field (user_data, field, text, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_work_prepare_plan:
 * @session: a session, that outlives the plan
 * @plan: a plan
 *
 * Has what refers to other records looked up in the session's file.
 */
void
lt_work_prepare_plan (LtSession *session, LtImportPlan *plan)
{
  lt_import_plan_set_parser (plan, parse_reference, session);
}

/**
 * lt_import_say_stopped:
 * @error: (nullable): an error; where it is that of a cancellable it becomes one for
 *   people
 */
void
lt_import_say_stopped (GError **error)
{
  if (error == NULL || !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (error);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("The import was stopped before anything of it was written."));
}

/**
 * lt_work_list_parts:
 * @path: of a foreign file
 * @cancellable: (nullable): to break off
 * @error: return location; see lt_import_list_parts()
 *
 * Returns: (transfer full) (nullable) (element-type LtImportPart): what it consists of
 */
GPtrArray *
lt_work_list_parts (const char *path, GCancellable *cancellable, GError **error)
{
  GPtrArray *parts = lt_import_list_parts (path, cancellable, error);

  if (parts == NULL)
    lt_import_say_stopped (error);
  return parts;
}

/**
 * lt_work_remember_mapping:
 * @mapping: what was confirmed, and went well
 * @name: by which the bureau knows such files from now on
 * @datum: (nullable): what the officer said that the coordinates are in; %NULL where
 *   nobody was asked
 * @error: return location; nothing was remembered then
 *
 * Writes a shape of the bureau's own; see lt_mapping_remember().
 */
gboolean
lt_work_remember_mapping (LtMapping *mapping, const char *name, const char *datum, GError **error)
{
  return lt_mapping_set_datum (mapping, datum, error) && lt_mapping_remember (mapping, name, error);
}

/**
 * lt_work_refused_of:
 * @wish: of records
 * @report: what came of it, or would
 *
 * Returns: (transfer full): the rows that were refused
 */
LtRefusedRows *
lt_work_refused_of (const LtImportWish *wish, const LtImportReport *report)
{
  LtRefusedRows *rows = lt_refused_rows_new (wish->kind);

  for (guint i = 0; i < MAX (wish->parts->len, 1); i++)
    lt_refused_rows_add (rows, wish->path,
                         i < wish->parts->len ? g_ptr_array_index (wish->parts, i) : NULL,
                         wish->encoding, report->problems);
  return rows;
}

/**
 * lt_work_save_refused:
 * @rows: what was refused
 * @path: where it shall stand; a file that is there is replaced
 * @cancellable: (nullable): to break off; nothing was written then
 * @error: return location
 */
gboolean
lt_work_save_refused (LtRefusedRows *rows,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (lt_refused_rows_write (rows, path, TRUE, cancellable, &problem))
    return TRUE;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                         _ ("Stopped: the refused rows were not saved."));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
