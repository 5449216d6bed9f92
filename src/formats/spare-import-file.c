/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-file.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-csv.h"
#include "spare-json.h"

#define LINES_MAX (16 * 1024 * 1024) /* bytes */

struct _SpareImportFile
{
  GBytes       *bytes;
  GBytes       *text;
  GBytes       *lines;
  JsonNode     *json;
  GPtrArray    *csv;
  SpareArchive *archive;

  /* Each view is made once, also where there is none. */
  gboolean      has_text;
  gboolean      has_lines;
  gboolean      has_json;
  gboolean      has_csv;
  gboolean      has_archive;
};

SpareImportFile *
spare_import_file_new (GBytes *bytes)
{
  SpareImportFile *self = g_new0 (SpareImportFile, 1);

  self->bytes = g_bytes_ref (bytes);
  return self;
}

void
spare_import_file_free (SpareImportFile *self)
{
  g_clear_pointer (&self->archive, spare_archive_free);
  g_clear_pointer (&self->csv, g_ptr_array_unref);
  spare_json_free (self->json);
  g_clear_pointer (&self->lines, g_bytes_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_bytes_unref (self->bytes);
  g_free (self);
}

GBytes *
spare_import_file_get_bytes (SpareImportFile *self)
{
  return self->bytes;
}

gboolean
spare_import_file_has_prefix (SpareImportFile *self,
                              gconstpointer    prefix,
                              gsize            size)
{
  return g_bytes_get_size (self->bytes) >= size &&
         memcmp (g_bytes_get_data (self->bytes, NULL), prefix, size) == 0;
}

static GBytes *
from_utf16 (const char *data,
            gsize       size)
{
  gsize length = 0;
  char *text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, &length, NULL);
  GBytes *bytes;

  if (text == NULL)
    return NULL;
  bytes = spare_bytes_copy_wiped (text, length);
  spare_wipe (text, length);
  g_free (text);
  return bytes;
}

static GBytes *
make_text (SpareImportFile *self)
{
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  g_autoptr (GBytes) text = NULL;

  if (spare_import_file_has_prefix (self, "\xff\xfe", 2) || spare_import_file_has_prefix (self, "\xfe\xff", 2))
    text = from_utf16 (data, size);
  else if (spare_import_file_has_prefix (self, "\xef\xbb\xbf", 3))
    text = spare_bytes_copy_wiped (data + 3, size - 3);
  else
    text = spare_bytes_copy_wiped (data, size);
  if (text == NULL)
    return NULL;
  data = g_bytes_get_data (text, &size);
  /* The bytes of a wiped buffer are followed by a NUL. */
  if (!g_utf8_validate_len (data, size, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

const char *
spare_import_file_get_text (SpareImportFile *self)
{
  if (!self->has_text)
    {
      self->has_text = TRUE;
      self->text = make_text (self);
    }
  return self->text != NULL ? g_bytes_get_data (self->text, NULL) : NULL;
}

static GBytes *
make_lines (SpareImportFile *self)
{
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  GBytes *bytes;
  char *valid;

  if (size > LINES_MAX || memmem (data, size, "://", 3) == NULL)
    return NULL;
  valid = g_utf8_make_valid (data, (gssize) size);
  bytes = spare_bytes_copy_wiped (valid, strlen (valid));
  spare_wipe_text (valid);
  return bytes;
}

const char *
spare_import_file_get_lines (SpareImportFile *self)
{
  const char *text = spare_import_file_get_text (self);

  if (text != NULL)
    return text;
  if (!self->has_lines)
    {
      self->has_lines = TRUE;
      self->lines = make_lines (self);
    }
  return self->lines != NULL ? g_bytes_get_data (self->lines, NULL) : NULL;
}

JsonNode *
spare_import_file_get_json (SpareImportFile *self)
{
  if (!self->has_json)
    {
      const char *text = spare_import_file_get_text (self);

      self->has_json = TRUE;
      if (text != NULL)
        self->json = spare_json_parse (text, (gssize) g_bytes_get_size (self->text));
    }
  return self->json;
}

JsonObject *
spare_import_file_get_object (SpareImportFile *self)
{
  return spare_json_as_object (spare_import_file_get_json (self));
}

JsonArray *
spare_import_file_get_array (SpareImportFile *self)
{
  return spare_json_as_array (spare_import_file_get_json (self));
}

GPtrArray *
spare_import_file_get_csv (SpareImportFile *self)
{
  if (!self->has_csv)
    {
      const char *text = spare_import_file_get_text (self);

      self->has_csv = TRUE;
      if (text != NULL && spare_import_file_get_json (self) == NULL)
        self->csv = spare_csv_parse (text);
      if (self->csv != NULL &&
          (self->csv->len == 0 || g_strv_length (g_ptr_array_index (self->csv, 0)) < 2))
        g_clear_pointer (&self->csv, g_ptr_array_unref);
    }
  return self->csv;
}

SpareArchive *
spare_import_file_get_archive (SpareImportFile *self)
{
  if (!self->has_archive)
    {
      self->has_archive = TRUE;
      self->archive = spare_archive_new (self->bytes);
    }
  return self->archive;
}
