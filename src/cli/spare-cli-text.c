/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-text.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static gboolean
is_unsafe (gunichar c)
{
  if (g_unichar_iscntrl (c))
    return TRUE;

  /* Line and paragraph separators, and what turns the reading direction. */
  return c == 0x2028 || c == 0x2029 || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
spare_cli_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, is_unsafe (c) ? 0xfffd : c);
    }

  return g_string_free (out, FALSE);
}

guint
spare_cli_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

void
spare_cli_text_pad (GString    *out,
                    const char *text,
                    guint       width)
{
  g_string_append (out, text);
  for (guint n = spare_cli_text_width (text); n < width; n++)
    g_string_append_c (out, ' ');
}

char *
spare_cli_text_label (SpareAccount *account)
{
  const char *service = spare_account_get_service (account);
  const char *name = spare_account_get_name (account);
  g_autofree char *label = NULL;

  if (*service != '\0' && *name != '\0')
    label = g_strconcat (service, ":", name, NULL);
  else
    label = g_strdup (*service != '\0' ? service : name);

  return spare_cli_text_clean (label);
}

gboolean
spare_cli_text_write (int           fd,
                      gconstpointer data,
                      gsize         size,
                      GError      **error)
{
  const char *p = data;

  while (size > 0)
    {
      gssize n = write (fd, p, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int code = errno;

          g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                       /* Translators: %s is the system's reason. */
                       _("The output could not be written: %s."), g_strerror (code));
          return FALSE;
        }
      p += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static char *
to_locale (const char *text,
           gsize      *size)
{
  const char *charset = NULL;
  char *converted = NULL;

  if (!g_get_charset (&charset))
    converted = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, size, NULL);
  if (converted == NULL)
    {
      converted = g_strdup (text);
      *size = strlen (text);
    }

  return converted;
}

gboolean
spare_cli_text_print (const char *text,
                      GError    **error)
{
  gsize size = 0;
  g_autofree char *bytes = to_locale (text, &size);

  return spare_cli_text_write (STDOUT_FILENO, bytes, size, error);
}

void
spare_cli_text_tell (const char *text)
{
  g_autofree char *clean = spare_cli_text_clean (text);

  g_printerr ("sparekey-cli: %s\n", clean);
}

gboolean
spare_cli_text_write_secret (const SpareSecret *secret,
                             const char        *end,
                             GError           **error)
{
  g_autoptr(SpareSecret) copy = NULL;
  guint8 *data = NULL;
  gsize size = 0;
  const char *bytes = spare_secret_peek (secret, &size);
  gsize length = strlen (end);
  gboolean terminal = isatty (STDOUT_FILENO);
  gboolean changed = FALSE;

  copy = spare_secret_new_empty (size + length, &data);
  for (gsize i = 0; i < size; i++)
    {
      gboolean safe = !terminal || g_ascii_isprint (bytes[i]);

      data[i] = safe ? (guint8) bytes[i] : '?';
      changed = changed || !safe;
    }
  memcpy (data + size, end, length);
  if (changed)
    spare_cli_text_tell (_("Some characters cannot be shown in a terminal. Send the output to a file to get them."));

  return spare_cli_text_write (STDOUT_FILENO, data, size + length, error);
}
