/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes accounts as a file for another program, for check-exports.py:
 *
 *   spare-export-tool FORMAT RECORDS OUT [PASSWORD]
 *
 * RECORDS has the stored form of one account a line. Prints a line "INDEX REASON"
 * for each account that the format cannot hold. Pages go to OUT as lines. */
#include <glib/gstdio.h>
#include <stdio.h>

#include "spare-export.h"
#include "spare-otpauth.h"

static GPtrArray *
read_accounts (const char *path,
               GError    **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      SpareAccount *account;

      if (lines[i][0] == '\0')
        continue;
      account = spare_account_parse (lines[i], id, error);
      if (account == NULL)
        return NULL;
      g_ptr_array_add (accounts, account);
    }
  return g_steal_pointer (&accounts);
}

static gboolean
write_results (const char *path,
               GPtrArray  *results,
               GError    **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (results, i), &size);

      if (i > 0)
        g_string_append_c (all, '\n');
      g_string_append_len (all, data, (gssize) size);
    }
  return g_file_set_contents (path, all->str, (gssize) all->len, error);
}

static gboolean
run (char   **argv,
     GError **error)
{
  static const char *const reasons[] = { "kind", "period", "digits", "no-codes", "counter", "size" };
  const SpareExportFormat *format = spare_export_find (argv[1]);
  g_autoptr (GPtrArray) accounts = read_accounts (argv[2], error);
  g_autoptr (SpareSecret) password = argv[4] != NULL ? spare_secret_new_text (argv[4]) : NULL;
  SpareExportContext context = { .password = password, .now = 1767225600, .new_id = g_uuid_string_random };
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (accounts == NULL)
    return FALSE;
  results = spare_export_write (format, accounts, &context, &left, error);
  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < left->len; i++)
    {
      SpareExportLeft *out = g_ptr_array_index (left, i);
      guint index = 0;

      g_ptr_array_find (accounts, out->account, &index);
      printf ("%u %s\n", index, reasons[out->reason]);
    }
  return write_results (argv[3], results, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc < 4 || argc > 5 || spare_export_find (argv[1]) == NULL)
    {
      g_printerr ("Usage: spare-export-tool FORMAT RECORDS OUT [PASSWORD]\n");
      return 2;
    }
  if (!run (argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
