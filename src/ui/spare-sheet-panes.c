/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-panes.h"

#define UNFOLD     720 /* pixels wide */
#define FIRST_PART 0.45
#define FIRST_MAX  460

struct _SpareSheetPanes
{
  GtkWidget  parent_instance;

  GtkWidget *first;
  GtkWidget *separator;
  GtkWidget *second;
  gboolean   folded;
  gboolean   shows_second;
  guint      telling; /* an idle source */
};

G_DEFINE_FINAL_TYPE (SpareSheetPanes, spare_sheet_panes, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
spare_sheet_panes_is_folded (SpareSheetPanes *self)
{
  return self->folded;
}

gboolean
spare_sheet_panes_shows_second (SpareSheetPanes *self)
{
  return self->shows_second;
}

static void
tell_cb (gpointer user_data)
{
  SpareSheetPanes *self = user_data;

  self->telling = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_children (SpareSheetPanes *self)
{
  gtk_widget_set_child_visible (self->first, !self->folded || !self->shows_second);
  gtk_widget_set_child_visible (self->second, !self->folded || self->shows_second);
  gtk_widget_set_child_visible (self->separator, !self->folded);
}

/* Not while sizes are given out: who hears of it may ask for another size. */
static void
tell (SpareSheetPanes *self)
{
  if (self->telling == 0)
    self->telling = g_idle_add_once (tell_cb, self);
}

void
spare_sheet_panes_show_second (SpareSheetPanes *self,
                               gboolean         second)
{
  g_return_if_fail (SPARE_IS_SHEET_PANES (self));

  self->shows_second = second;
  update_children (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  tell (self);
}

static void
spare_sheet_panes_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  SpareSheetPanes *self = SPARE_SHEET_PANES (widget);
  int first_minimum;
  int first_natural;
  int second_minimum;
  int second_natural;

  gtk_widget_measure (self->first, orientation, -1, &first_minimum, &first_natural, NULL, NULL);
  gtk_widget_measure (self->second, orientation, -1, &second_minimum, &second_natural, NULL, NULL);
  *minimum = MAX (first_minimum, second_minimum);
  *natural = MAX (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? UNFOLD : MAX (first_natural, second_natural));
}

static void
allocate (GtkWidget *child,
          int        x,
          int        width,
          int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
spare_sheet_panes_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  SpareSheetPanes *self = SPARE_SHEET_PANES (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean folded;
  int first_width = MIN ((int) (width * FIRST_PART), FIRST_MAX);
  int line;
  int minimum;

  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->separator, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &line, NULL, NULL);
  first_width = MAX (first_width, minimum);
  folded = width < UNFOLD || width < 2 * first_width;
  if (folded != self->folded)
    {
      self->folded = folded;
      tell (self);
    }
  update_children (self);

  if (folded)
    {
      allocate (self->shows_second ? self->second : self->first, 0, width, height);
      return;
    }

  allocate (self->first, rtl ? width - first_width : 0, first_width, height);
  allocate (self->separator, rtl ? width - first_width - line : first_width, line, height);
  allocate (self->second, rtl ? 0 : first_width + line, width - first_width - line, height);
}

void
spare_sheet_panes_set_children (SpareSheetPanes *self,
                                GtkWidget       *first,
                                GtkWidget       *second)
{
  g_return_if_fail (SPARE_IS_SHEET_PANES (self) && self->first == NULL);

  self->first = first;
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->second = second;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
}

static void
spare_sheet_panes_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&SPARE_SHEET_PANES (object)->telling, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_sheet_panes_parent_class)->dispose (object);
}

static void
spare_sheet_panes_class_init (SpareSheetPanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_panes_dispose;
  widget_class->measure = spare_sheet_panes_measure;
  widget_class->size_allocate = spare_sheet_panes_size_allocate;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_sheet_panes_init (SpareSheetPanes *self)
{
}
