/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-sheet-grid.h"

/* ISO/IEC 7810, ID-1: what fits into a wallet. */
#define WIDTH  (85.60 / 25.4 * 72)
#define HEIGHT (53.98 / 25.4 * 72)
#define GAP    10.0
#define MARK   4.0
#define INSET  6.0
#define TOP    6.0
#define AFTER  4.0 /* the lines above the codes */

static void
add_outline (SpareSheetUnit *unit)
{
  spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, 0, 0, WIDTH, HEIGHT, 0.75, 0.5);
  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? 0 : WIDTH;
      double y = i < 2 ? 0 : HEIGHT;

      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, i % 2 == 0 ? -MARK : MARK, 0, 0, 0.5);
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, 0, i < 2 ? -MARK : MARK, 0, 0.5);
    }
}

/* Whose codes they are, and of which sheet: what lies in a wallet has lost the
 * page that it was cut from. */
static SpareSheetUnit *
card_new (SpareSheetFlow *flow,
          guint           nth)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *service = spare_sheet_dup_service (flow, nth);
  const char *user = spare_sheet_peek_user (flow, nth);
  double width = WIDTH - 2 * INSET;
  PangoLayout *sheet = spare_sheet_flow_text (flow, SPARE_STYLE_LABEL, 0, 0, SPARE_TEXT_PLAIN, flow->content->name);
  double right = WIDTH - INSET - spare_sheet_text_width (sheet);
  PangoLayout *heading = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, right - 8 - INSET, 1, SPARE_TEXT_PLAIN,
                                                service);

  add_outline (unit);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_LABEL, right, TOP, sheet, SPARE_TEXT_PLAIN);
  unit->height = TOP + spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_STRONG, INSET, TOP, heading,
                                                    SPARE_TEXT_PLAIN);
  if (*user != '\0')
    {
      PangoLayout *name = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, width, 1, SPARE_TEXT_PLAIN, user);

      unit->height += spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_BODY, INSET, unit->height, name,
                                                   SPARE_TEXT_PLAIN);
    }
  unit->height += AFTER;
  return unit;
}

static void
add_rows (SpareSheetFlow *flow,
          SpareSheetUnit *card,
          SpareSheetGrid *grid,
          guint           first,
          guint           n_rows)
{
  g_autoptr (SpareSheetUnit) rows = spare_sheet_grid_draw (grid, flow, first, n_rows);

  for (guint i = 0; i < rows->items->len; i++)
    {
      SpareSheetItem item = g_array_index (rows->items, SpareSheetItem, i);

      item.x += INSET;
      item.y += card->height;
      if (item.layout != NULL)
        g_object_ref (item.layout);
      g_array_append_val (card->items, item);
    }
}

/* A row of cards after the other. */
typedef struct
{
  guint  columns;
  guint  next; /* in the row */
  double left;
} Place;

static void
put_card (SpareSheetFlow *flow,
          Place          *place,
          SpareSheetUnit *unit)
{
  if (place->next == place->columns)
    {
      place->next = 0;
      flow->y += HEIGHT + GAP;
    }
  if (place->next == 0 && flow->y + HEIGHT + MARK > flow->bottom)
    {
      spare_sheet_flow_new_page (flow);
      flow->y += MARK;
    }
  unit->height = 0;
  spare_sheet_flow_put (flow, unit, place->left + place->next * (WIDTH + GAP));
  place->next++;
}

/* As many cards as it takes, with about as many codes each. */
static void
put_set (SpareSheetFlow *flow,
         Place          *place,
         SpareSheetGrid *grid,
         guint           nth)
{
  g_autoptr (SpareSheetUnit) empty = card_new (flow, nth);
  guint rows = spare_sheet_grid_get_rows (grid, 0);
  guint most = (guint) MAX (1, (HEIGHT - TOP - empty->height) / grid->row);
  guint cards = (rows + most - 1) / most;

  most = (rows + cards - 1) / cards;
  for (guint first = 0; first < grid->count; first += most * grid->columns)
    {
      g_autoptr (SpareSheetUnit) card = card_new (flow, nth);

      add_rows (flow, card, grid, first, MIN (most, spare_sheet_grid_get_rows (grid, first)));
      put_card (flow, place, card);
    }
}

/* The cards, and for what cannot be cut out with them its account's lines below. */
void
spare_sheet_put_cards (SpareSheetFlow *flow)
{
  Place place = { .columns = (guint) ((flow->width + GAP - 2 * MARK) / (WIDTH + GAP)) };
  double scale = flow->scale;
  double code_size = flow->code_size;

  place.columns = MAX (place.columns, 1);
  place.left = (flow->width - place.columns * (WIDTH + GAP) + GAP) / 2;
  flow->y += MARK;
  flow->scale = 1;
  flow->code_size = 12;
  for (guint i = 0; i < flow->content->blocks->len; i++)
    {
      SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, i);
      SpareSheetGrid grid = { .tight = TRUE };

      if (block->code_set == NULL && !flow->options->blank)
        continue;
      spare_sheet_grid_init (&grid, flow, block->code_set, WIDTH - 2 * INSET);
      put_set (flow, &place, &grid, i);
    }
  if (place.next > 0)
    flow->y += HEIGHT + 2 * GAP;
  flow->scale = scale;
  flow->code_size = code_size;
  for (guint i = 0; i < flow->content->blocks->len; i++)
    spare_sheet_put_about (flow, i);
}
