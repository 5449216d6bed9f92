/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-review-rows.h"

#include <glib/gi18n.h>

#include "spare-access.h"
#include "spare-change.h"
#include "spare-checkup-rows.h"
#include "spare-fact-fields.h"
#include "spare-finding-words.h"
#include "spare-interview.h"
#include "spare-promise.h"
#include "spare-words.h"

static void
set_titles (GtkWidget  *row,
            const char *title,
            const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

GtkWidget *
spare_review_row_new_count (const char *title,
                            const char *then,
                            const char *now)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = NULL;

  if (then != NULL)
    /* Translators: of a count, such as "5 of 8 accounts". */
    text = g_strdup_printf (_("Then %s, now %s"), then, now);
  else
    /* Translators: of a count, such as "5 of 8 accounts". */
    text = g_strdup_printf (_("Now %s"), now);
  set_titles (row, title, text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static void
confirm_cb (GtkButton  *button,
            SpareThing *fact)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  SpareVault *vault = SPARE_IS_WINDOW (root) ? spare_window_get_vault (SPARE_WINDOW (root)) : NULL;
  g_autoptr(SpareThing) held = NULL;
  g_autoptr(SpareThing) record = NULL;

  if (vault == NULL)
    return;

  /* It may have changed since the row was made. */
  held = spare_thing_find (spare_vault_get_things (vault), spare_thing_get_id (fact));
  if (held == NULL)
    return;

  record = spare_review_confirm (held, spare_clock_get_now (spare_window_get_clock (SPARE_WINDOW (root))));
  spare_change_save_one (spare_change_new (SPARE_WINDOW (root), spare_thing_get_id (record)), SPARE_RECORD (record));
}

static void
unref_cb (gpointer  data,
          GClosure *closure)
{
  g_object_unref (data);
}

/* What is told of an account, or of anything else. @account: (nullable) */
static char *
dup_summary (SpareVault   *vault,
             SpareThing   *fact,
             SpareAccount *account)
{
  GListModel *accounts = spare_vault_get_accounts (vault);
  GListModel *things = spare_vault_get_things (vault);
  g_autofree char *summary = account != NULL ? spare_interview_dup_summary (account, accounts, things)
                                             : spare_fact_dup_summary (fact, accounts, things);

  if (summary == NULL || *summary == '\0')
    return g_strdup (_("Nothing more is known of it."));

  return g_steal_pointer (&summary);
}

GtkWidget *
spare_review_row_new_fact (SpareWindow *window,
                           SpareThing  *fact)
{
  SpareVault *vault = spare_window_get_vault (window);
  const char *account_id = spare_thing_peek_text (fact, SPARE_ACCESS_ACCOUNT);
  gboolean is_access = spare_thing_is_fact (fact, SPARE_FACT_ACCESS);
  SpareAccount *account = is_access && account_id != NULL ? spare_vault_find (vault, account_id) : NULL;
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *day = spare_words_dup_date (spare_review_get_told (fact));
  /* Translators: %s is a day. */
  g_autofree char *told = g_strdup_printf (_("You said so on %s"), day);
  g_autofree char *summary = dup_summary (vault, fact, account);
  GtkWidget *buttons = spare_checkup_rows_add_inside (row, summary);
  GtkWidget *button = spare_checkup_rows_add_button (buttons, _("_Yes, Still So"));

  set_titles (row, account != NULL ? spare_words_get_title (account) : spare_fact_get_name (fact), told);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_data (button, "clicked", G_CALLBACK (confirm_cb), g_object_ref (fact), unref_cb, 0);
  button = spare_checkup_rows_add_button (buttons, _("_No, Change It…"));
  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    account != NULL ? account_id : spare_thing_get_id (fact));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), account != NULL ? "win.interview" : "win.fact");

  return row;
}

GtkWidget *
spare_review_row_new_aside (const SpareFinding *finding,
                            SpareThing         *aside)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *day = spare_words_dup_date (spare_set_aside_get_until (aside));
  const char *reason = spare_set_aside_get_reason (aside);
  g_autofree char *text = g_strjoin ("\n", finding->why, finding->advice, NULL);
  g_autofree char *until = NULL;
  GtkWidget *buttons = spare_checkup_rows_add_inside (row, text);
  GtkWidget *button;

  if (reason != NULL)
    /* Translators: why a finding did not apply; the first %s is the reason, the second one a day. */
    until = g_strdup_printf (_("%s. Until %s"), reason, day);
  else
    /* Translators: of a finding that was put off; %s is a day. */
    until = g_strdup_printf (_("Put off until %s"), day);
  set_titles (row, finding->title, until);
  button = spare_checkup_rows_add_button (buttons, _("_Later"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", finding->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.later");
  button = spare_checkup_rows_add_button (buttons, _("_Does Not Apply…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", finding->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.not-applying");

  return row;
}
