/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide-window-private.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-editor.h"
#include "spare-import-dialog.h"
#include "spare-scan.h"
#include "spare-words.h"

/* Fewer seconds are too few to switch windows and type. */
#define SECONDS_MIN 10

static void
screen_cb (SpareGuideWindow *self)
{
  spare_scan_screen (self->window);
}

static void
camera_cb (SpareGuideWindow *self)
{
  spare_scan_camera (self->window);
}

static void
clipboard_cb (SpareGuideWindow *self)
{
  spare_scan_clipboard (self->window);
}

static void
type_cb (SpareGuideWindow *self)
{
  gtk_window_present (spare_editor_new (self->window, NULL));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareGuideWindow) self = user_data;
  g_autoptr(GListModel) files = spare_dialogs_open_files_finish (result);

  if (files != NULL && self->window != NULL)
    spare_import_dialog_read_files (self->window, files);
}

static void
picture_cb (SpareGuideWindow *self)
{
  spare_dialogs_open_files_async (GTK_WINDOW (self), _("Choose Pictures with QR Codes"), chosen_cb,
                                  g_object_ref (self));
}

static void
use_cb (SpareGuideWindow *self,
        GtkWidget        *row)
{
  spare_guide_window_use_account (self, g_object_get_data (G_OBJECT (row), "account"));
}

static gboolean
is_of_service (SpareGuideWindow *self,
               SpareAccount     *account)
{
  const SpareService *service = spare_guide_window_get_service (self);

  if (service != NULL)
    return spare_service_find (spare_account_get_service (account)) == service;

  return g_ascii_strcasecmp (spare_account_get_service (account), spare_guide_window_get_name (self)) == 0;
}

/* Accounts of this service that are here already. */
static void
add_present (SpareGuideWindow *self,
             gboolean          with_codes)
{
  GListModel *accounts = spare_vault_get_accounts (spare_window_get_vault (self->window));
  GtkWidget *group = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      gboolean has_codes = spare_account_get_params (account)->kind != SPARE_OTP_NONE;
      g_autofree char *names = NULL;
      GtkWidget *row;

      if (!is_of_service (self, account) || (with_codes && !has_codes))
        continue;
      if (group == NULL)
        group = spare_guide_rows_add_group (self, _("Already in Sparekey"));
      names = spare_words_dup_names (account);
      row = spare_guide_rows_add (group, NULL, names, NULL, G_CALLBACK (use_cb), self);
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), FALSE);
      g_object_set_data_full (G_OBJECT (row), "account", g_strdup (spare_account_get_id (account)), g_free);
    }
}

static void
camera_present_cb (gboolean present,
                   gpointer row)
{
  gtk_widget_set_visible (GTK_WIDGET (row), present);
}

static void
name_changed_cb (SpareGuideWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->primary), *name != '\0');
}

/* The service sends its codes itself: only what it is called is kept. */
static void
fill_without_codes (SpareGuideWindow *self)
{
  g_autofree char *text = NULL;
  GtkWidget *group;

  /* Translators: %s is a service. */
  text = g_strdup_printf (_("%s sends its codes to your devices itself; an app cannot make them. What Sparekey keeps "
                            "is how to get back in. Which account is it?"), spare_guide_window_get_name (self));
  gtk_label_set_text (self->heading, _("Name the Account"));
  gtk_label_set_text (self->text, text);
  add_present (self, FALSE);

  group = spare_guide_rows_add_group (self, NULL);
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("Account name, such as an e-mail address"));
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "entry-activated", G_CALLBACK (spare_guide_account_primary), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name));
  gtk_button_set_label (self->primary, _("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->primary), TRUE);
  name_changed_cb (self);
}

void
spare_guide_account_fill (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  SpareAccount *account = spare_guide_window_get_account (self);
  g_autofree char *text = NULL;
  GtkWidget *group;
  GtkWidget *row;

  if (spare_guide_window_get_state (self, SPARE_GUIDE_ACCOUNT) == SPARE_GUIDE_DONE && account != NULL)
    {
      g_autofree char *names = spare_words_dup_names (account);

      gtk_label_set_text (self->heading, _("The Account Is Here"));
      /* Translators: %s is a service and an account name, such as "GitHub, alice". */
      text = g_strdup_printf (_("%s is saved in your keyring and was read back."), names);
      gtk_label_set_text (self->text, text);
      return;
    }
  if (spare_service_get_answer (service, SPARE_SERVICE_APP) == SPARE_ANSWER_NO)
    {
      fill_without_codes (self);
      return;
    }

  gtk_label_set_text (self->heading, _("Scan the QR Code"));
  /* Translators: %s is a service. */
  text = g_strdup_printf (_("%s now shows a QR code for an authenticator app. That app is Sparekey: leave the page open "
                            "and have the code read. You see the account before it is saved."),
                          spare_guide_window_get_name (self));
  gtk_label_set_text (self->text, text);

  group = spare_guide_rows_add_group (self, NULL);
  spare_guide_rows_add (group, "video-display-symbolic", _("Scan the S_creen"), _("The QR code is on the screen now"),
                        G_CALLBACK (screen_cb), self);
  row = spare_guide_rows_add (group, "camera-photo-symbolic", _("_Camera"), _("The QR code is on another device"),
                              G_CALLBACK (camera_cb), self);
  gtk_widget_set_visible (row, FALSE);
  spare_scan_watch_camera (row, camera_present_cb, row);
  spare_guide_rows_add (group, "image-x-generic-symbolic", _("Open a _Picture…"), _("A screenshot of the QR code"),
                        G_CALLBACK (picture_cb), self);
  spare_guide_rows_add (group, "edit-paste-symbolic", _("Paste from the Clip_board"),
                        _("A picture of the QR code, or the setup link"), G_CALLBACK (clipboard_cb), self);
  spare_guide_rows_add (group, "input-keyboard-symbolic", _("_Type the Secret…"),
                        _("The page also shows it as letters and digits"), G_CALLBACK (type_cb), self);
  add_present (self, TRUE);
}

void
spare_guide_account_primary (SpareGuideWindow *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = NULL;
  g_autoptr(SpareAccount) account = NULL;
  g_autoptr(SpareThing) changed = NULL;
  SpareOtpParams params;

  if (self->name == NULL)
    {
      spare_guide_window_go_on (self);
      return;
    }

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  if (*name == '\0')
    return;
  account = spare_account_new (id);
  params = *spare_account_get_params (account);
  params.kind = SPARE_OTP_NONE;
  spare_account_set_params (account, &params);
  spare_account_set_service (account, spare_guide_window_get_name (self));
  spare_account_set_name (account, name);
  spare_account_set_created (account, g_get_real_time () / G_USEC_PER_SEC);

  changed = spare_guide_window_copy (self);
  spare_guide_set_account (changed, id);
  spare_guide_window_save (self, g_steal_pointer (&changed), account);
}

/* The first code. */

static void
again_cb (SpareGuideWindow *self)
{
  SpareThing *changed = spare_guide_window_copy (self);

  spare_guide_set_account (changed, NULL);
  spare_guide_window_save (self, changed, NULL);
  spare_window_toast (self->window, _("The account from before is still in the list. Delete it once the new one works."));
}

static void
add_checks (SpareGuideWindow *self,
            SpareAccount     *account)
{
  GtkWidget *group = spare_guide_rows_add_group (self, _("What to Check"));
  g_autofree char *names = spare_words_dup_names (account);
  /* Translators: %s is a service and an account name, such as "GitHub, alice". */
  g_autofree char *which = g_strdup_printf (_("The code above is that of %s. The page must be about the same account."),
                                            names);

  spare_guide_rows_add (group, "preferences-system-time-symbolic", _("The Clock"),
                        spare_time_check_get_unsynchronized (self->time_check)
                          ? _("This computer’s clock is not synchronised. Turn on automatic date and time in the "
                              "system’s settings, and try the next code.")
                          : _("Codes depend on the time. Date, time and time zone of this computer must be right."),
                        NULL, self);
  spare_guide_rows_add (group, "avatar-default-symbolic", _("The Account"), which, NULL, self);
  spare_guide_rows_add (group, "view-refresh-symbolic", _("Scan _Again"),
                        _("Each time the page is opened, it may show another QR code. Only the last one counts."),
                        G_CALLBACK (again_cb), self);
}

static void
copy_cb (SpareGuideWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.copy", "s", spare_guide_get_account (self->guide));
}

void
spare_guide_accepted_fill (SpareGuideWindow *self)
{
  SpareAccount *account = spare_guide_window_get_account (self);
  g_autofree char *text = NULL;
  g_autofree char *question = NULL;
  GtkWidget *card;

  gtk_label_set_text (self->heading, _("Enter the First Code"));
  if (account == NULL)
    return;

  /* Translators: %s is a service. */
  text = g_strdup_printf (_("Type this code into the page of %s, and confirm it there."),
                          spare_guide_window_get_name (self));
  gtk_label_set_text (self->text, text);

  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "code-card");
  self->code = SPARE_CODE_VIEW (spare_code_view_new (NULL));
  spare_code_view_set_account (self->code, account);
  gtk_widget_set_halign (GTK_WIDGET (self->code), GTK_ALIGN_CENTER);
  self->code_text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->code_text, TRUE);
  gtk_label_set_justify (self->code_text, GTK_JUSTIFY_CENTER);
  self->copy = gtk_button_new_with_mnemonic (_("C_opy"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->code));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->code_text));
  gtk_box_append (GTK_BOX (card), self->copy);
  gtk_box_append (self->content, card);
  self->code_visible = FALSE;
  spare_guide_accepted_tick (self, spare_clock_get_now (spare_window_get_clock (self->window)));

  if (self->refused)
    add_checks (self, account);
  /* Translators: %s is a service. */
  question = g_strdup_printf (_("Did %s accept it?"), spare_guide_window_get_name (self));
  spare_guide_rows_add_note (self, question);
  gtk_button_set_label (self->primary, _("_Yes, It Is On"));
  gtk_button_set_label (self->second, _("_No"));
  gtk_widget_set_visible (GTK_WIDGET (self->second), !self->refused);
}

void
spare_guide_accepted_tick (SpareGuideWindow *self,
                           gint64            now)
{
  SpareAccount *account = self->code != NULL ? spare_guide_window_get_account (self) : NULL;
  const SpareOtpParams *params;
  g_autofree char *spoken = NULL;
  g_autofree char *text = NULL;
  guint left;

  if (account == NULL)
    return;

  spare_code_view_tick (self->code, now);
  params = spare_account_get_params (account);
  left = spare_otp_kind_is_timed (params->kind) ? spare_otp_seconds_left (params, now) : G_MAXUINT;
  /* Once shown, it stays as long as it counts. */
  self->code_visible |= left >= MIN (SECONDS_MIN, params->period);
  gtk_widget_set_visible (GTK_WIDGET (self->code), self->code_visible);
  gtk_widget_set_visible (self->copy, self->code_visible);
  if (!self->code_visible)
    text = g_strdup_printf (ngettext ("Wait for the next code: it comes in %u second.",
                                      "Wait for the next code: it comes in %u seconds.", left), left);
  else if (left == G_MAXUINT)
    text = g_strdup (_("It counts until it was used."));
  else
    text = g_strdup_printf (ngettext ("It counts for %u more second.", "It counts for %u more seconds.", left), left);
  gtk_label_set_text (self->code_text, text);
  if (self->code_visible)
    spoken = spare_code_view_dup_spoken (NULL, account, now);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spoken : "", -1);
}
