/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-history-page.h"

#include <glib/gi18n.h>

#include "spare-history-chart.h"
#include "spare-words.h"

struct _SpareHistoryPage
{
  AdwBin             parent_instance;

  GtkWidget         *back;
  GtkStack          *stack;
  SpareHistoryChart *chart;
  GtkWidget         *only;
  GtkListBox        *list;

  SpareWindow       *window; /* (nullable): borrowed */
  guint              update_idle;
};

G_DEFINE_FINAL_TYPE (SpareHistoryPage, spare_history_page, ADW_TYPE_BIN)

static char *
dup_sentences (const SpareCount *count)
{
  /* Translators: two numbers. */
  g_autofree char *lost = g_strdup_printf (ngettext ("The worst loss costs %u of %u account.",
                                                     "The worst loss costs %u of %u accounts.", count->accounts),
                                           count->lost, count->accounts);
  g_autofree char *taken = g_strdup_printf (ngettext ("The worst taking gives away %u of %u account.",
                                                      "The worst taking gives away %u of %u accounts.",
                                                      count->accounts),
                                            count->seized, count->accounts);
  g_autofree char *open = NULL;

  if (count->findings >= 0)
    open = g_strdup_printf (ngettext ("%d finding open.", "%d findings open.", (gulong) count->findings),
                            count->findings);
  else
    open = g_strdup (_("How many findings were open was not noted."));

  return g_strjoin ("\n", lost, taken, open, NULL);
}

static GtkWidget *
create_row (const SpareCount *count)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = spare_words_dup_date (count->time);
  g_autofree char *text = dup_sentences (count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static void
update (SpareHistoryPage *self)
{
  g_autoptr(GArray) counts = NULL;
  GtkListBoxRow *row;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (self->window == NULL || spare_window_get_vault (self->window) == NULL)
    return;

  counts = spare_history_list (spare_vault_get_things (spare_window_get_vault (self->window)));
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = counts->len; i > 0; i--)
    gtk_list_box_append (self->list, create_row (&g_array_index (counts, SpareCount, i - 1)));
  spare_history_chart_set (self->chart, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), counts->len > 1);
  gtk_widget_set_visible (self->only, counts->len == 1);
  gtk_stack_set_visible_child_name (self->stack, counts->len > 0 ? "list" : "empty");
}

static void
update_idle_cb (gpointer user_data)
{
  SpareHistoryPage *self = user_data;

  self->update_idle = 0;
  update (self);
}

/* A change comes as several signals; while nobody looks, none is followed. */
static void
queue_update (SpareHistoryPage *self)
{
  if (self->update_idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

static void
spare_history_page_map (GtkWidget *widget)
{
  update (SPARE_HISTORY_PAGE (widget));

  GTK_WIDGET_CLASS (spare_history_page_parent_class)->map (widget);
}

static gboolean
spare_history_page_grab_focus (GtkWidget *widget)
{
  SpareHistoryPage *self = SPARE_HISTORY_PAGE (widget);
  GtkListBoxRow *row;

  update (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);

  return gtk_widget_grab_focus (self->back);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_history_page_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_history_page_dispose (GObject *object)
{
  SpareHistoryPage *self = SPARE_HISTORY_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_history_page_parent_class)->dispose (object);
}

static void
spare_history_page_class_init (SpareHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_history_page_dispose;
  widget_class->map = spare_history_page_map;
  widget_class->grab_focus = spare_history_page_grab_focus;
  widget_class->focus = spare_history_page_focus;

  g_type_ensure (SPARE_TYPE_HISTORY_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareHistoryPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareHistoryPage, chart);
  gtk_widget_class_bind_template_child (widget_class, SpareHistoryPage, only);
  gtk_widget_class_bind_template_child (widget_class, SpareHistoryPage, list);
}

static void
spare_history_page_init (SpareHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_history_page_new (SpareWindow *window)
{
  SpareHistoryPage *self = g_object_new (SPARE_TYPE_HISTORY_PAGE, NULL);
  GListModel *things = spare_vault_get_things (spare_window_get_vault (window));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (things, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
