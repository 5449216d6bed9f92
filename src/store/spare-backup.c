/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-backup.h"

#include <sodium.h>
#include <string.h>

#include "spare-backup-private.h"

/* The one value of the thing that keeps the key. */
#define KEY "key"

typedef struct
{
  SpareBundle  *bundle;
  SpareSealKey *key;
  GFile        *file;
  guint         generations;
  gint64        now;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  spare_bundle_free (job->bundle);
  spare_seal_key_unref (job->key);
  g_object_unref (job->file);
  g_free (job);
}

/* What there is */

static gboolean
has_type (SpareThing *thing,
          const char *type)
{
  return strcmp (spare_thing_get_type_name (thing), type) == 0;
}

static gboolean
is_key (SpareThing *thing)
{
  return has_type (thing, SPARE_BACKUP_KEY_TYPE);
}

/* Copies: the vault changes its own while another thread writes these. */
static void
gather_accounts (GPtrArray  *into,
                 GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (list, i);

      g_ptr_array_add (into, spare_account_copy (account));
    }
}

SpareBundle *
spare_backup_gather (SpareVault *vault,
                     GVariant   *preferences,
                     gint64      now)
{
  SpareBundle *bundle = spare_bundle_new ();
  GListModel *things = spare_vault_get_things (vault);
  GListModel *broken = spare_vault_get_broken (vault);

  gather_accounts (bundle->accounts, spare_vault_get_accounts (vault));
  gather_accounts (bundle->accounts, spare_vault_get_bin (vault));

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (!is_key (thing))
        g_ptr_array_add (bundle->things, spare_record_copy (SPARE_RECORD (thing)));
    }

  for (guint i = 0; i < g_list_model_get_n_items (broken); i++)
    {
      g_autoptr (SpareBroken) record = g_list_model_get_item (broken, i);

      if (spare_broken_peek_raw (record) != NULL)
        g_ptr_array_add (bundle->broken, spare_secret_ref (spare_broken_peek_raw (record)));
    }

  bundle->preferences = preferences != NULL ? g_variant_ref (preferences) : NULL;
  bundle->created = now;
  return bundle;
}

char *
spare_backup_fingerprint (SpareVault *vault)
{
  g_autoptr (SpareBundle) bundle = spare_backup_gather (vault, NULL, 0);
  guint8 digest[SPARE_BACKUP_DIGEST_SIZE];
  char hex[2 * SPARE_BACKUP_DIGEST_SIZE + 1];

  for (guint i = 0; i < bundle->accounts->len; i++)
    spare_account_set_used (g_ptr_array_index (bundle->accounts, i), 0);
  for (guint i = bundle->things->len; i-- > 0;)
    if (has_type (g_ptr_array_index (bundle->things, i), SPARE_THING_COUNTS))
      g_ptr_array_remove_index (bundle->things, i);
  spare_backup_digest (bundle, digest);

  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, sizeof digest));
}

/* The key */

static void
derive (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  GError *error = NULL;
  SpareSealKey *key = spare_seal_key_new (data, SPARE_SEAL_STRENGTH_USUAL, &error);

  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) spare_seal_key_unref);
  else
    g_task_return_error (task, error);
}

void
spare_backup_key_async (const SpareSecret  *passphrase,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (passphrase != NULL);

  g_task_set_source_tag (task, spare_backup_key_async);
  g_task_set_task_data (task, spare_secret_ref ((SpareSecret *) passphrase), (GDestroyNotify) spare_secret_unref);
  g_task_set_return_on_cancel (task, TRUE); /* nothing stops the derivation itself */
  g_task_run_in_thread (task, derive);
}

SpareSealKey *
spare_backup_key_finish (GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, spare_backup_key_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static SpareThing *
find_key_thing (SpareVault    *vault,
                SpareSealKey **key)
{
  GListModel *things = spare_vault_get_things (vault);
  g_autoptr (SpareThing) unreadable = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);
      SpareSecret *printed = is_key (thing) ? spare_thing_peek (thing, KEY, 0) : NULL;

      *key = printed != NULL ? spare_seal_key_parse (printed, NULL) : NULL;
      if (*key != NULL)
        return g_steal_pointer (&thing);
      if (is_key (thing))
        g_set_object (&unreadable, thing);
    }

  return g_steal_pointer (&unreadable);
}

SpareSealKey *
spare_backup_find_key (SpareVault *vault)
{
  SpareSealKey *key = NULL;
  g_autoptr (SpareThing) thing = find_key_thing (vault, &key);

  return key;
}

/**
 * spare_backup_new_key_thing:
 * @new_id: the id that it gets where the vault has none yet
 *
 * Returns: (transfer full): a new thing with @key, or a copy of the vault's
 *   with this key instead of its own
 */
SpareThing *
spare_backup_new_key_thing (SpareVault         *vault,
                            const SpareSealKey *key,
                            const char         *new_id)
{
  g_autoptr (SpareSealKey) old_key = NULL;
  g_autoptr (SpareThing) old = find_key_thing (vault, &old_key);
  g_autoptr (SpareSecret) printed = spare_seal_key_print (key);
  SpareThing *thing;

  if (old != NULL)
    thing = SPARE_THING (spare_record_copy (SPARE_RECORD (old)));
  else
    thing = spare_thing_new (new_id, SPARE_BACKUP_KEY_TYPE);

  spare_thing_set (thing, KEY, printed);
  return thing;
}

/* Writing */

static GTask *
start (SpareBundle        *bundle,
       SpareSealKey       *key,
       GFile              *file,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->bundle = bundle;
  job->key = spare_seal_key_ref (key);
  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, job_free);
  g_task_set_source_tag (task, tag);
  /* What is in its place when the cancellation comes was written. */
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (spare_backup_file_write (job->bundle, job->key, job->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
spare_backup_write_async (SpareBundle        *bundle,
                          SpareSealKey       *key,
                          GFile              *file,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = start (bundle, key, file, spare_backup_write_async, cancellable, callback, user_data);

  g_task_run_in_thread (task, write_in_thread);
}

gboolean
spare_backup_write_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, spare_backup_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keep_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GFile *file = spare_backup_file_keep (job->bundle, job->key, job->file, job->generations, job->now, cancellable,
                                        &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
spare_backup_keep_async (SpareBundle        *bundle,
                         SpareSealKey       *key,
                         GFile              *folder,
                         guint               generations,
                         gint64              now,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = start (bundle, key, folder, spare_backup_keep_async, cancellable, callback, user_data);
  Job *job = g_task_get_task_data (task);

  job->generations = MAX (generations, 1);
  job->now = now;
  g_task_run_in_thread (task, keep_in_thread);
}

GFile *
spare_backup_keep_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, spare_backup_keep_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
