/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spare-seal.h"

/* A sealed backup, timed without the derivation of its key.
 *
 *   bench-seal ACCOUNTS ROUNDS
 *
 * Each line: what, and the time in ms. "seal" and "open" are ours; "parse" reads
 * the same lines one by one; "stream" only decrypts as much in libsodium. */

#define CHUNK 65536

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static char *
make_line (guint i)
{
  return g_strdup_printf ("otpauth://totp/Service%%20%u:user%u@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                          "&issuer=Service%%20%u&algorithm=SHA1&digits=6&period=30"
                          "&x-id=%08x-2d3c-4b5a-8f7e-112233445566&x-tag=work&x-created=1767225600&x-version=1",
                          i, i, i, i);
}

static SpareBundle *
make_bundle (char **lines)
{
  SpareBundle *bundle = spare_bundle_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (bundle->accounts, spare_record_parse (lines[i], NULL, NULL));
  return bundle;
}

static double
time_stream (gsize size)
{
  g_autofree guint8 *sealed = g_malloc0 (size + (size / CHUNK + 1) * 17);
  g_autofree guint8 *plain = g_malloc0 (CHUNK + 17);
  guint8 key[32] = { 0 };
  guint8 header[24];
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *at = sealed;
  guint8 tag;
  double start;

  crypto_secretstream_xchacha20poly1305_init_push (&state, header, key);
  for (gsize i = 0; i < size / CHUNK; i++, at += CHUNK + 17)
    crypto_secretstream_xchacha20poly1305_push (&state, at, NULL, plain, CHUNK, NULL, 0, 0);

  start = get_ms ();
  at = sealed;
  crypto_secretstream_xchacha20poly1305_init_pull (&state, header, key);
  for (gsize i = 0; i < size / CHUNK; i++, at += CHUNK + 17)
    if (crypto_secretstream_xchacha20poly1305_pull (&state, plain, NULL, &tag, at, CHUNK + 17, NULL, 0) != 0)
      abort ();
  return get_ms () - start;
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 10;
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text ("correct horse");
  g_autoptr (SpareSealKey) key = spare_seal_key_new (passphrase, SPARE_SEAL_STRENGTH_LEAST, NULL);
  g_auto (GStrv) lines = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    lines[i] = make_line (i);

  for (guint i = 0; i < rounds; i++)
    {
      double start = get_ms ();
      g_autoptr (SpareBundle) bundle = make_bundle (lines);
      double parsed = get_ms ();
      g_autoptr (GBytes) file = spare_seal_write (bundle, key, NULL, NULL);
      double sealed = get_ms ();
      g_autoptr (SpareBundle) read = spare_seal_read (file, key, NULL, NULL);
      double opened = get_ms ();

      if (read == NULL || read->accounts->len != n)
        return 1;
      printf ("parse %f\nseal %f\nopen %f\nstream %f\n", parsed - start, sealed - parsed, opened - sealed,
              time_stream (g_bytes_get_size (file)));
    }

  return 0;
}
