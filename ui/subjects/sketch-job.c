/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/sketch-job.h"

#include "work/sketching.h"

#include <glib/gi18n-lib.h>

/* The photo on the screen: its longer edge, pixels. */
#define GROUND_EDGE 1600

typedef struct
{
  LtRecord *attachment;
  GArray *marks; /* (nullable): where nothing is saved */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  lt_record_free (wish->attachment);
  g_clear_pointer (&wish->marks, g_array_unref);
  g_free (wish);
}

static gpointer
run_read (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  return lt_work_sketch_ground (session, ((Wish *) data)->attachment, GROUND_EDGE, error);
}

static gpointer
run_save (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;

  return lt_work_sketch (session, wish->attachment, (const LtMark *) (void *) wish->marks->data,
                         wish->marks->len, error);
}

static LtLongWork *
start (LtSession *session, const LtRecord *attachment, GArray *marks, GError **error)
{
  LtLongJob job = { .busy_words = _ ("A photo is being read or drawn on."),
                    .name = "sketch",
                    .flags = marks != NULL ? LT_TICKET_OFFICER : LT_TICKET_NOBODY,
                    .run = marks != NULL ? run_save : run_read,
                    .free_data = free_wish,
                    .free_result =
                        marks != NULL ? (GDestroyNotify) lt_record_free : g_object_unref };
  Wish *wish = g_new0 (Wish, 1);

  wish->attachment = lt_record_copy (attachment);
  wish->marks = marks == NULL ? NULL : g_array_copy (marks);
  job.data = wish;
  return lt_long_work_start (session, &job, error);
}

/**
 * lt_sketch_job_read:
 * @session: the open county
 * @attachment: a photo
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the work, which ends with the photo as a
 *   #GdkPixbuf, no larger than a screen needs
 */
LtLongWork *
lt_sketch_job_read (LtSession *session, const LtRecord *attachment, GError **error)
{
  return start (session, attachment, NULL, error);
}

/**
 * lt_sketch_job_save:
 * @session: the open county
 * @attachment: a photo
 * @marks: (element-type LtMark): what is drawn on it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the work, which ends with the record of the copy
 */
LtLongWork *
lt_sketch_job_save (LtSession *session, const LtRecord *attachment, GArray *marks, GError **error)
{
  g_return_val_if_fail (marks != NULL, NULL);

  return start (session, attachment, marks, error);
}
