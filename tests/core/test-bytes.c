/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-bytes.h"

#include <string.h>

/* RFC 4648, section 10. */
static const struct
{
  const char *bytes;
  const char *text;
} rfc4648[] = {
  { "", "" },
  { "f", "Zg==" },
  { "fo", "Zm8=" },
  { "foo", "Zm9v" },
  { "foob", "Zm9vYg==" },
  { "fooba", "Zm9vYmE=" },
  { "foobar", "Zm9vYmFy" },
};

static void
assert_decodes (const char *text,
                gssize      length,
                const char *expected,
                gsize       expected_size)
{
  g_autoptr (GBytes) bytes = spare_base64_decode (text, length);
  g_autoptr (SpareSecret) secret = spare_base64_decode_secret (text, length);
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  g_assert_nonnull (secret);
  g_assert_cmpmem (expected, expected_size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  data = spare_secret_peek (secret, &size);
  g_assert_cmpmem (expected, expected_size, data, size);
  g_assert_cmpint (data[size], ==, 0);
}

static void
assert_refused (const char *text,
                gssize      length)
{
  g_assert_null (spare_base64_decode (text, length));
  g_assert_null (spare_base64_decode_secret (text, length));
}

static void
test_base64 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rfc4648); i++)
    {
      gsize size = strlen (rfc4648[i].bytes);
      gsize length = strlen (rfc4648[i].text);
      g_autoptr (SpareSecret) text = spare_base64_encode (rfc4648[i].bytes, size);

      g_assert_cmpstr (spare_secret_peek_text (text), ==, rfc4648[i].text);
      g_assert_cmpuint (spare_secret_get_size (text), ==, length);
      assert_decodes (rfc4648[i].text, -1, rfc4648[i].bytes, size);
      assert_decodes (rfc4648[i].text, (gssize) length, rfc4648[i].bytes, size);

      /* Without padding. */
      while (length > 0 && rfc4648[i].text[length - 1] == '=')
        length--;
      assert_decodes (rfc4648[i].text, (gssize) length, rfc4648[i].bytes, size);
    }
}

static void
test_alphabets (void)
{
  assert_decodes ("+/+/", -1, "\xfb\xff\xbf", 3);
  assert_decodes ("-_-_", -1, "\xfb\xff\xbf", 3);
  assert_decodes ("_w==", -1, "\xff", 1);
  assert_decodes ("/w", -1, "\xff", 1);
  /* Never both at once. */
  assert_refused ("+_+_", -1);
}

static void
test_blanks (void)
{
  assert_decodes ("Zm9v\r\nYmFy\n", -1, "foobar", 6);
  assert_decodes ("  Zm 9v\tYg = = ", -1, "foob", 4);
  assert_decodes ("\n", -1, "", 0);
}

static void
test_refused (void)
{
  assert_refused ("Z", -1);
  assert_refused ("Zm9vY", -1);
  assert_refused ("Zm9v!", -1);
  assert_refused ("Zg==Zg==", -1);
  assert_refused ("=Zg", -1);
  assert_refused ("Zm\0v", 4);
  assert_refused ("Zm9\xc3\xa9", -1);
  /* Bits behind the last byte. */
  assert_refused ("Zh==", -1);
}

/* Every byte at every place. */
static void
test_all_bytes (void)
{
  guint8 bytes[259];

  for (gsize size = 0; size <= sizeof bytes; size++)
    {
      g_autoptr (SpareSecret) text = NULL;
      g_autofree char *expected = NULL;

      for (gsize i = 0; i < size; i++)
        bytes[i] = (guint8) (i * 7 + size);
      text = spare_base64_encode (bytes, size);
      expected = g_base64_encode (bytes, size);
      g_assert_cmpstr (spare_secret_peek_text (text), ==, expected);
      assert_decodes (expected, -1, (const char *) bytes, size);
    }
}

static void
test_wiped_bytes (void)
{
  guint8 *data;
  g_autoptr (GBytes) empty = spare_bytes_copy_wiped (NULL, 0);
  g_autoptr (GBytes) copy = spare_bytes_copy_wiped ("text", 4);
  g_autoptr (GBytes) bytes = spare_bytes_new_wiped (3, &data);
  const char *seen;
  gsize size;

  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  seen = g_bytes_get_data (copy, &size);
  g_assert_cmpmem (seen, size, "text", 4);
  /* Text can be read in place. */
  g_assert_cmpint (seen[size], ==, 0);

  memcpy (data, "abc", 3);
  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, "abc");
}

static void
test_wipe (void)
{
  char bytes[] = "secret";
  const char zero[sizeof bytes] = { 0 };

  spare_wipe (bytes, 0);
  g_assert_cmpstr (bytes, ==, "secret");
  spare_wipe (bytes, sizeof bytes);
  g_assert_cmpmem (bytes, sizeof bytes, zero, sizeof zero);

  spare_wipe_text (NULL);
  spare_wipe_text (g_strdup ("text"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/bytes/base64", test_base64);
  g_test_add_func ("/core/bytes/alphabets", test_alphabets);
  g_test_add_func ("/core/bytes/blanks", test_blanks);
  g_test_add_func ("/core/bytes/refused", test_refused);
  g_test_add_func ("/core/bytes/all-bytes", test_all_bytes);
  g_test_add_func ("/core/bytes/wiped", test_wiped_bytes);
  g_test_add_func ("/core/bytes/wipe", test_wipe);

  return g_test_run ();
}
