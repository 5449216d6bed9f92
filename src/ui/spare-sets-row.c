/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-row.h"

#include "spare-avatar.h"

#define AVATAR_SIZE 40

struct _SpareSetsRow
{
  GtkWidget      parent_instance;

  GtkWidget     *heading;
  GtkWidget     *card;
  GtkWidget     *avatar;
  GtkWidget     *icon;
  GtkLabel      *title;
  GtkLabel      *name;
  GtkWidget     *warning;
  GtkLabel      *status;
  GtkLabel      *detail;
  GtkWidget     *button;
  GtkWidget     *arrow;

  SpareSetsItem *item; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareSetsRow, spare_sets_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
update_button (SpareSetsRow *self)
{
  SpareSetsItem *item = self->item;
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  gtk_widget_set_visible (self->button, item->button != NULL);
  gtk_widget_set_visible (self->arrow, item->button == NULL);
  if (item->button == NULL || !g_action_parse_detailed_name (item->button, &name, &target, NULL))
    return;

  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), name);
  gtk_button_set_icon_name (GTK_BUTTON (self->button), item->button_icon);
  gtk_widget_set_tooltip_text (self->button, item->button_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, item->button_label, -1);
}

static void
update (SpareSetsRow *self)
{
  SpareSetsItem *item = self->item;
  gboolean account = item->kind == SPARE_SETS_HAVE || item->kind == SPARE_SETS_NONE;
  g_autofree char *spoken = spare_sets_item_dup_spoken (item);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  set_text (GTK_LABEL (self->heading), item->heading);
  set_text (self->title, item->title);
  set_text (self->name, item->name);
  set_text (self->status, item->status);
  set_text (self->detail, item->detail);
  gtk_widget_set_visible (self->avatar, account);
  gtk_widget_set_visible (self->icon, item->kind == SPARE_SETS_TODO || item->kind == SPARE_SETS_ORPHAN);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), item->kind == SPARE_SETS_TODO ? "task-due-symbolic"
                                                                                      : "text-x-generic-symbolic");
  if (account)
    spare_avatar_set_text (SPARE_AVATAR (self->avatar), item->title);
  gtk_widget_set_visible (self->warning, item->low);
  if (item->low)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "warning");
  update_button (self);

  /* What has the focus is the list's item around it. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
spare_sets_row_dispose (GObject *object)
{
  SpareSetsRow *self = SPARE_SETS_ROW (object);

  spare_sets_row_set_item (self, NULL);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->card, gtk_widget_unparent);

  G_OBJECT_CLASS (spare_sets_row_parent_class)->dispose (object);
}

static void
spare_sets_row_class_init (SpareSetsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sets_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class,
           gboolean    wrap)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   "wrap", wrap,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "ellipsize", wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
create_image (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE,
                       "icon-name", icon,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "valign", GTK_ALIGN_CENTER,
                       NULL);
}

static GtkWidget *
create_texts (SpareSetsRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line;

  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  self->title = add_label (texts, "service", TRUE);
  self->name = add_label (texts, "dim-label", FALSE);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (line, "status");
  gtk_box_append (GTK_BOX (texts), line);
  self->warning = create_image ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->warning, "warning");
  gtk_box_append (GTK_BOX (line), self->warning);
  self->status = add_label (line, NULL, TRUE);
  self->detail = add_label (texts, "caption", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");

  return texts;
}

static void
spare_sets_row_init (SpareSetsRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->heading = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (self->heading, "heading");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));

  self->card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->card, "set-card");
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));

  self->avatar = spare_avatar_new (AVATAR_SIZE);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->card), self->avatar);
  self->icon = create_image (NULL);
  gtk_box_append (GTK_BOX (self->card), self->icon);
  gtk_box_append (GTK_BOX (self->card), create_texts (self));

  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_box_append (GTK_BOX (self->card), self->button);
  self->arrow = create_image ("go-next-symbolic");
  gtk_widget_add_css_class (self->arrow, "dim-label");
  gtk_box_append (GTK_BOX (self->card), self->arrow);
}

GtkWidget *
spare_sets_row_new (void)
{
  return g_object_new (SPARE_TYPE_SETS_ROW, NULL);
}

void
spare_sets_row_set_item (SpareSetsRow  *self,
                         SpareSetsItem *item)
{
  g_return_if_fail (SPARE_IS_SETS_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  update (self);
}
