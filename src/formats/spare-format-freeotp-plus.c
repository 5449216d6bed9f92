/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-freeotp-token.h"

/* FreeOTP+: FreeOTP's tokens in a JSON array. */

static gboolean
freeotp_plus_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);

  return root != NULL && json_object_has_member (root, "tokens") && json_object_has_member (root, "tokenOrder");
}

static gboolean
freeotp_plus_read (SpareImportFile          *file,
                   const SpareImportContext *context,
                   SpareImport              *import,
                   GError                  **error)
{
  JsonArray *tokens = spare_json_get_array (spare_import_file_get_object (file), "tokens");

  import->plain = TRUE;
  if (tokens == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "\"tokens\" is no array");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (tokens) && i <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      JsonObject *token = spare_json_as_object (json_array_get_element (tokens, i));

      if (spare_import_stopped (context, error))
        return FALSE;
      if (token != NULL)
        spare_freeotp_add_token (token, NULL, context, import);
      else
        spare_import_add_bad (import, NULL, "A token is no object");
    }
  return TRUE;
}

const SpareFormat spare_format_freeotp_plus = {
  .id = "freeotp-plus",
  .name = "FreeOTP+",
  .recognize = freeotp_plus_recognize,
  .read = freeotp_plus_read,
};
