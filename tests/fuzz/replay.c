/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* A fuzzer for compilers that have none: always the same mutations, so that a
 * failure comes again. The environment names the folder of the seeds and,
 * where there is one, the dictionary. */
#define N_MUTATIONS 60000
#define MAX_SECONDS 10 /* the fewer mutations, the slower the machine */
#define MAX_SIZE    4096
#define MIN_SEEDS   3

static GPtrArray *seeds;
static GPtrArray *words; /* of the dictionary */
static gsize      max_size = MAX_SIZE;

static gint
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_seeds (void)
{
  g_autoptr (GError) error = NULL;
  const char *folder = g_getenv ("SPARE_FUZZ_CORPUS");
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (folder);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".expect"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  /* A folder has no order of its own. */
  g_ptr_array_sort (names, compare_names_cb);

  for (guint i = 0; i < names->len; i++)
    {
      char *data;
      gsize size;

      g_file_get_contents (g_ptr_array_index (names, i), &data, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (data, size));
      max_size = MAX (max_size, 2 * size);
    }

  g_assert_cmpuint (seeds->len, >=, MIN_SEEDS);
}

/* Lines like `name="\x00word"`, as libFuzzer has them. */
static void
read_words (void)
{
  g_autoptr (GError) error = NULL;
  const char *path = g_getenv ("SPARE_FUZZ_WORDS");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path == NULL)
    return;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *start = strchr (lines[i], '"');
      const char *end = strrchr (lines[i], '"');
      g_autoptr (GString) word = g_string_new (NULL);

      if (lines[i][0] == '#' || start == NULL)
        continue;
      g_assert_true (end > start);
      for (start++; start < end; start++)
        {
          if (start[0] != '\\')
            g_string_append_c (word, start[0]);
          else if (start[1] == 'x')
            {
              g_string_append_c (word, (char) (g_ascii_xdigit_value (start[2]) << 4 | g_ascii_xdigit_value (start[3])));
              start += 3;
            }
          else
            g_string_append_c (word, *++start);
        }
      g_ptr_array_add (words, g_string_free_to_bytes (g_steal_pointer (&word)));
    }
}

static void
test_corpus (void)
{
  for (guint i = 0; i < seeds->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &size);

      g_assert_cmpint (LLVMFuzzerTestOneInput (data, size), ==, 0);
    }
}

static void
insert_word (GString *text,
             gsize    at,
             GRand   *rand)
{
  gsize size;
  const char *data;

  if (words->len == 0)
    {
      g_string_insert_c (text, (gssize) at, (char) g_rand_int_range (rand, 0, 256));
      return;
    }

  data = g_bytes_get_data (g_ptr_array_index (words, g_rand_int_range (rand, 0, (gint) words->len)), &size);
  g_string_insert_len (text, (gssize) at, data, (gssize) size);
}

static void
mutate (GString *text,
        GRand   *rand)
{
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
      insert_word (text, at, rand);
      break;
    }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *seconds = g_getenv ("SPARE_FUZZ_SECONDS");
  gint64 end = g_get_monotonic_time () + (seconds != NULL ? atoi (seconds) : MAX_SECONDS) * G_USEC_PER_SEC;

  for (guint i = 0; i < N_MUTATIONS && g_get_monotonic_time () < end; i++)
    {
      if (i % 8 == 0 || text->len > max_size)
        {
          gsize size;
          const char *data;

          data = g_bytes_get_data (g_ptr_array_index (seeds, i / 8 % seeds->len), &size);
          g_string_truncate (text, 0);
          g_string_append_len (text, data, (gssize) size);
        }

      mutate (text, rand);
      g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) text->str, text->len), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  read_seeds ();
  read_words ();

  g_test_add_func ("/fuzz/" SPARE_FUZZ_NAME "/corpus", test_corpus);
  g_test_add_func ("/fuzz/" SPARE_FUZZ_NAME "/mutations", test_mutations);

  status = g_test_run ();
  g_ptr_array_unref (seeds);
  g_ptr_array_unref (words);
  return status;
}
