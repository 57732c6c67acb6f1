/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field of many records is looked at, set and put back beside the window. */

#include "ui/lists/set-job.h"

#include "work/records.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const LtKind *kind;
  GArray *keys;
  guint field;
  LtValue *value;
  LtMany *many;
  gboolean leave_out;
  LtDigest group;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->keys, g_array_unref);
  g_clear_pointer (&wish->value, lt_value_unref);
  g_clear_pointer (&wish->many, lt_many_free);
  g_free (wish);
}

static void
free_outcome (gpointer data)
{
  LtSetOutcome *outcome = data;

  g_clear_pointer (&outcome->many, lt_many_free);
  g_free (outcome);
}

static void
on_progress (guint done, guint all, gpointer work)
{
  lt_long_work_tell (work, 0, done, all);
}

static gpointer
run_look (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;
  const LtQuery query = { .keys = wish->keys };
  const LtManyWatch watch = { on_progress, work, lt_long_work_get_cancellable (work) };
  LtSetOutcome *outcome;
  LtMany *many =
      lt_work_look_at_many (session, wish->kind, &query, wish->field, wish->value, &watch, error);

  if (many == NULL)
    return NULL;
  outcome = g_new0 (LtSetOutcome, 1);
  outcome->many = many;
  return outcome;
}

static gpointer
run_write (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  Wish *wish = data;
  const LtManyWatch watch = { on_progress, work, lt_long_work_get_cancellable (work) };
  LtSetOutcome *outcome;

  if (!lt_work_set_many (session, wish->many, wish->leave_out, &watch, error))
    return NULL;
  outcome = g_new0 (LtSetOutcome, 1);
  outcome->written = TRUE;
  outcome->many = g_steal_pointer (&wish->many);
  lt_session_take_last_group (session, &outcome->group);
  return outcome;
}

static gpointer
run_undo (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;

  return lt_work_undo (session, &wish->group, NULL, error) ? g_new0 (LtSetOutcome, 1) : NULL;
}

static LtLongWork *
start (LtSession *session, LtLongFunc run, Wish *wish, GError **error)
{
  const LtLongJob job = { .busy_words = _ ("Many records are being looked at or changed."),
                          .name = "set",
                          .flags = LT_TICKET_OFFICER,
                          .run = run,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = free_outcome };

  return lt_long_work_start (session, &job, error);
}

/**
 * lt_set_job_look:
 * @session: the open county
 * @kind: of the records
 * @keys: (element-type gint64): their local numbers
 * @field: that shall be set
 * @value: (nullable): to what
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtSetOutcome
 */
LtLongWork *
lt_set_job_look (LtSession *session,
                 const LtKind *kind,
                 const GArray *keys,
                 guint field,
                 const LtValue *value,
                 GError **error)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->kind = kind;
  wish->keys = g_array_copy ((GArray *) keys);
  wish->field = field;
  wish->value = value == NULL ? NULL : lt_value_ref ((LtValue *) value);
  return start (session, run_look, wish, error);
}

/**
 * lt_set_job_write:
 * @session: the open county
 * @many: (transfer full): what was looked at
 * @leave_out: see lt_work_set_many()
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtSetOutcome
 */
LtLongWork *
lt_set_job_write (LtSession *session, LtMany *many, gboolean leave_out, GError **error)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->many = many;
  wish->leave_out = leave_out;
  return start (session, run_write, wish, error);
}

/**
 * lt_set_job_undo:
 * @session: the open county
 * @group: what was written
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with an empty #LtSetOutcome
 */
LtLongWork *
lt_set_job_undo (LtSession *session, const LtDigest *group, GError **error)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->group = *group;
  return start (session, run_undo, wish, error);
}
