/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-due-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-change.h"
#include "spare-checkup-rows.h"
#include "spare-code-set.h"
#include "spare-sheet-record.h"
#include "spare-words.h"

char *
spare_due_row_dup_key (const SpareDue *due)
{
  return g_strdup_printf ("%s:%s", due->what, due->record != NULL ? due->record : "");
}

/* (nullable): the review has a page of its own */
static const SparePromise *
find_promise (GPtrArray      *promises,
              const SpareDue *due)
{
  if (g_str_equal (due->what, SPARE_PROMISE_REVIEW))
    return NULL;

  for (guint i = 0; i < promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (promises, i);
      gsize length = strlen (promise->key);

      if (due->record != NULL && strncmp (due->record, promise->key, length) == 0
          && (promise->subject == NULL ? due->record[length] == '\0'
                                       : due->record[length] == ':'
                                           && g_str_equal (due->record + length + 1, promise->subject)))
        return promise;
    }

  return NULL;
}

/* (nullable): after the window's end there is none */
static SpareWindow *
get_window (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);

  return SPARE_IS_WINDOW (root) && spare_window_get_vault (SPARE_WINDOW (root)) != NULL ? SPARE_WINDOW (root) : NULL;
}

static void
confirm_cb (GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_EXPANDER_ROW);
  const SparePromise *promise = g_object_get_data (G_OBJECT (row), "promise");
  SpareWindow *window = get_window (row);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) record = NULL;
  SpareChange *change;

  if (window == NULL || promise == NULL)
    return;

  record = spare_promise_say (spare_vault_get_things (spare_window_get_vault (window)), promise, id,
                              spare_clock_get_now (spare_window_get_clock (window)));
  change = spare_change_new (window, spare_thing_get_id (record));
  change->done = g_strdup_printf (ngettext ("Noted. Asked again in %u month", "Noted. Asked again in %u months",
                                            promise->months), promise->months);
  spare_change_save_one (change, SPARE_RECORD (record));
}

/* What the answer No leads to: (nullable) where one writes it down. */
static const char *
find_action (SpareWindow *window,
             const char  *subject)
{
  SpareVault *vault = spare_window_get_vault (window);
  g_autoptr(SpareThing) thing = spare_thing_find (spare_vault_get_things (vault), subject);

  if (thing != NULL)
    return "win.fact";

  return spare_vault_find (vault, subject) != NULL ? "win.interview" : NULL;
}

static GtkWidget *
create_promise (SpareWindow        *window,
                const SparePromise *promise)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *buttons = spare_checkup_rows_add_inside (row, promise->text);
  const char *action = promise->subject != NULL ? find_action (window, promise->subject) : NULL;
  GtkWidget *button;

  button = spare_checkup_rows_add_button (buttons, _("_Yes"));
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect (button, "clicked", G_CALLBACK (confirm_cb), NULL);
  if (action != NULL)
    {
      button = spare_checkup_rows_add_button (buttons, _("_No, Change It…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", promise->subject);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
    }

  return row;
}

/* Where one does it: (nullable). @target: (out): NULL for none */
static const char *
find_way (SpareWindow    *window,
          const SpareDue *due,
          const char    **target)
{
  SpareVault *vault = spare_window_get_vault (window);
  g_autoptr(SpareThing) thing = due->record != NULL
                                  ? spare_thing_find (spare_vault_get_things (vault), due->record) : NULL;

  *target = NULL;
  if (g_str_equal (due->what, SPARE_PROMISE_REVIEW))
    return "win.review";
  if (g_str_equal (due->what, "set-aside"))
    return "win.show-checkup";
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
create_plain (SpareWindow    *window,
              const SpareDue *due)
{
  GtkWidget *row = adw_action_row_new ();
  const char *target;
  const char *action = find_way (window, due, &target);

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

GtkWidget *
spare_due_row_new (SpareWindow    *window,
                   GPtrArray      *promises,
                   const SpareDue *due)
{
  const SparePromise *promise = find_promise (promises, due);
  GtkWidget *row = promise != NULL ? create_promise (window, promise) : create_plain (window, due);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);

  return row;
}

void
spare_due_row_fill (GtkWidget      *row,
                    GPtrArray      *promises,
                    const SpareDue *due,
                    gint64          now)
{
  g_autofree char *date = due->due > 0 ? spare_words_dup_date (due->due) : NULL;
  g_autofree char *since = NULL;

  if (date == NULL)
    since = g_strdup (_("Not looked at yet"));
  else if (due->due > now)
    /* Translators: %s is a day. */
    since = g_strdup_printf (_("Due on %s"), date);
  else
    /* Translators: %s is a day. */
    since = g_strdup_printf (_("Due since %s"), date);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), due->title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), since);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), since);
  g_object_set_data_full (G_OBJECT (row), "promises", g_ptr_array_ref (promises), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data (G_OBJECT (row), "promise", (gpointer) find_promise (promises, due));
}
