/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export.h"

#include "spare-export-private.h"

static const SpareExportFormat *const formats[] = {
  &spare_export_otpauth.format,
  &spare_export_aegis.format,
  &spare_export_aegis_encrypted.format,
  &spare_export_2fas.format,
  &spare_export_2fas_encrypted.format,
  &spare_export_google.format,
  NULL,
};

const SpareExportFormat *const *
spare_export_list (void)
{
  return formats;
}

const SpareExportFormat *
spare_export_find (const char *id)
{
  for (guint i = 0; formats[i] != NULL; i++)
    if (g_strcmp0 (formats[i]->id, id) == 0)
      return formats[i];
  return NULL;
}

static void
left_free (gpointer data)
{
  SpareExportLeft *left = data;

  g_object_unref (left->account);
  g_free (left);
}

static gboolean
refuse (const SpareExporter *exporter,
        SpareAccount        *account,
        SpareExportReason   *reason)
{
  if (spare_account_get_params (account)->kind == SPARE_OTP_NONE || spare_account_peek_secret (account) == NULL)
    {
      *reason = SPARE_EXPORT_LEFT_NO_CODES;
      return TRUE;
    }
  return exporter->refuse != NULL && exporter->refuse (account, reason);
}

/* Those that the format can hold; the others go to @left. */
static GPtrArray *
sort_out (const SpareExporter *exporter,
          GPtrArray           *accounts,
          GPtrArray           *left)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      SpareExportReason reason;

      if (refuse (exporter, account, &reason))
        {
          SpareExportLeft *out = g_new (SpareExportLeft, 1);

          out->account = g_object_ref (account);
          out->reason = reason;
          g_ptr_array_add (left, out);
        }
      else
        {
          g_ptr_array_add (kept, account);
        }
    }
  return kept;
}

static gboolean
check (const SpareExporter      *exporter,
       GPtrArray                *kept,
       const SpareExportContext *context,
       GError                  **error)
{
  if (kept->len == 0)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY, "No account that the format can hold");
      return FALSE;
    }
  if (exporter->format.encrypted &&
      (context->password == NULL || spare_secret_get_size (context->password) == 0))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED,
                           "No password to encrypt with");
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (context->watch.cancellable, error);
}

GPtrArray *
spare_export_write (const SpareExportFormat  *format,
                    GPtrArray                *accounts,
                    const SpareExportContext *context,
                    GPtrArray               **left,
                    GError                  **error)
{
  /* The table's rows are the first member of what writes them. */
  const SpareExporter *exporter = (const SpareExporter *) format;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (left_free);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) kept = NULL;

  g_return_val_if_fail (format != NULL && spare_export_find (format->id) == format, NULL);
  g_return_val_if_fail (context->new_id != NULL, NULL);

  kept = sort_out (exporter, accounts, others);
  if (left != NULL)
    *left = g_steal_pointer (&others);
  if (!check (exporter, kept, context, error) || !exporter->write (kept, context, results, error))
    return NULL;
  return g_steal_pointer (&results);
}
