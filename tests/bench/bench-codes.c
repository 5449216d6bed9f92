/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "spare-otp.h"

/* How long one code takes, and the bare hash beside it: bench-codes ROUNDS SETS
 * Each line: what, the best and the median of SETS, in ns of CPU time a code. */

#define KEY_SIZE 20

static const guint8 key[KEY_SIZE] = "12345678901234567890";
static SpareSecret *secret;

/* The last hash; also keeps the compiler from leaving work out. */
static guint8 mac[64];

static void
put_moving (guint8  message[8],
            guint64 moving)
{
  moving = GUINT64_TO_BE (moving);
  memcpy (message, &moving, 8);
}

static void
code (int     algorithm,
      guint64 moving)
{
  SpareOtpParams params = { SPARE_OTP_HOTP, (SpareOtpAlgorithm) algorithm, 6, 30 };
  char out[SPARE_OTP_CODE_SIZE];

  if (!spare_otp_code (&params, secret, NULL, moving, out, NULL))
    abort ();
  memcpy (mac, out, sizeof out);
}

static void
ghmac (int     type,
       guint64 moving)
{
  guint8 message[8];
  gsize size = sizeof mac;
  GHmac *hmac = g_hmac_new ((GChecksumType) type, key, KEY_SIZE);

  put_moving (message, moving);
  g_hmac_update (hmac, message, sizeof message);
  g_hmac_get_digest (hmac, mac, &size);
  g_hmac_unref (hmac);
}

/* HMAC by hand on two checksums that are kept. */
static void
two_checksums (int     type,
               guint64 moving)
{
  static GChecksum *kept[2];
  static int kept_type;
  guint8 pad[2][128];
  guint8 message[8];
  gsize size = sizeof mac;
  gsize block = type == G_CHECKSUM_SHA512 ? 128 : 64;

  if (kept[0] == NULL || kept_type != type)
    {
      g_clear_pointer (&kept[0], g_checksum_free);
      g_clear_pointer (&kept[1], g_checksum_free);
      kept[0] = g_checksum_new ((GChecksumType) type);
      kept[1] = g_checksum_new ((GChecksumType) type);
      kept_type = type;
    }

  for (gsize i = 0; i < block; i++)
    {
      pad[0][i] = 0x36 ^ (i < KEY_SIZE ? key[i] : 0);
      pad[1][i] = 0x5c ^ (i < KEY_SIZE ? key[i] : 0);
    }
  put_moving (message, moving);
  g_checksum_reset (kept[0]);
  g_checksum_update (kept[0], pad[0], (gssize) block);
  g_checksum_update (kept[0], message, sizeof message);
  g_checksum_get_digest (kept[0], mac, &size);
  g_checksum_reset (kept[1]);
  g_checksum_update (kept[1], pad[1], (gssize) block);
  g_checksum_update (kept[1], mac, (gssize) size);
  size = sizeof mac;
  g_checksum_get_digest (kept[1], mac, &size);
}

static void
sodium_sha256 (int     type,
               guint64 moving)
{
  crypto_auth_hmacsha256_state state;
  guint8 message[8];

  put_moving (message, moving);
  crypto_auth_hmacsha256_init (&state, key, KEY_SIZE);
  crypto_auth_hmacsha256_update (&state, message, sizeof message);
  crypto_auth_hmacsha256_final (&state, mac);
}

static void
sodium_sha512 (int     type,
               guint64 moving)
{
  crypto_auth_hmacsha512_state state;
  guint8 message[8];

  put_moving (message, moving);
  crypto_auth_hmacsha512_init (&state, key, KEY_SIZE);
  crypto_auth_hmacsha512_update (&state, message, sizeof message);
  crypto_auth_hmacsha512_final (&state, mac);
}

typedef void (*RunFunc) (int     hash,
                         guint64 moving);

static const struct
{
  const char *name;
  RunFunc     run;
  int         hash;
} cases[] = {
  { "sha1 code", code, SPARE_OTP_SHA1 },
  { "sha1 ghmac", ghmac, G_CHECKSUM_SHA1 },
  { "sha1 checksums", two_checksums, G_CHECKSUM_SHA1 },
  { "sha256 code", code, SPARE_OTP_SHA256 },
  { "sha256 ghmac", ghmac, G_CHECKSUM_SHA256 },
  { "sha256 checksums", two_checksums, G_CHECKSUM_SHA256 },
  { "sha256 sodium", sodium_sha256, 0 },
  { "sha512 code", code, SPARE_OTP_SHA512 },
  { "sha512 ghmac", ghmac, G_CHECKSUM_SHA512 },
  { "sha512 checksums", two_checksums, G_CHECKSUM_SHA512 },
  { "sha512 sodium", sodium_sha512, 0 },
};

/* Of this thread: other programs may run meanwhile. */
static double
get_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Do all ways to a hash give the same one, and is the code right? */
static gboolean
agree (void)
{
  guint8 first[sizeof mac] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      memset (mac, 0, sizeof mac);
      cases[i].run (cases[i].hash, 1);
      if (g_str_has_suffix (cases[i].name, " ghmac"))
        memcpy (first, mac, sizeof mac);
      else if (!g_str_has_suffix (cases[i].name, " code") && memcmp (first, mac, sizeof mac) != 0)
        return FALSE;
      if (g_str_equal (cases[i].name, "sha1 code") && !g_str_equal ((char *) mac, "287082"))
        return FALSE; /* RFC 4226, appendix D, count 1 */
    }

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  guint64 rounds = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  guint sets = argc > 2 ? (guint) atoi (argv[2]) : 10;
  g_autofree double *times = NULL;

  if (rounds == 0 || sets == 0 || sodium_init () < 0)
    return 2;

  secret = spare_secret_new (key, KEY_SIZE);
  if (!agree ())
    {
      fprintf (stderr, "bench-codes: the ways to a hash do not agree\n");
      return 1;
    }

  /* The sets take turns, so that what disturbs one disturbs all. */
  times = g_new0 (double, G_N_ELEMENTS (cases) * sets);
  for (guint set = 0; set < sets; set++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          double start;

          cases[i].run (cases[i].hash, 0);
          start = get_ns ();
          for (guint64 n = 0; n < rounds; n++)
            cases[i].run (cases[i].hash, n);
          times[i * sets + set] = (get_ns () - start) / (double) rounds;
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      qsort (times + i * sets, sets, sizeof *times, compare);
      printf ("%s %.1f %.1f\n", cases[i].name, times[i * sets], times[i * sets + sets / 2]);
    }
  spare_secret_unref (secret);

  return 0;
}
