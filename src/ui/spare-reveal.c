/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-reveal.h"

#define SHOW_SECONDS 30

struct _SpareReveal
{
  GObject     parent_instance;

  GSettings  *settings;
  gboolean    hide;
  gboolean    next;
  GHashTable *shown;    /* id → gint64*: hidden again at this time */
  GHashTable *counters; /* id → guint64*: advanced to in this session */
};

G_DEFINE_FINAL_TYPE (SpareReveal, spare_reveal, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit_changed (SpareReveal *self,
              const char  *id)
{
  g_signal_emit (self, signals[CHANGED], 0, id);
}

static void
settings_changed_cb (SpareReveal *self)
{
  self->hide = g_settings_get_boolean (self->settings, "hide-codes");
  self->next = g_settings_get_boolean (self->settings, "show-next-code");
  g_hash_table_remove_all (self->shown);
  emit_changed (self, NULL);
}

static void
spare_reveal_dispose (GObject *object)
{
  SpareReveal *self = SPARE_REVEAL (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (spare_reveal_parent_class)->dispose (object);
}

static void
spare_reveal_finalize (GObject *object)
{
  SpareReveal *self = SPARE_REVEAL (object);

  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->counters);

  G_OBJECT_CLASS (spare_reveal_parent_class)->finalize (object);
}

static void
spare_reveal_class_init (SpareRevealClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spare_reveal_dispose;
  object_class->finalize = spare_reveal_finalize;

  signals[CHANGED] = g_signal_new ("changed", SPARE_TYPE_REVEAL, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
spare_reveal_init (SpareReveal *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SpareReveal *
spare_reveal_new (GSettings *settings)
{
  SpareReveal *self = g_object_new (SPARE_TYPE_REVEAL, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "changed::hide-codes",
                            G_CALLBACK (settings_changed_cb), self);
  g_signal_connect_swapped (settings, "changed::show-next-code",
                            G_CALLBACK (settings_changed_cb), self);
  settings_changed_cb (self);

  return self;
}

gboolean
spare_reveal_get_hides (SpareReveal *self)
{
  return self->hide;
}

gboolean
spare_reveal_get_shows_next (SpareReveal *self)
{
  return self->next;
}

gboolean
spare_reveal_is_shown (SpareReveal  *self,
                       SpareAccount *account,
                       gint64        unix_time)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  const char *id = spare_account_get_id (account);
  const gint64 *until;

  if (params->kind == SPARE_OTP_NONE)
    return FALSE;

  if (params->kind == SPARE_OTP_HOTP && !g_hash_table_contains (self->counters, id))
    return FALSE;

  if (!self->hide)
    return TRUE;

  until = g_hash_table_lookup (self->shown, id);
  return until != NULL && *until > unix_time;
}

gboolean
spare_reveal_needs_clock (SpareReveal *self)
{
  return !self->hide || g_hash_table_size (self->shown) > 0;
}

void
spare_reveal_show (SpareReveal  *self,
                   SpareAccount *account,
                   gint64        unix_time)
{
  const char *id = spare_account_get_id (account);

  if (!self->hide)
    return;

  g_hash_table_insert (self->shown, g_strdup (id),
                       g_memdup2 (&(gint64){ unix_time + SHOW_SECONDS }, sizeof (gint64)));
  emit_changed (self, id);
}

void
spare_reveal_hide (SpareReveal  *self,
                   SpareAccount *account)
{
  const char *id = spare_account_get_id (account);

  if (g_hash_table_remove (self->shown, id))
    emit_changed (self, id);
}

void
spare_reveal_expire (SpareReveal *self,
                     gint64       unix_time)
{
  g_autoptr(GPtrArray) gone = NULL;
  GHashTableIter iter;
  gpointer id;
  gpointer until;

  if (g_hash_table_size (self->shown) == 0)
    return;

  gone = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, &until))
    {
      /* A clock that was set back must not show a code for longer. */
      gint64 left = *(gint64 *) until - unix_time;

      if (left > 0 && left <= SHOW_SECONDS)
        continue;

      g_ptr_array_add (gone, g_strdup (id));
      g_hash_table_iter_remove (&iter);
    }

  for (guint i = 0; i < gone->len; i++)
    emit_changed (self, g_ptr_array_index (gone, i));
}

void
spare_reveal_set_counter (SpareReveal  *self,
                          SpareAccount *account,
                          guint64       counter,
                          gint64        unix_time)
{
  const char *id = spare_account_get_id (account);

  g_hash_table_insert (self->counters, g_strdup (id), g_memdup2 (&counter, sizeof counter));
  if (self->hide)
    spare_reveal_show (self, account, unix_time);
  else
    emit_changed (self, id);
}

gboolean
spare_reveal_get_counter (SpareReveal  *self,
                          SpareAccount *account,
                          guint64      *counter)
{
  const guint64 *known = g_hash_table_lookup (self->counters, spare_account_get_id (account));

  if (known == NULL)
    return FALSE;

  if (counter != NULL)
    *counter = *known;
  return TRUE;
}

gboolean
spare_reveal_code (SpareReveal  *self,
                   SpareAccount *account,
                   gint64        unix_time,
                   char          out[SPARE_OTP_CODE_SIZE],
                   GError      **error)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  guint64 counter;

  if (params->kind != SPARE_OTP_HOTP)
    return spare_account_code (account, unix_time, out, error);

  if (!spare_reveal_get_counter (self, account, &counter))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER,
                           "No counter was advanced to yet");
      return FALSE;
    }

  return spare_otp_code (params, spare_account_peek_secret (account),
                         spare_account_peek_pin (account), counter, out, error);
}
