/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-window-private.h"
#include "spare-words.h"

/* A code that is about to change is worth a word. */
#define SOON_SECONDS 5

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
dup_action (const char   *action,
            SpareAccount *account)
{
  g_autoptr(GVariant) id = g_variant_ref_sink (g_variant_new_string (spare_account_get_id (account)));

  return g_action_print_detailed_name (action, id);
}

SpareAccount *
spare_window_find_account (SpareWindow *self,
                           GVariant    *id)
{
  SpareAccount *account = spare_vault_find (self->vault, g_variant_get_string (id, NULL));

  if (account == NULL)
    spare_window_toast (self, _("This account is not there any more."));

  return account;
}

static void
say_copied (SpareWindow  *self,
            SpareAccount *account,
            gint64        now,
            gboolean      next)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  guint seconds = g_settings_get_uint (self->settings, "clipboard-timeout");
  guint left = spare_otp_kind_is_timed (params->kind) ? spare_otp_seconds_left (params, now) : 0;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (next)
    {
      text = g_strdup_printf (ngettext (
        /* Translators: %s is a service, %u the seconds until the code works. */
        "Copied the next code of %s.\nIt is valid in %u second.",
        "Copied the next code of %s.\nIt is valid in %u seconds.", left), spare_words_get_title (account), left);
      spare_window_toast (self, text);
    }
  else if (left > 0 && left < SOON_SECONDS)
    {
      text = g_strdup_printf (ngettext (
        /* Translators: %s is a service, %u the seconds that the code lasts. */
        "Copied the code of %s.\nIt changes in %u second.",
        "Copied the code of %s.\nIt changes in %u seconds.", left), spare_words_get_title (account), left);
      action = dup_action ("win.copy-next", account);
      spare_window_toast_action (self, text, _("Copy Next"), action);
    }
  else if (seconds > 0)
    {
      text = g_strdup_printf (ngettext (
        /* Translators: %s is a service. */
        "Copied the code of %s.\nThe clipboard is cleared in %u second.",
        "Copied the code of %s.\nThe clipboard is cleared in %u seconds.", seconds),
        spare_words_get_title (account), seconds);
      spare_window_toast (self, text);
    }
  else
    {
      /* Translators: %s is a service. */
      text = g_strdup_printf (_("Copied the code of %s."), spare_words_get_title (account));
      spare_window_toast (self, text);
    }
}

static gboolean
can_copy (SpareWindow  *self,
          SpareAccount *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (params->kind == SPARE_OTP_NONE)
    {
      /* Translators: %s is a service. */
      text = g_strdup_printf (_("%s has no one-time codes."), spare_words_get_title (account));
      spare_window_toast (self, text);
      return FALSE;
    }

  if (params->kind == SPARE_OTP_HOTP && !spare_reveal_get_counter (self->reveal, account, NULL))
    {
      /* Translators: %s is a service. */
      text = g_strdup_printf (_("%s makes a new code each time you ask for one."),
                              spare_words_get_title (account));
      action = dup_action ("win.advance", account);
      spare_window_toast_action (self, text, _("Next Code"), action);
      return FALSE;
    }

  return TRUE;
}

static void
copy_code (SpareWindow  *self,
           SpareAccount *account,
           gboolean      next)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  gint64 now = get_now ();
  gint64 moment = now;
  guint seconds = g_settings_get_uint (self->settings, "clipboard-timeout");
  char code[SPARE_OTP_CODE_SIZE];
  g_autoptr(GError) error = NULL;
  gboolean copied;

  if (self->refused || !can_copy (self, account))
    return;

  next = next && spare_otp_kind_is_timed (params->kind);
  if (next)
    moment += spare_otp_seconds_left (params, now);

  if (!spare_reveal_code (self->reveal, account, moment, code, &error))
    {
      spare_window_toast_error (self, error);
      return;
    }

  copied = spare_clipboard_copy (self->clipboard, code, seconds);
  explicit_bzero (code, sizeof code);
  if (!copied)
    {
      spare_window_toast (self, _("The code could not be copied: the clipboard is busy. Try again."));
      return;
    }

  spare_vault_touch (self->vault, account, now);
  say_copied (self, account, now, next);
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account != NULL)
    copy_code (self, account, g_str_equal (name, "win.copy-next"));
}

/* Enter or a click on a row: shows the code, if codes are hidden, and copies. */
static void
activate_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account == NULL)
    return;

  spare_reveal_show (self->reveal, account, get_now ());
  copy_code (self, account, FALSE);
}

static void
reveal_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account == NULL || !spare_reveal_get_hides (self->reveal))
    return;

  if (spare_reveal_is_shown (self->reveal, account, get_now ()))
    spare_reveal_hide (self->reveal, account);
  else
    spare_reveal_show (self->reveal, account, get_now ());
}

static void
advance_finish_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  g_autoptr(GError) error = NULL;
  SpareWindow *self = change->window;
  SpareAccount *account;
  guint64 counter;

  g_hash_table_remove (self->advancing, change->id);
  if (self->vault == NULL)
    return;

  if (!spare_vault_advance_finish (SPARE_VAULT (source), result, &counter, &error))
    {
      spare_window_toast_error (self, error);
      return;
    }

  account = spare_vault_find (self->vault, change->id);
  if (account != NULL)
    spare_reveal_set_counter (self->reveal, account, counter, get_now ());
}

static void
advance_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account == NULL || self->refused
      || spare_account_get_params (account)->kind != SPARE_OTP_HOTP)
    return;

  /* One press, one step: not two while the first is being written. */
  if (!g_hash_table_add (self->advancing, g_strdup (spare_account_get_id (account))))
    return;

  spare_vault_advance_async (self->vault, spare_account_get_id (account), NULL, advance_finish_cb,
                             spare_change_new (self, spare_account_get_id (account)));
}

static void
favorite_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  g_autoptr(SpareAccount) copy = NULL;

  if (account == NULL)
    return;

  copy = spare_account_copy (account);
  spare_account_set_favorite (copy, !spare_account_get_favorite (account));
  spare_change_save_one (spare_change_new (self, spare_account_get_id (account)), SPARE_RECORD (copy));
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  g_autoptr(SpareAccount) copy = NULL;
  SpareChange *change;

  if (account == NULL || spare_account_get_deleted (account) != 0)
    return;

  copy = spare_account_copy (account);
  spare_account_set_deleted (copy, get_now ());
  change = spare_change_new (self, spare_account_get_id (account));
  /* Translators: %s is a service. */
  change->done = g_strdup_printf (_("Moved %s to the bin."), spare_words_get_title (account));
  change->button = g_strdup (_("Undo"));
  change->action = dup_action ("win.restore", account);
  spare_change_save_one (change, SPARE_RECORD (copy));
}

static void
restore_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  g_autoptr(SpareAccount) copy = NULL;
  SpareChange *change;

  if (account == NULL || spare_account_get_deleted (account) == 0)
    return;

  copy = spare_account_copy (account);
  spare_account_set_deleted (copy, 0);
  change = spare_change_new (self, spare_account_get_id (account));
  /* Translators: %s is a service. */
  change->done = g_strdup_printf (_("Restored %s."), spare_words_get_title (account));
  spare_change_save_one (change, SPARE_RECORD (copy));
}

static void
move_account (SpareWindow  *self,
              SpareAccount *account,
              guint         index)
{
  SpareAccountList *list = spare_codes_page_get_list (self->codes);
  g_autoptr(GPtrArray) moved = NULL;

  if (g_settings_get_enum (self->settings, "sort-order") != SPARE_ORDER_HAND || index == G_MAXUINT)
    return;

  moved = spare_account_list_dup_move (list, account, index);
  if (moved->len > 0)
    spare_change_save (spare_change_new (self, spare_account_get_id (account)), moved);
}

static void
move_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccountList *list = spare_codes_page_get_list (self->codes);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account != NULL)
    move_account (self, account,
                  spare_account_list_find_step (list, account,
                                                g_str_equal (name, "win.move-up") ? -1 : 1));
}

static void
move_to_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  g_autoptr(GVariant) id = NULL;
  SpareAccount *account;
  guint32 index;

  g_variant_get (parameter, "(@su)", &id, &index);
  account = spare_window_find_account (self, id);
  if (account != NULL)
    move_account (self, account, index);
}

void
spare_window_class_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                     *name;
    GtkWidgetActionActivateFunc     activate;
  } actions[] = {
    { "win.activate", activate_cb },
    { "win.copy", copy_cb },
    { "win.copy-next", copy_cb },
    { "win.reveal", reveal_cb },
    { "win.advance", advance_cb },
    { "win.favorite", favorite_cb },
    { "win.delete", delete_cb },
    { "win.restore", restore_cb },
    { "win.move-up", move_cb },
    { "win.move-down", move_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, "s", actions[i].activate);
  gtk_widget_class_install_action (widget_class, "win.move-to", "(su)", move_to_cb);
}
