/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

/* Duo Mobile's accounts.json: a list, each with its generator. Duo's own
 * accounts, which are confirmed by a tap, have none. There is no field for
 * digits, period or algorithm. */

static gboolean
duo_recognize (SpareImportFile *file)
{
  JsonArray *array = spare_import_file_get_array (file);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = spare_json_as_object (json_array_get_element (array, i));

      if (object != NULL && json_object_has_member (object, "otpGenerator"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_generator (SpareAccount *account,
                JsonObject   *generator,
                GError      **error)
{
  gboolean counts = !spare_json_is_null (generator, "counter");
  const char *secret = NULL;

  return spare_import_set_params (account, counts ? SPARE_OTP_HOTP : SPARE_OTP_TOTP, SPARE_OTP_SHA1, 0, 0, error) &&
         (!counts || spare_import_json_counter (generator, "counter", account, error)) &&
         spare_import_json_text (generator, "otpSecret", &secret, error) &&
         spare_import_set_base32 (account, secret, error);
}

static void
add_account (SpareImport              *import,
             const SpareImportContext *context,
             JsonNode                 *node)
{
  JsonObject *object = spare_json_as_object (node);
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *generator;
  SpareImportEntry *entry;
  const char *name;

  if (object == NULL)
    {
      spare_import_add_bad (import, NULL, "No JSON object");
      return;
    }
  if (spare_json_is_null (object, "otpGenerator"))
    {
      import->others++;
      return;
    }
  name = spare_json_get_text (object, "name");
  generator = spare_json_get_object (object, "otpGenerator");
  if (generator == NULL)
    {
      spare_import_add_bad (import, name, "The generator is no JSON object");
      return;
    }
  account = spare_import_new_account (context);
  spare_account_set_name (account, name);
  if (!read_generator (account, generator, &error))
    {
      spare_import_add_problem (import, name, g_steal_pointer (&error));
      return;
    }
  entry = spare_import_add (import, g_steal_pointer (&account), NULL);
  if (entry->account != NULL && spare_account_get_params (entry->account)->kind == SPARE_OTP_TOTP)
    entry->notes |= SPARE_IMPORT_NOTE_PERIOD_ASSUMED;
}

static gboolean
duo_read (SpareImportFile          *file,
          const SpareImportContext *context,
          SpareImport              *import,
          GError                  **error)
{
  JsonArray *array = spare_import_file_get_array (file);

  import->plain = TRUE;
  for (guint i = 0; i < json_array_get_length (array) && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      add_account (import, context, json_array_get_element (array, i));
    }
  return TRUE;
}

const SpareFormat spare_format_duo = {
  .id = "duo",
  .name = "Duo Mobile",
  .recognize = duo_recognize,
  .read = duo_read,
};
