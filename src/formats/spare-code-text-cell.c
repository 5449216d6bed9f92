/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

#define SENTENCE_MAX 400 /* bytes that are looked through for a word like “code” */

static gboolean
ends_with (const char *start,
           const char *end,
           const char *text)
{
  gsize size = strlen (text);

  return (gsize) (end - start) >= size && memcmp (end - size, text, size) == 0;
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
               const SpareCodeCell  *cell,
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
                  SpareCodeCell         *cell)
{
  SpareCodeCell rest = *cell;

  if (!line->scan->bare || cell->number != NULL || line->number != NULL)
    return FALSE;
  while (rest.start < rest.end && g_ascii_isdigit (*rest.start))
    rest.start++;
  rest.number = cell->start;
  rest.number_length = (gsize) (rest.start - cell->start);
  if (rest.number_length == 0 || rest.number_length > SPARE_CODE_NUMBER_MAX || rest.start == rest.end ||
      *rest.start != ' ')
    return FALSE;
  spare_code_cell_strip (&rest);
  if (rest.start == rest.end || spare_code_shape_of (rest.start, rest.end).look == SPARE_CODE_LOOK_NONE)
    return FALSE;
  *cell = rest;
  return TRUE;
}

/* "abcde-12345 fghij-67890": several of one shape with a blank between them. */
static gboolean
split_codes (SpareCodeReader     *line,
             const SpareCodeCell *cell)
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
      SpareCodeCell one = *cell;
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
  gsize min = end - start <= SENTENCE_MAX && spare_code_label_of (start, end) == SPARE_CODE_LABEL_CODE ? 6 : 8;

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
is_number (const SpareCodeCell *cell)
{
  for (const char *at = cell->start; at < cell->end; at++)
    if (!g_ascii_isdigit (*at))
      return FALSE;
  return cell->end - cell->start <= SPARE_CODE_NUMBER_MAX;
}

/* What says something of its neighbours and is nothing by itself: a number, a
 * box, "used", a label. */
static gboolean
take_aside (SpareCodeReader     *line,
            const SpareCodeCell *cell)
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
  if (before != NULL && spare_code_is_used_word (cell->start, count_letters (cell->start, cell->end)))
    {
      gboolean no = ends_with (cell->start, cell->end, "false") || ends_with (cell->start, cell->end, "no");

      before->used = before->used || !(cell->form || no);
      return TRUE;
    }
  return FALSE;
}

static void
take_user (SpareCodeReader     *line,
           const SpareCodeCell *cell)
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
                SpareCodeCell   *cell)
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
  SpareCodeCell cell = { .start = start, .end = end };
  SpareCodeCell shorter;
  gboolean labelled;

  spare_code_cell_strip (&cell);
  if (take_aside (line, &cell))
    return;
  labelled = spare_code_cell_take_label (&cell);
  /* Of JSON's names, the innermost counts. */
  for (guint i = 0; i < 4 && labelled; i++)
    {
      spare_code_cell_strip (&cell);
      if (!spare_code_cell_take_label (&cell))
        break;
    }
  if (!labelled && (end[-1] == ':' || end[-1] == '='))
    {
      line->label = spare_code_label_of (cell.start, cell.end);
      spare_code_cell_take_label_number (&cell, cell.end);
      line->number = cell.number;
      line->number_length = cell.number_length;
      add_piece (line, SPARE_CODE_TEXT_PROSE, start, end);
      return;
    }
  if ((cell.label != SPARE_CODE_LABEL_NONE ? cell.label : line->label) == SPARE_CODE_LABEL_USER)
    {
      take_user (line, &cell);
      add_piece (line, SPARE_CODE_TEXT_PROSE, start, end);
      return;
    }
  take_bare_number (line, &cell);
  shorter = cell;
  if ((spare_code_cell_strip_used (&shorter) || spare_code_cell_strip_used_before (&shorter)) &&
      take_candidate (line, &shorter))
    return;
  if (take_candidate (line, &cell))
    return;
  if (cell.label == SPARE_CODE_LABEL_NONE && spare_code_label_of (cell.start, cell.end) == SPARE_CODE_LABEL_CODE)
    spare_code_cell_take_label_number (&cell, cell.end);
  if (line->number == NULL)
    {
      line->number = cell.number;
      line->number_length = cell.number_length;
    }
  add_prose (line, start, end);
}
