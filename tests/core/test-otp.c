/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otp.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-sha1.h"

#define RFC_KEY "1234567890123456789012345678901234567890123456789012345678901234"

static void
assert_code (SpareOtpParams     params,
             const SpareSecret *secret,
             const char        *pin_text,
             guint64            moving,
             const char        *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSecret) pin = pin_text != NULL ? spare_secret_new_text (pin_text) : NULL;
  char code[SPARE_OTP_CODE_SIZE];

  g_assert_true (spare_otp_code (&params, secret, pin, moving, code, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, expected);
}

static void
assert_code_base32 (SpareOtpParams params,
                    const char    *base32,
                    const char    *pin,
                    guint64        moving,
                    const char    *expected)
{
  g_autoptr (SpareSecret) secret = spare_base32_decode (base32, -1, NULL);

  g_assert_nonnull (secret);
  assert_code (params, secret, pin, moving, expected);
}

/* RFC 4226, appendix D: the truncated value in full, and its last six digits. */
static void
test_rfc4226 (void)
{
  static const char *const truncated[] = {
    "1284755224", "1094287082", "0137359152", "1726969429", "1640338314",
    "0868254676", "1918287922", "0082162583", "0673399871", "0645520489"
  };
  static const char *const codes[] = {
    "755224", "287082", "359152", "969429", "338314",
    "254676", "287922", "162583", "399871", "520489"
  };
  g_autoptr (SpareSecret) secret = spare_secret_new (RFC_KEY, 20);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      assert_code ((SpareOtpParams) { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 10, 30 },
                   secret, NULL, i, truncated[i]);
      assert_code ((SpareOtpParams) { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 6, 30 },
                   secret, NULL, i, codes[i]);
    }
}

/* RFC 6238, appendix B. */
static void
test_rfc6238 (void)
{
  static const struct
  {
    gint64      unix_time;
    const char *codes[3];
  } rows[] = {
    { 59, { "94287082", "46119246", "90693936" } },
    { 1111111109, { "07081804", "68084774", "25091201" } },
    { 1111111111, { "14050471", "67062674", "99943326" } },
    { 1234567890, { "89005924", "91819424", "93441116" } },
    { 2000000000, { "69279037", "90698825", "38618901" } },
    { G_GINT64_CONSTANT (20000000000), { "65353130", "77737706", "47863826" } },
  };
  static const gsize key_sizes[] = { 20, 32, 64 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (SpareOtpAlgorithm j = SPARE_OTP_SHA1; j <= SPARE_OTP_SHA512; j++)
      {
        g_autoptr (SpareSecret) secret = spare_secret_new (RFC_KEY, key_sizes[j]);

        assert_code ((SpareOtpParams) { SPARE_OTP_TOTP, j, 8, 30 }, secret, NULL,
                     (guint64) rows[i].unix_time, rows[i].codes[j]);
      }
}

/* Codes that other authenticators show. */
static void
test_other_programs (void)
{
  const guint64 now = 1741011292;
  const SpareOtpParams steam = spare_otp_params_default (SPARE_OTP_STEAM);
  const SpareOtpParams yandex = spare_otp_params_default (SPARE_OTP_YANDEX);
  const SpareOtpParams motp = spare_otp_params_default (SPARE_OTP_MOTP);
  g_autoptr (SpareSecret) hex = spare_base16_decode ("e3152afee62599c8", -1, NULL);

  assert_code_base32 ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 6, 30 },
                      "QWERTYUIOP", NULL, now, "419231");
  assert_code_base32 ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 1, 300 },
                      "QWERTYUIOP", NULL, now, "7");
  assert_code_base32 ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA256, 6, 30 },
                      "QWERTYUIOP", NULL, now, "878984");
  assert_code_base32 ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA512, 6, 30 },
                      "QWERTYUIOP", NULL, now, "560428");

  assert_code_base32 (steam, "BASE32SECRET3232", NULL, 29, "2TC8B");
  assert_code_base32 (steam, "BASE32SECRET3232", NULL, 30, "YKKK4");

  assert_code_base32 (yandex, "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", "7586",
                      1581064020, "oactmacq");
  assert_code_base32 (yandex, "LA2V6KMCGYMWWVEW64RNP3JA3I", "7586", 1581064020, "oactmacq");
  assert_code_base32 (yandex, "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", "7586",
                      1581090810, "wemdwrix");
  assert_code_base32 (yandex, "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", "5210481216086702",
                      1581091469, "dfrpywob");
  assert_code_base32 (yandex, "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", "5239",
                      1641559648, "umozdicq");

  assert_code (motp, hex, "1234", 165892298, "e7d8b6");
}

/* Worked out with Python's hmac and hashlib: times beyond 32 bits, a counter
 * that needs all 64, a period of one second and the longest one. */
static void
test_wide_numbers (void)
{
  g_autoptr (SpareSecret) secret = spare_secret_new (RFC_KEY, 20);

  assert_code ((SpareOtpParams) { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 8, 30 },
               secret, NULL, G_MAXUINT64, "63094451");
  assert_code ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 8, 1 },
               secret, NULL, G_GUINT64_CONSTANT (99999999999), "28019518");
  assert_code ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA256, 10, SPARE_OTP_PERIOD_MAX },
               secret, NULL, G_MAXINT64, "0657346708");
  assert_code ((SpareOtpParams) { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 6, 30 },
               secret, NULL, 0, "755224");
}

/* RFC 2202, section 3, with GLib as a second opinion for every length. */
static void
test_hmac_sha1 (void)
{
  static const struct
  {
    const char *key;
    guint       key_repeat;
    const char *message;
    const char *mac;
  } rows[] = {
    { "\x0b", 20, "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00" },
    { "Jefe", 1, "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
    { "\xaa", 80, "Test Using Larger Than Block-Size Key - Hash Key First",
      "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
    { "\xaa", 80, "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
      "e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2202);
  guint8 noise[400];
  guint8 mac[SPARE_SHA1_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) key = g_string_new (NULL);
      g_autoptr (SpareSecret) bytes = NULL;
      g_autoptr (SpareSecret) hex = NULL;

      for (guint j = 0; j < rows[i].key_repeat; j++)
        g_string_append (key, rows[i].key);
      spare_sha1_hmac ((const guint8 *) key->str, key->len,
                       (const guint8 *) rows[i].message, strlen (rows[i].message), mac);
      bytes = spare_secret_new (mac, sizeof mac);
      hex = spare_base16_encode (bytes);
      g_assert_cmpstr (spare_secret_peek_text (hex), ==, rows[i].mac);
    }

  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_rand_int_range (rand, 0, 256);

  for (guint key_size = 0; key_size <= 130; key_size++)
    for (guint size = 0; size <= 200; size += 1 + key_size % 3)
      {
        g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, noise, key_size);
        guint8 expected[SPARE_SHA1_SIZE];
        gsize expected_size = sizeof expected;

        g_hmac_update (hmac, noise + 150, size);
        g_hmac_get_digest (hmac, expected, &expected_size);
        spare_sha1_hmac (noise, key_size, noise + 150, size, mac);
        g_assert_cmpmem (mac, sizeof mac, expected, expected_size);
      }
}

static void
test_seconds_left (void)
{
  const SpareOtpParams totp = spare_otp_params_default (SPARE_OTP_TOTP);
  const SpareOtpParams motp = spare_otp_params_default (SPARE_OTP_MOTP);
  const SpareOtpParams hotp = spare_otp_params_default (SPARE_OTP_HOTP);

  g_assert_cmpuint (spare_otp_seconds_left (&totp, 0), ==, 30);
  g_assert_cmpuint (spare_otp_seconds_left (&totp, 29), ==, 1);
  g_assert_cmpuint (spare_otp_seconds_left (&totp, 30), ==, 30);
  g_assert_cmpuint (spare_otp_seconds_left (&totp, G_GINT64_CONSTANT (20000000001)), ==, 9);
  g_assert_cmpuint (spare_otp_seconds_left (&totp, -1), ==, 1);
  g_assert_cmpuint (spare_otp_seconds_left (&motp, 15), ==, 5);
  g_assert_cmpuint (spare_otp_seconds_left (&hotp, 15), ==, 0);
}

static void
assert_refused (SpareOtpParams params,
                const char    *secret_text,
                const char    *pin_text,
                guint64        moving,
                SpareCoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSecret) secret = secret_text != NULL ? spare_secret_new_text (secret_text) : NULL;
  g_autoptr (SpareSecret) pin = pin_text != NULL ? spare_secret_new_text (pin_text) : NULL;
  char out[SPARE_OTP_CODE_SIZE] = "x";

  g_assert_false (spare_otp_code (&params, secret, pin, moving, out, &error));
  g_assert_error (error, SPARE_CORE_ERROR, (gint) code);
  g_assert_cmpstr (out, ==, "");
}

static void
test_refused (void)
{
  const SpareOtpParams totp = spare_otp_params_default (SPARE_OTP_TOTP);
  const SpareOtpParams yandex = spare_otp_params_default (SPARE_OTP_YANDEX);
  const SpareOtpParams motp = spare_otp_params_default (SPARE_OTP_MOTP);
  const char *key = "0123456789abcdef";
  SpareOtpParams bad = totp;

  assert_refused (spare_otp_params_default (SPARE_OTP_NONE), key, NULL, 0,
                  SPARE_CORE_ERROR_NO_CODES);
  assert_refused (totp, NULL, NULL, 0, SPARE_CORE_ERROR_SECRET_MISSING);
  assert_refused (totp, "", NULL, 0, SPARE_CORE_ERROR_SECRET_MISSING);
  assert_refused (totp, key, NULL, (guint64) G_GINT64_CONSTANT (-1), SPARE_CORE_ERROR_TIME);
  assert_refused (totp, key, NULL, (guint64) G_MININT64, SPARE_CORE_ERROR_TIME);
  assert_refused (yandex, "short", "1234", 0, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refused (yandex, key, NULL, 0, SPARE_CORE_ERROR_PIN);
  assert_refused (yandex, key, "12a4", 0, SPARE_CORE_ERROR_PIN);
  assert_refused (motp, key, "", 0, SPARE_CORE_ERROR_PIN);

  bad.digits = 0;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_DIGITS);
  bad.digits = 11;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_DIGITS);
  bad = totp;
  bad.period = 0;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_PERIOD);
  bad.period = SPARE_OTP_PERIOD_MAX + 1;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_PERIOD);
  bad = totp;
  bad.algorithm = 3;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_ALGORITHM);
  bad = totp;
  bad.kind = 6;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_TYPE);
  bad = spare_otp_params_default (SPARE_OTP_STEAM);
  bad.digits = 6;
  assert_refused (bad, key, NULL, 0, SPARE_CORE_ERROR_DIGITS);
}

/* A character of the full secret typed wrongly is noticed. */
static void
test_yandex_checksum (void)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  char text[] = "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI";

  /* The last letter has two bits that belong to no byte. */
  for (guint i = 0; i < strlen (text) - 1; i++)
    {
      const char right = text[i];

      for (guint j = 0; j < 32; j++)
        {
          g_autoptr (SpareSecret) secret = NULL;
          g_autoptr (GError) error = NULL;
          gboolean fits;

          text[i] = letters[j];
          secret = spare_base32_decode (text, -1, NULL);
          fits = spare_otp_secret_check (SPARE_OTP_YANDEX, secret, &error);
          g_assert_true (fits == (letters[j] == right));
          if (!fits)
            g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID);
        }
      text[i] = right;
    }
}

static void
test_self_test (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (spare_otp_self_test (&error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/otp/rfc4226", test_rfc4226);
  g_test_add_func ("/core/otp/rfc6238", test_rfc6238);
  g_test_add_func ("/core/otp/other-programs", test_other_programs);
  g_test_add_func ("/core/otp/wide-numbers", test_wide_numbers);
  g_test_add_func ("/core/otp/hmac-sha1", test_hmac_sha1);
  g_test_add_func ("/core/otp/seconds-left", test_seconds_left);
  g_test_add_func ("/core/otp/refused", test_refused);
  g_test_add_func ("/core/otp/yandex-checksum", test_yandex_checksum);
  g_test_add_func ("/core/otp/self-test", test_self_test);

  return g_test_run ();
}
