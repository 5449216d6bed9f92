/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-bundle.h"

#include <string.h>

#include "spare-error.h"
#include "spare-otpauth.h"

#define ACCOUNT "otpauth://totp/Example:alice@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example" \
                "&algorithm=SHA1&digits=6&period=30&x-id=0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
#define BINNED  "otpauth://hotp/Bin:b?secret=GEZDGNBVGY3TQOJQ&issuer=Bin&algorithm=SHA256&digits=8" \
                "&counter=7&x-id=22222222-2d3c-4b5a-8f7e-112233445566&x-deleted=1767225600"
#define THING   "sparekey:code-set?x-id=6f9619ff-8b86-d011-b42d-00cf4fc964ff&code=1234&code=5678"

#define HEAD    "sparekey-backup 1\ncreated 1767225600\n"

static gboolean
append_cb (const guint8 *piece,
           gsize         size,
           gpointer      data,
           GError      **error)
{
  g_string_append_len (data, (const char *) piece, (gssize) size);
  return TRUE;
}

static char *
print (const SpareBundle *bundle)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (spare_bundle_print (bundle, append_cb, text, &error));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/* In pieces of @step bytes. */
static SpareBundle *
read_in_pieces (const char *text,
                gsize       size,
                gsize       step,
                GError    **error)
{
  g_autoptr (SpareBundleReader) reader = spare_bundle_reader_new ();

  for (gsize at = 0; at < size; at += step)
    if (!spare_bundle_reader_feed (reader, (const guint8 *) text + at, MIN (step, size - at), error))
      return NULL;

  return spare_bundle_reader_finish (reader, error);
}

static SpareBundle *
read_text (const char *text,
           GError    **error)
{
  return read_in_pieces (text, strlen (text), G_MAXSIZE / 2, error);
}

static void
assert_refused (const char *text,
                gint        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, &error));
  g_assert_error (error, SPARE_CORE_ERROR, code);
}

static SpareBundle *
make_bundle (void)
{
  SpareBundle *bundle = spare_bundle_new ();
  GVariantBuilder builder;

  bundle->created = 1767225600;
  g_ptr_array_add (bundle->accounts, spare_record_parse (ACCOUNT, NULL, NULL));
  g_ptr_array_add (bundle->accounts, spare_record_parse (BINNED, NULL, NULL));
  g_ptr_array_add (bundle->things, spare_record_parse (THING, NULL, NULL));
  g_ptr_array_add (bundle->broken, spare_secret_new ("\0\1\2\3\4", 5));
  g_ptr_array_add (bundle->broken, spare_secret_new_text ("otpauth://nonsense"));

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "sort-by", g_variant_new_string ("name"));
  g_variant_builder_add (&builder, "{sv}", "seconds", g_variant_new_uint32 (30));
  g_variant_builder_add (&builder, "{sv}", "tags", g_variant_new_strv ((const char *const[]){ "a b", "ü" }, 2));
  bundle->preferences = g_variant_ref_sink (g_variant_builder_end (&builder));
  return bundle;
}

/* By hand, as docs/backup.md has it. */
static void
test_print (void)
{
  g_autoptr (SpareBundle) bundle = make_bundle ();
  g_autofree char *text = print (bundle);

  g_assert_cmpstr (text, ==,
                   HEAD
                   "preference sort-by %27name%27\n"
                   "preference seconds uint32%2030\n"
                   "preference tags %5B%27a%20b%27%2C%20%27%C3%BC%27%5D\n"
                   "record " ACCOUNT "&x-version=1\n"
                   "record " BINNED "&x-version=1\n"
                   "record " THING "\n"
                   "broken AAECAwQ=\n"
                   "broken b3RwYXV0aDovL25vbnNlbnNl\n"
                   "end 3 2\n");
}

static void
test_print_empty (void)
{
  g_autoptr (SpareBundle) bundle = spare_bundle_new ();
  g_autofree char *text = print (bundle);

  g_assert_cmpstr (text, ==, "sparekey-backup 1\ncreated 0\nend 0 0\n");
}

static void
assert_same (const SpareBundle *a,
             const SpareBundle *b)
{
  g_autofree char *text_a = print (a);
  g_autofree char *text_b = print (b);

  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_cmpuint (a->accounts->len, ==, b->accounts->len);
  g_assert_cmpuint (a->things->len, ==, b->things->len);
  g_assert_cmpuint (a->broken->len, ==, b->broken->len);
  g_assert_cmpint (a->created, ==, b->created);
  g_assert_cmpvariant (a->preferences, b->preferences);
}

/* Pieces of any size give the same. */
static void
test_read (void)
{
  g_autoptr (SpareBundle) bundle = make_bundle ();
  g_autofree char *text = print (bundle);
  gsize size = strlen (text);

  for (gsize step = 1; step <= size; step += step < 80 ? 1 : 97)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareBundle) read = read_in_pieces (text, size, step, &error);

      g_assert_no_error (error);
      assert_same (read, bundle);
    }
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = read_text (HEAD "record " BINNED "\nrecord " THING "\nend 2 0\n", &error);
  SpareAccount *account;

  g_assert_no_error (error);
  g_assert_cmpint (bundle->created, ==, 1767225600);
  g_assert_null (bundle->preferences);
  g_assert_cmpuint (bundle->accounts->len, ==, 1);
  g_assert_cmpuint (bundle->things->len, ==, 1);
  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (spare_account_get_id (account), ==, "22222222-2d3c-4b5a-8f7e-112233445566");
  g_assert_cmpstr (spare_account_get_service (account), ==, "Bin");
  g_assert_cmpuint (spare_account_get_counter (account), ==, 7);
  g_assert_cmpint (spare_account_get_deleted (account), ==, 1767225600);
  g_assert_cmpstr (spare_thing_get_type_name (g_ptr_array_index (bundle->things, 0)), ==, "code-set");
}

/* What cannot be understood is kept as it is, and costs nothing else. */
static void
test_set_aside (void)
{
  static const char *const bad[] = { "nonsense", "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP", "otpauth://x", "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = NULL;
  g_autoptr (GString) text = g_string_new (HEAD "record " ACCOUNT "\n");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_string_append_printf (text, "record %s\n", bad[i]);
  g_string_append (text, "broken \nrecord " THING "\nend 6 1\n");

  bundle = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bundle->accounts->len, ==, 1);
  g_assert_cmpuint (bundle->things->len, ==, 1);
  g_assert_cmpuint (bundle->broken->len, ==, G_N_ELEMENTS (bad) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (bundle->broken, i)), ==, bad[i]);
}

/* The first one with an id counts. */
static void
test_same_id (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = read_text (HEAD "record " ACCOUNT "\nrecord " ACCOUNT "&x-note=b\nend 2 0\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bundle->accounts->len, ==, 1);
  g_assert_cmpuint (bundle->broken->len, ==, 1);
  g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (bundle->broken, 0)), ==, ACCOUNT "&x-note=b");
}

/* Whatever a thing says, known to this version or not, comes back as it was. */
static void
test_things_whole (void)
{
  static const char *const lines[] = {
    "sparekey:code-set?x-id=s&account=a&code=1%202&code=%C3%A9&number=7&number=8&used=0%3A5&effect=turns-off"
    "&by-number=yes&case=no&separators=maybe&file=f.txt&void=lost&voided=6&log=5%3Aused%3A0&x-new=1",
    "sparekey:code-set?x-id=f&account=a&check=3W&check=&forgotten=5",
    "sparekey:sheet?x-id=p&kind=codes&name=K7M-3QP&fingerprint=JW3P&printed=5&set=s&set=f&account=a&secret=a"
    "&place=&place=b&tested=6&void=lost&voided=7&destroyed=8&x-new=%00",
  };
  g_autoptr (SpareBundle) bundle = spare_bundle_new ();
  g_autofree char *text = NULL;
  g_autoptr (SpareBundle) read = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (bundle->things, spare_record_parse (lines[i], NULL, NULL));
  text = print (bundle);
  read = read_in_pieces (text, strlen (text), 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->things->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SpareSecret) line = spare_record_print (g_ptr_array_index (read->things, i));

      g_assert_cmpstr (spare_secret_peek_text (line), ==, lines[i]);
    }
}

/* Where a text was cut, it is noticed. */
static void
test_truncated (void)
{
  g_autoptr (SpareBundle) bundle = make_bundle ();
  g_autofree char *text = print (bundle);
  gsize size = strlen (text);

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_in_pieces (text, n, G_MAXSIZE / 2, &error));
      g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_BUNDLE);
    }
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    "\n",
    "sparekey-backup\ncreated 0\nend 0 0\n",
    "sparekey-backup 0\ncreated 0\nend 0 0\n",
    "sparekey-backup -1\ncreated 0\nend 0 0\n",
    "sparekey-backup one\ncreated 0\nend 0 0\n",
    " sparekey-backup 1\ncreated 0\nend 0 0\n",
    "sparekey-backup 1\nend 0 0\n",
    "sparekey-backup 1\ncreated \nend 0 0\n",
    "sparekey-backup 1\ncreated soon\nend 0 0\n",
    "sparekey-backup 1\ncreated 1.5\nend 0 0\n",
    "sparekey-backup 1\ncreated 9223372036854775808\nend 0 0\n",
    HEAD "end\n",
    HEAD "end 0\n",
    HEAD "end 0 1\n",
    HEAD "end 1 0\n",
    HEAD "end 00 0\n",
    HEAD "end 0 0 \n",
    HEAD "end 0 0\n\n",
    HEAD "end 0 0\nend 0 0\n",
    HEAD "end 0 0\nrecord x\n",
    HEAD "end 0 0\nx",
    HEAD "END 0 0\n",
    HEAD "\nend 0 0\n",
    HEAD "created 0\nend 0 0\n",
    HEAD "record\nend 0 0\n",
    HEAD "recordx\nend 1 0\n",
    HEAD "unknown x\nend 0 0\n",
    HEAD "broken !\nend 0 1\n",
    HEAD "preference a\nend 0 0\n",
    HEAD "preference a \nend 0 0\n",
    HEAD "preference  1\nend 0 0\n",
    HEAD "preference a %zz\nend 0 0\n",
    HEAD "preference a %ff\nend 0 0\n",
    HEAD "preference a b c\nend 0 0\n",
    HEAD "preference a 1\npreference a 1\nend 0 0\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], SPARE_CORE_ERROR_BUNDLE);

  assert_refused ("sparekey-backup 2\n", SPARE_CORE_ERROR_VERSION);
  assert_refused ("sparekey-backup 4294967297\nsomething new\n", SPARE_CORE_ERROR_VERSION);
}

static void
test_nul (void)
{
  static const char text[] = HEAD "record a\0b\nend 1 0\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_in_pieces (text, sizeof text - 1, 5, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_BUNDLE);
}

/* Arrays in arrays, deeper than GVariant allows. */
static void
test_deep_preference (void)
{
  g_autofree char *open = g_strnfill (20000, '[');
  g_autofree char *text = g_strconcat (HEAD "preference a ", open, "\nend 0 0\n", NULL);
  g_autofree char *boxes = g_strnfill (20000, '<');
  g_autofree char *other = g_strconcat (HEAD "preference a ", boxes, "\nend 0 0\n", NULL);

  assert_refused (text, SPARE_CORE_ERROR_BUNDLE);
  assert_refused (other, SPARE_CORE_ERROR_BUNDLE);
}

static void
test_too_many_preferences (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autofree char *fits = NULL;
  g_autoptr (SpareBundle) bundle = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "preference key-%u true\n", i);
  fits = g_strconcat (text->str, "end 0 0\n", NULL);
  bundle = read_text (fits, NULL);
  g_assert_nonnull (bundle);
  g_assert_cmpuint (g_variant_n_children (bundle->preferences), ==, 1000);

  g_string_append (text, "preference one-more true\nend 0 0\n");
  assert_refused (text->str, SPARE_CORE_ERROR_TOO_LONG);
}

static void
test_too_many_records (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (SpareBundle) bundle = spare_bundle_new ();
  g_autoptr (SpareSecret) empty = spare_secret_new_text ("");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= SPARE_BUNDLE_RECORDS_MAX; i++)
    {
      g_string_append (text, i % 2 == 0 ? "broken \n" : "record \n");
      g_ptr_array_add (bundle->broken, spare_secret_ref (empty));
    }
  g_string_append (text, "end 50000 50001\n");
  assert_refused (text->str, SPARE_CORE_ERROR_TOO_LONG);

  g_assert_false (spare_bundle_print (bundle, append_cb, text, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);

  g_ptr_array_set_size (bundle->broken, SPARE_BUNDLE_RECORDS_MAX);
  g_string_truncate (text, 0);
  g_assert_true (spare_bundle_print (bundle, append_cb, text, NULL));
}

/* A line that never ends is not kept until memory is gone. */
static void
test_endless_line (void)
{
  g_autoptr (SpareBundleReader) reader = spare_bundle_reader_new ();
  g_autofree char *piece = g_strnfill (1024 * 1024, 'A');
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (spare_bundle_reader_feed (reader, (const guint8 *) HEAD "broken ", strlen (HEAD) + 7, NULL));
  while (n < 100 && spare_bundle_reader_feed (reader, (const guint8 *) piece, 1024 * 1024, &error))
    n++;
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
  g_assert_cmpuint (n, ==, 23);
}

/* The longest broken record that is written is read. */
static void
test_longest (void)
{
  g_autoptr (SpareBundle) bundle = spare_bundle_new ();
  g_autoptr (SpareBundle) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  guint8 *data;

  g_ptr_array_add (bundle->broken, spare_secret_new_empty (16 * 1024 * 1024, &data));
  memset (data, 0xa5, 16 * 1024 * 1024);
  text = print (bundle);
  read = read_in_pieces (text, strlen (text), 65536, &error);
  g_assert_no_error (error);
  g_assert_true (spare_secret_equal (g_ptr_array_index (bundle->broken, 0), g_ptr_array_index (read->broken, 0)));

  g_ptr_array_set_size (bundle->broken, 0);
  g_ptr_array_add (bundle->broken, spare_secret_new_empty (16 * 1024 * 1024 + 1, NULL));
  g_assert_false (spare_bundle_print (bundle, append_cb, out, &error));
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG);
}

static gboolean
stop_cb (const guint8 *piece,
         gsize         size,
         gpointer      data,
         GError      **error)
{
  guint *left = data;

  g_assert_cmpuint (*left, >, 0);
  if (--*left > 0)
    return TRUE;

  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TIME, "stopped");
  return FALSE;
}

/* Whoever takes the text may stop at any piece, and is not called again. */
static void
test_stopped (void)
{
  g_autoptr (SpareBundle) bundle = make_bundle ();
  guint n = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      guint left = ++n;

      if (spare_bundle_print (bundle, stop_cb, &left, &error))
        break;
      g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TIME);
    }

  g_assert_cmpuint (n, >, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/bundle/print", test_print);
  g_test_add_func ("/core/bundle/print-empty", test_print_empty);
  g_test_add_func ("/core/bundle/read", test_read);
  g_test_add_func ("/core/bundle/values", test_values);
  g_test_add_func ("/core/bundle/set-aside", test_set_aside);
  g_test_add_func ("/core/bundle/same-id", test_same_id);
  g_test_add_func ("/core/bundle/things-whole", test_things_whole);
  g_test_add_func ("/core/bundle/truncated", test_truncated);
  g_test_add_func ("/core/bundle/refused", test_refused);
  g_test_add_func ("/core/bundle/nul", test_nul);
  g_test_add_func ("/core/bundle/deep-preference", test_deep_preference);
  g_test_add_func ("/core/bundle/too-many-preferences", test_too_many_preferences);
  g_test_add_func ("/core/bundle/too-many-records", test_too_many_records);
  g_test_add_func ("/core/bundle/endless-line", test_endless_line);
  g_test_add_func ("/core/bundle/longest", test_longest);
  g_test_add_func ("/core/bundle/stopped", test_stopped);

  return g_test_run ();
}
