/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

/* Cuts lines into columns, dates and addresses. */

static gboolean
is_blank (char ch)
{
  return ch == ' ' || ch == '\t';
}

static gboolean
is_break (char ch)
{
  return ch == ',' || ch == ';' || ch == '|';
}

static const char *
word_end (const char *at,
          const char *end)
{
  while (at < end && !is_blank (*at) && !is_break (*at))
    at++;
  return at;
}

static void
flush (SpareCodeReader *line,
       const char     **cell,
       const char      *end)
{
  if (*cell != NULL)
    spare_code_reader_take (line, *cell, end);
  *cell = NULL;
}

static void
add_aside (SpareCodeReader  *line,
           SpareCodeTextKind kind,
           const char       *start,
           const char       *end)
{
  SpareCodePiece piece = { .kind = kind, .start = start, .length = (gsize) (end - start), .line = line->line };

  piece.column = line->scan->pieces->len - line->first;
  g_array_append_val (line->scan->pieces, piece);
}

/* Does a word in the middle of a line begin something new? A dash, a number
 * ("6."), an empty box. */
static gboolean
begins_cell (const char *at,
             const char *to,
             const char *end)
{
  gsize digits = 0;

  if (to - at == 1 && strchr ("-*[", *at) != NULL)
    return TRUE;
  if (*at == '[' && to - at <= 5 && to[-1] == ']')
    return TRUE;
  if (to - at == 3 && (memcmp (at, "–", 3) == 0 || memcmp (at, "—", 3) == 0 || memcmp (at, "•", 3) == 0))
    return TRUE;
  if (to - at >= 3 && (memcmp (at, "☐", 3) == 0 || memcmp (at, "☑", 3) == 0 || memcmp (at, "☒", 3) == 0 ||
                       memcmp (at, "□", 3) == 0))
    return TRUE;
  while (at + digits < to && g_ascii_isdigit (at[digits]))
    digits++;
  return digits > 0 && digits <= SPARE_CODE_NUMBER_MAX && at + digits + 1 == to && (to[-1] == '.' || to[-1] == ')') &&
         to < end && g_ascii_isalnum (to[1]);
}

/* What is around an address, but not part of it. */
static void
trim_address (const char **start,
              const char **end)
{
  while (*start < *end && strchr ("(<[\"'", **start) != NULL)
    (*start)++;
  while (*end > *start && strchr (")>].:!?\"'", (*end)[-1]) != NULL)
    (*end)--;
}

/* A date or an address is a piece by itself. */
static gboolean
take_whole (SpareCodeReader *line,
            const char     **cell,
            const char      *cell_end,
            const char     **at,
            const char      *to,
            const char      *end)
{
  const char *start = *at;
  const char *stop = to;
  const char *date;

  while (start < to && strchr ("(<[\"'", *start) != NULL)
    start++;
  date = start < to ? spare_code_find_date (start, end) : NULL;
  if (date != NULL)
    {
      flush (line, cell, cell_end);
      add_aside (line, SPARE_CODE_TEXT_DATE, start, date);
      *at = date;
      while (*at < end && strchr (")>].:", **at) != NULL)
        (*at)++;
      return TRUE;
    }
  trim_address (&start, &stop);
  if (!spare_code_is_address (start, stop))
    return FALSE;
  flush (line, cell, cell_end);
  add_aside (line, SPARE_CODE_TEXT_ADDRESS, start, stop);
  *at = to;
  return TRUE;
}

static void
cut (SpareCodeReader *line,
     const char      *at,
     const char      *end)
{
  const char *cell = NULL;
  const char *cell_end = at;

  while (at < end)
    {
      const char *start = at;
      const char *to;

      while (at < end && is_blank (*at))
        at++;
      /* Two blanks, or a tab, are between columns. */
      if (at - start > 1 || (at > start && *start == '\t'))
        flush (line, &cell, cell_end);
      if (at == end)
        break;
      if (is_break (*at))
        {
          flush (line, &cell, cell_end);
          at++;
          continue;
        }
      to = word_end (at, end);
      if (take_whole (line, &cell, cell_end, &at, to, end))
        continue;
      if (cell != NULL && begins_cell (at, to, end))
        flush (line, &cell, cell_end);
      cell = cell != NULL ? cell : at;
      cell_end = at = to;
    }
  flush (line, &cell, cell_end);
}

static gboolean
is_near (const SpareCodePiece *piece)
{
  static const char *const words[] = { "for", "für", "pour", "para", "per", "account", "konto", "compte", "cuenta",
                                       "user", "benutzer", "mail", "login", "as", "als", "voor" };
  const char *end = piece->start + piece->length;
  const char *start;

  while (end > piece->start && strchr (" :(<", end[-1]) != NULL)
    end--;
  start = end;
  while (start > piece->start && start[-1] != ' ' && start[-1] != '-')
    start--;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == (gsize) (end - start) && g_ascii_strncasecmp (start, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A mail address that is all there is in a line, or that "for", "account:"
 * stands before. */
static void
take_user (SpareCodeReader *line)
{
  GArray *pieces = line->scan->pieces;
  const SpareCodePiece *last;

  if (line->scan->user != NULL || pieces->len == line->first || pieces->len - line->first > 2)
    return;
  last = &g_array_index (pieces, SpareCodePiece, pieces->len - 1);
  if (last->kind != SPARE_CODE_TEXT_ADDRESS || memchr (last->start, '@', last->length) == NULL ||
      g_strstr_len (last->start, (gssize) last->length, "://") != NULL)
    return;
  if (pieces->len - line->first == 2 &&
      ((last - 1)->kind != SPARE_CODE_TEXT_PROSE ||
       (line->label != SPARE_CODE_LABEL_USER && !is_near (last - 1))))
    return;
  line->scan->user = g_strndup (last->start, last->length);
}

static void
read_line (SpareCodeScan *self,
           const char    *start,
           const char    *end)
{
  SpareCodeReader line = { .scan = self, .line = self->lines->len, .first = self->pieces->len };
  SpareCodeLine place = { start, 0 };

  while (start < end && is_blank (*start))
    start++;
  while (end > start && is_blank (end[-1]))
    end--;
  place.start = start;
  place.length = (gsize) (end - start);
  g_array_append_val (self->lines, place);
  cut (&line, start, end);
  take_user (&line);
}

void
spare_code_scan_run (SpareCodeScan *self,
                     const char    *text,
                     gsize          length)
{
  const char *end = text + length;

  spare_code_scan_clear (self);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (SpareCodePiece));
  self->lines = g_array_new (FALSE, TRUE, sizeof (SpareCodeLine));
  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *to = newline != NULL ? newline : end;

      read_line (self, text, to);
      text = to + 1;
    }
}

void
spare_code_scan_clear (SpareCodeScan *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->user, g_free);
}
