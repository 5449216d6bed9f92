/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-breach-private.h"

#include <string.h>

#define CHUNK (1 << 20) /* bytes */
#define KEYS  65536     /* the first four digits */

typedef struct
{
  SpareBreach             *list;
  const SpareBreachWanted *wanted;
  guint                    n_wanted;
  SpareBreached           *found;
  SpareSecret             *keys; /* a byte for each of the first four digits: is one wanted? */
} Scan;

static guint
read_key (const char *digits)
{
  guint key = 0;

  for (guint i = 0; i < 4; i++)
    key = key << 4 | (guint) g_ascii_xdigit_value (digits[i]);

  return key;
}

/* Few lines come this far. */
static void
look_for (Scan       *scan,
          const char *line)
{
  for (guint i = 0; i < scan->n_wanted; i++)
    {
      const guint8 *digest = scan->wanted[i].digest;
      gboolean same = TRUE;

      for (guint j = 0; same && j < scan->list->written / 2; j++)
        same = digest[j] == (g_ascii_xdigit_value (line[2 * j]) << 4 | g_ascii_xdigit_value (line[2 * j + 1]));
      if (same)
        scan->found[scan->wanted[i].password] = SPARE_BREACHED_YES;
    }
}

static gboolean
look_at_line (Scan       *scan,
              const char *line,
              gsize       size,
              GError    **error)
{
  const guint8 *keys = spare_secret_peek (scan->keys, NULL);

  if (size == 0 || (size == 1 && line[0] == '\r'))
    return TRUE;
  if (spare_breach_count_digits (line, size) != scan->list->written)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "A line without a digest");
      return FALSE;
    }
  if (keys[read_key (line)] != 0)
    look_for (scan, line);

  return TRUE;
}

/* All whole lines of it; gives how many bytes they are. */
static gssize
look_at_chunk (Scan       *scan,
               const char *text,
               gsize       size,
               gboolean    last,
               GError    **error)
{
  const char *at = text;
  const char *end = text + size;

  while (at < end)
    {
      const char *next = memchr (at, '\n', (gsize) (end - at));

      if (next == NULL && !last)
        break;
      next = next != NULL ? next : end;
      if (!look_at_line (scan, at, (gsize) (next - at), error))
        return -1;
      at = MIN (next + 1, end);
    }
  if (at == text && size >= SPARE_BREACH_LINE_MAX)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "A line without an end");
      return -1;
    }

  return at - text;
}

static gboolean
scan_file (Scan               *scan,
           char               *text,
           SpareBreachProgress progress,
           gpointer            progress_data,
           GCancellable       *cancellable,
           GError            **error)
{
  SpareBreach *list = scan->list;
  goffset offset = 0;
  guint reads = 0;

  while (offset < list->size)
    {
      gssize n, used;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = spare_breach_read (list->fd, text, CHUNK, offset, &reads, error);
      if (n < 0)
        return FALSE;
      if (n == 0)
        {
          g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_READ, "The file became shorter");
          return FALSE;
        }
      used = look_at_chunk (scan, text, (gsize) n, n < CHUNK, error);
      if (used < 0)
        return FALSE;
      offset += used;
      if (progress != NULL)
        progress (CLAMP ((double) offset / (double) list->size, 0, 1), progress_data);
    }

  return TRUE;
}

gboolean
spare_breach_scan (SpareBreach             *self,
                   const SpareBreachWanted *wanted,
                   guint                    n_wanted,
                   SpareBreached           *found,
                   SpareBreachProgress      progress,
                   gpointer                 progress_data,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_autofree char *text = g_malloc (CHUNK);
  guint8 *keys;
  g_autoptr (SpareSecret) secret = spare_secret_new_empty (KEYS, &keys);
  Scan scan = { self, wanted, n_wanted, found, secret };

  for (guint i = 0; i < n_wanted; i++)
    {
      keys[wanted[i].digest[0] << 8 | wanted[i].digest[1]] = 1;
      found[wanted[i].password] = SPARE_BREACHED_NO;
    }

  return scan_file (&scan, text, progress, progress_data, cancellable, error);
}
