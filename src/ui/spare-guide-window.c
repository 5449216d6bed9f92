/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-dialogs.h"
#include "spare-messages.h"
#include "spare-words.h"

#define CANCEL    "cancel"
#define NOT_NOW   "not-now"
#define ELSEWHERE "elsewhere"
#define NONE      "none-given"
#define GIVE_UP   "give-up"

G_DEFINE_FINAL_TYPE (SpareGuideWindow, spare_guide_window, ADW_TYPE_WINDOW)

static SpareVault *
get_vault (SpareGuideWindow *self)
{
  return spare_window_get_vault (self->window);
}

static GListModel *
get_things (SpareGuideWindow *self)
{
  return spare_vault_get_things (get_vault (self));
}

static GListModel *
get_accounts (SpareGuideWindow *self)
{
  return spare_vault_get_accounts (get_vault (self));
}

const SpareService *
spare_guide_window_get_service (SpareGuideWindow *self)
{
  return self->guide != NULL ? spare_service_find (spare_guide_get_service (self->guide)) : NULL;
}

const char *
spare_guide_window_get_name (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);

  return service != NULL ? spare_service_get_name (service) : spare_guide_get_service (self->guide);
}

SpareAccount *
spare_guide_window_get_account (SpareGuideWindow *self)
{
  return spare_guide_find_account (self->guide, get_accounts (self));
}

SpareGuideState
spare_guide_window_get_state (SpareGuideWindow *self,
                              SpareGuideStep    step)
{
  return spare_guide_get_state (self->guide, step, get_accounts (self), get_things (self));
}

SpareThing *
spare_guide_window_copy (SpareGuideWindow *self)
{
  return SPARE_THING (spare_record_copy (SPARE_RECORD (self->guide)));
}

static SpareThing *
dup_stored (SpareGuideWindow *self,
            const char       *id)
{
  g_autoptr(SpareThing) thing = spare_thing_find (get_things (self), id);

  return thing != NULL && spare_thing_is_guide (thing) ? g_steal_pointer (&thing) : NULL;
}

static void
set_saving (SpareGuideWindow *self,
            gboolean          saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !saving);
}

/* Showing. */

static void
remember_accounts (SpareGuideWindow *self)
{
  GListModel *accounts = get_accounts (self);

  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      g_hash_table_add (self->known, g_strdup (spare_account_get_id (account)));
    }
}

static void
clear_content (SpareGuideWindow *self)
{
  GtkWidget *child;

  self->code = NULL;
  self->code_text = NULL;
  self->copy = NULL;
  self->name = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
}

/* Not before it is on the screen: GTK 4.8 forgets the accessible role of a
 * window that has a focus earlier. */
static void
focus_page (SpareGuideWindow *self)
{
  gboolean choosing = self->guide == NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (choosing)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (self->name != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->name))));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->primary)))
    gtk_widget_grab_focus (GTK_WIDGET (self->primary));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

static void
show_place (SpareGuideWindow *self)
{
  guint count = spare_guide_count (self->guide, get_accounts (self), get_things (self));
  guint place = spare_guide_get_place (self->guide, self->step, get_accounts (self), get_things (self));
  gboolean end = self->step == SPARE_GUIDE_N_STEPS;
  /* Translators: which step it is, and of how many. */
  g_autofree char *text = end ? NULL : g_strdup_printf (_("Step %u of %u"), place, count);

  adw_window_title_set_title (self->title, spare_guide_window_get_name (self));
  adw_window_title_set_subtitle (self->title, end ? "" : text);
  gtk_progress_bar_set_fraction (self->progress, end ? 1 : (place - 1) / (double) MAX (count, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !end);
}

void
spare_guide_window_show_step (SpareGuideWindow *self,
                              SpareGuideStep    step)
{
  gboolean skippable = step < SPARE_GUIDE_N_STEPS && spare_guide_window_get_state (self, step) == SPARE_GUIDE_OPEN;

  self->refused &= step == SPARE_GUIDE_ACCEPTED && step == self->step;
  self->looked &= step == SPARE_GUIDE_SWEEP && step == self->step;
  self->step = step;
  clear_content (self);
  remember_accounts (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->primary), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->skip), skippable);
  gtk_button_set_label (self->skip, step >= SPARE_GUIDE_ACCEPTED ? _("_Skip This Step…") : _("_End the Guide…"));
  spare_guide_steps_fill (self);
  show_place (self);
  gtk_stack_set_visible_child_name (self->stack, "step");
  gtk_widget_set_visible (self->back, TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->primary));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  focus_page (self);
}

static void
show_next (SpareGuideWindow *self)
{
  SpareGuideStep next = spare_guide_get_next (self->guide, get_accounts (self), get_things (self));

  spare_guide_window_show_step (self, next);
  if (next == SPARE_GUIDE_N_STEPS && !spare_guide_is_finished (self->guide))
    {
      SpareThing *changed = spare_guide_window_copy (self);

      spare_guide_finish (changed, g_get_real_time () / G_USEC_PER_SEC);
      spare_guide_window_save (self, changed, NULL);
    }
}

/* The one after this that is open, even when an earlier one is too: a person
 * who went back comes forward again. */
void
spare_guide_window_go_on (SpareGuideWindow *self)
{
  for (SpareGuideStep step = self->step + 1; step < SPARE_GUIDE_N_STEPS; step++)
    if (spare_guide_window_get_state (self, step) == SPARE_GUIDE_OPEN)
      {
        spare_guide_window_show_step (self, step);
        return;
      }
  show_next (self);
}

/* Saving. */

typedef struct
{
  SpareGuideWindow *window;
  char             *id;
} Saving;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(SpareGuideWindow) self = saving->window;
  g_autofree char *id = saving->id;
  g_autoptr(SpareThing) stored = NULL;
  g_autoptr(GError) error = NULL;
  gboolean saved = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  if (self->window == NULL)
    return;

  set_saving (self, FALSE);
  stored = dup_stored (self, id);
  if (stored != NULL)
    g_set_object (&self->guide, stored);
  if (!saved)
    {
      g_autofree char *text = spare_message_for_error (error);

      spare_notice_show (self->notice, text, NULL, NULL);
      return;
    }

  if (self->guide == NULL)
    return;
  if (spare_guide_is_finished (self->guide) && self->step == SPARE_GUIDE_N_STEPS)
    focus_page (self);
  else if (spare_guide_is_finished (self->guide))
    gtk_window_close (GTK_WINDOW (self));
  else
    show_next (self);
}

void
spare_guide_window_save (SpareGuideWindow *self,
                         SpareThing       *changed,
                         SpareAccount     *account)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Saving *saving;

  g_ptr_array_add (records, changed);
  if (account != NULL)
    g_ptr_array_add (records, g_object_ref (account));
  if (self->saving)
    return;

  saving = g_new (Saving, 1);
  saving->window = g_object_ref (self);
  saving->id = g_strdup (spare_thing_get_id (changed));
  spare_notice_hide (self->notice);
  set_saving (self, TRUE);
  spare_vault_save_async (get_vault (self), records, NULL, NULL, NULL, saved_cb, saving);
}

void
spare_guide_window_use_account (SpareGuideWindow *self,
                                const char       *id)
{
  SpareThing *changed = spare_guide_window_copy (self);

  spare_guide_set_account (changed, id);
  spare_guide_window_save (self, changed, NULL);
}

/* Following the vault. */

/* The account that was scanned or typed in: it has come since the step was
 * opened. One of this service is preferred where several came. */
static const char *
find_new_account (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  GListModel *accounts = get_accounts (self);
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      const char *id = spare_account_get_id (account);

      if (g_hash_table_contains (self->known, id) || spare_account_get_params (account)->kind == SPARE_OTP_NONE)
        continue;
      if (service != NULL && spare_service_find (spare_account_get_service (account)) == service)
        return id;
      found = id;
      n++;
    }

  return n == 1 ? found : NULL;
}

static void
accounts_changed_cb (SpareGuideWindow *self)
{
  const char *id;

  if (self->window == NULL || self->guide == NULL || self->saving || self->step != SPARE_GUIDE_ACCOUNT)
    return;

  id = find_new_account (self);
  if (id != NULL)
    spare_guide_window_use_account (self, id);
}

/* Codes were taken in, a sheet was printed or tested: in a dialog of its own. */
static void
things_changed_cb (SpareGuideWindow *self)
{
  gboolean waits = self->step >= SPARE_GUIDE_CODES && self->step <= SPARE_GUIDE_DRILL;

  if (self->window == NULL || self->guide == NULL || self->saving || !waits)
    return;
  if (spare_guide_window_get_state (self, self->step) == SPARE_GUIDE_DONE)
    spare_guide_window_show_step (self, self->step);
}

static void
tick_cb (SpareGuideWindow *self,
         gint64            now)
{
  spare_guide_accepted_tick (self, now);
}

/* Choosing. */

static void
begin (SpareGuideWindow *self,
       const char       *service)
{
  g_autofree char *id = g_uuid_string_random ();

  self->step = SPARE_GUIDE_SETTINGS;
  spare_guide_window_save (self, spare_guide_new (id, service, g_get_real_time () / G_USEC_PER_SEC), NULL);
}

static void
resume (SpareGuideWindow *self,
        SpareThing       *guide)
{
  g_set_object (&self->guide, guide);
  show_next (self);
}

static char *
dup_search (SpareGuideWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
}

static void
service_activated_cb (SpareGuideWindow *self,
                      GtkWidget        *row)
{
  const char *service = g_object_get_data (G_OBJECT (row), "service");
  g_autofree char *other = dup_search (self);

  if (self->saving)
    return;
  if (service != NULL)
    begin (self, service);
  else if (*other != '\0')
    begin (self, other);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  SpareGuideWindow *self = user_data;
  const SpareService *service = spare_service_find (g_object_get_data (G_OBJECT (row), "service"));
  g_autofree char *search = dup_search (self);
  g_autofree char *wanted = g_utf8_casefold (search, -1);
  g_autofree char *name = NULL;

  /* What is known needs no other name. */
  if (service == NULL)
    return spare_service_find (search) == NULL;
  if (*search == '\0')
    return spare_service_has_guide (service);
  name = g_utf8_casefold (spare_service_get_name (service), -1);

  /* By a domain or another name, too. */
  return strstr (name, wanted) != NULL || spare_service_find (search) == service;
}

static void
search_changed_cb (SpareGuideWindow *self)
{
  GtkListBoxRow *other = g_object_get_data (G_OBJECT (self->services), "other");
  g_autofree char *search = dup_search (self);
  /* Translators: %s is what the person calls a service. */
  g_autofree char *title = *search != '\0' ? g_strdup_printf (_("Another service: %s"), search)
                                           : g_strdup (_("Another service"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (other), title);
  gtk_list_box_invalidate_filter (self->services);
}

/* Enter takes the first one that fits. */
static void
search_activate_cb (SpareGuideWindow *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->services)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      {
        service_activated_cb (self, row);
        return;
      }
}

static void
stop_search_cb (SpareGuideWindow *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
add_service (SpareGuideWindow *self,
             const char       *title,
             const char       *subtitle,
             const char       *service)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "service", (gpointer) service);
  gtk_list_box_append (self->services, row);

  return row;
}

static void
fill_services (SpareGuideWindow *self)
{
  const SpareService *const *services = spare_service_list ();
  GtkWidget *other;

  for (guint i = 0; services[i] != NULL; i++)
    add_service (self, spare_service_get_name (services[i]), spare_service_get_domains (services[i])[0],
                 spare_service_get_id (services[i]));
  other = add_service (self, _("Another service"), _("The steps are the same everywhere"), NULL);
  g_object_set_data (G_OBJECT (self->services), "other", other);
  gtk_list_box_set_filter_func (self->services, filter_cb, self, NULL);
}

static void
begun_cb (SpareGuideWindow *self,
          GtkWidget        *row)
{
  g_autoptr(SpareThing) guide = dup_stored (self, g_object_get_data (G_OBJECT (row), "guide"));

  if (guide != NULL && !self->saving)
    resume (self, guide);
}

static void
show_choice (SpareGuideWindow *self)
{
  g_autoptr(GPtrArray) open = spare_guide_list_open (get_things (self));

  g_clear_object (&self->guide);
  self->step = SPARE_GUIDE_SETTINGS;
  clear_content (self);
  for (guint i = 0; i < self->begun_rows->len; i++)
    adw_preferences_group_remove (self->begun, g_ptr_array_index (self->begun_rows, i));
  g_ptr_array_set_size (self->begun_rows, 0);
  for (guint i = 0; i < open->len; i++)
    {
      SpareThing *guide = g_ptr_array_index (open, i);
      const SpareService *service = spare_service_find (spare_guide_get_service (guide));
      SpareAccount *account = spare_guide_find_account (guide, get_accounts (self));
      g_autofree char *date = spare_words_dup_date (spare_guide_get_started (guide));
      /* Translators: %s is a day. */
      g_autofree char *begun = g_strdup_printf (_("Begun on %s"), date);
      g_autofree char *names = account != NULL ? spare_words_dup_names (account) : NULL;
      GtkWidget *row;

      if (names == NULL)
        names = g_strdup (service != NULL ? spare_service_get_name (service) : spare_guide_get_service (guide));
      row = spare_guide_rows_add (GTK_WIDGET (self->begun), NULL, names, begun, G_CALLBACK (begun_cb), self);
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), FALSE);
      g_object_set_data_full (G_OBJECT (row), "guide", g_strdup (spare_thing_get_id (guide)), g_free);
      g_ptr_array_add (self->begun_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->begun), open->len > 0);
  adw_window_title_set_title (self->title, _("Two-Step Sign-In"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "choose");
  focus_page (self);
}

/* What the person presses. */

static void
primary_cb (SpareGuideWindow *self)
{
  if (self->guide != NULL && !self->saving && self->window != NULL)
    spare_guide_steps_primary (self);
}

static void
second_cb (SpareGuideWindow *self)
{
  if (self->guide != NULL && !self->saving && self->window != NULL)
    spare_guide_steps_second (self);
}

static void
skipped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareGuideWindow) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  SpareThing *changed;

  if (self->window == NULL || self->guide == NULL || g_strcmp0 (answer, CANCEL) == 0)
    return;

  changed = spare_guide_window_copy (self);
  if (g_strcmp0 (answer, GIVE_UP) == 0)
    spare_guide_finish (changed, g_get_real_time () / G_USEC_PER_SEC);
  else
    spare_guide_skip (changed, self->step,
                      g_strcmp0 (answer, ELSEWHERE) == 0 ? SPARE_GUIDE_ELSEWHERE
                        : g_strcmp0 (answer, NONE) == 0  ? SPARE_GUIDE_NONE_GIVEN
                                                         : SPARE_GUIDE_NOT_NOW);
  spare_guide_window_save (self, changed, NULL);
}

static void
skip_cb (SpareGuideWindow *self)
{
  SpareChoice choices[6] = { { CANCEL, _("_Cancel"), SPARE_CHOICE_PLAIN } };
  gboolean can_skip = self->step >= SPARE_GUIDE_ACCEPTED;
  guint n = 1;

  if (self->guide == NULL || self->saving)
    return;

  if (self->step == SPARE_GUIDE_CODES)
    choices[n++] = (SpareChoice){ NONE, _("The Service Gives _None"), SPARE_CHOICE_PLAIN };
  if (self->step == SPARE_GUIDE_CODES || self->step == SPARE_GUIDE_PRINT)
    choices[n++] = (SpareChoice){ ELSEWHERE, _("Kept in _Another Place"), SPARE_CHOICE_PLAIN };
  if (can_skip)
    choices[n++] = (SpareChoice){ NOT_NOW, _("_Not Now"), SPARE_CHOICE_PLAIN };
  choices[n++] = (SpareChoice){ GIVE_UP, _("_End the Guide"), SPARE_CHOICE_PLAIN };
  spare_dialogs_ask_async (GTK_WINDOW (self), can_skip ? _("Why Skip This Step?") : _("End the Guide?"),
                           can_skip ? _("The answer is noted. You can come back to the step until the guide is "
                                        "finished.")
                                    : _("Close it instead if you want to go on later. What was saved stays."),
                           choices, skipped_cb, g_object_ref (self));
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareGuideWindow *self = SPARE_GUIDE_WINDOW (widget);
  int step = self->step;

  if (self->guide == NULL || self->saving)
    return;
  do
    step--;
  while (step >= 0 && spare_guide_window_get_state (self, step) == SPARE_GUIDE_NOT_NEEDED);
  if (step >= 0)
    spare_guide_window_show_step (self, step);
  else
    show_choice (self);
}

static void
spare_guide_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_guide_window_parent_class)->map (widget);
  focus_page (SPARE_GUIDE_WINDOW (widget));
}

static void
spare_guide_window_dispose (GObject *object)
{
  SpareGuideWindow *self = SPARE_GUIDE_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->time_check);
  g_clear_object (&self->guide);
  self->code = NULL;

  G_OBJECT_CLASS (spare_guide_window_parent_class)->dispose (object);
}

static void
spare_guide_window_finalize (GObject *object)
{
  g_hash_table_unref (SPARE_GUIDE_WINDOW (object)->known);
  g_ptr_array_unref (SPARE_GUIDE_WINDOW (object)->begun_rows);

  G_OBJECT_CLASS (spare_guide_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, back);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, begun);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, search);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, services);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, text);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, content);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, primary);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, second);
  gtk_widget_class_bind_template_child (widget_class, SpareGuideWindow, skip);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, primary_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
}

static void
spare_guide_window_class_init (SpareGuideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_guide_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_guide_window_finalize;
  widget_class->map = spare_guide_window_map;

  g_type_ensure (SPARE_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-guide-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "guide.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "guide.back", NULL);
}

static void
spare_guide_window_init (SpareGuideWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->begun_rows = g_ptr_array_new ();
  self->time_check = spare_time_check_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_services (self);
}

static SpareThing *
find_begun (SpareGuideWindow *self,
            const char       *service)
{
  g_autoptr(GPtrArray) open = spare_guide_list_open (get_things (self));

  for (guint i = 0; i < open->len; i++)
    {
      SpareThing *guide = g_ptr_array_index (open, i);

      if (g_strcmp0 (spare_guide_get_service (guide), service) == 0
          || g_strcmp0 (spare_thing_get_id (guide), service) == 0)
        return g_object_ref (guide);
    }

  return NULL;
}

void
spare_guide_window_show (SpareWindow *window,
                         const char  *service)
{
  SpareGuideWindow *self = g_object_new (SPARE_TYPE_GUIDE_WINDOW, NULL);
  SpareVault *vault = spare_window_get_vault (window);
  g_autoptr(SpareThing) begun = NULL;

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (things_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (spare_window_get_clock (window), "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  spare_clock_watch (spare_window_get_clock (window), GTK_WIDGET (self));
  spare_time_check_start (self->time_check, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  /* The browser and what the steps open stand beside it. */
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);

  begun = service != NULL && *service != '\0' ? find_begun (self, service) : NULL;
  if (begun != NULL)
    resume (self, begun);
  else if (service != NULL && spare_service_find (service) != NULL)
    {
      show_choice (self);
      begin (self, spare_service_get_id (spare_service_find (service)));
    }
  else
    show_choice (self);
  gtk_window_present (GTK_WINDOW (self));
}
