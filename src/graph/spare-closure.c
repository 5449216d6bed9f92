/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-closure.h"

#include <string.h>

#define NEVER G_MAXUINT

enum
{
  OUT,
  REACHED,
  BARRED,
};

struct _SpareClosure
{
  guint   n_vertices;
  guint   n_rules;   /* those that count for this side and can fire */
  guint   front;     /* (or %SPARE_GRAPH_NONE) */
  guint  *first_use; /* by vertex, and one more: where its rules begin in uses */
  guint  *uses;      /* rules in whose bodies a vertex is */
  guint  *needs;     /* by rule: how many vertices are in its body */
  guint  *missing;   /* by rule: how many of them are not reached */
  guint  *heads;
  guint  *numbers; /* by rule: its number in the graph */
  guint8 *is_login;
  guint8 *states;  /* by vertex */
  guint  *reached; /* in the order in which they were reached */
  guint  *reasons; /* by vertex: the rule */
  guint   n_reached;
};

gboolean
spare_rule_is_for (const SpareRule *rule,
                   SpareSide        side)
{
  switch (side)
    {
    case SPARE_SIDE_OWNER:
      return rule->who != SPARE_WHO_ATTACKER && !rule->assumed && rule->label != SPARE_RULE_SESSION;
    case SPARE_SIDE_OWNER_WARM:
      return rule->who != SPARE_WHO_ATTACKER && !rule->assumed;
    case SPARE_SIDE_ATTACKER:
      return rule->who != SPARE_WHO_OWNER;
    case SPARE_SIDE_ATTACKER_CERTAIN:
      return rule->who != SPARE_WHO_OWNER && !rule->assumed;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
take_rules (SpareClosure     *self,
            const SpareGraph *graph,
            SpareSide         side)
{
  guint n_rules = spare_graph_get_n_rules (graph);

  self->needs = g_new (guint, n_rules);
  self->missing = g_new (guint, n_rules);
  self->heads = g_new (guint, n_rules);
  self->numbers = g_new (guint, n_rules);
  self->is_login = g_new (guint8, n_rules);
  self->first_use = g_new0 (guint, self->n_vertices + 1);

  for (guint i = 0; i < n_rules; i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);
      guint n = self->n_rules;

      if (rule->n_body == 0 || !spare_rule_is_for (rule, side))
        continue;

      self->needs[n] = rule->n_body;
      self->heads[n] = rule->head;
      self->numbers[n] = i;
      self->is_login[n] = rule->label == SPARE_RULE_LOGIN;
      for (guint j = 0; j < rule->n_body; j++)
        self->first_use[rule->body[j] + 1]++;
      self->n_rules++;
    }
}

static void
take_uses (SpareClosure     *self,
           const SpareGraph *graph)
{
  g_autofree guint *next = NULL;

  for (guint i = 0; i < self->n_vertices; i++)
    self->first_use[i + 1] += self->first_use[i];

  self->uses = g_new (guint, self->first_use[self->n_vertices]);
  next = g_memdup2 (self->first_use, (self->n_vertices + 1) * sizeof *next);
  for (guint i = 0; i < self->n_rules; i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, self->numbers[i]);

      for (guint j = 0; j < rule->n_body; j++)
        self->uses[next[rule->body[j]]++] = i;
    }
}

SpareClosure *
spare_closure_new (const SpareGraph *graph,
                   SpareSide         side)
{
  SpareClosure *self = g_new0 (SpareClosure, 1);

  self->n_vertices = spare_graph_get_n_vertices (graph);
  self->front = SPARE_GRAPH_NONE;
  take_rules (self, graph, side);
  take_uses (self, graph);
  self->states = g_new (guint8, self->n_vertices);
  self->reached = g_new (guint, self->n_vertices);
  self->reasons = g_new (guint, self->n_vertices);
  spare_closure_clear (self);
  return self;
}

void
spare_closure_free (SpareClosure *self)
{
  g_free (self->first_use);
  g_free (self->uses);
  g_free (self->needs);
  g_free (self->missing);
  g_free (self->heads);
  g_free (self->numbers);
  g_free (self->is_login);
  g_free (self->states);
  g_free (self->reached);
  g_free (self->reasons);
  g_free (self);
}

void
spare_closure_set_front (SpareClosure *self,
                         guint         account)
{
  self->front = account;
}

void
spare_closure_clear (SpareClosure *self)
{
  self->n_reached = 0;
  if (self->n_vertices > 0)
    memset (self->states, OUT, self->n_vertices);
  if (self->n_rules > 0)
    memcpy (self->missing, self->needs, self->n_rules * sizeof *self->needs);

  if (self->front == SPARE_GRAPH_NONE)
    return;
  for (guint i = 0; i < self->n_rules; i++)
    if (self->heads[i] == self->front && !self->is_login[i])
      self->missing[i] = NEVER;
}

void
spare_closure_bar (SpareClosure *self,
                   guint         vertex)
{
  g_return_if_fail (vertex < self->n_vertices && self->states[vertex] != REACHED);
  self->states[vertex] = BARRED;
}

static void
reach (SpareClosure *self,
       guint         vertex,
       guint         rule)
{
  self->states[vertex] = REACHED;
  self->reasons[vertex] = rule;
  self->reached[self->n_reached++] = vertex;
}

void
spare_closure_add (SpareClosure *self,
                   guint         vertex)
{
  guint done = self->n_reached;

  g_return_if_fail (vertex < self->n_vertices);
  if (self->states[vertex] != OUT)
    return;

  for (reach (self, vertex, SPARE_GRAPH_NONE); done < self->n_reached; done++)
    {
      guint news = self->reached[done];

      for (guint i = self->first_use[news]; i < self->first_use[news + 1]; i++)
        {
          guint rule = self->uses[i];

          if (--self->missing[rule] == 0 && self->states[self->heads[rule]] == OUT)
            reach (self, self->heads[rule], rule);
        }
    }
}

void
spare_closure_add_all (SpareClosure *self,
                       const guint  *vertices,
                       guint         n_vertices)
{
  for (guint i = 0; i < n_vertices; i++)
    spare_closure_add (self, vertices[i]);
}

void
spare_closure_undo (SpareClosure *self,
                    guint         n_reached)
{
  while (self->n_reached > n_reached)
    {
      guint vertex = self->reached[--self->n_reached];

      for (guint i = self->first_use[vertex]; i < self->first_use[vertex + 1]; i++)
        self->missing[self->uses[i]]++;
      self->states[vertex] = OUT;
    }
}

gboolean
spare_closure_has (const SpareClosure *self,
                   guint               vertex)
{
  return self->states[vertex] == REACHED;
}

const guint *
spare_closure_get_reached (const SpareClosure *self,
                           guint              *n_reached)
{
  *n_reached = self->n_reached;
  return self->reached;
}

guint
spare_closure_get_rule (const SpareClosure *self,
                        guint               vertex)
{
  guint rule = self->states[vertex] == REACHED ? self->reasons[vertex] : SPARE_GRAPH_NONE;

  return rule != SPARE_GRAPH_NONE ? self->numbers[rule] : SPARE_GRAPH_NONE;
}
