/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-json-bounds.h"

#include <string.h>

/* The four digits behind "\u", or -1. */
static int
read_unit (const char *text,
           gsize       length)
{
  int unit = 0;

  if (length < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }
  return unit;
}

/* What stands behind a backslash: its size, or 0 where JSON has no such thing.
 * Of half a surrogate pair json-glib takes the quote behind it for a part. */
static gsize
escape_size (const char *text,
             gsize       length)
{
  int unit, low;

  if (length == 0 || text[0] == 0 || strchr ("\"\\/bfnrtu", text[0]) == NULL)
    return 0;
  if (text[0] != 'u')
    return 1;
  unit = read_unit (text + 1, length - 1);
  if (unit < 0xd800 || unit > 0xdfff)
    return unit >= 0 ? 5 : 0;
  low = length > 7 && text[5] == '\\' && text[6] == 'u' ? read_unit (text + 7, length - 7) : -1;
  return unit < 0xdc00 && low >= 0xdc00 && low <= 0xdfff ? 11 : 0;
}

/* @at: behind the quote that opens it. Returns where it is closed, or @length. */
static gsize
skip_string (const char *text,
             gsize       length,
             gsize       at)
{
  while (at < length && text[at] != '"')
    {
      gsize size = 1;

      if (text[at] == '\\')
        size += escape_size (text + at + 1, length - at - 1);
      if (text[at] == '\\' && size == 1)
        return length;
      at += size;
    }
  return MIN (at, length);
}

/* json-glib before 1.10 follows the nesting with the C stack, without a bound;
 * and three bytes of text can become 300 bytes of memory. Its comments and its
 * other quotes would hide brackets from the count: only what JSON has may stand
 * outside of strings. */
static gboolean
is_bounded (const char *text,
            gsize       length)
{
  gsize depth = 0;
  gsize containers = 0;
  gsize values = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '"')
        {
          i = skip_string (text, length, i + 1);
          if (i == length)
            return FALSE;
        }
      else if (c == 0 || strchr (" \t\r\n[]{},:+-.0123456789Eaeflnrstu", c) == NULL)
        return FALSE;
      else if ((c == '[' || c == '{') &&
               (++depth > SPARE_JSON_DEPTH_MAX || ++containers > SPARE_JSON_CONTAINERS_MAX))
        return FALSE;
      else if (c == ',' && ++values > SPARE_JSON_VALUES_MAX)
        return FALSE;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* json-glib also reads what is no JSON, a single word among it: only documents
 * that begin as an object or an array are of interest. */
static gboolean
begins_as_document (const char *text,
                    gsize       length)
{
  gsize i = 0;

  while (i < length && strchr (" \t\r\n", text[i]) != NULL && text[i] != 0)
    i++;
  return i < length && (text[i] == '{' || text[i] == '[');
}

/**
 * spare_json_is_bounded:
 * @text: @length bytes, not necessarily ending with 0
 *
 * Returns: may json-glib be given @text?
 */
gboolean
spare_json_is_bounded (const char *text,
                       gsize       length)
{
  return begins_as_document (text, length) && is_bounded (text, length);
}
