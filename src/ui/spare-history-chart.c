/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-history-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "spare-words.h"

#define HEIGHT 160 /* of the lines alone */
#define GAP    8
#define MARK   4   /* half of what marks a value */
#define SAMPLE 32  /* of a line, before what it is called */

struct _SpareHistoryChart
{
  GtkWidget parent_instance;

  GArray   *counts; /* SpareCount */
};

G_DEFINE_FINAL_TYPE (SpareHistoryChart, spare_history_chart, GTK_TYPE_WIDGET)

/* Where the lines are. */
typedef struct
{
  double   left;
  double   top;
  double   width;
  double   height;
  guint    most; /* at the top */
  gint64   first;
  gint64   last;
  gboolean rtl;
} Area;

typedef enum
{
  LINE_LOST,
  LINE_TAKEN,
  N_LINES,
} Line;

static const char *
get_name (Line line)
{
  /* Translators: how many accounts are lost, or taken, where the worst happens; in a drawing, with little room. */
  return line == LINE_LOST ? _("Lost at worst") : _("Taken at worst");
}

static guint
get_value (const SpareCount *count,
           Line              line)
{
  return line == LINE_LOST ? count->lost : count->seized;
}

static PangoLayout *
create_text (SpareHistoryChart *self,
             const char        *text)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static int
get_line_height (SpareHistoryChart *self)
{
  g_autoptr(PangoLayout) layout = create_text (self, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
set_color (SpareHistoryChart *self,
           cairo_t           *cr,
           const char        *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  gtk_style_context_get_color (context, &color);
  if (name != NULL)
    gtk_style_context_lookup_color (context, name, &color);
  gdk_cairo_set_source_rgba (cr, &color);
}

static void
draw_mark (cairo_t *cr,
           Line     line,
           double   x,
           double   y)
{
  cairo_new_path (cr);
  if (line == LINE_LOST)
    cairo_arc (cr, x, y, MARK, 0, 2 * G_PI);
  else
    cairo_rectangle (cr, x - MARK, y - MARK, 2 * MARK, 2 * MARK);
  cairo_fill (cr);
}

static void
begin_line (SpareHistoryChart *self,
            cairo_t           *cr,
            Line               line)
{
  static const double dashes[] = { 6, 4 };

  cairo_new_path (cr);
  set_color (self, cr, line == LINE_LOST ? "accent_color" : "warning_color");
  cairo_set_dash (cr, dashes, line == LINE_LOST ? 0 : 2, 0);
  cairo_set_line_width (cr, 2);
}

static double
get_x (const Area *area,
       gint64      time)
{
  double part = area->last > area->first ? (double) (time - area->first) / (double) (area->last - area->first) : 0.5;

  return area->left + (area->rtl ? 1 - part : part) * area->width;
}

static double
get_y (const Area *area,
       guint       value)
{
  return area->top + area->height * (1 - (double) value / area->most);
}

static void
draw_line (SpareHistoryChart *self,
           cairo_t           *cr,
           const Area        *area,
           Line               line)
{
  begin_line (self, cr, line);
  for (guint i = 0; i < self->counts->len; i++)
    {
      const SpareCount *count = &g_array_index (self->counts, SpareCount, i);

      cairo_line_to (cr, get_x (area, count->time), get_y (area, get_value (count, line)));
    }
  cairo_stroke (cr);
  for (guint i = 0; i < self->counts->len; i++)
    {
      const SpareCount *count = &g_array_index (self->counts, SpareCount, i);

      draw_mark (cr, line, get_x (area, count->time), get_y (area, get_value (count, line)));
    }
}

/* @x: where it begins, or with @end, where it ends */
static void
draw_text (SpareHistoryChart *self,
           cairo_t           *cr,
           const char        *text,
           double             x,
           double             y,
           gboolean           end)
{
  g_autoptr(PangoLayout) layout = create_text (self, text);
  int room = (int) (end ? x : gtk_widget_get_width (GTK_WIDGET (self)) - x);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, MAX (room, 0) * PANGO_SCALE);
      width = room;
    }
  set_color (self, cr, NULL);
  cairo_move_to (cr, end ? x - width : x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_legend (SpareHistoryChart *self,
             cairo_t           *cr,
             const Area        *area,
             int                line_height)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));

  for (Line line = 0; line < N_LINES; line++)
    {
      double y = (line + 0.5) * line_height;
      double x = area->rtl ? width - SAMPLE : 0;

      begin_line (self, cr, line);
      cairo_move_to (cr, x, y);
      cairo_rel_line_to (cr, SAMPLE, 0);
      cairo_stroke (cr);
      draw_mark (cr, line, x + SAMPLE / 2.0, y);
      draw_text (self, cr, get_name (line), area->rtl ? width - SAMPLE - GAP : SAMPLE + GAP, line * line_height,
                 area->rtl);
    }
}

static void
draw_axes (SpareHistoryChart *self,
           cairo_t           *cr,
           const Area        *area,
           int                line_height)
{
  g_autofree char *most = g_strdup_printf ("%u", area->most);
  g_autofree char *first = spare_words_dup_date (area->first);
  g_autofree char *last = spare_words_dup_date (area->last);
  double right = area->left + area->width;
  double number = area->rtl ? right + GAP + MARK : area->left - GAP - MARK;

  set_color (self, cr, NULL);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, area->left - MARK, floor (area->top) + 0.5);
  cairo_line_to (cr, right + MARK, floor (area->top) + 0.5);
  cairo_move_to (cr, area->left - MARK, floor (area->top + area->height) + 0.5);
  cairo_line_to (cr, right + MARK, floor (area->top + area->height) + 0.5);
  cairo_save (cr);
  set_color (self, cr, "borders");
  cairo_stroke (cr);
  cairo_restore (cr);
  draw_text (self, cr, most, number, area->top - line_height / 2.0, !area->rtl);
  draw_text (self, cr, "0", number, area->top + area->height - line_height / 2.0, !area->rtl);
  draw_text (self, cr, area->rtl ? last : first, area->left - MARK, area->top + area->height + GAP, FALSE);
  draw_text (self, cr, area->rtl ? first : last, right + MARK, area->top + area->height + GAP, TRUE);
}

static guint
find_most (GArray *counts)
{
  guint most = 1;

  for (guint i = 0; i < counts->len; i++)
    most = MAX (most, g_array_index (counts, SpareCount, i).accounts);

  return most;
}

static void
spare_history_chart_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  SpareHistoryChart *self = SPARE_HISTORY_CHART (widget);
  int line_height = get_line_height (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autofree char *number = NULL;
  g_autoptr(PangoLayout) layout = NULL;
  Area area = { 0 };
  cairo_t *cr;
  int room;

  if (self->counts->len < 2 || width < 1)
    return;

  area.most = find_most (self->counts);
  area.first = g_array_index (self->counts, SpareCount, 0).time;
  area.last = g_array_index (self->counts, SpareCount, self->counts->len - 1).time;
  area.rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  number = g_strdup_printf ("%u", area.most);
  layout = create_text (self, number);
  pango_layout_get_pixel_size (layout, &room, NULL);
  area.left = area.rtl ? MARK + 1 : room + GAP + MARK;
  area.width = width - room - GAP - 2 * MARK - 1;
  area.top = 2.5 * line_height + GAP;
  area.height = height - area.top - line_height - GAP - 1;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_legend (self, cr, &area, line_height);
  draw_axes (self, cr, &area, line_height);
  for (Line line = 0; line < N_LINES; line++)
    draw_line (self, cr, &area, line);
  cairo_destroy (cr);
}

static int
measure_legend (SpareHistoryChart *self)
{
  int widest = 0;

  for (Line line = 0; line < N_LINES; line++)
    {
      g_autoptr(PangoLayout) layout = create_text (self, get_name (line));
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return SAMPLE + GAP + widest;
}

static void
spare_history_chart_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  SpareHistoryChart *self = SPARE_HISTORY_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (measure_legend (self), 320);
      *natural = MAX (*minimum, 2 * HEIGHT);
    }
  else
    *minimum = *natural = HEIGHT + 4 * get_line_height (self);
}

static void
spare_history_chart_finalize (GObject *object)
{
  g_array_unref (SPARE_HISTORY_CHART (object)->counts);

  G_OBJECT_CLASS (spare_history_chart_parent_class)->finalize (object);
}

static void
spare_history_chart_class_init (SpareHistoryChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spare_history_chart_finalize;
  widget_class->snapshot = spare_history_chart_snapshot;
  widget_class->measure = spare_history_chart_measure;

  gtk_widget_class_set_css_name (widget_class, "sparehistory");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spare_history_chart_init (SpareHistoryChart *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (SpareCount));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Counts over time; the list below says the same"), -1);
}

void
spare_history_chart_set (SpareHistoryChart *self,
                         GArray            *counts)
{
  g_return_if_fail (SPARE_IS_HISTORY_CHART (self));

  g_array_ref (counts);
  g_array_unref (self->counts);
  self->counts = counts;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
