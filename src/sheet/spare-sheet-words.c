/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-words.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-sheet-words-resources.h"
#include "spare-sheet.h"

#define FOLDER "/io/github/sparekey/Sparekey/sheet"

struct _SpareSheetWords
{
  char       *language;
  GHashTable *texts;
};

const char *const spare_sheet_languages[] = { "en", "de", "es", "fr", "it", "nl", "pt", NULL };

/* A broken file is a mistake of ours that the tests find. */
static SpareSheetWords *
load (const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", FOLDER, language);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (spare_sheet_words_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  SpareSheetWords *self;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gsize size = 0;
  const char *data;

  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, data, (gssize) size, NULL))
    g_assert_not_reached ();

  self = g_new (SpareSheetWords, 1);
  self->language = g_strdup (language);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &key, &node))
    g_hash_table_insert (self->texts, g_strdup (key), g_strdup (json_node_get_string (node)));
  return self;
}

const SpareSheetWords *
spare_sheet_words_get (const char *language)
{
  static SpareSheetWords *loaded[G_N_ELEMENTS (spare_sheet_languages)];
  static GMutex mutex;
  const SpareSheetWords *found = NULL;

  g_mutex_lock (&mutex);
  for (guint i = 0; language != NULL && found == NULL && spare_sheet_languages[i] != NULL; i++)
    if (strcmp (language, spare_sheet_languages[i]) == 0)
      {
        if (loaded[i] == NULL)
          loaded[i] = load (language);
        found = loaded[i];
      }
  g_mutex_unlock (&mutex);
  return found;
}

const char *
spare_sheet_words_peek (const SpareSheetWords *self,
                        const char            *key)
{
  const char *text = g_hash_table_lookup (self->texts, key);

  g_return_val_if_fail (text != NULL, "");
  return text;
}

/* @fillings: names and values in turn; (nullable): what stands for @name */
static const char *
find_filling (GPtrArray  *fillings,
              const char *name,
              gsize       length)
{
  for (guint i = 0; i < fillings->len; i += 2)
    {
      const char *key = g_ptr_array_index (fillings, i);

      if (strlen (key) == length && strncmp (key, name, length) == 0)
        return g_ptr_array_index (fillings, i + 1);
    }

  return NULL;
}

char *
spare_sheet_words_fill (const SpareSheetWords *self,
                        const char            *key,
                        ...)
{
  GString *text = g_string_new (NULL);
  const char *at = spare_sheet_words_peek (self, key);
  g_autoptr(GPtrArray) fillings = g_ptr_array_new ();
  const char *name;
  va_list names;

  va_start (names, key);
  while ((name = va_arg (names, const char *)) != NULL)
    {
      g_ptr_array_add (fillings, (gpointer) name);
      g_ptr_array_add (fillings, (gpointer) va_arg (names, const char *));
    }
  va_end (names);

  /* In one pass: what is put in is not looked at again. */
  while (*at != '\0')
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      const char *value = end != NULL ? find_filling (fillings, at + 1, (gsize) (end - at - 1)) : NULL;

      g_string_append_len (text, value != NULL ? value : at, value != NULL ? -1 : 1);
      at = value != NULL ? end + 1 : at + 1;
    }
  return g_string_free (text, FALSE);
}

char *
spare_sheet_words_count (const SpareSheetWords *self,
                         const char            *key,
                         guint                  count)
{
  gboolean french = strcmp (self->language, "fr") == 0;
  gboolean one = count == 1 || (french && count == 0);
  g_autofree char *whole = g_strconcat (key, one ? "-one" : "-other", NULL);
  g_autofree char *number = g_strdup_printf ("%u", count);

  return spare_sheet_words_fill (self, whole, "count", number, NULL);
}

char *
spare_sheet_words_date (const SpareSheetWords *self,
                        gint64                 time,
                        int                    offset)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + offset);
  g_autofree char *month = NULL;
  g_autofree char *day = NULL;
  g_autofree char *year = NULL;

  if (date == NULL)
    return g_strdup ("");
  month = g_strdup_printf ("month-%d", g_date_time_get_month (date));
  day = g_strdup_printf ("%d", g_date_time_get_day_of_month (date));
  year = g_strdup_printf ("%d", g_date_time_get_year (date));
  return spare_sheet_words_fill (self, "date", "day", day, "month", spare_sheet_words_peek (self, month),
                                 "year", year, NULL);
}

const char *const *
spare_sheet_list_languages (void)
{
  return spare_sheet_languages;
}

/**
 * spare_sheet_get_language_name:
 *
 * Returns: (nullable): what speakers of @language call it
 */
const char *
spare_sheet_get_language_name (const char *language)
{
  const SpareSheetWords *words = spare_sheet_words_get (language);

  return words != NULL ? spare_sheet_words_peek (words, "language") : NULL;
}

const char *
spare_sheet_choose_language (const char *const *locales)
{
  for (; locales != NULL && *locales != NULL; locales++)
    {
      gsize size = strcspn (*locales, "_.@-");

      for (guint i = 0; spare_sheet_languages[i] != NULL; i++)
        if (size == strlen (spare_sheet_languages[i])
            && g_ascii_strncasecmp (*locales, spare_sheet_languages[i], size) == 0)
          return spare_sheet_languages[i];
    }
  return "en";
}
