/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-store-tool.h"

#include <stdlib.h>
#include <string.h>

#include "spare-backup.h"
#include "spare-bytes.h"

#define CREATED 1700000000

/* make-key FILE: a key of the least strength, as the keyring would keep it. */
static void
make_key (const char *path)
{
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text ("correct horse");
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) key = spare_seal_key_new (passphrase, SPARE_SEAL_STRENGTH_LEAST, &error);
  g_autoptr (SpareSecret) printed = key != NULL ? spare_seal_key_print (key) : NULL;
  const char *bytes = NULL;
  gsize size = 0;

  if (printed != NULL)
    bytes = spare_secret_peek (printed, &size);
  if (bytes == NULL || !g_file_set_contents (path, bytes, (gssize) size, &error))
    tool_fail ("make-key", error);
}

static SpareSealKey *
read_key (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr (SpareSecret) printed = NULL;
  SpareSealKey *key = NULL;
  gsize size;

  if (g_file_get_contents (path, &data, &size, &error))
    {
      printed = spare_secret_new (data, size);
      key = spare_seal_key_parse (printed, &error);
    }
  if (key == NULL)
    tool_fail ("read-key", error);
  return key;
}

/* derive PASSPHRASE: the key that people get, and one that they do not wait for. */
static void
derive (const char *text)
{
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) key = NULL;
  g_autoptr (SpareSecret) printed = NULL;

  spare_backup_key_async (passphrase, NULL, tool_done_cb, &result);
  tool_wait (&result);
  key = spare_backup_key_finish (result, &error);
  if (key == NULL)
    tool_fail ("derive", error);
  printed = spare_seal_key_print (key);
  tool_say ("key of %" G_GSIZE_FORMAT " bytes", spare_secret_get_size (printed));

  spare_backup_key_async (passphrase, cancellable, tool_done_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  tool_wait (&cancelled);
  if (spare_backup_key_finish (cancelled, &error) == NULL)
    tool_fail ("derive", error);
}

static SpareBundle *
gather (SpareVault *vault)
{
  g_autoptr (GVariant) preferences = g_variant_ref_sink (g_variant_new_parsed ("{'sort': <'name'>}"));

  return spare_backup_gather (vault, preferences, CREATED);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* backup FILE KEY N [US]: writes N times; the last one is cancelled after US. */
static void
backup (SpareVault *vault,
        int         argc,
        char      **argv)
{
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  g_autoptr (SpareSealKey) key = read_key (argv[3]);

  for (gint i = 0; i < atoi (argv[4]); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      spare_backup_write_async (gather (vault), key, file, cancellable, tool_done_cb, &result);
      if (argc == 6)
        {
          g_usleep ((gulong) atoi (argv[5]));
          cancel_cb (cancellable);
        }
      tool_wait (&result);
      if (!spare_backup_write_finish (result, &error))
        tool_fail ("backup", error);
      tool_say ("written");
    }
}

/* keep FOLDER KEY GENERATIONS NOW N: N times, a second apart. */
static void
keep (SpareVault *vault,
      char      **argv)
{
  g_autoptr (GFile) folder = g_file_new_for_path (argv[2]);
  g_autoptr (SpareSealKey) key = read_key (argv[3]);

  for (gint i = 0; i < atoi (argv[6]); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) file = NULL;
      g_autofree char *name = NULL;

      spare_backup_keep_async (gather (vault), key, folder, (guint) atoi (argv[4]),
                               g_ascii_strtoll (argv[5], NULL, 10) + i, NULL, tool_done_cb, &result);
      tool_wait (&result);
      file = spare_backup_keep_finish (result, &error);
      if (file == NULL)
        tool_fail ("keep", error);
      name = g_file_get_basename (file);
      tool_say ("kept %s", name);
    }
}

static SpareBundle *
open_bundle (char **argv)
{
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  g_autoptr (SpareSealKey) key = read_key (argv[3]);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  SpareBundle *bundle = bytes != NULL ? spare_seal_read (bytes, key, NULL, &error) : NULL;

  if (bundle == NULL)
    tool_fail ("open", error);
  return bundle;
}

static void
show_records (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (SpareSecret) line = spare_record_print (g_ptr_array_index (records, i));

      tool_say ("record %s %s", spare_record_get_id (g_ptr_array_index (records, i)), spare_secret_peek_text (line));
    }
}

/* show FILE KEY: what a backup holds. */
static void
show (char **argv)
{
  g_autoptr (SpareBundle) bundle = open_bundle (argv);
  g_autofree char *preferences = bundle->preferences != NULL ? g_variant_print (bundle->preferences, FALSE) : NULL;

  tool_say ("created %" G_GINT64_FORMAT " preferences %s", bundle->created, preferences);
  show_records (bundle->accounts);
  show_records (bundle->things);
  for (guint i = 0; i < bundle->broken->len; i++)
    tool_say ("set-aside %s", spare_secret_peek_text (g_ptr_array_index (bundle->broken, i)));
}

/* restore FILE KEY: everything of a backup into the vault. */
static void
restore (SpareVault *vault,
         char      **argv)
{
  g_autoptr (SpareBundle) bundle = open_bundle (argv);

  for (guint i = 0; i < bundle->things->len; i++)
    g_ptr_array_add (bundle->accounts, g_object_ref (g_ptr_array_index (bundle->things, i)));
  tool_save (vault, bundle->accounts);
  tool_say ("restored %u", bundle->accounts->len);
}

/* remember KEY ID: the key goes into the keyring. */
static void
remember (SpareVault *vault,
          char      **argv)
{
  g_autoptr (SpareSealKey) key = read_key (argv[2]);
  g_autoptr (SpareThing) thing = spare_backup_new_key_thing (vault, key, argv[3]);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, thing);
  tool_save (vault, records);
}

/* recall KEY: is that the key in the keyring? */
static void
recall (SpareVault *vault,
        char      **argv)
{
  g_autoptr (SpareSealKey) key = read_key (argv[2]);
  g_autoptr (SpareSealKey) kept = spare_backup_find_key (vault);
  g_autoptr (SpareSecret) wanted = spare_seal_key_print (key);
  g_autoptr (SpareSecret) found = kept != NULL ? spare_seal_key_print (kept) : NULL;

  tool_say ("key %s", found == NULL ? "none" : spare_secret_equal (wanted, found) ? "the same" : "another");
}

gboolean
tool_backup (SpareVault *vault,
             int         argc,
             char      **argv)
{
  const char *command = argv[1];

  if (g_str_equal (command, "make-key") && argc == 3)
    make_key (argv[2]);
  else if (g_str_equal (command, "derive") && argc == 3)
    derive (argv[2]);
  else if (g_str_equal (command, "backup") && argc >= 5)
    backup (vault, argc, argv);
  else if (g_str_equal (command, "keep") && argc == 7)
    keep (vault, argv);
  else if (g_str_equal (command, "show") && argc == 4)
    show (argv);
  else if (g_str_equal (command, "restore-all") && argc == 4)
    restore (vault, argv);
  else if (g_str_equal (command, "remember") && argc == 4)
    remember (vault, argv);
  else if (g_str_equal (command, "recall") && argc == 3)
    recall (vault, argv);
  else if (g_str_equal (command, "fingerprint") && argc == 2)
    {
      g_autofree char *fingerprint = spare_backup_fingerprint (vault);

      tool_say ("fingerprint %s", fingerprint);
    }
  else
    return FALSE;

  return TRUE;
}
