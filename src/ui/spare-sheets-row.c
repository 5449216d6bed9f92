/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-row.h"

#include <glib/gi18n.h>

#include "spare-sheets-change.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

struct _SpareSheetsRow
{
  AdwExpanderRow parent_instance;

  AdwActionRow  *contents;
  GtkWidget     *test;  /* (nullable) */
  GtkWidget     *again; /* (nullable): prints it again */

  SpareWindow   *window; /* (nullable): borrowed */
  SpareThing    *sheet;
};

G_DEFINE_FINAL_TYPE (SpareSheetsRow, spare_sheets_row, ADW_TYPE_EXPANDER_ROW)

static AdwActionRow *
add_property (SpareSheetsRow *self,
              const char     *title,
              const char     *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "property");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_action (SpareSheetsRow *self,
            const char     *title,
            const char     *icon,
            const char     *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", spare_thing_get_id (self->sheet));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

static void
moved_cb (AdwEntryRow    *entry,
          SpareSheetsRow *self)
{
  g_autofree char *place = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (self->window != NULL)
    spare_sheets_move (self->window, spare_thing_get_id (self->sheet),
                       GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "copy")), place);
}

static void
add_places (SpareSheetsRow *self)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (self->sheet);
  guint n = MAX (g_strv_length (places), 1);
  gboolean gone = spare_sheets_get_fate (self->sheet) == SPARE_SHEETS_GONE;

  for (guint i = 0; i < n && !gone; i++)
    {
      GtkWidget *entry = adw_entry_row_new ();
      g_autofree char *title = NULL;

      /* Translators: the first number is which copy of a sheet, the second how many there are. */
      title = n > 1 ? g_strdup_printf (_("Where Copy %u of %u Is"), i + 1, n) : g_strdup (_("Where It Is"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
      if (i < g_strv_length (places))
        gtk_editable_set_text (GTK_EDITABLE (entry), places[i]);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
      g_object_set_data (G_OBJECT (entry), "copy", GUINT_TO_POINTER (i));
      g_signal_connect_object (entry, "apply", G_CALLBACK (moved_cb), self, 0);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), entry);
    }
}

static void
add_actions (SpareSheetsRow *self)
{
  switch (spare_sheets_get_fate (self->sheet))
    {
    case SPARE_SHEETS_VALID:
      if (spare_sheet_record_get_kind (self->sheet) == SPARE_SHEET_CODES)
        self->test = add_action (self, _("_Test This Sheet…"), "emblem-ok-symbolic", "win.drill");
      else
        add_action (self, _("I Read It, and It Is Still _Right"), "emblem-ok-symbolic", "sheets.confirm");
      self->again = add_action (self, _("_Print Again…"), "document-print-symbolic", "sheets.print-again");
      add_action (self, _("This Sheet Is _Lost…"), "dialog-warning-symbolic", "sheets.lose");
      add_action (self, _("I _Destroyed It…"), "user-trash-symbolic", "sheets.destroy");
      break;
    case SPARE_SHEETS_TO_DESTROY:
      add_action (self, _("I _Destroyed It"), "user-trash-symbolic", "sheets.destroy");
      break;
    case SPARE_SHEETS_GONE:
    default:
      add_action (self, _("It Still _Exists"), "edit-undo-symbolic", "sheets.find-again");
      break;
    }
}

static void
spare_sheets_row_dispose (GObject *object)
{
  SpareSheetsRow *self = SPARE_SHEETS_ROW (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->sheet);

  G_OBJECT_CLASS (spare_sheets_row_parent_class)->dispose (object);
}

static void
spare_sheets_row_class_init (SpareSheetsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_sheets_row_dispose;
}

static void
spare_sheets_row_init (SpareSheetsRow *self)
{
}

GtkWidget *
spare_sheets_row_new (SpareWindow *window,
                      SpareThing  *sheet)
{
  SpareSheetsRow *self = g_object_new (SPARE_TYPE_SHEETS_ROW, NULL);
  g_autofree char *printed = spare_words_dup_date (spare_sheet_record_get_printed (sheet));
  g_autofree char *detail = NULL;

  g_set_weak_pointer (&self->window, window);
  self->sheet = g_object_ref (sheet);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), spare_sheet_record_get_name (sheet));

  self->contents = add_property (self, _("What Is on It"), "");
  /* Translators: a kind of sheet, such as "Backup codes", and a date. */
  detail = g_strdup_printf (_("%s, on %s"), spare_sheets_get_kind (sheet), printed);
  add_property (self, _("Printed"), detail);
  if (*spare_sheet_record_get_fingerprint (sheet) != '\0')
    add_property (self, _("Fingerprint of Its Codes"), spare_sheet_record_get_fingerprint (sheet));
  add_places (self);
  add_actions (self);
  spare_sheets_row_update (self);

  return GTK_WIDGET (self);
}

SpareThing *
spare_sheets_row_get_sheet (SpareSheetsRow *self)
{
  return self->sheet;
}

void
spare_sheets_row_update (SpareSheetsRow *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  g_autofree char *services = NULL;
  g_autofree char *standing = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *places = NULL;
  g_autofree char *subtitle = NULL;

  if (vault == NULL)
    return;

  services = spare_sheets_dup_services (self->sheet, vault);
  standing = spare_sheets_dup_standing (self->sheet, spare_vault_get_things (vault),
                                        spare_clock_get_now (spare_window_get_clock (self->window)));
  contents = spare_sheets_dup_contents (self->sheet, vault);
  places = spare_sheets_dup_places (self->sheet);
  subtitle = g_strjoin ("\n", services, *places != '\0' ? places : standing, *places != '\0' ? standing : NULL, NULL);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_action_row_set_subtitle (self->contents, contents);
  gtk_widget_set_visible (GTK_WIDGET (self->contents), *contents != '\0');
  if (self->test != NULL)
    gtk_widget_set_visible (self->test, spare_sheets_get_due (self->sheet, spare_vault_get_things (vault)) != 0);
  if (self->again != NULL)
    gtk_widget_set_visible (self->again, spare_sheets_is_kept (self->sheet, spare_vault_get_things (vault)));
}
