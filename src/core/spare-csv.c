/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-csv.h"

#include <string.h>

#include "spare-bytes.h"

static void
wipe_row (gpointer data)
{
  char **row = data;

  for (guint i = 0; row[i] != NULL; i++)
    spare_wipe (row[i], strlen (row[i]));
  g_strfreev (row);
}

/* Copies one cell, its doubled quotes undone, and moves @at behind it. */
static char *
read_cell (const char **at)
{
  const char *end;
  char *cell;
  gsize n = 0;

  if (**at != '"')
    {
      end = *at + strcspn (*at, ",\r\n");
      cell = g_strndup (*at, (gsize) (end - *at));
      *at = end;
      return cell;
    }
  for (end = *at + 1; *end != 0 && (*end != '"' || end[1] == '"'); end += *end == '"' ? 2 : 1)
    ;
  if (*end == 0)
    return NULL;
  cell = g_malloc ((gsize) (end - *at));
  for (const char *from = *at + 1; from < end; from += *from == '"' ? 2 : 1)
    cell[n++] = *from;
  cell[n] = 0;
  /* What stands between the closing quote and the comma belongs to nothing. */
  *at = end + 1 + strcspn (end + 1, ",\r\n");
  return cell;
}

/* One row, up to and with its line end. */
static char **
read_row (const char **at)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gboolean good = TRUE;

  for (;;)
    {
      char *cell = read_cell (at);

      if (cell == NULL || cells->len == SPARE_CSV_COLUMNS_MAX)
        {
          spare_wipe_text (cell);
          good = FALSE;
          break;
        }
      g_ptr_array_add (cells, cell);
      if (**at != ',')
        break;
      (*at)++;
    }
  if (**at == '\r')
    (*at)++;
  if (**at == '\n')
    (*at)++;
  g_ptr_array_add (cells, NULL);
  if (good)
    return (char **) g_ptr_array_steal (cells, NULL);
  wipe_row (g_ptr_array_steal (cells, NULL));
  return NULL;
}

GPtrArray *
spare_csv_parse (const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (wipe_row);
  guint cells = 0;

  while (*text != 0)
    {
      char **row;

      text += strspn (text, "\r\n");
      if (*text == 0)
        break;
      row = rows->len < SPARE_CSV_ROWS_MAX ? read_row (&text) : NULL;
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
      cells += g_strv_length (row);
      if (cells > SPARE_CSV_CELLS_MAX)
        return NULL;
    }
  return g_steal_pointer (&rows);
}

int
spare_csv_column (GPtrArray  *rows,
                  const char *name)
{
  char **header = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  for (int i = 0; header != NULL && header[i] != NULL; i++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (header[i]));

      if (g_ascii_strcasecmp (cell, name) == 0)
        return i;
    }
  return -1;
}

const char *
spare_csv_cell (GPtrArray *rows,
                guint      row,
                int        column)
{
  char **cells = g_ptr_array_index (rows, row);

  if (column < 0)
    return "";
  for (int i = 0; cells[i] != NULL; i++)
    if (i == column)
      return cells[i];
  return "";
}
