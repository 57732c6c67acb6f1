/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves the county file does so beside the window. */

#include "ui/exporting/export-job.h"

#include "base/digest.h"
#include "base/seal.h"
#include "model/reading.h"
#include "work/everything.h"
#include "work/exporting.h"
#include "work/safekeeping.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#define PARTS 1000 /* into which progress is cut */

/**
 * lt_export_wish_new:
 * @what: what leaves the county file
 * @path: where it shall stand
 *
 * Returns: (transfer full): a wish for all of it, in the usual form
 */
LtExportWish *
lt_export_wish_new (LtExportWhat what, const char *path)
{
  LtExportWish *self = g_new0 (LtExportWish, 1);

  self->what = what;
  self->path = g_strdup (path);
  self->from = LT_READING_FIRST;
  self->to = LT_READING_LAST;
  return self;
}

void
lt_export_wish_free (LtExportWish *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->words);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self->sort);
  g_free (self->datum);
  lt_wipe_text (self->passphrase);
  g_free (self);
}

static void
free_outcome (gpointer data)
{
  LtExportOutcome *outcome = data;

  g_free (outcome->path);
  g_free (outcome->words);
  g_free (outcome);
}

static void
on_progress (double part, gpointer work)
{
  lt_long_work_tell (work, 0, (guint64) (part * PARTS), PARTS);
}

static char *
describe_file (const LtExportReport *report)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *size = g_format_size (report->bytes);
  g_autofree char *digest = lt_digest_to_hex (&report->digest);

  g_string_append_printf (words,
                          ngettext ("%" PRIu64 " row, %s.", "%" PRIu64 " rows, %s.", report->rows),
                          report->rows, size);
  if (report->datum != NULL)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("Coordinates in %s."), report->datum);
    }
  if (report->masked > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words,
                              ngettext ("%" PRIu64 " value is masked.",
                                        "%" PRIu64 " values are masked.", report->masked),
                              report->masked);
    }
  g_string_append_printf (words, "\nSHA-256 %s", digest);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
export_file (LtLongWork *work, LtSession *session, const LtExportWish *wish, GError **error)
{
  const LtExportOptions options = { .path = wish->path,
                                    .datum = wish->datum,
                                    .columns = wish->columns,
                                    .plain = wish->plain,
                                    .masked = wish->masked,
                                    .replace = wish->replace,
                                    .cancellable = lt_long_work_get_cancellable (work),
                                    .progress = on_progress,
                                    .progress_data = work };
  const LtQuery query = {
    .filters = wish->filters, .sort = wish->sort, .words = wish->words, .keys = wish->keys
  };
  const LtReadingSelection selection = { .any_interval = TRUE, .from = wish->from, .to = wish->to };
  g_auto (LtExportReport) report = { 0 };
  gboolean done = wish->what == LT_EXPORT_READINGS
                      ? lt_work_export_readings (session, &selection, &options, &report, error)
                      : lt_work_export (session, wish->kind, &query, &options, &report, error);

  return done ? describe_file (&report) : NULL;
}

static char *
export_everything (LtSession *session, const LtExportWish *wish, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  g_autoptr (LtEverything) tally = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  guint originals;

  tally = lt_work_export_everything (lt_session_get_path (session),
                                     officer == NULL ? NULL : lt_record_get (officer, "card"),
                                     wish->passphrase, lt_session_get_now (session), wish->path,
                                     &originals, error);
  if (tally == NULL)
    return NULL;
  g_string_append_printf (words,
                          _ ("%" PRIu64 " operations, %" PRIu64 " measured rows, %u originals of "
                             "attachments. Personal data are in it: keep it safe."),
                          tally->operations, tally->rows, originals);
  for (guint i = 0; i < tally->gaps->len; i++)
    g_string_append_printf (words, "\n%s", (char *) g_ptr_array_index (tally->gaps, i));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* A disk that fails takes both with it. */
static gboolean
is_on_same_disk (const char *path, const char *other)
{
  GStatBuf first, second;

  return g_stat (path, &first) == 0 && g_stat (other, &second) == 0
         && first.st_dev == second.st_dev;
}

static char *
back_up (LtSession *session, const LtExportWish *wish, GError **error)
{
  g_auto (LtManifest) manifest = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);

  if (!lt_work_backup (session, wish->path, LT_BACKUP_NONE, &manifest, error))
    return NULL;
  g_string_append_printf (words,
                          _ ("Restored aside and compared: %" PRIu64 " operations, check code %s."),
                          manifest.operations, manifest.code);
  if (lt_manifest_is_wanting (&manifest))
    g_string_append_printf (words, "\n%s",
                            _ ("Something is wanting in the county file or its originals, and so "
                               "in the backup: see verify."));
  if (is_on_same_disk (wish->path, lt_session_get_path (session)))
    g_string_append_printf (words, "\n%s",
                            _ ("It lies on the same disk as the county file: copy it to a stick, "
                               "another disk or a share, or a broken disk takes both."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* In the thread. */
static gpointer
run_export (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const LtExportWish *wish = data;
  LtExportOutcome *outcome;
  char *words = NULL;

  switch (wish->what)
    {
    case LT_EXPORT_RECORDS:
    case LT_EXPORT_READINGS:
      words = export_file (work, session, wish, error);
      break;
    case LT_EXPORT_EVERYTHING:
      words = export_everything (session, wish, error);
      break;
    case LT_EXPORT_BACKUP:
      words = back_up (session, wish, error);
      break;
    }
  if (words == NULL)
    return NULL;
  outcome = g_new0 (LtExportOutcome, 1);
  outcome->path = g_strdup (wish->path);
  outcome->words = words;
  return outcome;
}

static void
free_wish (gpointer data)
{
  lt_export_wish_free (data);
}

/**
 * lt_export_job_start:
 * @session: the open county
 * @wish: (transfer full): what is wanted
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtExportOutcome
 */
LtLongWork *
lt_export_job_start (LtSession *session, LtExportWish *wish, GError **error)
{
  const LtLongJob job = { .busy_words = _ ("An export is going on."),
                          .name = "export",
                          .flags = LT_TICKET_OFFICER,
                          .run = run_export,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = free_outcome };

  return lt_long_work_start (session, &job, error);
}
