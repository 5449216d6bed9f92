/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-kdf.h"

#include <string.h>

#include "spare-crypto-private.h"
#include "spare-kdf-job.h"

#define KEY_SIZE_MAX         64
#define SALT_SIZE_MAX        65536
#define SCRYPT_N_MAX         (G_GUINT64_CONSTANT (1) << 20)
#define SCRYPT_P_MAX         16
#define SCRYPT_R             8 /* the only one that libgcrypt has, and that others use */
#define ARGON2_PASSES_MAX    10000
#define ARGON2_LANES_MAX     255
#define ARGON2_LANE_KIB      8
#define ARGON2_SALT_MIN      8
#define HASH_SIZE            32
#define HKDF_SIZE_MAX        (255 * HASH_SIZE)
#define PBKDF2_ROUND         128 /* bytes hashed: two blocks */

static gboolean
check_range (const char *what,
             guint64     value,
             guint64     least,
             guint64     most,
             GError    **error)
{
  if (value >= least && value <= most)
    return TRUE;

  g_set_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS,
               "%s: %" G_GUINT64_FORMAT " is not in %" G_GUINT64_FORMAT "…%" G_GUINT64_FORMAT,
               what, value, least, most);
  return FALSE;
}

static gboolean
check_cost (const SpareKdfWatch *watch,
            guint64              bytes,
            guint64              times,
            GError             **error)
{
  if (watch == NULL || watch->cost_max == 0 || bytes <= watch->cost_max / MAX (times, 1))
    return TRUE;

  spare_crypto_fail (error, SPARE_CRYPTO_ERROR_PARAMETERS, "It would take longer than the caller waits");
  return FALSE;
}

/* libgcrypt may have been given an allocator that ends the program when there is
 * not enough; so it is tried first. */
static gboolean
check_memory (guint64  bytes,
              GError **error)
{
  gpointer memory;

  if (bytes > SPARE_KDF_MEMORY_MAX || bytes > G_MAXSIZE)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_MEMORY, "It needs more memory than is allowed");
      return FALSE;
    }

  memory = g_try_malloc ((gsize) bytes);
  if (memory == NULL)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_MEMORY, "It needs more memory than there is");
      return FALSE;
    }

  g_free (memory);
  return TRUE;
}

/* What PBKDF2 and scrypt have in common. */
static SpareSecret *
derive (int                  algorithm,
        int                  variant,
        const SpareSecret   *password,
        const guint8        *salt,
        gsize                salt_size,
        guint64              iterations,
        gsize                size,
        const SpareKdfWatch *watch,
        GError             **error)
{
  const SpareArgon2 input = {
    .password = password,
    .salt = salt,
    .salt_size = salt_size,
    .iterations = iterations,
    .size = size,
  };
  g_autoptr (SpareKdfJob) job = NULL;

  if (!check_range ("size of the key", size, 1, KEY_SIZE_MAX, error)
      || !check_range ("size of the salt", salt_size, 1, SALT_SIZE_MAX, error)
      || !spare_gcrypt_ready (error))
    return NULL;

  job = spare_kdf_job_new (algorithm, variant, &input);
  return spare_kdf_job_run (job, watch, error);
}

/**
 * spare_kdf_pbkdf2:
 * @iterations: 1 to %SPARE_KDF_ITERATIONS_MAX
 *
 * Returns: (transfer full): the key
 */
SpareSecret *
spare_kdf_pbkdf2 (SpareHash            hash,
                  const SpareSecret   *password,
                  const guint8        *salt,
                  gsize                salt_size,
                  guint64              iterations,
                  gsize                size,
                  const SpareKdfWatch *watch,
                  GError             **error)
{
  static const int algorithms[] = { GCRY_MD_SHA1, GCRY_MD_SHA256, GCRY_MD_SHA512 };

  g_return_val_if_fail (password != NULL && hash <= SPARE_HASH_SHA512, NULL);

  if (!check_range ("iterations", iterations, 1, SPARE_KDF_ITERATIONS_MAX, error)
      || !check_cost (watch, PBKDF2_ROUND, iterations, error))
    return NULL;

  return derive (GCRY_KDF_PBKDF2, algorithms[hash], password, salt, salt_size, iterations, size,
                 watch, error);
}

/**
 * spare_kdf_scrypt:
 * @n: a power of two, 2 to 2^20
 * @r: 8, the only block size in use
 * @p: 1 to 16
 *
 * Returns: (transfer full): the key
 */
SpareSecret *
spare_kdf_scrypt (const SpareSecret   *password,
                  const guint8        *salt,
                  gsize                salt_size,
                  guint64              n,
                  guint64              r,
                  guint64              p,
                  gsize                size,
                  const SpareKdfWatch *watch,
                  GError             **error)
{
  g_return_val_if_fail (password != NULL, NULL);

  if (!check_range ("n", n, 2, SCRYPT_N_MAX, error)
      || !check_range ("p", p, 1, SCRYPT_P_MAX, error))
    return NULL;

  if ((n & (n - 1)) != 0)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_PARAMETERS, "n is not a power of two");
      return NULL;
    }

  if (r > SPARE_KDF_MEMORY_MAX / 128 / n)
    {
      check_memory (G_MAXUINT64, error);
      return NULL;
    }

  if (!check_range ("r", r, SCRYPT_R, SCRYPT_R, error) || !check_memory (128 * n * r, error)
      || !check_cost (watch, 128 * n * r, p, error))
    return NULL;

  return derive (GCRY_KDF_SCRYPT, (int) n, password, salt, salt_size, p, size, watch, error);
}

static gboolean
check_argon2 (const SpareArgon2 *input,
              GError           **error)
{
  return check_range ("size of the key", input->size, 4, KEY_SIZE_MAX, error)
         && check_range ("size of the salt", input->salt_size, ARGON2_SALT_MIN, SALT_SIZE_MAX, error)
         && check_range ("passes", input->iterations, 1, ARGON2_PASSES_MAX, error)
         && check_range ("lanes", input->parallelism, 1, ARGON2_LANES_MAX, error)
         && check_range ("memory in KiB", input->memory, ARGON2_LANE_KIB * input->parallelism,
                         G_MAXUINT64, error)
         && check_memory (MIN (input->memory, G_MAXUINT64 / 1024) * 1024, error);
}

SpareSecret *
spare_kdf_argon2id_full (const SpareArgon2   *input,
                         const SpareKdfWatch *watch,
                         GError             **error)
{
  g_autoptr (SpareKdfJob) job = NULL;

  /* libgcrypt takes none, and no program writes a file without a password. */
  if (spare_secret_get_size (input->password) == 0)
    {
      spare_crypto_fail (error, SPARE_CRYPTO_ERROR_PASSWORD, "The password is empty");
      return NULL;
    }

  if (!check_argon2 (input, error) || !check_cost (watch, input->memory * 1024, input->iterations, error)
      || !spare_gcrypt_ready (error))
    return NULL;

  job = spare_kdf_job_new (GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, input);
  return spare_kdf_job_run (job, watch, error);
}

/**
 * spare_kdf_argon2id:
 * @iterations: passes, 1 to 10,000
 * @memory: KiB, at least 8 for each lane
 * @parallelism: lanes, 1 to 255; computed one after the other
 * @size: bytes of the key, 4 to 64
 *
 * Returns: (transfer full): the key
 */
SpareSecret *
spare_kdf_argon2id (const SpareSecret   *password,
                    const guint8        *salt,
                    gsize                salt_size,
                    guint64              iterations,
                    guint64              memory,
                    guint64              parallelism,
                    gsize                size,
                    const SpareKdfWatch *watch,
                    GError             **error)
{
  const SpareArgon2 input = {
    .password = password,
    .salt = salt,
    .salt_size = salt_size,
    .iterations = iterations,
    .memory = memory,
    .parallelism = parallelism,
    .size = size,
  };

  g_return_val_if_fail (password != NULL, NULL);

  return spare_kdf_argon2id_full (&input, watch, error);
}

/**
 * spare_kdf_hkdf_expand:
 * @info: (nullable): text that tells one key from another
 * @size: 1 to 8160 bytes
 *
 * Returns: (transfer full): the key
 */
SpareSecret *
spare_kdf_hkdf_expand (const SpareSecret *key,
                       const char        *info,
                       gsize              size,
                       GError           **error)
{
  g_autoptr (SpareSecret) result = NULL;
  gsize key_size;
  const guint8 *key_data;
  guint8 *out;
  gcry_mac_hd_t mac;
  gcry_error_t code;

  g_return_val_if_fail (key != NULL, NULL);

  if (!check_range ("size of the key", size, 1, HKDF_SIZE_MAX, error) || !spare_gcrypt_ready (error))
    return NULL;

  key_data = spare_secret_peek (key, &key_size);
  code = gcry_mac_open (&mac, GCRY_MAC_HMAC_SHA256, 0, NULL);
  if (code == 0)
    {
      code = gcry_mac_setkey (mac, key_data, key_size);
      /* Whole blocks, cut afterwards. */
      result = spare_secret_new_empty ((size + HASH_SIZE - 1) / HASH_SIZE * HASH_SIZE, &out);
      for (gsize at = 0; code == 0 && at < size; at += HASH_SIZE)
        {
          guint8 count = (guint8) (at / HASH_SIZE + 1);
          gsize written = HASH_SIZE;

          gcry_mac_reset (mac);
          if (at > 0)
            gcry_mac_write (mac, out + at - HASH_SIZE, HASH_SIZE);
          if (info != NULL)
            gcry_mac_write (mac, info, strlen (info));
          gcry_mac_write (mac, &count, 1);
          code = gcry_mac_read (mac, out + at, &written);
        }
      gcry_mac_close (mac);
    }

  if (code != 0)
    {
      spare_gcrypt_fail (error, code, "HKDF");
      return NULL;
    }

  spare_secret_shrink (result, size);
  return g_steal_pointer (&result);
}

/**
 * spare_kdf_sha256:
 *
 * Returns: (transfer full): 32 bytes
 */
SpareSecret *
spare_kdf_sha256 (gconstpointer data,
                  gsize         size)
{
  guint8 *out;
  SpareSecret *hash = spare_secret_new_empty (HASH_SIZE, &out);

  /* The only thing that could fail is an old library, and SHA-256 is older. */
  spare_gcrypt_ready (NULL);
  gcry_md_hash_buffer (GCRY_MD_SHA256, out, size > 0 ? data : "", size);
  return hash;
}
