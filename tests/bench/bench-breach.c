/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "spare-breach.h"

/* Looks passwords up in a made-up list of leaked ones, which is always the same one and
 * removed at the end: bench-breach FILE LINES ROUNDS
 *
 * The first line: reads of the password that took most, bytes of the file. Then a line
 * for each round: us for one password; us for as many bare reads of 128 bytes at places
 * all over the file. */

#define THERE     50
#define PASSWORDS (2 * THERE) /* and as many that are not in it */
#define READ      128

static guint64 seed = 20261122;

/* xorshift64*: the same on every machine. */
static guint64
draw (void)
{
  seed ^= seed >> 12;
  seed ^= seed << 25;
  seed ^= seed >> 27;
  return seed * G_GUINT64_CONSTANT (2685821657736338717);
}

static double
get_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static int
compare (const void *a,
         const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
make_passwords (char *digests[THERE])
{
  GPtrArray *passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);

  for (guint i = 0; i < PASSWORDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("password %u", i);
      g_autofree char *lower = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);

      g_ptr_array_add (passwords, spare_secret_new_text (text));
      if (i % 2 == 0)
        digests[i / 2] = g_ascii_strup (lower, -1);
    }
  qsort (digests, THERE, sizeof *digests, compare);

  return passwords;
}

/* Evenly spread, and so in order as they are made; those that are to be found are put
 * between. */
static void
write_list (const char *path,
            guint64     lines,
            char       *digests[THERE])
{
  FILE *file = fopen (path, "we");
  guint64 step = G_MAXUINT64 / lines;
  guint next = 0;

  if (file == NULL)
    abort ();
  setvbuf (file, NULL, _IOFBF, 1 << 20);
  for (guint64 i = 0; i < lines; i++)
    {
      char line[48];

      g_snprintf (line, sizeof line, "%016" G_GINT64_MODIFIER "X%016" G_GINT64_MODIFIER "X%08X",
                  i * step + draw () % step, draw (), (guint) (draw () >> 32));
      for (; next < THERE && strcmp (digests[next], line) < 0; next++)
        fprintf (file, "%s:%u\r\n", digests[next], next + 1);
      fputs (line, file);
      fprintf (file, ":%u\r\n", (guint) (draw () >> 50) + 1);
    }
  for (; next < THERE; next++)
    fprintf (file, "%s:%u\r\n", digests[next], next + 1);
  if (fclose (file) != 0)
    abort ();
}

static double
time_reads (const char *path,
            goffset     size,
            guint       reads)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  char text[READ];
  double start = get_us ();

  if (fd < 0)
    abort ();
  for (guint i = 0; i < PASSWORDS * reads; i++)
    if (pread (fd, text, sizeof text, (goffset) (draw () % (guint64) (size - READ))) != READ)
      abort ();
  start = get_us () - start;
  close (fd);

  return start / PASSWORDS;
}

static double
time_search (SpareBreach *list,
             GPtrArray   *passwords)
{
  SpareBreached found[PASSWORDS];
  double start = get_us ();

  if (!spare_breach_find (list, passwords, found, NULL, NULL, NULL, NULL))
    abort ();
  start = get_us () - start;
  for (guint i = 0; i < PASSWORDS; i++)
    if (found[i] != (i % 2 == 0 ? SPARE_BREACHED_YES : SPARE_BREACHED_NO))
      abort ();

  return start / PASSWORDS;
}

static void
run (const char *path,
     GPtrArray  *passwords,
     guint       rounds)
{
  g_autoptr (SpareBreach) list = spare_breach_open (path, NULL);
  goffset size;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (list == NULL || !spare_breach_is_ordered (list) || fd < 0)
    abort ();
  size = lseek (fd, 0, SEEK_END);
  close (fd);
  time_search (list, passwords);
  printf ("%u %" G_GINT64_FORMAT "\n", spare_breach_get_reads (list), (gint64) size);
  for (guint i = 0; i < rounds; i++)
    {
      double search = time_search (list, passwords);

      printf ("%.2f %.2f\n", search, time_reads (path, size, spare_breach_get_reads (list)));
    }
}

int
main (int    argc,
      char **argv)
{
  char *digests[THERE];
  g_autoptr (GPtrArray) passwords = make_passwords (digests);

  if (argc != 4)
    return 2;
  write_list (argv[1], g_ascii_strtoull (argv[2], NULL, 10), digests);
  run (argv[1], passwords, (guint) g_ascii_strtoull (argv[3], NULL, 10));
  for (guint i = 0; i < THERE; i++)
    g_free (digests[i]);

  return unlink (argv[1]) == 0 ? 0 : 1;
}
