/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide-window-private.h"

#include <glib/gi18n.h>

#include "spare-words.h"

GtkWidget *
spare_guide_rows_add_group (SpareGuideWindow *self,
                            const char       *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->content, group);

  return group;
}

GtkWidget *
spare_guide_rows_add (GtkWidget        *group,
                      const char       *icon,
                      const char       *title,
                      const char       *subtitle,
                      GCallback         activated,
                      SpareGuideWindow *self)
{
  GtkWidget *row = adw_action_row_new ();

  /* Names of services and accounts are no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), activated != NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), activated != NULL);
  if (activated != NULL)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      g_signal_connect_object (row, "activated", activated, self, G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareGuideWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || self->window == NULL)
    return;
  spare_notice_show (self->notice, _("No browser could be started. Type the address into your browser yourself."),
                     NULL, NULL);
}

void
spare_guide_rows_open (SpareGuideWindow *self,
                       const char       *address)
{
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (
    GTK_WIDGET (self)));

  spare_notice_hide (self->notice);
  g_app_info_launch_default_for_uri_async (address, G_APP_LAUNCH_CONTEXT (context), self->cancellable, opened_cb,
                                           g_object_ref (self));
}

static void
address_cb (SpareGuideWindow *self,
            AdwActionRow     *row)
{
  spare_guide_rows_open (self, g_object_get_data (G_OBJECT (row), "address"));
}

void
spare_guide_rows_add_address (SpareGuideWindow *self,
                              const char       *title,
                              const char       *address)
{
  GtkWidget *group = spare_guide_rows_add_group (self, NULL);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "web-browser-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "address", g_strdup (address), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (address_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

void
spare_guide_rows_add_note (SpareGuideWindow *self,
                           const char       *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->content, label);
}

void
spare_guide_rows_add_source (SpareGuideWindow *self,
                             const char       *fact)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *source = spare_service_get_source (service, fact);
  g_autoptr(GUri) uri = source != NULL ? g_uri_parse (source, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *time = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GDateTime) day = NULL;

  if (uri == NULL)
    return;

  time = g_strconcat (spare_service_get_checked (service, fact), "T12:00:00Z", NULL);
  day = g_date_time_new_from_iso8601 (time, NULL);
  date = spare_words_dup_date (g_date_time_to_unix (day));
  /* Translators: the first %s is an internet domain, the second one a day. */
  text = g_strdup_printf (_("As read at %s on %s. It may look different by now."), g_uri_get_host (uri), date);
  spare_guide_rows_add_note (self, text);
}
