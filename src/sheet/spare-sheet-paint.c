/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-private.h"

static void
paint_qr (const SpareSheetItem *item,
          cairo_t              *cr)
{
  guint modules = spare_qr_code_get_width (item->qr);
  double module = item->width / modules;

  /* One path, filled at once: between modules there is no seam. */
  for (guint row = 0; row < modules; row++)
    for (guint column = 0; column < modules; column++)
      {
        guint end = column;

        while (spare_qr_code_is_dark (item->qr, end, row))
          end++;
        if (end > column)
          cairo_rectangle (cr, item->x + column * module, item->y + row * module, (end - column) * module, module);
        column = end;
      }
  cairo_fill (cr);
}

/* Glyph by glyph: with its text cairo would keep a copy of a code, and leave it
 * behind in freed memory. What is read out of the PDF comes from the font. */
static void
paint_secret (const SpareSheetItem *item,
              cairo_t              *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (item->layout);

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      double baseline = item->y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      PangoRectangle extents;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      cairo_move_to (cr, item->x + (double) extents.x / PANGO_SCALE, baseline);
      pango_cairo_show_glyph_string (cr, run->item->analysis.font, run->glyphs);
      if (item->struck)
        {
          cairo_move_to (cr, item->x + (double) extents.x / PANGO_SCALE, baseline - 4 * item->pen);
          cairo_rel_line_to (cr, (double) extents.width / PANGO_SCALE, 0);
          cairo_stroke (cr);
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

static void
paint_item (const SpareSheetItem *item,
            cairo_t              *cr)
{
  cairo_set_source_rgb (cr, item->gray, item->gray, item->gray);
  cairo_set_line_width (cr, item->pen);
  switch (item->kind)
    {
    case SPARE_SHEET_TEXT:
      if (item->secret)
        {
          paint_secret (item, cr);
          break;
        }
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout (cr, item->layout);
      break;
    case SPARE_SHEET_FILL:
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;
    case SPARE_SHEET_BOX:
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_stroke (cr);
      break;
    case SPARE_SHEET_LINE:
      cairo_move_to (cr, item->x, item->y);
      cairo_rel_line_to (cr, item->width, item->height);
      cairo_stroke (cr);
      break;
    case SPARE_SHEET_QR:
      paint_qr (item, cr);
      break;
    default:
      g_assert_not_reached ();
    }
  cairo_new_path (cr);
}

/**
 * spare_sheet_draw:
 * @page: from 0
 *
 * The paper is not painted: what is no ink stays as it is.
 */
void
spare_sheet_draw (SpareSheet *self,
                  guint       page,
                  cairo_t    *cr)
{
  SpareSheetPage *what;

  g_return_if_fail (self != NULL && page < self->pages->len);

  what = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  for (guint i = 0; i < what->items->len; i++)
    paint_item (&g_array_index (what->items, SpareSheetItem, i), cr);
  cairo_restore (cr);
}
