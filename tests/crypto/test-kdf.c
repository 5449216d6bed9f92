/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-kdf.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-crypto-private.h"

static SpareSecret *
from_hex (const char *hex)
{
  g_autoptr (GError) error = NULL;
  SpareSecret *bytes = spare_base16_decode (hex, -1, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_hex (SpareSecret *key,
            const char  *expected)
{
  g_autoptr (SpareSecret) text = spare_base16_encode (key);

  g_assert_cmpstr (spare_secret_peek_text (text), ==, expected);
}

static void
assert_refused (SpareSecret *key,
                GError     **error,
                gint         code)
{
  g_assert_null (key);
  g_assert_error (*error, SPARE_CRYPTO_ERROR, code);
  g_clear_error (error);
}

static SpareSecret *
pbkdf2 (SpareHash    hash,
        const char  *password,
        gsize        password_size,
        const char  *salt,
        gsize        salt_size,
        guint64      iterations,
        gsize        size,
        GError     **error)
{
  g_autoptr (SpareSecret) secret = spare_secret_new (password, password_size);

  return spare_kdf_pbkdf2 (hash, secret, (const guint8 *) salt, salt_size, iterations, size, NULL, error);
}

/* RFC 6070 without the row of 2^24 iterations, which is out of range here; RFC
 * 7914, section 11; the last two by Python's hashlib. */
static void
test_pbkdf2 (void)
{
  static const struct
  {
    SpareHash   hash;
    const char *password;
    gsize       password_size;
    const char *salt;
    gsize       salt_size;
    guint       iterations;
    gsize       size;
    const char *expected;
  } rows[] = {
    { SPARE_HASH_SHA1, "password", 8, "salt", 4, 1, 20, "0c60c80f961f0e71f3a9b524af6012062fe037a6" },
    { SPARE_HASH_SHA1, "password", 8, "salt", 4, 2, 20, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957" },
    { SPARE_HASH_SHA1, "password", 8, "salt", 4, 4096, 20, "4b007901b765489abead49d926f721d065a429c1" },
    { SPARE_HASH_SHA1, "passwordPASSWORDpassword", 24, "saltSALTsaltSALTsaltSALTsaltSALTsalt", 36, 4096, 25,
      "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038" },
    { SPARE_HASH_SHA1, "pass\0word", 9, "sa\0lt", 5, 4096, 16, "56fa6aa75548099dcc37d7f03425e0c3" },
    { SPARE_HASH_SHA256, "passwd", 6, "salt", 4, 1, 64,
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
      "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783" },
    { SPARE_HASH_SHA256, "Password", 8, "NaCl", 4, 80000, 64,
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
      "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d" },
    { SPARE_HASH_SHA512, "password", 8, "salt", 4, 1000, 64,
      "afe6c5530785b6cc6b1c6453384731bd5ee432ee549fd42fb6695779ad8a1c5b"
      "f59de69c48f774efc4007d5298f9033c0241d5ab69305e7b64eceeb8d834cfec" },
    { SPARE_HASH_SHA256, "", 0, "salt", 4, 1, 32,
      "f135c27993baf98773c5cdb40a5706ce6a345cde61b000a67858650cd6a324d7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSecret) key = pbkdf2 (rows[i].hash, rows[i].password, rows[i].password_size,
                                            rows[i].salt, rows[i].salt_size, rows[i].iterations,
                                            rows[i].size, &error);

      g_assert_no_error (error);
      assert_hex (key, rows[i].expected);
    }
}

static void
test_pbkdf2_range (void)
{
  static const guint64 iterations[] = { 0, SPARE_KDF_ITERATIONS_MAX + 1, G_MAXUINT32, G_MAXUINT64 };
  static const gsize sizes[] = { 0, 65, G_MAXSIZE };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (iterations); i++)
    assert_refused (pbkdf2 (SPARE_HASH_SHA1, "p", 1, "s", 1, iterations[i], 32, &error), &error,
                    SPARE_CRYPTO_ERROR_PARAMETERS);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_refused (pbkdf2 (SPARE_HASH_SHA1, "p", 1, "s", 1, 1, sizes[i], &error), &error,
                    SPARE_CRYPTO_ERROR_PARAMETERS);
}

/* RFC 7914, section 12, where the block size is 8; the last by Python's hashlib. */
static void
test_scrypt (void)
{
  static const struct
  {
    const char *password;
    const char *salt;
    guint64     n;
    guint64     p;
    const char *expected;
  } rows[] = {
    { "password", "NaCl", 1024, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
      "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640" },
    { "pleaseletmein", "SodiumChloride", 16384, 1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887" },
    { "", "salt", 16, 1,
      "bcda6cb6c38d6459c333688c498370f474cf36a046e49430d82c717893f716bf"
      "9f2f46e80abfbd4b012ddc834a6c06d8d3a37f597e510b8263830d7a4344715f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSecret) password = spare_secret_new_text (rows[i].password);
      g_autoptr (SpareSecret) key = NULL;

      key = spare_kdf_scrypt (password, (const guint8 *) rows[i].salt, strlen (rows[i].salt),
                              rows[i].n, 8, rows[i].p, 64, NULL, &error);
      g_assert_no_error (error);
      assert_hex (key, rows[i].expected);
    }
}

static void
test_scrypt_range (void)
{
  static const struct
  {
    guint64 n;
    guint64 r;
    guint64 p;
    gint    code;
  } rows[] = {
    { 0, 8, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 8, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1000, 8, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1 << 21, 8, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { G_MAXUINT64, 8, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1024, 0, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1024, 1, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1024, 8, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1024, 8, 17, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1 << 20, 17, 1, SPARE_CRYPTO_ERROR_MEMORY },
    { 1024, G_MAXUINT64, 1, SPARE_CRYPTO_ERROR_MEMORY },
  };
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (spare_kdf_scrypt (password, (const guint8 *) "s", 1, rows[i].n, rows[i].r,
                                      rows[i].p, 32, NULL, &error),
                    &error, rows[i].code);
}

/* RFC 9106, section 5.3: four lanes, a key and associated data. */
static void
test_argon2id_rfc9106 (void)
{
  guint8 bytes[32 + 16 + 8 + 12];
  g_autoptr (SpareSecret) password = NULL;
  g_autoptr (SpareSecret) tag = NULL;
  g_autoptr (GError) error = NULL;
  SpareArgon2 input = {
    .salt = bytes + 32,
    .salt_size = 16,
    .key = bytes + 48,
    .key_size = 8,
    .data = bytes + 56,
    .data_size = 12,
    .iterations = 3,
    .memory = 32,
    .parallelism = 4,
    .size = 32,
  };

  memset (bytes, 1, 32);
  memset (bytes + 32, 2, 16);
  memset (bytes + 48, 3, 8);
  memset (bytes + 56, 4, 12);
  password = spare_secret_new (bytes, 32);
  input.password = password;

  tag = spare_kdf_argon2id_full (&input, NULL, &error);
  g_assert_no_error (error);
  assert_hex (tag, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

/* By the reference implementation, through Python's argon2; the first is also
 * in that implementation's own tests. */
static void
test_argon2id (void)
{
  static const struct
  {
    const char *password;
    const char *salt;
    guint64     iterations;
    guint64     memory;
    guint64     parallelism;
    gsize       size;
    const char *expected;
  } rows[] = {
    { "password", "somesalt", 2, 65536, 1, 32,
      "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7" },
    { "password", "somesalt", 3, 65536, 4, 32,
      "661fefbd6f29bcbc8f4646abc32a9d7a4645bb5c059537f8a5587f31adbecccd" },
    { "x", "somesalt", 1, 64, 3, 16, "713eec17d0576004f789c70a3a49ad98" },
    { "differentpassword", "diffsalt", 5, 1000, 7, 64,
      "1ae9b923ad95dbd00635646939e82b47890c2308acdc46752f13821e4886ceb5"
      "f95f8ec2fe5f748b0dd42d991bad6e23f395014be224b10dc40b43c4fb3b907a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSecret) password = spare_secret_new_text (rows[i].password);
      g_autoptr (SpareSecret) key = NULL;

      key = spare_kdf_argon2id (password, (const guint8 *) rows[i].salt, strlen (rows[i].salt),
                                rows[i].iterations, rows[i].memory, rows[i].parallelism,
                                rows[i].size, NULL, &error);
      g_assert_no_error (error);
      assert_hex (key, rows[i].expected);
    }
}

static void
test_argon2id_range (void)
{
  const guint64 two_gib = G_GUINT64_CONSTANT (2) << 20;
  const struct
  {
    guint64 iterations;
    guint64 memory;
    guint64 parallelism;
    gsize   size;
    gint    code;
  } rows[] = {
    { 0, 64, 1, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 10001, 64, 1, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { G_MAXUINT64, 64, 1, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 0, 1, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 7, 1, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 31, 4, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 64, 0, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 1 << 20, 256, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 64, G_MAXUINT64, 32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 64, 1, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 64, 1, 65, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, two_gib + 1, 1, 32, SPARE_CRYPTO_ERROR_MEMORY },
    { 1, G_MAXUINT64 / 1024 + 1, 1, 32, SPARE_CRYPTO_ERROR_MEMORY },
    { 1, G_MAXUINT64, 1, 32, SPARE_CRYPTO_ERROR_MEMORY },
  };
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (SpareSecret) nothing = spare_secret_new_text ("");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (spare_kdf_argon2id (password, (const guint8 *) "somesalt", 8,
                                        rows[i].iterations, rows[i].memory, rows[i].parallelism,
                                        rows[i].size, NULL, &error),
                    &error, rows[i].code);

  assert_refused (spare_kdf_argon2id (password, (const guint8 *) "7 bytes", 7, 1, 64, 1, 32, NULL, &error),
                  &error, SPARE_CRYPTO_ERROR_PARAMETERS);
  assert_refused (spare_kdf_argon2id (nothing, (const guint8 *) "somesalt", 8, 1, 64, 1, 32, NULL, &error),
                  &error, SPARE_CRYPTO_ERROR_PASSWORD);
}

typedef struct
{
  GArray       *told;
  GCancellable *cancellable;
  double        cancel_at;
  gint64        cancelled_at;
} Told;

static void
progress_cb (double   fraction,
             gpointer data)
{
  Told *told = data;

  g_array_append_val (told->told, fraction);
  if (told->cancellable != NULL && fraction >= told->cancel_at && told->cancelled_at == 0)
    {
      told->cancelled_at = g_get_monotonic_time ();
      g_cancellable_cancel (told->cancellable);
    }
}

/* It begins and ends, and never goes back. */
static void
test_progress (void)
{
  g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { fractions, NULL, 2, 0 };
  SpareKdfWatch watch = { NULL, progress_cb, &told };

  /* Two passes of three lanes in four slices each: 24 steps of some ms. */
  key = spare_kdf_argon2id (password, (const guint8 *) "somesalt", 8, 2, 65536, 3, 32, &watch, &error);
  g_assert_no_error (error);
  g_assert_nonnull (key);
  g_assert_cmpuint (fractions->len, >, 4);
  g_assert_cmpuint (fractions->len, <=, 2 * 3 * 4 + 1);
  g_assert_cmpfloat (g_array_index (fractions, double, 0), >=, 0);
  g_assert_cmpfloat (g_array_index (fractions, double, fractions->len - 1), ==, 1);
  for (guint i = 1; i < fractions->len; i++)
    {
      double steps = 24 * g_array_index (fractions, double, i);

      g_assert_cmpfloat (g_array_index (fractions, double, i), >=, g_array_index (fractions, double, i - 1));
      g_assert_cmpfloat_with_epsilon (steps, (gint) (steps + 0.5), 1e-9);
    }

  g_clear_pointer (&key, spare_secret_unref);
  g_array_set_size (fractions, 0);
  key = spare_kdf_pbkdf2 (SPARE_HASH_SHA1, password, (const guint8 *) "s", 1, 200000, 16, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fractions->len, ==, 2);
  g_assert_cmpfloat (g_array_index (fractions, double, 0), <, 0);
  g_assert_cmpfloat (g_array_index (fractions, double, 1), ==, 1);
}

static gpointer
cancel_cb (gpointer data)
{
  Told *told = data;

  g_usleep (G_USEC_PER_SEC / 5);
  told->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (told->cancellable);
  return NULL;
}

typedef SpareSecret *(*Derive) (const SpareSecret *, const SpareKdfWatch *, GError **);

static void
assert_ends_at_once (Derive derive)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (GError) error = NULL;
  Told told = { NULL, cancellable, 0, 0 };
  SpareKdfWatch watch = { cancellable, NULL, NULL };
  GThread *thread = g_thread_new ("cancel", cancel_cb, &told);

  g_assert_null (derive (password, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_cmpint (g_get_monotonic_time () - told.cancelled_at, <, G_USEC_PER_SEC / 2);
}

static SpareSecret *
slow_argon2id (const SpareSecret   *password,
               const SpareKdfWatch *watch,
               GError             **error)
{
  return spare_kdf_argon2id (password, (const guint8 *) "somesalt", 8, 1000, 262144, 1, 32, watch, error);
}

static SpareSecret *
slow_pbkdf2 (const SpareSecret   *password,
             const SpareKdfWatch *watch,
             GError             **error)
{
  return spare_kdf_pbkdf2 (SPARE_HASH_SHA512, password, (const guint8 *) "s", 1, 5000000, 64, watch, error);
}

static SpareSecret *
slow_scrypt (const SpareSecret   *password,
             const SpareKdfWatch *watch,
             GError             **error)
{
  return spare_kdf_scrypt (password, (const guint8 *) "s", 1, 1 << 16, 8, 16, 32, watch, error);
}

/* What would take seconds or minutes ends at once. */
static void
test_cancel (void)
{
  assert_ends_at_once (slow_argon2id);
  assert_ends_at_once (slow_pbkdf2);
  assert_ends_at_once (slow_scrypt);
}

/* From within the progress, too. */
static void
test_cancel_in_progress (void)
{
  g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { fractions, cancellable, 0.001, 0 };
  SpareKdfWatch watch = { cancellable, progress_cb, &told };

  key = spare_kdf_argon2id (password, (const guint8 *) "somesalt", 8, 1000, 65536, 1, 32, &watch, &error);
  g_assert_null (key);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (told.cancelled_at, !=, 0);
  g_assert_cmpint (g_get_monotonic_time () - told.cancelled_at, <, G_USEC_PER_SEC / 2);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (GError) error = NULL;
  const guint8 salt[8] = { 0 };
  SpareKdfWatch watch = { cancellable, NULL, NULL };

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_kdf_pbkdf2 (SPARE_HASH_SHA1, password, salt, 8, 10000000, 16, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (spare_kdf_scrypt (password, salt, 8, 1 << 20, 8, 1, 16, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (spare_kdf_argon2id (password, salt, 8, 1, 1 << 20, 1, 16, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
derive_cb (gpointer data)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text ("password");

  return spare_kdf_pbkdf2 (SPARE_HASH_SHA1, password, (const guint8 *) "salt", 4, 4096, 20, NULL, NULL);
}

/* The library is set up by whoever comes first, and says nothing about it. */
static void
test_threads (void)
{
  GThread *threads[4];

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("derive", derive_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (SpareSecret) key = g_thread_join (threads[i]);

      g_assert_nonnull (key);
      assert_hex (key, "4b007901b765489abead49d926f721d065a429c1");
    }
}

/* RFC 5869, appendix A, test cases 1 to 3. */
static void
test_hkdf_expand (void)
{
  static const struct
  {
    const char *key;
    guint8      info_first;
    guint       info_size;
    gsize       size;
    const char *expected;
  } rows[] = {
    { "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", 0xf0, 10, 42,
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865" },
    { "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244", 0xb0, 80, 82,
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
      "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
      "cc30c58179ec3e87c14c01d5c1f3434f1d87" },
    { "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04", 0, 0, 42,
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8" },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SpareSecret) key = from_hex (rows[i].key);
      g_autoptr (SpareSecret) out = NULL;
      char info[81] = { 0 };

      for (guint j = 0; j < rows[i].info_size; j++)
        info[j] = (char) (rows[i].info_first + j);

      out = spare_kdf_hkdf_expand (key, info, rows[i].size, &error);
      g_assert_no_error (error);
      assert_hex (out, rows[i].expected);
      assert_refused (spare_kdf_hkdf_expand (key, info, 0, &error), &error,
                      SPARE_CRYPTO_ERROR_PARAMETERS);
      assert_refused (spare_kdf_hkdf_expand (key, info, 8161, &error), &error,
                      SPARE_CRYPTO_ERROR_PARAMETERS);
    }
}

/* FIPS 180-2, appendix B.1, and the hash of nothing. */
static void
test_sha256 (void)
{
  g_autoptr (SpareSecret) abc = spare_kdf_sha256 ("abc", 3);
  g_autoptr (SpareSecret) nothing = spare_kdf_sha256 (NULL, 0);

  assert_hex (abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_hex (nothing, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* 16 KiB gone through, and no byte more. */
static void
test_cost (void)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  const guint8 *salt = (const guint8 *) "sixteen  bytes  ";
  SpareKdfWatch watch = { .cost_max = 16384 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSecret) pbkdf2 = NULL;
  g_autoptr (SpareSecret) scrypt = NULL;
  g_autoptr (SpareSecret) argon2 = NULL;

  pbkdf2 = spare_kdf_pbkdf2 (SPARE_HASH_SHA256, password, salt, 16, 128, 32, &watch, &error);
  g_assert_no_error (error);
  scrypt = spare_kdf_scrypt (password, salt, 16, 16, 8, 1, 32, &watch, &error);
  g_assert_no_error (error);
  argon2 = spare_kdf_argon2id (password, salt, 16, 2, 8, 1, 32, &watch, &error);
  g_assert_no_error (error);
  g_assert_true (pbkdf2 != NULL && scrypt != NULL && argon2 != NULL);

  assert_refused (spare_kdf_pbkdf2 (SPARE_HASH_SHA256, password, salt, 16, 129, 32, &watch, &error), &error,
                  SPARE_CRYPTO_ERROR_PARAMETERS);
  assert_refused (spare_kdf_scrypt (password, salt, 16, 16, 8, 2, 32, &watch, &error), &error,
                  SPARE_CRYPTO_ERROR_PARAMETERS);
  assert_refused (spare_kdf_argon2id (password, salt, 16, 3, 8, 1, 32, &watch, &error), &error,
                  SPARE_CRYPTO_ERROR_PARAMETERS);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Only one at a time has memory: the next one begins when it has ended. */
static void
test_one_left (void)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text ("p");
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count_threads ();

  assert_ends_at_once (slow_scrypt);
  key = spare_kdf_scrypt (password, (const guint8 *) "s", 1, 16, 8, 1, 32, NULL, &error);
  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC / 10);
  g_assert_cmpuint (count_threads (), <=, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/kdf/pbkdf2", test_pbkdf2);
  g_test_add_func ("/crypto/kdf/pbkdf2-range", test_pbkdf2_range);
  g_test_add_func ("/crypto/kdf/scrypt", test_scrypt);
  g_test_add_func ("/crypto/kdf/scrypt-range", test_scrypt_range);
  g_test_add_func ("/crypto/kdf/argon2id-rfc9106", test_argon2id_rfc9106);
  g_test_add_func ("/crypto/kdf/argon2id", test_argon2id);
  g_test_add_func ("/crypto/kdf/argon2id-range", test_argon2id_range);
  g_test_add_func ("/crypto/kdf/progress", test_progress);
  g_test_add_func ("/crypto/kdf/cost", test_cost);
  g_test_add_func ("/crypto/kdf/cancel", test_cancel);
  g_test_add_func ("/crypto/kdf/cancel-in-progress", test_cancel_in_progress);
  g_test_add_func ("/crypto/kdf/one-left", test_one_left);
  g_test_add_func ("/crypto/kdf/cancelled-before", test_cancelled_before);
  g_test_add_func ("/crypto/kdf/threads", test_threads);
  g_test_add_func ("/crypto/kdf/hkdf-expand", test_hkdf_expand);
  g_test_add_func ("/crypto/kdf/sha256", test_sha256);

  return g_test_run ();
}
