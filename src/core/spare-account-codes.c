/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account.h"

#include <sodium.h>
#include <string.h>

#include "spare-error.h"
#include "spare-otpauth.h"

static gsize
text_size (SpareAccount *self)
{
  const char *const *tags = spare_account_get_tags (self);
  const char *prefix = spare_account_get_prefix (self);
  gsize size;

  size = strlen (spare_account_get_service (self)) + strlen (spare_account_get_name (self))
         + strlen (spare_account_get_note (self)) + (prefix != NULL ? strlen (prefix) : 0);
  for (guint i = 0; tags[i] != NULL; i++)
    size += strlen (tags[i]) + 1;

  return size;
}

/**
 * spare_account_check:
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_TYPE, _ALGORITHM, _DIGITS, _PERIOD,
 *   _SECRET_MISSING, _SECRET_INVALID, _PIN, _NAME_MISSING or _TOO_LONG
 */
gboolean
spare_account_check (SpareAccount *self,
                     GError      **error)
{
  const SpareOtpParams *params;

  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), FALSE);

  params = spare_account_get_params (self);
  if (!spare_otp_params_check (params, error)
      || !spare_otp_secret_check (params->kind, spare_account_peek_secret (self), error)
      || !spare_otp_pin_check (params->kind, spare_account_peek_pin (self), error))
    return FALSE;

  if (*spare_account_get_service (self) == '\0' && *spare_account_get_name (self) == '\0')
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NAME_MISSING,
                           "Neither a service nor an account name");
      return FALSE;
    }

  if (text_size (self) > SPARE_ACCOUNT_TEXT_MAX)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG,
                           "Names, tags and note are too long together");
      return FALSE;
    }

  /* Encoded, and beside what others left in it, it can be several times longer. */
  if (spare_account_print_size (self) > SPARE_RECORD_MAX)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG,
                           "The record would be too long");
      return FALSE;
    }

  return TRUE;
}

/**
 * spare_account_code:
 * @unix_time: seconds since 1970; not looked at for a counter
 * @out: receives the code; wipe it after use
 *
 * Returns: FALSE with a %SPARE_CORE_ERROR; @out is then empty
 */
gboolean
spare_account_code (SpareAccount *self,
                    gint64        unix_time,
                    char          out[SPARE_OTP_CODE_SIZE],
                    GError      **error)
{
  const SpareOtpParams *params;
  guint64 moving;

  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), FALSE);

  params = spare_account_get_params (self);
  moving = spare_otp_kind_is_timed (params->kind) ? (guint64) unix_time
                                                  : spare_account_get_counter (self);

  return spare_otp_code (params, spare_account_peek_secret (self), spare_account_peek_pin (self),
                         moving, out, error);
}

/**
 * spare_account_same_codes:
 *
 * Returns: TRUE if both have the same kind, secret, algorithm, digits and
 *   period; never for accounts without codes. The PIN and the counter do not
 *   count.
 */
gboolean
spare_account_same_codes (SpareAccount *a,
                          SpareAccount *b)
{
  const SpareOtpParams *left;
  const SpareOtpParams *right;
  SpareSecret *secret;
  SpareSecret *other;

  g_return_val_if_fail (SPARE_IS_ACCOUNT (a), FALSE);
  g_return_val_if_fail (SPARE_IS_ACCOUNT (b), FALSE);

  left = spare_account_get_params (a);
  right = spare_account_get_params (b);
  secret = spare_account_peek_secret (a);
  other = spare_account_peek_secret (b);

  if (left->kind == SPARE_OTP_NONE || secret == NULL || other == NULL)
    return FALSE;

  if (left->kind != right->kind || left->algorithm != right->algorithm
      || left->digits != right->digits || left->period != right->period)
    return FALSE;

  /* Yandex uses the first 16 bytes; what may follow is a checksum. */
  if (left->kind == SPARE_OTP_YANDEX && spare_secret_get_size (secret) >= 16
      && spare_secret_get_size (other) >= 16)
    return sodium_memcmp (spare_secret_peek (secret, NULL), spare_secret_peek (other, NULL), 16) == 0;

  return spare_secret_equal (secret, other);
}

guint
spare_account_hash_codes (SpareAccount *self)
{
  static guint8 key[crypto_shorthash_KEYBYTES];
  static gsize once = 0;
  guint8 hash[crypto_shorthash_BYTES];
  SpareSecret *secret;
  gsize size = 0;
  gconstpointer data;

  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  if (g_once_init_enter (&once))
    {
      crypto_shorthash_keygen (key);
      g_once_init_leave (&once, 1);
    }
  secret = spare_account_peek_secret (self);
  if (secret == NULL)
    return 0;
  data = spare_secret_peek (secret, &size);
  if (spare_account_get_params (self)->kind == SPARE_OTP_YANDEX)
    size = MIN (size, 16);
  crypto_shorthash (hash, data, size, key);

  return (guint) hash[0] | (guint) hash[1] << 8 | (guint) hash[2] << 16 | (guint) hash[3] << 24;
}
