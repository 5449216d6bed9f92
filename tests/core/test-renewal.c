/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-renewal.h"

#include <string.h>

#include "spare-error.h"

#define NOW G_GINT64_CONSTANT (1767225600)

#define PARAMS "&issuer=Example&algorithm=SHA1&digits=6&period=30"
#define ACCOUNT "otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP" PARAMS "&x-id=acc&x-version=1"
#define RENEWED "otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQ" PARAMS "&x-id=acc&x-version=1"
#define OLD     "otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP" PARAMS \
                "&x-id=new-1&x-deleted=1767225600&x-version=1"

typedef struct
{
  GListStore *accounts;
  GListStore *bin;
  GListStore *things;
  GPtrArray  *before; /* the lines of all, to tell that nothing was changed */
} Fixture;

static guint ids;

static char *
new_id (void)
{
  return g_strdup_printf ("new-%u", ++ids);
}

static gpointer
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  SpareRecord *record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static char *
print (gpointer record)
{
  g_autoptr (SpareSecret) line = spare_record_print (record);

  return g_strdup (spare_secret_peek_text (line));
}

static void
fill (GListStore        *list,
      const char *const *lines,
      GPtrArray         *before)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (SpareRecord) record = parse (lines[i]);

      spare_record_set_revision (record, 7);
      g_list_store_append (list, record);
      g_ptr_array_add (before, print (record));
    }
}

/* Two accounts with sets, and sheets with them:
 *
 *   alpha: sets of acc     beta: other
 *   sheet-1: alpha, beta   sheet-2: beta   sheet-3: alpha
 */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const char *const accounts[] = { ACCOUNT, "otpauth://none/Other?issuer=Other&x-id=other", NULL };
  const char *const bin[] = {
    "otpauth://totp/Example:alice?secret=MFRGGZDFMZTWQ2LK" PARAMS "&x-id=binned&x-deleted=5",
    "otpauth://totp/Else?secret=NNWG23TPOBYXE43U&issuer=Else&x-id=else&x-deleted=5",
    NULL
  };
  const char *const things[] = {
    "sparekey:code-set?x-id=alpha&account=acc&code=a1&code=a2&created=5",
    "sparekey:code-set?x-id=beta&account=other&code=b1&created=6",
    "sparekey:code-set?x-id=ancient&account=acc&code=z1&created=1&void=replaced&voided=3",
    "sparekey:sheet?x-id=sheet-1&kind=codes&set=alpha&set=beta&account=acc&account=other&printed=10",
    "sparekey:sheet?x-id=sheet-2&kind=codes&set=beta&account=other&printed=11",
    "sparekey:sheet?x-id=sheet-3&kind=codes&set=alpha&account=acc&printed=12",
    "sparekey:sheet?x-id=sheet-old&kind=codes&set=ancient&printed=2&void=replaced&voided=3&destroyed=4",
    "sparekey:sheet?x-id=blanks&kind=codes&account=acc&printed=13",
    "sparekey:sheet?x-id=keys&kind=codes&account=acc&secret=acc&printed=14",
    "sparekey:sheet?x-id=family&kind=emergency&account=acc&account=other&printed=15",
    "sparekey:place?x-id=place&account=acc",
    NULL
  };

  ids = 0;
  fixture->before = g_ptr_array_new_with_free_func (g_free);
  fixture->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  fixture->bin = g_list_store_new (SPARE_TYPE_ACCOUNT);
  fixture->things = g_list_store_new (SPARE_TYPE_THING);
  fill (fixture->accounts, accounts, fixture->before);
  fill (fixture->bin, bin, fixture->before);
  fill (fixture->things, things, fixture->before);
}

static void
assert_untouched (GListStore *list,
                  GPtrArray  *before,
                  guint      *at)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SpareRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *line = print (record);

      g_assert_cmpstr (line, ==, g_ptr_array_index (before, (*at)++));
      g_assert_cmpuint (spare_record_get_revision (record), ==, 7);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  guint at = 0;

  assert_untouched (fixture->accounts, fixture->before, &at);
  assert_untouched (fixture->bin, fixture->before, &at);
  assert_untouched (fixture->things, fixture->before, &at);
  g_assert_cmpuint (at, ==, fixture->before->len);

  g_ptr_array_unref (fixture->before);
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->bin);
  g_assert_finalize_object (fixture->things);
}

static gpointer
find (GPtrArray  *records,
      const char *id)
{
  gpointer found = NULL;

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (spare_record_get_id (g_ptr_array_index (records, i)), id) == 0)
      {
        g_assert_null (found); /* each once */
        found = g_ptr_array_index (records, i);
      }

  return found;
}

static void
assert_void (GPtrArray  *records,
             const char *id,
             SpareVoid   reason)
{
  SpareThing *thing = find (records, id);

  g_assert_nonnull (thing);
  g_assert_cmpuint (spare_record_get_revision (SPARE_RECORD (thing)), ==, 7);
  g_assert_true (spare_record_check (SPARE_RECORD (thing), NULL));
  if (spare_thing_is_sheet (thing))
    {
      g_assert_cmpint (spare_sheet_record_get_void (thing), ==, reason);
      g_assert_cmpint (spare_sheet_record_get_voided (thing), ==, NOW);
    }
  else
    {
      g_assert_cmpint (spare_code_set_get_void (thing), ==, reason);
      g_assert_cmpint (spare_code_set_get_last (thing, SPARE_CODE_EVENT_VOIDED), ==, NOW);
      g_assert_cmpuint (spare_code_set_count (thing), >, 0);
    }
}

static void
test_replace (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (SpareThing) fresh = parse ("sparekey:code-set?x-id=fresh&account=acc&code=n1");
  g_autoptr (GPtrArray) records =
    spare_renewal_replace_codes (G_LIST_MODEL (fixture->things), "acc", fresh, NOW);
  g_autoptr (GPtrArray) without = NULL;
  g_autofree char *line = NULL;

  g_assert_cmpuint (records->len, ==, 4);
  assert_void (records, "alpha", SPARE_VOID_REPLACED);
  assert_void (records, "sheet-1", SPARE_VOID_REPLACED);
  assert_void (records, "sheet-3", SPARE_VOID_REPLACED);
  line = print (find (records, "fresh"));
  g_assert_cmpstr (line, ==, "sparekey:code-set?x-id=fresh&account=acc&code=n1");
  g_assert_true (find (records, "fresh") != (gpointer) fresh);

  /* The service only said that the old ones are void. */
  without = spare_renewal_replace_codes (G_LIST_MODEL (fixture->things), "acc", NULL, NOW);
  g_assert_cmpuint (without->len, ==, 3);
}

/* A set that is in the list already, and saved anew: it stays, with its sheets. */
static void
test_replace_by_stored (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (SpareThing) set = g_list_model_get_item (G_LIST_MODEL (fixture->things), 0);
  g_autoptr (GPtrArray) records = spare_renewal_replace_codes (G_LIST_MODEL (fixture->things), "acc", set, NOW);

  g_assert_cmpstr (spare_thing_get_id (set), ==, "alpha");
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (spare_code_set_get_void (find (records, "alpha")), ==, SPARE_VOID_NOT);
}

static guint
find_place (GPtrArray  *records,
            const char *id)
{
  guint place = records->len;

  g_assert_true (g_ptr_array_find (records, find (records, id), &place));
  return place;
}

static void
test_turn_off (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_autoptr (GPtrArray) records =
    spare_renewal_turn_off (account, G_LIST_MODEL (fixture->things), NOW, new_id);
  SpareAccount *without = find (records, "acc");
  SpareAccount *old = find (records, "new-1");
  g_autofree char *without_line = print (without);
  g_autofree char *old_line = print (old);

  g_assert_cmpuint (records->len, ==, 7);
  g_assert_cmpstr (without_line, ==, "otpauth://none/Example:alice?issuer=Example&x-id=acc&x-version=1");
  g_assert_cmpuint (spare_account_get_revision (without), ==, 7);
  g_assert_true (spare_account_check (without, NULL));
  g_assert_cmpstr (old_line, ==, OLD);
  g_assert_cmpuint (spare_account_get_revision (old), ==, 0);
  /* Should the writing stop between them, no secret is lost. */
  g_assert_cmpuint (find_place (records, "new-1"), <, find_place (records, "acc"));
  assert_void (records, "alpha", SPARE_VOID_TURNED_OFF);
  assert_void (records, "sheet-1", SPARE_VOID_TURNED_OFF);
  assert_void (records, "sheet-3", SPARE_VOID_TURNED_OFF);
  assert_void (records, "blanks", SPARE_VOID_TURNED_OFF);
  assert_void (records, "keys", SPARE_VOID_TURNED_OFF);
}

/* An account that never had one-time codes: nothing goes into the bin. */
static void
test_turn_off_without_secret (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 1);
  g_autoptr (GPtrArray) records =
    spare_renewal_turn_off (account, G_LIST_MODEL (fixture->things), NOW, new_id);

  g_assert_cmpuint (records->len, ==, 4);
  g_assert_nonnull (find (records, "other"));
  assert_void (records, "beta", SPARE_VOID_TURNED_OFF);
  assert_void (records, "sheet-1", SPARE_VOID_TURNED_OFF);
  assert_void (records, "sheet-2", SPARE_VOID_TURNED_OFF);
}

static GPtrArray *
re_enroll (Fixture    *fixture,
           const char *renewed_line,
           gboolean    with_codes,
           GError    **error)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_autoptr (SpareAccount) renewed = parse (renewed_line);
  GPtrArray *records = spare_renewal_re_enroll (account, renewed, G_LIST_MODEL (fixture->bin),
                                                G_LIST_MODEL (fixture->things), with_codes, NOW, new_id, error);
  g_autofree char *line = print (renewed);

  g_assert_cmpstr (line, ==, renewed_line);
  g_assert_cmpuint (spare_account_get_revision (renewed), ==, 0);
  return records;
}

static void
test_re_enroll (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = re_enroll (fixture, RENEWED, TRUE, &error);
  g_autofree char *line = NULL;
  g_autofree char *old_line = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 6);
  line = print (find (records, "acc"));
  g_assert_cmpstr (line, ==, RENEWED);
  g_assert_cmpuint (spare_record_get_revision (find (records, "acc")), ==, 7);
  old_line = print (find (records, "new-1"));
  g_assert_cmpstr (old_line, ==, OLD);
  g_assert_cmpuint (find_place (records, "new-1"), <, find_place (records, "acc"));
  assert_void (records, "alpha", SPARE_VOID_RE_ENROLLED);
  assert_void (records, "sheet-1", SPARE_VOID_RE_ENROLLED);
  assert_void (records, "sheet-3", SPARE_VOID_RE_ENROLLED);
  /* The old secret is on it. */
  assert_void (records, "keys", SPARE_VOID_RE_ENROLLED);
}

static void
test_re_enroll_keeping_codes (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = re_enroll (fixture, RENEWED, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_nonnull (find (records, "acc"));
  g_assert_nonnull (find (records, "new-1"));
  assert_void (records, "keys", SPARE_VOID_RE_ENROLLED);
}

static void
assert_refused (Fixture       *fixture,
                const char    *secret,
                SpareCoreError code)
{
  g_autofree char *line = secret != NULL
                            ? g_strconcat ("otpauth://totp/Example:alice?secret=", secret,
                                           "&issuer=Example&algorithm=SHA256&digits=8&period=60&x-id=acc&x-version=1", NULL)
                            : g_strdup ("otpauth://none/Example:alice?issuer=Example&x-id=acc&x-version=1");
  g_autoptr (GError) error = NULL;

  g_assert_null (re_enroll (fixture, line, TRUE, &error));
  g_assert_error (error, SPARE_CORE_ERROR, (int) code);
  if (secret != NULL)
    g_assert_null (strstr (error->message, secret));
}

/* Whatever else is different about it: the account's, one of the same service in
 * the bin, one of another service in the bin. */
static void
test_old_secrets (Fixture      *fixture,
                  gconstpointer data)
{
  assert_refused (fixture, "JBSWY3DPEHPK3PXP", SPARE_CORE_ERROR_SECRET_REUSED);
  assert_refused (fixture, "MFRGGZDFMZTWQ2LK", SPARE_CORE_ERROR_SECRET_REUSED);
  assert_refused (fixture, "NNWG23TPOBYXE43U", SPARE_CORE_ERROR_SECRET_REUSED);
  assert_refused (fixture, NULL, SPARE_CORE_ERROR_SECRET_MISSING);
}

/* A second phone after that: the secret of the first one is in the bin by then. */
static void
test_old_secret_comes_back (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GListStore) bin = g_list_store_new (SPARE_TYPE_ACCOUNT);
  g_autoptr (GListStore) none = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) records = re_enroll (fixture, RENEWED, FALSE, NULL);
  g_autoptr (SpareAccount) first = parse (ACCOUNT);
  g_autoptr (GError) error = NULL;

  g_list_store_append (bin, find (records, "new-1"));
  g_assert_null (spare_renewal_re_enroll (find (records, "acc"), first, G_LIST_MODEL (bin), G_LIST_MODEL (none),
                                          TRUE, NOW, new_id, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_REUSED);
}

static void
test_lose_sheet (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (SpareThing) sheet = g_list_model_get_item (G_LIST_MODEL (fixture->things), 3);
  g_autoptr (GPtrArray) records = spare_renewal_lose_sheet (sheet, G_LIST_MODEL (fixture->things), NOW);

  g_assert_cmpuint (records->len, ==, 3);
  assert_void (records, "sheet-1", SPARE_VOID_LOST);
  assert_void (records, "alpha", SPARE_VOID_LOST);
  assert_void (records, "beta", SPARE_VOID_LOST);
}

/* In place of those that are in @records too. */
static GListStore *
apply (GListStore *things,
       GPtrArray  *records)
{
  GListStore *changed = g_list_store_new (SPARE_TYPE_THING);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (things)); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (G_LIST_MODEL (things), i);
      SpareThing *other = find (records, spare_thing_get_id (thing));

      g_list_store_append (changed, other != NULL ? other : thing);
    }

  return changed;
}

/* A sheet that was not lost, with a set that a lost one bore: still of use until
 * there are new codes. */
static void
test_replace_after_loss (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (SpareThing) lost = g_list_model_get_item (G_LIST_MODEL (fixture->things), 3);
  g_autoptr (GPtrArray) loss = spare_renewal_lose_sheet (lost, G_LIST_MODEL (fixture->things), NOW - 5);
  g_autoptr (GListStore) after = apply (fixture->things, loss);
  g_autoptr (SpareThing) fresh = parse ("sparekey:code-set?x-id=fresh&account=acc&code=n1");
  g_autoptr (GPtrArray) records = spare_renewal_replace_codes (G_LIST_MODEL (after), "acc", fresh, NOW);

  g_assert_cmpuint (records->len, ==, 2);
  g_assert_nonnull (find (records, "fresh"));
  assert_void (records, "sheet-3", SPARE_VOID_REPLACED);
}

static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  const char *const accounts[] = { "a", "b", "c", "d", "e", "f", NULL };
  const char *const things[] = {
    "sparekey:code-set?x-id=1&account=a&code=x&void=lost&voided=30",
    "sparekey:code-set?x-id=2&account=b&code=x&void=lost&voided=20",
    "sparekey:code-set?x-id=3&account=b&code=x&void=replaced&voided=25",
    "sparekey:code-set?x-id=4&account=c&code=x&void=lost&voided=10", /* and one that counts: */
    "sparekey:code-set?x-id=5&account=c&code=x",
    "sparekey:code-set?x-id=6&account=d&code=x&void=turned-off&voided=5", /* none are needed */
    "sparekey:code-set?x-id=7&account=e&code=x&void=re-enrolled&voided=25",
    "sparekey:sheet?x-id=8&account=f&void=lost&voided=5",
    "sparekey:code-set?x-id=9&account=gone&code=x&void=lost&voided=1",
    NULL
  };
  const char *const expected[] = { "b", "e", "a" };
  g_autoptr (GListStore) all = g_list_store_new (SPARE_TYPE_ACCOUNT);
  g_autoptr (GListStore) list = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) due = NULL;

  for (guint i = 0; accounts[i] != NULL; i++)
    {
      g_autoptr (SpareAccount) account = spare_account_new (accounts[i]);

      g_list_store_append (all, account);
    }
  fill (list, things, lines);
  due = spare_renewal_list (G_LIST_MODEL (all), G_LIST_MODEL (list));
  g_assert_cmpuint (due->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < due->len; i++)
    g_assert_cmpstr (spare_account_get_id (g_ptr_array_index (due, i)), ==, expected[i]);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/core/renewal/replace", test_replace },
    { "/core/renewal/replace-by-stored", test_replace_by_stored },
    { "/core/renewal/turn-off", test_turn_off },
    { "/core/renewal/turn-off-without-secret", test_turn_off_without_secret },
    { "/core/renewal/re-enroll", test_re_enroll },
    { "/core/renewal/re-enroll-keeping-codes", test_re_enroll_keeping_codes },
    { "/core/renewal/old-secrets", test_old_secrets },
    { "/core/renewal/old-secret-comes-back", test_old_secret_comes_back },
    { "/core/renewal/lose-sheet", test_lose_sheet },
    { "/core/renewal/replace-after-loss", test_replace_after_loss },
    { "/core/renewal/list", test_list },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
