/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sha1.h"

#include <sodium.h>
#include <string.h>

#define BLOCK_SIZE 64

/* GLib's digest; a GHmac made for each code takes half as long again. A digest
 * that was read holds its last block, which is never one with the key. */
static GPrivate digest_key = G_PRIVATE_INIT ((GDestroyNotify) g_checksum_free);

static GChecksum *
fresh_digest (void)
{
  GChecksum *digest = g_private_get (&digest_key);

  if (digest == NULL)
    {
      digest = g_checksum_new (G_CHECKSUM_SHA1);
      g_private_set (&digest_key, digest);
    }
  else
    {
      g_checksum_reset (digest);
    }

  return digest;
}

static void
digest_two (const guint8 *first,
            gsize         first_size,
            const guint8 *second,
            gsize         second_size,
            guint8        out[SPARE_SHA1_SIZE])
{
  GChecksum *digest = fresh_digest ();
  gsize size = SPARE_SHA1_SIZE;

  g_checksum_update (digest, first, (gssize) first_size);
  g_checksum_update (digest, second, (gssize) second_size);
  g_checksum_get_digest (digest, out, &size);
}

static void
xor_block (guint8 block[BLOCK_SIZE],
           guint8 value)
{
  for (guint i = 0; i < BLOCK_SIZE; i++)
    block[i] ^= value;
}

void
spare_sha1_hmac (const guint8 *key,
                 gsize         key_size,
                 const guint8 *message,
                 gsize         message_size,
                 guint8        out[SPARE_SHA1_SIZE])
{
  guint8 block[BLOCK_SIZE] = { 0 };

  if (key_size > BLOCK_SIZE)
    digest_two (key, key_size, NULL, 0, block);
  else if (key_size > 0)
    memcpy (block, key, key_size);

  xor_block (block, 0x36);
  digest_two (block, BLOCK_SIZE, message, message_size, out);
  xor_block (block, 0x36 ^ 0x5c);
  digest_two (block, BLOCK_SIZE, out, SPARE_SHA1_SIZE, out);

  sodium_memzero (block, sizeof block);
}
