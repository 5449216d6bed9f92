/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-list.h"

#include <glib/gi18n.h>

#include "spare-sets-row.h"

#define MAX_WIDTH 720

struct _SpareSetsList
{
  GtkWidget    parent_instance;

  GtkWidget   *scroller;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (SpareSetsList, spare_sets_list, GTK_TYPE_WIDGET)

/* The row with the focus, on itself or on its button. */
static GtkWidget *
find_focus_row (SpareSetsList *self,
                gboolean      *inside)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return NULL;

  row = gtk_widget_get_ancestor (focus, SPARE_TYPE_SETS_ROW);
  *inside = row != NULL;
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);

  return SPARE_IS_SETS_ROW (row) ? row : NULL;
}

static gboolean
spare_sets_list_focus (GtkWidget       *widget,
                       GtkDirectionType direction)
{
  SpareSetsList *self = SPARE_SETS_LIST (widget);
  gboolean inside = FALSE;
  GtkWidget *row;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (spare_sets_list_parent_class)->focus (widget, direction);

  row = find_focus_row (self, &inside);
  if (row == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_child_focus (row, direction);
  if (inside)
    return gtk_widget_child_focus (row, direction) || gtk_widget_grab_focus (gtk_widget_get_parent (row));

  return FALSE;
}

static gboolean
spare_sets_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPARE_SETS_LIST (widget)->view));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, spare_sets_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  spare_sets_row_set_item (SPARE_SETS_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  spare_sets_row_set_item (SPARE_SETS_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
spare_sets_list_dispose (GObject *object)
{
  g_clear_pointer (&SPARE_SETS_LIST (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (spare_sets_list_parent_class)->dispose (object);
}

static void
spare_sets_list_class_init (SpareSetsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sets_list_dispose;
  widget_class->focus = spare_sets_list_focus;
  widget_class->grab_focus = spare_sets_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
spare_sets_list_init (SpareSetsList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP_SCROLLABLE,
                                   "maximum-size", MAX_WIDTH,
                                   "tightening-threshold", MAX_WIDTH,
                                   NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "sets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Backup Codes"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (spare_sets_list_activate), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
spare_sets_list_set_model (SpareSetsList *self,
                           GListModel    *model)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  g_return_if_fail (SPARE_IS_SETS_LIST (self));

  if (model != NULL)
    selection = gtk_no_selection_new (g_object_ref (model));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

void
spare_sets_list_activate (SpareSetsList *self,
                          guint          position)
{
  g_autoptr(SpareSetsItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->view)), position);
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (item != NULL && g_action_parse_detailed_name (item->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}
