/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-files.h"

#include "spare-bytes.h"
#include "spare-cli-error.h"
#include "spare-cli-input.h"
#include "spare-cli-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PASSWORD_MAX 1024 /* bytes */

/* For errno, after @path could not be opened or read. */
static void
set_errno (GError    **error,
           const char *path)
{
  int code = errno;
  g_autofree char *clean = spare_cli_text_clean (path);

  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED,
               /* Translators: a file's name, and the system's reason. */
               _("%s cannot be read: %s"), clean, g_strerror (code));
}

/* Reads on until the end or the bound. */
static GBytes *
read_all (int         fd,
          const char *path,
          gsize       max,
          GError    **error)
{
  gsize room = 65536;
  gsize size = 0;
  guint8 *data;
  g_autoptr (GBytes) bytes = spare_bytes_new_wiped (room, &data);

  for (;;)
    {
      gssize got = read (fd, data + size, room - size);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          set_errno (error, path);
          return NULL;
        }
      if (got == 0)
        break;
      size += (gsize) got;
      if (size > max)
        {
          g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                               _("The file is too large to be what it should be. Check which one it is."));
          return NULL;
        }
      if (size == room)
        {
          guint8 *more;
          GBytes *grown = spare_bytes_new_wiped (room * 2, &more);

          memcpy (more, data, size);
          g_bytes_unref (bytes);
          bytes = grown;
          data = more;
          room *= 2;
        }
    }
  return g_bytes_new_from_bytes (bytes, 0, size);
}

GBytes *
spare_cli_file_read (const char *path,
                     gsize       max,
                     GError    **error)
{
  GBytes *bytes;
  int fd;

  if (g_str_equal (path, "-"))
    return read_all (STDIN_FILENO, _("Standard input"), max, error);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_errno (error, path);
      return NULL;
    }
  bytes = read_all (fd, path, max, error);
  close (fd);
  return bytes;
}

static gboolean
write_output (GBytes  *bytes,
              GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (isatty (STDOUT_FILENO) && !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("This is not for a terminal to show. Give the name of a file, or send the output on."));
      return FALSE;
    }
  return spare_cli_text_write (STDOUT_FILENO, data, size, error);
}

gboolean
spare_cli_file_write (const char *path,
                      GBytes     *bytes,
                      GError    **error)
{
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *clean = NULL;

  if (g_str_equal (path, "-"))
    return write_output (bytes, error);
  if (g_file_set_contents_full (path, data != NULL ? data : "", (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
    return TRUE;
  clean = spare_cli_text_clean (path);
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED,
               /* Translators: a file's name, and the system's reason. */
               _("%s was not written: %s. What was there before is unchanged."), clean, cause->message);
  return FALSE;
}

static SpareSecret *
password_new (const char *line,
              gsize       length,
              GError    **error)
{
  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (length == 0 || length > PASSWORD_MAX || memchr (line, 0, length) != NULL)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_PASSWORD,
                           length == 0 ? _("The password is empty. Give the one that belongs to the file.")
                                       : _("The password is too long or not text."));
      return NULL;
    }
  return spare_secret_new (line, length);
}

static SpareSecret *
password_from_file (const char *path,
                    GError    **error)
{
  g_autoptr (GBytes) bytes = spare_cli_file_read (path, 65536, error);
  const char *data;
  const char *end;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  end = size > 0 ? memchr (data, '\n', size) : NULL;
  return password_new (data, end != NULL ? (gsize) (end - data) : size, error);
}

static SpareSecret *
password_from_terminal (int         fd,
                        const char *prompt,
                        GError    **error)
{
  g_autoptr (SpareCliEcho) echo = spare_cli_echo_off (fd);
  char line[PASSWORD_MAX + 2];
  gssize got;
  SpareSecret *password;

  g_printerr ("%s", prompt);
  do
    got = read (fd, line, sizeof line);
  while (got < 0 && errno == EINTR);
  g_printerr ("\n");
  if (got > 0 && line[got - 1] == '\n')
    got--;
  password = password_new (line, got > 0 ? (gsize) got : 0, error);
  spare_wipe (line, sizeof line);
  return password;
}

SpareSecret *
spare_cli_password_read (const char *file,
                         const char *prompt,
                         gboolean    twice,
                         GError    **error)
{
  g_autoptr (SpareSecret) first = NULL;
  g_autoptr (SpareSecret) second = NULL;
  int fd;

  if (file != NULL)
    return password_from_file (file, error);
  /* Standard input may be the file itself. */
  fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_PASSWORD,
                           _("A password is needed. Put it into a file that only you can read, and add "
                             "--password-file FILE"));
      return NULL;
    }
  first = password_from_terminal (fd, prompt, error);
  if (first != NULL && twice)
    second = password_from_terminal (fd, _("Once more, to be sure: "), error);
  close (fd);
  if (first != NULL && second != NULL && !spare_secret_equal (first, second))
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_PASSWORD,
                         _("The two are not the same, so nothing was written. Run the command again."));
  else if (first != NULL && (!twice || second != NULL))
    return g_steal_pointer (&first);
  return NULL;
}

void
spare_cli_progress (const char *text)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r\033[K%s", text);
}

void
spare_cli_progress_end (void)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r\033[K");
}

void
spare_cli_key_progress (double   fraction,
                        gpointer data)
{
  g_autofree char *text = NULL;

  if (fraction >= 0)
    /* Translators: a percentage. */
    text = g_strdup_printf (_("Turning the password into a key: %d %%"), (int) (fraction * 100));
  spare_cli_progress (text != NULL ? text : _("Turning the password into a key…"));
}
