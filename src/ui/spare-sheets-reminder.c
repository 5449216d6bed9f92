/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-reminder.h"

#include "spare-sheets-words.h"

#define SILENT_S (24 * 3600)
#define LOOK_S   (30 * 60) /* days pass while a window is open */

struct _SpareSheetsReminder
{
  GObject     parent_instance;

  SpareVault *vault;    /* (nullable) */
  GSettings  *settings; /* (nullable) */
  guint       timer;
};

G_DEFINE_FINAL_TYPE (SpareSheetsReminder, spare_sheets_reminder, G_TYPE_OBJECT)

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

static void
tell (SpareSheetsReminder *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
look_cb (gpointer user_data)
{
  tell (user_data);

  return G_SOURCE_CONTINUE;
}

static void
spare_sheets_reminder_dispose (GObject *object)
{
  SpareSheetsReminder *self = SPARE_SHEETS_REMINDER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->vault);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (spare_sheets_reminder_parent_class)->dispose (object);
}

static void
spare_sheets_reminder_class_init (SpareSheetsReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_sheets_reminder_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_sheets_reminder_init (SpareSheetsReminder *self)
{
}

SpareSheetsReminder *
spare_sheets_reminder_new (SpareVault *vault,
                           GSettings  *settings)
{
  SpareSheetsReminder *self = g_object_new (SPARE_TYPE_SHEETS_REMINDER, NULL);

  self->vault = g_object_ref (vault);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (tell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sheet-reminder", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_seconds (LOOK_S, look_cb, self);

  return self;
}

char *
spare_sheets_reminder_dup_notice (SpareSheetsReminder *self)
{
  if (self->vault == NULL || spare_vault_get_state (self->vault) != SPARE_VAULT_READY
      || !g_settings_get_boolean (self->settings, "sheet-reminder")
      || get_now () - g_settings_get_int64 (self->settings, "sheet-reminded") < SILENT_S)
    return NULL;

  return spare_sheets_dup_reminder (spare_vault_get_things (self->vault), get_now ());
}

void
spare_sheets_reminder_dismiss (SpareSheetsReminder *self)
{
  g_settings_set_int64 (self->settings, "sheet-reminded", get_now ());
  tell (self);
}
