/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otpauth.h"

#include <string.h>

#include "spare-error.h"

#define N_RECORDS 10000

/* What tends to break a codec, most of it more than once. */
static const char *const letters[] = {
  "a", "b", "Z", "9", " ", " ", ":", ":", ":", "/", "?", "#", "&", "=", "+", "%", "%41", "%zz",
  "@", "\\", "\"", "'", ";", "<", "\n", "\r\n", "\t", "\x01", "\x7f", "\xc2\x85", "\xc2\xa0",
  "\xc3\xa9", "e\xcc\x81", "\xe4\xb8\xad", "\xe2\x80\xae", "\xf0\x9f\x94\x91", "Steam", "otpauth://",
};

static char *
random_text (GRand *rand,
             gint   max)
{
  GString *text = g_string_new (NULL);

  for (gint i = g_rand_int_range (rand, 0, max + 1); i > 0; i--)
    g_string_append (text, letters[g_rand_int_range (rand, 0, G_N_ELEMENTS (letters))]);

  return g_string_free (text, FALSE);
}

static gint64
random_time (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return 0;
    case 1:
      return G_MININT64 + g_rand_int_range (rand, 0, 2);
    case 2:
      return (gint64) g_rand_int (rand) << 31 | g_rand_int (rand);
    default:
      return 1700000000 + g_rand_int_range (rand, 0, 100000000);
    }
}

static SpareSecret *
random_secret (GRand *rand,
               gsize  size)
{
  guint8 *data;
  SpareSecret *secret = spare_secret_new_empty (size, &data);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int_range (rand, 0, 256);

  return secret;
}

static void
set_random_codes (SpareAccount *account,
                  GRand        *rand)
{
  SpareOtpParams params;
  g_autoptr (SpareSecret) secret = NULL;
  g_autoptr (SpareSecret) pin = NULL;

  params.kind = (SpareOtpKind) g_rand_int_range (rand, SPARE_OTP_NONE, SPARE_OTP_YANDEX + 1);
  params.algorithm = (SpareOtpAlgorithm) g_rand_int_range (rand, 0, 3);
  params.digits = (guint) g_rand_int_range (rand, SPARE_OTP_DIGITS_MIN, SPARE_OTP_DIGITS_MAX + 1);
  params.period = (guint) g_rand_int_range (rand, 1, (gint) SPARE_OTP_PERIOD_MAX);
  spare_account_set_params (account, &params);

  if (params.kind == SPARE_OTP_NONE)
    return;

  secret = random_secret (rand, params.kind == SPARE_OTP_YANDEX
                                  ? 16 : (gsize) g_rand_int_range (rand, 1, 100));
  spare_account_set_secret (account, secret);

  if (params.kind == SPARE_OTP_HOTP)
    spare_account_set_counter (account, (guint64) g_rand_int (rand) << 32 | g_rand_int (rand));

  if (params.kind == SPARE_OTP_YANDEX)
    pin = spare_secret_new_text (g_rand_boolean (rand) ? "0123" : "5210481216086702");
  else if (params.kind == SPARE_OTP_MOTP && g_rand_boolean (rand))
    pin = spare_secret_new_text ("p\xc3\xad n+%1&2");
  spare_account_set_pin (account, pin);
}

static void
set_random_unknown (SpareAccount *account,
                    GRand        *rand)
{
  static const char *const parameters[] = {
    "image=https://x.org/y.png?a=b", "color=%23ff0000", "flag", "empty=", "x-future=1%20+2",
    "codeDisplay=%7B%22pinned%22%3Afalse%7D", "raw=!*'();:@$,/?#[]\"<>{}|^`~", "lock=true",
    "encoder=steam", "steam",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SpareSecret) unknown = NULL;

  for (gint i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      if (text->len > 0)
        g_string_append_c (text, '&');
      g_string_append (text, parameters[g_rand_int_range (rand, 0, G_N_ELEMENTS (parameters))]);
    }

  if (text->len > 0)
    unknown = spare_secret_new_text (text->str);
  spare_account_set_unknown (account, unknown);
}

static SpareAccount *
random_account (GRand *rand)
{
  SpareAccount *account = spare_account_new ("id");
  g_autofree char *service = random_text (rand, 4);
  g_autofree char *name = random_text (rand, 6);
  g_autofree char *prefix = random_text (rand, 2);
  g_autofree char *note = random_text (rand, 20);
  g_autofree char *one = random_text (rand, 3);
  g_autofree char *two = random_text (rand, 3);
  const char *const tags[] = { one, two, NULL };

  set_random_codes (account, rand);
  set_random_unknown (account, rand);
  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      spare_account_set_prefix (account, prefix);
      break;
    case 1:
      spare_account_set_prefix (account, service);
      break;
    default:
      break;
    }
  spare_account_set_note (account, note);
  spare_account_set_tags (account, tags);
  spare_account_set_favorite (account, g_rand_boolean (rand));
  spare_account_set_created (account, random_time (rand));
  spare_account_set_used (account, random_time (rand));
  spare_account_set_deleted (account, random_time (rand));
  if (g_rand_boolean (rand))
    spare_account_set_position (account, g_rand_double_range (rand, -1e9, 1e9)
                                           * (g_rand_boolean (rand) ? 1e-200 : 1e200));

  return account;
}

static void
assert_secrets (SpareSecret *a,
                SpareSecret *b)
{
  g_assert_true (spare_secret_equal (a, b));
}

static void
assert_accounts (SpareAccount *a,
                 SpareAccount *b)
{
  const SpareOtpParams *left = spare_account_get_params (a);
  const SpareOtpParams *right = spare_account_get_params (b);

  g_assert_cmpstr (spare_account_get_service (a), ==, spare_account_get_service (b));
  g_assert_cmpstr (spare_account_get_name (a), ==, spare_account_get_name (b));
  g_assert_cmpstr (spare_account_get_prefix (a), ==, spare_account_get_prefix (b));
  g_assert_cmpstr (spare_account_get_note (a), ==, spare_account_get_note (b));
  g_assert_cmpstrv (spare_account_get_tags (a), spare_account_get_tags (b));
  g_assert_cmpint (spare_account_get_favorite (a), ==, spare_account_get_favorite (b));
  g_assert_cmpint (spare_account_get_created (a), ==, spare_account_get_created (b));
  g_assert_cmpint (spare_account_get_used (a), ==, spare_account_get_used (b));
  g_assert_cmpint (spare_account_get_deleted (a), ==, spare_account_get_deleted (b));
  g_assert_cmpfloat (spare_account_get_position (a), ==, spare_account_get_position (b));
  g_assert_cmpuint (spare_account_get_counter (a), ==, spare_account_get_counter (b));
  g_assert_cmpuint (left->kind, ==, right->kind);
  g_assert_cmpuint (left->algorithm, ==, right->algorithm);
  g_assert_cmpuint (left->digits, ==, right->digits);
  g_assert_cmpuint (left->period, ==, right->period);
  assert_secrets (spare_account_peek_secret (a), spare_account_peek_secret (b));
  assert_secrets (spare_account_peek_pin (a), spare_account_peek_pin (b));
  assert_secrets (spare_account_peek_unknown (a), spare_account_peek_unknown (b));
}

static void
assert_one_line (SpareSecret *line)
{
  gsize size;
  const char *text = spare_secret_peek (line, &size);

  g_assert_cmpuint (strlen (text), ==, size);
  for (gsize i = 0; i < size; i++)
    {
      g_assert_cmpint (text[i], >, ' ');
      g_assert_cmpint (text[i], <=, '~');
      g_assert_cmpint (text[i], !=, '\\');
    }
}

static void
assert_round_trip (SpareAccount *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSecret) line = spare_account_print (account);
  g_autoptr (SpareAccount) read = NULL;
  g_autoptr (SpareSecret) again = NULL;

  assert_one_line (line);
  read = spare_account_parse (spare_secret_peek_text (line), spare_account_get_id (account), &error);
  if (read == NULL)
    g_test_message ("%s", spare_secret_peek_text (line));
  g_assert_no_error (error);
  assert_accounts (account, read);

  again = spare_account_print (read);
  g_assert_cmpstr (spare_secret_peek_text (line), ==, spare_secret_peek_text (again));
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (SpareAccount) account = random_account (rand);

      assert_round_trip (account);
    }
}

/* The strict form loses what others do not know, but never the codes. */
static void
test_strict_keeps_codes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint read_back = 0;

  for (guint i = 0; i < N_RECORDS / 10; i++)
    {
      g_autoptr (SpareAccount) account = random_account (rand);
      g_autoptr (SpareSecret) text = NULL;
      g_autoptr (SpareAccount) read = NULL;

      spare_account_set_service (account, "A: service");
      spare_account_set_name (account, "\xc3\xa9: name");
      text = spare_otpauth_print (account);
      if (text == NULL)
        {
          g_assert_cmpuint (spare_account_get_params (account)->kind, ==, SPARE_OTP_NONE);
          continue;
        }

      assert_one_line (text);
      read = spare_otpauth_parse (spare_secret_peek_text (text), -1, "id", NULL);
      g_assert_nonnull (read);
      g_assert_true (spare_account_same_codes (account, read));
      g_assert_cmpstr (spare_account_get_service (read), ==, "A: service");
      g_assert_cmpstr (spare_account_get_name (read), ==, "\xc3\xa9: name");
      g_assert_true (spare_secret_equal (spare_account_peek_pin (account),
                                         spare_account_peek_pin (read)));
      read_back++;
    }

  g_assert_cmpuint (read_back, >, N_RECORDS / 20);
}

/* Exactly what docs/record.md shows. */
static void
test_bytes (void)
{
  const char *line = "otpauth://totp/Example:alice@example.org?secret=JBSWY3DPEHPK3PXP"
                     "&issuer=Example&algorithm=SHA1&digits=6&period=30"
                     "&x-id=0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
                     "&x-note=two%0Alines&x-tag=work&x-tag=caf%C3%A9&x-favorite=1"
                     "&x-created=1767225600&x-used=1767225660&x-deleted=1767225720"
                     "&x-position=2.5&x-version=1&image=https://example.org/logo.png";
  const char *const tags[] = { "work", "caf\xc3\xa9", NULL };
  g_autoptr (SpareAccount) account = spare_account_new ("0b9f6f1e-2d3c-4b5a-8f7e-112233445566");
  g_autoptr (SpareSecret) secret = spare_secret_new ("Hello!\xde\xad\xbe\xef", 10);
  g_autoptr (SpareSecret) unknown = spare_secret_new_text ("image=https://example.org/logo.png");
  g_autoptr (SpareSecret) text = NULL;

  spare_account_set_service (account, "Example");
  spare_account_set_name (account, "alice@example.org");
  spare_account_set_secret (account, secret);
  spare_account_set_note (account, "two\nlines");
  spare_account_set_tags (account, tags);
  spare_account_set_favorite (account, TRUE);
  spare_account_set_created (account, 1767225600);
  spare_account_set_used (account, 1767225660);
  spare_account_set_deleted (account, 1767225720);
  spare_account_set_position (account, 2.5);
  spare_account_set_unknown (account, unknown);

  text = spare_account_print (account);
  g_assert_cmpstr (spare_secret_peek_text (text), ==, line);
  assert_round_trip (account);
}

static void
test_awkward_names (void)
{
  static const char *const rows[][3] = {
    { "", "a:b", NULL },
    { "", ":", NULL },
    { "a:b", "", NULL },
    { "a:b", "c", NULL },
    { ":a", "b", NULL },
    { "a", "b", "a" },
    { "a", "b", "p:q" },
    { "", "b", "p" },
    { "a:b", "c", "a" },
    { "a", "c", "a:b" },
    { " a", "b ", " p " },
    { "a", "", "p" },
    { "", "", "p" },
    { " ", " ", NULL },
    { "Steam", "five digits", NULL },
    { "%3A", "%2525", "%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (SpareOtpKind kind = SPARE_OTP_NONE; kind <= SPARE_OTP_STEAM; kind++)
      {
        g_autoptr (SpareAccount) account = spare_account_new ("id");
        g_autoptr (SpareSecret) secret = spare_secret_new_text ("key");
        SpareOtpParams params = spare_otp_params_default (kind);

        params.digits = 5;
        spare_account_set_params (account, &params);
        if (kind != SPARE_OTP_NONE)
          spare_account_set_secret (account, secret);
        spare_account_set_service (account, rows[i][0]);
        spare_account_set_name (account, rows[i][1]);
        spare_account_set_prefix (account, rows[i][2]);
        assert_round_trip (account);
      }
}

/* A value that some other program has spoilt costs neither the account nor
 * itself. */
static void
test_spoilt_values (void)
{
  const char *line = "otpauth://totp/a?secret=JBSWY3DP&x-created=soon&x-used=&x-deleted=%zz"
                     "&x-position=1,5&x-favorite=maybe&x-future=1\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareAccount) account = spare_account_parse (line, "id", &error);

  g_assert_no_error (error);
  g_assert_cmpint (spare_account_get_created (account), ==, 0);
  g_assert_cmpint (spare_account_get_deleted (account), ==, 0);
  g_assert_cmpfloat (spare_account_get_position (account), ==, 0);
  g_assert_false (spare_account_get_favorite (account));
  g_assert_cmpstr (spare_secret_peek_text (spare_account_peek_unknown (account)), ==,
                   "x-created=soon&x-deleted=%zz&x-position=1,5&x-favorite=maybe&x-future=1");

  /* Once there is a good one, it counts. */
  spare_account_set_created (account, 5);
  {
    g_autoptr (SpareSecret) text = spare_account_print (account);
    g_autoptr (SpareAccount) read = spare_account_parse (spare_secret_peek_text (text), "id", NULL);

    g_assert_cmpint (spare_account_get_created (read), ==, 5);
  }
}

static void
test_refused (void)
{
  static const struct
  {
    const char    *line;
    SpareCoreError code;
  } rows[] = {
    { "", SPARE_CORE_ERROR_NOT_URI },
    { "sparekey:device?name=x", SPARE_CORE_ERROR_NOT_URI },
    { "otpauth://totp/a?secret=JBSWY3DP&x-version=2", SPARE_CORE_ERROR_TYPE },
    { "otpauth://totp/a?secret=JBSWY3DP&x-version=one", SPARE_CORE_ERROR_TYPE },
    { "otpauth://totp/a?x-version=1", SPARE_CORE_ERROR_SECRET_MISSING },
    { "otpauth://totp/a?secret=JBSWY3DP&digits=x", SPARE_CORE_ERROR_DIGITS },
    { "otpauth://totp/a?secret=JBSWY3DP&x-note=%00", SPARE_CORE_ERROR_ENCODING },
    { "otpauth://totp/a?secret=JBSWY3DP&x-tag=%ff", SPARE_CORE_ERROR_ENCODING },
  };
  g_autofree char *padding = g_strnfill (SPARE_RECORD_MAX, 'x');
  g_autofree char *huge = g_strconcat ("otpauth://totp/", padding, NULL);
  g_autoptr (GError) error = NULL;
  SpareAccount *account;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      account = spare_account_parse (rows[i].line, "id", &error);
      g_assert_null (account);
      g_assert_error (error, SPARE_CORE_ERROR, (gint) rows[i].code);
      g_clear_error (&error);
    }

  account = spare_account_parse (huge, "id", &error);
  g_assert_null (account);
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
}

/* The longest account that may be stored, at its worst encoding. */
static void
test_longest (void)
{
  g_autoptr (SpareAccount) account = spare_account_new ("id");
  g_autoptr (SpareSecret) secret = spare_secret_new_text ("key");
  g_autofree char *note = g_strnfill (SPARE_ACCOUNT_TEXT_MAX - 1, '\n');
  g_autofree char *longer = g_strconcat (note, "\n", NULL);
  g_autoptr (GError) error = NULL;

  spare_account_set_secret (account, secret);
  spare_account_set_name (account, "a");
  spare_account_set_note (account, note);
  g_assert_true (spare_account_check (account, &error));
  g_assert_no_error (error);
  assert_round_trip (account);

  spare_account_set_note (account, longer);
  g_assert_false (spare_account_check (account, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
}

static void
assert_too_long (SpareAccount *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (spare_account_check (account, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
}

/* What may be stored can be read again: nothing else makes the line too long. */
static void
test_too_long (void)
{
  g_autoptr (SpareAccount) account = spare_account_new ("id");
  g_autofree char *key = g_strnfill (SPARE_OTP_SECRET_MAX, 'k');
  g_autofree char *longer = g_strconcat (key, "k", NULL);
  g_autofree char *service = g_strnfill (SPARE_ACCOUNT_TEXT_MAX / 2, '\n');
  g_autofree char *rest = g_strnfill (SPARE_RECORD_MAX - 1000, 'x');
  g_autoptr (SpareSecret) most = spare_secret_new_text (key);
  g_autoptr (SpareSecret) more = spare_secret_new_text (longer);
  g_autoptr (SpareSecret) unknown = spare_secret_new_text (rest);
  SpareOtpParams motp = spare_otp_params_default (SPARE_OTP_MOTP);

  spare_account_set_name (account, "a");
  spare_account_set_params (account, &motp);
  spare_account_set_pin (account, most);
  spare_account_set_secret (account, more);
  assert_too_long (account);
  spare_account_set_secret (account, most);
  g_assert_true (spare_account_check (account, NULL));
  assert_round_trip (account);
  spare_account_set_pin (account, more);
  assert_too_long (account);
  spare_account_set_pin (account, most);

  spare_account_set_unknown (account, unknown);
  assert_too_long (account);
  spare_account_set_unknown (account, NULL);

  /* Written three times, each byte as three. */
  spare_account_set_service (account, service);
  assert_too_long (account);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/record/round-trip", test_round_trip);
  g_test_add_func ("/core/record/strict-keeps-codes", test_strict_keeps_codes);
  g_test_add_func ("/core/record/bytes", test_bytes);
  g_test_add_func ("/core/record/awkward-names", test_awkward_names);
  g_test_add_func ("/core/record/spoilt-values", test_spoilt_values);
  g_test_add_func ("/core/record/refused", test_refused);
  g_test_add_func ("/core/record/longest", test_longest);
  g_test_add_func ("/core/record/too-long", test_too_long);

  return g_test_run ();
}
