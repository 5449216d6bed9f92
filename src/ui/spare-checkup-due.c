/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-due.h"

#include <glib/gi18n.h>

#include "spare-checkup-more.h"
#include "spare-checkup-rows.h"
#include "spare-due-row.h"
#include "spare-words.h"

#define LOOK_AHEAD (2 * 366 * G_TIME_SPAN_DAY / G_USEC_PER_SEC)

struct _SpareCheckupDue
{
  AdwPreferencesGroup parent_instance;

  GtkListBox         *list;
  SpareCheckupMore   *more;
  GPtrArray          *dues;     /* SpareDue */
  GPtrArray          *promises; /* SparePromise */
  SpareWindow        *window;   /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SpareCheckupDue, spare_checkup_due, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareCheckupDue *self = user_data;

  return spare_due_row_new (self->window, self->promises, item);
}

static void
fill_row_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  SpareCheckupDue *self = user_data;

  spare_due_row_fill (row, self->promises, item, spare_clock_get_now (spare_window_get_clock (self->window)));
}

static void
update_rows (SpareCheckupDue *self)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_extend (shown, self->dues, NULL, NULL);
  spare_checkup_more_cut (self->more, shown);
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (keys, spare_due_row_dup_key (g_ptr_array_index (shown, i)));
  spare_checkup_rows_sync (self->list, keys, shown, create_row_cb, fill_row_cb, self);
}

/* What was put off is among the findings again, and so may be the sheet. */
static gboolean
is_finding (const SpareDue *due,
            GPtrArray      *findings)
{
  if (g_str_equal (due->what, "set-aside"))
    return TRUE;

  for (guint i = 0; i < findings->len; i++)
    {
      const SpareFinding *finding = g_ptr_array_index (findings, i);

      if (finding->fix == SPARE_FIX_DRILL && g_strcmp0 (finding->record, due->record) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What has a date first: dozens of questions may wait that were never looked at. */
static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  gint64 one = (*(SpareDue *const *) a)->due;
  gint64 other = (*(SpareDue *const *) b)->due;

  return (one <= 0) - (other <= 0);
}

static void
spare_checkup_due_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_CHECKUP_DUE (object)->window);

  G_OBJECT_CLASS (spare_checkup_due_parent_class)->dispose (object);
}

static void
spare_checkup_due_finalize (GObject *object)
{
  SpareCheckupDue *self = SPARE_CHECKUP_DUE (object);

  g_ptr_array_unref (self->dues);
  g_ptr_array_unref (self->promises);

  G_OBJECT_CLASS (spare_checkup_due_parent_class)->finalize (object);
}

static void
spare_checkup_due_class_init (SpareCheckupDueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_checkup_due_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_checkup_due_finalize;
}

static void
spare_checkup_due_init (SpareCheckupDue *self)
{
  self->dues = g_ptr_array_new ();
  self->promises = g_ptr_array_new ();
  self->list = spare_checkup_more_add_list (ADW_PREFERENCES_GROUP (self), _("Due"));
  self->more = spare_checkup_more_new (SPARE_CHECKUP_DUE_MAX);
  g_signal_connect_object (self->more, "toggled", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
}

void
spare_checkup_due_update (SpareCheckupDue *self,
                          SpareWindow     *window,
                          SpareCheckup    *checkup)
{
  SpareVault *vault = spare_window_get_vault (window);
  GListModel *accounts = spare_vault_get_accounts (vault);
  GListModel *things = spare_vault_get_things (vault);
  GPtrArray *findings = spare_checkup_get_findings (checkup);
  g_autoptr(GPtrArray) promises = NULL;
  g_autoptr(GPtrArray) dues = NULL;

  g_return_if_fail (SPARE_IS_CHECKUP_DUE (self));

  g_set_weak_pointer (&self->window, window);
  promises = g_steal_pointer (&self->promises);
  dues = g_steal_pointer (&self->dues);
  self->promises = spare_promise_list (accounts, things);
  self->dues = spare_due_list (accounts, things, spare_clock_get_now (spare_window_get_clock (window)));
  for (guint i = self->dues->len; i-- > 0;)
    if (is_finding (g_ptr_array_index (self->dues, i), findings))
      g_ptr_array_remove_index (self->dues, i);
  g_ptr_array_sort (self->dues, compare_cb);
  update_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->dues->len > 0);
}

guint
spare_checkup_due_count (SpareCheckupDue *self)
{
  g_return_val_if_fail (SPARE_IS_CHECKUP_DUE (self), 0);

  return self->dues->len;
}

char *
spare_checkup_due_dup_next (SpareWindow *window)
{
  SpareVault *vault = spare_window_get_vault (window);
  gint64 now = spare_clock_get_now (spare_window_get_clock (window));
  g_autoptr(GPtrArray) dues = spare_due_list (spare_vault_get_accounts (vault), spare_vault_get_things (vault),
                                              now + LOOK_AHEAD);

  for (guint i = 0; i < dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);
      g_autofree char *date = NULL;

      if (due->due <= now)
        continue;
      date = spare_words_dup_date (due->due);
      /* Translators: the first %s is a day, the second one what is due then. */
      return g_strdup_printf (_("Next, on %s: %s"), date, due->title);
    }

  return NULL;
}
