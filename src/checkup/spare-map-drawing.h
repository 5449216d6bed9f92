/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map.h"

G_BEGIN_DECLS

/* From what one holds, on the left, to what it opens. */
typedef enum
{
  SPARE_MAP_COLUMN_PLACES,   /* places, people, documents */
  SPARE_MAP_COLUMN_HELD,     /* devices, numbers, what is remembered, mailboxes of others */
  SPARE_MAP_COLUMN_KEYS,     /* accounts that open other accounts */
  SPARE_MAP_COLUMN_ACCOUNTS, /* all the others */
  SPARE_MAP_N_COLUMNS,
} SpareMapColumn;

/* A box. What lies between two of them (a password, a secret, a code that arrives)
 * is not drawn, but is in the line from one to the other. */
typedef struct
{
  guint          vertex; /* of the map */
  SpareMapColumn column;
  guint          place;  /* in its column, from 0 at the top */
} SpareMapNode;

typedef struct
{
  guint    from;    /* nodes, by their numbers here */
  guint    to;
  gboolean alone;   /* it is enough; else something else is needed, too */
  gboolean assumed; /* nobody knows whether it is so */
} SpareMapLine;

/**
 * SpareMapDrawing:
 *
 * The recovery map as it is drawn: who opens whom, as boxes in columns and lines
 * between them. Places in the columns are chosen so that few lines cross. It holds
 * no lengths: the painter knows how large letters are. Immutable.
 */
typedef struct _SpareMapDrawing SpareMapDrawing;

SpareMapDrawing    *spare_map_drawing_new       (SpareMap *map) G_GNUC_WARN_UNUSED_RESULT;
SpareMapDrawing    *spare_map_drawing_ref       (SpareMapDrawing *self);
void                spare_map_drawing_unref     (SpareMapDrawing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareMapDrawing, spare_map_drawing_unref)

SpareMap           *spare_map_drawing_get_map   (const SpareMapDrawing *self); /* borrowed */
/* By column, then from the top. */
const SpareMapNode *spare_map_drawing_get_nodes (const SpareMapDrawing *self,
                                                 guint                 *n_nodes);
const SpareMapLine *spare_map_drawing_get_lines (const SpareMapDrawing *self,
                                                 guint                 *n_lines);
/* What stands in a box: "GitHub (alice)", "Pixel 8", "+49 170 555". (transfer full) */
char               *spare_map_drawing_dup_name  (const SpareMapDrawing *self,
                                                 guint                  node) G_GNUC_WARN_UNUSED_RESULT;
/* How many pairs of lines between two neighbouring columns cross. */
guint               spare_map_drawing_count_crossings (const SpareMapDrawing *self);

/* What hangs on one box: the accounts that the owner loses with it, and those that
 * somebody gets with it; nodes, by their numbers. (transfer full) (element-type guint) */
GArray             *spare_map_drawing_find_lost  (const SpareMapDrawing *self,
                                                  guint                  node) G_GNUC_WARN_UNUSED_RESULT;
GArray             *spare_map_drawing_find_taken (const SpareMapDrawing *self,
                                                  guint                  node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
