/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-input.h"

#include "spare-cli-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct _SpareCliLines
{
  SpareSecret *buffer;
  char        *data;
  gsize        max;
  gsize        start;
  gsize        end;
  guint        number;
  int          fd;
  gboolean     eof;
  gboolean     skipping;
};

SpareCliLines *
spare_cli_lines_new (int   fd,
                     gsize max)
{
  SpareCliLines *self = g_new0 (SpareCliLines, 1);
  guint8 *data = NULL;

  self->fd = fd;
  self->max = max;
  self->buffer = spare_secret_new_empty (max + 2, &data);
  self->data = (char *) data;

  return self;
}

void
spare_cli_lines_free (SpareCliLines *self)
{
  spare_secret_unref (self->buffer);
  g_free (self);
}

/* Makes room and reads once. False at an error only. */
static gboolean
fill (SpareCliLines *self,
      GError       **error)
{
  gssize n;

  if (self->start > 0)
    {
      memmove (self->data, self->data + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->end > self->max)
    {
      self->skipping = TRUE;
      self->end = 0;
    }

  do
    n = read (self->fd, self->data + self->end, self->max + 2 - self->end);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED,
                   /* Translators: %s is the system's reason. */
                   _("The input could not be read: %s."), g_strerror (errno));
      return FALSE;
    }

  self->eof = n == 0;
  self->end += (gsize) n;

  return TRUE;
}

static void
trim (const char **line,
      gsize       *length)
{
  while (*length > 0 && g_ascii_isspace ((*line)[*length - 1]))
    (*length)--;
  while (*length > 0 && g_ascii_isspace (**line))
    {
      (*line)++;
      (*length)--;
    }
}

static SpareCliLine
take (SpareCliLines *self,
      gsize          size,
      gsize          separator,
      const char   **line,
      gsize         *length,
      guint         *number)
{
  gboolean too_long = self->skipping || size > self->max;

  *line = self->data + self->start;
  *length = size;
  *number = ++self->number;
  self->start += size + separator;
  self->skipping = FALSE;

  if (too_long)
    return SPARE_CLI_LINE_TOO_LONG;

  if (self->number == 1 && size >= 3 && memcmp (*line, "\xef\xbb\xbf", 3) == 0)
    {
      *line += 3;
      *length -= 3;
    }
  trim (line, length);

  return SPARE_CLI_LINE_TEXT;
}

SpareCliLine
spare_cli_lines_next (SpareCliLines *self,
                      const char   **line,
                      gsize         *length,
                      guint         *number,
                      GError       **error)
{
  while (TRUE)
    {
      gsize left = self->end - self->start;
      const char *from = self->data + self->start;
      const char *newline = left > 0 ? memchr (from, '\n', left) : NULL;

      if (newline != NULL)
        return take (self, (gsize) (newline - from), 1, line, length, number);
      if (self->eof && left == 0 && !self->skipping)
        return SPARE_CLI_LINE_END;
      if (self->eof)
        return take (self, left, 0, line, length, number);
      if (!fill (self, error))
        return SPARE_CLI_LINE_FAILED;
    }
}

SpareSecret *
spare_cli_lines_secret (SpareCliLines *self,
                        const char    *prompt,
                        SpareCoreError missing,
                        GError       **error)
{
  g_autoptr(SpareCliEcho) echo = spare_cli_echo_off (self->fd);
  const char *line = NULL;
  gsize length = 0;
  guint number = 0;

  if (echo != NULL)
    g_printerr ("%s", prompt);

  switch (spare_cli_lines_next (self, &line, &length, &number, error))
    {
    case SPARE_CLI_LINE_TEXT:
      if (length > 0)
        return spare_secret_new (line, length);
      G_GNUC_FALLTHROUGH;
    case SPARE_CLI_LINE_END:
      g_set_error_literal (error, SPARE_CORE_ERROR, (int) missing, "Nothing on standard input");
      return NULL;
    case SPARE_CLI_LINE_TOO_LONG:
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG, "Line too long");
      return NULL;
    case SPARE_CLI_LINE_FAILED:
    default:
      return NULL;
    }
}

struct _SpareCliEcho
{
  int            fd;
  struct termios before;
};

/* For the signal handler, which gets no argument. */
static SpareCliEcho *guard;

static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static void
restore_cb (int number)
{
  if (guard != NULL)
    tcsetattr (guard->fd, TCSANOW, &guard->before);
  signal (number, SIG_DFL);
  raise (number);
}

SpareCliEcho *
spare_cli_echo_off (int fd)
{
  g_autofree SpareCliEcho *self = g_new0 (SpareCliEcho, 1);
  struct termios silent;

  if (!isatty (fd) || tcgetattr (fd, &self->before) != 0)
    return NULL;

  self->fd = fd;
  guard = self;
  for (gsize i = 0; i < G_N_ELEMENTS (deadly); i++)
    signal (deadly[i], restore_cb);

  silent = self->before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (fd, TCSAFLUSH, &silent);

  return g_steal_pointer (&self);
}

void
spare_cli_echo_free (SpareCliEcho *self)
{
  tcsetattr (self->fd, TCSANOW, &self->before);
  for (gsize i = 0; i < G_N_ELEMENTS (deadly); i++)
    signal (deadly[i], SIG_DFL);
  guard = NULL;
  /* The Enter that ended the input was not echoed either. */
  g_printerr ("\n");
  g_free (self);
}
