/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <glib/gi18n-lib.h>
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
          *length = (gsize) (end - start);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
spare_import_is_link (const char *text,
                      gsize       length)
{
  static const char *const schemes[] = { "otpauth://", "apple-otpauth://", "otpauth-migration://", "motp://",
                                         "steam://" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize n = strlen (schemes[i]);

      if (length > n && g_ascii_strncasecmp (text, schemes[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What closes the quotes or brackets that the character before a link opens. */
static char
closing (char before)
{
  const char *pairs = "''()[]``";

  for (; *pairs != 0; pairs += 2)
    if (*pairs == before)
      return pairs[1];
  return '"';
}

gboolean
spare_import_find_link (const char **line,
                        gsize       *length)
{
  const char *start = *line;
  const char *end = *line + *length;

  for (const char *at = start; at < end; at++)
    {
      const char *to = at;
      char close;

      if ((at > start && (g_ascii_isalnum (at[-1]) || at[-1] == '-')) || !spare_import_is_link (at, (gsize) (end - at)))
        continue;
      close = at > start ? closing (at[-1]) : '"';
      while (to < end && !g_ascii_isspace (*to) && *to != '"' && *to != '<' && *to != '>' && *to != close)
        to++;
      if (!spare_import_is_link (at, (gsize) (to - at)))
        continue;
      *line = at;
      *length = (gsize) (to - at);
      return TRUE;
    }
  return FALSE;
}

/* Documents of other kinds hold links, too, written in ways of their own. */
static gboolean
may_hold_links (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);

  return text != NULL && strchr ("{[<", text[strspn (text, " \t\r\n")]) == NULL;
}

static gboolean
uri_list_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_lines (file);
  gboolean anywhere = may_hold_links (file);
  const char *line;
  gsize length;

  while (text != NULL && spare_import_next_line (&text, &line, &length))
    if (spare_import_is_link (line, length) || (anywhere && spare_import_find_link (&line, &length)))
      return TRUE;
  return FALSE;
}

static void
read_link (const char               *link,
           gsize                     length,
           SpareGoogleParts         *parts,
           const SpareImportContext *context,
           SpareImport              *import)
{
  if (spare_google_is_link (link, length))
    spare_google_parts_take (parts, link, length);
  else
    spare_import_add_uri (import, context, link, (gssize) length, NULL);
}

/* A line that is a link is one as a whole, blanks in it and all. */
static void
read_line (const char               *line,
           gsize                     length,
           SpareGoogleParts         *parts,
           const SpareImportContext *context,
           SpareImport              *import)
{
  const char *end = line + length;
  gboolean found = FALSE;

  if (spare_import_is_link (line, length))
    {
      read_link (line, length, parts, context, import);
      return;
    }
  while (spare_import_find_link (&line, &length) && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX)
    {
      read_link (line, length, parts, context, import);
      line += length;
      length = (gsize) (end - line);
      found = TRUE;
    }
  if (!found)
    import->others++;
}

static gboolean
uri_list_read (SpareImportFile          *file,
               const SpareImportContext *context,
               SpareImport              *import,
               GError                  **error)
{
  const char *text = spare_import_file_get_lines (file);
  g_autoptr (SpareGoogleParts) parts = spare_google_parts_new ();
  const char *line;
  gsize length;

  import->plain = TRUE;
  while (spare_import_next_line (&text, &line, &length))
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_line (line, length, parts, context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return spare_google_parts_add (parts, context, import, error);
}

const SpareFormat spare_format_uri_list = {
  .id = "otpauth",
  .name = N_("Setup links"),
  .recognize = uri_list_recognize,
  .read = uri_list_read,
};
