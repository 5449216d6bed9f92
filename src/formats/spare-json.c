/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-json.h"

#include <math.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-bytes.h"

JsonNode *
spare_json_parse (const char *text,
                  gssize      length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = NULL;

  if (!spare_json_is_bounded (text, size))
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
