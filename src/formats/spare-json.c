/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-json.h"

#include <math.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-bytes.h"

/* The four digits behind "\u", or -1. */
static int
read_unit (const char *text,
           gsize       length)
{
  int unit = 0;

  if (length < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }
  return unit;
}

/* What stands behind a backslash: its size, or 0 where JSON has no such thing.
 * Of half a surrogate pair json-glib takes the quote behind it for a part. */
static gsize
escape_size (const char *text,
             gsize       length)
{
  int unit, low;

  if (length == 0 || text[0] == 0 || strchr ("\"\\/bfnrtu", text[0]) == NULL)
    return 0;
  if (text[0] != 'u')
    return 1;
  unit = read_unit (text + 1, length - 1);
  if (unit < 0xd800 || unit > 0xdfff)
    return unit >= 0 ? 5 : 0;
  low = length > 7 && text[5] == '\\' && text[6] == 'u' ? read_unit (text + 7, length - 7) : -1;
  return unit < 0xdc00 && low >= 0xdc00 && low <= 0xdfff ? 11 : 0;
}

/* @at: behind the quote that opens it. Returns where it is closed, or @length. */
static gsize
skip_string (const char *text,
             gsize       length,
             gsize       at)
{
  while (at < length && text[at] != '"')
    {
      gsize size = 1;

      if (text[at] == '\\')
        size += escape_size (text + at + 1, length - at - 1);
      if (text[at] == '\\' && size == 1)
        return length;
      at += size;
    }
  return MIN (at, length);
}

/* json-glib before 1.10 follows the nesting with the C stack, without a bound;
 * and three bytes of text can become 300 bytes of memory. Its comments and its
 * other quotes would hide brackets from the count: only what JSON has may stand
 * outside of strings. */
static gboolean
is_bounded (const char *text,
            gsize       length)
{
  gsize depth = 0;
  gsize containers = 0;
  gsize values = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '"')
        {
          i = skip_string (text, length, i + 1);
          if (i == length)
            return FALSE;
        }
      else if (c == 0 || strchr (" \t\r\n[]{},:+-.0123456789Eaeflnrstu", c) == NULL)
        return FALSE;
      else if ((c == '[' || c == '{') &&
               (++depth > SPARE_JSON_DEPTH_MAX || ++containers > SPARE_JSON_CONTAINERS_MAX))
        return FALSE;
      else if (c == ',' && ++values > SPARE_JSON_VALUES_MAX)
        return FALSE;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* json-glib also reads what is no JSON, a single word among it: only documents
 * that begin as an object or an array are of interest. */
static gboolean
begins_as_document (const char *text,
                    gsize       length)
{
  gsize i = 0;

  while (i < length && strchr (" \t\r\n", text[i]) != NULL && text[i] != 0)
    i++;
  return i < length && (text[i] == '{' || text[i] == '[');
}

JsonNode *
spare_json_parse (const char *text,
                  gssize      length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = NULL;

  if (!begins_as_document (text, size) || !is_bounded (text, size))
    return NULL;
  parser = json_parser_new (); /* not immutable: numbers are wiped in place */
  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

static void wipe_node (JsonNode *node);

static void
wipe_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    data)
{
  wipe_node (node);
}

static void
wipe_element (JsonArray *array,
              guint      index,
              JsonNode  *node,
              gpointer   data)
{
  wipe_node (node);
}

/* The tree belongs to nobody else any more. */
static void
wipe_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), wipe_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), wipe_element, NULL);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      char *text = (char *) json_node_get_string (node);

      if (text != NULL)
        spare_wipe (text, strlen (text));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    json_node_set_int (node, 0); /* a byte of a secret, say */
}

void
spare_json_free (JsonNode *root)
{
  if (root == NULL)
    return;
  wipe_node (root);
  json_node_unref (root);
}

JsonObject *
spare_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
spare_json_as_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
spare_json_get_object (JsonObject *object,
                       const char *name)
{
  return spare_json_as_object (json_object_get_member (object, name));
}

JsonArray *
spare_json_get_array (JsonObject *object,
                      const char *name)
{
  return spare_json_as_array (json_object_get_member (object, name));
}

static GType
value_type (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
}

const char *
spare_json_get_string (JsonObject *object,
                       const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

const char *
spare_json_get_text (JsonObject *object,
                     const char *name)
{
  const char *text = spare_json_get_string (object, name);

  return text != NULL ? text : "";
}

gboolean
spare_json_get_bool (JsonObject *object,
                     const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number = 0;

  if (value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  if (value_type (node) == G_TYPE_STRING)
    return g_ascii_strcasecmp (json_node_get_string (node), "true") == 0;
  return spare_json_get_int (object, name, &number) && number != 0;
}

gboolean
spare_json_is_null (JsonObject *object,
                    const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

gboolean
spare_json_get_int (JsonObject *object,
                    const char *name,
                    gint64     *value)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = value_type (node);

  if (type == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (type == G_TYPE_DOUBLE)
    {
      double number = json_node_get_double (node);

      if (!(fabs (number) < 9007199254740992.0) || floor (number) != number)
        return FALSE;
      *value = (gint64) number;
      return TRUE;
    }
  if (type == G_TYPE_STRING)
    return g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, value, NULL);
  return FALSE;
}

GBytes *
spare_json_get_base64 (JsonObject *object,
                       const char *name)
{
  const char *text = spare_json_get_string (object, name);

  return text != NULL ? spare_base64_decode (text, -1) : NULL;
}

GBytes *
spare_json_get_hex (JsonObject *object,
                    const char *name)
{
  const char *text = spare_json_get_string (object, name);
  g_autoptr (SpareSecret) bytes = text != NULL ? spare_base16_decode (text, -1, NULL) : NULL;
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;
  data = spare_secret_peek (bytes, &size);
  return spare_bytes_copy_wiped (data, size);
}

SpareSecret *
spare_json_as_secret (JsonArray *array)
{
  guint n = json_array_get_length (array);
  guint8 *data;
  g_autoptr (SpareSecret) secret = spare_secret_new_empty (n, &data);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 number;

      if (value_type (node) != G_TYPE_INT64)
        return NULL;
      number = json_node_get_int (node);
      if (number < -128 || number > 255)
        return NULL;
      data[i] = (guint8) (number & 0xff);
    }
  return g_steal_pointer (&secret);
}
