/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-page.h"

#include <glib/gi18n.h>

#include "spare-service.h"
#include "spare-set-view.h"
#include "spare-set-words.h"
#include "spare-sets-index.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

struct _SpareSetPage
{
  AdwBin               parent_instance;

  GtkWidget           *print;
  GtkLabel            *service;
  GtkLabel            *name;
  GtkWidget           *warning;
  GtkLabel            *status;
  GtkWidget           *none;
  GtkWidget           *take;
  GtkBox              *sets;
  AdwPreferencesGroup *sheets;
  AdwPreferencesGroup *facts;
  GtkWidget           *replace;
  GtkWidget           *renew;
  GtkWidget           *turn_off;
  GtkWidget           *erase;
  GtkWidget           *changes;
  GtkWidget           *orphan_group;
  GtkWidget           *assign;
  GtkWidget           *erase_orphan;
  GtkWidget           *old_group;
  AdwExpanderRow      *old;

  GPtrArray           *views;      /* of SpareSetView: the sets that count */
  GPtrArray           *sheet_rows;
  GPtrArray           *fact_rows;
  GPtrArray           *old_rows;

  SpareWindow         *window;     /* (nullable): borrowed */
  SpareAccount        *account;    /* (nullable) */
  char                *orphan_id;  /* (nullable): the set, where there is no account */
};

G_DEFINE_FINAL_TYPE (SpareSetPage, spare_set_page, ADW_TYPE_BIN)

static SpareVault *
get_vault (SpareSetPage *self)
{
  return self->window != NULL ? spare_window_get_vault (self->window) : NULL;
}

static void
remove_rows (AdwPreferencesGroup *group,
             GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
update_sets (SpareSetPage *self,
             GPtrArray    *sets)
{
  guint n = 0;

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) != SPARE_VOID_NOT)
        continue;
      while (n < self->views->len && spare_set_view_get_set (g_ptr_array_index (self->views, n)) != set)
        {
          gtk_box_remove (self->sets, g_ptr_array_index (self->views, n));
          g_ptr_array_remove_index (self->views, n);
        }
      if (n == self->views->len)
        {
          GtkWidget *view = spare_set_view_new (self->window, set);

          gtk_box_append (self->sets, view);
          g_ptr_array_add (self->views, view);
        }
      else
        {
          spare_set_view_update (g_ptr_array_index (self->views, n));
        }
      n++;
    }
  while (self->views->len > n)
    {
      gtk_box_remove (self->sets, g_ptr_array_index (self->views, n));
      g_ptr_array_remove_index (self->views, n);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sets), n > 0);
  gtk_widget_set_visible (self->none, n == 0 && self->account != NULL);
  gtk_widget_set_visible (self->print, n > 0 && self->account != NULL);
  gtk_widget_set_visible (self->replace, n > 0);
  gtk_widget_set_visible (self->erase, n > 0);
}

static void
update_status (SpareSetPage *self,
               GPtrArray    *sets)
{
  g_autofree char *text = sets->len > 0 ? spare_set_words_dup_left (sets) : g_strdup (_("No backup codes yet"));
  gboolean low = spare_set_words_is_low (sets);

  gtk_label_set_text (self->status, text);
  gtk_widget_set_visible (self->warning, low);
  if (low)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "warning");
}

/* It may be void for one account, and the only paper with the codes of another. */
static gboolean
may_be_destroyed (SpareSetPage *self,
                  SpareThing   *sheet)
{
  GListModel *things = spare_vault_get_things (get_vault (self));
  g_autoptr(GPtrArray) last = spare_sheet_record_list_last (sheet, things);

  return last->len == 0 && !spare_sheets_awaits_codes (sheet, things);
}

static void
add_sheet (SpareSetPage *self,
           SpareThing   *sheet,
           gboolean      outdated)
{
  gboolean valid = spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT;
  g_autofree char *places = spare_set_words_dup_places (sheet);
  g_autofree char *printed = spare_words_dup_date (spare_sheet_record_get_printed (sheet));
  /* Translators: %s is what a sheet is called, such as "K7M-3QP". */
  g_autofree char *title = g_strdup_printf (_("Sheet %s"), spare_sheet_record_get_name (sheet));
  g_autofree char *state = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  if (!valid && may_be_destroyed (self, sheet))
    state = g_strdup (_("Its codes do not work any more: destroy it"));
  else if (!valid)
    state = spare_sheets_dup_standing (sheet, spare_vault_get_things (get_vault (self)), 0);
  else if (outdated)
    state = g_strdup (_("A code was corrected after it was printed: print a new one, and destroy this one"));
  else
    /* Translators: %s is a day. */
    state = g_strdup_printf (_("Printed on %s"), printed);
  subtitle = *places != '\0' ? g_strjoin ("\n", places, state, NULL) : g_steal_pointer (&state);
  row = create_row (title, subtitle);
  if (!valid || outdated)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "dialog-warning-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-sheets");
  adw_preferences_group_add (self->sheets, row);
  g_ptr_array_add (self->sheet_rows, row);
}

static void
update_sheets (SpareSetPage *self,
               GPtrArray    *sets)
{
  g_autoptr(SpareSetsIndex) index = spare_sets_index_new (get_vault (self));
  g_autoptr(GPtrArray) sheets = spare_sets_index_list_sheets (index, sets);

  remove_rows (self->sheets, self->sheet_rows);
  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (spare_sheet_record_get_destroyed (sheet) == 0)
        add_sheet (self, sheet, spare_sets_index_is_outdated (index, sheet));
    }
  if (self->sheet_rows->len == 0)
    {
      const char *why = _("Print them, and keep the sheet where you find it without your phone and this computer");
      GtkWidget *row = create_row (_("Not on Paper"), why);

      if (self->account != NULL)
        {
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
          gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", spare_account_get_id (self->account));
          gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.print-sheet");
        }
      adw_preferences_group_add (self->sheets, row);
      g_ptr_array_add (self->sheet_rows, row);
    }
  /* Only codes of an account can be printed. */
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), sets->len > 0 && (self->account != NULL || sheets->len > 0));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareWindow) window = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL) && spare_window_get_vault (window) != NULL)
    spare_window_toast (window, _("No program opens this address. Type it into a browser."));
}

static void
open_cb (SpareSetPage *self,
         GtkWidget    *row)
{
  const char *uri = g_object_get_data (G_OBJECT (row), "uri");

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, opened_cb, g_object_ref (self->window));
}

/* @address: (nullable): what the row opens; the fact's source where it is NULL */
static void
add_row (SpareSetPage       *self,
         const SpareService *service,
         const char         *fact,
         const char         *title,
         const char         *text,
         const char         *address)
{
  const char *uri = address != NULL ? address : spare_service_get_source (service, fact);
  g_autofree char *read = spare_set_words_dup_source (service, fact);
  g_autofree char *subtitle = g_strconcat (text, read != NULL ? "\n" : "", read, NULL);
  GtkWidget *row = create_row (title, subtitle);

  if (uri != NULL)
    {
      g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (uri), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, uri);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("web-browser-symbolic"));
      g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (self->facts, row);
  g_ptr_array_add (self->fact_rows, row);
}

/* @address: is the fact an address? Of those, the host is enough to read. */
static void
add_fact (SpareSetPage       *self,
          const SpareService *service,
          const char         *fact,
          const char         *title,
          gboolean            address)
{
  const char *text = spare_service_get_text (service, fact);
  g_autofree char *host = address && text != NULL ? spare_set_words_dup_host (text) : NULL;

  if (text != NULL)
    add_row (self, service, fact, title, host != NULL ? host : text, address ? text : NULL);
}

/* What a code does is said above, where it can be corrected; here is where that was read. */
static void
add_effect (SpareSetPage       *self,
            const SpareService *service)
{
  SpareCodeEffect effect = spare_service_get_effect (service);

  if (effect != SPARE_CODE_EFFECT_UNKNOWN)
    add_row (self, service, SPARE_SERVICE_EFFECT, _("What a Code Does"), spare_set_words_get_effect (effect), NULL);
}

static void
update_facts (SpareSetPage *self)
{
  const SpareService *service = self->account != NULL ? spare_service_find (spare_account_get_service (self->account))
                                                      : NULL;

  remove_rows (self->facts, self->fact_rows);
  if (service != NULL)
    {
      /* Translators: %s is a service. */
      g_autofree char *title = g_strdup_printf (_("What Is Known of %s"), spare_service_get_name (service));

      adw_preferences_group_set_title (self->facts, title);
      add_effect (self, service);
      add_fact (self, service, SPARE_SERVICE_CODES_PAGE, _("Its Page for Backup Codes"), TRUE);
      add_fact (self, service, SPARE_SERVICE_FORM, _("Form of a Code"), FALSE);
      add_fact (self, service, SPARE_SERVICE_RECOVERY, _("Getting Back In"), TRUE);
      add_fact (self, service, SPARE_SERVICE_SUPPORT, _("Help With Signing In"), TRUE);
      add_fact (self, service, SPARE_SERVICE_WAIT, _("How Long Help Takes"), FALSE);
      if (spare_service_get_answer (service, SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
        adw_preferences_group_set_description (self->facts, _("This service gives no backup codes."));
      else
        adw_preferences_group_set_description (self->facts, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->facts), self->fact_rows->len > 0);
}

static GtkWidget *
create_erase (SpareThing *set)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Delete These Old Codes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete These Old Codes"),
                                  -1);
  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", spare_thing_get_id (set));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.erase-set");

  return button;
}

static void
update_old (SpareSetPage *self,
            GPtrArray    *sets)
{
  for (guint i = 0; i < self->old_rows->len; i++)
    adw_expander_row_remove (self->old, g_ptr_array_index (self->old_rows, i));
  g_ptr_array_set_size (self->old_rows, 0);

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);
      guint count = spare_code_set_count (set);
      gint64 voided = spare_code_set_get_last (set, SPARE_CODE_EVENT_VOIDED);
      g_autofree char *title = g_strdup_printf (ngettext ("%u code", "%u codes", count), count);
      g_autofree char *date = spare_words_dup_date (voided);
      g_autofree char *why = NULL;
      GtkWidget *row;

      if (spare_code_set_get_void (set) == SPARE_VOID_NOT)
        continue;
      /* Translators: a day, and a sentence without its full stop such as "A sheet was lost". */
      why = g_strdup_printf (_("Void since %s: %s"), date, spare_set_words_get_void (spare_code_set_get_void (set)));
      row = create_row (title, why);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_erase (set));
      adw_expander_row_add_row (self->old, row);
      g_ptr_array_add (self->old_rows, row);
    }
  gtk_widget_set_visible (self->old_group, self->old_rows->len > 0);
}

/* In this order: an action whose target is missing is warned about. */
static void
set_action (GtkWidget  *widget,
            const char *action,
            const char *id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
}

static void
update_account (SpareSetPage *self,
                GPtrArray    *sets)
{
  const char *id = spare_account_get_id (self->account);
  gboolean secret = spare_account_peek_secret (self->account) != NULL;
  const char *name = *spare_account_get_service (self->account) != '\0' ? spare_account_get_name (self->account) : "";

  gtk_label_set_text (self->service, spare_words_get_title (self->account));
  gtk_label_set_text (self->name, name);
  set_action (self->print, "win.print-sheet", id);
  set_action (self->take, "win.take-codes", id);
  set_action (self->replace, "win.take-codes", id);
  set_action (self->renew, "win.renew-phone", id);
  set_action (self->turn_off, "win.turn-off", id);
  set_action (self->erase, "win.erase-sets", id);
  gtk_widget_set_visible (self->renew, secret);
  gtk_widget_set_visible (self->turn_off, secret || sets->len > 0);
}

static void
update_orphan (SpareSetPage *self,
               SpareThing   *set)
{
  g_autofree char *title = spare_set_words_dup_title (set);

  gtk_label_set_text (self->service, title);
  gtk_label_set_text (self->name, _("The account of these codes is not there any more."));
  set_action (self->assign, "win.assign-set", self->orphan_id);
  set_action (self->erase_orphan, "win.erase-set", self->orphan_id);
}

static GPtrArray *
list_sets (SpareSetPage *self)
{
  GListModel *things = spare_vault_get_things (get_vault (self));
  GPtrArray *sets;
  SpareThing *set;

  if (self->account != NULL)
    return spare_code_set_list (things, spare_account_get_id (self->account));

  sets = g_ptr_array_new_with_free_func (g_object_unref);
  set = spare_thing_find (things, self->orphan_id);
  if (set != NULL)
    g_ptr_array_add (sets, set);

  return sets;
}

static void
leave (SpareSetPage *self)
{
  spare_set_page_clear (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
update (SpareSetPage *self)
{
  g_autoptr(GPtrArray) sets = NULL;
  gboolean orphan = self->orphan_id != NULL;

  if (get_vault (self) == NULL || (self->account == NULL && !orphan))
    return;

  sets = list_sets (self);
  if (orphan && sets->len == 0)
    {
      leave (self);
      return;
    }

  if (orphan)
    update_orphan (self, g_ptr_array_index (sets, 0));
  else
    update_account (self, sets);
  gtk_widget_set_visible (GTK_WIDGET (self->name), *gtk_label_get_text (self->name) != '\0');
  gtk_widget_set_visible (self->changes, !orphan);
  gtk_widget_set_visible (self->orphan_group, orphan);
  update_status (self, sets);
  update_sets (self, sets);
  update_sheets (self, sets);
  update_facts (self);
  update_old (self, sets);
}

static void
account_cb (SpareSetPage *self,
            SpareAccount *account)
{
  if (account == self->account)
    update (self);
}

/* It may go to the bin, or be erased by another program; a set may find its account. */
static void
accounts_cb (SpareSetPage *self)
{
  SpareAccount *found;

  if (self->account == NULL || get_vault (self) == NULL)
    return;

  found = spare_vault_find (get_vault (self), spare_account_get_id (self->account));
  if (found != NULL && spare_account_get_deleted (found) == 0)
    spare_set_page_set_account (self, found);
  else
    leave (self);
}

static void
spare_set_page_dispose (GObject *object)
{
  SpareSetPage *self = SPARE_SET_PAGE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (spare_set_page_parent_class)->dispose (object);
}

static void
spare_set_page_finalize (GObject *object)
{
  SpareSetPage *self = SPARE_SET_PAGE (object);

  g_free (self->orphan_id);
  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->sheet_rows);
  g_ptr_array_unref (self->fact_rows);
  g_ptr_array_unref (self->old_rows);

  G_OBJECT_CLASS (spare_set_page_parent_class)->finalize (object);
}

static void
spare_set_page_class_init (SpareSetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_set_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_set_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-set-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, print);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, service);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, name);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, warning);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, status);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, none);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, take);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, sets);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, sheets);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, facts);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, replace);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, renew);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, turn_off);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, erase);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, changes);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, orphan_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, assign);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, erase_orphan);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, old_group);
  gtk_widget_class_bind_template_child (widget_class, SpareSetPage, old);
}

static void
spare_set_page_init (SpareSetPage *self)
{
  self->views = g_ptr_array_new ();
  self->sheet_rows = g_ptr_array_new ();
  self->fact_rows = g_ptr_array_new ();
  self->old_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_set_page_new (SpareWindow *window)
{
  SpareSetPage *self = g_object_new (SPARE_TYPE_SET_PAGE, NULL);
  SpareVault *vault = spare_window_get_vault (window);

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (vault, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_accounts (vault), "items-changed", G_CALLBACK (accounts_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
show (SpareSetPage *self,
      SpareAccount *account,
      const char   *orphan_id)
{
  g_autofree char *former = g_steal_pointer (&self->orphan_id);

  self->orphan_id = g_strdup (orphan_id);
  g_set_object (&self->account, account);
  update (self);
}

void
spare_set_page_set_account (SpareSetPage *self,
                            SpareAccount *account)
{
  g_return_if_fail (SPARE_IS_SET_PAGE (self));

  show (self, account, NULL);
}

void
spare_set_page_set_orphan (SpareSetPage *self,
                           SpareThing   *set)
{
  g_return_if_fail (SPARE_IS_SET_PAGE (self));

  show (self, NULL, spare_thing_get_id (set));
}

void
spare_set_page_clear (SpareSetPage *self)
{
  g_return_if_fail (SPARE_IS_SET_PAGE (self));

  show (self, NULL, NULL);
  for (guint i = 0; i < self->views->len; i++)
    gtk_box_remove (self->sets, g_ptr_array_index (self->views, i));
  g_ptr_array_set_size (self->views, 0);
}
