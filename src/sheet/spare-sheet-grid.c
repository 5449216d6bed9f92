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
#define USED_MAX   110.0
#define USED_ALONE 180.0 /* in the only column */
#define USED_DATE  "2026-12-31" /* room for it, by hand or printed */
#define CARD_BOX   17.0  /* with a number of two digits in it */
#define CARD_BOX_HEIGHT 13.5
#define BETWEEN    10.0
#define CARD_GAP   3.0
#define CARD_BETWEEN 6.0

static double
scaled (SpareSheetFlow *flow,
        double          value)
{
  return value * flow->code_size / 12;
}

/* Two columns. */
static double
get_between (const SpareSheetGrid *self,
             SpareSheetFlow       *flow)
{
  return self->tight ? CARD_BETWEEN : scaled (flow, BETWEEN);
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

  if (is_blank (self, position))
    return g_strdup ("");
  check = spare_code_set_dup_check (self->code_set, position);
  return *check != '\0' ? g_strconcat ("·", check, NULL) : g_strdup ("");
}

/* The widest of each part. */
static void
measure (SpareSheetGrid *self,
         SpareSheetFlow *flow)
{
  PangoLayout *head = spare_sheet_flow_text (flow, SPARE_STYLE_USED, 0, 0, SPARE_TEXT_PLAIN,
                                             spare_sheet_words_peek (flow->words, "used-line"));
  PangoLayout *date = spare_sheet_flow_text (flow, SPARE_STYLE_USED, 0, 0, SPARE_TEXT_PLAIN, USED_DATE);

  self->number = self->code = self->check = 0;
  self->box = scaled (flow, 9.5);
  self->used = self->tight ? 0 : MAX (spare_sheet_text_width (head), spare_sheet_text_width (date));
  self->head = self->tight ? 0 : spare_sheet_text_height (head);
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
  if (self->tight)
    {
      self->box = MAX (self->number + 4, CARD_BOX);
      self->number = 0;
    }
}

/* All but the code. */
static double
get_fixed (const SpareSheetGrid *self,
           SpareSheetFlow       *flow)
{
  double gaps = 2 * PAD + AFTER_NUMBER + AFTER_BOX;

  if (self->tight)
    return self->box + CARD_GAP + (self->check > 0 ? CARD_GAP + self->check : 0);
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
  if (self->count > (self->tight ? 1 : 3) && COLUMNS_MAX * needed + get_between (self, flow) <= width)
    self->columns = COLUMNS_MAX;
  self->cell = (width + get_between (self, flow)) / self->columns;
  width = self->cell - get_between (self, flow);
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

/* The day in numbers, the year first: short, and the same everywhere. */
static char *
dup_day (SpareSheetFlow *flow,
         gint64          time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + flow->content->offset);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
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

  if (used != 0)
    {
      g_autofree char *day = dup_day (flow, used);
      PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_USED, 0, 0, SPARE_TEXT_PLAIN, day);

      spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_USED, x, baseline - spare_sheet_text_baseline (layout),
                                   layout, SPARE_TEXT_SECRET);
    }
  else
    spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, baseline + 2, self->used, 0, 0.45, 0.6);
}

static void
add_box (SpareSheetUnit *unit,
         gboolean        ticked,
         double          x,
         double          bottom,
         double          width,
         double          height)
{
  double y = bottom - height;

  spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, x, y, width, height, 0, 0.9);
  if (ticked)
    {
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, width, height, 0, 0.9);
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, bottom, width, -height, 0, 0.9);
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
  double width = spare_sheet_text_width (layout);
  gboolean used = self->code_set != NULL && spare_code_set_get_used (self->code_set, position) != 0;

  if (self->tight)
    {
      spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_NUMBER, x + (self->box - width) / 2,
                                   baseline - spare_sheet_text_baseline (layout), layout, SPARE_TEXT_SECRET);
      add_box (unit, used, x, baseline + 2.5, self->box, CARD_BOX_HEIGHT);
      return x + self->box + CARD_GAP;
    }
  x += scaled (flow, PAD);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_NUMBER, x + self->number - width,
                               baseline - spare_sheet_text_baseline (layout), layout, SPARE_TEXT_SECRET);
  x += self->number + scaled (flow, AFTER_NUMBER);
  add_box (unit, used, x, baseline, self->box, self->box);
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
      x += self->tight ? CARD_GAP : scaled (flow, AFTER_CODE);
      layout = spare_sheet_flow_text (flow, SPARE_STYLE_CHECK, 0, 0, SPARE_TEXT_SECRET, check);
      if (*check != '\0')
        spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_CHECK, x, baseline - spare_sheet_text_baseline (layout),
                                     layout, SPARE_TEXT_SECRET);
      x += self->check;
    }
  if (self->used > 0)
    add_used (self, flow, unit, position, x + scaled (flow, AFTER_CHECK), baseline);
}

/* What the line behind the codes is for; above each column. */
static void
add_head (const SpareSheetGrid *self,
          SpareSheetFlow       *flow,
          SpareSheetUnit       *unit,
          double                x)
{
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_USED, 0, 0, SPARE_TEXT_PLAIN,
                                               spare_sheet_words_peek (flow->words, "used-line"));

  x += get_fixed (self, flow) + self->code - self->used - scaled (flow, PAD);
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_USED, x, 0, layout, SPARE_TEXT_SECRET);
}

SpareSheetUnit *
spare_sheet_grid_draw (const SpareSheetGrid *self,
                       SpareSheetFlow       *flow,
                       guint                 first,
                       guint                 n_rows)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  double width = self->cell - get_between (self, flow);
  guint position = first;

  for (guint column = 0; column < self->columns && position < self->count; column++)
    {
      double x = column * self->cell;

      if (self->head > 0)
        add_head (self, flow, unit, x);
      for (guint row = 0; row < n_rows && position < self->count; row++, position++)
        {
          double y = self->head + row * self->row;

          if (row % 2 == 0)
            spare_sheet_unit_add_shape (unit, SPARE_SHEET_FILL, x, y, width, self->row, 0.94, 0);
          add_cell (self, flow, unit, position, x, y);
        }
    }
  unit->height = self->head + n_rows * self->row;
  return unit;
}
