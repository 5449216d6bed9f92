/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-due.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-change.h"
#include "spare-checkup-more.h"
#include "spare-checkup-rows.h"
#include "spare-code-set.h"
#include "spare-promise.h"
#include "spare-sheet-record.h"
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

static char *
dup_key (const SpareDue *due)
{
  return g_strdup_printf ("%s:%s", due->what, due->record != NULL ? due->record : "");
}

/* (nullable) */
static const SparePromise *
find_promise (SpareCheckupDue *self,
              const SpareDue  *due)
{
  for (guint i = 0; i < self->promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (self->promises, i);
      gsize length = strlen (promise->key);

      if (due->record != NULL && strncmp (due->record, promise->key, length) == 0
          && (promise->subject == NULL ? due->record[length] == '\0'
                                       : due->record[length] == ':'
                                           && g_str_equal (due->record + length + 1, promise->subject)))
        return promise;
    }

  return NULL;
}

static void
confirm_cb (GtkButton       *button,
            SpareCheckupDue *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_EXPANDER_ROW);
  const SparePromise *promise = g_object_get_data (G_OBJECT (row), "promise");
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) record = NULL;
  SpareChange *change;

  if (self->window == NULL || promise == NULL)
    return;

  record = spare_promise_say (spare_vault_get_things (spare_window_get_vault (self->window)), promise, id,
                              spare_clock_get_now (spare_window_get_clock (self->window)));
  change = spare_change_new (self->window, spare_thing_get_id (record));
  change->done = g_strdup_printf (ngettext ("Noted. Asked again in %u month", "Noted. Asked again in %u months",
                                            promise->months), promise->months);
  spare_change_save_one (change, SPARE_RECORD (record));
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL,
                                  "label", label,
                                  "use-underline", TRUE,
                                  "mnemonic-widget", button,
                                  "wrap", TRUE,
                                  "justify", GTK_JUSTIFY_CENTER,
                                  NULL);

  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

/* What the answer No leads to: (nullable) where one writes it down. */
static const char *
find_action (SpareCheckupDue *self,
             const char      *subject)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  g_autoptr(SpareThing) thing = spare_thing_find (spare_vault_get_things (vault), subject);

  if (thing != NULL)
    return "win.fact";

  return spare_vault_find (vault, subject) != NULL ? "win.interview" : NULL;
}

static GtkWidget *
create_promise (SpareCheckupDue    *self,
                const SparePromise *promise)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inside = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *action = promise->subject != NULL ? find_action (self, promise->subject) : NULL;
  GtkWidget *button;

  gtk_widget_add_css_class (box, "finding");
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", promise->text, "wrap", TRUE, "wrap-mode",
                                               PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL));
  gtk_box_append (GTK_BOX (box), buttons);
  button = add_button (buttons, _("_Yes"));
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (confirm_cb), self, 0);
  if (action != NULL)
    {
      button = add_button (buttons, _("_No, Change It…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", promise->subject);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inside), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inside), FALSE);
  gtk_widget_set_focusable (inside, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inside);

  return row;
}

/* Where one does it: (nullable). @target: (out): NULL for none */
static const char *
find_way (SpareCheckupDue *self,
          const SpareDue  *due,
          const char     **target)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  g_autoptr(SpareThing) thing = due->record != NULL
                                  ? spare_thing_find (spare_vault_get_things (vault), due->record) : NULL;

  *target = NULL;
  if (thing == NULL)
    return NULL;
  if (spare_thing_is_code_set (thing))
    {
      *target = spare_code_set_get_account (thing);
      return "win.show-set";
    }
  if (g_str_equal (due->what, "sheet") && spare_sheet_record_get_kind (thing) == SPARE_SHEET_CODES)
    {
      *target = due->record;
      return "win.drill";
    }

  return "win.show-sheets";
}

static GtkWidget *
create_plain (SpareCheckupDue *self,
              const SpareDue  *due)
{
  GtkWidget *row = adw_action_row_new ();
  const char *target;
  const char *action = find_way (self, due, &target);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (action == NULL)
    return row;

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareCheckupDue *self = user_data;
  const SparePromise *promise = find_promise (self, item);
  GtkWidget *row = promise != NULL ? create_promise (self, promise) : create_plain (self, item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);

  return row;
}

static void
fill_row_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  const SpareDue *due = item;
  g_autofree char *date = due->due > 0 ? spare_words_dup_date (due->due) : NULL;
  g_autofree char *since = NULL;

  /* Translators: %s is a day. */
  since = date != NULL ? g_strdup_printf (_("Due since %s"), date) : g_strdup (_("Not looked at yet"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), due->title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), since);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), since);
  g_object_set_data (G_OBJECT (row), "promise", (gpointer) find_promise (user_data, due));
}

static void
update_rows (SpareCheckupDue *self)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_extend (shown, self->dues, NULL, NULL);
  spare_checkup_more_cut (self->more, shown);
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (keys, dup_key (g_ptr_array_index (shown, i)));
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
