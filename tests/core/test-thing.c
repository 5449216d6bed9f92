/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-set.h"

#include <string.h>

#include "spare-error.h"
#include "spare-otpauth.h"

#define ID "0b9f6f1e-2d3c-4b5a-8f7e-112233445566"

static SpareRecord *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  SpareRecord *record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
assert_prints (gpointer    record,
               const char *line)
{
  g_autoptr (SpareSecret) printed = spare_record_print (record);

  g_assert_cmpstr (spare_secret_peek_text (printed), ==, line);
  g_assert_cmpuint (spare_secret_get_size (printed), ==, strlen (line));
}

static void
add (SpareThing *thing,
     const char *key,
     const char *text)
{
  g_autoptr (SpareSecret) value = spare_secret_new_text (text);

  spare_thing_add (thing, key, value);
}

static void
test_values (void)
{
  g_autoptr (SpareThing) thing = spare_thing_new (ID, "place");
  guint place = 0;

  g_assert_cmpstr (spare_thing_get_id (thing), ==, ID);
  g_assert_cmpstr (spare_thing_get_type_name (thing), ==, "place");
  g_assert_cmpstr (spare_record_get_kind (SPARE_RECORD (thing)), ==, "thing");
  g_assert_cmpuint (spare_record_get_revision (SPARE_RECORD (thing)), ==, 0);
  assert_prints (thing, "sparekey:place?x-id=" ID);

  add (thing, "a", "1");
  add (thing, "b", "2");
  add (thing, "a", "");
  add (thing, "a", "4");
  g_assert_cmpuint (spare_thing_count (thing, "a"), ==, 3);
  g_assert_cmpuint (spare_thing_count (thing, "A"), ==, 0);
  g_assert_cmpstr (spare_secret_peek_text (spare_thing_peek (thing, "a", 2)), ==, "4");
  g_assert_null (spare_thing_peek (thing, "a", 3));
  assert_prints (thing, "sparekey:place?x-id=" ID "&a=1&b=2&a=&a=4");
  g_assert_true (spare_thing_next (thing, "a", &place) == spare_thing_peek (thing, "a", 0));
  g_assert_true (spare_thing_next (thing, "a", &place) == spare_thing_peek (thing, "a", 1));
  g_assert_true (spare_thing_next (thing, "a", &place) == spare_thing_peek (thing, "a", 2));
  g_assert_null (spare_thing_next (thing, "a", &place));
  g_assert_null (spare_thing_next (thing, "a", &place));

  spare_thing_set_text (thing, "a", "x y");
  assert_prints (thing, "sparekey:place?x-id=" ID "&a=x%20y&b=2");
  spare_thing_set_text (thing, "b", NULL);
  spare_thing_set_int (thing, "c", G_MININT64);
  spare_thing_set (thing, "none", NULL);
  assert_prints (thing, "sparekey:place?x-id=" ID "&a=x%20y&c=-9223372036854775808");

  /* A value of its own in its own place. */
  spare_thing_set (thing, "a", spare_thing_peek (thing, "a", 0));
  g_assert_cmpstr (spare_thing_peek_text (thing, "a"), ==, "x y");
}

static void
test_numbers_and_text (void)
{
  g_autoptr (SpareRecord) record =
    parse ("sparekey:place?x-id=" ID "&n=-12&big=9223372036854775808&word=twelve&empty=&nul=a%00b&latin=%E9&"
           "utf8=%C3%A9");
  SpareThing *thing = SPARE_THING (record);

  g_assert_cmpint (spare_thing_get_int (thing, "n", 7), ==, -12);
  g_assert_cmpint (spare_thing_get_int (thing, "big", 7), ==, 7);
  g_assert_cmpint (spare_thing_get_int (thing, "word", 7), ==, 7);
  g_assert_cmpint (spare_thing_get_int (thing, "empty", 7), ==, 7);
  g_assert_cmpint (spare_thing_get_int (thing, "absent", 7), ==, 7);

  g_assert_cmpstr (spare_thing_peek_text (thing, "empty"), ==, "");
  g_assert_cmpstr (spare_thing_peek_text (thing, "utf8"), ==, "\xc3\xa9");
  g_assert_null (spare_thing_peek_text (thing, "nul"));
  g_assert_null (spare_thing_peek_text (thing, "latin"));
  g_assert_null (spare_thing_peek_text (thing, "absent"));
  g_assert_cmpmem (spare_secret_peek_text (spare_thing_peek (thing, "nul", 0)),
                   spare_secret_get_size (spare_thing_peek (thing, "nul", 0)), "a\0b", 3);
}

/* Every byte, percent-encoded where docs/record.md says so. */
static void
test_bytes (void)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@";
  g_autoptr (SpareThing) thing = spare_thing_new (ID, "t");
  g_autoptr (GString) line = g_string_new ("sparekey:t?x-id=" ID "&all=");
  g_autoptr (SpareSecret) all = NULL;
  g_autoptr (SpareRecord) read = NULL;
  guint8 bytes[256];

  for (guint i = 0; i < sizeof bytes; i++)
    {
      bytes[i] = (guint8) i;
      if (i != 0 && strchr (plain, (int) i) != NULL)
        g_string_append_c (line, (char) i);
      else
        g_string_append_printf (line, "%%%02X", i);
    }

  all = spare_secret_new (bytes, sizeof bytes);
  spare_thing_set (thing, "all", all);
  assert_prints (thing, line->str);

  read = parse (line->str);
  g_assert_true (spare_secret_equal (spare_thing_peek (SPARE_THING (read), "all", 0), all));
}

/* What this version does not know stays as it is. */
static void
test_unknown (void)
{
  static const char *const lines[] = {
    "sparekey:from-2031?x-id=" ID,
    "sparekey:from-2031?x-id=" ID "&z=1&a=2&z=1&Z=&%C3%A9%3D%26=%00",
    "sparekey:code-set?x-id=" ID "&x-version=1&x-new=1&code=a&code=b",
    "sparekey:9-?x-id=" ID "&X-ID=another",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SpareRecord) record = parse (lines[i]);

      g_assert_true (SPARE_IS_THING (record));
      g_assert_true (spare_record_check (record, NULL));
      assert_prints (record, lines[i]);
    }
}

/* Other spellings of the same, as another program might write them. */
static void
test_lenient (void)
{
  static const char *const lines[][2] = {
    { "sparekey:t?x-id=" ID "&&a=1&", "sparekey:t?x-id=" ID "&a=1" },
    { "sparekey:t?a&x-id=" ID, "sparekey:t?x-id=" ID "&a=" },
    { "sparekey:t?x-id=" ID "&a=1+2=3&x-id=other", "sparekey:t?x-id=" ID "&a=1%202%3D3" },
    { "sparekey:t?x-id=" ID "&a=%41%2d%7e", "sparekey:t?x-id=" ID "&a=A-~" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SpareRecord) record = parse (lines[i][0]);

      assert_prints (record, lines[i][1]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char    *line;
    SpareCoreError code;
  } bad[] = {
    { "", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t?a=" ID, SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t?x-id=", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t?x-id=a/b", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t?x-id=a%41", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:t?x-id=" ID ID, SPARE_CORE_ERROR_NOT_URI }, /* 72 characters */
    { "sparekey:?x-id=" ID, SPARE_CORE_ERROR_TYPE },
    { "sparekey:Tt?x-id=" ID, SPARE_CORE_ERROR_TYPE },
    { "sparekey:a/b?x-id=" ID, SPARE_CORE_ERROR_TYPE },
    { "sparekey:t?x-id=" ID "&x-version=2", SPARE_CORE_ERROR_TYPE },
    { "sparekey:t?x-id=" ID "&x-version=", SPARE_CORE_ERROR_TYPE },
    { "sparekey:t?x-id=" ID "&a=%4", SPARE_CORE_ERROR_ENCODING },
    { "sparekey:t?x-id=" ID "&a=%xx", SPARE_CORE_ERROR_ENCODING },
    { "sparekey:t?x-id=" ID "&=1", SPARE_CORE_ERROR_ENCODING },
    { "sparekey:t?x-id=" ID "&%FF=1", SPARE_CORE_ERROR_ENCODING },
    { "Sparekey:t?x-id=" ID, SPARE_CORE_ERROR_NOT_URI },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (spare_record_parse (bad[i].line, NULL, &error));
      g_assert_error (error, SPARE_CORE_ERROR, (gint) bad[i].code);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) longest = g_string_new ("sparekey:t?x-id=" ID "&a=");
  g_autoptr (GString) many = g_string_new ("sparekey:t?x-id=" ID);
  g_autoptr (SpareRecord) record = NULL;
  g_autoptr (SpareRecord) full = NULL;
  g_autoptr (SpareThing) canary = spare_thing_new (ID, "canary");
  g_autoptr (SpareThing) shout = spare_thing_new (ID, "Loud");
  g_autoptr (GError) error = NULL;

  while (longest->len < SPARE_RECORD_MAX)
    g_string_append_c (longest, 'a');
  record = parse (longest->str);
  g_assert_true (spare_record_check (record, NULL));
  spare_thing_set_text (SPARE_THING (record), "b", "");
  g_assert_false (spare_record_check (record, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_string_append_c (longest, 'a');
  g_assert_null (spare_record_parse (longest->str, NULL, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_clear_error (&error);

  for (guint i = 0; i < 4096; i++)
    g_string_append (many, "&a=");
  full = parse (many->str);
  g_assert_cmpuint (spare_thing_count (SPARE_THING (full), "a"), ==, 4096);
  g_string_append (many, "&a=");
  g_assert_null (spare_record_parse (many->str, NULL, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_clear_error (&error);

  g_assert_false (spare_record_check (SPARE_RECORD (canary), &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (spare_record_check (SPARE_RECORD (shout), &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE);
}

/* The item's id counts, and the line's own where there is none. */
static void
test_record_parse (void)
{
  static const char uri[] = "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&x-id=" ID;
  g_autoptr (SpareRecord) account = parse (uri);
  g_autoptr (SpareRecord) other = spare_record_parse (uri, "other", NULL);
  g_autoptr (SpareRecord) thing = spare_record_parse ("sparekey:t?x-id=" ID "&a=1", "other", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (SPARE_IS_ACCOUNT (account));
  g_assert_cmpstr (spare_record_get_kind (account), ==, "account");
  g_assert_cmpstr (spare_record_get_id (account), ==, ID);
  g_assert_cmpstr (spare_account_get_id (SPARE_ACCOUNT (account)), ==, ID);
  g_assert_cmpstr (spare_record_get_id (other), ==, "other");
  assert_prints (thing, "sparekey:t?x-id=other&a=1");

  g_assert_null (spare_record_parse ("otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A", NULL, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NOT_URI);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_copy_and_assign (void)
{
  g_autoptr (SpareRecord) thing = parse ("sparekey:t?x-id=" ID "&a=1&a=2");
  g_autoptr (SpareRecord) copy = NULL;
  g_autoptr (SpareRecord) account = parse ("otpauth://none/A?x-id=" ID);
  g_autoptr (SpareRecord) other = NULL;
  guint notified = 0;

  spare_record_set_revision (thing, 7);
  copy = spare_record_copy (thing);
  g_assert_cmpuint (spare_record_get_revision (copy), ==, 7);
  assert_prints (copy, "sparekey:t?x-id=" ID "&a=1&a=2");

  spare_thing_set_text (SPARE_THING (copy), "a", "3");
  spare_record_set_revision (copy, 8);
  assert_prints (thing, "sparekey:t?x-id=" ID "&a=1&a=2");

  g_signal_connect_swapped (thing, "notify::revision", G_CALLBACK (count_cb), &notified);
  spare_record_assign (thing, copy);
  spare_record_assign (thing, thing);
  assert_prints (thing, "sparekey:t?x-id=" ID "&a=3");
  g_assert_cmpuint (spare_record_get_revision (thing), ==, 8);
  g_assert_cmpuint (notified, ==, 1);

  /* An account is a record, too. */
  spare_record_set_revision (account, 9);
  other = spare_record_copy (account);
  g_assert_true (SPARE_IS_ACCOUNT (other));
  g_assert_cmpuint (spare_account_get_revision (SPARE_ACCOUNT (other)), ==, 9);
  spare_account_set_note (SPARE_ACCOUNT (other), "note");
  spare_record_assign (account, other);
  g_assert_cmpstr (spare_account_get_note (SPARE_ACCOUNT (account)), ==, "note");
  g_assert_true (spare_record_check (account, NULL));
}

static void
test_code_set (void)
{
  g_autoptr (SpareThing) codes = spare_code_set_new (ID, "account-1", "steam-revocation", 1767225600);
  g_autoptr (SpareThing) plain = spare_code_set_new (ID, "account-1", NULL, 0);
  g_autoptr (SpareThing) other = spare_thing_new (ID, "code-sets");

  add (codes, SPARE_CODE_SET_CODE, "R12345");
  add (codes, SPARE_CODE_SET_CODE, "1234 5678");
  assert_prints (codes, "sparekey:code-set?x-id=" ID
                        "&account=account-1&origin=steam-revocation&created=1767225600&code=R12345&code=1234%205678");
  g_assert_true (spare_thing_is_code_set (codes));
  assert_prints (plain, "sparekey:code-set?x-id=" ID "&account=account-1");
  g_assert_false (spare_thing_is_code_set (other));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (SpareThing) thing = spare_thing_new (ID, "random-1");
      g_autoptr (SpareSecret) line = NULL;
      g_autoptr (SpareRecord) read = NULL;
      gint n = g_rand_int_range (rand, 0, 8);
      const char *text;

      for (gint j = 0; j < n; j++)
        {
          static const char *const keys[] = { "a", "code", "x-version2", "\xc3\xa9", "=&?%", " ", "+" };
          guint8 *bytes;
          g_autoptr (SpareSecret) value = spare_secret_new_empty ((gsize) g_rand_int_range (rand, 0, 40), &bytes);

          for (gsize k = 0; k < spare_secret_get_size (value); k++)
            bytes[k] = (guint8) g_rand_int_range (rand, 0, 256);
          spare_thing_add (thing, keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))], value);
        }

      line = spare_record_print (SPARE_RECORD (thing));
      text = spare_secret_peek_text (line);
      g_assert_cmpuint (strlen (text), ==, spare_secret_get_size (line));
      for (gsize k = 0; text[k] != '\0'; k++)
        g_assert_true (text[k] > ' ' && text[k] <= '~' && text[k] != '\\');
      read = parse (text);
      assert_prints (read, text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thing/values", test_values);
  g_test_add_func ("/thing/numbers-and-text", test_numbers_and_text);
  g_test_add_func ("/thing/bytes", test_bytes);
  g_test_add_func ("/thing/unknown", test_unknown);
  g_test_add_func ("/thing/lenient", test_lenient);
  g_test_add_func ("/thing/refused", test_refused);
  g_test_add_func ("/thing/bounds", test_bounds);
  g_test_add_func ("/thing/copy-and-assign", test_copy_and_assign);
  g_test_add_func ("/thing/code-set", test_code_set);
  g_test_add_func ("/thing/random", test_random);
  g_test_add_func ("/record/parse", test_record_parse);

  return g_test_run ();
}
