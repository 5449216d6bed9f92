/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-review-page.h"

#include <glib/gi18n.h>

#include "spare-checkup-model.h"
#include "spare-checkup-rows.h"
#include "spare-due-row.h"
#include "spare-finding-aside.h"
#include "spare-review-rows.h"
#include "spare-words.h"

typedef enum
{
  STEP_CHANGED, /* what was counted then, and what is now */
  STEP_DUE,
  STEP_ASIDE,
  STEP_OLD,     /* what was told long ago */
  STEP_END,
  N_STEPS,
} Step;

struct _SpareReviewPage
{
  AdwBin             parent_instance;

  GtkWidget         *back;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *place;
  GtkLabel          *title;
  GtkLabel          *text;
  GtkListBox        *list;
  GtkWidget         *previous;
  GtkWidget         *next;
  AdwStatusPage     *done;
  GtkWidget         *close;

  SpareWindow       *window;   /* (nullable): borrowed */
  SpareCheckupModel *model;
  Step               step;
  gboolean           finished;
  gboolean           saving;
  GPtrArray         *promises; /* SparePromise */
  GPtrArray         *dues;     /* SpareDue */
};

G_DEFINE_FINAL_TYPE (SpareReviewPage, spare_review_page, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  const char *text;
  const char *empty; /* (nullable): in its place where there is nothing */
} steps[N_STEPS] = {
  [STEP_CHANGED] = { N_("What Changed"), N_("How the counts were at the last review, and how they are today."), NULL },
  [STEP_DUE] = { N_("What Is Due"),
                 N_("Go through it one by one. What you have looked at disappears from the list; the rest waits."),
                 N_("Nothing is due today.") },
  [STEP_ASIDE] = { N_("What You Set Aside"),
                   N_("These findings were put off, or did not apply. It is time to look again: is it still so?"),
                   N_("Nothing that you set aside waits for you.") },
  [STEP_OLD] = { N_("Still True?"), N_("You said this more than a year ago."),
                 N_("Everything you said is less than a year old.") },
  [STEP_END] = { N_("The End"),
                 N_("With “Finish”, today’s date and counts are noted. What still waits stays in the calendar, and in a "
                    "year you are asked again."), NULL },
};

static SpareVault *
get_vault (SpareReviewPage *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static GListModel *
get_things (SpareReviewPage *self)
{
  return spare_vault_get_things (get_vault (self));
}

static gint64
get_now (SpareReviewPage *self)
{
  return spare_clock_get_now (spare_window_get_clock (self->window));
}

/* What changed. */

/* "5 of 8 accounts" */
static char *
dup_count (guint n,
           guint of)
{
  return g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", of), n, of);
}

static void
add_count (SpareReviewPage  *self,
           const char       *title,
           const SpareCount *then,
           guint             then_n,
           const SpareCount *now,
           guint             now_n)
{
  g_autofree char *before = then != NULL ? dup_count (then_n, then->accounts) : NULL;
  g_autofree char *after = dup_count (now_n, now->accounts);

  gtk_list_box_append (self->list, spare_review_row_new_count (title, before, after));
}

static void
add_findings (SpareReviewPage  *self,
              const SpareCount *then,
              const SpareCount *now)
{
  g_autofree char *before = then != NULL && then->findings >= 0 ? g_strdup_printf ("%d", then->findings) : NULL;
  g_autofree char *after = g_strdup_printf ("%d", now->findings);

  gtk_list_box_append (self->list, spare_review_row_new_count (_("Open findings"), before, after));
}

static void
clear_list (SpareReviewPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
fill_changed (SpareReviewPage *self)
{
  SpareReview review;
  SpareCount now;
  const SpareCount *then;
  g_autofree char *text = NULL;

  spare_review_read (get_things (self), &review);
  spare_history_measure (spare_checkup_model_get (self->model), get_now (self), &now);
  then = review.has_then ? &review.then : NULL;
  if (review.said > 0)
    {
      g_autofree char *day = spare_words_dup_date (review.said);

      /* Translators: %s is a day. */
      text = g_strdup_printf (then != NULL ? _("The last review was on %s. How the counts were then, and are today:")
                                           : _("The last review was on %s. How the counts were then was not noted."),
                              day);
    }
  else
    text = g_strdup (_("This is the first review. How the counts are today:"));
  gtk_label_set_text (self->text, text);
  clear_list (self);
  add_count (self, _("Accounts that the worst loss costs"), then, review.then.lost, &now, now.lost);
  add_count (self, _("Accounts that the worst taking gives away"), then, review.then.seized, &now, now.seized);
  add_findings (self, then, &now);
}

/* What is due. */

static GtkWidget *
create_due_cb (gpointer item,
               gpointer user_data)
{
  SpareReviewPage *self = user_data;

  return spare_due_row_new (self->window, self->promises, item);
}

static void
fill_due_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  SpareReviewPage *self = user_data;

  spare_due_row_fill (row, self->promises, item, get_now (self));
}

static void
fill_dues (SpareReviewPage *self)
{
  GListModel *accounts = spare_vault_get_accounts (get_vault (self));
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_unref (self->promises);
  g_ptr_array_unref (self->dues);
  self->promises = spare_promise_list (accounts, get_things (self));
  self->dues = spare_due_list (accounts, get_things (self), get_now (self));
  for (guint i = 0; i < self->dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (self->dues, i);

      if (g_str_equal (due->what, SPARE_PROMISE_REVIEW) || g_str_equal (due->what, "set-aside"))
        continue;
      g_ptr_array_add (items, (gpointer) due);
      g_ptr_array_add (keys, spare_due_row_dup_key (due));
    }
  spare_checkup_rows_sync (self->list, keys, items, create_due_cb, fill_due_cb, self);
}

/* What was set aside. */

/* (nullable): the open finding with that id */
static const SpareFinding *
find_finding (SpareReviewPage *self,
              const char      *id)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);
  GPtrArray *findings = checkup != NULL ? spare_checkup_get_findings (checkup) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const SpareFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, id))
        return finding;
    }

  return NULL;
}

static GtkWidget *
create_aside_cb (gpointer item,
                 gpointer user_data)
{
  return spare_review_row_new_aside (find_finding (user_data, spare_set_aside_get_finding (item)), item);
}

static GtkWidget *
create_fact_cb (gpointer item,
                gpointer user_data)
{
  return spare_review_row_new_fact (SPARE_REVIEW_PAGE (user_data)->window, item);
}

/* Another state of it is another row. */
static char *
dup_key (SpareThing *thing)
{
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT, spare_thing_get_id (thing),
                          spare_record_get_revision (SPARE_RECORD (thing)));
}

static void
leave_cb (GtkWidget *row,
          gpointer   item,
          gpointer   user_data)
{
}

static void
fill_asides (SpareReviewPage *self)
{
  g_autoptr(GPtrArray) dues = spare_due_list (spare_vault_get_accounts (get_vault (self)), get_things (self),
                                              get_now (self));
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);
      g_autoptr(SpareThing) aside = g_str_equal (due->what, "set-aside")
                                      ? spare_thing_find (get_things (self), due->record) : NULL;

      if (aside == NULL || find_finding (self, spare_set_aside_get_finding (aside)) == NULL)
        continue;
      g_ptr_array_add (keys, dup_key (aside));
      g_ptr_array_add (items, g_steal_pointer (&aside));
    }
  spare_checkup_rows_sync (self->list, keys, items, create_aside_cb, leave_cb, self);
}

static void
fill_old (SpareReviewPage *self)
{
  g_autoptr(GPtrArray) facts = spare_review_list_old (spare_vault_get_accounts (get_vault (self)),
                                                      get_things (self), get_now (self));
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (keys, dup_key (g_ptr_array_index (facts, i)));
  spare_checkup_rows_sync (self->list, keys, facts, create_fact_cb, leave_cb, self);
}

/* Showing. */

static void
fill (SpareReviewPage *self)
{
  gboolean any;

  gtk_label_set_text (self->text, _(steps[self->step].text));
  if (self->step == STEP_CHANGED)
    fill_changed (self);
  else if (self->step == STEP_DUE)
    fill_dues (self);
  else if (self->step == STEP_ASIDE)
    fill_asides (self);
  else if (self->step == STEP_OLD)
    fill_old (self);
  else
    clear_list (self);
  any = gtk_list_box_get_row_at_index (self->list, 0) != NULL;
  if (!any && steps[self->step].empty != NULL)
    gtk_label_set_text (self->text, _(steps[self->step].empty));
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
}

static void
show_done (SpareReviewPage *self)
{
  SpareReview review;
  g_autoptr(GDateTime) said = NULL;
  g_autoptr(GDateTime) next = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  spare_review_read (get_things (self), &review);
  said = g_date_time_new_from_unix_utc (review.said);
  next = g_date_time_add_months (said, SPARE_REVIEW_MONTHS);
  day = spare_words_dup_date (g_date_time_to_unix (next));
  /* Translators: %s is a day. */
  text = g_strdup_printf (_("The next one is due on %s. Until then, the calendar tells what else is due."), day);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->done, markup);
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
update (SpareReviewPage *self)
{
  g_autofree char *place = NULL;
  gboolean arrives;
  gboolean lost;

  if (get_vault (self) == NULL)
    return;
  if (g_list_model_get_n_items (spare_vault_get_accounts (get_vault (self))) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (spare_checkup_model_get (self->model) == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "wait");
      return;
    }
  if (self->finished)
    {
      show_done (self);
      return;
    }

  arrives = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "wait") == 0;
  lost = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  /* Translators: of the yearly review. */
  place = g_strdup_printf (_("Step %u of %u"), (guint) self->step + 1, (guint) N_STEPS);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->title, _(steps[self->step].title));
  fill (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(steps[self->step].title), -1);
  gtk_widget_set_visible (self->previous, self->step > 0);
  gtk_button_set_label (GTK_BUTTON (self->next), self->step == STEP_END ? _("_Finish") : _("_Next"));
  gtk_stack_set_visible_child_name (self->stack, "step");
  /* Who came here waits for something to stand on; or the row with the focus went, and no other is there. */
  if (lost && arrives)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else if (lost && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (self->next);
}

static void
changed_cb (SpareReviewPage *self)
{
  if (!spare_checkup_model_is_running (self->model) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* Going on. */

static void
go_to (SpareReviewPage *self,
       Step             step)
{
  self->step = step;
  clear_list (self);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  self->saving = FALSE;
  if (get_vault (self) == NULL)
    return;

  if (!good)
    {
      spare_window_toast_error (self->window, error);
      return;
    }
  self->finished = TRUE;
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The day, and what is counted on it, together. */
static void
finish (SpareReviewPage *self)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);
  GListModel *accounts = spare_vault_get_accounts (get_vault (self));
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *other_id = g_uuid_string_random ();
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareThing *record;
  SpareCount count;

  if (checkup == NULL || self->saving)
    return;

  spare_history_measure (checkup, get_now (self), &count);
  record = spare_review_finish (accounts, get_things (self), &count, id, get_now (self));
  if (record == NULL)
    return;

  g_ptr_array_add (records, record);
  record = spare_history_add (get_things (self), &count, other_id);
  if (record != NULL)
    g_ptr_array_add (records, record);
  self->saving = TRUE;
  spare_vault_save_async (get_vault (self), records, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (widget);

  if (get_vault (self) == NULL)
    return;

  if (self->step < STEP_END)
    go_to (self, self->step + 1);
  else
    finish (self);
}

static void
previous_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (widget);

  if (get_vault (self) != NULL && self->step > 0)
    go_to (self, self->step - 1);
}

static void
aside_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *id)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (widget);
  const SpareFinding *finding = get_vault (self) != NULL ? find_finding (self, g_variant_get_string (id, NULL)) : NULL;

  if (finding == NULL)
    return;

  if (g_str_equal (name, "review.later"))
    spare_finding_put_off (self->window, finding);
  else
    spare_finding_reject (self->window, spare_checkup_model_get (self->model), finding);
}

/* Who comes back to a finished one begins another. */
static void
spare_review_page_map (GtkWidget *widget)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (widget);

  if (self->finished)
    {
      self->finished = FALSE;
      self->step = STEP_CHANGED;
      clear_list (self);
    }
  if (self->window != NULL)
    spare_checkup_model_refresh (self->model);
  update (self);

  GTK_WIDGET_CLASS (spare_review_page_parent_class)->map (widget);
}

static void
spare_review_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_review_page_parent_class)->unmap (widget);

  spare_checkup_model_rest (SPARE_REVIEW_PAGE (widget)->model);
}

static gboolean
spare_review_page_grab_focus (GtkWidget *widget)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (g_strcmp0 (shown, "done") == 0)
    return gtk_widget_grab_focus (self->close);
  if (g_strcmp0 (shown, "step") != 0)
    return gtk_widget_grab_focus (self->back);
  /* What has the focus is in the row (libadwaita 1.2). */
  if (row != NULL && self->step != STEP_CHANGED && gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD))
    return TRUE;

  return gtk_widget_grab_focus (self->next);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_review_page_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_review_page_dispose (GObject *object)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (object);

  g_clear_object (&self->model);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_review_page_parent_class)->dispose (object);
}

static void
spare_review_page_finalize (GObject *object)
{
  SpareReviewPage *self = SPARE_REVIEW_PAGE (object);

  g_ptr_array_unref (self->promises);
  g_ptr_array_unref (self->dues);

  G_OBJECT_CLASS (spare_review_page_parent_class)->finalize (object);
}

static void
spare_review_page_class_init (SpareReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_review_page_finalize;
  widget_class->map = spare_review_page_map;
  widget_class->unmap = spare_review_page_unmap;
  widget_class->grab_focus = spare_review_page_grab_focus;
  widget_class->focus = spare_review_page_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, place);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, text);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, previous);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, next);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, done);
  gtk_widget_class_bind_template_child (widget_class, SpareReviewPage, close);

  gtk_widget_class_install_action (widget_class, "review.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "review.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "review.later", "s", aside_cb);
  gtk_widget_class_install_action (widget_class, "review.not-applying", "s", aside_cb);
}

static void
spare_review_page_init (SpareReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->promises = g_ptr_array_new ();
  self->dues = g_ptr_array_new ();
}

GtkWidget *
spare_review_page_new (SpareWindow *window)
{
  SpareReviewPage *self = g_object_new (SPARE_TYPE_REVIEW_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  self->model = spare_checkup_model_new (vault, spare_window_get_directories (window), spare_window_get_clock (window));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
