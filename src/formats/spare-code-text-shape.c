/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

#define LENGTH_MAX 160 /* characters of a code */
#define GROUPS_MAX 40
#define PHRASE_MIN 4   /* words */
#define PHRASE_MAX 24
#define WORD_MIN   3   /* letters */
#define WORD_MAX   12

typedef struct
{
  gsize    total; /* letters and digits */
  guint    digits;
  guint    lower;
  guint    upper;
  guint    others;   /* neither letters, digits nor separators */
  guint    switches; /* from lower to upper case */
  guint    n_groups;
  guint    unmixed; /* groups of one kind: digits, or letters */
  gsize    groups[GROUPS_MAX];
  gboolean empty_group;
  gboolean too_long;
} Token;

static void
close_group (Token *self,
             gsize  length,
             guint  digits)
{
  if (length == 0)
    self->empty_group = TRUE;
  if (self->n_groups == GROUPS_MAX)
    self->too_long = TRUE;
  else
    self->groups[self->n_groups++] = length;
  if (digits == 0 || digits == length)
    self->unmixed++;
}

static void
token_read (Token      *self,
            const char *start,
            const char *end)
{
  gsize length = 0;
  guint digits = 0;
  char before = 0;

  memset (self, 0, sizeof *self);
  self->too_long = end - start > LENGTH_MAX;
  for (const char *at = start; at < end && !self->too_long; at++)
    {
      if (*at == '-' || *at == ' ' || *at == '_')
        {
          close_group (self, length, digits);
          length = digits = 0;
        }
      else if (g_ascii_isalnum (*at))
        {
          self->switches += g_ascii_isupper (*at) && g_ascii_islower (before);
          self->digits += g_ascii_isdigit (*at) != 0;
          self->lower += g_ascii_islower (*at) != 0;
          self->upper += g_ascii_isupper (*at) != 0;
          self->total++;
          length++;
          digits += g_ascii_isdigit (*at) != 0;
        }
      else
        self->others++;
      before = *at;
    }
  close_group (self, length, digits);
}

/* All groups of one length. */
static gboolean
is_even (const Token *self)
{
  for (guint i = 1; i < self->n_groups; i++)
    if (self->groups[i] != self->groups[0])
      return FALSE;
  return TRUE;
}

/* The same, but the last may be shorter. */
static gboolean
is_nearly_even (const Token *self)
{
  for (guint i = 1; i + 1 < self->n_groups; i++)
    if (self->groups[i] != self->groups[0])
      return FALSE;
  return self->groups[self->n_groups - 1] <= self->groups[0];
}

static guint64
mix (guint64 hash,
     guint64 value)
{
  return (hash ^ value) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
key_of (const Token *self)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = 0; i < self->n_groups; i++)
    hash = mix (hash, self->groups[i]);
  return hash;
}

static guint64
key_of_phrase (guint n_words)
{
  return mix (1, n_words);
}

static SpareCodeClasses
classes_of (const Token *self)
{
  return (self->digits > 0 ? SPARE_CODE_DIGITS : 0) | (self->lower > 0 ? SPARE_CODE_LOWER : 0) |
         (self->upper > 0 ? SPARE_CODE_UPPER : 0);
}

/* 3-3-4 is how telephone numbers are written in North America. */
static gboolean
is_phone (const Token *self,
          char         first)
{
  if (self->n_groups == 3 && self->groups[0] == 3 && self->groups[1] == 3 && self->groups[2] == 4)
    return TRUE;
  return self->n_groups > 1 && first == '0' && !is_even (self);
}

static SpareCodeLook
look_of_digits (const Token *self)
{
  if (self->n_groups == 1)
    return self->total >= 6 ? SPARE_CODE_LOOK_STRONG : self->total >= 4 ? SPARE_CODE_LOOK_WEAK : SPARE_CODE_LOOK_NONE;
  if (self->total < 6)
    return SPARE_CODE_LOOK_NONE;
  if (!is_even (self))
    return SPARE_CODE_LOOK_ODD;
  return self->groups[0] >= 3 ? SPARE_CODE_LOOK_STRONG : SPARE_CODE_LOOK_WEAK;
}

static SpareCodeLook
look_of_mixed (const Token *self)
{
  if (self->total < 6)
    return self->total >= 4 ? SPARE_CODE_LOOK_WEAK : SPARE_CODE_LOOK_NONE;
  return is_even (self) ? SPARE_CODE_LOOK_STRONG : SPARE_CODE_LOOK_FAIR;
}

static SpareCodeLook
look_of_letters (const Token *self)
{
  gboolean one_case = self->lower == 0 || self->upper == 0;

  if (self->n_groups == 1 && self->total >= 8 && self->switches >= 2)
    return SPARE_CODE_LOOK_STRONG;
  if (self->n_groups == 1 && one_case && self->total >= 24)
    return SPARE_CODE_LOOK_STRONG;
  if (self->n_groups == 1)
    return self->total >= 6 ? SPARE_CODE_LOOK_WEAK : SPARE_CODE_LOOK_NONE;
  if (!is_even (self) || self->groups[0] < 4)
    return SPARE_CODE_LOOK_NONE;
  if (!one_case)
    return self->switches >= 2 ? SPARE_CODE_LOOK_STRONG : SPARE_CODE_LOOK_WEAK;
  return self->n_groups >= 3 || self->upper > 0 ? SPARE_CODE_LOOK_FAIR : SPARE_CODE_LOOK_WEAK;
}

/* "1.2.3" and "v1.2" */
static gboolean
is_version (const char *start,
            const char *end)
{
  if (start < end && (*start == 'v' || *start == 'V'))
    start++;
  for (; start < end; start++)
    if (!g_ascii_isdigit (*start) && *start != '.')
      return FALSE;
  return TRUE;
}

static gboolean
is_plain_ascii (const char *start,
                const char *end)
{
  for (; start < end; start++)
    if (!g_ascii_isgraph (*start))
      return FALSE;
  return TRUE;
}

static gboolean
is_dashed_phrase (const Token *self)
{
  return self->digits == 0 && self->upper == 0 && self->others == 0 && self->n_groups >= 3 &&
         self->n_groups <= PHRASE_MAX && !is_even (self);
}

SpareCodeShape
spare_code_shape_of_token (const char *start,
                           const char *end)
{
  SpareCodeShape shape = { SPARE_CODE_LOOK_NONE };
  Token token;

  token_read (&token, start, end);
  if (token.too_long || token.empty_group || token.total == 0)
    return shape;
  shape.key = key_of (&token);
  shape.classes = classes_of (&token);
  if (token.others > 0)
    {
      if (token.digits > 0 && token.lower + token.upper > 0 && token.total >= 6 && is_plain_ascii (start, end) &&
          !is_version (start, end))
        shape.look = SPARE_CODE_LOOK_ODD;
      return shape;
    }
  shape.capital = token.digits == 0 && token.upper == 1 && g_ascii_isupper (*start);
  if (is_dashed_phrase (&token))
    {
      shape.key = key_of_phrase (token.n_groups);
      shape.look = token.n_groups >= PHRASE_MIN ? SPARE_CODE_LOOK_STRONG : SPARE_CODE_LOOK_WEAK;
    }
  else if (token.digits == token.total)
    {
      shape.phone = is_phone (&token, *start);
      shape.year = token.total == 4 && (start[0] == '1' ? start[1] == '9' : start[0] == '2' && start[1] == '0');
      shape.look = shape.phone ? SPARE_CODE_LOOK_WEAK : look_of_digits (&token);
    }
  else
    shape.look = token.digits > 0 ? look_of_mixed (&token) : look_of_letters (&token);
  return shape;
}

/* "1234 5678", "ABCD EFGH IJKL" */
static SpareCodeShape
shape_of_groups (const char *start,
                 const char *end)
{
  SpareCodeShape shape = { SPARE_CODE_LOOK_NONE };
  Token token;

  token_read (&token, start, end);
  if (token.too_long || token.empty_group || token.others > 0 || token.total < 6 || token.groups[0] > 5 ||
      memchr (start, '-', (gsize) (end - start)) != NULL || !is_nearly_even (&token))
    return shape;
  shape.key = key_of (&token);
  shape.classes = classes_of (&token);
  if (token.digits == token.total)
    {
      shape.phone = is_phone (&token, *start);
      shape.look = shape.phone ? SPARE_CODE_LOOK_WEAK : look_of_digits (&token);
    }
  else if (token.digits > 0)
    /* "code 1234" is no code of two groups. */
    shape.look = token.n_groups == 2 && token.unmixed == 2 ? SPARE_CODE_LOOK_WEAK : look_of_mixed (&token);
  else if (is_even (&token) && token.groups[0] >= 4)
    shape.look = token.upper > 0 && token.lower == 0 && token.n_groups >= 3 ? SPARE_CODE_LOOK_FAIR
                                                                           : SPARE_CODE_LOOK_WEAK;
  return shape;
}

gboolean
spare_code_is_word (const char *start,
                    const char *end)
{
  gsize n = 0;

  for (; start < end; start = g_utf8_next_char (start), n++)
    if (!g_unichar_islower (g_utf8_get_char (start)))
      return FALSE;
  return n >= WORD_MIN && n <= WORD_MAX;
}

/* Words that sentences have and lists of words for phrases do not. */
static gboolean
is_function_word (const char *start,
                  gsize       length)
{
  static const char *const words[] = {
    "and",  "are",  "auf",  "aus",  "avec", "bitte", "but",  "codes", "con",  "das",  "dem",   "den",  "der",
    "des",  "die",  "diese", "ein",  "eine", "for",  "from", "für",   "has",  "her",  "how",   "ihre", "ist",
    "les",  "los",  "mit",  "nicht", "not",  "oder", "para", "please", "por", "pour", "sich",  "sie",  "sind",
    "sur",  "the",  "these", "und",  "une",  "vous", "was",  "werden", "with", "wird", "your", "zum",  "zur",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && memcmp (words[i], start, length) == 0)
      return TRUE;
  return FALSE;
}

/* "correct horse battery staple" */
static SpareCodeShape
shape_of_phrase (const char *start,
                 const char *end)
{
  SpareCodeShape shape = { SPARE_CODE_LOOK_NONE };
  guint n = 0;

  while (start < end)
    {
      const char *blank = memchr (start, ' ', (gsize) (end - start));
      const char *to = blank != NULL ? blank : end;

      if (++n > PHRASE_MAX || !spare_code_is_word (start, to) || is_function_word (start, (gsize) (to - start)))
        return shape;
      start = blank != NULL ? blank + 1 : end;
    }
  if (n < PHRASE_MIN)
    return shape;
  shape.look = n >= 12 && n % 3 == 0 ? SPARE_CODE_LOOK_STRONG : SPARE_CODE_LOOK_FAIR;
  shape.key = key_of_phrase (n);
  shape.classes = SPARE_CODE_LOWER;
  return shape;
}

SpareCodeShape
spare_code_shape_of (const char *start,
                     const char *end)
{
  SpareCodeShape shape;

  if (memchr (start, ' ', (gsize) (end - start)) == NULL)
    return spare_code_shape_of_token (start, end);
  shape = shape_of_phrase (start, end);
  return shape.look != SPARE_CODE_LOOK_NONE ? shape : shape_of_groups (start, end);
}

SpareCodeShape
spare_code_shape_of_embedded (const char *start,
                              const char *end,
                              gsize       min)
{
  SpareCodeShape shape = spare_code_shape_of_token (start, end);
  Token token;

  token_read (&token, start, end);
  if (token.total < min || token.digits < 2 || token.others > 0)
    shape.look = SPARE_CODE_LOOK_NONE;
  else if (shape.look != SPARE_CODE_LOOK_STRONG)
    shape.look = SPARE_CODE_LOOK_NONE;
  return shape;
}
