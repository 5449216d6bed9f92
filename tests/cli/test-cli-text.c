/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-text.h"

#include "spare-cli-json.h"

#include <string.h>
#include <unistd.h>

#define BAD "\xef\xbf\xbd" /* U+FFFD */

static const struct
{
  const char *text;
  const char *clean;
  const char *json;  /* between the quotes; NULL: as the text */
} cases[] = {
  { "plain", "plain", NULL },
  { "", "", NULL },
  { "\033[2J\033]0;x\a", BAD "[2J" BAD "]0;x" BAD, "\\u001b[2J\\u001b]0;x\\u0007" },
  { "a\r\nb\tc", "a" BAD BAD "b" BAD "c", "a\\u000d\\u000ab\\u0009c" },
  { "\177", BAD, "\\u007f" },
  { "\xc2\x9b" "31m", BAD "31m", "\\u009b31m" },          /* CSI in one character */
  { "\xc2\xa0\xc2\xbf", "\xc2\xa0\xc2\xbf", NULL },       /* right above the C1 controls */
  { "a\xe2\x80\xae" "b", "a" BAD "b", NULL },             /* right-to-left override */
  { "a\xe2\x81\xa6" "b", "a" BAD "b", NULL },             /* isolate */
  { "a\xe2\x80\xa8" "b", "a" BAD "b", NULL },             /* line separator */
  { "bad\xff" "utf8", "bad" BAD "utf8", "bad" BAD "utf8" },
  { "say \"hi\" \\o/", "say \"hi\" \\o/", "say \\\"hi\\\" \\\\o/" },
  { "\xf0\x9f\x94\x91 \xd7\xa9", "\xf0\x9f\x94\x91 \xd7\xa9", NULL },
};

static void
test_clean (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *clean = spare_cli_text_clean (cases[i].text);

  g_assert_cmpstr (clean, ==, cases[i].clean);
}

/* What @self wrote to the pipe. */
static char *
finish (SpareJsonWriter *self,
        int              pipe_fds[2])
{
  g_autoptr(GError) error = NULL;
  char buffer[4096];
  gssize n;

  spare_json_writer_finish (self, &error);
  g_assert_no_error (error);
  close (pipe_fds[1]);
  n = read (pipe_fds[0], buffer, sizeof buffer);
  g_assert_cmpint (n, >=, 0);
  close (pipe_fds[0]);

  return g_strndup (buffer, (gsize) n);
}

static void
test_json_string (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  int fds[2];
  g_autoptr(SpareJsonWriter) json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpint (pipe (fds), ==, 0);
  json = spare_cli_json_new (fds[1]);
  spare_json_writer_string (json, NULL, cases[i].text);
  text = finish (json, fds);
  expected = g_strdup_printf ("\"%s\"\n", cases[i].json != NULL ? cases[i].json : cases[i].text);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_json_document (void)
{
  g_autoptr(SpareSecret) text = spare_secret_new ("a\"\n", 3);
  g_autoptr(SpareSecret) bytes = spare_secret_new ("\xff\xfe", 2);
  int fds[2];
  g_autoptr(SpareJsonWriter) json = NULL;
  g_autofree char *written = NULL;

  g_assert_cmpint (pipe (fds), ==, 0);
  json = spare_cli_json_new (fds[1]);
  spare_json_writer_object (json, NULL);
  spare_json_writer_array (json, "empty");
  spare_json_writer_close (json);
  spare_json_writer_array (json, "list");
  spare_json_writer_int (json, NULL, G_MININT64);
  spare_json_writer_uint (json, NULL, G_MAXUINT64);
  spare_json_writer_close (json);
  spare_json_writer_bool (json, "yes", TRUE);
  spare_json_writer_secret (json, "text", text);
  spare_json_writer_secret (json, "bytes", bytes);
  spare_json_writer_object (json, "inner");
  spare_json_writer_bool (json, "no", FALSE);
  written = finish (json, fds);

  /* "//4=" is what base64(1) makes of the two bytes. */
  g_assert_cmpstr (written, ==,
                   "{\n"
                   "  \"empty\": [],\n"
                   "  \"list\": [\n"
                   "    -9223372036854775808,\n"
                   "    18446744073709551615\n"
                   "  ],\n"
                   "  \"yes\": true,\n"
                   "  \"text\": \"a\\\"\\u000a\",\n"
                   "  \"bytes_base64\": \"//4=\",\n"
                   "  \"inner\": {\n"
                   "    \"no\": false\n"
                   "  }\n"
                   "}\n");
}

static void
test_json_full (void)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (-1);
  g_autoptr(GError) error = NULL;

  spare_json_writer_object (json, NULL);
  g_assert_false (spare_json_writer_finish (json, &error));
  g_assert_nonnull (error);
}

static void
test_pad (void)
{
  g_autoptr(GString) out = g_string_new (NULL);

  /* Two wide characters, and one with a combining accent. */
  spare_cli_text_pad (out, "\xe6\x97\xa5\xe6\x9c\xac", 6);
  spare_cli_text_pad (out, "e\xcc\x81", 3);
  spare_cli_text_pad (out, "longer", 2);

  g_assert_cmpstr (out->str, ==, "\xe6\x97\xa5\xe6\x9c\xac  e\xcc\x81  longer");
}

static void
test_label (void)
{
  g_autoptr(SpareAccount) account = spare_account_new ("x");
  g_autofree char *both = NULL;
  g_autofree char *service = NULL;
  g_autofree char *name = NULL;

  spare_account_set_service (account, "Git\033Hub");
  service = spare_cli_text_label (account);
  spare_account_set_name (account, "alice");
  both = spare_cli_text_label (account);
  spare_account_set_service (account, "");
  name = spare_cli_text_label (account);

  g_assert_cmpstr (service, ==, "Git" BAD "Hub");
  g_assert_cmpstr (both, ==, "Git" BAD "Hub:alice");
  g_assert_cmpstr (name, ==, "alice");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = g_strdup_printf ("/cli/text/clean/%" G_GSIZE_FORMAT, i);
      g_autofree char *json = g_strdup_printf ("/cli/json/string/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (clean, GSIZE_TO_POINTER (i), test_clean);
      g_test_add_data_func (json, GSIZE_TO_POINTER (i), test_json_string);
    }
  g_test_add_func ("/cli/json/document", test_json_document);
  g_test_add_func ("/cli/json/cannot-write", test_json_full);
  g_test_add_func ("/cli/text/pad", test_pad);
  g_test_add_func ("/cli/text/label", test_label);

  return g_test_run ();
}
