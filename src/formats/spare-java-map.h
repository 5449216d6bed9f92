/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A java.util.HashMap<String, String> as Java's object serialization writes it;
 * nothing else of that format is understood. */
#define SPARE_JAVA_ENTRIES_MAX 400000

typedef struct
{
  const char *key;
  const char *value; /* (nullable) */
} SpareJavaEntry;

/**
 * SpareJavaMap:
 * @entries: (element-type SpareJavaEntry)
 * @strings: what they point to; wiped when freed
 */
typedef struct
{
  GArray    *entries;
  GPtrArray *strings;
} SpareJavaMap;

/* Is it a serialized HashMap? By its first bytes. */
gboolean      spare_java_is_map   (GBytes *bytes);
/* NULL where the bytes are anything else, or end too early. */
SpareJavaMap *spare_java_map_new  (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void          spare_java_map_free (SpareJavaMap *self);
/* (nullable) */
const char   *spare_java_map_find (SpareJavaMap *self,
                                   const char   *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareJavaMap, spare_java_map_free)

G_END_DECLS
