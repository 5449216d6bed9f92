/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

/* What stands around a code in its column: numbers, boxes, quotes, "used", labels. */

#define LABEL_MAX 60 /* bytes */
#define TAG_MAX   40

typedef struct
{
  const char *text;
  gboolean    used;
} Mark;

static const Mark marks[] = {
  { "[ ]", FALSE }, { "[]", FALSE }, { "[_]", FALSE }, { "( )", FALSE }, { "()", FALSE }, { "☐", FALSE },
  { "□", FALSE },
  { "▢", FALSE }, { "◻", FALSE }, { "❏", FALSE }, { "❑", FALSE }, { "○", FALSE }, { "◯", FALSE }, { "•", FALSE },
  { "·", FALSE }, { "●", FALSE }, { "▪", FALSE }, { "■", FALSE }, { "◦", FALSE }, { "‣", FALSE }, { "►", FALSE },
  { "→", FALSE }, { "–", FALSE }, { "—", FALSE }, { "“", FALSE }, { "”", FALSE }, { "„", FALSE }, { "«", FALSE },
  { "»", FALSE }, { "‘", FALSE }, { "’", FALSE }, { "[x]", TRUE }, { "[X]", TRUE }, { "(x)", TRUE }, { "(X)", TRUE },
  { "[✓]", TRUE }, { "[✔]", TRUE }, { "[*]", TRUE }, { "☑", TRUE }, { "☒", TRUE }, { "✓", TRUE }, { "✔", TRUE },
  { "✅", TRUE }, { "✗", TRUE }, { "✘", TRUE }, { "❌", TRUE }, { "☓", TRUE }, { "~", TRUE },
};
static const char front_signs[] = "-*+>\"'`([{<_:=#";
static const char end_signs[] = ".,:;!?\"'`)]}>*_=";

static gboolean
starts_with (const char *start,
             const char *end,
             const char *text)
{
  gsize size = strlen (text);

  return (gsize) (end - start) >= size && memcmp (start, text, size) == 0;
}

static gboolean
ends_with (const char *start,
           const char *end,
           const char *text)
{
  gsize size = strlen (text);

  return (gsize) (end - start) >= size && memcmp (end - size, text, size) == 0;
}

static const Mark *
find_mark (const char *start,
           const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (starts_with (start, end, marks[i].text))
      return &marks[i];
  return NULL;
}

static const Mark *
find_mark_at_end (const char *start,
                  const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (ends_with (start, end, marks[i].text))
      return &marks[i];
  return NULL;
}

/* The digits of "1.", "1)", "(1)", "01:", "#1", "[1]", and where they end. */
static const char *
read_number (const char  *at,
             const char  *end,
             const char **number,
             gsize       *length)
{
  gboolean open = at < end && (*at == '(' || *at == '[');
  gboolean hash;

  at += open;
  hash = at < end && *at == '#';
  at += hash;
  *number = at;
  while (at < end && g_ascii_isdigit (*at))
    at++;
  *length = (gsize) (at - *number);
  if (*length == 0 || *length > SPARE_CODE_NUMBER_MAX)
    return NULL;
  if (at < end && strchr (open ? ")]" : ".):", *at) != NULL)
    {
      at++;
      at += at < end && (*at == '.' || *at == ':');
    }
  else if (!hash || open)
    return NULL;
  return at;
}

/* "1." before a blank, and "1.12345678", but not "1.5" */
static gboolean
take_number (SpareCodeCell *cell)
{
  const char *number;
  gsize length;
  const char *to = read_number (cell->start, cell->end, &number, &length);

  if (to == NULL || cell->number != NULL)
    return FALSE;
  if (to < cell->end && *to != ' ')
    {
      const char *next = to;

      while (next < cell->end && g_ascii_isalnum (*next))
        next++;
      if (next - to < 4 && g_ascii_isdigit (*to))
        return FALSE;
    }
  cell->number = number;
  cell->number_length = length;
  cell->start = to;
  return TRUE;
}

static gboolean
is_one_of (const char        *start,
           gsize              length,
           const char *const *words,
           guint              n)
{
  for (guint i = 0; i < n; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (start, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* "<li>", "</del>", at the beginning or at the end */
static gboolean
strip_tag (SpareCodeCell *cell,
           gboolean       front)
{
  static const char *const struck[] = { "<s>", "</s>", "<del>", "</del>", "<strike>", "</strike>" };
  gsize left = (gsize) (cell->end - cell->start);
  gsize n = MIN (left, TAG_MAX);
  const char *start = front ? cell->start : memrchr (cell->end - n, '<', n);
  const char *end = front ? memchr (start, '>', n) : cell->end - 1;

  if (left < 3 || start == NULL || end == NULL || *start != '<' || *end != '>' || end - start < 2 ||
      !(g_ascii_isalpha (start[1]) || start[1] == '/'))
    return FALSE;
  cell->used = cell->used || is_one_of (start, (gsize) (end + 1 - start), struck, G_N_ELEMENTS (struck));
  if (front)
    cell->start = end + 1;
  else
    cell->end = start;
  return TRUE;
}

static gboolean
strip_front_once (SpareCodeCell *cell)
{
  const Mark *mark;

  while (cell->start < cell->end && *cell->start == ' ')
    cell->start++;
  if (cell->start == cell->end)
    return FALSE;
  if (take_number (cell) || strip_tag (cell, TRUE))
    return TRUE;
  mark = find_mark (cell->start, cell->end);
  if (mark != NULL)
    {
      cell->used = cell->used || mark->used;
      cell->start += strlen (mark->text);
      return TRUE;
    }
  if ((*cell->start == 'x' || *cell->start == 'X') && cell->end - cell->start > 2 && cell->start[1] == ' ')
    {
      cell->used = TRUE;
      cell->start++;
      return TRUE;
    }
  if (strchr (front_signs, *cell->start) == NULL)
    return FALSE;
  cell->start++;
  return TRUE;
}

static gboolean
strip_end_once (SpareCodeCell *cell)
{
  const Mark *mark;

  while (cell->start < cell->end && cell->end[-1] == ' ')
    cell->end--;
  if (cell->start == cell->end)
    return FALSE;
  if (strip_tag (cell, FALSE))
    return TRUE;
  mark = find_mark_at_end (cell->start, cell->end);
  if (mark != NULL)
    {
      cell->used = cell->used || mark->used;
      cell->end -= strlen (mark->text);
      return TRUE;
    }
  if (cell->end - cell->start > 2 && (cell->end[-1] == 'x' || cell->end[-1] == 'X') && cell->end[-2] == ' ')
    {
      cell->used = TRUE;
      cell->end--;
      return TRUE;
    }
  if (strchr (end_signs, cell->end[-1]) == NULL && cell->end[-1] != '-')
    return FALSE;
  cell->form = cell->form || (cell->end[-1] == '_' && cell->end - cell->start > 1 && cell->end[-2] == '_');
  cell->sentence = cell->sentence || strchr (".!?,", cell->end[-1]) != NULL;
  cell->end--;
  return TRUE;
}

void
spare_code_cell_strip (SpareCodeCell *cell)
{
  while (strip_front_once (cell))
    ;
  while (strip_end_once (cell))
    ;
}

gboolean
spare_code_is_used_word (const char *start,
                         gsize       length)
{
  static const char *const words[] = {
    "used", "benutzt", "eingelöst", "gebraucht", "gebruikt", "usado", "usata", "usato", "utilisé", "utilisée",
    "verbraucht", "verwendet", "redeemed", "spent",
  };

  return is_one_of (start, length, words, G_N_ELEMENTS (words));
}

static const char *
last_word (const char *start,
           const char *end)
{
  while (end > start && end[-1] != ' ')
    end--;
  return end;
}

/* "12345678 used", "12345678 (used on": what stands before it; NULL where it
 * does not end so. */
gboolean
spare_code_cell_strip_used (SpareCodeCell *cell)
{
  static const char *const prepositions[] = { "on", "am", "le", "el", "il", "op" };
  SpareCodeCell rest = *cell;
  const char *word = last_word (rest.start, rest.end);

  if (word > rest.start &&
      is_one_of (word, (gsize) (rest.end - word), prepositions, G_N_ELEMENTS (prepositions)))
    {
      rest.end = word - 1;
      word = last_word (rest.start, rest.end);
    }
  if (*word == '(' || *word == '[')
    word++;
  if (word == rest.start || !spare_code_is_used_word (word, (gsize) (rest.end - word)))
    return FALSE;
  rest.end = word - (word[-1] == ' ' ? 1 : 2);
  if (rest.end <= rest.start)
    return FALSE;
  rest.used = rest.used || !rest.form;
  spare_code_cell_strip (&rest);
  *cell = rest;
  return TRUE;
}

/* "(used) 12345678" */
gboolean
spare_code_cell_strip_used_before (SpareCodeCell *cell)
{
  SpareCodeCell rest = *cell;
  const char *blank = memchr (rest.start, ' ', (gsize) (rest.end - rest.start));
  const char *end = blank;

  while (end != NULL && end > rest.start && strchr (")]:", end[-1]) != NULL)
    end--;
  if (blank == NULL || !spare_code_is_used_word (rest.start, (gsize) (end - rest.start)))
    return FALSE;
  rest.start = blank;
  rest.used = TRUE;
  spare_code_cell_strip (&rest);
  *cell = rest;
  return TRUE;
}

static gboolean
has_word (const char        *text,
          const char *const *words,
          guint              n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

SpareCodeLabel
spare_code_label_of (const char *start,
                     const char *end)
{
  static const char *const foreign[] = { "postal", "zip", "barcode", "verification code", "promo", "coupon", "plz" };
  static const char *const phones[] = { "phone", "tel", "fax", "mobil", "handy", "call", "hotline", "anruf" };
  static const char *const users[] = { "user", "account name", "login", "benutzer", "utilisateur", "usuario", "e-mail",
                                       "email", "nutzername" };
  static const char *const codes[] = { "code", "kod", "kód", "код", "codi", "cód", "key", "schlüssel", "clé", "clave",
                                       "chiave", "llave", "token", "phrase", "recovery", "backup", "wiederherstell",
                                       "notfall", "emergency", "secours", "otp", "2fa", "scratch" };
  static const char *const exact[] = { "account", "konto", "compte", "cuenta" };
  g_autofree char *name = g_utf8_strdown (start, end - start);

  if (has_word (name, foreign, G_N_ELEMENTS (foreign)))
    return SPARE_CODE_LABEL_OTHER;
  if (has_word (name, codes, G_N_ELEMENTS (codes)))
    return SPARE_CODE_LABEL_CODE;
  if (has_word (name, phones, G_N_ELEMENTS (phones)))
    return SPARE_CODE_LABEL_PHONE;
  if (has_word (name, users, G_N_ELEMENTS (users)) || is_one_of (name, strlen (name), exact, G_N_ELEMENTS (exact)))
    return SPARE_CODE_LABEL_USER;
  return SPARE_CODE_LABEL_OTHER;
}

/* The number in "Code 1" */
void
spare_code_cell_take_label_number (SpareCodeCell *cell,
                                   const char    *end)
{
  const char *digits = end;

  while (digits > cell->start && g_ascii_isdigit (digits[-1]))
    digits--;
  if (cell->number != NULL || digits == end || end - digits > SPARE_CODE_NUMBER_MAX)
    return;
  cell->number = digits;
  cell->number_length = (gsize) (end - digits);
}

/* "Code 1: …", "Recovery key: …", "code1=…" */
gboolean
spare_code_cell_take_label (SpareCodeCell *cell)
{
  const char *at = cell->start;
  gboolean letters = FALSE;

  while (at < cell->end && *at != ':' && *at != '=' && at - cell->start <= LABEL_MAX)
    {
      letters = letters || g_ascii_isalpha (*at) || (guint8) *at >= 128;
      at++;
    }
  if (at >= cell->end || (*at != ':' && *at != '=') || !letters || at == cell->start)
    return FALSE;
  if (!g_ascii_isalpha (*cell->start) && (guint8) *cell->start < 128)
    return FALSE;
  cell->label = spare_code_label_of (cell->start, at);
  spare_code_cell_take_label_number (cell, at);
  cell->start = at + 1;
  return TRUE;
}
