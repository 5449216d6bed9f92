/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-calendar-page.h"

#include <glib/gi18n.h>

#include "spare-checkup-more.h"
#include "spare-checkup-rows.h"
#include "spare-due-row.h"
#include "spare-words.h"

/* What is overdue, what was never looked at, and each month from this one on. */
enum
{
  PART_OVERDUE,
  PART_OPEN,
  PART_MONTHS,
  N_PARTS = PART_MONTHS + SPARE_DUE_MONTHS + 1,
};

typedef struct
{
  GtkWidget  *group;
  GtkListBox *list;
} Part;

struct _SpareCalendarPage
{
  AdwBin       parent_instance;

  GtkWidget   *back;
  GtkStack    *stack;
  GtkBox      *content;

  SpareWindow *window;   /* (nullable): borrowed */
  Part         parts[N_PARTS];
  GPtrArray   *promises; /* SparePromise */
  gint64       now;
  guint        update_idle;
};

G_DEFINE_FINAL_TYPE (SpareCalendarPage, spare_calendar_page, ADW_TYPE_BIN)

static int
count_months (gint64 time)
{
  g_autoptr(GDateTime) day = g_date_time_new_from_unix_local (time);

  return g_date_time_get_year (day) * 12 + g_date_time_get_month (day);
}

static guint
find_part (SpareCalendarPage *self,
           const SpareDue    *due)
{
  if (due->due <= 0)
    return PART_OPEN;
  if (due->due <= self->now)
    return PART_OVERDUE;

  return PART_MONTHS + (guint) CLAMP (count_months (due->due) - count_months (self->now), 0, SPARE_DUE_MONTHS);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareCalendarPage *self = user_data;

  return spare_due_row_new (self->window, self->promises, item);
}

static void
fill_row_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  SpareCalendarPage *self = user_data;

  spare_due_row_fill (row, self->promises, item, self->now);
}

static void
fill (SpareCalendarPage *self,
      guint              part,
      GPtrArray         *dues)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < dues->len; i++)
    if (find_part (self, g_ptr_array_index (dues, i)) == part)
      {
        g_ptr_array_add (items, g_ptr_array_index (dues, i));
        g_ptr_array_add (keys, spare_due_row_dup_key (g_ptr_array_index (dues, i)));
      }
  spare_checkup_rows_sync (self->parts[part].list, keys, items, create_row_cb, fill_row_cb, self);
  gtk_widget_set_visible (self->parts[part].group, items->len > 0);
}

static void
set_title (Part       *part,
           const char *title)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (part->group), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
name_months (SpareCalendarPage *self)
{
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (self->now);

  for (int i = 0; i <= SPARE_DUE_MONTHS; i++)
    {
      g_autoptr(GDateTime) first = g_date_time_new_local (g_date_time_get_year (today), g_date_time_get_month (today), 1,
                                                          12, 0, 0);
      g_autoptr(GDateTime) month = g_date_time_add_months (first, i);
      /* Translators: a month, as g_date_time_format() has it: "May 2026". */
      g_autofree char *title = g_date_time_format (month, _("%OB %Y"));

      set_title (&self->parts[PART_MONTHS + i], title);
    }
}

static void
update (SpareCalendarPage *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  g_autoptr(GPtrArray) dues = NULL;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (vault == NULL)
    return;

  self->now = spare_clock_get_now (spare_window_get_clock (self->window));
  g_ptr_array_unref (self->promises);
  self->promises = spare_promise_list (spare_vault_get_accounts (vault), spare_vault_get_things (vault));
  dues = spare_due_list (spare_vault_get_accounts (vault), spare_vault_get_things (vault), spare_due_get_end (self->now));
  name_months (self);
  for (guint i = 0; i < N_PARTS; i++)
    fill (self, i, dues);
  gtk_stack_set_visible_child_name (self->stack, dues->len > 0 ? "list" : "empty");
  /* The last row of a month went, and the focus with it. */
  if (focused && gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
update_idle_cb (gpointer user_data)
{
  SpareCalendarPage *self = user_data;

  self->update_idle = 0;
  update (self);
}

/* A change comes as several signals; while nobody looks, none is followed. */
static void
queue_update (SpareCalendarPage *self)
{
  if (self->update_idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

/* Days pass while a window is open. */
static void
spare_calendar_page_map (GtkWidget *widget)
{
  update (SPARE_CALENDAR_PAGE (widget));

  GTK_WIDGET_CLASS (spare_calendar_page_parent_class)->map (widget);
}

static gboolean
spare_calendar_page_grab_focus (GtkWidget *widget)
{
  SpareCalendarPage *self = SPARE_CALENDAR_PAGE (widget);

  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD) || gtk_widget_grab_focus (self->back);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_calendar_page_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_calendar_page_dispose (GObject *object)
{
  SpareCalendarPage *self = SPARE_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_calendar_page_parent_class)->dispose (object);
}

static void
spare_calendar_page_finalize (GObject *object)
{
  g_ptr_array_unref (SPARE_CALENDAR_PAGE (object)->promises);

  G_OBJECT_CLASS (spare_calendar_page_parent_class)->finalize (object);
}

static void
spare_calendar_page_class_init (SpareCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_calendar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_calendar_page_finalize;
  widget_class->map = spare_calendar_page_map;
  widget_class->grab_focus = spare_calendar_page_grab_focus;
  widget_class->focus = spare_calendar_page_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareCalendarPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareCalendarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareCalendarPage, content);
}

static void
spare_calendar_page_init (SpareCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->promises = g_ptr_array_new ();
  for (guint i = 0; i < N_PARTS; i++)
    {
      Part *part = &self->parts[i];

      part->group = adw_preferences_group_new ();
      part->list = spare_checkup_more_add_list (ADW_PREFERENCES_GROUP (part->group), "");
      gtk_box_append (self->content, part->group);
    }
  set_title (&self->parts[PART_OVERDUE], _("Overdue"));
  set_title (&self->parts[PART_OPEN], _("Not Looked At Yet"));
}

GtkWidget *
spare_calendar_page_new (SpareWindow *window)
{
  SpareCalendarPage *self = g_object_new (SPARE_TYPE_CALENDAR_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
