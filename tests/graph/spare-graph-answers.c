/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "graph-file.h"

/* graph-answers FILE.json: what the program finds for each graph of a file in the
 * layout of graphs.json, with the keys that "expected" has there. */

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  JsonArray *graphs;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: graph-answers FILE.json\n");
      return 2;
    }
  files = graph_file_load (argv[1], &error);
  if (files == NULL)
    {
      fprintf (stderr, "graph-answers: %s\n", error->message);
      return 1;
    }

  graphs = json_array_new ();
  for (guint i = 0; i < files->len; i++)
    {
      const GraphFile *file = files->pdata[i];
      JsonObject *graph = json_object_new ();

      json_object_set_string_member (graph, "name", file->name);
      json_object_set_object_member (graph, "expected", graph_file_answer (file));
      json_array_add_object_element (graphs, graph);
    }
  object = json_object_new ();
  json_object_set_array_member (object, "graphs", graphs);
  root = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  puts (text);
  return 0;
}
