/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with backup codes and sheets. */
#include "spare-window-private.h"

/* One a line, by name. */
static const struct
{
  const char                 *name;
  const char                 *parameter; /* (nullable) */
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { NULL },
};

void
spare_window_update_codes_actions (SpareWindow *self)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, spare_window_is_ready (self));
}

void
spare_window_class_install_codes (GtkWidgetClass *widget_class)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
}
