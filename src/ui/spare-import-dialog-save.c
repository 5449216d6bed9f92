/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-import-dialog-private.h"
#include "spare-messages.h"
#include "spare-preferences.h"

/* The list has what is stored, be it ours or what another program made of it
 * meanwhile. That a code was used since is no other value. */
static gboolean
is_saved (SpareVault   *vault,
          SpareAccount *account)
{
  SpareAccount *stored = spare_vault_find (vault, spare_account_get_id (account));
  g_autoptr(SpareAccount) copy = NULL;
  g_autoptr(SpareSecret) wanted = NULL;
  g_autoptr(SpareSecret) found = NULL;

  if (stored == NULL || spare_account_get_revision (stored) == spare_account_get_revision (account))
    return FALSE;

  copy = spare_account_copy (stored);
  spare_account_set_used (copy, spare_account_get_used (account));
  wanted = spare_record_print (SPARE_RECORD (account));
  found = spare_record_print (SPARE_RECORD (copy));

  return spare_secret_equal (wanted, found);
}

guint
spare_import_dialog_count_saved (SpareVault *vault,
                                 GPtrArray  *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);

      n += SPARE_IS_ACCOUNT (record) && is_saved (vault, record);
    }

  return n;
}

static char *
dup_stopped_saving (SpareImportDialog *self,
                    guint              n)
{
  g_autofree char *how_many = g_strdup_printf (ngettext ("%u of %u account is saved.", "%u of %u accounts are saved.",
                                                         self->n_accounts), n, self->n_accounts);

  return g_strjoin ("\n\n", how_many, _("Nothing else was changed. If you try again, those that are saved are "
                                        "skipped."), NULL);
}

static char *
dup_stopped_binning (SpareImportDialog *self,
                     guint              n)
{
  g_autofree char *how_many = g_strdup_printf (ngettext ("%u of %u account that is not in the backup went to the bin.",
                                                         "%u of %u accounts that are not in the backup went to the "
                                                         "bin.", self->to_bin->len), n, self->to_bin->len);

  return g_strjoin ("\n\n", _("Everything that is in the backup is back."), how_many,
                    _("If you try again, the others follow."), NULL);
}

/* What was saved stays, and is found again by the next try. */
static void
show_stopped (SpareImportDialog *self,
              const GError      *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  guint n = spare_import_dialog_count_saved (spare_window_get_vault (self->window),
                                             self->binning ? self->to_bin : self->records);
  g_autofree char *what = self->binning ? dup_stopped_binning (self, n) : dup_stopped_saving (self, n);
  g_autofree char *why = cancelled ? NULL : spare_message_for_error (error);
  g_autofree char *text = g_strjoin ("\n\n", what, why, NULL);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  self->n_before += self->binning ? self->n_accounts : n;
  self->n_binned_before += self->binning ? n : 0;
  adw_status_page_set_title (self->failed, cancelled ? _("Stopped") : _("Not Everything Was Saved"));
  adw_status_page_set_description (self->failed, markup);
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_FAILED);
}

/* Also without a window, which may be closed meanwhile. */
static void
end_saving (SpareImportDialog *self,
            const GError      *error)
{
  if (error == NULL && self->preferences)
    spare_preferences_apply (self->settings, spare_import_plan_get_import (self->plan)->bundle->preferences);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  if (self->window != NULL && error != NULL)
    show_stopped (self, error);
  else if (self->window != NULL)
    spare_import_dialog_show_done (self);

  if (self->application != NULL)
    g_application_release (self->application);
  g_clear_object (&self->application);
}

static void
progress_cb (goffset  current,
             goffset  total,
             gpointer data)
{
  SpareImportDialog *self = data;
  g_autofree char *text = NULL;

  if (total <= 0 || self->window == NULL || self->page != SPARE_IMPORT_PAGE_SAVING)
    return;

  gtk_progress_bar_set_fraction (self->bar, (double) current / (double) total);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (self->binning)
    text = g_strdup_printf (ngettext ("Putting what is not in the backup into the bin: %u of %u.",
                                      "Putting what is not in the backup into the bin: %u of %u.", (gulong) total),
                            (guint) current, (guint) total);
  else
    text = g_strdup_printf (ngettext ("Saving in the keyring and reading back: %u of %u.",
                                      "Saving in the keyring and reading back: %u of %u.", (gulong) total),
                            (guint) current, (guint) total);
  gtk_label_set_text (self->busy_text, text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  if (!good || self->binning || self->to_bin == NULL || self->to_bin->len == 0)
    {
      end_saving (self, error);
      return;
    }

  /* Everything of the backup was read back: only now does anything go. */
  self->binning = TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    end_saving (self, error);
  else
    spare_vault_save_async (SPARE_VAULT (source), self->to_bin, progress_cb, self, self->cancellable, saved_cb,
                            g_object_ref (self));
}

void
spare_import_dialog_save (SpareImportDialog *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->to_bin, g_ptr_array_unref);
  self->binning = FALSE;
  self->replaces = spare_import_preview_get_replaces (self->preview);
  self->preferences = spare_import_preview_get_preferences (self->preview);
  if (self->replaces)
    self->records = spare_import_plan_collect_replace (self->plan, now, g_uuid_string_random, &self->to_bin);
  else
    self->records = spare_import_plan_collect (self->plan, g_uuid_string_random);
  spare_import_dialog_count (self);

  /* The window may go, what was begun is brought to its end. */
  self->application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window)));
  if (self->application != NULL)
    g_application_hold (g_object_ref (self->application));
  g_set_object (&self->settings, spare_window_get_settings (self->window));
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->busy_text, _("Saving in the keyring and reading back."));
  spare_import_dialog_show_page (self, SPARE_IMPORT_PAGE_SAVING);
  spare_vault_save_async (spare_window_get_vault (self->window), self->records, progress_cb, self, self->cancellable,
                          saved_cb, g_object_ref (self));
}
