/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "spare-action.h"
#include "spare-scenario.h"

/* A graph of a file in the layout of graphs.json. */
typedef struct
{
  char       *name;
  SpareGraph *graph;
  GPtrArray  *losses;    /* SpareScenario */
  GPtrArray  *attacks;   /* SpareScenario */
  GArray     *blast_for; /* guint */
  GPtrArray  *actions;   /* SpareAction; (nullable) */
  JsonObject *expected;  /* (nullable) */
} GraphFile;

void        graph_file_free (GraphFile *self);
/* All graphs of the file: GraphFile. (transfer full): NULL with an error */
GPtrArray  *graph_file_load (const char *path,
                             GError    **error);
/* What the program finds, with the keys of "expected". (transfer full) */
JsonObject *graph_file_answer (const GraphFile *self);
