/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-home-title.h"

struct _SpareHomeTitle
{
  GtkWidget  parent_instance;

  GtkWidget *switcher;
  GtkWidget *title;
  gboolean   narrow;
  guint      source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareHomeTitle, spare_home_title, GTK_TYPE_WIDGET)

static int
get_natural (GtkWidget     *widget,
             GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
spare_home_title_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  SpareHomeTitle *self = SPARE_HOME_TITLE (widget);

  gtk_widget_measure (self->title, orientation, -1, minimum, natural, NULL, NULL);
  *natural = MAX (*natural, get_natural (self->switcher, orientation));
  /* The bar has the same height with either. */
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *natural : 0;
}

static gboolean
changed_cb (gpointer user_data)
{
  SpareHomeTitle *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Which of both shows is settled at once; who is told may want another size of
 * something, and that is for after the layout. */
static void
set_narrow (SpareHomeTitle *self,
            gboolean        narrow,
            gboolean        named)
{
  gtk_widget_set_child_visible (self->switcher, !narrow);
  gtk_widget_set_child_visible (self->title, narrow && named);
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->source == 0)
    self->source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, changed_cb, self, NULL);
}

static void
spare_home_title_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  SpareHomeTitle *self = SPARE_HOME_TITLE (widget);
  gboolean narrow = width < get_natural (self->switcher, GTK_ORIENTATION_HORIZONTAL);

  /* Beside five buttons in large letters a part of the name says nothing; the bar below tells of the page. */
  gboolean named = width >= get_natural (self->title, GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *shown = narrow ? self->title : self->switcher;

  set_narrow (self, narrow, named);
  if (!narrow || named)
    gtk_widget_size_allocate (shown, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

/* The title is within the stack, and the switcher keeps the stack. */
static void
spare_home_title_unroot (GtkWidget *widget)
{
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (SPARE_HOME_TITLE (widget)->switcher), NULL);

  GTK_WIDGET_CLASS (spare_home_title_parent_class)->unroot (widget);
}

static void
spare_home_title_dispose (GObject *object)
{
  SpareHomeTitle *self = SPARE_HOME_TITLE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);

  G_OBJECT_CLASS (spare_home_title_parent_class)->dispose (object);
}

static void
spare_home_title_class_init (SpareHomeTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_home_title_dispose;
  widget_class->measure = spare_home_title_measure;
  widget_class->size_allocate = spare_home_title_size_allocate;
  widget_class->unroot = spare_home_title_unroot;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_home_title_init (SpareHomeTitle *self)
{
  self->switcher = adw_view_switcher_new ();
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (self->switcher), ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));

  self->title = adw_window_title_new ("Sparekey", NULL);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->title, FALSE);
}

void
spare_home_title_set_stack (SpareHomeTitle *self,
                            AdwViewStack   *stack)
{
  g_return_if_fail (SPARE_IS_HOME_TITLE (self));

  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->switcher), stack);
}

gboolean
spare_home_title_get_narrow (SpareHomeTitle *self)
{
  g_return_val_if_fail (SPARE_IS_HOME_TITLE (self), FALSE);

  return self->narrow;
}
