/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spare-seal.h"

/* Our side of test-backup.py. The first line of standard input is the passphrase.
 *
 *   spare-seal-tool seal FILE [usual]   what follows it is the text of a backup
 *   spare-seal-tool open FILE           prints the text
 *
 * Ends with status 1 and "error N" where N is a SpareCryptoError, or "error". */

static int
fail (const GError *error)
{
  if (error->domain == SPARE_CRYPTO_ERROR)
    printf ("error %d\n", error->code);
  else
    printf ("error: %s\n", error->message);
  return 1;
}

static SpareSecret *
read_passphrase (void)
{
  char line[2048];

  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;
  return spare_secret_new (line, strcspn (line, "\n"));
}

static gboolean
print_cb (const guint8 *piece,
          gsize         size,
          gpointer      data,
          GError      **error)
{
  return fwrite (piece, 1, size, stdout) == size;
}

static SpareBundle *
read_bundle (GError **error)
{
  g_autoptr (SpareBundleReader) reader = spare_bundle_reader_new ();
  guint8 piece[1000];
  gsize size;

  while ((size = fread (piece, 1, sizeof piece, stdin)) > 0)
    if (!spare_bundle_reader_feed (reader, piece, size, error))
      return NULL;
  return spare_bundle_reader_finish (reader, error);
}

static int
seal (const char        *path,
      SpareSealStrength  strength,
      const SpareSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = read_bundle (&error);
  g_autoptr (SpareSealKey) key = NULL;
  g_autoptr (GBytes) file = NULL;

  if (bundle != NULL)
    key = spare_seal_key_new (passphrase, strength, &error);
  if (key != NULL)
    file = spare_seal_write (bundle, key, NULL, &error);
  if (file == NULL
      || !g_file_set_contents (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), &error))
    return fail (error);
  return 0;
}

static int
open_file (const char        *path,
           const SpareSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SpareSealKey) key = NULL;
  g_autoptr (SpareBundle) bundle = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    return fail (error);
  file = g_bytes_new_take (data, size);
  key = spare_seal_key_for (file, passphrase, &error);
  if (key != NULL)
    bundle = spare_seal_read (file, key, NULL, &error);
  if (bundle == NULL)
    return fail (error);
  return spare_bundle_print (bundle, print_cb, NULL, &error) ? 0 : fail (error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SpareSecret) passphrase = read_passphrase ();

  if (passphrase == NULL || argc < 3)
    return 2;
  if (strcmp (argv[1], "open") == 0)
    return open_file (argv[2], passphrase);
  return seal (argv[2], argc > 3 ? SPARE_SEAL_STRENGTH_USUAL : SPARE_SEAL_STRENGTH_LEAST, passphrase);
}
