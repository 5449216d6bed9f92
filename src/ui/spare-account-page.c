/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-page.h"

#include <glib/gi18n.h>

#include "spare-avatar.h"
#include "spare-base32.h"
#include "spare-code-view.h"
#include "spare-interview.h"
#include "spare-domain.h"
#include "spare-otpauth.h"
#include "spare-secret-view.h"
#include "spare-set-words.h"
#include "spare-visit.h"
#include "spare-words.h"

#define AVATAR_SIZE 72

struct _SpareAccountPage
{
  AdwBin           parent_instance;

  GtkWidget       *edit;
  GtkWidget       *favorite;
  GtkWidget       *delete;
  SpareAvatar     *avatar;
  GtkLabel        *service;
  GtkLabel        *name;
  GtkWidget       *code_card;
  SpareCodeView   *code;
  GtkWidget       *copy;
  GtkWidget       *show;
  GtkLabel        *show_label;
  GtkWidget       *next;
  AdwActionRow    *tags;
  AdwActionRow    *note;
  AdwActionRow    *kind;
  AdwActionRow    *prefix;
  AdwActionRow    *created;
  AdwActionRow    *used;
  GtkWidget       *secret_group;
  GtkSwitch       *secret_switch;
  GtkWidget       *secret_text_row;
  SpareSecretView *secret;
  GtkWidget       *qr;
  GtkWidget       *link_row;
  AdwActionRow    *getting_in;
  AdwActionRow    *backup_codes;
  AdwActionRow    *password;

  SpareWindow     *window;  /* (nullable): borrowed */
  SpareAccount    *account; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareAccountPage, spare_account_page, ADW_TYPE_BIN)

static gint64
get_now (SpareAccountPage *self)
{
  return spare_clock_get_now (spare_window_get_clock (self->window));
}

static void
set_detail (AdwActionRow *row,
            const char   *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static char *
dup_kind (SpareAccount *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  const char *kind = spare_words_get_kind (params->kind);
  const char *algorithm = spare_words_get_algorithm (params->algorithm);
  g_autofree char *digits = NULL;
  g_autofree char *period = NULL;

  digits = g_strdup_printf (ngettext ("%u digit", "%u digits", params->digits), params->digits);
  period = g_strdup_printf (ngettext ("%u second", "%u seconds", params->period), params->period);

  if (params->kind == SPARE_OTP_TOTP)
    /* Translators: kind, algorithm, digits, period: "Time-based, SHA-1, 6 digits, 30 seconds". */
    return g_strdup_printf (_("%s, %s, %s, %s"), kind, algorithm, digits, period);
  if (params->kind == SPARE_OTP_HOTP)
    /* Translators: kind, algorithm, digits and the number of the next code. */
    return g_strdup_printf (_("%s, %s, %s, next code is number %" G_GUINT64_FORMAT), kind, algorithm, digits,
                            spare_account_get_counter (account));

  return g_strdup (kind);
}

static void
update_details (SpareAccountPage *self)
{
  SpareAccount *account = self->account;
  gint64 created = spare_account_get_created (account);
  gint64 used = spare_account_get_used (account);
  g_autofree char *tags = g_strjoinv (", ", (char **) spare_account_get_tags (account));
  g_autofree char *kind = dup_kind (account);
  g_autofree char *created_text = created != 0 ? spare_words_dup_date (created) : NULL;
  g_autofree char *used_text = used != 0 ? spare_words_dup_date (used) : g_strdup (_("Never"));

  set_detail (self->tags, tags);
  set_detail (self->note, spare_account_get_note (account));
  set_detail (self->kind, kind);
  set_detail (self->prefix, spare_account_get_prefix (account));
  set_detail (self->created, created_text);
  set_detail (self->used, used_text);
}

static void
update_code (SpareAccountPage *self)
{
  SpareReveal *reveal = spare_window_get_reveal (self->window);
  SpareClock *clock = spare_window_get_clock (self->window);
  SpareOtpKind kind = spare_account_get_params (self->account)->kind;
  gint64 now = get_now (self);
  gboolean shown = spare_reveal_is_shown (reveal, self->account, now);
  gboolean has_code = kind != SPARE_OTP_HOTP || spare_reveal_get_counter (reveal, self->account, NULL);
  g_autofree char *spoken = spare_code_view_dup_spoken (reveal, self->account, now);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->code_card, kind != SPARE_OTP_NONE);
  gtk_widget_set_visible (self->show, spare_reveal_get_hides (reveal) && has_code);
  gtk_label_set_label (self->show_label, shown ? _("_Hide") : _("_Show"));
  gtk_widget_set_visible (self->next, kind == SPARE_OTP_HOTP);
  gtk_widget_set_visible (self->copy, has_code);

  if (spoken != NULL)
    {
      /* Translators: for screen readers; %s is a code, or "hidden". */
      label = g_strdup_printf (_("Code: %s"), spoken);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      explicit_bzero (spoken, strlen (spoken));
      explicit_bzero (label, strlen (label));
    }

  if (shown)
    spare_clock_watch (clock, GTK_WIDGET (self->code));
  else
    spare_clock_unwatch (clock, GTK_WIDGET (self->code));
  spare_code_view_tick (self->code, now);
}

static void
tick_cb (SpareAccountPage *self,
         gint64            now)
{
  if (self->account == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  spare_reveal_expire (spare_window_get_reveal (self->window), now);
  if (spare_code_view_tick (self->code, now))
    update_code (self);
}

static void
update_actions (SpareAccountPage *self)
{
  const struct
  {
    GtkWidget  *button;
    const char *action;
  } buttons[] = {
    { self->edit, "win.edit" },
    { self->favorite, "win.favorite" },
    { self->delete, "win.delete" },
    { self->copy, "win.copy" },
    { self->show, "win.reveal" },
    { self->next, "win.advance" },
    { self->qr, "win.show-qr" },
    { GTK_WIDGET (self->backup_codes), "win.show-set" },
    { GTK_WIDGET (self->getting_in), "win.interview" },
  };
  gboolean favorite = spare_account_get_favorite (self->account);
  const char *label = favorite ? _("Remove from Favorites") : _("Add to Favorites");

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkActionable *actionable = GTK_ACTIONABLE (buttons[i].button);

      /* In this order: an action whose target is missing is warned about. */
      gtk_actionable_set_action_target (actionable, "s", spare_account_get_id (self->account));
      gtk_actionable_set_action_name (actionable, buttons[i].action);
    }

  gtk_button_set_icon_name (GTK_BUTTON (self->favorite), favorite ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->favorite, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->favorite), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_things (SpareAccountPage *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  g_autoptr(GPtrArray) sets = NULL;
  g_autofree char *left = NULL;
  g_autofree char *summary = NULL;

  if (vault == NULL || self->account == NULL)
    return;

  sets = spare_code_set_list (spare_vault_get_things (vault), spare_account_get_id (self->account));
  left = sets->len > 0 ? spare_set_words_dup_left (sets) : g_strdup (_("None yet"));
  adw_action_row_set_subtitle (self->backup_codes, left);
  adw_action_row_set_icon_name (self->backup_codes, spare_set_words_is_low (sets) ? "dialog-warning-symbolic" : NULL);
  summary = spare_interview_dup_summary (self->account, spare_vault_get_accounts (vault),
                                         spare_vault_get_things (vault));
  adw_action_row_set_subtitle (self->getting_in, summary != NULL ? summary
                                                                 : _("Not known yet. At most three questions."));
}

/* (nullable): the page on which the password of the service is changed */
static char *
dup_password_page (SpareAccountPage *self)
{
  SpareDirectoryKeeper *keeper = spare_window_get_directories (self->window);

  return spare_directory_dup_password_page (spare_directory_keeper_get_directory (keeper),
                                            spare_account_get_service (self->account));
}

static void
update_password (SpareAccountPage *self)
{
  g_autofree char *page = self->window != NULL && self->account != NULL ? dup_password_page (self) : NULL;
  g_autofree char *host = spare_domain_host (page);

  gtk_widget_set_visible (GTK_WIDGET (self->password), host != NULL);
  if (host != NULL)
    {
      /* Translators: %s is the name of a host, such as "www.example.com". */
      g_autofree char *text = g_strdup_printf (_("Opens a page of %s in your browser"), host);

      adw_action_row_set_subtitle (self->password, text);
    }
}

static void
password_cb (SpareAccountPage *self)
{
  g_autofree char *page = self->account != NULL ? dup_password_page (self) : NULL;

  if (page != NULL)
    spare_visit_open (self->window, page);
}

static void
update (SpareAccountPage *self)
{
  const char *title = spare_words_get_title (self->account);
  gboolean both = *spare_account_get_service (self->account) != '\0'
                  && *spare_account_get_name (self->account) != '\0';

  spare_avatar_set_text (self->avatar, title);
  gtk_label_set_text (self->service, title);
  gtk_label_set_text (self->name, spare_account_get_name (self->account));
  gtk_widget_set_visible (GTK_WIDGET (self->name), both);
  gtk_widget_set_visible (self->secret_group, spare_account_peek_secret (self->account) != NULL);
  spare_code_view_set_account (self->code, self->account);
  update_things (self);
  update_password (self);
  update_details (self);
  update_actions (self);
  update_code (self);
}

static SpareSecret *
create_secret_text (SpareAccountPage *self)
{
  SpareSecret *secret = spare_account_peek_secret (self->account);

  if (secret == NULL)
    return NULL;

  return spare_account_get_params (self->account)->kind == SPARE_OTP_MOTP ? spare_base16_encode (secret)
                                                                          : spare_base32_encode (secret);
}

static void
update_secret (SpareAccountPage *self)
{
  gboolean shown = self->account != NULL && gtk_switch_get_active (self->secret_switch);
  g_autoptr(SpareSecret) text = shown ? create_secret_text (self) : NULL;

  spare_secret_view_set_text (self->secret, text);
  gtk_widget_set_visible (self->secret_text_row, text != NULL);
  gtk_widget_set_visible (self->link_row, text != NULL);
}

static void
secret_switch_cb (SpareAccountPage *self)
{
  update_secret (self);
}

static void
copy (SpareAccountPage *self,
      SpareSecret      *text,
      const char       *name)
{
  guint seconds = g_settings_get_uint (spare_window_get_settings (self->window), "clipboard-timeout");
  g_autofree char *toast = NULL;

  if (text == NULL
      || !spare_clipboard_copy (spare_window_get_clipboard (self->window), spare_secret_peek_text (text), seconds))
    {
      spare_window_toast (self->window, _("This could not be copied: the clipboard is busy. Try again."));
      return;
    }

  if (seconds == 0)
    /* Translators: %s is "secret" or "setup link". */
    toast = g_strdup_printf (_("Copied the %s."), name);
  else
    /* Translators: %s is "secret" or "setup link"; the second line is small. */
    toast = g_strdup_printf (ngettext ("Copied the %s.\nThe clipboard is cleared in %u second.",
                                       "Copied the %s.\nThe clipboard is cleared in %u seconds.", seconds),
                             name, seconds);
  spare_window_toast (self->window, toast);
}

static void
copy_secret_cb (SpareAccountPage *self)
{
  g_autoptr(SpareSecret) text = create_secret_text (self);

  copy (self, text, C_("copied", "secret"));
}

static void
copy_link_cb (SpareAccountPage *self)
{
  g_autoptr(SpareSecret) text = spare_otpauth_print (self->account);

  copy (self, text, C_("copied", "setup link"));
}

static void
reveal_cb (SpareAccountPage *self,
           const char       *id)
{
  if (self->account != NULL && (id == NULL || g_strcmp0 (id, spare_account_get_id (self->account)) == 0))
    update_code (self);
}

static void
account_cb (SpareAccountPage *self,
            SpareAccount     *account)
{
  if (account != NULL && account == self->account)
    {
      update (self);
      update_secret (self);
    }
}

/* It may go to the bin, or be erased by another program. */
static void
accounts_cb (SpareAccountPage *self)
{
  SpareAccount *found;

  if (self->account == NULL)
    return;

  found = spare_vault_find (spare_window_get_vault (self->window), spare_account_get_id (self->account));
  if (found != NULL && spare_account_get_deleted (found) == 0)
    {
      if (found != self->account)
        spare_account_page_set_account (self, found);
      return;
    }

  spare_account_page_set_account (self, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
spare_account_page_unmap (GtkWidget *widget)
{
  gtk_switch_set_active (SPARE_ACCOUNT_PAGE (widget)->secret_switch, FALSE);

  GTK_WIDGET_CLASS (spare_account_page_parent_class)->unmap (widget);
}

static void
spare_account_page_dispose (GObject *object)
{
  SpareAccountPage *self = SPARE_ACCOUNT_PAGE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (spare_account_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, edit);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, favorite);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, delete);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, service);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, name);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, code_card);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, code);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, copy);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, show);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, show_label);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, next);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, tags);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, note);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, kind);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, prefix);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, created);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, used);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, secret_group);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, secret_switch);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, secret_text_row);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, secret);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, link_row);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, qr);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, getting_in);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, backup_codes);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountPage, password);
}

static void
spare_account_page_class_init (SpareAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_account_page_dispose;
  widget_class->unmap = spare_account_page_unmap;

  g_type_ensure (SPARE_TYPE_AVATAR);
  g_type_ensure (SPARE_TYPE_CODE_VIEW);
  g_type_ensure (SPARE_TYPE_SECRET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-account-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);
  gtk_widget_class_bind_template_callback (widget_class, secret_switch_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_secret_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_link_cb);
}

static void
spare_account_page_init (SpareAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  spare_avatar_set_size (self->avatar, AVATAR_SIZE);
}

GtkWidget *
spare_account_page_new (SpareWindow *window)
{
  SpareAccountPage *self = g_object_new (SPARE_TYPE_ACCOUNT_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  spare_code_view_set_reveal (self->code, spare_window_get_reveal (window));
  g_signal_connect_object (spare_window_get_clock (window), "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_window_get_reveal (window), "changed", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_window_get_directories (window), "changed", G_CALLBACK (update_password), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (update_things), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
spare_account_page_set_account (SpareAccountPage *self,
                                SpareAccount     *account)
{
  g_return_if_fail (SPARE_IS_ACCOUNT_PAGE (self));

  g_set_object (&self->account, account);
  gtk_switch_set_active (self->secret_switch, FALSE);
  if (account != NULL)
    update (self);
  else
    spare_code_view_set_account (self->code, NULL);
}

gboolean
spare_account_page_has_account (SpareAccountPage *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT_PAGE (self), FALSE);

  return self->account != NULL;
}
