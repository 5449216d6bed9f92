/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password-letters.h"

#include <string.h>

#include "spare-bytes.h"

#define DECOMPOSED_MAX 18 /* letters out of one: G_UNICHAR_MAX_DECOMPOSITION_LENGTH */
#define STEM_MIN       4
#define CLOSE          2  /* letters */

G_STATIC_ASSERT (DECOMPOSED_MAX == G_UNICHAR_MAX_DECOMPOSITION_LENGTH);

const gunichar *
spare_password_letters_peek (const SpareSecret *self,
                             guint             *n)
{
  gsize size;
  const gunichar *letters = spare_secret_peek (self, &size);

  *n = (guint) (size / sizeof *letters);
  return letters;
}

/* By the canonical order of combining marks; a stable sort, as marks are few. */
static void
sort_marks (gunichar *letters,
            guint     n)
{
  for (guint i = 1; i < n; i++)
    {
      int rank = g_unichar_combining_class (letters[i]);

      for (guint j = i; rank != 0 && j > 0 && g_unichar_combining_class (letters[j - 1]) > rank; j--)
        {
          gunichar letter = letters[j];

          letters[j] = letters[j - 1];
          letters[j - 1] = letter;
        }
    }
}

/* In place; gives how many are left. */
static guint
compose (gunichar *letters,
         guint     n)
{
  guint start = G_MAXUINT; /* of the last one that others may join */
  guint out = 0;
  int last = 0;            /* the combining class before; 0 right behind the start */

  for (guint i = 0; i < n; i++)
    {
      int rank = g_unichar_combining_class (letters[i]);
      gunichar whole;

      if (start != G_MAXUINT && (out == start + 1 || (last != 0 && last < rank))
          && g_unichar_compose (letters[start], letters[i], &whole))
        {
          letters[start] = whole;
          continue;
        }
      if (rank == 0)
        start = out;
      last = rank;
      letters[out++] = letters[i];
    }

  return out;
}

SpareSecret *
spare_password_letters_new (const SpareSecret *text)
{
  const char *at = spare_secret_peek_text (text);
  const char *end = at + spare_secret_get_size (text);
  gunichar parts[DECOMPOSED_MAX];
  gunichar *letters;
  guint8 *data;
  SpareSecret *self;
  gsize n = 0;

  for (const char *p = at; p < end; p = g_utf8_next_char (p))
    n += g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, parts, DECOMPOSED_MAX);
  self = spare_secret_new_empty (MAX (n, 1) * sizeof *letters, &data);
  letters = (gunichar *) (gpointer) data;
  n = 0;
  for (; at < end; at = g_utf8_next_char (at))
    n += g_unichar_fully_decompose (g_utf8_get_char (at), FALSE, letters + n, DECOMPOSED_MAX);
  spare_wipe (parts, sizeof parts);
  sort_marks (letters, (guint) n);
  n = compose (letters, (guint) n);
  spare_secret_shrink (self, n * sizeof *letters);

  return self;
}

/* What people write in the place of a letter. */
static gunichar
from_leet (gunichar letter)
{
  static const struct
  {
    char leet;
    char letter;
  } map[] = {
    { '@', 'a' }, { '4', 'a' }, { '3', 'e' }, { '1', 'l' }, { '!', 'i' }, { '0', 'o' },
    { '5', 's' }, { '$', 's' }, { '7', 't' }, { '+', 't' }, { '8', 'b' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (letter == (gunichar) map[i].leet)
      return (gunichar) map[i].letter;

  return letter;
}

static guint
strip_ends (gunichar *letters,
            guint     n)
{
  guint from = 0;

  while (n > 0 && !g_unichar_isalpha (letters[n - 1]))
    n--;
  while (from < n && !g_unichar_isalpha (letters[from]))
    from++;
  memmove (letters, letters + from, (n - from) * sizeof *letters);

  return n - from;
}

static gboolean
begins_with (const gunichar *letters,
             guint           n,
             const char     *word,
             guint          *length)
{
  *length = 0;
  for (; *word != '\0'; word = g_utf8_next_char (word), (*length)++)
    if (*length == n || letters[*length] != from_leet (g_utf8_get_char (word)))
      return FALSE;

  return *length > 0;
}

/* Of the words that fit, the longest. */
static guint
remove_words (gunichar          *letters,
              guint              n,
              const char *const *words)
{
  guint out = 0;
  guint in = 0;

  while (in < n)
    {
      guint longest = 0;

      for (guint i = 0; words != NULL && words[i] != NULL; i++)
        {
          guint length;

          if (begins_with (letters + in, n - in, words[i], &length))
            longest = MAX (longest, length);
        }
      if (longest == 0)
        letters[out++] = letters[in++];
      in += longest;
    }

  return out;
}

static guint
fold (const gunichar *letters,
      guint           n,
      gunichar       *out)
{
  guint size = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean sharp = letters[i] == 0xdf || letters[i] == 0x1e9e;

      out[size++] = sharp ? 's' : g_unichar_tolower (letters[i]);
      if (sharp)
        out[size++] = 's';
    }

  return size;
}

SpareSecret *
spare_password_letters_stem (const SpareSecret *self,
                             const char *const *words)
{
  guint n;
  const gunichar *letters = spare_password_letters_peek (self, &n);
  guint8 *data;
  SpareSecret *stem = spare_secret_new_empty (MAX (2 * n, 1) * sizeof (gunichar), &data);
  gunichar *out = (gunichar *) (gpointer) data;

  n = fold (letters, n, out);
  n = strip_ends (out, n);
  for (guint i = 0; i < n; i++)
    out[i] = from_leet (out[i]);
  n = remove_words (out, n, words);
  n = strip_ends (out, n);
  spare_secret_shrink (stem, (n < STEM_MIN ? 0 : n) * sizeof *out);

  return stem;
}

/* Levenshtein's distance in a band: what is further from the diagonal costs more than
 * CLOSE already. */
gboolean
spare_password_letters_close (const SpareSecret *a,
                              const SpareSecret *b)
{
  guint n, m;
  const gunichar *one = spare_password_letters_peek (a, &n);
  const gunichar *other = spare_password_letters_peek (b, &m);
  guint row[2 * CLOSE + 1]; /* of the columns i - CLOSE … i + CLOSE */
  guint next[2 * CLOSE + 1];

  if (MAX (n, m) - MIN (n, m) > CLOSE)
    return FALSE;
  for (guint k = 0; k <= 2 * CLOSE; k++)
    row[k] = k < CLOSE ? CLOSE + 1 : k - CLOSE;
  for (guint i = 1; i <= n; i++)
    {
      guint least = CLOSE + 1;

      for (guint k = 0; k <= 2 * CLOSE; k++)
        {
          gint64 j = (gint64) i + k - CLOSE;
          guint cost = CLOSE + 1;

          if (j == 0)
            cost = i;
          else if (j > 0 && j <= m)
            {
              cost = row[k] + (one[i - 1] != other[j - 1] ? 1 : 0);
              if (k < 2 * CLOSE)
                cost = MIN (cost, row[k + 1] + 1);
              if (k > 0)
                cost = MIN (cost, next[k - 1] + 1);
            }
          next[k] = cost;
          least = MIN (least, cost);
        }
      if (least > CLOSE)
        return FALSE;
      memcpy (row, next, sizeof row);
    }

  return row[m + CLOSE - n] <= CLOSE;
}
