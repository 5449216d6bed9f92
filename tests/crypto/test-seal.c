/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-seal.h"

#include <sodium.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-error.h"
#include "spare-seal-private.h"

#define ACCOUNT "otpauth://totp/Example:alice@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example" \
                "&algorithm=SHA1&digits=6&period=30&x-id=0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
#define CHUNK   (SPARE_SEAL_CHUNK + SPARE_SEAL_OVERHEAD)
#define HEADER  SPARE_SEAL_HEADER_SIZE

static SpareSealKey *
make_key (const char *passphrase)
{
  g_autoptr (SpareSecret) secret = spare_secret_new_text (passphrase);
  g_autoptr (GError) error = NULL;
  SpareSealKey *key = spare_seal_key_new (secret, SPARE_SEAL_STRENGTH_LEAST, &error);

  g_assert_no_error (error);
  return key;
}

/* With a broken record of @size bytes, so that it fills as many chunks as one likes. */
static SpareBundle *
make_bundle (gsize size)
{
  SpareBundle *bundle = spare_bundle_new ();
  guint8 *data;

  bundle->created = 1767225600;
  g_ptr_array_add (bundle->accounts, spare_record_parse (ACCOUNT, NULL, NULL));
  g_ptr_array_add (bundle->broken, spare_secret_new_empty (size, &data));
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 31 + (i >> 8));
  return bundle;
}

static gboolean
append_cb (const guint8 *piece,
           gsize         size,
           gpointer      data,
           GError      **error)
{
  g_byte_array_append (data, piece, (guint) size);
  return TRUE;
}

static GBytes *
print (const SpareBundle *bundle)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();

  g_assert_true (spare_bundle_print (bundle, append_cb, text, NULL));
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

static GBytes *
seal (gsize               size,
      const SpareSealKey *key)
{
  g_autoptr (SpareBundle) bundle = make_bundle (size);
  g_autoptr (GError) error = NULL;
  GBytes *file = spare_seal_write (bundle, key, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_refused (GBytes             *file,
                const SpareSealKey *key,
                gint                code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spare_seal_read (file, key, NULL, &error));
  g_assert_error (error, SPARE_CRYPTO_ERROR, code);
}

static void
set_number (guint8 *data,
            guint64 value,
            guint   size)
{
  while (size > 0)
    {
      data[--size] = (guint8) value;
      value >>= 8;
    }
}

/* The size in the header is as it is in truth. */
static GBytes *
with_right_size (const guint8 *data,
                 gsize         size)
{
  guint8 *copy = g_memdup2 (data, size);

  if (size >= HEADER)
    set_number (copy + SPARE_SEAL_AT_SIZE, size, 8);
  return g_bytes_new_take (copy, size);
}

/* A file by whoever knows the key: chunks of any size with any tag. The first
 * is authenticated with the header, which says the right size. */
typedef struct
{
  const void *text;
  gsize       size;
  guint8      tag;
} Part;

static GBytes *
craft (const SpareSealKey *key,
       const Part         *parts,
       guint               n_parts)
{
  g_autoptr (GBytes) pattern = seal (0, key);
  g_autoptr (SpareSecret) printed = spare_seal_key_print (key);
  const guint8 *printed_data = spare_secret_peek (printed, NULL);
  crypto_secretstream_xchacha20poly1305_state stream;
  gsize size = HEADER;
  gsize at = HEADER;
  guint8 *file;

  for (guint i = 0; i < n_parts; i++)
    size += parts[i].size + SPARE_SEAL_OVERHEAD;
  file = g_malloc (size);
  memcpy (file, g_bytes_get_data (pattern, NULL), HEADER);
  set_number (file + SPARE_SEAL_AT_SIZE, size, 8);

  crypto_secretstream_xchacha20poly1305_init_push (&stream, file + SPARE_SEAL_AT_STREAM,
                                                   printed_data + spare_secret_get_size (printed) - 32);
  for (guint i = 0; i < n_parts; i++)
    {
      crypto_secretstream_xchacha20poly1305_push (&stream, file + at, NULL, parts[i].text, parts[i].size,
                                                  i == 0 ? file : NULL, i == 0 ? HEADER : 0, parts[i].tag);
      at += parts[i].size + SPARE_SEAL_OVERHEAD;
    }
  return g_bytes_new_take (file, size);
}

static GBytes *
craft_text (const SpareSealKey *key,
            const char         *text)
{
  const Part part = { text, strlen (text), 3 };

  return craft (key, &part, 1);
}

static void
test_round_trip (void)
{
  /* Around one chunk and two of plaintext, whatever is before the record. */
  static const gsize sizes[] = { 0, 1, 48900, 48901, 48902, 48903, 48904, 98000, 98100, 300000 };
  g_autoptr (SpareSealKey) key = make_key ("correct horse");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SpareBundle) bundle = make_bundle (sizes[i]);
      g_autoptr (GBytes) text = print (bundle);
      g_autoptr (GBytes) file = seal (sizes[i], key);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareBundle) read = spare_seal_read (file, key, NULL, &error);
      g_autoptr (GBytes) again = NULL;
      gsize n = g_bytes_get_size (text);

      g_assert_no_error (error);
      again = print (read);
      g_assert_true (g_bytes_equal (text, again));
      g_assert_cmpuint (g_bytes_get_size (file), ==, 76 + n + 17 * ((n + 65535) / 65536));
      g_assert_true (spare_seal_is_sealed (file));
      g_assert_true (spare_seal_key_fits (key, file));
    }
}

/* Texts whose last chunk is full, and one byte more or less. */
static void
test_full_chunks (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");

  for (gint more = -1; more <= 1; more++)
    for (gsize n = 1; n <= 2; n++)
      {
        g_autoptr (SpareBundle) bundle = spare_bundle_new ();
        SpareRecord *account = spare_record_parse (ACCOUNT, NULL, NULL);
        g_autoptr (GBytes) before = NULL;
        g_autoptr (GBytes) text = NULL;
        g_autoptr (GBytes) file = NULL;
        g_autofree char *note = NULL;
        g_autoptr (SpareBundle) read = NULL;
        g_autoptr (GError) error = NULL;
        gsize wanted = n * 65536 + (gsize) more;
        gsize size;
        const guint8 *data;

        g_ptr_array_add (bundle->accounts, account);
        before = print (bundle);
        note = g_strnfill (wanted - g_bytes_get_size (before) - strlen ("&x-note="), 'n');
        spare_account_set_note (SPARE_ACCOUNT (account), note);
        text = print (bundle);
        g_assert_cmpuint (g_bytes_get_size (text), ==, wanted);

        file = spare_seal_write (bundle, key, NULL, &error);
        g_assert_no_error (error);
        data = g_bytes_get_data (file, &size);
        g_assert_cmpuint (size, ==, 76 + wanted + 17 * (n + (more > 0)));
        g_assert_cmpmem (data, 16, "Sparekey backup\n", 16);

        read = spare_seal_read (file, key, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (spare_account_get_note (g_ptr_array_index (read->accounts, 0)), ==, note);
      }
}

/* Nothing of the header or the text comes twice but what must. */
static void
test_fresh (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareSealKey) other = make_key ("correct horse");
  g_autoptr (GBytes) a = seal (10, key);
  g_autoptr (GBytes) b = seal (10, key);
  g_autoptr (GBytes) c = seal (10, other);
  const guint8 *data_a = g_bytes_get_data (a, NULL);
  const guint8 *data_b = g_bytes_get_data (b, NULL);
  const guint8 *data_c = g_bytes_get_data (c, NULL);

  g_assert_cmpmem (data_a, SPARE_SEAL_AT_STREAM, data_b, SPARE_SEAL_AT_STREAM);
  g_assert_cmpint (memcmp (data_a + SPARE_SEAL_AT_STREAM, data_b + SPARE_SEAL_AT_STREAM, 24), !=, 0);
  g_assert_cmpint (memcmp (data_a + HEADER, data_b + HEADER, 16), !=, 0);
  g_assert_cmpint (memcmp (data_a + SPARE_SEAL_AT_SALT, data_c + SPARE_SEAL_AT_SALT, 16), !=, 0);

  g_assert_true (spare_seal_key_fits (key, b));
  g_assert_false (spare_seal_key_fits (key, c));
  assert_refused (c, key, SPARE_CRYPTO_ERROR_PASSWORD);
}

static void
test_passphrase (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (10, key);
  g_autoptr (SpareSecret) right = spare_secret_new_text ("correct horse");
  g_autoptr (SpareSecret) wrong = spare_secret_new_text ("correct horse ");
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) again = spare_seal_key_for (file, right, &error);
  g_autoptr (SpareSealKey) bad = spare_seal_key_for (file, wrong, &error);
  g_autoptr (SpareBundle) read = NULL;

  g_assert_no_error (error);
  read = spare_seal_read (file, again, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->accounts->len, ==, 1);
  assert_refused (file, bad, SPARE_CRYPTO_ERROR_PASSWORD);
}

static void
test_passphrase_length (void)
{
  g_autofree char *longest = g_strnfill (SPARE_SEAL_PASSPHRASE_MAX, 'p');
  g_autofree char *longer = g_strnfill (SPARE_SEAL_PASSPHRASE_MAX + 1, 'p');
  g_autoptr (SpareSealKey) key = make_key (longest);
  g_autoptr (GBytes) file = seal (1, key);
  const char *const bad[] = { "", longer };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SpareSecret) secret = spare_secret_new_text (bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (spare_seal_key_new (secret, SPARE_SEAL_STRENGTH_LEAST, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
      g_clear_error (&error);
      g_assert_null (spare_seal_key_for (file, secret, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PARAMETERS);
    }
}

/* What people get: the numbers of the header. */
static void
test_usual (void)
{
  static const guint8 numbers[] = { 0, 0, 0, 1, 0, 0, 0, 3, 0, 4, 0, 0 };
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text ("p");
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) key = spare_seal_key_new (passphrase, SPARE_SEAL_STRENGTH_USUAL, &error);
  g_autoptr (GBytes) file = NULL;

  g_assert_no_error (error);
  file = seal (1, key);
  g_assert_cmpmem ((const guint8 *) g_bytes_get_data (file, NULL) + 16, 12, numbers, 12);
}

static void
test_printed_key (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (10, key);
  g_autoptr (SpareSecret) printed = spare_seal_key_print (key);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) again = spare_seal_key_parse (printed, &error);
  g_autoptr (SpareBundle) read = NULL;
  gsize size;
  const guint8 *data = spare_secret_peek (printed, &size);

  g_assert_no_error (error);
  g_assert_true (spare_seal_key_fits (again, file));
  read = spare_seal_read (file, again, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (size, ==, 57);
  for (gsize n = 0; n <= size + 1; n++)
    {
      guint8 bytes[64] = { 0 };
      g_autoptr (SpareSecret) cut = NULL;

      memcpy (bytes, data, MIN (n, size));
      cut = spare_secret_new (bytes, n);
      if (n == size)
        continue;
      g_assert_null (spare_seal_key_parse (cut, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_DAMAGED);
      g_clear_error (&error);
    }
}

static void
test_printed_key_numbers (void)
{
  static const struct
  {
    gsize  at;
    guint8 byte;
    gint   code;
  } rows[] = {
    { 0, 0, SPARE_CRYPTO_ERROR_DAMAGED },
    { 0, 2, SPARE_CRYPTO_ERROR_VERSION },
    { 4, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 1, 1, SPARE_CRYPTO_ERROR_PARAMETERS },
    { 5, 1, SPARE_CRYPTO_ERROR_MEMORY },
    { 7, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
  };
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareSecret) printed = spare_seal_key_print (key);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint8 *data;
      g_autoptr (SpareSecret) bad = spare_secret_new_empty (57, &data);

      memcpy (data, spare_secret_peek (printed, NULL), 57);
      data[rows[i].at] = rows[i].byte;
      g_assert_null (spare_seal_key_parse (bad, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, rows[i].code);
    }
}

/* Every size it could be cut to; also by somebody who mends the header. */
static void
test_truncated (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text ("correct horse");
  g_autoptr (GBytes) file = seal (200, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, n);
      g_autoptr (GBytes) mended = with_right_size (data, n);
      g_autoptr (GError) error = NULL;

      assert_refused (cut, key, SPARE_CRYPTO_ERROR_DAMAGED);
      g_assert_false (spare_seal_key_fits (key, cut));
      g_assert_cmpint (spare_seal_is_sealed (cut), ==, n >= 16);
      g_assert_null (spare_seal_key_for (cut, passphrase, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_DAMAGED);
      assert_refused (mended, key,
                      n < HEADER + SPARE_SEAL_OVERHEAD ? SPARE_CRYPTO_ERROR_DAMAGED : SPARE_CRYPTO_ERROR_PASSWORD);
    }
}

/* Several chunks, cut at the seams and beside them. */
static void
test_truncated_chunks (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (200000, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize seam = HEADER; seam <= size; seam += CHUNK)
    for (gsize n = seam - 20; n <= seam + 20 && n < size; n++)
      {
        g_autoptr (GBytes) cut = g_bytes_new (data, n);

        assert_refused (cut, key, SPARE_CRYPTO_ERROR_DAMAGED);
      }
}

/* Every bit of the header, and every byte behind it. */
static void
test_flipped (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (200, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < size; i++)
    for (guint bit = 0; bit < 8; bit += i < HEADER ? 1 : 5)
      {
        g_autofree guint8 *bytes = g_memdup2 (data, size);
        g_autoptr (GBytes) bad = NULL;
        g_autoptr (GError) error = NULL;

        bytes[i] ^= (guint8) (1 << bit);
        bad = g_bytes_new (bytes, size);
        g_assert_null (spare_seal_read (bad, key, NULL, &error));
        g_assert_nonnull (error);
        g_assert_true (error->domain == SPARE_CRYPTO_ERROR);
        if (i < SPARE_SEAL_AT_VERSION || (i >= SPARE_SEAL_AT_SIZE && i < SPARE_SEAL_AT_SALT))
          g_assert_cmpint (error->code, ==, SPARE_CRYPTO_ERROR_DAMAGED);
        else if (i >= SPARE_SEAL_AT_SALT)
          g_assert_cmpint (error->code, ==, SPARE_CRYPTO_ERROR_PASSWORD);
      }
}

static void
test_numbers (void)
{
  static const struct
  {
    gsize   at;
    guint32 value;
    gint    code;
  } rows[] = {
    { SPARE_SEAL_AT_VERSION, 0, SPARE_CRYPTO_ERROR_DAMAGED },
    { SPARE_SEAL_AT_VERSION, 2, SPARE_CRYPTO_ERROR_VERSION },
    { SPARE_SEAL_AT_VERSION, G_MAXUINT32, SPARE_CRYPTO_ERROR_VERSION },
    { SPARE_SEAL_AT_PASSES, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
    { SPARE_SEAL_AT_PASSES, 17, SPARE_CRYPTO_ERROR_PARAMETERS },
    { SPARE_SEAL_AT_PASSES, G_MAXUINT32, SPARE_CRYPTO_ERROR_PARAMETERS },
    { SPARE_SEAL_AT_MEMORY, 0, SPARE_CRYPTO_ERROR_PARAMETERS },
    { SPARE_SEAL_AT_MEMORY, 8191, SPARE_CRYPTO_ERROR_PARAMETERS },
    { SPARE_SEAL_AT_MEMORY, 2097153, SPARE_CRYPTO_ERROR_MEMORY },
    { SPARE_SEAL_AT_MEMORY, G_MAXUINT32, SPARE_CRYPTO_ERROR_MEMORY },
  };
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text ("correct horse");
  g_autoptr (GBytes) file = seal (10, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 *bytes = g_memdup2 (data, size);
      g_autoptr (GBytes) bad = g_bytes_new_take (bytes, size);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      set_number (bytes + rows[i].at, rows[i].value, 4);
      assert_refused (bad, key, rows[i].code);
      /* Before a key is derived. */
      g_assert_null (spare_seal_key_for (bad, passphrase, &error));
      g_assert_error (error, SPARE_CRYPTO_ERROR, rows[i].code);
      g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 10);
    }
}

/* Only the first 20 bytes of a later version are known. */
static void
test_later_version (void)
{
  static const guint8 later[] = "Sparekey backup\n\0\0\0\2";
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) shortest = g_bytes_new_static (later, 20);
  g_autoptr (GBytes) text = craft_text (key, "sparekey-backup 2\nnew\n");

  assert_refused (shortest, key, SPARE_CRYPTO_ERROR_VERSION);
  assert_refused (text, key, SPARE_CRYPTO_ERROR_VERSION);
}

static void
test_moved_chunks (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (200000, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  g_assert_cmpuint ((size - HEADER) / CHUNK, ==, 4);
  for (gsize a = 0; a < 4; a++)
    for (gsize b = 0; b < 4; b++)
      {
        g_autofree guint8 *bytes = g_memdup2 (data, size);
        g_autoptr (GBytes) swapped = NULL;
        g_autoptr (GBytes) doubled = NULL;

        if (a == b)
          continue;

        memcpy (bytes + HEADER + a * CHUNK, data + HEADER + b * CHUNK, CHUNK);
        doubled = g_bytes_new (bytes, size);
        assert_refused (doubled, key, a == 0 ? SPARE_CRYPTO_ERROR_PASSWORD : SPARE_CRYPTO_ERROR_DAMAGED);

        memcpy (bytes + HEADER + b * CHUNK, data + HEADER + a * CHUNK, CHUNK);
        swapped = g_bytes_new (bytes, size);
        assert_refused (swapped, key,
                        (a == 0 || b == 0) ? SPARE_CRYPTO_ERROR_PASSWORD : SPARE_CRYPTO_ERROR_DAMAGED);
      }
}

/* Left out, or there once more: the size tells, and the header may not be
 * mended. */
static void
test_other_count (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) file = seal (200000, key);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < 5; i++)
    for (guint twice = 0; twice < 2; twice++)
      {
        gsize start = HEADER + i * CHUNK;
        gsize end = MIN (start + CHUNK, size);
        g_autoptr (GByteArray) bytes = g_byte_array_new ();
        g_autoptr (GBytes) bad = NULL;
        g_autoptr (GBytes) mended = NULL;

        g_byte_array_append (bytes, data, (guint) (twice ? end : start));
        g_byte_array_append (bytes, data + (twice ? start : end), (guint) (size - (twice ? start : end)));
        bad = g_bytes_new (bytes->data, bytes->len);
        mended = with_right_size (bytes->data, bytes->len);
        assert_refused (bad, key, SPARE_CRYPTO_ERROR_DAMAGED);
        assert_refused (mended, key, SPARE_CRYPTO_ERROR_PASSWORD);
      }
}

static void
test_trailing (void)
{
  static const gsize sizes[] = { 10, 200000 };
  g_autoptr (SpareSealKey) key = make_key ("correct horse");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) file = seal (sizes[i], key);
      gsize size;
      const guint8 *data = g_bytes_get_data (file, &size);
      g_autofree guint8 *longer = g_malloc0 (size + 100);
      g_autoptr (GBytes) one = NULL;
      g_autoptr (GBytes) hundred = NULL;

      memcpy (longer, data, size);
      one = g_bytes_new (longer, size + 1);
      hundred = g_bytes_new (longer, size + 100);
      assert_refused (one, key, SPARE_CRYPTO_ERROR_DAMAGED);
      assert_refused (hundred, key, SPARE_CRYPTO_ERROR_DAMAGED);
    }
}

/* Whoever knows the key still has to end the file where it ends. */
static void
test_tags (void)
{
  static const char text[] = "sparekey-backup 1\ncreated 0\nend 0 0\n";
  g_autofree char *full = g_strnfill (SPARE_SEAL_CHUNK, 'A');
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  const gsize size = sizeof text - 1;
  const struct
  {
    Part     parts[3];
    guint    n_parts;
    gboolean good;
  } rows[] = {
    { { { text, size, 3 } }, 1, TRUE },
    { { { text, size, 0 } }, 1, FALSE },
    { { { text, size, 1 } }, 1, FALSE },
    { { { text, size, 2 } }, 1, FALSE },
    { { { text, size, 0 }, { "", 0, 3 } }, 2, FALSE },
    { { { text, size, 3 }, { "", 0, 3 } }, 2, FALSE },
    { { { text, 10, 0 }, { text + 10, size - 10, 3 } }, 2, FALSE },
    { { { full, SPARE_SEAL_CHUNK, 3 }, { text, size, 3 } }, 2, FALSE },
    { { { full, SPARE_SEAL_CHUNK, 2 }, { text, size, 3 } }, 2, FALSE },
    { { { full, SPARE_SEAL_CHUNK, 0 }, { text, size, 0 } }, 2, FALSE },
    { { { "", 0, 3 } }, 1, FALSE },
  };

  memcpy (full, text, strlen ("sparekey-backup 1\ncreated 0\n"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) file = craft (key, rows[i].parts, rows[i].n_parts);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareBundle) bundle = spare_seal_read (file, key, NULL, &error);

      if (rows[i].good)
        {
          g_assert_no_error (error);
          g_assert_nonnull (bundle);
        }
      else
        {
          g_assert_null (bundle);
          g_assert_nonnull (error);
          g_assert_true (error->domain == SPARE_CRYPTO_ERROR);
        }
    }
}

static void
test_bad_text (void)
{
  static const char *const bad[] = {
    "x", "sparekey-backup 1\n", "sparekey-backup 1\ncreated 0\nend 1 0\n",
    "sparekey-backup 1\ncreated 0\nend 0 0\nmore\n"
  };
  g_autoptr (SpareSealKey) key = make_key ("correct horse");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) file = craft_text (key, bad[i]);

      assert_refused (file, key, SPARE_CRYPTO_ERROR_DAMAGED);
    }
}

static void
test_not_sealed (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) other = g_bytes_new_static ("sparekey backup\n and more than seventy-six bytes of something "
                                                 "else that could be a file of another program",
                                                 100);

  g_assert_false (spare_seal_is_sealed (empty));
  g_assert_false (spare_seal_is_sealed (other));
  assert_refused (empty, key, SPARE_CRYPTO_ERROR_DAMAGED);
  assert_refused (other, key, SPARE_CRYPTO_ERROR_DAMAGED);
}

static void
test_cancelled (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareBundle) bundle = make_bundle (10);
  g_autoptr (GBytes) file = seal (10, key);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_seal_write (bundle, key, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (spare_seal_read (file, key, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_too_much (void)
{
  g_autoptr (SpareSealKey) key = make_key ("correct horse");
  g_autoptr (SpareBundle) bundle = make_bundle (16 * 1024 * 1024 + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (spare_seal_write (bundle, key, NULL, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/seal/round-trip", test_round_trip);
  g_test_add_func ("/crypto/seal/full-chunks", test_full_chunks);
  g_test_add_func ("/crypto/seal/fresh", test_fresh);
  g_test_add_func ("/crypto/seal/passphrase", test_passphrase);
  g_test_add_func ("/crypto/seal/passphrase-length", test_passphrase_length);
  g_test_add_func ("/crypto/seal/usual", test_usual);
  g_test_add_func ("/crypto/seal/printed-key", test_printed_key);
  g_test_add_func ("/crypto/seal/printed-key-numbers", test_printed_key_numbers);
  g_test_add_func ("/crypto/seal/truncated", test_truncated);
  g_test_add_func ("/crypto/seal/truncated-chunks", test_truncated_chunks);
  g_test_add_func ("/crypto/seal/flipped", test_flipped);
  g_test_add_func ("/crypto/seal/numbers", test_numbers);
  g_test_add_func ("/crypto/seal/later-version", test_later_version);
  g_test_add_func ("/crypto/seal/moved-chunks", test_moved_chunks);
  g_test_add_func ("/crypto/seal/other-count", test_other_count);
  g_test_add_func ("/crypto/seal/trailing", test_trailing);
  g_test_add_func ("/crypto/seal/tags", test_tags);
  g_test_add_func ("/crypto/seal/bad-text", test_bad_text);
  g_test_add_func ("/crypto/seal/not-sealed", test_not_sealed);
  g_test_add_func ("/crypto/seal/cancelled", test_cancelled);
  g_test_add_func ("/crypto/seal/too-much", test_too_much);

  return g_test_run ();
}
