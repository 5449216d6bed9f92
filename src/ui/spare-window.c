/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/spare-compat.h"
#include "spare-bytes.h"
#include "spare-editor.h"
#include "spare-import-dialog.h"
#include "spare-messages.h"
#include "spare-window-private.h"

#define MIGRATION "otpauth-migration:"

G_DEFINE_FINAL_TYPE (SpareWindow, spare_window, ADW_TYPE_APPLICATION_WINDOW)

static void
save_size (SpareWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
}

static void
restore_size (SpareWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GApplication) application = user_data;

  spare_backup_keeper_flush_finish (SPARE_BACKUP_KEEPER (source), result);
  g_application_release (application);
}

typedef struct
{
  GApplication      *application;
  SpareBackupKeeper *keeper;
} Closing;

static void
flush_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Closing *closing = user_data;
  g_autoptr(SpareBackupKeeper) keeper = closing->keeper;

  /* Whatever could not be written was reported when it failed. */
  spare_vault_flush_finish (SPARE_VAULT (source), result, NULL);
  spare_backup_keeper_flush_async (keeper, backed_up_cb, closing->application);
}

/* The window goes at once; the process stays until every change is written, and
 * is in a backup where those are made automatically. */
static gboolean
spare_window_close_request (GtkWindow *window)
{
  SpareWindow *self = SPARE_WINDOW (window);
  GtkApplication *application = gtk_window_get_application (window);

  save_size (self);
  spare_clipboard_clear (self->clipboard);
  if (application != NULL)
    {
      Closing *closing = g_new (Closing, 1);

      closing->application = G_APPLICATION (g_object_ref (application));
      closing->keeper = g_object_ref (self->keeper);
      g_application_hold (closing->application);
      spare_vault_flush_async (self->vault, NULL, flush_cb, closing);
    }

  return GTK_WINDOW_CLASS (spare_window_parent_class)->close_request (window);
}

static void
warn_of_memory (SpareWindow *self)
{
  if (spare_secret_memory_is_locked ()
      || g_settings_get_boolean (self->settings, "memory-lock-warned"))
    return;

  g_settings_set_boolean (self->settings, "memory-lock-warned", TRUE);
  spare_codes_page_warn_of_memory (self->codes);
}

static void
state_cb (SpareWindow *self)
{
  spare_window_update_actions (self);
  if (self->refused || spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    return;

  warn_of_memory (self);
  if (self->pending_uri != NULL)
    {
      g_autoptr(SpareSecret) uri = g_steal_pointer (&self->pending_uri);

      spare_window_open_uri (self, spare_secret_peek_text (uri));
    }
}

/* Where the header has no room for the switcher, it is below. */
static void
view_cb (SpareWindow *self)
{
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  SpareHomeTitle *title = spare_codes_page_get_title (self->codes);

  if (view == GTK_WIDGET (self->sets))
    title = spare_sets_page_get_title (self->sets);
  else if (view == GTK_WIDGET (self->checkup))
    title = spare_checkup_page_get_title (self->checkup);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, spare_home_title_get_narrow (title));
}

static void
set_up_views (SpareWindow *self)
{
  SpareHomeTitle *titles[] = { spare_codes_page_get_title (self->codes), spare_sets_page_get_title (self->sets),
                               spare_checkup_page_get_title (self->checkup) };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      spare_home_title_set_stack (titles[i], self->views);
      g_signal_connect_object (titles[i], "changed", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
    }
  spare_sets_page_set_window (self->sets, self, spare_codes_page_get_menu (self->codes));
  spare_checkup_page_set_window (self->checkup, self, spare_codes_page_get_menu (self->codes));
}

static void
unsynchronized_cb (SpareWindow *self)
{
  spare_codes_page_warn_of_clock (self->codes,
                                  spare_time_check_get_unsynchronized (self->time_check));
}

/* Not before the window is there: the system bus may take its time. */
static void
check_time_cb (gpointer user_data)
{
  g_autoptr(SpareTimeCheck) check = user_data;

  spare_time_check_start (check, NULL);
}

static void
set_up (SpareWindow *self,
        SpareVault  *vault)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "sparekey", NULL);
  g_autoptr(SpareSheetsReminder) sheets = NULL;

  self->vault = g_object_ref (vault);
  self->settings = g_settings_new (APPLICATION_ID);
  self->clock = spare_clock_new ();
  self->reveal = spare_reveal_new (self->settings);
  self->clipboard = spare_clipboard_new (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  self->time_check = spare_time_check_new ();
  self->toaster = spare_toaster_new (self->overlay);
  self->keeper = spare_backup_keeper_new (vault, self->settings);
  self->directories = spare_directory_keeper_new (folder);

  spare_codes_page_set_up (self->codes, vault, self->reveal, self->clock, self->settings);
  spare_codes_page_capture_keys (self->codes, GTK_WIDGET (self));
  spare_codes_page_watch_backups (self->codes, self->keeper);
  sheets = spare_sheets_reminder_new (vault, self->settings);
  spare_codes_page_watch_sheets (self->codes, sheets);
  set_up_views (self);
  spare_window_set_up_drop (self);
  restore_size (self);

  g_signal_connect_object (vault, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time_check, "notify::unsynchronized",
                           G_CALLBACK (unsynchronized_cb), self, G_CONNECT_SWAPPED);
  g_timeout_add_once (1000, check_time_cb, g_object_ref (self->time_check));
}

static void
spare_window_dispose (GObject *object)
{
  SpareWindow *self = SPARE_WINDOW (object);

  g_clear_object (&self->directories);
  g_clear_object (&self->keeper);
  g_clear_object (&self->toaster);
  g_clear_object (&self->time_check);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->reveal);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->pending_uri, spare_secret_unref);

  G_OBJECT_CLASS (spare_window_parent_class)->dispose (object);
}

static void
spare_window_finalize (GObject *object)
{
  g_hash_table_unref (SPARE_WINDOW (object)->advancing);
  g_ptr_array_unref (SPARE_WINDOW (object)->trail);

  G_OBJECT_CLASS (spare_window_parent_class)->finalize (object);
}

static void
spare_window_class_init (SpareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = spare_window_close_request;

  g_type_ensure (SPARE_TYPE_CHECKUP_PAGE);
  g_type_ensure (SPARE_TYPE_CODES_PAGE);
  g_type_ensure (SPARE_TYPE_SETS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, home);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, views);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, codes);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, sets);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, checkup);
  gtk_widget_class_bind_template_child (widget_class, SpareWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  spare_window_class_install_actions (widget_class);
  spare_window_class_install_pages (widget_class);
  spare_window_class_install_checkup (widget_class);
  spare_window_class_install_codes (widget_class);
  spare_window_class_install_sets (widget_class);
}

static void
spare_window_init (SpareWindow *self)
{
  self->advancing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->trail = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SpareWindow *
spare_window_new (GtkApplication *application,
                  SpareVault     *vault)
{
  SpareWindow *self = g_object_new (SPARE_TYPE_WINDOW, "application", application, NULL);

  set_up (self, vault);
  spare_window_set_up_actions (self);
  state_cb (self);

  return self;
}

SpareVault *
spare_window_get_vault (SpareWindow *self)
{
  return self->vault;
}

SpareClock *
spare_window_get_clock (SpareWindow *self)
{
  return self->clock;
}

SpareReveal *
spare_window_get_reveal (SpareWindow *self)
{
  return self->reveal;
}

GSettings *
spare_window_get_settings (SpareWindow *self)
{
  return self->settings;
}

SpareClipboard *
spare_window_get_clipboard (SpareWindow *self)
{
  return self->clipboard;
}

SpareBackupKeeper *
spare_window_get_keeper (SpareWindow *self)
{
  return self->keeper;
}

SpareDirectoryKeeper *
spare_window_get_directories (SpareWindow *self)
{
  return self->directories;
}

void
spare_window_refuse (SpareWindow *self)
{
  self->refused = TRUE;
  spare_codes_page_refuse (self->codes);
  spare_sets_page_refuse (self->sets);
  spare_checkup_page_refuse (self->checkup);
  spare_window_update_actions (self);
}

void
spare_window_toast_action (SpareWindow *self,
                           const char  *text,
                           const char  *button,
                           const char  *detailed_action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *spoken = g_strdelimit (g_strdup (text), "\n", ' ');

  spare_toaster_say (self->toaster, text, button, detailed_action);
  spare_compat_announce (GTK_ACCESSIBLE (focus != NULL ? focus : GTK_WIDGET (self)), spoken);
}

void
spare_window_toast (SpareWindow *self,
                    const char  *text)
{
  spare_window_toast_action (self, text, NULL, NULL);
}

void
spare_window_toast_error (SpareWindow  *self,
                          const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = spare_message_for_error (error);
  spare_window_toast (self, text);
}

void
spare_window_open_uri (SpareWindow *self,
                       const char  *otpauth_uri)
{
  GtkWindow *editor;

  if (self->refused)
    return;

  if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    {
      g_clear_pointer (&self->pending_uri, spare_secret_unref);
      self->pending_uri = spare_secret_new_text (otpauth_uri);
      return;
    }

  if (g_ascii_strncasecmp (otpauth_uri, MIGRATION, strlen (MIGRATION)) == 0)
    {
      g_autoptr(GBytes) bytes = spare_bytes_copy_wiped (otpauth_uri, strlen (otpauth_uri));

      spare_import_dialog_read_bytes (self, bytes);
      return;
    }

  editor = spare_editor_new_for_uri (self, otpauth_uri);
  gtk_window_present (editor);
}
