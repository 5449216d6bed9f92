/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-notice.h"

struct _SpareNotice
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkWidget   *place;
  GtkButton   *button;
};

G_DEFINE_FINAL_TYPE (SpareNotice, spare_notice, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
close_cb (SpareNotice *self)
{
  spare_notice_hide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
spare_notice_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_notice_parent_class)->dispose (object);
}

static void
spare_notice_class_init (SpareNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_notice_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, SpareNotice, label);
  gtk_widget_class_bind_template_child (widget_class, SpareNotice, place);
  gtk_widget_class_bind_template_child (widget_class, SpareNotice, button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
spare_notice_init (SpareNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_notice_show (SpareNotice *self,
                   const char  *text,
                   const char  *button,
                   const char  *action)
{
  g_return_if_fail (SPARE_IS_NOTICE (self));

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (self->place, button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->button, button);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
spare_notice_hide (SpareNotice *self)
{
  g_return_if_fail (SPARE_IS_NOTICE (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
