/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-bytes.h"
#include "spare-code-set.h"
#include "spare-code-text.h"
#include "spare-format-error.h"

/* Files as services and people write them, in codes/, each with what should be
 * understood, in FILE.expect: "user NAME", "empty", or a part a line: what it
 * is, its number, "used", its text, with tabs between. All codes are there;
 * parts that are none only where they matter. */

static char *
dup_part (const SpareCodeTextPart *part)
{
  static const char *const kinds[] = { "code", "unsure", "prose", "address", "date" };

  if (part->kind != SPARE_CODE_TEXT_CODE && part->kind != SPARE_CODE_TEXT_UNSURE)
    return g_strdup_printf ("%s\t%s", kinds[part->kind], spare_secret_peek_text (part->text));
  return g_strdup_printf ("%s\t%s\t%s\t%s", kinds[part->kind], part->number != NULL ? part->number : "-",
                          part->used ? "used" : "-", spare_secret_peek_text (part->text));
}

/* What is no code and not expected is left out. */
static char *
describe (const SpareCodeText *text,
          const char          *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);

  if (text == NULL)
    return g_strdup ("empty\n");
  if (text->user != NULL)
    g_string_append_printf (out, "user\t%s\n", text->user);
  for (guint i = 0; i < text->parts->len; i++)
    {
      const SpareCodeTextPart *part = g_ptr_array_index (text->parts, i);
      g_autofree char *line = dup_part (part);

      if (part->kind == SPARE_CODE_TEXT_CODE || part->kind == SPARE_CODE_TEXT_UNSURE ||
          g_strv_contains ((const char *const *) wanted, line))
        g_string_append_printf (out, "%s\n", line);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *expect_path = g_strconcat (path, ".expect", NULL);
  g_autofree char *content = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareCodeText) text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_file_get_contents (expect_path, &expected, NULL, NULL));
  text = spare_code_text_read (content, size, &error);
  if (text == NULL)
    g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
  found = describe (text, expected);
  g_assert_cmpstr (found, ==, expected);
}

static SpareCodeText *
read_text (const char *text,
           GError    **error)
{
  return spare_code_text_read (text, strlen (text), error);
}

static GString *
make_list (guint       n,
           const char *end)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%08u%s", 10000000 + i * 7919, end);
  return list;
}

static void
test_bounds (void)
{
  g_autoptr (GString) list = make_list (SPARE_CODE_SET_MAX, "\n");
  g_autoptr (GString) more = make_list (SPARE_CODE_SET_MAX + 1, "\n");
  g_autofree char *large = g_strnfill (SPARE_CODE_TEXT_MAX + 1, 'a');
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareCodeText) text = read_text (list->str, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spare_code_text_count (text), ==, SPARE_CODE_SET_MAX);
  g_assert_null (read_text (more->str, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (read_text (large, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (spare_code_text_read ("", 0, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
}

/* Four times the text takes about four times as long, not sixteen times. */
static void
test_linear (void)
{
  static const char *const fillers[] = { "a", "1", " ", "1. ", "a-", "[", "~", "a:", "Jan ", "1 ", "used ", "x ", "1.",
                                         "a@", "4\xcc\xb6", "abcdef ", "a1b2c3 ", "(", "\n", "_", "\xe2\x98\x90" };

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      double seconds[2];

      for (guint j = 0; j < 2; j++)
        {
          gsize size = j == 0 ? SPARE_CODE_TEXT_MAX / 16 : SPARE_CODE_TEXT_MAX / 4;
          g_autoptr (GString) text = g_string_sized_new (size);
          g_autoptr (SpareCodeText) read = NULL;

          while (text->len + strlen (fillers[i]) <= size)
            g_string_append (text, fillers[i]);
          g_test_timer_start ();
          read = spare_code_text_read (text->str, text->len, NULL);
          seconds[j] = g_test_timer_elapsed ();
        }
      g_test_message ("\"%s\": %.3f s, %.3f s", fillers[i], seconds[0], seconds[1]);
      g_assert_cmpfloat (seconds[1], <, 10 * seconds[0] + 0.5);
    }
}

static void
test_count (void)
{
  g_autoptr (SpareCodeText) one = read_text ("HX4K-72PM-QW9C", NULL);
  g_autoptr (SpareCodeText) unsure = read_text ("93027461\nHX4K-72PM-QW9C\n", NULL);
  g_autoptr (SpareCodeText) both = read_text ("93027461\n18450937\nHX4K-72PM-QW9C\n", NULL);

  g_assert_cmpuint (spare_code_text_count (one), ==, 1);
  g_assert_cmpuint (spare_code_text_count (unsure), ==, 2);
  g_assert_cmpuint (spare_code_text_count (both), ==, 2);
}

static void
add_files (GPtrArray *paths)
{
  const char *folder = g_getenv ("SPARE_CODES");
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_nonnull (folder);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".expect"))
      {
        char *path = g_build_filename (folder, name, NULL);
        g_autofree char *test = g_strconcat ("/formats/code-text/file/", name, NULL);

        g_ptr_array_add (paths, path);
        g_test_add_data_func (test, path, test_file);
      }
  g_assert_cmpuint (paths->len, >=, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  add_files (paths);
  g_test_add_func ("/formats/code-text/count", test_count);
  g_test_add_func ("/formats/code-text/bounds", test_bounds);
  g_test_add_func ("/formats/code-text/linear", test_linear);
  return g_test_run ();
}
