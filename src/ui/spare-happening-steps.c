/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-happening-steps.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-fact.h"
#include "spare-happening-events.h"
#include "spare-happening-log.h"
#include "spare-visit.h"
#include "spare-words.h"

struct _SpareHappeningSteps
{
  AdwBin                parent_instance;

  GtkListBox           *list;
  SpareHappeningEvents *events;
  SpareWindow          *window;      /* (nullable): borrowed */
  char                 *id;          /* (nullable): of the record */
  guint                 update_idle;
};

G_DEFINE_FINAL_TYPE (SpareHappeningSteps, spare_happening_steps, ADW_TYPE_BIN)

static char *
dup_subject (SpareThing *happening,
             GListModel *accounts,
             GListModel *things)
{
  const char *id = spare_happening_get_subject (happening);
  g_autoptr(SpareThing) thing = id != NULL ? spare_thing_find (things, id) : NULL;
  g_autoptr(SpareAccount) account = spare_account_find (accounts, id);

  if (thing != NULL)
    return g_strdup (spare_fact_get_name (thing));
  if (account != NULL)
    return g_strdup (spare_words_get_title (account));
  return g_strdup (_("something that is not here any more"));
}

char *
spare_happening_dup_title (SpareThing *happening,
                           GListModel *accounts,
                           GListModel *things)
{
  g_autofree char *subject = dup_subject (happening, accounts, things);
  SpareHappeningKind kind;

  if (!spare_happening_get_kind (happening, &kind))
    return g_strdup ("");

  switch (kind)
    {
    case SPARE_HAPPENING_LOST_PHONE:
      /* Translators: %s is a device. */
      return g_strdup_printf (_("Lost: %s"), subject);
    case SPARE_HAPPENING_STOLEN_LAPTOP:
      return g_strdup_printf (_("Stolen: %s"), subject);
    case SPARE_HAPPENING_INTRUDER:
      /* Translators: %s is an account. */
      return g_strdup_printf (_("Somebody is in %s"), subject);
    case SPARE_HAPPENING_HOME_GONE:
      return g_strdup (_("The home is gone"));
    case SPARE_HAPPENING_CANNOT_SIGN_IN:
      return g_strdup_printf (_("No way into %s"), subject);
    case SPARE_HAPPENING_N_KINDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static GPtrArray *
list_steps (SpareThing  *happening,
            SpareWindow *window)
{
  GListModel *accounts = spare_vault_get_accounts (spare_window_get_vault (window));
  GListModel *things = spare_vault_get_things (spare_window_get_vault (window));
  SpareDirectory *directory = spare_directory_keeper_get_directory (spare_window_get_directories (window));
  SpareHappeningKind kind;
  g_autoptr(SpareMap) map = NULL;

  if (!spare_happening_get_kind (happening, &kind))
    return g_ptr_array_new ();

  map = spare_map_new (accounts, things, directory, spare_clock_get_now (spare_window_get_clock (window)));
  return spare_runbook_new (map, accounts, things, directory, kind, spare_happening_get_subject (happening));
}

char *
spare_happening_dup_progress (SpareThing  *happening,
                              SpareWindow *window)
{
  g_autoptr(GPtrArray) steps = list_steps (happening, window);
  guint done = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      SpareRunbookStep *step = g_ptr_array_index (steps, i);

      done += spare_happening_get_done (happening, step->id) > 0;
    }
  return g_strdup_printf (ngettext ("%u of %u step is done", "%u of %u steps are done", steps->len), done, steps->len);
}

void
spare_happening_add_notes (SpareWindow *window,
                           GPtrArray   *records)
{
  SpareVault *vault = spare_window_get_vault (window);
  g_autoptr(GPtrArray) open = spare_happening_list_open (spare_vault_get_things (vault));

  for (guint i = 0; i < open->len; i++)
    {
      g_autoptr(GPtrArray) steps = list_steps (g_ptr_array_index (open, i), window);
      g_autoptr(SpareRecord) copy = spare_record_copy (g_ptr_array_index (open, i));

      if (spare_happening_note (SPARE_THING (copy), steps, spare_vault_get_accounts (vault),
                                spare_vault_get_things (vault), records,
                                spare_clock_get_now (spare_window_get_clock (window))))
        g_ptr_array_add (records, g_steal_pointer (&copy));
    }
}

static SpareThing *
find_record (SpareHappeningSteps *self)
{
  return self->window != NULL && self->id != NULL
           ? spare_thing_find (spare_vault_get_things (spare_window_get_vault (self->window)), self->id)
           : NULL;
}

/* What is shown comes from the vault again when it is saved, or is not. */
static void
toggled_cb (GtkCheckButton      *check,
            SpareHappeningSteps *self)
{
  g_autoptr(SpareThing) record = find_record (self);
  g_autoptr(SpareRecord) changed = NULL;
  gboolean done = gtk_check_button_get_active (check);
  gint64 now;

  if (record == NULL)
    return;

  now = spare_clock_get_now (spare_window_get_clock (self->window));
  changed = spare_record_copy (SPARE_RECORD (record));
  spare_happening_set_done (SPARE_THING (changed), g_object_get_data (G_OBJECT (check), "step"), done ? now : 0);
  spare_happening_log (SPARE_THING (changed), now,
                       done ? SPARE_HAPPENING_EVENT_DONE : SPARE_HAPPENING_EVENT_OPENED, NULL,
                       g_object_get_data (G_OBJECT (check), "title"));
  gtk_widget_set_sensitive (GTK_WIDGET (check), FALSE);
  spare_change_save_one (spare_change_new (self->window, self->id), changed);
}

static void
visit_cb (GtkWidget           *button,
          SpareHappeningSteps *self)
{
  if (self->window != NULL)
    spare_visit_open (self->window, g_object_get_data (G_OBJECT (button), "address"));
}

static GtkWidget *
create_button (SpareHappeningSteps    *self,
               const SpareRunbookStep *step)
{
  GtkWidget *button;

  if (step->action == NULL && step->address == NULL)
    return NULL;

  button = gtk_button_new_with_label (step->action != NULL ? _("Start") : _("Open Page"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step->title, -1);
  if (step->action != NULL)
    {
      if (step->parameter != NULL)
        gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step->parameter);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), step->action);
    }
  else
    {
      gtk_widget_set_tooltip_text (button, step->address);
      g_object_set_data_full (G_OBJECT (button), "address", g_strdup (step->address), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (visit_cb), self, 0);
    }

  return button;
}

static GtkWidget *
create_row (SpareHappeningSteps    *self,
            SpareThing             *record,
            const SpareRunbookStep *step,
            guint                   number)
{
  g_autofree char *title = g_strdup_printf ("%u. %s", number, step->title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *button = create_button (self, step);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), step->why);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), spare_happening_get_done (record, step->id) > 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, step->title, -1);
  g_object_set_data_full (G_OBJECT (check), "step", g_strdup (step->id), g_free);
  g_object_set_data_full (G_OBJECT (check), "title", g_strdup (step->title), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static int
find_focus (SpareHappeningSteps *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return child != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (child)) : -1;
}

static void
update (SpareHappeningSteps *self)
{
  g_autoptr(SpareThing) record = find_record (self);
  g_autoptr(GPtrArray) steps = NULL;
  int focus = find_focus (self);
  GtkWidget *row;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  spare_happening_events_show (self->events, record,
                               record != NULL ? spare_vault_get_accounts (spare_window_get_vault (self->window)) : NULL);
  if (record == NULL)
    return;

  steps = list_steps (record, self->window);
  for (guint i = 0; i < steps->len; i++)
    gtk_list_box_append (self->list, create_row (self, record, g_ptr_array_index (steps, i), i + 1));
  if (focus >= 0 && steps->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (focus, (int) steps->len - 1))));
}

static void
update_idle_cb (gpointer user_data)
{
  SpareHappeningSteps *self = user_data;

  self->update_idle = 0;
  update (self);
}

/* A change comes as several signals. */
static void
queue_update (SpareHappeningSteps *self)
{
  if (self->update_idle == 0 && self->id != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

void
spare_happening_steps_show (SpareHappeningSteps *self,
                            const char          *id)
{
  g_return_if_fail (SPARE_IS_HAPPENING_STEPS (self));

  g_free (self->id);
  self->id = g_strdup (id);
  update (self);
}

void
spare_happening_steps_set_window (SpareHappeningSteps *self,
                                  SpareWindow         *window)
{
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
}

/* While nobody looks, it does not follow. */
static void
spare_happening_steps_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_happening_steps_parent_class)->map (widget);

  queue_update (SPARE_HAPPENING_STEPS (widget));
}

static void
spare_happening_steps_dispose (GObject *object)
{
  SpareHappeningSteps *self = SPARE_HAPPENING_STEPS (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_pointer (&self->id, g_free);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_happening_steps_parent_class)->dispose (object);
}

static void
spare_happening_steps_class_init (SpareHappeningStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_happening_steps_dispose;
  GTK_WIDGET_CLASS (klass)->map = spare_happening_steps_map;
}

static void
spare_happening_steps_init (SpareHappeningSteps *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps"), -1);
  self->events = g_object_new (SPARE_TYPE_HAPPENING_EVENTS, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->events));
  adw_bin_set_child (ADW_BIN (self), box);
}
