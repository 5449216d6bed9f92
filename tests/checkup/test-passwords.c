/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password-letters.h"
#include "spare-password-strength.h"

#include <string.h>

static GPtrArray *
parse (const char          *text,
       SparePasswordSource *source)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = spare_password_file_parse (text, strlen (text), source, &error);

  g_assert_no_error (error);
  return entries;
}

static void
expect (GPtrArray  *entries,
        guint       i,
        const char *title,
        const char *user,
        const char *domains,
        const char *password,
        gboolean    totp)
{
  const SparePassword *entry = g_ptr_array_index (entries, i);
  g_autofree char *found = g_strjoinv (" ", entry->domains);

  g_assert_cmpstr (entry->title, ==, title);
  g_assert_cmpstr (entry->user, ==, user);
  g_assert_cmpstr (found, ==, domains);
  g_assert_cmpstr (spare_secret_peek_text (entry->password), ==, password);
  g_assert_cmpint (entry->totp, ==, totp);
}

/* The headers are those that the programs write. */
static const struct
{
  SparePasswordSource source;
  const char         *text;
  const char         *title; /* of the only entry that counts */
  const char         *domains;
  gboolean            totp;
} layouts[] = {
  { SPARE_PASSWORD_SOURCE_FIREFOX,
    "\"url\",\"username\",\"password\",\"httpRealm\",\"formActionOrigin\",\"guid\",\"timeCreated\","
    "\"timeLastUsed\",\"timePasswordChanged\"\n"
    "\"https://www.example.org\",\"alice\",\"pa\"\"ss,1\",,\"https://www.example.org\",\"{g}\",\"1\",\"2\","
    "\"1700000000123\"\n",
    "", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_CHROME,
    "name,url,username,password,note\r\nExample,https://www.example.org/login,alice,\"pa\"\"ss,1\",\"two\r\nlines\"\r\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_CHROME, "name,url,username,password\nExample,https://example.org/,alice,\"pa\"\"ss,1\"\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_SAFARI,
    "Title,URL,Username,Password,Notes,OTPAuth\nExample,https://example.org/,alice,\"pa\"\"ss,1\",,"
    "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\n",
    "Example", "example.org", TRUE },
  { SPARE_PASSWORD_SOURCE_BITWARDEN,
    "\xEF\xBB\xBF" "folder,favorite,type,name,notes,fields,reprompt,archivedDate,login_uri,login_username,"
    "login_password,login_totp\r\n"
    ",,note,A note,secret text,,0,,,,,\r\n"
    ",,login,Example,,,0,,\"https://example.org,https://login.example.com,https://a.example.org\",alice,\"pa\"\"ss,1\","
    "JBSWY3DPEHPK3PXP\r\n",
    "Example", "example.org example.com", TRUE },
  { SPARE_PASSWORD_SOURCE_BITWARDEN,
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    ",1,login,Example,\"a\nnote\",,0,example.org,alice,\"pa\"\"ss,1\",\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_ONEPASSWORD,
    "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n"
    "Example,https://example.org,alice,\"pa\"\"ss,1\",,false,false,,\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_KEEPASSXC,
    "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\",\"Icon\",\"Last Modified\",\"Created\"\n"
    "\"Root\",\"Example\",\"alice\",\"pa\"\"ss,1\",\"https://example.org\",\"\",\"otpauth://totp/x?secret=AA\",\"0\","
    "\"2024-01-01T00:00:00Z\",\"2023-01-01T00:00:00Z\"\n",
    "Example", "example.org", TRUE },
  { SPARE_PASSWORD_SOURCE_LASTPASS,
    "url,username,password,totp,extra,name,grouping,fav\n"
    "http://sn,,not a password,,my note,Note,,0\n"
    "https://example.org,alice,\"pa\"\"ss,1\",,,Example,,0\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_PROTON,
    "type,name,url,autofillUrls,email,username,password,note,totp,createTime,modifyTime,vault\n"
    "alias,An alias,,,a@passmail.net,,,,,1,1,Personal\n"
    "note,A note,,,,,x,text,,1,1,Personal\n"
    "login,Example,https://example.org,,,alice,\"pa\"\"ss,1\",,,1700000000,1700000000,Personal\n",
    "Example", "example.org", FALSE },
  { SPARE_PASSWORD_SOURCE_DASHLANE,
    "username,username2,username3,title,password,note,url,category,otpSecret,otpUrl\n"
    "alice,,,Example,\"pa\"\"ss,1\",,https://example.org,,JBSWY3DPEHPK3PXP,\n",
    "Example", "example.org", TRUE },
  { SPARE_PASSWORD_SOURCE_GENERIC, "Website,Login,PASSWORD\nhttps://example.org,alice,\"pa\"\"ss,1\"\n",
    "", "example.org", FALSE },
};

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      SparePasswordSource source = SPARE_PASSWORD_N_SOURCES;
      g_autoptr (GPtrArray) entries = parse (layouts[i].text, &source);

      g_test_message ("layout %u", i);
      g_assert_cmpint (source, ==, layouts[i].source);
      g_assert_cmpuint (entries->len, ==, 1);
      expect (entries, 0, layouts[i].title, "alice", layouts[i].domains, "pa\"ss,1", layouts[i].totp);
    }
}

static void
test_facts (void)
{
  SparePasswordSource source;
  g_autoptr (GPtrArray) entries = parse ("url,username,password,httpRealm,formActionOrigin,timePasswordChanged\n"
                                         "http://example.org,a,p1,,,1700000000123\n"
                                         "android://hash@com.example.app/,b,p2,,,\n"
                                         "https://192.0.2.1/,c,p3,,,-5\n"
                                         "https://example.org,d,,,,1\n", &source);
  const SparePassword *first = g_ptr_array_index (entries, 0);
  const SparePassword *third = g_ptr_array_index (entries, 2);

  /* Without a password there is nothing to compare. */
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_true (first->http);
  g_assert_cmpint (first->changed, ==, 1700000000);
  g_assert_false (third->http);
  g_assert_cmpint (third->changed, ==, 0);
  g_assert_null (third->domains[0]);
}

static void
expect_error (const char *text,
              gsize       size,
              int         code)
{
  g_autoptr (GError) error = NULL;
  SparePasswordSource source;

  g_assert_null (spare_password_file_parse (text, size, &source, &error));
  g_assert_error (error, SPARE_PASSWORD_ERROR, code);
}

static void
test_refused (void)
{
  g_autoptr (GString) many = g_string_new ("name,url,username,password\n");

  expect_error ("", 0, SPARE_PASSWORD_ERROR_NOT_TEXT);
  expect_error ("a,b\xff\n", 5, SPARE_PASSWORD_ERROR_NOT_TEXT);
  expect_error ("url,username,password\na\0b,c,d\n", 30, SPARE_PASSWORD_ERROR_NOT_TEXT);
  expect_error ("url,username,password\n\"never closed,c,d\n", 40, SPARE_PASSWORD_ERROR_NOT_TEXT);
  expect_error ("name,url,username\na,b,c\n", 24, SPARE_PASSWORD_ERROR_NO_COLUMN);
  expect_error ("password\nalone\n", 15, SPARE_PASSWORD_ERROR_NO_COLUMN);
  expect_error ("url,username,password\na,b,\n", 27, SPARE_PASSWORD_ERROR_EMPTY);
  expect_error ("a", SPARE_PASSWORD_FILE_MAX + 1, SPARE_PASSWORD_ERROR_TOO_LARGE);
  for (guint i = 0; i <= SPARE_PASSWORDS_MAX; i++)
    g_string_append (many, "a,b,c,d\n");
  expect_error (many->str, many->len, SPARE_PASSWORD_ERROR_TOO_LARGE);
}

/* What is kept for a person to read is short, in one line, and whole letters. */
static void
test_bounds (void)
{
  g_autoptr (GString) title = g_string_new ("a\nb\t");
  g_autoptr (SpareSecret) password = spare_secret_new_text ("x");
  g_autoptr (SparePassword) entry = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (title, "\xc3\xbc");
  entry = spare_password_new (title->str, NULL, NULL, password);
  g_assert_true (g_str_has_prefix (entry->title, "a b \xc3\xbc"));
  g_assert_cmpuint (strlen (entry->title), <=, SPARE_PASSWORD_TEXT_MAX);
  g_assert_cmpuint (strlen (entry->title), >, SPARE_PASSWORD_TEXT_MAX - 8);
  g_assert_true (g_utf8_validate (entry->title, -1, NULL));
  g_assert_cmpstr (entry->user, ==, "");
  g_assert_null (entry->domains[0]);
}

static char *
stem_of (const char *text,
         const char *words)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text (text);
  g_autoptr (SpareSecret) letters = spare_password_letters_new (password);
  g_auto (GStrv) split = spare_password_split_words (words);
  g_autoptr (SpareSecret) stem = spare_password_letters_stem (letters, (const char *const *) split);
  guint n;
  const gunichar *at = spare_password_letters_peek (stem, &n);

  return g_ucs4_to_utf8 (at, n, NULL, NULL, NULL);
}

static void
test_stems (void)
{
  static const struct
  {
    const char *password;
    const char *words;
    const char *stem;
  } cases[] = {
    { "Sommer2023!", "", "sommer" },
    { "sommer2024", "", "sommer" },
    { "P@ssw0rd1", "", "password" },
    { "Password2", "", "password" },
    { "Hund&Katze9", "", "hund&katze" },
    { "hund&katze10", "", "hund&katze" },
    { "blueSky-mail", "mail", "bluesky" },
    { "blueSky-bank", "My Bank", "bluesky" },
    { "12345678", "", "" },
    { "87654321", "", "" },
    { "correcthorse", "", "correcthorse" },
    { "correctbattery", "", "correctbattery" },
    { "!!abc99", "", "" },
    { "Stra\xc3\x9f" "e1", "", "strasse" },
    { "\xc3\x84pfel77", "", "\xc3\xa4pfel" },
    { "mailmail2024", "mail", "" },
    { "gr@pefruit-f4ceb00k", "facebook", "grapefruit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stem = stem_of (cases[i].password, cases[i].words);

      g_assert_cmpstr (stem, ==, cases[i].stem);
    }
}

static gboolean
is_close (const char *a,
          const char *b)
{
  g_autoptr (SpareSecret) one = spare_secret_new_text (a);
  g_autoptr (SpareSecret) other = spare_secret_new_text (b);
  g_autoptr (SpareSecret) first = spare_password_letters_new (one);
  g_autoptr (SpareSecret) second = spare_password_letters_new (other);

  g_assert_cmpint (spare_password_letters_close (first, second), ==, spare_password_letters_close (second, first));
  return spare_password_letters_close (first, second);
}

static void
test_close (void)
{
  g_assert_true (is_close ("x9$Kq2!vLp0z", "x9$Kq2!vLp0y"));
  g_assert_true (is_close ("abcdefgh", "abcdefgh"));
  g_assert_true (is_close ("abcdefgh", "abcdefghij"));
  g_assert_true (is_close ("abcdefgh", "cdefgh"));
  g_assert_true (is_close ("abcdefgh", "Xbcdefg"));
  g_assert_true (is_close ("kitten", "mitten"));
  g_assert_true (is_close ("", "ab"));
  g_assert_false (is_close ("kitten", "sitting"));
  g_assert_false (is_close ("", "abc"));
  g_assert_false (is_close ("abcdefgh", "abcdefghijk"));
  g_assert_false (is_close ("12345678", "87654321"));
  g_assert_false (is_close ("correcthorse", "correctbattery"));
  g_assert_false (is_close ("abcdefgh", "aXcXeXgh"));
}

/* GLib's own normalization is the reference. */
static void
test_normal_form (void)
{
  static const char *const texts[] = {
    "plain", "gr\xc3\xbcn", "gru\xcc\x88n", "a\xcc\xa8\xcc\x81", "a\xcc\x81\xcc\xa8", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8",
    "\xea\xb0\x81", "\xe2\x84\xab", "\xef\xac\x81", "q\xcc\xa3\xcc\x87", "q\xcc\x87\xcc\xa3", "\xcc\x81" "e",
    "d\xcc\x87\xcc\xa3\xcc\x87", "\xe0\xa5\x98", "\xf0\x9d\x85\xa0", "x\xcc\xa3\xcc\xa3\xcc\x81", "\xe1\xba\x9b\xcc\xa3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SpareSecret) password = spare_secret_new_text (texts[i]);
      g_autoptr (SpareSecret) letters = spare_password_letters_new (password);
      g_autofree char *expected = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFC);
      g_autofree char *found = NULL;
      guint n;
      const gunichar *at = spare_password_letters_peek (letters, &n);

      found = g_ucs4_to_utf8 (at, n, NULL, NULL, NULL);
      g_assert_cmpstr (found, ==, expected);
    }
}

static double
bits_of (const char *text,
         const char *words)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text (text);
  g_auto (GStrv) split = spare_password_split_words (words);

  return spare_password_get_bits (password, (const char *const *) split);
}

/* What Debian's libzxcvbn 2.5 said in another program; another version has other lists. */
static void
test_strength (void)
{
  g_autoptr (GString) large = g_string_new (NULL);

  g_assert_cmpfloat_with_epsilon (bits_of ("password", ""), 0.0, 0.5);
  g_assert_cmpfloat_with_epsilon (bits_of ("123456", ""), 1.0, 0.5);
  g_assert_cmpfloat_with_epsilon (bits_of ("hunter2", ""), 10.81, 3);
  g_assert_cmpfloat_with_epsilon (bits_of ("x9$Kq2!vLp0z", ""), 70.3, 8);
  g_assert_cmpfloat (bits_of ("mailjet2024", "Mailjet"), <, bits_of ("mailjet2024", "") - 10);
  /* More than 256 bytes change nothing. */
  for (guint i = 0; i < 40; i++)
    g_string_append (large, "x9$Kq2!");
  g_string_truncate (large, 256);
  {
    double bits = bits_of (large->str, "");

    g_string_append (large, "and more of it");
    g_assert_cmpfloat (bits_of (large->str, ""), ==, bits);
  }
}

static void
test_bands (void)
{
  static const struct
  {
    const char   *password;
    SpareStrength strength;
    SpareLength   length;
  } cases[] = {
    { "hunter2", SPARE_STRENGTH_VERY_WEAK, SPARE_LENGTH_SHORT },
    { "mailjet2024", SPARE_STRENGTH_WEAK, SPARE_LENGTH_MEDIUM },
    { "Tr0ub4dor&3", SPARE_STRENGTH_FAIR, SPARE_LENGTH_MEDIUM },
    { "correct horse battery staple", SPARE_STRENGTH_FINE, SPARE_LENGTH_LONG },
    { "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc", SPARE_STRENGTH_VERY_WEAK, SPARE_LENGTH_SHORT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SpareSecret) password = spare_secret_new_text (cases[i].password);

      g_test_message ("%s", cases[i].password);
      if (i + 1 < G_N_ELEMENTS (cases))
        g_assert_cmpint (spare_password_get_strength (password, NULL), ==, cases[i].strength);
      g_assert_cmpint (spare_password_get_length (password), ==, cases[i].length);
    }
}

static void
test_words (void)
{
  g_autoptr (SpareSecret) secret = spare_secret_new_text ("x");
  g_autoptr (SparePassword) entry = spare_password_new ("My Shop (old)", "Alice.Smith@example.org",
                                                        "https://www.git-hub.co.uk/login https://github.com", secret);
  g_auto (GStrv) words = spare_password_dup_words (entry);
  g_autofree char *all = g_strjoinv (" ", words);

  g_assert_cmpstr (all, ==, "shop old git hub github alice.smith alice smith example org");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checkup/passwords/layouts", test_layouts);
  g_test_add_func ("/checkup/passwords/facts", test_facts);
  g_test_add_func ("/checkup/passwords/refused", test_refused);
  g_test_add_func ("/checkup/passwords/bounds", test_bounds);
  g_test_add_func ("/checkup/passwords/stems", test_stems);
  g_test_add_func ("/checkup/passwords/close", test_close);
  g_test_add_func ("/checkup/passwords/normal-form", test_normal_form);
  g_test_add_func ("/checkup/passwords/strength", test_strength);
  g_test_add_func ("/checkup/passwords/bands", test_bands);
  g_test_add_func ("/checkup/passwords/words", test_words);

  return g_test_run ();
}
