/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-runbook-private.h"

#include <string.h>

#include "spare-attack.h"

void
spare_runbook_step_free (SpareRunbookStep *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->why);
  g_free (self->parameter);
  g_free (self->address);
  g_free (self);
}

SpareRunbookStep *
spare_runbook_add (SpareRunbook *book,
                   const char   *kind,
                   const char   *record,
                   char         *title,
                   char         *why)
{
  SpareRunbookStep *step = g_new0 (SpareRunbookStep, 1);

  step->id = record != NULL ? g_strconcat (kind, ":", record, NULL) : g_strdup (kind);
  step->title = title;
  step->why = why;
  for (guint i = 0; i < book->steps->len; i++)
    {
      SpareRunbookStep *other = g_ptr_array_index (book->steps, i);

      if (strcmp (other->id, step->id) == 0)
        {
          spare_runbook_step_free (step);
          return other;
        }
    }
  g_ptr_array_add (book->steps, step);

  return step;
}

void
spare_runbook_set_action (SpareRunbookStep *step,
                          const char       *action,
                          const char       *parameter)
{
  g_autofree char *old = g_steal_pointer (&step->parameter);

  step->action = action;
  step->parameter = g_strdup (parameter);
}

void
spare_runbook_set_page (SpareRunbookStep   *step,
                        const SpareService *service,
                        const char *const  *facts)
{
  for (guint i = 0; facts[i] != NULL && step->address == NULL; i++)
    step->address = g_strdup (spare_service_get_text (service, facts[i]));
}

gboolean
spare_runbook_is_in (const GArray *vertices,
                     guint         vertex)
{
  for (guint i = 0; i < vertices->len; i++)
    if (g_array_index (vertices, guint, i) == vertex)
      return TRUE;

  return FALSE;
}

/* Order */

/* Does a mail there get one back into another account? */
static gboolean
is_mailbox (SpareRunbook *book,
            guint         vertex)
{
  SpareGraph *graph = spare_map_get_graph (book->map);

  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (rule->label != SPARE_RULE_RECOVERY
          || spare_map_get_item (book->map, rule->head)->kind != SPARE_ITEM_ACCOUNT)
        continue;
      for (guint j = 0; j < rule->n_body; j++)
        if (rule->body[j] == vertex)
          return TRUE;
    }

  return FALSE;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  SpareRunbook *book = user_data;
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;
  const GArray *blast = g_ptr_array_index (book->blast, one);
  const GArray *other_blast = g_ptr_array_index (book->blast, other);
  SpareGraph *graph = spare_map_get_graph (book->map);
  guint importance = spare_graph_get_vertex (graph, one)->importance;
  guint other_importance = spare_graph_get_vertex (graph, other)->importance;
  gboolean mailbox = is_mailbox (book, one);

  if (mailbox != is_mailbox (book, other))
    return mailbox ? -1 : 1;
  if (blast->len != other_blast->len)
    return blast->len > other_blast->len ? -1 : 1;
  if (importance != other_importance)
    return importance > other_importance ? -1 : 1;

  return (one > other) - (one < other);
}

void
spare_runbook_sort (SpareRunbook *book,
                    GArray       *vertices)
{
  g_array_sort_with_data (vertices, compare, book);
  for (guint i = 1; i < vertices->len;)
    if (g_array_index (vertices, guint, i) == g_array_index (vertices, guint, i - 1))
      g_array_remove_index (vertices, i);
    else
      i++;
}

GPtrArray *
spare_runbook_new (SpareMap             *map,
                   GListModel           *accounts,
                   GListModel           *things,
                   const SpareDirectory *directory,
                   SpareHappeningKind    kind,
                   const char           *subject)
{
  g_autoptr (GPtrArray) blast = spare_attack_find_blast (spare_map_get_graph (map));
  g_autoptr (SpareThing) device = subject != NULL ? spare_thing_find (things, subject) : NULL;
  g_auto (SpareRunbookAccount) account = { 0 };
  SpareRunbook book = { map, accounts, things, directory, NULL, blast, NULL };
  guint vertex = subject != NULL ? spare_map_find (map, SPARE_ITEM_ACCOUNT, subject) : SPARE_GRAPH_NONE;
  gboolean known = vertex != SPARE_GRAPH_NONE && spare_runbook_account_init (&account, &book, vertex);

  book.steps = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_runbook_step_free);
  switch (kind)
    {
    case SPARE_HAPPENING_LOST_PHONE:
    case SPARE_HAPPENING_STOLEN_LAPTOP:
      book.device = device != NULL && spare_thing_is_fact (device, SPARE_FACT_DEVICE) ? device : NULL;
      if (book.device != NULL)
        spare_runbook_write_device (&book);
      break;
    case SPARE_HAPPENING_HOME_GONE:
      spare_runbook_write_home (&book);
      break;
    case SPARE_HAPPENING_INTRUDER:
      if (known)
        spare_runbook_write_intruder (&book, &account);
      break;
    case SPARE_HAPPENING_CANNOT_SIGN_IN:
      if (known)
        spare_runbook_write_sign_in (&book, &account);
      break;
    case SPARE_HAPPENING_N_KINDS:
    default:
      break;
    }

  return book.steps;
}
