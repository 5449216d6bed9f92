/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check-up on paper: nothing on it is secret. */
#include "spare-bytes.h"
#include "spare-sheet-flow.h"

#define BOX      11 /* what is ticked */
#define INDENT   22 /* of what is beside it */
#define OVERHANG 3  /* as of the other sheets */
#define FOOT_GAP 10
#define TOGETHER 4  /* lines of a paragraph that are not torn apart */

/* From where a line begins: the left, or the right. */
static double
add_text (SpareSheetFlow  *flow,
          SpareSheetUnit  *unit,
          SpareSheetStyle  style,
          double           indent,
          double           y,
          const char      *text)
{
  SpareSheetTextFlags flags = flow->mirrored ? SPARE_TEXT_RIGHT : SPARE_TEXT_PLAIN;
  double width = flow->width - indent;
  PangoLayout *layout = spare_sheet_flow_text (flow, style, width, 0, flags, text);

  return spare_sheet_unit_add_layout (flow, unit, style, flow->mirrored ? 0 : indent, y, layout, flags);
}

static guint
count_lines (SpareSheetFlow *flow,
             double          indent,
             const char     *text)
{
  SpareSheetTextFlags flags = flow->mirrored ? SPARE_TEXT_RIGHT : SPARE_TEXT_PLAIN;
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width - indent, 0, flags, text);

  return (guint) pango_layout_get_line_count (layout);
}

/* The first @n lines of @text, and what follows them. */
static char *
dup_lines (SpareSheetFlow *flow,
           double          indent,
           const char     *text,
           guint           n,
           const char    **rest)
{
  SpareSheetTextFlags flags = flow->mirrored ? SPARE_TEXT_RIGHT : SPARE_TEXT_PLAIN;
  PangoLayout *layout = spare_sheet_flow_text (flow, SPARE_STYLE_BODY, flow->width - indent, 0, flags, text);
  int start = pango_layout_get_line_readonly (layout, (int) n)->start_index;

  *rest = text + start;
  return g_strchomp (g_strndup (text, (gsize) start));
}

static double
get_room (SpareSheetFlow *flow)
{
  return flow->bottom - flow->y;
}

static void
put_whole (SpareSheetFlow *flow,
           double          indent,
           const char     *text,
           double          after)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

  unit->height = add_text (flow, unit, SPARE_STYLE_BODY, indent, 0, text) + after;
  spare_sheet_flow_put_whole (flow, unit);
}

/* A long paragraph goes over the page, two lines of it at least on each. */
static void
put_paragraph (SpareSheetFlow *flow,
               double          indent,
               const char     *text,
               double          after)
{
  guint n = count_lines (flow, indent, text);
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  double height = add_text (flow, unit, SPARE_STYLE_BODY, indent, 0, text);
  double line = height / n;

  while (n >= TOGETHER && height > get_room (flow))
    {
      guint fits = get_room (flow) > 0 ? (guint) (get_room (flow) / line) : 0;
      g_autofree char *first = NULL;

      if (fits < 2 && !flow->fresh)
        {
          spare_sheet_flow_new_page (flow);
          continue;
        }
      if (fits >= n)
        break;
      fits = CLAMP (fits, 2, n - 2);
      first = dup_lines (flow, indent, text, fits, &text);
      put_whole (flow, indent, first, 0);
      spare_sheet_flow_new_page (flow);
      n = count_lines (flow, indent, text);
      height = n * line;
    }
  put_whole (flow, indent, text, after);
}

/* How much of the part must be on the page on which it begins. */
static double
measure_beginning (SpareSheetFlow *flow,
                   double          indent,
                   const char     *text)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  guint n = count_lines (flow, indent, text);
  double height = add_text (flow, unit, SPARE_STYLE_BODY, indent, 0, text);

  return n >= TOGETHER ? 2 * height / n : height;
}

/* A heading with what stands below it: neither is alone at the foot of a page. */
static void
put_part (SpareSheetFlow      *flow,
          const SparePlanPart *part,
          SpareSheetStyle      style,
          double               indent,
          double               before,
          double               follows)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();
  double y = flow->fresh ? 0 : before;
  double beginning = follows;

  if (part->kind == SPARE_PLAN_STEP)
    spare_sheet_unit_add_shape (unit, SPARE_SHEET_BOX, flow->mirrored ? flow->width - BOX - 1 : 1, y + 2, BOX, BOX, 0,
                                1);
  unit->height = y + add_text (flow, unit, style, indent, y, part->title) + 2;
  if (part->texts[0] != NULL)
    beginning = measure_beginning (flow, indent, part->texts[0]);
  if (unit->height + beginning > get_room (flow) && !flow->fresh)
    {
      spare_sheet_flow_new_page (flow);
      put_part (flow, part, style, indent, before, follows);
      return;
    }
  spare_sheet_flow_put (flow, unit, 0);
  for (guint i = 0; part->texts[i] != NULL; i++)
    put_paragraph (flow, indent, part->texts[i], 2);
}

/* Of a section, what must come with its heading: its text, and the beginning of what
 * is first below that. */
static double
measure_section (SpareSheetFlow *flow,
                 guint           nth)
{
  const GPtrArray *parts = flow->plan->parts;
  const SparePlanPart *text = nth + 1 < parts->len ? g_ptr_array_index (parts, nth + 1) : NULL;
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

  if (text == NULL || text->texts[0] == NULL)
    return 0;

  return add_text (flow, unit, SPARE_STYLE_BODY, 0, 0, text->texts[0]) + (nth + 2 < parts->len ? 60 : 0);
}

static void
put (SpareSheetFlow *flow,
     guint           nth)
{
  const SparePlanPart *part = g_ptr_array_index (flow->plan->parts, nth);

  switch (part->kind)
    {
    case SPARE_PLAN_SECTION:
      put_part (flow, part, SPARE_STYLE_HEADING, 0, 16, measure_section (flow, nth));
      break;
    case SPARE_PLAN_TEXT:
      for (guint i = 0; part->texts[i] != NULL; i++)
        put_paragraph (flow, 0, part->texts[i], 2);
      break;
    case SPARE_PLAN_EVENT:
      put_part (flow, part, SPARE_STYLE_STRONG, 0, 7, 0);
      break;
    case SPARE_PLAN_STEP:
    default:
      put_part (flow, part, SPARE_STYLE_STRONG, INDENT, 9, 0);
      break;
    }
}

static void
put_head (SpareSheetFlow *flow)
{
  g_autoptr (SpareSheetUnit) unit = spare_sheet_unit_new ();

  unit->height = add_text (flow, unit, SPARE_STYLE_TITLE, 0, 0, flow->plan->title) + 4;
  unit->height += add_text (flow, unit, SPARE_STYLE_BODY, 0, unit->height, flow->plan->made) + 6;
  unit->height += add_text (flow, unit, SPARE_STYLE_STRONG, 0, unit->height, flow->plan->warning) + 6;
  spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, unit->height, flow->width, 0, 0, 1.5);
  unit->height += 2;
  spare_sheet_flow_put (flow, unit, 0);
}

static SpareSheetUnit *
foot_new (SpareSheetFlow *flow,
          guint           number,
          guint           count)
{
  SpareSheetUnit *unit = spare_sheet_unit_new ();
  g_autofree char *page = spare_plan_dup_page (number, count);

  spare_sheet_unit_add_shape (unit, SPARE_SHEET_LINE, 0, 0, flow->width, 0, 0, 0.75);
  unit->height = 6 + add_text (flow, unit, SPARE_STYLE_FOOT, 0, 6, page);
  return unit;
}

static void
finish (SpareSheetFlow *flow)
{
  guint count = flow->sheet->pages->len;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SpareSheetUnit) foot = foot_new (flow, i + 1, count);

      flow->page = g_ptr_array_index (flow->sheet->pages, i);
      flow->y = flow->bottom + FOOT_GAP;
      spare_sheet_flow_put (flow, foot, 0);
    }
}

SpareSheet *
spare_sheet_new_plan (const SparePlan *plan,
                      SparePaper       paper,
                      gboolean         mirrored)
{
  SpareSheet *self = spare_sheet_create_empty ();
  SpareSheetFlow flow = { .sheet = self, .plan = plan, .mirrored = mirrored, .scale = 1, .code_size = 12 };
  g_autoptr (SpareSheetUnit) foot = NULL;

  self->day = plan->day;
  spare_sheet_set_paper (self, paper);
  flow.width = self->width - 2 * SPARE_SHEET_MARGIN - 2 * OVERHANG;
  flow.context = spare_sheet_create_context (self, NULL, mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  flow.texts = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) spare_wipe_text, g_object_unref);
  foot = foot_new (&flow, 888, 888);
  flow.bottom = self->height - spare_sheet_flow_get_top (&flow) - foot->height - FOOT_GAP;
  spare_sheet_flow_new_page (&flow);
  put_head (&flow);
  for (guint i = 0; i < plan->parts->len; i++)
    put (&flow, i);
  finish (&flow);

  g_hash_table_unref (flow.texts);
  g_object_unref (flow.context);
  return self;
}
