/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-breach-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "spare-digest.h"

#define FILE_MAX (1u << 20) /* bytes; there are some 40,000 in one */

static gboolean
is_prefix_file (const char *name)
{
  gsize n = strspn (name, "0123456789ABCDEFabcdef");

  return n == SPARE_BREACH_PREFIX && (name[n] == '\0' || g_ascii_strcasecmp (name + n, ".txt") == 0);
}

/* How many digits the first line of this file has; 0 where it has none. */
static guint
look_into (SpareBreach *self,
           const char  *name)
{
  char start[SPARE_BREACH_LINE_MAX];
  int fd = openat (self->fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  guint reads = 0;
  gssize n = -1;

  if (fd >= 0)
    {
      n = spare_breach_read (fd, start, sizeof start, 0, &reads, NULL);
      close (fd);
    }

  return n > 0 ? spare_breach_count_digits (start, (gsize) n) : 0;
}

gboolean
spare_breach_open_folder (SpareBreach *self,
                          GError     **error)
{
  static const guint sizes[] = { 2 * SPARE_DIGEST_SHA1_SIZE, 2 * SPARE_DIGEST_NTLM_SIZE };
  int copy = openat (self->fd, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  DIR *folder = copy >= 0 ? fdopendir (copy) : NULL;
  const struct dirent *item;

  if (folder == NULL)
    {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "folder: %s", g_strerror (errno));
      if (copy >= 0)
        close (copy);
      return FALSE;
    }
  while (self->digits == 0 && (item = readdir (folder)) != NULL)
    {
      guint written = is_prefix_file (item->d_name) ? look_into (self, item->d_name) : 0;

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        if (written == sizes[i] - SPARE_BREACH_PREFIX)
          {
            self->digits = sizes[i];
            self->written = written;
          }
    }
  closedir (folder);
  self->ordered = TRUE;
  if (self->digits != 0)
    return TRUE;

  g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "No files of digests in it");
  return FALSE;
}

/* -1 where there is none */
static int
open_prefix (SpareBreach *self,
             const char  *digits,
             guint       *reads)
{
  g_autofree char *upper = g_strndup (digits, SPARE_BREACH_PREFIX);
  g_autofree char *lower = g_ascii_strdown (upper, -1);
  g_autofree char *upper_text = g_strconcat (upper, ".txt", NULL);
  g_autofree char *lower_text = g_strconcat (lower, ".txt", NULL);
  const char *names[] = { upper, upper_text, lower, lower_text };
  int fd = -1;

  for (guint i = 0; fd < 0 && i < G_N_ELEMENTS (names); i++, (*reads)++)
    fd = openat (self->fd, names[i], O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  return fd;
}

/* Padding, which the service adds on request, was found nowhere: 0 times. */
static gboolean
is_padding (const char *count,
            const char *end)
{
  return end - count >= 2 && count[0] == ':' && count[1] == '0' && (end - count == 2 || !g_ascii_isdigit (count[2]));
}

static SpareBreached
search_text (const SpareBreach *self,
             const char        *text,
             gsize              size,
             const char        *digits)
{
  const char *end = text + size;

  for (const char *at = text, *next; at < end; at = next)
    {
      const char *line = memchr (at, '\n', (gsize) (end - at));

      next = line != NULL ? line + 1 : end;
      if (next - at >= self->written && spare_breach_compare (at, digits, self->written) == 0
          && !is_padding (at + self->written, next))
        return SPARE_BREACHED_YES;
    }

  return SPARE_BREACHED_NO;
}

gboolean
spare_breach_search_folder (SpareBreach   *self,
                            const char    *digits,
                            SpareBreached *found,
                            GError       **error)
{
  g_autofree char *text = NULL;
  guint reads = 0;
  int fd = open_prefix (self, digits, &reads);
  gssize n;

  *found = SPARE_BREACHED_UNKNOWN;
  if (fd >= 0)
    {
      text = g_malloc (FILE_MAX + 1);
      n = spare_breach_read (fd, text, FILE_MAX + 1, 0, &reads, error);
      close (fd);
      if (n < 0)
        return FALSE;
      /* An empty one, or one that is something else, says nothing. */
      if (n > 0 && n <= (gssize) FILE_MAX
          && spare_breach_count_digits (text, (gsize) MIN (n, SPARE_BREACH_LINE_MAX)) == self->written)
        *found = search_text (self, text, (gsize) n, digits + SPARE_BREACH_PREFIX);
    }
  self->most = MAX (self->most, reads);

  return TRUE;
}
