/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets without codes: for family or colleagues, and for the sealed backup. */
#include <string.h>

#include "spare-sheet-flow.h"

static void
put_text (SpareSheetFlow  *flow,
          SpareSheetStyle  style,
          const char      *text,
          double           after)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

  unit->height = after + spare_sheet_unit_add_text (flow, unit, style, 0, 0, flow->width, text);
  spare_sheet_flow_put_whole (flow, unit);
}

static void
put_word (SpareSheetFlow  *flow,
          SpareSheetStyle  style,
          const char      *key,
          double           after)
{
  put_text (flow, style, spare_sheet_words_peek (flow->words, key), after);
}

/* A heading that never stands alone at the foot of a page. */
static void
put_section (SpareSheetFlow *flow,
             const char     *key)
{
  if (flow->y + 60 * flow->scale > flow->bottom && !flow->fresh)
    spare_sheet_flow_new_page (flow);
  else if (!flow->fresh)
    flow->y += 8;
  put_word (flow, SPARE_STYLE_SECTION, key, 4);
}

static void
put_lines (SpareSheetFlow *flow,
           guint           count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

      unit->height = 24 * flow->scale;
      spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, unit->height - 3, flow->width, 0, 0.4, 0.6);
      spare_sheet_flow_put_whole (flow, unit);
    }
}

static char *
dup_places (SpareThing *sheet)
{
  g_auto (GStrv) places = spare_sheet_record_dup_places (sheet);
  GString *text = g_string_new (NULL);

  for (guint i = 0; places[i] != NULL; i++)
    if (*places[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", places[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_sheet (SpareSheetFlow *flow,
           guint           nth)
{
  SpareThing *sheet = g_ptr_array_index (flow->content->sheets, nth);

  return spare_sheet_words_fill (flow->words, "sheet", "name", spare_sheet_record_get_name (sheet), NULL);
}

static void
put_sheets (SpareSheetFlow *flow)
{
  GPtrArray *sheets = flow->content->sheets;
  double indent = 20 * flow->scale;
  double second = 0;

  put_section (flow, "emergency-sheets");
  if (sheets->len == 0)
    put_word (flow, SPARE_STYLE_BODY, "emergency-sheets-none", 6);
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *name = dup_sheet (flow, i);
      PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_STRONG, 0, 0, SPARE_TEXT_PLAIN, name);

      second = MAX (second, indent + spare_sheet_text_width (layout) + 16);
    }
  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *name = dup_sheet (flow, i);
      g_autofree char *places = dup_places (sheet);
      double height = spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_STRONG, 4, 5, 0, number);

      spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_STRONG, indent, 5, 0, name);
      if (*places != '\0')
        {
          double other = spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_BODY, second, 5, flow->width - second - 4,
                                                    places);

          height = MAX (height, other);
        }
      else
        spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, second, 4 + height, flow->width - second - 4, 0, 0.4, 0.6);
      unit->height = height + 10;
      if (i % 2 == 0)
        {
          SpareSheetItem fill = {
            .kind = SPARE_SHEET_FILL, .width = flow->width, .height = unit->height, .gray = 0.94,
          };

          g_array_prepend_val (unit->items, fill);
        }
      spare_sheet_flow_put_whole (flow, unit);
    }
}

/* Which of the sheets have the codes of this account. */
static char *
dup_where (SpareSheetFlow *flow,
           guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  const char *id = spare_account_get_id (block->account);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < flow->content->sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (flow->content->sheets, i);

      if (id != NULL && spare_sheet_record_has_account (sheet, id))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", spare_sheet_record_get_name (sheet));
    }
  if (names->len == 0)
    return g_strdup (spare_sheet_words_peek (flow->words, "emergency-on-none"));
  return spare_sheet_words_fill (flow->words, "emergency-on", "sheets", names->str, NULL);
}

static void
put_account (SpareSheetFlow *flow,
             guint           nth)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  g_autofree char *service = spare_sheet_dup_service (flow, nth);
  const char *key;
  g_autofree char *address = spare_sheet_dup_sign_in (flow, nth, &key);
  g_autofree char *where = dup_where (flow, nth);
  const char *user = spare_sheet_peek_user (flow, nth);
  g_autofree char *who = g_strjoin (*user != '\0' && address != NULL ? "\n" : "", address != NULL ? address : "",
                                    user, NULL);
  double columns[] = { 4, flow->width * 0.32, flow->width * 0.74, flow->width - 4 };
  const char *texts[] = { service, who, where };
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      SpareSheetStyle style = i == 0 ? SPARE_STYLE_STRONG : SPARE_STYLE_BODY;
      PangoLayout *layout = spare_sheet_flow_text (flow, style, columns[i + 1] - columns[i] - 8, 3,
                                                   SPARE_TEXT_PLAIN, texts[i]);

      spare_sheet_unit_add_layout (flow, unit, style, columns[i], 4, layout, SPARE_TEXT_PLAIN);
      height = MAX (height, spare_sheet_text_height (layout));
    }
  unit->height = height + 8;
  if (nth % 2 == 0)
    {
      SpareSheetItem fill = {
        .kind = SPARE_SHEET_FILL, .width = flow->width, .height = unit->height, .gray = 0.94,
      };

      g_array_prepend_val (unit->items, fill);
    }
  spare_sheet_flow_put_whole (flow, unit);
}

/* Line by line, so that a long note goes over the page. */
static void
put_note (SpareSheetFlow *flow)
{
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width, 0, SPARE_TEXT_PLAIN,
                                               flow->content->note);

  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      g_autofree char *text = g_strndup (flow->content->note + line->start_index, (gsize) line->length);

      put_text (flow, SPARE_STYLE_BODY, text, 1);
    }
}

void
spare_sheet_put_emergency (SpareSheetFlow *flow)
{
  put_word (flow, SPARE_STYLE_BODY, "emergency-intro", 8);
  spare_sheet_put_steps (flow, "emergency-steps", "emergency-step");
  spare_sheet_put_passwords (flow);
  put_section (flow, "emergency-ask");
  if (*flow->content->note != '\0')
    {
      put_note (flow);
      flow->y += 6;
    }
  else
    put_lines (flow, 3);
  put_sheets (flow);
  if (flow->content->blocks->len > 0)
    put_section (flow, "emergency-accounts");
  for (guint i = 0; i < flow->content->blocks->len; i++)
    put_account (flow, i);
}

static void
put_field (SpareSheetFlow *flow,
           const char     *key,
           const char     *text)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  const char *label = spare_sheet_words_peek (flow->words, key);

  if (*text != '\0')
    {
      unit->height = spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_LABEL, 0, 0, flow->width, label);
      unit->height += spare_sheet_unit_add_text (flow, unit, SPARE_STYLE_SECTION, 0, unit->height, flow->width, text);
    }
  else
    unit->height = spare_sheet_unit_add_blank (flow, unit, SPARE_STYLE_LABEL, 0, 6, flow->width, label) + 6;
  unit->height += 8;
  spare_sheet_flow_put_whole (flow, unit);
}

/* Boxes, a character each: what is written so is read again. */
static void
put_boxes (SpareSheetFlow *flow)
{
  double side = 22 * flow->scale;
  guint a_row = (guint) (flow->width / side);

  put_section (flow, "backup-passphrase");
  for (guint row = 0; row < 3; row++)
    {
      g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

      for (guint i = 0; i < a_row; i++)
        spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, 0.5 + i * side, 1, side, side * 1.15, 0.55, 0.6);
      unit->height = side * 1.15 + 8;
      spare_sheet_flow_put_whole (flow, unit);
    }
  put_word (flow, SPARE_STYLE_BODY, "backup-passphrase-note", 8);
}

void
spare_sheet_put_backup (SpareSheetFlow *flow)
{
  put_word (flow, SPARE_STYLE_BODY, "backup-intro", 10);
  put_field (flow, "backup-file", flow->content->file_name);
  put_field (flow, "backup-where", flow->content->where);
  put_boxes (flow);
  flow->y += 6;
  spare_sheet_put_steps (flow, "backup-steps", "backup-step");
  put_word (flow, SPARE_STYLE_BODY, "backup-format", 6);
}
