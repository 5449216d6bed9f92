/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include "spare-error.h"

static gboolean
fail (GError    **error,
      const char *name)
{
  g_set_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "\"%s\" is of another type", name);
  return FALSE;
}

gboolean
spare_import_json_text (JsonObject  *object,
                        const char  *name,
                        const char **value,
                        GError     **error)
{
  const char *text;

  if (spare_json_is_null (object, name))
    return TRUE;
  text = spare_json_get_string (object, name);
  if (text == NULL)
    return fail (error, name);
  *value = text;
  return TRUE;
}

gboolean
spare_import_json_number (JsonObject *object,
                          const char *name,
                          gint64     *value,
                          GError    **error)
{
  return spare_json_is_null (object, name) || spare_json_get_int (object, name, value) || fail (error, name);
}

gboolean
spare_import_json_count (JsonObject *object,
                         const char *name,
                         gint64     *value,
                         GError    **error)
{
  gint64 number;

  if (spare_json_is_null (object, name))
    return TRUE;
  if (!spare_json_get_int (object, name, &number))
    return fail (error, name);
  if (number > 0)
    *value = number;
  else
    *value = number == 0 ? SPARE_IMPORT_ZERO : SPARE_IMPORT_NONE;
  return TRUE;
}

gboolean
spare_import_json_algorithm (JsonObject        *object,
                             const char        *name,
                             SpareOtpAlgorithm *value,
                             GError           **error)
{
  const char *text = "";

  return spare_import_json_text (object, name, &text, error) &&
         spare_import_parse_algorithm (text, value, error);
}

gboolean
spare_import_json_algorithm_of (JsonObject        *object,
                                const char        *name,
                                SpareOtpKind       kind,
                                SpareOtpAlgorithm *value,
                                GError           **error)
{
  if (kind == SPARE_OTP_MOTP && g_ascii_strcasecmp (spare_json_get_text (object, name), "MD5") == 0)
    return TRUE;
  return spare_import_json_algorithm (object, name, value, error);
}

GHashTable *
spare_import_json_names (JsonArray  *array,
                         const char *id)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = spare_json_as_object (json_array_get_element (array, i));
      const char *key = object != NULL ? spare_json_get_string (object, id) : NULL;

      if (key != NULL && !g_hash_table_contains (names, key))
        g_hash_table_insert (names, (gpointer) key, (gpointer) spare_json_get_string (object, "name"));
    }
  return names;
}

gboolean
spare_import_json_counter (JsonObject   *object,
                           const char   *name,
                           SpareAccount *account,
                           GError      **error)
{
  gint64 counter = 0;

  if (!spare_import_json_number (object, name, &counter, error))
    return FALSE;
  if (counter < 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "The counter is negative");
      return FALSE;
    }
  spare_account_set_counter (account, (guint64) counter);
  return TRUE;
}
