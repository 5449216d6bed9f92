/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-error.h"
#include "spare-format-private.h"

/* Raivo OTP: JSON in an archive with a password, or taken out of it. Every value
 * in it is text, numbers and all. */

#define MEMBER "raivo-otp-export.json"

static gboolean
read_kind (JsonObject   *object,
           SpareOtpKind *kind,
           GError      **error)
{
  const char *text = spare_json_get_text (object, "kind");

  if (g_ascii_strcasecmp (text, "TOTP") == 0)
    *kind = SPARE_OTP_TOTP;
  else if (g_ascii_strcasecmp (text, "HOTP") == 0)
    *kind = SPARE_OTP_HOTP;
  else
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_codes (JsonObject   *object,
            SpareAccount *account,
            GError      **error)
{
  SpareOtpKind kind;
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  gint64 digits = 0;
  gint64 period = 0;

  return read_kind (object, &kind, error) &&
         spare_import_json_algorithm (object, "algorithm", &algorithm, error) &&
         spare_import_json_count (object, "digits", &digits, error) &&
         spare_import_json_count (object, "timer", &period, error) &&
         spare_import_set_params (account, kind, algorithm, digits, period, error) &&
         (kind != SPARE_OTP_HOTP || spare_import_json_counter (object, "counter", account, error)) &&
         spare_import_set_base32 (account, spare_json_get_string (object, "secret"), error);
}

static void
read_entry (JsonNode                 *node,
            const SpareImportContext *context,
            SpareImport              *import)
{
  JsonObject *object = spare_json_as_object (node);
  SpareImportLogin login = { NULL };
  SpareAccount *account;
  GError *problem = NULL;

  if (object == NULL)
    {
      spare_import_add_bad (import, NULL, "The entry is no object");
      return;
    }
  login.title = spare_json_get_string (object, "issuer");
  login.name = spare_json_get_string (object, "account");
  login.favorite = spare_json_get_bool (object, "pinned");
  account = spare_import_new_account (context);
  if (!read_codes (object, account, &problem))
    g_clear_object (&account);
  spare_import_add_login_account (import, &login, account, problem);
}

static gboolean
read_array (JsonArray                *array,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  if (array == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No list of accounts");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_entry (json_array_get_element (array, i), context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

static gboolean
is_list (JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = spare_json_as_object (json_array_get_element (array, i));

      if (object != NULL && json_object_has_member (object, "kind") && json_object_has_member (object, "timer") &&
          json_object_has_member (object, "account"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
raivo_recognize (SpareImportFile *file)
{
  SpareArchive *archive = spare_import_file_get_archive (file);

  if (archive != NULL)
    return spare_archive_find (archive, MEMBER) != NULL;
  return is_list (spare_import_file_get_array (file));
}

static gboolean
raivo_read (SpareImportFile          *file,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  SpareArchive *archive = spare_import_file_get_archive (file);
  JsonNode *inner;
  gboolean good;

  if (archive == NULL)
    {
      import->plain = TRUE;
      return read_array (spare_import_file_get_array (file), context, import, error);
    }
  inner = spare_import_read_json_member (file, spare_archive_find (archive, MEMBER), context, import, error);
  if (inner == NULL)
    return FALSE;
  good = read_array (spare_json_as_array (inner), context, import, error);
  spare_json_free (inner);
  return good;
}

const SpareFormat spare_format_raivo = {
  .id = "raivo",
  .name = "Raivo OTP",
  .recognize = raivo_recognize,
  .read = raivo_read,
};
