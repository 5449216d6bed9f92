/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-page.h"

#include <glib/gi18n.h>

#include "spare-access.h"
#include "spare-checkup-due.h"
#include "spare-checkup-event.h"
#include "spare-checkup-events.h"
#include "spare-checkup-model.h"
#include "spare-checkup-more.h"
#include "spare-checkup-rows.h"
#include "spare-finding-aside.h"
#include "spare-finding-fix.h"
#include "spare-finding-row.h"
#include "spare-finding-words.h"
#include "spare-history-keeper.h"
#include "spare-state-page.h"

#define FINDINGS_MAX 5

/* A quick answer must not flash a spinner. */
#define SPINNER_MS 300

struct _SpareCheckupPage
{
  AdwBin               parent_instance;

  SpareHomeTitle      *title;
  GtkMenuButton       *menu_button;
  GtkSpinner          *spinner;
  GtkStack            *content;
  SpareStatePage      *state;
  AdwStatusPage       *first;
  GtkWidget           *invitation;
  GtkLabel            *invitation_text;
  SpareCheckupEvents  *events;
  AdwPreferencesGroup *steps;
  GtkWidget           *fine_list;
  AdwActionRow        *fine;
  GtkListBox          *findings;
  SpareCheckupMore    *more;
  SpareCheckupDue     *due;
  GtkExpander         *aside_box;
  GtkListBox          *aside;
  AdwActionRow        *questions;

  SpareWindow         *window; /* (nullable): borrowed */
  SpareCheckupModel   *model;  /* (nullable) */
  SpareHistoryKeeper  *keeper; /* (nullable) */
  guint                spinner_timer;
  gboolean             refused;
};

G_DEFINE_FINAL_TYPE (SpareCheckupPage, spare_checkup_page, ADW_TYPE_BIN)

/* Tab would go to buttons behind the page in front (GTK 4.8). */
static void
show_page (SpareCheckupPage *self,
           const char       *name)
{
  static const char *const names[] = { "state", "empty", "first", "list" };

  gtk_widget_set_visible (gtk_stack_get_child_by_name (self->content, name), TRUE);
  gtk_stack_set_visible_child_name (self->content, name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_set_visible (gtk_stack_get_child_by_name (self->content, names[i]), g_str_equal (names[i], name));
}

/* The finding with that id, open or set aside; (nullable) */
static const SpareFinding *
find_finding (SpareCheckupPage *self,
              GVariant         *id)
{
  SpareCheckup *checkup = self->window != NULL ? spare_checkup_model_get (self->model) : NULL;
  GPtrArray *lists[2];

  if (checkup == NULL)
    return NULL;

  lists[0] = spare_checkup_get_findings (checkup);
  lists[1] = spare_checkup_get_set_aside (checkup);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const SpareFinding *finding = g_ptr_array_index (lists[i], j);

        if (g_str_equal (finding->id, g_variant_get_string (id, NULL)))
          return finding;
      }

  return NULL;
}

static void
fix_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  const SpareFinding *finding = find_finding (self, id);

  if (finding != NULL)
    spare_finding_fix_start (finding, self->window);
}

static void
done_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  const SpareFinding *finding = find_finding (self, id);

  if (finding != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.interview", "s", finding->record);
}

static void
later_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  const SpareFinding *finding = find_finding (self, id);

  if (finding != NULL)
    spare_finding_put_off (self->window, finding);
}

static void
not_applying_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  const SpareFinding *finding = find_finding (self, id);

  if (finding != NULL)
    spare_finding_reject (self->window, spare_checkup_model_get (self->model), finding);
}

/* What sets the finding aside now; (transfer full) (nullable) */
static SpareThing *
find_aside (SpareCheckupPage   *self,
            const SpareFinding *finding)
{
  return spare_set_aside_find (spare_vault_get_things (spare_window_get_vault (self->window)), finding,
                               spare_clock_get_now (spare_window_get_clock (self->window)));
}

static void
ask_again_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  const SpareFinding *finding = find_finding (self, id);
  g_autoptr(SpareThing) aside = finding != NULL ? find_aside (self, finding) : NULL;

  if (aside != NULL)
    spare_finding_ask_again (self->window, spare_thing_get_id (aside));
}

static void
show_event_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *id)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  SpareCheckup *checkup = self->window != NULL ? spare_checkup_model_get (self->model) : NULL;
  const SpareEvent *event = checkup != NULL ? spare_map_find_event (spare_checkup_get_map (checkup),
                                                                    g_variant_get_string (id, NULL)) : NULL;

  if (event != NULL)
    spare_checkup_event_show (self->window, checkup, event);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  return spare_finding_row_new ();
}

static void
fill_row_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  SpareCheckupPage *self = user_data;
  g_autoptr(SpareThing) aside = find_aside (self, item);
  SpareDirectoryKeeper *keeper = spare_window_get_directories (self->window);
  g_autofree char *label =
    spare_finding_fix_dup_label (item, spare_vault_get_accounts (spare_window_get_vault (self->window)),
                                 spare_directory_keeper_get_directory (keeper));
  g_autofree char *reason = aside != NULL ? spare_finding_words_dup_aside (aside) : NULL;

  spare_finding_row_set (SPARE_FINDING_ROW (row), item, label, reason);
}

static void
fill_list (SpareCheckupPage *self,
           GtkListBox       *list,
           GPtrArray        *findings)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (keys, ((SpareFinding *) g_ptr_array_index (findings, i))->id);
  spare_checkup_rows_sync (list, keys, findings, create_row_cb, fill_row_cb, self);
}

static void
update_fine (SpareCheckupPage *self,
             gboolean          fine)
{
  gboolean due = spare_checkup_due_count (self->due) > 0;
  g_autofree char *next = fine && !due ? spare_checkup_due_dup_next (self->window) : NULL;

  gtk_widget_set_visible (self->fine_list, fine);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), !fine);
  adw_preferences_group_set_description (self->steps, fine ? NULL
    : _("The most urgent first. Each one says what it changes, and none makes another number worse."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fine), due ? _("Nothing to Mend") : _("Nothing to Do Today"));
  if (next == NULL)
    next = g_strdup (due ? _("Some things are due, though: see below.") : _("As far as Sparekey knows, all is well."));
  adw_action_row_set_subtitle (self->fine, next);
}

static void
update_findings (SpareCheckupPage *self)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  GPtrArray *aside = spare_checkup_get_set_aside (checkup);
  g_autofree char *label = NULL;

  g_ptr_array_extend (shown, spare_checkup_get_findings (checkup), NULL, NULL);
  update_fine (self, shown->len == 0);
  spare_checkup_more_cut (self->more, shown);
  fill_list (self, self->findings, shown);

  /* Translators: findings that were put off or do not apply; %u is how many. */
  label = g_strdup_printf (_("_Set Aside (%u)"), aside->len);
  gtk_expander_set_label (self->aside_box, label);
  fill_list (self, self->aside, aside);
  gtk_widget_set_visible (GTK_WIDGET (self->aside_box), aside->len > 0);
}

static void
toggled_cb (SpareCheckupPage *self)
{
  if (self->window != NULL && spare_checkup_model_get (self->model) != NULL)
    update_findings (self);
}

static void
update_questions (SpareCheckupPage *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  GListModel *accounts = spare_vault_get_accounts (vault);
  g_autoptr(GPtrArray) open = spare_access_list_open (accounts, spare_vault_get_things (vault));
  guint n = g_list_model_get_n_items (accounts);
  g_autofree char *text = NULL;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->invitation, open->len == n);
  text = g_strdup_printf (ngettext ("What follows is worked out from that, and the weak kind is assumed for the rest. "
                                    "At most three questions about your account make it true for you.",
                                    "What follows is worked out from that, and the weak kind is assumed for the rest. "
                                    "At most three questions about each of your %u accounts make it true for you; every "
                                    "answer counts at once.", n), n);
  gtk_label_set_text (self->invitation_text, text);

  if (open->len == 0)
    subtitle = g_strdup (_("All are answered. Go through them when something changed."));
  else
    /* Translators: the first number is how many accounts have open questions, the second how many there are. */
    subtitle = g_strdup_printf (ngettext ("Open for %u of %u account", "Open for %u of %u accounts", n), open->len, n);
  adw_action_row_set_subtitle (self->questions, subtitle);
}

static void
spinner_cb (gpointer user_data)
{
  SpareCheckupPage *self = user_data;

  self->spinner_timer = 0;
  adw_status_page_set_title (self->first, _("Checking"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
}

static void
stop_spinner (SpareCheckupPage *self)
{
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
update_spinner (SpareCheckupPage *self)
{
  if (!spare_checkup_model_is_running (self->model))
    stop_spinner (self);
  else if (self->spinner_timer == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->spinner)))
    self->spinner_timer = g_timeout_add_once (SPINNER_MS, spinner_cb, self);
}

static void
update_list (SpareCheckupPage *self)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);
  gboolean arrives = g_str_equal (gtk_stack_get_visible_child_name (self->content), "first");
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  spare_checkup_events_set (self->events, checkup);
  spare_checkup_due_update (self->due, self->window, checkup);
  update_findings (self);
  update_questions (self);
  spare_history_keeper_note (self->keeper, checkup);
  show_page (self, "list");
  /* Who came here waits for something to stand on. */
  if (arrives && focused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
update (SpareCheckupPage *self)
{
  SpareVault *vault = self->window != NULL ? spare_window_get_vault (self->window) : NULL;

  if (vault == NULL)
    return;

  update_spinner (self);
  if (self->refused)
    spare_state_page_show_self_test (self->state);
  else if (spare_vault_get_state (vault) != SPARE_VAULT_READY)
    spare_state_page_show_vault (self->state, vault);
  else
    spare_state_page_rest (self->state);

  if (self->refused || spare_vault_get_state (vault) != SPARE_VAULT_READY)
    show_page (self, "state");
  else if (g_list_model_get_n_items (spare_vault_get_accounts (vault)) == 0)
    show_page (self, "empty");
  else if (spare_checkup_model_get (self->model) == NULL)
    show_page (self, "first");
  else if (!spare_checkup_model_is_running (self->model))
    update_list (self);
}

static void
spare_checkup_page_map (GtkWidget *widget)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);

  if (self->model != NULL && self->window != NULL)
    {
      spare_checkup_model_refresh (self->model);
      update (self);
    }

  GTK_WIDGET_CLASS (spare_checkup_page_parent_class)->map (widget);
}

static void
spare_checkup_page_unmap (GtkWidget *widget)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);

  if (self->model != NULL)
    spare_checkup_model_rest (self->model);
  if (self->keeper != NULL)
    spare_history_keeper_rest (self->keeper);
  stop_spinner (self);

  GTK_WIDGET_CLASS (spare_checkup_page_parent_class)->unmap (widget);
}

static gboolean
spare_checkup_page_grab_focus (GtkWidget *widget)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* The view that comes to the front may have the focus already: once more would be the next stop. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->content)))
    return TRUE;

  return gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD)
         || gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_checkup_page_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_checkup_page_dispose (GObject *object)
{
  SpareCheckupPage *self = SPARE_CHECKUP_PAGE (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  if (self->model != NULL)
    spare_checkup_model_rest (self->model);
  g_clear_object (&self->model);
  g_clear_object (&self->keeper);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_checkup_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, content);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, state);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, first);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, invitation);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, invitation_text);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, events);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, steps);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, fine_list);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, fine);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, due);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, aside_box);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, aside);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupPage, questions);
}

static void
spare_checkup_page_class_init (SpareCheckupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_checkup_page_dispose;
  widget_class->map = spare_checkup_page_map;
  widget_class->unmap = spare_checkup_page_unmap;
  widget_class->focus = spare_checkup_page_focus;
  widget_class->grab_focus = spare_checkup_page_grab_focus;

  g_type_ensure (SPARE_TYPE_CHECKUP_DUE);
  g_type_ensure (SPARE_TYPE_CHECKUP_EVENTS);
  g_type_ensure (SPARE_TYPE_HOME_TITLE);
  g_type_ensure (SPARE_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-checkup-page.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "checkup.fix", "s", fix_cb);
  gtk_widget_class_install_action (widget_class, "checkup.done", "s", done_cb);
  gtk_widget_class_install_action (widget_class, "checkup.later", "s", later_cb);
  gtk_widget_class_install_action (widget_class, "checkup.not-applying", "s", not_applying_cb);
  gtk_widget_class_install_action (widget_class, "checkup.ask-again", "s", ask_again_cb);
  gtk_widget_class_install_action (widget_class, "checkup.show-event", "s", show_event_cb);
}

static void
spare_checkup_page_init (SpareCheckupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->findings = spare_checkup_more_add_list (self->steps, _("Next Steps"));
  self->more = spare_checkup_more_new (FINDINGS_MAX);
  g_signal_connect_object (self->more, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->steps, GTK_WIDGET (self->more));
}

void
spare_checkup_page_set_window (SpareCheckupPage *self,
                               SpareWindow      *window,
                               GMenuModel       *menu)
{
  SpareVault *vault = spare_window_get_vault (window);

  g_return_if_fail (SPARE_IS_CHECKUP_PAGE (self));
  g_return_if_fail (self->model == NULL);

  g_set_weak_pointer (&self->window, window);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  self->keeper = spare_history_keeper_new (window);
  self->model = spare_checkup_model_new (vault, spare_window_get_directories (window), spare_window_get_clock (window));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

SpareHomeTitle *
spare_checkup_page_get_title (SpareCheckupPage *self)
{
  return self->title;
}

void
spare_checkup_page_refuse (SpareCheckupPage *self)
{
  g_return_if_fail (SPARE_IS_CHECKUP_PAGE (self));

  self->refused = TRUE;
  update (self);
}
