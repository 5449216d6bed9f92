/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import.h"

#include "spare-format-private.h"

/* Bytes: a minute or so. Programs stay below a tenth of it. */
#define COST_MAX (G_GUINT64_CONSTANT (64) << 30)

static SpareImport *
import_new (const SpareFormat *format)
{
  SpareImport *self = g_new0 (SpareImport, 1);

  self->format = format;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_entry_free);
  return self;
}

void
spare_import_entry_free (SpareImportEntry *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self->label);
  g_free (self);
}

void
spare_import_free (SpareImport *self)
{
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->bundle, spare_bundle_free);
  g_free (self);
}

guint
spare_import_count_good (const SpareImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += ((SpareImportEntry *) g_ptr_array_index (self->entries, i))->account != NULL;
  return n;
}

static const SpareFormat *
recognize (SpareImportFile *file)
{
  const SpareFormat *const *formats = spare_formats_list ();

  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->recognize (file))
      return formats[i];
  return NULL;
}

const SpareFormat *
spare_import_recognize (GBytes *bytes)
{
  g_autoptr (SpareImportFile) file = NULL;

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > SPARE_IMPORT_SIZE_MAX)
    return NULL;
  file = spare_import_file_new (bytes);
  return recognize (file);
}

static gboolean
check_size (GBytes  *bytes,
            GError **error)
{
  if (g_bytes_get_size (bytes) <= SPARE_IMPORT_SIZE_MAX)
    return TRUE;
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "The file is too large");
  return FALSE;
}

static gboolean
check_entries (const SpareImport *self,
               GError           **error)
{
  if (self->entries->len == 0 && self->bundle == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY, "No account with codes");
      return FALSE;
    }
  if (self->entries->len > SPARE_IMPORT_ENTRIES_MAX)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Too many entries");
      return FALSE;
    }
  return TRUE;
}

SpareImport *
spare_import_read (GBytes                   *bytes,
                   const SpareImportContext *context,
                   GError                  **error)
{
  g_autoptr (SpareImportFile) file = NULL;
  g_autoptr (SpareImport) self = NULL;
  SpareImportContext bounded = *context;
  const SpareFormat *format;

  g_return_val_if_fail (context->new_id != NULL, NULL);

  if (bounded.watch.cost_max == 0)
    bounded.watch.cost_max = COST_MAX;
  if (!check_size (bytes, error))
    return NULL;
  file = spare_import_file_new (bytes);
  format = g_bytes_get_size (bytes) > 0 ? recognize (file) : NULL;
  if (format == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_UNKNOWN, "No known format");
      return NULL;
    }
  self = import_new (format);
  if (!format->read (file, &bounded, self, error) || spare_import_stopped (context, error) ||
      !check_entries (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
