/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an import beside the accounts that are there. */
#include "spare-code-set.h"
#include "spare-import-plan.h"

typedef struct
{
  GListStore *accounts;
  GListStore *bin;
  GListStore *things;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  fixture->bin = g_list_store_new (SPARE_TYPE_ACCOUNT);
  fixture->things = g_list_store_new (SPARE_TYPE_THING);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->accounts);
  g_object_unref (fixture->bin);
  g_object_unref (fixture->things);
}

/* The secret is the text's bytes. */
static SpareAccount *
account_new (const char *id,
             const char *service,
             const char *text)
{
  SpareAccount *account = spare_account_new (id);
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_TOTP);
  g_autoptr (SpareSecret) secret = spare_secret_new_text (text);

  spare_account_set_service (account, service);
  spare_account_set_params (account, &params);
  spare_account_set_secret (account, secret);
  return account;
}

static void
add_here (GListStore *list,
          const char *id,
          const char *service,
          const char *text)
{
  g_autoptr (SpareAccount) account = account_new (id, service, text);

  spare_account_set_position (account, 5);
  spare_account_set_revision (account, 77);
  g_list_store_append (list, account);
}

static SpareImport *
import_new (void)
{
  SpareImport *import = g_new0 (SpareImport, 1);

  import->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_entry_free);
  return import;
}

static SpareImportEntry *
add_entry (SpareImport *import,
           const char  *id,
           const char  *service,
           const char  *text)
{
  SpareImportEntry *entry = g_new0 (SpareImportEntry, 1);

  entry->account = account_new (id, service, text);
  entry->label = g_strdup (service);
  g_ptr_array_add (import->entries, entry);
  return entry;
}

static SpareImportPlan *
plan_new (Fixture     *fixture,
          SpareImport *import)
{
  return spare_import_plan_new (import, G_LIST_MODEL (fixture->accounts), G_LIST_MODEL (fixture->bin),
                                G_LIST_MODEL (fixture->things));
}

static SpareImportChoice *
nth (SpareImportPlan *plan,
     guint            n)
{
  g_autoptr (SpareImportChoice) choice = g_list_model_get_item (spare_import_plan_get_choices (plan), n);

  return choice; /* the list keeps it */
}

static SpareAccount *
saved (GPtrArray *records,
       guint      n)
{
  g_assert_cmpuint (n, <, records->len);
  return SPARE_ACCOUNT (g_ptr_array_index (records, n));
}

static void
test_twins (Fixture      *fixture,
            gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_here (fixture->accounts, "a", "Mine", "secret one");
  add_here (fixture->bin, "b", "Gone", "secret two");
  add_entry (import, "1", "Other label", "secret one");
  add_entry (import, "2", "Gone", "secret two");
  add_entry (import, "3", "Mine", "secret three"); /* the same label, other codes */
  add_entry (import, "4", "Again", "secret three");
  plan = plan_new (fixture, import);

  g_assert_cmpstr (spare_account_get_id (spare_import_choice_get_twin (nth (plan, 0))), ==, "a");
  g_assert_true (spare_import_choice_twin_is_in_bin (nth (plan, 1)));
  g_assert_null (spare_import_choice_get_twin (nth (plan, 2)));
  g_assert_true (spare_import_choice_twin_is_in_file (nth (plan, 3)));
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 1);

  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (spare_account_get_id (saved (records, 0)), ==, "3");
  g_assert_cmpfloat (spare_account_get_position (saved (records, 0)), ==, 6);
}

static void
test_keep_and_replace (Fixture      *fixture,
                       gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_here (fixture->accounts, "a", "Mine", "secret one");
  add_here (fixture->bin, "b", "Gone", "secret two");
  add_entry (import, "a", "Beside", "secret one"); /* its id is taken */
  add_entry (import, "2", "Back", "secret two");
  plan = plan_new (fixture, import);
  spare_import_choice_set_action (nth (plan, 0), SPARE_IMPORT_KEEP);
  spare_import_choice_set_action (nth (plan, 1), SPARE_IMPORT_REPLACE);
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 2);

  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (spare_account_get_id (saved (records, 0)), !=, "a");
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Beside");
  g_assert_cmpuint (spare_account_get_revision (saved (records, 0)), ==, 0);
  g_assert_cmpstr (spare_account_get_id (saved (records, 1)), ==, "b");
  g_assert_cmpstr (spare_account_get_service (saved (records, 1)), ==, "Back");
  g_assert_cmpint (spare_account_get_deleted (saved (records, 1)), ==, 0);
  g_assert_cmpuint (spare_account_get_revision (saved (records, 1)), ==, 77);
}

/* What was saved in part is there when the plan looks again. */
static void
test_refresh (Fixture      *fixture,
              gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_entry (import, "1", "One", "secret one");
  add_entry (import, "2", "Two", "secret two");
  plan = plan_new (fixture, import);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 2);
  g_list_store_append (fixture->accounts, saved (records, 0));
  spare_import_plan_refresh (plan);
  g_clear_pointer (&records, g_ptr_array_unref);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Two");
}

static void
set_hotp (SpareAccount *account,
          guint64       counter)
{
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_HOTP);

  spare_account_set_params (account, &params);
  spare_account_set_counter (account, counter);
}

static void
test_counter (Fixture      *fixture,
              gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SpareAccount) here = account_new ("a", "Vpn", "secret one");
  SpareImportEntry *entry = add_entry (import, "1", "Vpn, old", "secret one");

  set_hotp (here, 50);
  set_hotp (entry->account, 7);
  g_list_store_append (fixture->accounts, here);
  plan = plan_new (fixture, import);
  g_assert_nonnull (spare_import_choice_get_twin (nth (plan, 0)));
  spare_import_plan_set_twins (plan, SPARE_IMPORT_REPLACE);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (spare_account_get_counter (saved (records, 0)), ==, 50);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Vpn, old");
}

static void
test_codes (Fixture      *fixture,
            gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  SpareImportEntry *entry = add_entry (import, "1", "Steam", "secret one");
  SpareThing *set;

  entry->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_ptr_array_add (entry->codes, spare_secret_new_text ("R12345"));
  entry->codes_origin = "steam-revocation";
  plan = plan_new (fixture, import);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 2);
  set = SPARE_THING (g_ptr_array_index (records, 1));
  g_assert_true (spare_thing_is_code_set (set));
  g_assert_cmpstr (spare_thing_peek_text (set, "account"), ==, "1");
  g_assert_cmpstr (spare_thing_peek_text (set, "code"), ==, "R12345");

  /* Once it is there, it does not come again. */
  g_list_store_append (fixture->accounts, saved (records, 0));
  g_list_store_append (fixture->things, set);
  spare_import_plan_refresh (plan);
  spare_import_plan_set_twins (plan, SPARE_IMPORT_REPLACE);
  g_clear_pointer (&records, g_ptr_array_unref);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
}

static SpareImport *
backup_new (void)
{
  SpareImport *import = import_new ();
  SpareThing *set = spare_code_set_new ("t", "x", "typed", 0);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("1111-2222");

  import->bundle = spare_bundle_new ();
  g_ptr_array_add (import->bundle->accounts, account_new ("x", "Kept", "secret one"));
  g_ptr_array_add (import->bundle->accounts, account_new ("y", "New", "secret two"));
  spare_thing_add (set, SPARE_CODE_SET_CODE, code);
  g_ptr_array_add (import->bundle->things, set);
  add_entry (import, "x", "Kept", "secret one");
  add_entry (import, "y", "New", "secret two");
  return import;
}

/* The account is here under another id: its code set finds it. */
static void
test_merge_backup (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_here (fixture->accounts, "a", "Renamed here", "secret one");
  plan = plan_new (fixture, backup_new ());
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (spare_account_get_id (saved (records, 0)), ==, "y");
  g_assert_cmpstr (spare_thing_peek_text (g_ptr_array_index (records, 1), "account"), ==, "a");
}

static void
test_replace_by_backup (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) to_bin = NULL;

  add_here (fixture->accounts, "x", "Renamed here", "secret one");
  add_here (fixture->accounts, "z", "Only here", "secret three");
  plan = plan_new (fixture, backup_new ());
  records = spare_import_plan_collect_replace (plan, 1767225600, g_uuid_string_random, &to_bin);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Kept");
  g_assert_cmpuint (spare_account_get_revision (saved (records, 0)), ==, 77);
  g_assert_cmpuint (spare_account_get_revision (saved (records, 1)), ==, 0);
  g_assert_cmpuint (to_bin->len, ==, 1);
  g_assert_cmpstr (spare_account_get_id (saved (to_bin, 0)), ==, "z");
  g_assert_cmpint (spare_account_get_deleted (saved (to_bin, 0)), ==, 1767225600);

  /* What is as in the backup already is not written again. */
  g_list_store_remove_all (fixture->accounts);
  g_list_store_append (fixture->accounts, saved (records, 0));
  g_list_store_append (fixture->accounts, saved (records, 1));
  g_list_store_append (fixture->things, g_ptr_array_index (records, 2));
  g_clear_pointer (&records, g_ptr_array_unref);
  g_clear_pointer (&to_bin, g_ptr_array_unref);
  records = spare_import_plan_collect_replace (plan, 1767225600, g_uuid_string_random, &to_bin);
  g_assert_cmpuint (records->len + to_bin->len, ==, 0);
}

/* What lies in the other program's bin does not keep the live one out. */
static void
test_trashed (Fixture      *fixture,
              gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_entry (import, "1", "Old", "secret one")->notes = SPARE_IMPORT_NOTE_TRASHED;
  add_entry (import, "2", "Live", "secret one");
  plan = plan_new (fixture, import);
  spare_import_plan_set_twins (plan, SPARE_IMPORT_KEEP);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Live");
}

/* Replacing takes what the file has, and leaves what it does not. */
static void
test_replace_keeps (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const tags[] = { "work", NULL };
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SpareAccount) here = account_new ("a", "GitHub", "secret one");
  SpareImportEntry *nameless;

  spare_account_set_name (here, "alice");
  spare_account_set_note (here, "backup codes in the safe");
  spare_account_set_tags (here, tags);
  spare_account_set_favorite (here, TRUE);
  g_list_store_append (fixture->accounts, here);
  add_here (fixture->accounts, "b", "Named", "secret two");
  add_entry (import, "1", "GitHub Inc", "secret one");
  nameless = add_entry (import, "2", "", "secret two");
  spare_account_set_name (nameless->account, "unnamed-2");
  nameless->notes = SPARE_IMPORT_NOTE_NAMELESS;
  plan = plan_new (fixture, import);
  spare_import_plan_set_twins (plan, SPARE_IMPORT_REPLACE);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "GitHub Inc");
  g_assert_cmpstr (spare_account_get_name (saved (records, 0)), ==, "alice");
  g_assert_cmpstr (spare_account_get_note (saved (records, 0)), ==, "backup codes in the safe");
  g_assert_cmpstr (spare_account_get_tags (saved (records, 0))[0], ==, "work");
  g_assert_true (spare_account_get_favorite (saved (records, 0)));
  g_assert_cmpstr (spare_account_get_service (saved (records, 1)), ==, "Named");
  g_assert_cmpstr (spare_account_get_name (saved (records, 1)), ==, "");
}

/* Codes of an account that is there already are taken in all the same. */
static void
test_codes_of_skipped (Fixture      *fixture,
                       gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  SpareImportEntry *entry = add_entry (import, "1", "Steam", "secret one");

  entry->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_ptr_array_add (entry->codes, spare_secret_new_text ("R12345"));
  entry->codes_origin = "steam-revocation";
  add_here (fixture->accounts, "a", "Steam", "secret one");
  plan = plan_new (fixture, import);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (spare_thing_peek_text (g_ptr_array_index (records, 0), "account"), ==, "a");
}

static SpareImport *
doubled_backup_new (void)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareAccount) plain = spare_account_new ("n");
  SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  SpareThing *key = spare_thing_new ("k", SPARE_THING_BACKUP_KEY);
  SpareThing *set = spare_code_set_new ("t", "y", "typed", 0);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("RECOVERY");

  spare_account_set_service (plain, "Bank");
  spare_account_set_params (plain, &none);
  spare_thing_add (set, SPARE_CODE_SET_CODE, code);
  import->bundle = spare_bundle_new ();
  g_ptr_array_add (import->bundle->things, set);
  g_ptr_array_add (import->bundle->things, key);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const ids[] = { "x", "y", "b" };
      SpareImportEntry *entry = g_new0 (SpareImportEntry, 1);

      entry->account = i < 3 ? account_new (ids[i], "Twice", i < 2 ? "secret one" : "secret two")
                             : g_object_ref (plain);
      entry->label = g_strdup ("one");
      if (i == 2)
        {
          spare_account_set_deleted (entry->account, 5);
          entry->notes = SPARE_IMPORT_NOTE_TRASHED;
        }
      g_ptr_array_add (import->entries, entry);
      g_ptr_array_add (import->bundle->accounts, g_object_ref (entry->account));
    }
  return import;
}

/* Two accounts with one secret, one in the bin, one without codes: all come
 * back, with the codes at the right one, and nothing comes twice. */
static void
test_whole_backup (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (SpareImportPlan) plan = plan_new (fixture, doubled_backup_new ());
  g_autoptr (GPtrArray) records = spare_import_plan_collect (plan, g_uuid_string_random);

  g_assert_cmpuint (records->len, ==, 5);
  g_assert_cmpstr (spare_account_get_id (saved (records, 1)), ==, "y");
  g_assert_cmpint (spare_account_get_deleted (saved (records, 2)), ==, 5);
  g_assert_cmpstr (spare_thing_peek_text (g_ptr_array_index (records, 4), "account"), ==, "y");
  for (guint i = 0; i < 4; i++)
    g_list_store_append (i == 2 ? fixture->bin : fixture->accounts, saved (records, i));
  g_list_store_append (fixture->things, g_ptr_array_index (records, 4));

  g_clear_object (&plan);
  g_clear_pointer (&records, g_ptr_array_unref);
  plan = plan_new (fixture, doubled_backup_new ());
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 0);
}

static SpareThing *
thing_new (const char *line)
{
  g_autoptr (GError) error = NULL;
  SpareRecord *record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  return SPARE_THING (record);
}

static void
assert_prints (gpointer    record,
               const char *line)
{
  g_autoptr (SpareSecret) printed = spare_record_print (record);

  g_assert_cmpstr (spare_secret_peek_text (printed), ==, line);
}

/* Every key of a set, and every account of a sheet; one of them is here under
 * another id. A sheet of accounts that all stay out stays out, too. */
static void
test_whole_things (Fixture      *fixture,
                   gconstpointer data)
{
  SpareImport *import = backup_new ();
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_ptr_array_set_size (import->bundle->things, 0);
  g_ptr_array_add (import->bundle->things,
                   thing_new ("sparekey:code-set?x-id=s&account=x&code=a&code=b&number=3&number=4&used=0%3A5"
                              "&effect=turns-off&by-number=yes&case=no&separators=no&file=f.txt&void=lost&voided=6"
                              "&log=5%3Aused%3A0&x-new=1"));
  g_ptr_array_add (import->bundle->things,
                   thing_new ("sparekey:code-set?x-id=f&account=y&check=3W&check=&forgotten=5"));
  g_ptr_array_add (import->bundle->things,
                   thing_new ("sparekey:sheet?x-id=p&kind=codes&account=y&account=x&account=z&secret=x&set=s"
                              "&place=a&place=&x-new=1"));
  g_ptr_array_add (import->bundle->things, thing_new ("sparekey:sheet?x-id=q&kind=codes&account=z"));
  g_ptr_array_add (import->bundle->things, thing_new ("sparekey:sheet?x-id=r&kind=backup"));
  add_here (fixture->accounts, "a", "Renamed here", "secret one");
  plan = plan_new (fixture, import);
  records = spare_import_plan_collect (plan, g_uuid_string_random);

  g_assert_cmpuint (records->len, ==, 5);
  assert_prints (g_ptr_array_index (records, 1),
                 "sparekey:code-set?x-id=s&code=a&code=b&number=3&number=4&used=0%3A5"
                 "&effect=turns-off&by-number=yes&case=no&separators=no&file=f.txt&void=lost&voided=6"
                 "&log=5%3Aused%3A0&x-new=1&account=a");
  assert_prints (g_ptr_array_index (records, 2),
                 "sparekey:code-set?x-id=f&check=3W&check=&forgotten=5&account=y");
  assert_prints (g_ptr_array_index (records, 3),
                 "sparekey:sheet?x-id=p&kind=codes&set=s&place=a&place=&x-new=1&account=y&account=a&account=z"
                 "&secret=a");
  assert_prints (g_ptr_array_index (records, 4), "sparekey:sheet?x-id=r&kind=backup");
}

/* Codes that were forgotten do not come back unasked. */
static void
test_forgotten_codes (Fixture      *fixture,
                      gconstpointer data)
{
  SpareImport *import = import_new ();
  SpareImportEntry *entry = add_entry (import, "1", "Steam", "secret one");
  g_autoptr (SpareThing) set = spare_code_set_new ("s", "a", "steam-revocation", 0);
  g_autoptr (SpareThing) other = spare_code_set_new ("o", "a", "steam-revocation", 0);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("R12345");
  g_autoptr (SpareSecret) other_code = spare_secret_new_text ("R12346");
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_here (fixture->accounts, "a", "Steam", "secret one");
  entry->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_ptr_array_add (entry->codes, spare_secret_ref (code));
  plan = plan_new (fixture, import);

  spare_code_set_add (other, other_code, NULL);
  spare_code_set_forget (other, 5);
  g_list_store_append (fixture->things, other);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_true (spare_thing_is_code_set (g_ptr_array_index (records, 0)));

  spare_code_set_add (set, code, NULL);
  spare_code_set_forget (set, 5);
  g_list_store_append (fixture->things, set);
  g_clear_pointer (&records, g_ptr_array_unref);
  records = spare_import_plan_collect (plan, g_uuid_string_random);
  g_assert_cmpuint (records->len, ==, 0);
}

/* The state of a backup, but codes that were used meanwhile stay used, and what is
 * void stays void. */
static void
test_replace_used_codes (Fixture      *fixture,
                         gconstpointer data)
{
  SpareImport *import = backup_new ();
  g_autoptr (SpareThing) here = thing_new ("sparekey:code-set?x-id=s&account=x&code=a&code=c&code=c&used=0%3A5"
                                           "&used=1%3A6&used=2%3A7&void=replaced&voided=8");
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) to_bin = NULL;

  g_ptr_array_set_size (import->bundle->things, 0);
  g_ptr_array_add (import->bundle->things,
                   thing_new ("sparekey:code-set?x-id=s&account=x&code=a&code=b&code=c&used=2%3A4"));
  spare_record_set_revision (SPARE_RECORD (here), 77);
  g_list_store_append (fixture->things, here);
  plan = plan_new (fixture, import);
  records = spare_import_plan_collect_replace (plan, 9, g_uuid_string_random, &to_bin);
  g_assert_cmpuint (records->len, ==, 3);
  assert_prints (g_ptr_array_index (records, 2),
                 "sparekey:code-set?x-id=s&account=x&code=a&code=b&code=c&used=2%3A4&used=0%3A5&log=9%3Aused%3A0"
                 "&void=replaced&voided=9&log=9%3Avoided%3Areplaced");
  g_assert_cmpuint (spare_record_get_revision (g_ptr_array_index (records, 2)), ==, 77);
}

/* A second factor is never overwritten without a copy in the bin. */
static void
test_replace_changed_secret (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) to_bin = NULL;

  add_here (fixture->accounts, "x", "Newer", "a newer secret");
  plan = plan_new (fixture, backup_new ());
  records = spare_import_plan_collect_replace (plan, 1767225600, g_uuid_string_random, &to_bin);
  g_assert_cmpuint (records->len, ==, 4);
  g_assert_cmpstr (spare_account_get_service (saved (records, 0)), ==, "Newer");
  g_assert_cmpint (spare_account_get_deleted (saved (records, 0)), ==, 1767225600);
  g_assert_cmpstr (spare_account_get_id (saved (records, 1)), ==, "x");
  g_assert_cmpstr (spare_account_get_service (saved (records, 1)), ==, "Kept");
  g_assert_cmpuint (to_bin->len, ==, 0);
}

static SpareImportEntry *
add_yandex (SpareImport *import,
            const char  *id)
{
  SpareImportEntry *entry = add_entry (import, id, "Yandex", "sixteen bytes...");
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_YANDEX);

  spare_account_set_params (entry->account, &params);
  entry->notes = SPARE_IMPORT_NOTE_PIN_MISSING;
  return entry;
}

static gboolean
type_pin (SpareImportChoice *choice,
          const char        *text)
{
  g_autoptr (SpareSecret) pin = spare_secret_new_text (text);
  g_autoptr (GError) error = NULL;
  gboolean good = spare_import_choice_set_pin (choice, pin, &error);

  g_assert_cmpint (good, ==, error == NULL);
  return good;
}

/* A PIN that cannot be takes the one before it away. */
static void
test_pin (Fixture      *fixture,
          gconstpointer data)
{
  SpareImport *import = import_new ();
  g_autoptr (SpareImportPlan) plan = NULL;

  add_yandex (import, "1");
  plan = plan_new (fixture, import);
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 0);
  g_assert_true (type_pin (nth (plan, 0), "1234"));
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 1);
  g_assert_false (type_pin (nth (plan, 0), "12x4"));
  g_assert_true (spare_import_choice_needs_pin (nth (plan, 0)));
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 0);
}

/* One more transfer code is read: all ids of what came before are new, and what
 * was chosen stays. */
static void
test_carry (Fixture      *fixture,
            gconstpointer data)
{
  SpareImport *first = import_new ();
  SpareImport *second = import_new ();
  g_autoptr (SpareImportPlan) old = NULL;
  g_autoptr (SpareImportPlan) plan = NULL;

  add_here (fixture->accounts, "a", "Mine", "secret three");
  add_entry (first, "1", "One", "secret one");
  add_entry (first, "2", "Two", "secret two");
  add_entry (first, "3", "Three", "secret three");
  add_entry (first, "4", "Two again", "secret two");
  add_yandex (first, "5");
  old = plan_new (fixture, first);
  spare_import_choice_set_selected (nth (old, 0), FALSE);
  spare_import_choice_set_action (nth (old, 2), SPARE_IMPORT_REPLACE);
  spare_import_choice_set_action (nth (old, 3), SPARE_IMPORT_KEEP);
  g_assert_true (type_pin (nth (old, 4), "1234"));

  add_entry (second, "11", "One", "secret one");
  add_entry (second, "12", "Two", "secret two");
  add_entry (second, "13", "Three", "secret three");
  add_entry (second, "14", "Two again", "secret two");
  add_yandex (second, "15");
  add_entry (second, "16", "New", "secret four");
  plan = plan_new (fixture, second);
  spare_import_plan_carry (plan, old);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 0)), ==, SPARE_IMPORT_SKIP);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 1)), ==, SPARE_IMPORT_ADD);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 2)), ==, SPARE_IMPORT_REPLACE);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 3)), ==, SPARE_IMPORT_KEEP);
  g_assert_false (spare_import_choice_needs_pin (nth (plan, 4)));
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 5)), ==, SPARE_IMPORT_ADD);
  g_assert_cmpuint (spare_import_plan_count_selected (plan), ==, 5);
}

/* What was chosen of an entry that is there meanwhile no longer counts. */
static void
test_carry_saved (Fixture      *fixture,
                  gconstpointer data)
{
  SpareImport *first = import_new ();
  SpareImport *second = import_new ();
  g_autoptr (SpareImportPlan) old = NULL;
  g_autoptr (SpareImportPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add_entry (first, "1", "One", "secret one");
  add_entry (first, "2", "Two", "secret two");
  old = plan_new (fixture, first);
  records = spare_import_plan_collect (old, g_uuid_string_random);
  g_list_store_append (fixture->accounts, saved (records, 0));
  add_entry (second, "1", "One", "secret one");
  add_entry (second, "2", "Two", "secret two");
  plan = plan_new (fixture, second);
  spare_import_plan_carry (plan, old);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 0)), ==, SPARE_IMPORT_SKIP);
  g_assert_cmpint (spare_import_choice_get_action (nth (plan, 1)), ==, SPARE_IMPORT_ADD);
}

static void
assert_twins (SpareImportPlan *plan,
              gboolean         skipped,
              guint            in_use,
              guint            in_bin,
              guint            in_file)
{
  SpareImportTwins twins = spare_import_plan_count_twins (plan, skipped);

  g_assert_cmpuint (twins.in_use, ==, in_use);
  g_assert_cmpuint (twins.in_bin, ==, in_bin);
  g_assert_cmpuint (twins.in_file, ==, in_file);
}

/* The file may only go when all of it is here: what is left in the bin, not
 * ticked, without its PIN or wrong is not. */
static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  SpareImport *import = import_new ();
  SpareImportEntry *bad = g_new0 (SpareImportEntry, 1);
  g_autoptr (SpareImportPlan) plan = NULL;

  add_here (fixture->accounts, "a", "Mine", "secret one");
  add_here (fixture->bin, "b", "Gone", "secret two");
  add_entry (import, "1", "Mine", "secret one");
  add_entry (import, "2", "Gone", "secret two");
  add_entry (import, "3", "New", "secret three");
  add_entry (import, "4", "New, again", "secret three");
  add_yandex (import, "5");
  bad->label = g_strdup ("Bad");
  bad->problem = g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "Bad");
  g_ptr_array_add (import->entries, bad);
  plan = plan_new (fixture, import);

  assert_twins (plan, TRUE, 1, 1, 1);
  g_assert_cmpuint (spare_import_plan_count_missing (plan), ==, 3); /* Gone, Yandex, Bad */
  spare_import_choice_set_action (nth (plan, 1), SPARE_IMPORT_REPLACE);
  assert_twins (plan, TRUE, 1, 0, 1);
  assert_twins (plan, FALSE, 1, 1, 1);
  g_assert_true (type_pin (nth (plan, 4), "1234"));
  g_assert_cmpuint (spare_import_plan_count_missing (plan), ==, 1);

  /* One of the two is enough, and neither is one account less. */
  spare_import_choice_set_selected (nth (plan, 2), FALSE);
  g_assert_cmpuint (spare_import_plan_count_missing (plan), ==, 2);
  spare_import_choice_set_action (nth (plan, 3), SPARE_IMPORT_KEEP);
  g_assert_cmpuint (spare_import_plan_count_missing (plan), ==, 1);
}

#define ADD(path, function) g_test_add ("/formats/plan/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("twins", test_twins);
  ADD ("keep-and-replace", test_keep_and_replace);
  ADD ("refresh", test_refresh);
  ADD ("counter", test_counter);
  ADD ("codes", test_codes);
  ADD ("merge-backup", test_merge_backup);
  ADD ("replace-by-backup", test_replace_by_backup);
  ADD ("trashed", test_trashed);
  ADD ("replace-keeps", test_replace_keeps);
  ADD ("codes-of-skipped", test_codes_of_skipped);
  ADD ("whole-backup", test_whole_backup);
  ADD ("whole-things", test_whole_things);
  ADD ("forgotten-codes", test_forgotten_codes);
  ADD ("replace-used-codes", test_replace_used_codes);
  ADD ("replace-changed-secret", test_replace_changed_secret);
  ADD ("pin", test_pin);
  ADD ("carry", test_carry);
  ADD ("carry-saved", test_carry_saved);
  ADD ("missing", test_missing);
  return g_test_run ();
}
