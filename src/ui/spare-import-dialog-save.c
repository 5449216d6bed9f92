/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-code-set.h"
#include "spare-import-dialog-private.h"
#include "spare-messages.h"
#include "spare-preferences.h"

static void save_next (SpareImportDialog *self,
                       GPtrArray         *records);

static gboolean
is_saved (SpareVault   *vault,
          SpareAccount *account)
{
  SpareAccount *stored = spare_vault_find (vault, spare_account_get_id (account));

  return stored != NULL && spare_account_get_revision (stored) != spare_account_get_revision (account);
}

/* The lists show exactly what is saved; a saved record has a new revision. */
static guint
count_saved (SpareImportDialog *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    {
      gpointer record = g_ptr_array_index (self->records, i);

      n += SPARE_IS_ACCOUNT (record) && is_saved (vault, record);
    }

  return n;
}

/* What the records are, before they are handed over. */
static void
count_records (SpareImportDialog *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);

  self->n_accounts = 0;
  self->n_replaced = 0;
  self->n_sets = 0;
  for (guint i = 0; i < self->records->len; i++)
    {
      gpointer record = g_ptr_array_index (self->records, i);

      if (SPARE_IS_ACCOUNT (record))
        {
          self->n_accounts++;
          self->n_replaced += spare_vault_find (vault, spare_account_get_id (record)) != NULL;
        }
      else if (SPARE_IS_THING (record))
        {
          self->n_sets += spare_thing_is_code_set (record);
        }
    }
}

static void
count_skipped (SpareImportDialog *self)
{
  GListModel *choices = spare_import_plan_get_choices (self->plan);

  self->n_skipped = 0;
  self->n_unticked = 0;
  if (self->to_bin != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(SpareImportChoice) choice = g_list_model_get_item (choices, i);

      if (!spare_import_choice_get_selected (choice))
        (*(spare_import_choice_get_twin (choice) != NULL ? &self->n_skipped : &self->n_unticked))++;
    }
}

static guint
count_problems (SpareImportDialog *self)
{
  const SpareImport *import = spare_import_plan_get_import (self->plan);

  return import->entries->len - spare_import_count_good (import)
         + spare_import_reader_get_failures (self->reader)->len;
}

static void
append_line (GString *text,
             char    *line)
{
  g_autofree char *owned = line;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, owned);
}

static char *
dup_result (SpareImportDialog *self)
{
  const SpareImport *import = spare_import_plan_get_import (self->plan);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_problems = count_problems (self);
  guint n_binned = self->to_bin != NULL ? self->to_bin->len : 0;

  if (self->n_replaced > 0)
    append_line (text, g_strdup_printf (ngettext ("%u of them was there and was replaced.",
                                                  "%u of them were there and were replaced.", self->n_replaced),
                                        self->n_replaced));
  if (self->n_skipped > 0)
    append_line (text, g_strdup_printf (ngettext ("%u was there already and was skipped.",
                                                  "%u were there already and were skipped.", self->n_skipped),
                                        self->n_skipped));
  if (self->n_unticked > 0)
    append_line (text, g_strdup_printf (ngettext ("%u was not ticked.", "%u were not ticked.", self->n_unticked),
                                        self->n_unticked));
  if (import->parts > import->parts_read)
    append_line (text, g_strdup_printf (ngettext ("%u transfer code was not read, so its accounts are missing. Import "
                                                  "it, too: what is here is skipped.",
                                                  "%u transfer codes were not read, so their accounts are missing. "
                                                  "Import them, too: what is here is skipped.",
                                                  import->parts - import->parts_read),
                                        import->parts - import->parts_read));
  if (n_binned > 0)
    append_line (text, g_strdup_printf (ngettext ("%u that is not in the backup went to the bin.",
                                                  "%u that are not in the backup went to the bin.", n_binned),
                                        n_binned));
  if (self->n_sets > 0)
    append_line (text, g_strdup_printf (ngettext ("%u set of backup codes was taken in.",
                                                  "%u sets of backup codes were taken in.", self->n_sets),
                                        self->n_sets));
  if (n_problems > 0)
    append_line (text, g_strdup_printf (ngettext ("%u could not be taken in.", "%u could not be taken in.", n_problems),
                                        n_problems));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
offer_deletion (SpareImportDialog *self)
{
  guint n;
  g_autofree char *label = NULL;

  g_clear_pointer (&self->plain_files, g_ptr_array_unref);
  self->plain_files = spare_import_reader_dup_plain_files (self->reader);
  n = self->plain_files->len;
  gtk_widget_set_visible (self->plain_box, n > 0);
  gtk_widget_set_visible (self->plain_delete, n > 0);
  if (n == 0)
    return;

  gtk_label_set_text (self->plain_text,
                      _("The secrets stand unencrypted in what you imported: anybody who gets it can make your "
                        "codes.\n\nDeleting it helps, but is no certain end: on an SSD, in a backup, or in the bin "
                        "of a sync service it may live on. For important accounts, the only sure way is to set up "
                        "the second factor anew at the service."));
  if (n == 1)
    {
      g_autofree char *base = g_file_get_basename (g_ptr_array_index (self->plain_files, 0));
      g_autofree char *name = g_filename_display_name (base);
      g_auto(GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);

      /* Translators: %s is the name of a file. */
      label = g_strdup_printf (_("_Delete “%s”"), escaped);
    }
  else
    {
      label = g_strdup_printf (ngettext ("_Delete %u File", "_Delete %u Files", n), n);
    }
  gtk_label_set_label (self->plain_label, label);
}

static void
show_done (SpareImportDialog *self)
{
  g_autofree char *title = NULL;
  g_autofree char *text = dup_result (self);

  title = g_strdup_printf (ngettext ("%u Account Imported", "%u Accounts Imported", self->n_accounts), self->n_accounts);
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, *text != '\0' ? text : NULL);
  offer_deletion (self);
  spare_import_preview_set_plan (self->preview, NULL, NULL, FALSE);
  g_clear_object (&self->plan);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_DONE);
}

/* What was saved stays, and is found again by the next try. */
static void
show_stopped (SpareImportDialog *self,
              const GError      *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  guint n = count_saved (self);
  g_autofree char *why = cancelled ? NULL : spare_message_for_error (error);
  g_autofree char *how_many = g_strdup_printf (ngettext ("%u of %u account is saved.", "%u of %u accounts are saved.",
                                                         self->n_accounts), n, self->n_accounts);
  g_autofree char *text = g_strjoin ("\n\n", how_many,
                                     _("Nothing else was changed. If you try again, those that are saved are "
                                       "skipped."), why, NULL);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->failed, cancelled ? _("Stopped") : _("Not Everything Was Saved"));
  adw_status_page_set_description (self->failed, markup);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_FAILED);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;

  if (!good)
    {
      show_stopped (self, error);
    }
  else if (self->to_bin != NULL && self->to_bin->len > 0 && g_object_get_data (G_OBJECT (self), "binned") == NULL)
    {
      /* Everything of the backup was read back: only now does anything go. */
      g_object_set_data (G_OBJECT (self), "binned", self);
      save_next (self, self->to_bin);
    }
  else
    {
      const SpareImport *import = spare_import_plan_get_import (self->plan);

      if (spare_import_preview_get_preferences (self->preview))
        spare_preferences_apply (spare_window_get_settings (self->window), import->bundle->preferences);
      show_done (self);
    }
}

static void
progress_cb (goffset  current,
             goffset  total,
             gpointer data)
{
  SpareImportDialog *self = data;

  if (total > 0 && self->page == SPARE_IMPORT_PAGE_SAVING)
    gtk_progress_bar_set_fraction (self->bar, (double) current / (double) total);
}

static void
save_next (SpareImportDialog *self,
           GPtrArray         *records)
{
  self->cancellable = g_cancellable_new ();
  spare_vault_save_async (spare_window_get_vault (self->window), records, progress_cb, self, self->cancellable,
                          saved_cb, g_object_ref (self));
}

void
spare_import_dialog_save (SpareImportDialog *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->to_bin, g_ptr_array_unref);
  g_object_set_data (G_OBJECT (self), "binned", NULL);
  if (spare_import_preview_get_replaces (self->preview))
    self->records = spare_import_plan_collect_replace (self->plan, now, g_uuid_string_random, &self->to_bin);
  else
    self->records = spare_import_plan_collect (self->plan, g_uuid_string_random);
  count_records (self);
  count_skipped (self);

  gtk_label_set_text (self->busy_text, _("Saving in the keyring and reading back."));
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SAVING);
  save_next (self, self->records);
}

static char *
dup_delete_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_("It is no longer there."));
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return g_strdup (_("Sparekey runs in a sandbox and may not delete it. Delete it in the file manager, and empty "
                       "the bin there."));

  return g_strdup (_("It may not be deleted. Delete it in the file manager, and empty the bin there."));
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *base = g_file_get_basename (G_FILE (source));
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *line = NULL;
  const char *before = gtk_label_get_text (self->plain_text);

  if (g_file_delete_finish (G_FILE (source), result, &error))
    {
      /* Translators: %s is the name of a file. */
      line = g_strdup_printf (_("“%s” is deleted."), name);
    }
  else
    {
      g_autofree char *why = dup_delete_error (error);

      /* Translators: the name of a file, and a sentence. */
      line = g_strdup_printf (_("“%s” was not deleted. %s"), name, why);
    }
  line = *before != '\0' ? g_strconcat (before, "\n", line, NULL) : g_steal_pointer (&line);
  gtk_label_set_text (self->plain_text, line);
}

/* Erased, not moved to a bin where it would go on lying about. */
void
spare_import_dialog_delete_plain_files (SpareImportDialog *self)
{
  g_autoptr(GPtrArray) files = g_steal_pointer (&self->plain_files);

  gtk_widget_set_visible (self->plain_delete, FALSE);
  gtk_label_set_text (self->plain_text, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->action));
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_file_delete_async (g_ptr_array_index (files, i), G_PRIORITY_DEFAULT, NULL, deleted_cb, g_object_ref (self));
}
