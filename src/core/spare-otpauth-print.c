/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otpauth.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-label.h"
#include "spare-uri.h"

static void
put_secret_text (SpareUriWriter    *writer,
                 const char        *key,
                 const SpareSecret *text)
{
  gsize size;
  const char *bytes = spare_secret_peek (text, &size);

  spare_uri_put_key (writer, key);
  spare_uri_put_encoded (writer, bytes, size);
}

/* The colon between the parts stays a colon, those inside become %3A. Where
 * there is nothing before it, a colon in the name needs one in front. */
static void
put_label (SpareUriWriter *writer,
           const char     *first,
           const char     *name)
{
  if (*first != '\0' || strchr (name, ':') != NULL)
    {
      spare_uri_put_encoded (writer, first, strlen (first));
      spare_uri_put (writer, ":");
    }
  spare_uri_put_encoded (writer, name, strlen (name));
}

static void
put_codes (SpareUriWriter *writer,
           SpareAccount   *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  SpareSecret *secret = spare_account_peek_secret (account);
  SpareSecret *pin = spare_account_peek_pin (account);

  if (params->kind != SPARE_OTP_NONE && secret != NULL)
    {
      g_autoptr (SpareSecret) text = params->kind == SPARE_OTP_MOTP ? spare_base16_encode (secret)
                                                                    : spare_base32_encode (secret);

      put_secret_text (writer, "secret", text);
    }

  if (*spare_account_get_service (account) != '\0')
    spare_uri_put_text (writer, "issuer", spare_account_get_service (account));

  if (params->kind != SPARE_OTP_NONE && params->kind != SPARE_OTP_MOTP)
    {
      spare_uri_put_text (writer, "algorithm", spare_otp_algorithm_to_string (params->algorithm));
      spare_uri_put_number (writer, "digits", params->digits);
      if (params->kind == SPARE_OTP_HOTP)
        spare_uri_put_number (writer, "counter", spare_account_get_counter (account));
      else
        spare_uri_put_number (writer, "period", params->period);
    }

  if (spare_otp_kind_needs_pin (params->kind) && pin != NULL)
    {
      g_autoptr (SpareSecret) text = params->kind == SPARE_OTP_YANDEX ? spare_base32_encode (pin)
                                                                      : spare_secret_ref (pin);

      put_secret_text (writer, "pin", text);
    }
}

/* Some names cannot be said by the rules of a label: a blank at an end, a colon
 * in a prefix. Reading back what was written tells which. */
static void
put_names (SpareUriWriter *writer,
           SpareAccount   *account,
           const char     *first)
{
  const char *service = spare_account_get_service (account);
  const char *name = spare_account_get_name (account);
  const char *prefix = spare_account_get_prefix (account);
  gboolean has_colon = *first != '\0' || strchr (name, ':') != NULL;
  g_autofree char *label = g_strconcat (first, has_colon ? ":" : "", name, NULL);
  g_auto (SpareLabel) read = { NULL };

  spare_label_split (&read, label, service);

  if (strcmp (read.service, service) != 0)
    spare_uri_put_text (writer, "x-service", service);
  if (strcmp (read.name, name) != 0)
    spare_uri_put_text (writer, "x-name", name);
  if (g_strcmp0 (read.prefix, prefix) != 0)
    spare_uri_put_text (writer, "x-prefix", prefix != NULL ? prefix : "");
}

static void
put_time (SpareUriWriter *writer,
          const char     *key,
          gint64          unix_time)
{
  if (unix_time != 0)
    spare_uri_put_signed (writer, key, unix_time);
}

static void
put_own (SpareUriWriter *writer,
         SpareAccount   *account)
{
  const char *const *tags = spare_account_get_tags (account);
  const char *note = spare_account_get_note (account);
  double position = spare_account_get_position (account);

  /* Many items at once come without their attributes: the line says whose it is. */
  if (spare_account_get_id (account) != NULL)
    spare_uri_put_text (writer, "x-id", spare_account_get_id (account));
  if (*note != '\0')
    spare_uri_put_text (writer, "x-note", note);
  for (guint i = 0; tags[i] != NULL; i++)
    spare_uri_put_text (writer, "x-tag", tags[i]);
  if (spare_account_get_favorite (account))
    spare_uri_put_text (writer, "x-favorite", "1");

  put_time (writer, "x-created", spare_account_get_created (account));
  put_time (writer, "x-used", spare_account_get_used (account));
  put_time (writer, "x-deleted", spare_account_get_deleted (account));

  if (position != 0)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (buffer, sizeof buffer, position);
      spare_uri_put_text (writer, "x-position", buffer);
    }

  spare_uri_put_text (writer, "x-version", "1");
}

static void
put_unknown (SpareUriWriter *writer,
             SpareAccount   *account)
{
  SpareSecret *unknown = spare_account_peek_unknown (account);
  const char *bytes;
  gsize size;

  if (unknown == NULL)
    return;

  bytes = spare_secret_peek (unknown, &size);
  if (size > 0)
    {
      spare_uri_put (writer, "&"); /* x-version went before */
      spare_uri_put_mended (writer, bytes, size);
    }
}

static void
put_record (SpareUriWriter *writer,
            SpareAccount   *account)
{
  const char *prefix = spare_account_get_prefix (account);
  const char *first = prefix != NULL ? prefix : spare_account_get_service (account);

  spare_uri_put (writer, "otpauth://");
  spare_uri_put (writer, spare_otp_kind_to_string (spare_account_get_params (account)->kind));
  spare_uri_put (writer, "/");
  put_label (writer, first, spare_account_get_name (account));
  put_codes (writer, account);
  put_names (writer, account, first);
  put_own (writer, account);
  put_unknown (writer, account);
}

static void
put_strict (SpareUriWriter *writer,
            SpareAccount   *account)
{
  SpareOtpKind kind = spare_account_get_params (account)->kind;

  if (kind == SPARE_OTP_MOTP)
    {
      spare_uri_put (writer, "motp://");
    }
  else
    {
      spare_uri_put (writer, "otpauth://");
      spare_uri_put (writer, spare_otp_kind_to_string (kind));
      spare_uri_put (writer, "/");
    }

  put_label (writer, spare_account_get_service (account), spare_account_get_name (account));
  put_codes (writer, account);
}

typedef void (*PutFunc) (SpareUriWriter *writer,
                         SpareAccount   *account);

static SpareSecret *
print (SpareAccount *account,
       PutFunc       put)
{
  SpareUriWriter counter = { NULL };
  SpareUriWriter writer = { NULL };
  SpareSecret *line;

  put (&counter, account);
  line = spare_secret_new_empty (counter.size, &writer.out);
  put (&writer, account);

  return line;
}

/**
 * spare_otpauth_print:
 *
 * mOTP gets its own scheme. Yandex and mOTP carry their PIN, as other apps
 * write it.
 *
 * Returns: (transfer full) (nullable): text, or NULL for an account without
 *   one-time codes or without a secret
 */
SpareSecret *
spare_otpauth_print (SpareAccount *account)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (account), NULL);

  if (spare_account_get_params (account)->kind == SPARE_OTP_NONE
      || spare_account_peek_secret (account) == NULL)
    return NULL;

  return print (account, put_strict);
}

gsize
spare_account_print_size (SpareAccount *account)
{
  SpareUriWriter counter = { NULL };

  g_return_val_if_fail (SPARE_IS_ACCOUNT (account), 0);

  put_record (&counter, account);
  return counter.size;
}

/**
 * spare_account_print:
 *
 * Returns: (transfer full): text, as docs/record.md describes it
 */
SpareSecret *
spare_account_print (SpareAccount *account)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (account), NULL);

  return print (account, put_record);
}
