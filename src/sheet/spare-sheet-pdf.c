/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-sheet-private.h"

typedef struct
{
  GBytes *bytes; /* as large as the room */
  guint8 *data;
  gsize   size;
  gsize   room;
} Output;

/* A buffer that grows by realloc() would leave its pieces behind. */
static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Output *output = closure;

  if (length > output->room - output->size)
    {
      guint8 *grown;
      gsize room = 2 * (output->room + length);
      GBytes *bytes = spare_bytes_new_wiped (room, &grown);

      if (output->size > 0)
        memcpy (grown, output->data, output->size);
      g_clear_pointer (&output->bytes, g_bytes_unref);
      output->bytes = bytes;
      output->data = grown;
      output->room = room;
    }
  memcpy (output->data + output->size, data, length);
  output->size += length;
  return CAIRO_STATUS_SUCCESS;
}

/* Of what cairo would write by itself, the day only: the same sheet gives the
 * same file. */
static void
set_metadata (SpareSheet      *self,
              cairo_surface_t *surface)
{
  g_autoptr (GDateTime) printed = g_date_time_new_from_unix_utc (self->day);
  g_autofree char *day = printed != NULL ? g_date_time_format (printed, "%Y-%m-%dT00:00:00Z") : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, day != NULL ? day : "1970-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Sparekey");
}

/**
 * spare_sheet_to_pdf:
 * @progress: (nullable): called with pages done and all pages
 *
 * Returns: (transfer full): wiped when freed
 */
GBytes *
spare_sheet_to_pdf (SpareSheet           *self,
                    GFileProgressCallback progress,
                    gpointer              progress_data,
                    GCancellable         *cancellable,
                    GError              **error)
{
  Output output = { NULL, NULL, 0, 0 };
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  gboolean cancelled = FALSE;
  GBytes *pdf = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (write_cb, &output, self->width, self->height);
  set_metadata (self, surface);
  cr = cairo_create (surface);
  for (guint i = 0; i < self->pages->len && !cancelled; i++)
    {
      spare_sheet_draw (self, i, cr);
      cairo_show_page (cr);
      if (progress != NULL)
        progress ((goffset) i + 1, self->pages->len, progress_data);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (!cancelled && status == CAIRO_STATUS_SUCCESS && output.bytes != NULL)
    pdf = g_bytes_new_from_bytes (output.bytes, 0, output.size);
  else if (!cancelled)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No PDF was made: %s", cairo_status_to_string (status));
  g_clear_pointer (&output.bytes, g_bytes_unref);
  return pdf;
}
