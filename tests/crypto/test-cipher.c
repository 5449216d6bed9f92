/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cipher.h"

#include <sodium.h>
#include <string.h>

#include "spare-base32.h"

static SpareSecret *
from_hex (const char *hex)
{
  g_autoptr (GError) error = NULL;
  SpareSecret *bytes = *hex == 0 ? spare_secret_new (NULL, 0) : spare_base16_decode (hex, -1, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_hex (GBytes     *bytes,
            const char *expected)
{
  g_autoptr (SpareSecret) raw = spare_secret_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (SpareSecret) text = spare_base16_encode (raw);

  g_assert_cmpstr (spare_secret_peek_text (text), ==, expected);
}

#define GCM_KEY   "feffe9928665731c6d6a8f9467308308"
#define GCM_PLAIN "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" \
                  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define GCM_AAD   "feedfacedeadbeeffeedfacedeadbeefabaddad2"

/* The GCM specification that NIST published, appendix B: test cases 1, 2, 4, 5,
 * 13 and 16. */
static const struct
{
  const char *key;
  const char *nonce;
  const char *aad;
  const char *plain;
  const char *sealed;
} gcm[] = {
  { "00000000000000000000000000000000", "000000000000000000000000", "", "",
    "58e2fccefa7e3061367f1d57a4e7455a" },
  { "00000000000000000000000000000000", "000000000000000000000000", "",
    "00000000000000000000000000000000",
    "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf" },
  { GCM_KEY, "cafebabefacedbaddecaf888", GCM_AAD, GCM_PLAIN,
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
    "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
    "5bc94fbc3221a5db94fae95ae7121a47" },
  { GCM_KEY, "cafebabefacedbad", GCM_AAD, GCM_PLAIN,
    "61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c7423"
    "73806900e49f24b22b097544d4896b424989b5e1ebac0f07c23f4598"
    "3612d2e79e3b0785561be14aaca2fccb" },
  { "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "",
    "530f8afbc74536b9a963b4f1c4cb738b" },
  { GCM_KEY GCM_KEY, "cafebabefacedbaddecaf888", GCM_AAD, GCM_PLAIN,
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b" },
};

static GBytes *
run_gcm (guint        row,
         gboolean     open,
         SpareSecret *data,
         GError     **error)
{
  g_autoptr (SpareSecret) key = from_hex (gcm[row].key);
  g_autoptr (SpareSecret) nonce = from_hex (gcm[row].nonce);
  g_autoptr (SpareSecret) aad = from_hex (gcm[row].aad);
  gsize nonce_size, aad_size, size;
  const guint8 *nonce_data = spare_secret_peek (nonce, &nonce_size);
  const guint8 *aad_data = spare_secret_peek (aad, &aad_size);
  const guint8 *bytes = spare_secret_peek (data, &size);

  return (open ? spare_cipher_gcm_open : spare_cipher_gcm_seal) (key, nonce_data, nonce_size, aad_data,
                                                                 aad_size, bytes, size, error);
}

static void
test_gcm (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (gcm); i++)
    {
      g_autoptr (SpareSecret) plain = from_hex (gcm[i].plain);
      g_autoptr (SpareSecret) sealed = from_hex (gcm[i].sealed);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) made = run_gcm (i, FALSE, plain, &error);
      g_autoptr (GBytes) opened = run_gcm (i, TRUE, sealed, &error);

      g_assert_no_error (error);
      assert_hex (made, gcm[i].sealed);
      assert_hex (opened, gcm[i].plain);
    }
}

/* One bit anywhere, the end cut off anywhere. */
static void
test_gcm_spoilt (void)
{
  g_autoptr (SpareSecret) sealed = from_hex (gcm[5].sealed);
  gsize size;
  const guint8 *data = spare_secret_peek (sealed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (data, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSecret) bad = NULL;
      g_autoptr (SpareSecret) cut = spare_secret_new (data, i);

      bytes[i] ^= 1;
      bad = spare_secret_new (bytes, size);
      g_assert_null (run_gcm (5, TRUE, bad, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD);
      g_clear_error (&error);

      g_assert_null (run_gcm (5, TRUE, cut, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR,
                      (i < SPARE_GCM_TAG ? SPARE_CRYPTO_ERROR_DAMAGED : SPARE_CRYPTO_ERROR_PASSWORD));
    }
}

static void
test_gcm_parameters (void)
{
  static const gsize sizes[] = { 0, 1, 15, 17, 24, 31, 33, 64 };
  const guint8 bytes[64] = { 0 };
  g_autoptr (SpareSecret) good = spare_secret_new (bytes, 32);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SpareSecret) key = spare_secret_new (bytes, sizes[i]);

      g_assert_null (spare_cipher_gcm_open (key, bytes, 12, NULL, 0, bytes, 32, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
      g_clear_error (&error);
      g_assert_null (spare_cipher_gcm_seal (key, bytes, 12, NULL, 0, bytes, 32, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
      g_clear_error (&error);
      g_assert_null (spare_cipher_cbc_open (key, bytes, bytes, 32, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
      g_clear_error (&error);
    }

  g_assert_null (spare_cipher_gcm_open (good, bytes, 0, NULL, 0, bytes, 32, &error));
  g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
}

static GBytes *
open_cbc (const char *key_hex,
          const char *iv_hex,
          const char *sealed_hex,
          GError    **error)
{
  g_autoptr (SpareSecret) key = from_hex (key_hex);
  g_autoptr (SpareSecret) iv = from_hex (iv_hex);
  g_autoptr (SpareSecret) sealed = from_hex (sealed_hex);
  gsize size;
  const guint8 *data = spare_secret_peek (sealed, &size);

  return spare_cipher_cbc_open (key, spare_secret_peek (iv, NULL), data, size, error);
}

/* RFC 3602, section 4, cases 1 and 2, with a block of padding behind them, and
 * one of 256 bits: the padding by Python's cryptography. */
static void
test_cbc (void)
{
  static const struct
  {
    const char *key;
    const char *iv;
    const char *sealed;
    const char *plain;
  } rows[] = {
    { "06a9214036b8a15b512e03d534120006", "3dafba429d9eb430b422da802c9fac41",
      "e353779c1079aeb82708942dbe77181ab97c825e1c785146542d396941bce55d",
      "53696e676c6520626c6f636b206d7367" },
    { "c286696d887c9aa0611bbb3e2025a45a", "562e17996d093d28ddb3ba695a2e6f58",
      "d296cd94c2cccf8a3a863028b5e1dc0a7586602d253cfff91b8266bea6d61ab1bcfd81022202366bde6dd260a15841a1",
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" },
    { "0000000000000000000000000000000000000000000000000000000000000001", "00000000000000000000000000000002",
      "25771f4e90d7024b9441687f0cbc0b42", "68656c6c6f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) plain = open_cbc (rows[i].key, rows[i].iv, rows[i].sealed, &error);

      g_assert_no_error (error);
      assert_hex (plain, rows[i].plain);
    }
}

/* RFC 5652, 6.3: as many bytes of their own number as there are. */
static gsize
padding_of (const guint8 block[16])
{
  guint n = block[15];

  if (n < 1 || n > 16)
    return 0;
  for (guint i = 16 - n; i < 16; i++)
    if (block[i] != n)
      return 0;
  return n;
}

/* The block is AES-128 of sixteen zero bytes (by openssl), so the plaintext is
 * the IV, and any padding can be had: right ones, and with any one byte wrong. */
static void
test_cbc_padding (void)
{
  g_autoptr (SpareSecret) key = from_hex ("00000000000000000000000000000000");
  g_autoptr (SpareSecret) block = from_hex ("66e94bd4ef8a2c3b884cfa59ca342b2e");
  guint n_good = 0;

  for (guint n = 0; n < 256; n++)
    for (guint wrong = 0; wrong <= 16; wrong++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) plain = NULL;
        guint8 iv[16];
        gsize padding;

        memset (iv, (gint) n, sizeof iv);
        if (wrong < 16)
          iv[wrong] ^= 0x80;
        padding = padding_of (iv);

        plain = spare_cipher_cbc_open (key, iv, spare_secret_peek (block, NULL), 16, &error);
        if (padding == 0)
          {
            g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpuint (g_bytes_get_size (plain), ==, 16 - padding);
        n_good++;
      }

  /* For each n: none wrong, or one of the 16 - n before; and 0x81 ^ 0x80 = 1. */
  g_assert_cmpuint (n_good, ==, 16 + 120 + 1);
}

static void
test_cbc_size (void)
{
  const guint8 bytes[48] = { 0 };
  g_autoptr (SpareSecret) key = spare_secret_new (bytes, 32);

  for (gsize size = 0; size < sizeof bytes; size++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (spare_cipher_cbc_open (key, bytes, bytes, size, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR,
                      (size == 0 || size % 16 != 0 ? SPARE_CRYPTO_ERROR_DAMAGED : SPARE_CRYPTO_ERROR_PASSWORD));
    }
}

/* RFC 4231, test case 2, whole and in two parts. */
static void
test_hmac (void)
{
  static const char text[] = "what do ya want for nothing?";
  g_autoptr (SpareSecret) key = spare_secret_new_text ("Jefe");
  g_autoptr (SpareSecret) mac = from_hex ("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  guint8 bad[32];

  for (gsize at = 0; at < sizeof text; at++)
    g_assert_true (spare_cipher_hmac_check (key, (const guint8 *) text, at, (const guint8 *) text + at,
                                            sizeof text - 1 - at, spare_secret_peek (mac, NULL)));

  for (guint i = 0; i < 32; i++)
    {
      memcpy (bad, spare_secret_peek (mac, NULL), 32);
      bad[i] ^= 0x10;
      g_assert_false (spare_cipher_hmac_check (key, (const guint8 *) text, sizeof text - 1, NULL, 0, bad));
    }
}

/* Sealed by libsodium itself, which documents the construction; whatever the tag. */
static void
test_stream (void)
{
  static const guint8 tags[] = {
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
  };
  static const char text[] = "one chunk";

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      guint8 raw[32];
      guint8 header[24];
      guint8 sealed[sizeof text + 17];
      crypto_secretstream_xchacha20poly1305_state state;
      g_autoptr (SpareSecret) key = NULL;
      g_autoptr (GBytes) plain = NULL;
      g_autoptr (GError) error = NULL;

      spare_cipher_random (raw, sizeof raw);
      key = spare_secret_new (raw, sizeof raw);
      crypto_secretstream_xchacha20poly1305_init_push (&state, header, raw);
      crypto_secretstream_xchacha20poly1305_push (&state, sealed, NULL, (const guint8 *) text, sizeof text,
                                                  NULL, 0, tags[i]);

      plain = spare_cipher_stream_open (key, header, sealed, sizeof sealed, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (text, sizeof text, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));

      for (gsize size = 0; size < sizeof sealed; size++)
        {
          g_assert_null (spare_cipher_stream_open (key, header, sealed, size, &error));
          g_assert_error (error, SPARE_CRYPTO_ERROR,
                          (size < 17 ? SPARE_CRYPTO_ERROR_DAMAGED : SPARE_CRYPTO_ERROR_PASSWORD));
          g_clear_error (&error);
        }

      header[0] ^= 1;
      g_assert_null (spare_cipher_stream_open (key, header, sealed, sizeof sealed, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD);
    }
}

/* Not a test of the generator: only that it fills all of what it is given. */
static void
test_random (void)
{
  guint8 seen[64] = { 0 };

  for (guint round = 0; round < 64; round++)
    {
      guint8 bytes[64] = { 0 };

      spare_cipher_random (bytes, sizeof bytes);
      for (guint i = 0; i < sizeof bytes; i++)
        seen[i] |= bytes[i];
    }
  for (guint i = 0; i < sizeof seen; i++)
    g_assert_cmpuint (seen[i], ==, 0xff);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/cipher/gcm", test_gcm);
  g_test_add_func ("/crypto/cipher/gcm-spoilt", test_gcm_spoilt);
  g_test_add_func ("/crypto/cipher/gcm-parameters", test_gcm_parameters);
  g_test_add_func ("/crypto/cipher/cbc", test_cbc);
  g_test_add_func ("/crypto/cipher/cbc-padding", test_cbc_padding);
  g_test_add_func ("/crypto/cipher/cbc-size", test_cbc_size);
  g_test_add_func ("/crypto/cipher/hmac", test_hmac);
  g_test_add_func ("/crypto/cipher/stream", test_stream);
  g_test_add_func ("/crypto/cipher/random", test_random);

  return g_test_run ();
}
