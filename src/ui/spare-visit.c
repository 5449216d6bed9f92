/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-visit.h"

#include <glib/gi18n.h>

/* A page on its way to the browser. */
typedef struct
{
  SpareWindow *window;
  char        *address;
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->window);
  g_free (visit->address);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Visit) visit = user_data;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, NULL) || spare_window_get_vault (visit->window) == NULL)
    return;

  /* Translators: %s is an address. */
  text = g_strdup_printf (_("No browser could be opened. Open this page yourself:\n%s"), visit->address);
  spare_window_toast (visit->window, text);
}

void
spare_visit_open (SpareWindow *window,
                  const char  *address)
{
  g_autoptr(GAppLaunchContext) context = NULL;
  Visit *visit = g_new (Visit, 1);

  visit->window = g_object_ref (window);
  visit->address = g_strdup (address);
  context = G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (window))));
  g_app_info_launch_default_for_uri_async (visit->address, context, NULL, opened_cb, visit);
}
