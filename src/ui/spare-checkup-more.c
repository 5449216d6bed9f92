/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-more.h"

#include <glib/gi18n.h>

struct _SpareCheckupMore
{
  AdwBin     parent_instance;

  GtkButton *button;
  guint      max;
  gboolean   all;
};

enum
{
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareCheckupMore, spare_checkup_more, ADW_TYPE_BIN)

static void
clicked_cb (SpareCheckupMore *self)
{
  self->all = !self->all;
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
spare_checkup_more_class_init (SpareCheckupMoreClass *klass)
{
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_checkup_more_init (SpareCheckupMore *self)
{
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (GTK_WIDGET (self->button), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

SpareCheckupMore *
spare_checkup_more_new (guint max)
{
  SpareCheckupMore *self = g_object_new (SPARE_TYPE_CHECKUP_MORE, NULL);

  self->max = max;

  return self;
}

void
spare_checkup_more_cut (SpareCheckupMore *self,
                        GPtrArray        *items)
{
  g_autofree char *label = NULL;

  g_return_if_fail (SPARE_IS_CHECKUP_MORE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), items->len > self->max);
  if (self->all)
    label = g_strdup (_("Show _Fewer"));
  else
    /* Translators: %u is how many rows a list has. */
    label = g_strdup_printf (_("_Show All %u"), items->len);
  gtk_button_set_label (self->button, label);
  if (!self->all && items->len > self->max)
    g_ptr_array_set_size (items, (int) self->max);
}

GtkListBox *
spare_checkup_more_add_list (AdwPreferencesGroup *group,
                             const char          *title)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (group, list);

  return GTK_LIST_BOX (list);
}
