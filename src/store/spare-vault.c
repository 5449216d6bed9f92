/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-vault.h"

#include "spare-ledger.h"
#include "spare-shelves.h"
#include "spare-worker.h"

#define CHUNK          50                /* records saved under one lock */
#define YIELD_US       10000             /* between two locks, for the others that wait */
#define TOUCH_WRITE_S  (60 * 60)         /* how stale a stored time of use may get */

struct _SpareVault
{
  GObject parent_instance;

  SparePlaces    *places;
  SpareWorker    *worker;
  SpareLedger    *ledger;   /* the worker's, after the first job */
  GMainContext   *context;  /* of the thread that made us */
  GFileMonitor   *monitor;
  GHashTable     *written;  /* id -> gint64: the time of use that was last sent to be stored */

  SpareVaultState state;
  GError         *why;
  guint           expected;
  guint           found;
  char           *provider;

  SpareShelves   *shelves;
  gboolean        following;
  gboolean        follow_again;
};

typedef enum { PROP_STATE = 1 } SpareVaultProperty;
enum { CHANGED, N_SIGNALS };

static GParamSpec *props[PROP_STATE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareVault, spare_vault, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SpareVaultState, spare_vault_state,
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_LOADING, "loading"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_READY, "ready"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_LOCKED, "locked"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_DISMISSED, "dismissed"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_NO_SERVICE, "no-service"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_MISSING, "missing"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_FOREIGN, "foreign"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_DAMAGED, "damaged"),
  G_DEFINE_ENUM_VALUE (SPARE_VAULT_FAILED, "failed"))

/* Jobs */

typedef struct _Job Job;
typedef void (*JobRun) (Job *job);

struct _Job
{
  SpareVault           *vault;    /* alive for as long as the job is: by the task */
  GTask                *task;
  GCancellable         *cancellable;
  JobRun                run;
  GPtrArray            *records;
  gboolean              quiet;    /* nobody asked for it: nobody is asked anything */
  GStrv                 ids;
  gint64                unix_time;
  guint64               counter;
  GFileProgressCallback progress;
  gpointer              progress_data;
  goffset               n_done;
  SpareReport          *report;
  GError               *error;
};

static void follow (SpareVault *self);

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_strfreev (job->ids);
  g_clear_pointer (&job->report, spare_report_free);
  g_clear_error (&job->error);
  g_free (job);
}

static void
invoke (Job        *job,
        GSourceFunc func,
        gpointer    data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, job->vault->context);
}

static void
account_changed_cb (SpareAccount *account,
                    gpointer      user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0, account);
}

static void
apply_report (SpareVault  *self,
              SpareReport *report)
{
  spare_shelves_apply (self->shelves, report, account_changed_cb, self);
  if (!report->full)
    return;

  self->expected = report->expected;
  self->found = report->found;
  g_free (self->provider);
  self->provider = g_steal_pointer (&report->provider);
  g_clear_error (&self->why);
  self->why = g_steal_pointer (&report->why);
  self->state = report->state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
take_report (Job *job)
{
  gboolean behind = FALSE;

  if (job->report == NULL)
    return;
  behind = job->report->follow;
  apply_report (job->vault, job->report);
  g_clear_pointer (&job->report, spare_report_free);
  if (behind)
    follow (job->vault);
}

/* Following other processes */

static void
marker_changed_cb (GFileMonitor     *monitor,
                   GFile            *file,
                   GFile            *other,
                   GFileMonitorEvent event,
                   gpointer          user_data)
{
  follow (SPARE_VAULT (user_data));
}

static void
start_following (SpareVault *self)
{
  g_autofree char *path = g_build_filename (self->places->folder, "marker.ini", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (marker_changed_cb), self);
}

/* The way back to the vault's thread */

static gboolean
finish_cb (gpointer data)
{
  Job *job = data;
  SpareVault *self = job->vault;

  if (g_task_get_source_tag (job->task) == follow)
    {
      self->following = FALSE;
      if (self->follow_again)
        follow (self);
    }
  take_report (job);
  start_following (self);
  *(guint64 *) g_task_get_task_data (job->task) = job->counter;
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
  job_free (job);

  return G_SOURCE_REMOVE;
}

static void
run_cb (gpointer data)
{
  Job *job = data;

  if (job->vault->ledger == NULL)
    job->vault->ledger = spare_ledger_new (job->vault->places);
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    job->run (job);
  invoke (job, finish_cb, job);
}

static Job *
job_new (SpareVault         *self,
         JobRun              run,
         gpointer            tag,
         GCancellable       *cancellable,
         GAsyncReadyCallback callback,
         gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->vault = self;
  job->run = run;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  /* The jobs look at the cancellable themselves: what was saved is reported as saved. */
  g_task_set_check_cancellable (job->task, FALSE);
  g_task_set_task_data (job->task, g_new0 (guint64, 1), g_free); /* the counter of an advance */

  return job;
}

static void
start (Job *job)
{
  spare_worker_push (job->vault->worker, run_cb, job);
}

static gboolean
finish (SpareVault   *self,
        GAsyncResult *result,
        gpointer      tag,
        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Loading */

static void
run_load (Job *job)
{
  job->report = spare_ledger_load (job->vault->ledger, job->cancellable);
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    g_clear_pointer (&job->report, spare_report_free);
}

void
spare_vault_load_async (SpareVault         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (SPARE_IS_VAULT (self));

  start (job_new (self, run_load, spare_vault_load_async, cancellable, callback, user_data));
}

gboolean
spare_vault_load_finish (SpareVault   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return finish (self, result, spare_vault_load_async, error);
}

static void
run_follow (Job *job)
{
  if (spare_ledger_is_behind (job->vault->ledger))
    job->report = spare_ledger_load (job->vault->ledger, NULL);
}

static void
follow (SpareVault *self)
{
  self->follow_again = self->following;
  if (self->following)
    return;
  self->following = TRUE;
  start (job_new (self, run_follow, follow, NULL, NULL, NULL));
}

static void
run_unlock (Job *job)
{
  g_autoptr (GError) error = NULL;

  if (spare_ledger_unlock (job->vault->ledger, job->cancellable, &error))
    {
      run_load (job);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  job->report = spare_ledger_load (job->vault->ledger, NULL);
  if (g_error_matches (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISMISSED) &&
      job->report->state == SPARE_VAULT_LOCKED)
    {
      job->report->state = SPARE_VAULT_DISMISSED;
      g_clear_error (&job->report->why);
      job->report->why = g_steal_pointer (&error);
    }
}

void
spare_vault_unlock_async (SpareVault         *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (SPARE_IS_VAULT (self));

  start (job_new (self, run_unlock, spare_vault_unlock_async, cancellable, callback, user_data));
}

gboolean
spare_vault_unlock_finish (SpareVault   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return finish (self, result, spare_vault_unlock_async, error);
}

static void
run_accept (Job *job)
{
  if (spare_ledger_accept (job->vault->ledger, job->unix_time, &job->error))
    job->report = spare_ledger_load (job->vault->ledger, NULL);
}

void
spare_vault_accept_async (SpareVault         *self,
                          gint64              unix_time,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));

  job = job_new (self, run_accept, spare_vault_accept_async, cancellable, callback, user_data);
  job->unix_time = unix_time;
  start (job);
}

gboolean
spare_vault_accept_finish (SpareVault   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return finish (self, result, spare_vault_accept_async, error);
}

/* Changing */

typedef struct
{
  Job         *job;
  SpareReport *report;
  goffset      n_done;
} Step;

static gboolean
step_cb (gpointer data)
{
  Step *step = data;
  Job *job = step->job;

  apply_report (job->vault, step->report);
  if (step->report->follow)
    follow (job->vault);
  if (job->progress != NULL)
    job->progress (step->n_done, job->records->len, job->progress_data);
  spare_report_free (step->report);
  g_free (step);

  return G_SOURCE_REMOVE;
}

/* A keyring that was gone may be back, and one that is locked may ask: the person wants
 * to save, and tries again. */
static void
look_again (Job *job)
{
  Step *step;

  if (job->quiet || !spare_ledger_is_away (job->vault->ledger)
      || !spare_ledger_unlock (job->vault->ledger, job->cancellable, &job->error)
      || g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;

  /* To its end, also where that is cancelled meanwhile: half a load is none, and the lists
   * would be empty. */
  step = g_new0 (Step, 1);
  step->job = job;
  step->report = spare_ledger_load (job->vault->ledger, NULL);
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      && step->report->state != SPARE_VAULT_READY && step->report->why != NULL)
    job->error = g_error_copy (step->report->why);
  invoke (job, step_cb, step);
}

static void
run_save (Job *job)
{
  guint n_done = 0;

  look_again (job);
  while (job->error == NULL && n_done < job->records->len)
    {
      guint n = MIN (CHUNK, job->records->len - n_done);
      Step *step = g_new0 (Step, 1);

      step->job = job;
      step->report = spare_report_new ();
      spare_ledger_save (job->vault->ledger, job->records, n_done, n, !job->quiet, step->report, job->cancellable,
                         &job->error);
      n_done += n;
      step->n_done = job->error == NULL ? n_done : step->report->records->len;
      invoke (job, step_cb, step);
      if (n_done < job->records->len)
        g_usleep (YIELD_US);
    }
}

static Job *
save_job_new (SpareVault         *self,
              GPtrArray          *records,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  Job *job = job_new (self, run_save, spare_vault_save_async, cancellable, callback, user_data);

  job->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (job->records, spare_record_copy (g_ptr_array_index (records, i)));

  return job;
}

void
spare_vault_save_async (SpareVault           *self,
                        GPtrArray            *records,
                        GFileProgressCallback progress,
                        gpointer              progress_data,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  Job *job = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));
  g_return_if_fail (records != NULL);

  job = save_job_new (self, records, cancellable, callback, user_data);
  job->progress = progress;
  job->progress_data = progress_data;
  start (job);
}

void
spare_vault_save_quietly_async (SpareVault         *self,
                                GPtrArray          *records,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));
  g_return_if_fail (records != NULL);

  job = save_job_new (self, records, cancellable, callback, user_data);
  job->quiet = TRUE;
  start (job);
}

gboolean
spare_vault_save_finish (SpareVault   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return finish (self, result, spare_vault_save_async, error);
}

void
spare_vault_save_one_async (SpareVault         *self,
                            SpareAccount       *account,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, account);
  spare_vault_save_async (self, records, NULL, NULL, cancellable, callback, user_data);
}

static void
run_advance (Job *job)
{
  job->report = spare_report_new ();
  spare_ledger_advance (job->vault->ledger, job->ids[0], job->report, &job->counter, &job->error);
}

void
spare_vault_advance_async (SpareVault         *self,
                           const char         *id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  const char *ids[] = { id, NULL };
  Job *job = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));
  g_return_if_fail (id != NULL);

  job = job_new (self, run_advance, spare_vault_advance_async, cancellable, callback, user_data);
  job->ids = g_strdupv ((char **) ids);
  start (job);
}

gboolean
spare_vault_advance_finish (SpareVault   *self,
                            GAsyncResult *result,
                            guint64      *counter,
                            GError      **error)
{
  gboolean done = finish (self, result, spare_vault_advance_async, error);

  if (done)
    *counter = *(guint64 *) g_task_get_task_data (G_TASK (result));

  return done;
}

static void
run_erase (Job *job)
{
  job->report = spare_report_new ();
  spare_ledger_erase (job->vault->ledger, (const char *const *) job->ids, job->report, &job->error);
}

void
spare_vault_erase_async (SpareVault         *self,
                         const char *const  *ids,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));
  g_return_if_fail (ids != NULL);

  job = job_new (self, run_erase, spare_vault_erase_async, cancellable, callback, user_data);
  job->ids = g_strdupv ((char **) ids);
  start (job);
}

gboolean
spare_vault_erase_finish (SpareVault   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return finish (self, result, spare_vault_erase_async, error);
}

void
spare_vault_touch (SpareVault   *self,
                   SpareAccount *account,
                   gint64        unix_time)
{
  const char *id = spare_account_get_id (account);
  g_autoptr (GPtrArray) records = NULL;
  gint64 *written = NULL;

  g_return_if_fail (SPARE_IS_VAULT (self));

  written = g_hash_table_lookup (self->written, id);
  if (written == NULL)
    {
      written = g_new0 (gint64, 1);
      *written = spare_account_get_used (account);
      g_hash_table_insert (self->written, g_strdup (id), written);
    }
  spare_account_set_used (account, unix_time);
  g_signal_emit (self, signals[CHANGED], 0, account);
  /* Also where the clock was wrong and went back. */
  if (self->state != SPARE_VAULT_READY || ABS (unix_time - *written) < TOUCH_WRITE_S)
    return;

  *written = unix_time;
  records = g_ptr_array_new ();
  g_ptr_array_add (records, account);
  spare_vault_save_quietly_async (self, records, NULL, NULL, NULL);
}

static void
run_nothing (Job *job)
{
}

void
spare_vault_flush_async (SpareVault         *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (SPARE_IS_VAULT (self));

  start (job_new (self, run_nothing, spare_vault_flush_async, cancellable, callback, user_data));
}

gboolean
spare_vault_flush_finish (SpareVault   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return finish (self, result, spare_vault_flush_async, error);
}

/* The object */

SpareVault *
spare_vault_new (const SparePlaces *places)
{
  SpareVault *self = g_object_new (SPARE_TYPE_VAULT, NULL);

  self->places = spare_places_copy (places);

  return self;
}

SpareVaultState
spare_vault_get_state (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), SPARE_VAULT_FAILED);

  return self->state;
}

const GError *
spare_vault_get_error (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return self->why;
}

guint
spare_vault_get_expected (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), 0);

  return self->expected;
}

guint
spare_vault_get_found (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), 0);

  return self->found;
}

const char *
spare_vault_get_provider (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return self->provider;
}

GListModel *
spare_vault_get_accounts (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return spare_shelves_get_accounts (self->shelves);
}

GListModel *
spare_vault_get_bin (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return spare_shelves_get_bin (self->shelves);
}

GListModel *
spare_vault_get_broken (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return spare_shelves_get_broken (self->shelves);
}

GListModel *
spare_vault_get_things (SpareVault *self)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return spare_shelves_get_things (self->shelves);
}

SpareAccount *
spare_vault_find (SpareVault *self,
                  const char *id)
{
  g_return_val_if_fail (SPARE_IS_VAULT (self), NULL);

  return spare_shelves_find (self->shelves, id);
}

static void
free_ledger_cb (gpointer data)
{
  spare_ledger_free (data);
}

static void
spare_vault_finalize (GObject *object)
{
  SpareVault *self = SPARE_VAULT (object);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->ledger != NULL)
    spare_worker_push (self->worker, free_ledger_cb, self->ledger);
  g_clear_pointer (&self->worker, spare_worker_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->places, spare_places_free);
  g_clear_pointer (&self->shelves, spare_shelves_free);
  g_clear_pointer (&self->written, g_hash_table_unref);
  g_clear_error (&self->why);
  g_clear_pointer (&self->provider, g_free);

  G_OBJECT_CLASS (spare_vault_parent_class)->finalize (object);
}

static void
spare_vault_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SpareVault *self = SPARE_VAULT (object);

  switch ((SpareVaultProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
spare_vault_class_init (SpareVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = spare_vault_finalize;
  object_class->get_property = spare_vault_get_property;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, SPARE_TYPE_VAULT_STATE, SPARE_VAULT_LOADING,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, SPARE_TYPE_ACCOUNT);
}

static void
spare_vault_init (SpareVault *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->worker = spare_worker_new ("sparekey-store");
  self->shelves = spare_shelves_new ();
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->state = SPARE_VAULT_LOADING;
}
