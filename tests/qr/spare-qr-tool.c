/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests in Python ask of the room: reads and writes files.
 *
 *   read|quick|order FILE…       a line for each: its microseconds, then the texts in
 *                                hex, sorted or (order) as they came, or “error CODE”
 *   png LEVEL SCALE TEXT OUT     TEXT and OUT are files
 *   gray LEVEL SCALE TEXT OUT    as a PGM file
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spare-qr-code.h"
#include "spare-qr-scan.h"

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  return g_bytes_new_take (data, size);
}

static void
write_file (const char   *path,
            gconstpointer data,
            gsize         size)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, data, (gssize) size, &error))
    g_error ("%s", error->message);
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
print_texts (GPtrArray *texts,
             gboolean   sorted)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    {
      gsize size;
      const guint8 *data = spare_secret_peek (g_ptr_array_index (texts, i), &size);
      GString *line = g_string_new (NULL);

      for (gsize at = 0; at < size; at++)
        g_string_append_printf (line, "%02x", data[at]);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  if (sorted)
    g_ptr_array_sort (lines, compare_text);
  for (guint i = 0; i < lines->len; i++)
    printf (" %s", (const char *) g_ptr_array_index (lines, i));
}

static void
read_picture (const char *path,
              const char *how)
{
  SpareQrScanEffort effort = g_str_equal (how, "quick") ? SPARE_QR_SCAN_QUICK : SPARE_QR_SCAN_THOROUGH;
  g_autoptr (GBytes) file = read_file (path);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (SparePicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  picture = spare_picture_load (file, &error);
  if (picture != NULL)
    texts = spare_qr_scan (picture, effort, NULL, &error);
  printf ("%" G_GINT64_FORMAT, g_get_monotonic_time () - start);
  if (texts != NULL)
    print_texts (texts, !g_str_equal (how, "order"));
  else
    printf (" error %s", !g_error_matches (error, SPARE_QR_ERROR, error->code) ? "domain"
                         : error->code == SPARE_QR_ERROR_NOT_PICTURE         ? "not-picture"
                         : error->code == SPARE_QR_ERROR_TOO_LARGE           ? "too-large"
                                                                             : "failed");
  printf ("\n");
}

static void
make (char **argv)
{
  static const char letters[] = "LMQH";
  g_autoptr (GBytes) file = read_file (argv[4]);
  g_autoptr (SpareSecret) text = NULL;
  g_autoptr (SpareQrCode) code = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint scale = (guint) atoi (argv[3]);
  guint side;
  gsize size;
  const void *data = g_bytes_get_data (file, &size);

  text = spare_secret_new (data, size);
  code = spare_qr_code_new (text, (SpareQrLevel) (strchr (letters, argv[2][0]) - letters), &error);
  if (code == NULL)
    g_error ("%s", error->message);
  if (g_str_equal (argv[1], "png"))
    bytes = spare_qr_code_to_png (code, scale, &error);
  else
    {
      g_autoptr (GBytes) gray = spare_qr_code_draw (code, scale, &side);
      g_autofree char *head = g_strdup_printf ("P5 %u %u 255\n", side, side);
      GByteArray *array = g_byte_array_new ();

      g_byte_array_append (array, (const guint8 *) head, (guint) strlen (head));
      g_byte_array_append (array, g_bytes_get_data (gray, NULL), (guint) g_bytes_get_size (gray));
      bytes = g_byte_array_free_to_bytes (array);
    }
  if (bytes == NULL)
    g_error ("%s", error->message);
  data = g_bytes_get_data (bytes, &size);
  write_file (argv[5], data, size);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 6 && (g_str_equal (argv[1], "png") || g_str_equal (argv[1], "gray")))
    make (argv);
  else
    for (int i = 2; i < argc; i++)
      read_picture (argv[i], argv[1]);
  return 0;
}
