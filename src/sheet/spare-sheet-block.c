/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-base32.h"
#include "spare-bytes.h"
#include "spare-otpauth.h"
#include "spare-sheet-grid.h"

#define QR_SIDE  (25.5 / 25.4 * 72) /* not less than 25 mm */
#define QR_QUIET (QR_SIDE * 4 / 21)  /* of the smallest version: more modules need less */
#define AFTER    15.0
#define RULE     7.0
#define BLANK_MIN 170.0 /* of a line to fill in */
#define BEFORE_SECRET 4.0

/* One account on its way down the pages. */
typedef struct
{
  SpareSheetFlow *flow;
  guint           nth;
  SpareThing     *code_set; /* (nullable) */
  char           *service;
  SpareSheetGrid  grid;
  GArray         *qr; /* (nullable): SpareSheetQr */
  double          side;
  gboolean        beside; /* the only QR code stands right of the codes */
  SpareSheetUnit *secret; /* (nullable) */
} Block;

static double
get_side (SpareSheetFlow *flow)
{
  return QR_SIDE * (flow->options->large ? 1.2 : 1);
}

/* "Sign in at github.com/login"; a line to fill in where @text is not known. In
 * the rest of the line from @x on where it goes there, else below. */
static void
add_field (SpareSheetFlow *flow,
           SpareSheetUnit *unit,
           const char     *key,
           const char     *text,
           double          x,
           double          baseline)
{
  PangoLayout *label = spare_sheet_flow_text (flow, SPARE_STYLE_LABEL, 0, 0, SPARE_TEXT_PLAIN,
                                              spare_sheet_words_peek (flow->words, key));
  double indent = spare_sheet_text_width (label) + 6;
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, 0, 0, SPARE_TEXT_PLAIN, text);
  double width = indent + (*text != '\0' ? spare_sheet_text_width (layout) : BLANK_MIN);
  double y = baseline - spare_sheet_text_baseline (label);
  double drop;

  if (x == 0 || x + width > flow->width)
    {
      x = 0;
      y = unit->height;
    }
  else
    x = flow->width - width;
  if (x == 0 && width > flow->width)
    layout = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, flow->width - indent, 4, SPARE_TEXT_PLAIN, text);
  drop = spare_sheet_text_baseline (label) - (*text != '\0' ? spare_sheet_text_baseline (layout) : 0);
  /* Other scripts have higher lines. */
  if (*text != '\0' && x == 0 && drop < 0)
    y -= drop;
  spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_LABEL, x, y, label, SPARE_TEXT_PLAIN);
  if (*text == '\0')
    spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, x + indent, y + drop + 2,
                                MIN (x == 0 ? 2 * BLANK_MIN : BLANK_MIN, flow->width - x - indent), 0, 0.4, 0.6);
  else
    spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_STRONG, x + indent, y + drop, layout, SPARE_TEXT_PLAIN);
  unit->height = MAX (unit->height, y + spare_sheet_text_height (label));
  if (*text != '\0')
    unit->height = MAX (unit->height, y + drop + spare_sheet_text_height (layout));
}

static SpareSheetUnit *
head_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  const char *key;
  g_autofree char *address = spare_sheet_dup_sign_in (flow, self->nth, &key);
  const char *user = spare_sheet_peek_user (flow, self->nth);
  PangoLayout *heading = spare_sheet_flow_text (flow, SPARE_STYLE_HEADING, flow->width, 2, SPARE_TEXT_PLAIN,
                                                self->service);

  unit->height = spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_HEADING, 0, 0, heading, SPARE_TEXT_PLAIN);
  if (flow->options->code_names)
    return unit;
  add_field (flow, unit, key, address != NULL ? address : "",
             pango_layout_get_line_count (heading) == 1 ? spare_sheet_text_width (heading) + 16 : 0,
             spare_sheet_text_baseline (heading));
  if (flow->options->user_names)
    add_field (flow, unit, "user", user, 0, 0);
  unit->height += 2;
  return unit;
}

double
spare_sheet_add_sentences (SpareSheetFlow        *flow,
                           SpareSheetUnit        *unit,
                           double                 y,
                           const SpareSheetWords *words,
                           SpareThing            *code_set)
{
  g_autofree char *facts = spare_sheet_code_facts (flow, words, code_set);
  g_autofree char *left = spare_sheet_words_count (words, "left", spare_code_set_count_left (code_set));
  g_autofree char *text = g_strdup_printf ("%s %s", left, facts);

  return spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, y, flow->width, text);
}

static SpareSheetUnit *
whole_head_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = head_new (self);

  if (self->code_set != NULL)
    {
      unit->height += spare_sheet_add_sentences (flow, unit, unit->height, flow->words, self->code_set);
      if (flow->second != NULL)
        unit->height += spare_sheet_add_sentences (flow, unit, unit->height, flow->second, self->code_set);
    }
  if (flow->options->blank)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "blank"));
  else if (self->code_set == NULL && !flow->options->secrets)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "no-codes"));
  unit->height += 4;
  return unit;
}

/* What stands above codes on a page where their account does not begin. */
static SpareSheetUnit *
again_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *text = spare_sheet_words_fill (flow->words, "continued", "name", self->service, NULL);
  const char *user = spare_sheet_peek_user (flow, self->nth);
  PangoLayout *heading = spare_sheet_flow_text (flow, SPARE_STYLE_SECTION, flow->width * 0.6, 1, SPARE_TEXT_PLAIN, text);
  double left = spare_sheet_text_width (heading) + 16;
  PangoLayout *name = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width - left, 1, SPARE_TEXT_RIGHT, user);

  unit->height = spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_SECTION, 0, 0, heading, SPARE_TEXT_PLAIN) + 6;
  if (*user != '\0')
    spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_BODY, left,
                                 spare_sheet_text_baseline (heading) - spare_sheet_text_baseline (name), name,
                                 SPARE_TEXT_PLAIN);
  return unit;
}

static SpareSheetUnit *
tail_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *address = spare_sheet_dup_address (flow, self->nth, SPARE_SERVICE_RECOVERY);

  if (address == NULL)
    address = spare_sheet_dup_address (flow, self->nth, SPARE_SERVICE_SUPPORT);
  unit->height = 4;
  if (self->code_set != NULL || flow->options->blank)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "void"));
  if (address != NULL)
    {
      g_autofree char *help = spare_sheet_words_fill (flow->words, "help", "address", address, NULL);

      unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width, help);
    }
  else if (!flow->options->code_names)
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                                spare_sheet_words_peek (flow->words, "help-line"));
  if (self->qr != NULL && self->qr->len == 0)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "qr-omitted"));
  return unit;
}

static PangoLayout *
get_caption (Block        *self,
             SpareSheetQr *part)
{
  return spare_sheet_flow_text (self->flow, SPARE_STYLE_BODY, self->side + QR_QUIET, 2,
                                self->beside ? SPARE_TEXT_RIGHT : SPARE_TEXT_PLAIN, part->caption);
}

/* With its quiet zone, which is never more than @QR_QUIET, and the highest
 * caption. */
static double
get_qr_height (Block *self)
{
  double caption = 0;

  for (guint i = 0; i < self->qr->len; i++)
    caption = MAX (caption, spare_sheet_text_height (get_caption (self, &g_array_index (self->qr, SpareSheetQr, i))));
  return self->side + 2 * QR_QUIET + caption;
}

static void
add_qr (Block          *self,
        SpareSheetUnit *unit,
        SpareSheetQr   *part,
        double          x,
        double          y)
{
  double quiet = self->side * SPARE_QR_QUIET / spare_qr_code_get_width (part->qr);
  double left = self->beside ? x - QR_QUIET : x;

  spare_sheet_unit_add_qr (self->flow, unit, x, y, self->side, part->qr);
  spare_sheet_unit_add_layout (self->flow, unit, SPARE_STYLE_BODY, left, y + self->side + quiet,
                               get_caption (self, part), SPARE_TEXT_PLAIN);
}

/* What cannot stay on this page goes to the next, under its account's name. */
static void
put_or_turn (Block          *self,
             SpareSheetUnit *unit)
{
  if (self->flow->y + unit->height > self->flow->bottom && !self->flow->fresh)
    {
      g_autoptr (SpareSheetUnit) again = again_new (self);

      spare_sheet_flow_new_page (self->flow);
      spare_sheet_flow_put (self->flow, again, 0);
    }
  spare_sheet_flow_put (self->flow, unit, 0);
}

static guint
get_qr_a_row (Block *self)
{
  return (guint) MAX (1, (self->flow->width + 2 * QR_QUIET) / (self->side + 2 * QR_QUIET));
}

/* Of those behind the codes. */
static double
get_qr_rows_height (Block *self)
{
  guint a_row = get_qr_a_row (self);
  guint rows;

  if (self->qr == NULL || self->qr->len == 0 || self->beside)
    return 0;
  rows = (self->qr->len + a_row - 1) / a_row;
  return rows * get_qr_height (self);
}

static void
put_qr_rows (Block *self)
{
  double width = self->side + 2 * QR_QUIET;
  guint a_row = get_qr_a_row (self);

  for (guint i = 0; i < self->qr->len; i += a_row)
    {
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

      for (guint j = i; j < MIN (i + a_row, self->qr->len); j++)
        add_qr (self, unit, &g_array_index (self->qr, SpareSheetQr, j), (j - i) * width, QR_QUIET);
      unit->height = get_qr_height (self);
      put_or_turn (self, unit);
    }
}

/* Some rows of codes, with the QR code beside the first ones. */
static SpareSheetUnit *
rows_new (Block *self,
          guint  first,
          guint  n_rows)
{
  SpareSheetUnit *unit = spare_sheet_grid_draw (&self->grid, self->flow, first, n_rows);

  if (self->beside && first == 0)
    {
      add_qr (self, unit, &g_array_index (self->qr, SpareSheetQr, 0),
              self->flow->width - self->side, QR_QUIET);
      unit->height = MAX (unit->height, get_qr_height (self));
    }
  return unit;
}

/* How many rows go on this page: all, or as many as leave at least two, with
 * what follows, for the next. */
static guint
fit_rows (Block  *self,
          guint   first,
          double  tail)
{
  double room = self->flow->bottom - self->flow->y - self->grid.head;
  guint left = spare_sheet_grid_get_rows (&self->grid, first);
  guint fit = (guint) MAX (0, room / self->grid.row);

  if (left * self->grid.row + tail <= room)
    return left;
  if (left <= fit)
    fit = left - 1;
  if (left - fit < 2 && fit > 2)
    fit--;
  return MAX (fit, 1);
}

/* Between two accounts, not above the first of a page. */
static void
put_head (SpareSheetFlow *flow,
          SpareSheetUnit *head)
{
  if (!flow->fresh)
    {
      g_autoptr (SpareSheetUnit) rule = spare_sheet_unit_new ();

      spare_sheet_unit_add_shape (rule, SPARE_SHEET_LINE, 0, 0, flow->width, 0, 0.6, 0.5);
      rule->height = RULE;
      spare_sheet_flow_put (flow, rule, 0);
    }
  spare_sheet_flow_put (flow, head, 0);
}

static void
put_rows (Block          *self,
          SpareSheetUnit *head,
          SpareSheetUnit *tail)
{
  SpareSheetFlow *flow = self->flow;
  guint rows = spare_sheet_grid_get_rows (&self->grid, 0);
  double beside = self->beside ? get_qr_height (self) : 0;
  double all = RULE + head->height + MAX (self->grid.head + rows * self->grid.row, beside) + tail->height;
  double least = RULE + head->height + MAX (self->grid.head + MIN (rows, 2) * self->grid.row, beside);
  double page = flow->bottom - spare_sheet_flow_get_start (flow);
  /* The first page has the steps on it: there the codes are worth more than their QR codes. */
  gboolean begins = flow->sheet->pages->len - flow->first_page == 1;
  double rest = begins ? 0 : get_qr_rows_height (self);
  guint first = 0;

  /* Whole on one page where it can be, at best with its QR codes. */
  if (!flow->fresh
      && (flow->y + least > flow->bottom || (flow->y + all > flow->bottom && all <= page)
          || (flow->y + all + rest > flow->bottom && all + rest <= page)))
    spare_sheet_flow_new_page (flow);
  put_head (flow, head);
  while (first < self->grid.count)
    {
      guint count = fit_rows (self, first, tail->height);
      g_autoptr (SpareSheetUnit) unit = rows_new (self, first, count);

      spare_sheet_flow_put (flow, unit, 0);
      first += count * self->grid.columns;
      if (first < self->grid.count)
        {
          g_autoptr (SpareSheetUnit) again = again_new (self);

          spare_sheet_flow_new_page (flow);
          spare_sheet_flow_put (flow, again, 0);
        }
    }
  put_or_turn (self, tail);
}

static SpareSheetUnit *
secret_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, self->nth);
  SpareSecret *secret = spare_account_peek_secret (block->account);
  g_autoptr (SpareSecret) uri = secret != NULL ? spare_otpauth_print (block->account) : NULL;
  g_autoptr (SpareSecret) text = NULL;
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  SpareQrCode *qr = uri != NULL ? spare_sheet_text_to_qr (flow, uri, TRUE) : NULL;
  double x = 10;
  double right = flow->width - 10 - (qr != NULL ? self->side + QR_QUIET : 0);
  PangoLayout *layout;

  unit->height = 8;
  unit->height += 1 + spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_STRONG, x, unit->height, right - x,
                                                 spare_sheet_words_peek (flow->words, "secret"));
  unit->height += 3 + spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, x, unit->height, right - x,
                                                 spare_sheet_words_peek (flow->words,
                                                                         uri != NULL ? "secret-text" : "secret-none"));
  if (uri != NULL)
    {
      text = spare_base32_encode (secret);
      layout = spare_sheet_flow_text (flow, SPARE_STYLE_CODE, right - x, 0, SPARE_TEXT_SECRET | SPARE_TEXT_GROUPS,
                                      spare_secret_peek_text (text));
      unit->height += 4 + spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_CODE, x, unit->height, layout,
                                                       SPARE_TEXT_SECRET);
    }
  if (uri != NULL && qr == NULL)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, x, unit->height, right - x,
                                               spare_sheet_words_peek (flow->words, "secret-omitted"));
  if (qr != NULL)
    {
      spare_sheet_unit_add_qr (flow, unit, flow->width - self->side - QR_QUIET, QR_QUIET, self->side, qr);
      unit->height = MAX (unit->height, self->side + 2 * QR_QUIET);
    }
  unit->height += 4;
  spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, 0.5, 0.5, flow->width - 1, unit->height - 1, 0, 1);
  unit->height += 6;
  return unit;
}

static double
get_grid_height (const SpareSheetGrid *grid)
{
  return grid->head + spare_sheet_grid_get_rows (grid, 0) * grid->row;
}

/* QR code and codes share the line where that is not higher. */
static void
prepare (Block *self)
{
  SpareSheetFlow *flow = self->flow;

  if (self->code_set == NULL && !flow->options->blank)
    return;
  spare_sheet_grid_init (&self->grid, flow, self->code_set, flow->width);
  if (flow->options->qr && !flow->options->blank)
    self->qr = spare_sheet_code_to_qr (flow, self->nth);
  if (self->qr != NULL && self->qr->len == 1)
    {
      SpareSheetGrid narrow = { .tight = FALSE };

      spare_sheet_grid_init (&narrow, flow, self->code_set, flow->width - self->side - QR_QUIET);
      self->beside = MAX (get_grid_height (&narrow), get_qr_height (self))
                     <= get_grid_height (&self->grid) + get_qr_height (self);
      if (self->beside)
        self->grid = narrow;
    }
}

static void
put_about (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  g_autoptr (SpareSheetUnit) head = whole_head_new (self);
  g_autoptr (SpareSheetUnit) tail = tail_new (self);
  double secret = self->secret != NULL ? BEFORE_SECRET + self->secret->height : 0;

  if (flow->y + RULE + head->height + tail->height + secret > flow->bottom && !flow->fresh)
    spare_sheet_flow_new_page (flow);
  put_head (flow, head);
  spare_sheet_flow_put (flow, tail, 0);
}

void
spare_sheet_put_about (SpareSheetFlow *flow,
                       guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  Block self = { .flow = flow, .nth = nth, .code_set = block->code_set, .side = get_side (flow) };

  self.service = spare_sheet_dup_service (flow, nth);
  put_about (&self);
  flow->y += AFTER * flow->scale;
  g_free (self.service);
}

void
spare_sheet_put_block (SpareSheetFlow *flow,
                       guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  Block self = { .flow = flow, .nth = nth, .code_set = block->code_set, .side = get_side (flow) };

  self.service = spare_sheet_dup_service (flow, nth);
  prepare (&self);
  if (flow->options->secrets && !flow->options->blank)
    self.secret = secret_new (&self);
  if (self.grid.count > 0)
    {
      g_autoptr (SpareSheetUnit) head = whole_head_new (&self);
      g_autoptr (SpareSheetUnit) tail = tail_new (&self);

      put_rows (&self, head, tail);
    }
  else
    put_about (&self);
  if (self.qr != NULL && !self.beside)
    put_qr_rows (&self);
  if (self.secret != NULL)
    {
      flow->y += BEFORE_SECRET;
      put_or_turn (&self, self.secret);
      spare_sheet_unit_free (self.secret);
    }
  flow->y += AFTER * flow->scale;
  g_clear_pointer (&self.qr, g_array_unref);
  g_free (self.service);
}
