/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

/* Setup links, one a line, as most programs can write them: Aegis (text),
 * FreeOTP+, Authenticator Plus, WinAuth, and what QR codes say. */

gboolean
spare_import_next_line (const char **at,
                        const char **line,
                        gsize       *length)
{
  while (**at != 0)
    {
      const char *start = *at + strspn (*at, " \t\r\n");
      const char *end = start + strcspn (start, "\r\n");

      *at = end;
      while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
      if (end > start)
        {
          *line = start;
          *length = (gsize)(end - start);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
spare_import_is_link (const char *line,
                      gsize       length)
{
  static const char *const schemes[] = { "otpauth://", "apple-otpauth://", "otpauth-migration://", "motp://",
                                         "steam://" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize n = strlen (schemes[i]);

      if (length > n && g_ascii_strncasecmp (line, schemes[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
uri_list_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);
  const char *line;
  gsize length;

  while (text != NULL && spare_import_next_line (&text, &line, &length))
    if (spare_import_is_link (line, length))
      return TRUE;
  return FALSE;
}

static gboolean
uri_list_read (SpareImportFile          *file,
               const SpareImportContext *context,
               SpareImport              *import,
               GError                  **error)
{
  const char *text = spare_import_file_get_text (file);
  g_autoptr (SpareGoogleParts) parts = spare_google_parts_new ();
  const char *line;
  gsize length;

  import->plain = TRUE;
  while (spare_import_next_line (&text, &line, &length))
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      if (!spare_import_is_link (line, length))
        import->others++;
      else if (spare_google_is_link (line, length))
        spare_google_parts_take (parts, line, length);
      else
        spare_import_add_uri (import, context, line, (gssize)length, NULL);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return spare_google_parts_add (parts, context, import, error);
}

const SpareFormat spare_format_uri_list = {
  .id = "otpauth",
  .name = "otpauth",
  .recognize = uri_list_recognize,
  .read = uri_list_read,
};
