/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan-texts.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-import.h"

gboolean
spare_scan_is_setup (const char *text)
{
  return spare_import_is_link (text, strlen (text));
}

gboolean
spare_scan_add (GPtrArray   *texts,
                SpareSecret *text)
{
  for (guint i = 0; i < texts->len; i++)
    {
      if (spare_secret_equal (g_ptr_array_index (texts, i), text))
        return FALSE;
    }

  g_ptr_array_add (texts, spare_secret_ref (text));
  return TRUE;
}

GPtrArray *
spare_scan_split (const char *text)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);

  while (text != NULL && *text != '\0')
    {
      gsize length;

      text += strspn (text, " \t\r\n");
      length = strcspn (text, "\r\n");
      while (length > 0 && g_ascii_isspace (text[length - 1]))
        length--;
      if (spare_import_is_link (text, length))
        g_ptr_array_add (texts, spare_secret_new (text, length));
      text += length;
      text += strcspn (text, "\r\n");
    }

  return texts;
}

GBytes *
spare_scan_join (GPtrArray *texts)
{
  gsize size = 0;
  guint8 *data;
  GBytes *bytes;

  for (guint i = 0; i < texts->len; i++)
    {
      const SpareSecret *text = g_ptr_array_index (texts, i);

      if (spare_scan_is_setup (spare_secret_peek_text (text)))
        size += spare_secret_get_size (text) + 1;
    }
  if (size == 0)
    return NULL;

  bytes = spare_bytes_new_wiped (size, &data);
  for (guint i = 0; i < texts->len; i++)
    {
      const SpareSecret *text = g_ptr_array_index (texts, i);
      gsize length = spare_secret_get_size (text);

      if (!spare_scan_is_setup (spare_secret_peek_text (text)))
        continue;
      memcpy (data, spare_secret_peek_text (text), length);
      data[length] = '\n';
      data += length + 1;
    }

  return bytes;
}
