/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define CANCEL "cancel"
#define ACTION "action"

#define SETTLE_FRAMES 4

/* One window after the other, as Ctrl+W would: one that asks, or is writing, stays, and so does what is behind it. */
static gboolean
quit_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  GtkWindow *window = g_object_ref (GTK_WINDOW (widget));

  while (window != NULL)
    {
      GtkWindow *parent = gtk_window_get_transient_for (window);
      gboolean stays;

      if (parent != NULL)
        g_object_ref (parent);
      gtk_window_close (window);
      stays = gtk_widget_get_visible (GTK_WIDGET (window));
      g_object_unref (window);
      window = parent;
      if (stays)
        g_clear_object (&window);
    }

  return TRUE;
}

/* The keys of the program are those of its main window alone. */
static void
add_quit (GtkWindow *dialog)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (GDK_KEY_q, GDK_CONTROL_MASK);
  GtkShortcutAction *action = gtk_callback_action_new (quit_cb, NULL, NULL);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (trigger, action));
  gtk_widget_add_controller (GTK_WIDGET (dialog), controller);
}

static void
answer (GTask      *task,
        const char *id)
{
  if (!g_task_get_completed (task) && g_object_get_data (G_OBJECT (task), "answered") == NULL)
    {
      g_object_set_data (G_OBJECT (task), "answered", task);
      g_task_return_pointer (task, g_strdup (id), g_free);
    }
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             GTask            *task)
{
  answer (task, response);
}

/* The parent may take its question along without a response. */
static void
destroy_cb (AdwMessageDialog *dialog,
            GTask            *task)
{
  answer (task, adw_message_dialog_get_close_response (dialog));
}

static void
forget_task (gpointer  task,
             GClosure *closure)
{
  g_object_unref (task);
}

static GtkWidget *
find_mapped_button (GtkWidget  *parent,
                    const char *label)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child)
          && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
        found = child;
      else
        found = find_mapped_button (child, label);
    }

  return found;
}

/* A narrow question stacks its buttons, and its first focus is the topmost one,
 * whatever the default is: Enter must not press that. Which shape it takes is
 * settled within the first frames. */
static gboolean
focus_default_cb (GtkWidget     *dialog,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  const char *preferred = adw_message_dialog_get_default_response (message);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  GtkWidget *button;
  guint *frames = user_data;

  button = find_mapped_button (dialog, adw_message_dialog_get_response_label (message, preferred));
  if (button != NULL && button != focus)
    gtk_widget_grab_focus (button);

  return --*frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static AdwResponseAppearance
choice_appearance (SpareChoiceStyle style)
{
  switch (style)
    {
    case SPARE_CHOICE_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;
    case SPARE_CHOICE_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;
    case SPARE_CHOICE_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

void
spare_dialogs_ask_async (GtkWindow          *parent,
                         const char         *heading,
                         const char         *body,
                         const SpareChoice  *choices,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autoptr(GTask) task = g_task_new (parent, NULL, callback, user_data);
  const char *preferred = choices[0].id;

  add_quit (GTK_WINDOW (dialog));
  g_task_set_source_tag (task, spare_dialogs_ask_async);
  for (const SpareChoice *choice = choices; choice->id != NULL; choice++)
    {
      adw_message_dialog_add_response (message, choice->id, choice->label);
      adw_message_dialog_set_response_appearance (message, choice->id, choice_appearance (choice->style));
      if (choice->style == SPARE_CHOICE_SUGGESTED)
        preferred = choice->id;
    }
  adw_message_dialog_set_default_response (message, preferred);
  adw_message_dialog_set_close_response (message, choices[0].id);

  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         g_object_ref (task), forget_task, 0);
  g_signal_connect_data (dialog, "destroy", G_CALLBACK (destroy_cb),
                         g_object_ref (task), forget_task, 0);
  gtk_widget_add_tick_callback (dialog, focus_default_cb,
                                g_memdup2 (&(guint){ SETTLE_FRAMES }, sizeof (guint)), g_free);
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
spare_dialogs_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
spare_dialogs_confirm_async (GtkWindow          *parent,
                             const char         *heading,
                             const char         *body,
                             const char         *action,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  const SpareChoice choices[] = {
    { CANCEL, _("_Cancel"), SPARE_CHOICE_PLAIN },
    { ACTION, action, SPARE_CHOICE_DESTRUCTIVE },
    { NULL },
  };

  spare_dialogs_ask_async (parent, heading, body, choices, callback, user_data);
}

gboolean
spare_dialogs_confirm_finish (GAsyncResult *result)
{
  g_autofree char *id = spare_dialogs_ask_finish (result);

  return g_strcmp0 (id, ACTION) == 0;
}

static void
chosen_cb (GtkNativeDialog *native,
           int              response,
           GTask           *task)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  GObject *chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT && gtk_file_chooser_get_select_multiple (chooser))
    chosen = G_OBJECT (gtk_file_chooser_get_files (chooser));
  else if (response == GTK_RESPONSE_ACCEPT)
    chosen = G_OBJECT (gtk_file_chooser_get_file (chooser));
  gtk_native_dialog_destroy (native);
  g_task_return_pointer (task, chosen, g_object_unref);
  g_object_unref (task);
}

static void
choose (GtkFileChooserNative *native,
        GTask                *task)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);

  /* Nothing else keeps a native dialog alive. */
  g_task_set_task_data (task, native, g_object_unref);
  g_signal_connect (native, "response", G_CALLBACK (chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

void
spare_dialogs_save_file_async (GtkWindow          *parent,
                               const char         *title,
                               const char         *name,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GtkFileChooserNative *native;
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, spare_dialogs_save_file_async);
  native = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  choose (native, task);
}

GFile *
spare_dialogs_save_file_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
spare_dialogs_open_files_async (GtkWindow          *parent,
                                const char         *title,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GtkFileChooserNative *native;
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, spare_dialogs_open_files_async);
  native = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), TRUE);
  choose (native, task);
}

GListModel *
spare_dialogs_open_files_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
spare_dialogs_open_file_async (GtkWindow          *parent,
                               const char         *title,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GtkFileChooserNative *native;
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, spare_dialogs_open_file_async);
  native = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  choose (native, task);
}

GFile *
spare_dialogs_open_file_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
spare_dialogs_choose_folder_async (GtkWindow          *parent,
                                   const char         *title,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GtkFileChooserNative *native;
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, spare_dialogs_choose_folder_async);
  native = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  choose (native, task);
}

GFile *
spare_dialogs_choose_folder_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
spare_dialogs_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Sparekey",
                         /* A name of its own: under the program's, X11 would load it for every
                          * window, in many sizes. */
                         "application-icon", APPLICATION_ID ".About",
                         "version", VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "developer-name", _("The Sparekey Contributors"),
                         "copyright", _("© The Sparekey contributors"),
                         "comments", _("Codes for signing in, kept in the keyring of this computer. Sparekey has "
                                       "no network connection: nothing is sent anywhere."),
                         /* Translators: put your names here, one a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

void
spare_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PREFIX "/spare-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  add_quit (window);
  gtk_window_present (window);
}

void
spare_dialogs_attach (GtkWindow *dialog,
                      GtkWindow *parent)
{
  if (parent == NULL)
    return;

  gtk_window_set_transient_for (dialog, parent);
  add_quit (dialog);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
}
