/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-words.h"

#include <glib/gi18n-lib.h>

#include "spare-why.h"

#define CAUSES_MAX 3 /* so many lost things are named as what is missing */

static SpareClosure *
run (const SpareMap   *map,
     const SpareEvent *event, /* (nullable) */
     SpareSide         side)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  SpareClosure *closure = spare_closure_new (graph, side);
  const SpareScenario *scenario = event != NULL ? event->scenario : NULL;

  if (side == SPARE_SIDE_OWNER)
    spare_scenario_lose (scenario, graph, closure);
  else
    spare_scenario_take (scenario, graph, closure);
  return closure;
}

/* Paths */

static char *
dup_step_name (const SpareMap  *map,
               const SpareStep *step)
{
  g_autofree char *name = spare_map_words_name (map, step->vertex);

  if (step->rule == SPARE_GRAPH_NONE || !spare_graph_get_rule (spare_map_get_graph (map), step->rule)->assumed)
    return g_steal_pointer (&name);
  /* Translators: a step of a path that nobody knows to be there. */
  return g_strdup_printf (_("%s (perhaps)"), name);
}

/* Of the paths to what a step needs, one text; they are used up, so that the whole
 * grows with the proof and no more. */
static char *
join_paths (const SpareMap  *map,
            const SpareRule *rule,
            char           **paths)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < rule->n_body; i++)
    {
      g_autofree char *path = g_steal_pointer (&paths[rule->body[i]]);
      gboolean is_chain = path != NULL && g_utf8_strchr (path, -1, 0x2192) != NULL;

      if (path == NULL)
        path = spare_map_words_name (map, rule->body[i]);
      if (i > 0)
        g_string_append (joined, " + ");
      if (is_chain && rule->n_body > 1)
        g_string_append_printf (joined, "(%s)", path);
      else
        g_string_append (joined, path);
    }
  return g_string_free (joined, FALSE);
}

static char *
dup_path (const SpareMap     *map,
          const SpareClosure *closure,
          guint               vertex)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(GArray) proof = spare_why_reached (graph, closure, vertex);
  g_autofree char **paths = g_new0 (char *, spare_graph_get_n_vertices (graph));
  char *path;

  for (guint i = 0; i < proof->len; i++)
    {
      const SpareStep *step = &g_array_index (proof, SpareStep, i);
      g_autofree char *name = dup_step_name (map, step);

      if (step->rule != SPARE_GRAPH_NONE)
        {
          g_autofree char *from = join_paths (map, spare_graph_get_rule (graph, step->rule), paths);

          paths[step->vertex] = g_strconcat (from, " \342\206\222 ", name, NULL);
        }
      else
        paths[step->vertex] = g_steal_pointer (&name);
    }

  path = g_steal_pointer (&paths[vertex]);
  for (guint i = 0; i < proof->len; i++)
    g_free (paths[g_array_index (proof, SpareStep, i).vertex]);
  return path;
}

char *
spare_map_words_taken (const SpareMap   *map,
                       const SpareEvent *event,
                       guint             vertex)
{
  g_autoptr(SpareClosure) certain = run (map, event, SPARE_SIDE_ATTACKER_CERTAIN);
  g_autoptr(SpareClosure) perhaps = NULL;

  if (spare_closure_has (certain, vertex))
    return dup_path (map, certain, vertex);

  perhaps = run (map, event, SPARE_SIDE_ATTACKER);
  return spare_closure_has (perhaps, vertex) ? dup_path (map, perhaps, vertex) : NULL;
}

/* What is missing */

/* The lost things because of which @vertex is not there. */
static char *
dup_causes (const SpareMap     *map,
            const SpareEvent   *event,
            const SpareClosure *closure,
            guint               vertex)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  g_autofree guint8 *seen = g_new0 (guint8, spare_graph_get_n_vertices (graph));
  g_autofree guint8 *is_lost = g_new0 (guint8, spare_graph_get_n_vertices (graph));
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *causes = NULL;
  guint n_causes = 0;

  for (guint i = 0; i < event->scenario->things->len; i++)
    is_lost[g_array_index (event->scenario->things, guint, i)] = TRUE;
  g_array_append_val (list, vertex);
  seen[vertex] = TRUE;
  for (guint i = 0; i < list->len && n_causes < CAUSES_MAX; i++)
    {
      guint missing = g_array_index (list, guint, i);
      g_autoptr(GArray) gaps = spare_why_not_reached (graph, closure, missing);

      if (is_lost[missing] && missing != vertex)
        {
          g_autofree char *name = spare_map_words_name (map, missing);
          g_autofree char *former = g_steal_pointer (&causes);

          /* Translators: one of two things is enough. */
          causes = former != NULL ? g_strdup_printf (_("%s or %s"), former, name) : g_steal_pointer (&name);
          n_causes++;
          continue;
        }
      for (guint j = 0; j < gaps->len; j++)
        {
          guint next = g_array_index (gaps, SpareGap, j).missing;

          if (!seen[next])
            g_array_append_val (list, next);
          seen[next] = TRUE;
        }
    }
  return g_steal_pointer (&causes);
}

static char *
dup_missing (const SpareMap     *map,
             const SpareEvent   *event,
             const SpareClosure *closure,
             guint               missing)
{
  g_autofree char *name = spare_map_words_name (map, missing);
  g_autofree char *causes = dup_causes (map, event, closure, missing);

  if (causes == NULL)
    return g_steal_pointer (&name);
  /* Translators: "the one-time codes of GitHub, and for these Pixel 8": to have the first, one needs the second. */
  return g_strdup_printf (_("%s, and for that %s"), name, causes);
}

static gboolean
is_front (SpareRuleLabel label)
{
  return label == SPARE_RULE_LOGIN || label == SPARE_RULE_SSO;
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* One sentence for each thing that is missing. Was there any? */
static gboolean
add_gaps (const SpareMap     *map,
          const SpareEvent   *event,
          const SpareClosure *closure,
          const GArray       *gaps,
          gboolean            front,
          GString            *text)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      const SpareGap *gap = &g_array_index (gaps, SpareGap, i);
      g_autofree char *missing = NULL;
      g_autofree char *sentence = NULL;

      if (is_front (spare_graph_get_rule (graph, gap->rule)->label) != front
          || !g_hash_table_add (told, GUINT_TO_POINTER (gap->missing)))
        continue;
      missing = dup_missing (map, event, closure, gap->missing);
      if (g_hash_table_size (told) > 1)
        sentence = g_strdup_printf (_("Or you would need %s."), missing);
      else if (front)
        sentence = g_strdup_printf (_("To sign in you would need %s."), missing);
      else
        sentence = g_strdup_printf (_("To get back in you would need %s."), missing);
      add_sentence (text, sentence);
    }
  return g_hash_table_size (told) > 0;
}

/* Ways that nobody knows to be there, and that would be open. */
static void
add_unknown (const SpareMap     *map,
             const SpareClosure *closure,
             guint               vertex,
             GString            *text)
{
  const SpareGraph *graph = spare_map_get_graph (map);

  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (rule->head == vertex && rule->assumed && rule->who != SPARE_WHO_ATTACKER && rule->n_body == 1
          && spare_closure_has (closure, rule->body[0]))
        {
          g_autofree char *name = spare_map_words_name (map, rule->body[0]);
          g_autofree char *sentence = g_strdup_printf (_("Nobody knows whether %s would be enough to get back in."),
                                                       name);

          add_sentence (text, sentence);
        }
    }
}

char *
spare_map_words_lost (const SpareMap   *map,
                      const SpareEvent *event,
                      guint             vertex)
{
  g_autoptr(SpareClosure) closure = run (map, event, SPARE_SIDE_OWNER);
  g_autoptr(GArray) gaps = NULL;
  GString *text;

  if (spare_closure_has (closure, vertex))
    return NULL;

  gaps = spare_why_not_reached (spare_map_get_graph (map), closure, vertex);
  text = g_string_new (NULL);
  if (!add_gaps (map, event, closure, gaps, TRUE, text))
    add_sentence (text, _("No way to sign in is known."));
  if (!add_gaps (map, event, closure, gaps, FALSE, text))
    add_sentence (text, _("There is no other way back in."));
  add_unknown (map, closure, vertex, text);
  return g_string_free (text, FALSE);
}

/* Proofs */

static char *
dup_body (const SpareMap  *map,
          const SpareRule *rule)
{
  char *body = spare_map_words_name (map, rule->body[0]);

  for (guint i = 1; i < rule->n_body; i++)
    {
      g_autofree char *former = body;
      g_autofree char *name = spare_map_words_name (map, rule->body[i]);

      /* Translators: both things are needed. */
      body = g_strdup_printf (_("%s and %s"), former, name);
    }
  return body;
}

char **
spare_map_words_proof (const SpareMap *map,
                       guint           vertex)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(SpareClosure) closure = run (map, NULL, SPARE_SIDE_OWNER);
  g_autoptr(GArray) proof = spare_why_reached (graph, closure, vertex);
  g_autoptr(GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < proof->len; i++)
    {
      const SpareStep *step = &g_array_index (proof, SpareStep, i);
      g_autofree char *name = spare_map_words_name (map, step->vertex);
      g_autofree char *body = NULL;
      g_autofree char *sentence = NULL;

      if (step->rule == SPARE_GRAPH_NONE)
        continue;
      body = dup_body (map, spare_graph_get_rule (graph, step->rule));
      if (spare_graph_is_account (graph, step->vertex))
        sentence = g_strdup_printf (_("With %s you get into %s."), body, name);
      else
        sentence = g_strdup_printf (_("With %s you have %s."), body, name);
      g_strv_builder_add (sentences, sentence);
    }
  return proof->len > 0 ? g_strv_builder_end (sentences) : NULL;
}
