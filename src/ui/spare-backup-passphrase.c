/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-backup-passphrase.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-dialogs.h"
#include "spare-hint-row.h"
#include "spare-seal.h"

struct _SpareBackupPassphrase
{
  AdwPreferencesGroup parent_instance;

  SpareWord           word;
  GtkEditable        *first;
  GtkEditable        *second;
  SpareHintRow       *hint;
};

G_DEFINE_FINAL_TYPE (SpareBackupPassphrase, spare_backup_passphrase, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_text (GtkEditable *entry)
{
  return gtk_editable_get_text (entry);
}

gboolean
spare_backup_passphrase_is_good (SpareBackupPassphrase *self)
{
  const char *text = get_text (self->first);

  return g_utf8_strlen (text, -1) >= SPARE_BACKUP_PASSPHRASE_MIN && strlen (text) <= SPARE_SEAL_PASSPHRASE_MAX
         && g_str_equal (text, get_text (self->second));
}

static char *
dup_least (void)
{
  return g_strdup_printf (ngettext ("At least %u character. Four or more words that have nothing to do with each other "
                                    "are strong and can be remembered.",
                                    "At least %u characters. Four or more words that have nothing to do with each "
                                    "other are strong and can be remembered.",
                                    SPARE_BACKUP_PASSPHRASE_MIN), SPARE_BACKUP_PASSPHRASE_MIN);
}

static void
show_hint (SpareBackupPassphrase *self)
{
  const char *first = get_text (self->first);
  const char *second = get_text (self->second);
  gboolean is_password = self->word == SPARE_WORD_PASSWORD;
  gboolean differ = *second != '\0' && !g_str_has_prefix (first, second);
  g_autofree char *least = g_utf8_strlen (first, -1) < SPARE_BACKUP_PASSPHRASE_MIN ? dup_least () : NULL;
  g_autofree char *text = NULL;

  if (strlen (first) > SPARE_SEAL_PASSPHRASE_MAX)
    text = g_strdup (is_password ? _("This is longer than a password can be.")
                                 : _("This is longer than a passphrase can be."));
  else if (differ)
    text = g_strjoin ("\n", _("The two are not the same. Type it again."), least, NULL);
  else if (least != NULL)
    text = g_steal_pointer (&least);
  else
    text = g_strdup (is_password ? _("Keep it until the other app has taken in the file.")
                                 : _("Write it down and keep it where you keep important papers."));
  spare_hint_row_set (self->hint, differ || strlen (first) > SPARE_SEAL_PASSPHRASE_MAX ? SPARE_HINT_ERROR
                                                                                       : SPARE_HINT_NOTE, text);
}

static void
changed_cb (SpareBackupPassphrase *self)
{
  show_hint (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkEditable *
add_entry (SpareBackupPassphrase *self)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);

  return GTK_EDITABLE (row);
}

static gboolean
spare_backup_passphrase_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPARE_BACKUP_PASSPHRASE (widget)->first));
}

static void
spare_backup_passphrase_class_init (SpareBackupPassphraseClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = spare_backup_passphrase_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_backup_passphrase_init (SpareBackupPassphrase *self)
{
  self->first = add_entry (self);
  self->second = add_entry (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->second), _("The Same Again"));
  self->hint = g_object_new (SPARE_TYPE_HINT_ROW, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));
  spare_backup_passphrase_set_word (self, SPARE_WORD_PASSPHRASE);
}

void
spare_backup_passphrase_set_word (SpareBackupPassphrase *self,
                                  SpareWord              word)
{
  self->word = word;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first),
                                 word == SPARE_WORD_PASSWORD ? _("New Password") : _("New Passphrase"));
  show_hint (self);
}

void
spare_backup_passphrase_wipe (SpareBackupPassphrase *self)
{
  gtk_editable_set_text (self->second, "");
  gtk_editable_set_text (self->first, "");
}

SpareSecret *
spare_backup_passphrase_take (SpareBackupPassphrase *self)
{
  SpareSecret *secret = spare_secret_new_text (get_text (self->first));

  spare_backup_passphrase_wipe (self);

  return secret;
}

/* The dialog. */

static void
answer (GTask       *task,
        SpareSecret *secret)
{
  if (g_object_get_data (G_OBJECT (task), "answered") != NULL)
    {
      g_clear_pointer (&secret, spare_secret_unref);
      return;
    }
  g_object_set_data (G_OBJECT (task), "answered", task);
  g_task_return_pointer (task, secret, (GDestroyNotify) spare_secret_unref);
}

static SpareBackupPassphrase *
get_group (GtkWidget *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "group");
}

static void
set_cb (GtkWidget *dialog)
{
  SpareBackupPassphrase *group = get_group (dialog);

  if (!spare_backup_passphrase_is_good (group))
    return;

  answer (g_object_get_data (G_OBJECT (dialog), "task"), spare_backup_passphrase_take (group));
  gtk_window_close (GTK_WINDOW (dialog));
}

static gboolean
close_cb (GtkWidget *dialog)
{
  spare_backup_passphrase_wipe (get_group (dialog));
  answer (g_object_get_data (G_OBJECT (dialog), "task"), NULL);

  return FALSE;
}

static void
good_cb (SpareBackupPassphrase *group,
         GtkWidget             *button)
{
  gtk_widget_set_sensitive (button, spare_backup_passphrase_is_good (group));
}

void
spare_backup_passphrase_ask_async (GtkWindow          *parent,
                                   const char         *text,
                                   const char         *action,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr(GtkBuilder) builder = NULL;
  GtkWidget *dialog;
  GtkWidget *button;
  GObject *group;
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_type_ensure (SPARE_TYPE_BACKUP_PASSPHRASE);
  builder = gtk_builder_new_from_resource (RESOURCE_PREFIX "/spare-backup-passphrase.ui");
  dialog = GTK_WIDGET (gtk_builder_get_object (builder, "dialog"));
  button = GTK_WIDGET (gtk_builder_get_object (builder, "set"));
  group = gtk_builder_get_object (builder, "group");

  g_task_set_source_tag (task, spare_backup_passphrase_ask_async);
  g_object_set_data_full (G_OBJECT (dialog), "task", task, g_object_unref);
  g_object_set_data (G_OBJECT (dialog), "group", group);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "text")), text);
  gtk_button_set_label (GTK_BUTTON (button), action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (set_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "changed", G_CALLBACK (good_cb), button, 0);
  g_signal_connect (dialog, "close-request", G_CALLBACK (close_cb), NULL);
  spare_dialogs_attach (GTK_WINDOW (dialog), parent);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (group));
}

SpareSecret *
spare_backup_passphrase_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
