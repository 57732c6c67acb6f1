/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/long-work.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

/* Between two words of progress, milliseconds: whoever tells without end stops
 * neither keys nor painting. */
#define PROGRESS_INTERVAL 100

typedef struct
{
  guint step;
  guint64 done;
  guint64 total;
} Progress;

struct _LtLongWork
{
  GObject parent_instance;

  LtLongJob job;
  LtSession *session; /* (nullable): of the main thread, that lent the ticket */
  LtTicket *ticket;   /* (nullable) */
  GThread *thread;
  GCancellable *cancellable;
  gpointer result;
  GError *error;

  GMutex lock;       /* over what is below */
  Progress progress; /* the latest */
  gboolean is_new;   /* the main loop will look at it */
  gint64 told;       /* when it did last, monotonic µs */
};

enum
{
  PROGRESS,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Of the main thread. */
static LtLongWork *running;

G_DEFINE_FINAL_TYPE (LtLongWork, lt_long_work, G_TYPE_OBJECT)

/* A program without a window lives on until the work has ended. */
static void
hold_program (gboolean hold)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;
  if (hold)
    g_application_hold (application);
  else
    g_application_release (application);
}

static void
free_data (const LtLongJob *job)
{
  if (job->free_data != NULL && job->data != NULL)
    job->free_data (job->data);
}

static void
clear_job (LtLongWork *self)
{
  free_data (&self->job);
  if (self->result != NULL && self->job.free_result != NULL)
    self->job.free_result (self->result);
  self->job.data = self->result = NULL;
}

static void
pass_progress_on (LtLongWork *self)
{
  Progress progress;
  gboolean is_new;

  g_mutex_lock (&self->lock);
  progress = self->progress;
  is_new = self->is_new;
  self->is_new = FALSE;
  self->told = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  if (is_new)
    g_signal_emit (self, signals[PROGRESS], 0, progress.step, progress.done, progress.total);
}

/* On the main thread. */
static gboolean
on_progress (gpointer user_data)
{
  pass_progress_on (user_data);
  return G_SOURCE_REMOVE;
}

/* On the main thread. */
static gboolean
on_ended (gpointer user_data)
{
  LtLongWork *self = user_data;

  g_thread_join (g_steal_pointer (&self->thread));
  pass_progress_on (self);
  running = NULL;
  if (self->ticket != NULL)
    lt_ticket_return (g_steal_pointer (&self->ticket), self->session);
  g_signal_emit (self, signals[ENDED], 0, self->error == NULL ? self->result : NULL, self->error);
  clear_job (self);
  hold_program (FALSE);
  return G_SOURCE_REMOVE;
}

/* In the thread. */
static gpointer
run_job (gpointer data)
{
  LtLongWork *self = data;
  LtSession *session = self->ticket == NULL ? NULL : lt_ticket_open (self->ticket, &self->error);

  if (self->error == NULL)
    self->result = self->job.run (self, session, self->job.data, &self->error);
  if (session != NULL)
    lt_ticket_close (self->ticket, session);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_ended, self, g_object_unref);
  return NULL;
}

static void
lt_long_work_finalize (GObject *object)
{
  LtLongWork *self = LT_LONG_WORK (object);

  clear_job (self);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_clear_object (&self->session);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (lt_long_work_parent_class)->finalize (object);
}

static void
lt_long_work_class_init (LtLongWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_long_work_finalize;

  signals[PROGRESS] =
      g_signal_new ("progress", LT_TYPE_LONG_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT64, G_TYPE_UINT64);
  signals[ENDED] = g_signal_new ("ended", LT_TYPE_LONG_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
lt_long_work_init (LtLongWork *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
}

/**
 * lt_long_work_start:
 * @session: (nullable): the open county; it is told when the work has ended. %NULL for
 *   what makes a county file of its own
 * @job: what is to be done; its data are taken, on failure too
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, begun
 */
LtLongWork *
lt_long_work_start (LtSession *session, const LtLongJob *job, GError **error)
{
  LtLongWork *self;

  g_return_val_if_fail (session == NULL || LT_IS_SESSION (session), NULL);
  g_return_val_if_fail (job->run != NULL, NULL);

  if (running != NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("%s Wait until it has ended, then try again."), running->job.busy_words);
      free_data (job);
      return NULL;
    }
  self = g_object_new (LT_TYPE_LONG_WORK, NULL);
  self->job = *job;
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      self->ticket = lt_ticket_new (session, job->flags);
    }
  running = self;
  hold_program (TRUE);
  /* on_ended() runs later, on this thread: the thread is known to it. */
  self->thread = g_thread_new (job->name, run_job, g_object_ref (self));
  return self;
}

/**
 * lt_long_work_get_running:
 *
 * Returns: (transfer none) (nullable): the work that is going on in the program
 */
LtLongWork *
lt_long_work_get_running (void)
{
  return running;
}

/**
 * lt_long_work_is_running:
 * @self: (nullable): a work
 *
 * Returns: whether it is still going on
 */
gboolean
lt_long_work_is_running (LtLongWork *self)
{
  return self != NULL && running == self;
}

/**
 * lt_long_work_cancel:
 * @self: a work
 *
 * Asks it to stop; it ends by `ended` as soon as it can.
 */
void
lt_long_work_cancel (LtLongWork *self)
{
  g_return_if_fail (LT_IS_LONG_WORK (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * lt_long_work_get_cancellable:
 *
 * Returns: (transfer none): cancelled when the work is to stop
 */
GCancellable *
lt_long_work_get_cancellable (LtLongWork *self)
{
  return self->cancellable;
}

/**
 * lt_long_work_tell:
 * @self: the work, in its thread
 * @step: which of the job's steps
 * @done: how much of it
 * @total: of how much; 0 where that is not known
 *
 * May be called as often as one likes: the main loop sees the latest.
 */
void
lt_long_work_tell (LtLongWork *self, guint step, guint64 done, guint64 total)
{
  gboolean is_known;
  gint64 wait;

  g_mutex_lock (&self->lock);
  self->progress = (Progress){ step, done, total };
  is_known = self->is_new;
  self->is_new = TRUE;
  wait = PROGRESS_INTERVAL - (g_get_monotonic_time () - self->told) / 1000;
  g_mutex_unlock (&self->lock);
  if (!is_known)
    g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) MAX (wait, 0), on_progress, g_object_ref (self),
                        g_object_unref);
}
