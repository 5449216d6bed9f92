/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-application.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-window.h"

struct _SpareApplication
{
  AdwApplication parent_instance;

  gboolean       codes_work;
  SpareVault    *vault;
  GSettings     *settings;
};

G_DEFINE_FINAL_TYPE (SpareApplication, spare_application, ADW_TYPE_APPLICATION)

static SpareVault *
create_vault (void)
{
  gboolean sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
                       || g_getenv ("SNAP_NAME") != NULL;
  g_autofree char *canary = g_uuid_string_random ();
  g_autoptr(SparePlaces) places = spare_places_new (g_get_user_data_dir (),
                                                    g_getenv ("SECRET_BACKEND"),
                                                    g_getenv ("SECRET_FILE_TEST_PATH"),
                                                    sandboxed, "window", canary);

  return spare_vault_new (places);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  /* What came of it is the vault's state. */
  spare_vault_load_finish (SPARE_VAULT (source), result, NULL);
}

static void
color_scheme_cb (SpareApplication *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  switch (g_settings_get_enum (self->settings, "color-scheme"))
    {
    case 1:
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
      break;
    case 2:
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
      break;
    default:
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
      break;
    }
}

static void
set_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "win.add", { "<Control>n" } },
    { "win.import", { "<Control>i" } },
    { "win.export", { "<Control>e" } },
    { "win.search", { "<Control>f" } },
    { "win.show-codes", { "<Control>1" } },
    { "win.show-sets", { "<Control>2" } },
    { "win.show-checkup", { "<Control>3" } },
    { "win.preferences", { "<Control>comma" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

/* The keyring is asked before GTK starts: the other processor reads it while
 * this one opens the display. */
static void
spare_application_startup (GApplication *application)
{
  SpareApplication *self = SPARE_APPLICATION (application);

  self->vault = create_vault ();
  spare_vault_load_async (self->vault, NULL, load_cb, NULL);

  G_APPLICATION_CLASS (spare_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_cb),
                           self, G_CONNECT_SWAPPED);
  color_scheme_cb (self);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  set_keys (GTK_APPLICATION (self));
}

static SpareWindow *
get_window (SpareApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  SpareWindow *window;

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (SPARE_IS_WINDOW (at->data))
        return at->data;
    }

  window = spare_window_new (GTK_APPLICATION (self), self->vault);
  if (!self->codes_work)
    spare_window_refuse (window);

  return window;
}

static void
spare_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (SPARE_APPLICATION (application))));
}

/* The desktop hands over otpauth URIs as arguments: other programs of this
 * user can see them there, and nothing here can change that. */
static void
spare_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  SpareWindow *window = get_window (SPARE_APPLICATION (application));
  g_autofree char *uri = NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (n_files == 0)
    return;

  uri = g_file_get_uri (files[0]);
  spare_window_open_uri (window, uri);
  explicit_bzero (uri, strlen (uri));
}

static int
spare_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("Sparekey %s\n", VERSION);
  return 0;
}

static void
spare_application_shutdown (GApplication *application)
{
  SpareApplication *self = SPARE_APPLICATION (application);

  g_clear_object (&self->settings);
  g_clear_object (&self->vault);

  G_APPLICATION_CLASS (spare_application_parent_class)->shutdown (application);
}

static void
spare_application_class_init (SpareApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->handle_local_options = spare_application_handle_local_options;
  application_class->startup = spare_application_startup;
  application_class->activate = spare_application_activate;
  application_class->open = spare_application_open;
  application_class->shutdown = spare_application_shutdown;
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  spare_dialogs_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  spare_dialogs_show_shortcuts (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Closing the windows, rather than quitting, gives each the chance to finish
 * what it is writing. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (SPARE_IS_WINDOW (at->data))
        gtk_window_close (GTK_WINDOW (at->data));
    }
}

static void
spare_application_init (SpareApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "quit", .activate = quit_cb },
  };
  static const GOptionEntry options[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SpareApplication *
spare_application_new (gboolean codes_work)
{
  SpareApplication *self = g_object_new (SPARE_TYPE_APPLICATION,
                                         "application-id", APPLICATION_ID,
                                         "resource-base-path", RESOURCE_BASE,
                                         "flags", G_APPLICATION_HANDLES_OPEN,
                                         NULL);

  self->codes_work = codes_work;

  return self;
}
