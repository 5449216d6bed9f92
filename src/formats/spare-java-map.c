/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-java-map.h"

#include <string.h>

#include "spare-bytes.h"

#define CLASS_NAME "java.util.HashMap"

/* Java Object Serialization Specification, 6.4 */
enum
{
  TC_NULL = 0x70,
  TC_REFERENCE = 0x71,
  TC_CLASSDESC = 0x72,
  TC_OBJECT = 0x73,
  TC_STRING = 0x74,
  TC_BLOCKDATA = 0x77,
  TC_ENDBLOCKDATA = 0x78,
  TC_LONGSTRING = 0x7c,
};

#define HANDLE_FIRST 0x7e0002u /* the class and the map itself come before */

typedef struct
{
  const guint8 *at;
  gsize         left;
  GPtrArray    *strings; /* those that a later one can refer to */
} Reader;

static const guint8 *
take (Reader *self,
      guint64 size)
{
  const guint8 *at = self->at;

  if (size > self->left)
    return NULL;
  self->at += size;
  self->left -= (gsize) size;
  return at;
}

/* Big-endian. */
static gboolean
take_number (Reader  *self,
             gsize    size,
             guint64 *value)
{
  const guint8 *at = take (self, size);

  *value = 0;
  for (gsize i = 0; at != NULL && i < size; i++)
    *value = *value << 8 | at[i];
  return at != NULL;
}

static gboolean
take_byte (Reader *self,
           guint8  expected)
{
  const guint8 *at = take (self, 1);

  return at != NULL && *at == expected;
}

static gboolean
is_surrogate (const guint8 *at,
              gsize         left,
              guint8        low)
{
  return left >= 3 && at[0] == 0xed && (at[1] & 0xf0) == low && (at[2] & 0xc0) == 0x80;
}

static guint
surrogate_bits (const guint8 *at)
{
  return (guint) (at[1] & 0x0f) << 6 | (at[2] & 0x3f);
}

/* Java writes characters beyond the first plane as two surrogates of three
 * bytes each; everything else is UTF-8. */
static char *
from_modified (const guint8 *at,
               gsize         size)
{
  char *text = g_malloc (size + 1);
  gsize n = 0;

  while (size > 0)
    {
      if (is_surrogate (at, size, 0xa0) && is_surrogate (at + 3, size - 3, 0xb0))
        {
          gunichar c = 0x10000 + (surrogate_bits (at) << 10 | surrogate_bits (at + 3));

          n += (gsize) g_unichar_to_utf8 (c, text + n);
          at += 6;
          size -= 6;
        }
      else
        {
          text[n++] = (char) *at++;
          size--;
        }
    }
  text[n] = 0;
  if (g_utf8_validate_len (text, n, NULL))
    return text;
  spare_wipe (text, n);
  g_free (text);
  return NULL;
}

/* A string, or null (*text is NULL). */
static gboolean
take_string (Reader      *self,
             const char **text)
{
  const guint8 *tag = take (self, 1);
  const guint8 *data;
  guint64 size = 0;
  char *own;

  *text = NULL;
  if (tag == NULL)
    return FALSE;
  if (*tag == TC_NULL)
    return TRUE;
  if (*tag == TC_REFERENCE)
    {
      if (!take_number (self, 4, &size) || size < HANDLE_FIRST || size - HANDLE_FIRST >= self->strings->len)
        return FALSE;
      *text = g_ptr_array_index (self->strings, size - HANDLE_FIRST);
      return TRUE;
    }
  if ((*tag != TC_STRING && *tag != TC_LONGSTRING) || !take_number (self, *tag == TC_STRING ? 2 : 8, &size))
    return FALSE;
  data = take (self, size);
  own = data != NULL ? from_modified (data, (gsize) size) : NULL;
  if (own == NULL)
    return FALSE;
  g_ptr_array_add (self->strings, own);
  *text = own;
  return TRUE;
}

/* What describes the class: its name, its fields, and that it has no parent of
 * interest. */
static gboolean
take_class (Reader *self)
{
  const guint8 *name;
  guint64 count;
  guint64 size;

  if (!take_byte (self, TC_OBJECT) || !take_byte (self, TC_CLASSDESC) || !take_number (self, 2, &size) ||
      size != strlen (CLASS_NAME))
    return FALSE;
  name = take (self, size);
  if (name == NULL || memcmp (name, CLASS_NAME, (gsize) size) != 0)
    return FALSE;
  /* Its version and flags. */
  if (take (self, 8 + 1) == NULL || !take_number (self, 2, &count) || count != 2)
    return FALSE;
  for (guint64 i = 0; i < count; i++)
    {
      const guint8 *type = take (self, 1);

      /* Both are numbers of four bytes: "loadFactor", "threshold". */
      if (type == NULL || (*type != 'F' && *type != 'I') || !take_number (self, 2, &size) || take (self, size) == NULL)
        return FALSE;
    }
  return take_byte (self, TC_ENDBLOCKDATA) && take_byte (self, TC_NULL) && take (self, 4 * count) != NULL;
}

static gboolean
take_head (Reader  *self,
           guint64 *entries)
{
  guint64 number;

  return take_number (self, 4, &number) && number == 0xaced0005 && take_class (self) &&
         take_byte (self, TC_BLOCKDATA) && take_byte (self, 8) && take_number (self, 4, &number) &&
         take_number (self, 4, entries) && *entries <= SPARE_JAVA_ENTRIES_MAX;
}

static void
wipe_string (gpointer data)
{
  spare_wipe_text (data);
}

gboolean
spare_java_is_map (GBytes *bytes)
{
  Reader self = { NULL, 0, NULL };

  self.at = g_bytes_get_data (bytes, &self.left);
  return self.left > 4 && memcmp (self.at, "\xac\xed\0\5", 4) == 0 && take (&self, 4) != NULL &&
         take_class (&self);
}

SpareJavaMap *
spare_java_map_new (GBytes *bytes)
{
  g_autoptr (SpareJavaMap) map = g_new0 (SpareJavaMap, 1);
  Reader self = { NULL, 0, NULL };
  guint64 count;

  map->entries = g_array_new (FALSE, FALSE, sizeof (SpareJavaEntry));
  map->strings = g_ptr_array_new_with_free_func (wipe_string);
  self.strings = map->strings;
  self.at = g_bytes_get_data (bytes, &self.left);
  if (!take_head (&self, &count))
    return NULL;
  for (guint64 i = 0; i < count; i++)
    {
      SpareJavaEntry entry;

      if (!take_string (&self, &entry.key) || !take_string (&self, &entry.value))
        return NULL;
      if (entry.key != NULL)
        g_array_append_val (map->entries, entry);
    }
  return take_byte (&self, TC_ENDBLOCKDATA) ? g_steal_pointer (&map) : NULL;
}

void
spare_java_map_free (SpareJavaMap *self)
{
  g_array_unref (self->entries);
  g_ptr_array_unref (self->strings);
  g_free (self);
}

const char *
spare_java_map_find (SpareJavaMap *self,
                     const char   *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SpareJavaEntry *entry = &g_array_index (self->entries, SpareJavaEntry, i);

      if (strcmp (entry->key, key) == 0)
        return entry->value;
    }
  return NULL;
}
