/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-cipher.h"
#include "spare-error.h"
#include "spare-label.h"

#define KINDS \
  (SPARE_IMPORT_KIND (SPARE_OTP_TOTP) | SPARE_IMPORT_KIND (SPARE_OTP_HOTP) | SPARE_IMPORT_KIND (SPARE_OTP_STEAM))

/* 2FAS: services in a JSON document, or in its place three pieces of Base64,
 * joined by colons: ciphertext, salt, nonce. `reference` is such a text with
 * known content, there to tell a wrong password from a damaged file. */

#define SCHEMA_MAX 4
#define ITERATIONS 10000
#define KEY_SIZE   32
#define NONCE      12
#define SALT_MAX   4096

typedef struct
{
  GBytes *text; /* with its tag */
  GBytes *salt;
  GBytes *nonce;
} Sealed;

static void
sealed_clear (Sealed *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->nonce, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sealed, sealed_clear)

static GBytes *
next_piece (const char **at)
{
  gsize length = strcspn (*at, ":");
  GBytes *piece = spare_base64_decode (*at, (gssize) length);

  *at += length;
  if (**at == ':')
    (*at)++;
  return piece;
}

static gboolean
sealed_split (Sealed     *self,
              const char *text,
              GError    **error)
{
  if (text != NULL)
    {
      self->text = next_piece (&text);
      self->salt = next_piece (&text);
      self->nonce = next_piece (&text);
    }
  if (text != NULL && *text == 0 && self->text != NULL && g_bytes_get_size (self->text) >= SPARE_GCM_TAG &&
      self->salt != NULL && g_bytes_get_size (self->salt) > 0 && g_bytes_get_size (self->salt) <= SALT_MAX &&
      self->nonce != NULL && g_bytes_get_size (self->nonce) == NONCE)
    return TRUE;
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "What is encrypted is cut short");
  return FALSE;
}

static SpareSecret *
derive (const Sealed             *sealed,
        const SpareImportContext *context,
        GError                  **error)
{
  gsize size;
  const guint8 *salt = g_bytes_get_data (sealed->salt, &size);

  return spare_kdf_pbkdf2 (SPARE_HASH_SHA256, context->password, salt, size, ITERATIONS, KEY_SIZE, &context->watch,
                           error);
}

static GBytes *
open_sealed (const Sealed      *sealed,
             const SpareSecret *key,
             GError           **error)
{
  gsize size;
  const guint8 *text = g_bytes_get_data (sealed->text, &size);

  return spare_cipher_gcm_open (key, g_bytes_get_data (sealed->nonce, NULL), NONCE, NULL, 0, text, size, error);
}

/* TRUE where @key is known to be right; FALSE without an error where there is
 * nothing to compare with. */
static gboolean
check_reference (JsonObject        *root,
                 const Sealed      *services,
                 const SpareSecret *key,
                 GError           **error)
{
  g_auto (Sealed) reference = { NULL };
  g_autoptr (GBytes) text = NULL;

  if (!sealed_split (&reference, spare_json_get_string (root, "reference"), NULL) ||
      !g_bytes_equal (reference.salt, services->salt))
    return FALSE;
  text = open_sealed (&reference, key, error);
  return text != NULL;
}

static JsonNode *
open_services (JsonObject               *root,
               const SpareImportContext *context,
               GError                  **error)
{
  g_auto (Sealed) sealed = { NULL };
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) reason = NULL;
  JsonNode *services = NULL;
  gboolean is_right;

  if (!sealed_split (&sealed, spare_json_get_string (root, "servicesEncrypted"), error) ||
      spare_import_need_password (context, error) == NULL)
    return NULL;
  key = derive (&sealed, context, error);
  if (key == NULL)
    return NULL;
  is_right = check_reference (root, &sealed, key, &reason);
  if (reason == NULL)
    text = open_sealed (&sealed, key, is_right ? NULL : &reason);
  if (text != NULL)
    services = spare_json_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (services == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED,
                         "The password fits, and the services do not");
  return services;
}

/* @otp: (nullable): files of the first versions can do without. */
static gboolean
read_code (JsonObject   *service,
           JsonObject   *otp,
           SpareAccount *account,
           GError      **error)
{
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  SpareOtpKind kind = SPARE_OTP_TOTP;
  const char *type = "TOTP";
  const char *secret = NULL;
  gint64 digits = 0;
  gint64 period = 0;

  if (!spare_import_json_text (service, "secret", &secret, error))
    return FALSE;
  if (otp != NULL &&
      (!spare_import_json_text (otp, "tokenType", &type, error) ||
       !spare_import_parse_kind (type, KINDS, &kind, error) ||
       !spare_import_json_count (otp, "digits", &digits, error) ||
       !spare_import_json_count (otp, "period", &period, error) ||
       (kind == SPARE_OTP_HOTP && !spare_import_json_counter (otp, "counter", account, error)) ||
       !spare_import_json_algorithm (otp, "algorithm", &algorithm, error)))
    return FALSE;
  return spare_import_set_params (account, kind, algorithm, digits, period, error) &&
         spare_import_set_base32 (account, secret, error);
}

/* What the person called the service stands above what its link said. */
static gboolean
read_names (JsonObject   *service,
            JsonObject   *otp,
            SpareAccount *account,
            GError      **error)
{
  g_auto (SpareLabel) split = { NULL };
  const char *name = "";
  const char *issuer = "";
  const char *user = "";
  const char *label = "";
  gboolean good = spare_import_json_text (service, "name", &name, error);

  if (good && otp != NULL)
    good = spare_import_json_text (otp, "issuer", &issuer, error) &&
           spare_import_json_text (otp, "account", &user, error) &&
           spare_import_json_text (otp, "label", &label, error);
  spare_label_split (&split, label, *name != 0 ? name : issuer);
  spare_account_set_service (account, split.service);
  spare_account_set_name (account, *user != 0 ? user : split.name);
  /* A manual entry repeats the name of the service where it has no account. */
  if (*user == 0 && strcmp (split.name, split.service) == 0)
    spare_account_set_name (account, "");
  return good;
}

static void
read_service (JsonObject               *service,
              GHashTable               *groups,
              const SpareImportContext *context,
              SpareImport              *import)
{
  SpareAccount *account = spare_import_new_account (context);
  JsonObject *otp = spare_json_get_object (service, "otp");
  g_autoptr (GError) error = NULL;

  spare_import_add_tag (account, g_hash_table_lookup (groups, spare_json_get_text (service, "groupId")));
  if (otp == NULL && !spare_json_is_null (service, "otp"))
    error = g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "\"otp\" is of another type");
  read_names (service, otp, account, error == NULL ? &error : NULL);
  if (error == NULL)
    read_code (service, otp, account, &error);
  spare_import_add_read (import, account, g_steal_pointer (&error));
}

static gboolean
read_services (JsonArray                *services,
               JsonArray                *groups_array,
               const SpareImportContext *context,
               SpareImport              *import,
               GError                  **error)
{
  g_autoptr (GHashTable) groups = spare_import_json_names (groups_array, "id");

  if (services == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "There are no services");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (services) && i <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      JsonObject *service = spare_json_as_object (json_array_get_element (services, i));

      if (spare_import_stopped (context, error))
        return FALSE;
      if (service != NULL)
        read_service (service, groups, context, import);
      else
        spare_import_add_bad (import, NULL, "A service is no object");
    }
  return TRUE;
}

static gboolean
twofas_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);

  return root != NULL && json_object_has_member (root, "services") &&
         (json_object_has_member (root, "schemaVersion") || json_object_has_member (root, "servicesEncrypted") ||
          json_object_has_member (root, "appVersionCode"));
}

static gboolean
twofas_read (SpareImportFile          *file,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonArray *groups = spare_json_get_array (root, "groups");
  JsonNode *services;
  gint64 schema = 1;
  gboolean good;

  spare_json_get_int (root, "schemaVersion", &schema);
  if (schema > SCHEMA_MAX)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "A later schema");
      return FALSE;
    }
  import->plain = spare_json_is_null (root, "servicesEncrypted");
  if (import->plain)
    return read_services (spare_json_get_array (root, "services"), groups, context, import, error);
  services = open_services (root, context, error);
  if (services == NULL)
    return spare_import_explain (error);
  good = read_services (spare_json_as_array (services), groups, context, import, error);
  spare_json_free (services);
  return good;
}

const SpareFormat spare_format_2fas = {
  .id = "2fas",
  .name = "2FAS",
  .recognize = twofas_recognize,
  .read = twofas_read,
};
