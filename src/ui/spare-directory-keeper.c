/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-keeper.h"

#include "spare-directory-file.h"

/* What a thread does, and what the disk holds after it. */
typedef struct
{
  GFile              *file; /* (nullable): to import */
  gint64              now;
  int                 removed; /* a kind, or -1 */

  SpareDirectoryList *list; /* (nullable): what was imported */
  SpareDirectory     *directory;
  GError             *problems[SPARE_DIRECTORY_N_KINDS];
  guint               serial;
} Job;

struct _SpareDirectoryKeeper
{
  GObject         parent_instance;

  char           *folder;
  GMutex          mutex;  /* of the files and n_jobs */
  guint           n_jobs; /* in the order in which they had the disk */

  SpareDirectory *directory;
  GError         *problems[SPARE_DIRECTORY_N_KINDS]; /* (nullable) */
  guint           serial;                            /* the job that the two are of */
};

G_DEFINE_FINAL_TYPE (SpareDirectoryKeeper, spare_directory_keeper, G_TYPE_OBJECT)

static guint changed_signal;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->list, spare_directory_list_unref);
  g_clear_pointer (&job->directory, spare_directory_unref);
  for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
    g_clear_error (&job->problems[i]);
  g_free (job);
}

static void
problem_cb (SpareDirectoryKind kind,
            const GError      *error,
            gpointer           data)
{
  Job *job = data;

  job->problems[kind] = g_error_copy (error);
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  SpareDirectoryKeeper *self = source;
  Job *job = data;
  GError *error = NULL;
  gboolean done = TRUE;

  if (job->file != NULL)
    job->list = spare_directory_file_import (job->file, job->now, NULL, &error);

  g_mutex_lock (&self->mutex);
  if (job->file != NULL)
    done = job->list != NULL && spare_directory_file_save (self->folder, job->list, &error);
  else if (job->removed >= 0)
    done = spare_directory_file_remove (self->folder, (SpareDirectoryKind) job->removed, &error);
  job->directory = spare_directory_file_load_all (self->folder, problem_cb, job);
  job->serial = ++self->n_jobs;
  g_mutex_unlock (&self->mutex);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A thread that had the disk later may have been heard earlier. */
static gboolean
settle (SpareDirectoryKeeper *self,
        GAsyncResult         *result,
        GError              **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (job->serial > self->serial)
    {
      self->serial = job->serial;
      spare_directory_unref (self->directory);
      self->directory = g_steal_pointer (&job->directory);
      for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
        {
          g_clear_error (&self->problems[i]);
          self->problems[i] = g_steal_pointer (&job->problems[i]);
        }
      g_signal_emit (self, changed_signal, 0);
    }

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
start (SpareDirectoryKeeper *self,
       GFile                *file,
       gint64                now,
       int                   removed,
       GAsyncReadyCallback   callback,
       gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->now = now;
  job->removed = removed;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  settle (SPARE_DIRECTORY_KEEPER (source), result, NULL);
}

static void
spare_directory_keeper_finalize (GObject *object)
{
  SpareDirectoryKeeper *self = SPARE_DIRECTORY_KEEPER (object);

  g_free (self->folder);
  g_mutex_clear (&self->mutex);
  spare_directory_unref (self->directory);
  for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
    g_clear_error (&self->problems[i]);

  G_OBJECT_CLASS (spare_directory_keeper_parent_class)->finalize (object);
}

static void
spare_directory_keeper_class_init (SpareDirectoryKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_directory_keeper_finalize;

  changed_signal = g_signal_new ("changed", SPARE_TYPE_DIRECTORY_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
spare_directory_keeper_init (SpareDirectoryKeeper *self)
{
  g_mutex_init (&self->mutex);
  self->directory = spare_directory_new ();
}

SpareDirectoryKeeper *
spare_directory_keeper_new (const char *folder)
{
  SpareDirectoryKeeper *self = g_object_new (SPARE_TYPE_DIRECTORY_KEEPER, NULL);

  self->folder = g_strdup (folder);
  start (self, NULL, 0, -1, loaded_cb, NULL);

  return self;
}

SpareDirectory *
spare_directory_keeper_get_directory (SpareDirectoryKeeper *self)
{
  g_return_val_if_fail (SPARE_IS_DIRECTORY_KEEPER (self), NULL);

  return self->directory;
}

const GError *
spare_directory_keeper_get_problem (SpareDirectoryKeeper *self,
                                    SpareDirectoryKind    kind)
{
  g_return_val_if_fail (SPARE_IS_DIRECTORY_KEEPER (self), NULL);

  return self->problems[kind];
}

void
spare_directory_keeper_import_async (SpareDirectoryKeeper *self,
                                     GFile                *file,
                                     gint64                now,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  g_return_if_fail (SPARE_IS_DIRECTORY_KEEPER (self));

  start (self, file, now, -1, callback, user_data);
}

SpareDirectoryList *
spare_directory_keeper_import_finish (SpareDirectoryKeeper *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!settle (self, result, error))
    return NULL;
  job = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&job->list);
}

void
spare_directory_keeper_remove_async (SpareDirectoryKeeper *self,
                                     SpareDirectoryKind    kind,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  g_return_if_fail (SPARE_IS_DIRECTORY_KEEPER (self));

  start (self, NULL, 0, (int) kind, callback, user_data);
}

gboolean
spare_directory_keeper_remove_finish (SpareDirectoryKeeper *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return settle (self, result, error);
}
