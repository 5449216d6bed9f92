/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-page.h"

#include <glib/gi18n.h>

#include "spare-sets-list.h"
#include "spare-sets-model.h"
#include "spare-state-page.h"

struct _SpareSetsPage
{
  AdwBin          parent_instance;

  SpareHomeTitle *title;
  GtkMenuButton  *menu_button;
  GtkWidget      *print;
  GtkStack       *content;
  SpareStatePage *state;
  SpareSetsList  *list;

  SpareWindow    *window; /* (nullable): borrowed */
  SpareSetsModel *model;  /* (nullable) */
  gboolean        refused;
};

G_DEFINE_FINAL_TYPE (SpareSetsPage, spare_sets_page, ADW_TYPE_BIN)

/* Tab would go to buttons behind the page in front (GTK 4.8). */
static void
show_page (SpareSetsPage *self,
           const char    *name)
{
  static const char *const names[] = { "state", "empty", "list" };

  gtk_widget_set_visible (gtk_stack_get_child_by_name (self->content, name), TRUE);
  gtk_stack_set_visible_child_name (self->content, name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_set_visible (gtk_stack_get_child_by_name (self->content, names[i]), g_str_equal (names[i], name));
}

static void
update (SpareSetsPage *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  const char *page = "state";

  if (vault == NULL || self->model == NULL)
    return;

  if (self->refused)
    spare_state_page_show_self_test (self->state);
  else if (spare_vault_get_state (vault) != SPARE_VAULT_READY)
    spare_state_page_show_vault (self->state, vault);
  else
    page = spare_sets_model_has_sets (self->model) ? "list" : "empty";

  if (!g_str_equal (page, "state"))
    spare_state_page_rest (self->state);
  show_page (self, page);
  gtk_widget_set_sensitive (self->print, !g_str_equal (page, "state"));
}

static void
show_all_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (widget);

  spare_sets_model_set_show_all (self->model, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
spare_sets_page_map (GtkWidget *widget)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (widget);

  /* Days pass while a window is open. */
  if (self->model != NULL && self->window != NULL)
    {
      spare_sets_model_refresh (self->model, spare_clock_get_now (spare_window_get_clock (self->window)));
      update (self);
    }

  GTK_WIDGET_CLASS (spare_sets_page_parent_class)->map (widget);
}

static void
spare_sets_page_unmap (GtkWidget *widget)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (widget);

  if (self->model != NULL)
    spare_sets_model_rest (self->model);

  GTK_WIDGET_CLASS (spare_sets_page_parent_class)->unmap (widget);
}

static gboolean
spare_sets_page_grab_focus (GtkWidget *widget)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (widget);

  return gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

static void
spare_sets_page_dispose (GObject *object)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (object);

  if (self->list != NULL)
    spare_sets_list_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->model);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_sets_page_parent_class)->dispose (object);
}

static void
spare_sets_page_class_init (SpareSetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sets_page_dispose;
  widget_class->map = spare_sets_page_map;
  widget_class->unmap = spare_sets_page_unmap;
  widget_class->grab_focus = spare_sets_page_grab_focus;

  g_type_ensure (SPARE_TYPE_HOME_TITLE);
  g_type_ensure (SPARE_TYPE_SETS_LIST);
  g_type_ensure (SPARE_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, print);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, content);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, state);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, list);

  gtk_widget_class_install_action (widget_class, "sets.show-all", NULL, show_all_cb);
}

static void
spare_sets_page_init (SpareSetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->print), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->print), "win.print-sheet");
}

void
spare_sets_page_set_window (SpareSetsPage *self,
                            SpareWindow   *window,
                            GMenuModel    *menu)
{
  SpareVault *vault = spare_window_get_vault (window);

  g_return_if_fail (SPARE_IS_SETS_PAGE (self));
  g_return_if_fail (self->model == NULL);

  g_set_weak_pointer (&self->window, window);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  self->model = spare_sets_model_new (vault);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  spare_sets_list_set_model (self->list, G_LIST_MODEL (self->model));
  update (self);
}

SpareHomeTitle *
spare_sets_page_get_title (SpareSetsPage *self)
{
  return self->title;
}

void
spare_sets_page_refuse (SpareSetsPage *self)
{
  self->refused = TRUE;
  update (self);
}
