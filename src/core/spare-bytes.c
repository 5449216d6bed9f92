/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-bytes.h"

#include <sodium.h>
#include <string.h>

typedef struct
{
  gsize  size;
  guint8 data[];
} Wiped;

static void
wiped_free (gpointer data)
{
  Wiped *wiped = data;

  sodium_memzero (wiped->data, wiped->size);
  g_free (wiped);
}

GBytes *
spare_bytes_new_wiped (gsize    size,
                       guint8 **data)
{
  Wiped *wiped = g_malloc (sizeof (Wiped) + size + 1);

  wiped->size = size;
  wiped->data[size] = 0;
  *data = wiped->data;
  return g_bytes_new_with_free_func (wiped->data, size, wiped_free, wiped);
}

GBytes *
spare_bytes_copy_wiped (gconstpointer data,
                        gsize         size)
{
  guint8 *copy;
  GBytes *bytes = spare_bytes_new_wiped (size, &copy);

  if (size > 0)
    memcpy (copy, data, size);
  return bytes;
}

/* Decodes into @out, which has room for three bytes in four characters. */
static gboolean
decode (const char *text,
        gsize       length,
        guint8     *out,
        gsize      *size)
{
  gboolean url = memchr (text, '-', length) != NULL || memchr (text, '_', length) != NULL;
  int variant = url ? sodium_base64_VARIANT_URLSAFE_NO_PADDING : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

  /* Padding is optional in what other programs write: strip it, and blanks
   * with it. */
  while (length > 0 && strchr ("= \t\r\n", text[length - 1]) != NULL && text[length - 1] != 0)
    length--;
  return sodium_base642bin (out, length / 4 * 3 + 3, text, length, " \t\r\n", size, NULL, variant) == 0;
}

GBytes *
spare_base64_decode (const char *text,
                     gssize      length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  gsize size = 0;
  guint8 *out;
  g_autoptr (GBytes) bytes = spare_bytes_new_wiped (n / 4 * 3 + 3, &out);

  if (!decode (text, n, out, &size))
    return NULL;
  return g_bytes_new_from_bytes (bytes, 0, size);
}

SpareSecret *
spare_base64_decode_secret (const char *text,
                            gssize      length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  gsize size = 0;
  guint8 *out;
  g_autoptr (SpareSecret) secret = spare_secret_new_empty (n / 4 * 3 + 3, &out);

  if (!decode (text, n, out, &size))
    return NULL;
  spare_secret_shrink (secret, size);
  return g_steal_pointer (&secret);
}

SpareSecret *
spare_base64_encode (gconstpointer data,
                     gsize         size)
{
  gsize n = sodium_base64_encoded_len (size, sodium_base64_VARIANT_ORIGINAL);
  guint8 *out;
  SpareSecret *text = spare_secret_new_empty (n, &out);

  sodium_bin2base64 ((char *) out, n, data, size, sodium_base64_VARIANT_ORIGINAL);
  spare_secret_shrink (text, n - 1);
  return text;
}

void
spare_wipe (gpointer data,
            gsize    size)
{
  if (size > 0)
    sodium_memzero (data, size);
}

void
spare_wipe_text (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}
