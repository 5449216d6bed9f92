/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-flow.h"

#include <string.h>

#include "spare-bytes.h"

#define SANS "Noto Sans, Cantarell, DejaVu Sans, sans-serif"
#define MONO "Hack, JetBrains Mono, DejaVu Sans Mono, monospace"

#define LINES_MAX 12 /* of one text: what a person typed in may be a book */
#define FOOT_GAP 10
#define LEGEND_LINE 16.5
#define CUT_ROOM 8 /* between the marks and the text */

/* Nobody should need glasses for a sheet: no text on it is smaller. */
#define SIZE_MIN 12

/* @as_code: grows with the codes, not with the text around them */
static const struct
{
  double      size;
  PangoWeight weight;
  double      gray;
  gboolean    mono;
  gboolean    as_code;
} styles[] = {
  [SPARE_STYLE_TITLE] = { 18, PANGO_WEIGHT_BOLD, 0, FALSE, FALSE },
  [SPARE_STYLE_SECTION] = { 13, PANGO_WEIGHT_BOLD, 0, FALSE, FALSE },
  [SPARE_STYLE_HEADING] = { 15, PANGO_WEIGHT_BOLD, 0, FALSE, FALSE },
  [SPARE_STYLE_STRONG] = { 12, PANGO_WEIGHT_BOLD, 0, FALSE, FALSE },
  [SPARE_STYLE_BODY] = { 12, PANGO_WEIGHT_NORMAL, 0, FALSE, FALSE },
  [SPARE_STYLE_LABEL] = { 12, PANGO_WEIGHT_NORMAL, 0.35, FALSE, FALSE },
  [SPARE_STYLE_FOOT] = { 0, PANGO_WEIGHT_NORMAL, 0.25, FALSE, FALSE },
  [SPARE_STYLE_CODE] = { 1, PANGO_WEIGHT_NORMAL, 0, TRUE, TRUE },
  [SPARE_STYLE_CHECK] = { 0.8, PANGO_WEIGHT_NORMAL, 0.45, TRUE, TRUE },
  [SPARE_STYLE_NUMBER] = { 0.8, PANGO_WEIGHT_NORMAL, 0.25, FALSE, TRUE },
  [SPARE_STYLE_SPELLED] = { 0.8, PANGO_WEIGHT_NORMAL, 0.3, FALSE, TRUE },
  [SPARE_STYLE_USED] = { 0.8, PANGO_WEIGHT_NORMAL, 0.35, FALSE, TRUE },
  [SPARE_STYLE_LEGEND] = { 0, PANGO_WEIGHT_NORMAL, 0, TRUE, FALSE },
};

static void
item_clear (SpareSheetItem *item)
{
  g_clear_object (&item->layout);
}

static GArray *
items_new (void)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (SpareSheetItem));

  g_array_set_clear_func (items, (GDestroyNotify) item_clear);
  return items;
}

SpareSheetUnit *
spare_sheet_unit_new (void)
{
  SpareSheetUnit *self = g_new0 (SpareSheetUnit, 1);

  self->items = items_new ();
  self->said = g_string_new (NULL);
  return self;
}

void
spare_sheet_unit_free (SpareSheetUnit *self)
{
  g_array_unref (self->items);
  g_string_free (self->said, TRUE);
  g_free (self);
}

void
spare_sheet_page_free (SpareSheetPage *self)
{
  g_array_unref (self->items);
  g_string_free (self->description, TRUE);
  g_free (self);
}

/* "12345678" is "1234 5678". Its memory is as large at once, and wiped by its
 * owner. */
static char *
dup_grouped (const char *text)
{
  gsize length = strlen (text);
  gsize group = length % 4 != 0 && length % 5 == 0 ? 5 : 4;
  char *grouped = g_malloc (2 * length + 1);
  char *end = grouped;

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && i % group == 0)
        *end++ = ' ';
      *end++ = text[i];
    }
  *end = '\0';
  return grouped;
}

static PangoLayout *
layout_new (SpareSheetFlow      *self,
            SpareSheetStyle      style,
            double               width,
            guint                lines,
            SpareSheetTextFlags  flags,
            const char          *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoFontDescription *font = pango_font_description_from_string (styles[style].mono ? MONO : SANS);
  double size = styles[style].size * (styles[style].as_code ? self->code_size : self->scale);

  pango_font_description_set_absolute_size (font, MAX (size, SIZE_MIN) * PANGO_SCALE);
  pango_font_description_set_weight (font, styles[style].weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_auto_dir (layout, FALSE);
  if (flags & SPARE_TEXT_GROUPS)
    {
      char *grouped = dup_grouped (text);

      pango_layout_set_text (layout, grouped, -1);
      spare_wipe_text (grouped);
    }
  else
    pango_layout_set_text (layout, text, -1);
  /* A dash at the end of a line would be taken for a part of the code. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  /* No arrow for "->" and no cross for "0x": each character as it is. */
  if (styles[style].mono)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, calt=0, clig=0, dlig=0"));
  pango_layout_set_attributes (layout, attributes);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (width > 0 && lines > 0)
    {
      pango_layout_set_height (layout, -(int) lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
    }
  if (flags & SPARE_TEXT_RIGHT)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

PangoLayout *
spare_sheet_flow_text (SpareSheetFlow      *self,
                       SpareSheetStyle      style,
                       double               width,
                       guint                lines,
                       SpareSheetTextFlags  flags,
                       const char          *text)
{
  char *key = g_strdup_printf ("%d %.2f %u %d %.2f %.2f %s", style, width, lines, flags, self->code_size, self->scale,
                               text);
  PangoLayout *layout = g_hash_table_lookup (self->texts, key);

  if (layout != NULL)
    {
      spare_wipe_text (key);
      return layout;
    }
  layout = layout_new (self, style, width, lines, flags, text);
  if (flags & SPARE_TEXT_SECRET)
    g_ptr_array_add (self->sheet->secrets, g_object_ref (layout));
  g_hash_table_insert (self->texts, key, layout);
  return layout;
}

double
spare_sheet_text_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
spare_sheet_text_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
spare_sheet_text_baseline (PangoLayout *layout)
{
  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

double
spare_sheet_unit_add_layout (SpareSheetFlow      *flow,
                             SpareSheetUnit      *self,
                             SpareSheetStyle      style,
                             double               x,
                             double               y,
                             PangoLayout         *layout,
                             SpareSheetTextFlags  flags)
{
  SpareSheetItem item = { .kind = SPARE_SHEET_TEXT, .x = x, .y = y, .gray = styles[style].gray };

  item.layout = g_object_ref (layout);
  item.height = spare_sheet_text_height (layout);
  item.secret = (flags & SPARE_TEXT_SECRET) != 0;
  item.struck = (flags & SPARE_TEXT_STRUCK) != 0;
  item.pen = flow->code_size * 0.07;
  g_array_append_val (self->items, item);
  if (!(flags & SPARE_TEXT_SECRET))
    g_string_append_printf (self->said, "%s\n", pango_layout_get_text (layout));
  return item.height;
}

double
spare_sheet_unit_add_text (SpareSheetFlow  *flow,
                           SpareSheetUnit  *self,
                           SpareSheetStyle  style,
                           double           x,
                           double           y,
                           double           width,
                           const char      *text)
{
  PangoLayout *layout = spare_sheet_flow_text (flow, style, width, LINES_MAX, SPARE_TEXT_PLAIN, text);

  return spare_sheet_unit_add_layout (flow, self, style, x, y, layout, SPARE_TEXT_PLAIN);
}

void
spare_sheet_unit_add_shape (SpareSheetUnit     *self,
                            SpareSheetItemKind  kind,
                            double              x,
                            double              y,
                            double              width,
                            double              height,
                            double              gray,
                            double              pen)
{
  SpareSheetItem item = {
    .kind = kind, .x = x, .y = y, .width = width, .height = height, .gray = gray, .pen = pen,
  };

  g_array_append_val (self->items, item);
}

double
spare_sheet_unit_add_blank (SpareSheetFlow  *flow,
                            SpareSheetUnit  *self,
                            SpareSheetStyle  style,
                            double           x,
                            double           y,
                            double           width,
                            const char      *label)
{
  PangoLayout *layout = spare_sheet_flow_text (flow, style, width * 0.6, 0, SPARE_TEXT_PLAIN, label);
  double start = *label != '\0' ? spare_sheet_text_width (layout) + 5 : 0;
  double height = spare_sheet_unit_add_layout (flow, self, style, x, y + 4 * flow->scale, layout, SPARE_TEXT_PLAIN);
  double line = y + 4 * flow->scale + height - 1.5;

  spare_sheet_unit_add_shape (self, SPARE_SHEET_LINE, x + start, line, width - start, 0, 0.4, 0.6);
  return height + 5 * flow->scale;
}

void
spare_sheet_unit_add_qr (SpareSheetFlow *flow,
                         SpareSheetUnit *self,
                         double          x,
                         double          y,
                         double          side,
                         SpareQrCode    *qr)
{
  SpareSheetItem item = { .kind = SPARE_SHEET_QR, .x = x, .y = y, .width = side, .height = side, .qr = qr };

  g_array_append_val (self->items, item);
}

double
spare_sheet_flow_get_left (SpareSheetFlow *self)
{
  return (self->sheet->width - self->width) / 2;
}

static void
put_at (SpareSheetFlow *self,
        SpareSheetPage *page,
        SpareSheetUnit *unit,
        double          x,
        double          y)
{
  for (guint i = 0; i < unit->items->len; i++)
    {
      SpareSheetItem item = g_array_index (unit->items, SpareSheetItem, i);

      item.x += spare_sheet_flow_get_left (self) + x;
      item.y += y;
      if (item.layout != NULL)
        g_object_ref (item.layout);
      g_array_append_val (page->items, item);
    }
  g_string_append (page->description, unit->said->str);
}

static char *
dup_running_title (SpareSheetFlow *self)
{
  static const char *const titles[] = { "title-codes", "title-emergency", "title-backup" };
  g_autofree char *key = NULL;

  if (self->plan != NULL)
    return g_strdup (self->plan->title);

  key = g_strconcat (titles[self->content->kind], *self->content->owner != '\0' ? NULL : "-nobody", NULL);
  return spare_sheet_words_fill (self->words, key, "name", self->content->owner, NULL);
}

/* What a page says that lies apart from the first. */
static SpareSheetUnit *
running_head_new (SpareSheetFlow *self)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *title = dup_running_title (self);
  SpareSheetTextFlags flags = self->mirrored ? SPARE_TEXT_RIGHT : SPARE_TEXT_PLAIN;
  PangoLayout *layout = spare_sheet_flow_text (self, SPARE_STYLE_FOOT, self->width, 2, flags, title);

  unit->height = spare_sheet_unit_add_layout (self, unit, SPARE_STYLE_FOOT, 0, 0, layout, SPARE_TEXT_PLAIN) + 4;
  spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, unit->height, self->width, 0, 0, 0.75);
  unit->height += 12;
  return unit;
}

double
spare_sheet_flow_get_top (SpareSheetFlow *self)
{
  return SPARE_SHEET_MARGIN + 1
         + (self->plan == NULL && self->options->cut_marks && !self->options->card ? CUT_ROOM : 0);
}

double
spare_sheet_flow_get_start (SpareSheetFlow *self)
{
  g_autoptr (SpareSheetUnit) head = running_head_new (self);

  return spare_sheet_flow_get_top (self) + head->height;
}

void
spare_sheet_flow_new_page (SpareSheetFlow *self)
{
  gboolean first = self->sheet->pages->len == self->first_page;

  self->page = g_new0 (SpareSheetPage, 1);
  self->page->items = items_new ();
  self->page->description = g_string_new (NULL);
  g_ptr_array_add (self->sheet->pages, self->page);
  self->y = spare_sheet_flow_get_top (self);
  if (!first)
    {
      g_autoptr (SpareSheetUnit) head = running_head_new (self);

      spare_sheet_flow_put (self, head, 0);
    }
  self->fresh = TRUE;
}

void
spare_sheet_flow_put (SpareSheetFlow *self,
                      SpareSheetUnit *unit,
                      double          x)
{
  put_at (self, self->page, unit, x, self->y);
  self->y += unit->height;
  self->fresh = FALSE;
}

void
spare_sheet_flow_put_whole (SpareSheetFlow *self,
                            SpareSheetUnit *unit)
{
  if (self->y + unit->height > self->bottom && !self->fresh)
    spare_sheet_flow_new_page (self);
  spare_sheet_flow_put (self, unit, 0);
}

static double
add_legend (SpareSheetFlow *self,
            SpareSheetUnit *unit,
            double          y)
{
  static const char *const signs[][2] = {
    { "0", "char-zero" }, { "O", "char-letter" }, { "1", "char-one" }, { "l", "char-ell" }, { "I", "char-eye" },
  };
  double x = 0;
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      PangoLayout *sign = spare_sheet_flow_text (self, SPARE_STYLE_LEGEND, 0, 0, SPARE_TEXT_PLAIN, signs[i][0]);
      PangoLayout *word = spare_sheet_flow_text (self, SPARE_STYLE_FOOT, 0, 0, SPARE_TEXT_PLAIN,
                                                 spare_sheet_words_peek (self->words, signs[i][1]));
      double drop = spare_sheet_text_baseline (sign) - spare_sheet_text_baseline (word);

      if (x > 0 && x + spare_sheet_text_width (sign) + 4 + spare_sheet_text_width (word) > self->width)
        {
          x = 0;
          height += LEGEND_LINE;
        }
      spare_sheet_unit_add_layout (self, unit, SPARE_STYLE_LEGEND, x, y + height, sign, SPARE_TEXT_PLAIN);
      x += spare_sheet_text_width (sign) + 4;
      spare_sheet_unit_add_layout (self, unit, SPARE_STYLE_FOOT, x, y + height + drop, word, SPARE_TEXT_PLAIN);
      x += spare_sheet_text_width (word) + 14;
    }
  return height + LEGEND_LINE;
}

static char *
dup_foot_text (SpareSheetFlow *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *sheet = spare_sheet_words_fill (self->words, "sheet", "name", self->content->name, NULL);
  g_autofree char *print = spare_sheet_words_fill (self->words, "fingerprint", "fingerprint", self->fingerprint, NULL);

  g_string_append_printf (text, "%s", sheet);
  if (self->content->kind == SPARE_SHEET_CODES)
    g_string_append_printf (text, " · %s", print);
  if (self->n_copies > 1)
    {
      g_autofree char *number = g_strdup_printf ("%u", self->copy + 1);
      g_autofree char *count = g_strdup_printf ("%u", self->n_copies);
      g_autofree char *copy = spare_sheet_words_fill (self->words, "copy", "number", number, "count", count, NULL);

      g_string_append_printf (text, " · %s", copy);
    }
  return g_string_free (text, FALSE);
}

static SpareSheetUnit *
foot_new (SpareSheetFlow *self,
          guint           number,
          guint           count)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *text = dup_foot_text (self);
  g_autofree char *a = g_strdup_printf ("%u", number);
  g_autofree char *b = g_strdup_printf ("%u", count);
  g_autofree char *page = spare_sheet_words_fill (self->words, "page", "number", a, "count", b, NULL);
  PangoLayout *layout = spare_sheet_flow_text (self, SPARE_STYLE_FOOT, 0, 0, SPARE_TEXT_PLAIN, page);
  double left = self->width - spare_sheet_text_width (layout);
  double y = 0;

  spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, y, self->width, 0, 0, 0.75);
  y += 6;
  if (self->content->kind == SPARE_SHEET_CODES)
    {
      g_autofree char *check = spare_sheet_words_fill (self->words, "check", "example", "·K7", NULL);

      if (!self->options->blank)
        y += spare_sheet_unit_add_text (self, unit, SPARE_STYLE_FOOT, 0, y, self->width, check) + 2;
      y += add_legend (self, unit, y) + 2;
    }
  spare_sheet_unit_add_layout (self, unit, SPARE_STYLE_FOOT, left, y, layout, SPARE_TEXT_PLAIN);
  y += spare_sheet_unit_add_text (self, unit, SPARE_STYLE_FOOT, 0, y, left - 12, text);
  unit->height = y;
  return unit;
}

double
spare_sheet_flow_get_foot (SpareSheetFlow *self)
{
  g_autoptr (SpareSheetUnit) foot = foot_new (self, 888, 888);

  return foot->height + FOOT_GAP;
}

/* Inside of the margins: at the corners, where to cut. */
static void
add_cut_marks (SpareSheetFlow *self,
               SpareSheetPage *page)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  double left = SPARE_SHEET_MARGIN - spare_sheet_flow_get_left (self) + 0.5;
  double right = left + self->sheet->width - 2 * SPARE_SHEET_MARGIN - 1;
  double top = SPARE_SHEET_MARGIN + 0.5;
  double bottom = self->sheet->height - SPARE_SHEET_MARGIN - 0.5;

  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? left : right;
      double y = i < 2 ? top : bottom;

      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, i % 2 == 0 ? 12 : -12, 0, 0, 0.5);
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x, y, 0, i < 2 ? 12 : -12, 0, 0.5);
    }
  put_at (self, page, unit, 0, 0);
}

void
spare_sheet_flow_finish (SpareSheetFlow *self)
{
  guint count = self->sheet->pages->len - self->first_page;

  for (guint i = 0; i < count; i++)
    {
      SpareSheetPage *page = g_ptr_array_index (self->sheet->pages, self->first_page + i);
      g_autoptr (SpareSheetUnit) foot = foot_new (self, i + 1, count);

      put_at (self, page, foot, 0, self->bottom + FOOT_GAP);
      if (self->options->cut_marks && !self->options->card)
        add_cut_marks (self, page);
    }
}
