/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include "spare-seal.h"

/* Our own sealed backup. */

static gboolean
sparekey_recognize (SpareImportFile *file)
{
  return spare_seal_is_sealed (spare_import_file_get_bytes (file));
}

static SpareBundle *
open_bundle (GBytes                   *bytes,
             const SpareImportContext *context,
             GError                  **error)
{
  g_autoptr (SpareSealKey) key = spare_seal_key_for (bytes, context->password, error);

  return key != NULL ? spare_seal_read (bytes, key, context->watch.cancellable, error) : NULL;
}

/* The entries have copies with the same ids: what the bundle holds stays as it
 * was sealed. */
static gboolean
add_accounts (SpareImport              *import,
              const SpareImportContext *context,
              GError                  **error)
{
  GPtrArray *accounts = import->bundle->accounts;

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      SpareImportEntry *entry;

      if (spare_import_stopped (context, error))
        return FALSE;
      entry = spare_import_add (import, spare_account_copy (account), NULL);
      if (spare_account_get_deleted (account) != 0)
        entry->notes |= SPARE_IMPORT_NOTE_TRASHED;
    }
  return TRUE;
}

static gboolean
sparekey_read (SpareImportFile          *file,
               const SpareImportContext *context,
               SpareImport              *import,
               GError                  **error)
{
  if (spare_import_need_password (context, error) == NULL)
    return FALSE;
  import->bundle = open_bundle (spare_import_file_get_bytes (file), context, error);
  if (import->bundle == NULL)
    return spare_import_explain (error);
  return add_accounts (import, context, error);
}

const SpareFormat spare_format_sparekey = {
  .id = "sparekey",
  .name = "Sparekey",
  .recognize = sparekey_recognize,
  .read = sparekey_read,
};
