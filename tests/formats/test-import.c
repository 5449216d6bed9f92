/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads every file in vectors/ and compares what comes of it with the .expect
 * beside it, which the maker of the file wrote. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-formats-test.h"

#define CUT_MAX 4096 /* bytes; larger files are cut at some places only */

static SpareImport *
read_file (GBytes     *bytes,
           const char *password,
           GError    **error)
{
  g_autoptr (SpareSecret) secret = password != NULL ? spare_secret_new_text (password) : NULL;
  SpareImportContext context = { .password = secret, .now = 1767225600, .new_id = g_uuid_string_random };

  return spare_import_read (bytes, &context, error);
}

static void
compare_text (JsonObject *expected,
              const char *key,
              const char *found)
{
  if (json_object_has_member (expected, key))
    g_assert_cmpstr (found, ==, json_object_get_string_member (expected, key));
}

static void
compare_int (JsonObject *expected,
             const char *key,
             gint64      found)
{
  if (json_object_has_member (expected, key))
    g_assert_cmpint (found, ==, json_object_get_int_member (expected, key));
}

static void
compare_secret (JsonObject   *expected,
                SpareAccount *account)
{
  g_autoptr (SpareSecret) hex = spare_base16_encode (spare_account_peek_secret (account));

  g_assert_cmpstr (spare_secret_peek_text (hex), ==, json_object_get_string_member (expected, "secret"));
}

static void
compare_tags (JsonObject   *expected,
              SpareAccount *account)
{
  const char *const *tags = spare_account_get_tags (account);
  JsonArray *array;

  if (!json_object_has_member (expected, "tags"))
    return;
  array = json_object_get_array_member (expected, "tags");
  g_assert_cmpuint (tags != NULL ? g_strv_length ((char **) tags) : 0, ==, json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_assert_cmpstr (tags[i], ==, json_array_get_string_element (array, i));
}

static void
compare_account (JsonObject       *expected,
                 SpareImportEntry *entry)
{
  SpareAccount *account = entry->account;
  const SpareOtpParams *params = spare_account_get_params (account);
  SpareSecret *pin = spare_account_peek_pin (account);

  compare_text (expected, "kind", spare_otp_kind_to_string (params->kind));
  compare_text (expected, "service", spare_account_get_service (account));
  compare_text (expected, "name", spare_account_get_name (account));
  compare_text (expected, "note", spare_account_get_note (account));
  compare_text (expected, "pin", pin != NULL ? spare_secret_peek_text (pin) : NULL);
  compare_text (expected, "algorithm", spare_otp_algorithm_to_string (params->algorithm));
  compare_int (expected, "digits", params->digits);
  compare_int (expected, "period", params->period);
  compare_int (expected, "counter", (gint64) spare_account_get_counter (account));
  compare_int (expected, "used", spare_account_get_used (account));
  compare_int (expected, "notes", entry->notes);
  if (json_object_has_member (expected, "favorite"))
    g_assert_cmpint (spare_account_get_favorite (account), ==,
                     json_object_get_boolean_member (expected, "favorite"));
  compare_secret (expected, account);
  compare_tags (expected, account);
}

static void
compare_codes (JsonObject       *codes,
               guint             index,
               SpareImportEntry *entry)
{
  g_autofree char *key = g_strdup_printf ("%u", index);
  JsonArray *array;

  if (codes == NULL || !json_object_has_member (codes, key))
    {
      g_assert_true (entry->codes == NULL || entry->codes->len == 0);
      return;
    }
  array = json_object_get_array_member (codes, key);
  g_assert_nonnull (entry->codes);
  g_assert_nonnull (entry->codes_origin);
  g_assert_cmpuint (entry->codes->len, ==, json_array_get_length (array));
  for (guint i = 0; i < entry->codes->len; i++)
    g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (entry->codes, i)), ==,
                     json_array_get_string_element (array, i));
}

static void
compare_entries (JsonObject        *expected,
                 const SpareImport *import)
{
  JsonArray *accounts = json_object_get_array_member (expected, "accounts");
  JsonObject *codes =
    json_object_has_member (expected, "codes") ? json_object_get_object_member (expected, "codes") : NULL;
  guint at = 0;
  guint problems = 0;

  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);

      g_assert_nonnull (entry->label);
      g_assert_true ((entry->account == NULL) == (entry->problem != NULL));
      problems += entry->problem != NULL;
      if (entry->account == NULL)
        continue;
      g_assert_cmpuint (at, <, json_array_get_length (accounts));
      compare_account (json_array_get_object_element (accounts, at), entry);
      compare_codes (codes, at, entry);
      at++;
    }
  g_assert_cmpuint (at, ==, json_array_get_length (accounts));
  g_assert_cmpint (problems, ==, json_object_get_int_member (expected, "problems"));
  compare_int (expected, "others", import->others);
}

static void
compare_import (const SpareVectorFile *file,
                const SpareImport     *import)
{
  JsonObject *expected = file->expected;

  g_assert_cmpstr (spare_format_get_id (import->format), ==,
                   json_object_has_member (expected, "format") ? json_object_get_string_member (expected, "format")
                                                               : file->folder);
  g_assert_cmpint (import->plain, ==, file->password == NULL);
  if (json_object_has_member (expected, "parts"))
    {
      JsonArray *parts = json_object_get_array_member (expected, "parts");

      g_assert_cmpint (import->parts, ==, json_array_get_int_element (parts, 0));
      g_assert_cmpint (import->parts_read, ==, json_array_get_int_element (parts, 1));
    }
  compare_entries (expected, import);
}

static int
error_code (const char *name)
{
  static const char *const names[] = { "unknown",    "password_needed", "password_wrong", "damaged",
                                       "too_large",  "parameters",      "memory",         "version",
                                       "restricted", "encryption",      "empty",          "entry" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return (int) i;
  g_error ("no error is called %s", name);
}

static void
test_read (gconstpointer data)
{
  const SpareVectorFile *file = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareImport) import = NULL;

  if (file->password != NULL && !json_object_has_member (file->expected, "error"))
    {
      import = read_file (file->bytes, NULL, &error);
      g_assert_null (import);
      g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
      g_clear_error (&error);
      import = read_file (file->bytes, "wrong password", &error);
      g_assert_null (import);
      g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
      g_clear_error (&error);
    }
  import = read_file (file->bytes, file->password, &error);
  if (json_object_has_member (file->expected, "error"))
    {
      g_assert_null (import);
      g_assert_error (error, SPARE_FORMAT_ERROR,
                      error_code (json_object_get_string_member (file->expected, "error")));
      /* Known and never opened: people are told what to bring instead. */
      if (g_str_equal (file->folder, "closed"))
        g_assert_nonnull (spare_format_get_advice (spare_import_recognize (file->bytes)));
      return;
    }
  g_assert_no_error (error);
  g_assert_nonnull (import);
  compare_import (file, import);
}

/* A file that ends too early never gives more than the whole one, and mostly an
 * error; whatever comes, it comes without a crash. */
static void
test_cut (gconstpointer data)
{
  const SpareVectorFile *file = data;
  gsize size = g_bytes_get_size (file->bytes);
  gboolean is_slow = file->password != NULL || json_object_has_member (file->expected, "error");
  gsize step = is_slow ? MAX (size / 16, 1) : size <= CUT_MAX ? 1 : size / 512;
  guint most = json_array_get_length (json_object_get_array_member (file->expected, "accounts"));
  gboolean must_fail = json_object_get_boolean_member (file->expected, "cut");

  for (gsize length = 0; length < size; length += step)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (file->bytes, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareImport) import = read_file (cut, file->password, &error);

      g_assert_true ((import == NULL) == (error != NULL));
      if (import != NULL)
        g_assert_cmpuint (spare_import_count_good (import), <=, most);
      /* White space at the end may be missing. */
      if (must_fail && length + 8 < size)
        g_assert_null (import);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) files = NULL;

  g_test_init (&argc, &argv, NULL);
  files = spare_vector_files ();
  g_assert_cmpuint (files->len, >, 0);
  for (guint i = 0; i < files->len; i++)
    {
      SpareVectorFile *file = g_ptr_array_index (files, i);
      g_autofree char *read = g_strdup_printf ("/formats/%s/%s/read", file->folder, file->name);
      g_autofree char *cut = g_strdup_printf ("/formats/%s/%s/cut", file->folder, file->name);

      g_test_add_data_func (read, file, test_read);
      g_test_add_data_func (cut, file, test_cut);
    }
  return g_test_run ();
}
