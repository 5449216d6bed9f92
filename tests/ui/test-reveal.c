/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-reveal.h"

#include "spare-code-view.h"
#include "spare-ui-test.h"

#define TOTP "otpauth://totp/GitHub:alice?digits=8&secret=" RFC_SECRET
#define HOTP "otpauth://hotp/Server:root?counter=7&secret=" RFC_SECRET

static GSettings *
create_settings (gboolean hide)
{
  GSettings *settings = g_settings_new ("io.github.sparekey.Sparekey");

  g_settings_set_boolean (settings, "hide-codes", hide);
  return settings;
}

static void
count_cb (SpareReveal *reveal,
          const char *id,
          guint *count)
{
  (*count)++;
}

static void
test_always (void)
{
  g_autoptr (GSettings) settings = create_settings (FALSE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (TOTP);

  g_assert_true (spare_reveal_is_shown (reveal, account, 59));
  g_assert_true (spare_reveal_needs_clock (reveal));
  spare_reveal_hide (reveal, account);
  g_assert_true (spare_reveal_is_shown (reveal, account, 59));
}

static void
test_until_asked (void)
{
  g_autoptr (GSettings) settings = create_settings (TRUE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (TOTP);
  g_autoptr (SpareAccount) other = spare_ui_test_account (TOTP);
  guint changes = 0;

  g_signal_connect (reveal, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_false (spare_reveal_is_shown (reveal, account, 1000));
  g_assert_false (spare_reveal_needs_clock (reveal));

  spare_reveal_show (reveal, account, 1000);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (spare_reveal_is_shown (reveal, account, 1000));
  g_assert_true (spare_reveal_is_shown (reveal, account, 1029));
  g_assert_false (spare_reveal_is_shown (reveal, account, 1030));
  g_assert_false (spare_reveal_is_shown (reveal, other, 1000));
  g_assert_true (spare_reveal_needs_clock (reveal));

  spare_reveal_expire (reveal, 1029);
  g_assert_cmpuint (changes, ==, 1);
  spare_reveal_expire (reveal, 1030);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_false (spare_reveal_needs_clock (reveal));
}

/* A clock that is set back must not leave a code on the screen for an hour. */
static void
test_clock_set_back (void)
{
  g_autoptr (GSettings) settings = create_settings (TRUE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (TOTP);

  spare_reveal_show (reveal, account, 10000);
  spare_reveal_expire (reveal, 6400);
  g_assert_false (spare_reveal_is_shown (reveal, account, 6400));
}

static void
test_setting_changes (void)
{
  g_autoptr (GSettings) settings = create_settings (FALSE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (TOTP);

  g_settings_set_boolean (settings, "hide-codes", TRUE);
  g_assert_false (spare_reveal_is_shown (reveal, account, 59));
  spare_reveal_show (reveal, account, 59);
  g_settings_set_boolean (settings, "hide-codes", FALSE);
  g_settings_set_boolean (settings, "hide-codes", TRUE);
  g_assert_false (spare_reveal_is_shown (reveal, account, 59));
}

/* RFC 6238, appendix B: SHA-1 at 59 s and at 1111111109 s. */
static void
test_totp_code (void)
{
  g_autoptr (GSettings) settings = create_settings (FALSE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (TOTP);
  char code[SPARE_OTP_CODE_SIZE];

  g_assert_true (spare_reveal_code (reveal, account, 59, code, NULL));
  g_assert_cmpstr (code, ==, "94287082");
  g_assert_true (spare_reveal_code (reveal, account, 1111111109, code, NULL));
  g_assert_cmpstr (code, ==, "07081804");
}

/* RFC 4226, appendix D: counter 7. Before an advance there is no code, however
 * the stored counter stands. */
static void
test_hotp_code (void)
{
  g_autoptr (GSettings) settings = create_settings (FALSE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (HOTP);
  g_autoptr (GError) error = NULL;
  char code[SPARE_OTP_CODE_SIZE];

  g_assert_false (spare_reveal_is_shown (reveal, account, 59));
  g_assert_false (spare_reveal_code (reveal, account, 59, code, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER);

  spare_reveal_set_counter (reveal, account, 7, 59);
  spare_account_set_counter (account, 8);
  g_assert_true (spare_reveal_is_shown (reveal, account, 59));
  g_assert_true (spare_reveal_code (reveal, account, 59, code, NULL));
  g_assert_cmpstr (code, ==, "162583");
}

static void
test_hotp_hides (void)
{
  g_autoptr (GSettings) settings = create_settings (TRUE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) account = spare_ui_test_account (HOTP);

  spare_reveal_set_counter (reveal, account, 7, 100);
  g_assert_true (spare_reveal_is_shown (reveal, account, 129));
  g_assert_false (spare_reveal_is_shown (reveal, account, 130));
  spare_reveal_show (reveal, account, 200);
  g_assert_true (spare_reveal_is_shown (reveal, account, 200));
}

static void
assert_spoken (SpareReveal *reveal,
               SpareAccount *account,
               const char *expected)
{
  g_autofree char *spoken = spare_code_view_dup_spoken (reveal, account, 59);

  g_assert_cmpstr (spoken, ==, expected);
}

static void
test_spoken (void)
{
  g_autoptr (GSettings) settings = create_settings (FALSE);
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  g_autoptr (SpareAccount) totp = spare_ui_test_account (TOTP);
  g_autoptr (SpareAccount) hotp = spare_ui_test_account (HOTP);
  g_autoptr (SpareAccount) none = spare_ui_test_account (TOTP);
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_NONE);

  spare_account_set_params (none, &params);
  assert_spoken (reveal, totp, "9 4 2 8 7 0 8 2");
  assert_spoken (reveal, hotp, "hidden");
  assert_spoken (reveal, none, NULL);
  assert_spoken (NULL, hotp, "1 6 2 5 8 3");
  g_settings_set_boolean (settings, "hide-codes", TRUE);
  assert_spoken (reveal, totp, "hidden");
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/reveal/always", test_always);
  g_test_add_func ("/ui/reveal/until-asked", test_until_asked);
  g_test_add_func ("/ui/reveal/clock-set-back", test_clock_set_back);
  g_test_add_func ("/ui/reveal/setting-changes", test_setting_changes);
  g_test_add_func ("/ui/reveal/totp-code", test_totp_code);
  g_test_add_func ("/ui/reveal/hotp-code", test_hotp_code);
  g_test_add_func ("/ui/reveal/hotp-hides", test_hotp_hides);
  g_test_add_func ("/ui/reveal/spoken", test_spoken);

  return g_test_run ();
}
