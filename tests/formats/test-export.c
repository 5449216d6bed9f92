/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for another program is read again, and is the same as far as
 * the other program's format can hold it. */
#include <string.h>

#include "spare-base32.h"
#include "spare-export.h"
#include "spare-import.h"
#include "spare-otpauth.h"

#define NOW      1767225600
#define PASSWORD "correct horse Tür 錠"
#define QR_MAX   2953 /* bytes: version 40 at level L, ISO/IEC 18004 */

/* What a format has a place for. */
typedef enum
{
  CARRIES_NOTE = 1 << 0,
  CARRIES_TAGS = 1 << 1,
  CARRIES_TAG = 1 << 2, /* the first */
  CARRIES_FAVORITE = 1 << 3,
  CARRIES_PERIOD = 1 << 4,
} Carries;

typedef struct
{
  const char *id;
  const char *import_id;
  guint       carries;
} Format;

static const Format formats[] = {
  { "otpauth", "otpauth", CARRIES_PERIOD },
  { "aegis", "aegis", CARRIES_NOTE | CARRIES_TAGS | CARRIES_FAVORITE | CARRIES_PERIOD },
  { "aegis-encrypted", "aegis", CARRIES_NOTE | CARRIES_TAGS | CARRIES_FAVORITE | CARRIES_PERIOD },
  { "2fas", "2fas", CARRIES_TAG | CARRIES_PERIOD },
  { "2fas-encrypted", "2fas", CARRIES_TAG | CARRIES_PERIOD },
  { "google", "google", 0 },
};

/* The stored form of accounts; which formats refuse them, and why. */
#define ALL (-1)

typedef struct
{
  const char *line;
  int         otpauth;
  int         aegis;
  int         twofas;
  int         google;
} Case;

#define S "secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

static const Case cases[] = {
  { "otpauth://totp/GitHub:alice%40example.org?" S "&issuer=GitHub&x-note=Line%20one%0Aline%20%22two%22%20%5C"
    "&x-tag=Work&x-tag=H%C3%A4ufig%20%F0%9F%8D%90&x-favorite=1",
    ALL, ALL, ALL, ALL },
  { "otpauth://totp/Bank:alice?" S "&issuer=Bank&algorithm=SHA256&digits=8&period=60&x-tag=H%C3%A4ufig%20%F0%9F%8D%90",
    ALL, ALL, ALL, SPARE_EXPORT_LEFT_PERIOD },
  { "otpauth://totp/A%3AB%26C:x%3Ay%20%22z%22?" S "&issuer=A%3AB%26C&algorithm=SHA512&digits=7", ALL, ALL, ALL,
    SPARE_EXPORT_LEFT_DIGITS },
  { "otpauth://totp/Eight:x?" S "&issuer=Eight&algorithm=SHA512&digits=8", ALL, ALL, ALL, ALL },
  { "otpauth://totp/Short:x?secret=AE&issuer=Short&algorithm=SHA256", ALL, ALL, ALL, ALL },
  { "otpauth://totp/:only%20a%20name?" S, ALL, ALL, ALL, ALL },
  { "otpauth://totp/Only%20a%20service:?" S "&issuer=Only%20a%20service", ALL, ALL, ALL, ALL },
  { "otpauth://totp/Odd:x?" S "&issuer=Odd&period=45", ALL, ALL, SPARE_EXPORT_LEFT_PERIOD, SPARE_EXPORT_LEFT_PERIOD },
  { "otpauth://totp/Slow:x?" S "&issuer=Slow&period=3000000", ALL, SPARE_EXPORT_LEFT_PERIOD, SPARE_EXPORT_LEFT_PERIOD,
    SPARE_EXPORT_LEFT_PERIOD },
  { "otpauth://totp/Four:x?" S "&issuer=Four&digits=4", ALL, ALL, SPARE_EXPORT_LEFT_DIGITS, SPARE_EXPORT_LEFT_DIGITS },
  { "otpauth://totp/Ten:x?" S "&issuer=Ten&digits=10", ALL, ALL, SPARE_EXPORT_LEFT_DIGITS, SPARE_EXPORT_LEFT_DIGITS },
  { "otpauth://hotp/Vpn:bob?" S "&issuer=Vpn&counter=0", ALL, ALL, ALL, ALL },
  { "otpauth://hotp/Vpn:carol?" S "&issuer=Vpn&algorithm=SHA256&digits=8&counter=2147483647&x-tag=Work", ALL, ALL, ALL,
    ALL },
  { "otpauth://hotp/Vpn:dave?" S "&issuer=Vpn&counter=9223372036854775807", ALL, ALL, SPARE_EXPORT_LEFT_COUNTER, ALL },
  { "otpauth://steam/Steam:carol?" S "&issuer=Steam", ALL, ALL, ALL, SPARE_EXPORT_LEFT_KIND },
  { "otpauth://motp/M:bob?secret=e3152afee62599c8&issuer=M&pin=1234", ALL, ALL, SPARE_EXPORT_LEFT_KIND,
    SPARE_EXPORT_LEFT_KIND },
  { "otpauth://motp/M:eve?secret=e3152afee62599c8&issuer=M&pin=%E9%FF", ALL, SPARE_EXPORT_LEFT_PIN,
    SPARE_EXPORT_LEFT_KIND, SPARE_EXPORT_LEFT_KIND },
  { "otpauth://yaotp/Yandex:alice?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&issuer=Yandex&pin=G42TQNQ", ALL,
    ALL, SPARE_EXPORT_LEFT_KIND, SPARE_EXPORT_LEFT_KIND },
  { "otpauth://none/Shop:alice?issuer=Shop", SPARE_EXPORT_LEFT_NO_CODES, SPARE_EXPORT_LEFT_NO_CODES,
    SPARE_EXPORT_LEFT_NO_CODES, SPARE_EXPORT_LEFT_NO_CODES },
};

static int
case_reason (const Case *one,
             const char *import_id)
{
  if (g_str_equal (import_id, "otpauth"))
    return one->otpauth;
  if (g_str_equal (import_id, "aegis"))
    return one->aegis;
  return g_str_equal (import_id, "2fas") ? one->twofas : one->google;
}

static SpareAccount *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  SpareAccount *account = spare_account_parse (line, id, &error);

  g_assert_no_error (error);
  g_assert_true (spare_account_check (account, &error));
  g_assert_no_error (error);
  return account;
}

static GPtrArray *
all_accounts (void)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (accounts, parse (cases[i].line));
  return accounts;
}

static GPtrArray *
write_accounts (const char  *id,
                GPtrArray   *accounts,
                const char  *password,
                GPtrArray  **left,
                GError     **error)
{
  g_autoptr (SpareSecret) secret = password != NULL ? spare_secret_new_text (password) : NULL;
  SpareExportContext context = { .password = secret, .now = NOW, .new_id = g_uuid_string_random };
  const SpareExportFormat *format = spare_export_find (id);

  g_assert_nonnull (format);
  g_assert_cmpstr (format->id, ==, id);
  return spare_export_write (format, accounts, &context, left, error);
}

/* Pages are read as the texts of QR codes are: as lines. */
static GBytes *
join (GPtrArray *results)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < results->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (results, i), &size);

      if (i > 0)
        g_byte_array_append (all, (const guint8 *) "\n", 1);
      g_byte_array_append (all, data, (guint) size);
    }
  return g_byte_array_free_to_bytes (all);
}

static SpareImport *
read_again (GPtrArray  *results,
            const char *password,
            GError    **error)
{
  g_autoptr (SpareSecret) secret = password != NULL ? spare_secret_new_text (password) : NULL;
  SpareImportContext context = { .password = secret, .now = NOW, .new_id = g_uuid_string_random };
  g_autoptr (GBytes) file = join (results);

  return spare_import_read (file, &context, error);
}

static void
compare_tags (SpareAccount *found,
              SpareAccount *account,
              guint         carries)
{
  const char *const *expected = spare_account_get_tags (account);
  const char *const *tags = spare_account_get_tags (found);
  guint n = (carries & CARRIES_TAGS) != 0 ? g_strv_length ((char **) expected)
            : (carries & CARRIES_TAG) != 0 && expected[0] != NULL ? 1 : 0;

  g_assert_cmpuint (g_strv_length ((char **) tags), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (tags[i], ==, expected[i]);
}

static void
compare (const SpareImportEntry *entry,
         SpareAccount           *account,
         guint                   carries)
{
  SpareAccount *found = entry->account;
  SpareSecret *pin = spare_account_peek_pin (account);

  g_assert_no_error (entry->problem);
  g_assert_nonnull (found);
  g_assert_true (spare_account_same_codes (found, account));
  g_assert_cmpstr (spare_account_get_service (found), ==, spare_account_get_service (account));
  g_assert_cmpstr (spare_account_get_name (found), ==, spare_account_get_name (account));
  g_assert_cmpuint (spare_account_get_counter (found), ==, spare_account_get_counter (account));
  g_assert_cmpstr (spare_account_get_note (found), ==,
                   (carries & CARRIES_NOTE) != 0 ? spare_account_get_note (account) : "");
  g_assert_cmpint (spare_account_get_favorite (found), ==,
                   (carries & CARRIES_FAVORITE) != 0 && spare_account_get_favorite (account));
  g_assert_cmpint ((entry->notes & SPARE_IMPORT_NOTE_PERIOD_ASSUMED) != 0, ==,
                   (carries & CARRIES_PERIOD) == 0 && spare_otp_kind_is_timed (spare_account_get_params (account)->kind));
  g_assert_true ((pin == NULL) == (spare_account_peek_pin (found) == NULL));
  if (pin != NULL)
    g_assert_true (spare_secret_equal (pin, spare_account_peek_pin (found)));
  compare_tags (found, account, carries);
}

static void
compare_left (GPtrArray  *left,
              GPtrArray  *accounts,
              const char *import_id)
{
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int reason = case_reason (&cases[i], import_id);
      const SpareExportLeft *out;

      if (reason == ALL)
        continue;
      g_assert_cmpuint (at, <, left->len);
      out = g_ptr_array_index (left, at++);
      g_assert_true (out->account == g_ptr_array_index (accounts, i));
      g_assert_cmpint ((int) out->reason, ==, reason);
    }
  g_assert_cmpuint (at, ==, left->len);
}

static void
test_round_trip (gconstpointer data)
{
  const Format *format = data;
  const SpareExportFormat *export = spare_export_find (format->id);
  const char *password = export->encrypted ? PASSWORD : NULL;
  g_autoptr (GPtrArray) accounts = all_accounts ();
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = write_accounts (format->id, accounts, password, &left, &error);
  g_autoptr (SpareImport) import = NULL;
  guint at = 0;

  g_assert_no_error (error);
  g_assert_true (export->paged || results->len == 1);
  compare_left (left, accounts, format->import_id);
  import = read_again (results, password, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spare_format_get_id (import->format), ==, format->import_id);
  g_assert_cmpint (import->plain, ==, !export->encrypted);
  g_assert_cmpuint (import->others, ==, 0);
  g_assert_cmpuint (import->entries->len, ==, accounts->len - left->len);
  for (guint i = 0; i < accounts->len; i++)
    if (case_reason (&cases[i], format->import_id) == ALL)
      compare (g_ptr_array_index (import->entries, at++), g_ptr_array_index (accounts, i), format->carries);
}

static void
test_nothing (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (write_accounts (format->id, accounts, PASSWORD, &left, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
  g_assert_cmpuint (left->len, ==, 0);
  g_clear_error (&error);
  g_clear_pointer (&left, g_ptr_array_unref);

  g_ptr_array_add (accounts, parse ("otpauth://none/Shop:alice?issuer=Shop"));
  g_assert_null (write_accounts (format->id, accounts, PASSWORD, &left, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
  g_assert_cmpuint (left->len, ==, 1);
}

static void
test_password (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GPtrArray) accounts = all_accounts ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (write_accounts (format->id, accounts, i == 0 ? NULL : "", NULL, &error));
      g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
      g_clear_error (&error);
    }
  one = write_accounts (format->id, accounts, PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (read_again (one, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  g_clear_error (&error);
  g_assert_null (read_again (one, "wrong password", &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
  g_clear_error (&error);
  /* Salts and nonces are drawn each time. */
  two = write_accounts (format->id, accounts, PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (one->pdata[0], two->pdata[0]));
}

/* Nothing of a secret or a name may stand in an encrypted file. */
static void
test_hidden (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GPtrArray) accounts = all_accounts ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = write_accounts (format->id, accounts, PASSWORD, NULL, &error);
  gsize size;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (results->pdata[0], &size);
  g_assert_null (g_strstr_len (text, (gssize) size, "JBSWY3DP"));
  g_assert_null (g_strstr_len (text, (gssize) size, "GitHub"));
  g_assert_null (g_strstr_len (text, (gssize) size, "alice"));
}

static void
test_cancel (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GPtrArray) accounts = all_accounts ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SpareSecret) secret = spare_secret_new_text (PASSWORD);
  SpareExportContext context = { .password = secret, .now = NOW, .new_id = g_uuid_string_random,
                                 .watch = { .cancellable = cancellable } };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_export_write (spare_export_find (format->id), accounts, &context, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GPtrArray *
many (guint n,
      guint name_length)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *filler = g_strnfill (name_length, 'n');

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf ("otpauth://totp/Service:%s%u?" S "&issuer=Service", filler, i);

      g_ptr_array_add (accounts, parse (line));
    }
  return accounts;
}

static void
check_many (const Format *format,
            guint         n,
            guint         name_length,
            guint         pages)
{
  g_autoptr (GPtrArray) accounts = many (n, name_length);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = write_accounts (format->id, accounts, PASSWORD, &left, &error);
  g_autoptr (SpareImport) import = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (results->len, ==, pages);
  import = read_again (results, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->entries->len, ==, n);
  for (guint i = 0; i < n; i++)
    compare (g_ptr_array_index (import->entries, i), accounts->pdata[i], format->carries);
  if (spare_export_find (format->id)->paged)
    {
      g_assert_cmpuint (import->parts, ==, pages);
      g_assert_cmpuint (import->parts_read, ==, pages);
      for (guint i = 0; i < pages; i++)
        g_assert_cmpuint (g_bytes_get_size (results->pdata[i]), <=, QR_MAX);
    }
}

static void
test_many (gconstpointer data)
{
  const Format *format = data;

  check_many (format, 1000, 5, spare_export_find (format->id)->paged ? 100 : 1);
}

static void
test_pages (void)
{
  const Format *google = &formats[5];

  check_many (google, 1, 5, 1);
  check_many (google, 10, 5, 1);
  check_many (google, 11, 5, 2);
  check_many (google, 20, 5, 2);
  /* Three of some 340 bytes fill what a QR code can well hold: two a page. */
  check_many (google, 6, 300, 3);
  check_many (google, 3, 1200, 3);
}

/* A name that no QR code and no link can hold. */
static void
test_long (void)
{
  g_autoptr (GPtrArray) accounts = many (1, 17000);
  const char *const ids[] = { "google", "otpauth" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (write_accounts (ids[i], accounts, NULL, &left, &error));
      g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
      g_assert_cmpuint (left->len, ==, 1);
      g_assert_cmpint (((SpareExportLeft *) left->pdata[0])->reason, ==, SPARE_EXPORT_LEFT_SIZE);
    }
}

static void
test_list (void)
{
  const SpareExportFormat *const *list = spare_export_list ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_assert_cmpstr (list[i]->id, ==, formats[i].id);
      g_assert_true (spare_export_find (formats[i].id) == list[i]);
      g_assert_cmpint (list[i]->encrypted, ==, g_str_has_suffix (formats[i].id, "-encrypted"));
      g_assert_true (list[i]->suffix[0] == '.');
    }
  g_assert_null (list[G_N_ELEMENTS (formats)]);
  g_assert_null (spare_export_find ("keepass"));
}

static void
add (const char   *what,
     const Format *format,
     GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/export/%s/%s", format->id, what);

  g_test_add_data_func (path, format, func);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/list", test_list);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      add ("round-trip", &formats[i], test_round_trip);
      add ("nothing", &formats[i], test_nothing);
      add ("many", &formats[i], test_many);
      add ("cancel", &formats[i], test_cancel);
      if (spare_export_find (formats[i].id)->encrypted)
        {
          add ("password", &formats[i], test_password);
          add ("hidden", &formats[i], test_hidden);
        }
    }
  g_test_add_func ("/export/google/pages", test_pages);
  g_test_add_func ("/export/long", test_long);
  return g_test_run ();
}
