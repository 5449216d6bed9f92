/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-history-keeper.h"

#include "spare-history.h"

/* Who answers one question after the other makes one note, not twenty. */
#define CALM_MS 3000

struct _SpareHistoryKeeper
{
  GObject      parent_instance;

  SpareWindow *window; /* (nullable): borrowed */
  SpareCount   count;
  guint        timer;
  gboolean     saving;
};

G_DEFINE_FINAL_TYPE (SpareHistoryKeeper, spare_history_keeper, G_TYPE_OBJECT)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareHistoryKeeper) self = user_data;

  /* Nobody asked for it: where it fails, the next check-up tries again. */
  (void) spare_vault_save_finish (SPARE_VAULT (source), result, NULL);
  self->saving = FALSE;
}

static void
calm_cb (gpointer user_data)
{
  SpareHistoryKeeper *self = user_data;
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) record = NULL;
  g_autoptr(GPtrArray) records = NULL;

  self->timer = 0;
  if (self->saving || vault == NULL || spare_vault_get_state (vault) != SPARE_VAULT_READY)
    return;

  record = spare_history_add (spare_vault_get_things (vault), &self->count, id);
  if (record == NULL)
    return;

  records = g_ptr_array_new ();
  g_ptr_array_add (records, record);
  self->saving = TRUE;
  /* Quietly: the state is that of the last load, and the keyring may have locked itself since. */
  spare_vault_save_quietly_async (vault, records, NULL, saved_cb, g_object_ref (self));
}

void
spare_history_keeper_note (SpareHistoryKeeper *self,
                           SpareCheckup       *checkup)
{
  g_return_if_fail (SPARE_IS_HISTORY_KEEPER (self));

  spare_history_keeper_rest (self);
  if (self->window == NULL)
    return;

  spare_history_measure (checkup, spare_clock_get_now (spare_window_get_clock (self->window)), &self->count);
  self->timer = g_timeout_add_once (CALM_MS, calm_cb, self);
}

void
spare_history_keeper_rest (SpareHistoryKeeper *self)
{
  g_return_if_fail (SPARE_IS_HISTORY_KEEPER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
spare_history_keeper_dispose (GObject *object)
{
  SpareHistoryKeeper *self = SPARE_HISTORY_KEEPER (object);

  spare_history_keeper_rest (self);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_history_keeper_parent_class)->dispose (object);
}

static void
spare_history_keeper_class_init (SpareHistoryKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_history_keeper_dispose;
}

static void
spare_history_keeper_init (SpareHistoryKeeper *self)
{
}

SpareHistoryKeeper *
spare_history_keeper_new (SpareWindow *window)
{
  SpareHistoryKeeper *self = g_object_new (SPARE_TYPE_HISTORY_KEEPER, NULL);

  g_set_weak_pointer (&self->window, window);

  return self;
}
