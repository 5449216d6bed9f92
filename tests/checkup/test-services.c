/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-service.h"

#include <string.h>

#include "spare-service-private.h"

static const char *const facts[] = {
  SPARE_SERVICE_SIGN_IN, SPARE_SERVICE_SETTINGS, SPARE_SERVICE_PATH, SPARE_SERVICE_APP, SPARE_SERVICE_SUPPORT,
  SPARE_SERVICE_RECOVERY, SPARE_SERVICE_CODES, SPARE_SERVICE_CODES_PAGE, SPARE_SERVICE_COUNT, SPARE_SERVICE_FORM,
  SPARE_SERVICE_SINGLE, SPARE_SERVICE_EFFECT, SPARE_SERVICE_BY_NUMBER, SPARE_SERVICE_CASE, SPARE_SERVICE_SEPARATORS,
  SPARE_SERVICE_FILES, SPARE_SERVICE_NEW_VOIDS, SPARE_SERVICE_OFF_VOIDS, SPARE_SERVICE_WAIT,
  SPARE_SERVICE_SIGN_IN_WITH, SPARE_SERVICE_SECOND_STEPS, SPARE_SERVICE_WAYS_BACK, SPARE_SERVICE_HELP_RESETS,
  SPARE_SERVICE_PASSWORD_PAGE, SPARE_SERVICE_SSH_CODES,
};

static void
assert_is (const SpareService *service,
           const char         *id)
{
  g_assert_nonnull (service);
  g_assert_cmpstr (spare_service_get_id (service), ==, id);
}

/* Each file of the source is in the program: none was dropped for a mistake. */
static void
test_all_files (void)
{
  const SpareService *const *services = spare_service_list ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (g_getenv ("SPARE_SERVICES"), 0, &error);
  const char *name;
  guint n_files = 0;
  guint n_services = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("SPARE_SERVICES"), name, NULL);
      g_autofree char *id = g_strndup (name, strcspn (name, "."));
      g_autofree char *text = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(SpareService) service = NULL;
      gsize size;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_file_get_contents (path, &text, &size, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new (text, size);
      service = spare_service_parse (id, bytes, &error);
      g_assert_no_error (error);
      if (g_str_has_prefix (id, SPARE_SERVICE_GENERIC))
        continue;
      assert_is (spare_service_find (id), id);
      g_assert_cmpstr (spare_service_get_name (service), ==, spare_service_get_name (spare_service_find (id)));
      n_files++;
    }
  while (services[n_services] != NULL)
    n_services++;
  g_assert_cmpuint (n_files, ==, n_services);
  g_assert_cmpuint (n_files, >=, 30);
}

/* It is no service of the list, is not found by any name, and says little: what no
 * source says of banks is not known. */
static void
test_generic (void)
{
  const SpareService *bank = spare_service_get_generic ("bank");

  g_assert_nonnull (bank);
  g_assert_true (spare_service_is_generic (bank));
  g_assert_false (spare_service_is_generic (spare_service_find ("paypal")));
  g_assert_false (spare_service_is_generic (NULL));
  g_assert_null (spare_service_get_domains (bank)[0]);
  g_assert_true (g_strv_contains (spare_service_get_list (bank, SPARE_SERVICE_SECOND_STEPS), "sms"));
  g_assert_true (g_str_has_prefix (spare_service_get_source (bank, SPARE_SERVICE_SECOND_STEPS), "https://www.eba.europa.eu/"));
  g_assert_cmpint (spare_service_get_answer (bank, SPARE_SERVICE_CODES), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_null (spare_service_find ("generic-bank"));
  g_assert_null (spare_service_find ("Generic bank"));
  g_assert_null (spare_service_get_generic ("shop"));
  g_assert_null (spare_service_get_generic (NULL));
}

static void
test_sources (void)
{
  const SpareService *const *services = spare_service_list ();
  guint n = 0;

  for (guint i = 0; services[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (facts); j++)
      {
        const char *source = spare_service_get_source (services[i], facts[j]);
        const char *checked = spare_service_get_checked (services[i], facts[j]);
        gboolean known = spare_service_get_text (services[i], facts[j]) != NULL
          || spare_service_get_list (services[i], facts[j]) != NULL
          || spare_service_get_number (services[i], facts[j]) != 0;

        g_assert_cmpint (known, ==, source != NULL);
        g_assert_cmpint (known, ==, checked != NULL);
        if (!known)
          continue;
        g_assert_true (g_str_has_prefix (source, "https://"));
        g_assert_cmpuint (strlen (checked), ==, strlen ("2026-11-22"));
        n++;
      }
  g_assert_cmpuint (n, >, 50);
}

static void
test_order (void)
{
  const SpareService *const *services = spare_service_list ();

  for (guint i = 1; services[i] != NULL; i++)
    g_assert_cmpint (g_ascii_strcasecmp (spare_service_get_name (services[i - 1]), spare_service_get_name (services[i])),
                     <, 0);
}

static void
test_unknown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_assert_null (spare_service_get_text (NULL, facts[i]));
      g_assert_null (spare_service_get_list (NULL, facts[i]));
      g_assert_cmpuint (spare_service_get_number (NULL, facts[i]), ==, 0);
      g_assert_cmpint (spare_service_get_answer (NULL, facts[i]), ==, SPARE_ANSWER_UNKNOWN);
      g_assert_null (spare_service_get_source (NULL, facts[i]));
      g_assert_null (spare_service_get_checked (NULL, facts[i]));
    }
  g_assert_cmpint (spare_service_get_effect (NULL), ==, SPARE_CODE_EFFECT_UNKNOWN);

  /* Nothing that was read says whether Mailjet gives codes. */
  g_assert_cmpint (spare_service_get_answer (spare_service_find ("mailjet"), SPARE_SERVICE_CODES), ==,
                   SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_service_get_answer (spare_service_find ("constant-contact"), SPARE_SERVICE_CODES), ==,
                   SPARE_ANSWER_NO);
  g_assert_null (spare_service_get_text (spare_service_find ("github"), "no such fact"));
}

/* Read on the services' own pages, see the sources in the files. */
static void
test_known (void)
{
  const SpareService *google = spare_service_find ("google");
  const SpareService *microsoft = spare_service_find ("microsoft");

  g_assert_cmpuint (spare_service_get_number (google, SPARE_SERVICE_COUNT), ==, 10);
  g_assert_cmpstr (spare_service_get_text (google, SPARE_SERVICE_FORM), ==, "8 digits");
  g_assert_cmpint (spare_service_get_effect (google), ==, SPARE_CODE_EFFECT_SECOND_STEP);
  g_assert_cmpint (spare_service_get_answer (google, SPARE_SERVICE_NEW_VOIDS), ==, SPARE_ANSWER_YES);
  g_assert_cmpuint (spare_service_get_number (spare_service_find ("github"), SPARE_SERVICE_COUNT), ==, 16);
  g_assert_cmpint (spare_service_get_answer (microsoft, SPARE_SERVICE_SINGLE), ==, SPARE_ANSWER_YES);
  g_assert_cmpint (spare_service_get_answer (microsoft, SPARE_SERVICE_CASE), ==, SPARE_ANSWER_NO);
  g_assert_cmpint (spare_service_get_effect (microsoft), ==, SPARE_CODE_EFFECT_NO_PASSWORD);
  g_assert_cmpint (spare_service_get_effect (spare_service_find ("bitwarden")), ==, SPARE_CODE_EFFECT_TURNS_OFF);
  g_assert_cmpint (spare_service_get_answer (spare_service_find ("mail.ch"), SPARE_SERVICE_BY_NUMBER), ==,
                   SPARE_ANSWER_YES);
  g_assert_cmpstr (spare_service_get_list (spare_service_find ("mailersend"), SPARE_SERVICE_PATH)[0], ==, "My profile");
}

static void
test_ways (void)
{
  const SpareService *bitwarden = spare_service_find ("bitwarden");
  const char *const *ways = spare_service_get_list (spare_service_find ("github"), SPARE_SERVICE_WAYS_BACK);

  g_assert_true (g_strv_contains (ways, "codes"));
  g_assert_true (g_strv_contains (ways, "ssh-key"));
  g_assert_false (g_strv_contains (ways, "support"));
  g_assert_true (g_strv_contains (spare_service_get_list (bitwarden, SPARE_SERVICE_SECOND_STEPS), "app"));
  g_assert_cmpint (spare_service_get_answer (bitwarden, SPARE_SERVICE_HELP_RESETS), ==, SPARE_ANSWER_NO);
  g_assert_cmpint (spare_service_get_answer (spare_service_find ("stripe"), SPARE_SERVICE_HELP_RESETS), ==,
                   SPARE_ANSWER_YES);
  g_assert_cmpint (spare_service_get_answer (spare_service_find ("discord"), SPARE_SERVICE_HELP_RESETS), ==,
                   SPARE_ANSWER_UNKNOWN);
  g_assert_cmpstr (spare_service_get_text (spare_service_find ("stripe"), SPARE_SERVICE_WAIT), ==,
                   "1 to 3 business days");
}

static void
test_find (void)
{
  assert_is (spare_service_find ("GITHUB"), "github");
  assert_is (spare_service_find (" GitHub "), "github");
  assert_is (spare_service_find ("github.com"), "github");
  assert_is (spare_service_find ("https://github.com/login?x=1"), "github");
  assert_is (spare_service_find ("https://GitHub.com:443/"), "github");
  assert_is (spare_service_find ("accounts.google.com"), "google");
  assert_is (spare_service_find ("Constant Contact"), "constant-contact");
  assert_is (spare_service_find ("Apple ID"), "apple");
  assert_is (spare_service_find ("mail.ch"), "mail-ch");
  assert_is (spare_service_find ("Gmail"), "google");
  assert_is (spare_service_find ("Amazon"), "amazon");
  assert_is (spare_service_find ("www.amazon.com"), "amazon");
  assert_is (spare_service_find ("https://signin.aws.amazon.com/"), "aws");
  assert_is (spare_service_find ("Amazon SES"), "aws");

  g_assert_null (spare_service_find (NULL));
  g_assert_null (spare_service_find (""));
  g_assert_null (spare_service_find ("  "));
  g_assert_null (spare_service_find ("notgithub.com"));
  g_assert_null (spare_service_find ("github.com.example.org"));
  g_assert_null (spare_service_find ("My GitHub"));
  g_assert_null (spare_service_find ("hotmail.ch"));
  g_assert_null (spare_service_find ("https://"));
}

static void
test_files (void)
{
  assert_is (spare_service_find_by_file ("github-recovery-codes.txt"), "github");
  assert_is (spare_service_find_by_file ("GitHub-Recovery-Codes (1).TXT"), "github");
  assert_is (spare_service_find_by_file ("Backup-codes-alice.txt"), "google");
  assert_is (spare_service_find_by_file ("backupCodes.pdf"), "hubspot");
  assert_is (spare_service_find_by_file ("Nextcloud-backup-codes.txt"), "nextcloud");
  assert_is (spare_service_find_by_file ("gitlab-recovery-codes.txt"), "gitlab");
  assert_is (spare_service_find_by_file ("proton_recovery_codes (2).txt"), "proton");
  assert_is (spare_service_find_by_file ("PyPI-Recovery-Codes-2026-11-22T10:15:00.txt"), "pypi");
  assert_is (spare_service_find_by_file ("two-factor-auth-codes.txt"), "expensify");
  g_assert_null (spare_service_find_by_file ("notes.txt"));

  g_assert_true (spare_service_is_codes_file ("my-BACKUP-and-codes.txt"));
  g_assert_true (spare_service_is_codes_file ("discord_backup_codes.txt"));
  g_assert_true (spare_service_is_codes_file ("DO-NOT-DELETE_Expensify-2FA-RecoveryCodes.txt"));
  g_assert_true (spare_service_is_codes_file ("1Password Emergency Kit A3-XXXXXX.pdf"));
  g_assert_true (spare_service_is_codes_file ("Bitwarden recovery code.png"));
  g_assert_false (spare_service_is_codes_file ("Emergency Kit shopping list.txt"));
  g_assert_false (spare_service_is_codes_file ("invoice-2026.pdf"));
  g_assert_false (spare_service_is_codes_file (""));
  /* No UTF-8, as a disk may have it. */
  g_assert_true (spare_service_is_codes_file ("\xff backup codes.txt"));
  g_assert_false (spare_service_is_codes_file ("\xff\xfe"));
}

static void
assert_refuses (const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  SpareService *service = spare_service_parse ("example", bytes, &error);

  g_assert_null (service);
  g_assert_nonnull (error);
}

#define HEAD "{\"name\":\"E\",\"domains\":[\"example.org\"],\"facts\":{"
#define PROOF "\"source\":\"https://example.org/\",\"checked\":\"2026-11-22\"}"

static void
test_refused (void)
{
  static const char good[] = HEAD "\"code-count\":{\"value\":10," PROOF "}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (good, strlen (good));
  g_autoptr(SpareService) service = spare_service_parse ("example", bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spare_service_get_number (service, SPARE_SERVICE_COUNT), ==, 10);
  g_assert_false (spare_service_has_guide (service));

  assert_refuses ("");
  assert_refuses ("[]");
  assert_refuses ("{");
  assert_refuses ("{\"name\":\"E\",\"domains\":[\"example.org\"]}");
  assert_refuses ("{\"name\":\"E\",\"domains\":[],\"facts\":{}}");
  assert_refuses ("{\"domains\":[\"example.org\"],\"facts\":{}}");
  assert_refuses ("{\"name\":\"E\",\"domains\":[\"example.org\"],\"facts\":{},\"colour\":1}");
  assert_refuses ("{\"name\":\"E\",\"domains\":[\"example.org\"],\"facts\":{},\"guide\":\"yes\"}");
  assert_refuses (HEAD "\"colour\":{\"value\":\"red\"," PROOF "}}");
  assert_refuses (HEAD "\"code-count\":10}}");
  assert_refuses (HEAD "\"code-count\":{\"value\":0," PROOF "}}");
  assert_refuses (HEAD "\"code-count\":{\"value\":501," PROOF "}}");
  assert_refuses (HEAD "\"code-count\":{\"value\":\"10\"," PROOF "}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"maybe\"," PROOF "}}");
  assert_refuses (HEAD "\"codes\":{\"value\":true," PROOF "}}");
  assert_refuses (HEAD "\"effect\":{\"value\":\"none\"," PROOF "}}");
  assert_refuses (HEAD "\"settings\":{\"value\":\"http://example.org/\"," PROOF "}}");
  assert_refuses (HEAD "\"settings\":{\"value\":\"https://a@example.org/\"," PROOF "}}");
  assert_refuses (HEAD "\"files\":{\"value\":[]," PROOF "}}");
  assert_refuses (HEAD "\"files\":{\"value\":[1]," PROOF "}}");
  assert_refuses (HEAD "\"second-steps\":{\"value\":[]," PROOF "}}");
  assert_refuses (HEAD "\"second-steps\":{\"value\":[\"app\",\"magic\"]," PROOF "}}");
  assert_refuses (HEAD "\"second-steps\":{\"value\":[\"app\",\"sms\",\"app\"]," PROOF "}}");
  assert_refuses (HEAD "\"second-steps\":{\"value\":\"app\"," PROOF "}}");
  assert_refuses (HEAD "\"sign-in-with\":{\"value\":[\"codes\"]," PROOF "}}");
  assert_refuses (HEAD "\"ways-back\":{\"value\":[\"password\"]," PROOF "}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"yes\",\"checked\":\"2026-11-22\"}}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"yes\",\"source\":\"https://example.org/\"}}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"yes\",\"source\":\"https://example.org/\",\"checked\":\"2026-13-01\"}}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"yes\",\"by\":\"me\"," PROOF "}}");
  assert_refuses (HEAD "\"codes\":{\"value\":\"yes\",\"via\":\"a friend\"," PROOF "}}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checkup/services/all-files", test_all_files);
  g_test_add_func ("/checkup/services/sources", test_sources);
  g_test_add_func ("/checkup/services/generic", test_generic);
  g_test_add_func ("/checkup/services/order", test_order);
  g_test_add_func ("/checkup/services/unknown", test_unknown);
  g_test_add_func ("/checkup/services/known", test_known);
  g_test_add_func ("/checkup/services/ways", test_ways);
  g_test_add_func ("/checkup/services/find", test_find);
  g_test_add_func ("/checkup/services/files", test_files);
  g_test_add_func ("/checkup/services/refused", test_refused);

  return g_test_run ();
}
