/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-compat.h"

void
spare_compat_announce (GtkAccessible *accessible,
                       const char    *text)
{
#if GTK_CHECK_VERSION (4, 14, 0) /* Drop the guard when the floor reaches 4.14. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (accessible, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
#endif
}
