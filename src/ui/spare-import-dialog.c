/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-dialog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-dialogs.h"
#include "spare-import-apps.h"
#include "spare-messages.h"
#include "spare-scan.h"
#include "spare-take-dialog.h"

#define PULSE_MS 100

G_DEFINE_FINAL_TYPE (SpareImportDialog, spare_import_dialog, ADW_TYPE_WINDOW)

static void read_on (SpareImportDialog *self,
                     SpareSecret       *password);

/* What the header says and offers on each page; NULL leaves a button out. */
static const struct
{
  const char *name;
  const char *title;
  const char *back;
  const char *action;
} pages[] = {
  [SPARE_IMPORT_PAGE_SOURCES] = { "sources", N_("Import"), N_("_Cancel"), NULL },
  [SPARE_IMPORT_PAGE_APPS] = { "apps", N_("Moving"), N_("_Back"), NULL },
  [SPARE_IMPORT_PAGE_HOWTO] = { "howto", N_("Moving"), N_("_Back"), NULL },
  [SPARE_IMPORT_PAGE_PASSWORD] = { "password", N_("Password"), N_("_Cancel"), N_("_Open") },
  [SPARE_IMPORT_PAGE_READING] = { "busy", N_("Reading"), N_("_Cancel"), NULL },
  [SPARE_IMPORT_PAGE_PREVIEW] = { "preview", N_("Import"), N_("_Cancel"), N_("_Import") },
  [SPARE_IMPORT_PAGE_SAVING] = { "busy", N_("Saving"), N_("_Cancel"), NULL },
  [SPARE_IMPORT_PAGE_FAILED] = { "failed", N_("Import"), N_("_Close"), NULL },
  [SPARE_IMPORT_PAGE_DONE] = { "done", N_("Import"), NULL, N_("_Done") },
};

static gboolean
pulse_cb (gpointer user_data)
{
  SpareImportDialog *self = user_data;
  double fraction = self->page == SPARE_IMPORT_PAGE_READING ? spare_import_reader_get_fraction (self->reader) : 0;

  if (self->page == SPARE_IMPORT_PAGE_READING && fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else if (self->page == SPARE_IMPORT_PAGE_READING)
    gtk_progress_bar_set_fraction (self->bar, fraction);

  return G_SOURCE_CONTINUE;
}

/* Not before it is on the screen: GTK 4.8 forgets the accessible role of a
 * window that has a focus earlier. */
static void
focus_page (SpareImportDialog *self)
{
  GtkWidget *first[] = {
    [SPARE_IMPORT_PAGE_SOURCES] = self->file,
    [SPARE_IMPORT_PAGE_APPS] = self->first_app,
    [SPARE_IMPORT_PAGE_HOWTO] = gtk_widget_get_visible (self->howto_file) ? self->howto_file : self->howto_screen,
    [SPARE_IMPORT_PAGE_PASSWORD] = GTK_WIDGET (self->password),
    [SPARE_IMPORT_PAGE_FAILED] = self->again,
    [SPARE_IMPORT_PAGE_DONE] = GTK_WIDGET (self->action),
  };

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (first[self->page] != NULL)
    gtk_widget_grab_focus (first[self->page]);
  else if (pages[self->page].action != NULL && gtk_widget_get_sensitive (GTK_WIDGET (self->action)))
    gtk_widget_grab_focus (GTK_WIDGET (self->action));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->back));
}

static void
spare_import_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_import_dialog_parent_class)->map (widget);
  focus_page (SPARE_IMPORT_DIALOG (widget));
}

void
spare_import_dialog_show_page (SpareImportDialog *self,
                               SpareImportPage    page)
{
  gboolean busy = page == SPARE_IMPORT_PAGE_READING || page == SPARE_IMPORT_PAGE_SAVING;

  self->page = page;
  gtk_stack_set_visible_child_name (self->stack, pages[page].name);
  adw_window_title_set_title (self->title, _(pages[page].title));
  gtk_widget_set_visible (GTK_WIDGET (self->back), pages[page].back != NULL);
  gtk_button_set_label (self->back, pages[page].back != NULL ? _(pages[page].back) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->action), pages[page].action != NULL);
  gtk_button_set_label (self->action, pages[page].action != NULL ? _(pages[page].action) : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), page != SPARE_IMPORT_PAGE_PASSWORD);
  /* A button that is hidden is no longer the default. */
  if (pages[page].action != NULL)
    gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (busy)
    {
      gtk_progress_bar_set_fraction (self->bar, 0);
      self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
    }
  focus_page (self);
}

static void
stop (SpareImportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Reading. */

static void
changed_cb (SpareImportDialog *self)
{
  guint n;
  gboolean replaces;
  gboolean nothing;
  g_autofree char *label = NULL;

  if (self->plan == NULL || self->page != SPARE_IMPORT_PAGE_PREVIEW)
    return;

  replaces = spare_import_preview_get_replaces (self->preview);
  n = spare_import_plan_count_selected (self->plan);
  nothing = n == 0 && !replaces && spare_import_preview_has_all (self->preview);
  if (replaces)
    label = g_strdup (_("_Restore"));
  else
    /* Translators: a button; %u is the number of accounts. */
    label = g_strdup_printf (_("_Import %u"), n);
  gtk_button_set_label (self->action, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), n > 0 || replaces);
  /* Where there is nothing to import, no button says so. */
  gtk_widget_set_visible (GTK_WIDGET (self->action), !nothing);
  gtk_button_set_label (self->back, nothing ? _("_Close") : _(pages[self->page].back));
  if (!nothing)
    gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));
}

static void
show_failure (SpareImportDialog *self,
              const char        *title,
              const GError      *error)
{
  g_autofree char *text = spare_message_for_reading (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->failed, title);
  adw_status_page_set_description (self->failed, markup);
  /* A service's list of codes is no export of accounts. */
  gtk_widget_set_visible (self->take_codes, g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_UNKNOWN)
                                            && spare_import_reader_peek_only_file (self->reader) != NULL);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_FAILED);
}

static void
ask_password (SpareImportDialog *self,
              gboolean           wrong)
{
  const char *name = spare_import_reader_get_asking (self->reader);
  gboolean passphrase = spare_import_reader_asks_passphrase (self->reader);
  const char *hint = passphrase ? _("This passphrase does not open it. Check capitals and the keyboard layout. If it "
                                    "is certainly right, the file is damaged.")
                                : _("This password does not open it. Check capitals and the keyboard layout. If it "
                                    "is certainly right, the file is damaged.");
  g_autofree char *text = NULL;

  if (*name != '\0' && passphrase)
    /* Translators: %s is the name of a file. */
    text = g_strdup_printf (_("“%s” is encrypted. Type the passphrase that was chosen when it was made."), name);
  else if (*name != '\0')
    /* Translators: %s is the name of a file. */
    text = g_strdup_printf (_("“%s” is encrypted. Type the password that was chosen when it was made."), name);
  else if (passphrase)
    text = g_strdup (_("This is encrypted. Type the passphrase that was chosen when it was made."));
  else
    text = g_strdup (_("This is encrypted. Type the password that was chosen when it was made."));
  gtk_label_set_text (self->password_text, text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), passphrase ? _("Passphrase") : _("Password"));
  gtk_editable_set_text (self->password, "");
  spare_hint_row_set (self->password_hint, SPARE_HINT_ERROR, wrong ? hint : NULL);
  gtk_widget_set_visible (self->skip, spare_import_reader_count (self->reader) > 1);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_PASSWORD);
  adw_window_title_set_title (self->title, passphrase ? _("Passphrase") : _("Password"));
}

static void
show_preview (SpareImportDialog *self,
              SpareImport       *import)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  g_autoptr(SpareImportPlan) before = g_steal_pointer (&self->plan);

  self->plan = spare_import_plan_new (import, spare_vault_get_accounts (vault), spare_vault_get_bin (vault),
                                      spare_vault_get_things (vault));
  if (before != NULL)
    spare_import_plan_carry (self->plan, before);
  spare_import_preview_set_plan (self->preview, self->plan, spare_import_reader_get_failures (self->reader),
                                 spare_import_reader_count (self->reader) == 1);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_PREVIEW);
  changed_cb (self);
  focus_page (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  SpareImport *import = spare_import_reader_run_finish (SPARE_IMPORT_READER (source), result, &error);

  /* Whoever cancelled has shown another page, or none. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->window == NULL)
    {
      g_clear_pointer (&import, spare_import_free);
      return;
    }

  g_clear_object (&self->cancellable);
  if (import != NULL)
    show_preview (self, import);
  else if (spare_import_reader_get_asking (self->reader) != NULL)
    ask_password (self, g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG));
  else
    show_failure (self, _("This Could Not Be Read"), error);
}

static void
read_on (SpareImportDialog *self,
         SpareSecret       *password)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  if (password == NULL)
    gtk_label_set_text (self->busy_text, _("Looking at what is there."));
  else if (spare_import_reader_asks_passphrase (self->reader))
    gtk_label_set_text (self->busy_text, _("Turning the passphrase into a key. This may take a while."));
  else
    gtk_label_set_text (self->busy_text, _("Turning the password into a key. This may take a while."));
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_READING);
  spare_import_reader_run_async (self->reader, g_get_real_time () / G_USEC_PER_SEC, password, self->cancellable,
                                 read_cb, g_object_ref (self));
}

static void
start_anew (SpareImportDialog *self)
{
  stop (self);
  spare_import_preview_set_plan (self->preview, NULL, NULL, FALSE);
  g_clear_object (&self->plan);
  g_set_object (&self->reader, NULL);
  self->reader = spare_import_reader_new ();
  self->n_before = 0;
  self->n_binned_before = 0;
}

static void
cancel_reading (SpareImportDialog *self)
{
  stop (self);
  gtk_editable_set_text (self->password, "");
  if (self->plan != NULL)
    {
      spare_import_reader_forget (self->reader);
      spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_PREVIEW);
      changed_cb (self);
      return;
    }
  start_anew (self);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SOURCES);
}

static void
password_changed_cb (SpareImportDialog *self)
{
  gboolean typed = *gtk_editable_get_text (self->password) != '\0';

  if (self->page != SPARE_IMPORT_PAGE_PASSWORD)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->action), typed);
  /* It was about another one. */
  if (typed)
    spare_hint_row_set (self->password_hint, SPARE_HINT_ERROR, NULL);
}

static void
skip_cb (SpareImportDialog *self)
{
  spare_import_reader_skip (self->reader);
  gtk_editable_set_text (self->password, "");
  read_on (self, NULL);
}

static void
action_cb (SpareImportDialog *self)
{
  g_autoptr(SpareSecret) password = NULL;

  switch (self->page)
    {
    case SPARE_IMPORT_PAGE_PASSWORD:
      password = spare_secret_new_text (gtk_editable_get_text (self->password));
      gtk_editable_set_text (self->password, "");
      read_on (self, password);
      break;
    case SPARE_IMPORT_PAGE_PREVIEW:
      spare_import_dialog_save (self);
      break;
    case SPARE_IMPORT_PAGE_DONE:
      gtk_window_close (GTK_WINDOW (self));
      break;
    default:
      break;
    }
}

static void
again_cb (SpareImportDialog *self)
{
  if (self->plan != NULL)
    {
      spare_import_plan_refresh (self->plan);
      spare_import_preview_set_plan (self->preview, self->plan, spare_import_reader_get_failures (self->reader),
                                     spare_import_reader_count (self->reader) == 1);
      spare_import_preview_set_mode (self->preview, self->replaces, self->preferences);
      spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_PREVIEW);
      changed_cb (self);
      focus_page (self);
      return;
    }
  start_anew (self);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SOURCES);
}

static void
take_codes_cb (SpareImportDialog *self)
{
  GFile *file = spare_import_reader_peek_only_file (self->reader);
  g_autoptr(SpareWindow) window = self->window != NULL ? g_object_ref (self->window) : NULL;
  g_autoptr(GFile) codes = file != NULL ? g_object_ref (file) : NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    spare_take_dialog_show (window, NULL, codes);
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareImportDialog *self = SPARE_IMPORT_DIALOG (widget);

  switch (self->page)
    {
    case SPARE_IMPORT_PAGE_APPS:
      spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SOURCES);
      break;
    case SPARE_IMPORT_PAGE_HOWTO:
      spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_APPS);
      break;
    case SPARE_IMPORT_PAGE_PASSWORD:
    case SPARE_IMPORT_PAGE_READING:
      cancel_reading (self);
      break;
    case SPARE_IMPORT_PAGE_SAVING:
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      gtk_label_set_text (self->busy_text, _("Stopping…"));
      break;
    default:
      gtk_window_close (GTK_WINDOW (self));
      break;
    }
}

/* Where from. */

static void
files_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareImportDialog) self = user_data;
  g_autoptr(GListModel) files = spare_dialogs_open_files_finish (result);

  if (files != NULL && self->window != NULL)
    spare_import_dialog_read_files (self->window, files);
}

static void
file_cb (SpareImportDialog *self)
{
  spare_dialogs_open_files_async (GTK_WINDOW (self), _("Choose Files to Import"), files_cb, g_object_ref (self));
}

static void
picture_cb (SpareImportDialog *self)
{
  spare_dialogs_open_files_async (GTK_WINDOW (self), _("Choose Pictures with QR Codes"), files_cb,
                                  g_object_ref (self));
}

/* What is read comes back through spare_import_dialog_read_bytes(): into this
 * dialog if it still lacks something, else into a new one. */
static void
scan (SpareImportDialog *self,
      const char        *from)
{
  SpareWindow *window = self->window;

  if (self->page != SPARE_IMPORT_PAGE_PREVIEW)
    gtk_window_close (GTK_WINDOW (self));
  if (window == NULL)
    return;

  if (g_str_equal (from, "screen"))
    spare_scan_screen (window);
  else if (g_str_equal (from, "camera"))
    spare_scan_camera (window);
  else
    spare_scan_clipboard (window);
}

static void
screen_cb (SpareImportDialog *self)
{
  scan (self, "screen");
}

static void
camera_cb (SpareImportDialog *self)
{
  scan (self, "camera");
}

static void
clipboard_cb (SpareImportDialog *self)
{
  scan (self, "clipboard");
}

static void
more_cb (SpareImportDialog *self,
         const char        *from)
{
  if (g_str_equal (from, "file"))
    picture_cb (self);
  else
    scan (self, from);
}

static void
moving_cb (SpareImportDialog *self)
{
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_APPS);
}

static void
app_cb (SpareImportDialog *self,
        AdwActionRow      *row)
{
  const SpareImportApp *app = g_object_get_data (G_OBJECT (row), "app");

  gtk_label_set_text (self->howto_name, _(app->name));
  gtk_label_set_text (self->howto_steps, _(app->steps));
  gtk_widget_set_visible (self->howto_file, app->way != SPARE_IMPORT_APP_HAND);
  gtk_widget_set_visible (self->howto_screen, app->way != SPARE_IMPORT_APP_FILE);
  gtk_widget_set_visible (self->howto_camera, app->way != SPARE_IMPORT_APP_FILE && self->has_camera);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_HOWTO);
}

static void
fill_apps (SpareImportDialog *self)
{
  for (const SpareImportApp *app = spare_import_apps_list (); app->name != NULL; app++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(app->name));
      if (app->way == SPARE_IMPORT_APP_HAND)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Has no export: account by account"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      g_object_set_data (G_OBJECT (row), "app", (gpointer) app);
      g_signal_connect_swapped (row, "activated", G_CALLBACK (app_cb), self);
      adw_preferences_group_add (self->apps, row);
      if (self->first_app == NULL)
        self->first_app = row;
    }
}

static void
show_camera (gboolean present,
             gpointer data)
{
  SpareImportDialog *self = data;

  self->has_camera = present;
  gtk_widget_set_visible (self->camera, present);
  spare_import_preview_set_camera (self->preview, present);
}

static void
delete_cb (SpareImportDialog *self)
{
  spare_import_dialog_delete_plain_files (self);
}

/* A save that runs must be stopped first: what it did has to be told. */
static gboolean
spare_import_dialog_close_request (GtkWindow *window)
{
  SpareImportDialog *self = SPARE_IMPORT_DIALOG (window);

  if (self->page == SPARE_IMPORT_PAGE_SAVING)
    {
      back_cb (GTK_WIDGET (self), NULL, NULL);
      return TRUE;
    }
  stop (self);
  gtk_editable_set_text (self->password, "");

  return GTK_WINDOW_CLASS (spare_import_dialog_parent_class)->close_request (window);
}

static void
spare_import_dialog_dispose (GObject *object)
{
  SpareImportDialog *self = SPARE_IMPORT_DIALOG (object);

  if (self->window != NULL)
    g_object_set_data (G_OBJECT (self->window), "import-dialog", NULL);
  /* What is being saved goes on: half a backup is worse than none. */
  if (self->page != SPARE_IMPORT_PAGE_SAVING)
    stop (self);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->plain_files, g_ptr_array_unref);

  G_OBJECT_CLASS (spare_import_dialog_parent_class)->dispose (object);
}

static void
spare_import_dialog_finalize (GObject *object)
{
  SpareImportDialog *self = SPARE_IMPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->settings);
  g_clear_object (&self->application);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->to_bin, g_ptr_array_unref);

  G_OBJECT_CLASS (spare_import_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, action);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, file);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, camera);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, apps);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, howto_name);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, howto_steps);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, howto_file);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, howto_camera);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, howto_screen);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, password_text);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, password_hint);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, skip);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, busy_text);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, take_codes);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, done);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, plain_box);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, plain_text);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, plain_delete);
  gtk_widget_class_bind_template_child (widget_class, SpareImportDialog, plain_label);
}

static void
spare_import_dialog_class_init (SpareImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_import_dialog_finalize;
  widget_class->map = spare_import_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_import_dialog_close_request;

  g_type_ensure (SPARE_TYPE_IMPORT_PREVIEW);
  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, screen_cb);
  gtk_widget_class_bind_template_callback (widget_class, camera_cb);
  gtk_widget_class_bind_template_callback (widget_class, clipboard_cb);
  gtk_widget_class_bind_template_callback (widget_class, moving_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_codes_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, action_cb);

  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.back", NULL);
}

static void
spare_import_dialog_init (SpareImportDialog *self)
{
  self->reader = spare_import_reader_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_apps (self);
}

/* The one of this window; a second would save the same accounts again. */
static SpareImportDialog *
get_dialog (SpareWindow *window)
{
  SpareImportDialog *self = g_object_get_data (G_OBJECT (window), "import-dialog");

  if (self != NULL)
    return self;

  self = g_object_new (SPARE_TYPE_IMPORT_DIALOG, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_object_set_data (G_OBJECT (window), "import-dialog", self);
  g_set_weak_pointer (&self->window, window);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SOURCES);
  spare_scan_watch_camera (GTK_WIDGET (self), show_camera, self);

  return self;
}

/* What is being saved, or has been, must not get mixed up with something new. */
static SpareImportDialog *
get_ready (SpareWindow *window)
{
  SpareImportDialog *self;

  if (spare_vault_get_state (spare_window_get_vault (window)) != SPARE_VAULT_READY)
    return NULL;

  self = get_dialog (window);
  if (self->page == SPARE_IMPORT_PAGE_DONE || self->page == SPARE_IMPORT_PAGE_FAILED)
    start_anew (self);
  gtk_window_present (GTK_WINDOW (self));

  return self->page != SPARE_IMPORT_PAGE_SAVING ? self : NULL;
}

void
spare_import_dialog_show (SpareWindow *window)
{
  SpareImportDialog *self = get_ready (window);

  if (self != NULL && self->plan == NULL && self->cancellable == NULL)
    spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SOURCES);
}

void
spare_import_dialog_read_files (SpareWindow *window,
                                GListModel  *files)
{
  SpareImportDialog *self = get_ready (window);

  if (self == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      spare_import_reader_add_file (self->reader, file);
    }
  read_on (self, NULL);
}

void
spare_import_dialog_read_bytes (SpareWindow *window,
                                GBytes      *bytes)
{
  SpareImportDialog *self = get_ready (window);

  if (self == NULL)
    return;

  spare_import_reader_add_bytes (self->reader, bytes);
  read_on (self, NULL);
}
