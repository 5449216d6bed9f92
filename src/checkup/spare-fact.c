/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fact.h"

#include <string.h>

#define KEY_SAID "said"

static const char *const types[] = { "device", "place", "person", "number", "memory", "document", "access", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (types) == SPARE_FACT_N_TYPES + 1);

/* Every key with links. Whose access it is cannot be taken out of an access record. */
static const char *const links[] = {
  SPARE_FACT_AT, SPARE_PLACE_IN, SPARE_PLACE_PERSON, SPARE_PERSON_KEEPS, SPARE_NUMBER_DEVICE, SPARE_NUMBER_DOCUMENT,
  "password", "second", "other", "recovery", "codes-at", "session", "ssh-key", NULL
};

SpareThing *
spare_fact_new (SpareFactType type,
                const char   *id,
                const char   *name)
{
  SpareThing *self;

  g_return_val_if_fail (type < SPARE_FACT_N_TYPES, NULL);

  self = spare_thing_new (id, types[type]);
  if (name != NULL)
    spare_thing_set_text (self, SPARE_FACT_NAME, name);
  return self;
}

gboolean
spare_thing_is_fact (SpareThing   *self,
                     SpareFactType type)
{
  return strcmp (spare_thing_get_type_name (self), spare_fact_type_get_name (type)) == 0;
}

const char *
spare_fact_type_get_name (SpareFactType type)
{
  g_return_val_if_fail (type < SPARE_FACT_N_TYPES, "");

  return types[type];
}

const char *
spare_fact_get_name (SpareThing *self)
{
  const char *name = spare_thing_peek_text (self, SPARE_FACT_NAME);

  return name != NULL ? name : "";
}

static int
compare_facts (gconstpointer a,
               gconstpointer b)
{
  SpareThing *one = *(SpareThing *const *) a;
  SpareThing *other = *(SpareThing *const *) b;
  g_autofree char *one_name = g_utf8_casefold (spare_fact_get_name (one), -1);
  g_autofree char *other_name = g_utf8_casefold (spare_fact_get_name (other), -1);
  int order = strcmp (one_name, other_name);

  return order != 0 ? order : g_strcmp0 (spare_thing_get_id (one), spare_thing_get_id (other));
}

GPtrArray *
spare_fact_list (GListModel   *things,
                 SpareFactType type)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_things = g_list_model_get_n_items (things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_fact (thing, type))
        g_ptr_array_add (facts, g_steal_pointer (&thing));
    }
  g_ptr_array_sort (facts, compare_facts);
  return facts;
}

/* (nullable): text without NUL; borrowed */
static const char *
get_text (SpareSecret *value)
{
  gsize size;
  const char *text = spare_secret_peek (value, &size);

  return memchr (text, '\0', size) == NULL && g_utf8_validate (text, size, NULL) ? text : NULL;
}

/* A line of "said" is KEY:TIME: is it of this key? */
static gboolean
is_said_of (const char *line,
            const char *key)
{
  gsize length = strlen (key);

  return strncmp (line, key, length) == 0 && line[length] == ':';
}

static void
note_said (SpareThing *self,
           const char *key,
           gint64      now)
{
  g_auto(GStrv) lines = spare_fact_dup_values (self, KEY_SAID);

  spare_thing_set (self, KEY_SAID, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_said_of (lines[i], key))
      {
        g_autoptr(SpareSecret) line = spare_secret_new_text (lines[i]);

        spare_thing_add (self, KEY_SAID, line);
      }
  if (now != 0)
    {
      g_autofree char *text = g_strdup_printf ("%s:%" G_GINT64_FORMAT, key, now);
      g_autoptr(SpareSecret) line = spare_secret_new_text (text);

      spare_thing_add (self, KEY_SAID, line);
    }
}

void
spare_fact_say (SpareThing        *self,
                const char        *key,
                const char *const *values,
                gint64             now)
{
  gboolean any = values != NULL && values[0] != NULL;

  g_return_if_fail (key != NULL && strcmp (key, KEY_SAID) != 0);

  spare_thing_set (self, key, NULL);
  for (guint i = 0; any && values[i] != NULL; i++)
    {
      g_autoptr(SpareSecret) value = spare_secret_new_text (values[i]);

      spare_thing_add (self, key, value);
    }
  note_said (self, key, any ? now : 0);
}

void
spare_fact_say_one (SpareThing *self,
                    const char *key,
                    const char *value,
                    gint64      now)
{
  const char *values[] = { value, NULL };

  spare_fact_say (self, key, values, now);
}

gint64
spare_fact_get_said (SpareThing *self,
                     const char *key)
{
  g_auto(GStrv) lines = spare_fact_dup_values (self, KEY_SAID);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gint64 time;

      if (is_said_of (lines[i], key)
          && g_ascii_string_to_signed (lines[i] + strlen (key) + 1, 10, 0, G_MAXINT64, &time, NULL))
        return time;
    }
  return 0;
}

gboolean
spare_fact_has (SpareThing *self,
                const char *key,
                const char *value)
{
  SpareSecret *held;

  for (guint place = 0; (held = spare_thing_next (self, key, &place)) != NULL;)
    if (g_strcmp0 (get_text (held), value) == 0)
      return TRUE;
  return FALSE;
}

char **
spare_fact_dup_values (SpareThing *self,
                       const char *key)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  SpareSecret *held;

  for (guint place = 0; (held = spare_thing_next (self, key, &place)) != NULL;)
    if (get_text (held) != NULL)
      g_strv_builder_add (values, get_text (held));
  return g_strv_builder_end (values);
}

/* Is the value "ID" or "WORD:ID"? */
static gboolean
is_link_to (const char *value,
            const char *id)
{
  const char *colon = strchr (value, ':');

  return strcmp (colon != NULL ? colon + 1 : value, id) == 0;
}

static gboolean
key_names (SpareThing *self,
           const char *key,
           const char *id)
{
  SpareSecret *held;

  for (guint place = 0; (held = spare_thing_next (self, key, &place)) != NULL;)
    {
      const char *text = get_text (held);

      if (text != NULL && is_link_to (text, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_any_fact (SpareThing *self)
{
  return g_strv_contains (types, spare_thing_get_type_name (self));
}

static gboolean
names (SpareThing *self,
       const char *id)
{
  for (guint i = 0; links[i] != NULL; i++)
    if (key_names (self, links[i], id))
      return TRUE;
  return FALSE;
}

GPtrArray *
spare_fact_list_users (GListModel *things,
                       const char *id)
{
  GPtrArray *users = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_things = g_list_model_get_n_items (things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (is_any_fact (thing) && names (thing, id))
        g_ptr_array_add (users, g_steal_pointer (&thing));
    }
  g_ptr_array_sort (users, compare_facts);
  return users;
}

/* What is left of the answer is still what was said, and when. */
static void
forget_in_key (SpareThing *self,
               const char *key,
               const char *id)
{
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) values = spare_fact_dup_values (self, key);
  g_auto(GStrv) left = NULL;

  for (guint i = 0; values[i] != NULL; i++)
    if (!is_link_to (values[i], id))
      g_strv_builder_add (kept, values[i]);
  left = g_strv_builder_end (kept);
  spare_fact_say (self, key, (const char *const *) left, spare_fact_get_said (self, key));
}

GPtrArray *
spare_fact_forget (GListModel *things,
                   const char *id)
{
  g_autoptr(GPtrArray) users = spare_fact_list_users (things, id);
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < users->len; i++)
    {
      SpareRecord *copy = spare_record_copy (g_ptr_array_index (users, i));

      for (guint j = 0; links[j] != NULL; j++)
        if (key_names (SPARE_THING (copy), links[j], id))
          forget_in_key (SPARE_THING (copy), links[j], id);
      g_ptr_array_add (changed, copy);
    }
  return changed;
}
