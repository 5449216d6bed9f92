/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What to do when something happened to Maya (map-facts.h). The steps were worked out
 * by hand from who opens whom. */

#include "map-facts.h"
#include "spare-happening-log.h"
#include "spare-runbook.h"

#include <string.h>

static GPtrArray *
write_book (Facts              *facts,
            SpareHappeningKind  kind,
            const char         *subject)
{
  g_autoptr (SpareMap) map = facts_map (facts);

  return spare_runbook_new (map, G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things),
                            facts->directory, kind, subject);
}

static const SpareRunbookStep *
find_step (GPtrArray  *steps,
           const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    if (strcmp (((SpareRunbookStep *) g_ptr_array_index (steps, i))->id, id) == 0)
      return g_ptr_array_index (steps, i);

  g_assert_not_reached ();
}

static void
check_steps (GPtrArray  *steps,
             const char *wanted)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const SpareRunbookStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", step->id);
      g_assert_cmpuint (strlen (step->title), >, 5);
      g_assert_cmpuint (strlen (step->why), >, 5);
    }
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
add_codes (Facts *facts)
{
  g_autoptr (SpareThing) set = spare_code_set_new ("set", "code", "typed", NOW);
  g_autoptr (SpareThing) sheet = spare_sheet_record_new ("sheet", SPARE_SHEET_CODES, "K7M-3QP", NULL, NOW);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("12345678");
  const char *const places[] = { "Desk", "", "Bank", NULL };

  spare_code_set_add (set, code, NULL);
  spare_sheet_record_add_set (sheet, "set");
  spare_sheet_record_set_places (sheet, places);
  g_list_store_append (facts->things, set);
  g_list_store_append (facts->things, sheet);
}

static void
test_lost_phone (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;

  facts_add_maya (&facts);
  steps = write_book (&facts, SPARE_HAPPENING_LOST_PHONE, "phone");
  /* The mailbox first: it opens cloud and shop. It comes back by a code to the number,
   * the mailer by its backup codes; cloud and code host do not come back. What makes
   * the codes of these four is on the phone. The bank needs a password, too. */
  check_steps (steps, "wipe:phone number:number sessions:mail renew:mail back:cloud sessions:cloud renew:cloud "
                      "sessions:mailer renew:mailer back:code sessions:code renew:code sessions:shop police");
  g_assert_cmpstr (find_step (steps, "wipe:phone")->title, ==, "Lock Phone from afar, or erase it");
  g_assert_cmpstr (find_step (steps, "number:number")->title, ==,
                   "Have the carrier block the SIM card of +49 170 555, and get a new one");
  g_assert_cmpstr (find_step (steps, "back:code")->title, ==, "Ask Code to let you back in");
  g_assert_null (find_step (steps, "back:code")->action);
}

static void
test_backup_codes (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (SpareThing) phone = NULL;
  const SpareRunbookStep *step;

  facts_add_maya (&facts);
  facts_add_secret (facts_add_account (&facts, "GitHub", "maya"));
  add_codes (&facts);
  /* The phone is the one with Sparekey on it: codes that are kept here are on it. */
  phone = spare_thing_find (G_LIST_MODEL (facts.things), "phone");
  spare_fact_say_one (phone, SPARE_DEVICE_HERE, "yes", NOW);
  steps = write_book (&facts, SPARE_HAPPENING_CANNOT_SIGN_IN, "code");
  check_steps (steps, "time ways:code back:code help:code sessions:code renew:code");
  step = find_step (steps, "back:code");
  g_assert_cmpstr (step->title, ==, "Get back into Code with a backup code");
  g_assert_nonnull (strstr (step->why, "K7M-3QP (Desk, Bank)"));
  g_assert_cmpstr (step->action, ==, "win.show-set");
  g_assert_cmpstr (step->parameter, ==, "code");
  g_clear_pointer (&steps, g_ptr_array_unref);

  steps = write_book (&facts, SPARE_HAPPENING_LOST_PHONE, "phone");
  step = find_step (steps, "codes:code");
  g_assert_cmpstr (step->action, ==, "win.take-codes");
  /* Its secret is in Sparekey; the page is known of the service. */
  step = find_step (steps, "renew:github");
  g_assert_cmpstr (step->action, ==, "win.renew-phone");
  g_assert_cmpstr (step->parameter, ==, "github");
  g_assert_true (g_str_has_prefix (step->address, "https://github.com/"));
}

static void
test_stolen_laptop (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;

  facts_add_maya (&facts);
  steps = write_book (&facts, SPARE_HAPPENING_STOLEN_LAPTOP, "laptop");
  /* Nothing is lost and nothing falls, but the mailer's backup codes lie on it. */
  check_steps (steps, "wipe:laptop sessions:mailer codes:mailer police");
}

/* Who has an SSH key makes codes: it goes before new ones are made. */
static void
test_ssh_key (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;

  facts_add_account (&facts, "GitLab", "maya");
  facts_add (&facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "kind", "computer", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "desk", "Desk computer", "kind", "computer", NULL);
  facts_add_access (&facts, "gitlab", "password", "own", "second", "app:phone", "ssh-key", "laptop", NULL);
  steps = write_book (&facts, SPARE_HAPPENING_STOLEN_LAPTOP, "laptop");
  check_steps (steps, "wipe:laptop sessions:gitlab ssh-key:gitlab codes:gitlab police");
  g_assert_cmpstr (find_step (steps, "ssh-key:gitlab")->title, ==, "Remove the SSH key of Laptop at GitLab");
  g_assert_true (g_str_has_prefix (find_step (steps, "codes:gitlab")->why, "Somebody may have made some with the key."));
  g_clear_pointer (&steps, g_ptr_array_unref);

  steps = write_book (&facts, SPARE_HAPPENING_STOLEN_LAPTOP, "desk");
  check_steps (steps, "wipe:desk police");
}

static void
test_intruder (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;

  facts_add_maya (&facts);
  steps = write_book (&facts, SPARE_HAPPENING_INTRUDER, "shop");
  /* The mailbox opens the shop; the forum has the same password. */
  check_steps (steps, "password:mail recovery:mail password:shop sessions:shop recovery:shop password:forum help:shop");
  g_assert_cmpstr (find_step (steps, "password:forum")->why, ==, "It has the same one as Shop.");
  g_clear_pointer (&steps, g_ptr_array_unref);

  steps = write_book (&facts, SPARE_HAPPENING_INTRUDER, "mail");
  check_steps (steps, "password:mail sessions:mail renew:mail recovery:mail look:cloud look:shop help:mail");
}

static void
test_home_gone (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;

  facts_add_maya (&facts);
  add_codes (&facts);
  steps = write_book (&facts, SPARE_HAPPENING_HOME_GONE, NULL);
  /* The code host comes back by the sheet that is at the bank. */
  check_steps (steps, "documents number:number backup sheet:sheet back:mail back:bank back:cloud back:mailer");
  g_assert_nonnull (strstr (find_step (steps, "sheet:sheet")->why, "Desk"));
}

static void
test_unknown (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add_maya (&facts);
  for (SpareHappeningKind kind = 0; kind < SPARE_HAPPENING_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) steps = write_book (&facts, kind, "gone");

      g_assert_true ((steps->len > 0) == (kind == SPARE_HAPPENING_HOME_GONE));
    }
}

static void
test_log (void)
{
  g_autoptr (SpareThing) happening = spare_happening_new ("h", SPARE_HAPPENING_LOST_PHONE, "phone", NOW);
  g_autoptr (SpareThing) later = spare_happening_new ("k", SPARE_HAPPENING_HOME_GONE, NULL, NOW + 1);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) open = NULL;
  SpareHappeningKind kind;

  g_assert_true (spare_happening_get_kind (happening, &kind));
  g_assert_cmpint (kind, ==, SPARE_HAPPENING_LOST_PHONE);
  g_assert_cmpstr (spare_happening_get_subject (happening), ==, "phone");
  g_assert_null (spare_happening_get_subject (later));
  g_assert_cmpint (spare_happening_get_started (happening), ==, NOW);

  spare_happening_set_done (happening, "wipe:phone", NOW + 60);
  spare_happening_set_done (happening, "police", NOW + 120);
  spare_happening_set_done (happening, "wipe:phone", NOW + 180);
  g_assert_cmpint (spare_happening_get_done (happening, "wipe:phone"), ==, NOW + 180);
  g_assert_cmpint (spare_happening_get_done (happening, "police"), ==, NOW + 120);
  g_assert_cmpint (spare_happening_get_done (happening, "wipe"), ==, 0);
  g_assert_cmpuint (spare_thing_count (happening, "done"), ==, 2);
  spare_happening_set_done (happening, "police", 0);
  g_assert_cmpint (spare_happening_get_done (happening, "police"), ==, 0);
  g_assert_cmpint (spare_happening_get_done (happening, "wipe:phone"), ==, NOW + 180);

  g_list_store_append (things, happening);
  g_list_store_append (things, later);
  open = spare_happening_list_open (G_LIST_MODEL (things));
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_true (g_ptr_array_index (open, 0) == later);
  g_clear_pointer (&open, g_ptr_array_unref);
  spare_happening_finish (later, NOW + 200);
  g_assert_cmpint (spare_happening_get_finished (later), ==, NOW + 200);
  open = spare_happening_list_open (G_LIST_MODEL (things));
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_true (g_ptr_array_index (open, 0) == happening);

  spare_thing_set_text (later, "kind", "flood");
  g_assert_false (spare_happening_get_kind (later, &kind));
}

/* "used code 1, secret code , …" and the ticked ones among back, renew and codes of @account. */
static void
check_log (SpareThing *happening,
           const char *account,
           const char *wanted_log,
           const char *wanted_done)
{
  static const char *const names[] = { "done", "opened", "used", "unused", "codes", "secret" };
  static const char *const kinds[] = { "back", "renew", "codes" };
  g_autoptr (GPtrArray) events = spare_happening_dup_log (happening);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GString) done = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareHappeningEvent *event = g_ptr_array_index (events, i);

      g_string_append_printf (log, "%" G_GINT64_FORMAT " %s %s %s; ", event->time - NOW, names[event->kind],
                              event->account, event->detail);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *step = g_strconcat (kinds[i], ":", account, NULL);

      if (spare_happening_get_done (happening, step) != 0)
        g_string_append_printf (done, "%s ", kinds[i]);
    }
  g_assert_cmpstr (log->str, ==, wanted_log);
  g_assert_cmpstr (done->str, ==, wanted_done);
}

static gboolean
note (Facts      *facts,
      SpareThing *happening,
      GPtrArray  *steps,
      gpointer    record,
      gpointer    other,
      gint64      now)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  if (other != NULL)
    g_ptr_array_add (records, other);

  return spare_happening_note (happening, steps, G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), records,
                               now);
}

/* A use ticks the way back in, and takes the tick along; void codes and secrets are
 * noted, and tick their steps where there are new ones. */
static void
test_note (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (SpareThing) happening = spare_happening_new ("h", SPARE_HAPPENING_LOST_PHONE, "phone", NOW);
  g_autoptr (SpareThing) phone = NULL;
  g_autoptr (SpareThing) set = NULL;
  g_autoptr (SpareRecord) used = NULL;
  g_autoptr (SpareRecord) gone = NULL;
  g_autoptr (SpareThing) fresh = spare_code_set_new ("fresh", "code", "typed", NOW);
  g_autoptr (SpareThing) other = spare_code_set_new ("other", "forum", "typed", NOW);

  facts_add_maya (&facts);
  add_codes (&facts);
  phone = spare_thing_find (G_LIST_MODEL (facts.things), "phone");
  spare_fact_say_one (phone, SPARE_DEVICE_HERE, "yes", NOW);
  steps = write_book (&facts, SPARE_HAPPENING_LOST_PHONE, "phone");
  set = spare_thing_find (G_LIST_MODEL (facts.things), "set");
  used = spare_record_copy (SPARE_RECORD (set));
  spare_code_set_set_used (SPARE_THING (used), 0, NOW + 5, NOW + 5);
  g_assert_true (note (&facts, happening, steps, used, NULL, NOW + 5));
  check_log (happening, "code", "5 used code 1; ", "back ");

  spare_code_set_set_used (set, 0, NOW + 5, NOW + 5);
  gone = spare_record_copy (SPARE_RECORD (set));
  spare_code_set_set_used (SPARE_THING (gone), 0, 0, NOW + 6);
  g_assert_true (note (&facts, happening, steps, gone, NULL, NOW + 6));
  check_log (happening, "code", "5 used code 1; 6 unused code 1; ", "");

  spare_code_set_set_used (SPARE_THING (gone), 0, NOW + 5, NOW + 5);
  spare_code_set_void (SPARE_THING (gone), SPARE_VOID_LOST, NOW + 7);
  g_assert_true (note (&facts, happening, steps, gone, NULL, NOW + 7));
  check_log (happening, "code", "5 used code 1; 6 unused code 1; 7 codes code ; ", "");
  g_assert_true (note (&facts, happening, steps, fresh, gone, NOW + 8));
  check_log (happening, "code", "5 used code 1; 6 unused code 1; 7 codes code ; 8 codes code ; ", "codes ");
  /* Not in any step. */
  g_assert_false (note (&facts, happening, steps, other, NULL, NOW + 9));
}

static void
test_note_secret (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (SpareThing) happening = spare_happening_new ("h", SPARE_HAPPENING_INTRUDER, "github", NOW);
  g_autoptr (SpareSecret) secret = spare_secret_new ("another one of 20 by", 20);
  g_autoptr (SpareRecord) renewed = NULL;
  SpareAccount *account = facts_add_account (&facts, "GitHub", "maya");

  facts_add_secret (account);
  steps = write_book (&facts, SPARE_HAPPENING_INTRUDER, "github");
  renewed = spare_record_copy (SPARE_RECORD (account));
  g_assert_false (note (&facts, happening, steps, renewed, NULL, NOW + 1));
  spare_account_set_secret (SPARE_ACCOUNT (renewed), secret);
  g_assert_true (note (&facts, happening, steps, renewed, NULL, NOW + 2));
  check_log (happening, "github", "2 secret github ; ", "renew ");

  spare_happening_log (happening, NOW + 3, SPARE_HAPPENING_EVENT_DONE, NULL, "Ask: why");
  check_log (happening, "github", "2 secret github ; 3 done  Ask: why; ", "renew ");
  for (guint i = 0; i < SPARE_HAPPENING_MAX_LOG; i++)
    spare_happening_log (happening, NOW + 4, SPARE_HAPPENING_EVENT_OPENED, NULL, NULL);
  g_assert_cmpuint (spare_thing_count (happening, "log"), ==, SPARE_HAPPENING_MAX_LOG);
}

/* The page on which a password is changed is the one that the account's own page leads
 * to: of the service, of a list that was imported, or where browsers look for it. */
static void
test_password_pages (void)
{
  static const char list[] = "{\"forum.example\":\"https://id.forum.example/password\"}";
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareDirectory) none = spare_directory_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list));
  g_autoptr (SpareDirectoryList) pages = spare_directory_list_read (bytes, "change-password-URLs.json", NOW, NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  g_assert_nonnull (pages);
  facts_add_account (&facts, "forum.example", "maya");
  facts_add_account (&facts, "shop.example", "maya");
  facts_add_access (&facts, "forum.example", "password", "memory:one", NULL);
  facts_add_access (&facts, "shop.example", "password", "memory:one", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Old one", NULL);

  before = write_book (&facts, SPARE_HAPPENING_INTRUDER, "forum.example");
  g_assert_cmpstr (find_step (before, "password:forum.example")->address, ==,
                   "https://forum.example/.well-known/change-password");
  facts.directory = spare_directory_with (none, SPARE_DIRECTORY_PASSWORD_PAGES, pages);
  steps = write_book (&facts, SPARE_HAPPENING_INTRUDER, "forum.example");
  g_assert_cmpstr (find_step (steps, "password:forum.example")->address, ==, "https://id.forum.example/password");
  g_assert_cmpstr (find_step (steps, "password:shop.example")->address, ==,
                   "https://shop.example/.well-known/change-password");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runbook/lost-phone", test_lost_phone);
  g_test_add_func ("/runbook/backup-codes", test_backup_codes);
  g_test_add_func ("/runbook/stolen-laptop", test_stolen_laptop);
  g_test_add_func ("/runbook/ssh-key", test_ssh_key);
  g_test_add_func ("/runbook/intruder", test_intruder);
  g_test_add_func ("/runbook/home-gone", test_home_gone);
  g_test_add_func ("/runbook/unknown", test_unknown);
  g_test_add_func ("/happening/log", test_log);
  g_test_add_func ("/happening/note", test_note);
  g_test_add_func ("/happening/note-secret", test_note_secret);
  g_test_add_func ("/runbook/password-pages", test_password_pages);
  return g_test_run ();
}
