/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-account-page.h"
#include "spare-bin-page.h"
#include "spare-broken-page.h"
#include "spare-dialogs.h"
#include "spare-editor.h"
#include "spare-export-dialog.h"
#include "spare-import-dialog.h"
#include "spare-messages.h"
#include "spare-preferences-window.h"
#include "spare-qr-dialog.h"
#include "spare-scan.h"
#include "spare-set-page.h"
#include "spare-window-private.h"

gboolean
spare_window_is_ready (SpareWindow *self)
{
  return !self->refused && spare_vault_get_state (self->vault) == SPARE_VAULT_READY;
}

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_HEADER_BAR (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_header (child);

  return found;
}

/* The main menu is on every page, and so is F10. */
static void
add_menu (SpareWindow *self,
          GtkWidget   *page)
{
  GtkWidget *header = find_header (page);
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON,
                                    "icon-name", "open-menu-symbolic",
                                    "menu-model", spare_codes_page_get_menu (self->codes),
                                    "primary", TRUE,
                                    "tooltip-text", _("Main Menu"),
                                    NULL);
  GtkWidget *next;

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main Menu"), -1);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  /* At the end, as on the first page, and not before the others. */
  while ((next = gtk_widget_get_next_sibling (button)) != NULL && !GTK_IS_WINDOW_CONTROLS (next))
    gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (button)), button, next);
}

GtkWidget *
spare_window_show_page (SpareWindow *self,
                        const char  *name,
                        GtkWidget *(*create) (SpareWindow *window))
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, name);
  const char *from = gtk_stack_get_visible_child_name (self->pages);

  if (page == NULL)
    {
      page = create (self);
      add_menu (self, page);
      gtk_stack_add_named (self->pages, page, name);
    }

  /* Each page once: going round in circles must not make a long way back. */
  if (g_strcmp0 (from, name) != 0)
    {
      guint known;

      if (g_ptr_array_find_with_equal_func (self->trail, name, g_str_equal, &known))
        g_ptr_array_set_size (self->trail, (int) known);
      else
        g_ptr_array_add (self->trail, g_strdup (from));
      gtk_stack_set_visible_child (self->pages, page);
    }
  gtk_widget_grab_focus (page);

  return page;
}

static void
focus_home (SpareWindow *self)
{
  if (adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->codes))
    spare_codes_page_focus_list (self->codes, NULL);
  else
    gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->views));
}

void
spare_window_go_home (SpareWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, "account");
  GtkWidget *set = gtk_stack_get_child_by_name (self->pages, "set");

  if (gtk_stack_get_visible_child (self->pages) == self->home)
    return;

  /* A hidden widget that keeps the focus would swallow every key, and Home may have
   * nothing to take it: its list may be empty, or away with the keyring. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_ptr_array_set_size (self->trail, 0);
  gtk_stack_set_visible_child (self->pages, self->home);
  if (page != NULL)
    spare_account_page_set_account (SPARE_ACCOUNT_PAGE (page), NULL);
  if (set != NULL)
    spare_set_page_clear (SPARE_SET_PAGE (set));
  focus_home (self);
}

void
spare_window_show_view (SpareWindow *self,
                        GtkWidget   *view)
{
  gboolean moved = adw_view_stack_get_visible_child (self->views) != view;

  adw_view_stack_set_visible_child (self->views, view);
  spare_window_go_home (self);
  if (moved)
    focus_home (self);
}

void
spare_window_go_back (SpareWindow *self)
{
  g_autofree char *name = NULL;

  if (self->trail->len > 0)
    name = g_ptr_array_steal_index (self->trail, self->trail->len - 1);
  if (name == NULL || self->trail->len == 0)
    {
      spare_window_go_home (self);
      return;
    }

  /* The account may be gone meanwhile. */
  if (g_str_equal (name, "account")
      && !spare_account_page_has_account (SPARE_ACCOUNT_PAGE (gtk_stack_get_child_by_name (self->pages, name))))
    {
      spare_window_go_back (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->pages, name);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  spare_window_go_back (SPARE_WINDOW (widget));
}

static void
show_account_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account == NULL || !spare_window_is_ready (self))
    return;

  spare_account_page_set_account (
    SPARE_ACCOUNT_PAGE (spare_window_show_page (self, "account", spare_account_page_new)), account);
}

static void
show_qr_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account != NULL && spare_window_is_ready (self))
    spare_qr_dialog_show_account (GTK_WINDOW (self), account);
}

static void
show_bin_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  spare_window_show_page (SPARE_WINDOW (widget), "bin", spare_bin_page_new);
}

static void
show_broken_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  spare_window_show_page (SPARE_WINDOW (widget), "broken", spare_broken_page_new);
}

static void
preferences_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_window_present (spare_preferences_window_new (SPARE_WINDOW (widget), "general"));
}

static void
backups_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_window_present (spare_preferences_window_new (SPARE_WINDOW (widget), "backups"));
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  spare_import_dialog_show (SPARE_WINDOW (widget));
}

static void
export_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_window_present (spare_export_dialog_new (SPARE_WINDOW (widget)));
}

/* Entries take what is pasted into them; this is for the rest of the window. */
static void
paste_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  spare_scan_clipboard (SPARE_WINDOW (widget));
}

static void
add_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  gtk_window_present (spare_editor_new (SPARE_WINDOW (widget), NULL));
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account != NULL && spare_window_is_ready (self))
    gtk_window_present (spare_editor_new (self, account));
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  gboolean home = gtk_stack_get_visible_child (self->pages) == self->home;

  if (home && adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->sets))
    {
      spare_sets_page_start_search (self->sets);
      return;
    }

  spare_window_show_view (self, GTK_WIDGET (self->codes));
  spare_codes_page_start_search (self->codes);
}

static void
clear_search_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);

  if (adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->sets))
    spare_sets_page_clear_search (self->sets);
  else
    spare_codes_page_clear_search (self->codes);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareWindow) self = user_data;

  /* What came of it is the vault's state. */
  spare_vault_load_finish (SPARE_VAULT (source), result, NULL);
}

static void
reload_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);

  spare_vault_load_async (self->vault, NULL, load_cb, g_object_ref (self));
}

static void
unlock_finish_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(SpareWindow) self = user_data;

  spare_vault_unlock_finish (SPARE_VAULT (source), result, NULL);
}

static void
unlock_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);

  spare_vault_unlock_async (self->vault, NULL, unlock_finish_cb, g_object_ref (self));
}

static void
accept_finish_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(SpareWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!spare_vault_accept_finish (SPARE_VAULT (source), result, &error) && self->vault != NULL)
    spare_window_toast_error (self, error);
}

static void
accept_confirmed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SpareWindow) self = user_data;

  if (spare_dialogs_confirm_finish (result) && self->vault != NULL)
    spare_vault_accept_async (self->vault, g_get_real_time () / G_USEC_PER_SEC, NULL,
                              accept_finish_cb, g_object_ref (self));
}

static void
accept_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SpareWindow *self = SPARE_WINDOW (widget);

  if (spare_vault_get_state (self->vault) == SPARE_VAULT_READY)
    spare_dialogs_confirm_async (GTK_WINDOW (self), _("Stop Looking for What Is Missing?"),
                                 _("Another program may have removed it from the keyring, or it is in "
                                   "another keyring. Sparekey goes on with what is here, and keeps a "
                                   "dated note of what was expected."),
                                 _("_Stop Looking"), accept_confirmed_cb, g_object_ref (self));
  else if (spare_vault_get_state (self->vault) == SPARE_VAULT_DAMAGED)
    spare_dialogs_confirm_async (GTK_WINDOW (self), _("Go Back One Change?"),
                                 _("The damaged file gets another name, and nothing is deleted. Its state "
                                   "before the last change takes its place if there is one; otherwise "
                                   "Sparekey starts without accounts."),
                                 _("_Go Back"), accept_confirmed_cb, g_object_ref (self));
  else
    spare_dialogs_confirm_async (GTK_WINDOW (self), _("Use This Keyring as It Is?"),
                                 _("Sparekey then stops looking for the accounts it knew and goes on "
                                   "with what this keyring holds. It deletes nothing: if the other "
                                   "keyring comes back later, its accounts are still in it. A dated "
                                   "note of what was expected is kept."),
                                 _("_Use This Keyring"), accept_confirmed_cb, g_object_ref (self));
}

static void
sort_cb (GSimpleAction *action,
         GVariant      *value,
         SpareWindow   *self)
{
  g_settings_set_string (self->settings, "sort-order", g_variant_get_string (value, NULL));
}

static void
sort_changed_cb (SpareWindow *self)
{
  g_autofree char *order = g_settings_get_string (self->settings, "sort-order");
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sort");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (order));
}

static void
accounts_changed_cb (SpareWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export",
                                 spare_window_is_ready (self)
                                 && g_list_model_get_n_items (spare_vault_get_accounts (self->vault)) > 0);
}

void
spare_window_set_up_actions (SpareWindow *self)
{
  g_autofree char *order = g_settings_get_string (self->settings, "sort-order");
  g_autoptr(GAction) hide = g_settings_create_action (self->settings, "hide-codes");
  g_autoptr(GSimpleAction) sort = g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_STRING,
                                                                g_variant_new_string (order));

  g_signal_connect_object (sort, "change-state", G_CALLBACK (sort_cb), self, 0);
  g_signal_connect_object (self->settings, "changed::sort-order", G_CALLBACK (sort_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sort));
  g_action_map_add_action (G_ACTION_MAP (self), hide);
  g_signal_connect_object (spare_vault_get_broken (self->vault), "items-changed",
                           G_CALLBACK (spare_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (self->vault), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
}

void
spare_window_update_actions (SpareWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean ready = spare_window_is_ready (self);

  gtk_widget_action_set_enabled (widget, "win.add", ready);
  gtk_widget_action_set_enabled (widget, "win.import", ready);
  gtk_widget_action_set_enabled (widget, "win.paste", ready);
  accounts_changed_cb (self);
  gtk_widget_action_set_enabled (widget, "win.backups", ready);
  gtk_widget_action_set_enabled (widget, "win.search", ready);
  spare_window_update_checkup_actions (self);
  spare_window_update_codes_actions (self);
  spare_window_update_sets_actions (self);
  gtk_widget_action_set_enabled (widget, "win.show-bin", ready);
  gtk_widget_action_set_enabled (widget, "win.show-broken", ready
    && g_list_model_get_n_items (spare_vault_get_broken (self->vault)) > 0);

  /* A page of a keyring that went away must not stay. */
  if (!ready)
    spare_window_go_home (self);
}

void
spare_window_class_install_pages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.show-account", "s", show_account_cb);
  gtk_widget_class_install_action (widget_class, "win.show-qr", "s", show_qr_cb);
  gtk_widget_class_install_action (widget_class, "win.show-bin", NULL, show_bin_cb);
  gtk_widget_class_install_action (widget_class, "win.show-broken", NULL, show_broken_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.backups", NULL, backups_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "win.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "win.edit", "s", edit_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock_cb);
  gtk_widget_class_install_action (widget_class, "win.accept", NULL, accept_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
}
