/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import came to, and what is to become of the file. */
#include <glib/gi18n.h>

#include "spare-code-set.h"
#include "spare-erase.h"
#include "spare-import-dialog-private.h"

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

/* What was chosen, before the lists change. */
void
spare_import_dialog_count (SpareImportDialog *self)
{
  GListModel *choices = spare_import_plan_get_choices (self->plan);

  count_records (self);
  self->skipped = (SpareImportTwins){ 0 };
  self->n_unticked = 0;
  self->n_pinless = 0;
  self->n_missing = spare_import_plan_count_missing (self->plan);
  if (self->to_bin != NULL)
    return;

  self->skipped = spare_import_plan_count_twins (self->plan, TRUE);
  /* Those were not there, and not skipped, before the first try. */
  self->skipped.in_use -= MIN (self->skipped.in_use, self->n_before);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(SpareImportChoice) choice = g_list_model_get_item (choices, i);

      if (spare_import_choice_get_twin (choice) != NULL)
        continue;
      self->n_unticked += !spare_import_choice_get_selected (choice);
      self->n_pinless += spare_import_choice_get_selected (choice) && spare_import_choice_needs_pin (choice);
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

/* What was not taken in, each for its own reason. */
static void
append_left_out (GString           *text,
                 SpareImportDialog *self)
{
  guint n_problems = count_problems (self);

  if (self->skipped.in_use > 0)
    append_line (text, g_strdup_printf (ngettext ("%u was there already and was skipped.",
                                                  "%u were there already and were skipped.", self->skipped.in_use),
                                        self->skipped.in_use));
  if (self->skipped.in_bin > 0)
    append_line (text, g_strdup_printf (ngettext ("%u is in your bin and was left there.",
                                                  "%u are in your bin and were left there.", self->skipped.in_bin),
                                        self->skipped.in_bin));
  if (self->skipped.in_file > 0)
    append_line (text, g_strdup_printf (ngettext ("%u is the same as another one and was left out.",
                                                  "%u are the same as others and were left out.",
                                                  self->skipped.in_file), self->skipped.in_file));
  if (self->n_unticked > 0)
    append_line (text, g_strdup_printf (ngettext ("%u was not ticked.", "%u were not ticked.", self->n_unticked),
                                        self->n_unticked));
  if (self->n_pinless > 0)
    append_line (text, g_strdup_printf (ngettext ("%u lacks its PIN and was not taken in.",
                                                  "%u lack their PIN and were not taken in.", self->n_pinless),
                                        self->n_pinless));
  if (n_problems > 0)
    append_line (text, g_strdup_printf (ngettext ("%u could not be taken in.", "%u could not be taken in.", n_problems),
                                        n_problems));
}

static char *
dup_result (SpareImportDialog *self)
{
  const SpareImport *import = spare_import_plan_get_import (self->plan);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_binned = self->n_binned_before + (self->to_bin != NULL ? self->to_bin->len : 0);

  if (self->n_replaced > 0)
    append_line (text, g_strdup_printf (ngettext ("%u of them was there and was replaced.",
                                                  "%u of them were there and were replaced.", self->n_replaced),
                                        self->n_replaced));
  if (n_binned > 0)
    append_line (text, g_strdup_printf (ngettext ("%u that is not in the backup went to the bin.",
                                                  "%u that are not in the backup went to the bin.", n_binned),
                                        n_binned));
  if (self->n_sets > 0)
    append_line (text, g_strdup_printf (ngettext ("%u set of backup codes was taken in.",
                                                  "%u sets of backup codes were taken in.", self->n_sets),
                                        self->n_sets));
  append_left_out (text, self);
  if (import->parts > import->parts_read)
    append_line (text, g_strdup_printf (ngettext ("%u transfer code was not read, so its accounts are missing. Import "
                                                  "it, too: what is here is skipped.",
                                                  "%u transfer codes were not read, so their accounts are missing. "
                                                  "Import them, too: what is here is skipped.",
                                                  import->parts - import->parts_read),
                                        import->parts - import->parts_read));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (nullable): why the files are still needed. */
static char *
dup_keep (SpareImportDialog *self)
{
  const SpareImport *import = spare_import_plan_get_import (self->plan);
  guint n_files = self->plain_files->len;

  if (import->parts > import->parts_read)
    return g_strdup (ngettext ("Keep the file: not all transfer codes that belong together were read.",
                               "Keep the files: not all transfer codes that belong together were read.", n_files));
  if (self->n_missing > 0)
    return g_strdup_printf (n_files == 1 ? ngettext ("Keep the file: %u of its accounts is not here.",
                                                     "Keep the file: %u of its accounts are not here.",
                                                     self->n_missing)
                                         : ngettext ("Keep the files: %u of their accounts is not here.",
                                                     "Keep the files: %u of their accounts are not here.",
                                                     self->n_missing), self->n_missing);
  if (spare_import_reader_get_failures (self->reader)->len > 0)
    return g_strdup (ngettext ("Keep the file: not everything could be read.",
                               "Keep the files: not everything could be read.", n_files));
  if (import->others > 0)
    return g_strdup_printf (ngettext ("Keep the file if you need it: %u entry without codes was left out.",
                                      "Keep the file if you need it: %u entries without codes were left out.",
                                      import->others), import->others);

  return NULL;
}

static void
offer_deletion (SpareImportDialog *self)
{
  g_autofree char *keep = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  g_clear_pointer (&self->plain_files, g_ptr_array_unref);
  self->plain_files = spare_import_reader_dup_plain_files (self->reader);
  gtk_widget_set_visible (self->plain_box, self->plain_files->len > 0);
  gtk_widget_set_visible (self->plain_delete, FALSE);
  if (self->plain_files->len == 0)
    return;

  keep = dup_keep (self);
  text = g_strjoin ("\n\n", _("The secrets stand unencrypted in what you imported: anybody who gets it can make your "
                              "codes."),
                    keep != NULL ? keep
                                 : _("Deleting it helps, but is no certain end: on an SSD, in a backup, or in the bin "
                                     "of a sync service it may live on. For important accounts, the only sure way is "
                                     "to set up the second factor anew at the service."), NULL);
  gtk_label_set_text (self->plain_text, text);
  if (keep != NULL)
    return;

  gtk_widget_set_visible (self->plain_delete, TRUE);
  label = spare_erase_dup_label (self->plain_files);
  gtk_label_set_label (self->plain_label, label);
}

void
spare_import_dialog_show_done (SpareImportDialog *self)
{
  guint n = self->n_accounts + self->n_before;
  g_autofree char *title = NULL;
  g_autofree char *text = dup_result (self);

  title = g_strdup_printf (ngettext ("%u Account Imported", "%u Accounts Imported", n), n);
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, *text != '\0' ? text : NULL);
  offer_deletion (self);
  spare_import_preview_set_plan (self->preview, NULL, NULL, FALSE);
  g_clear_object (&self->plan);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_DONE);
}

/* The files that were asked about: another import may have come meanwhile. */
typedef struct
{
  SpareImportDialog *dialog;
  GPtrArray         *files;
} Question;

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(SpareImportDialog) self = question->dialog;
  g_autoptr(GPtrArray) files = question->files;
  g_autofree char *told = spare_erase_finish (result, NULL);

  if (told == NULL || self->window == NULL || self->plain_files != files)
    return;

  g_clear_pointer (&self->plain_files, g_ptr_array_unref);
  gtk_widget_set_visible (self->plain_delete, FALSE);
  gtk_label_set_text (self->plain_text, told);
  gtk_widget_grab_focus (GTK_WIDGET (self->action));
}

void
spare_import_dialog_delete_plain_files (SpareImportDialog *self)
{
  guint n = self->plain_files != NULL ? self->plain_files->len : 0;
  Question *question;

  if (n == 0)
    return;

  question = g_new (Question, 1);
  question->dialog = g_object_ref (self);
  question->files = g_ptr_array_ref (self->plain_files);
  spare_erase_async (GTK_WINDOW (self), self->plain_files,
                     ngettext ("All accounts in it are in Sparekey. It is erased for good, not moved to a bin.",
                               "All accounts in them are in Sparekey. They are erased for good, not moved to a bin.",
                               n), erased_cb, question);
}
