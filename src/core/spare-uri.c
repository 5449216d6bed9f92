/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-uri.h"

#include <string.h>

#include "spare-error.h"

SpareSlice
spare_slice_strip (SpareSlice self)
{
  while (self.length > 0 && g_ascii_isspace (self.text[0]))
    {
      self.text++;
      self.length--;
    }
  while (self.length > 0 && g_ascii_isspace (self.text[self.length - 1]))
    self.length--;

  return self;
}

gboolean
spare_slice_equal (SpareSlice  self,
                   const char *ascii)
{
  return self.length == strlen (ascii) && g_ascii_strncasecmp (self.text, ascii, self.length) == 0;
}

/**
 * spare_slice_cut:
 * @self: becomes what follows the first @separator
 * @before: (out): what precedes it; all of @self where there is none
 *
 * Returns: was there a separator?
 */
gboolean
spare_slice_cut (SpareSlice *self,
                 char        separator,
                 SpareSlice *before)
{
  const char *at = self->length > 0 ? memchr (self->text, separator, self->length) : NULL;

  *before = *self;
  if (at == NULL)
    {
      self->text += self->length;
      self->length = 0;
      return FALSE;
    }

  before->length = (gsize) (at - self->text);
  self->text += before->length + 1;
  self->length -= before->length + 1;
  return TRUE;
}

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ENCODING, message);
  return FALSE;
}

/* Writes at most @text.length bytes. */
static gboolean
decode (SpareSlice text,
        gboolean   is_query,
        gboolean   is_text,
        char      *out,
        gsize     *size,
        GError   **error)
{
  gsize used = 0;

  for (gsize i = 0; i < text.length; i++)
    {
      char c = text.text[i];

      if (c == '+' && is_query)
        {
          c = ' ';
        }
      else if (c == '%')
        {
          int high = text.length - i > 2 ? g_ascii_xdigit_value (text.text[i + 1]) : -1;
          int low = text.length - i > 2 ? g_ascii_xdigit_value (text.text[i + 2]) : -1;

          if (high < 0 || low < 0)
            return refuse (error, "A percent sign without two hexadecimal digits");

          c = (char) (high << 4 | low);
          i += 2;
        }

      if (c == '\0' && is_text)
        return refuse (error, "A NUL in text");

      out[used++] = c;
    }

  *size = used;
  return TRUE;
}

char *
spare_uri_decode (SpareSlice text,
                  gboolean   is_query,
                  GError   **error)
{
  g_autofree char *out = g_malloc (text.length + 1);
  gsize size;

  if (!decode (text, is_query, TRUE, out, &size, error))
    return NULL;

  out[size] = '\0';
  if (!g_utf8_validate (out, (gssize) size, NULL))
    {
      refuse (error, "Text that is not UTF-8");
      return NULL;
    }

  return g_steal_pointer (&out);
}

static SpareSecret *
decode_secret (SpareSlice text,
               gboolean   is_query,
               gboolean   is_text,
               GError   **error)
{
  g_autoptr (SpareSecret) secret = NULL;
  guint8 *out;
  gsize size;

  secret = spare_secret_new_empty (text.length, &out);
  if (!decode (text, is_query, is_text, (char *) out, &size, error))
    return NULL;

  spare_secret_shrink (secret, size);
  return g_steal_pointer (&secret);
}

SpareSecret *
spare_uri_decode_secret (SpareSlice text,
                         gboolean   is_query,
                         GError   **error)
{
  return decode_secret (text, is_query, TRUE, error);
}

SpareSecret *
spare_uri_decode_bytes (SpareSlice text,
                        gboolean   is_query,
                        GError   **error)
{
  return decode_secret (text, is_query, FALSE, error);
}

static void
put_byte (SpareUriWriter *writer,
          guint8          byte)
{
  if (writer->out != NULL)
    writer->out[writer->size] = byte;
  writer->size++;
}

static void
put_percent (SpareUriWriter *writer,
             guint8          byte)
{
  static const char digits[] = "0123456789ABCDEF";

  put_byte (writer, '%');
  put_byte (writer, (guint8) digits[byte >> 4]);
  put_byte (writer, (guint8) digits[byte & 15]);
}

void
spare_uri_put (SpareUriWriter *writer,
               const char     *ascii)
{
  for (; *ascii != '\0'; ascii++)
    put_byte (writer, (guint8) *ascii);
}

void
spare_uri_put_encoded (SpareUriWriter *writer,
                       const char     *text,
                       gsize           length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isalnum (text[i]) || (text[i] != '\0' && strchr ("-._~@", text[i]) != NULL))
        put_byte (writer, (guint8) text[i]);
      else
        put_percent (writer, (guint8) text[i]);
    }
}

void
spare_uri_put_mended (SpareUriWriter *writer,
                      const char     *text,
                      gsize           length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isgraph (text[i]) && text[i] != '\\')
        put_byte (writer, (guint8) text[i]);
      else
        put_percent (writer, (guint8) text[i]);
    }
}

void
spare_uri_put_key (SpareUriWriter *writer,
                   const char     *key)
{
  put_byte (writer, writer->in_query ? '&' : '?');
  writer->in_query = TRUE;
  spare_uri_put (writer, key);
  put_byte (writer, '=');
}

void
spare_uri_put_text (SpareUriWriter *writer,
                    const char     *key,
                    const char     *value)
{
  spare_uri_put_key (writer, key);
  spare_uri_put_encoded (writer, value, strlen (value));
}

void
spare_uri_put_signed (SpareUriWriter *writer,
                      const char     *key,
                      gint64          value)
{
  char buffer[24];

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, value);
  spare_uri_put_text (writer, key, buffer);
}

void
spare_uri_put_number (SpareUriWriter *writer,
                      const char     *key,
                      guint64         value)
{
  char buffer[24];

  g_snprintf (buffer, sizeof buffer, "%" G_GUINT64_FORMAT, value);
  spare_uri_put_text (writer, key, buffer);
}
