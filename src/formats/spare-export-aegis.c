/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-private.h"

#include "spare-bytes.h"
#include "spare-cipher.h"
#include "spare-kdf.h"

/* Aegis' vault: version 1 of the file, version 3 of its content. */

#define PERIOD_MAX 2147483 /* s; Aegis counts milliseconds in 31 bits */
#define KEY_SIZE   32
#define SALT_SIZE  32
#define NONCE_SIZE 12
#define SCRYPT_N   32768
#define SCRYPT_R   8
#define SCRYPT_P   1

static gboolean
aegis_refuse (SpareAccount      *account,
              SpareExportReason *reason)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  SpareSecret *pin = spare_account_peek_pin (account);
  gsize size = 0;
  const char *text = pin != NULL ? spare_secret_peek (pin, &size) : "";

  /* A PIN is text there. */
  if (spare_otp_kind_needs_pin (params->kind) && !g_utf8_validate_len (text, size, NULL))
    *reason = SPARE_EXPORT_LEFT_PIN;
  else if (params->kind == SPARE_OTP_TOTP && params->period > PERIOD_MAX)
    *reason = SPARE_EXPORT_LEFT_PERIOD;
  else if (params->kind == SPARE_OTP_HOTP && spare_account_get_counter (account) > G_MAXINT64)
    *reason = SPARE_EXPORT_LEFT_COUNTER;
  else
    return FALSE;
  return TRUE;
}

static void
put_info (SpareJsonWriter *writer,
          SpareAccount    *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  SpareSecret *pin = spare_account_peek_pin (account);

  spare_json_writer_object (writer, "info");
  spare_export_put_base32 (writer, "secret", spare_account_peek_secret (account));
  spare_json_writer_string (writer, "algo",
                            params->kind == SPARE_OTP_MOTP ? "MD5"
                                                           : spare_otp_algorithm_to_string (params->algorithm));
  spare_json_writer_int (writer, "digits", params->digits);
  if (params->kind == SPARE_OTP_HOTP)
    spare_json_writer_uint (writer, "counter", spare_account_get_counter (account));
  else
    spare_json_writer_int (writer, "period", params->period);
  /* Aegis wants the member, and reads null as the word. */
  if (spare_otp_kind_needs_pin (params->kind) && pin != NULL)
    spare_json_writer_secret (writer, "pin", pin);
  else if (spare_otp_kind_needs_pin (params->kind))
    spare_json_writer_string (writer, "pin", "");
  spare_json_writer_close (writer);
}

static void
put_entry (SpareJsonWriter          *writer,
           SpareAccount             *account,
           SpareExportTags          *tags,
           const SpareExportContext *context)
{
  SpareOtpKind kind = spare_account_get_params (account)->kind;
  const char *id = spare_account_get_id (account);
  const char *const *names = spare_account_get_tags (account);
  g_autofree char *uuid = id != NULL && g_uuid_string_is_valid (id) ? g_strdup (id) : context->new_id ();

  spare_json_writer_object (writer, NULL);
  spare_json_writer_string (writer, "type", kind == SPARE_OTP_YANDEX ? "yandex" : spare_otp_kind_to_string (kind));
  spare_json_writer_string (writer, "uuid", uuid);
  spare_json_writer_string (writer, "name", spare_account_get_name (account));
  spare_json_writer_string (writer, "issuer", spare_account_get_service (account));
  spare_json_writer_string (writer, "note", spare_account_get_note (account));
  spare_json_writer_bool (writer, "favorite", spare_account_get_favorite (account));
  spare_json_writer_null (writer, "icon");
  put_info (writer, account);
  spare_json_writer_array (writer, "groups");
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    spare_json_writer_string (writer, NULL, spare_export_tags_id (tags, names[i]));
  spare_json_writer_close (writer);
  spare_json_writer_close (writer);
}

/* The open object gets everything that a vault holds. */
static void
put_content (SpareJsonWriter          *writer,
             GPtrArray                *accounts,
             const SpareExportContext *context)
{
  g_auto (SpareExportTags) tags = { NULL };

  spare_export_tags_init (&tags, accounts, G_MAXUINT, context);
  spare_json_writer_int (writer, "version", 3);
  spare_json_writer_array (writer, "entries");
  for (guint i = 0; i < accounts->len; i++)
    put_entry (writer, g_ptr_array_index (accounts, i), &tags, context);
  spare_json_writer_close (writer);
  spare_json_writer_array (writer, "groups");
  for (guint i = 0; i < tags.names->len; i++)
    {
      const char *name = g_ptr_array_index (tags.names, i);

      spare_json_writer_object (writer, NULL);
      spare_json_writer_string (writer, "uuid", spare_export_tags_id (&tags, name));
      spare_json_writer_string (writer, "name", name);
      spare_json_writer_close (writer);
    }
  spare_json_writer_close (writer);
}

static gboolean
end_file (SpareExportBuffer *buffer,
          SpareJsonWriter   *writer,
          GPtrArray         *results,
          GError           **error)
{
  if (!spare_json_writer_finish (writer, error))
    return FALSE;
  g_ptr_array_add (results, spare_export_buffer_end (buffer));
  return TRUE;
}

static gboolean
aegis_write (GPtrArray                *accounts,
             const SpareExportContext *context,
             GPtrArray                *results,
             GError                  **error)
{
  g_auto (SpareExportBuffer) buffer = { NULL };
  g_autoptr (SpareJsonWriter) writer = spare_export_json (&buffer);

  spare_json_writer_object (writer, NULL);
  spare_json_writer_int (writer, "version", 1);
  spare_json_writer_object (writer, "header");
  spare_json_writer_null (writer, "slots");
  spare_json_writer_null (writer, "params");
  spare_json_writer_close (writer);
  spare_json_writer_object (writer, "db");
  put_content (writer, accounts, context);
  return end_file (&buffer, writer, results, error);
}

/* Ciphertext with its tag behind it; `nonce` is drawn. */
typedef struct
{
  guint8  nonce[NONCE_SIZE];
  GBytes *data;
} Sealed;

static gboolean
seal (Sealed            *self,
      const SpareSecret *key,
      gconstpointer      data,
      gsize              size,
      GError           **error)
{
  spare_cipher_random (self->nonce, NONCE_SIZE);
  self->data = spare_cipher_gcm_seal (key, self->nonce, NONCE_SIZE, NULL, 0, data, size, error);
  return self->data != NULL;
}

static void
sealed_clear (Sealed *self)
{
  g_clear_pointer (&self->data, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sealed, sealed_clear)

static const guint8 *
sealed_tag (const Sealed *self,
            gsize        *before)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->data, &size);

  *before = size - SPARE_GCM_TAG;
  return data + *before;
}

static void
put_sealed (SpareJsonWriter *writer,
            const char      *key,
            const Sealed    *sealed)
{
  gsize before;
  const guint8 *tag = sealed_tag (sealed, &before);

  spare_json_writer_object (writer, key);
  spare_export_put_hex (writer, "nonce", sealed->nonce, NONCE_SIZE);
  spare_export_put_hex (writer, "tag", tag, SPARE_GCM_TAG);
  spare_json_writer_close (writer);
}

static gboolean
seal_content (Sealed                   *self,
              const SpareSecret        *master,
              GPtrArray                *accounts,
              const SpareExportContext *context,
              GError                  **error)
{
  g_auto (SpareExportBuffer) plain = { NULL };
  g_autoptr (SpareJsonWriter) writer = spare_export_json (&plain);

  spare_json_writer_object (writer, NULL);
  put_content (writer, accounts, context);
  return spare_json_writer_finish (writer, error) && seal (self, master, plain.data, plain.size, error);
}

/* The master key under the password. */
static void
put_slot (SpareJsonWriter          *writer,
          const Sealed             *wrapped,
          const guint8              salt[SALT_SIZE],
          const SpareExportContext *context)
{
  g_autofree char *uuid = context->new_id ();

  spare_json_writer_object (writer, NULL);
  spare_json_writer_int (writer, "type", 1);
  spare_json_writer_string (writer, "uuid", uuid);
  spare_export_put_hex (writer, "key", g_bytes_get_data (wrapped->data, NULL), KEY_SIZE);
  put_sealed (writer, "key_params", wrapped);
  spare_json_writer_int (writer, "n", SCRYPT_N);
  spare_json_writer_int (writer, "r", SCRYPT_R);
  spare_json_writer_int (writer, "p", SCRYPT_P);
  spare_export_put_hex (writer, "salt", salt, SALT_SIZE);
  spare_json_writer_bool (writer, "repaired", TRUE);
  spare_json_writer_bool (writer, "is_backup", FALSE);
  spare_json_writer_close (writer);
}

static gboolean
write_vault (const Sealed             *wrapped,
             const guint8              salt[SALT_SIZE],
             const Sealed             *content,
             const SpareExportContext *context,
             GPtrArray                *results,
             GError                  **error)
{
  g_auto (SpareExportBuffer) buffer = { NULL };
  g_autoptr (SpareJsonWriter) writer = spare_export_json (&buffer);
  g_autoptr (GBytes) db = NULL;
  gsize size;

  sealed_tag (content, &size);
  db = g_bytes_new_from_bytes (content->data, 0, size);
  spare_json_writer_object (writer, NULL);
  spare_json_writer_int (writer, "version", 1);
  spare_json_writer_object (writer, "header");
  spare_json_writer_array (writer, "slots");
  put_slot (writer, wrapped, salt, context);
  spare_json_writer_close (writer);
  put_sealed (writer, "params", content);
  spare_json_writer_close (writer);
  spare_export_put_base64 (writer, "db", db);
  return end_file (&buffer, writer, results, error);
}

static gboolean
aegis_encrypted_write (GPtrArray                *accounts,
                       const SpareExportContext *context,
                       GPtrArray                *results,
                       GError                  **error)
{
  guint8 salt[SALT_SIZE];
  guint8 *bytes;
  g_autoptr (SpareSecret) master = spare_secret_new_empty (KEY_SIZE, &bytes);
  g_autoptr (SpareSecret) key = NULL;
  g_auto (Sealed) wrapped = { .data = NULL };
  g_auto (Sealed) content = { .data = NULL };

  spare_cipher_random (bytes, KEY_SIZE);
  spare_cipher_random (salt, SALT_SIZE);
  key = spare_kdf_scrypt (context->password, salt, SALT_SIZE, SCRYPT_N, SCRYPT_R, SCRYPT_P, KEY_SIZE,
                          &context->watch, error);
  return key != NULL && seal (&wrapped, key, bytes, KEY_SIZE, error) &&
         seal_content (&content, master, accounts, context, error) &&
         write_vault (&wrapped, salt, &content, context, results, error);
}

const SpareExporter spare_export_aegis = {
  .format = { .id = "aegis", .name = "Aegis", .suffix = ".json" },
  .refuse = aegis_refuse,
  .write = aegis_write,
};

const SpareExporter spare_export_aegis_encrypted = {
  .format = { .id = "aegis-encrypted", .name = "Aegis", .suffix = ".json", .encrypted = TRUE },
  .refuse = aegis_refuse,
  .write = aegis_encrypted_write,
};
