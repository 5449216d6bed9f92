/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-grid.h"

#include <string.h>

#define COLUMNS_MAX 2
#define BLANK_COUNT 10 /* lines where it is not known how many codes there are */

/* Gaps within a cell, for codes of 12 pt. */
#define PAD        4.0
#define AFTER_NUMBER 4.0
#define AFTER_BOX  6.0
#define AFTER_CODE 5.0
#define AFTER_CHECK 6.0
#define USED_LINE  30.0
#define USED_MAX   110.0
#define USED_ALONE 180.0 /* in the only column */
#define BETWEEN    10.0

static double
scaled (SpareSheetFlow *flow,
        double          value)
{
  return value * flow->code_size / 12;
}

static SpareSheetTextFlags
get_flags (const SpareSheetGrid *self,
           guint                 position)
{
  SpareSheetTextFlags flags = SPARE_TEXT_SECRET;
  SpareSecret *code = spare_code_set_peek (self->code_set, position);
  const char *text = spare_secret_peek_text (code);
  gsize length = strlen (text);
  gboolean plain = TRUE;

  for (const char *at = text; *at != '\0' && plain; at++)
    plain = g_ascii_isalnum (*at);
  if (spare_code_set_get_used (self->code_set, position) != 0)
    flags |= SPARE_TEXT_STRUCK;
  if (plain && length >= 8 && spare_code_set_get_separators (self->code_set) == SPARE_ANSWER_NO)
    flags |= SPARE_TEXT_GROUPS;
  return flags;
}

static gboolean
is_blank (const SpareSheetGrid *self,
          guint                 position)
{
  return self->blank || self->code_set == NULL || spare_code_set_peek (self->code_set, position) == NULL;
}

static PangoLayout *
code_layout (const SpareSheetGrid *self,
             SpareSheetFlow       *flow,
             guint                 position,
             double                width)
{
  const char *code = spare_secret_peek_text (spare_code_set_peek (self->code_set, position));

  return spare_sheet_flow_text (flow, SPARE_STYLE_CODE, width, 0, get_flags (self, position), code);
}

static char *
dup_number (const SpareSheetGrid *self,
            guint                 position)
{
  if (self->code_set == NULL)
    return g_strdup_printf ("%u", position + 1);
  return spare_code_set_dup_number (self->code_set, position);
}

static char *
dup_check (const SpareSheetGrid *self,
           guint                 position)
{
  g_autofree char *check = NULL;

  if (self->blank || self->code_set == NULL)
    return g_strdup ("");
  check = spare_code_set_dup_check (self->code_set, position);
  return *check != '\0' ? g_strconcat ("·", check, NULL) : g_strdup ("");
}

/* The widest of each part. */
static void
measure (SpareSheetGrid *self,
         SpareSheetFlow *flow)
{
  PangoLayout *used = spare_sheet_flow_text (flow, SPARE_STYLE_USED, 0, 0, SPARE_TEXT_PLAIN,
                                             spare_sheet_words_peek (flow->words, "used-line"));

  self->number = self->code = self->check = 0;
  self->box = scaled (flow, 8.5);
  self->used = self->tight ? 0 : spare_sheet_text_width (used) + 3 + scaled (flow, USED_LINE);
  for (guint i = 0; i < self->count; i++)
    {
      g_autofree char *number = dup_number (self, i);
      g_autofree char *check = dup_check (self, i);
      PangoLayout *a = spare_sheet_flow_text (flow, SPARE_STYLE_NUMBER, 0, 0, SPARE_TEXT_PLAIN, number);
      PangoLayout *b = spare_sheet_flow_text (flow, SPARE_STYLE_CHECK, 0, 0, SPARE_TEXT_SECRET, check);

      self->number = MAX (self->number, spare_sheet_text_width (a));
      self->check = MAX (self->check, spare_sheet_text_width (b));
      if (is_blank (self, i))
        self->code = MAX (self->code, scaled (flow, 95));
      else
        self->code = MAX (self->code, spare_sheet_text_width (code_layout (self, flow, i, 0)));
    }
}

/* All but the code. */
static double
get_fixed (const SpareSheetGrid *self,
           SpareSheetFlow       *flow)
{
  double gaps = 2 * PAD + AFTER_NUMBER + AFTER_BOX;

  if (self->check > 0)
    gaps += AFTER_CODE;
  if (self->used > 0)
    gaps += AFTER_CHECK;
  return self->number + self->box + self->check + self->used + scaled (flow, gaps);
}

/* From where the code begins to the end of the cell. */
static double
get_spelled_width (const SpareSheetGrid *self,
                   SpareSheetFlow       *flow)
{
  return self->cell - self->number - self->box
         - scaled (flow, BETWEEN + PAD + AFTER_NUMBER + AFTER_BOX + PAD);
}

static double
get_cell_height (const SpareSheetGrid *self,
                 SpareSheetFlow       *flow,
                 guint                 position,
                 double               *line)
{
  PangoLayout *layout = code_layout (self, flow, position, self->wrap);
  g_autofree char *spelled = NULL;
  double height = spare_sheet_text_height (layout);

  *line = height / pango_layout_get_line_count (layout);
  if (!self->tight)
    spelled = spare_sheet_code_spell (flow, self->code_set,
                                      spare_secret_peek_text (spare_code_set_peek (self->code_set, position)));
  if (spelled != NULL)
    height += spare_sheet_text_height (spare_sheet_flow_text (flow, SPARE_STYLE_SPELLED,
                                                              get_spelled_width (self, flow), 0,
                                                              SPARE_TEXT_SECRET, spelled));
  return height;
}

void
spare_sheet_grid_init (SpareSheetGrid *self,
                       SpareSheetFlow *flow,
                       SpareThing     *code_set,
                       double          width)
{
  double line = flow->code_size * 1.17;
  double needed;

  self->code_set = code_set;
  self->blank = flow->options->blank;
  self->count = code_set != NULL ? spare_code_set_count (code_set) : BLANK_COUNT;
  measure (self, flow);
  needed = get_fixed (self, flow) + self->code;
  self->columns = 1;
  self->wrap = 0;
  if (self->count > (self->tight ? 1 : 3) && COLUMNS_MAX * needed + scaled (flow, BETWEEN) <= width)
    self->columns = COLUMNS_MAX;
  self->cell = (width + scaled (flow, BETWEEN)) / self->columns;
  width = self->cell - scaled (flow, BETWEEN);
  if (needed > width)
    self->wrap = self->code = width - get_fixed (self, flow);
  else if (self->used > 0)
    self->used = MIN (self->used + width - needed, scaled (flow, self->columns == 1 ? USED_ALONE : USED_MAX));

  self->row = line;
  for (guint i = 0; i < self->count; i++)
    if (!is_blank (self, i))
      self->row = MAX (self->row, get_cell_height (self, flow, i, &line));
  self->row += scaled (flow, self->tight ? 2 : 8);
}

guint
spare_sheet_grid_get_rows (const SpareSheetGrid *self,
                           guint                 first)
{
  return (self->count - first + self->columns - 1) / self->columns;
}

static void
add_used (const SpareSheetGrid *self,
          SpareSheetFlow       *flow,
          SpareSheetUnit       *unit,
          guint                 position,
          double                x,
          double                baseline)
{
  gint64 used = self->code_set != NULL ? spare_code_set_get_used (self->code_set, position) : 0;
  g_autofree char *text = NULL;
  PangoLayout *layout;

  if (used != 0)
    {
      g_autofree char *date = spare_sheet_words_date (flow->words, used, flow->content->offset);

      text = spare_sheet_words_fill (flow->words, "used-date", "date", date, NULL);
    }
  else
    text = g_strdup (spare_sheet_words_peek (flow->words, "used-line"));
  layout = spare_sheet_flow_text (flow, SPARE_STYLE_USED, used != 0 ? self->used : 0, used != 0 ? 1 : 0,
                                  SPARE_TEXT_PLAIN, text);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_USED, x, baseline - spare_sheet_text_baseline (layout),
                               layout, SPARE_TEXT_SECRET);
  if (used == 0)
    {
      double start = spare_sheet_text_width (layout) + 3;

      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x + start, baseline + 1, self->used - start, 0, 0.45, 0.5);
    }
}

static void
add_box (const SpareSheetGrid *self,
         SpareSheetUnit       *unit,
         gboolean              ticked,
         double                x,
         double                bottom)
{
  double y = bottom - self->box;

  spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, x, y, self->box, self->box, 0, 0.9);
  if (ticked)
    {
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, self->box, self->box, 0, 0.9);
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, bottom, self->box, -self->box, 0, 0.9);
    }
}

/* Left of the code. Gives back where the code begins. */
static double
add_front (const SpareSheetGrid *self,
           SpareSheetFlow       *flow,
           SpareSheetUnit       *unit,
           guint                 position,
           double                x,
           double                baseline)
{
  g_autofree char *number = dup_number (self, position);
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_NUMBER, 0, 0, SPARE_TEXT_PLAIN, number);
  gboolean used = self->code_set != NULL && spare_code_set_get_used (self->code_set, position) != 0;

  x += scaled (flow, PAD);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_NUMBER, x + self->number - spare_sheet_text_width (layout),
                               baseline - spare_sheet_text_baseline (layout), layout, SPARE_TEXT_SECRET);
  x += self->number + scaled (flow, AFTER_NUMBER);
  add_box (self, unit, used, x, baseline);
  return x + self->box + scaled (flow, AFTER_BOX);
}

static void
add_cell (const SpareSheetGrid *self,
          SpareSheetFlow       *flow,
          SpareSheetUnit       *unit,
          guint                 position,
          double                x,
          double                y)
{
  PangoLayout *model = spare_sheet_flow_text (flow, SPARE_STYLE_CODE, 0, 0, SPARE_TEXT_PLAIN, "0");
  double baseline = y + scaled (flow, self->tight ? 1 : 4) + spare_sheet_text_baseline (model);
  double top = baseline - spare_sheet_text_baseline (model);
  g_autofree char *check = dup_check (self, position);
  PangoLayout *layout;

  x = add_front (self, flow, unit, position, x, baseline);
  if (is_blank (self, position))
    spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, baseline + 2, self->code, 0, 0.4, 0.6);
  else
    {
      const char *code = spare_secret_peek_text (spare_code_set_peek (self->code_set, position));
      g_autofree char *spelled = self->tight ? NULL : spare_sheet_code_spell (flow, self->code_set, code);
      double height;

      layout = code_layout (self, flow, position, self->wrap);
      height = spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_CODE, x, top, layout, get_flags (self, position));
      if (spelled != NULL)
        {
          layout = spare_sheet_flow_text (flow, SPARE_STYLE_SPELLED, get_spelled_width (self, flow), 0,
                                          SPARE_TEXT_SECRET, spelled);
          spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_SPELLED, x, top + height, layout, SPARE_TEXT_SECRET);
        }
    }
  x += self->code;
  if (self->check > 0)
    {
      x += scaled (flow, AFTER_CODE);
      layout = spare_sheet_flow_text (flow, SPARE_STYLE_CHECK, 0, 0, SPARE_TEXT_SECRET, check);
      if (*check != '\0')
        spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_CHECK, x, baseline - spare_sheet_text_baseline (layout),
                                     layout, SPARE_TEXT_SECRET);
      x += self->check;
    }
  if (self->used > 0)
    add_used (self, flow, unit, position, x + scaled (flow, AFTER_CHECK), baseline);
}

SpareSheetUnit *
spare_sheet_grid_draw (const SpareSheetGrid *self,
                       SpareSheetFlow       *flow,
                       guint                 first,
                       guint                 n_rows)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  double width = self->cell - scaled (flow, BETWEEN);
  guint position = first;

  for (guint column = 0; column < self->columns; column++)
    for (guint row = 0; row < n_rows && position < self->count; row++, position++)
      {
        if (row % 2 == 0)
          spare_sheet_unit_add_shape (unit, SPARE_SHEET_FILL, column * self->cell, row * self->row,
                                      width, self->row, 0.94, 0);
        add_cell (self, flow, unit, position, column * self->cell, row * self->row);
      }
  unit->height = n_rows * self->row;
  return unit;
}
