/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-thing.h"

#include <string.h>

#include "spare-error.h"
#include "spare-thing-private.h"
#include "spare-uri.h"

#define TYPE_MAX   64   /* bytes */
#define VALUES_MAX 4096 /* each takes locked memory */

/* The store's own proof of the right keyring has this scheme, too. */
#define TYPE_RESERVED "canary"

typedef struct
{
  char        *key;
  SpareSecret *value;
} Pair;

struct _SpareThing
{
  SpareRecord parent_instance;

  char      *type;
  GPtrArray *pairs;
};

G_DEFINE_FINAL_TYPE (SpareThing, spare_thing, SPARE_TYPE_RECORD)

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  spare_secret_unref (pair->value);
  g_free (pair);
}

static Pair *
pair_new (const char  *key,
          SpareSecret *value)
{
  Pair *pair = g_new (Pair, 1);

  pair->key = g_strdup (key);
  pair->value = spare_secret_ref (value);
  return pair;
}

static gboolean
fail (GError       **error,
      SpareCoreError code,
      const char    *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, code, message);
  return FALSE;
}

/* What the store asks of every record */

static void
put_thing (SpareUriWriter *writer,
           SpareThing     *self)
{
  const char *id = spare_thing_get_id (self);

  spare_uri_put (writer, SPARE_THING_SCHEME);
  spare_uri_put (writer, self->type);
  /* Many items at once come without their attributes: the line says whose it is. */
  if (id != NULL)
    spare_uri_put_text (writer, "x-id", id);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);
      gsize size;
      const char *bytes = spare_secret_peek (pair->value, &size);

      spare_uri_put (writer, writer->in_query ? "&" : "?");
      writer->in_query = TRUE;
      spare_uri_put_encoded (writer, pair->key, strlen (pair->key));
      spare_uri_put (writer, "=");
      spare_uri_put_encoded (writer, bytes, size);
    }
}

static SpareSecret *
print (SpareRecord *record)
{
  SpareThing *self = SPARE_THING (record);
  SpareUriWriter counter = { NULL };
  SpareUriWriter writer = { NULL };
  SpareSecret *line;

  put_thing (&counter, self);
  line = spare_secret_new_empty (counter.size, &writer.out);
  put_thing (&writer, self);

  return line;
}

static void
assign (SpareRecord *record,
        SpareRecord *from)
{
  SpareThing *self = SPARE_THING (record);
  SpareThing *other = SPARE_THING (from);

  if (self == other)
    return;

  g_free (self->type);
  self->type = g_strdup (other->type);
  g_ptr_array_set_size (self->pairs, 0);
  for (guint i = 0; i < other->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (other->pairs, i);

      g_ptr_array_add (self->pairs, pair_new (pair->key, pair->value));
    }

  /* Last: whoever hears of it finds the values in place. */
  spare_record_set_revision (record, spare_record_get_revision (from));
}

static SpareRecord *
copy (SpareRecord *record)
{
  SpareThing *thing = spare_thing_new (spare_record_get_id (record), SPARE_THING (record)->type);

  assign (SPARE_RECORD (thing), record);
  return SPARE_RECORD (thing);
}

static gboolean
is_type (const char *text,
         gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '-')
      return FALSE;

  return length > 0 && length <= TYPE_MAX;
}

static gboolean
check (SpareRecord *record,
       GError     **error)
{
  SpareThing *self = SPARE_THING (record);
  SpareUriWriter counter = { NULL };

  if (!is_type (self->type, strlen (self->type)) || strcmp (self->type, TYPE_RESERVED) == 0)
    return fail (error, SPARE_CORE_ERROR_TYPE, "No type that a thing may have");

  put_thing (&counter, self);
  if (counter.size > SPARE_RECORD_MAX || self->pairs->len > VALUES_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "The values are too long together");

  return TRUE;
}

static void
spare_thing_finalize (GObject *object)
{
  SpareThing *self = SPARE_THING (object);

  g_free (self->type);
  g_ptr_array_unref (self->pairs);

  G_OBJECT_CLASS (spare_thing_parent_class)->finalize (object);
}

static void
spare_thing_class_init (SpareThingClass *klass)
{
  SpareRecordClass *record_class = SPARE_RECORD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spare_thing_finalize;
  record_class->kind = "thing";
  record_class->print = print;
  record_class->copy = copy;
  record_class->assign = assign;
  record_class->check = check;
}

static void
spare_thing_init (SpareThing *self)
{
  self->pairs = g_ptr_array_new_with_free_func (pair_free);
}

/**
 * spare_thing_new:
 * @id: (nullable): what the store knows it by
 * @type: lower-case ASCII letters, digits and dashes
 *
 * Returns: (transfer full): a thing without values
 */
SpareThing *
spare_thing_new (const char *id,
                 const char *type)
{
  SpareThing *self;

  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (SPARE_TYPE_THING, "id", id, NULL);
  self->type = g_strdup (type);
  return self;
}

/* Reading */

static gboolean
read_parameter (SpareThing *self,
                SpareSlice  parameter,
                GError    **error)
{
  SpareSlice name;
  g_autofree char *key = NULL;
  g_autoptr (SpareSecret) value = NULL;

  spare_slice_cut (&parameter, '=', &name);
  key = spare_uri_decode (name, TRUE, error);
  if (key == NULL)
    return FALSE;
  if (*key == '\0')
    return fail (error, SPARE_CORE_ERROR_ENCODING, "A value without a key");
  if (strcmp (key, "x-id") == 0)
    return TRUE;

  value = spare_uri_decode_bytes (parameter, TRUE, error);
  if (value == NULL)
    return FALSE;
  if (strcmp (key, "x-version") == 0 && strcmp (spare_secret_peek_text (value), "1") != 0)
    return fail (error, SPARE_CORE_ERROR_TYPE, "A record of a later version");
  if (self->pairs->len == VALUES_MAX)
    return fail (error, SPARE_CORE_ERROR_TOO_LONG, "Too many values");

  spare_thing_add (self, key, value);
  return TRUE;
}

SpareThing *
spare_thing_parse (const char *line,
                   const char *id,
                   GError    **error)
{
  SpareSlice rest = { line + strlen (SPARE_THING_SCHEME), strlen (line) - strlen (SPARE_THING_SCHEME) };
  g_autofree char *type = NULL;
  g_autoptr (SpareThing) self = NULL;
  SpareSlice parameter;

  spare_slice_cut (&rest, '?', &parameter);
  if (!is_type (parameter.text, parameter.length))
    {
      fail (error, SPARE_CORE_ERROR_TYPE, "No type that a thing may have");
      return NULL;
    }

  type = g_strndup (parameter.text, parameter.length);
  self = spare_thing_new (id, type);
  while (rest.length > 0)
    {
      spare_slice_cut (&rest, '&', &parameter);
      if (parameter.length > 0 && !read_parameter (self, parameter, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/* The values */

/* (nullable): text without NUL; borrowed */
const char *
spare_thing_value_text (const SpareSecret *value)
{
  gsize size;
  const char *text = spare_secret_peek (value, &size);

  return g_utf8_validate_len (text, size, NULL) ? text : NULL;
}

const char *
spare_thing_get_id (SpareThing *self)
{
  return spare_record_get_id (SPARE_RECORD (self));
}

const char *
spare_thing_get_type_name (SpareThing *self)
{
  g_return_val_if_fail (SPARE_IS_THING (self), NULL);

  return self->type;
}

guint
spare_thing_count (SpareThing *self,
                   const char *key)
{
  guint place = 0;
  guint n = 0;

  while (spare_thing_next (self, key, &place) != NULL)
    n++;

  return n;
}

SpareSecret *
spare_thing_peek (SpareThing *self,
                  const char *key,
                  guint       nth)
{
  g_return_val_if_fail (SPARE_IS_THING (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (strcmp (pair->key, key) == 0 && nth-- == 0)
        return pair->value;
    }

  return NULL;
}

/**
 * spare_thing_next:
 * @place: (inout): 0 before the first call
 *
 * For going through all values of @key: other than with spare_thing_peek(), it
 * takes as long as there are values.
 *
 * Returns: (nullable): the next value, borrowed; %NULL behind the last one
 */
SpareSecret *
spare_thing_next (SpareThing *self,
                  const char *key,
                  guint      *place)
{
  g_return_val_if_fail (SPARE_IS_THING (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  while (*place < self->pairs->len)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, (*place)++);

      if (strcmp (pair->key, key) == 0)
        return pair->value;
    }

  return NULL;
}

const char *
spare_thing_peek_text (SpareThing *self,
                       const char *key)
{
  SpareSecret *value = spare_thing_peek (self, key, 0);

  return value != NULL ? spare_thing_value_text (value) : NULL;
}

/**
 * spare_thing_get_int:
 * @absent: what to give where there is no value, or none that is a number
 */
gint64
spare_thing_get_int (SpareThing *self,
                     const char *key,
                     gint64      absent)
{
  const char *text = spare_thing_peek_text (self, key);
  gint64 value;

  if (text != NULL
      && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return value;

  return absent;
}

static gboolean
is_key (const char *key)
{
  return key != NULL && *key != '\0' && strcmp (key, "x-id") != 0
         && g_utf8_validate (key, -1, NULL);
}

/**
 * spare_thing_set:
 * @value: (nullable): takes the place of the first value; %NULL removes all
 */
void
spare_thing_set (SpareThing  *self,
                 const char  *key,
                 SpareSecret *value)
{
  g_autoptr (SpareSecret) kept = value != NULL ? spare_secret_ref (value) : NULL;
  gboolean placed = value == NULL;
  guint i = 0;

  g_return_if_fail (SPARE_IS_THING (self));
  g_return_if_fail (is_key (key));

  while (i < self->pairs->len)
    {
      Pair *pair = g_ptr_array_index (self->pairs, i);

      if (strcmp (pair->key, key) != 0)
        {
          i++;
        }
      else if (placed)
        {
          g_ptr_array_remove_index (self->pairs, i);
        }
      else
        {
          spare_secret_unref (pair->value);
          pair->value = spare_secret_ref (kept);
          placed = TRUE;
          i++;
        }
    }

  if (!placed)
    spare_thing_add (self, key, kept);
}

void
spare_thing_set_text (SpareThing *self,
                      const char *key,
                      const char *text)
{
  g_autoptr (SpareSecret) value = text != NULL ? spare_secret_new_text (text) : NULL;

  spare_thing_set (self, key, value);
}

void
spare_thing_set_int (SpareThing *self,
                     const char *key,
                     gint64      value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  spare_thing_set_text (self, key, text);
}

void
spare_thing_add (SpareThing  *self,
                 const char  *key,
                 SpareSecret *value)
{
  g_return_if_fail (SPARE_IS_THING (self));
  g_return_if_fail (is_key (key));
  g_return_if_fail (value != NULL);

  g_ptr_array_add (self->pairs, pair_new (key, value));
}

SpareThing *
spare_thing_find (GListModel *things,
                  const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (g_strcmp0 (spare_thing_get_id (thing), id) == 0)
        return g_steal_pointer (&thing);
    }

  return NULL;
}

GPtrArray *
spare_thing_list (GListModel    *things,
                  SpareThingFunc wanted,
                  const char    *detail,
                  GCompareFunc   compare)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (wanted (thing, detail))
        g_ptr_array_add (list, g_steal_pointer (&thing));
    }
  g_ptr_array_sort (list, compare);

  return list;
}
