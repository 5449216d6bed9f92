/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-editor.h"

#include <glib/gi18n.h>

#include "spare-account-form.h"
#include "spare-dialogs.h"
#include "spare-happening-steps.h"
#include "spare-messages.h"
#include "spare-notice.h"
#include "spare-renewal-source.h"
#include "spare-renewal.h"
#include "spare-words.h"

/* A quick save must not flash a spinner. */
#define SPINNER_MS 200

struct _SpareEditor
{
  AdwWindow         parent_instance;

  AdwToastOverlay  *overlay;
  AdwWindowTitle   *title;
  GtkWidget        *save;
  GtkSpinner       *spinner;
  GtkLabel         *save_label;
  SpareNotice      *notice;
  GtkBox           *box;
  SpareAccountForm *form;

  SpareWindow      *window;  /* (nullable): our parent, borrowed */
  char             *id;      /* (nullable): of the account that is edited */
  SpareAccount     *account; /* (nullable): what is being saved */
  SpareAccount     *twin;    /* (nullable): has the same codes */
  GtkWidget        *focus;   /* (nullable): had it before saving, borrowed */
  GtkWidget        *source;  /* (nullable): reads the new secret of a renewal */
  guint             spinner_timer;
  gboolean          saving;
  gboolean          closing; /* nothing more to ask */
  gboolean          with_codes; /* its backup codes are void, too */
};

G_DEFINE_FINAL_TYPE (SpareEditor, spare_editor, ADW_TYPE_WINDOW)

static SpareVault *
get_vault (SpareEditor *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static void
tick_cb (SpareEditor *self,
         gint64       now)
{
  spare_account_form_tick (self->form, now);
}

static void
close_now (SpareEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
spinner_cb (gpointer user_data)
{
  SpareEditor *self = user_data;

  self->spinner_timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
}

static void
set_saving (SpareEditor *self,
            gboolean     saving)
{
  GtkWindow *window = GTK_WINDOW (self);

  /* An entry that turns insensitive under the focus goes on blinking (GTK 4.8). */
  if (saving)
    g_set_weak_pointer (&self->focus, gtk_window_get_focus (window));
  if (saving)
    gtk_window_set_focus (window, NULL);

  self->saving = saving;
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  if (saving)
    self->spinner_timer = g_timeout_add_once (SPINNER_MS, spinner_cb, self);
  else
    gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !saving);
  gtk_widget_set_sensitive (self->save, !saving);
  if (!saving && self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
  if (!saving)
    g_clear_weak_pointer (&self->focus);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = spare_vault_save_finish (SPARE_VAULT (source), result, &error);
  g_autofree char *text = NULL;

  if (self->window == NULL)
    return;

  set_saving (self, FALSE);
  if (!saved)
    {
      text = spare_message_for_error (error);
      spare_notice_show (self->notice, text, NULL, NULL);
      return;
    }

  /* Translators: %s is a service. */
  text = g_strdup_printf (_("Saved %s."), spare_words_get_title (self->account));
  spare_window_toast (self->window, text);
  close_now (self);
}

static void
save_renewal (SpareEditor *self,
              SpareVault  *vault)
{
  SpareAccount *stored = spare_vault_find (vault, self->id);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) error = NULL;

  if (stored == NULL)
    return;

  records = spare_renewal_re_enroll (stored, self->account, spare_vault_get_bin (vault), spare_vault_get_things (vault),
                                     self->with_codes, spare_clock_get_now (spare_window_get_clock (self->window)),
                                     g_uuid_string_random, &error);
  if (records == NULL)
    {
      spare_account_form_refuse_secret (self->form);
      return;
    }

  spare_happening_add_notes (self->window, records);
  set_saving (self, TRUE);
  spare_vault_save_async (vault, records, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save (SpareEditor *self)
{
  SpareVault *vault = get_vault (self);

  if (vault == NULL || self->saving)
    return;

  spare_notice_hide (self->notice);
  if (self->source != NULL)
    {
      save_renewal (self, vault);
      return;
    }

  set_saving (self, TRUE);
  spare_vault_save_one_async (vault, self->account, NULL, saved_cb, g_object_ref (self));
}

static void
replace_confirmed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(SpareEditor) self = user_data;

  if (spare_dialogs_confirm_finish (result))
    save (self);
}

/* The old secret is gone afterwards: worth a question. */
static void
save_after_secret (SpareEditor *self)
{
  g_autofree char *heading = NULL;

  if (self->source != NULL || !spare_account_form_new_secret (self->form))
    {
      save (self);
      return;
    }

  /* Translators: %s is a service. */
  heading = g_strdup_printf (_("Replace the Secret of %s?"), spare_words_get_title (self->account));
  spare_dialogs_confirm_async (GTK_WINDOW (self), heading,
                               _("Codes made with the present secret stop being shown, and the secret cannot be "
                                 "brought back. Replace it only if the service gave you a new one."),
                               _("_Replace"), replace_confirmed_cb, g_object_ref (self));
}

static void
open_twin (SpareEditor *self)
{
  SpareWindow *window = self->window;
  g_autofree char *id = g_strdup (spare_account_get_id (self->twin));
  gboolean in_bin = spare_account_get_deleted (self->twin) != 0;

  close_now (self);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), in_bin ? "win.restore" : "win.show-account", "s", id);
}

static void
twin_answer_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(SpareEditor) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (g_strcmp0 (answer, "open") == 0)
    open_twin (self);
  else if (g_strcmp0 (answer, "keep") == 0)
    save_after_secret (self);
}

static void
ask_about_twin (SpareEditor *self)
{
  gboolean in_bin = spare_account_get_deleted (self->twin) != 0;
  g_autofree char *names = spare_words_dup_names (self->twin);
  g_autofree char *body = NULL;
  const SpareChoice choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "keep", _("_Keep Both"), SPARE_CHOICE_PLAIN },
    { "open", in_bin ? _("_Restore It") : _("_Open It"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };

  /* Translators: %s is a service and an account name, such as "GitHub, alice". */
  body = g_strdup_printf (in_bin ? _("%s makes the same codes and lies in the bin.") : _("%s makes the same codes."),
                          names);
  spare_dialogs_ask_async (GTK_WINDOW (self), _("You Already Have This Account"), body, choices,
                           twin_answer_cb, g_object_ref (self));
}

static SpareAccount *
find_twin_in (GListModel   *list,
              SpareAccount *account)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(SpareAccount) other = g_list_model_get_item (list, i);

      if (g_strcmp0 (spare_account_get_id (other), spare_account_get_id (account)) != 0
          && spare_account_same_codes (other, account))
        return g_steal_pointer (&other);
    }

  return NULL;
}

static SpareAccount *
find_twin (SpareVault   *vault,
           SpareAccount *account)
{
  SpareAccount *twin = find_twin_in (spare_vault_get_accounts (vault), account);

  return twin != NULL ? twin : find_twin_in (spare_vault_get_bin (vault), account);
}

static void
save_cb (SpareEditor *self)
{
  SpareVault *vault = get_vault (self);
  SpareAccount *stored;

  if (vault == NULL || self->saving)
    return;

  spare_notice_hide (self->notice);
  stored = self->id != NULL ? spare_vault_find (vault, self->id) : NULL;
  if (self->id != NULL && stored == NULL)
    {
      g_autoptr(GError) gone = g_error_new_literal (SPARE_STORE_ERROR, SPARE_STORE_ERROR_GONE, "Erased meanwhile");
      g_autofree char *text = spare_message_for_error (gone);

      spare_notice_show (self->notice, text, NULL, NULL);
      return;
    }

  g_clear_object (&self->account);
  g_clear_object (&self->twin);
  self->account = spare_account_form_dup_account (self->form, stored);
  if (self->account == NULL)
    return;

  if (stored == NULL)
    spare_account_set_created (self->account,
                               spare_clock_get_now (spare_window_get_clock (self->window)));

  /* An account that was edited beside its twin has been asked about before. */
  if (self->source == NULL && (stored == NULL || spare_account_form_new_secret (self->form)))
    self->twin = find_twin (vault, self->account);
  if (self->twin != NULL)
    ask_about_twin (self);
  else
    save_after_secret (self);
}

static gboolean
is_namesake (SpareAccount *account,
             SpareAccount *draft)
{
  return g_strcmp0 (spare_account_get_id (account), spare_account_get_id (draft)) != 0
         && g_strcmp0 (spare_account_get_service (account), spare_account_get_service (draft)) == 0
         && g_strcmp0 (spare_account_get_name (account), spare_account_get_name (draft)) == 0;
}

static void
update_remark (SpareEditor *self)
{
  SpareVault *vault = get_vault (self);
  SpareAccount *draft = spare_account_form_get_draft (self->form);
  gboolean taken = FALSE;

  if (vault == NULL)
    return;

  if (*spare_words_get_title (draft) != '\0')
    {
      GListModel *list = spare_vault_get_accounts (vault);

      for (guint i = 0; i < g_list_model_get_n_items (list) && !taken; i++)
        {
          g_autoptr(SpareAccount) account = g_list_model_get_item (list, i);

          taken = is_namesake (account, draft);
        }
    }

  spare_account_form_set_remark (self->form,
                                 taken ? _("Another account has the same names. Both are kept.") : NULL);
}

static void
changed_cb (SpareEditor *self)
{
  gtk_widget_set_sensitive (self->save, !self->saving && spare_account_form_is_modified (self->form));
  update_remark (self);
}

static void
copy_code_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SpareEditor *self = SPARE_EDITOR (widget);
  GSettings *settings = spare_window_get_settings (self->window);
  char code[SPARE_OTP_CODE_SIZE];

  if (!spare_account_code (spare_account_form_get_draft (self->form),
                           spare_clock_get_now (spare_window_get_clock (self->window)), code, NULL))
    return;

  spare_clipboard_copy (spare_window_get_clipboard (self->window), code,
                        g_settings_get_uint (settings, "clipboard-timeout"));
  explicit_bzero (code, sizeof code);
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("Copied the code.")));
}

static void
paste_finish_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(SpareEditor) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (text != NULL && spare_account_form_is_link (text))
    spare_account_form_read_link (self->form, text);
  else if (text == NULL && self->source != NULL)
    spare_renewal_source_paste (SPARE_RENEWAL_SOURCE (self->source));
  else if (focus != NULL)
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);

  if (text != NULL)
    explicit_bzero (text, strlen (text));
}

/* A setup link may be pasted anywhere, so the clipboard is looked at before the
 * focused entry gets it. */
static void
paste_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  SpareEditor *self = SPARE_EDITOR (widget);

  if (!self->saving)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, paste_finish_cb,
                                   g_object_ref (self));
}

static void
add_paste_shortcut (SpareEditor *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                      gtk_named_action_new ("editor.paste")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareEditor) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (g_strcmp0 (answer, "discard") == 0)
    close_now (self);
}

static gboolean
spare_editor_close_request (GtkWindow *window)
{
  SpareEditor *self = SPARE_EDITOR (window);
  const SpareChoice choices[] = {
    { "keep", _("_Keep Editing"), SPARE_CHOICE_PLAIN },
    { "discard", _("_Discard"), SPARE_CHOICE_DESTRUCTIVE },
    { NULL },
  };

  if (self->saving)
    return TRUE;

  if (!self->closing && spare_account_form_is_modified (self->form))
    {
      spare_dialogs_ask_async (window, _("Discard What You Typed?"),
                               _("It has not been saved, and cannot be brought back."), choices,
                               discard_cb, g_object_ref (self));
      return TRUE;
    }

  spare_account_form_wipe (self->form);

  return GTK_WINDOW_CLASS (spare_editor_parent_class)->close_request (window);
}

static void
spare_editor_dispose (GObject *object)
{
  SpareEditor *self = SPARE_EDITOR (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->account);
  g_clear_object (&self->twin);

  G_OBJECT_CLASS (spare_editor_parent_class)->dispose (object);
}

static void
spare_editor_finalize (GObject *object)
{
  g_free (SPARE_EDITOR (object)->id);

  G_OBJECT_CLASS (spare_editor_parent_class)->finalize (object);
}

static void
spare_editor_class_init (SpareEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = spare_editor_close_request;

  g_type_ensure (SPARE_TYPE_ACCOUNT_FORM);
  g_type_ensure (SPARE_TYPE_NOTICE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, overlay);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, title);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, save);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, save_label);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, notice);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, box);
  gtk_widget_class_bind_template_child (widget_class, SpareEditor, form);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);

  gtk_widget_class_install_action (widget_class, "editor.copy-code", NULL, copy_code_cb);
  gtk_widget_class_install_action (widget_class, "editor.paste", NULL, paste_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_editor_init (SpareEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_paste_shortcut (self);
}

static void
set_title (SpareEditor *self,
           const char  *title,
           const char  *button)
{
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->save_label, button);
}

GtkWindow *
spare_editor_new (SpareWindow  *parent,
                  SpareAccount *account)
{
  SpareEditor *self;
  SpareClock *clock;

  g_return_val_if_fail (SPARE_IS_WINDOW (parent), NULL);

  self = g_object_new (SPARE_TYPE_EDITOR, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (parent));
  g_set_weak_pointer (&self->window, parent);

  if (account != NULL)
    {
      self->id = g_strdup (spare_account_get_id (account));
      set_title (self, _("Edit Account"), _("_Save"));
      spare_account_form_set_account (self->form, account, TRUE);
    }
  else
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autoptr(SpareAccount) fresh = spare_account_new (id);

      set_title (self, _("Add Account"), _("_Add"));
      spare_account_form_set_account (self->form, fresh, FALSE);
    }
  spare_account_form_set_discreet (self->form, spare_reveal_get_hides (spare_window_get_reveal (parent)));
  spare_account_form_focus_first (self->form);

  clock = spare_window_get_clock (parent);
  g_signal_connect_object (clock, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  spare_clock_watch (clock, GTK_WIDGET (self->form));

  return GTK_WINDOW (self);
}

GtkWindow *
spare_editor_new_for_renewal (SpareWindow  *parent,
                              SpareAccount *account,
                              gboolean      with_codes)
{
  GtkWindow *window = spare_editor_new (parent, account);
  SpareEditor *self = SPARE_EDITOR (window);
  g_autofree char *names = spare_words_dup_names (account);

  self->source = spare_renewal_source_new (parent, window, account);
  self->with_codes = with_codes;
  set_title (self, _("New Phone"), _("_Save"));
  adw_window_title_set_subtitle (self->title, names);
  g_signal_connect_object (self->source, "found", G_CALLBACK (spare_account_form_take_secret), self->form,
                           G_CONNECT_SWAPPED);
  gtk_box_prepend (self->box, self->source);
  spare_account_form_ask_secret (self->form);

  return window;
}

GtkWindow *
spare_editor_new_for_uri (SpareWindow *parent,
                          const char  *uri)
{
  GtkWindow *editor = spare_editor_new (parent, NULL);

  spare_account_form_read_link (SPARE_EDITOR (editor)->form, uri);

  return editor;
}
