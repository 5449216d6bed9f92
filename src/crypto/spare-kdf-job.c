/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-kdf-job.h"

#include <string.h>

#define LOOK_MS 50 /* how often the cancellable is asked */

/* libgcrypt answers late or never while it derives, so it does so on a thread of
 * its own, which is left alone when the caller does not want the key any more:
 * it ends as soon as it can, and wipes what it has. */
struct _SpareKdfJob
{
  gint     ref_count;
  int      algorithm;
  int      variant;
  guint64  iterations;
  guint64  memory;
  guint64  parallelism;
  gsize    size;

  SpareSecret *password;
  SpareSecret *salt;
  SpareSecret *extra_key;
  SpareSecret *extra_data;

  gint     abandoned;
  guint64  n_done;

  /* The rest is under the lock. */
  GMutex       lock;
  GCond        changed;
  gboolean     done;
  double       fraction;
  SpareSecret *key;
  GError      *error;
};

/* How many jobs with much memory were left alone and have not ended yet. */
static GMutex left_lock;
static GCond left_changed;
static guint n_left;

static void
count_left (SpareKdfJob *self,
            int          change)
{
  if (self->algorithm == GCRY_KDF_PBKDF2)
    return;

  g_mutex_lock (&left_lock);
  n_left = (guint) ((int) n_left + change);
  g_cond_broadcast (&left_changed);
  g_mutex_unlock (&left_lock);
}

/* Two at once could want more memory than there is. */
static gboolean
wait_for_left (SpareKdfJob         *self,
               const SpareKdfWatch *watch,
               GError             **error)
{
  if (self->algorithm == GCRY_KDF_PBKDF2)
    return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);

  g_mutex_lock (&left_lock);
  while (n_left > 0 && !g_cancellable_is_cancelled (watch->cancellable))
    g_cond_wait_until (&left_changed, &left_lock,
                       g_get_monotonic_time () + LOOK_MS * G_TIME_SPAN_MILLISECOND);
  g_mutex_unlock (&left_lock);

  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

SpareKdfJob *
spare_kdf_job_new (int                algorithm,
                   int                variant,
                   const SpareArgon2 *input)
{
  SpareKdfJob *self = g_new0 (SpareKdfJob, 1);

  self->ref_count = 1;
  self->algorithm = algorithm;
  self->variant = variant;
  self->iterations = input->iterations;
  self->memory = input->memory;
  self->parallelism = input->parallelism;
  self->size = input->size;
  self->password = spare_secret_ref ((SpareSecret *) input->password);
  self->salt = spare_secret_new (input->salt, input->salt_size);
  self->extra_key = spare_secret_new (input->key, input->key_size);
  self->extra_data = spare_secret_new (input->data, input->data_size);
  self->fraction = algorithm == GCRY_KDF_ARGON2 ? 0 : -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

static SpareKdfJob *
job_ref (SpareKdfJob *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
spare_kdf_job_unref (SpareKdfJob *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  spare_secret_unref (self->password);
  spare_secret_unref (self->salt);
  spare_secret_unref (self->extra_key);
  spare_secret_unref (self->extra_data);
  g_clear_pointer (&self->key, spare_secret_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Each one is one lane of a quarter of a pass. */
static int
dispatch_cb (void             *data,
             gcry_kdf_job_fn_t segment,
             void             *segment_data)
{
  SpareKdfJob *self = data;

  if (g_atomic_int_get (&self->abandoned))
    return -1;

  segment (segment_data);
  self->n_done++;

  g_mutex_lock (&self->lock);
  self->fraction = (double) self->n_done / (double) (self->iterations * 4 * self->parallelism);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  return 0;
}

static int
wait_all_cb (void *data)
{
  SpareKdfJob *self = data;

  return g_atomic_int_get (&self->abandoned) ? -1 : 0;
}

static gcry_error_t
run_argon2 (SpareKdfJob *self,
            guint8      *out)
{
  const gcry_kdf_thread_ops_t ops = { self, dispatch_cb, wait_all_cb };
  const unsigned long parameters[] = { self->size, (unsigned long) self->iterations,
                                       (unsigned long) self->memory, (unsigned long) self->parallelism };
  gsize password_size, salt_size, key_size, data_size;
  const guint8 *password = spare_secret_peek (self->password, &password_size);
  const guint8 *salt = spare_secret_peek (self->salt, &salt_size);
  const guint8 *key = spare_secret_peek (self->extra_key, &key_size);
  const guint8 *data = spare_secret_peek (self->extra_data, &data_size);
  gcry_kdf_hd_t handle;
  gcry_error_t code;

  code = gcry_kdf_open (&handle, self->algorithm, self->variant, parameters, G_N_ELEMENTS (parameters),
                        password, password_size, salt, salt_size, key, key_size, data, data_size);
  if (code != 0)
    return code;

  code = gcry_kdf_compute (handle, &ops);
  if (code == 0)
    code = gcry_kdf_final (handle, self->size, out);
  gcry_kdf_close (handle);
  return code;
}

static void
run (SpareKdfJob *self)
{
  g_autoptr (SpareSecret) key = NULL;
  gcry_error_t code;
  guint8 *out;

  key = spare_secret_new_empty (self->size, &out);
  if (self->algorithm == GCRY_KDF_ARGON2)
    code = run_argon2 (self, out);
  else
    code = gcry_kdf_derive (spare_secret_peek (self->password, NULL), spare_secret_get_size (self->password),
                            self->algorithm, self->variant, spare_secret_peek (self->salt, NULL),
                            spare_secret_get_size (self->salt), (unsigned long) self->iterations,
                            self->size, out);

  g_mutex_lock (&self->lock);
  if (code == 0)
    self->key = g_steal_pointer (&key);
  else
    spare_gcrypt_fail (&self->error, code, "Key derivation");
  self->done = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
run_cb (gpointer data)
{
  SpareKdfJob *self = data;

  run (self);
  if (g_atomic_int_get (&self->abandoned))
    count_left (self, -1);
  spare_kdf_job_unref (self);
  return NULL;
}

static void
tell (const SpareKdfWatch *watch,
      double               fraction)
{
  if (watch->progress != NULL)
    watch->progress (fraction, watch->data);
}

/* Under the lock, so that the thread either sees it at its end or has ended. */
static void
leave (SpareKdfJob *self)
{
  g_mutex_lock (&self->lock);
  if (!self->done)
    {
      count_left (self, 1);
      g_atomic_int_set (&self->abandoned, TRUE);
    }
  g_mutex_unlock (&self->lock);
}

/* Returns FALSE where the caller has cancelled. */
static gboolean
wait_for (SpareKdfJob         *self,
          const SpareKdfWatch *watch,
          GError             **error)
{
  double told = -2;
  gboolean done = FALSE;

  while (!done)
    {
      double fraction;

      g_mutex_lock (&self->lock);
      if (!self->done && (self->fraction <= told || self->fraction == 1))
        g_cond_wait_until (&self->changed, &self->lock,
                           g_get_monotonic_time () + LOOK_MS * G_TIME_SPAN_MILLISECOND);
      fraction = self->fraction;
      done = self->done;
      g_mutex_unlock (&self->lock);

      if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
        {
          leave (self);
          return FALSE;
        }
      if (!done && fraction > told && fraction < 1)
        tell (watch, told = fraction);
    }

  return TRUE;
}

/**
 * spare_kdf_job_run:
 * @watch: (nullable)
 *
 * Only once.
 *
 * Returns: (transfer full): the key; NULL with %SPARE_CRYPTO_ERROR_FAILED,
 *   _MEMORY or %G_IO_ERROR_CANCELLED
 */
SpareSecret *
spare_kdf_job_run (SpareKdfJob         *self,
                   const SpareKdfWatch *watch,
                   GError             **error)
{
  const SpareKdfWatch nobody = { NULL };
  GThread *thread = NULL;

  if (watch == NULL)
    watch = &nobody;
  if (!wait_for_left (self, watch, error))
    return NULL;

  if (watch->cancellable != NULL || watch->progress != NULL)
    {
      thread = g_thread_try_new ("key", run_cb, job_ref (self), NULL);
      if (thread == NULL)
        spare_kdf_job_unref (self);
    }

  if (thread == NULL)
    run (self);
  else if (wait_for (self, watch, error))
    g_thread_join (thread);
  else
    {
      g_thread_unref (thread);
      return NULL;
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  tell (watch, 1);
  return g_steal_pointer (&self->key);
}
