/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password-dialog.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-dialogs.h"
#include "spare-erase.h"
#include "spare-hint-row.h"
#include "spare-messages.h"
#include "spare-password-job.h"
#include "spare-web-passwords.h"

#define PROGRESS_MS 100

#define SPARE_TYPE_PASSWORD_DIALOG (spare_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SparePasswordDialog, spare_password_dialog, SPARE, PASSWORD_DIALOG, AdwWindow)

struct _SparePasswordDialog
{
  AdwWindow         parent_instance;

  GtkButton        *back;
  GtkWidget        *close;
  GtkStack         *stack;
  GtkWidget        *file_row;
  SpareHintRow     *problem;
  AdwActionRow     *list_row;
  GtkWidget        *no_list;
  GtkEditable      *one;
  SpareHintRow     *one_hint;
  GtkLabel         *busy_text;
  GtkProgressBar   *bar;
  AdwStatusPage    *done;
  GtkLabel         *lines;
  GtkWidget        *file_box;
  GtkLabel         *file_text;
  GtkWidget        *file_delete;
  GtkLabel         *file_label;

  SpareWindow      *window;      /* (nullable): borrowed */
  GFile            *file;        /* (nullable): the export */
  GFile            *list;        /* (nullable): of leaked passwords */
  SparePasswordJob *job;         /* (nullable): while it runs */
  SpareSnapshot    *snapshot;    /* (nullable): being saved */
  GCancellable     *cancellable; /* (nullable): while something runs */
  gboolean          saving;
  guint             progress;
};

G_DEFINE_FINAL_TYPE (SparePasswordDialog, spare_password_dialog, ADW_TYPE_WINDOW)

static GListModel *
get_things (SparePasswordDialog *self)
{
  return spare_vault_get_things (spare_window_get_vault (self->window));
}

static void
show_page (SparePasswordDialog *self,
           const char          *name)
{
  gboolean done = g_str_equal (name, "done");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->back), !done);
  gtk_widget_set_visible (self->close, done);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), !self->saving);
  g_clear_handle_id (&self->progress, g_source_remove);
  if (done)
    gtk_window_set_default_widget (GTK_WINDOW (self), self->close);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (done ? self->close : g_str_equal (name, "busy") ? GTK_WIDGET (self->back) : self->file_row);
}

/* GTK 4.8 forgets the accessible role of a window that has a focus before it is
 * on the screen. */
static void
spare_password_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_password_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (SPARE_PASSWORD_DIALOG (widget)->file_row);
}

/* @text: (nullable) (transfer full) */
static void
show_problem (SparePasswordDialog *self,
              char                *text)
{
  show_page (self, "choose");
  spare_hint_row_set (self->problem, SPARE_HINT_ERROR, text);
  if (text != NULL)
    spare_compat_announce (GTK_ACCESSIBLE (self->file_row), text);
  g_free (text);
}

static gboolean
progress_cb (gpointer user_data)
{
  SparePasswordDialog *self = user_data;
  double done = self->job != NULL ? spare_password_job_get_done (self->job) : -1;

  if (done >= 0)
    gtk_progress_bar_set_fraction (self->bar, done);
  else
    gtk_progress_bar_pulse (self->bar);

  return G_SOURCE_CONTINUE;
}

static void
show_busy (SparePasswordDialog *self,
           const char          *text)
{
  spare_hint_row_set (self->problem, SPARE_HINT_NOTE, NULL);
  gtk_label_set_text (self->busy_text, text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  show_page (self, "busy");
  self->progress = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

/* The result */

static void
show_file (SparePasswordDialog *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->file_box, self->file != NULL);
  gtk_widget_set_visible (self->file_delete, self->file != NULL);
  if (self->file == NULL)
    return;
  g_ptr_array_add (files, self->file);
  label = spare_erase_dup_label (files);
  gtk_label_set_label (self->file_label, label);
  text = g_strjoin (" ", _("The file still holds all of these passwords."), spare_erase_get_worth (), NULL);
  gtk_label_set_text (self->file_text, text);
}

static void
show_result (SparePasswordDialog *self)
{
  guint n = spare_snapshot_get_count (self->snapshot);
  g_autoptr(GPtrArray) lines = spare_password_job_dup_lines (self->snapshot);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  title = g_strdup_printf (ngettext ("%u Password Compared", "%u Passwords Compared", n), n);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n\n", (char **) lines->pdata);
  adw_status_page_set_title (self->done, title);
  gtk_label_set_text (self->lines, text);
  show_file (self);
  show_page (self, "done");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  self->saving = FALSE;
  if (self->window == NULL)
    return;
  if (saved)
    show_result (self);
  else
    show_problem (self, spare_message_for_error (error));
  g_clear_pointer (&self->snapshot, spare_snapshot_unref);
}

static void
save (SparePasswordDialog *self,
      SpareSnapshot       *snapshot)
{
  g_autoptr(GPtrArray) records = spare_snapshot_print (snapshot, get_things (self), g_uuid_string_random);

  self->snapshot = spare_snapshot_ref (snapshot);
  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), FALSE);
  spare_vault_save_async (spare_window_get_vault (self->window), records, NULL, NULL, NULL, saved_cb,
                          g_object_ref (self));
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSnapshot) snapshot = spare_password_job_run_finish (result, &error);

  g_clear_pointer (&self->job, spare_password_job_free);
  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;
  if (snapshot != NULL)
    save (self, snapshot);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, NULL);
  else
    show_problem (self, spare_password_job_describe (error));
}

/* @passwords: (nullable) (transfer full): in place of the file */
static void
compare (SparePasswordDialog *self,
         GPtrArray           *passwords)
{
  SpareDirectory *directory = spare_directory_keeper_get_directory (spare_window_get_directories (self->window));

  self->job = spare_password_job_new ();
  self->job->directory = spare_directory_ref (directory);
  if (self->file != NULL)
    self->job->file = g_object_ref (self->file);
  self->job->passwords = passwords;
  self->job->source = SPARE_PASSWORD_SOURCE_GNOME_WEB;
  if (self->list != NULL)
    self->job->list = g_object_ref (self->list);
  self->job->former = spare_snapshot_read (get_things (self), directory);
  self->job->now = g_get_real_time () / G_USEC_PER_SEC;
  self->cancellable = g_cancellable_new ();
  show_busy (self, _("Comparing the passwords…"));
  spare_password_job_run_async (self->job, self->cancellable, compared_cb, g_object_ref (self));
}

/* Where passwords come from */

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_open_file_finish (result);

  if (file == NULL || self->window == NULL)
    return;
  g_set_object (&self->file, file);
  compare (self, NULL);
}

static void
file_cb (SparePasswordDialog *self)
{
  spare_dialogs_open_file_async (GTK_WINDOW (self), _("Choose the Exported Passwords"), file_chosen_cb,
                                 g_object_ref (self));
}

static void
web_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = spare_web_passwords_read_finish (result, &error);
  GPtrArray *passwords;

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;
  if (found == NULL)
    {
      show_problem (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL
                                                                                    : spare_message_for_error (error));
      return;
    }
  if (found->len == 0)
    {
      show_problem (self, g_strdup (_("GNOME Web keeps no passwords in this keyring. Choose an exported file.")));
      return;
    }
  passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  for (guint i = 0; i < found->len; i++)
    {
      const SpareWebPassword *password = g_ptr_array_index (found, i);

      g_ptr_array_add (passwords, spare_password_new (NULL, password->user, password->address, password->password));
    }
  compare (self, passwords);
}

static void
web_cb (SparePasswordDialog *self)
{
  g_clear_object (&self->file);
  self->cancellable = g_cancellable_new ();
  show_busy (self, _("Asking the keyring for the passwords of GNOME Web…"));
  spare_web_passwords_read_async (self->cancellable, web_read_cb, g_object_ref (self));
}

/* The list of leaked passwords */

static void
show_list (SparePasswordDialog *self)
{
  g_autofree char *name = self->list != NULL ? spare_erase_dup_name (self->list) : NULL;

  adw_action_row_set_subtitle (self->list_row, name != NULL ? name : _("None chosen: nothing is said of leaks"));
  gtk_widget_set_visible (self->no_list, self->list != NULL);
}

static void
list_chosen (SparePasswordDialog *self,
             GFile               *list)
{
  if (list == NULL || self->window == NULL)
    return;
  g_set_object (&self->list, list);
  show_list (self);
}

static void
list_file_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GFile) list = spare_dialogs_open_file_finish (result);

  list_chosen (self, list);
}

static void
list_folder_chosen_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GFile) list = spare_dialogs_choose_folder_finish (result);

  list_chosen (self, list);
}

static void
list_file_cb (SparePasswordDialog *self)
{
  spare_dialogs_open_file_async (GTK_WINDOW (self), _("Choose the List"), list_file_chosen_cb, g_object_ref (self));
}

static void
list_folder_cb (SparePasswordDialog *self)
{
  spare_dialogs_choose_folder_async (GTK_WINDOW (self), _("Choose the Folder"), list_folder_chosen_cb,
                                     g_object_ref (self));
}

static void
no_list_cb (SparePasswordDialog *self)
{
  g_clear_object (&self->list);
  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->file_row));
}

/* One password */

static char *
dup_sentence (const SpareSnapshotEntry *entry)
{
  static const char *const strengths[] = {
    [SPARE_STRENGTH_VERY_WEAK] = N_("It is very weak: a guesser finds it at once."),
    [SPARE_STRENGTH_WEAK] = N_("It is weak: a guesser finds it soon."),
    [SPARE_STRENGTH_FAIR] = N_("It is fair: good enough where a site slows guessers down."),
    [SPARE_STRENGTH_FINE] = N_("It is fine, where it is used only once."),
  };
  static const char *const leaks[] = {
    [SPARE_BREACHED_UNKNOWN] = N_("Whether it was leaked is not known."),
    [SPARE_BREACHED_NO] = N_("It is not in the list of leaked passwords."),
    [SPARE_BREACHED_YES] = N_("It is in the list of leaked passwords: change it wherever it is used."),
  };

  return g_strdup_printf ("%s %s %s", _(strengths[entry->strength]), _(leaks[entry->breached]), _("It was not kept."));
}

static void
one_compared_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSnapshot) snapshot = spare_password_job_run_finish (result, &error);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->job, spare_password_job_free);
  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;
  show_page (self, "choose");
  if (snapshot != NULL)
    text = dup_sentence (spare_snapshot_get (snapshot, 0));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = spare_password_job_describe (error);
  spare_hint_row_set (self->one_hint, snapshot != NULL ? SPARE_HINT_NOTE : SPARE_HINT_ERROR, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->one));
  if (text != NULL)
    spare_compat_announce (GTK_ACCESSIBLE (self->one), text);
}

static void
one_cb (SparePasswordDialog *self)
{
  g_autoptr(SpareSecret) password = spare_secret_new_text (gtk_editable_get_text (self->one));

  gtk_editable_set_text (self->one, "");
  if (spare_secret_get_size (password) == 0)
    {
      spare_hint_row_set (self->one_hint, SPARE_HINT_ERROR, _("Type the password that is to be looked at."));
      return;
    }
  self->job = spare_password_job_new ();
  self->job->passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  g_ptr_array_add (self->job->passwords, spare_password_new (NULL, NULL, NULL, password));
  if (self->list != NULL)
    self->job->list = g_object_ref (self->list);
  self->cancellable = g_cancellable_new ();
  show_busy (self, _("Looking at the password…"));
  spare_password_job_run_async (self->job, self->cancellable, one_compared_cb, g_object_ref (self));
}

/* The file */

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SparePasswordDialog) self = user_data;
  g_autofree char *told = spare_erase_finish (result, NULL);

  if (told == NULL || self->window == NULL)
    return;
  gtk_widget_grab_focus (self->close);
  gtk_widget_set_visible (self->file_delete, FALSE);
  gtk_label_set_text (self->file_text, told);
}

static void
delete_cb (SparePasswordDialog *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, self->file);
  spare_erase_async (GTK_WINDOW (self), files,
                     _("Everybody who can read the file has your passwords. Sparekey did not keep them: make sure that "
                       "your password manager has them. The file is erased for good, not moved to a bin."),
                     erased_cb, g_object_ref (self));
}

/* The window */

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SparePasswordDialog *self = SPARE_PASSWORD_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (!self->saving)
    gtk_window_close (GTK_WINDOW (self));
}

/* What runs ends by itself, and shows nothing then. */
static gboolean
spare_password_dialog_close_request (GtkWindow *window)
{
  SparePasswordDialog *self = SPARE_PASSWORD_DIALOG (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_editable_set_text (self->one, "");
  g_clear_weak_pointer (&self->window);

  return GTK_WINDOW_CLASS (spare_password_dialog_parent_class)->close_request (window);
}

static void
spare_password_dialog_dispose (GObject *object)
{
  SparePasswordDialog *self = SPARE_PASSWORD_DIALOG (object);

  g_clear_handle_id (&self->progress, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->file);
  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->snapshot, spare_snapshot_unref);

  G_OBJECT_CLASS (spare_password_dialog_parent_class)->dispose (object);
}

static void
spare_password_dialog_class_init (SparePasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_password_dialog_dispose;
  widget_class->map = spare_password_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_password_dialog_close_request;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, close);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, list_row);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, no_list);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, one);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, one_hint);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, busy_text);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, done);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, file_box);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, file_text);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, file_delete);
  gtk_widget_class_bind_template_child (widget_class, SparePasswordDialog, file_label);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
  gtk_widget_class_bind_template_callback (widget_class, web_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, one_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);

  gtk_widget_class_install_action (widget_class, "passwords.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "passwords.back", NULL);
}

static void
spare_password_dialog_init (SparePasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_list (self);
}

void
spare_password_dialog_show (SpareWindow *window,
                            const char  *id)
{
  SparePasswordDialog *self = g_object_new (SPARE_TYPE_PASSWORD_DIALOG, NULL);

  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  gtk_window_present (GTK_WINDOW (self));
}
