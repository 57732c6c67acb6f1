/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/attach-job.h"

#include "base/file-copy.h"
#include "work/attaching.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  LtRecord *record;
  char **paths; /* (nullable): where it is an attachment that is opened */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  lt_record_free (wish->record);
  g_strfreev (wish->paths);
  g_free (wish);
}

static void
free_open_outcome (gpointer data)
{
  LtOpenOutcome *outcome = data;

  if (outcome->folder != NULL)
    lt_file_remove_tree (outcome->folder);
  g_free (outcome->folder);
  g_free (outcome->path);
  g_free (outcome->digest);
  g_free (outcome);
}

static void
on_attached (guint file, guint64 done, guint64 all, gpointer work)
{
  lt_long_work_tell (work, file, done, all);
}

static void
on_copied (guint64 done, guint64 all, gpointer work)
{
  lt_long_work_tell (work, 0, done, all);
}

static guint
count_attachments (LtSession *session, const LtRecord *record)
{
  g_autoptr (GPtrArray) there = lt_work_attachments (session, &record->id, NULL);

  return there == NULL ? 0 : there->len;
}

/* In the thread. */
static gpointer
run_attach (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;
  const LtAttachWatch watch = { on_attached, work, lt_long_work_get_cancellable (work) };
  guint before = count_attachments (session, wish->record);
  g_autoptr (GPtrArray) attached =
      lt_work_attach (session, wish->record, (const char *const *) wish->paths, NULL, &watch,
                      error);
  LtAttachOutcome *outcome;

  if (attached == NULL)
    return NULL;
  outcome = g_new0 (LtAttachOutcome, 1);
  outcome->asked = g_strv_length (wish->paths);
  outcome->added = count_attachments (session, wish->record) - before;
  return outcome;
}

/* A copy, under its own name and not to be written: the viewer may be one that
 * writes, and the original is never given out of hand. In the thread. */
static gpointer
run_open (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const LtRecord *attachment = ((Wish *) data)->record;
  const LtCopyWatch watch = { on_copied, work, lt_long_work_get_cancellable (work) };
  LtOpenOutcome *outcome = g_new0 (LtOpenOutcome, 1);
  g_autofree char *name = g_strdelimit (g_strdup (lt_record_get_title (attachment)), "/", ' ');

  outcome->folder = g_dir_make_tmp ("lantian-XXXXXX", error);
  outcome->digest = g_strdup (lt_record_get (attachment, "digest"));
  if (outcome->folder != NULL)
    outcome->path = g_build_filename (outcome->folder, name, NULL);
  if (outcome->folder != NULL
      && lt_work_attachment_get (session, attachment, outcome->path, &watch, error))
    {
      g_chmod (outcome->path, 0400);
      return outcome;
    }
  free_open_outcome (outcome);
  return NULL;
}

/**
 * lt_attach_job_attach:
 * @session: the open county, signed in
 * @record: what the files belong to
 * @paths: (array zero-terminated=1): plain files
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Attaches all of them, or none where it is stopped.
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtAttachOutcome
 */
LtLongWork *
lt_attach_job_attach (LtSession *session,
                      const LtRecord *record,
                      const char *const *paths,
                      GError **error)
{
  Wish *wish = g_new0 (Wish, 1);
  const LtLongJob job = { .busy_words = _ ("Files are being attached."),
                          .name = "attach",
                          .flags = LT_TICKET_OFFICER,
                          .run = run_attach,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = g_free };

  wish->record = lt_record_copy (record);
  wish->paths = g_strdupv ((char **) paths);
  return lt_long_work_start (session, &job, error);
}

/**
 * lt_attach_job_open:
 * @session: the open county
 * @attachment: whose original is wanted
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Copies the original out, to be opened.
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtOpenOutcome
 */
LtLongWork *
lt_attach_job_open (LtSession *session, const LtRecord *attachment, GError **error)
{
  Wish *wish = g_new0 (Wish, 1);
  const LtLongJob job = { .busy_words = _ ("An attachment is being opened."),
                          .name = "open",
                          .flags = LT_TICKET_NOBODY,
                          .run = run_open,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = free_open_outcome };

  wish->record = lt_record_copy (attachment);
  return lt_long_work_start (session, &job, error);
}
