/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-hint-row.h"

struct _SpareHintRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget        *box;
  GtkWidget        *icon;
  GtkLabel         *label;
  SpareHintKind     kind;
};

G_DEFINE_FINAL_TYPE (SpareHintRow, spare_hint_row, ADW_TYPE_PREFERENCES_ROW)

static const char *const kind_classes[] = { "dim-label", "warning", "error" };

static void
spare_hint_row_class_init (SpareHintRowClass *klass)
{
}

static void
spare_hint_row_init (SpareHintRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->box, "hint");

  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "icon-name", "dialog-warning-symbolic",
                             "valign", GTK_ALIGN_START,
                             NULL);
  gtk_box_append (GTK_BOX (self->box), self->icon);

  self->label = g_object_new (GTK_TYPE_LABEL,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0,
                              "hexpand", TRUE,
                              NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hint");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
spare_hint_row_set (SpareHintRow *self,
                    SpareHintKind kind,
                    const char   *text)
{
  g_return_if_fail (SPARE_IS_HINT_ROW (self));

  for (guint i = 0; i < G_N_ELEMENTS (kind_classes); i++)
    gtk_widget_remove_css_class (self->box, kind_classes[i]);
  gtk_widget_add_css_class (self->box, kind_classes[kind]);

  self->kind = kind;
  gtk_widget_set_visible (self->icon, kind != SPARE_HINT_NOTE);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

const char *
spare_hint_row_get_text (SpareHintRow *self)
{
  g_return_val_if_fail (SPARE_IS_HINT_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}

SpareHintKind
spare_hint_row_get_kind (SpareHintRow *self)
{
  g_return_val_if_fail (SPARE_IS_HINT_ROW (self), SPARE_HINT_NOTE);

  return self->kind;
}
