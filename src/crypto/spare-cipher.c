/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cipher.h"

#include <sodium.h>
#include <string.h>

#include "spare-crypto-private.h"

#define BLOCK 16

G_STATIC_ASSERT (crypto_secretstream_xchacha20poly1305_HEADERBYTES == 24);
G_STATIC_ASSERT (crypto_secretstream_xchacha20poly1305_KEYBYTES == 32);
G_STATIC_ASSERT (crypto_secretstream_xchacha20poly1305_ABYTES == 17);

static gboolean
refuse (GError         **error,
        SpareCryptoError code,
        const char      *message)
{
  spare_crypto_fail (error, code, message);
  return FALSE;
}

/* AES of the key's size, with key and IV set. */
static gboolean
open_aes (gcry_cipher_hd_t  *handle,
          int                mode,
          const SpareSecret *key,
          const guint8      *iv,
          gsize              iv_size,
          GError           **error)
{
  gsize size;
  const guint8 *data = spare_secret_peek (key, &size);
  gcry_error_t code;

  if ((size != 16 && size != 32) || iv_size == 0)
    return refuse (error, SPARE_CRYPTO_ERROR_PARAMETERS, "A key or nonce of an unusual size");

  if (!spare_gcrypt_ready (error))
    return FALSE;

  code = gcry_cipher_open (handle, size == 16 ? GCRY_CIPHER_AES128 : GCRY_CIPHER_AES256, mode, 0);
  if (code == 0)
    {
      code = gcry_cipher_setkey (*handle, data, size);
      if (code == 0)
        code = gcry_cipher_setiv (*handle, iv, iv_size);
      if (code != 0)
        gcry_cipher_close (*handle);
    }

  if (code != 0)
    spare_gcrypt_fail (error, code, "AES");
  return code == 0;
}

/**
 * spare_cipher_gcm_open:
 * @key: 16 or 32 bytes
 * @nonce_size: at least 1; 12 in nearly all files
 * @aad: (nullable): what was authenticated, but not encrypted
 * @data: the ciphertext, and the tag of 16 bytes behind it
 *
 * Returns: (transfer full): the plaintext; %SPARE_CRYPTO_ERROR_PASSWORD where
 *   the tag does not fit, %SPARE_CRYPTO_ERROR_DAMAGED where there is none
 */
GBytes *
spare_cipher_gcm_open (const SpareSecret *key,
                       const guint8      *nonce,
                       gsize              nonce_size,
                       const guint8      *aad,
                       gsize              aad_size,
                       const guint8      *data,
                       gsize              size,
                       GError           **error)
{
  g_autoptr (GBytes) plain = NULL;
  gcry_cipher_hd_t handle;
  gcry_error_t code = 0;
  guint8 *out;
  gsize n;

  if (size < SPARE_GCM_TAG)
    {
      refuse (error, SPARE_CRYPTO_ERROR_DAMAGED, "Too short for a tag");
      return NULL;
    }

  if (!open_aes (&handle, GCRY_CIPHER_MODE_GCM, key, nonce, nonce_size, error))
    return NULL;

  n = size - SPARE_GCM_TAG;
  plain = spare_bytes_new_wiped (n, &out);
  if (aad_size > 0)
    code = gcry_cipher_authenticate (handle, aad, aad_size);
  if (code == 0)
    code = gcry_cipher_decrypt (handle, out, n, data, n);
  if (code == 0)
    code = gcry_cipher_checktag (handle, data + n, SPARE_GCM_TAG);
  gcry_cipher_close (handle);

  if (code == 0)
    return g_steal_pointer (&plain);

  if (gcry_err_code (code) == GPG_ERR_CHECKSUM)
    refuse (error, SPARE_CRYPTO_ERROR_PASSWORD, "The tag does not fit");
  else
    spare_gcrypt_fail (error, code, "AES-GCM");
  return NULL;
}

/**
 * spare_cipher_gcm_seal:
 *
 * The opposite of spare_cipher_gcm_open(). A nonce must never come twice with
 * the same key.
 *
 * Returns: (transfer full): the ciphertext and its tag
 */
GBytes *
spare_cipher_gcm_seal (const SpareSecret *key,
                       const guint8      *nonce,
                       gsize              nonce_size,
                       const guint8      *aad,
                       gsize              aad_size,
                       const guint8      *data,
                       gsize              size,
                       GError           **error)
{
  g_autoptr (GBytes) sealed = NULL;
  gcry_cipher_hd_t handle;
  gcry_error_t code = 0;
  guint8 *out;

  if (!open_aes (&handle, GCRY_CIPHER_MODE_GCM, key, nonce, nonce_size, error))
    return NULL;

  sealed = spare_bytes_new_wiped (size + SPARE_GCM_TAG, &out);
  if (aad_size > 0)
    code = gcry_cipher_authenticate (handle, aad, aad_size);
  if (code == 0)
    code = gcry_cipher_encrypt (handle, out, size, data, size);
  if (code == 0)
    code = gcry_cipher_gettag (handle, out + size, SPARE_GCM_TAG);
  gcry_cipher_close (handle);

  if (code == 0)
    return g_steal_pointer (&sealed);

  spare_gcrypt_fail (error, code, "AES-GCM");
  return NULL;
}

/* How many bytes of PKCS #7 padding end the last block; 0 where it is none. The
 * time does not depend on the bytes. */
static gsize
padding_of (const guint8 last[BLOCK])
{
  guint n = last[BLOCK - 1];
  guint bad = ((n - 1) | (BLOCK - n)) >> 8;

  for (guint i = 0; i < BLOCK; i++)
    {
      guint inside = ((BLOCK - 1 - i) - n) >> 8; /* all ones where i is in the padding */

      bad |= inside & (guint) (last[i] ^ n);
    }

  /* Without a branch: all ones where nothing is bad, 0 otherwise. */
  return n & (((bad | (0 - bad)) >> 31) - 1);
}

/**
 * spare_cipher_cbc_open:
 * @key: 16 or 32 bytes
 * @size: a multiple of 16, and not 0
 *
 * Returns: (transfer full): the plaintext without its padding; nothing but the
 *   padding tells a wrong key, so about one in 256 goes unnoticed
 */
GBytes *
spare_cipher_cbc_open (const SpareSecret *key,
                       const guint8       iv[16],
                       const guint8      *data,
                       gsize              size,
                       GError           **error)
{
  g_autoptr (GBytes) plain = NULL;
  gcry_cipher_hd_t handle;
  gcry_error_t code;
  gsize padding;
  guint8 *out;

  if (size == 0 || size % BLOCK != 0)
    {
      refuse (error, SPARE_CRYPTO_ERROR_DAMAGED, "Not whole blocks");
      return NULL;
    }

  if (!open_aes (&handle, GCRY_CIPHER_MODE_CBC, key, iv, BLOCK, error))
    return NULL;

  plain = spare_bytes_new_wiped (size, &out);
  code = gcry_cipher_decrypt (handle, out, size, data, size);
  gcry_cipher_close (handle);
  if (code != 0)
    {
      spare_gcrypt_fail (error, code, "AES-CBC");
      return NULL;
    }

  padding = padding_of (out + size - BLOCK);
  if (padding == 0)
    {
      refuse (error, SPARE_CRYPTO_ERROR_PASSWORD, "The padding does not fit");
      return NULL;
    }

  return g_bytes_new_from_bytes (plain, 0, size - padding);
}

/**
 * spare_cipher_hmac_check:
 * @second: (nullable): what follows @first
 *
 * Returns: is @mac the HMAC-SHA-256 of both?
 */
gboolean
spare_cipher_hmac_check (const SpareSecret *key,
                         const guint8      *first,
                         gsize              first_size,
                         const guint8      *second,
                         gsize              second_size,
                         const guint8       mac[32])
{
  gsize size;
  const guint8 *data = spare_secret_peek (key, &size);
  guint8 own[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_state state;
  gboolean fits;

  crypto_auth_hmacsha256_init (&state, data, size);
  if (first_size > 0)
    crypto_auth_hmacsha256_update (&state, first, first_size);
  if (second_size > 0)
    crypto_auth_hmacsha256_update (&state, second, second_size);
  crypto_auth_hmacsha256_final (&state, own);
  fits = sodium_memcmp (own, mac, sizeof own) == 0;

  sodium_memzero (&state, sizeof state);
  sodium_memzero (own, sizeof own);
  return fits;
}

/**
 * spare_cipher_stream_open:
 *
 * Returns: (transfer full): the plaintext of the one chunk
 */
GBytes *
spare_cipher_stream_open (const SpareSecret *key,
                          const guint8       header[24],
                          const guint8      *data,
                          gsize              size,
                          GError           **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  gsize key_size;
  const guint8 *key_data = spare_secret_peek (key, &key_size);
  g_autoptr (GBytes) plain = NULL;
  gboolean good;
  guint8 *out;

  if (key_size != crypto_secretstream_xchacha20poly1305_KEYBYTES)
    {
      refuse (error, SPARE_CRYPTO_ERROR_PARAMETERS, "A key of an unusual size");
      return NULL;
    }

  if (size < crypto_secretstream_xchacha20poly1305_ABYTES)
    {
      refuse (error, SPARE_CRYPTO_ERROR_DAMAGED, "Too short for a tag");
      return NULL;
    }

  plain = spare_bytes_new_wiped (size - crypto_secretstream_xchacha20poly1305_ABYTES, &out);
  good = crypto_secretstream_xchacha20poly1305_init_pull (&state, header, key_data) == 0
         && crypto_secretstream_xchacha20poly1305_pull (&state, out, NULL, NULL, data, size, NULL, 0) == 0;
  sodium_memzero (&state, sizeof state);
  if (good)
    return g_steal_pointer (&plain);

  refuse (error, SPARE_CRYPTO_ERROR_PASSWORD, "The tag does not fit");
  return NULL;
}

void
spare_cipher_random (guint8 *out,
                     gsize   size)
{
  if (size > 0)
    randombytes_buf (out, size);
}
