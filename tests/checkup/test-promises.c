/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-promise-private.h"

#include <string.h>

#include "spare-access.h"
#include "spare-finding.h"
#include "spare-sheet-record.h"

#define GITHUB  "0b9f6f1e-2d3c-4b5a-8f7e-000000000001"
#define POSTEO  "0b9f6f1e-2d3c-4b5a-8f7e-000000000002"
#define FORUM   "0b9f6f1e-2d3c-4b5a-8f7e-000000000003"
#define PHONE   "0b9f6f1e-2d3c-4b5a-8f7e-000000000011"
#define LAPTOP  "0b9f6f1e-2d3c-4b5a-8f7e-000000000012"
#define TOKEN   "0b9f6f1e-2d3c-4b5a-8f7e-000000000013"
#define RECORD  "0b9f6f1e-2d3c-4b5a-8f7e-000000000021"
#define OTHER   "0b9f6f1e-2d3c-4b5a-8f7e-000000000022"

#define NOW       G_GINT64_CONSTANT (1795305600) /* 22 November 2026, midnight; by date -u -d … +%s */
#define IN_3      G_GINT64_CONSTANT (1803254400) /* 22 February 2027 */
#define IN_12     G_GINT64_CONSTANT (1826841600) /* 22 November 2027 */
#define AGO_24    G_GINT64_CONSTANT (1732233600) /* 22 November 2024 */
#define DAY       (24 * 60 * 60)

typedef struct
{
  GListStore *accounts;
  GListStore *things;
} Vault;

static void
vault_init (Vault *vault)
{
  vault->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  vault->things = g_list_store_new (SPARE_TYPE_THING);
}

static void
vault_clear (Vault *vault)
{
  g_clear_object (&vault->accounts);
  g_clear_object (&vault->things);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Vault, vault_clear)

static void
add_account (Vault      *vault,
             const char *id,
             const char *service,
             const char *name)
{
  g_autoptr (SpareAccount) account = spare_account_new (id);

  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  g_list_store_append (vault->accounts, account);
}

static void
add_device (Vault      *vault,
            const char *id,
            const char *name,
            const char *kind)
{
  g_autoptr (SpareThing) device = spare_fact_new (SPARE_FACT_DEVICE, id, name);

  spare_fact_say_one (device, SPARE_FACT_KIND, kind, NOW);
  g_list_store_append (vault->things, device);
}

static void
add_access (Vault      *vault,
            const char *account,
            const char *key,
            const char *value)
{
  g_autofree char *id = g_strconcat (account, "-access", NULL);
  g_autoptr (SpareThing) access = spare_access_new (id, account);

  spare_fact_say_one (access, key, value, NOW);
  g_list_store_append (vault->things, access);
}

static GPtrArray *
list (Vault *vault)
{
  return spare_promise_list (G_LIST_MODEL (vault->accounts), G_LIST_MODEL (vault->things));
}

/* (nullable) */
static const SparePromise *
find (GPtrArray  *promises,
      const char *key,
      const char *subject)
{
  const SparePromise *found = NULL;

  for (guint i = 0; i < promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (promises, i);

      if (strcmp (promise->key, key) == 0 && g_strcmp0 (promise->subject, subject) == 0)
        {
          g_assert_null (found);
          found = promise;
        }
    }

  return found;
}

static void
say (Vault      *vault,
     const char *key,
     const char *subject,
     const char *id,
     gint64      when)
{
  g_autoptr (GPtrArray) promises = list (vault);
  const SparePromise *promise = find (promises, key, subject);
  g_autoptr (SpareThing) record = NULL;

  g_assert_nonnull (promise);
  record = spare_promise_say (G_LIST_MODEL (vault->things), promise, id, when);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (vault->things)); i > 0; i--)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (G_LIST_MODEL (vault->things), i - 1);

      if (strcmp (spare_thing_get_id (thing), spare_thing_get_id (record)) == 0)
        g_list_store_remove (vault->things, i - 1);
    }
  g_list_store_append (vault->things, record);
}

/* The months of 7.1 to 7.3, and a text for each. */
static void
test_table (void)
{
  const SparePromiseKind *kinds = spare_promise_get_kinds ();
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (; kinds[n].key != NULL; n++)
    {
      const char *hole = strstr (kinds[n].title, "%s");
      gboolean of_one = kinds[n].about != SPARE_PROMISE_ALL && kinds[n].about != SPARE_PROMISE_SHARED;

      g_assert_true (g_hash_table_add (keys, (gpointer) kinds[n].key));
      g_assert_cmpuint (kinds[n].months, ==, strcmp (kinds[n].key, "activity") == 0 ? 3 : 12);
      g_assert_true ((hole != NULL) == of_one);
      g_assert_null (strchr (hole != NULL ? hole + 1 : kinds[n].title, '%'));
      g_assert_true (g_str_has_suffix (kinds[n].title, "?"));
      g_assert_cmpuint (strlen (kinds[n].text), >, 80);
      g_assert_null (strchr (kinds[n].text, '%'));
    }
  g_assert_cmpuint (n, ==, 18);
}

static void
test_nothing (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) promises = NULL;
  g_autoptr (GPtrArray) dues = NULL;

  vault_init (&vault);
  promises = list (&vault);
  g_assert_cmpuint (promises->len, ==, 0);
  dues = spare_due_list (G_LIST_MODEL (vault.accounts), G_LIST_MODEL (vault.things), IN_12);
  g_assert_cmpuint (dues->len, ==, 0);
}

static void
test_devices (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) promises = NULL;

  vault_init (&vault);
  add_device (&vault, PHONE, "Pixel 8", "phone");
  add_device (&vault, LAPTOP, "100%s laptop", "computer");
  add_device (&vault, TOKEN, "Blue key", "security-key");
  promises = list (&vault);
  g_assert_cmpuint (promises->len, ==, 5 + 4);
  g_assert_cmpstr (find (promises, "device-lock", PHONE)->title, ==,
                   "Does Pixel 8 lock itself, with six digits or more, or a password?");
  /* A name is text, whatever is in it. */
  g_assert_cmpstr (find (promises, "device-encryption", LAPTOP)->title, ==,
                   "Is what is stored on 100%s laptop encrypted?");
  g_assert_nonnull (find (promises, "device-find", PHONE));
  g_assert_nonnull (find (promises, "device-updates", PHONE));
  g_assert_nonnull (find (promises, "authenticator-app", PHONE));
  g_assert_null (find (promises, "authenticator-app", LAPTOP));
  g_assert_null (find (promises, "device-lock", TOKEN));
}

static void
test_accounts (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) promises = NULL;

  vault_init (&vault);
  add_account (&vault, GITHUB, "GitHub", "alice");
  add_account (&vault, POSTEO, "Posteo", "alice@posteo.de");
  add_account (&vault, FORUM, "GitHub", "work");
  add_access (&vault, GITHUB, SPARE_ACCESS_IMPORTANCE, "4");
  add_access (&vault, FORUM, SPARE_ACCESS_OTHERS, "yes");
  promises = list (&vault);
  /* Two of GitHub, so their names are said; nothing is known of the others: they are
   * of middling importance. */
  g_assert_cmpstr (find (promises, "activity", GITHUB)->title, ==,
                   "Is all recent activity of GitHub (alice) your own?");
  g_assert_nonnull (strstr (find (promises, "activity", GITHUB)->text, "Nothing odd shown is not proof"));
  g_assert_nonnull (find (promises, "contact", GITHUB));
  g_assert_null (find (promises, "activity", FORUM));
  g_assert_null (find (promises, "activity", POSTEO));
  /* Mail arrives at Posteo: its name is an address there. */
  g_assert_cmpstr (find (promises, "mailbox-read", POSTEO)->title, ==, "Do you read the mail that arrives at Posteo?");
  g_assert_nonnull (find (promises, "mailbox-own", POSTEO));
  g_assert_null (find (promises, "mailbox-own", GITHUB));
  g_assert_nonnull (find (promises, "api-keys", FORUM));
  g_assert_nonnull (find (promises, "team", FORUM));
  g_assert_null (find (promises, "team", GITHUB));
  g_assert_nonnull (find (promises, "phishing", NULL));
  g_assert_nonnull (find (promises, "review", NULL));
  /* Nothing is shared as far as is known. */
  g_assert_null (find (promises, "sharing", NULL));
  g_assert_cmpuint (promises->len, ==, 2 + 2 + 2 + 6);
}

static void
test_mailbox_of_others (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) promises = NULL;

  vault_init (&vault);
  add_account (&vault, GITHUB, "GitHub", "alice");
  add_account (&vault, FORUM, "My own server", "alice");
  add_access (&vault, GITHUB, SPARE_ACCESS_RECOVERY, "email:" FORUM);
  promises = list (&vault);
  g_assert_nonnull (find (promises, "mailbox-own", FORUM));
}

static void
test_said (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) promises = NULL;
  const SparePromise *promise;

  vault_init (&vault);
  add_account (&vault, GITHUB, "GitHub", "alice");
  add_access (&vault, GITHUB, SPARE_ACCESS_IMPORTANCE, "5");
  promises = list (&vault);
  promise = find (promises, "activity", GITHUB);
  g_assert_cmpint (promise->said, ==, 0);
  g_assert_cmpint (promise->due, ==, 0);
  g_clear_pointer (&promises, g_ptr_array_unref);

  say (&vault, "activity", GITHUB, RECORD, NOW);
  say (&vault, "review", NULL, OTHER, NOW);
  promises = list (&vault);
  promise = find (promises, "activity", GITHUB);
  g_assert_cmpint (promise->said, ==, NOW);
  g_assert_cmpint (promise->due, ==, IN_3);
  g_assert_cmpint (find (promises, "review", NULL)->due, ==, IN_12);
  /* Last, and the others before them. */
  g_assert_true (g_ptr_array_index (promises, promises->len - 1) == find (promises, "review", NULL));
  g_assert_true (g_ptr_array_index (promises, promises->len - 2) == promise);
  g_clear_pointer (&promises, g_ptr_array_unref);

  /* Said again: the same record. */
  say (&vault, "activity", GITHUB, TOKEN, IN_3);
  promises = list (&vault);
  g_assert_cmpint (find (promises, "activity", GITHUB)->said, ==, IN_3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vault.things)), ==, 3);
}

/* "what:record" */
static char *
print (GPtrArray *dues)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);

      g_string_append_printf (out, "%" G_GINT64_FORMAT " %s %s\n", due->due, due->what, due->record);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_sheet (Vault         *vault,
           const char    *id,
           SpareSheetKind kind,
           const char    *name,
           gint64         printed,
           gint64         tested)
{
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (id, kind, name, NULL, printed);

  if (tested != 0)
    spare_sheet_record_set_tested (sheet, tested);
  g_list_store_append (vault->things, sheet);
}

static void
test_due (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (SpareThing) aside = spare_set_aside_new (TOKEN, "one-loss:x:y", "On holiday", NOW, NOW + 3 * DAY);
  g_autoptr (SpareThing) set = spare_code_set_new (OTHER, GITHUB, "typed", AGO_24);
  g_autoptr (GPtrArray) dues = NULL;
  g_autofree char *found = NULL;

  vault_init (&vault);
  add_account (&vault, GITHUB, "GitHub", "alice");
  for (guint i = 0; i < 6; i++)
    {
      static const char *const keys[] = { "phishing", "educate", "rehearsal", "second-method", "informed", "review" };
      g_autofree char *id = g_strdup_printf ("0b9f6f1e-2d3c-4b5a-8f7e-00000000003%u", i);

      say (&vault, keys[i], NULL, id, i == 5 ? AGO_24 + DAY : NOW);
    }
  g_list_store_append (vault.things, aside);
  spare_code_set_void (set, SPARE_VOID_LOST, NOW - 2 * DAY);
  g_list_store_append (vault.things, set);
  /* Printed just over two years ago and tested today: its codes are old. */
  add_sheet (&vault, PHONE, SPARE_SHEET_CODES, "K7M-3QP", AGO_24 - DAY, NOW);
  /* Never tested: after a week. */
  add_sheet (&vault, LAPTOP, SPARE_SHEET_CODES, "AAA-AAA", NOW - 6 * DAY, 0);

  dues = spare_due_list (G_LIST_MODEL (vault.accounts), G_LIST_MODEL (vault.things), NOW + 3 * DAY);
  found = print (dues);
  /* The sheets make the question of who can get at them. The review was due on 23
   * November 2025, a year after it was said. */
  g_assert_cmpstr (found, ==,
                   "0 promise sharing\n"
                   "1763856000 review review\n"
                   "1795132800 codes " OTHER "\n"
                   "1795219200 codes " PHONE "\n"
                   "1795392000 sheet " LAPTOP "\n"
                   "1795564800 set-aside " TOKEN "\n");
  g_assert_cmpstr (((SpareDue *) g_ptr_array_index (dues, 2))->title, ==,
                   "Get new backup codes for GitHub: the old ones are void");
  g_assert_cmpstr (((SpareDue *) g_ptr_array_index (dues, 4))->title, ==,
                   "Test the sheet AAA-AAA: type one of its codes back");
  g_assert_nonnull (strstr (((SpareDue *) g_ptr_array_index (dues, 5))->title, "On holiday"));
}

static void
test_due_subject (void)
{
  g_auto (Vault) vault = { NULL };
  g_autoptr (GPtrArray) dues = NULL;
  const SpareDue *due;

  vault_init (&vault);
  add_device (&vault, PHONE, "Pixel 8", "phone");
  dues = spare_due_list (G_LIST_MODEL (vault.accounts), G_LIST_MODEL (vault.things), NOW);
  g_assert_cmpuint (dues->len, ==, 5);
  due = g_ptr_array_index (dues, 0);
  g_assert_cmpstr (due->record, ==, "device-lock:" PHONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promises/table", test_table);
  g_test_add_func ("/promises/nothing", test_nothing);
  g_test_add_func ("/promises/devices", test_devices);
  g_test_add_func ("/promises/accounts", test_accounts);
  g_test_add_func ("/promises/mailbox-of-others", test_mailbox_of_others);
  g_test_add_func ("/promises/said", test_said);
  g_test_add_func ("/due/all", test_due);
  g_test_add_func ("/due/subject", test_due_subject);
  return g_test_run ();
}
