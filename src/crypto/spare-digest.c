/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-digest.h"

#include "spare-crypto-private.h"

/* Fails where a policy of the system forbids the digest. */
static gboolean
hash (int               algorithm,
      const guint8     *data,
      gsize             size,
      guint8           *out,
      GError          **error)
{
  gcry_error_t code;

  if (!spare_gcrypt_ready (error))
    return FALSE;
  code = gcry_md_test_algo (algorithm);
  if (code != 0)
    {
      spare_gcrypt_fail (error, code, "digest");
      return FALSE;
    }
  gcry_md_hash_buffer (algorithm, out, data, size);

  return TRUE;
}

gboolean
spare_digest_sha1 (const SpareSecret *text,
                   guint8             out[SPARE_DIGEST_SHA1_SIZE],
                   GError           **error)
{
  gsize size;
  const guint8 *data = spare_secret_peek (text, &size);

  return hash (GCRY_MD_SHA1, data, size, out, error);
}

static gsize
put_unit (guint8  *at,
          gunichar unit)
{
  at[0] = (guint8) (unit & 0xff);
  at[1] = (guint8) (unit >> 8);
  return 2;
}

/* GLib's own conversion would leave a copy on the heap. */
static SpareSecret *
to_utf16 (const SpareSecret *text)
{
  const char *at = spare_secret_peek_text (text);
  const char *end = at + spare_secret_get_size (text);
  guint8 *units;
  SpareSecret *wide = spare_secret_new_empty (2 * spare_secret_get_size (text), &units);
  gsize size = 0;

  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter >= 0x10000)
        size += put_unit (units + size, 0xd800 + ((letter - 0x10000) >> 10));
      size += put_unit (units + size, letter >= 0x10000 ? 0xdc00 + ((letter - 0x10000) & 0x3ff) : letter);
    }
  spare_secret_shrink (wide, size);

  return wide;
}

gboolean
spare_digest_ntlm (const SpareSecret *text,
                   guint8             out[SPARE_DIGEST_NTLM_SIZE],
                   GError           **error)
{
  g_autoptr (SpareSecret) wide = to_utf16 (text);
  gsize size;
  const guint8 *data = spare_secret_peek (wide, &size);

  return hash (GCRY_MD_MD4, data, size, out, error);
}
