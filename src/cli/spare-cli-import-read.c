/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-import.h"

#include "spare-bytes.h"
#include "spare-error.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-text.h"
#include "spare-qr-scan.h"

#include <glib/gi18n.h>
#include <string.h>

GBytes *
spare_cli_import_scan (GBytes  *file,
                       GError **error)
{
  g_autoptr (SparePicture) picture = spare_picture_load (file, error);
  g_autoptr (GPtrArray) texts = NULL;
  GBytes *lines;
  gsize size = 0;
  guint8 *out;

  if (picture == NULL)
    return NULL;
  texts = spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, NULL, error);
  if (texts == NULL)
    return NULL;
  if (texts->len == 0)
    {
      g_set_error_literal (error, SPARE_QR_ERROR, SPARE_QR_ERROR_NONE_FOUND, "No QR code");
      return NULL;
    }
  for (guint i = 0; i < texts->len; i++)
    size += spare_secret_get_size (g_ptr_array_index (texts, i)) + 1;
  lines = spare_bytes_new_wiped (size, &out);
  for (guint i = 0; i < texts->len; i++)
    {
      gsize length;
      gconstpointer text = spare_secret_peek (g_ptr_array_index (texts, i), &length);

      memcpy (out, text, length);
      out[length] = '\n';
      out += length + 1;
    }
  return lines;
}

static SpareImport *
read_with (GBytes      *bytes,
           SpareSecret *password,
           GError     **error)
{
  SpareImportContext context = {
    .password = password,
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .new_id = g_uuid_string_random,
    .watch = { NULL, spare_cli_key_progress, NULL },
  };
  SpareImport *import = spare_import_read (bytes, &context, error);

  spare_cli_progress_end ();
  return import;
}

/* May another password help? */
static gboolean
wants_password (const GError *error)
{
  return g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED) ||
         g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
}

SpareImport *
spare_cli_import_read (GBytes       *bytes,
                       const char   *password_file,
                       SpareSecret **password,
                       GError      **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (SpareSecret) given = NULL;
  SpareImport *import = read_with (bytes, *password, &first);

  if (import != NULL)
    return import;
  /* The file's password was tried already when it is the one from before. */
  if (!wants_password (first) || (password_file != NULL && *password != NULL))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  given = spare_cli_password_read (password_file, _("Password of the file: "), FALSE, error);
  if (given == NULL)
    return NULL;
  import = read_with (bytes, given, error);
  if (import != NULL)
    {
      g_clear_pointer (password, spare_secret_unref);
      *password = g_steal_pointer (&given);
    }
  return import;
}

GError *
spare_cli_import_entry_problem (const SpareImport      *import,
                                const SpareImportEntry *entry)
{
  if (entry->problem != NULL)
    return g_error_copy (entry->problem);
  if (entry->notes & SPARE_IMPORT_NOTE_PIN_MISSING)
    return g_error_new_literal (SPARE_CORE_ERROR, SPARE_CORE_ERROR_PIN, "No PIN");
  if ((entry->notes & SPARE_IMPORT_NOTE_TRASHED) && import->bundle == NULL)
    return g_error_new_literal (SPARE_CLI_ERROR, SPARE_CLI_OK,
                                _("It was in the other program’s bin, so it was left there."));
  return NULL;
}

guint
spare_cli_import_tell_entries (const SpareImport *import)
{
  guint n = 0;

  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);
      g_autoptr (GError) problem = spare_cli_import_entry_problem (import, entry);
      g_autofree char *text = problem != NULL ? spare_cli_error_text (problem) : NULL;
      g_autofree char *line = NULL;

      if (text == NULL)
        continue;
      n += problem->code != SPARE_CLI_OK;
      line = g_strdup_printf ("  %s: %s", *entry->label != 0 ? entry->label : "?", text);
      spare_cli_text_tell (line);
    }
  return n;
}
