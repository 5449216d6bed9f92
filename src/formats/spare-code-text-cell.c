/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

#define LABEL_MAX    60  /* bytes */
#define TAG_MAX      40
#define SENTENCE_MAX 400 /* that are looked through for a word like “code” */

/* A run of words with one blank between them. */
typedef struct
{
  const char    *start;
  const char    *end;
  const char    *number;
  gsize          number_length;
  SpareCodeLabel label;
  gboolean       used;
  gboolean       form;     /* "used on ____" */
  gboolean       sentence; /* ends like one */
} Cell;

typedef struct
{
  const char *text;
  gboolean    used;
} Mark;

static const Mark marks[] = {
  { "[ ]", FALSE }, { "[]", FALSE }, { "[_]", FALSE }, { "( )", FALSE }, { "()", FALSE }, { "☐", FALSE }, { "□", FALSE },
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
take_number (Cell *cell)
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
strip_tag (Cell    *cell,
           gboolean front)
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
strip_front_once (Cell *cell)
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
strip_end_once (Cell *cell)
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

static void
strip (Cell *cell)
{
  while (strip_front_once (cell))
    ;
  while (strip_end_once (cell))
    ;
}

static gboolean
is_used_word (const char *start,
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
static gboolean
strip_used (Cell *cell)
{
  static const char *const prepositions[] = { "on", "am", "le", "el", "il", "op" };
  Cell rest = *cell;
  const char *word = last_word (rest.start, rest.end);

  if (word > rest.start &&
      is_one_of (word, (gsize) (rest.end - word), prepositions, G_N_ELEMENTS (prepositions)))
    {
      rest.end = word - 1;
      word = last_word (rest.start, rest.end);
    }
  if (*word == '(' || *word == '[')
    word++;
  if (word == rest.start || !is_used_word (word, (gsize) (rest.end - word)))
    return FALSE;
  rest.end = word - (word[-1] == ' ' ? 1 : 2);
  if (rest.end <= rest.start)
    return FALSE;
  rest.used = rest.used || !rest.form;
  strip (&rest);
  *cell = rest;
  return TRUE;
}

/* "(used) 12345678" */
static gboolean
strip_used_before (Cell *cell)
{
  Cell rest = *cell;
  const char *blank = memchr (rest.start, ' ', (gsize) (rest.end - rest.start));
  const char *end = blank;

  while (end != NULL && end > rest.start && strchr (")]:", end[-1]) != NULL)
    end--;
  if (blank == NULL || !is_used_word (rest.start, (gsize) (end - rest.start)))
    return FALSE;
  rest.start = blank;
  rest.used = TRUE;
  strip (&rest);
  *cell = rest;
  return TRUE;
}

/* How many bytes of @start are letters. */
static gsize
count_letters (const char *start,
               const char *end)
{
  const char *at = start;

  while (at < end && (g_ascii_isalpha (*at) || (guint8) *at >= 128))
    at++;
  return (gsize) (at - start);
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

static SpareCodeLabel
label_kind (const char *start,
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
static void
take_label_number (Cell       *cell,
                   const char *end)
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
static gboolean
take_label (Cell *cell)
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
  cell->label = label_kind (cell->start, at);
  take_label_number (cell, at);
  cell->start = at + 1;
  return TRUE;
}

static SpareCodePiece *
add_piece (SpareCodeReader  *line,
           SpareCodeTextKind kind,
           const char       *start,
           const char       *end)
{
  SpareCodePiece piece = { .kind = kind, .start = start, .length = (gsize) (end - start), .line = line->line };

  piece.column = line->scan->pieces->len - line->first;
  g_array_append_val (line->scan->pieces, piece);
  return &g_array_index (line->scan->pieces, SpareCodePiece, line->scan->pieces->len - 1);
}

/* Takes what stood alone before it: a number, a label, a tick box. */
static void
add_candidate (SpareCodeReader      *line,
               const Cell           *cell,
               const SpareCodeShape *shape)
{
  SpareCodePiece *piece = add_piece (line, SPARE_CODE_TEXT_CODE, cell->start, cell->end);

  piece->shape = *shape;
  piece->number = cell->number != NULL ? cell->number : line->number;
  piece->number_length = cell->number != NULL ? cell->number_length : line->number_length;
  piece->label = cell->label != SPARE_CODE_LABEL_NONE ? cell->label : line->label;
  piece->used = cell->used || line->used;
  piece->word = piece->number != NULL && spare_code_is_word (cell->start, cell->end);
  line->number = NULL;
  line->number_length = 0;
  line->used = FALSE;
}

/* "1 12345678", where numbers are written so. */
static gboolean
take_bare_number (const SpareCodeReader *line,
                  Cell                  *cell)
{
  Cell rest = *cell;

  if (!line->scan->bare || cell->number != NULL || line->number != NULL)
    return FALSE;
  while (rest.start < rest.end && g_ascii_isdigit (*rest.start))
    rest.start++;
  rest.number = cell->start;
  rest.number_length = (gsize) (rest.start - cell->start);
  if (rest.number_length == 0 || rest.number_length > SPARE_CODE_NUMBER_MAX || rest.start == rest.end || *rest.start != ' ')
    return FALSE;
  strip (&rest);
  if (rest.start == rest.end || spare_code_shape_of (rest.start, rest.end).look == SPARE_CODE_LOOK_NONE)
    return FALSE;
  *cell = rest;
  return TRUE;
}

/* "abcde-12345 fghij-67890": several of one shape with a blank between them. */
static gboolean
split_codes (SpareCodeReader *line,
             const Cell      *cell)
{
  guint64 key = 0;
  gboolean strong = FALSE;
  const char *at = cell->start;

  for (guint n = 0; at < cell->end; n++)
    {
      const char *to = memchr (at, ' ', (gsize) (cell->end - at));
      SpareCodeShape shape = spare_code_shape_of_token (at, to != NULL ? to : cell->end);

      to = to != NULL ? to : cell->end;
      if (shape.look == SPARE_CODE_LOOK_NONE || to - at < 6 || (n > 0 && shape.key != key))
        return FALSE;
      key = shape.key;
      strong = strong || shape.look == SPARE_CODE_LOOK_STRONG;
      at = to + 1;
    }
  for (at = cell->start; strong && at < cell->end;)
    {
      Cell one = *cell;
      SpareCodeShape shape;

      one.start = at;
      one.end = memchr (at, ' ', (gsize) (cell->end - at));
      one.end = one.end != NULL ? one.end : cell->end;
      one.number = at == cell->start ? cell->number : NULL;
      shape = spare_code_shape_of_token (one.start, one.end);
      add_candidate (line, &one, &shape);
      at = one.end + 1;
    }
  return strong;
}

static gboolean
is_odd_sign (char ch)
{
  return strchr (".,:;!?\"'`()[]{}<>*_", ch) != NULL;
}

/* A sentence, and what in it might be a code. */
static void
add_prose (SpareCodeReader *line,
           const char      *start,
           const char      *end)
{
  const char *from = start;
  const char *at = start;
  gsize min = end - start <= SENTENCE_MAX && label_kind (start, end) == SPARE_CODE_LABEL_CODE ? 6 : 8;

  while (at < end)
    {
      const char *blank = memchr (at, ' ', (gsize) (end - at));
      const char *to = blank != NULL ? blank : end;
      const char *next = blank != NULL ? blank + 1 : end;
      SpareCodeShape shape;

      while (at < to && is_odd_sign (*at))
        at++;
      while (to > at && is_odd_sign (to[-1]))
        to--;
      shape = spare_code_shape_of_embedded (at, to, min);
      if (shape.look != SPARE_CODE_LOOK_NONE)
        {
          SpareCodePiece *piece;

          if (at > from)
            add_piece (line, SPARE_CODE_TEXT_PROSE, from, at);
          piece = add_piece (line, SPARE_CODE_TEXT_CODE, at, to);
          piece->shape = shape;
          piece->embedded = TRUE;
          from = to;
        }
      at = next;
    }
  if (end > from)
    add_piece (line, SPARE_CODE_TEXT_PROSE, from, end);
}

static SpareCodePiece *
last_code (SpareCodeReader *line)
{
  GArray *pieces = line->scan->pieces;
  SpareCodePiece *last = pieces->len > line->first ? &g_array_index (pieces, SpareCodePiece, pieces->len - 1) : NULL;

  return last != NULL && last->kind == SPARE_CODE_TEXT_CODE ? last : NULL;
}

static gboolean
is_number (const Cell *cell)
{
  for (const char *at = cell->start; at < cell->end; at++)
    if (!g_ascii_isdigit (*at))
      return FALSE;
  return cell->end - cell->start <= SPARE_CODE_NUMBER_MAX;
}

/* What says something of its neighbours and is nothing by itself: a number, a
 * box, "used", a label. */
static gboolean
take_aside (SpareCodeReader *line,
            const Cell      *cell)
{
  SpareCodePiece *before = last_code (line);

  if (cell->start == cell->end)
    {
      if (cell->number != NULL)
        {
          line->number = cell->number;
          line->number_length = cell->number_length;
        }
      else if (before != NULL && !line->marks_first)
        before->used = before->used || cell->used;
      else
        {
          line->marks_first = TRUE;
          line->used = cell->used;
        }
      return TRUE;
    }
  if (cell->end - cell->start == 1 && (*cell->start == 'x' || *cell->start == 'X') && before != NULL)
    {
      before->used = TRUE;
      return TRUE;
    }
  if (is_number (cell))
    {
      line->number = cell->start;
      line->number_length = (gsize) (cell->end - cell->start);
      return TRUE;
    }
  if (before != NULL && is_used_word (cell->start, count_letters (cell->start, cell->end)))
    {
      gboolean no = ends_with (cell->start, cell->end, "false") || ends_with (cell->start, cell->end, "no");

      before->used = before->used || !(cell->form || no);
      return TRUE;
    }
  return FALSE;
}

static void
take_user (SpareCodeReader *line,
           const Cell      *cell)
{
  if (line->scan->user == NULL && cell->end > cell->start &&
      memchr (cell->start, ' ', (gsize) (cell->end - cell->start)) == NULL)
    line->scan->user = g_strndup (cell->start, (gsize) (cell->end - cell->start));
}

/* Prose before lower-case words makes them prose, too: a paragraph goes on. */
static gboolean
goes_on (const SpareCodeReader *line)
{
  const GArray *pieces = line->scan->pieces;
  const SpareCodePiece *last;

  if (line->first == 0 || pieces->len > line->first)
    return FALSE;
  last = &g_array_index (pieces, SpareCodePiece, line->first - 1);
  return last->line + 1 == line->line && last->kind == SPARE_CODE_TEXT_PROSE &&
         last->start[last->length - 1] != ':' && memchr (last->start, ' ', last->length) != NULL;
}

static gboolean
take_candidate (SpareCodeReader *line,
                Cell            *cell)
{
  SpareCodeShape shape = spare_code_shape_of (cell->start, cell->end);
  gboolean words = (shape.classes & (SPARE_CODE_DIGITS | SPARE_CODE_UPPER)) == 0 &&
                   memchr (cell->start, ' ', (gsize) (cell->end - cell->start)) != NULL;

  if (split_codes (line, cell))
    return TRUE;
  if (shape.look == SPARE_CODE_LOOK_NONE && cell->number != NULL && spare_code_is_word (cell->start, cell->end))
    shape.look = SPARE_CODE_LOOK_WEAK;
  if (words && cell->number == NULL && (cell->sentence || goes_on (line)))
    return FALSE;
  if (shape.look == SPARE_CODE_LOOK_NONE)
    return FALSE;
  add_candidate (line, cell, &shape);
  return TRUE;
}

void
spare_code_reader_take (SpareCodeReader *line,
                        const char      *start,
                        const char      *end)
{
  Cell cell = { .start = start, .end = end };
  Cell shorter;
  gboolean labelled;

  strip (&cell);
  if (take_aside (line, &cell))
    return;
  labelled = take_label (&cell);
  /* Of JSON's names, the innermost counts. */
  for (guint i = 0; i < 4 && labelled; i++)
    {
      strip (&cell);
      if (!take_label (&cell))
        break;
    }
  if (!labelled && (end[-1] == ':' || end[-1] == '='))
    {
      line->label = label_kind (cell.start, cell.end);
      take_label_number (&cell, cell.end);
      line->number = cell.number;
      line->number_length = cell.number_length;
      add_piece (line, SPARE_CODE_TEXT_PROSE, start, end);
      return;
    }
  if (cell.label == SPARE_CODE_LABEL_USER || (cell.label == SPARE_CODE_LABEL_NONE && line->label == SPARE_CODE_LABEL_USER))
    {
      take_user (line, &cell);
      add_piece (line, SPARE_CODE_TEXT_PROSE, start, end);
      return;
    }
  take_bare_number (line, &cell);
  shorter = cell;
  if ((strip_used (&shorter) || strip_used_before (&shorter)) && take_candidate (line, &shorter))
    return;
  if (take_candidate (line, &cell))
    return;
  if (cell.label == SPARE_CODE_LABEL_NONE && label_kind (cell.start, cell.end) == SPARE_CODE_LABEL_CODE)
    take_label_number (&cell, cell.end);
  if (line->number == NULL)
    {
      line->number = cell.number;
      line->number_length = cell.number_length;
    }
  add_prose (line, start, end);
}
