/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <sodium.h>
#include <string.h>

#include "spare-crypto-error.h"
#include "spare-seal-private.h"

#define HEADER     SPARE_SEAL_HEADER_SIZE
#define PARTS_MAX  16
#define KEY_HEX    "010000000100002000000102030405060708090a0b0c0d0e0f"
#define STREAM_KEY "sixteen bytes, twice as many now"

/* Deriving takes far longer than everything else, so the key is given. */
static SpareSealKey *
make_key (void)
{
  guint8 *out;
  g_autoptr (SpareSecret) printed = spare_secret_new_empty (57, &out);
  SpareSealKey *key;

  g_assert (sodium_hex2bin (out, 25, KEY_HEX, strlen (KEY_HEX), NULL, NULL, NULL) == 0);
  memcpy (out + 25, STREAM_KEY, 32);
  key = spare_seal_key_parse (printed, NULL);
  g_assert (key != NULL);
  return key;
}

static void
check_file (const SpareSealKey *key,
            GBytes             *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = spare_seal_read (file, key, NULL, &error);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (SpareBundle) again = NULL;

  g_assert ((bundle == NULL) == (error != NULL));
  if (bundle == NULL)
    {
      g_assert (error->domain == SPARE_CRYPTO_ERROR);
      return;
    }

  g_assert (spare_seal_is_sealed (file));
  sealed = spare_seal_write (bundle, key, NULL, &error);
  g_assert (sealed != NULL && spare_seal_key_fits (key, sealed));
  again = spare_seal_read (sealed, key, NULL, &error);
  g_assert (again != NULL);
  g_assert (again->accounts->len == bundle->accounts->len);
  g_assert (again->broken->len == bundle->broken->len);
}

static void
set_header (guint8 *file,
            gsize   size)
{
  memcpy (file, SPARE_SEAL_MAGIC, 16);
  memset (file + 16, 0, HEADER - 16);
  file[19] = 1;
  file[23] = 1;
  file[26] = 0x20;
  for (guint i = 0; i < 8; i++)
    file[28 + i] = (guint8) ((guint64) size >> 8 * (7 - i));
  for (guint i = 0; i < 16; i++)
    file[36 + i] = (guint8) i;
}

typedef struct
{
  guint8        tag;
  gsize         size;
  const guint8 *text;
  gsize         there;
} Part;

/* Each part is a byte for the tag, two for the size, and the text; where the top
 * bit of the tag is set, as much more as fills a chunk. */
static guint
read_parts (const guint8 *data,
            gsize         size,
            Part          parts[PARTS_MAX])
{
  guint n = 0;

  while (n < PARTS_MAX && size >= 3)
    {
      gsize there = MIN ((gsize) data[1] << 8 | data[2], size - 3);

      parts[n++] = (Part){ data[0] & 0x7f, (data[0] & 0x80) != 0 ? SPARE_SEAL_CHUNK : there, data + 3, there };
      data += 3 + there;
      size -= 3 + there;
    }
  return n;
}

/* By whoever has the key. */
static void
check_parts (const SpareSealKey *key,
             const guint8       *data,
             gsize               size)
{
  crypto_secretstream_xchacha20poly1305_state stream;
  Part parts[PARTS_MAX];
  guint n = read_parts (data, size, parts);
  g_autofree guint8 *file = NULL;
  g_autofree guint8 *text = g_malloc (SPARE_SEAL_CHUNK);
  g_autoptr (GBytes) bytes = NULL;
  gsize total = HEADER;
  gsize at = HEADER;

  for (guint i = 0; i < n; i++)
    total += parts[i].size + SPARE_SEAL_OVERHEAD;
  file = g_malloc (total);
  set_header (file, total);
  crypto_secretstream_xchacha20poly1305_init_push (&stream, file + SPARE_SEAL_AT_STREAM, (const guint8 *) STREAM_KEY);
  for (guint i = 0; i < n; i++)
    {
      memcpy (text, parts[i].text, parts[i].there);
      memset (text + parts[i].there, 'A', parts[i].size - parts[i].there);
      crypto_secretstream_xchacha20poly1305_push (&stream, file + at, NULL, text, parts[i].size,
                                                  i == 0 ? file : NULL, i == 0 ? HEADER : 0, parts[i].tag);
      at += parts[i].size + SPARE_SEAL_OVERHEAD;
    }
  bytes = g_bytes_new_static (file, total);
  check_file (key, bytes);
}

/* The first byte says what the others are: 0 a file, 1 the same with its true
 * size in the header, 2 parts of one, 3 a key of the keyring. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (SpareSealKey) key = make_key ();

  if (size == 0)
    return 0;

  if (data[0] % 4 == 2)
    {
      check_parts (key, data + 1, size - 1);
    }
  else if (data[0] % 4 == 3)
    {
      g_autoptr (SpareSecret) printed = spare_secret_new (data + 1, size - 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSealKey) parsed = spare_seal_key_parse (printed, &error);

      g_assert ((parsed == NULL) == (error != NULL));
      if (parsed != NULL)
        {
          g_autoptr (SpareSecret) again = spare_seal_key_print (parsed);

          g_assert (spare_secret_equal (printed, again));
        }
    }
  else
    {
      g_autofree guint8 *copy = g_memdup2 (data + 1, size - 1);
      g_autoptr (GBytes) file = NULL;

      if (data[0] % 4 == 1 && size - 1 >= HEADER)
        for (guint i = 0; i < 8; i++)
          copy[28 + i] = (guint8) ((guint64) (size - 1) >> 8 * (7 - i));
      file = g_bytes_new_static (copy, size - 1);
      check_file (key, file);
      spare_seal_is_sealed (file);
      spare_seal_key_fits (key, file);
    }
  return 0;
}
