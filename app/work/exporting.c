/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/exporting-private.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/key-streams.h"

#include <glib/gi18n-lib.h>

#define TELL_EVERY 1000

typedef struct
{
  LtExportColumns *columns;
  LtExport *file;
  const LtExportOptions *options;
  gint64 n;
  gint64 all;
} Export;

/*
 * lt_export_say_stopped:
 *
 * Puts it in words where it was the user who broke off.
 */
void
lt_export_say_stopped (GError **error)
{
  if (error == NULL || !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (error);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("The export was stopped. Nothing was written."));
}

static void
tell_progress (const Export *export)
{
  if (export->options->progress != NULL)
    export->options->progress ((double) export->n / (double) MAX (1, MAX (export->all, export->n)),
                               export->options->progress_data);
}

static void
on_wait (gpointer user_data)
{
  tell_progress (user_data);
}

static gboolean
on_record (const LtRecord *record, gpointer user_data, GError **error)
{
  Export *export = user_data;
  g_autoptr (GBytes) wkb = NULL;
  gsize size = 0;
  gconstpointer bytes;

  if (!lt_export_columns_fill (export->columns, record, &wkb, error))
    return FALSE;
  bytes = wkb == NULL ? NULL : g_bytes_get_data (wkb, &size);
  if (++export->n % TELL_EVERY == 0)
    tell_progress (export);
  return lt_export_add (export->file, lt_export_columns_get_cells (export->columns), bytes, size,
                        error);
}

/**
 * lt_work_sees_personal:
 * @session: a session
 *
 * Returns: whether who is signed in may see, and write in clear, the personal data
 *   of others
 */
gboolean
lt_work_sees_personal (LtSession *session)
{
  g_autofree char *roles = lt_session_get_roles (session);

  return roles != NULL && lt_rights_see_personal (roles);
}

/**
 * lt_work_export:
 * @session: a session; who is signed in decides what is masked
 * @kind: what is written
 * @query: (nullable): which, in what order
 * @options: where and how
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Writes records as a foreign file. Personal data of others are masked but for a
 * keeper or auditor.
 */
gboolean
lt_work_export (LtSession *session,
                const LtKind *kind,
                const LtQuery *query,
                const LtExportOptions *options,
                LtExportReport *report,
                GError **error)
{
  LtStore *store = lt_session_get_store (session);
  const LtExportFormat *format = lt_export_format_of (options->path, error);
  g_autoptr (LtExportColumns) columns =
      format == NULL ? NULL : lt_export_columns_new (session, kind, format, options, error);
  g_autoptr (LtExport) file = NULL;
  Export export = { .columns = columns, .options = options };
  LtExportResult result;
  const char *datum;

  *report = (LtExportReport){ 0 };
  if (columns == NULL)
    return FALSE;
  /* Asked before anything is begun: what is wrong with the query is told here. */
  export.all = lt_store_count (store, kind, query, error);
  if (export.all < 0)
    return FALSE;
  file = lt_export_open (options->path, lt_export_columns_get_header (columns), options->replace,
                         options->cancellable, error);
  export.file = file;
  if (file != NULL)
    lt_export_set_watch (file, on_wait, &export);
  if (file == NULL || !lt_store_each (store, kind, query, on_record, &export, error)
      || lt_store_is_faulty (store, error) || !lt_export_finish (file, &result, error))
    {
      lt_export_say_stopped (error);
      return FALSE;
    }
  datum = lt_export_columns_get_header (columns)->datum;
  *report = (LtExportReport){ .rows = result.rows,
                              .bytes = result.bytes,
                              .digest = result.digest,
                              .masked = lt_export_columns_count_masked (columns),
                              .datum = *datum == '\0' ? NULL : g_strdup (datum) };
  return TRUE;
}

void
lt_export_report_clear (LtExportReport *self)
{
  g_clear_pointer (&self->datum, g_free);
}
