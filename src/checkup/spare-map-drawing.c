/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-drawing.h"

#include "spare-map-lines.h"
#include "spare-map-words.h"

#include "spare-attack.h"
#include "spare-loss.h"

#define SWEEPS 8
#define LINES_MAX 1500 /* with more of them no order helps, and to look for one takes long */

struct _SpareMapDrawing
{
  gatomicrefcount refs;
  SpareMap       *map;
  GArray         *nodes;        /* SpareMapNode, by column, then from the top */
  GArray         *lines;        /* SpareMapLine */
  guint          *node_by_vertex;
};

static gboolean
find_column (SpareItemKind   kind,
             gboolean        opens,
             SpareMapColumn *column)
{
  switch (kind)
    {
    case SPARE_ITEM_PLACE:
    case SPARE_ITEM_PERSON:
    case SPARE_ITEM_DOCUMENT:
      *column = SPARE_MAP_COLUMN_PLACES;
      return TRUE;
    case SPARE_ITEM_DEVICE:
    case SPARE_ITEM_NUMBER:
    case SPARE_ITEM_MEMORY:
    case SPARE_ITEM_SHARED:
    case SPARE_ITEM_ADDRESS:
      *column = SPARE_MAP_COLUMN_HELD;
      return TRUE;
    case SPARE_ITEM_ACCOUNT:
      *column = opens ? SPARE_MAP_COLUMN_KEYS : SPARE_MAP_COLUMN_ACCOUNTS;
      return TRUE;
    case SPARE_ITEM_PASSWORD:
    case SPARE_ITEM_SECRET:
    case SPARE_ITEM_CODES:
    case SPARE_ITEM_UNLOCK:
    case SPARE_ITEM_OPEN:
    case SPARE_ITEM_CARRIER:
    case SPARE_ITEM_LEAK:
    case SPARE_ITEM_QUESTIONS:
    case SPARE_ITEM_SUPPORT:
    case SPARE_ITEM_PASSKEY:
    case SPARE_ITEM_SSH_KEY:
    case SPARE_ITEM_KIT:
    default:
      return FALSE;
    }
}

gboolean
spare_item_kind_is_drawn (SpareItemKind kind)
{
  SpareMapColumn column;

  return find_column (kind, FALSE, &column);
}

/* Lines are between vertices so far. */
static gboolean
opens_account (SpareMapDrawing *self,
               guint            vertex)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SpareMapLine *line = &g_array_index (self->lines, SpareMapLine, i);

      if (line->from == vertex && line->to != vertex &&
          spare_map_get_item (self->map, line->to)->kind == SPARE_ITEM_ACCOUNT)
        return TRUE;
    }
  return FALSE;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const SpareMapNode *first = a;
  const SpareMapNode *second = b;

  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

static void
add_nodes (SpareMapDrawing *self)
{
  guint n_vertices = spare_graph_get_n_vertices (spare_map_get_graph (self->map));
  guint counts[SPARE_MAP_N_COLUMNS] = { 0 };

  for (guint i = 0; i < n_vertices; i++)
    {
      SpareItemKind kind = spare_map_get_item (self->map, i)->kind;
      SpareMapNode node = { .vertex = i };

      if (!find_column (kind, kind == SPARE_ITEM_ACCOUNT && opens_account (self, i), &node.column))
        continue;
      node.place = counts[node.column]++;
      g_array_append_val (self->nodes, node);
    }
}

static SpareMapNode *
get_node (const SpareMapDrawing *self,
          guint                  node)
{
  return &g_array_index (self->nodes, SpareMapNode, node);
}

typedef struct
{
  guint  node;
  guint  place;
  double wish;
} Wish;

static int
compare_wishes (gconstpointer a,
                gconstpointer b)
{
  const Wish *first = a;
  const Wish *second = b;

  if (first->wish < second->wish || first->wish > second->wish)
    return first->wish < second->wish ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

/* Each box of a column wishes to be where the middle of those is that it has lines
 * with, as parts of their columns; who has none stays. */
static void
sweep (SpareMapDrawing *self,
       SpareMapColumn   column,
       const guint     *counts)
{
  g_autoptr(GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const SpareMapNode *node = &g_array_index (self->nodes, SpareMapNode, i);
      Wish wish = { .node = i, .place = node->place };
      guint n = 0;

      if (node->column != column)
        continue;
      for (guint j = 0; j < self->lines->len; j++)
        {
          const SpareMapLine *line = &g_array_index (self->lines, SpareMapLine, j);
          const SpareMapNode *other;

          if (line->from != i && line->to != i)
            continue;
          other = get_node (self, line->from == i ? line->to : line->from);
          if (other->column == column)
            continue;
          wish.wish += (other->place + 0.5) / counts[other->column];
          n++;
        }
      wish.wish = n > 0 ? wish.wish / n : (node->place + 0.5) / counts[column];
      g_array_append_val (wishes, wish);
    }
  g_array_sort (wishes, compare_wishes);
  for (guint i = 0; i < wishes->len; i++)
    get_node (self, g_array_index (wishes, Wish, i).node)->place = i;
}

guint
spare_map_drawing_count_crossings (const SpareMapDrawing *self)
{
  guint crossings = 0;

  for (guint i = 0; i < self->lines->len; i++)
    for (guint j = i + 1; j < self->lines->len; j++)
      {
        const SpareMapLine *a = &g_array_index (self->lines, SpareMapLine, i);
        const SpareMapLine *b = &g_array_index (self->lines, SpareMapLine, j);
        const SpareMapNode *a_from = get_node (self, a->from);
        const SpareMapNode *a_to = get_node (self, a->to);
        const SpareMapNode *b_from = get_node (self, b->from);
        const SpareMapNode *b_to = get_node (self, b->to);

        if (a_from->column == a_to->column || a_from->column != b_from->column || a_to->column != b_to->column)
          continue;
        crossings += (a_from->place < b_from->place && a_to->place > b_to->place) ||
                     (a_from->place > b_from->place && a_to->place < b_to->place);
      }
  return crossings;
}

static void
keep_places (SpareMapDrawing *self,
             guint           *places)
{
  for (guint i = 0; i < self->nodes->len; i++)
    places[i] = g_array_index (self->nodes, SpareMapNode, i).place;
}

/* Sugiyama's barycenters, left to right and back; the best of all turns counts. */
static void
choose_places (SpareMapDrawing *self)
{
  g_autofree guint *best = g_new0 (guint, self->nodes->len + 1);
  guint counts[SPARE_MAP_N_COLUMNS] = { 0 };
  guint least;

  if (self->lines->len > LINES_MAX)
    return;

  for (guint i = 0; i < self->nodes->len; i++)
    counts[get_node (self, i)->column]++;
  keep_places (self, best);
  least = spare_map_drawing_count_crossings (self);
  for (guint i = 0; i < SWEEPS && least > 0; i++)
    {
      guint crossings;

      for (guint column = 0; column < SPARE_MAP_N_COLUMNS; column++)
        sweep (self, i % 2 == 0 ? column : SPARE_MAP_N_COLUMNS - 1 - column, counts);
      crossings = spare_map_drawing_count_crossings (self);
      if (crossings >= least)
        continue;
      least = crossings;
      keep_places (self, best);
    }
  for (guint i = 0; i < self->nodes->len; i++)
    get_node (self, i)->place = best[i];
}

/* Lines name nodes; @numbers: by vertex. */
static void
number_lines (SpareMapDrawing *self,
              const guint     *numbers)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      SpareMapLine *line = &g_array_index (self->lines, SpareMapLine, i);

      line->from = numbers[line->from];
      line->to = numbers[line->to];
    }
}

static void
number_nodes (SpareMapDrawing *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    self->node_by_vertex[get_node (self, i)->vertex] = i;
}

static void
sort_nodes (SpareMapDrawing *self)
{
  g_autofree guint *before = g_new0 (guint, self->nodes->len + 1);

  for (guint i = 0; i < self->nodes->len; i++)
    before[i] = get_node (self, i)->vertex;
  g_array_sort (self->nodes, compare_nodes);
  number_nodes (self);
  for (guint i = 0; i < self->nodes->len; i++)
    before[i] = self->node_by_vertex[before[i]];
  number_lines (self, before);
}

SpareMapDrawing *
spare_map_drawing_new (SpareMap *map)
{
  SpareMapDrawing *self = g_new0 (SpareMapDrawing, 1);
  guint n_vertices = spare_graph_get_n_vertices (spare_map_get_graph (map));

  g_atomic_ref_count_init (&self->refs);
  self->map = spare_map_ref (map);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (SpareMapNode));
  self->node_by_vertex = g_new (guint, n_vertices + 1);
  for (guint i = 0; i < n_vertices; i++)
    self->node_by_vertex[i] = SPARE_GRAPH_NONE;
  self->lines = spare_map_find_lines (map);
  add_nodes (self);
  number_nodes (self);
  number_lines (self, self->node_by_vertex);
  choose_places (self);
  sort_nodes (self);

  return self;
}

SpareMapDrawing *
spare_map_drawing_ref (SpareMapDrawing *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_map_drawing_unref (SpareMapDrawing *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->nodes);
  g_array_unref (self->lines);
  g_free (self->node_by_vertex);
  spare_map_unref (self->map);
  g_free (self);
}

SpareMap *
spare_map_drawing_get_map (const SpareMapDrawing *self)
{
  return self->map;
}

const SpareMapNode *
spare_map_drawing_get_nodes (const SpareMapDrawing *self,
                             guint                 *n_nodes)
{
  *n_nodes = self->nodes->len;
  return (const SpareMapNode *) (gpointer) self->nodes->data;
}

const SpareMapLine *
spare_map_drawing_get_lines (const SpareMapDrawing *self,
                             guint                 *n_lines)
{
  *n_lines = self->lines->len;
  return (const SpareMapLine *) (gpointer) self->lines->data;
}

/* Of a number the map speaks as of the codes that are sent to it. */
char *
spare_map_drawing_dup_name (const SpareMapDrawing *self,
                            guint                  node)
{
  guint vertex = get_node (self, node)->vertex;
  const SpareItem *item = spare_map_get_item (self->map, vertex);

  if (item->kind == SPARE_ITEM_NUMBER && *item->name != '\0')
    return g_strdup (item->name);
  return spare_map_words_name (self->map, vertex);
}

static gboolean
is_account (const SpareMapDrawing *self,
            guint                  node)
{
  guint vertex = g_array_index (self->nodes, SpareMapNode, node).vertex;

  return spare_map_get_item (self->map, vertex)->kind == SPARE_ITEM_ACCOUNT;
}

/* Vertices to nodes, without the box itself. */
static GArray *
find_nodes (const SpareMapDrawing *self,
            const GArray          *vertices,
            guint                  without)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < vertices->len; i++)
    {
      guint node = self->node_by_vertex[g_array_index (vertices, guint, i)];

      if (node != SPARE_GRAPH_NONE && node != without)
        g_array_append_val (nodes, node);
    }
  g_array_sort (nodes, spare_number_compare);

  return nodes;
}

/* An account is nothing that one holds: it is gone when nothing brings it back. */
GArray *
spare_map_drawing_find_lost (const SpareMapDrawing *self,
                             guint                  node)
{
  guint vertex = g_array_index (self->nodes, SpareMapNode, node).vertex;
  g_autoptr(SpareScenario) scenario = spare_scenario_new ("box");
  g_autoptr(GArray) lost = NULL;

  spare_scenario_add_thing (scenario, vertex);
  if (is_account (self, node))
    spare_scenario_bar (scenario, vertex);
  lost = spare_loss_find_accounts (spare_map_get_graph (self->map), scenario);

  return find_nodes (self, lost, node);
}

/* A number is taken by way of its carrier, without the phone. */
GArray *
spare_map_drawing_find_taken (const SpareMapDrawing *self,
                              guint                  node)
{
  guint vertex = g_array_index (self->nodes, SpareMapNode, node).vertex;
  g_autoptr(SpareScenario) scenario = spare_scenario_new ("box");
  g_autoptr(GArray) taken = NULL;

  spare_scenario_add_thing (scenario, vertex);
  taken = spare_attack_find_seized (spare_map_get_graph (self->map), SPARE_SIDE_ATTACKER, scenario);

  return find_nodes (self, taken, node);
}
