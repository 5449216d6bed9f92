/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "spare-import.h"

G_BEGIN_DECLS

/* A file of vectors/ with what must be read from it. */
typedef struct
{
  char       *folder;
  char       *name;
  char       *path;
  GBytes     *bytes;
  JsonParser *parser;
  JsonObject *expected;
  const char *password; /* (nullable) */
} SpareVectorFile;

/* All of them in $SPARE_VECTORS, sorted (element-type SpareVectorFile). */
GPtrArray *spare_vector_files (void);

G_END_DECLS
