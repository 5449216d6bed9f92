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
} Block;

static double
get_side (SpareSheetFlow *flow)
{
  return QR_SIDE * (flow->options->large ? 1.2 : 1);
}

static SpareSheetUnit *
head_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *address = spare_sheet_dup_address (flow, self->nth, SPARE_SERVICE_SIGN_IN);
  const char *user = spare_sheet_peek_user (flow, self->nth);
  double left = flow->width * 0.52;
  PangoLayout *heading = spare_sheet_flow_text (flow, SPARE_STYLE_HEADING, left - 12, 2, SPARE_TEXT_PLAIN,
                                                self->service);
  double baseline = spare_sheet_text_baseline (heading);
  double other = 0;

  unit->height = spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_HEADING, 0, 0, heading, SPARE_TEXT_PLAIN);
  if (address != NULL)
    {
      PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width - left, 3,
                                                   SPARE_TEXT_RIGHT, address);
      double y = baseline - spare_sheet_text_baseline (layout);

      other = y + spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_BODY, left, y, layout, SPARE_TEXT_PLAIN);
    }
  else if (!flow->options->code_names)
    other = spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_LABEL, left, 3, flow->width - left,
                                        spare_sheet_words_peek (flow->words, "address"));
  unit->height = MAX (unit->height, other) + 2;
  if (*user != '\0')
    {
      PangoLayout *label = spare_sheet_flow_text (flow, SPARE_STYLE_LABEL, 0, 0, SPARE_TEXT_PLAIN,
                                                  spare_sheet_words_peek (flow->words, "user"));
      double x = spare_sheet_text_width (label) + 6;
      PangoLayout *name = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, flow->width - x, 4, SPARE_TEXT_PLAIN, user);
      double drop = spare_sheet_text_baseline (name) - spare_sheet_text_baseline (label);

      spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_LABEL, 0, unit->height + drop, label, SPARE_TEXT_PLAIN);
      unit->height += spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_STRONG, x, unit->height, name,
                                                   SPARE_TEXT_PLAIN);
    }
  else if (flow->options->user_names && !flow->options->code_names)
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_LABEL, 0, unit->height, flow->width * 0.6,
                                                spare_sheet_words_peek (flow->words, "user"));
  return unit;
}

static void
add_sentences (SpareSheetFlow        *flow,
               SpareSheetUnit        *unit,
               const SpareSheetWords *words,
               SpareThing            *code_set)
{
  g_autofree char *facts = spare_sheet_code_facts (flow, words, code_set);
  g_autofree char *left = spare_sheet_words_count (words, "left", spare_code_set_count_left (code_set));
  g_autofree char *text = g_strdup_printf ("%s %s", left, facts);

  unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SMALL, 0, unit->height, flow->width, text);
}

static SpareSheetUnit *
whole_head_new (Block *self)
{
  SpareSheetFlow *flow = self->flow;
  SpareSheetUnit *unit = head_new (self);

  if (self->code_set != NULL)
    {
      add_sentences (flow, unit, flow->words, self->code_set);
      if (flow->second != NULL)
        add_sentences (flow, unit, flow->second, self->code_set);
    }
  if (flow->options->blank)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SMALL, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "blank"));
  else if (self->code_set == NULL && !flow->options->secrets)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SMALL, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "no-codes"));
  unit->height += 6;
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
  PangoLayout *name = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width * 0.38, 1, SPARE_TEXT_RIGHT, user);

  unit->height = spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_SECTION, 0, 0, heading, SPARE_TEXT_PLAIN) + 6;
  if (*user != '\0')
    spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_BODY, flow->width * 0.62,
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
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_TINY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "void"));
  if (address != NULL)
    {
      g_autofree char *help = spare_sheet_words_fill (flow->words, "help", "address", address, NULL);

      unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_TINY, 0, unit->height, flow->width, help);
    }
  else if (!flow->options->code_names)
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_TINY, 0, unit->height, flow->width,
                                                spare_sheet_words_peek (flow->words, "help-line"));
  if (self->qr != NULL && self->qr->len == 0)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_TINY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "qr-omitted"));
  return unit;
}

/* With its quiet zone, of which the right and the left are @QR_QUIET, and what
 * it says of itself. */
static double
get_qr_height (Block *self)
{
  return self->side + 1.5 * QR_QUIET + 12 * self->flow->scale;
}

static void
add_qr (Block          *self,
        SpareSheetUnit *unit,
        SpareSheetQr   *part,
        double          x,
        double          y)
{
  double quiet = self->side * SPARE_QR_QUIET / spare_qr_code_get_width (part->qr);
  PangoLayout *caption = spare_sheet_flow_text (self->flow, SPARE_STYLE_TINY, self->side + QR_QUIET, 1,
                                                SPARE_TEXT_PLAIN, part->caption);

  spare_sheet_unit_add_qr (self->flow, unit, x, y, self->side, part->qr);
  spare_sheet_unit_add_layout (self->flow, unit, SPARE_STYLE_TINY, x, y + self->side + quiet, caption,
                               SPARE_TEXT_PLAIN);
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

static void
put_qr_rows (Block *self)
{
  double width = self->side + 2 * QR_QUIET;
  guint a_row = (guint) MAX (1, (self->flow->width + 2 * QR_QUIET) / width);

  for (guint i = 0; i < self->qr->len; i += a_row)
    {
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

      for (guint j = i; j < MIN (i + a_row, self->qr->len); j++)
        add_qr (self, unit, &g_array_index (self->qr, SpareSheetQr, j), (j - i) * width, QR_QUIET / 2);
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
              self->flow->width - self->side, 1);
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
  double room = self->flow->bottom - self->flow->y;
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
  double all = RULE + head->height + MAX (rows * self->grid.row, beside) + tail->height;
  double least = RULE + head->height + MAX (MIN (rows, 2) * self->grid.row, beside);
  double page = flow->bottom - SPARE_SHEET_MARGIN;
  guint first = 0;

  /* Whole on one page where little is lost by that. */
  if (flow->y + all > flow->bottom && !flow->fresh && (flow->y + least > flow->bottom || all < page * 0.4))
    spare_sheet_flow_new_page (flow);
  put_head (flow, head);
  while (first < self->grid.count)
    {
      double rest = tail->height;
      guint count = fit_rows (self, first, rest);
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
  unit->height += 3 + spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SMALL, x, unit->height, right - x,
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
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_TINY, x, unit->height, right - x,
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

/* QR code and codes share the line where that costs no column. */
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
      self->beside = narrow.columns == self->grid.columns && narrow.row <= self->grid.row;
      if (self->beside)
        self->grid = narrow;
    }
}

void
spare_sheet_put_block (SpareSheetFlow *flow,
                       guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  Block self = { .flow = flow, .nth = nth, .code_set = block->code_set, .side = get_side (flow) };
  g_autoptr (SpareSheetUnit) head = NULL;
  g_autoptr (SpareSheetUnit) tail = NULL;

  self.service = spare_sheet_dup_service (flow, nth);
  prepare (&self);
  head = whole_head_new (&self);
  tail = tail_new (&self);
  if (self.grid.count > 0)
    put_rows (&self, head, tail);
  else
    {
      if (flow->y + RULE + head->height + tail->height > flow->bottom && !flow->fresh)
        spare_sheet_flow_new_page (flow);
      put_head (flow, head);
      spare_sheet_flow_put (flow, tail, 0);
    }
  if (self.qr != NULL && !self.beside)
    put_qr_rows (&self);
  if (flow->options->secrets && !flow->options->blank)
    {
      g_autoptr (SpareSheetUnit) secret = secret_new (&self);

      flow->y += 4;
      put_or_turn (&self, secret);
    }
  flow->y += AFTER * flow->scale;
  g_clear_pointer (&self.qr, g_array_unref);
  g_free (self.service);
}
