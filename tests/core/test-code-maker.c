/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-maker.h"

#include <string.h>

#include "spare-code-set.h"
#include "spare-error.h"
#include "spare-words.h"

static guint32 next_number;

/* 0, 1, 2, … below the bound. */
static guint32
count_up (guint32 bound)
{
  return next_number++ % bound;
}

static guint32
always_last (guint32 bound)
{
  return bound - 1;
}

static const SpareCodeRecipe *
find (const char *id)
{
  const SpareCodeRecipe *recipe = spare_code_recipes;

  while (recipe->id != NULL && strcmp (recipe->id, id) != 0)
    recipe++;
  g_assert_nonnull (recipe->id);
  return recipe;
}

static GPtrArray *
make (const SpareCodeRecipe *recipe,
      guint32              (*uniform) (guint32))
{
  g_autoptr (GError) error = NULL;
  GPtrArray *codes = spare_code_maker_make (recipe, uniform, &error);

  g_assert_no_error (error);
  g_assert_nonnull (codes);
  g_assert_cmpuint (codes->len, ==, recipe->count);
  return codes;
}

static const char *
text (GPtrArray *codes,
      guint      i)
{
  SpareSecret *code = g_ptr_array_index (codes, i);

  g_assert_cmpuint (spare_secret_get_size (code), ==, strlen (spare_secret_peek_text (code)));
  return spare_secret_peek_text (code);
}

static void
test_presets (void)
{
  static const struct
  {
    const char *id;
    guint       count;
    const char *first;
    const char *second;
  } presets[] = {
    { "digits", 10, "0123-4567", "8901-2345" },
    { "groups", 16, "23456-789AC", "DEFGH-JKMNP" },
    { "hex", 8, "0123-4567-89ab-cdef", NULL }, /* the second is the same */
    { "words", 10, "abandon-ability-able-about-above-absent", "absorb-abstract-absurd-abuse-access-accident" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      const SpareCodeRecipe *recipe = find (presets[i].id);
      SpareCodeRecipe few = *recipe;
      g_autoptr (GPtrArray) codes = NULL;

      g_assert_true (recipe == spare_code_recipes + i);
      g_assert_cmpuint (recipe->count, ==, presets[i].count);
      few.count = presets[i].second != NULL ? 2 : 1;
      next_number = 0;
      codes = make (&few, count_up);
      g_assert_cmpstr (text (codes, 0), ==, presets[i].first);
      if (presets[i].second != NULL)
        g_assert_cmpstr (text (codes, 1), ==, presets[i].second);
    }
  g_assert_null (spare_code_recipes[G_N_ELEMENTS (presets)].id);
}

static void
test_bits (void)
{
  const SpareCodeRecipe own = { "own", 1, 24, 0, "0123456789abcdef" };

  g_assert_cmpfloat_with_epsilon (spare_code_recipe_get_bits (find ("digits")), 26.5754, 1e-4);
  g_assert_cmpfloat_with_epsilon (spare_code_recipe_get_bits (find ("groups")), 47.5489, 1e-4);
  g_assert_cmpfloat (spare_code_recipe_get_bits (find ("hex")), ==, 64);
  g_assert_cmpfloat (spare_code_recipe_get_bits (find ("words")), ==, 66);
  g_assert_cmpfloat (spare_code_recipe_get_bits (&own), ==, 96);
  g_assert_cmpuint (SPARE_CODE_MAKER_ALONE_BITS, ==, 64);
}

static void
test_alphabet (void)
{
  const char *clear = spare_code_alphabet_clear;

  g_assert_null (strpbrk (clear, "0O1ILSBZU"));
  for (const char *c = clear; *c != '\0'; c++)
    {
      g_assert_true (g_ascii_isdigit (*c) || g_ascii_isupper (*c));
      g_assert_null (strchr (c + 1, *c));
    }
  g_assert_cmpuint (strlen (clear), ==, 27);
}

static void
test_words (void)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  SpareCodeRecipe recipe = { "own", 1, 3, 0, NULL };
  g_autoptr (GPtrArray) codes = NULL;

  for (guint i = 0; i < SPARE_WORDS; i++)
    {
      gsize length;
      const char *word = spare_words_find (i, &length);

      g_assert_cmpuint (length, >=, 3);
      g_assert_cmpuint (length, <=, SPARE_WORDS_BYTES);
      g_checksum_update (sum, (const guchar *) word, (gssize) length);
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }
  /* Of english.txt, as BIP-39 has it. */
  g_assert_cmpstr (g_checksum_get_string (sum), ==, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");

  codes = make (&recipe, always_last);
  g_assert_cmpstr (text (codes, 0), ==, "zoo-zoo-zoo");
}

static void
test_form (void)
{
  const SpareCodeRecipe uneven = { "own", 1, 10, 4, "abcdefghij" };
  const SpareCodeRecipe plain = { "own", 1, 10, 0, "abcdefghij" };
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) ungrouped = NULL;

  next_number = 0;
  codes = make (&uneven, count_up);
  g_assert_cmpstr (text (codes, 0), ==, "abcd-efgh-ij");
  next_number = 0;
  ungrouped = make (&plain, count_up);
  g_assert_cmpstr (text (ungrouped, 0), ==, "abcdefghij");
}

static void
assert_refused (guint       count,
                guint       length,
                const char *alphabet)
{
  const SpareCodeRecipe recipe = { "own", count, length, 0, alphabet };
  g_autoptr (GError) error = NULL;

  g_assert_null (spare_code_maker_make (&recipe, NULL, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_RECIPE);
}

static void
test_refused (void)
{
  const SpareCodeRecipe two = { "own", 2, 8, 0, "0123456789" };
  g_autoptr (GError) error = NULL;

  assert_refused (0, 8, "0123456789");
  assert_refused (SPARE_CODE_SET_MAX + 1, 8, "0123456789");
  assert_refused (10, 3, "0123456789");
  assert_refused (10, 65, "0123456789");
  assert_refused (10, 2, NULL);
  assert_refused (10, 25, NULL);
  assert_refused (1, 8, "");
  assert_refused (1, 8, "0012");
  assert_refused (1, 8, "01-2");
  assert_refused (1, 8, "01 2");
  assert_refused (1, 8, "01\xc3\xa9");
  assert_refused (2, 8, "0");
  assert_refused (17, 4, "01"); /* 16 exist */

  /* A generator that is none does not hang. */
  g_assert_null (spare_code_maker_make (&two, always_last, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_RECIPE);
}

static void
test_all_different (void)
{
  /* All that exist: 16, and 500 of 625; none could be left out or come twice. */
  static const SpareCodeRecipe recipes[] = {
    { "own", 16, 4, 0, "01" },
    { "own", 500, 4, 0, "01234" },
    { "own", 500, 64, 5, "23456789ACDEFGHJKMNPQRTVWXY" },
    { "own", 500, 24, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) codes = make (&recipes[i], NULL);

      for (guint j = 0; j < codes->len; j++)
        g_assert_true (g_hash_table_add (seen, (char *) text (codes, j)));
    }
}

/* Every character comes, everywhere; two runs have nothing in common. */
static void
test_generator (void)
{
  SpareCodeRecipe recipe = *find ("groups");
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) others = NULL;
  guint seen[10][128] = { { 0 } };

  recipe.count = 500;
  recipe.group = 0;
  codes = make (&recipe, NULL);
  others = make (&recipe, NULL);
  for (guint i = 0; i < codes->len; i++)
    for (guint j = 0; j < recipe.length; j++)
      seen[j][(guint) text (codes, i)[j]]++;
  /* That one of 270 does not come in 500 draws is one chance in half a million. */
  for (guint j = 0; j < recipe.length; j++)
    for (const char *c = recipe.alphabet; *c != '\0'; c++)
      g_assert_cmpuint (seen[j][(guint) *c], >, 0);
  for (guint i = 0; i < codes->len; i++)
    for (guint j = 0; j < others->len; j++)
      g_assert_cmpstr (text (codes, i), !=, text (others, j));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/code-maker/presets", test_presets);
  g_test_add_func ("/core/code-maker/bits", test_bits);
  g_test_add_func ("/core/code-maker/alphabet", test_alphabet);
  g_test_add_func ("/core/code-maker/words", test_words);
  g_test_add_func ("/core/code-maker/form", test_form);
  g_test_add_func ("/core/code-maker/refused", test_refused);
  g_test_add_func ("/core/code-maker/all-different", test_all_different);
  g_test_add_func ("/core/code-maker/generator", test_generator);

  return g_test_run ();
}
