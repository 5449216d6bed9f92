/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-sheet-grid.h"

/* ISO/IEC 7810, ID-1: what fits into a wallet. */
#define WIDTH  (85.60 / 25.4 * 72)
#define HEIGHT (53.98 / 25.4 * 72)
#define GAP    11.0
#define MARK   5.0
#define INSET  10.0

static void
add_marks (SpareSheetUnit *unit)
{
  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? 0 : WIDTH;
      double y = i < 2 ? 0 : HEIGHT;

      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, i % 2 == 0 ? -MARK : MARK, 0, 0, 0.5);
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, 0, i < 2 ? -MARK : MARK, 0, 0.5);
    }
}

static SpareSheetUnit *
card_new (SpareSheetFlow *flow,
          SpareSheetGrid *grid,
          guint           nth,
          guint           first,
          guint           n_rows)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *service = spare_sheet_dup_service (flow, nth);
  g_autofree char *sheet = spare_sheet_words_fill (flow->words, "sheet", "name", flow->content->name, NULL);
  g_autofree char *foot = g_strdup_printf ("%s · %s · %u/%u", sheet, flow->fingerprint, flow->copy + 1, flow->n_copies);
  g_autoptr (SpareSheetUnit) rows = spare_sheet_grid_draw (grid, flow, first, n_rows);
  double width = WIDTH - 2 * INSET;
  PangoLayout *heading = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, width * 0.5, 1, SPARE_TEXT_PLAIN, service);
  PangoLayout *user = spare_sheet_flow_text (flow, SPARE_STYLE_TINY, width * 0.48, 1, SPARE_TEXT_RIGHT,
                                             spare_sheet_peek_user (flow, nth));
  PangoLayout *last = spare_sheet_flow_text (flow, SPARE_STYLE_TINY, width, 1, SPARE_TEXT_PLAIN, foot);
  double y = 6;

  add_marks (unit);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_STRONG, INSET, y, heading, SPARE_TEXT_PLAIN);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_TINY, INSET + width * 0.52,
                               y + spare_sheet_text_baseline (heading) - spare_sheet_text_baseline (user), user,
                               SPARE_TEXT_PLAIN);
  y += spare_sheet_text_height (heading) + 3;
  for (guint i = 0; i < rows->items->len; i++)
    {
      SpareSheetItem item = g_array_index (rows->items, SpareSheetItem, i);

      item.x += INSET;
      item.y += y;
      if (item.layout != NULL)
        g_object_ref (item.layout);
      g_array_append_val (unit->items, item);
    }
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_TINY, INSET, HEIGHT - 4 - spare_sheet_text_height (last), last,
                               SPARE_TEXT_PLAIN);
  return unit;
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

void
spare_sheet_put_cards (SpareSheetFlow *flow)
{
  Place place = { .columns = (guint) ((flow->width + GAP - 2 * MARK) / (WIDTH + GAP)) };

  place.columns = MAX (place.columns, 1);
  place.left = (flow->width - place.columns * (WIDTH + GAP) + GAP) / 2;
  flow->y += MARK;
  flow->scale = 1;
  flow->code_size = 12;
  for (guint i = 0; i < flow->content->blocks->len; i++)
    {
      SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, i);
      SpareSheetGrid grid = { .tight = TRUE };
      guint most;

      if (block->code_set == NULL && !flow->options->blank)
        continue;
      spare_sheet_grid_init (&grid, flow, block->code_set, WIDTH - 2 * INSET);
      most = (guint) MAX (1, (HEIGHT - 40) / grid.row);
      for (guint first = 0; first < grid.count; first += most * grid.columns)
        {
          guint rows = MIN (most, spare_sheet_grid_get_rows (&grid, first));
          g_autoptr (SpareSheetUnit) card = card_new (flow, &grid, i, first, rows);

          put_card (flow, &place, card);
        }
    }
}
