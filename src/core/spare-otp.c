/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otp.h"

#include <sodium.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-sha1.h"

#define MESSAGE_SIZE 8 /* the moving factor, big-endian */

#define STEAM_LENGTH       5u
#define YANDEX_LENGTH      8u
#define YANDEX_SECRET_SIZE 16u
#define YANDEX_FULL_SIZE   26u /* with a checksum, as people type it */
#define MOTP_LENGTH        6u

static const char steam_letters[] = "23456789BCDFGHJKMNPQRTVWXY";

typedef struct
{
  const char    *name;
  SpareOtpParams params;
} Kind;

/* Indexed by SpareOtpKind. A counter has no period and an account without
 * codes has nothing at all; they carry what a form would start from. */
static const Kind kinds[] = {
  { "none", { SPARE_OTP_NONE, SPARE_OTP_SHA1, 6, 30 } },
  { "totp", { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 6, 30 } },
  { "hotp", { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 6, 30 } },
  { "steam", { SPARE_OTP_STEAM, SPARE_OTP_SHA1, STEAM_LENGTH, 30 } },
  { "motp", { SPARE_OTP_MOTP, SPARE_OTP_SHA1, MOTP_LENGTH, 10 } },
  { "yaotp", { SPARE_OTP_YANDEX, SPARE_OTP_SHA256, YANDEX_LENGTH, 30 } },
};

static const char *const algorithm_names[] = { "SHA1", "SHA256", "SHA512" };

/**
 * spare_otp_params_default:
 *
 * Returns: what @kind uses when nothing else is said
 */
SpareOtpParams
spare_otp_params_default (SpareOtpKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), kinds[SPARE_OTP_NONE].params);

  return kinds[kind].params;
}

static gboolean
fail (GError       **error,
      SpareCoreError code,
      const char    *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, code, message);
  return FALSE;
}

/**
 * spare_otp_params_check:
 *
 * Looks at what the kind uses; a counter-based kind has no period.
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_TYPE, _ALGORITHM, _DIGITS or _PERIOD
 */
gboolean
spare_otp_params_check (const SpareOtpParams *params,
                        GError              **error)
{
  const SpareOtpParams *fixed;

  g_return_val_if_fail (params != NULL, FALSE);

  if ((guint) params->kind >= G_N_ELEMENTS (kinds))
    return fail (error, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");

  if (params->kind == SPARE_OTP_NONE)
    return TRUE;

  if (params->kind == SPARE_OTP_TOTP || params->kind == SPARE_OTP_HOTP)
    {
      if ((guint) params->algorithm >= G_N_ELEMENTS (algorithm_names))
        return fail (error, SPARE_CORE_ERROR_ALGORITHM, "Unknown algorithm");
      if (params->digits < SPARE_OTP_DIGITS_MIN || params->digits > SPARE_OTP_DIGITS_MAX)
        return fail (error, SPARE_CORE_ERROR_DIGITS, "Digits are not from 1 to 10");
      if (params->kind == SPARE_OTP_TOTP
          && (params->period < 1 || params->period > SPARE_OTP_PERIOD_MAX))
        return fail (error, SPARE_CORE_ERROR_PERIOD, "Period out of range");
      return TRUE;
    }

  fixed = &kinds[params->kind].params;
  if (params->algorithm != fixed->algorithm)
    return fail (error, SPARE_CORE_ERROR_ALGORITHM, "This kind has one algorithm only");
  if (params->digits != fixed->digits)
    return fail (error, SPARE_CORE_ERROR_DIGITS, "This kind has one length only");
  if (params->period != fixed->period)
    return fail (error, SPARE_CORE_ERROR_PERIOD, "This kind has one period only");

  return TRUE;
}

const char *
spare_otp_kind_to_string (SpareOtpKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

const char *
spare_otp_algorithm_to_string (SpareOtpAlgorithm algorithm)
{
  g_return_val_if_fail ((guint) algorithm < G_N_ELEMENTS (algorithm_names), NULL);

  return algorithm_names[algorithm];
}

gboolean
spare_otp_kind_is_timed (SpareOtpKind kind)
{
  return kind != SPARE_OTP_NONE && kind != SPARE_OTP_HOTP;
}

gboolean
spare_otp_kind_needs_pin (SpareOtpKind kind)
{
  return kind == SPARE_OTP_MOTP || kind == SPARE_OTP_YANDEX;
}

/* The last 12 bits are the rest of all other bits, divided as a polynomial over
 * GF(2) by x^12 + x^11 + x^7 + x^6 + x^5 + x^4 + x + 1. */
static gboolean
yandex_checksum_fits (const guint8 *secret)
{
  guint rest = 0;

  for (guint i = 0; i < YANDEX_FULL_SIZE * 8 - 12; i++)
    {
      rest = rest << 1 | (secret[i / 8] >> (7 - i % 8) & 1u);
      if (rest & 0x1000)
        rest ^= 0x18f3;
    }

  return rest == ((secret[YANDEX_FULL_SIZE - 2] & 15u) << 8 | secret[YANDEX_FULL_SIZE - 1]);
}

/**
 * spare_otp_secret_check:
 * @secret: (nullable): the key, raw bytes
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_SECRET_MISSING, _INVALID or _TOO_LONG
 */
gboolean
spare_otp_secret_check (SpareOtpKind       kind,
                        const SpareSecret *secret,
                        GError           **error)
{
  const guint8 *bytes;
  gsize size;

  if (kind == SPARE_OTP_NONE)
    return TRUE;

  if (secret == NULL || spare_secret_get_size (secret) == 0)
    return fail (error, SPARE_CORE_ERROR_SECRET_MISSING, "No secret");

  if (spare_secret_get_size (secret) > SPARE_OTP_SECRET_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "The secret is too long");

  if (kind != SPARE_OTP_YANDEX)
    return TRUE;

  bytes = spare_secret_peek (secret, &size);
  if (size != YANDEX_SECRET_SIZE && size != YANDEX_FULL_SIZE)
    return fail (error, SPARE_CORE_ERROR_SECRET_INVALID, "A Yandex secret has 16 or 26 bytes");
  if (size == YANDEX_FULL_SIZE && !yandex_checksum_fits (bytes))
    return fail (error, SPARE_CORE_ERROR_SECRET_INVALID, "The Yandex checksum does not fit");

  return TRUE;
}

/**
 * spare_otp_pin_check:
 * @pin: (nullable): the PIN, text
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_PIN or _TOO_LONG; always TRUE for a
 *   kind without PIN
 */
gboolean
spare_otp_pin_check (SpareOtpKind       kind,
                     const SpareSecret *pin,
                     GError           **error)
{
  const char *text;
  gsize size;

  if (!spare_otp_kind_needs_pin (kind))
    return TRUE;

  if (pin == NULL || spare_secret_get_size (pin) == 0)
    return fail (error, SPARE_CORE_ERROR_PIN, "No PIN");

  if (spare_secret_get_size (pin) > SPARE_OTP_SECRET_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "The PIN is too long");

  text = spare_secret_peek (pin, &size);
  for (gsize i = 0; i < size; i++)
    {
      if (text[i] == '\0')
        return fail (error, SPARE_CORE_ERROR_PIN, "The PIN is not text");
      if (kind == SPARE_OTP_YANDEX && !g_ascii_isdigit (text[i]))
        return fail (error, SPARE_CORE_ERROR_PIN, "A Yandex PIN has digits only");
    }

  return TRUE;
}

static void
put_message (guint8  message[MESSAGE_SIZE],
             guint64 moving)
{
  for (gint i = MESSAGE_SIZE - 1; i >= 0; i--)
    {
      message[i] = (guint8) moving;
      moving >>= 8;
    }
}

static void
hmac_sha256 (const guint8 *key,
             gsize         key_size,
             const guint8 *message,
             guint8        out[crypto_auth_hmacsha256_BYTES])
{
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, key, key_size);
  crypto_auth_hmacsha256_update (&state, message, MESSAGE_SIZE);
  crypto_auth_hmacsha256_final (&state, out);
  sodium_memzero (&state, sizeof state);
}

static void
hmac_sha512 (const guint8 *key,
             gsize         key_size,
             const guint8 *message,
             guint8        out[crypto_auth_hmacsha512_BYTES])
{
  crypto_auth_hmacsha512_state state;

  crypto_auth_hmacsha512_init (&state, key, key_size);
  crypto_auth_hmacsha512_update (&state, message, MESSAGE_SIZE);
  crypto_auth_hmacsha512_final (&state, out);
  sodium_memzero (&state, sizeof state);
}

/* RFC 4226, section 5.3: 31 bits, chosen by the last nibble of the HMAC. */
static guint32
truncated_hmac (SpareOtpAlgorithm algorithm,
                const guint8     *key,
                gsize             key_size,
                guint64           moving)
{
  guint8 message[MESSAGE_SIZE];
  guint8 mac[crypto_auth_hmacsha512_BYTES];
  const guint8 *at;
  gsize size = 0;
  guint32 value;

  put_message (message, moving);

  switch (algorithm)
    {
    case SPARE_OTP_SHA256:
      hmac_sha256 (key, key_size, message, mac);
      size = crypto_auth_hmacsha256_BYTES;
      break;
    case SPARE_OTP_SHA512:
      hmac_sha512 (key, key_size, message, mac);
      size = crypto_auth_hmacsha512_BYTES;
      break;
    case SPARE_OTP_SHA1:
    default:
      spare_sha1_hmac (key, key_size, message, sizeof message, mac);
      size = SPARE_SHA1_SIZE;
      break;
    }

  at = mac + (mac[size - 1] & 15);
  value = (guint32) (at[0] & 0x7f) << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];

  sodium_memzero (mac, sizeof mac);
  return value;
}

/* The last @length digits of @value to base @base, most significant first. */
static void
put_digits (char       *out,
            guint       length,
            guint64     value,
            guint       base,
            const char *letters)
{
  out[length] = '\0';
  while (length-- > 0)
    {
      out[length] = letters[value % base];
      value /= base;
    }
}

/* As above, where it has to be fast: dividing by a constant is. */
static void
put_decimal (char   *out,
             guint   length,
             guint64 value)
{
  out[length] = '\0';
  while (length-- > 0)
    {
      out[length] = (char) ('0' + value % 10);
      value /= 10;
    }
}

static void
steam_code (const guint8 *key,
            gsize         key_size,
            guint64       step,
            char         *out)
{
  guint32 value = truncated_hmac (SPARE_OTP_SHA1, key, key_size, step);

  for (guint i = 0; i < STEAM_LENGTH; i++)
    {
      out[i] = steam_letters[value % (sizeof steam_letters - 1)];
      value /= sizeof steam_letters - 1;
    }
  out[STEAM_LENGTH] = '\0';
}

static void
yandex_code (const guint8 *secret,
             const guint8 *pin,
             gsize         pin_size,
             guint64       step,
             char         *out)
{
  crypto_hash_sha256_state state;
  guint8 message[MESSAGE_SIZE];
  guint8 key[crypto_hash_sha256_BYTES];
  guint8 mac[crypto_auth_hmacsha256_BYTES];
  guint64 value = 0;
  gsize skip;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, pin, pin_size);
  crypto_hash_sha256_update (&state, secret, YANDEX_SECRET_SIZE);
  crypto_hash_sha256_final (&state, key);

  /* Yandex's own app loses a leading zero, so everybody has to. */
  skip = key[0] == 0 ? 1 : 0;
  put_message (message, step);
  hmac_sha256 (key + skip, sizeof key - skip, message, mac);

  for (guint i = 0; i < 8; i++)
    value = value << 8 | mac[(mac[sizeof mac - 1] & 15) + i];
  put_digits (out, YANDEX_LENGTH, value & G_MAXINT64, 26, "abcdefghijklmnopqrstuvwxyz");

  sodium_memzero (&state, sizeof state);
  sodium_memzero (key, sizeof key);
  sodium_memzero (mac, sizeof mac);
}

static void
motp_code (const SpareSecret *secret,
           const guint8      *pin,
           gsize              pin_size,
           guint64            step,
           char              *out)
{
  g_autoptr (GChecksum) md5 = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (SpareSecret) hex = spare_base16_encode (secret);
  char decimal[20 + 1];
  guint8 digest[16];
  gsize digest_size = sizeof digest;
  guint length = 1;

  for (guint64 rest = step; rest >= 10; rest /= 10)
    length++;
  put_decimal (decimal, length, step);

  g_checksum_update (md5, (const guchar *) decimal, length);
  g_checksum_update (md5, spare_secret_peek (hex, NULL), (gssize) spare_secret_get_size (hex));
  g_checksum_update (md5, pin, (gssize) pin_size);
  g_checksum_get_digest (md5, digest, &digest_size);

  put_digits (out, MOTP_LENGTH,
              (guint64) digest[0] << 16 | (guint64) digest[1] << 8 | digest[2],
              16, "0123456789abcdef");

  sodium_memzero (digest, sizeof digest);
  sodium_stackzero (512);
}

static gboolean
check_inputs (const SpareOtpParams *params,
              const SpareSecret    *secret,
              const SpareSecret    *pin,
              guint64               moving,
              GError              **error)
{
  if (!spare_otp_params_check (params, error))
    return FALSE;

  if (params->kind == SPARE_OTP_NONE)
    return fail (error, SPARE_CORE_ERROR_NO_CODES, "This account has no one-time codes");

  if (!spare_otp_secret_check (params->kind, secret, error)
      || !spare_otp_pin_check (params->kind, pin, error))
    return FALSE;

  if (spare_otp_kind_is_timed (params->kind) && moving > G_MAXINT64)
    return fail (error, SPARE_CORE_ERROR_TIME, "Time before 1970");

  return TRUE;
}

/**
 * spare_otp_code:
 *
 * A time before 1970 that was cast to @moving is noticed.
 *
 * Returns: FALSE with a %SPARE_CORE_ERROR; @out is then empty
 */
gboolean
spare_otp_code (const SpareOtpParams *params,
                const SpareSecret    *secret,
                const SpareSecret    *pin,
                guint64               moving,
                char                  out[SPARE_OTP_CODE_SIZE],
                GError              **error)
{
  const guint8 *key;
  const guint8 *pin_bytes = NULL;
  gsize key_size;
  gsize pin_size = 0;

  g_return_val_if_fail (params != NULL, FALSE);

  out[0] = '\0';
  if (!check_inputs (params, secret, pin, moving, error))
    return FALSE;

  key = spare_secret_peek (secret, &key_size);
  if (pin != NULL)
    pin_bytes = spare_secret_peek (pin, &pin_size);
  if (spare_otp_kind_is_timed (params->kind))
    moving /= params->period;

  switch (params->kind)
    {
    case SPARE_OTP_TOTP:
    case SPARE_OTP_HOTP:
      put_decimal (out, params->digits,
                   truncated_hmac (params->algorithm, key, key_size, moving));
      break;
    case SPARE_OTP_STEAM:
      steam_code (key, key_size, moving, out);
      break;
    case SPARE_OTP_YANDEX:
      yandex_code (key, pin_bytes, pin_size, moving, out);
      break;
    case SPARE_OTP_MOTP:
      motp_code (secret, pin_bytes, pin_size, moving, out);
      break;
    case SPARE_OTP_NONE:
    default:
      g_return_val_if_reached (FALSE);
    }

  return TRUE;
}

/**
 * spare_otp_seconds_left:
 *
 * Returns: 1 to period; 0 for kinds that do not follow the clock
 */
guint
spare_otp_seconds_left (const SpareOtpParams *params,
                        gint64                unix_time)
{
  gint64 period;
  gint64 gone;

  g_return_val_if_fail (params != NULL, 0);

  if (!spare_otp_kind_is_timed (params->kind) || params->period == 0)
    return 0;

  period = params->period;
  gone = unix_time % period;
  if (gone < 0)
    gone += period;

  return (guint) (period - gone);
}

typedef struct
{
  SpareOtpParams params;
  const char    *secret; /* Base32 */
  const char    *pin;
  guint64        moving;
  const char    *code;
} Vector;

/* RFC 4226 appendix D, RFC 6238 appendix B; Steam, mOTP and Yandex as other
 * programs publish them. All of these secrets are public. */
static const Vector self_test_vectors[] = {
  { { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 6, 30 },
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", NULL, 9, "520489" },
  { { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 8, 30 },
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", NULL, G_GUINT64_CONSTANT (20000000000), "65353130" },
  { { SPARE_OTP_TOTP, SPARE_OTP_SHA256, 8, 30 },
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA", NULL, 59, "46119246" },
  { { SPARE_OTP_TOTP, SPARE_OTP_SHA512, 8, 30 },
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA", NULL, 59, "90693936" },
  { { SPARE_OTP_STEAM, SPARE_OTP_SHA1, STEAM_LENGTH, 30 },
    "BASE32SECRET3232", NULL, 30, "YKKK4" },
  { { SPARE_OTP_MOTP, SPARE_OTP_SHA1, MOTP_LENGTH, 10 },
    "4MKSV7XGEWM4Q", "1234", 165892298, "e7d8b6" },
  { { SPARE_OTP_YANDEX, SPARE_OTP_SHA256, YANDEX_LENGTH, 30 },
    "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", "7586", 1581064020, "oactmacq" },
};

gboolean
spare_otp_self_test (GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (self_test_vectors); i++)
    {
      const Vector *vector = &self_test_vectors[i];
      g_autoptr (SpareSecret) secret = spare_base32_decode (vector->secret, -1, NULL);
      g_autoptr (SpareSecret) pin = NULL;
      char code[SPARE_OTP_CODE_SIZE];

      if (vector->pin != NULL)
        pin = spare_secret_new_text (vector->pin);

      if (secret == NULL
          || !spare_otp_code (&vector->params, secret, pin, vector->moving, code, NULL)
          || strcmp (code, vector->code) != 0)
        {
          g_set_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SELF_TEST,
                       "The published vector %u gives another code", i);
          return FALSE;
        }
    }

  return TRUE;
}
