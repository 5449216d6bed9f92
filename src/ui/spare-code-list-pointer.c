/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-list-private.h"

/* Mouse and touch: a click copies, a secondary click or a long press asks for
 * the menu, and rows are dragged where the order is made by hand. */

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            SpareCodeList   *self)
{
  guint position = spare_code_list_position_at (self, y);

  g_clear_object (&self->pressed);
  self->pressed = spare_code_list_dup_account_at (self, x, y);
  if (self->pressed == NULL)
    return;

  spare_code_list_focus_position (self, position);
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY)
    spare_code_list_emit_menu (self, self->pressed, (int) x, (int) y);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             SpareCodeList   *self)
{
  g_autoptr(SpareAccount) pressed = g_steal_pointer (&self->pressed);
  g_autoptr(SpareAccount) account = spare_code_list_dup_account_at (self, x, y);

  /* A double click copies once. */
  if (account == NULL || account != pressed || n_press != 1
      || gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) != GDK_BUTTON_PRIMARY)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.activate", "s",
                              spare_account_get_id (account));
}

static void
cancel_cb (SpareCodeList *self)
{
  g_clear_object (&self->pressed);
}

static void
long_press_cb (GtkGestureLongPress *gesture,
               double               x,
               double               y,
               SpareCodeList       *self)
{
  g_autoptr(SpareAccount) account = spare_code_list_dup_account_at (self, x, y);

  if (account == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  spare_code_list_emit_menu (self, account, (int) x, (int) y);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 SpareCodeList *self)
{
  g_autoptr(SpareAccount) account = NULL;

  if (!self->reorderable)
    return NULL;

  account = spare_code_list_dup_account_at (self, x, y);
  return account != NULL ? gdk_content_provider_new_typed (SPARE_TYPE_ACCOUNT, account) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               SpareCodeList *self)
{
  g_autoptr(GdkPaintable) paintable = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *row = gtk_root_get_focus (root);

  /* Pressing on a row has given it the focus. */
  if (row == NULL || !SPARE_IS_CODE_ROW (row))
    return;

  paintable = gtk_widget_paintable_new (row);
  gtk_drag_source_set_icon (source, paintable, 24, 24);
}

static guint
find_drop (SpareCodeList *self,
           double         y)
{
  guint total = g_list_model_get_n_items (self->model);

  return MIN (spare_code_list_position_at (self, y + self->row_height / 2.0), total);
}

static void
set_drop (SpareCodeList *self,
          guint          drop)
{
  if (self->drop == drop)
    return;

  self->drop = drop;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                SpareCodeList *self)
{
  if (!self->reorderable)
    return 0;

  set_drop (self, 1 + find_drop (self, y));
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (SpareCodeList *self)
{
  set_drop (self, 0);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         SpareCodeList *self)
{
  set_drop (self, 0);
  if (!self->reorderable)
    return FALSE;

  spare_code_list_emit_dropped (self, g_value_get_object (value), find_drop (self, y));
  return TRUE;
}

void
spare_code_list_draw_drop (SpareCodeList *self,
                           GtkSnapshot   *snapshot)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (self->drop == 0 || !gtk_style_context_lookup_color (context, "accent_color", &color))
    return;

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (self->row_x,
                                                  spare_code_list_get_row_y (self, self->drop - 1) - 4,
                                                  self->row_width, 2));
}

void
spare_code_list_add_pointer (SpareCodeList *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (SPARE_TYPE_ACCOUNT, GDK_ACTION_MOVE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (click, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (hold));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
