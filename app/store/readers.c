/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/readers.h"

#define N_THREADS 2

typedef struct
{
  LtReadFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_answer;
} Question;

struct _LtReaders
{
  char *path;
  GThread *threads[N_THREADS]; /* from the first question on */
  GCancellable *stopped;
  GMutex lock;
  GCond arrived;
  GQueue tasks; /* GTask, the newest first */
};

static void
free_question (Question *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

/* Waits for a question; %NULL at the end. */
static GTask *
take_task (LtReaders *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (g_queue_is_empty (&self->tasks) && !g_cancellable_is_cancelled (self->stopped))
    g_cond_wait (&self->arrived, &self->lock);
  return g_queue_pop_head (&self->tasks);
}

static void
on_cancelled (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

/* The answer is unwanted when its asker says so, or when the readers end. */
static gpointer
answer (LtReaders *self, LtStore *store, GTask *task, GError **error)
{
  Question *question = g_task_get_task_data (task);
  GCancellable *asked = g_task_get_cancellable (task);
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  gulong by_asker = asked == NULL ? 0
                                  : g_cancellable_connect (asked, G_CALLBACK (on_cancelled),
                                                           g_object_ref (inner), g_object_unref);
  gulong by_end = g_cancellable_connect (self->stopped, G_CALLBACK (on_cancelled),
                                         g_object_ref (inner), g_object_unref);
  gpointer found = NULL;

  if (!g_cancellable_set_error_if_cancelled (inner, error))
    {
      lt_store_set_cancellable (store, inner);
      found = question->func (store, question->data, inner, error);
      lt_store_set_cancellable (store, NULL);
    }
  g_cancellable_disconnect (self->stopped, by_end);
  if (asked != NULL)
    g_cancellable_disconnect (asked, by_asker);
  return found;
}

static gpointer
run_reader (gpointer data)
{
  LtReaders *self = data;
  g_autoptr (LtStore) store = NULL;
  GTask *task;

  while ((task = take_task (self)) != NULL)
    {
      Question *question = g_task_get_task_data (task);
      GError *error = NULL;
      gpointer found = NULL;

      if (store == NULL)
        store = lt_store_open (self->path, LT_STORE_READ_ONLY, &error);
      if (store != NULL)
        found = answer (self, store, task, &error);
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_pointer (task, found, question->free_answer);
      g_object_unref (task);
    }
  return NULL;
}

/**
 * lt_readers_new:
 * @path: a county file; it is opened when the first question comes
 */
LtReaders *
lt_readers_new (const char *path)
{
  LtReaders *self = g_new0 (LtReaders, 1);

  self->path = g_strdup (path);
  self->stopped = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->arrived);
  return self;
}

static void
wake (LtReaders *self, GTask *task)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (task != NULL)
    g_queue_push_head (&self->tasks, task);
  g_cond_broadcast (&self->arrived);
}

/**
 * lt_readers_free:
 *
 * Ends what is being read and closes the file; what was not answered is answered
 * with %G_IO_ERROR_CANCELLED.
 */
void
lt_readers_free (LtReaders *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->stopped);
  wake (self, NULL);
  for (int i = 0; i < N_THREADS; i++)
    if (self->threads[i] != NULL)
      g_thread_join (self->threads[i]);
  g_object_unref (self->stopped);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->arrived);
  g_free (self->path);
  g_free (self);
}

/**
 * lt_readers_ask:
 * @self: readers
 * @func: reads, in a thread
 * @data: (nullable): for @func; from now on only the thread uses it
 * @free_data: (nullable): called on @data, in either thread
 * @free_answer: (nullable): called on an answer that nobody took
 * @cancellable: (nullable): ends the read; its answer is never seen then
 * @done: called in the asker's main loop; takes the answer by lt_readers_take()
 * @user_data: for @done
 */
void
lt_readers_ask (LtReaders *self,
                LtReadFunc func,
                gpointer data,
                GDestroyNotify free_data,
                GDestroyNotify free_answer,
                GCancellable *cancellable,
                GAsyncReadyCallback done,
                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, done, user_data);
  Question *question = g_new0 (Question, 1);

  question->func = func;
  question->data = data;
  question->free_data = free_data;
  question->free_answer = free_answer;
  g_task_set_source_tag (task, lt_readers_ask);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  for (int i = 0; i < N_THREADS; i++)
    if (self->threads[i] == NULL)
      self->threads[i] = g_thread_new ("reader", run_reader, self);
  wake (self, task);
}

/**
 * lt_readers_take:
 * @result: what @done was given
 * @error: return location; %G_IO_ERROR_CANCELLED where the asker cancelled, whether
 *   or not an answer was found before
 *
 * Returns: (transfer full) (nullable): the answer
 */
gpointer
lt_readers_take (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lt_readers_ask), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
