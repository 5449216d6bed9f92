/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-maker.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#include "spare-code-set.h"
#include "spare-error.h"
#include "spare-words.h"

#define LENGTH_MIN 4
#define LENGTH_MAX 64
#define WORDS_MIN  3
#define WORDS_MAX  24

#define SEPARATOR '-'

/* Of each pair that one takes for the other, on a screen, in print or by hand, the
 * digit or none: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
#define CLEAR "23456789ACDEFGHJKMNPQRTVWXY"

const char *const spare_code_alphabet_clear = CLEAR;

static const SpareCodeRecipe recipes[] = {
  { "digits", 10, 8, 4, "0123456789" },
  { "groups", 16, 10, 5, CLEAR },
  { "hex", 8, 16, 4, "0123456789abcdef" },
  { "words", 10, 6, 0, NULL },
  { NULL, 0, 0, 0, NULL },
};

const SpareCodeRecipe *const spare_code_recipes = recipes;

static guint
count_symbols (const SpareCodeRecipe *self)
{
  return self->alphabet != NULL ? (guint) strlen (self->alphabet) : SPARE_WORDS;
}

double
spare_code_recipe_get_bits (const SpareCodeRecipe *self)
{
  guint symbols = count_symbols (self);

  return symbols > 0 ? self->length * log2 (symbols) : 0;
}

static gboolean
fail (GError    **error,
      const char *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_RECIPE, message);
  return FALSE;
}

static gboolean
check_alphabet (const char *alphabet,
                GError    **error)
{
  for (const char *c = alphabet; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || *c == SEPARATOR || strchr (c + 1, *c) != NULL)
      return fail (error, "Not an alphabet of different characters");

  return *alphabet != '\0' || fail (error, "An alphabet without characters");
}

static gboolean
check_recipe (const SpareCodeRecipe *self,
              GError               **error)
{
  guint min = self->alphabet != NULL ? LENGTH_MIN : WORDS_MIN;
  guint max = self->alphabet != NULL ? LENGTH_MAX : WORDS_MAX;

  if (self->count < 1 || self->count > SPARE_CODE_SET_MAX)
    return fail (error, "Too few or too many codes");
  if (self->length < min || self->length > max)
    return fail (error, "Too short or too long codes");
  if (self->alphabet != NULL && !check_alphabet (self->alphabet, error))
    return FALSE;
  if (spare_code_recipe_get_bits (self) < 32 &&
      pow (count_symbols (self), self->length) < self->count)
    return fail (error, "There are not so many different codes");

  return TRUE;
}

static SpareSecret *
make_words (guint      length,
            guint32  (*uniform) (guint32 bound))
{
  guint8 *out;
  SpareSecret *code = spare_secret_new_empty (length * (SPARE_WORDS_BYTES + 1), &out);
  gsize size = 0;

  for (guint i = 0; i < length; i++)
    {
      gsize bytes;
      const char *word = spare_words_find (uniform (SPARE_WORDS), &bytes);

      if (i > 0)
        out[size++] = SEPARATOR;
      memcpy (out + size, word, bytes);
      size += bytes;
    }
  spare_secret_shrink (code, size);

  return code;
}

static SpareSecret *
make_characters (const SpareCodeRecipe *recipe,
                 guint32              (*uniform) (guint32 bound))
{
  guint symbols = count_symbols (recipe);
  guint8 *out;
  SpareSecret *code = spare_secret_new_empty ((gsize) recipe->length * 2, &out);
  gsize size = 0;

  for (guint i = 0; i < recipe->length; i++)
    {
      if (recipe->group > 0 && i > 0 && i % recipe->group == 0)
        out[size++] = SEPARATOR;
      out[size++] = (guint8) recipe->alphabet[uniform (symbols)];
    }
  spare_secret_shrink (code, size);

  return code;
}

static gboolean
contains (GPtrArray         *codes,
          const SpareSecret *code)
{
  for (guint i = 0; i < codes->len; i++)
    if (spare_secret_equal (g_ptr_array_index (codes, i), code))
      return TRUE;

  return FALSE;
}

GPtrArray *
spare_code_maker_make (const SpareCodeRecipe *recipe,
                       guint32              (*uniform) (guint32 bound),
                       GError               **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  guint tries;

  if (!check_recipe (recipe, error))
    return NULL;
  if (uniform == NULL)
    {
      if (sodium_init () < 0)
        g_error ("libsodium could not be initialised");
      uniform = randombytes_uniform;
    }

  codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  /* Where nearly all that exist are wanted, an even generator gives one that is
   * there already some ten times for each new one; never a hundred times. */
  for (tries = recipe->count * 100; tries > 0 && codes->len < recipe->count; tries--)
    {
      g_autoptr (SpareSecret) code = recipe->alphabet != NULL ? make_characters (recipe, uniform)
                                                              : make_words (recipe->length, uniform);

      if (!contains (codes, code))
        g_ptr_array_add (codes, g_steal_pointer (&code));
    }
  if (codes->len < recipe->count)
    {
      fail (error, "There are not so many different codes");
      return NULL;
    }

  return g_steal_pointer (&codes);
}
