/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-worker.h"

typedef struct
{
  SpareJobFunc func;
  gpointer     data;
} Job;

/* Shared between the owner and the thread. */
typedef struct
{
  gatomicrefcount refs;
  GMutex          mutex;
  GQueue          jobs;
  gboolean        ending;
  GMainContext   *context;
} Shared;

struct _SpareWorker
{
  Shared *shared;
};

static void
shared_unref (Shared *shared)
{
  if (!g_atomic_ref_count_dec (&shared->refs))
    return;
  g_mutex_clear (&shared->mutex);
  g_queue_clear_full (&shared->jobs, g_free);
  g_main_context_unref (shared->context);
  g_free (shared);
}

static Job *
next_job (Shared   *shared,
          gboolean *ending)
{
  Job *job = NULL;

  g_mutex_lock (&shared->mutex);
  job = g_queue_pop_head (&shared->jobs);
  *ending = shared->ending;
  g_mutex_unlock (&shared->mutex);

  return job;
}

static gpointer
run (gpointer data)
{
  Shared *shared = data;
  gboolean ending = FALSE;

  g_main_context_push_thread_default (shared->context);
  while (TRUE)
    {
      Job *job = NULL;

      /* First what came in meanwhile, such as the news of a restarted daemon. */
      while (g_main_context_iteration (shared->context, FALSE))
        ;
      job = next_job (shared, &ending);
      if (job == NULL && ending)
        break;
      if (job == NULL)
        {
          g_main_context_iteration (shared->context, TRUE);
          continue;
        }
      job->func (job->data);
      g_free (job);
    }
  g_main_context_pop_thread_default (shared->context);
  shared_unref (shared);

  return NULL;
}

SpareWorker *
spare_worker_new (const char *name)
{
  SpareWorker *self = g_new0 (SpareWorker, 1);
  Shared *shared = g_new0 (Shared, 1);

  g_atomic_ref_count_init (&shared->refs);
  g_atomic_ref_count_inc (&shared->refs);
  g_mutex_init (&shared->mutex);
  g_queue_init (&shared->jobs);
  shared->context = g_main_context_new ();
  self->shared = shared;
  g_thread_unref (g_thread_new (name, run, shared));

  return self;
}

void
spare_worker_free (SpareWorker *self)
{
  Shared *shared = self->shared;

  g_mutex_lock (&shared->mutex);
  shared->ending = TRUE;
  g_mutex_unlock (&shared->mutex);
  g_main_context_wakeup (shared->context);
  shared_unref (shared);
  g_free (self);
}

void
spare_worker_push (SpareWorker *self,
                   SpareJobFunc func,
                   gpointer     data)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  g_mutex_lock (&self->shared->mutex);
  g_queue_push_tail (&self->shared->jobs, job);
  g_mutex_unlock (&self->shared->mutex);
  g_main_context_wakeup (self->shared->context);
}
