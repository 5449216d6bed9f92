/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-code-set.h"
#include "spare-format-error.h"

#define ASIDE_MAX 1000 /* parts that are no codes */

/* All pieces of one shape. */
typedef struct
{
  guint            count;
  guint            strong;
  guint            fair;
  SpareCodeClasses classes; /* of those that are more than weak */
} Family;

typedef struct
{
  GHashTable *families;
  guint       most;   /* of the largest that is more than weak */
  guint       clear;  /* pieces that are more than weak */
} Census;

static void
part_free (SpareCodeTextPart *part)
{
  spare_secret_unref (part->text);
  g_free (part->number);
  g_free (part);
}

void
spare_code_text_free (SpareCodeText *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self->user);
  g_free (self);
}

static guint
count_kind (const SpareCodeText *self,
            SpareCodeTextKind    kind)
{
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += ((SpareCodeTextPart *) g_ptr_array_index (self->parts, i))->kind == kind;
  return n;
}

guint
spare_code_text_count (const SpareCodeText *self)
{
  guint n = count_kind (self, SPARE_CODE_TEXT_CODE);

  return n > 0 ? n : count_kind (self, SPARE_CODE_TEXT_UNSURE);
}

static gboolean
is_member (const SpareCodePiece *piece)
{
  return piece->kind == SPARE_CODE_TEXT_CODE && !piece->embedded &&
         (piece->label == SPARE_CODE_LABEL_NONE || piece->label == SPARE_CODE_LABEL_CODE);
}

static Census
take_census (const GArray *pieces)
{
  Census self = { g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free), 0, 0 };

  for (guint i = 0; i < pieces->len; i++)
    {
      SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);
      Family *family;

      if (!is_member (piece))
        continue;
      family = g_hash_table_lookup (self.families, &piece->shape.key);
      if (family == NULL)
        {
          family = g_new0 (Family, 1);
          g_hash_table_insert (self.families, &piece->shape.key, family);
        }
      family->count++;
      if (piece->shape.look < SPARE_CODE_LOOK_FAIR)
        continue;
      family->strong += piece->shape.look == SPARE_CODE_LOOK_STRONG;
      family->fair += piece->shape.look == SPARE_CODE_LOOK_FAIR;
      family->classes |= piece->shape.classes;
      self.most = MAX (self.most, family->strong + family->fair);
      self.clear++;
    }
  return self;
}

static SpareCodeTextKind
judge_clear (const SpareCodePiece *piece,
             const Family         *family,
             const Census         *census)
{
  guint n = family->strong + family->fair;

  if (n >= 2 && n * 4 >= census->most)
    return SPARE_CODE_TEXT_CODE;
  if (piece->label == SPARE_CODE_LABEL_CODE || census->clear == 1)
    return SPARE_CODE_TEXT_CODE;
  return SPARE_CODE_TEXT_UNSURE;
}

static SpareCodeTextKind
judge_weak (const SpareCodePiece *piece,
            const Family         *family)
{
  gboolean digits = piece->shape.classes == SPARE_CODE_DIGITS;
  gboolean letters = (piece->shape.classes & SPARE_CODE_DIGITS) == 0;

  if (family->strong + family->fair > 0 && (piece->shape.classes & ~family->classes) == 0)
    return piece->shape.capital ? SPARE_CODE_TEXT_UNSURE : SPARE_CODE_TEXT_CODE;
  if (family->strong + family->fair == 0 && !piece->shape.capital && family->count >= (digits ? 3 : 4))
    return SPARE_CODE_TEXT_CODE;
  if (piece->label == SPARE_CODE_LABEL_CODE && !letters)
    return SPARE_CODE_TEXT_CODE;
  return letters || piece->shape.phone || piece->shape.year ? SPARE_CODE_TEXT_PROSE : SPARE_CODE_TEXT_UNSURE;
}

static SpareCodeTextKind
judge (const SpareCodePiece *piece,
       const Census         *census)
{
  const Family *family = g_hash_table_lookup (census->families, &piece->shape.key);

  if (piece->label == SPARE_CODE_LABEL_PHONE)
    return SPARE_CODE_TEXT_PROSE;
  if (piece->embedded)
    return SPARE_CODE_TEXT_UNSURE;
  if (!is_member (piece))
    return piece->shape.look > SPARE_CODE_LOOK_WEAK ? SPARE_CODE_TEXT_UNSURE : SPARE_CODE_TEXT_PROSE;
  switch (piece->shape.look)
    {
    case SPARE_CODE_LOOK_STRONG:
    case SPARE_CODE_LOOK_FAIR:
      return judge_clear (piece, family, census);
    case SPARE_CODE_LOOK_ODD:
      return family->count >= 3 ? SPARE_CODE_TEXT_CODE : SPARE_CODE_TEXT_UNSURE;
    case SPARE_CODE_LOOK_WEAK:
      return judge_weak (piece, family);
    case SPARE_CODE_LOOK_NONE:
    default:
      return SPARE_CODE_TEXT_PROSE;
    }
}

static guint
number_of (const SpareCodePiece *piece)
{
  guint number = 0;

  for (gsize i = 0; i < piece->number_length; i++)
    number = number * 10 + (guint) (piece->number[i] - '0');
  return number;
}

/* Are the numbers before codes, read without a sign behind them, really numbers:
 * one after the other, none twice, in lines or in columns? */
static gboolean
numbers_are_right (const GArray *pieces)
{
  gboolean seen[1000] = { FALSE };
  guint n = 0;
  guint lowest = G_MAXUINT;
  guint highest = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);
      guint number;

      if (piece->kind != SPARE_CODE_TEXT_CODE || piece->number_length == 0)
        continue;
      number = number_of (piece);
      if (seen[number])
        return FALSE;
      seen[number] = TRUE;
      lowest = MIN (lowest, number);
      highest = MAX (highest, number);
      n++;
    }
  return n >= 2 && lowest <= 1 && highest - lowest + 1 == n;
}

/* Columns are numbered downwards, and read across: the service's order is that
 * of the numbers. */
static gint
compare_numbers_cb (gconstpointer a,
                    gconstpointer b)
{
  guint first = number_of (*(const SpareCodePiece *const *) a);
  guint second = number_of (*(const SpareCodePiece *const *) b);

  return first < second ? -1 : first > second;
}

static void
sort_columns (GArray *pieces)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autofree SpareCodePiece *sorted = NULL;
  gboolean columns = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);

      if (piece->kind != SPARE_CODE_TEXT_CODE)
        continue;
      if (piece->number_length == 0)
        return;
      columns = columns || (codes->len > 0 && ((SpareCodePiece *) codes->pdata[codes->len - 1])->line == piece->line);
      g_ptr_array_add (codes, piece);
    }
  if (!columns || !numbers_are_right (pieces))
    return;
  sorted = g_new (SpareCodePiece, codes->len);
  g_ptr_array_sort (codes, compare_numbers_cb);
  for (guint i = 0; i < codes->len; i++)
    sorted[i] = *(SpareCodePiece *) codes->pdata[i];
  for (guint i = 0, n = 0; i < pieces->len; i++)
    {
      SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);
      guint line = piece->line;

      if (piece->kind != SPARE_CODE_TEXT_CODE)
        continue;
      *piece = sorted[n++];
      piece->line = line;
    }
}

static SpareSecret *
dup_text (const char *start,
          gsize       length)
{
  return spare_secret_new (start, length);
}

static SpareCodeTextPart *
part_new (SpareCodeTextKind kind,
          SpareSecret      *text)
{
  SpareCodeTextPart *part = g_new0 (SpareCodeTextPart, 1);

  part->kind = kind;
  part->text = text;
  return part;
}

static gboolean
is_code (SpareCodeTextKind kind)
{
  return kind == SPARE_CODE_TEXT_CODE || kind == SPARE_CODE_TEXT_UNSURE;
}

/* One word a line, numbered from 1: a phrase. */
static gboolean
read_word_list (const GArray  *pieces,
                const Census  *census,
                SpareCodeText *self)
{
  gsize size = 0;
  guint n = 0;
  guint8 *data;
  SpareSecret *text;

  if (census->clear > 0)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);

      if (piece->kind != SPARE_CODE_TEXT_CODE)
        continue;
      if (!piece->word || number_of (piece) != n + 1)
        return FALSE;
      n++;
      size += piece->length + 1;
    }
  if (n < 12 || n > 24 || n % 3 != 0)
    return FALSE;
  text = spare_secret_new_empty (size - 1, &data);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SpareCodePiece *piece = &g_array_index (pieces, SpareCodePiece, i);

      if (piece->kind != SPARE_CODE_TEXT_CODE)
        continue;
      memcpy (data, piece->start, piece->length);
      data += piece->length;
      if (--n > 0)
        *data++ = ' ';
    }
  g_ptr_array_add (self->parts, part_new (SPARE_CODE_TEXT_CODE, text));
  return TRUE;
}

/* A line without codes is one part. */
static void
add_line (SpareCodeText        *self,
          const SpareCodeLine  *line,
          const SpareCodePiece *pieces,
          guint                 n)
{
  SpareCodeTextKind kind = SPARE_CODE_TEXT_PROSE;

  for (guint i = 0; i < n; i++)
    {
      if (pieces[i].kind == SPARE_CODE_TEXT_ADDRESS)
        kind = SPARE_CODE_TEXT_ADDRESS;
      if (pieces[i].kind == SPARE_CODE_TEXT_DATE && kind == SPARE_CODE_TEXT_PROSE)
        kind = SPARE_CODE_TEXT_DATE;
    }
  g_ptr_array_add (self->parts, part_new (kind, dup_text (line->start, line->length)));
}

static void
add_pieces (SpareCodeText        *self,
            const SpareCodePiece *pieces,
            guint                 n)
{
  for (guint i = 0; i < n; i++)
    {
      SpareCodeTextPart *part = part_new (pieces[i].kind, dup_text (pieces[i].start, pieces[i].length));

      if (is_code (part->kind) && pieces[i].number_length > 0)
        part->number = g_strndup (pieces[i].number, pieces[i].number_length);
      part->used = is_code (part->kind) && pieces[i].used;
      g_ptr_array_add (self->parts, part);
    }
}

static gboolean
collect (const SpareCodeScan *scan,
         SpareCodeText       *self,
         GError             **error)
{
  const SpareCodePiece *pieces = (const SpareCodePiece *) scan->pieces->data;
  guint n_codes = 0;

  for (guint i = 0, n; i < scan->pieces->len; i += n)
    {
      guint codes = 0;

      for (n = 0; i + n < scan->pieces->len && pieces[i + n].line == pieces[i].line; n++)
        codes += is_code (pieces[i + n].kind);
      n_codes += codes;
      if (n_codes > SPARE_CODE_SET_MAX)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Too many codes");
          return FALSE;
        }
      if (codes > 0)
        add_pieces (self, pieces + i, n);
      else if (self->parts->len - n_codes < ASIDE_MAX)
        add_line (self, &g_array_index (scan->lines, SpareCodeLine, pieces[i].line), pieces + i, n);
    }
  return TRUE;
}

static gboolean
decide (SpareCodeScan *scan,
        SpareCodeText *self,
        GError       **error)
{
  Census census = take_census (scan->pieces);
  g_autoptr (GHashTable) families = census.families;
  g_autofree SpareCodeTextKind *kinds = NULL;

  if (read_word_list (scan->pieces, &census, self))
    return TRUE;
  /* The table's keys are in the pieces, which are moved only after this. */
  kinds = g_new (SpareCodeTextKind, MAX (scan->pieces->len, 1));
  for (guint i = 0; i < scan->pieces->len; i++)
    {
      const SpareCodePiece *piece = &g_array_index (scan->pieces, SpareCodePiece, i);

      kinds[i] = piece->kind == SPARE_CODE_TEXT_CODE ? judge (piece, &census) : piece->kind;
    }
  for (guint i = 0; i < scan->pieces->len; i++)
    g_array_index (scan->pieces, SpareCodePiece, i).kind = kinds[i];
  sort_columns (scan->pieces);
  return collect (scan, self, error);
}

SpareCodeText *
spare_code_text_read (const char *text,
                      gsize       length,
                      GError    **error)
{
  g_autoptr (SpareCodeText) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (SpareCodeScan) scan = { .bare = TRUE };
  const char *plain;
  gsize size;

  if (length > SPARE_CODE_TEXT_MAX)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Larger than any list of codes");
      return NULL;
    }
  self = g_new0 (SpareCodeText, 1);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  bytes = spare_code_text_decode (text, length);
  if (bytes != NULL)
    {
      plain = g_bytes_get_data (bytes, &size);
      spare_code_scan_run (&scan, plain, size);
      if (!numbers_are_right (scan.pieces))
        {
          scan.bare = FALSE;
          spare_code_scan_run (&scan, plain, size);
        }
      if (!decide (&scan, self, error))
        return NULL;
      self->user = g_steal_pointer (&scan.user);
    }
  if (spare_code_text_count (self) > 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY, "Nothing that might be a code");
  return NULL;
}
