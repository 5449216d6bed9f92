/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-base32.h"

#include <string.h>

#include "spare-error.h"

static const char base32_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static const char base16_letters[] = "0123456789abcdef";

static int
base32_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a';
  if (c >= '2' && c <= '7')
    return c - '2' + 26;
  return -1;
}

static gboolean
is_separator (char c)
{
  return c == '-' || g_ascii_isspace (c);
}

static SpareSecret *
take_decoded (SpareSecret *bytes,
              gsize        size,
              gsize        characters,
              GError     **error)
{
  if (size > 0)
    {
      spare_secret_shrink (bytes, size);
      return bytes;
    }

  spare_secret_unref (bytes);
  if (characters == 0)
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING,
                         "The secret is empty");
  else
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_SHORT,
                         "The secret has fewer than 8 bits");
  return NULL;
}

/**
 * spare_base32_decode:
 * @text: Base32, read in place
 * @length: bytes, or -1 for NUL-terminated
 *
 * Returns: (transfer full) (nullable): at least one byte, or NULL with
 *   %SPARE_CORE_ERROR_SECRET_MISSING, _INVALID or _SHORT
 */
SpareSecret *
spare_base32_decode (const char *text,
                     gssize      length,
                     GError    **error)
{
  g_autoptr (SpareSecret) bytes = NULL;
  gsize count = length < 0 ? strlen (text) : (gsize) length;
  gsize size = 0;
  gsize characters = 0;
  guint8 *data;
  guint32 bits = 0;
  guint n_bits = 0;
  gboolean padded = FALSE;

  bytes = spare_secret_new_empty (count - count / 8 * 3, &data);

  for (gsize i = 0; i < count; i++)
    {
      int value = base32_value (text[i]);

      if (is_separator (text[i]))
        continue;

      if (text[i] == '=')
        {
          padded = TRUE;
          continue;
        }

      if (value < 0 || padded)
        {
          g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID,
                               "A character that Base32 does not have");
          return NULL;
        }

      characters++;
      bits = (bits << 5 | (guint32) value) & 0xfff;
      n_bits += 5;
      if (n_bits >= 8)
        {
          n_bits -= 8;
          data[size++] = (guint8) (bits >> n_bits);
        }
    }

  return take_decoded (g_steal_pointer (&bytes), size, characters, error);
}

/**
 * spare_base32_encode:
 *
 * Returns: (transfer full): text
 */
SpareSecret *
spare_base32_encode (const SpareSecret *bytes)
{
  SpareSecret *text;
  gsize size;
  const guint8 *data = spare_secret_peek (bytes, &size);
  guint8 *out;
  guint32 bits = 0;
  guint n_bits = 0;

  text = spare_secret_new_empty (size / 5 * 8 + (size % 5 * 8 + 4) / 5, &out);

  for (gsize i = 0; i < size; i++)
    {
      bits = (bits << 8 | data[i]) & 0xfff;
      n_bits += 8;
      while (n_bits >= 5)
        {
          n_bits -= 5;
          *out++ = (guint8) base32_letters[bits >> n_bits & 31];
        }
    }

  if (n_bits > 0)
    *out = (guint8) base32_letters[bits << (5 - n_bits) & 31];

  return text;
}

/**
 * spare_base16_decode:
 * @text: hexadecimal digits, blanks and dashes between them; read in place
 * @length: bytes, or -1 for NUL-terminated
 *
 * Returns: (transfer full) (nullable): at least one byte, or NULL with
 *   %SPARE_CORE_ERROR_SECRET_MISSING or _INVALID
 */
SpareSecret *
spare_base16_decode (const char *text,
                     gssize      length,
                     GError    **error)
{
  g_autoptr (SpareSecret) bytes = NULL;
  gsize count = length < 0 ? strlen (text) : (gsize) length;
  gsize digits = 0;
  guint8 *data;

  bytes = spare_secret_new_empty (count / 2 + 1, &data);

  for (gsize i = 0; i < count; i++)
    {
      int value = g_ascii_xdigit_value (text[i]);

      if (is_separator (text[i]))
        continue;

      if (value < 0)
        {
          g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID,
                               "A character that is not a hexadecimal digit");
          return NULL;
        }

      data[digits / 2] = (guint8) (data[digits / 2] << 4 | value);
      digits++;
    }

  if (digits % 2 != 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID,
                           "An odd number of hexadecimal digits");
      return NULL;
    }

  return take_decoded (g_steal_pointer (&bytes), digits / 2, digits, error);
}

/**
 * spare_base16_encode:
 *
 * Returns: (transfer full): text
 */
SpareSecret *
spare_base16_encode (const SpareSecret *bytes)
{
  SpareSecret *text;
  gsize size;
  const guint8 *data = spare_secret_peek (bytes, &size);
  guint8 *out;

  text = spare_secret_new_empty (size * 2, &out);
  for (gsize i = 0; i < size; i++)
    {
      *out++ = (guint8) base16_letters[data[i] >> 4];
      *out++ = (guint8) base16_letters[data[i] & 15];
    }

  return text;
}
