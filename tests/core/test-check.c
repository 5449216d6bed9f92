/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-check.h"

#include <string.h>

#define CODES 20000

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static void
assert_check (const char *code,
              const char *expected)
{
  char check[SPARE_CHECK_LENGTH + 1] = "??";

  g_assert_cmpint (spare_check_compute (code, check), ==, expected != NULL);
  g_assert_cmpstr (check, ==, expected != NULL ? expected : "");
}

/* The example of ISO/IEC 7064 for MOD 1271,36. */
static void
test_standard (void)
{
  assert_check ("ISO79", "3W");
  g_assert_true (spare_check_matches ("ISO79", "3W"));
  g_assert_true (spare_check_matches ("iso79", "3w"));
  g_assert_false (spare_check_matches ("ISO79", "W3"));
  g_assert_false (spare_check_matches ("ISO79", "3"));
  g_assert_false (spare_check_matches ("ISO79", "3WW"));
  g_assert_false (spare_check_matches ("ISO79", ""));
  g_assert_false (spare_check_matches ("", ""));
}

static void
test_separators (void)
{
  assert_check ("is-o 79", "3W");
  assert_check ("  I.S_O/7\t9\n", "3W");
  assert_check ("I\xe2\x80\x93S\xc2\xb7O\xc2\xa0" "79", "3W"); /* dash, dot, no-break space */
  assert_check ("0", "01");  /* 0 + 1 is 1 */
  assert_check ("00", "01");
  assert_check ("", NULL);
  assert_check ("- -", NULL);
  assert_check ("caf\xc3\xa9", NULL);
  assert_check ("\xd9\xa1\xd9\xa2", NULL); /* Arabic digits */
  assert_check ("ISO79\xff", NULL);
}

/* Not Horner's scheme but the definition, and a search: the weights are powers of
 * 36, counted from the right, and the sum is 1 modulo 1271. */
static void
test_definition (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7064);

  for (guint n = 0; n < 2000; n++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 40);
      char code[48] = "";
      char check[SPARE_CHECK_LENGTH + 1];
      guint found = 0;
      guint64 sum = 0;
      guint64 weight = 36 * 36;

      for (guint i = 0; i < length; i++)
        code[i] = alphabet[g_rand_int_range (rand, 0, 36)];
      for (guint i = length; i-- > 0; weight = weight * 36 % 1271)
        sum += weight * (guint64) (strchr (alphabet, code[i]) - alphabet);

      g_assert_true (spare_check_compute (code, check));
      for (guint a = 0; a < 36; a++)
        for (guint b = 0; b < 36; b++)
          if ((sum + 36 * a + b) % 1271 == 1 && 36 * a + b < 1271)
            {
              g_assert_cmpint (check[0], ==, alphabet[a]);
              g_assert_cmpint (check[1], ==, alphabet[b]);
              found++;
            }
      g_assert_cmpuint (found, ==, 1);
    }
}

/* No single wrong character and no swap of neighbours is missed, and where only
 * one explanation is left, it is the right one. */
static void
test_errors_found (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (36);
  guint located = 0;
  guint errors = 0;

  for (guint n = 0; n < CODES; n++)
    {
      guint length = (guint) g_rand_int_range (rand, 6, 17);
      char code[20] = "";
      char check[SPARE_CHECK_LENGTH + 1];

      for (guint i = 0; i < length; i++)
        code[i] = alphabet[g_rand_int_range (rand, 0, 36)];
      g_assert_true (spare_check_compute (code, check));

      for (guint i = 0; i < length; i++)
        {
          char right = code[i];
          gboolean swap = TRUE;
          guint place;

          for (guint other = 0; other < 36; other++)
            {
              code[i] = alphabet[other];
              g_assert_true (spare_check_matches (code, check) == (code[i] == right));
            }
          code[i] = alphabet[(strchr (alphabet, right) - alphabet + 1 + (int) n % 35) % 36];
          place = spare_check_locate (code, check, &swap);
          g_assert_true (place == 0 || (place == i + 1 && !swap));
          located += place != 0;
          errors++;
          code[i] = right;

          if (i + 1 == length || code[i + 1] == right)
            continue;
          code[i] = code[i + 1];
          code[i + 1] = right;
          g_assert_false (spare_check_matches (code, check));
          place = spare_check_locate (code, check, &swap);
          g_assert_true (place == 0 || (place == i + 1 && swap));
          code[i + 1] = code[i];
          code[i] = right;
        }
    }
  g_test_message ("%u of %u wrong characters were located", located, errors);
  g_assert_cmpuint (located, >, errors / 2);
}

static void
assert_located (const char *typed,
                const char *check,
                guint       place,
                gboolean    swap)
{
  gboolean swapped = !swap;

  g_assert_cmpuint (spare_check_locate (typed, check, &swapped), ==, place);
  g_assert_cmpint (swapped, ==, swap);
}

static void
test_locate (void)
{
  assert_located ("ISO79", "3W", 0, FALSE); /* it is right */
  assert_located ("IS079", "3W", 3, FALSE);
  assert_located ("1SO79", "3w", 1, FALSE);
  assert_located ("SIO79", "3W", 1, TRUE);
  assert_located ("is-o9 7", "3W", 4, TRUE);
  assert_located ("is-o7 8", "3W", 5, FALSE);
  assert_located ("1S079", "3W", 0, FALSE); /* two wrong, and no single one explains it */
  assert_located ("ISO7", "3W", 0, FALSE);  /* one lacks */
  assert_located ("4K1M-2P9Q", "RL", 3, FALSE);
  assert_located ("4K7M-2PQ9", "RL", 7, TRUE);
  assert_located ("1235-4678", "QS", 0, FALSE); /* of 12345678: 4 and 5 swapped, or the 6 an H */
  assert_located ("K47M-2P9Q", "RL", 0, FALSE); /* 4 and K swapped, or the M a 3 */
  assert_located ("", "3W", 0, FALSE);
  assert_located ("IS\xc3\x96" "79", "3W", 0, FALSE);
  assert_located ("IS079", "3", 0, FALSE);
  assert_located ("IS079", "3W ", 0, FALSE);
  assert_located ("IS079", "", 0, FALSE);
  assert_located ("IS079", "?!", 0, FALSE);
}

static void
test_compare (void)
{
  g_assert_cmpuint (spare_check_compare ("ABCD-EFGH", "abcd efgh", FALSE), ==, 0);
  g_assert_cmpuint (spare_check_compare ("ABCD-EFGH", "abcd efgh", TRUE), ==, 1);
  g_assert_cmpuint (spare_check_compare ("abCd", "abcd", TRUE), ==, 3);
  g_assert_cmpuint (spare_check_compare ("1234 5678", "12345678", TRUE), ==, 0);
  g_assert_cmpuint (spare_check_compare ("1234-5679", "12345678", FALSE), ==, 8);
  g_assert_cmpuint (spare_check_compare ("1294-5679", "12345678", FALSE), ==, 3);
  g_assert_cmpuint (spare_check_compare ("1234567", "12345678", FALSE), ==, 8);
  g_assert_cmpuint (spare_check_compare ("123456789", "12345678", FALSE), ==, 9);
  g_assert_cmpuint (spare_check_compare ("", "12", FALSE), ==, 1);
  g_assert_cmpuint (spare_check_compare ("--", "", FALSE), ==, 0);
  g_assert_cmpuint (spare_check_compare ("caf\xc3\xa9", "CAF\xc3\x89", FALSE), ==, 0);
  g_assert_cmpuint (spare_check_compare ("caf\xc3\xa9", "cafe", FALSE), ==, 4);
  g_assert_cmpuint (spare_check_compare ("ab\xff", "ab", FALSE), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/check/standard", test_standard);
  g_test_add_func ("/core/check/separators", test_separators);
  g_test_add_func ("/core/check/definition", test_definition);
  g_test_add_func ("/core/check/errors-found", test_errors_found);
  g_test_add_func ("/core/check/locate", test_locate);
  g_test_add_func ("/core/check/compare", test_compare);

  return g_test_run ();
}
