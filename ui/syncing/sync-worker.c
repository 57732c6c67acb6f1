/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/syncing/sync-worker.h"

#include <gio/gio.h>

typedef struct
{
  LtSyncWorker *worker;
  GThread *thread;
  char *path;
  char *hub;
  gint64 now;
  LtSyncReport report;
  GError *error;
} Job;

struct _LtSyncWorker
{
  GObject parent_instance;

  LtSession *session;
  gboolean busy;
};

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtSyncWorker, lt_sync_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_object_unref (job->worker);
  g_free (job->path);
  g_free (job->hub);
  g_clear_error (&job->error);
  g_free (job);
}

/* A program without a window lives on until the sync has ended. */
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

/* On the main thread. */
static gboolean
on_ended (gpointer user_data)
{
  Job *job = user_data;
  LtSyncWorker *self = job->worker;

  g_thread_join (g_steal_pointer (&job->thread));
  self->busy = FALSE;
  lt_session_refresh (self->session);
  g_signal_emit (self, signals[ENDED], 0, job->error == NULL ? &job->report : NULL, job->error);
  hold_program (FALSE);
  return G_SOURCE_REMOVE;
}

/* In the worker's thread. Whoever syncs need not be signed in: nothing is
 * written in anybody's name. */
static gpointer
run_sync (gpointer data)
{
  Job *job = data;
  LtSession *session = lt_session_open (job->path, &job->error);

  if (session != NULL)
    {
      lt_session_set_now (session, job->now);
      lt_work_sync (session, job->hub, &job->report, &job->error);
      lt_session_close (session);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_ended, job, (GDestroyNotify) job_free);
  return NULL;
}

static void
lt_sync_worker_finalize (GObject *object)
{
  g_object_unref (LT_SYNC_WORKER (object)->session);
  G_OBJECT_CLASS (lt_sync_worker_parent_class)->finalize (object);
}

static void
lt_sync_worker_class_init (LtSyncWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_sync_worker_finalize;

  signals[ENDED] = g_signal_new ("ended", LT_TYPE_SYNC_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
lt_sync_worker_init (LtSyncWorker *self)
{
}

/**
 * lt_sync_worker_new:
 * @session: the county whose file is synced; it is told when that has ended
 */
LtSyncWorker *
lt_sync_worker_new (LtSession *session)
{
  LtSyncWorker *self = g_object_new (LT_TYPE_SYNC_WORKER, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * lt_sync_worker_start:
 * @self: a worker that is not busy
 * @hub: the hub file
 */
void
lt_sync_worker_start (LtSyncWorker *self, const char *hub)
{
  Job *job;

  g_return_if_fail (LT_IS_SYNC_WORKER (self));
  g_return_if_fail (!self->busy);

  self->busy = TRUE;
  hold_program (TRUE);
  job = g_new0 (Job, 1);
  job->worker = g_object_ref (self);
  job->path = g_strdup (lt_session_get_path (self->session));
  job->hub = g_strdup (hub);
  job->now = lt_session_get_now (self->session);
  /* on_ended() runs later, on this thread: the thread is known to it. */
  job->thread = g_thread_new ("sync", run_sync, job);
}

gboolean
lt_sync_worker_is_busy (LtSyncWorker *self)
{
  return self->busy;
}
