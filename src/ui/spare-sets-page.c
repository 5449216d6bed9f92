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
  GtkWidget      *search_button;
  GtkSearchBar   *search_bar;
  GtkEditable    *search_entry;
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

static gboolean
is_ready (SpareSetsPage *self)
{
  return !self->refused && spare_vault_get_state (spare_window_get_vault (self->window)) == SPARE_VAULT_READY;
}

static gboolean
can_search (SpareSetsPage *self)
{
  return is_ready (self) && spare_sets_model_has_content (self->model);
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
  else if (!spare_sets_model_has_content (self->model))
    page = "empty";
  else if (g_list_model_get_n_items (spare_sets_model_get_rows (self->model)) == 0)
    spare_state_page_show_no_results (self->state, gtk_editable_get_text (self->search_entry));
  else
    page = "list";

  if (!g_str_equal (page, "state"))
    spare_state_page_rest (self->state);
  show_page (self, page);
  gtk_widget_set_sensitive (self->print, is_ready (self));
  gtk_widget_set_sensitive (self->search_button, can_search (self));
}

static void
search_changed_cb (SpareSetsPage *self)
{
  if (self->model != NULL)
    spare_sets_model_set_search (self->model, gtk_editable_get_text (self->search_entry));
}

/* Enter does what a click on the first row does. */
static void
search_activate_cb (SpareSetsPage *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->content), "list"))
    spare_sets_list_activate (self->list, 0);
}

/* Closed by Escape or by the button: whoever searched goes on in the list. */
static void
search_mode_cb (SpareSetsPage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;

  gtk_editable_set_text (self->search_entry, "");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (widget);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return TRUE;
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
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* The view that comes to the front may have the focus already: once more would be the next stop. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->content)))
    return TRUE;

  return gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_sets_page_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_sets_page_dispose (GObject *object)
{
  SpareSetsPage *self = SPARE_SETS_PAGE (object);

  if (self->list != NULL)
    {
      spare_sets_list_set_model (self->list, NULL);
      gtk_search_bar_set_key_capture_widget (self->search_bar, NULL);
    }
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
  widget_class->focus = spare_sets_page_focus;
  widget_class->grab_focus = spare_sets_page_grab_focus;

  g_type_ensure (SPARE_TYPE_HOME_TITLE);
  g_type_ensure (SPARE_TYPE_SETS_LIST);
  g_type_ensure (SPARE_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, print);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, content);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, state);
  gtk_widget_class_bind_template_child (widget_class, SpareSetsPage, list);

  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);

  gtk_widget_class_install_action (widget_class, "sets.show-all", NULL, show_all_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
spare_sets_page_init (SpareSetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
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
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  spare_sets_list_set_model (self->list, spare_sets_model_get_rows (self->model));
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

void
spare_sets_page_start_search (SpareSetsPage *self)
{
  g_return_if_fail (SPARE_IS_SETS_PAGE (self));

  if (!can_search (self))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
spare_sets_page_clear_search (SpareSetsPage *self)
{
  g_return_if_fail (SPARE_IS_SETS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}
