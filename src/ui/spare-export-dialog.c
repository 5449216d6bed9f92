/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-backup-passphrase.h"
#include "spare-dialogs.h"
#include "spare-export-job.h"
#include "spare-export-words.h"
#include "spare-hint-row.h"
#include "spare-messages.h"
#include "spare-qr-dialog.h"
#include "spare-words.h"

#define LEFT_SHOWN 20
#define PULSE_MS   100

typedef enum
{
  PAGE_CHOOSE,
  PAGE_ACCOUNTS,
  PAGE_PASSWORD,
  PAGE_BUSY,
  PAGE_DONE,
} Page;

struct _SpareExportDialog
{
  AdwWindow                parent_instance;

  GtkButton               *back;
  GtkButton               *action;
  GtkStack                *stack;
  AdwPreferencesGroup     *formats;
  AdwPreferencesGroup     *which;
  AdwActionRow            *accounts;
  SpareHintRow            *left;
  GtkWidget               *first; /* of the formats */
  GtkListView             *list;
  GtkLabel                *password_text;
  SpareBackupPassphrase   *password;
  GtkProgressBar          *bar;
  AdwStatusPage           *done;

  SpareWindow             *window;   /* (nullable): borrowed */
  Page                     page;
  const SpareExportFormat *format;   /* (nullable): NULL is the sealed backup */
  GHashTable              *excluded; /* ids */
  GCancellable            *cancellable; /* (nullable) */
  GCancellable            *checking;    /* (nullable) */
  SpareSecret             *secret;   /* (nullable): the passphrase, until it is used */
  gboolean                 on_screen;
  guint                    pulse;
};

G_DEFINE_FINAL_TYPE (SpareExportDialog, spare_export_dialog, ADW_TYPE_WINDOW)

static void choose_place (SpareExportDialog *self);

static const struct
{
  const char *name;
  const char *back;
  const char *action;
} pages[] = {
  [PAGE_CHOOSE] = { "choose", N_("_Cancel"), N_("_Continue") },
  [PAGE_ACCOUNTS] = { "accounts", N_("_Back"), NULL },
  [PAGE_PASSWORD] = { "password", N_("_Back"), N_("_Save…") },
  [PAGE_BUSY] = { "busy", N_("_Cancel"), NULL },
  [PAGE_DONE] = { "done", NULL, N_("_Done") },
};

static GListModel *
get_accounts (SpareExportDialog *self)
{
  return spare_vault_get_accounts (spare_window_get_vault (self->window));
}

static gboolean
is_chosen (SpareExportDialog *self,
           SpareAccount      *account)
{
  return !g_hash_table_contains (self->excluded, spare_account_get_id (account));
}

/* Copies: a thread reads them while the vault may change its own. */
static GPtrArray *
collect (SpareExportDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *accounts = get_accounts (self);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      if (is_chosen (self, account))
        g_ptr_array_add (chosen, spare_account_copy (account));
    }

  return chosen;
}

static guint
count_chosen (SpareExportDialog *self)
{
  GListModel *accounts = get_accounts (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      n += is_chosen (self, account);
    }

  return n;
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (SPARE_EXPORT_DIALOG (user_data)->bar);

  return G_SOURCE_CONTINUE;
}

static void
update_action (SpareExportDialog *self)
{
  gboolean good = TRUE;

  if (self->page == PAGE_CHOOSE)
    good = self->format == NULL || count_chosen (self) > 0;
  else if (self->page == PAGE_PASSWORD)
    good = spare_backup_passphrase_is_good (self->password);
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), good);
}

/* GTK 4.8 forgets the accessible role of a window that has a focus before it is
 * on the screen. */
static void
focus_page (SpareExportDialog *self)
{
  GtkWidget *widgets[] = {
    [PAGE_CHOOSE] = self->first,
    [PAGE_ACCOUNTS] = GTK_WIDGET (self->list),
    [PAGE_PASSWORD] = GTK_WIDGET (self->password),
    [PAGE_BUSY] = GTK_WIDGET (self->back),
    [PAGE_DONE] = GTK_WIDGET (self->action),
  };

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (widgets[self->page]);
}

static void
spare_export_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_export_dialog_parent_class)->map (widget);
  focus_page (SPARE_EXPORT_DIALOG (widget));
}

static void
show_page (SpareExportDialog *self,
           Page               page)
{
  self->page = page;
  gtk_stack_set_visible_child_name (self->stack, pages[page].name);
  gtk_widget_set_visible (GTK_WIDGET (self->back), pages[page].back != NULL);
  gtk_button_set_label (self->back, pages[page].back != NULL ? _(pages[page].back) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->action), pages[page].action != NULL);
  gtk_button_set_label (self->action, pages[page].action != NULL ? _(pages[page].action) : "");
  /* A button that is hidden is no longer the default. */
  if (pages[page].action != NULL)
    gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));
  update_action (self);

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (page == PAGE_BUSY)
    self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  focus_page (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareExportDialog) self = user_data;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) done = spare_export_job_run_finish (result, &left, &error);
  g_autofree char *text = NULL;

  if (self->window == NULL || g_task_get_cancellable (G_TASK (result)) != self->checking)
    return;

  text = spare_export_words_dup_left (left, LEFT_SHOWN);
  spare_hint_row_set (self->left, SPARE_HINT_WARNING, text);
}

/* An encrypted format leaves out what its plain one does. */
static void
check_left (SpareExportDialog *self)
{
  g_autoptr(GPtrArray) chosen = NULL;
  g_autofree char *id = NULL;
  const SpareExportFormat *plain;

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  spare_hint_row_set (self->left, SPARE_HINT_NOTE, NULL);
  if (self->format == NULL)
    return;

  id = g_strdup (self->format->id);
  if (g_str_has_suffix (id, "-encrypted"))
    id[strlen (id) - strlen ("-encrypted")] = '\0';
  plain = spare_export_find (id);
  if (plain == NULL || plain->encrypted)
    return;

  chosen = collect (self);
  if (chosen->len == 0)
    return;
  self->checking = g_cancellable_new ();
  spare_export_job_run_async (plain, chosen, NULL, NULL, g_get_real_time () / G_USEC_PER_SEC, self->checking, checked_cb,
                              g_object_ref (self));
}

static void
show_which (SpareExportDialog *self)
{
  guint all = g_list_model_get_n_items (get_accounts (self));
  guint n = count_chosen (self);
  g_autofree char *text = NULL;

  if (n == all)
    text = g_strdup_printf (ngettext ("The one that there is", "All %u", all), all);
  else
    text = g_strdup_printf (ngettext ("%u of %u", "%u of %u", all), n, all);
  adw_action_row_set_subtitle (self->accounts, text);
  gtk_widget_set_visible (GTK_WIDGET (self->which), self->format != NULL);
  update_action (self);
  check_left (self);
}

/* The end. */

static void
show_done (SpareExportDialog *self,
           const char        *title,
           const char        *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_icon_name (self->done, "object-select-symbolic");
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, markup);
  show_page (self, PAGE_DONE);
}

/* @left: (nullable) */
static void
show_error (SpareExportDialog *self,
            const GError      *error,
            GPtrArray         *left)
{
  g_autofree char *left_text = spare_export_words_dup_left (left, LEFT_SHOWN);
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_page (self, PAGE_CHOOSE);
      return;
    }
  /* A sealed backup that does not read back was removed. */
  sentence = self->format != NULL ? spare_message_for_export (error) : spare_message_for_error (error);
  text = g_strjoin ("\n\n", sentence, left_text, NULL);
  show_done (self, _("Not Saved"), text);
  adw_status_page_set_icon_name (self->done, "dialog-warning-symbolic");
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareExportDialog) self = user_data;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = spare_export_job_run_finish (result, &left, &error);
  g_autofree char *left_text = NULL;
  g_autofree char *text = NULL;

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;
  if (texts == NULL)
    {
      show_error (self, error, left);
      return;
    }

  left_text = spare_export_words_dup_left (left, LEFT_SHOWN);
  if (self->on_screen && texts->len > 0)
    {
      g_autoptr(SpareExportDialog) alive = g_object_ref (self);

      g_autofree char *note = g_strjoin ("\n\n", _("They are written nowhere. To see them once more, export again."),
                                         left_text, NULL);

      show_done (self, _("Transfer Codes for the Screen"), note);
      spare_qr_dialog_show_pages (GTK_WINDOW (self), texts, _("Transfer Codes"));
      return;
    }
  text = g_strjoin ("\n\n", self->format->encrypted
                              ? _("It was written and read back. Only the password opens it.")
                              : _("It was written and read back. Delete it as soon as it has served: anyone who gets "
                                  "it can make your codes."), left_text, NULL);
  show_done (self, _("Saved"), text);
}

static void
sealed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_backup_keeper_write_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;
  if (!good)
    {
      show_error (self, error, NULL);
      return;
    }
  show_done (self, _("Saved"),
             _("It was written, read back and opened. Without the passphrase nobody can open it: write it down and "
               "keep it apart from this computer."));
}

static void
start (SpareExportDialog *self,
       GFile             *file)
{
  g_autoptr(SpareSecret) secret = g_steal_pointer (&self->secret);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_page (self, PAGE_BUSY);
  if (self->format == NULL)
    {
      spare_backup_keeper_write_async (spare_window_get_keeper (self->window), secret, file, self->cancellable,
                                       sealed_cb, g_object_ref (self));
    }
  else
    {
      g_autoptr(GPtrArray) chosen = collect (self);

      spare_export_job_run_async (self->format, chosen, secret, file, g_get_real_time () / G_USEC_PER_SEC,
                                  self->cancellable, exported_cb, g_object_ref (self));
    }
}

/* Where to. */

static void
place_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareExportDialog) self = user_data;
  gboolean folder = self->format != NULL && self->format->paged;
  g_autoptr(GFile) file = folder ? spare_dialogs_choose_folder_finish (result)
                                 : spare_dialogs_save_file_finish (result, NULL);

  if (self->window == NULL)
    return;

  if (file != NULL)
    {
      start (self, file);
    }
  else
    {
      g_clear_pointer (&self->secret, spare_secret_unref);
      show_page (self, PAGE_CHOOSE);
    }
}

static void
choose_place (SpareExportDialog *self)
{
  g_autofree char *name = spare_export_words_dup_file_name (self->format != NULL ? self->format->suffix
                                                                                 : SPARE_SEAL_SUFFIX);

  if (self->format != NULL && self->format->paged)
    spare_dialogs_choose_folder_async (GTK_WINDOW (self), _("Choose a Folder for the Pictures"), place_cb,
                                       g_object_ref (self));
  else
    spare_dialogs_save_file_async (GTK_WINDOW (self), _("Export Accounts"), name, place_cb, g_object_ref (self));
}

static void
plain_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareExportDialog) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (self->window == NULL || g_strcmp0 (answer, "cancel") == 0)
    return;

  self->on_screen = g_strcmp0 (answer, "screen") == 0;
  if (self->on_screen)
    start (self, NULL);
  else
    choose_place (self);
}

static void
ask_plain (SpareExportDialog *self)
{
  const SpareChoice file_choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "file", _("_Export Unencrypted"), SPARE_CHOICE_DESTRUCTIVE },
    { NULL },
  };
  const SpareChoice code_choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "file", _("Save as _Pictures…"), SPARE_CHOICE_DESTRUCTIVE },
    { "screen", _("_Show on the Screen"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };

  if (self->format->paged)
    spare_dialogs_ask_async (GTK_WINDOW (self), _("Show Transfer Codes?"),
                             _("Anyone who sees or photographs these codes can make yours. Pictures of them on a disk "
                               "are as good as the accounts themselves."),
                             code_choices, plain_cb, g_object_ref (self));
  else
    spare_dialogs_ask_async (GTK_WINDOW (self), _("Export Without Encryption?"),
                             _("Anyone who gets this file can make your codes. Keep it only as long as you need it, "
                               "and do not send it by mail or put it in a cloud folder."),
                             file_choices, plain_cb, g_object_ref (self));
}

static void
action_cb (SpareExportDialog *self)
{
  switch (self->page)
    {
    case PAGE_CHOOSE:
      self->on_screen = FALSE;
      if (self->format != NULL && !self->format->encrypted)
        {
          ask_plain (self);
          break;
        }
      spare_backup_passphrase_set_word (self->password,
                                        self->format == NULL ? SPARE_WORD_PASSPHRASE : SPARE_WORD_PASSWORD);
      gtk_label_set_text (self->password_text,
                          self->format == NULL
                            ? _("Choose a passphrase for this backup. Without it nobody can open it, not even we: it "
                                "cannot be asked for or reset.")
                            : _("Choose a password for this file. The other app asks for it when it imports."));
      show_page (self, PAGE_PASSWORD);
      break;
    case PAGE_PASSWORD:
      g_clear_pointer (&self->secret, spare_secret_unref);
      self->secret = spare_backup_passphrase_take (self->password);
      choose_place (self);
      break;
    case PAGE_DONE:
      gtk_window_close (GTK_WINDOW (self));
      break;
    case PAGE_ACCOUNTS:
    case PAGE_BUSY:
    default:
      break;
    }
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareExportDialog *self = SPARE_EXPORT_DIALOG (widget);

  if (self->page == PAGE_BUSY)
    {
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
    }
  else if (self->page == PAGE_ACCOUNTS || self->page == PAGE_PASSWORD)
    {
      spare_backup_passphrase_wipe (self->password);
      show_page (self, PAGE_CHOOSE);
      show_which (self);
    }
  else
    {
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
password_cb (SpareExportDialog *self)
{
  if (self->page == PAGE_PASSWORD)
    update_action (self);
}

/* Which accounts. */

static void
accounts_cb (SpareExportDialog *self)
{
  show_page (self, PAGE_ACCOUNTS);
}

static void
tick_cb (GtkCheckButton    *tick,
         SpareExportDialog *self)
{
  SpareAccount *account = g_object_get_data (G_OBJECT (tick), "account");

  if (account == NULL)
    return;

  if (gtk_check_button_get_active (tick))
    g_hash_table_remove (self->excluded, spare_account_get_id (account));
  else
    g_hash_table_add (self->excluded, g_strdup (spare_account_get_id (account)));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          SpareExportDialog        *self)
{
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "margin-start", 6, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (tick_cb), self, 0);
  gtk_list_item_set_child (item, tick);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         SpareExportDialog        *self)
{
  GtkWidget *tick = gtk_list_item_get_child (item);
  SpareAccount *account = gtk_list_item_get_item (item);
  g_autofree char *names = spare_words_dup_names (account);

  g_object_set_data (G_OBJECT (tick), "account", NULL);
  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (tick))), names);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, names, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), is_chosen (self, account));
  g_object_set_data_full (G_OBJECT (tick), "account", g_object_ref (account), g_object_unref);
}

static void
show_list (SpareExportDialog *self)
{
  g_autoptr(GtkSelectionModel) model = GTK_SELECTION_MODEL (
    gtk_no_selection_new (g_object_ref (get_accounts (self))));

  gtk_list_view_set_model (self->list, model);
}

static void
all_cb (SpareExportDialog *self)
{
  g_hash_table_remove_all (self->excluded);
  show_list (self);
}

static void
none_cb (SpareExportDialog *self)
{
  GListModel *accounts = get_accounts (self);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      g_hash_table_add (self->excluded, g_strdup (spare_account_get_id (account)));
    }
  show_list (self);
}

/* For which program. */

static void
format_cb (SpareExportDialog *self,
           GtkCheckButton    *radio)
{
  if (!gtk_check_button_get_active (radio))
    return;

  self->format = g_object_get_data (G_OBJECT (radio), "format");
  show_which (self);
}

static GtkCheckButton *
add_format (SpareExportDialog       *self,
            GtkCheckButton          *group,
            const char              *title,
            const char              *subtitle,
            const SpareExportFormat *format)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *radio = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), group);
  gtk_widget_set_valign (radio, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (radio), "format", (gpointer) format);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), radio);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), radio);
  adw_preferences_group_add (self->formats, row);
  g_signal_connect_object (radio, "toggled", G_CALLBACK (format_cb), self, G_CONNECT_SWAPPED);

  return GTK_CHECK_BUTTON (radio);
}

static void
fill_formats (SpareExportDialog *self)
{
  const SpareExportFormat *const *formats = spare_export_list ();
  GtkCheckButton *first = add_format (self, NULL, _("Sealed Backup"),
                                      _("Everything, encrypted, for Sparekey on another computer or after a loss"),
                                      NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *title = spare_export_words_dup_title (formats[i]);

      add_format (self, first, title, spare_export_words_get_subtitle (formats[i]), formats[i]);
    }
  self->first = GTK_WIDGET (first);
  gtk_check_button_set_active (first, TRUE);
}

static gboolean
spare_export_dialog_close_request (GtkWindow *window)
{
  SpareExportDialog *self = SPARE_EXPORT_DIALOG (window);

  if (self->page == PAGE_BUSY)
    {
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }
  spare_backup_passphrase_wipe (self->password);

  return GTK_WINDOW_CLASS (spare_export_dialog_parent_class)->close_request (window);
}

static void
spare_export_dialog_dispose (GObject *object)
{
  SpareExportDialog *self = SPARE_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->checking);
  g_clear_pointer (&self->secret, spare_secret_unref);

  G_OBJECT_CLASS (spare_export_dialog_parent_class)->dispose (object);
}

static void
spare_export_dialog_finalize (GObject *object)
{
  g_hash_table_unref (SPARE_EXPORT_DIALOG (object)->excluded);

  G_OBJECT_CLASS (spare_export_dialog_parent_class)->finalize (object);
}

static void
spare_export_dialog_class_init (SpareExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_export_dialog_finalize;
  widget_class->map = spare_export_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_export_dialog_close_request;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  g_type_ensure (SPARE_TYPE_BACKUP_PASSPHRASE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, action);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, which);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, accounts);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, left);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, password_text);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, SpareExportDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, action_cb);
  gtk_widget_class_bind_template_callback (widget_class, accounts_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);

  gtk_widget_class_install_action (widget_class, "export.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.back", NULL);
}

static void
spare_export_dialog_init (SpareExportDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->excluded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

GtkWindow *
spare_export_dialog_new (SpareWindow *parent)
{
  SpareExportDialog *self = g_object_new (SPARE_TYPE_EXPORT_DIALOG, NULL);

  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (parent));
  g_set_weak_pointer (&self->window, parent);
  fill_formats (self);
  show_list (self);
  show_which (self);
  show_page (self, PAGE_CHOOSE);

  return GTK_WINDOW (self);
}
