/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-json-writer.h"

#include <string.h>

struct _SpareJsonWriter
{
  SpareJsonPut put;
  gpointer     data;
  GString     *out;
  GString     *open;  /* the closing characters still owed, outermost first */
  GError      *error;
  gboolean     comma;
};

SpareJsonWriter *
spare_json_writer_new (SpareJsonPut put,
                       gpointer     data)
{
  SpareJsonWriter *self = g_new0 (SpareJsonWriter, 1);

  self->out = g_string_new (NULL);
  self->open = g_string_new (NULL);
  self->put = put;
  self->data = data;

  return self;
}

void
spare_json_writer_free (SpareJsonWriter *self)
{
  g_string_free (self->out, TRUE);
  g_string_free (self->open, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

static void
flush (SpareJsonWriter *self)
{
  if (self->error == NULL)
    self->put (self->out->str, self->out->len, self->data, &self->error);
  g_string_truncate (self->out, 0);
}

/* Bytes that @text takes inside a JSON string; writes them if @out is given. */
static gsize
escape (const char *text,
        gsize       size,
        char       *out)
{
  static const char hex[] = "0123456789abcdef";
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    {
      guint8 c = (guint8) text[i];
      /* C1 controls are two bytes in UTF-8; some terminals obey them. */
      gboolean c1 = c == 0xc2 && i + 1 < size && (guint8) text[i + 1] < 0xa0;

      if (c == '"' || c == '\\')
        {
          if (out != NULL)
            {
              out[n] = '\\';
              out[n + 1] = (char) c;
            }
          n += 2;
        }
      else if (c < 0x20 || c == 0x7f || c1)
        {
          if (c1)
            c = (guint8) text[++i];
          if (out != NULL)
            {
              memcpy (out + n, "\\u00", 4);
              out[n + 4] = hex[c >> 4];
              out[n + 5] = hex[c & 15];
            }
          n += 6;
        }
      else
        {
          if (out != NULL)
            out[n] = (char) c;
          n++;
        }
    }

  return n;
}

static void
begin (SpareJsonWriter *self,
       const char      *key,
       const char      *suffix)
{
  if (self->comma)
    g_string_append_c (self->out, ',');
  if (self->open->len > 0)
    {
      g_string_append_c (self->out, '\n');
      for (gsize i = 0; i < self->open->len; i++)
        g_string_append (self->out, "  ");
    }
  if (key != NULL)
    g_string_append_printf (self->out, "\"%s%s\": ", key, suffix);
  self->comma = TRUE;
}

static void
open_with (SpareJsonWriter *self,
           const char      *key,
           char             opening,
           char             closing)
{
  begin (self, key, "");
  g_string_append_c (self->out, opening);
  g_string_append_c (self->open, closing);
  self->comma = FALSE;
}

void
spare_json_writer_object (SpareJsonWriter *self,
                          const char      *key)
{
  open_with (self, key, '{', '}');
}

void
spare_json_writer_array (SpareJsonWriter *self,
                         const char      *key)
{
  open_with (self, key, '[', ']');
}

void
spare_json_writer_close (SpareJsonWriter *self)
{
  char closing;

  g_return_if_fail (self->open->len > 0);

  closing = self->open->str[self->open->len - 1];
  g_string_truncate (self->open, self->open->len - 1);
  if (self->comma)
    {
      g_string_append_c (self->out, '\n');
      for (gsize i = 0; i < self->open->len; i++)
        g_string_append (self->out, "  ");
    }
  g_string_append_c (self->out, closing);
  self->comma = TRUE;
}

void
spare_json_writer_string (SpareJsonWriter *self,
                          const char      *key,
                          const char      *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  gsize size = strlen (valid);
  g_autofree char *escaped = g_malloc (escape (valid, size, NULL) + 1);

  escaped[escape (valid, size, escaped)] = '\0';
  begin (self, key, "");
  g_string_append_printf (self->out, "\"%s\"", escaped);
}

void
spare_json_writer_int (SpareJsonWriter *self,
                       const char      *key,
                       gint64           value)
{
  begin (self, key, "");
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
spare_json_writer_uint (SpareJsonWriter *self,
                        const char      *key,
                        guint64          value)
{
  begin (self, key, "");
  g_string_append_printf (self->out, "%" G_GUINT64_FORMAT, value);
}

void
spare_json_writer_bool (SpareJsonWriter *self,
                        const char      *key,
                        gboolean         value)
{
  begin (self, key, "");
  g_string_append (self->out, value ? "true" : "false");
}

static SpareSecret *
secret_to_base64 (const char *bytes,
                  gsize       size)
{
  guint8 *data = NULL;
  /* What g_base64_encode_step() asks for. */
  SpareSecret *base64 = spare_secret_new_empty ((size / 3 + 1) * 4 + 4, &data);
  int state = 0;
  int save = 0;
  gsize n = g_base64_encode_step ((const guchar *) bytes, size, FALSE, (char *) data, &state, &save);

  n += g_base64_encode_close (FALSE, (char *) data + n, &state, &save);
  spare_secret_shrink (base64, n);

  return base64;
}

void
spare_json_writer_null (SpareJsonWriter *self,
                        const char      *key)
{
  begin (self, key, "");
  g_string_append (self->out, "null");
}

void
spare_json_writer_secret (SpareJsonWriter   *self,
                          const char        *key,
                          const SpareSecret *value)
{
  g_autoptr(SpareSecret) escaped = NULL;
  gsize size = 0;
  const char *bytes = spare_secret_peek (value, &size);

  if (g_utf8_validate_len (bytes, size, NULL))
    {
      guint8 *data = NULL;

      escaped = spare_secret_new_empty (escape (bytes, size, NULL), &data);
      escape (bytes, size, (char *) data);
      begin (self, key, "");
    }
  else
    {
      escaped = secret_to_base64 (bytes, size);
      begin (self, key, "_base64");
    }

  g_string_append_c (self->out, '"');
  flush (self);
  bytes = spare_secret_peek (escaped, &size);
  if (self->error == NULL)
    self->put (bytes, size, self->data, &self->error);
  g_string_append_c (self->out, '"');
}

gboolean
spare_json_writer_finish (SpareJsonWriter *self,
                          GError         **error)
{
  while (self->open->len > 0)
    spare_json_writer_close (self);
  g_string_append_c (self->out, '\n');
  flush (self);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}
