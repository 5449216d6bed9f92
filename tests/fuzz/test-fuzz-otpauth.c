/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-otpauth.h"

#include <string.h>

#define N_MUTATIONS 60000
#define MAX_SIZE    4096

/* A fuzzer for compilers that have none: always the same mutations, so that a
 * failure comes again. The environment names the folder of the seeds. */
static GPtrArray *
read_corpus (void)
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  const char *folder = g_getenv ("SPARE_FUZZ_CORPUS");
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_nonnull (folder);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *data;
      gsize size;

      g_file_get_contents (path, &data, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (data, size));
    }

  g_assert_cmpuint (seeds->len, >, 10);
  return g_steal_pointer (&seeds);
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) seeds = read_corpus ();

  for (guint i = 0; i < seeds->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &size);

      g_assert_cmpint (LLVMFuzzerTestOneInput (data, size), ==, 0);
    }
}

static void
mutate (GString   *text,
        GRand     *rand,
        GPtrArray *seeds)
{
  static const char *const pieces[] = {
    "&", "=", "?", "%", "%3A", "%00", "%zz", ":", "+", "#", "/", "//", "secret=", "&secret=",
    "issuer=", "&digits=", "&period=", "&counter=", "&algorithm=", "&pin=", "&steam", "&x-name=",
    "&x-service=", "&x-prefix=", "&x-note=", "&x-tag=", "&tags=", "&x-created=", "&x-position=",
    "18446744073709551616", "-1", "0", "Steam", "SHA512", "motp://", "steam://", "otpauth://hotp/",
    "\xff", "\xc3\xa9", "\n", " ",
  };
  gsize at = text->len > 0 ? (gsize) g_rand_int_range (rand, 0, (gint) text->len) : 0;
  gsize left = text->len - at;
  gsize few = (gsize) g_rand_int_range (rand, 0, 9);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      if (left > 0)
        text->str[at] = (char) g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      g_string_erase (text, (gssize) at, (gssize) MIN (left, few));
      break;
    case 2:
      g_string_truncate (text, at);
      break;
    case 3:
      {
        GBytes *other = g_ptr_array_index (seeds, g_rand_int_range (rand, 0, (gint) seeds->len));
        gsize size;
        const char *data = g_bytes_get_data (other, &size);
        gsize from = size > 0 ? (gsize) g_rand_int_range (rand, 0, (gint) size) : 0;

        g_string_insert_len (text, (gssize) at, data + from, (gssize) (size - from));
        break;
      }
    default:
      g_string_insert (text, (gssize) at,
                       pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      break;
    }
}

static void
test_mutations (void)
{
  g_autoptr (GPtrArray) seeds = read_corpus ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      if (i % 8 == 0 || text->len > MAX_SIZE)
        {
          gsize size;
          const char *data;

          data = g_bytes_get_data (g_ptr_array_index (seeds, i / 8 % seeds->len), &size);
          g_string_truncate (text, 0);
          g_string_append_len (text, data, (gssize) size);
        }

      mutate (text, rand, seeds);
      g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) text->str, text->len), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fuzz/otpauth/corpus", test_corpus);
  g_test_add_func ("/fuzz/otpauth/mutations", test_mutations);

  return g_test_run ();
}
