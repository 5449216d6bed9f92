/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account.h"

#include <math.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-error.h"

static SpareAccount *
new_account (void)
{
  SpareAccount *account = spare_account_new ("id");
  g_autoptr (SpareSecret) secret = spare_base32_decode ("QWERTYUIOP", -1, NULL);

  spare_account_set_secret (account, secret);
  spare_account_set_name (account, "alice");
  return account;
}

static void
note_cb (GObject    *object,
         GParamSpec *pspec,
         gpointer    user_data)
{
  GPtrArray *seen = user_data;

  g_ptr_array_add (seen, g_strdup (pspec->name));
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In what order a thaw notifies is GObject's affair. */
static void
assert_seen (GPtrArray  *seen,
             const char *sorted)
{
  g_autofree char *joined = NULL;

  g_ptr_array_sort (seen, compare_cb);
  g_ptr_array_add (seen, NULL);
  joined = g_strjoinv (" ", (char **) seen->pdata);
  g_assert_cmpstr (joined, ==, sorted);
  g_ptr_array_set_size (seen, 0);
}

static void
test_defaults (void)
{
  g_autoptr (SpareAccount) account = spare_account_new ("an-id");

  g_assert_cmpstr (spare_account_get_id (account), ==, "an-id");
  g_assert_cmpstr (spare_account_get_service (account), ==, "");
  g_assert_cmpstr (spare_account_get_name (account), ==, "");
  g_assert_cmpstr (spare_account_get_note (account), ==, "");
  g_assert_null (spare_account_get_prefix (account));
  g_assert_null (spare_account_get_tags (account)[0]);
  g_assert_cmpuint (spare_account_get_params (account)->kind, ==, SPARE_OTP_TOTP);
  g_assert_cmpuint (spare_account_get_params (account)->digits, ==, 6);
  g_assert_cmpuint (spare_account_get_params (account)->period, ==, 30);
  g_assert_null (spare_account_peek_secret (account));
  g_assert_cmpuint (spare_account_get_revision (account), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&account));
}

static void
test_properties (void)
{
  const char *const tags[] = { "b", "", "a", "b", NULL };
  const char *const kept[] = { "b", "a", NULL };
  const SpareOtpParams params = { SPARE_OTP_TOTP, SPARE_OTP_SHA512, 8, 60 };
  g_autoptr (SpareAccount) account = new_account ();
  g_autofree char *id = NULL;
  g_autofree char *service = NULL;
  g_autofree char *note = NULL;
  g_auto (GStrv) read_tags = NULL;
  gboolean favorite = FALSE;
  gint64 created = 0, used = 0, deleted = 0;
  double position = 0;
  guint64 counter = 0, revision = 0;
  guint kind = 0, algorithm = 0, digits = 0, period = 0;

  spare_account_set_service (account, "Service");
  spare_account_set_note (account, "bad \xff byte");
  spare_account_set_tags (account, tags);
  spare_account_set_favorite (account, 5);
  spare_account_set_created (account, 1);
  spare_account_set_used (account, 2);
  spare_account_set_deleted (account, 3);
  spare_account_set_position (account, 4.5);
  spare_account_set_counter (account, G_MAXUINT64);
  spare_account_set_revision (account, 6);
  spare_account_set_params (account, &params);

  g_object_get (account, "id", &id, "service", &service, "note", &note, "tags", &read_tags,
                "favorite", &favorite, "created", &created, "used", &used, "deleted", &deleted,
                "position", &position, "counter", &counter, "revision", &revision, "kind", &kind,
                "algorithm", &algorithm, "digits", &digits, "period", &period, NULL);
  g_assert_cmpstr (id, ==, "id");
  g_assert_cmpstr (service, ==, "Service");
  g_assert_cmpstr (note, ==, "bad \xef\xbf\xbd byte");
  g_assert_cmpstrv (read_tags, kept);
  g_assert_cmpint (favorite, ==, TRUE);
  g_assert_cmpint (created, ==, 1);
  g_assert_cmpint (used, ==, 2);
  g_assert_cmpint (deleted, ==, 3);
  g_assert_cmpfloat (position, ==, 4.5);
  g_assert_cmpuint (counter, ==, G_MAXUINT64);
  g_assert_cmpuint (revision, ==, 6);
  g_assert_cmpuint (kind, ==, SPARE_OTP_TOTP);
  g_assert_cmpuint (algorithm, ==, SPARE_OTP_SHA512);
  g_assert_cmpuint (digits, ==, 8);
  g_assert_cmpuint (period, ==, 60);

  spare_account_set_position (account, (double) INFINITY);
  g_assert_cmpfloat (spare_account_get_position (account), ==, 0);
}

/* Anybody in the process can read a property: no secret may be one. */
static void
test_no_secret_property (void)
{
  g_autoptr (SpareAccount) account = new_account ();
  guint n_props;
  g_autofree GParamSpec **props = g_object_class_list_properties (G_OBJECT_GET_CLASS (account),
                                                                  &n_props);

  g_assert_cmpuint (n_props, ==, 17);
  for (guint i = 0; i < n_props; i++)
    {
      g_assert_false (g_type_is_a (props[i]->value_type, SPARE_TYPE_SECRET));
      g_assert_cmpstr (props[i]->name, !=, "secret");
      g_assert_cmpstr (props[i]->name, !=, "pin");
      g_assert_cmpstr (props[i]->name, !=, "unknown");
    }
}

static void
test_assign (void)
{
  const char *const tags[] = { "t", NULL };
  const SpareOtpParams hotp = { SPARE_OTP_HOTP, SPARE_OTP_SHA256, 6, 30 };
  g_autoptr (SpareAccount) account = new_account ();
  g_autoptr (SpareAccount) copy = spare_account_copy (account);
  g_autoptr (SpareSecret) other = spare_secret_new_text ("other");
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);

  g_signal_connect (account, "notify", G_CALLBACK (note_cb), seen);
  spare_account_assign (account, copy);
  assert_seen (seen, "");

  spare_account_set_note (copy, "changed");
  spare_account_set_tags (copy, tags);
  spare_account_set_revision (copy, 2);
  spare_account_assign (account, copy);
  assert_seen (seen, "note revision tags");

  spare_account_set_params (copy, &hotp);
  spare_account_set_counter (copy, 9);
  spare_account_set_secret (copy, other);
  spare_account_set_pin (copy, other);
  spare_account_set_unknown (copy, other);
  spare_account_set_prefix (copy, "p");
  spare_account_set_favorite (copy, TRUE);
  spare_account_set_deleted (copy, 1);
  spare_account_set_position (copy, -1);
  spare_account_assign (account, copy);
  assert_seen (seen, "algorithm counter deleted favorite kind position prefix");

  g_assert_cmpstr (spare_account_get_note (account), ==, "changed");
  g_assert_cmpstr (spare_account_get_prefix (account), ==, "p");
  g_assert_cmpuint (spare_account_get_revision (account), ==, 2);
  g_assert_cmpuint (spare_account_get_counter (account), ==, 9);
  g_assert_true (spare_account_peek_secret (account) == other);
  g_assert_true (spare_account_peek_pin (account) == other);
  g_assert_true (spare_account_peek_unknown (account) == other);

  /* A setter that is given what it gave. */
  spare_account_set_note (account, spare_account_get_note (account));
  spare_account_set_tags (account, spare_account_get_tags (account));
  spare_account_set_secret (account, spare_account_peek_secret (account));
  g_assert_cmpstr (spare_account_get_note (account), ==, "changed");
  g_assert_cmpstrv (spare_account_get_tags (account), tags);
}

static void
test_fixed_params (void)
{
  const SpareOtpParams steam = { SPARE_OTP_STEAM, SPARE_OTP_SHA512, 8, 60 };
  const SpareOtpParams hotp = { SPARE_OTP_HOTP, SPARE_OTP_SHA256, 7, 77 };
  g_autoptr (SpareAccount) account = new_account ();

  spare_account_set_params (account, &steam);
  g_assert_cmpuint (spare_account_get_params (account)->algorithm, ==, SPARE_OTP_SHA1);
  g_assert_cmpuint (spare_account_get_params (account)->digits, ==, 5);
  g_assert_cmpuint (spare_account_get_params (account)->period, ==, 30);

  spare_account_set_params (account, &hotp);
  g_assert_cmpuint (spare_account_get_params (account)->algorithm, ==, SPARE_OTP_SHA256);
  g_assert_cmpuint (spare_account_get_params (account)->digits, ==, 7);
  g_assert_cmpuint (spare_account_get_params (account)->period, ==, 30);
}

static void
assert_check_fails (SpareAccount  *account,
                    SpareCoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (spare_account_check (account, &error));
  g_assert_error (error, SPARE_CORE_ERROR, (gint) code);
}

static void
test_check (void)
{
  const SpareOtpParams none = { SPARE_OTP_NONE, SPARE_OTP_SHA1, 6, 30 };
  const SpareOtpParams yandex = { SPARE_OTP_YANDEX, SPARE_OTP_SHA256, 8, 30 };
  SpareOtpParams params = { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 11, 30 };
  g_autoptr (SpareAccount) account = new_account ();

  g_assert_true (spare_account_check (account, NULL));

  spare_account_set_params (account, &params);
  assert_check_fails (account, SPARE_CORE_ERROR_DIGITS);
  params.digits = 6;
  params.period = 0;
  spare_account_set_params (account, &params);
  assert_check_fails (account, SPARE_CORE_ERROR_PERIOD);
  params.period = 30;
  spare_account_set_params (account, &params);

  spare_account_set_name (account, NULL);
  assert_check_fails (account, SPARE_CORE_ERROR_NAME_MISSING);
  spare_account_set_service (account, "s");
  g_assert_true (spare_account_check (account, NULL));

  spare_account_set_params (account, &yandex);
  assert_check_fails (account, SPARE_CORE_ERROR_SECRET_INVALID);
  spare_account_set_params (account, &params);
  spare_account_set_secret (account, NULL);
  assert_check_fails (account, SPARE_CORE_ERROR_SECRET_MISSING);
  spare_account_set_params (account, &none);
  g_assert_true (spare_account_check (account, NULL));
}

static void
test_code (void)
{
  const SpareOtpParams hotp = { SPARE_OTP_HOTP, SPARE_OTP_SHA1, 6, 30 };
  g_autoptr (SpareAccount) account = new_account ();
  g_autoptr (SpareSecret) rfc = spare_secret_new_text ("12345678901234567890");
  g_autoptr (GError) error = NULL;
  char code[SPARE_OTP_CODE_SIZE];

  g_assert_true (spare_account_code (account, 1741011292, code, NULL));
  g_assert_cmpstr (code, ==, "419231");
  g_assert_false (spare_account_code (account, -1, code, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TIME);
  g_assert_cmpstr (code, ==, "");

  /* A counter does not look at the clock. */
  spare_account_set_params (account, &hotp);
  spare_account_set_secret (account, rfc);
  spare_account_set_counter (account, 7);
  g_assert_true (spare_account_code (account, -1, code, NULL));
  g_assert_cmpstr (code, ==, "162583");
}

static void
test_same_codes (void)
{
  const SpareOtpParams none = { SPARE_OTP_NONE, SPARE_OTP_SHA1, 6, 30 };
  const SpareOtpParams yandex = { SPARE_OTP_YANDEX, SPARE_OTP_SHA256, 8, 30 };
  SpareOtpParams params = { SPARE_OTP_TOTP, SPARE_OTP_SHA1, 6, 30 };
  g_autoptr (SpareAccount) a = new_account ();
  g_autoptr (SpareAccount) b = new_account ();
  g_autoptr (SpareSecret) other = spare_secret_new_text ("other");
  g_autoptr (SpareSecret) full = spare_base32_decode ("LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI",
                                                      -1, NULL);
  g_autoptr (SpareSecret) half = spare_base32_decode ("LA2V6KMCGYMWWVEW64RNP3JA3I", -1, NULL);

  spare_account_set_service (b, "Another label");
  g_assert_true (spare_account_same_codes (a, b));

  params.period = 60;
  spare_account_set_params (b, &params);
  g_assert_false (spare_account_same_codes (a, b));
  params.period = 30;
  params.digits = 8;
  spare_account_set_params (b, &params);
  g_assert_false (spare_account_same_codes (a, b));
  params.digits = 6;
  params.algorithm = SPARE_OTP_SHA256;
  spare_account_set_params (b, &params);
  g_assert_false (spare_account_same_codes (a, b));
  params.algorithm = SPARE_OTP_SHA1;
  spare_account_set_params (b, &params);
  g_assert_true (spare_account_same_codes (a, b));

  spare_account_set_secret (b, other);
  g_assert_false (spare_account_same_codes (a, b));
  spare_account_set_secret (b, NULL);
  g_assert_false (spare_account_same_codes (a, b));

  spare_account_set_params (a, &yandex);
  spare_account_set_params (b, &yandex);
  spare_account_set_secret (a, full);
  spare_account_set_secret (b, half);
  g_assert_true (spare_account_same_codes (a, b));

  spare_account_set_params (a, &none);
  spare_account_set_params (b, &none);
  g_assert_false (spare_account_same_codes (a, b));
}

/* More than any record holds; each with each would take minutes. */
static void
test_many_tags (void)
{
  g_autoptr (SpareAccount) account = new_account ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; i < 400000; i++)
    {
      char text[16];

      g_snprintf (text, sizeof text, "%u", i / 2);
      g_strv_builder_add (builder, text);
    }
  tags = g_strv_builder_end (builder);

  g_test_timer_start ();
  spare_account_set_tags (account, (const char *const *) tags);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 20);
  g_assert_cmpuint (g_strv_length ((char **) spare_account_get_tags (account)), ==, 200000);
  g_assert_cmpstr (spare_account_get_tags (account)[199999], ==, "199999");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/account/defaults", test_defaults);
  g_test_add_func ("/core/account/properties", test_properties);
  g_test_add_func ("/core/account/no-secret-property", test_no_secret_property);
  g_test_add_func ("/core/account/assign", test_assign);
  g_test_add_func ("/core/account/fixed-params", test_fixed_params);
  g_test_add_func ("/core/account/many-tags", test_many_tags);
  g_test_add_func ("/core/account/check", test_check);
  g_test_add_func ("/core/account/code", test_code);
  g_test_add_func ("/core/account/same-codes", test_same_codes);

  return g_test_run ();
}
