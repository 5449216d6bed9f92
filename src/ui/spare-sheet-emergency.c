/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-emergency.h"

#include <glib/gi18n.h>

#include "spare-hint-row.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

/* An account or a sheet that may stand on it. */
typedef struct
{
  GObject   *item;
  gboolean   chosen;
  GtkWidget *row;  /* (nullable): of a sheet */
} Entry;

struct _SpareSheetEmergency
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *accounts_group;
  AdwExpanderRow      *accounts;
  AdwPreferencesGroup *sheets_group;
  SpareHintRow        *no_sheets;
  AdwPreferencesGroup *note_group;
  GtkTextView         *note;
  AdwPreferencesGroup *backup_group;
  GtkEditable         *file;
  GtkEditable         *place;
  SpareHintRow        *backup_hint;

  SpareWindow         *window; /* (nullable): borrowed */
  SpareSheetKind       kind;
  GPtrArray           *account_entries; /* of Entry */
  GPtrArray           *sheet_entries;   /* of Entry, in their order on the sheet */
};

G_DEFINE_FINAL_TYPE (SpareSheetEmergency, spare_sheet_emergency, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_sheets (SpareSheetEmergency *self);

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->item);
  g_free (entry);
}

static Entry *
entry_new (gpointer item,
           gboolean chosen)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->item = g_object_ref (item);
  entry->chosen = chosen;

  return entry;
}

static void
changed_cb (SpareSheetEmergency *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
count_accounts (SpareSheetEmergency *self)
{
  guint n = self->account_entries->len;
  guint chosen = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    chosen += ((Entry *) g_ptr_array_index (self->account_entries, i))->chosen;

  /* Translators: how many of how many accounts. */
  text = g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", n), chosen, n);
  adw_expander_row_set_subtitle (self->accounts, text);
}

static void
toggled_cb (GtkCheckButton      *check,
            SpareSheetEmergency *self)
{
  Entry *entry = g_object_get_data (G_OBJECT (check), "entry");

  entry->chosen = gtk_check_button_get_active (check);
  count_accounts (self);
  changed_cb (self);
}

static GtkWidget *
create_row (SpareSheetEmergency *self,
            Entry               *entry,
            const char          *title,
            const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), entry->chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (check), "entry", entry);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return row;
}

static void
add_accounts (SpareSheetEmergency *self,
              const char *const   *ids)
{
  GListModel *accounts = spare_vault_get_accounts (spare_window_get_vault (self->window));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      Entry *entry = entry_new (account, ids == NULL || g_strv_contains (ids, spare_account_get_id (account)));
      const char *name = *spare_account_get_service (account) != '\0' ? spare_account_get_name (account) : "";

      g_ptr_array_add (self->account_entries, entry);
      adw_expander_row_add_row (self->accounts, create_row (self, entry, spare_words_get_title (account), name));
    }
  count_accounts (self);
}

/* The order. */

static void
move (SpareSheetEmergency *self,
      guint                from,
      guint                to)
{
  Entry *entry = g_ptr_array_steal_index (self->sheet_entries, from);

  g_ptr_array_insert (self->sheet_entries, (gint) to, entry);
  show_sheets (self);
  gtk_widget_grab_focus (entry->row);
  changed_cb (self);
}

static guint
find_entry (SpareSheetEmergency *self,
            GtkWidget           *button)
{
  guint place = 0;

  g_ptr_array_find (self->sheet_entries, g_object_get_data (G_OBJECT (button), "entry"), &place);

  return place;
}

static void
up_cb (GtkWidget           *button,
       SpareSheetEmergency *self)
{
  guint place = find_entry (self, button);

  move (self, place, place - 1);
}

static void
down_cb (GtkWidget           *button,
         SpareSheetEmergency *self)
{
  guint place = find_entry (self, button);

  move (self, place, place + 1);
}

static void
add_mover (SpareSheetEmergency *self,
           Entry               *entry,
           const char          *icon,
           const char          *tooltip,
           char                *label,
           GCallback            callback,
           gboolean             sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "entry", entry);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (entry->row), button);
  g_free (label);
}

static void
show_sheets (SpareSheetEmergency *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  guint n = self->sheet_entries->len;

  for (guint i = 0; i < n; i++)
    {
      Entry *entry = g_ptr_array_index (self->sheet_entries, i);

      if (entry->row != NULL)
        adw_preferences_group_remove (self->sheets_group, entry->row);
      entry->row = NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      Entry *entry = g_ptr_array_index (self->sheet_entries, i);
      SpareThing *sheet = SPARE_THING (entry->item);
      const char *name = spare_sheet_record_get_name (sheet);
      g_autofree char *services = spare_sheets_dup_services (sheet, vault);
      g_autofree char *places = spare_sheets_dup_places (sheet);
      g_autofree char *subtitle = g_strjoin (*places != '\0' ? "\n" : "", services, places, NULL);

      entry->row = create_row (self, entry, name, subtitle);
      /* Translators: what a button does, for screen readers; %s is the number of a sheet. */
      add_mover (self, entry, "go-up-symbolic", _("Earlier"), g_strdup_printf (_("Use %s Earlier"), name),
                 G_CALLBACK (up_cb), i > 0);
      /* Translators: what a button does, for screen readers; %s is the number of a sheet. */
      add_mover (self, entry, "go-down-symbolic", _("Later"), g_strdup_printf (_("Use %s Later"), name),
                 G_CALLBACK (down_cb), i + 1 < n);
      adw_preferences_group_add (self->sheets_group, entry->row);
    }
}

static void
add_sheets (SpareSheetEmergency *self)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (spare_sheets_get_fate (sheet) == SPARE_SHEETS_VALID
          && spare_sheet_record_get_kind (sheet) != SPARE_SHEET_EMERGENCY)
        g_ptr_array_add (self->sheet_entries, entry_new (sheet, TRUE));
    }
  show_sheets (self);
  spare_hint_row_set (self->no_sheets, SPARE_HINT_NOTE, self->sheet_entries->len > 0 ? NULL
    : _("There are no printed sheets yet. Print backup codes first, so that this one can say where they are."));
}

/* What the last backup is called, and where it is. */
static void
fill_in_backup (SpareSheetEmergency *self)
{
  GSettings *settings = spare_window_get_settings (self->window);
  g_autofree char *uri = g_settings_get_string (settings, "backup-file");
  g_autoptr(GFile) file = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  g_autoptr(GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : g_strdup ("");

  gtk_editable_set_text (self->file, shown);
  gtk_editable_set_text (self->place, path != NULL ? path : "");
  if (file == NULL)
    spare_hint_row_set (self->backup_hint, SPARE_HINT_WARNING,
                        _("There is no backup yet. Make one first, in the preferences under Backups."));
  else if (g_settings_get_boolean (settings, "backup-automatic"))
    spare_hint_row_set (self->backup_hint, SPARE_HINT_NOTE,
                        _("Automatic backups have the day in their name: the sheet stays right if the newest file "
                          "there is used."));
}

static void
spare_sheet_emergency_dispose (GObject *object)
{
  SpareSheetEmergency *self = SPARE_SHEET_EMERGENCY_FORM (object);

  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_sheet_emergency_parent_class)->dispose (object);
}

static void
spare_sheet_emergency_finalize (GObject *object)
{
  SpareSheetEmergency *self = SPARE_SHEET_EMERGENCY_FORM (object);

  g_ptr_array_unref (self->account_entries);
  g_ptr_array_unref (self->sheet_entries);

  G_OBJECT_CLASS (spare_sheet_emergency_parent_class)->finalize (object);
}

static void
spare_sheet_emergency_class_init (SpareSheetEmergencyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_emergency_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sheet_emergency_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheet-emergency.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, accounts);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, sheets_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, no_sheets);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, note_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, note);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, backup_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, file);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, place);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetEmergency, backup_hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
spare_sheet_emergency_init (SpareSheetEmergency *self)
{
  self->account_entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->sheet_entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->note), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
spare_sheet_emergency_new (SpareWindow       *window,
                           SpareSheetKind     kind,
                           const char *const *account_ids)
{
  SpareSheetEmergency *self = g_object_new (SPARE_TYPE_SHEET_EMERGENCY, NULL);
  gboolean emergency = kind == SPARE_SHEET_EMERGENCY;

  g_set_weak_pointer (&self->window, window);
  self->kind = kind;
  gtk_widget_set_visible (GTK_WIDGET (self->accounts_group), emergency);
  gtk_widget_set_visible (GTK_WIDGET (self->sheets_group), emergency);
  gtk_widget_set_visible (GTK_WIDGET (self->note_group), emergency);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_group), !emergency);
  if (emergency)
    {
      add_accounts (self, account_ids);
      add_sheets (self);
    }
  else
    fill_in_backup (self);

  return GTK_WIDGET (self);
}

static void
apply_note (SpareSheetEmergency *self,
            SpareSheetContent   *content)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  spare_sheet_content_set_note (content, text);
}

void
spare_sheet_emergency_apply (SpareSheetEmergency *self,
                             SpareSheetContent   *content)
{
  if (self->kind == SPARE_SHEET_BACKUP)
    {
      spare_sheet_content_set_backup (content, gtk_editable_get_text (self->file), gtk_editable_get_text (self->place));
      return;
    }

  for (guint i = 0; i < self->account_entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->account_entries, i);

      if (entry->chosen)
        spare_sheet_content_add (content, SPARE_ACCOUNT (entry->item), NULL);
    }
  for (guint i = 0; i < self->sheet_entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->sheet_entries, i);

      if (entry->chosen)
        spare_sheet_content_add_sheet (content, SPARE_THING (entry->item));
    }
  apply_note (self, content);
}
