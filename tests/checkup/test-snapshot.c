/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-snapshot.h"

#include <string.h>

#define NOW 1795305600 /* 22 November 2026 */

static guint next_id;

static char *
new_id (void)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", next_id++);
}

static void
add (GPtrArray  *passwords,
     const char *title,
     const char *url,
     const char *user,
     const char *text)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text (text);

  g_ptr_array_add (passwords, spare_password_new (title, user, url, password));
}

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
}

static SpareSnapshot *
take (GPtrArray           *passwords,
      const SpareSnapshot *former)
{
  g_autoptr (GError) error = NULL;
  SpareSnapshot *snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_FIREFOX, NULL, former, NOW, NULL,
                                                &error);

  g_assert_no_error (error);
  return snapshot;
}

static void
test_classes (void)
{
  g_autoptr (GPtrArray) passwords = list_new ();
  g_autoptr (SpareSnapshot) snapshot = NULL;
  static const struct
  {
    const char *url;
    const char *password;
    guint       number;
    guint       similar;
  } cases[] = {
    { "https://one.example", "Sommer2023!", 1, 1 },
    { "https://two.example", "sommer2024", 2, 1 },
    { "https://three.example", "x9$Kq2!vLp0z", 3, 2 },
    { "https://four.example", "x9$Kq2!vLp0y", 4, 2 },
    { "https://five.example", "Sommer2023!", 1, 1 },
    { "https://six.example", "12345678", 5, 0 },
    { "https://seven.example", "87654321", 6, 0 },
    { "https://eight.example", "correcthorse", 7, 0 },
    { "https://nine.example", "correctbattery", 8, 0 },
    /* Composed and not: the same. */
    { "https://ten.example", "m\xc3\xbcnchen!7Qx", 9, 0 },
    { "https://eleven.example", "mu\xcc\x88nchen!7Qx", 9, 0 },
    { "https://mail.example", "blueSky-mail", 10, 3 },
    { "https://bank.example", "blueSky-bank", 11, 3 },
    /* Short ones are alike by their stem alone. */
    { "https://twelve.example", "abc1", 12, 0 },
    { "https://thirteen.example", "abc2", 13, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add (passwords, "", cases[i].url, "alice", cases[i].password);
  snapshot = take (passwords, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SpareSnapshotEntry *entry = spare_snapshot_get (snapshot, i);

      g_assert_cmpuint (entry->number, ==, cases[i].number);
      g_assert_cmpuint (entry->similar, ==, cases[i].similar);
      g_assert_cmpint (entry->breached, ==, SPARE_BREACHED_UNKNOWN);
      g_assert_cmpint (entry->changed, ==, SPARE_CHANGED_UNKNOWN);
    }
  g_assert_cmpuint (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_REUSED), ==, 4);
  g_assert_cmpuint (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_SIMILAR), ==, 7);
  g_assert_cmpuint (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_UNKNOWN), ==, G_N_ELEMENTS (cases));
}

static void
test_not_reused (void)
{
  static const struct
  {
    const char *title[2];
    const char *url[2];
    const char *user[2];
    gboolean    reused;
  } cases[] = {
    { { "", "" }, { "https://www.example.co.uk", "https://login.example.co.uk" }, { "a", "b" }, FALSE },
    { { "", "" }, { "https://one.co.uk", "https://two.co.uk" }, { "a", "a" }, TRUE },
    { { "", "" }, { "https://youtube.com", "https://accounts.google.com" }, { "a", "a" }, FALSE },
    { { "", "" }, { "https://amazon.de", "https://www.amazon.co.jp" }, { "a", "a" }, FALSE },
    { { "", "" }, { "https://login.live.com", "https://www.office.com" }, { "a", "a" }, FALSE },
    { { "", "" }, { "https://de.wikipedia.org", "https://commons.wikimedia.org" }, { "a", "a" }, FALSE },
    { { "", "" }, { "https://icloud.com", "https://google.com" }, { "a", "a" }, TRUE },
    { { "Bank", "bank" }, { "https://bank.example", "https://bank-online.example" }, { "a", "A" }, FALSE },
    { { "Bank", "Bank" }, { "https://bank.example", "https://bank-online.example" }, { "a", "b" }, TRUE },
    { { "", "" }, { "https://one.example,https://two.example", "https://two.example" }, { "a", "a" }, FALSE },
    { { "Router", "Printer" }, { "", "" }, { "admin", "admin" }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) passwords = list_new ();
      g_autoptr (SpareSnapshot) snapshot = NULL;

      g_test_message ("case %u", i);
      for (guint j = 0; j < 2; j++)
        add (passwords, cases[i].title[j], cases[i].url[j], cases[i].user[j], "the same one, always");
      snapshot = take (passwords, NULL);
      g_assert_cmpuint (spare_snapshot_get (snapshot, 0)->number, ==, spare_snapshot_get (snapshot, 1)->number);
      g_assert_cmpint (spare_snapshot_is_reused (snapshot, 0), ==, cases[i].reused);
      g_assert_cmpint (spare_snapshot_is_reused (snapshot, 1), ==, cases[i].reused);
      g_assert_false (spare_snapshot_is_similar (snapshot, 0));
    }
}

/* Saves as the vault does: what is there under an id is replaced. */
static void
save (GListStore *things,
      GPtrArray  *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      SpareThing *record = g_ptr_array_index (records, i);
      guint at = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareSecret) line = spare_record_print (SPARE_RECORD (record));

      g_assert_true (spare_record_check (SPARE_RECORD (record), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (spare_secret_get_size (line), <=, SPARE_RECORD_MAX);
      while (at < g_list_model_get_n_items (G_LIST_MODEL (things)))
        {
          g_autoptr (SpareThing) thing = g_list_model_get_item (G_LIST_MODEL (things), at);

          if (g_str_equal (spare_thing_get_id (thing), spare_thing_get_id (record)))
            break;
          at++;
        }
      if (at < g_list_model_get_n_items (G_LIST_MODEL (things)))
        g_list_store_remove (things, at);
      g_list_store_append (things, record);
    }
}

static void
expect_equal (const SpareSnapshot *a,
              const SpareSnapshot *b)
{
  g_assert_cmpint (spare_snapshot_get_date (a), ==, spare_snapshot_get_date (b));
  g_assert_cmpint (spare_snapshot_get_source (a), ==, spare_snapshot_get_source (b));
  g_assert_cmpuint (spare_snapshot_get_count (a), ==, spare_snapshot_get_count (b));
  for (guint i = 0; i < spare_snapshot_get_count (a); i++)
    {
      const SpareSnapshotEntry *one = spare_snapshot_get (a, i);
      const SpareSnapshotEntry *other = spare_snapshot_get (b, i);

      g_assert_cmpstr (one->title, ==, other->title);
      g_assert_cmpstr (one->user, ==, other->user);
      g_assert_true (g_strv_equal ((const char *const *) one->domains, (const char *const *) other->domains));
      g_assert_cmpuint (one->number, ==, other->number);
      g_assert_cmpuint (one->similar, ==, other->similar);
      g_assert_cmpint (one->strength, ==, other->strength);
      g_assert_cmpint (one->length, ==, other->length);
      g_assert_cmpint (one->breached, ==, other->breached);
      g_assert_cmpint (one->changed, ==, other->changed);
      g_assert_cmpint (one->changed_at, ==, other->changed_at);
      g_assert_cmpint (one->totp, ==, other->totp);
      g_assert_cmpint (one->http, ==, other->http);
      g_assert_cmpint (spare_snapshot_is_reused (a, i), ==, spare_snapshot_is_reused (b, i));
    }
}

static GPtrArray *
make_many (guint n)
{
  GPtrArray *passwords = list_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *url = g_strdup_printf ("http://a%u.example https://b%u.example", i, i);
      g_autofree char *title = g_strdup_printf ("\xc3\x9c" "ber %u & %s", i, "long, with signs: \"=%&?\\ \xf0\x9f\x94\x91");
      g_autofree char *text = g_strdup_printf ("%u-%u", i % 97, i % 5);

      add (passwords, title, url, "alice@example.org", text);
      ((SparePassword *) g_ptr_array_index (passwords, i))->totp = i % 3 == 0;
      ((SparePassword *) g_ptr_array_index (passwords, i))->changed = i % 2 * 1700000000;
    }

  return passwords;
}

/* Larger than a record, then smaller, then larger again. */
static void
test_stored (void)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  static const guint sizes[] = { 1200, 3, 2500, 1 };
  guint most = 0;

  g_assert_null (spare_snapshot_read (G_LIST_MODEL (things), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) passwords = make_many (sizes[i]);
      g_autoptr (SpareSnapshot) snapshot = take (passwords, NULL);
      g_autoptr (SpareSnapshot) again = NULL;
      g_autoptr (GPtrArray) records = NULL;

      spare_snapshot_set_breached (snapshot, 0, SPARE_BREACHED_YES);
      records = spare_snapshot_print (snapshot, G_LIST_MODEL (things), new_id);
      save (things, records);
      most = MAX (most, records->len);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (things)), ==, most);
      again = spare_snapshot_read (G_LIST_MODEL (things), NULL);
      g_assert_nonnull (again);
      expect_equal (snapshot, again);
    }
  g_assert_cmpuint (most, >, 1);
}

/* Not a byte of a password, and no digest of one. */
static void
test_nothing_else (void)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) passwords = list_new ();
  g_autoptr (SpareSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SpareSecret) line = NULL;

  next_id = 0;
  add (passwords, "Example", "http://www.example.org/login?x=1", "alice", "hunter2");
  ((SparePassword *) g_ptr_array_index (passwords, 0))->totp = TRUE;
  snapshot = take (passwords, NULL);
  records = spare_snapshot_print (snapshot, G_LIST_MODEL (things), new_id);
  g_assert_cmpuint (records->len, ==, 1);
  line = spare_record_print (g_ptr_array_index (records, 0));
  g_assert_cmpstr (spare_secret_peek_text (line), ==,
                   "sparekey:password-snapshot?x-id=00000000-0000-4000-8000-000000000000&date=1795305600&source=firefox"
                   "&part=0&entry=1%200%20very-weak%20short%20unknown%20unknown%200%20yes%20yes%0AExample%0Aalice%0A"
                   "example.org&parts=1");
}

static void
expect_unreadable (const char *line)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareRecord) record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  g_list_store_append (things, record);
  g_assert_null (spare_snapshot_read (G_LIST_MODEL (things), NULL));
}

static void
test_unreadable (void)
{
#define HEAD "sparekey:password-snapshot?x-id=1&date=1795305600&source=firefox&part=0"
  expect_unreadable (HEAD);
  expect_unreadable (HEAD "&parts=2&entry=1%200%20weak%20short%20no%20no%200%20no%20no%0A%0A%0A");
  expect_unreadable (HEAD "&parts=1&entry=1%200%20superb%20short%20no%20no%200%20no%20no%0A%0A%0A");
  expect_unreadable (HEAD "&parts=1&entry=1%200%20weak%20short%20no%20no%200%20no%20no");
  expect_unreadable (HEAD "&parts=1&entry=x%200%20weak%20short%20no%20no%200%20no%20no%0A%0A%0A");
  expect_unreadable (HEAD "&parts=1&entry=%FF");
  expect_unreadable ("sparekey:password-snapshot?x-id=1");
}

static SpareChanged
changed_of (const SpareSnapshot *snapshot,
            guint                i)
{
  return spare_snapshot_get (snapshot, i)->changed;
}

static SpareSnapshot *
take_of (const char *const   *texts,
         const gint64        *dates,
         const SpareSnapshot *former)
{
  g_autoptr (GPtrArray) passwords = list_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://site-%c.example", 'a' + (int) i);

      add (passwords, "", url, "alice", texts[i]);
      ((SparePassword *) g_ptr_array_index (passwords, i))->changed = dates != NULL ? dates[i] : 0;
    }

  return take (passwords, former);
}

static void
test_changed (void)
{
  static const char *const before[] = { "same 8492 horse", "same 8492 horse", "same 8492 horse", "other 5571 tiger",
                                        "lonely 333 whale", "pair 77120 snake", "pair 77120 snake", NULL };
  static const char *const after[] = { "fresh 6616 camel", "same 8492 horse", "same 8492 horse", "x",
                                       "lonely 333 whale", "pair 77120 snake", "fresh 1209 zebra", "new 65129 mouse",
                                       NULL };
  static const SpareChanged changes[] = { SPARE_CHANGED_YES,     SPARE_CHANGED_NO,      SPARE_CHANGED_NO,
                                          SPARE_CHANGED_YES,     SPARE_CHANGED_UNKNOWN, SPARE_CHANGED_UNKNOWN,
                                          SPARE_CHANGED_UNKNOWN, SPARE_CHANGED_UNKNOWN };
  static const gint64 dates[] = { 5, 5, 5, 5, 5, 5, 5, 5 };
  static const gint64 later[] = { 6, 5, 0, 5, 6, 5, 6, 5 };
  static const SpareChanged dated[] = { SPARE_CHANGED_YES, SPARE_CHANGED_NO, SPARE_CHANGED_NO, SPARE_CHANGED_NO,
                                        SPARE_CHANGED_YES, SPARE_CHANGED_NO, SPARE_CHANGED_YES, SPARE_CHANGED_UNKNOWN };
  g_autoptr (SpareSnapshot) first = take_of (before, NULL, NULL);
  g_autoptr (SpareSnapshot) second = take_of (after, NULL, first);
  g_autoptr (SpareSnapshot) first_dated = take_of (before, dates, NULL);
  g_autoptr (SpareSnapshot) second_dated = take_of (after, later, first_dated);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_test_message ("entry %u", i);
      g_assert_cmpint (changed_of (second, i), ==, changes[i]);
      g_assert_cmpint (changed_of (second_dated, i), ==, dated[i]);
    }
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) passwords = list_new ();
  g_autoptr (SpareSnapshot) snapshot = NULL;
  static const struct
  {
    const char *service;
    const char *name;
    int         found;
  } cases[] = {
    { "GitHub", "alice", 0 },
    { "github.com", "ALICE", 0 },
    { "GitHub", "carol", -1 },
    { "GitHub", "", 0 },
    { "www.example.co.uk", "bob", 2 },
    { "example.co.uk", "someone", -1 },
    { "Router", "admin", 3 },
    { "Google", "alice@example.org", 4 },
    { "Unheard Of", "alice", -1 },
    { "", "alice", -1 },
  };

  add (passwords, "", "https://github.com/login", "alice", "one");
  add (passwords, "", "https://github.com/login", "bob", "two");
  add (passwords, "", "https://shop.example.co.uk", "bob", "three");
  add (passwords, "Router", "", "admin", "four");
  add (passwords, "", "https://accounts.google.com", "", "five");
  snapshot = take (passwords, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SpareAccount) account = spare_account_new ("a");

      g_test_message ("%s, %s", cases[i].service, cases[i].name);
      spare_account_set_service (account, cases[i].service);
      spare_account_set_name (account, cases[i].name);
      g_assert_cmpint (spare_snapshot_find (snapshot, account), ==, cases[i].found);
    }
}

static void
test_canceled (void)
{
  g_autoptr (GPtrArray) passwords = make_many (50);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_CHROME, NULL, NULL, NOW, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checkup/snapshot/classes", test_classes);
  g_test_add_func ("/checkup/snapshot/not-reused", test_not_reused);
  g_test_add_func ("/checkup/snapshot/stored", test_stored);
  g_test_add_func ("/checkup/snapshot/nothing-else", test_nothing_else);
  g_test_add_func ("/checkup/snapshot/unreadable", test_unreadable);
  g_test_add_func ("/checkup/snapshot/changed", test_changed);
  g_test_add_func ("/checkup/snapshot/find", test_find);
  g_test_add_func ("/checkup/snapshot/canceled", test_canceled);

  return g_test_run ();
}
