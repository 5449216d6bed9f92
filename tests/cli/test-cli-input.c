/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-input.h"

#include <string.h>
#include <unistd.h>

#define MAX_LINE 8

/* Each line becomes "number:text|", a too long one "number!|". */
static const struct
{
  const char *input;
  const char *lines;
} cases[] = {
  { "", "" },
  { "a", "1:a|" },
  { "a\nb\n", "1:a|2:b|" },
  { "a\r\n\n  b \t\n", "1:a|2:|3:b|" },
  { "12345678\n", "1:12345678|" },
  { "12345678", "1:12345678|" },
  { "123456789\nb\n", "1!|2:b|" },
  { "123456789", "1!|" },
  { "a\n1234567890123456789012345678901234567890\nb", "1:a|2!|3:b|" },
  { "1234567890123456789012345678901234567890", "1!|" },
  { "\n\n\n", "1:|2:|3:|" },
  { "\xef\xbb\xbfone\n\xef\xbb\xbftwo\n", "1:one|2:\xef\xbb\xbftwo|" },
};

static void
append_next (GString    *out,
             SpareCliLine what,
             const char *line,
             gsize       length,
             guint       number)
{
  g_string_append_printf (out, "%u", number);
  if (what == SPARE_CLI_LINE_TOO_LONG)
    g_string_append (out, "!|");
  else
    g_string_append_printf (out, ":%.*s|", (int) length, line);
}

/* @chunk: bytes that reach the reader at once; 0: all. */
static char *
read_all (const char *input,
          gsize       chunk)
{
  GString *out = g_string_new (NULL);
  gsize size = strlen (input);
  int fds[2];
  g_autoptr(SpareCliLines) lines = NULL;
  const char *line = NULL;
  gsize length = 0;
  guint number = 0;
  SpareCliLine what;

  g_assert_cmpint (pipe (fds), ==, 0);
  if (chunk == 0)
    g_assert_cmpint (write (fds[1], input, size), ==, (gssize) size);
  else if (fork () == 0)
    {
      for (gsize i = 0; i < size; i += chunk)
        {
          if (write (fds[1], input + i, MIN (chunk, size - i)) < 0)
            _exit (1);
          g_usleep (500);
        }
      _exit (0);
    }
  close (fds[1]);

  lines = spare_cli_lines_new (fds[0], MAX_LINE);
  while ((what = spare_cli_lines_next (lines, &line, &length, &number, NULL)) != SPARE_CLI_LINE_END)
    {
      g_assert_cmpint (what, !=, SPARE_CLI_LINE_FAILED);
      append_next (out, what, line, length, number);
    }
  close (fds[0]);

  return g_string_free (out, FALSE);
}

static void
test_lines (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *whole = read_all (cases[i].input, 0);
  g_autofree char *drops = read_all (cases[i].input, 1);
  g_autofree char *threes = read_all (cases[i].input, 3);

  g_assert_cmpstr (whole, ==, cases[i].lines);
  g_assert_cmpstr (drops, ==, cases[i].lines);
  g_assert_cmpstr (threes, ==, cases[i].lines);
}

static void
test_failed (void)
{
  g_autoptr(SpareCliLines) lines = spare_cli_lines_new (-1, MAX_LINE);
  g_autoptr(GError) error = NULL;
  const char *line = NULL;
  gsize length = 0;
  guint number = 0;

  g_assert_cmpint (spare_cli_lines_next (lines, &line, &length, &number, &error), ==, SPARE_CLI_LINE_FAILED);
  g_assert_nonnull (error);
}

static void
test_secret (void)
{
  int fds[2];
  g_autoptr(SpareCliLines) lines = NULL;
  g_autoptr(SpareSecret) secret = NULL;
  g_autoptr(SpareSecret) none = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], " ABCD \n\n", 8), ==, 8);
  close (fds[1]);
  lines = spare_cli_lines_new (fds[0], MAX_LINE);

  secret = spare_cli_lines_secret (lines, "", SPARE_CORE_ERROR_SECRET_MISSING, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spare_secret_peek_text (secret), ==, "ABCD");
  none = spare_cli_lines_secret (lines, "", SPARE_CORE_ERROR_PIN, &error);
  g_assert_error (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_PIN);
  g_assert_null (none);
  close (fds[0]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/input/lines/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_lines);
    }
  g_test_add_func ("/cli/input/failed", test_failed);
  g_test_add_func ("/cli/input/secret", test_secret);

  return g_test_run ();
}
