/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-check.h"

#include <string.h>

#include "spare-bytes.h"

#define MODULUS 1271u
#define RADIX   36u

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* The letters and digits of @text, wiped with wipe_letters(). What is no UTF-8
 * counts as letters that are not ASCII. */
static GArray *
read_letters (const char *text)
{
  gsize bytes = strlen (text);
  /* All at once: an array that grows would leave copies behind. */
  GArray *letters = g_array_sized_new (FALSE, FALSE, sizeof (gunichar), (guint) bytes);
  const char *end = text + bytes;

  while (text < end)
    {
      gunichar c = (guint8) *text;

      if (c < 0x80)
        {
          if (g_ascii_isalnum ((char) c))
            g_array_append_val (letters, c);
          text++;
          continue;
        }
      c = g_utf8_get_char_validated (text, end - text);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          c = 0x80000000u | (guint8) *text++;
          g_array_append_val (letters, c);
          continue;
        }
      if (g_unichar_isalnum (c))
        g_array_append_val (letters, c);
      text = g_utf8_next_char (text);
    }

  return letters;
}

static void
wipe_letters (GArray *letters)
{
  if (letters->len > 0)
    spare_wipe (letters->data, (gsize) letters->len * sizeof (gunichar));
  g_array_unref (letters);
}

/* Turns letters into their values, 0 to 35; FALSE where one has none. */
static gboolean
fold_letters (GArray *letters)
{
  for (guint i = 0; i < letters->len; i++)
    {
      gunichar *c = &g_array_index (letters, gunichar, i);

      if (*c > 0x7f)
        return FALSE;
      *c = g_ascii_isdigit ((char) *c) ? *c - '0' : (guint) g_ascii_toupper ((char) *c) - 'A' + 10;
    }

  return letters->len > 0;
}

/* Of the values alone, as if two zeros followed. */
static guint
sum_values (const GArray *values)
{
  guint sum = 0;

  for (guint i = 0; i < values->len; i++)
    sum = (sum * RADIX + g_array_index (values, gunichar, i)) % MODULUS;

  return sum * RADIX * RADIX % MODULUS;
}

/* The number that the check characters stand for; G_MAXUINT where they are none. */
static guint
read_check (const char *check)
{
  guint number = 0;

  for (guint i = 0; i < SPARE_CHECK_LENGTH; i++)
    {
      if (!g_ascii_isalnum (check[i]))
        return G_MAXUINT;
      number = number * RADIX + (guint) (strchr (alphabet, g_ascii_toupper (check[i])) - alphabet);
    }

  return check[SPARE_CHECK_LENGTH] == '\0' ? number : G_MAXUINT;
}

/**
 * spare_check_compute:
 * @code: UTF-8
 * @check: (out): the check characters, or nothing where it returns %FALSE
 *
 * Returns: %FALSE where @code has no letter or digit, or one that is not ASCII
 */
gboolean
spare_check_compute (const char *code,
                     char        check[SPARE_CHECK_LENGTH + 1])
{
  GArray *letters = read_letters (code);
  gboolean can = fold_letters (letters);

  check[0] = '\0';
  if (can)
    {
      /* The whole, check characters included, must be 1 modulo 1271. */
      guint number = (MODULUS + 1 - sum_values (letters)) % MODULUS;

      check[0] = alphabet[number / RADIX];
      check[1] = alphabet[number % RADIX];
      check[2] = '\0';
    }
  wipe_letters (letters);

  return can;
}

/**
 * spare_check_matches:
 * @check: in upper or lower case
 */
gboolean
spare_check_matches (const char *code,
                     const char *check)
{
  char right[SPARE_CHECK_LENGTH + 1];

  return spare_check_compute (code, right) && g_ascii_strcasecmp (right, check) == 0;
}

/* Is there a character that makes it right at @place, which counts @weight? */
static gboolean
can_replace (guint value,
             guint weight,
             guint lacking)
{
  for (guint other = 0; other < RADIX; other++)
    if (other != value && weight * (MODULUS + other - value) % MODULUS == lacking)
      return TRUE;

  return FALSE;
}

/* How many explanations there are, and the last of them. */
static guint
explain (const GArray *values,
         guint         lacking,
         guint        *place,
         gboolean     *swap)
{
  guint found = 0;
  guint weight = RADIX * RADIX; /* of the last character */
  guint next_weight = 0;

  for (guint i = values->len; i-- > 0;)
    {
      guint value = g_array_index (values, gunichar, i);

      if (can_replace (value, weight, lacking))
        {
          found++;
          *place = i + 1;
          *swap = FALSE;
        }
      if (i + 1 < values->len)
        {
          guint next = g_array_index (values, gunichar, i + 1);
          /* What the one loses, the other gains, at another weight. */
          guint gain = (weight + MODULUS - next_weight) % MODULUS * (MODULUS + next - value) % MODULUS;

          if (next != value && gain == lacking)
            {
              found++;
              *place = i + 1;
              *swap = TRUE;
            }
        }
      next_weight = weight;
      weight = weight * RADIX % MODULUS;
    }

  return found;
}

guint
spare_check_locate (const char *typed,
                    const char *check,
                    gboolean   *swap)
{
  GArray *letters = read_letters (typed);
  guint number = read_check (check);
  guint place = 0;
  guint found = 0;

  *swap = FALSE;
  if (number != G_MAXUINT && fold_letters (letters))
    {
      /* What must be added for the whole to be 1. */
      guint lacking = (2 * MODULUS + 1 - sum_values (letters) - number % MODULUS) % MODULUS;

      if (lacking != 0)
        found = explain (letters, lacking, &place, swap);
    }
  wipe_letters (letters);
  if (found == 1)
    return place;

  *swap = FALSE;
  return 0;
}

guint
spare_check_compare (const char *typed,
                     const char *code,
                     gboolean    with_case)
{
  GArray *a = read_letters (typed);
  GArray *b = read_letters (code);
  guint common = MIN (a->len, b->len);
  guint first = 0;

  /* No way out of the loop, and no branch in it: the time would tell the place. */
  for (guint i = 0; i < common; i++)
    {
      gunichar c = g_array_index (a, gunichar, i);
      gunichar d = g_array_index (b, gunichar, i);
      guint differs = with_case ? c ^ d : g_unichar_tolower (c) ^ g_unichar_tolower (d);
      guint unequal = (differs | (0u - differs)) >> 31;
      guint unseen = 1u ^ ((first | (0u - first)) >> 31);

      first += unequal * unseen * (i + 1);
    }
  if (first == 0 && a->len != b->len)
    first = common + 1;
  wipe_letters (a);
  wipe_letters (b);

  return first;
}
