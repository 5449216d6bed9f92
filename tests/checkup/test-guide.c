/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide.h"

#include "spare-sheet-record.h"

#define GUIDE   "5d0c7f0a-3b57-4a8e-9b1c-665544332211"
#define ACCOUNT "0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
#define SET     "1c0c7f0a-3b57-4a8e-9b1c-665544332211"
#define SHEET   "2c0c7f0a-3b57-4a8e-9b1c-665544332211"

#define NOW 1795305600 /* 22 November 2026 */

typedef struct
{
  SpareThing *guide;
  GListStore *accounts;
  GListStore *things;
} Vault;

static Vault
vault_new (const char *service)
{
  return (Vault){ spare_guide_new (GUIDE, service, NOW), g_list_store_new (SPARE_TYPE_ACCOUNT),
                  g_list_store_new (SPARE_TYPE_THING) };
}

static void
vault_free (Vault *vault)
{
  g_clear_object (&vault->guide);
  g_clear_object (&vault->accounts);
  g_clear_object (&vault->things);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Vault, vault_free)

static SpareGuideStep
get_next (Vault *vault)
{
  return spare_guide_get_next (vault->guide, G_LIST_MODEL (vault->accounts), G_LIST_MODEL (vault->things));
}

static SpareGuideState
get_state (Vault         *vault,
           SpareGuideStep step)
{
  return spare_guide_get_state (vault->guide, step, G_LIST_MODEL (vault->accounts), G_LIST_MODEL (vault->things));
}

static guint
get_count (Vault *vault)
{
  return spare_guide_count (vault->guide, G_LIST_MODEL (vault->accounts), G_LIST_MODEL (vault->things));
}

static void
add_account (Vault       *vault,
             const char  *service,
             SpareOtpKind kind)
{
  g_autoptr(SpareAccount) account = spare_account_new (ACCOUNT);
  SpareOtpParams params = *spare_account_get_params (account);

  params.kind = kind;
  spare_account_set_params (account, &params);
  spare_account_set_service (account, service);
  spare_account_set_name (account, "alice");
  g_list_store_append (vault->accounts, account);
  spare_guide_set_account (vault->guide, ACCOUNT);
}

static SpareThing *
add_codes (Vault *vault)
{
  g_autoptr(SpareThing) set = spare_code_set_new (SET, ACCOUNT, "pasted", NOW);
  g_autoptr(SpareSecret) code = spare_secret_new_text ("12345678");

  spare_code_set_add (set, code, NULL);
  g_list_store_append (vault->things, set);

  return set;
}

static SpareThing *
add_sheet (Vault *vault)
{
  g_autoptr(SpareThing) sheet = spare_sheet_record_new (SHEET, SPARE_SHEET_CODES, "K7M-3QP", "A2B3", NOW);

  spare_sheet_record_add_set (sheet, SET);
  g_list_store_append (vault->things, sheet);

  return sheet;
}

/* Those that the guide was written out for, and one of which nothing is known. */
static const char *const guides[] = {
  "mailersend", "mailjet", "mailchimp", "hubspot", "constant-contact", "google", "microsoft", "github", "apple",
  "A service of which nothing is known",
};

/* The steps in the order in which a person comes to them, a letter each: settings, account, first code, codes, print,
 * test, file. Who sends codes itself has no first one to confirm; where there are no backup codes, the step for them
 * says so, and is the last. */
static const char *
get_steps (const char *id)
{
  const SpareService *service = spare_service_find (id);
  gboolean app = spare_service_get_answer (service, SPARE_SERVICE_APP) != SPARE_ANSWER_NO;
  gboolean codes = spare_service_get_answer (service, SPARE_SERVICE_CODES) != SPARE_ANSWER_NO;

  return app ? codes ? "safcptx" : "safc" : codes ? "sacptx" : "sac";
}

static void
do_step (Vault         *vault,
         SpareGuideStep step)
{
  const SpareService *service = spare_service_find (spare_guide_get_service (vault->guide));
  gboolean app = spare_service_get_answer (service, SPARE_SERVICE_APP) != SPARE_ANSWER_NO;

  switch (step)
    {
    case SPARE_GUIDE_ACCOUNT:
      add_account (vault, spare_guide_get_service (vault->guide), app ? SPARE_OTP_TOTP : SPARE_OTP_NONE);
      break;
    case SPARE_GUIDE_CODES:
      if (spare_service_get_answer (service, SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
        spare_guide_skip (vault->guide, step, SPARE_GUIDE_NONE_GIVEN);
      else
        add_codes (vault);
      break;
    case SPARE_GUIDE_PRINT:
      add_sheet (vault);
      break;
    case SPARE_GUIDE_DRILL:
      {
        g_autoptr(SpareThing) sheet = g_list_model_get_item (G_LIST_MODEL (vault->things), 1);

        spare_sheet_record_set_tested (sheet, NOW);
        break;
      }
    case SPARE_GUIDE_SETTINGS:
    case SPARE_GUIDE_ACCEPTED:
    case SPARE_GUIDE_SWEEP:
    case SPARE_GUIDE_N_STEPS:
    default:
      spare_guide_set_done (vault->guide, step);
      break;
    }
}

static void
test_steps (gconstpointer data)
{
  static const char letters[] = "safcptx";
  const char *service = data;
  const char *steps = get_steps (service);
  g_auto(Vault) vault = vault_new (service);
  guint n = 0;

  for (SpareGuideStep step = get_next (&vault); step < SPARE_GUIDE_N_STEPS; step = get_next (&vault))
    {
      g_assert_cmpint (letters[step], ==, steps[n]);
      g_assert_cmpint (get_state (&vault, step), ==, SPARE_GUIDE_OPEN);
      g_assert_cmpuint (spare_guide_get_place (vault.guide, step, G_LIST_MODEL (vault.accounts),
                                               G_LIST_MODEL (vault.things)), ==, n + 1);
      do_step (&vault, step);
      g_assert_cmpint (get_state (&vault, step), !=, SPARE_GUIDE_OPEN);
      n++;
    }
  g_assert_cmpint (steps[n], ==, '\0');
  g_assert_cmpuint (get_count (&vault), ==, n);
}

/* What was done elsewhere counts, and what was undone elsewhere does not. */
static void
test_vault (void)
{
  g_auto(Vault) vault = vault_new ("google");
  SpareThing *set;
  SpareThing *sheet;

  add_account (&vault, "Google", SPARE_OTP_TOTP);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_SETTINGS), ==, SPARE_GUIDE_DONE);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_ACCEPTED);
  spare_guide_set_done (vault.guide, SPARE_GUIDE_ACCEPTED);
  set = add_codes (&vault);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_PRINT);
  sheet = add_sheet (&vault);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_DRILL);

  spare_sheet_record_void (sheet, SPARE_VOID_LOST, NOW);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_PRINT);
  spare_code_set_void (set, SPARE_VOID_REPLACED, NOW);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_CODES);
  g_list_store_remove_all (vault.accounts);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_SETTINGS);
}

static void
test_skip (void)
{
  g_auto(Vault) vault = vault_new ("mailjet");

  add_account (&vault, "Mailjet", SPARE_OTP_TOTP);
  spare_guide_set_done (vault.guide, SPARE_GUIDE_ACCEPTED);
  spare_guide_skip (vault.guide, SPARE_GUIDE_CODES, SPARE_GUIDE_NOT_NOW);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_CODES), ==, SPARE_GUIDE_SKIPPED);
  /* Nothing to print and to test without codes; a file may have been downloaded. */
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_PRINT), ==, SPARE_GUIDE_SKIPPED);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_DRILL), ==, SPARE_GUIDE_SKIPPED);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_SWEEP);
  g_assert_cmpuint (get_count (&vault), ==, 7);

  spare_guide_skip (vault.guide, SPARE_GUIDE_CODES, SPARE_GUIDE_NONE_GIVEN);
  g_assert_cmpint (spare_guide_get_reason (vault.guide, SPARE_GUIDE_CODES), ==, SPARE_GUIDE_NONE_GIVEN);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_SWEEP), ==, SPARE_GUIDE_NOT_NEEDED);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_N_STEPS);
  g_assert_cmpuint (get_count (&vault), ==, 4);

  /* Codes that are there count for more than the word that there are none. */
  spare_guide_skip (vault.guide, SPARE_GUIDE_CODES, SPARE_GUIDE_ELSEWHERE);
  add_codes (&vault);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_CODES), ==, SPARE_GUIDE_DONE);
  spare_guide_reopen (vault.guide, SPARE_GUIDE_CODES);
  g_assert_cmpint (spare_guide_get_reason (vault.guide, SPARE_GUIDE_CODES), ==, SPARE_GUIDE_NOT_SKIPPED);
}

/* A service that gave none when its help was read may give some by now. */
static void
test_codes_after_all (void)
{
  g_auto(Vault) vault = vault_new ("constant-contact");

  g_assert_cmpint (spare_service_get_answer (spare_service_find ("constant-contact"), SPARE_SERVICE_CODES), ==,
                   SPARE_ANSWER_NO);
  add_account (&vault, "Constant Contact", SPARE_OTP_TOTP);
  spare_guide_set_done (vault.guide, SPARE_GUIDE_ACCEPTED);
  spare_guide_skip (vault.guide, SPARE_GUIDE_CODES, SPARE_GUIDE_NONE_GIVEN);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_N_STEPS);
  add_codes (&vault);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_CODES), ==, SPARE_GUIDE_DONE);
  g_assert_cmpint (get_next (&vault), ==, SPARE_GUIDE_PRINT);
  g_assert_cmpuint (get_count (&vault), ==, 7);
}

/* Another account has another first code. */
static void
test_account (void)
{
  g_auto(Vault) vault = vault_new ("github");

  add_account (&vault, "GitHub", SPARE_OTP_NONE);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_ACCOUNT), ==, SPARE_GUIDE_OPEN);
  spare_guide_set_done (vault.guide, SPARE_GUIDE_ACCEPTED);
  spare_guide_set_account (vault.guide, ACCOUNT);
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_ACCEPTED), ==, SPARE_GUIDE_DONE);
  spare_guide_set_account (vault.guide, NULL);
  g_assert_null (spare_guide_get_account (vault.guide));
  g_assert_cmpint (get_state (&vault, SPARE_GUIDE_ACCEPTED), ==, SPARE_GUIDE_OPEN);
  g_assert_null (spare_guide_find_account (vault.guide, G_LIST_MODEL (vault.accounts)));
}

static void
test_stored (void)
{
  g_autoptr(SpareThing) guide = spare_guide_new (GUIDE, "github", NOW);
  g_autoptr(SpareSecret) line = NULL;
  g_autoptr(SpareRecord) parsed = NULL;
  g_autoptr(GError) error = NULL;

  spare_guide_set_account (guide, ACCOUNT);
  spare_guide_set_done (guide, SPARE_GUIDE_ACCEPTED);
  spare_guide_skip (guide, SPARE_GUIDE_CODES, SPARE_GUIDE_ELSEWHERE);
  spare_guide_finish (guide, NOW + 60);
  line = spare_record_print (SPARE_RECORD (guide));
  g_assert_cmpstr (spare_secret_peek_text (line), ==,
                   "sparekey:guide?x-id=" GUIDE "&service=github&started=1795305600&account=" ACCOUNT
                   "&accepted=done&codes=elsewhere&finished=1795305660");

  parsed = spare_record_parse (spare_secret_peek_text (line), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (spare_thing_is_guide (SPARE_THING (parsed)));
  g_assert_cmpstr (spare_guide_get_service (SPARE_THING (parsed)), ==, "github");
  g_assert_cmpint (spare_guide_get_started (SPARE_THING (parsed)), ==, NOW);
  g_assert_true (spare_guide_is_finished (SPARE_THING (parsed)));
  g_assert_cmpint (spare_guide_get_reason (SPARE_THING (parsed), SPARE_GUIDE_CODES), ==, SPARE_GUIDE_ELSEWHERE);

  /* A word of a later version is no reason to ask again. */
  spare_thing_set_text (SPARE_THING (parsed), "codes", "some-day");
  g_assert_cmpint (spare_guide_get_reason (SPARE_THING (parsed), SPARE_GUIDE_CODES), ==, SPARE_GUIDE_NOT_NOW);
}

static void
test_open (void)
{
  g_autoptr(GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr(SpareThing) old = spare_guide_new ("a", "github", NOW - 100);
  g_autoptr(SpareThing) finished = spare_guide_new ("b", "google", NOW);
  g_autoptr(SpareThing) late = spare_guide_new ("c", "apple", NOW + 100);
  g_autoptr(SpareThing) set = spare_code_set_new (SET, ACCOUNT, NULL, NOW);
  g_autoptr(GPtrArray) open = NULL;

  spare_guide_finish (finished, NOW);
  g_list_store_append (things, old);
  g_list_store_append (things, set);
  g_list_store_append (things, finished);
  g_list_store_append (things, late);
  open = spare_guide_list_open (G_LIST_MODEL (things));
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_true (g_ptr_array_index (open, 0) == late);
  g_assert_true (g_ptr_array_index (open, 1) == old);
  g_assert_false (spare_thing_is_guide (set));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (guides); i++)
    {
      g_autofree char *path = g_strconcat ("/checkup/guide/steps/", guides[i], NULL);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, guides[i], test_steps);
    }
  g_test_add_func ("/checkup/guide/vault", test_vault);
  g_test_add_func ("/checkup/guide/skip", test_skip);
  g_test_add_func ("/checkup/guide/codes-after-all", test_codes_after_all);
  g_test_add_func ("/checkup/guide/account", test_account);
  g_test_add_func ("/checkup/guide/stored", test_stored);
  g_test_add_func ("/checkup/guide/open", test_open);

  return g_test_run ();
}
