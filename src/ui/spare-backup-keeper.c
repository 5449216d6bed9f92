/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-backup-keeper.h"

#include <glib/gi18n.h>

#include "spare-messages.h"
#include "spare-preferences.h"

#define LOOK_MS      1000        /* many changes are looked at once */
#define WRITE_S      30          /* after the first change that is in no backup */
#define RETRY_S      (10 * 60)   /* after a failure: the disk may be back */
#define REMIND_S     (24 * 3600) /* how old a change may get without a word */
#define REMIND_LOOK_S (30 * 60)

/* In place of a fingerprint, which is never this: there is a backup, and it is
 * not what would be written now. */
#define OUTDATED "-"

struct _SpareBackupKeeper
{
  GObject          parent_instance;

  SpareVault      *vault;
  GSettings       *settings;
  SpareBackupState state;
  GError          *problem;     /* (nullable) */
  gboolean         dismissed;   /* the problem was read */
  gboolean         writing;
  guint            by_hand;     /* how many are being written */
  gboolean         differs;     /* the last backup does not hold what there is */
  gboolean         due;         /* asked for, whether something has changed or not */
  char            *written;     /* (nullable): the fingerprint of what is being written */
  guint            look_timer;
  guint            write_timer;
  guint            remind_timer;
  GPtrArray       *flushing;    /* of GTask */
};

G_DEFINE_FINAL_TYPE (SpareBackupKeeper, spare_backup_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_automatic (SpareBackupKeeper *self)
{
  return g_settings_get_boolean (self->settings, "backup-automatic");
}

static gboolean
needs_writing (SpareBackupKeeper *self)
{
  return is_automatic (self) && (self->due || self->differs);
}

static void
tell (SpareBackupKeeper *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
write_cb (gpointer user_data)
{
  SpareBackupKeeper *self = user_data;

  self->write_timer = 0;
  if (needs_writing (self))
    spare_backup_keeper_run (self);
}

static void
plan_writing (SpareBackupKeeper *self,
              guint              seconds)
{
  if (!needs_writing (self))
    g_clear_handle_id (&self->write_timer, g_source_remove);
  else if (self->write_timer == 0 && !self->writing)
    self->write_timer = g_timeout_add_once (seconds * 1000, write_cb, self);
}

static guint
count_accounts (SpareBackupKeeper *self)
{
  return g_list_model_get_n_items (spare_vault_get_accounts (self->vault))
         + g_list_model_get_n_items (spare_vault_get_bin (self->vault));
}

/* Does the keyring withhold records that older backups may hold? */
static gboolean
is_lacking (SpareBackupKeeper *self)
{
  GListModel *broken = spare_vault_get_broken (self->vault);

  for (guint i = 0; i < g_list_model_get_n_items (broken); i++)
    {
      g_autoptr(SpareBroken) record = g_list_model_get_item (broken, i);

      if (spare_broken_peek_raw (record) == NULL)
        return TRUE;
    }

  return spare_vault_get_found (self->vault) < spare_vault_get_expected (self->vault);
}

static SpareBackupState
find_state (SpareBackupKeeper *self,
            gboolean           has_backup)
{
  if (is_lacking (self))
    return SPARE_BACKUP_LACKING;
  if (!self->differs)
    return has_backup ? SPARE_BACKUP_COVERED : SPARE_BACKUP_NOTHING;

  return has_backup ? SPARE_BACKUP_CHANGED : SPARE_BACKUP_NEVER;
}

/* Compares what there is with what is in the last backup. */
static void
look (SpareBackupKeeper *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "backup-fingerprint");
  g_autofree char *present = NULL;

  g_clear_handle_id (&self->look_timer, g_source_remove);
  if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    {
      self->state = SPARE_BACKUP_LACKING;
      tell (self);
      return;
    }

  present = spare_backup_fingerprint (self->vault);
  self->differs = *last != '\0' ? !g_str_equal (present, last) : count_accounts (self) > 0;
  self->state = find_state (self, *last != '\0');

  if (!self->differs)
    g_settings_set_int64 (self->settings, "backup-changed", 0);
  else if (g_settings_get_int64 (self->settings, "backup-changed") == 0)
    g_settings_set_int64 (self->settings, "backup-changed", get_now ());
  plan_writing (self, WRITE_S);
  tell (self);
}

static void
look_cb (gpointer user_data)
{
  SpareBackupKeeper *self = user_data;

  self->look_timer = 0;
  look (self);
}

static void
queue_look (SpareBackupKeeper *self)
{
  if (self->look_timer == 0)
    self->look_timer = g_timeout_add_once (LOOK_MS, look_cb, self);
}

static void
automatic_cb (SpareBackupKeeper *self)
{
  g_clear_error (&self->problem);
  queue_look (self);
}

static gboolean
remind_cb (gpointer user_data)
{
  tell (user_data);

  return G_SOURCE_CONTINUE;
}

static void
finish_flush (SpareBackupKeeper *self)
{
  g_autoptr(GPtrArray) tasks = NULL;

  if (self->writing || self->by_hand > 0)
    return;

  tasks = g_steal_pointer (&self->flushing);
  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

static void
fail (SpareBackupKeeper *self,
      GError            *error)
{
  g_clear_error (&self->problem);
  self->problem = error;
  self->dismissed = FALSE;
  self->due = TRUE;
  plan_writing (self, RETRY_S);
  tell (self);
}

/* A backup was written: what the vault was when @fingerprint was taken. */
static void
note (SpareBackupKeeper *self,
      const char        *fingerprint,
      GFile             *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  g_settings_set_string (self->settings, "backup-fingerprint", fingerprint);
  g_settings_set_string (self->settings, "backup-file", uri);
  g_settings_set_int64 (self->settings, "backup-time", get_now ());
  g_settings_set_int64 (self->settings, "backup-changed", 0);
  look (self);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareBackupKeeper) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = spare_backup_keep_finish (result, &error);
  g_autofree char *written = g_steal_pointer (&self->written);

  self->writing = FALSE;
  if (file == NULL)
    {
      gboolean again = self->due;

      fail (self, g_steal_pointer (&error));
      if (again && is_automatic (self))
        spare_backup_keeper_run (self);
    }
  else
    {
      g_clear_error (&self->problem);
      /* With the passphrase or in the folder of before, it does not count. */
      if (self->due)
        tell (self);
      else
        note (self, written, file);
      if (needs_writing (self))
        spare_backup_keeper_run (self);
    }
  finish_flush (self);
}

static void
spare_backup_keeper_dispose (GObject *object)
{
  SpareBackupKeeper *self = SPARE_BACKUP_KEEPER (object);

  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_handle_id (&self->write_timer, g_source_remove);
  g_clear_handle_id (&self->remind_timer, g_source_remove);
  g_clear_object (&self->vault);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (spare_backup_keeper_parent_class)->dispose (object);
}

static void
spare_backup_keeper_finalize (GObject *object)
{
  SpareBackupKeeper *self = SPARE_BACKUP_KEEPER (object);

  g_clear_error (&self->problem);
  g_free (self->written);
  g_ptr_array_unref (self->flushing);

  G_OBJECT_CLASS (spare_backup_keeper_parent_class)->finalize (object);
}

static void
spare_backup_keeper_class_init (SpareBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_backup_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_backup_keeper_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_backup_keeper_init (SpareBackupKeeper *self)
{
  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
}

SpareBackupKeeper *
spare_backup_keeper_new (SpareVault *vault,
                         GSettings  *settings)
{
  SpareBackupKeeper *self = g_object_new (SPARE_TYPE_BACKUP_KEEPER, NULL);
  gpointer lists[] = {
    spare_vault_get_accounts (vault), spare_vault_get_bin (vault), spare_vault_get_things (vault),
    spare_vault_get_broken (vault),
  };

  self->vault = g_object_ref (vault);
  self->settings = g_object_ref (settings);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::backup-automatic", G_CALLBACK (automatic_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::backup-reminder", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  self->remind_timer = g_timeout_add_seconds (REMIND_LOOK_S, remind_cb, self);
  queue_look (self);

  return self;
}

SpareBackupState
spare_backup_keeper_get_state (SpareBackupKeeper *self)
{
  return self->state;
}

const GError *
spare_backup_keeper_get_problem (SpareBackupKeeper *self)
{
  return self->problem;
}

gboolean
spare_backup_keeper_is_writing (SpareBackupKeeper *self)
{
  return self->writing;
}

static char *
dup_reminder (SpareBackupKeeper *self)
{
  gint64 changed = g_settings_get_int64 (self->settings, "backup-changed");
  gint64 reminded = g_settings_get_int64 (self->settings, "backup-reminded");

  if (!g_settings_get_boolean (self->settings, "backup-reminder") || changed == 0
      || get_now () - MAX (changed, reminded) < REMIND_S)
    return NULL;
  if (self->state == SPARE_BACKUP_NEVER)
    return g_strdup (_("Your accounts are in no backup yet. If this computer breaks, they are gone."));
  if (self->state == SPARE_BACKUP_CHANGED)
    return g_strdup (_("Your last change has been in no backup for more than a day."));

  return NULL;
}

char *
spare_backup_keeper_dup_notice (SpareBackupKeeper *self)
{
  g_autofree char *why = NULL;

  if (self->problem == NULL || self->dismissed)
    return dup_reminder (self);

  why = spare_message_for_backup (self->problem);
  /* Translators: %s is a sentence that says why. */
  return g_strdup_printf (_("The automatic backup was not written. %s"), why);
}

void
spare_backup_keeper_dismiss (SpareBackupKeeper *self)
{
  self->dismissed = TRUE;
  g_settings_set_int64 (self->settings, "backup-reminded", get_now ());
  tell (self);
}

/* None is removed while the keyring lacks records or holds nothing at all: the
 * last copy of what is lost would go, one change after the other. */
static guint
get_generations (SpareBackupKeeper *self)
{
  if (is_lacking (self) || count_accounts (self) == 0)
    return G_MAXUINT;

  return g_settings_get_uint (self->settings, "backup-generations");
}

void
spare_backup_keeper_run (SpareBackupKeeper *self)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "backup-folder");
  g_autoptr(SpareSealKey) key = NULL;
  g_autoptr(GFile) folder = NULL;
  g_autoptr(GVariant) preferences = NULL;

  self->due = TRUE;
  if (self->writing || spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    return;

  g_clear_handle_id (&self->write_timer, g_source_remove);
  key = spare_backup_find_key (self->vault);
  if (key == NULL || *uri == '\0')
    {
      fail (self, key == NULL ? g_error_new_literal (SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD, "No key")
                              : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No folder"));
      return;
    }

  folder = g_file_new_for_uri (uri);
  preferences = spare_preferences_read (self->settings);
  self->due = FALSE;
  self->writing = TRUE;
  g_free (self->written);
  self->written = spare_backup_fingerprint (self->vault);
  spare_backup_keep_async (spare_backup_gather (self->vault, preferences, get_now ()), key, folder,
                           get_generations (self), get_now (), NULL, kept_cb, g_object_ref (self));
  tell (self);
}

void
spare_backup_keeper_outdate (SpareBackupKeeper *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "backup-fingerprint");

  if (*last != '\0')
    g_settings_set_string (self->settings, "backup-fingerprint", OUTDATED);
  if (self->writing)
    self->due = TRUE;
  look (self);
}

/* By hand. */

typedef struct
{
  GFile *file;
  char  *fingerprint;
} ByHand;

static void
by_hand_free (ByHand *self)
{
  g_object_unref (self->file);
  g_free (self->fingerprint);
  g_free (self);
}

static void
end_by_hand (GTask  *task,
             GError *error)
{
  SpareBackupKeeper *self = g_task_get_source_object (task);

  self->by_hand--;
  finish_flush (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  ByHand *by_hand = g_task_get_task_data (task);
  GError *error = NULL;

  if (spare_backup_write_finish (result, &error))
    note (g_task_get_source_object (task), by_hand->fingerprint, by_hand->file);
  end_by_hand (task, error);
}

static void
write_by_hand (GTask        *task,
               SpareSealKey *key)
{
  SpareBackupKeeper *self = g_task_get_source_object (task);
  ByHand *by_hand = g_task_get_task_data (task);
  g_autoptr(GVariant) preferences = spare_preferences_read (self->settings);

  /* The lists may be empty because nothing could be read. */
  if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    {
      end_by_hand (task, g_error_new_literal (SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_READY, "Not ready"));
      g_object_unref (task);
      return;
    }

  by_hand->fingerprint = spare_backup_fingerprint (self->vault);
  spare_backup_write_async (spare_backup_gather (self->vault, preferences, get_now ()), key, by_hand->file,
                            g_task_get_cancellable (task), written_cb, task);
}

static void
key_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(SpareSealKey) key = spare_backup_key_finish (result, &error);

  if (key != NULL)
    write_by_hand (g_steal_pointer (&task), key);
  else
    end_by_hand (task, error);
}

void
spare_backup_keeper_write_async (SpareBackupKeeper  *self,
                                 SpareSecret        *passphrase,
                                 GFile              *file,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(SpareSealKey) key = passphrase == NULL ? spare_backup_find_key (self->vault) : NULL;
  ByHand *by_hand = g_new0 (ByHand, 1);

  by_hand->file = g_object_ref (file);
  g_task_set_source_tag (task, spare_backup_keeper_write_async);
  g_task_set_task_data (task, by_hand, (GDestroyNotify) by_hand_free);
  /* What was written when the cancellation came is there. */
  g_task_set_check_cancellable (task, FALSE);

  self->by_hand++;
  if (key != NULL)
    write_by_hand (g_steal_pointer (&task), key);
  else if (passphrase != NULL)
    spare_backup_key_async (passphrase, cancellable, key_cb, g_steal_pointer (&task));
  else
    end_by_hand (task, g_error_new_literal (SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD, "No key"));
}

gboolean
spare_backup_keeper_write_finish (GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, spare_backup_keeper_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Closing. */

void
spare_backup_keeper_flush_async (SpareBackupKeeper  *self,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, spare_backup_keeper_flush_async);
  g_ptr_array_add (self->flushing, task);
  if (!self->writing)
    {
      if (is_automatic (self))
        look (self);
      if (needs_writing (self))
        spare_backup_keeper_run (self);
    }
  finish_flush (self);
}

void
spare_backup_keeper_flush_finish (SpareBackupKeeper *self,
                                  GAsyncResult      *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
