/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-backup-page.h"

#include <glib/gi18n.h>

#include "spare-backup-passphrase.h"
#include "spare-dialogs.h"
#include "spare-export-words.h"
#include "spare-hint-row.h"
#include "spare-import-dialog.h"
#include "spare-messages.h"

struct _SpareBackupPage
{
  AdwBin         parent_instance;

  AdwActionRow  *state;
  GtkImage      *state_icon;
  GtkWidget     *by_hand;
  GtkSpinner    *spinner;
  SpareHintRow  *result;
  GtkWidget     *restore;
  GtkSwitch     *automatic;
  SpareHintRow  *problem;
  AdwActionRow  *folder;
  AdwActionRow  *passphrase;
  GtkSpinButton *generations;
  GtkWidget     *now;
  GtkSwitch     *reminder;

  SpareWindow   *window;   /* (nullable): borrowed */
  GSettings     *settings; /* (nullable) */
  gboolean       turning_on; /* the switch waits for a folder and a passphrase */

  gboolean       busy;
  GCancellable  *cancellable; /* (nullable): of a backup by hand */
  SpareSecret   *secret;      /* (nullable): its passphrase, until it is used */
};

G_DEFINE_FINAL_TYPE (SpareBackupPage, spare_backup_page, ADW_TYPE_BIN)

static void turn_on (SpareBackupPage *self);

static GtkWindow *
get_parent (SpareBackupPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static SpareBackupKeeper *
get_keeper (SpareBackupPage *self)
{
  return spare_window_get_keeper (self->window);
}

static gboolean
has_key (SpareBackupPage *self)
{
  g_autoptr(SpareSealKey) key = spare_backup_find_key (spare_window_get_vault (self->window));

  return key != NULL;
}

static gboolean
has_folder (SpareBackupPage *self)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "backup-folder");

  return *uri != '\0';
}

static char *
dup_last (SpareBackupPage *self)
{
  gint64 when = g_settings_get_int64 (self->settings, "backup-time");
  g_autofree char *uri = g_settings_get_string (self->settings, "backup-file");
  g_autoptr(GDateTime) date = when > 0 ? g_date_time_new_from_unix_local (when) : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%x %H:%M") : NULL;
  g_autoptr(GFile) file = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;

  if (day == NULL)
    return g_strdup (_("Without one, a broken computer takes your accounts with it"));
  if (name == NULL)
    return g_strdup_printf (_("Last backup: %s"), day);

  /* Translators: a day with the time, and the name of a file. */
  return g_strdup_printf (_("Last backup: %s, “%s”"), day, name);
}

static void
show_state (SpareBackupPage *self)
{
  const char *titles[] = {
    [SPARE_BACKUP_NOTHING] = _("There Is Nothing to Back Up Yet"),
    [SPARE_BACKUP_NEVER] = _("There Is No Backup Yet"),
    [SPARE_BACKUP_COVERED] = _("Everything Is in a Backup"),
    [SPARE_BACKUP_CHANGED] = _("Your Last Change Is in No Backup"),
    [SPARE_BACKUP_LACKING] = _("Not Every Account Can Be Read Now"),
  };
  SpareBackupState state = spare_backup_keeper_get_state (get_keeper (self));
  g_autofree char *last = state == SPARE_BACKUP_NOTHING ? NULL : dup_last (self);
  g_autofree char *escaped = last != NULL ? g_markup_escape_text (last, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), titles[state]);
  adw_action_row_set_subtitle (self->state, escaped);
  gtk_image_set_from_icon_name (self->state_icon, state == SPARE_BACKUP_COVERED || state == SPARE_BACKUP_NOTHING
                                                    ? "object-select-symbolic" : "dialog-warning-symbolic");
}

static void
show_automatic (SpareBackupPage *self)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "backup-folder");
  g_autoptr(GFile) folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  g_autofree char *escaped = path != NULL ? g_markup_escape_text (path, -1) : NULL;
  const GError *error = spare_backup_keeper_get_problem (get_keeper (self));
  gboolean on = g_settings_get_boolean (self->settings, "backup-automatic");
  g_autofree char *text = on && error != NULL ? spare_message_for_backup (error) : NULL;

  adw_action_row_set_subtitle (self->folder, escaped != NULL ? escaped : _("None chosen"));
  adw_action_row_set_subtitle (self->passphrase, has_key (self) ? _("Set; its key is kept in the keyring")
                                                                : _("Not set"));
  spare_hint_row_set (self->problem, SPARE_HINT_ERROR, text);
  gtk_widget_set_visible (self->now, on);
  gtk_widget_set_sensitive (self->now, !spare_backup_keeper_is_writing (get_keeper (self)));
  if (!self->turning_on)
    {
      gtk_switch_set_active (self->automatic, on);
      gtk_switch_set_state (self->automatic, on);
    }
}

static void
show_all (SpareBackupPage *self)
{
  if (self->window == NULL)
    return;

  show_state (self);
  show_automatic (self);
}

static void
set_busy (SpareBackupPage *self,
          gboolean         busy)
{
  self->busy = busy;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->by_hand, !busy);
  gtk_widget_set_sensitive (self->restore, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->automatic), !busy);
}

static void
say_error (SpareBackupPage *self,
           const GError    *error)
{
  g_autofree char *text = spare_message_for_error (error);

  spare_hint_row_set (self->result, SPARE_HINT_ERROR, text);
}

/* By hand. */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_backup_keeper_write_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;

  set_busy (self, FALSE);
  if (good)
    spare_hint_row_set (self->result, SPARE_HINT_NOTE, _("Saved, read back and opened."));
  else
    say_error (self, error);
}

static void
file_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(SpareSecret) secret = g_steal_pointer (&self->secret);
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);

  if (file == NULL || self->window == NULL)
    return;

  set_busy (self, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  spare_backup_keeper_write_async (get_keeper (self), secret, file, self->cancellable, written_cb,
                                   g_object_ref (self));
}

static void
choose_file (SpareBackupPage *self)
{
  g_autofree char *name = spare_export_words_dup_file_name (SPARE_SEAL_SUFFIX);

  spare_dialogs_save_file_async (get_parent (self), _("Save the Backup"), name, file_cb, g_object_ref (self));
}

static void
hand_passphrase_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(SpareSecret) passphrase = spare_backup_passphrase_ask_finish (result);

  if (passphrase == NULL || self->window == NULL)
    return;

  g_clear_pointer (&self->secret, spare_secret_unref);
  self->secret = g_steal_pointer (&passphrase);
  choose_file (self);
}

/* With the passphrase of the automatic backups where there is one: several
 * passphrases for one thing are forgotten sooner. */
static void
by_hand_cb (SpareBackupPage *self)
{
  spare_hint_row_set (self->result, SPARE_HINT_NOTE, NULL);
  g_clear_pointer (&self->secret, spare_secret_unref);
  if (has_key (self))
    choose_file (self);
  else
    spare_backup_passphrase_ask_async (get_parent (self),
                                       _("Choose a passphrase for this backup. Without it nobody can open it, not "
                                         "even we: it cannot be asked for or reset."),
                                       _("_Continue"), hand_passphrase_cb, g_object_ref (self));
}

/* What was begun is not left to end unseen: closing stops it, and is possible
 * once it has said how it ended. */
static gboolean
close_request_cb (SpareBackupPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  return self->busy;
}

static void
restore_files_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(GListModel) files = spare_dialogs_open_files_finish (result);
  SpareWindow *window = self->window;

  if (files == NULL || window == NULL)
    return;

  gtk_window_close (get_parent (self));
  spare_import_dialog_read_files (window, files);
}

static void
restore_cb (SpareBackupPage *self)
{
  spare_dialogs_open_files_async (get_parent (self), _("Choose a Backup"), restore_files_cb, g_object_ref (self));
}

/* Automatic ones. */

static void
end_turning_on (SpareBackupPage *self)
{
  self->turning_on = FALSE;
  show_all (self);
}

static void
key_saved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  if (self->window == NULL)
    return;

  set_busy (self, FALSE);
  if (!good)
    {
      say_error (self, error);
      end_turning_on (self);
      return;
    }
  spare_backup_keeper_outdate (get_keeper (self));
  if (self->turning_on)
    turn_on (self);
  else if (g_settings_get_boolean (self->settings, "backup-automatic"))
    spare_backup_keeper_run (get_keeper (self));
  show_all (self);
}

static void
key_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSealKey) key = spare_backup_key_finish (result, &error);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = g_uuid_string_random ();
  SpareVault *vault;

  if (self->window == NULL)
    return;

  if (key == NULL)
    {
      set_busy (self, FALSE);
      say_error (self, error);
      end_turning_on (self);
      return;
    }
  vault = spare_window_get_vault (self->window);
  g_ptr_array_add (records, spare_backup_new_key_thing (vault, key, id));
  spare_vault_save_async (vault, records, NULL, NULL, NULL, key_saved_cb, g_object_ref (self));
}

static void
new_passphrase_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(SpareSecret) passphrase = spare_backup_passphrase_ask_finish (result);

  if (self->window == NULL)
    return;

  if (passphrase == NULL)
    {
      end_turning_on (self);
      return;
    }
  set_busy (self, TRUE);
  spare_backup_key_async (passphrase, NULL, key_cb, g_object_ref (self));
}

static void
passphrase_cb (SpareBackupPage *self)
{
  const char *text;

  spare_hint_row_set (self->result, SPARE_HINT_NOTE, NULL);
  if (has_key (self))
    text = _("Choose the passphrase of backups from now on. Older backups keep the one that they were made with. "
             "Without it nobody can open them, not even we.");
  else
    text = _("Choose a passphrase for your backups. Without it nobody can open them, not even we: it cannot be asked "
             "for or reset.\n\nThe keyring keeps the key, so that backups need no question. On another computer, you "
             "need the passphrase.");
  spare_backup_passphrase_ask_async (get_parent (self), text, _("_Set"), new_passphrase_cb, g_object_ref (self));
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(SpareBackupPage) self = user_data;
  g_autoptr(GFile) folder = spare_dialogs_choose_folder_finish (result);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (self->window == NULL)
    return;

  if (uri == NULL)
    {
      end_turning_on (self);
      return;
    }
  g_settings_set_string (self->settings, "backup-folder", uri);
  if (self->turning_on)
    turn_on (self);
  else if (g_settings_get_boolean (self->settings, "backup-automatic"))
    spare_backup_keeper_run (get_keeper (self));
  show_all (self);
}

static void
folder_cb (SpareBackupPage *self)
{
  spare_dialogs_choose_folder_async (get_parent (self), _("Choose a Folder for Backups"), folder_chosen_cb,
                                     g_object_ref (self));
}

/* Asks for what is missing, one after the other, and comes back here. */
static void
turn_on (SpareBackupPage *self)
{
  self->turning_on = TRUE;
  if (!has_folder (self))
    {
      folder_cb (self);
    }
  else if (!has_key (self))
    {
      passphrase_cb (self);
    }
  else
    {
      g_settings_set_boolean (self->settings, "backup-automatic", TRUE);
      spare_backup_keeper_run (get_keeper (self));
      end_turning_on (self);
    }
}

static gboolean
automatic_cb (SpareBackupPage *self,
              gboolean         on)
{
  if (self->settings == NULL || self->turning_on || on == g_settings_get_boolean (self->settings, "backup-automatic"))
    return FALSE;

  if (on)
    turn_on (self);
  else
    g_settings_set_boolean (self->settings, "backup-automatic", FALSE);
  show_all (self);

  return TRUE;
}

static void
now_cb (SpareBackupPage *self)
{
  spare_backup_keeper_run (get_keeper (self));
}

static void
spare_backup_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_backup_page_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "close-request", G_CALLBACK (close_request_cb), widget,
                             G_CONNECT_SWAPPED);
}

static void
spare_backup_page_dispose (GObject *object)
{
  SpareBackupPage *self = SPARE_BACKUP_PAGE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->secret, spare_secret_unref);

  G_OBJECT_CLASS (spare_backup_page_parent_class)->dispose (object);
}

static void
spare_backup_page_class_init (SpareBackupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_backup_page_dispose;
  widget_class->root = spare_backup_page_root;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  g_type_ensure (SPARE_TYPE_BACKUP_PASSPHRASE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, state);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, by_hand);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, result);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, restore);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, automatic);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, folder);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, generations);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, now);
  gtk_widget_class_bind_template_child (widget_class, SpareBackupPage, reminder);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_cb);
  gtk_widget_class_bind_template_callback (widget_class, now_cb);
}

static void
spare_backup_page_init (SpareBackupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_backup_page_set_up (SpareBackupPage *self,
                          SpareWindow     *window)
{
  g_set_weak_pointer (&self->window, window);
  self->settings = g_object_ref (spare_window_get_settings (window));

  g_settings_bind (self->settings, "backup-generations", gtk_spin_button_get_adjustment (self->generations), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "backup-reminder", self->reminder, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (get_keeper (self), "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}
