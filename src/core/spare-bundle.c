/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-bundle.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-error.h"
#include "spare-uri.h"

#define FIRST_LINE      "sparekey-backup "
#define TEXT_VERSION    1
#define LINE_START      4096                     /* bytes; it grows with the longest line */
#define LINE_SIZE_MAX   ((gsize) 24 * 1024 * 1024)
#define BROKEN_MAX      ((gsize) 16 * 1024 * 1024) /* raw: fits into a line as Base64 */
#define PREFERENCES_MAX 1000
#define PREFERENCE_MAX  65536 /* bytes of a line */

SpareBundle *
spare_bundle_new (void)
{
  SpareBundle *self = g_new0 (SpareBundle, 1);

  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->things = g_ptr_array_new_with_free_func (g_object_unref);
  self->broken = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  return self;
}

void
spare_bundle_free (SpareBundle *self)
{
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->things);
  g_ptr_array_unref (self->broken);
  g_clear_pointer (&self->preferences, g_variant_unref);
  g_free (self);
}

static gboolean
fail (GError       **error,
      SpareCoreError code,
      const char    *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, (gint) code, message);
  return FALSE;
}

/* Writing */

typedef struct
{
  SpareBundlePut put;
  gpointer       data;
} Output;

static gboolean
put_text (const Output *output,
          const char   *text,
          GError      **error)
{
  return output->put ((const guint8 *) text, strlen (text), output->data, error);
}

static gboolean
put_line (const Output *output,
          const char   *keyword,
          SpareSecret  *value,
          GError      **error)
{
  gsize size;
  const guint8 *bytes = spare_secret_peek (value, &size);

  return put_text (output, keyword, error)
         && output->put (bytes, size, output->data, error)
         && put_text (output, "\n", error);
}

static gboolean
put_records (const Output *output,
             GPtrArray    *records,
             GError      **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (SpareSecret) line = spare_record_print (g_ptr_array_index (records, i));

      if (!put_line (output, "record ", line, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_broken (const Output *output,
            GPtrArray    *broken,
            GError      **error)
{
  for (guint i = 0; i < broken->len; i++)
    {
      gsize size;
      const guint8 *bytes = spare_secret_peek (g_ptr_array_index (broken, i), &size);
      g_autoptr (SpareSecret) text = NULL;

      if (size > BROKEN_MAX)
        return fail (error, SPARE_CORE_ERROR_TOO_LONG, "A record that is too long for a backup");

      text = spare_base64_encode (bytes, size);
      if (!put_line (output, "broken ", text, error))
        return FALSE;
    }

  return TRUE;
}

/* One line: the key, a blank, the value as GVariant text with its type. */
static gboolean
put_preference (const Output *output,
                const char   *key,
                GVariant     *value,
                GError      **error)
{
  g_autofree char *text = g_variant_print (value, TRUE);
  g_autoptr (GByteArray) line = g_byte_array_new ();
  SpareUriWriter writer = { NULL };

  for (guint pass = 0; pass < 2; pass++)
    {
      spare_uri_put (&writer, "preference ");
      spare_uri_put_encoded (&writer, key, strlen (key));
      spare_uri_put (&writer, " ");
      spare_uri_put_encoded (&writer, text, strlen (text));
      spare_uri_put (&writer, "\n");
      if (pass == 0)
        {
          g_byte_array_set_size (line, (guint) writer.size);
          writer = (SpareUriWriter){ line->data };
        }
    }

  if (line->len > PREFERENCE_MAX || *key == '\0')
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "A preference that is too long for a backup");

  return output->put (line->data, line->len, output->data, error);
}

static gboolean
put_preferences (const Output *output,
                 GVariant     *preferences,
                 GError      **error)
{
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (preferences == NULL)
    return TRUE;

  if (g_variant_n_children (preferences) > PREFERENCES_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "Too many preferences for a backup");

  g_variant_iter_init (&iter, preferences);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &value))
    {
      g_autoptr (GVariant) owned = value;

      if (!put_preference (output, key, owned, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * spare_bundle_print:
 * @put: gets the text in pieces, most of them shorter than a line
 *
 * The same bundle gives the same text.
 *
 * Returns: FALSE with the error of @put, or with %SPARE_CORE_ERROR_TOO_LONG where
 *   there is more than a backup may hold
 */
gboolean
spare_bundle_print (const SpareBundle *self,
                    SpareBundlePut     put,
                    gpointer           data,
                    GError           **error)
{
  const Output output = { put, data };
  guint64 n_records, n_broken;
  g_autofree char *head = NULL;
  g_autofree char *end = NULL;

  g_return_val_if_fail (self != NULL && put != NULL, FALSE);

  n_records = (guint64) self->accounts->len + self->things->len;
  n_broken = self->broken->len;
  if (n_records + n_broken > SPARE_BUNDLE_RECORDS_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "Too many records for a backup");

  head = g_strdup_printf (FIRST_LINE "%d\ncreated %" G_GINT64_FORMAT "\n", TEXT_VERSION, self->created);
  end = g_strdup_printf ("end %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", n_records, n_broken);

  return put_text (&output, head, error)
         && put_preferences (&output, self->preferences, error)
         && put_records (&output, self->accounts, error)
         && put_records (&output, self->things, error)
         && put_broken (&output, self->broken, error)
         && put_text (&output, end, error);
}

/* Reading */

typedef enum
{
  EXPECT_VERSION,
  EXPECT_CREATED,
  EXPECT_ANY,
  EXPECT_NOTHING,
} Expected;

struct _SpareBundleReader
{
  SpareBundle *bundle;
  GHashTable  *ids;         /* of the records */
  GHashTable  *preferences; /* key to GVariant */
  GPtrArray   *keys;        /* borrowed from preferences, in their order */
  guint64      n_records;
  guint64      n_broken;
  Expected     expected;

  /* The present line, as far as it came. */
  SpareSecret *line;
  guint8      *start;
  gsize        used;
};

SpareBundleReader *
spare_bundle_reader_new (void)
{
  SpareBundleReader *self = g_new0 (SpareBundleReader, 1);

  self->bundle = spare_bundle_new ();
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->preferences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_variant_unref);
  self->keys = g_ptr_array_new ();
  self->line = spare_secret_new_empty (LINE_START, &self->start);
  return self;
}

void
spare_bundle_reader_free (SpareBundleReader *self)
{
  g_clear_pointer (&self->bundle, spare_bundle_free);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->keys);
  g_hash_table_unref (self->preferences);
  spare_secret_unref (self->line);
  g_free (self);
}

static gboolean
damaged (GError    **error,
         const char *message)
{
  return fail (error, SPARE_CORE_ERROR_BUNDLE, message);
}

/* Only a plain decimal number, as we write it. */
static gboolean
read_count (const char *text,
            guint64    *value)
{
  return g_ascii_isdigit (*text)
         && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, value, NULL);
}

static gboolean
read_version (const char *line,
              GError    **error)
{
  guint64 version;

  if (!g_str_has_prefix (line, FIRST_LINE) || !read_count (line + strlen (FIRST_LINE), &version)
      || version == 0)
    return damaged (error, "The first line is another");

  if (version > TEXT_VERSION)
    return fail (error, SPARE_CORE_ERROR_VERSION, "A backup of a later version");

  return TRUE;
}

static gboolean
count_record (SpareBundleReader *self,
              guint64           *count,
              GError           **error)
{
  if (self->n_records + self->n_broken == SPARE_BUNDLE_RECORDS_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "Too many records");

  *count += 1;
  return TRUE;
}

/* What cannot be understood, or has the id of another, is set aside. */
static gboolean
read_record (SpareBundleReader *self,
             const char        *line,
             GError           **error)
{
  g_autoptr (SpareRecord) record = NULL;
  GPtrArray *records;
  const char *id;

  if (!count_record (self, &self->n_records, error))
    return FALSE;

  record = spare_record_parse (line, NULL, NULL);
  id = record != NULL ? spare_record_get_id (record) : NULL;
  if (id == NULL || g_hash_table_contains (self->ids, id))
    {
      g_ptr_array_add (self->bundle->broken, spare_secret_new_text (line));
      return TRUE;
    }

  g_hash_table_add (self->ids, (gpointer) id);
  records = SPARE_IS_ACCOUNT (record) ? self->bundle->accounts : self->bundle->things;
  g_ptr_array_add (records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
read_broken (SpareBundleReader *self,
             const char        *text,
             GError           **error)
{
  SpareSecret *raw;

  if (!count_record (self, &self->n_broken, error))
    return FALSE;

  raw = spare_base64_decode_secret (text, -1);
  if (raw == NULL)
    return damaged (error, "A broken record that is not Base64");

  g_ptr_array_add (self->bundle->broken, raw);
  return TRUE;
}

static gboolean
read_preference (SpareBundleReader *self,
                 const char        *text,
                 GError           **error)
{
  SpareSlice rest = { text, strlen (text) };
  SpareSlice name;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GVariant) variant = NULL;

  if (rest.length > PREFERENCE_MAX || self->keys->len == PREFERENCES_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "A preference too many or too long");

  if (!spare_slice_cut (&rest, ' ', &name))
    return damaged (error, "A preference without a value");

  key = spare_uri_decode (name, FALSE, NULL);
  value = spare_uri_decode (rest, FALSE, NULL);
  if (value != NULL)
    variant = g_variant_parse (NULL, value, NULL, NULL, NULL);
  if (key == NULL || *key == '\0' || variant == NULL || g_hash_table_contains (self->preferences, key))
    return damaged (error, "A preference that cannot be read");

  g_ptr_array_add (self->keys, key);
  g_hash_table_insert (self->preferences, g_steal_pointer (&key), g_steal_pointer (&variant));
  return TRUE;
}

static gboolean
read_end (SpareBundleReader *self,
          const char        *text,
          GError           **error)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                               self->n_records, self->n_broken);

  if (strcmp (text, expected) != 0)
    return damaged (error, "Other counts than the last line says");

  self->expected = EXPECT_NOTHING;
  return TRUE;
}

static gboolean
read_created (SpareBundleReader *self,
              const char        *line,
              GError           **error)
{
  const char *text = line + strlen ("created ");

  if (!g_str_has_prefix (line, "created ") || !(g_ascii_isdigit (*text) || *text == '-')
      || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &self->bundle->created, NULL))
    return damaged (error, "The second line is another");

  return TRUE;
}

static gboolean
read_line (SpareBundleReader *self,
           const char        *line,
           GError           **error)
{
  switch (self->expected)
    {
    case EXPECT_VERSION:
      self->expected = EXPECT_CREATED;
      return read_version (line, error);
    case EXPECT_CREATED:
      self->expected = EXPECT_ANY;
      return read_created (self, line, error);
    case EXPECT_ANY:
      if (g_str_has_prefix (line, "record "))
        return read_record (self, line + strlen ("record "), error);
      if (g_str_has_prefix (line, "broken "))
        return read_broken (self, line + strlen ("broken "), error);
      if (g_str_has_prefix (line, "preference "))
        return read_preference (self, line + strlen ("preference "), error);
      if (g_str_has_prefix (line, "end "))
        return read_end (self, line + strlen ("end "), error);
      return damaged (error, "A line of no known kind");
    case EXPECT_NOTHING:
    default:
      return damaged (error, "Something follows the last line");
    }
}

/* Room for @size bytes more and a NUL. */
static gboolean
grow (SpareBundleReader *self,
      gsize              size,
      GError           **error)
{
  gsize room = spare_secret_get_size (self->line);
  SpareSecret *larger;
  guint8 *start;

  if (size > LINE_SIZE_MAX - self->used)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "A line is too long");

  if (self->used + size < room)
    return TRUE;

  while (room <= self->used + size)
    room *= 2;
  larger = spare_secret_new_empty (room, &start);
  memcpy (start, self->start, self->used);
  spare_secret_unref (self->line);
  self->line = larger;
  self->start = start;
  return TRUE;
}

/**
 * spare_bundle_reader_feed:
 * @piece: any part of the text; may end within a line
 *
 * Returns: FALSE with a %SPARE_CORE_ERROR: _BUNDLE, _TOO_LONG or _VERSION. Then
 *   the reader is good for nothing but to be freed
 */
gboolean
spare_bundle_reader_feed (SpareBundleReader *self,
                          const guint8      *piece,
                          gsize              size,
                          GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (size > 0)
    {
      const guint8 *end = memchr (piece, '\n', size);
      gsize length = end != NULL ? (gsize) (end - piece) : size;

      if (!grow (self, length, error))
        return FALSE;
      memcpy (self->start + self->used, piece, length);
      self->used += length;

      if (end == NULL)
        break;

      self->start[self->used] = '\0';
      if (memchr (self->start, '\0', self->used) != NULL)
        return damaged (error, "A NUL in a line");
      if (!read_line (self, (const char *) self->start, error))
        return FALSE;
      self->used = 0;

      piece += length + 1;
      size -= length + 1;
    }

  return TRUE;
}

static GVariant *
collect_preferences (SpareBundleReader *self)
{
  GVariantBuilder builder;

  if (self->keys->len == 0)
    return NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = g_ptr_array_index (self->keys, i);

      g_variant_builder_add (&builder, "{sv}", key, g_hash_table_lookup (self->preferences, key));
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * spare_bundle_reader_finish:
 *
 * Only once, and after nothing failed.
 *
 * Returns: (transfer full) (nullable): what the text holds; NULL with
 *   %SPARE_CORE_ERROR_BUNDLE where its last line did not come
 */
SpareBundle *
spare_bundle_reader_finish (SpareBundleReader *self,
                            GError           **error)
{
  g_return_val_if_fail (self != NULL && self->bundle != NULL, NULL);

  if (self->expected != EXPECT_NOTHING || self->used > 0)
    {
      damaged (error, "The text ends too early, or does not end");
      return NULL;
    }

  self->bundle->preferences = collect_preferences (self);
  return g_steal_pointer (&self->bundle);
}
