/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sha1.h"

#include <sodium.h>
#include <string.h>

#define BLOCK_SIZE 64

/* Everything that depends on a key is in here, so that one wipe is enough. */
typedef struct
{
  guint32 state[5];
  guint32 words[16];
  guint8  block[BLOCK_SIZE];
  guint8  pad[BLOCK_SIZE];
  gsize   used;
  guint64 length;
} Sha1;

/* FIPS 180-4, sections 4.1.1 and 6.1.2. The five names move one place in each
 * round instead of their values. */
#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define CHOOSE(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define PARITY(x, y, z) ((x) ^ (y) ^ (z))
#define MAJORITY(x, y, z) (((x) & (y)) | ((z) & ((x) | (y))))

#define WORD(i) \
  ((i) < 16 ? w[(i) & 15] \
            : (x = w[((i) + 13) & 15] ^ w[((i) + 8) & 15] ^ w[((i) + 2) & 15] ^ w[(i) & 15], \
               w[(i) & 15] = ROTATE (x, 1)))
#define ROUND(a, b, c, d, e, F, k, i) \
  (e) += WORD (i); \
  (e) += ROTATE (a, 5) + F (b, c, d) + (k); \
  (b) = ROTATE (b, 30)
#define ROUNDS_5(F, k, i) \
  ROUND (a, b, c, d, e, F, k, (i)); \
  ROUND (e, a, b, c, d, F, k, (i) + 1); \
  ROUND (d, e, a, b, c, F, k, (i) + 2); \
  ROUND (c, d, e, a, b, F, k, (i) + 3); \
  ROUND (b, c, d, e, a, F, k, (i) + 4)
#define ROUNDS_20(F, k, i) \
  ROUNDS_5 (F, k, (i)); \
  ROUNDS_5 (F, k, (i) + 5); \
  ROUNDS_5 (F, k, (i) + 10); \
  ROUNDS_5 (F, k, (i) + 15)

static void
compress (Sha1         *self,
          const guint8 *block)
{
  guint32 *w = self->words;
  guint32 a = self->state[0];
  guint32 b = self->state[1];
  guint32 c = self->state[2];
  guint32 d = self->state[3];
  guint32 e = self->state[4];
  guint32 x;

  memcpy (w, block, BLOCK_SIZE);
  for (guint i = 0; i < 16; i++)
    w[i] = GUINT32_FROM_BE (w[i]);

  ROUNDS_20 (CHOOSE, 0x5a827999u, 0);
  ROUNDS_20 (PARITY, 0x6ed9eba1u, 20);
  ROUNDS_20 (MAJORITY, 0x8f1bbcdcu, 40);
  ROUNDS_20 (PARITY, 0xca62c1d6u, 60);

  self->state[0] += a;
  self->state[1] += b;
  self->state[2] += c;
  self->state[3] += d;
  self->state[4] += e;
}

static void
start (Sha1 *self)
{
  static const guint32 initial[5] = {
    0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u
  };

  memcpy (self->state, initial, sizeof initial);
  self->used = 0;
  self->length = 0;
}

static void
update (Sha1         *self,
        const guint8 *data,
        gsize         size)
{
  self->length += size;

  while (size > 0)
    {
      gsize part = MIN (size, BLOCK_SIZE - self->used);

      if (part == BLOCK_SIZE)
        {
          compress (self, data);
        }
      else
        {
          memcpy (self->block + self->used, data, part);
          self->used += part;
          if (self->used == BLOCK_SIZE)
            {
              compress (self, self->block);
              self->used = 0;
            }
        }

      data += part;
      size -= part;
    }
}

static void
finish (Sha1  *self,
        guint8 out[SPARE_SHA1_SIZE])
{
  guint64 bits = GUINT64_TO_BE (self->length * 8);

  self->block[self->used++] = 0x80;
  if (self->used > BLOCK_SIZE - sizeof bits)
    {
      memset (self->block + self->used, 0, BLOCK_SIZE - self->used);
      compress (self, self->block);
      self->used = 0;
    }

  memset (self->block + self->used, 0, BLOCK_SIZE - sizeof bits - self->used);
  memcpy (self->block + BLOCK_SIZE - sizeof bits, &bits, sizeof bits);
  compress (self, self->block);

  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    {
      guint32 word = GUINT32_TO_BE (self->state[i]);

      memcpy (out + i * sizeof word, &word, sizeof word);
    }
}

void
spare_sha1_hmac (const guint8 *key,
                 gsize         key_size,
                 const guint8 *message,
                 gsize         message_size,
                 guint8        out[SPARE_SHA1_SIZE])
{
  Sha1 sha1;

  memset (sha1.pad, 0, sizeof sha1.pad);
  if (key_size > BLOCK_SIZE)
    {
      start (&sha1);
      update (&sha1, key, key_size);
      finish (&sha1, sha1.pad);
    }
  else if (key_size > 0)
    {
      memcpy (sha1.pad, key, key_size);
    }

  for (guint i = 0; i < BLOCK_SIZE; i++)
    sha1.pad[i] ^= 0x36;
  start (&sha1);
  update (&sha1, sha1.pad, BLOCK_SIZE);
  update (&sha1, message, message_size);
  finish (&sha1, out);

  for (guint i = 0; i < BLOCK_SIZE; i++)
    sha1.pad[i] ^= 0x36 ^ 0x5c;
  start (&sha1);
  update (&sha1, sha1.pad, BLOCK_SIZE);
  update (&sha1, out, SPARE_SHA1_SIZE);
  finish (&sha1, out);

  sodium_memzero (&sha1, sizeof sha1);
}
