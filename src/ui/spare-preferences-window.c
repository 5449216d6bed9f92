/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-preferences-window.h"

#include <glib/gi18n.h>

#include "spare-backup-page.h"
#include "spare-dialogs.h"
#include "spare-directory-group.h"

struct _SparePreferencesWindow
{
  AdwWindow        parent_instance;

  AdwViewStack    *pages;
  AdwComboRow     *order;
  GtkSwitch       *hide;
  GtkSwitch       *next;
  AdwComboRow     *timeout;
  AdwComboRow     *color;
  GtkSwitch       *sheets;
  SpareDirectoryGroup *directories;
  AdwActionRow    *bin;
  SpareBackupPage *backups;

  SpareWindow     *window;   /* (nullable): borrowed */
  GSettings       *settings;
  GArray          *seconds;  /* of guint: the choices of timeout */
};

G_DEFINE_FINAL_TYPE (SparePreferencesWindow, spare_preferences_window, ADW_TYPE_WINDOW)

static const guint usual_seconds[] = { 10, 30, 60, 120, 0 };

static char *
dup_duration (guint seconds)
{
  if (seconds == 0)
    return g_strdup (C_("clear the clipboard", "Never"));
  if (seconds % 60 == 0)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", seconds / 60), seconds / 60);

  return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
}

/* A value that was set elsewhere stays a choice. */
static void
fill_timeouts (SparePreferencesWindow *self)
{
  guint current = g_settings_get_uint (self->settings, "clipboard-timeout");
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  gboolean placed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (usual_seconds); i++)
    placed |= usual_seconds[i] == current;

  for (guint i = 0; i < G_N_ELEMENTS (usual_seconds); i++)
    {
      if (!placed && (usual_seconds[i] > current || usual_seconds[i] == 0))
        {
          g_array_append_val (self->seconds, current);
          placed = TRUE;
        }
      g_array_append_val (self->seconds, usual_seconds[i]);
    }

  for (guint i = 0; i < self->seconds->len; i++)
    gtk_string_list_take (names, dup_duration (g_array_index (self->seconds, guint, i)));
  adw_combo_row_set_model (self->timeout, G_LIST_MODEL (names));
}

static gboolean
get_timeout (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  SparePreferencesWindow *self = user_data;

  for (guint i = 0; i < self->seconds->len; i++)
    {
      if (g_array_index (self->seconds, guint, i) == g_variant_get_uint32 (variant))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
set_timeout (const GValue       *value,
             const GVariantType *type,
             gpointer            user_data)
{
  SparePreferencesWindow *self = user_data;
  guint selected = g_value_get_uint (value);

  return selected < self->seconds->len ? g_variant_new_uint32 (g_array_index (self->seconds, guint, selected)) : NULL;
}

/* The choices stand in the order of the enumeration in the schema. */
static const char *const orders[] = { "name", "used", "hand", NULL };
static const char *const colors[] = { "system", "light", "dark", NULL };

static gboolean
get_nick (GValue   *value,
          GVariant *variant,
          gpointer  nicks)
{
  const char *const *all = nicks;

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (g_str_equal (all[i], g_variant_get_string (variant, NULL)))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
set_nick (const GValue       *value,
          const GVariantType *type,
          gpointer            nicks)
{
  const char *const *all = nicks;
  guint selected = g_value_get_uint (value);

  return selected < g_strv_length ((char **) all) ? g_variant_new_string (all[selected]) : NULL;
}

static void
bin_cb (SparePreferencesWindow *self)
{
  SpareWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-bin", NULL);
}

static void
show_bin (SparePreferencesWindow *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  guint n = g_list_model_get_n_items (spare_vault_get_bin (vault));
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_("Empty"));
  else
    text = g_strdup_printf (ngettext ("%u deleted account", "%u deleted accounts", n), n);
  adw_action_row_set_subtitle (self->bin, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bin), spare_vault_get_state (vault) == SPARE_VAULT_READY);
}

static void
spare_preferences_window_dispose (GObject *object)
{
  SparePreferencesWindow *self = SPARE_PREFERENCES_WINDOW (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (spare_preferences_window_parent_class)->dispose (object);
}

static void
spare_preferences_window_finalize (GObject *object)
{
  g_array_unref (SPARE_PREFERENCES_WINDOW (object)->seconds);

  G_OBJECT_CLASS (spare_preferences_window_parent_class)->finalize (object);
}

static void
spare_preferences_window_class_init (SparePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_preferences_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_preferences_window_finalize;

  g_type_ensure (SPARE_TYPE_BACKUP_PAGE);
  g_type_ensure (SPARE_TYPE_DIRECTORY_GROUP);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, backups);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, order);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, hide);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, next);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, timeout);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, color);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, sheets);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, SparePreferencesWindow, directories);
  gtk_widget_class_bind_template_callback (widget_class, bin_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_preferences_window_init (SparePreferencesWindow *self)
{
  self->seconds = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
spare_preferences_window_new (SpareWindow *parent,
                              const char  *page)
{
  SparePreferencesWindow *self = g_object_new (SPARE_TYPE_PREFERENCES_WINDOW, NULL);

  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (parent));
  g_set_weak_pointer (&self->window, parent);
  self->settings = g_object_ref (spare_window_get_settings (parent));
  fill_timeouts (self);
  show_bin (self);
  spare_backup_page_set_up (self->backups, parent);
  spare_directory_group_set_up (self->directories, parent);
  adw_view_stack_set_visible_child_name (self->pages, page);

  g_settings_bind_with_mapping (self->settings, "sort-order", self->order, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_nick, set_nick, (gpointer) orders, NULL);
  g_settings_bind (self->settings, "hide-codes", self->hide, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-next-code", self->next, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "sheet-reminder", self->sheets, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "clipboard-timeout", self->timeout, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_timeout, set_timeout, self, NULL);
  g_settings_bind_with_mapping (self->settings, "color-scheme", self->color, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_nick, set_nick, (gpointer) colors, NULL);

  return GTK_WINDOW (self);
}
