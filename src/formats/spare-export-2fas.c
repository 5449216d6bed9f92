/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-private.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-cipher.h"
#include "spare-kdf.h"

/* 2FAS' backup, schema 4. It has one group for each account and no notes. */

#define KEY_SIZE   32
#define SALT_SIZE  256
#define NONCE_SIZE 12
#define ITERATIONS 10000

/* The icon that everything without a picture has. */
#define ICON_COLLECTION "a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad"

/* What 2FAS decrypts to find out whether the password is right. */
static const char reference[] =
  "tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3HkdGfw"
  "uXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1"
  "BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd";

static const char *
token_type (SpareOtpKind kind)
{
  switch (kind)
    {
    case SPARE_OTP_TOTP:
      return "TOTP";
    case SPARE_OTP_HOTP:
      return "HOTP";
    case SPARE_OTP_STEAM:
      return "STEAM";
    case SPARE_OTP_NONE:
    case SPARE_OTP_MOTP:
    case SPARE_OTP_YANDEX:
    default:
      return NULL;
    }
}

/* Other values are quietly replaced by the usual ones there. */
static gboolean
twofas_refuse (SpareAccount      *account,
               SpareExportReason *reason)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  guint period = params->period;

  if (token_type (params->kind) == NULL)
    *reason = SPARE_EXPORT_LEFT_KIND;
  else if (params->kind == SPARE_OTP_TOTP && period != 10 && period != 30 && period != 60 && period != 90)
    *reason = SPARE_EXPORT_LEFT_PERIOD;
  else if (params->digits < 5 || params->digits > 8)
    *reason = SPARE_EXPORT_LEFT_DIGITS;
  else if (params->kind == SPARE_OTP_HOTP && spare_account_get_counter (account) > G_MAXINT32)
    *reason = SPARE_EXPORT_LEFT_COUNTER;
  else
    return FALSE;
  return TRUE;
}

static void
put_otp (SpareJsonWriter *writer,
         SpareAccount    *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  const char *name = spare_account_get_name (account);

  spare_json_writer_object (writer, "otp");
  spare_json_writer_string (writer, "label", name);
  spare_json_writer_string (writer, "account", name);
  spare_json_writer_string (writer, "issuer", spare_account_get_service (account));
  spare_json_writer_int (writer, "digits", params->digits);
  if (params->kind == SPARE_OTP_HOTP)
    spare_json_writer_uint (writer, "counter", spare_account_get_counter (account));
  else
    spare_json_writer_int (writer, "period", params->period);
  spare_json_writer_string (writer, "algorithm", spare_otp_algorithm_to_string (params->algorithm));
  spare_json_writer_string (writer, "tokenType", token_type (params->kind));
  spare_json_writer_string (writer, "source", "Manual");
  spare_json_writer_close (writer);
}

/* Two letters on a colour. */
static void
put_icon (SpareJsonWriter *writer,
          SpareAccount    *account)
{
  const char *service = spare_account_get_service (account);
  const char *text = *service != 0 ? service : spare_account_get_name (account);
  g_autofree char *two = g_utf8_substring (text, 0, MIN (2, g_utf8_strlen (text, -1)));
  g_autofree char *letters = g_utf8_strup (two, -1);

  spare_json_writer_object (writer, "icon");
  spare_json_writer_string (writer, "selected", "Label");
  spare_json_writer_object (writer, "label");
  spare_json_writer_string (writer, "text", letters);
  spare_json_writer_string (writer, "backgroundColor", "LightBlue");
  spare_json_writer_close (writer);
  spare_json_writer_object (writer, "iconCollection");
  spare_json_writer_string (writer, "id", ICON_COLLECTION);
  spare_json_writer_close (writer);
  spare_json_writer_close (writer);
}

static void
put_services (SpareJsonWriter          *writer,
              const char               *key,
              GPtrArray                *accounts,
              SpareExportTags          *tags,
              const SpareExportContext *context)
{
  spare_json_writer_array (writer, key);
  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      const char *const *names = spare_account_get_tags (account);

      spare_json_writer_object (writer, NULL);
      spare_json_writer_string (writer, "name", spare_account_get_service (account));
      spare_export_put_base32 (writer, "secret", spare_account_peek_secret (account));
      spare_json_writer_int (writer, "updatedAt", context->now * 1000);
      put_otp (writer, account);
      spare_json_writer_object (writer, "order");
      spare_json_writer_int (writer, "position", i);
      spare_json_writer_close (writer);
      put_icon (writer, account);
      if (names != NULL && names[0] != NULL)
        spare_json_writer_string (writer, "groupId", spare_export_tags_id (tags, names[0]));
      spare_json_writer_close (writer);
    }
  spare_json_writer_close (writer);
}

/* What comes after the services, which are the first member. */
static void
put_rest (SpareJsonWriter          *writer,
          SpareExportTags          *tags,
          const SpareExportContext *context)
{
  spare_json_writer_array (writer, "groups");
  for (guint i = 0; i < tags->names->len; i++)
    {
      const char *name = g_ptr_array_index (tags->names, i);

      spare_json_writer_object (writer, NULL);
      spare_json_writer_string (writer, "id", spare_export_tags_id (tags, name));
      spare_json_writer_string (writer, "name", name);
      spare_json_writer_bool (writer, "isExpanded", TRUE);
      spare_json_writer_int (writer, "updatedAt", context->now * 1000);
      spare_json_writer_close (writer);
    }
  spare_json_writer_close (writer);
  spare_json_writer_int (writer, "updatedAt", context->now * 1000);
  spare_json_writer_int (writer, "schemaVersion", 4);
  /* The version that brought this schema. */
  spare_json_writer_int (writer, "appVersionCode", 5000000);
  spare_json_writer_string (writer, "appVersionName", "5.0.0");
  spare_json_writer_string (writer, "appOrigin", "android");
}

static gboolean
twofas_write (GPtrArray                *accounts,
              const SpareExportContext *context,
              GPtrArray                *results,
              GError                  **error)
{
  g_auto (SpareExportBuffer) buffer = { NULL };
  g_auto (SpareExportTags) tags = { NULL };
  g_autoptr (SpareJsonWriter) writer = spare_export_json (&buffer);

  spare_export_tags_init (&tags, accounts, 1, context);
  spare_json_writer_object (writer, NULL);
  put_services (writer, "services", accounts, &tags, context);
  put_rest (writer, &tags, context);
  if (!spare_json_writer_finish (writer, error))
    return FALSE;
  g_ptr_array_add (results, spare_export_buffer_end (&buffer));
  return TRUE;
}

typedef struct
{
  SpareSecret *key;
  guint8       salt[SALT_SIZE];
} Lock;

/* Ciphertext with tag, salt and nonce, in Base64 with colons between. */
static gboolean
put_sealed (SpareJsonWriter *writer,
            const char      *key,
            const Lock      *lock,
            gconstpointer    data,
            gsize            size,
            GError         **error)
{
  guint8 nonce[NONCE_SIZE];
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (SpareSecret) first = NULL;
  g_autoptr (SpareSecret) second = NULL;
  g_autoptr (SpareSecret) third = NULL;
  g_autofree char *text = NULL;
  gconstpointer bytes;

  spare_cipher_random (nonce, NONCE_SIZE);
  sealed = spare_cipher_gcm_seal (lock->key, nonce, NONCE_SIZE, NULL, 0, data, size, error);
  if (sealed == NULL)
    return FALSE;
  bytes = g_bytes_get_data (sealed, &size);
  first = spare_base64_encode (bytes, size);
  second = spare_base64_encode (lock->salt, SALT_SIZE);
  third = spare_base64_encode (nonce, NONCE_SIZE);
  /* Encrypted now, and no secret any more. */
  text = g_strdup_printf ("%s:%s:%s", spare_secret_peek_text (first), spare_secret_peek_text (second),
                          spare_secret_peek_text (third));
  spare_json_writer_string (writer, key, text);
  return TRUE;
}

static gboolean
put_sealed_services (SpareJsonWriter          *writer,
                     const Lock               *lock,
                     GPtrArray                *accounts,
                     SpareExportTags          *tags,
                     const SpareExportContext *context,
                     GError                  **error)
{
  g_auto (SpareExportBuffer) plain = { NULL };
  g_autoptr (SpareJsonWriter) inner = spare_export_json (&plain);

  put_services (inner, NULL, accounts, tags, context);
  return spare_json_writer_finish (inner, error) &&
         put_sealed (writer, "servicesEncrypted", lock, plain.data, plain.size, error);
}

static gboolean
twofas_encrypted_write (GPtrArray                *accounts,
                        const SpareExportContext *context,
                        GPtrArray                *results,
                        GError                  **error)
{
  g_auto (SpareExportBuffer) buffer = { NULL };
  g_auto (SpareExportTags) tags = { NULL };
  g_autoptr (SpareJsonWriter) writer = spare_export_json (&buffer);
  g_autoptr (SpareSecret) key = NULL;
  Lock lock;

  spare_cipher_random (lock.salt, SALT_SIZE);
  key = spare_kdf_pbkdf2 (SPARE_HASH_SHA256, context->password, lock.salt, SALT_SIZE, ITERATIONS, KEY_SIZE,
                          &context->watch, error);
  if (key == NULL)
    return FALSE;
  lock.key = key;
  spare_export_tags_init (&tags, accounts, 1, context);
  spare_json_writer_object (writer, NULL);
  spare_json_writer_array (writer, "services");
  spare_json_writer_close (writer);
  put_rest (writer, &tags, context);
  if (!put_sealed_services (writer, &lock, accounts, &tags, context, error) ||
      !put_sealed (writer, "reference", &lock, reference, strlen (reference), error) ||
      !spare_json_writer_finish (writer, error))
    return FALSE;
  g_ptr_array_add (results, spare_export_buffer_end (&buffer));
  return TRUE;
}

const SpareExporter spare_export_2fas = {
  .format = { .id = "2fas", .name = "2FAS", .suffix = ".2fas" },
  .refuse = twofas_refuse,
  .write = twofas_write,
};

const SpareExporter spare_export_2fas_encrypted = {
  .format = { .id = "2fas-encrypted", .name = "2FAS", .suffix = ".2fas", .encrypted = TRUE },
  .refuse = twofas_refuse,
  .write = twofas_encrypted_write,
};
