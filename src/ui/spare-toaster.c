/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-toaster.h"

#include <glib/gi18n.h>

#define SECONDS        4
#define ACTION_SECONDS 8

struct _SpareToaster
{
  GObject          parent_instance;

  AdwToastOverlay *overlay;
  AdwToast        *toast; /* (owned) (nullable): the one on screen */
  GtkWidget       *title;
  GtkWidget       *line;
  guint            timer;
};

G_DEFINE_FINAL_TYPE (SpareToaster, spare_toaster, G_TYPE_OBJECT)

static void
dismissed_cb (SpareToaster *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
}

static gboolean
timer_cb (gpointer user_data)
{
  SpareToaster *self = user_data;

  self->timer = 0;
  adw_toast_dismiss (self->toast);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

/* The toolkit's own button to close a toast has an icon and no name. */
static void
name_close_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Dismiss"), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_close_button (child);
}

/* Toasts do not wrap: in a narrow window, two short lines show more than one. */
static void
create_toast (SpareToaster *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = create_label ("title");
  self->line = create_label ("line");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->line);

  self->toast = adw_toast_new ("");
  adw_toast_set_custom_title (self->toast, box);
  adw_toast_set_timeout (self->toast, 0);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
  name_close_button (gtk_widget_get_last_child (GTK_WIDGET (self->overlay)));
}

static void
spare_toaster_dispose (GObject *object)
{
  SpareToaster *self = SPARE_TOASTER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);

  G_OBJECT_CLASS (spare_toaster_parent_class)->dispose (object);
}

static void
spare_toaster_class_init (SpareToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_toaster_dispose;
}

static void
spare_toaster_init (SpareToaster *self)
{
}

SpareToaster *
spare_toaster_new (AdwToastOverlay *overlay)
{
  SpareToaster *self = g_object_new (SPARE_TYPE_TOASTER, NULL);

  self->overlay = overlay;

  return self;
}

/* The target before the name: the button looks at both with each change. */
static void
set_action (SpareToaster *self,
            const char   *detailed_action)
{
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;

  adw_toast_set_action_name (self->toast, NULL);
  if (detailed_action == NULL
      || !g_action_parse_detailed_name (detailed_action, &name, &target, NULL))
    return;

  adw_toast_set_action_target_value (self->toast, target);
  adw_toast_set_action_name (self->toast, name);
}

void
spare_toaster_say (SpareToaster *self,
                   const char   *text,
                   const char   *button,
                   const char   *detailed_action)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", 2);
  gboolean two = lines[0] != NULL && lines[1] != NULL;

  g_return_if_fail (SPARE_IS_TOASTER (self));

  if (self->toast == NULL)
    create_toast (self);

  gtk_label_set_text (GTK_LABEL (self->title), lines[0] != NULL ? lines[0] : "");
  gtk_label_set_text (GTK_LABEL (self->line), two ? lines[1] : "");
  gtk_widget_set_visible (self->line, two);
  adw_toast_set_button_label (self->toast, button);
  set_action (self, detailed_action);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (button != NULL ? ACTION_SECONDS : SECONDS, timer_cb, self);
}
