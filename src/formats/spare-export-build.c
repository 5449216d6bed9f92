/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-bytes.h"

void
spare_export_buffer_add (SpareExportBuffer *self,
                         gconstpointer      data,
                         gsize              size)
{
  if (size > self->room - self->size)
    {
      gsize room = MAX (self->room, 1024);
      guint8 *more;

      while (room - self->size < size)
        room *= 2;
      more = g_malloc (room);
      if (self->size > 0)
        {
          memcpy (more, self->data, self->size);
          spare_wipe (self->data, self->size);
        }
      g_free (self->data);
      self->data = more;
      self->room = room;
    }
  if (size > 0)
    memcpy (self->data + self->size, data, size);
  self->size += size;
}

void
spare_export_buffer_clear (SpareExportBuffer *self)
{
  spare_wipe (self->data, self->size);
  g_clear_pointer (&self->data, g_free);
  self->size = 0;
  self->room = 0;
}

GBytes *
spare_export_buffer_end (SpareExportBuffer *self)
{
  GBytes *bytes = spare_bytes_copy_wiped (self->data, self->size);

  spare_export_buffer_clear (self);
  return bytes;
}

static gboolean
put (const char *piece,
     gsize       size,
     gpointer    data,
     GError    **error)
{
  spare_export_buffer_add (data, piece, size);
  return TRUE;
}

SpareJsonWriter *
spare_export_json (SpareExportBuffer *self)
{
  return spare_json_writer_new (put, self);
}

void
spare_export_tags_init (SpareExportTags          *self,
                        GPtrArray                *accounts,
                        guint                     per_account,
                        const SpareExportContext *context)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  /* The names are those of the array. */
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      const char *const *tags = spare_account_get_tags (g_ptr_array_index (accounts, i));

      for (guint j = 0; j < per_account && tags != NULL && tags[j] != NULL; j++)
        if (!g_hash_table_contains (self->ids, tags[j]))
          {
            char *name = g_strdup (tags[j]);

            g_ptr_array_add (self->names, name);
            g_hash_table_insert (self->ids, name, context->new_id ());
          }
    }
}

void
spare_export_tags_clear (SpareExportTags *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

const char *
spare_export_tags_id (SpareExportTags *self,
                      const char      *name)
{
  return g_hash_table_lookup (self->ids, name);
}

void
spare_export_put_hex (SpareJsonWriter *writer,
                      const char      *key,
                      const guint8    *data,
                      gsize            size)
{
  g_autoptr (SpareSecret) bytes = spare_secret_new (data, size);
  g_autoptr (SpareSecret) text = spare_base16_encode (bytes);

  spare_json_writer_secret (writer, key, text);
}

void
spare_export_put_base64 (SpareJsonWriter *writer,
                         const char      *key,
                         GBytes          *data)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);
  g_autoptr (SpareSecret) text = spare_base64_encode (bytes, size);

  spare_json_writer_secret (writer, key, text);
}

void
spare_export_put_base32 (SpareJsonWriter   *writer,
                         const char        *key,
                         const SpareSecret *secret)
{
  g_autoptr (SpareSecret) text = spare_base32_encode (secret);

  spare_json_writer_secret (writer, key, text);
}
