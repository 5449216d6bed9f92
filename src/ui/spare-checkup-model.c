/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-model.h"

struct _SpareCheckupModel
{
  GObject       parent_instance;

  SpareVault           *vault;
  SpareDirectoryKeeper *directories;
  SpareClock           *clock;
  SpareCheckup         *checkup;     /* (nullable) */
  GCancellable         *cancellable; /* (nullable): of the one under way */
  gboolean              awake;
  guint                 idle;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareCheckupModel, spare_checkup_model, G_TYPE_OBJECT)

/* One check-up on its way. */
typedef struct
{
  SpareCheckupModel *model;
  GCancellable      *cancellable;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->model);
  g_object_unref (run->cancellable);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
stop (SpareCheckupModel *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Run) run = user_data;
  SpareCheckupModel *self = run->model;
  g_autoptr(SpareCheckup) checkup = spare_checkup_run_finish (result, NULL);

  /* Another one has begun since, or nobody wants to know any more. */
  if (self->cancellable != run->cancellable || checkup == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->checkup, spare_checkup_unref);
  self->checkup = g_steal_pointer (&checkup);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start (SpareCheckupModel *self)
{
  gboolean running = self->cancellable != NULL;
  Run *run;

  stop (self);
  if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    {
      g_clear_pointer (&self->checkup, spare_checkup_unref);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  self->cancellable = g_cancellable_new ();
  run = g_new (Run, 1);
  run->model = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  spare_checkup_run_async (spare_vault_get_accounts (self->vault), spare_vault_get_things (self->vault),
                           spare_directory_keeper_get_directory (self->directories),
                           spare_clock_get_now (self->clock), self->cancellable, run_cb, run);
  if (!running)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
idle_cb (gpointer user_data)
{
  SpareCheckupModel *self = user_data;

  self->idle = 0;
  start (self);
}

/* A change comes as several signals. */
static void
queue (SpareCheckupModel *self)
{
  if (self->awake && self->idle == 0)
    self->idle = g_idle_add_once (idle_cb, self);
}

static void
spare_checkup_model_dispose (GObject *object)
{
  SpareCheckupModel *self = SPARE_CHECKUP_MODEL (object);

  stop (self);
  g_clear_pointer (&self->checkup, spare_checkup_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->directories);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (spare_checkup_model_parent_class)->dispose (object);
}

static void
spare_checkup_model_class_init (SpareCheckupModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_checkup_model_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_checkup_model_init (SpareCheckupModel *self)
{
}

SpareCheckupModel *
spare_checkup_model_new (SpareVault           *vault,
                         SpareDirectoryKeeper *directories,
                         SpareClock           *clock)
{
  SpareCheckupModel *self = g_object_new (SPARE_TYPE_CHECKUP_MODEL, NULL);

  self->vault = g_object_ref (vault);
  self->directories = g_object_ref (directories);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (queue), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (directories, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);

  return self;
}

void
spare_checkup_model_refresh (SpareCheckupModel *self)
{
  g_return_if_fail (SPARE_IS_CHECKUP_MODEL (self));

  self->awake = TRUE;
  start (self);
}

void
spare_checkup_model_rest (SpareCheckupModel *self)
{
  g_return_if_fail (SPARE_IS_CHECKUP_MODEL (self));

  self->awake = FALSE;
  stop (self);
}

SpareCheckup *
spare_checkup_model_get (SpareCheckupModel *self)
{
  g_return_val_if_fail (SPARE_IS_CHECKUP_MODEL (self), NULL);

  return self->checkup;
}

gboolean
spare_checkup_model_is_running (SpareCheckupModel *self)
{
  g_return_val_if_fail (SPARE_IS_CHECKUP_MODEL (self), FALSE);

  return self->cancellable != NULL;
}
