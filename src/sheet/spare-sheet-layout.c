/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-bytes.h"
#include "spare-sheet-flow.h"

#define POINTS(mm) ((mm) / 25.4 * 72)
#define CODE_SIZE  12
#define LARGE_SIZE 18
#define LARGE      1.25
#define STEPS      5
#define OVERHANG   3 /* left of where a letter begins */

static const struct
{
  double width;
  double height;
} papers[] = {
  [SPARE_PAPER_A4] = { POINTS (210), POINTS (297) },
  [SPARE_PAPER_LETTER] = { 612, 792 },
  [SPARE_PAPER_A5] = { POINTS (148), POINTS (210) },
};

/* "A" to "Z", then "AA". */
static char *
dup_letter (guint nth)
{
  if (nth < 26)
    return g_strdup_printf ("%c", 'A' + (char) nth);
  return g_strdup_printf ("%c%c", 'A' + (char) ((nth / 26 - 1) % 26), 'A' + (char) (nth % 26));
}

char *
spare_sheet_dup_service (SpareSheetFlow *flow,
                         guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  const char *service = spare_account_get_service (block->account);
  g_autofree char *letter = dup_letter (nth);

  if (flow->options->code_names)
    return spare_sheet_words_fill (flow->words, "code-name", "letter", letter, NULL);
  if (*service != '\0')
    return g_strdup (service);
  if (flow->options->user_names && *spare_account_get_name (block->account) != '\0')
    return g_strdup (spare_account_get_name (block->account));
  return spare_sheet_words_fill (flow->words, "code-name", "letter", letter, NULL);
}

const char *
spare_sheet_peek_user (SpareSheetFlow *flow,
                       guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);

  if (flow->options->code_names || !flow->options->user_names)
    return "";
  return spare_account_get_name (block->account);
}

char *
spare_sheet_dup_address (SpareSheetFlow *flow,
                         guint           nth,
                         const char     *fact)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  const char *text = spare_service_get_text (block->service, fact);
  char *address;

  if (text == NULL || flow->options->code_names)
    return NULL;
  if (g_str_has_prefix (text, "https://"))
    text += strlen ("https://");
  address = g_strdup (text);
  if (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = '\0';
  return address;
}

char *
spare_sheet_dup_sign_in (SpareSheetFlow *flow,
                         guint           nth,
                         const char    **key)
{
  char *address = spare_sheet_dup_address (flow, nth, SPARE_SERVICE_SIGN_IN);

  *key = "address";
  if (address != NULL)
    return address;
  address = spare_sheet_dup_address (flow, nth, SPARE_SERVICE_SETTINGS);
  if (address != NULL)
    *key = "settings";
  return address;
}

static void
add_places (SpareSheetFlow *flow,
            SpareSheetUnit *unit)
{
  SpareSheetContent *content = flow->content;
  const char *place = flow->copy < g_strv_length (content->places) ? content->places[flow->copy] : "";
  g_autofree char *date = spare_sheet_words_date (flow->words, content->printed, content->offset);
  g_autofree char *printed = spare_sheet_words_fill (flow->words, "printed", "date", date, NULL);
  g_autofree char *number = g_strdup_printf ("%u", flow->copy + 1);
  g_autofree char *count = g_strdup_printf ("%u", flow->n_copies);
  g_autofree char *copy = spare_sheet_words_fill (flow->words, flow->n_copies > 1 ? "copy" : "copy-only",
                                                  "number", number, "count", count, NULL);
  g_autoptr (GString) text = g_string_new (printed);
  g_autoptr (GString) others = g_string_new (NULL);

  g_string_append_printf (text, " · %s", copy);
  for (guint i = 0; i < flow->n_copies && content->places[0] != NULL; i++)
    if (i != flow->copy && *content->places[i] != '\0')
      g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", content->places[i]);
  if (*place != '\0')
    {
      g_autofree char *here = spare_sheet_words_fill (flow->words, "place", "place", place, NULL);

      g_string_append_printf (text, " · %s", here);
    }
  if (others->len > 0)
    {
      g_autofree char *elsewhere = spare_sheet_words_fill (flow->words, "others", "places", others->str, NULL);

      g_string_append_printf (text, " · %s", elsewhere);
    }
  unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width, text->str);
  if (others->len == 0 && flow->n_copies > 1)
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                                spare_sheet_words_peek (flow->words, "others-line"));
}

void
spare_sheet_put_head (SpareSheetFlow *flow)
{
  static const char *const titles[] = { "title-codes", "title-emergency", "title-backup" };
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  const char *owner = flow->content->owner;
  g_autofree char *key = g_strconcat (titles[flow->content->kind], *owner != '\0' ? NULL : "-nobody", NULL);
  g_autofree char *title = spare_sheet_words_fill (flow->words, key, "name", owner, NULL);
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_TITLE, flow->width, 3, SPARE_TEXT_PLAIN, title);

  unit->height += spare_sheet_unit_add_layout (flow, unit, SPARE_STYLE_TITLE, 0, 0, layout, SPARE_TEXT_PLAIN) + 4;
  add_places (flow, unit);
  if (*owner == '\0')
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                                spare_sheet_words_peek (flow->words, "owner-line"));
  unit->height += 6;
  spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, unit->height, flow->width, 0, 0, 1.5);
  unit->height += 11;
  spare_sheet_flow_put (flow, unit, 0);
}

static void
add_step (SpareSheetFlow        *flow,
          SpareSheetUnit        *unit,
          const SpareSheetWords *words,
          const char            *steps,
          guint                  nth,
          double                 width)
{
  double indent = 16 * flow->scale;
  g_autofree char *key = g_strdup_printf ("%s-%u", steps, nth);
  g_autofree char *number = g_strdup_printf ("%u", nth);

  spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_STRONG, 0, unit->height, 0, number);
  unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, indent, unit->height, width - indent,
                                             spare_sheet_words_peek (words, key)) + 1;
}

static SpareSheetUnit *
steps_new (SpareSheetFlow        *flow,
           const SpareSheetWords *words,
           const char            *title,
           const char            *steps,
           double                 width)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();

  unit->height += 2 + spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SECTION, 0, 0, width,
                                                 spare_sheet_words_peek (words, title));
  for (guint i = 1; i <= STEPS; i++)
    add_step (flow, unit, words, steps, i, width);
  unit->height += 6;
  return unit;
}

/* Step by step where they must go over the page; the first one with the title. */
static void
put_apart (SpareSheetFlow        *flow,
           const SpareSheetWords *words,
           const char            *title,
           const char            *steps)
{
  g_autoptr (SpareSheetUnit) all = steps_new (flow, words, title, steps, flow->width);

  if (spare_sheet_flow_get_start (flow) + all->height <= flow->bottom)
    {
      spare_sheet_flow_put_whole (flow, all);
      return;
    }
  for (guint i = 1; i <= STEPS; i++)
    {
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

      if (i == 1)
        unit->height += 2 + spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SECTION, 0, 0, flow->width,
                                                       spare_sheet_words_peek (words, title));
      add_step (flow, unit, words, steps, i, flow->width);
      if (i == STEPS)
        unit->height += 6;
      spare_sheet_flow_put_whole (flow, unit);
    }
}

/* In both languages; beside each other where there is room. */
void
spare_sheet_put_steps (SpareSheetFlow *flow,
                       const char     *title,
                       const char     *steps)
{
  double gap = 24;
  double width = (flow->width - gap) / 2;
  g_autoptr (SpareSheetUnit) first = NULL;
  g_autoptr (SpareSheetUnit) other = NULL;

  if (flow->second == NULL || flow->width < 400 || flow->options->large)
    {
      put_apart (flow, flow->words, title, steps);
      if (flow->second != NULL)
        put_apart (flow, flow->second, title, steps);
      return;
    }
  first = steps_new (flow, flow->words, title, steps, width);
  other = steps_new (flow, flow->second, title, steps, width);
  first->height = other->height = MAX (first->height, other->height);
  spare_sheet_flow_put_whole (flow, first);
  flow->y -= first->height;
  spare_sheet_flow_put (flow, other, width + gap);
}

/* What is not on the sheet. */
void
spare_sheet_put_passwords (SpareSheetFlow *flow)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  const char *where = flow->content->passwords;

  if (where != NULL)
    {
      g_autofree char *text = spare_sheet_words_fill (flow->words, "passwords", "place", where, NULL);

      unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_STRONG, 0, 0, flow->width, text);
    }
  else
    unit->height += spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_STRONG, 0, 0, flow->width,
                                                spare_sheet_words_peek (flow->words, "passwords-line"));
  unit->height += 3;
  spare_sheet_flow_put_whole (flow, unit);
}

/* Whom not to tell. */
static void
put_notes (SpareSheetFlow *flow)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

  unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, 0, flow->width,
                                             spare_sheet_words_peek (flow->words, "never-asked"));
  if (flow->options->code_names)
    unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->width,
                                               spare_sheet_words_peek (flow->words, "code-names"));
  unit->height += 10;
  spare_sheet_flow_put_whole (flow, unit);
}

static void
put_blocks (SpareSheetFlow *flow)
{
  for (guint i = 0; i < flow->content->blocks->len; i++)
    {
      if (flow->options->one_each && i > 0)
        spare_sheet_flow_new_page (flow);
      spare_sheet_put_block (flow, i);
    }
}

static void
lay_copy (SpareSheetFlow *flow)
{
  flow->first_page = flow->sheet->pages->len;
  spare_sheet_flow_new_page (flow);
  spare_sheet_put_head (flow);
  if (flow->content->kind == SPARE_SHEET_EMERGENCY)
    spare_sheet_put_emergency (flow);
  else if (flow->content->kind == SPARE_SHEET_BACKUP)
    spare_sheet_put_backup (flow);
  else
    {
      spare_sheet_put_steps (flow, "trouble", "step");
      spare_sheet_put_passwords (flow);
      put_notes (flow);
      if (flow->options->card)
        spare_sheet_put_cards (flow);
      else
        put_blocks (flow);
    }
  spare_sheet_flow_finish (flow);
}

PangoContext *
spare_sheet_create_context (SpareSheet     *self,
                            const char     *language,
                            PangoDirection  direction)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext *context;

  self->fonts = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->fonts), 72);
  context = pango_font_map_create_context (self->fonts);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, direction);
  if (language != NULL)
    pango_context_set_language (context, pango_language_from_string (language));
  return context;
}

void
spare_sheet_set_paper (SpareSheet *self,
                       SparePaper  paper)
{
  self->width = papers[paper].width;
  self->height = papers[paper].height;
}

/* The foot is as high on each page of each copy. */
static void
measure_foot (SpareSheetFlow *flow)
{
  flow->bottom = flow->sheet->height - spare_sheet_flow_get_top (flow);
  flow->first_page = flow->sheet->pages->len;
  flow->copy = flow->n_copies - 1;
  flow->bottom -= spare_sheet_flow_get_foot (flow);
}

gboolean
spare_sheet_layout (SpareSheet              *self,
                    const SpareSheetOptions *options,
                    GError                 **error)
{
  SpareSheetFlow flow = { .sheet = self, .content = self->content, .options = options, .scale = 1 };

  flow.words = spare_sheet_words_get (options->language);
  flow.second = spare_sheet_words_get (options->second_language);
  if ((guint) options->paper >= G_N_ELEMENTS (papers) || flow.words == NULL
      || (flow.second == NULL && options->second_language != NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "No such paper or language");
      return FALSE;
    }
  if (flow.second == flow.words)
    flow.second = NULL;
  spare_sheet_set_paper (self, options->paper);
  /* Room for the cut marks, and none of the ink of a line or of a J outside. */
  flow.width = self->width - 2 * SPARE_SHEET_MARGIN - 2 * OVERHANG - (options->cut_marks && !options->card ? 12 : 0);
  if (options->large)
    flow.scale = LARGE;
  flow.code_size = options->large ? LARGE_SIZE : CODE_SIZE;
  flow.context = spare_sheet_create_context (self, options->language, PANGO_DIRECTION_LTR);
  flow.texts = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) spare_wipe_text, g_object_unref);
  flow.fingerprint = spare_sheet_content_dup_fingerprint (self->content);
  flow.n_copies = spare_sheet_content_count_copies (self->content);
  measure_foot (&flow);
  for (flow.copy = 0; flow.copy < flow.n_copies; flow.copy++)
    lay_copy (&flow);

  g_free (flow.fingerprint);
  g_hash_table_unref (flow.texts);
  g_object_unref (flow.context);
  return TRUE;
}
