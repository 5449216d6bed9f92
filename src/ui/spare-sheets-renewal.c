/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-renewal.h"

#include <glib/gi18n.h>

#include "spare-renewal.h"
#include "spare-service.h"
#include "spare-visit.h"
#include "spare-words.h"

struct _SpareSheetsRenewal
{
  AdwPreferencesGroup parent_instance;

  GPtrArray          *rows;   /* of GtkWidget */
  SpareWindow        *window; /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SpareSheetsRenewal, spare_sheets_renewal, ADW_TYPE_PREFERENCES_GROUP)

static void
open_cb (GtkWidget          *button,
         SpareSheetsRenewal *self)
{
  if (self->window != NULL)
    spare_visit_open (self->window, g_object_get_data (G_OBJECT (button), "address"));
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *icon,
            const char *label,
            const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, tooltip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static const char *
find_address (const SpareService *service)
{
  static const char *const facts[] = { SPARE_SERVICE_CODES_PAGE, SPARE_SERVICE_SETTINGS, SPARE_SERVICE_SIGN_IN };
  const char *address = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (facts) && address == NULL; i++)
    address = spare_service_get_text (service, facts[i]);

  return address;
}

static void
add_account (SpareSheetsRenewal *self,
             SpareAccount       *account)
{
  const SpareService *service = spare_service_find (spare_account_get_service (account));
  const char *address = find_address (service);
  const char *title = spare_words_get_title (account);
  const char *name = *spare_account_get_service (account) != '\0' ? spare_account_get_name (account) : "";
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *open = NULL;
  g_autofree char *take = NULL;
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (address != NULL)
    {
      /* Translators: what a button does, for screen readers; %s is a service. */
      open = g_strdup_printf (_("Open %s in the Browser"), title);
      button = add_button (row, "web-browser-symbolic", open, address);
      g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
    }
  /* Translators: what a button does, for screen readers; %s is a service. */
  take = g_strdup_printf (_("I Got New Codes of %s…"), title);
  button = add_button (row, "list-add-symbolic", take, _("I Got New Codes…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", spare_account_get_id (account));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.take-codes");

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
spare_sheets_renewal_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_SHEETS_RENEWAL (object)->window);

  G_OBJECT_CLASS (spare_sheets_renewal_parent_class)->dispose (object);
}

static void
spare_sheets_renewal_finalize (GObject *object)
{
  g_ptr_array_unref (SPARE_SHEETS_RENEWAL (object)->rows);

  G_OBJECT_CLASS (spare_sheets_renewal_parent_class)->finalize (object);
}

static void
spare_sheets_renewal_class_init (SpareSheetsRenewalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_sheets_renewal_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sheets_renewal_finalize;
}

static void
spare_sheets_renewal_init (SpareSheetsRenewal *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("New Codes Needed"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Their codes are void here. Sign in at each service, have it make new "
                                           "codes, so that the old ones stop working, and take them in."));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
spare_sheets_renewal_set_window (SpareSheetsRenewal *self,
                                 SpareWindow        *window)
{
  g_set_weak_pointer (&self->window, window);
  spare_sheets_renewal_update (self);
}

guint
spare_sheets_renewal_count (SpareSheetsRenewal *self)
{
  return self->rows->len;
}

void
spare_sheets_renewal_update (SpareSheetsRenewal *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  g_autoptr(GPtrArray) accounts = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  if (vault != NULL)
    accounts = spare_renewal_list (spare_vault_get_accounts (vault), spare_vault_get_things (vault));
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    add_account (self, g_ptr_array_index (accounts, i));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
