/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-json.h"

#include "spare-cli-text.h"

static gboolean
put (const char *piece,
     gsize       size,
     gpointer    data,
     GError    **error)
{
  return spare_cli_text_write (GPOINTER_TO_INT (data), piece, size, error);
}

SpareJsonWriter *
spare_cli_json_new (int fd)
{
  return spare_json_writer_new (put, GINT_TO_POINTER (fd));
}
