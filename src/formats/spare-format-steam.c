/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <glib/gi18n-lib.h>

#include "spare-error.h"

/* Steam's mobile app ("Steamguard-ID" and steamguard.json with several) and the
 * maFile of the desktop programs: JSON with the secret in Base64. The manifest
 * beside encrypted maFiles is known, too: the maFiles themselves have no mark. */

#define ORIGIN "steam-revocation"

/* Some desktop programs put what Steam answered one level deeper. */
static JsonObject *
inner (JsonObject *object)
{
  JsonObject *guard = spare_json_get_object (object, "Steamguard");

  return guard != NULL ? guard : object;
}

static gboolean
is_account (JsonObject *object)
{
  return object != NULL && json_object_has_member (inner (object), "shared_secret");
}

static gboolean
has_account (JsonObject *accounts)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, accounts);
  while (json_object_iter_next (&iter, NULL, &node))
    if (is_account (spare_json_as_object (node)))
      return TRUE;
  return FALSE;
}

static gboolean
is_manifest (JsonObject *root)
{
  JsonArray *entries = spare_json_get_array (root, "entries");
  JsonObject *entry;

  if (entries == NULL || json_array_get_length (entries) == 0)
    return FALSE;
  entry = spare_json_as_object (json_array_get_element (entries, 0));
  return entry != NULL && json_object_has_member (entry, "filename") &&
         (json_object_has_member (entry, "steamid") || json_object_has_member (entry, "steam_id"));
}

static gboolean
steam_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonObject *accounts;

  if (root == NULL)
    return FALSE;
  accounts = spare_json_get_object (root, "accounts");
  return is_account (root) || is_manifest (root) || (accounts != NULL && has_account (accounts));
}

/* The link says "totp" and leaves out what makes Steam's codes: only its secret
 * is of use. */
static gboolean
secret_from_link (SpareAccount *account,
                  JsonObject   *object)
{
  const char *uri = spare_json_get_string (object, "uri");
  g_autoptr (SpareAccount) linked = NULL;

  if (uri == NULL)
    return FALSE;
  linked = spare_otpauth_parse (uri, -1, spare_account_get_id (account), NULL);
  if (linked == NULL || spare_account_peek_secret (linked) == NULL)
    return FALSE;
  spare_account_set_secret (account, spare_account_peek_secret (linked));
  if (*spare_account_get_name (account) == 0)
    spare_account_set_name (account, spare_account_get_name (linked));
  return TRUE;
}

static gboolean
read_secret (SpareAccount *account,
             JsonObject   *object,
             GError      **error)
{
  const char *text = NULL;
  gboolean is_text = spare_import_json_text (object, "shared_secret", &text, NULL);
  g_autoptr (SpareSecret) secret = text != NULL ? spare_base64_decode_secret (text, -1) : NULL;

  if (secret != NULL && spare_secret_get_size (secret) > 0)
    {
      spare_account_set_secret (account, secret);
      return TRUE;
    }
  if (secret_from_link (account, object))
    return TRUE;
  if (!is_text || (text != NULL && *text != 0))
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID,
                         "The shared secret is no Base64");
  else
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING, "No shared secret");
  return FALSE;
}

static void
add_revocation (SpareImportEntry *entry,
                JsonObject       *object)
{
  const char *code = spare_json_get_text (object, "revocation_code");

  if (*code == 0)
    return;
  entry->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_ptr_array_add (entry->codes, spare_secret_new_text (code));
  entry->codes_origin = ORIGIN;
}

static void
add_account (SpareImport              *import,
             const SpareImportContext *context,
             JsonObject               *outer,
             const char               *id)
{
  JsonObject *object = inner (outer);
  g_autoptr (SpareAccount) account = spare_import_new_account (context);
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_STEAM);
  const char *name = spare_json_get_text (object, "account_name");
  g_autoptr (GError) error = NULL;
  SpareImportEntry *entry;

  if (*name == 0)
    name = spare_json_get_text (outer, "account_name");
  spare_account_set_params (account, &params);
  spare_account_set_service (account, "Steam");
  spare_account_set_name (account, name);
  if (!read_secret (account, object, &error))
    {
      spare_import_add_problem (import, *name != 0 ? name : id != NULL ? id : "Steam", g_steal_pointer (&error));
      return;
    }
  entry = spare_import_add (import, g_steal_pointer (&account), NULL);
  if (entry->account != NULL)
    add_revocation (entry, object);
}

static gboolean
add_accounts (SpareImport              *import,
              const SpareImportContext *context,
              JsonObject               *accounts,
              GError                  **error)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, accounts);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      if (spare_json_as_object (node) == NULL)
        spare_import_add_bad (import, id, "No JSON object");
      else
        add_account (import, context, spare_json_as_object (node), id);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

static gboolean
steam_read (SpareImportFile          *file,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonObject *accounts = spare_json_get_object (root, "accounts");

  import->plain = TRUE;
  if (is_account (root))
    {
      add_account (import, context, root, NULL);
      return TRUE;
    }
  if (accounts != NULL)
    return add_accounts (import, context, accounts, error);
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION,
                       "A manifest; the secrets are in the maFiles beside it");
  return FALSE;
}

const SpareFormat spare_format_steam = {
  .id = "steam",
  .name = "Steam",
  .recognize = steam_recognize,
  .read = steam_read,
  .advice = N_("This is the list of the maFiles, not one of them. Switch off their encryption in the program that made "
               "them, and bring the maFile of each account."),
};
