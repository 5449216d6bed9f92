/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph-file.h"

/* Every answer of graphs.json, key by key. */

typedef struct
{
  JsonObject *expected;
  JsonObject *answers;
  char       *key;
} Case;

static void
case_free (gpointer data)
{
  Case *one = data;

  json_object_unref (one->expected);
  json_object_unref (one->answers);
  g_free (one->key);
  g_free (one);
}

static void
test_key (gconstpointer data)
{
  const Case *one = data;
  JsonNode *expected = json_object_get_member (one->expected, one->key);
  JsonNode *answer = json_object_get_member (one->answers, one->key);

  g_assert_nonnull (answer);
  if (!json_node_equal (expected, answer))
    {
      g_autofree char *want = json_to_string (expected, FALSE);
      g_autofree char *have = json_to_string (answer, FALSE);

      g_test_message ("expected %s", want);
      g_test_message ("answered %s", have);
      g_test_fail ();
    }
}

/* Nothing is answered that the file does not have, and nothing left out. */
static void
test_keys (gconstpointer data)
{
  const Case *one = data;

  g_assert_cmpuint (json_object_get_size (one->expected), ==, json_object_get_size (one->answers));
}

static void
add_case (const GraphFile *file,
          JsonObject      *answers,
          const char      *key,
          GTestDataFunc    function)
{
  g_autofree char *path = g_strdup_printf ("/graph/vectors/%s/%s", file->name, key);
  Case *one = g_new0 (Case, 1);

  one->expected = json_object_ref (file->expected);
  one->answers = json_object_ref (answers);
  one->key = g_strdup (key);
  g_test_add_data_func_full (path, one, function, case_free);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_test_init (&argc, &argv, NULL);
  files = graph_file_load (g_getenv ("SPARE_GRAPHS"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 14);

  for (guint i = 0; i < files->len; i++)
    {
      const GraphFile *file = files->pdata[i];
      JsonObject *answers = graph_file_answer (file);
      g_autoptr (GList) keys = json_object_get_members (file->expected);

      for (GList *l = keys; l != NULL; l = l->next)
        add_case (file, answers, l->data, test_key);
      add_case (file, answers, "keys", test_keys);
      json_object_unref (answers);
    }

  return g_test_run ();
}
