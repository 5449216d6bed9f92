/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all importers read with: JSON, CSV and ZIP archives; and build with. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "spare-archive.h"
#include "spare-bytes.h"
#include "spare-csv.h"
#include "spare-import.h"
#include "spare-json.h"

/* ---- JSON ---- */

/* Seconds since g_test_timer_start(). Sanitizers make everything slower; what
 * takes minutes without a bound is seen without them. */
static void
assert_faster_than (double seconds)
{
#ifndef SPARE_SANITIZED
  g_assert_cmpfloat (g_test_timer_elapsed (), <, seconds);
#endif
}

static char *
nested (const char *open,
        const char *close,
        guint       depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static gboolean
parses (const char *text)
{
  JsonNode *root = spare_json_parse (text, -1);
  gboolean good = root != NULL;

  spare_json_free (root);
  return good;
}

static void
test_json_depth (void)
{
  g_autofree char *most = nested ("[", "]", SPARE_JSON_DEPTH_MAX);
  g_autofree char *deeper = nested ("[", "]", SPARE_JSON_DEPTH_MAX + 1);
  g_autofree char *objects = nested ("{\"a\":", "}", SPARE_JSON_DEPTH_MAX);
  g_autofree char *many_objects = nested ("{\"a\":", "}", 10000);
  g_autofree char *many = nested ("[", "]", 10000);
  g_autofree char *open_only = nested ("[", "", 1000000);
  g_autofree char *in_string = g_strdup_printf ("[\"\\\"%s\"]", open_only);

  g_assert_true (parses (most));
  g_assert_true (parses (objects));
  g_assert_false (parses (deeper));
  g_assert_false (parses (many));
  g_assert_false (parses (many_objects));
  g_assert_false (parses (open_only));
  /* Brackets in a text are no nesting, also behind an escaped quote. */
  g_assert_true (parses (in_string));
}

/* What json-glib reads and JSON has not: behind a quote there, brackets would
 * not be counted. */
static void
test_json_strict (void)
{
  static const char *const hidden[] = { "[/*\"*/", "['\"',", "[//\"\n", "[#\"\n", "[\"\\ud800\",\"",
                                        "[\"\\udc00\",\"", "[\"\\ud83d\\u0041\",\"" };
  static const char *const bad[] = { "[/**/1]", "[//\n1]", "[1]//", "['a']", "[#\n1]", "{'a':1}", "[\"\\x\"]",
                                     "[\"\\u12\"]", "[\"\\u12", "[\"\\", "[\"\\ud83d\"]", "[0x10]", "[a;1]" };
  g_autofree char *open_only = nested ("[", "", 3000000);

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *text = g_strconcat (hidden[i], open_only, NULL);

      g_assert_false (parses (text));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (parses (bad[i]))
      g_error ("was read: %s", bad[i]);
  g_assert_true (parses ("[\"/*\", \"'\", \"\\ud83c\\udf50\", \"\\/\\b\\\"\", -1.5E+3, null, true, false]"));
}

static void
test_json_documents (void)
{
  static const char *const good[] = { "{}", "[]", " \r\n\t[1]", "{\"a\":{\"b\":[null,true,1.5,\"\\u00e4\"]}}" };
  static const char *const bad[] = { "", " ", "5", "true", "\"text\"", "null", "name", "{", "[1", "[1]]", "{\"a\":}",
                                     "{\"a\" 1}", "[1,,2]", "var a = [1]", "<a/>", "\xef\xbb\xbf{}" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (parses (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (parses (bad[i]))
      g_error ("was read: %s", bad[i]);
}

/* Only so much as is said to be there. */
static void
test_json_length (void)
{
  JsonNode *root = spare_json_parse ("[1]garbage", 3);

  g_assert_nonnull (spare_json_as_array (root));
  spare_json_free (root);
  g_assert_null (spare_json_parse ("[1]", 2));
  g_assert_null (spare_json_parse ("[1]", 0));
}

static void
test_json_types (void)
{
  JsonNode *root = spare_json_parse ("{\"text\":\"a\",\"number\":6,\"whole\":6.0,\"half\":6.5,\"written\":\"-42\","
                                     "\"huge\":1e300,\"long\":\"99999999999999999999\",\"yes\":true,\"word\":\"TRUE\","
                                     "\"null\":null,\"array\":[],\"object\":{},\"blank\":\" 6\"}",
                                     -1);
  JsonObject *object = spare_json_as_object (root);
  gint64 value = 77;

  g_assert_nonnull (object);
  g_assert_null (spare_json_as_array (root));
  g_assert_cmpstr (spare_json_get_string (object, "text"), ==, "a");
  g_assert_null (spare_json_get_string (object, "number"));
  g_assert_null (spare_json_get_string (object, "null"));
  g_assert_null (spare_json_get_string (object, "array"));
  g_assert_null (spare_json_get_string (object, "missing"));
  g_assert_cmpstr (spare_json_get_text (object, "object"), ==, "");
  g_assert_null (spare_json_get_object (object, "array"));
  g_assert_null (spare_json_get_array (object, "object"));
  g_assert_nonnull (spare_json_get_array (object, "array"));
  g_assert_nonnull (spare_json_get_object (object, "object"));
  g_assert_true (spare_json_is_null (object, "null"));
  g_assert_true (spare_json_is_null (object, "missing"));
  g_assert_false (spare_json_is_null (object, "text"));
  g_assert_true (spare_json_get_bool (object, "yes"));
  g_assert_true (spare_json_get_bool (object, "word"));
  g_assert_true (spare_json_get_bool (object, "number"));
  g_assert_false (spare_json_get_bool (object, "text"));
  g_assert_false (spare_json_get_bool (object, "object"));

  g_assert_true (spare_json_get_int (object, "number", &value));
  g_assert_cmpint (value, ==, 6);
  g_assert_true (spare_json_get_int (object, "written", &value));
  g_assert_cmpint (value, ==, -42);
  g_assert_true (spare_json_get_int (object, "whole", &value));
  g_assert_cmpint (value, ==, 6);
  value = 77;
  for (guint i = 0; i < 9; i++)
    {
      static const char *const names[] = { "half", "huge",  "long",   "yes",    "null",
                                           "text", "array", "object", "missing" };

      g_assert_false (spare_json_get_int (object, names[i], &value));
    }
  g_assert_cmpint (value, ==, 77);
  spare_json_free (root);
}

static void
test_json_bytes (void)
{
  static const guint8 signed_bytes[] = { 0, 127, 128, 255, 255 };
  JsonNode *root = spare_json_parse ("{\"base64\":\"AP+A\",\"hex\":\"00fF80\",\"odd\":\"abc\",\"bad\":\"*\",\"n\":5,"
                                     "\"bytes\":[0,127,-128,-1,255],\"over\":[256],\"under\":[-129],\"half\":[1.5],"
                                     "\"texts\":[\"1\"],\"nulls\":[null],\"none\":[]}",
                                     -1);
  JsonObject *object = spare_json_as_object (root);
  g_autoptr (GBytes) base64 = spare_json_get_base64 (object, "base64");
  g_autoptr (GBytes) hex = spare_json_get_hex (object, "hex");
  g_autoptr (SpareSecret) bytes = spare_json_as_secret (spare_json_get_array (object, "bytes"));
  g_autoptr (SpareSecret) none = spare_json_as_secret (spare_json_get_array (object, "none"));
  gsize size;
  gconstpointer data = spare_secret_peek (bytes, &size);

  g_assert_true (g_bytes_equal (base64, hex));
  g_assert_cmpuint (g_bytes_get_size (hex), ==, 3);
  g_assert_cmpmem (data, size, signed_bytes, sizeof signed_bytes);
  g_assert_cmpuint (spare_secret_get_size (none), ==, 0);
  g_assert_null (spare_json_get_hex (object, "odd"));
  g_assert_null (spare_json_get_base64 (object, "bad"));
  g_assert_null (spare_json_get_base64 (object, "n"));
  g_assert_null (spare_json_get_hex (object, "missing"));
  for (guint i = 0; i < 5; i++)
    {
      static const char *const names[] = { "over", "under", "half", "texts", "nulls" };

      g_assert_null (spare_json_as_secret (spare_json_get_array (object, names[i])));
    }
  spare_json_free (root);
}

/* ---- CSV: RFC 4180, section 2, and what people's programs make of it ---- */

/* Rows joined with '|' and '/', so that a case is one line. */
static char *
flatten (const char *text)
{
  g_autoptr (GPtrArray) rows = spare_csv_parse (text);
  GString *flat;

  if (rows == NULL)
    return g_strdup ("refused");
  flat = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", g_ptr_array_index (rows, i));

      g_string_append_printf (flat, "%s%s", i > 0 ? "/" : "", row);
    }
  return g_string_free (flat, FALSE);
}

static void
test_csv_rules (void)
{
  static const char *const rows[][2] = {
    { "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa|bbb|ccc/zzz|yyy|xxx" },           /* 1 */
    { "aaa,bbb,ccc\r\nzzz,yyy,xxx", "aaa|bbb|ccc/zzz|yyy|xxx" },               /* 2 */
    { "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", "aaa|bbb|ccc/zzz|yyy|xxx" },   /* 5 */
    { "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", "aaa|b\r\nbb|ccc/zzz|yyy|xxx" }, /* 6 */
    { "\"aaa\",\"b\"\"bb\",\"c,cc\"", "aaa|b\"bb|c,cc" },                      /* 7 */
    { " a , b ", " a | b " },                                                  /* 4: blanks belong to it */
    { "a,b\nc,d\n", "a|b/c|d" },
    { "a,b\rc,d\r", "a|b/c|d" },
    { "a,b\n\n\r\n\nc,d", "a|b/c|d" },
    { ",", "|" },
    { ",,\n,", "||/|" },
    { "a,\"\",b", "a||b" },
    { "\"\"\"\"", "\"" },
    { "\"\"\"a\"\"\",\"\"\"\"\"\"", "\"a\"|\"\"" },
    { "a\"b,c\"\"d", "a\"b|c\"\"d" },
    { "\"a\"b,c", "a|c" },
    { "a,b,c\nd\ne,f,g,h", "a|b|c/d/e|f|g|h" },
    { "", "" },
    { "\r\n\r\n", "" },
    { "\"a", "refused" },
    { "a,b\n\"c,d\ne,f", "refused" },
    { "a,\"b\"\"", "refused" },
    { "\"", "refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *flat = flatten (rows[i][0]);

      g_assert_cmpstr (flat, ==, rows[i][1]);
    }
}

static void
test_csv_bounds (void)
{
  g_autofree char *commas = g_strnfill (SPARE_CSV_COLUMNS_MAX - 1, ',');
  g_autofree char *more = g_strnfill (SPARE_CSV_COLUMNS_MAX, ',');
  g_autofree char *long_cell = g_strnfill (8 * 1024 * 1024, 'x');
  g_autofree char *quotes = g_strnfill (1000000, '"');
  g_autoptr (GPtrArray) most = spare_csv_parse (commas);
  g_autoptr (GPtrArray) cell = spare_csv_parse (long_cell);
  g_autoptr (GPtrArray) quoted = spare_csv_parse (quotes);
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (g_strv_length (g_ptr_array_index (most, 0)), ==, SPARE_CSV_COLUMNS_MAX);
  g_assert_null (spare_csv_parse (more));
  g_assert_cmpuint (strlen (spare_csv_cell (cell, 0, 0)), ==, strlen (long_cell));
  g_assert_cmpuint (strlen (spare_csv_cell (quoted, 0, 0)), ==, 499999);

  for (guint i = 0; i < SPARE_CSV_ROWS_MAX; i++)
    g_string_append (text, "a\n");
  rows = spare_csv_parse (text->str);
  g_assert_cmpuint (rows->len, ==, SPARE_CSV_ROWS_MAX);
  g_string_append (text, "a\n");
  g_assert_null (spare_csv_parse (text->str));

  /* Commas alone: 256 empty cells a row. */
  g_string_truncate (text, 0);
  for (guint i = 0; i < SPARE_CSV_CELLS_MAX / SPARE_CSV_COLUMNS_MAX; i++)
    g_string_append_printf (text, "%s\n", commas);
  g_ptr_array_unref (rows);
  rows = spare_csv_parse (text->str);
  g_assert_cmpuint (rows->len, ==, SPARE_CSV_CELLS_MAX / SPARE_CSV_COLUMNS_MAX);
  g_string_append_printf (text, "%s\n", commas);
  g_assert_null (spare_csv_parse (text->str));
  g_string_free (text, TRUE);
}

static void
test_csv_columns (void)
{
  g_autoptr (GPtrArray) rows = spare_csv_parse ("Title, User Name ,OTP\na,b\n\"c\",,e,f");
  g_autoptr (GPtrArray) none = spare_csv_parse ("");

  g_assert_cmpint (spare_csv_column (rows, "title"), ==, 0);
  g_assert_cmpint (spare_csv_column (rows, "USER NAME"), ==, 1);
  g_assert_cmpint (spare_csv_column (rows, "OTP"), ==, 2);
  g_assert_cmpint (spare_csv_column (rows, "user"), ==, -1);
  g_assert_cmpint (spare_csv_column (none, "title"), ==, -1);
  g_assert_cmpstr (spare_csv_cell (rows, 1, 1), ==, "b");
  g_assert_cmpstr (spare_csv_cell (rows, 1, 2), ==, "");
  g_assert_cmpstr (spare_csv_cell (rows, 2, 3), ==, "f");
  g_assert_cmpstr (spare_csv_cell (rows, 2, 99), ==, "");
  g_assert_cmpstr (spare_csv_cell (rows, 2, -1), ==, "");
}

/* ---- ZIP archives, written by libarchive ---- */

#define PASSPHRASE "correct horse"

static la_ssize_t
write_cb (struct archive *archive,
          void           *data,
          const void     *buffer,
          size_t          size)
{
  g_byte_array_append (data, buffer, (guint) size);
  return (la_ssize_t) size;
}

static void
add_member (struct archive *archive,
            const char     *name,
            gsize           size,
            const char     *text)
{
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *zeros = text == NULL ? g_malloc0 (65536) : NULL;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  for (gsize at = 0; at < size; at += 65536)
    {
      gsize piece = MIN (size - at, 65536);

      g_assert_cmpint (archive_write_data (archive, text != NULL ? text + at : zeros, piece), ==, (la_ssize_t) piece);
    }
  archive_entry_free (entry);
}

/* @encryption: (nullable): as libarchive calls it. @zeros: bytes of a second
 * member, which packs very well. */
static GBytes *
make_zip (const char *encryption,
          const char *text,
          gsize       zeros)
{
  GByteArray *out = g_byte_array_new ();
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  archive_write_set_bytes_per_block (archive, 0);
  if (encryption != NULL)
    {
      g_autofree char *options = g_strconcat ("zip:encryption=", encryption, NULL);

      g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_set_passphrase (archive, PASSPHRASE), ==, ARCHIVE_OK);
    }
  g_assert_cmpint (archive_write_open (archive, out, NULL, write_cb, NULL), ==, ARCHIVE_OK);
  add_member (archive, "folder/Export.JSON", strlen (text), text);
  add_member (archive, "zeros.bin", zeros, NULL);
  add_member (archive, "other/export.json", 1, "2");
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (out);
}

static void
test_zip_plain (void)
{
  g_autoptr (GBytes) zip = make_zip (NULL, "[1, 2]", 0);
  g_autoptr (SpareArchive) archive = spare_archive_new (zip);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (archive);
  g_assert_cmpuint (g_strv_length ((char **) spare_archive_get_names (archive)), ==, 3);
  g_assert_cmpstr (spare_archive_get_names (archive)[1], ==, "zeros.bin");
  g_assert_cmpstr (spare_archive_find (archive, "export.json"), ==, "folder/Export.JSON");
  g_assert_null (spare_archive_find (archive, "folder"));
  text = spare_archive_read (archive, "folder/Export.JSON", NULL, 6, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "[1, 2]", 6);
  empty = spare_archive_read (archive, "zeros.bin", NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_null (spare_archive_read (archive, "missing", NULL, 6, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED);
}

static void
test_zip_password (gconstpointer data)
{
  g_autoptr (GBytes) zip = make_zip (data, "[\"secret\"]", 100000);
  g_autoptr (SpareArchive) archive = spare_archive_new (zip);
  g_autoptr (SpareSecret) right = spare_secret_new_text (PASSPHRASE);
  g_autoptr (SpareSecret) wrong = spare_secret_new_text ("correct house");
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (archive);
  g_assert_cmpstr (spare_archive_find (archive, "export.json"), ==, "folder/Export.JSON");
  g_assert_null (spare_archive_read (archive, "folder/Export.JSON", NULL, 100, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  g_clear_error (&error);
  g_assert_null (spare_archive_read (archive, "folder/Export.JSON", wrong, 100, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
  g_clear_error (&error);
  text = spare_archive_read (archive, "folder/Export.JSON", right, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "[\"secret\"]", 10);
}

/* 64 MiB in 64 KiB: unpacked no further than asked for. */
static void
test_zip_bomb (void)
{
  g_autoptr (GBytes) zip = make_zip (NULL, "1", 64 * 1024 * 1024);
  g_autoptr (SpareArchive) archive = spare_archive_new (zip);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (zip), <, 128 * 1024);
  g_assert_nonnull (archive);
  g_assert_null (spare_archive_read (archive, "zeros.bin", NULL, 64 * 1024 * 1024 - 1, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (spare_archive_read (archive, "zeros.bin", NULL, 1000, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (spare_archive_read (archive, "zeros.bin", NULL, 64 * 1024 * 1024, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_zip_cut (void)
{
  g_autoptr (GBytes) zip = make_zip (NULL, "[1, 2]", 5000);
  gsize size = g_bytes_get_size (zip);

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, length);
      g_autoptr (SpareArchive) archive = spare_archive_new (cut);
      const char *name = archive != NULL ? spare_archive_find (archive, "export.json") : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) text = NULL;

      if (name == NULL)
        continue;
      text = spare_archive_read (archive, name, NULL, 100, NULL, &error);
      g_assert_true ((text == NULL) == (error != NULL));
      if (text != NULL)
        g_assert_cmpuint (g_bytes_get_size (text), <=, 6);
    }
}

static void
test_zip_others (void)
{
  static const char *const texts[] = { "", "PK", "PK\3\4", "PK\3\4 and no more", "{}", "Rar!\x1a\7", "7z\xbc\xaf" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_null (spare_archive_new (bytes));
    }
}

/* @n empty members called "a", and the directory of them. */
static GBytes *
make_many (guint n)
{
  static const guint8 local[31] = { 'P', 'K', 3, 4, 10, [26] = 1, [30] = 'a' };
  guint8 central[47] = { 'P', 'K', 1, 2, 10, 0, 10, [28] = 1, [46] = 'a' };
  guint8 end[22] = { 'P', 'K', 5, 6 };
  const guint32 start = GUINT32_TO_LE (n * sizeof local);
  const guint32 size = GUINT32_TO_LE (n * sizeof central);
  const guint16 count = GUINT16_TO_LE ((guint16) MIN (n, G_MAXUINT16));
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    g_byte_array_append (out, local, sizeof local);
  for (guint i = 0; i < n; i++)
    {
      const guint32 at = GUINT32_TO_LE (i * sizeof local);

      memcpy (central + 42, &at, sizeof at);
      g_byte_array_append (out, central, sizeof central);
    }
  memcpy (end + 8, &count, sizeof count);
  memcpy (end + 10, &count, sizeof count);
  memcpy (end + 12, &size, sizeof size);
  memcpy (end + 16, &start, sizeof start);
  g_byte_array_append (out, end, sizeof end);
  return g_byte_array_free_to_bytes (out);
}

/* More members than any real archive has. */
static void
test_zip_members (void)
{
  g_autoptr (GBytes) few = make_many (3);
  g_autoptr (GBytes) many = make_many (SPARE_ARCHIVE_MEMBERS_MAX + 1);
  g_autoptr (SpareArchive) archive = spare_archive_new (few);

  g_assert_nonnull (archive);
  g_assert_cmpuint (g_strv_length ((char **) spare_archive_get_names (archive)), ==, 3);
  g_assert_null (spare_archive_new (many));
}

/* Members whose lengths stand behind them, and no directory that says where:
 * what would have to be searched for byte by byte. */
static void
test_zip_no_directory (void)
{
  static const guint8 local[31] = { 'P', 'K', 3, 4, 20, [6] = 8, [26] = 1, [30] = 'a' };
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GBytes) zip = NULL;

  g_byte_array_append (out, local, sizeof local);
  g_byte_array_set_size (out, 16 * 1024 * 1024);
  memset (out->data + sizeof local, 'P', out->len - sizeof local);
  zip = g_byte_array_free_to_bytes (out);
  g_test_timer_start ();
  g_assert_null (spare_archive_new (zip));
  assert_faster_than (10);
}

/* ---- What all importers build with ---- */

static SpareImport *
read_text (const char *text,
           GError    **error)
{
  const SpareImportContext context = { .now = 1767225600, .new_id = g_uuid_string_random };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return spare_import_read (bytes, &context, error);
}

/* A link whose query was encoded with its name: no part of a secret is shown. */
static void
test_link_labels (void)
{
  static const char *const rows[][2] = {
    { "otpauth://totp/GitHub:alice?issuer=GitHub", "GitHub:alice" },
    { "otpauth://totp/GitHub:alice%3Fsecret=JBSWY3DP%26issuer=GitHub", "GitHub:alice" },
    { "otpauth://totp/GitHub:alice%3fissuer%3DGitHub%26SeCrEt%3DJBSWY3DP", "GitHub:alice" },
    { "otpauth://totp/GitHub%26secret=JBSWY3DP", "GitHub" },
    { "otpauth://totp/GitHub%253Fsecret%253DJBSWY3DP", "GitHub" },
    { "otpauth://totp/GitHub%20SECRET%20JBSWY3DP", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SpareImport) import = read_text (rows[i][0], NULL);
      SpareImportEntry *entry = g_ptr_array_index (import->entries, 0);

      g_assert_nonnull (entry->problem);
      g_assert_cmpstr (entry->label, ==, rows[i][1]);
    }
}

#define ENTRY_FORMAT                                                                                                 \
  "\"type\":\"totp\",\"name\":\"a\",\"info\":{\"secret\":\"JBSWY3DP\",\"algo\":\"SHA1\",\"digits\":6,\"period\":30}"

/* One entry in @n groups of Aegis, of which each has a name of its own; or in
 * one that is none, @n times. */
static char *
make_groups (guint    n,
             gboolean known)
{
  GString *text = g_string_new ("{\"version\":1,\"header\":{\"slots\":null,\"params\":null},\"db\":{\"version\":3,"
                                "\"entries\":[{" ENTRY_FORMAT ",\"groups\":[\"none\"");

  for (guint i = 0; i < n; i++)
    if (known)
      g_string_append_printf (text, ",\"%u\"", i);
    else
      g_string_append (text, ",\"none\"");
  g_string_append (text, "]}],\"groups\":[null");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, ",{\"uuid\":\"%u\",\"name\":\"Tag %u\"}", i, i);
  g_string_append (text, "]}}");
  return g_string_free (text, FALSE);
}

/* Without bounds these would take minutes. */
static void
test_tags (void)
{
  g_autofree char *most = make_groups (256, TRUE);
  g_autofree char *more = make_groups (5000, TRUE);
  g_autofree char *none = make_groups (60000, FALSE);
  const char *const texts[] = { most, more, none };
  static const guint n_tags[] = { 256, 256, 0 };

  g_test_timer_start ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareImport) import = read_text (texts[i], &error);
      SpareImportEntry *entry;
      const char *const *tags;

      g_assert_no_error (error);
      entry = g_ptr_array_index (import->entries, 0);
      g_assert_no_error (entry->problem);
      tags = spare_account_get_tags (entry->account);
      g_assert_cmpuint (g_strv_length ((char **) tags), ==, n_tags[i]);
      if (n_tags[i] > 0)
        g_assert_cmpstr (tags[255], ==, "Tag 255");
    }
  assert_faster_than (20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/json/depth", test_json_depth);
  g_test_add_func ("/formats/json/strict", test_json_strict);
  g_test_add_func ("/formats/json/documents", test_json_documents);
  g_test_add_func ("/formats/json/length", test_json_length);
  g_test_add_func ("/formats/json/types", test_json_types);
  g_test_add_func ("/formats/json/bytes", test_json_bytes);
  g_test_add_func ("/formats/csv/rules", test_csv_rules);
  g_test_add_func ("/formats/csv/bounds", test_csv_bounds);
  g_test_add_func ("/formats/csv/columns", test_csv_columns);
  g_test_add_func ("/formats/zip/plain", test_zip_plain);
  g_test_add_data_func ("/formats/zip/aes-256", "aes256", test_zip_password);
  g_test_add_data_func ("/formats/zip/aes-128", "aes128", test_zip_password);
  g_test_add_data_func ("/formats/zip/old-cipher", "zipcrypt", test_zip_password);
  g_test_add_func ("/formats/zip/bomb", test_zip_bomb);
  g_test_add_func ("/formats/zip/cut", test_zip_cut);
  g_test_add_func ("/formats/zip/others", test_zip_others);
  g_test_add_func ("/formats/zip/members", test_zip_members);
  g_test_add_func ("/formats/zip/no-directory", test_zip_no_directory);
  g_test_add_func ("/formats/build/link-labels", test_link_labels);
  g_test_add_func ("/formats/build/tags", test_tags);
  return g_test_run ();
}
