/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-interview.h"

#include <string.h>

#include "spare-interview-dialog.h"
#include "spare-ui-test.h"
#include "spare-window.h"

typedef struct
{
  GListStore *accounts;
  GListStore *things;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->things = g_list_store_new (SPARE_TYPE_THING);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_object_unref (self->accounts);
  g_object_unref (self->things);
}

/* The list holds it. */
static SpareAccount *
add_account (Fixture *self,
             const char *service,
             const char *name)
{
  g_autoptr (SpareAccount) account = spare_ui_test_named (service, name);

  g_list_store_append (self->accounts, account);

  return account;
}

static SpareThing *
add_fact (Fixture *self,
          SpareFactType type,
          const char *id,
          const char *name,
          const char *kind)
{
  g_autoptr (SpareThing) fact = spare_fact_new (type, id, name);

  if (kind != NULL)
    spare_fact_say_one (fact, SPARE_FACT_KIND, kind, 1);
  g_list_store_append (self->things, fact);

  return fact;
}

static GPtrArray *
ask (Fixture *self,
     SpareAccount *account,
     SpareQuestion question,
     SpareThing *before)
{
  return spare_interview_list_parts (account, G_LIST_MODEL (self->accounts), G_LIST_MODEL (self->things), question,
                                     before);
}

static SpareInterviewPart *
find_part (GPtrArray *parts,
           const char *key)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((SpareInterviewPart *) parts->pdata[i])->key, key))
      return parts->pdata[i];

  return NULL;
}

static SpareInterviewPart *
get_part (GPtrArray *parts,
          const char *key)
{
  SpareInterviewPart *part = find_part (parts, key);

  if (part == NULL)
    g_error ("no part %s", key);
  return part;
}

static guint
find (SpareInterviewPart *part,
      const char *value)
{
  for (guint i = 0; i < part->choices->len; i++)
    if (g_str_equal (((SpareInterviewChoice *) part->choices->pdata[i])->value, value))
      return i;

  return G_MAXUINT;
}

static SpareInterviewChoice *
get_choice (SpareInterviewPart *part,
            const char *value)
{
  guint nth = find (part, value);

  g_assert_cmpuint (nth, !=, G_MAXUINT);

  return part->choices->pdata[nth];
}

static void
assert_chosen (SpareInterviewPart *part,
               const char *value)
{
  g_auto (GStrv) values = spare_interview_part_dup_values (part);

  g_assert_cmpstrv (values, ((const char *[]) { value, NULL }));
}

/* The account name is an address: mail to its mailbox is likely, and said to be a guess. */
static void
test_mailbox (Fixture *self,
              gconstpointer data)
{
  SpareAccount *mailbox = add_account (self, "post.example", "alice@post.example");
  SpareAccount *club = add_account (self, "Tea Club", "alice@post.example");
  SpareAccount *shop = add_account (self, "Tea Shop", "alice@elsewhere.example");
  g_autofree char *mail = g_strconcat ("email:", spare_account_get_id (mailbox), NULL);
  g_autoptr (GPtrArray) parts = ask (self, club, SPARE_QUESTION_BACK_IN, NULL);
  g_autoptr (GPtrArray) others = ask (self, shop, SPARE_QUESTION_BACK_IN, NULL);
  g_autoptr (GPtrArray) importance = ask (self, mailbox, SPARE_QUESTION_IMPORTANCE, NULL);
  g_autoptr (GPtrArray) minor = ask (self, shop, SPARE_QUESTION_IMPORTANCE, NULL);
  SpareInterviewPart *part = get_part (parts, SPARE_ACCESS_RECOVERY);

  assert_chosen (part, mail);
  g_assert_nonnull (get_choice (part, mail)->hint);
  assert_chosen (get_part (others, SPARE_ACCESS_RECOVERY), "address:alice@elsewhere.example");
  assert_chosen (get_part (importance, SPARE_ACCESS_IMPORTANCE), "5");
  assert_chosen (get_part (minor, SPARE_ACCESS_IMPORTANCE), "3");
}

/* What the service's page says is marked, and mail that it does not list is not assumed. */
static void
test_service (Fixture *self,
              gconstpointer data)
{
  SpareAccount *github = add_account (self, "GitHub", "alice@elsewhere.example");
  g_autoptr (GPtrArray) sign_in = NULL;
  g_autoptr (GPtrArray) back_in = ask (self, github, SPARE_QUESTION_BACK_IN, NULL);
  SpareInterviewPart *second;

  add_fact (self, SPARE_FACT_NUMBER, "n1", "Mobile", NULL);
  add_fact (self, SPARE_FACT_DEVICE, "k1", "Yubi", "security-key");
  sign_in = ask (self, github, SPARE_QUESTION_SIGN_IN, NULL);
  second = get_part (sign_in, SPARE_ACCESS_SECOND);
  g_assert_cmpstr (get_choice (second, "sms:n1")->hint, ==, "GitHub offers this");
  g_assert_cmpstr (get_choice (second, "key:k1")->hint, ==, "GitHub offers this");
  /* A key shows no codes. */
  g_assert_cmpuint (find (second, "app:k1"), ==, G_MAXUINT);
  assert_chosen (get_part (back_in, SPARE_ACCESS_RECOVERY), "unknown");
}

/* A secret that is here is seen, and "none" is no answer then; without it nothing is known. */
/* An app of its own is no app for one-time codes: said of the service, not of that answer. */
static void
test_own_app (Fixture *self,
              gconstpointer data)
{
  SpareAccount *none = add_account (self, "Tea Club", "alice");
  SpareAccount *own = add_account (self, "Adobe", "alice");
  SpareAccount *both = add_account (self, "eBay", "alice");
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_NONE);
  SpareAccount *accounts[] = { none, own, both };
  static const char *const seen[] = {
    NULL, "Adobe has an app of its own for this. If you use it, choose the device that it is on.",
    "eBay has an app of its own for this. If you use it, choose the device that it is on."
  };
  static const char *const hints[] = { NULL, NULL, "eBay offers this" };

  add_fact (self, SPARE_FACT_DEVICE, "phone", "Pixel", "phone");
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autoptr (GPtrArray) parts = NULL;
      SpareInterviewPart *part;

      spare_account_set_secret (accounts[i], NULL);
      spare_account_set_params (accounts[i], &params);
      parts = ask (self, accounts[i], SPARE_QUESTION_SIGN_IN, NULL);
      part = get_part (parts, SPARE_ACCESS_SECOND);
      g_assert_cmpstr (part->seen, ==, seen[i]);
      g_assert_cmpstr (get_choice (part, "app:phone")->hint, ==, hints[i]);
    }
}

/* The person says that it is at a bank: then what banks often offer is marked, and it
 * matters much. A service that is known by itself is not asked about. */
static void
test_bank (Fixture *self,
           gconstpointer data)
{
  SpareAccount *bank = add_account (self, "Sparkasse Musterstadt", "4711");
  SpareAccount *known = add_account (self, "GitHub", "eve");
  g_autoptr (SpareThing) access = spare_access_new ("a", spare_account_get_id (bank));
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) importance = NULL;
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_NONE);
  SpareInterviewPart *part;

  spare_account_set_secret (bank, NULL);
  spare_account_set_params (bank, &params);
  add_fact (self, SPARE_FACT_NUMBER, "number", "+49 170 555", NULL);
  add_fact (self, SPARE_FACT_DEVICE, "phone", "Pixel", "phone");
  before = ask (self, bank, SPARE_QUESTION_SIGN_IN, NULL);
  g_assert_null (get_choice (get_part (before, SPARE_ACCESS_SECOND), "sms:number")->hint);
  part = get_part (before, SPARE_ACCESS_KIND);
  g_assert_false (get_choice (part, "bank")->chosen);
  spare_interview_part_choose (part, find (part, "bank"), TRUE);
  spare_interview_answer (access, before, 1);
  g_assert_true (spare_fact_has (access, SPARE_ACCESS_KIND, "bank"));

  g_list_store_append (self->things, access);
  after = ask (self, bank, SPARE_QUESTION_SIGN_IN, NULL);
  g_assert_true (get_choice (get_part (after, SPARE_ACCESS_KIND), "bank")->chosen);
  part = get_part (after, SPARE_ACCESS_SECOND);
  g_assert_cmpstr (get_choice (part, "sms:number")->hint, ==, "Banks often offer this");
  /* What they offer is an app of their own. */
  g_assert_null (get_choice (part, "app:phone")->hint);
  g_assert_true (g_str_has_prefix (part->seen, "Banks often have an app of their own for this."));
  importance = ask (self, bank, SPARE_QUESTION_IMPORTANCE, NULL);
  g_assert_true (get_choice (get_part (importance, SPARE_ACCESS_IMPORTANCE), "5")->chosen);

  others = ask (self, known, SPARE_QUESTION_SIGN_IN, NULL);
  g_assert_null (find_part (others, SPARE_ACCESS_KIND));
}

/* Asked only where the service's help says that such a key makes new codes. */
static void
test_ssh_keys (Fixture *self,
               gconstpointer data)
{
  SpareAccount *gitlab = add_account (self, "gitlab.com", "eve");
  SpareAccount *other = add_account (self, "github.com", "eve");
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (SpareThing) access = spare_access_new ("a", spare_account_get_id (gitlab));
  SpareInterviewPart *part;

  add_fact (self, SPARE_FACT_DEVICE, "laptop", "Laptop", "computer");
  parts = ask (self, gitlab, SPARE_QUESTION_BACK_IN, NULL);
  part = get_part (parts, SPARE_ACCESS_SSH_KEY);
  g_assert_cmpstr (get_choice (part, "laptop")->title, ==, "An SSH key on Laptop");
  g_assert_false (get_choice (part, "laptop")->chosen);
  spare_interview_part_choose (part, find (part, "laptop"), TRUE);
  spare_interview_answer (access, parts, 1);
  g_assert_true (spare_fact_has (access, SPARE_ACCESS_SSH_KEY, "laptop"));

  others = ask (self, other, SPARE_QUESTION_BACK_IN, NULL);
  g_assert_null (find_part (others, SPARE_ACCESS_SSH_KEY));
}

static void
test_secret (Fixture *self,
             gconstpointer data)
{
  SpareAccount *here = add_account (self, "Tea Club", "alice");
  g_autoptr (SpareAccount) bare = spare_account_copy (here);
  SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  g_autoptr (GPtrArray) parts = ask (self, here, SPARE_QUESTION_SIGN_IN, NULL);
  g_autoptr (GPtrArray) bare_parts = NULL;
  g_autoptr (GPtrArray) bare_back = NULL;
  g_auto (GStrv) values = spare_interview_part_dup_values (get_part (parts, SPARE_ACCESS_SECOND));

  g_assert_nonnull (get_part (parts, SPARE_ACCESS_SECOND)->seen);
  g_assert_cmpuint (g_strv_length (values), ==, 0);
  g_assert_cmpuint (find (get_part (parts, SPARE_ACCESS_SECOND), "none"), ==, G_MAXUINT);

  spare_account_set_secret (bare, NULL);
  spare_account_set_params (bare, &none);
  bare_parts = ask (self, bare, SPARE_QUESTION_SIGN_IN, NULL);
  bare_back = ask (self, bare, SPARE_QUESTION_BACK_IN, NULL);
  assert_chosen (get_part (bare_parts, SPARE_ACCESS_SECOND), "unknown");
  /* Nothing to lift. */
  g_assert_null (find_part (bare_back, SPARE_ACCESS_MAIL_LIFTS));
}

/* Which remembered password can be that of which account. */
static void
test_memories (Fixture *self,
               gconstpointer data)
{
  SpareAccount *manager = add_account (self, "Bitwarden", "alice");
  SpareAccount *account = add_account (self, "Tea Club", "alice");
  g_autoptr (GPtrArray) of_manager = NULL;
  g_autoptr (GPtrArray) of_account = NULL;

  add_fact (self, SPARE_FACT_MEMORY, "m1", "Master", "master");
  add_fact (self, SPARE_FACT_MEMORY, "m2", "Old One", "password");
  add_fact (self, SPARE_FACT_MEMORY, "m3", "Backup", "passphrase");
  add_fact (self, SPARE_FACT_MEMORY, "m4", "Another", NULL);
  of_manager = ask (self, manager, SPARE_QUESTION_SIGN_IN, NULL);
  of_account = ask (self, account, SPARE_QUESTION_SIGN_IN, NULL);

  g_assert_cmpstr (get_choice (get_part (of_manager, SPARE_ACCESS_PASSWORD), "memory:m1")->title, ==,
                   "“Master”, which I remember");
  g_assert_cmpuint (find (get_part (of_account, SPARE_ACCESS_PASSWORD), "memory:m1"), ==, G_MAXUINT);
  g_assert_cmpstr (get_choice (get_part (of_account, SPARE_ACCESS_PASSWORD), "memory:m2")->title, ==,
                   "“Old One”, which other accounts have, too");
  g_assert_cmpuint (find (get_part (of_account, SPARE_ACCESS_PASSWORD), "memory:m3"), ==, G_MAXUINT);
  g_assert_cmpuint (find (get_part (of_account, SPARE_ACCESS_PASSWORD), "memory:m4"), !=, G_MAXUINT);
}

/* "None" and "I don't know" go with no other answer; of a password there is one. */
static void
test_choose (Fixture *self,
             gconstpointer data)
{
  SpareAccount *account = add_account (self, "Tea Club", "alice");
  g_autoptr (GPtrArray) parts = NULL;
  SpareInterviewPart *recovery;
  g_auto (GStrv) two = NULL;

  add_fact (self, SPARE_FACT_NUMBER, "n1", "Mobile", NULL);
  add_fact (self, SPARE_FACT_PERSON, "x1", "Eva", NULL);
  parts = ask (self, account, SPARE_QUESTION_BACK_IN, NULL);
  recovery = get_part (parts, SPARE_ACCESS_RECOVERY);
  assert_chosen (recovery, "unknown");
  spare_interview_part_choose (recovery, find (recovery, "sms:n1"), TRUE);
  spare_interview_part_choose (recovery, find (recovery, "person:x1"), TRUE);
  two = spare_interview_part_dup_values (recovery);
  g_assert_cmpstrv (two, ((const char *[]) { "sms:n1", "person:x1", NULL }));
  spare_interview_part_choose (recovery, find (recovery, "none"), TRUE);
  assert_chosen (recovery, "none");
  /* No answer is one, too. */
  spare_interview_part_choose (recovery, find (recovery, "none"), FALSE);
  assert_chosen (recovery, "unknown");
}

/* What is noted is chosen the next time, and holds for the next account. */
static void
test_answer (Fixture *self,
             gconstpointer data)
{
  SpareAccount *manager = add_account (self, "Bitwarden", "alice");
  SpareAccount *account = add_account (self, "Tea Club", "alice");
  SpareAccount *next = add_account (self, "Tea Shop", "alice");
  g_autofree char *kept = g_strconcat ("manager:", spare_account_get_id (manager), NULL);
  g_autoptr (SpareThing) access = spare_access_new ("a1", spare_account_get_id (account));
  g_autoptr (GPtrArray) parts = ask (self, account, SPARE_QUESTION_SIGN_IN, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) following = NULL;
  SpareInterviewPart *password = get_part (parts, SPARE_ACCESS_PASSWORD);

  assert_chosen (password, kept);
  spare_interview_part_choose (password, find (password, "own"), TRUE);
  spare_interview_answer (access, parts, 77);
  g_assert_true (spare_fact_has (access, SPARE_ACCESS_PASSWORD, "own"));
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_PASSWORD), ==, 77);
  g_assert_cmpuint (spare_thing_count (access, SPARE_ACCESS_SECOND), ==, 0);
  g_assert_true (spare_access_is_answered (access, SPARE_QUESTION_SIGN_IN));
  g_assert_false (spare_access_is_answered (access, SPARE_QUESTION_BACK_IN));

  g_list_store_append (self->things, access);
  again = ask (self, account, SPARE_QUESTION_SIGN_IN, NULL);
  assert_chosen (get_part (again, SPARE_ACCESS_PASSWORD), "own");
  g_assert_null (get_choice (get_part (again, SPARE_ACCESS_PASSWORD), "own")->hint);
  following = ask (self, next, SPARE_QUESTION_SIGN_IN, access);
  assert_chosen (get_part (following, SPARE_ACCESS_PASSWORD), "own");
  g_assert_cmpstr (get_choice (get_part (following, SPARE_ACCESS_PASSWORD), "own")->hint, ==,
                   "As for the account before");
}

static SpareRecord *
name_one (Fixture *self,
          SpareInterviewPart *part,
          guint nth,
          const char *name,
          const char *id)
{
  return spare_interview_part_add (part, &part->adds[nth], name, id, G_LIST_MODEL (self->accounts),
                                   G_LIST_MODEL (self->things), 50);
}

static guint
find_add (SpareInterviewPart *part,
          const char *word)
{
  for (guint i = 0; i < part->n_adds; i++)
    if (g_strcmp0 (part->adds[i].word, word) == 0)
      return i;

  g_assert_not_reached ();
}

/* A name is enough; what is on record under it is not made twice. */
static void
test_add (Fixture *self,
          gconstpointer data)
{
  SpareAccount *account = add_account (self, "Tea Club", "alice");
  SpareAccount *mailbox = add_account (self, "post.example", "alice@post.example");
  g_autofree char *mail = g_strconcat ("email:", spare_account_get_id (mailbox), NULL);
  g_autoptr (GPtrArray) sign_in = ask (self, account, SPARE_QUESTION_SIGN_IN, NULL);
  g_autoptr (GPtrArray) back_in = ask (self, account, SPARE_QUESTION_BACK_IN, NULL);
  SpareInterviewPart *password = get_part (sign_in, SPARE_ACCESS_PASSWORD);
  SpareInterviewPart *second = get_part (sign_in, SPARE_ACCESS_SECOND);
  SpareInterviewPart *recovery = get_part (back_in, SPARE_ACCESS_RECOVERY);
  g_autoptr (SpareRecord) phone = NULL;
  g_autoptr (SpareRecord) manager = NULL;

  phone = name_one (self, second, find_add (second, "app"), " Pixel ", "d9");
  g_assert_cmpstr (spare_fact_get_name (SPARE_THING (phone)), ==, "Pixel");
  g_assert_true (spare_fact_has (SPARE_THING (phone), SPARE_FACT_KIND, "phone"));
  assert_chosen (second, "app:d9");

  manager = name_one (self, password, find_add (password, "manager"), "Bitwarden", "b9");
  g_assert_cmpstr (spare_account_get_service (SPARE_ACCOUNT (manager)), ==, "Bitwarden");
  g_assert_true (spare_account_check (SPARE_ACCOUNT (manager), NULL));
  assert_chosen (password, "manager:b9");

  add_fact (self, SPARE_FACT_PERSON, "x1", "Eva", NULL);
  g_assert_null (name_one (self, recovery, find_add (recovery, "person"), "eva", "x9"));
  assert_chosen (recovery, "person:x1");
  g_assert_null (name_one (self, recovery, find_add (recovery, "address"), "no address", "y9"));
  assert_chosen (recovery, "person:x1");
  g_assert_null (name_one (self, recovery, find_add (recovery, "address"), "alice@post.example", "y9"));
  g_assert_true (get_choice (recovery, mail)->chosen);
  g_assert_null (name_one (self, recovery, find_add (recovery, "address"), "bob@far.example", "y9"));
  g_assert_true (get_choice (recovery, "address:bob@far.example")->chosen);
}

static void
test_summary (Fixture *self,
              gconstpointer data)
{
  SpareAccount *account = add_account (self, "Tea Club", "alice");
  g_autoptr (SpareThing) access = spare_access_new ("a1", spare_account_get_id (account));
  g_autofree char *nothing = spare_interview_dup_summary (account, G_LIST_MODEL (self->accounts),
                                                          G_LIST_MODEL (self->things));
  g_autofree char *summary = NULL;

  g_assert_null (nothing);
  add_fact (self, SPARE_FACT_NUMBER, "n1", "Mobile", NULL);
  spare_fact_say_one (access, SPARE_ACCESS_PASSWORD, "own", 1);
  spare_fact_say_one (access, SPARE_ACCESS_SECOND, "sms:n1", 1);
  spare_fact_say_one (access, SPARE_ACCESS_IMPORTANCE, "5", 1);
  g_list_store_append (self->things, access);
  summary = spare_interview_dup_summary (account, G_LIST_MODEL (self->accounts), G_LIST_MODEL (self->things));
  g_assert_cmpstr (summary, ==,
                   "Signing in: One of its own, which I remember; An SMS to Mobile. Losing it: Very bad.");
}

/* The dialog. */

static GtkWidget *
find_button (GtkWidget *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

typedef struct
{
  SpareVault *vault;
  GtkWidget *dialog; /* (nullable): weak */
  guint clicks;
} Talk;

static guint
count_answers (SpareVault *vault)
{
  GListModel *things = spare_vault_get_things (vault);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      for (SpareQuestion question = 0; question < SPARE_N_QUESTIONS; question++)
        n += spare_thing_is_fact (thing, SPARE_FACT_ACCESS) && spare_access_is_answered (thing, question);
    }

  return n;
}

static double
get_progress (GtkWidget *widget)
{
  double found = GTK_IS_PROGRESS_BAR (widget) ? gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (widget)) : -1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found < 0;
       child = gtk_widget_get_next_sibling (child))
    found = get_progress (child);

  return found;
}

/* The list has it before the dialog goes on. */
static gboolean
is_saved (gpointer data)
{
  Talk *talk = data;

  return count_answers (talk->vault) == talk->clicks
         && (talk->dialog == NULL || get_progress (talk->dialog) * 30 > talk->clicks - 0.5);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Ten accounts whose defaults fit are done with thirty clicks, and each click is saved. */
static void
test_ten (void)
{
  Talk talk = { spare_ui_test_vault () };
  SpareWindow *window = spare_window_new (NULL, talk.vault);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) open = NULL;
  gpointer vault = talk.vault;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *service = g_strdup_printf ("Tea Club %u", i);

      g_ptr_array_add (records, spare_ui_test_named (service, "alice"));
    }
  spare_ui_test_save_all (talk.vault, records);
  gtk_window_present (GTK_WINDOW (window));
  spare_interview_dialog_show (window, NULL);
  talk.dialog = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  for (guint i = 1; GTK_WINDOW (talk.dialog) == GTK_WINDOW (window); i++)
    {
      g_object_unref (talk.dialog);
      talk.dialog = g_list_model_get_item (gtk_window_get_toplevels (), i);
    }
  g_object_unref (talk.dialog);
  g_object_add_weak_pointer (G_OBJECT (talk.dialog), (gpointer *) &talk.dialog);

  while (talk.clicks < 30)
    {
      GtkWidget *next = find_button (talk.dialog, talk.clicks < 29 ? "_Continue" : "_Done");

      g_assert_nonnull (next);
      talk.clicks++;
      g_signal_emit_by_name (next, "clicked");
      spare_ui_test_wait (is_saved, &talk);
    }
  spare_ui_test_wait (is_gone, &talk.dialog);
  open = spare_access_list_open (spare_vault_get_accounts (talk.vault), spare_vault_get_things (talk.vault));
  g_assert_cmpuint (open->len, ==, 0);

  gtk_window_close (GTK_WINDOW (window));
  g_object_add_weak_pointer (G_OBJECT (talk.vault), &vault);
  g_clear_object (&talk.vault);
  spare_ui_test_wait (is_gone, &vault);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  ADD ("/ui/interview/mailbox", test_mailbox);
  ADD ("/ui/interview/service", test_service);
  ADD ("/ui/interview/ssh-keys", test_ssh_keys);
  ADD ("/ui/interview/bank", test_bank);
  ADD ("/ui/interview/own-app", test_own_app);
  ADD ("/ui/interview/secret", test_secret);
  ADD ("/ui/interview/memories", test_memories);
  ADD ("/ui/interview/choose", test_choose);
  ADD ("/ui/interview/answer", test_answer);
  ADD ("/ui/interview/add", test_add);
  ADD ("/ui/interview/summary", test_summary);
  g_test_add_func ("/ui/interview/ten", test_ten);

  return g_test_run ();
}
