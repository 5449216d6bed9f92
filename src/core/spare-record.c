/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-record.h"

#include <string.h>

#include "spare-error.h"
#include "spare-otpauth.h"
#include "spare-thing-private.h"
#include "spare-uri.h"

#define ID_MAX 64

typedef struct
{
  char   *id;
  guint64 revision;
} SpareRecordPrivate;

typedef enum
{
  PROP_ID = 1,
  PROP_REVISION,
} SpareRecordProperty;

static GParamSpec *props[PROP_REVISION + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SpareRecord, spare_record, G_TYPE_OBJECT)

static void
spare_record_finalize (GObject *object)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (SPARE_RECORD (object));

  g_free (priv->id);

  G_OBJECT_CLASS (spare_record_parent_class)->finalize (object);
}

static void
spare_record_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (SPARE_RECORD (object));

  switch ((SpareRecordProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    case PROP_REVISION:
      g_value_set_uint64 (value, priv->revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
spare_record_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (SPARE_RECORD (object));

  if (prop_id == PROP_ID)
    priv->id = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
spare_record_class_init (SpareRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = spare_record_finalize;
  object_class->get_property = spare_record_get_property;
  object_class->set_property = spare_record_set_property;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                            | G_PARAM_STATIC_STRINGS);
  props[PROP_REVISION] = g_param_spec_uint64 ("revision", NULL, NULL, 0, G_MAXUINT64, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
spare_record_init (SpareRecord *self)
{
}

const char *
spare_record_get_id (SpareRecord *self)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (self);

  g_return_val_if_fail (SPARE_IS_RECORD (self), NULL);

  return priv->id;
}

const char *
spare_record_get_kind (SpareRecord *self)
{
  g_return_val_if_fail (SPARE_IS_RECORD (self), NULL);

  return SPARE_RECORD_GET_CLASS (self)->kind;
}

guint64
spare_record_get_revision (SpareRecord *self)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (self);

  g_return_val_if_fail (SPARE_IS_RECORD (self), 0);

  return priv->revision;
}

void
spare_record_set_revision (SpareRecord *self,
                           guint64      revision)
{
  SpareRecordPrivate *priv = spare_record_get_instance_private (self);

  g_return_if_fail (SPARE_IS_RECORD (self));

  if (priv->revision == revision)
    return;

  priv->revision = revision;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVISION]);
}

/**
 * spare_record_print:
 *
 * Returns: (transfer full): text, as docs/record.md describes it
 */
SpareSecret *
spare_record_print (SpareRecord *self)
{
  g_return_val_if_fail (SPARE_IS_RECORD (self), NULL);

  return SPARE_RECORD_GET_CLASS (self)->print (self);
}

/**
 * spare_record_copy:
 *
 * Returns: (transfer full): another one with the same values, revision
 *   included; the secrets are shared
 */
SpareRecord *
spare_record_copy (SpareRecord *self)
{
  g_return_val_if_fail (SPARE_IS_RECORD (self), NULL);

  return SPARE_RECORD_GET_CLASS (self)->copy (self);
}

/**
 * spare_record_assign:
 * @from: the same record in another state, of the same class
 *
 * Makes @self like @from in everything but the id.
 */
void
spare_record_assign (SpareRecord *self,
                     SpareRecord *from)
{
  g_return_if_fail (SPARE_IS_RECORD (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (from, G_OBJECT_TYPE (self)));

  SPARE_RECORD_GET_CLASS (self)->assign (self, from);
}

/**
 * spare_record_check:
 *
 * Returns: may it be stored? FALSE with a %SPARE_CORE_ERROR
 */
gboolean
spare_record_check (SpareRecord *self,
                    GError     **error)
{
  g_return_val_if_fail (SPARE_IS_RECORD (self), FALSE);

  return SPARE_RECORD_GET_CLASS (self)->check (self, error);
}

/* The id in @line: it becomes an attribute and a line of the marker, so no more
 * than letters, digits and dashes. */
static char *
find_id (SpareSlice line)
{
  SpareSlice head, parameter, name;

  spare_slice_cut (&line, '?', &head);
  while (line.length > 0)
    {
      spare_slice_cut (&line, '&', &parameter);
      spare_slice_cut (&parameter, '=', &name);
      if (!spare_slice_equal (name, "x-id") || parameter.length == 0)
        continue;

      for (gsize i = 0; i < parameter.length; i++)
        if (!g_ascii_isalnum (parameter.text[i]) && parameter.text[i] != '-')
          return NULL;
      return parameter.length <= ID_MAX ? g_strndup (parameter.text, parameter.length) : NULL;
    }

  return NULL;
}

/**
 * spare_record_parse:
 * @line: what spare_record_print() wrote; read in place
 * @id: (nullable): the id that the record gets; %NULL takes the line's own
 *
 * Returns: (transfer full) (nullable): an account or a thing, or NULL with a
 *   SPARE_CORE_ERROR; _NOT_URI where there is no id
 */
SpareRecord *
spare_record_parse (const char *line,
                    const char *id,
                    GError    **error)
{
  SpareSlice slice = { line };
  g_autofree char *own = NULL;

  g_return_val_if_fail (line != NULL, NULL);

  slice.length = strnlen (line, SPARE_RECORD_MAX + 1);
  if (slice.length > SPARE_RECORD_MAX)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG,
                           "The record is too long");
      return NULL;
    }

  if (id == NULL)
    {
      id = own = find_id (slice);
      if (id == NULL)
        {
          g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NOT_URI,
                               "A record without an id");
          return NULL;
        }
    }

  if (g_str_has_prefix (line, SPARE_THING_SCHEME))
    return (SpareRecord *) spare_thing_parse (line, id, error);

  return (SpareRecord *) spare_account_parse (line, id, error);
}
