/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with backup codes and sheets. */
#include "spare-window-private.h"

void
spare_window_class_install_codes (GtkWidgetClass *widget_class)
{
}
