/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-preview.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-sheet-canvas.h"

struct _SpareSheetPreview
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkWidget        *scrolled;
  SpareSheetCanvas *canvas;
  AdwStatusPage    *status;
  GtkWidget        *bar;
  GtkWidget        *previous;
  GtkWidget        *next;
  GtkLabel         *place;
  GtkWidget        *smaller;
  GtkWidget        *larger;
};

G_DEFINE_FINAL_TYPE (SpareSheetPreview, spare_sheet_preview, ADW_TYPE_BIN)

static const double zooms[] = { 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5 };

static void
changed_cb (SpareSheetPreview *self)
{
  guint n = spare_sheet_canvas_get_n_pages (self->canvas);
  guint page = spare_sheet_canvas_get_page (self->canvas);
  double zoom = spare_sheet_canvas_get_zoom (self->canvas);
  /* Translators: which of the pages is shown: "1 of 3". */
  g_autofree char *text = g_strdup_printf (_("%u of %u"), page + 1, n);

  gtk_label_set_text (self->place, n > 0 ? text : "");
  gtk_widget_set_sensitive (self->previous, page > 0);
  gtk_widget_set_sensitive (self->next, page + 1 < n);
  gtk_widget_set_sensitive (self->smaller, zoom > SPARE_SHEET_CANVAS_MIN + 0.001);
  gtk_widget_set_sensitive (self->larger, zoom < SPARE_SHEET_CANVAS_MAX - 0.001);
}

void
spare_sheet_preview_zoom (SpareSheetPreview *self,
                          int                steps)
{
  double zoom;

  g_return_if_fail (SPARE_IS_SHEET_PREVIEW (self));

  zoom = spare_sheet_canvas_get_zoom (self->canvas);
  if (steps == 0)
    {
      spare_sheet_canvas_set_zoom (self->canvas, 0);
      return;
    }

  for (guint i = 0; steps > 0 && i < G_N_ELEMENTS (zooms); i++)
    {
      if (zooms[i] > zoom + 0.01)
        {
          zoom = zooms[i];
          break;
        }
    }
  for (guint i = G_N_ELEMENTS (zooms); steps < 0 && i > 0; i--)
    {
      if (zooms[i - 1] < zoom - 0.01)
        {
          zoom = zooms[i - 1];
          break;
        }
    }
  spare_sheet_canvas_set_zoom (self->canvas, zoom);
}

static void
turn (SpareSheetPreview *self,
      int                step)
{
  spare_sheet_canvas_show_page (self->canvas, (guint) ((int) spare_sheet_canvas_get_page (self->canvas) + step));
  spare_compat_announce (GTK_ACCESSIBLE (self->place), gtk_label_get_text (self->place));
  /* The button under the finger may have become insensitive. */
  if (!gtk_widget_is_sensitive (self->next) && gtk_widget_is_sensitive (self->previous))
    gtk_widget_grab_focus (self->previous);
  else if (!gtk_widget_is_sensitive (self->previous) && gtk_widget_is_sensitive (self->next))
    gtk_widget_grab_focus (self->next);
}

static void
previous_cb (SpareSheetPreview *self)
{
  if (spare_sheet_canvas_get_page (self->canvas) > 0)
    turn (self, -1);
}

static void
next_cb (SpareSheetPreview *self)
{
  turn (self, 1);
}

static void
smaller_cb (SpareSheetPreview *self)
{
  spare_sheet_preview_zoom (self, -1);
}

static void
larger_cb (SpareSheetPreview *self)
{
  spare_sheet_preview_zoom (self, 1);
}

static void
whole_cb (SpareSheetPreview *self)
{
  spare_sheet_preview_zoom (self, 0);
}

static gboolean
wheel_cb (GtkEventControllerScroll *wheel,
          double                    x,
          double                    y,
          SpareSheetPreview        *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (wheel));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  if (y != 0)
    spare_sheet_preview_zoom (self, y < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *steps)
{
  spare_sheet_preview_zoom (SPARE_SHEET_PREVIEW (widget), g_variant_get_int32 (steps));
}

void
spare_sheet_preview_show (SpareSheetPreview *self,
                          SpareSheet        *sheet)
{
  g_return_if_fail (SPARE_IS_SHEET_PREVIEW (self));

  spare_sheet_canvas_set_sheet (self->canvas, sheet);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_widget_set_sensitive (self->bar, TRUE);
}

void
spare_sheet_preview_explain (SpareSheetPreview *self,
                             const char        *title,
                             const char        *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (SPARE_IS_SHEET_PREVIEW (self));

  spare_sheet_canvas_set_sheet (self->canvas, NULL);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "status");
  gtk_widget_set_sensitive (self->bar, FALSE);
}

GtkWidget *
spare_sheet_preview_get_canvas (SpareSheetPreview *self)
{
  g_return_val_if_fail (SPARE_IS_SHEET_PREVIEW (self), NULL);

  return GTK_WIDGET (self->canvas);
}

static void
spare_sheet_preview_class_init (SpareSheetPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SPARE_TYPE_SHEET_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sheet-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, canvas);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, status);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, bar);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, previous);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, next);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, place);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, smaller);
  gtk_widget_class_bind_template_child (widget_class, SpareSheetPreview, larger);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, smaller_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);

  gtk_widget_class_install_action (widget_class, "preview.zoom", "i", zoom_cb);
}

static void
spare_sheet_preview_init (SpareSheetPreview *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (wheel_cb), self, 0);
  gtk_widget_add_controller (self->scrolled, wheel);
}
