/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-base32.h"

#include <string.h>

#include "spare-error.h"

typedef struct
{
  const char *bytes;
  const char *text;
} Pair;

/* RFC 4648, section 10, without the padding. */
static const Pair base32_pairs[] = {
  { "f", "MY" },
  { "fo", "MZXQ" },
  { "foo", "MZXW6" },
  { "foob", "MZXW6YQ" },
  { "fooba", "MZXW6YTB" },
  { "foobar", "MZXW6YTBOI" },
};

static const Pair base16_pairs[] = {
  { "f", "66" },
  { "fo", "666f" },
  { "foobar", "666f6f626172" },
};

typedef SpareSecret *(*DecodeFunc) (const char *text,
                                    gssize      length,
                                    GError    **error);

static void
assert_decodes (DecodeFunc  decode,
                const char *text,
                const char *bytes,
                gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSecret) secret = decode (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (secret);
  g_assert_cmpmem (spare_secret_peek (secret, NULL), spare_secret_get_size (secret), bytes, size);
}

static void
assert_refuses (DecodeFunc     decode,
                const char    *text,
                gssize         length,
                SpareCoreError code)
{
  g_autoptr (GError) error = NULL;
  SpareSecret *secret = decode (text, length, &error);

  g_assert_null (secret);
  g_assert_error (error, SPARE_CORE_ERROR, (gint) code);
}

static void
test_rfc4648 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (base32_pairs); i++)
    {
      const Pair *pair = &base32_pairs[i];
      g_autoptr (SpareSecret) secret = spare_secret_new_text (pair->bytes);
      g_autoptr (SpareSecret) text = spare_base32_encode (secret);

      g_assert_cmpstr (spare_secret_peek_text (text), ==, pair->text);
      g_assert_cmpuint (spare_secret_get_size (text), ==, strlen (pair->text));
      assert_decodes (spare_base32_decode, pair->text, pair->bytes, strlen (pair->bytes));
    }

  for (guint i = 0; i < G_N_ELEMENTS (base16_pairs); i++)
    {
      const Pair *pair = &base16_pairs[i];
      g_autoptr (SpareSecret) secret = spare_secret_new_text (pair->bytes);
      g_autoptr (SpareSecret) text = spare_base16_encode (secret);

      g_assert_cmpstr (spare_secret_peek_text (text), ==, pair->text);
      assert_decodes (spare_base16_decode, pair->text, pair->bytes, strlen (pair->bytes));
    }
}

static void
test_lenient (void)
{
  static const char *const spellings[] = {
    "MZXW6YTBOI======",
    "mzxw6ytboi",
    "MzXw6yTbOi=",
    "mzxw 6ytb oi",
    "MZXW-6YTB-OI",
    "  MZXW6YTBOI\n",
    "MZXW6YTBOI = = ",
    /* The last character has five bits, of which two belong to no byte. */
    "MZXW6YTBOJ",
    "MZXW6YTBOL",
    /* And a character too many for seven bytes. */
    "MZXW6YTBOIA",
  };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    assert_decodes (spare_base32_decode, spellings[i], "foobar", 6);

  assert_decodes (spare_base32_decode, "AA", "\0", 1);
  assert_decodes (spare_base16_decode, "66 6F-6f 62 61 72 ", "foobar", 6);
  assert_decodes (spare_base16_decode, "00FF", "\0\xff", 2);
}

static void
test_refused (void)
{
  assert_refuses (spare_base32_decode, "", -1, SPARE_CORE_ERROR_SECRET_MISSING);
  assert_refuses (spare_base32_decode, " - ==", -1, SPARE_CORE_ERROR_SECRET_MISSING);
  assert_refuses (spare_base32_decode, "A", -1, SPARE_CORE_ERROR_SECRET_SHORT);
  assert_refuses (spare_base32_decode, "A===", -1, SPARE_CORE_ERROR_SECRET_SHORT);
  assert_refuses (spare_base32_decode, "MZXW0YTB", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base32_decode, "MZXW1YTB", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base32_decode, "MZXW8YTB", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base32_decode, "MZ=XW6YTB", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base32_decode, "MZXW\xc3\xa9TB", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base32_decode, "MZXW\0YTB", 8, SPARE_CORE_ERROR_SECRET_INVALID);

  assert_refuses (spare_base16_decode, "", -1, SPARE_CORE_ERROR_SECRET_MISSING);
  assert_refuses (spare_base16_decode, "666", -1, SPARE_CORE_ERROR_SECRET_INVALID);
  assert_refuses (spare_base16_decode, "6g", -1, SPARE_CORE_ERROR_SECRET_INVALID);
}

static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4648);

  for (guint size = 1; size <= 200; size++)
    {
      guint8 *data;
      g_autoptr (SpareSecret) bytes = spare_secret_new_empty (size, &data);
      g_autoptr (SpareSecret) base32 = NULL;
      g_autoptr (SpareSecret) base16 = NULL;

      for (guint i = 0; i < size; i++)
        data[i] = (guint8) g_rand_int_range (rand, 0, 256);

      base32 = spare_base32_encode (bytes);
      base16 = spare_base16_encode (bytes);
      g_assert_cmpuint (spare_secret_get_size (base32), ==, (size * 8 + 4) / 5);
      g_assert_cmpuint (spare_secret_get_size (base16), ==, size * 2);
      assert_decodes (spare_base32_decode, spare_secret_peek_text (base32), (char *) data, size);
      assert_decodes (spare_base16_decode, spare_secret_peek_text (base16), (char *) data, size);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/base32/rfc4648", test_rfc4648);
  g_test_add_func ("/core/base32/lenient", test_lenient);
  g_test_add_func ("/core/base32/refused", test_refused);
  g_test_add_func ("/core/base32/any-bytes", test_any_bytes);

  return g_test_run ();
}
