/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-breach-private.h"

#include <string.h>

#define BLOCK  4096 /* bytes: what is left then is read at once */
#define PROBES 64

/* The first line that begins at or behind @offset: where, and its digits. @start is the
 * size of the file where there is none. */
static gboolean
read_line (SpareBreach *self,
           goffset      offset,
           goffset     *start,
           char         digits[SPARE_BREACH_DIGITS_MAX],
           guint       *reads,
           GError     **error)
{
  char text[2 * SPARE_BREACH_LINE_MAX];
  goffset from = offset > 0 ? offset - 1 : 0;
  gssize n = spare_breach_read (self->fd, text, sizeof text, from, reads, error);
  const char *at = text;

  if (n < 0)
    return FALSE;
  if (offset > 0)
    {
      const char *end = memchr (text, '\n', (gsize) n);

      at = end != NULL ? end + 1 : text + n;
    }
  *start = from + (at - text);
  if (*start >= self->size)
    return TRUE;
  if (spare_breach_count_digits (at, (gsize) (text + n - at)) != self->written)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "A line without a digest");
      return FALSE;
    }
  memcpy (digits, at, self->written);

  return TRUE;
}

/* Are there lines with these digits that begin from @low on, before @high? */
static gboolean
search_block (SpareBreach *self,
              goffset      low,
              goffset      high,
              const char  *digits,
              gboolean    *found,
              guint       *reads,
              GError     **error)
{
  char text[BLOCK + SPARE_BREACH_LINE_MAX];
  goffset from = low > 0 ? low - 1 : 0;
  gssize n = spare_breach_read (self->fd, text, (gsize) (high - from) + self->written, from, reads, error);
  const char *at = text;
  const char *end = text + n;

  if (n < 0)
    return FALSE;
  /* What begins before belongs to the line before. */
  if (low > 0)
    {
      at = memchr (text, '\n', (gsize) n);
      at = at != NULL ? at + 1 : end;
    }
  while (at < end && !*found)
    {
      const char *next = memchr (at, '\n', (gsize) (end - at));

      *found = end - at >= self->written && spare_breach_compare (at, digits, self->written) == 0;
      at = next != NULL ? next + 1 : end;
    }

  return TRUE;
}

gboolean
spare_breach_search (SpareBreach *self,
                     const char  *digits,
                     gboolean    *found,
                     GError     **error)
{
  goffset low = 0;           /* lines that begin before are smaller */
  goffset high = self->size; /* those that begin from here on are larger */
  guint reads = 0;

  *found = FALSE;
  while (!*found && high - low > BLOCK - 1)
    {
      char line[SPARE_BREACH_DIGITS_MAX] = "";
      goffset middle = low + (high - low) / 2;
      goffset start;
      int order;

      if (!read_line (self, middle, &start, line, &reads, error))
        return FALSE;
      order = start < high ? spare_breach_compare (line, digits, self->written) : 1;
      *found = order == 0;
      if (order < 0)
        low = start + 1;
      else
        high = middle;
    }
  if (!*found && !search_block (self, low, high, digits, found, &reads, error))
    return FALSE;
  self->most = MAX (self->most, reads);

  return TRUE;
}

gboolean
spare_breach_probe (SpareBreach *self,
                    GError     **error)
{
  char before[SPARE_BREACH_DIGITS_MAX + 1] = "";
  char line[SPARE_BREACH_DIGITS_MAX + 1] = "";
  goffset last = -1;
  guint reads = 0;

  self->ordered = TRUE;
  for (guint i = 0; self->ordered && i < PROBES; i++)
    {
      goffset start;

      if (!read_line (self, self->size / PROBES * i, &start, line, &reads, error))
        return FALSE;
      if (start >= self->size || start == last)
        continue;
      for (guint j = 0; j < self->written; j++)
        line[j] = g_ascii_toupper (line[j]);
      self->ordered = last < 0 || strcmp (before, line) < 0;
      memcpy (before, line, sizeof before);
      last = start;
    }

  return TRUE;
}
