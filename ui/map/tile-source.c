/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/tile-source.h"

#include "ui/map/map-glue.h"
#include "work/base-picture.h"

#define N_WORKERS 2

/* What the threads and the source share. */
typedef struct
{
  gatomicrefcount references;
  LtBasemap *basemap;
  GMutex lock;
  GCond wanted;
  GQueue jobs;    /* the newest first */
  GQueue current; /* being worked at */
  gboolean ended;
} Desk;

typedef struct
{
  GTask *task;
  ShumateTile *tile;
  int z;
  int x;
  int y;
  GCancellable *given_up; /* by the map, or as the source is stopped */
  gulong handler;
  GdkTexture *texture;
} Job;

struct _LtTileSource
{
  ShumateMapSource parent_instance;

  Desk *desk;
  GThread *threads[N_WORKERS];
  guint n_open;
  guint n_unanswered; /* of the base map, when the source was made */
  guint again_source;
  guint again_wait; /* seconds, of the same */
};

enum
{
  TOLD,
  AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtTileSource, lt_tile_source, SHUMATE_TYPE_MAP_SOURCE)

static void
desk_unref (Desk *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  lt_basemap_unref (self->basemap);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wanted);
  g_free (self);
}

static void
job_free (Job *job)
{
  g_cancellable_disconnect (g_task_get_cancellable (job->task), job->handler);
  g_object_unref (job->task);
  g_object_unref (job->tile);
  g_object_unref (job->given_up);
  g_clear_object (&job->texture);
  g_free (job);
}

static gboolean
on_ask_again (gpointer user_data)
{
  LtTileSource *self = user_data;

  self->again_source = 0;
  lt_basemap_double_wait (self->desk->basemap);
  g_signal_emit (self, signals[AGAIN], 0);
  return G_SOURCE_REMOVE;
}

/* On the main thread. */
static void
pass_on_words (LtTileSource *self)
{
  LtBasemap *basemap = self->desk->basemap;
  guint wait;
  char *words;

  while ((words = lt_basemap_take_words (basemap)) != NULL)
    {
      g_signal_emit (self, signals[TOLD], 0, words);
      g_free (words);
    }
  if (self->threads[0] == NULL || lt_basemap_count_unanswered (basemap) == self->n_unanswered)
    return;
  /* Sooner than was meant, where the service has begun to answer meanwhile. */
  wait = lt_basemap_get_wait (basemap);
  if (self->again_source != 0 && wait >= self->again_wait)
    return;
  g_clear_handle_id (&self->again_source, g_source_remove);
  self->again_wait = wait;
  self->again_source = g_timeout_add_seconds (wait, on_ask_again, self);
}

/* On the main thread. An error would leave what was on the screen before. */
static gboolean
on_done (gpointer user_data)
{
  Job *job = user_data;
  LtTileSource *self = g_task_get_source_object (job->task);

  self->n_open--;
  if (g_task_return_error_if_cancelled (job->task))
    return G_SOURCE_REMOVE;
  if (job->texture != NULL)
    shumate_tile_set_paintable (job->tile, GDK_PAINTABLE (job->texture));
  shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (job->task, TRUE);
  pass_on_words (self);
  return G_SOURCE_REMOVE;
}

/* In a worker's thread. What nobody wants any more is not read. */
static void
do_job (LtBasePainter *painter, Job *job)
{
  cairo_surface_t *surface = NULL;

  if (!g_cancellable_is_cancelled (job->given_up))
    surface = lt_base_painter_paint_tile (painter, job->z, job->x, job->y, job->given_up);
  if (surface != NULL)
    job->texture = lt_surface_to_texture (surface);
}

static gpointer
run_worker (gpointer data)
{
  Desk *desk = data;
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (desk->basemap);
  Job *job = NULL;

  while (TRUE)
    {
      g_mutex_lock (&desk->lock);
      if (job != NULL)
        g_queue_remove (&desk->current, job);
      while (desk->jobs.length == 0 && !desk->ended)
        {
          if (job != NULL)
            {
              g_idle_add_full (G_PRIORITY_DEFAULT, on_done, job, (GDestroyNotify) job_free);
              job = NULL;
            }
          g_cond_wait (&desk->wanted, &desk->lock);
        }
      if (job != NULL)
        g_idle_add_full (G_PRIORITY_DEFAULT, on_done, job, (GDestroyNotify) job_free);
      job = g_queue_pop_head (&desk->jobs);
      if (job != NULL)
        g_queue_push_head (&desk->current, job);
      g_mutex_unlock (&desk->lock);
      /* Ended, and all are handed back. */
      if (job == NULL)
        break;
      do_job (painter, job);
    }
  desk_unref (desk);
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, GCancellable *given_up)
{
  g_cancellable_cancel (given_up);
}

static void
lt_tile_source_fill_tile_async (ShumateMapSource *source,
                                ShumateTile *tile,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  LtTileSource *self = LT_TILE_SOURCE (source);
  Desk *desk = self->desk;
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, lt_tile_source_fill_tile_async);
  job->tile = g_object_ref (tile);
  job->z = shumate_tile_get_zoom_level (tile);
  job->x = (int) shumate_tile_get_x (tile);
  job->y = (int) shumate_tile_get_y (tile);
  job->given_up = g_cancellable_new ();
  if (cancellable != NULL)
    job->handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), job->given_up, NULL);
  self->n_open++;
  g_mutex_lock (&desk->lock);
  if (desk->ended)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_done, job, (GDestroyNotify) job_free);
  else
    g_queue_push_head (&desk->jobs, job);
  g_cond_signal (&desk->wanted);
  g_mutex_unlock (&desk->lock);
}

static gboolean
lt_tile_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lt_tile_source_dispose (GObject *object)
{
  LtTileSource *self = LT_TILE_SOURCE (object);

  lt_tile_source_stop (self);
  g_clear_pointer (&self->desk, desk_unref);
  G_OBJECT_CLASS (lt_tile_source_parent_class)->dispose (object);
}

static void
lt_tile_source_class_init (LtTileSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_tile_source_dispose;
  source_class->fill_tile_async = lt_tile_source_fill_tile_async;
  source_class->fill_tile_finish = lt_tile_source_fill_tile_finish;

  signals[TOLD] = g_signal_new ("told", LT_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[AGAIN] = g_signal_new ("again", LT_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
lt_tile_source_init (LtTileSource *self)
{
}

/**
 * lt_tile_source_new:
 * @basemap: a base map
 *
 * libshumate keeps pictures by the source's id; each source has its own, so that
 * nothing of another base map is shown.
 *
 * Returns: (transfer full): the source, its threads running
 */
LtTileSource *
lt_tile_source_new (LtBasemap *basemap)
{
  static guint n_made = 0;
  g_autofree char *id = g_strdup_printf ("lantian-%u", ++n_made);
  LtTileSource *self =
      g_object_new (LT_TYPE_TILE_SOURCE, "id", id, "min-zoom-level", 0, "max-zoom-level", 19,
                    "tile-size", 256, "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);
  Desk *desk = g_new0 (Desk, 1);

  g_atomic_ref_count_init (&desk->references);
  desk->basemap = lt_basemap_ref (basemap);
  g_mutex_init (&desk->lock);
  g_cond_init (&desk->wanted);
  g_queue_init (&desk->jobs);
  g_queue_init (&desk->current);
  self->desk = desk;
  self->n_unanswered = lt_basemap_count_unanswered (basemap);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      g_atomic_ref_count_inc (&desk->references);
      self->threads[i] = g_thread_new ("tiles", run_worker, desk);
    }
  return self;
}

/**
 * lt_tile_source_stop:
 *
 * Gives up what is being read and ends the threads, so that the file is closed when
 * it returns.
 */
void
lt_tile_source_stop (LtTileSource *self)
{
  Desk *desk = self->desk;

  g_clear_handle_id (&self->again_source, g_source_remove);
  if (self->threads[0] == NULL)
    return;
  g_mutex_lock (&desk->lock);
  desk->ended = TRUE;
  for (GList *link = desk->jobs.head; link != NULL; link = link->next)
    g_cancellable_cancel (((Job *) link->data)->given_up);
  for (GList *link = desk->current.head; link != NULL; link = link->next)
    g_cancellable_cancel (((Job *) link->data)->given_up);
  g_cond_broadcast (&desk->wanted);
  g_mutex_unlock (&desk->lock);
  for (guint i = 0; i < N_WORKERS; i++)
    g_thread_join (g_steal_pointer (&self->threads[i]));
}

/**
 * lt_tile_source_get_basemap:
 *
 * Returns: (transfer none): the base map whose tiles it reads
 */
LtBasemap *
lt_tile_source_get_basemap (LtTileSource *self)
{
  return self->desk->basemap;
}

/**
 * lt_tile_source_is_idle:
 *
 * Returns: whether every tile that was asked for has been answered
 */
gboolean
lt_tile_source_is_idle (LtTileSource *self)
{
  return self->n_open == 0;
}
