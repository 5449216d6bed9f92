/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-private.h"

#include "spare-otpauth.h"

/* Setup links in their strict form, one a line. What a link has no parameter
 * for (notes, tags, favourites) stays behind. */

static gboolean
otpauth_refuse (SpareAccount      *account,
                SpareExportReason *reason)
{
  g_autoptr (SpareSecret) link = spare_otpauth_print (account);

  if (spare_secret_get_size (link) <= SPARE_OTPAUTH_MAX)
    return FALSE;
  *reason = SPARE_EXPORT_LEFT_SIZE;
  return TRUE;
}

static gboolean
otpauth_write (GPtrArray                *accounts,
               const SpareExportContext *context,
               GPtrArray                *results,
               GError                  **error)
{
  g_auto (SpareExportBuffer) buffer = { NULL };

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr (SpareSecret) link = spare_otpauth_print (g_ptr_array_index (accounts, i));
      gsize size;
      const char *text = spare_secret_peek (link, &size);

      spare_export_buffer_add (&buffer, text, size);
      spare_export_buffer_add (&buffer, "\n", 1);
    }
  g_ptr_array_add (results, spare_export_buffer_end (&buffer));
  return TRUE;
}

const SpareExporter spare_export_otpauth = {
  .format = { .id = "otpauth", .name = "otpauth", .suffix = ".txt" },
  .refuse = otpauth_refuse,
  .write = otpauth_write,
};
