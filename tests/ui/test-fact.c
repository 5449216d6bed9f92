/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fact-fields.h"

#include "spare-access.h"
#include "spare-fact-remove.h"
#include "spare-ui-test.h"

static GListStore *accounts;
static GListStore *things;

static void
set_up (void)
{
  accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  things = g_list_store_new (SPARE_TYPE_THING);
}

static void
tear_down (void)
{
  g_clear_object (&accounts);
  g_clear_object (&things);
}

static SpareThing *
add (SpareFactType type,
     const char *id,
     const char *name)
{
  g_autoptr (SpareThing) fact = spare_fact_new (type, id, name);

  g_list_store_append (things, fact);

  return fact;
}

static const SpareFactField *
find_field (SpareFactType type,
            const char *key)
{
  for (const SpareFactField *field = spare_fact_field_list (); field->key != NULL; field++)
    if (field->type == type && g_str_equal (field->key, key))
      return field;

  g_assert_not_reached ();
}

static GPtrArray *
list_options (SpareThing *fact,
              SpareFactType type,
              const char *key)
{
  return spare_fact_field_list_options (find_field (type, key), fact, G_LIST_MODEL (accounts), G_LIST_MODEL (things));
}

static void
assert_options (SpareThing *fact,
                SpareFactType type,
                const char *key,
                const char *const *wanted)
{
  g_autoptr (GPtrArray) options = list_options (fact, type, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; i < options->len; i++)
    {
      SpareFieldOption *option = options->pdata[i];

      g_strv_builder_add (builder, option->value);
      g_strv_builder_add (builder, option->label);
    }
  values = g_strv_builder_end (builder);
  g_assert_cmpstrv (values, wanted);
}

static void
say (SpareThing *fact,
     SpareFactType type,
     const char *key,
     const char *const *values,
     gint64 now)
{
  g_autoptr (GPtrArray) options = list_options (fact, type, key);

  spare_fact_field_say (find_field (type, key), fact, options, values, now);
}

/* Each question has a name, and each type has one for its name. */
static void
test_table (void)
{
  guint names[SPARE_FACT_ACCESS] = { 0 };

  for (const SpareFactField *field = spare_fact_field_list (); field->key != NULL; field++)
    {
      g_assert_cmpuint (field->type, <, SPARE_FACT_ACCESS);
      g_assert_nonnull (field->title);
      g_assert_cmpint (field->kind == SPARE_FIELD_LINK || field->kind == SPARE_FIELD_LINKS, ==, field->n_links > 0);
      g_assert_cmpint (field->kind == SPARE_FIELD_CHOICE || field->kind == SPARE_FIELD_FLAG, ==, field->words != NULL);
      if (g_str_equal (field->key, SPARE_FACT_NAME))
        names[field->type]++;
    }
  for (SpareFactType type = 0; type < SPARE_FACT_ACCESS; type++)
    {
      g_assert_cmpuint (names[type], ==, 1);
      g_assert_cmpstr (spare_fact_type_get_heading (type), !=, "");
      g_assert_cmpstr (spare_fact_type_get_reason (type), !=, "");
    }
}

/* A drawer is in no drawer of its own; two of one name are two. */
static void
test_options (void)
{
  SpareThing *home;
  SpareThing *phone;

  set_up ();
  home = add (SPARE_FACT_PLACE, "p1", "Home");
  add (SPARE_FACT_PLACE, "p2", "Desk");
  phone = add (SPARE_FACT_DEVICE, "d1", "Phone");
  add (SPARE_FACT_DEVICE, "d2", "Phone");

  assert_options (home, SPARE_FACT_PLACE, SPARE_PLACE_IN, (const char *[]) { "p2", "Desk", NULL });
  assert_options (phone, SPARE_FACT_DEVICE, SPARE_FACT_AT, (const char *[]) { "p2", "Desk", "p1", "Home", NULL });
  assert_options (phone, SPARE_FACT_NUMBER, SPARE_NUMBER_DEVICE, (const char *[]) { "d2", "Phone", NULL });
  assert_options (home, SPARE_FACT_PLACE, SPARE_PLACE_LOCKED,
                  (const char *[]) { "yes", "Yes", "no", "No", NULL });
  tear_down ();
}

/* What somebody keeps may be a password, codes or a document. */
static void
test_kept (void)
{
  g_autoptr (SpareAccount) account = spare_ui_test_named ("GitHub", "alice");
  g_autofree char *codes = g_strconcat ("codes:", spare_account_get_id (account), NULL);
  g_autoptr (SpareThing) set = spare_thing_new ("s1", "code-set");
  const char *wanted[] = { "memory:m1", "Master", NULL, "Backup codes of GitHub, alice", "document:c1", "Passport",
                           NULL };
  SpareThing *person;

  set_up ();
  g_list_store_append (accounts, account);
  person = add (SPARE_FACT_PERSON, "x1", "Eva");
  add (SPARE_FACT_MEMORY, "m1", "Master");
  add (SPARE_FACT_DOCUMENT, "c1", "Passport");
  assert_options (person, SPARE_FACT_PERSON, SPARE_PERSON_KEEPS,
                  (const char *[]) { "memory:m1", "Master", "document:c1", "Passport", NULL });

  spare_thing_set_text (set, "account", spare_account_get_id (account));
  spare_thing_set_text (set, "code", "12345678");
  g_list_store_append (things, set);
  wanted[2] = codes;
  assert_options (person, SPARE_FACT_PERSON, SPARE_PERSON_KEEPS, wanted);
  tear_down ();
}

/* An answer that stays the same keeps its date; a value of a later version stays. */
static void
test_say (void)
{
  SpareThing *phone;
  SpareThing *person;
  g_auto (GStrv) kept = NULL;

  set_up ();
  phone = add (SPARE_FACT_DEVICE, "d1", "Phone");
  say (phone, SPARE_FACT_DEVICE, SPARE_DEVICE_LOCK, (const char *[]) { "pin", NULL }, 100);
  say (phone, SPARE_FACT_DEVICE, SPARE_DEVICE_LOCK, (const char *[]) { "pin", NULL }, 200);
  g_assert_cmpint (spare_fact_get_said (phone, SPARE_DEVICE_LOCK), ==, 100);
  say (phone, SPARE_FACT_DEVICE, SPARE_DEVICE_LOCK, (const char *[]) { "none", NULL }, 300);
  g_assert_cmpint (spare_fact_get_said (phone, SPARE_DEVICE_LOCK), ==, 300);
  say (phone, SPARE_FACT_DEVICE, SPARE_DEVICE_LOCK, (const char *[]) { NULL }, 400);
  g_assert_cmpint (spare_fact_get_said (phone, SPARE_DEVICE_LOCK), ==, 0);
  g_assert_cmpuint (spare_thing_count (phone, SPARE_DEVICE_LOCK), ==, 0);
  spare_fact_say_one (phone, SPARE_DEVICE_LOCK, "iris", 500);
  say (phone, SPARE_FACT_DEVICE, SPARE_DEVICE_LOCK, (const char *[]) { NULL }, 600);
  g_assert_true (spare_fact_has (phone, SPARE_DEVICE_LOCK, "iris"));

  person = add (SPARE_FACT_PERSON, "x1", "Eva");
  add (SPARE_FACT_MEMORY, "m1", "Master");
  spare_fact_say_one (person, SPARE_PERSON_KEEPS, "garden:g1", 100);
  say (person, SPARE_FACT_PERSON, SPARE_PERSON_KEEPS, (const char *[]) { "memory:m1", NULL }, 200);
  kept = spare_fact_dup_values (person, SPARE_PERSON_KEEPS);
  g_assert_cmpstrv (kept, ((const char *[]) { "memory:m1", "garden:g1", NULL }));
  tear_down ();
}

static void
test_summary (void)
{
  SpareThing *phone;
  g_autofree char *nothing = NULL;
  g_autofree char *summary = NULL;

  set_up ();
  add (SPARE_FACT_PLACE, "p1", "Home");
  phone = add (SPARE_FACT_DEVICE, "d1", "Pixel 8");
  nothing = spare_fact_dup_summary (phone, G_LIST_MODEL (accounts), G_LIST_MODEL (things));
  g_assert_cmpstr (nothing, ==, "");

  spare_fact_say_one (phone, SPARE_FACT_KIND, "phone", 1);
  spare_fact_say_one (phone, SPARE_DEVICE_LOCK, "short-pin", 1);
  spare_fact_say_one (phone, SPARE_DEVICE_FINGER, "no", 1);
  spare_fact_say_one (phone, SPARE_FACT_CARRIED, "yes", 1);
  spare_fact_say_one (phone, SPARE_FACT_AT, "p1", 1);
  summary = spare_fact_dup_summary (phone, G_LIST_MODEL (accounts), G_LIST_MODEL (things));
  g_assert_cmpstr (summary, ==, "Phone · unlocked by: Shorter PIN, or a Pattern · carried · at: Home");
  tear_down ();
}

static void
test_usual (void)
{
  guint n_here = 0;

  for (const SpareFactUsual *usual = spare_fact_usual_list (); usual->name != NULL; usual++)
    {
      g_autoptr (SpareThing) fact = spare_fact_usual_create (usual, "u1", 5);

      g_assert_true (spare_thing_is_fact (fact, usual->type));
      g_assert_cmpuint (spare_fact_get_fact_type (fact), ==, usual->type);
      g_assert_cmpstr (spare_fact_get_name (fact), ==, usual->name);
      n_here += spare_fact_has (fact, SPARE_DEVICE_HERE, "yes") && spare_fact_has (fact, SPARE_FACT_KIND, "computer");
    }
  g_assert_cmpuint (n_here, ==, 1);
}

/* Who must be asked about, before it goes. */
static void
test_users (void)
{
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  g_autoptr (SpareAccount) account = spare_ui_test_named ("GitHub", "alice");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareThing *number = spare_fact_new (SPARE_FACT_NUMBER, "n1", "Mobile");
  SpareThing *phone = spare_fact_new (SPARE_FACT_DEVICE, "d1", "Pixel");
  SpareThing *access = spare_access_new ("a1", spare_account_get_id (account));
  g_auto (GStrv) of_phone = NULL;
  g_auto (GStrv) of_number = NULL;

  spare_fact_say_one (number, SPARE_NUMBER_DEVICE, "d1", 1);
  spare_fact_say_one (access, SPARE_ACCESS_SECOND, "sms:n1", 1);
  g_ptr_array_add (records, g_object_ref (account));
  g_ptr_array_add (records, number);
  g_ptr_array_add (records, phone);
  g_ptr_array_add (records, access);
  spare_ui_test_save_all (vault, records);

  of_phone = spare_fact_dup_user_names (vault, "d1");
  of_number = spare_fact_dup_user_names (vault, "n1");
  g_assert_cmpstrv (of_phone, ((const char *[]) { "Mobile", NULL }));
  g_assert_cmpstrv (of_number, ((const char *[]) { "GitHub, alice", NULL }));
}

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/fact/table", test_table);
  g_test_add_func ("/ui/fact/options", test_options);
  g_test_add_func ("/ui/fact/kept", test_kept);
  g_test_add_func ("/ui/fact/say", test_say);
  g_test_add_func ("/ui/fact/summary", test_summary);
  g_test_add_func ("/ui/fact/usual", test_usual);
  g_test_add_func ("/ui/fact/users", test_users);

  return g_test_run ();
}
