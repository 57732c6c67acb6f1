/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/scene-painter.h"

#include "ui/map/map-glue.h"
#include "work/map-sheet.h"

typedef struct
{
  GWeakRef owner;
  guint64 serial;
  LtSceneView view;
  LtMapWish wish;
  gboolean last; /* asks the thread to end */
  LtScene *scene;
  GdkTexture *texture;
  GError *error;
} Job;

typedef struct
{
  char *path;
  GAsyncQueue *wishes;
  GCancellable *stopped;
} Worker;

struct _LtScenePainter
{
  GObject parent_instance;

  GAsyncQueue *wishes;
  GCancellable *stopped;
  GThread *thread;

  guint64 asked;
  guint64 answered;
  LtScene *scene;
  GdkTexture *texture;
  LtSceneView view;
};

enum
{
  PAINTED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtScenePainter, lt_scene_painter, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->owner);
  g_clear_pointer (&job->scene, lt_scene_unref);
  g_clear_object (&job->texture);
  g_clear_error (&job->error);
  g_free (job);
}

static void
worker_free (Worker *worker)
{
  g_free (worker->path);
  g_async_queue_unref (worker->wishes);
  g_object_unref (worker->stopped);
  g_free (worker);
}

/* On the main thread. */
static gboolean
on_answered (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (LtScenePainter) self = g_weak_ref_get (&job->owner);

  /* Stale: the owner is gone, or a later wish was answered first. */
  if (self == NULL || self->thread == NULL || job->serial <= self->answered)
    return G_SOURCE_REMOVE;
  self->answered = job->serial;
  if (job->scene == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, job->error->message);
      return G_SOURCE_REMOVE;
    }
  g_clear_pointer (&self->scene, lt_scene_unref);
  self->scene = g_steal_pointer (&job->scene);
  g_set_object (&self->texture, job->texture);
  self->view = job->view;
  g_signal_emit (self, signals[PAINTED], 0);
  return G_SOURCE_REMOVE;
}

/* In the painter's thread. */
static void
do_job (Worker *worker, LtStore *store, Job *job)
{
  if (job->error == NULL)
    job->scene =
        lt_work_map_scene (store, &job->view, &job->wish, NULL, worker->stopped, &job->error);
  if (job->scene != NULL)
    job->texture = lt_surface_to_texture (lt_scene_to_surface (job->scene, &job->view));
  /* Never called from here, as an invocation may be while no loop runs. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_answered, job, (GDestroyNotify) job_free);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;
  g_autoptr (LtStore) store = NULL;
  gboolean ended = FALSE;

  while (!ended)
    {
      Job *job = g_async_queue_pop (worker->wishes);
      Job *newer;

      while (!job->last && (newer = g_async_queue_try_pop (worker->wishes)) != NULL)
        {
          job_free (job);
          job = newer;
        }
      ended = job->last;
      if (ended)
        job_free (job);
      else
        {
          if (store == NULL)
            store = lt_store_open (worker->path, LT_STORE_READ_ONLY, &job->error);
          do_job (worker, store, job);
        }
    }
  worker_free (worker);
  return NULL;
}

static void
lt_scene_painter_dispose (GObject *object)
{
  LtScenePainter *self = LT_SCENE_PAINTER (object);

  lt_scene_painter_stop (self);
  g_clear_pointer (&self->scene, lt_scene_unref);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (lt_scene_painter_parent_class)->dispose (object);
}

static void
lt_scene_painter_finalize (GObject *object)
{
  LtScenePainter *self = LT_SCENE_PAINTER (object);

  g_async_queue_unref (self->wishes);
  g_object_unref (self->stopped);
  G_OBJECT_CLASS (lt_scene_painter_parent_class)->finalize (object);
}

static void
lt_scene_painter_class_init (LtScenePainterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lt_scene_painter_dispose;
  object_class->finalize = lt_scene_painter_finalize;

  signals[PAINTED] = g_signal_new ("painted", LT_TYPE_SCENE_PAINTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", LT_TYPE_SCENE_PAINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_scene_painter_init (LtScenePainter *self)
{
  self->wishes = g_async_queue_new_full ((GDestroyNotify) job_free);
  self->stopped = g_cancellable_new ();
}

/**
 * lt_scene_painter_new:
 * @path: a county file
 *
 * Returns: (transfer full): a painter, its thread running
 */
LtScenePainter *
lt_scene_painter_new (const char *path)
{
  LtScenePainter *self = g_object_new (LT_TYPE_SCENE_PAINTER, NULL);
  Worker *worker = g_new0 (Worker, 1);

  worker->path = g_strdup (path);
  worker->wishes = g_async_queue_ref (self->wishes);
  worker->stopped = g_object_ref (self->stopped);
  self->thread = g_thread_new ("scene painter", run_worker, worker);
  return self;
}

/**
 * lt_scene_painter_ask:
 * @self: a painter
 * @view: what is to be painted
 * @wish: what is to be shown of it; copied
 *
 * Wishes for a picture. A wish not yet begun is replaced.
 */
void
lt_scene_painter_ask (LtScenePainter *self, const LtSceneView *view, const LtMapWish *wish)
{
  Job *job;

  g_return_if_fail (LT_IS_SCENE_PAINTER (self));
  g_return_if_fail (self->thread != NULL);

  job = g_new0 (Job, 1);
  g_weak_ref_init (&job->owner, self);
  job->serial = ++self->asked;
  job->view = *view;
  job->wish = *wish;
  g_async_queue_push (self->wishes, job);
}

/**
 * lt_scene_painter_stop:
 *
 * Ends the thread and waits for it, so that the file is closed when it returns.
 */
void
lt_scene_painter_stop (LtScenePainter *self)
{
  Job *job;

  if (self->thread == NULL)
    return;
  g_cancellable_cancel (self->stopped);
  job = g_new0 (Job, 1);
  g_weak_ref_init (&job->owner, NULL);
  job->last = TRUE;
  g_async_queue_push (self->wishes, job);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * lt_scene_painter_is_idle:
 *
 * Returns: whether the newest wish has been answered
 */
gboolean
lt_scene_painter_is_idle (LtScenePainter *self)
{
  return self->asked == self->answered;
}

/**
 * lt_scene_painter_get_texture:
 *
 * Returns: (transfer none) (nullable): the newest picture
 */
GdkTexture *
lt_scene_painter_get_texture (LtScenePainter *self)
{
  return self->texture;
}

/**
 * lt_scene_painter_get_scene:
 *
 * Returns: (transfer none) (nullable): what the newest picture shows
 */
LtScene *
lt_scene_painter_get_scene (LtScenePainter *self)
{
  return self->scene;
}

/**
 * lt_scene_painter_get_view:
 *
 * Returns: (transfer none) (nullable): the view of the newest picture
 */
const LtSceneView *
lt_scene_painter_get_view (LtScenePainter *self)
{
  return self->scene == NULL ? NULL : &self->view;
}
