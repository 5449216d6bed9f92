/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otpauth.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-error.h"

#define SECRET "JBSWY3DPEHPK3PXP" /* "Hello!" and de ad be ef */
#define HELLO "\x48\x65\x6c\x6c\x6f\x21\xde\xad\xbe\xef"
#define YANDEX "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI"
#define RLM "\xe2\x80\x8f"

typedef struct
{
  const char       *uri;
  const char       *service;
  const char       *name;
  const char       *prefix;
  SpareOtpKind      kind;
  SpareOtpAlgorithm algorithm;
  guint             digits;
  guint             period;
  guint64           counter;
} Dialect;

#define TOTP SPARE_OTP_TOTP, SPARE_OTP_SHA1, 6, 30
#define TOTP_WITH(algorithm, digits, period) SPARE_OTP_TOTP, SPARE_OTP_##algorithm, digits, period
#define HOTP SPARE_OTP_HOTP, SPARE_OTP_SHA1, 6, 30
#define STEAM SPARE_OTP_STEAM, SPARE_OTP_SHA1, 5, 30

/* All of them hold the same secret. */
static const Dialect dialects[] = {
  /* Labels. */
  { "otpauth://totp/Example:alice@google.com?secret=" SECRET "&issuer=Example",
    "Example", "alice@google.com", NULL, TOTP },
  { "otpauth://totp/Example%3Aalice?secret=" SECRET, "Example", "alice", NULL, TOTP },
  { "otpauth://totp/Example%3aalice?secret=" SECRET, "Example", "alice", NULL, TOTP },
  { "otpauth://totp/Big%20Corp:%20alice?secret=" SECRET, "Big Corp", "alice", NULL, TOTP },
  { "otpauth://totp/%20Big%20Corp%20:%20alice%20?secret=" SECRET, "Big Corp", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET, "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?issuer=Big&secret=" SECRET, "Big", "alice", NULL, TOTP },
  { "otpauth://totp/?secret=" SECRET "&issuer=Big", "Big", "", NULL, TOTP },
  { "otpauth://totp?secret=" SECRET "&issuer=Big", "Big", "", NULL, TOTP },
  { "otpauth://totp/?secret=" SECRET, "", "", NULL, TOTP },
  { "otpauth://totp/:alice?secret=" SECRET, "", "alice", NULL, TOTP },
  { "otpauth://totp/Big:?secret=" SECRET, "Big", "", NULL, TOTP },
  { "otpauth://totp/:?secret=" SECRET, "", "", NULL, TOTP },
  { "otpauth://totp/Matrix:@edent_:matrix.org?secret=" SECRET,
    "Matrix", "@edent_:matrix.org", NULL, TOTP },
  { "otpauth://totp/Matrix%3A%40edent_%3Amatrix.org?secret=" SECRET,
    "Matrix", "@edent_:matrix.org", NULL, TOTP },
  { "otpauth://totp/a:b:c?issuer=a:b&secret=" SECRET, "a:b", "c", NULL, TOTP },
  { "otpauth://totp/a:b%20:%20c?issuer=a%3Ab&secret=" SECRET, "a:b", "c", NULL, TOTP },
  { "otpauth://totp/a:b?issuer=a:b&secret=" SECRET, "a:b", "b", "a", TOTP },
  { "otpauth://totp/dept/alice?secret=" SECRET, "", "dept/alice", NULL, TOTP },
  { "otpauth://totp/C+C:a+b?secret=" SECRET, "C+C", "a+b", NULL, TOTP },
  { "otpauth://totp/alice#1?secret=" SECRET, "", "alice#1", NULL, TOTP },
  { "otpauth://totp/Chat:alice#1234?secret=" SECRET "&issuer=Chat#", "Chat#", "alice#1234", "Chat",
    TOTP },
  { "otpauth://totp/B\xc3\xbc" "cher:zo\xc3\xab \xf0\x9f\x94\x91?secret=" SECRET,
    "B\xc3\xbc" "cher", "zo\xc3\xab \xf0\x9f\x94\x91", NULL, TOTP },
  { "otpauth://totp/B%C3%BCcher:zo%C3%AB?secret=" SECRET, "B\xc3\xbc" "cher", "zo\xc3\xab", NULL,
    TOTP },
  { "otpauth://totp/" RLM "x?secret=" SECRET, "", RLM "x", NULL, TOTP },

  /* The issuer's two places. */
  { "otpauth://totp/Old:alice?secret=" SECRET "&issuer=New", "New", "alice", "Old", TOTP },
  { "otpauth://totp/Old:alice?secret=" SECRET "&issuer=", "Old", "alice", NULL, TOTP },
  { "otpauth://totp/Old:alice?secret=" SECRET "&issuer", "Old", "alice", NULL, TOTP },
  { "otpauth://totp/Old:alice?secret=" SECRET "&issuer=%20", "Old", "alice", NULL, TOTP },
  { "otpauth://totp/Old:alice?secret=" SECRET "&issuer&period=30", "Old", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=Air+Canada", "Air Canada", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=A%2BB", "A+B", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=AT%26T", "AT&T", "alice", NULL, TOTP },
  { "otpauth://totp/AT%26T:alice?secret=" SECRET "&issuer=AT%26T", "AT&T", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=a=b", "a=b", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=&issuer=Two&issuer=Three", "Two", "alice", NULL,
    TOTP },
  { "otpauth://totp/alice?secret=" SECRET "&issuer=Fooperiod=30", "Foo", "alice", NULL, TOTP },

  /* Schemes, hosts and spelling. */
  { "OTPAUTH://TOTP/Big:alice?SECRET=" SECRET "&Issuer=Big", "Big", "alice", NULL, TOTP },
  { "apple-otpauth://totp/Big:alice?secret=" SECRET, "Big", "alice", NULL, TOTP },
  { " \n otpauth://totp/Big:alice?secret=" SECRET "\n", "Big", "alice", NULL, TOTP },
  { "otpauth://totp/alice?&&secret=" SECRET "&", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?issuer=a?b&secret=" SECRET, "a?b", "alice", NULL, TOTP },

  /* Secrets. */
  { "otpauth://totp/alice?secret=jbswy3dpehpk3pxp", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=JBSW Y3DP-EHPK 3PXP", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=JBSW+Y3DP+EHPK+3PXP", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=JBSW%20Y3DP%20EHPK%203PXP%3D%3D", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=" SECRET "====&digits=6", "", "alice", NULL, TOTP },
  { "otpauth://totp/alice?secret=&secret=" SECRET "&secret=AAAA", "", "alice", NULL, TOTP },

  /* Algorithms. */
  { "otpauth://totp/a?secret=" SECRET "&algorithm=SHA1", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=sha-1", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=HmacSHA1", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=Algorithm.sha1", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=sha256", "", "a", NULL, TOTP_WITH (SHA256, 6, 30) },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=Algorithm.sha256", "", "a", NULL,
    TOTP_WITH (SHA256, 6, 30) },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=HmacSHA256", "", "a", NULL,
    TOTP_WITH (SHA256, 6, 30) },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=HMAC-SHA-512", "", "a", NULL,
    TOTP_WITH (SHA512, 6, 30) },
  { "otpauth://totp/a?secret=" SECRET "&algorithm=SHA-512", "", "a", NULL,
    TOTP_WITH (SHA512, 6, 30) },

  /* Digits and period. */
  { "otpauth://totp/a?secret=" SECRET "&digits=1&period=1", "", "a", NULL, TOTP_WITH (SHA1, 1, 1) },
  { "otpauth://totp/a?secret=" SECRET "&digits=10&period=300", "", "a", NULL,
    TOTP_WITH (SHA1, 10, 300) },
  { "otpauth://totp/a?secret=" SECRET "&digits=08&period=86400", "", "a", NULL,
    TOTP_WITH (SHA1, 8, 86400) },
  { "otpauth://totp/a?secret=" SECRET "&digits=&period=", "", "a", NULL, TOTP },
  { "otpauth://totp/a?secret=" SECRET "&digits=%37&period=+60", "", "a", NULL,
    TOTP_WITH (SHA1, 7, 60) },
  { "otpauth://totp/a?secret=" SECRET "&period=1000000000", "", "a", NULL,
    TOTP_WITH (SHA1, 6, 1000000000) },

  /* The '&' before them was forgotten. */
  { "otpauth://totp/Foo:a?secret=" SECRET "&issuer=Fooperiod=60", "Foo", "a", NULL, TOTP_WITH (SHA1, 6, 60) },
  { "otpauth://totp/a?secret=" SECRET "&issuer=FooPeriod=60&digits=8", "Foo", "a", NULL,
    TOTP_WITH (SHA1, 8, 60) },
  { "otpauth://totp/a?issuer=Foodigits=8&secret=" SECRET, "Foo", "a", NULL, TOTP_WITH (SHA1, 8, 30) },
  { "otpauth://totp/a?issuer=Fooalgorithm=SHA256&secret=" SECRET, "Foo", "a", NULL,
    TOTP_WITH (SHA256, 6, 30) },
  { "otpauth://hotp/a?issuer=Foocounter=5&secret=" SECRET, "Foo", "a", NULL, HOTP, 5 },
  { "otpauth://totp/a?issuer=period=60&secret=" SECRET, "", "a", NULL, TOTP_WITH (SHA1, 6, 60) },
  { "otpauth://totp/a?issuer=Foo%3D60&secret=" SECRET, "Foo=60", "a", NULL, TOTP },
  { "otpauth://totp/a?issuer=a=b&secret=" SECRET, "a=b", "a", NULL, TOTP },

  /* Counters. */
  { "otpauth://hotp/a?secret=" SECRET "&counter=5", "", "a", NULL, HOTP, 5 },
  { "otpauth://hotp/a?secret=" SECRET, "", "a", NULL, HOTP, 0 },
  { "otpauth://hotp/a?secret=" SECRET "&counter=&period=0", "", "a", NULL, HOTP, 0 },
  { "otpauth://hotp/a?secret=" SECRET "&counter=18446744073709551615", "", "a", NULL, HOTP,
    G_MAXUINT64 },

  /* Steam. */
  { "otpauth://steam/Steam:alice?secret=" SECRET "&issuer=Steam&digits=5&period=30&algorithm=SHA1",
    "Steam", "alice", NULL, STEAM },
  { "otpauth://steam/alice?secret=" SECRET, "", "alice", NULL, STEAM },
  { "steam://" SECRET, "Steam", "", NULL, STEAM },
  { "steam://" SECRET "/", "Steam", "", NULL, STEAM },
  { "Steam://" SECRET "?issuer=Valve", "Valve", "", NULL, STEAM },
  { "otpauth://totp/Games:alice?secret=" SECRET "&encoder=steam", "Games", "alice", NULL, STEAM },
  { "otpauth://totp/Games:alice?secret=" SECRET "&steam", "Games", "alice", NULL, STEAM },
  { "otpauth://totp/Games:alice?secret=" SECRET "&digits=5&steam=true", "Games", "alice", NULL,
    STEAM },
  { "otpauth://totp/Games:alice?secret=" SECRET "&steam=0", "Games", "alice", NULL, TOTP },
  { "otpauth://totp/Steam:alice?secret=" SECRET, "Steam", "alice", NULL, STEAM },
  { "otpauth://totp/STEAM:alice?secret=" SECRET "&issuer=Valve&digits=5", "Valve", "alice", "STEAM",
    STEAM },
  { "otpauth://totp/Steam:alice?secret=" SECRET "&digits=6", "Steam", "alice", NULL, TOTP },
  { "otpauth://totp/Steamy:alice?secret=" SECRET, "Steamy", "alice", NULL, TOTP },
  { "otpauth://hotp/Steam:alice?secret=" SECRET, "Steam", "alice", NULL, HOTP },
};

static SpareAccount *
parse (const char *uri)
{
  g_autoptr (GError) error = NULL;
  SpareAccount *account = spare_otpauth_parse (uri, -1, "the-id", &error);

  g_assert_no_error (error);
  g_assert_nonnull (account);
  return account;
}

static void
assert_secret (SpareSecret *secret,
               const char  *bytes,
               gsize        size)
{
  g_assert_nonnull (secret);
  g_assert_cmpmem (spare_secret_peek (secret, NULL), spare_secret_get_size (secret), bytes, size);
}

static void
test_dialects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      const Dialect *row = &dialects[i];
      g_autofree char *shown = g_strescape (row->uri, NULL);
      g_autoptr (SpareAccount) account = NULL;
      const SpareOtpParams *params;

      g_test_message ("%s", shown);
      account = parse (row->uri);
      g_assert_cmpstr (spare_account_get_id (account), ==, "the-id");
      g_assert_cmpstr (spare_account_get_service (account), ==, row->service);
      g_assert_cmpstr (spare_account_get_name (account), ==, row->name);
      g_assert_cmpstr (spare_account_get_prefix (account), ==, row->prefix);
      params = spare_account_get_params (account);
      g_assert_cmpuint (params->kind, ==, row->kind);
      g_assert_cmpuint (params->algorithm, ==, row->algorithm);
      g_assert_cmpuint (params->digits, ==, row->digits);
      g_assert_cmpuint (params->period, ==, row->period);
      g_assert_cmpuint (spare_account_get_counter (account), ==, row->counter);
      assert_secret (spare_account_peek_secret (account), HELLO, 10);
    }
}

static void
test_motp (void)
{
  static const char *const uris[] = {
    "motp://Bank:alice?secret=e3152afee62599c8&pin=1234",
    "motp:///Bank:alice?secret=E3152AFEE62599C8&pin=1234",
    "otpauth://motp/Bank:alice?secret=e3152afe+e62599c8&issuer=Bank&pin=1234",
    "otpauth://motp/Bank:alice?secret=4MKSV7XGEWM4Q&pin=%31234",
    "otpauth://motp/Bank:alice?secret=4MKSV7XGEWM4Q&pin=1234&algorithm=MD5&digits=6&period=10",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (SpareAccount) account = parse (uris[i]);
      char code[SPARE_OTP_CODE_SIZE];

      g_assert_cmpuint (spare_account_get_params (account)->kind, ==, SPARE_OTP_MOTP);
      g_assert_cmpstr (spare_account_get_service (account), ==, "Bank");
      g_assert_cmpstr (spare_account_get_name (account), ==, "alice");
      assert_secret (spare_account_peek_secret (account), "\xe3\x15\x2a\xfe\xe6\x25\x99\xc8", 8);
      assert_secret (spare_account_peek_pin (account), "1234", 4);
      g_assert_true (spare_account_code (account, 165892298, code, NULL));
      g_assert_cmpstr (code, ==, "e7d8b6");
    }
}

static void
test_yandex (void)
{
  static const char *const uris[] = {
    "otpauth://yaotp/alice?secret=" YANDEX "&pin=7586&pin_length=4",
    "otpauth://yaotp/alice?secret=" YANDEX "&pin=G42TQNQ",
    "otpauth://yaotp/alice?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin=g42tqnq%3D",
    "otpauth://yaotp/alice?secret=" YANDEX "&pin=7586&algorithm=SHA256&digits=8&period=30",
  };
  g_autoptr (SpareAccount) without_pin = parse ("otpauth://yaotp/alice?secret=" YANDEX);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (SpareAccount) account = parse (uris[i]);
      char code[SPARE_OTP_CODE_SIZE];

      assert_secret (spare_account_peek_pin (account), "7586", 4);
      g_assert_true (spare_account_code (account, 1581064020, code, NULL));
      g_assert_cmpstr (code, ==, "oactmacq");
    }

  /* Yandex's own QR code leaves the PIN to the person. */
  g_assert_null (spare_account_peek_pin (without_pin));
  g_assert_false (spare_account_check (without_pin, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_PIN);
}

static void
test_unknown (void)
{
  static const struct
  {
    const char *uri;
    const char *unknown;
  } rows[] = {
    { "otpauth://totp/a?secret=" SECRET, NULL },
    { "otpauth://totp/a?image=http://x/y.png&secret=" SECRET "&color=ff0000&lock=true",
      "image=http://x/y.png&color=ff0000&lock=true" },
    { "otpauth://totp/a?secret=" SECRET "&codeDisplay=%7B%22pinned%22%3Afalse%2C%22x%22%3A0%7D",
      "codeDisplay=%7B%22pinned%22%3Afalse%2C%22x%22%3A0%7D" },
    { "otpauth://totp/a?secret=" SECRET "&flag&empty=&icon=a b\\c\xc3\xa9",
      "flag&empty=&icon=a%20b%5Cc%C3%A9" },
    { "otpauth://totp/a?secret=" SECRET "&bad=%zz&counter=5&pin=1", "bad=%zz&counter=5&pin=1" },
    { "otpauth://hotp/a?secret=" SECRET "&period=30", "period=30" },
    { "otpauth://totp/a?secret=" SECRET "&issuer=a&issuer=b&digits=&steam=0", "steam=0" },
    { "otpauth://totp/a?secret=" SECRET "&encoder=steam&steam", NULL },
    { "otpauth://none/Bank:a?secret=" SECRET "&digits=6", "secret=" SECRET "&digits=6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SpareAccount) account = parse (rows[i].uri);
      SpareSecret *unknown = spare_account_peek_unknown (account);

      g_assert_cmpstr (unknown != NULL ? spare_secret_peek_text (unknown) : NULL,
                       ==, rows[i].unknown);
    }
}

static void
test_own (void)
{
  const char *uri = "otpauth://totp/a?secret=" SECRET "&tags=work&tags=%20two+words&tags=work&tags="
                    "&x-tag=own&x-note=two%0Alines&x-favorite=1&x-deleted=5&x-used=6&x-created=7"
                    "&x-position=1.5&x-version=1";
  const char *const tags[] = { "work", "two words", "own", NULL };
  g_autoptr (SpareAccount) account = parse (uri);
  g_autoptr (SpareAccount) record = spare_account_parse (uri, "id", NULL);

  g_assert_cmpstrv (spare_account_get_tags (account), tags);
  g_assert_cmpstr (spare_account_get_note (account), ==, "two\nlines");
  g_assert_true (spare_account_get_favorite (account));

  /* Nobody else says when we used it, or puts it into our bin. */
  g_assert_cmpint (spare_account_get_deleted (account), ==, 0);
  g_assert_cmpint (spare_account_get_used (account), ==, 0);
  g_assert_cmpint (spare_account_get_created (account), ==, 0);
  g_assert_cmpfloat (spare_account_get_position (account), ==, 0);
  g_assert_null (spare_account_peek_unknown (account));

  g_assert_nonnull (record);
  g_assert_cmpint (spare_account_get_deleted (record), ==, 5);
  g_assert_cmpint (spare_account_get_used (record), ==, 6);
  g_assert_cmpint (spare_account_get_created (record), ==, 7);
  g_assert_cmpfloat (spare_account_get_position (record), ==, 1.5);
}

#define BAD_SECRET "JBSWY3DP0HPK3PXP"

typedef struct
{
  const char    *uri;
  SpareCoreError code;
} Bad;

static const Bad bad_uris[] = {
  { "", SPARE_CORE_ERROR_NOT_URI },
  { SECRET, SPARE_CORE_ERROR_NOT_URI },
  { "https://example.org/?secret=" SECRET, SPARE_CORE_ERROR_NOT_URI },
  { "otpauth:totp/a?secret=" SECRET, SPARE_CORE_ERROR_NOT_URI },
  { "otpauth:/totp/a?secret=" SECRET, SPARE_CORE_ERROR_NOT_URI },
  { "otpauth", SPARE_CORE_ERROR_NOT_URI },
  { "xotpauth://totp/a?secret=" SECRET, SPARE_CORE_ERROR_NOT_URI },
  { "otpauth-migration://offline?data=" SECRET, SPARE_CORE_ERROR_MIGRATION },
  { "OTPAUTH-MIGRATION://offline?data=" SECRET, SPARE_CORE_ERROR_MIGRATION },
  { "otpauth://", SPARE_CORE_ERROR_TYPE },
  { "otpauth:///a?secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://ocra/a?secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://totp2/a?secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://totp/a?encoder=other&secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://hotp/a?encoder=steam&secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://totp/a?x-version=2&secret=" SECRET, SPARE_CORE_ERROR_TYPE },
  { "otpauth://totp/a%zz?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%4?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%00b?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%0Ab?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a\nb?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a\x7f" "b?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%C2%85?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%E9?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a\xe9?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a%C0%AF?secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a?issuer=%ED%A0%80&secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a?issuer=%09&secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a?tags=%1b&secret=" SECRET, SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a?secret=" SECRET "%2", SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a?secret=" SECRET "%00", SPARE_CORE_ERROR_ENCODING },
  { "otpauth://totp/a", SPARE_CORE_ERROR_SECRET_MISSING },
  { "otpauth://totp/a?secret", SPARE_CORE_ERROR_SECRET_MISSING },
  { "otpauth://totp/a?secret=", SPARE_CORE_ERROR_SECRET_MISSING },
  { "otpauth://totp/a?secret====", SPARE_CORE_ERROR_SECRET_MISSING },
  { "otpauth://totp/a?secret=+%20-", SPARE_CORE_ERROR_SECRET_MISSING },
  { "otpauth://totp/a?digits=6&issuer=x", SPARE_CORE_ERROR_SECRET_MISSING },
  { "steam://", SPARE_CORE_ERROR_SECRET_MISSING },
  { "steam:///" SECRET, SPARE_CORE_ERROR_SECRET_MISSING },
  /* Base64 is not cut at a slash, nor is its plus a blank. */
  { "steam://" SECRET "/" SECRET, SPARE_CORE_ERROR_SECRET_INVALID },
  { "steam://" SECRET "/a?issuer=x", SPARE_CORE_ERROR_SECRET_INVALID },
  { "steam://" SECRET "+" SECRET, SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://totp/a?secret=" SECRET "&issuer=xperiod=0", SPARE_CORE_ERROR_PERIOD },
  { "otpauth://totp/a?secret=" SECRET "&issuer=xalgorithm=MD5", SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?secret=A", SPARE_CORE_ERROR_SECRET_SHORT },
  { "otpauth://totp/a?secret=" BAD_SECRET, SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://totp/a?secret=" SECRET "=" SECRET, SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://totp/a?secret=" SECRET "\xc3\xa9", SPARE_CORE_ERROR_SECRET_INVALID },
  { "motp://a?secret=12345x&pin=1", SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://yaotp/a?secret=" SECRET, SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://yaotp/a?secret=LA2V6KMCGYMWWVEW64RNP3JA3JAAAAAAHTSG4HRZPI",
    SPARE_CORE_ERROR_SECRET_INVALID },
  { "otpauth://totp/a?algorithm=MD5&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA224&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA384&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA3-256&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA1SHA1&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=SHA5122&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?algorithm=" SECRET "&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://steam/a?algorithm=SHA256&secret=" SECRET, SPARE_CORE_ERROR_ALGORITHM },
  { "motp://a?algorithm=SHA512&secret=abcd", SPARE_CORE_ERROR_ALGORITHM },
  { "otpauth://totp/a?digits=0&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=11&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=-6&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=%2B6&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=6.0&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=0x6&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=six&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=18446744073709551622&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=%zz&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?digits=" SECRET "&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://steam/a?digits=6&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?encoder=steam&digits=6&secret=" SECRET, SPARE_CORE_ERROR_DIGITS },
  { "otpauth://totp/a?period=0&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://totp/a?period=-30&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://totp/a?period=30s&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://totp/a?period=1000000001&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://totp/a?period=99999999999999999999&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://steam/a?period=60&secret=" SECRET, SPARE_CORE_ERROR_PERIOD },
  { "otpauth://hotp/a?counter=-1&secret=" SECRET, SPARE_CORE_ERROR_COUNTER },
  { "otpauth://hotp/a?counter=x&secret=" SECRET, SPARE_CORE_ERROR_COUNTER },
  { "otpauth://hotp/a?counter=18446744073709551616&secret=" SECRET, SPARE_CORE_ERROR_COUNTER },
  { "otpauth://yaotp/a?pin=12a4&secret=" YANDEX, SPARE_CORE_ERROR_PIN },
  { "otpauth://yaotp/a?pin=abcd&secret=" YANDEX, SPARE_CORE_ERROR_PIN },
  { "otpauth://yaotp/a?pin=!!&secret=" YANDEX, SPARE_CORE_ERROR_PIN },
};

static void
test_bad (void)
{
  static const char *const secrets[] = { SECRET, BAD_SECRET, "LA2V6KMC", "12a4", "abcde", "12345x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad_uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = g_strescape (bad_uris[i].uri, NULL);
      SpareAccount *account;

      g_test_message ("%s", shown);
      account = spare_otpauth_parse (bad_uris[i].uri, -1, "id", &error);
      g_assert_null (account);
      g_assert_error (error, SPARE_CORE_ERROR, (gint) bad_uris[i].code);

      for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
        g_assert_null (strstr (error->message, secrets[j]));
    }
}

static void
test_lengths (void)
{
  const char *head = "otpauth://totp/a?secret=" SECRET "&issuer=";
  g_autoptr (GString) uri = g_string_new (head);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareAccount) longest = NULL;
  g_autoptr (SpareAccount) part = NULL;
  SpareAccount *refused;

  while (uri->len < SPARE_OTPAUTH_MAX)
    g_string_append_c (uri, 'x');
  longest = parse (uri->str);
  g_assert_cmpuint (strlen (spare_account_get_service (longest)), ==,
                    SPARE_OTPAUTH_MAX - strlen (head));

  g_string_append_c (uri, 'x');
  refused = spare_otpauth_parse (uri->str, -1, "id", &error);
  g_assert_null (refused);
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_clear_error (&error);
  refused = spare_otpauth_parse (uri->str, (gssize) uri->len, "id", &error);
  g_assert_null (refused);
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_clear_error (&error);

  /* A length is kept to, also where a NUL hides inside. */
  part = spare_otpauth_parse (uri->str, (gssize) strlen (head) + 3, "id", NULL);
  g_assert_cmpstr (spare_account_get_service (part), ==, "xxx");
  uri->str[strlen (head) + 1] = '\0';
  refused = spare_otpauth_parse (uri->str, (gssize) strlen (head) + 3, "id", &error);
  g_assert_null (refused);
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ENCODING);
}

/* What other apps get. */
static void
test_strict (void)
{
  static const char *const rows[][2] = {
    { "otpauth://totp/Air Canada:al ice?algorithm=sha256&secret=jbsw y3dp ehpk 3pxp===&image=x&"
      "x-note=mine&x-favorite=1&tags=t",
      "otpauth://totp/Air%20Canada:al%20ice?secret=" SECRET
      "&issuer=Air%20Canada&algorithm=SHA256&digits=6&period=30" },
    { "otpauth://totp/Old:alice?issuer=New&secret=" SECRET,
      "otpauth://totp/New:alice?secret=" SECRET "&issuer=New&algorithm=SHA1&digits=6&period=30" },
    { "otpauth://hotp/alice@x.org?counter=7&digits=8&secret=" SECRET,
      "otpauth://hotp/alice@x.org?secret=" SECRET "&algorithm=SHA1&digits=8&counter=7" },
    { "otpauth://totp/Matrix:@me:matrix.org?secret=" SECRET,
      "otpauth://totp/Matrix:@me%3Amatrix.org?secret=" SECRET
      "&issuer=Matrix&algorithm=SHA1&digits=6&period=30" },
    { "steam://" SECRET,
      "otpauth://steam/Steam:?secret=" SECRET
      "&issuer=Steam&algorithm=SHA1&digits=5&period=30" },
    { "otpauth://motp/Bank:alice?secret=4MKSV7XGEWM4Q&pin=12%2034",
      "motp://Bank:alice?secret=e3152afee62599c8&issuer=Bank&pin=12%2034" },
    { "otpauth://yaotp/alice?secret=" YANDEX "&pin=7586",
      "otpauth://yaotp/alice?secret=" YANDEX
      "&algorithm=SHA256&digits=8&period=30&pin=G42TQNQ" },
  };
  g_autoptr (SpareAccount) none = parse ("otpauth://none/Bank:alice");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SpareAccount) account = parse (rows[i][0]);
      g_autoptr (SpareSecret) text = spare_otpauth_print (account);

      g_assert_cmpstr (spare_secret_peek_text (text), ==, rows[i][1]);
      g_assert_cmpuint (spare_secret_get_size (text), ==, strlen (rows[i][1]));
    }

  g_assert_null (spare_otpauth_print (none));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/otpauth/dialects", test_dialects);
  g_test_add_func ("/core/otpauth/motp", test_motp);
  g_test_add_func ("/core/otpauth/yandex", test_yandex);
  g_test_add_func ("/core/otpauth/unknown", test_unknown);
  g_test_add_func ("/core/otpauth/own", test_own);
  g_test_add_func ("/core/otpauth/bad", test_bad);
  g_test_add_func ("/core/otpauth/lengths", test_lengths);
  g_test_add_func ("/core/otpauth/strict", test_strict);

  return g_test_run ();
}
