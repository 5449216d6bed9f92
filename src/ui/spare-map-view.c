/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-view.h"

#include <math.h>

#include "spare-map-picture.h"

#define MARGIN 18

struct _SpareMapView
{
  GtkWidget        parent_instance;

  SpareMapDrawing *drawing; /* (nullable) */
  SpareMapPicture *picture; /* (nullable): made when it is needed */
  guint            serial;  /* of the context that it was made with */
  guint            hovered; /* %SPARE_GRAPH_NONE */
  guint            cursor;  /* the box of the arrow keys; %SPARE_GRAPH_NONE */
  gboolean         focused;
  guint            node;    /* what is shown of the two */
  GArray          *lost;    /* (nullable) */
  GArray          *taken;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareMapView, spare_map_view, GTK_TYPE_WIDGET)

enum
{
  NODE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SpareMapPicture *
get_picture (SpareMapView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoContext *context = gtk_widget_get_pango_context (widget);

  /* Another size of letters, another typeface. */
  if (self->serial != pango_context_get_serial (context))
    g_clear_pointer (&self->picture, spare_map_picture_free);
  if (self->picture == NULL && self->drawing != NULL)
    {
      self->picture = spare_map_picture_new (self->drawing, context,
                                             gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
      self->serial = pango_context_get_serial (context);
    }
  return self->picture;
}

guint
spare_map_view_get_node (SpareMapView *self)
{
  g_return_val_if_fail (SPARE_IS_MAP_VIEW (self), SPARE_GRAPH_NONE);

  return self->node;
}

static void
update_node (SpareMapView *self)
{
  guint node = self->hovered;

  if (node == SPARE_GRAPH_NONE && self->focused)
    node = self->cursor;
  if (node == self->node)
    return;

  self->node = node;
  g_clear_pointer (&self->lost, g_array_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  if (node != SPARE_GRAPH_NONE)
    {
      self->lost = spare_map_drawing_find_lost (self->drawing, node);
      self->taken = spare_map_drawing_find_taken (self->drawing, node);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[NODE_CHANGED], 0);
}

static void
forget_picture (SpareMapView *self)
{
  g_clear_pointer (&self->picture, spare_map_picture_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static guint
find_vertex (SpareMapDrawing *drawing,
             guint            vertex)
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (drawing, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      if (nodes[i].vertex == vertex)
        return i;
    }
  return SPARE_GRAPH_NONE;
}

/* Numbers of another map mean nothing here: records do. */
static guint
find_again (SpareMapDrawing *before,
            SpareMapDrawing *drawing,
            guint            node)
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (before, &n_nodes);
  const SpareItem *item = spare_map_get_item (spare_map_drawing_get_map (before), nodes[node].vertex);
  guint vertex = SPARE_GRAPH_NONE;

  if (item->record != NULL)
    vertex = spare_map_find (spare_map_drawing_get_map (drawing), item->kind, item->record);
  return vertex != SPARE_GRAPH_NONE ? find_vertex (drawing, vertex) : SPARE_GRAPH_NONE;
}

void
spare_map_view_set_drawing (SpareMapView    *self,
                            SpareMapDrawing *drawing)
{
  guint cursor = SPARE_GRAPH_NONE;

  g_return_if_fail (SPARE_IS_MAP_VIEW (self));

  if (self->drawing != NULL && drawing != NULL && self->cursor != SPARE_GRAPH_NONE)
    cursor = find_again (self->drawing, drawing, self->cursor);
  self->hovered = SPARE_GRAPH_NONE;
  self->cursor = SPARE_GRAPH_NONE;
  update_node (self);
  forget_picture (self);
  g_clear_pointer (&self->drawing, spare_map_drawing_unref);
  if (drawing != NULL)
    self->drawing = spare_map_drawing_ref (drawing);
  self->cursor = cursor;
  update_node (self);
}

void
spare_map_view_describe (SpareMapView *self,
                         const char   *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Sizes and painting. */

static void
spare_map_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  SpareMapPicture *picture = get_picture (SPARE_MAP_VIEW (widget));
  double width = 0;
  double height = 0;

  if (picture != NULL)
    spare_map_picture_get_size (picture, &width, &height);
  *minimum = *natural = 2 * MARGIN + (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
}

/* In the middle where there is more room than it needs. */
static void
get_origin (SpareMapView *self,
            double       *x,
            double       *y)
{
  double width;
  double height;

  spare_map_picture_get_size (self->picture, &width, &height);
  *x = MAX (MARGIN, (gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2);
  *y = MARGIN;
}

static void
get_color (SpareMapView  *self,
           const char    *name,
           SpareMapColor *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA found;

  gtk_style_context_get_color (context, &found);
  if (name != NULL)
    gtk_style_context_lookup_color (context, name, &found);
  color->red = found.red;
  color->green = found.green;
  color->blue = found.blue;
}

static void
mix (SpareMapColor       *color,
     const SpareMapColor *other,
     double               part)
{
  color->red += (other->red - color->red) * part;
  color->green += (other->green - color->green) * part;
  color->blue += (other->blue - color->blue) * part;
}

/* Cards may be see-through: boxes are not, since lines run behind them. */
static void
get_colors (SpareMapView   *self,
            SpareMapColors *colors)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  get_color (self, NULL, &colors->text);
  get_color (self, "window_bg_color", &colors->box);
  get_color (self, NULL, &colors->line);
  get_color (self, "warning_color", &colors->lost);
  get_color (self, "error_color", &colors->taken);
  mix (&colors->line, &colors->box, contrast ? 0 : 0.35);
  mix (&colors->box, &colors->text, contrast ? 0 : 0.08);
}

static void
spare_map_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  SpareMapView *self = SPARE_MAP_VIEW (widget);
  SpareMapColors colors;
  cairo_t *cr;
  double x;
  double y;

  if (get_picture (self) == NULL)
    return;

  get_colors (self, &colors);
  get_origin (self, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                                 (float) gtk_widget_get_height (widget)));
  cairo_translate (cr, x, y);
  spare_map_picture_draw (self->picture, cr, &colors, self->node, self->lost, self->taken);
  cairo_destroy (cr);
}

/* Pointer and keys. */

static void
motion_cb (SpareMapView *self,
           double        x,
           double        y)
{
  double left;
  double top;

  if (get_picture (self) == NULL)
    return;

  get_origin (self, &left, &top);
  self->hovered = spare_map_picture_find (self->picture, x - left, y - top);
  update_node (self);
}

static void
leave_cb (SpareMapView *self)
{
  self->hovered = SPARE_GRAPH_NONE;
  update_node (self);
}

/* A touch or click leaves it chosen. */
static void
pressed_cb (SpareMapView *self,
            int           n,
            double        x,
            double        y)
{
  motion_cb (self, x, y);
  if (self->hovered != SPARE_GRAPH_NONE)
    self->cursor = self->hovered;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
scroll_to_cursor (SpareMapView *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  double x;
  double y;
  double width;
  double height;
  double left;
  double top;

  if (viewport == NULL || get_picture (self) == NULL)
    return;

  get_origin (self, &left, &top);
  spare_map_picture_get_box (self->picture, self->cursor, &x, &y, &width, &height);
  gtk_adjustment_clamp_page (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport)), left + x - MARGIN,
                             left + x + width + MARGIN);
  gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), top + y - 2 * MARGIN,
                             top + y + height + 2 * MARGIN);
}

/* The box @dx columns and @dy places on; of a shorter column its last one. */
static guint
find_next (SpareMapView *self,
           int           dx,
           int           dy)
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (self->drawing, &n_nodes);
  const SpareMapNode *here = &nodes[self->cursor];
  guint best = self->cursor;

  for (int column = (int) here->column + dx; column >= 0 && column < SPARE_MAP_N_COLUMNS; column += dx)
    {
      for (guint i = 0; i < n_nodes; i++)
        {
          if ((int) nodes[i].column == column && (int) nodes[i].place <= MAX (0, (int) here->place + dy))
            best = i;
        }
      if (best != self->cursor || dx == 0)
        break;
    }
  return best;
}

static gboolean
key_cb (SpareMapView   *self,
        guint           keyval,
        guint           keycode,
        GdkModifierType state)
{
  guint n_nodes = 0;
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  guint cursor;

  if (self->drawing != NULL)
    spare_map_drawing_get_nodes (self->drawing, &n_nodes);
  if (n_nodes == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  self->cursor = MIN (self->cursor, n_nodes - 1);
  cursor = self->cursor;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    cursor = find_next (self, 0, -1);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    cursor = find_next (self, 0, 1);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    cursor = find_next (self, -forward, 0);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    cursor = find_next (self, forward, 0);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    cursor = 0;
  else if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    cursor = n_nodes - 1;
  else
    return GDK_EVENT_PROPAGATE;

  self->cursor = cursor;
  self->hovered = SPARE_GRAPH_NONE;
  update_node (self);
  scroll_to_cursor (self);

  return GDK_EVENT_STOP;
}

/* The first box is chosen by coming here with the keyboard. */
static void
focus_cb (SpareMapView *self)
{
  guint n_nodes = 0;

  if (self->drawing != NULL)
    spare_map_drawing_get_nodes (self->drawing, &n_nodes);
  if (self->cursor == SPARE_GRAPH_NONE && n_nodes > 0)
    self->cursor = 0;
  self->focused = TRUE;
  update_node (self);
}

static void
unfocus_cb (SpareMapView *self)
{
  self->focused = FALSE;
  update_node (self);
}

static void
spare_map_view_direction_changed (GtkWidget        *widget,
                                  GtkTextDirection  previous)
{
  forget_picture (SPARE_MAP_VIEW (widget));
}

static void
spare_map_view_dispose (GObject *object)
{
  SpareMapView *self = SPARE_MAP_VIEW (object);

  g_clear_pointer (&self->picture, spare_map_picture_free);
  g_clear_pointer (&self->drawing, spare_map_drawing_unref);
  g_clear_pointer (&self->lost, g_array_unref);
  g_clear_pointer (&self->taken, g_array_unref);

  G_OBJECT_CLASS (spare_map_view_parent_class)->dispose (object);
}

static void
spare_map_view_class_init (SpareMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_map_view_dispose;
  widget_class->measure = spare_map_view_measure;
  widget_class->snapshot = spare_map_view_snapshot;
  widget_class->direction_changed = spare_map_view_direction_changed;

  gtk_widget_class_set_css_name (widget_class, "recovery-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[NODE_CHANGED] = g_signal_new ("node-changed", SPARE_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
spare_map_view_init (SpareMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->hovered = self->cursor = self->node = SPARE_GRAPH_NONE;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (unfocus_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
spare_map_view_new (void)
{
  return g_object_new (SPARE_TYPE_MAP_VIEW, NULL);
}
