/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-codes-page.h"

#include <glib/gi18n.h>

#include "spare-chips.h"
#include "spare-code-list.h"
#include "spare-code-menu.h"
#include "spare-notice.h"
#include "spare-state-page.h"

struct _SpareCodesPage
{
  GtkWidget         parent_instance;

  SpareHomeTitle   *title;
  GtkMenuButton    *menu_button;
  GtkWidget        *clock_notice;
  GtkWidget        *memory_notice;
  GtkWidget        *broken_notice;
  GtkWidget        *missing_notice;
  GtkWidget        *backup_notice;
  GtkWidget        *sheet_notice;
  GtkWidget        *search_button;
  GtkSearchBar     *search_bar;
  GtkSearchEntry   *search_entry;
  GtkWidget        *chips_scroller;
  SpareChips       *chips;
  GtkStack         *content;
  SpareStatePage   *state;
  SpareCodeList    *codes;

  SpareVault       *vault;
  SpareReveal      *reveal;
  SpareClock       *clock;
  GSettings        *settings;
  SpareAccountList *list;
  SpareBackupKeeper *keeper;
  SpareSheetsReminder *sheets; /* (nullable) */
  gboolean          refused;
  gboolean          was_shown; /* the list has been on screen */
  gboolean          chips_queued;
};

G_DEFINE_FINAL_TYPE (SpareCodesPage, spare_codes_page, GTK_TYPE_WIDGET)

static const char *
get_search (SpareCodesPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static void
show_state (SpareCodesPage *self)
{
  gtk_stack_set_visible_child_name (self->content, "state");
}

/* Arrow keys work at once. The rows are there after the first frame. */
static gboolean
first_focus_cb (GtkWidget     *codes,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  SpareCodesPage *self = user_data;

  /* There are rows once the list has a size. */
  if (gtk_widget_get_height (codes) == 0)
    return G_SOURCE_CONTINUE;

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (codes);

  return G_SOURCE_REMOVE;
}

static void
show_list (SpareCodesPage *self)
{
  spare_state_page_rest (self->state);
  gtk_stack_set_visible_child_name (self->content, "list");

  if (!self->was_shown)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->codes), first_focus_cb, self, NULL);
  self->was_shown = TRUE;
}

static gboolean
can_search (SpareCodesPage *self)
{
  return !self->refused && spare_vault_get_state (self->vault) == SPARE_VAULT_READY
         && g_list_model_get_n_items (spare_vault_get_accounts (self->vault)) > 0;
}

static void
update_content (SpareCodesPage *self)
{
  GListModel *accounts = spare_vault_get_accounts (self->vault);

  gtk_widget_set_sensitive (self->search_button, can_search (self));
  if (self->refused)
    {
      spare_state_page_show_self_test (self->state);
      show_state (self);
    }
  else if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    {
      spare_state_page_show_vault (self->state, self->vault);
      show_state (self);
    }
  else if (g_list_model_get_n_items (accounts) == 0)
    {
      spare_state_page_show_empty (self->state);
      show_state (self);
    }
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    {
      spare_state_page_show_no_results (self->state, get_search (self));
      show_state (self);
    }
  else
    {
      show_list (self);
    }
}

static void
update_chips (SpareCodesPage *self)
{
  g_auto(GStrv) tags = spare_account_list_dup_tags (self->list);

  spare_chips_set_tags (self->chips, (const char *const *) tags,
                        spare_account_list_has_favorites (self->list));
  gtk_widget_set_visible (self->chips_scroller, tags[0] != NULL && !self->refused);
}

static void
chips_idle_cb (gpointer user_data)
{
  g_autoptr(SpareCodesPage) self = user_data;

  self->chips_queued = FALSE;
  if (self->vault != NULL)
    update_chips (self);
}

/* Tags of all accounts are looked through: once for many changes. */
static void
queue_chips (SpareCodesPage *self)
{
  if (self->chips_queued)
    return;

  self->chips_queued = TRUE;
  g_idle_add_once (chips_idle_cb, g_object_ref (self));
}

static void
update_broken (SpareCodesPage *self)
{
  guint n = g_list_model_get_n_items (spare_vault_get_broken (self->vault));
  g_autofree char *text = NULL;

  if (n == 0)
    {
      spare_notice_hide (SPARE_NOTICE (self->broken_notice));
      return;
    }

  text = g_strdup_printf (ngettext ("%u record could not be read. It was set aside and is kept.",
                                    "%u records could not be read. They were set aside and are kept.",
                                    n), n);
  spare_notice_show (SPARE_NOTICE (self->broken_notice), text, _("Show"), "win.show-broken");
}

/* Some records are gone while the others are there. */
static void
update_missing (SpareCodesPage *self)
{
  guint expected = spare_vault_get_expected (self->vault);
  guint found = spare_vault_get_found (self->vault);
  g_autofree char *text = NULL;

  if (spare_vault_get_state (self->vault) != SPARE_VAULT_READY || found >= expected)
    {
      spare_notice_hide (SPARE_NOTICE (self->missing_notice));
      return;
    }

  text = g_strdup_printf (ngettext ("%u record that Sparekey saved is not in the keyring any more.",
                                    "%u records that Sparekey saved are not in the keyring any more.",
                                    expected - found), expected - found);
  spare_notice_show (SPARE_NOTICE (self->missing_notice), text, _("Stop Looking…"), "win.accept");
}

static void
update_clock (SpareCodesPage *self)
{
  if (spare_reveal_needs_clock (self->reveal))
    spare_clock_watch (self->clock, GTK_WIDGET (self->codes));
  else
    spare_clock_unwatch (self->clock, GTK_WIDGET (self->codes));
}

static void
reveal_changed_cb (SpareCodesPage *self,
                   const char     *id)
{
  SpareAccount *account = id != NULL ? spare_vault_find (self->vault, id) : NULL;

  if (id == NULL || account != NULL)
    spare_code_list_refresh (self->codes, account);
  update_clock (self);
}

static void
tick_cb (SpareCodesPage *self,
         gint64          unix_time)
{
  spare_reveal_expire (self->reveal, unix_time);
  spare_code_list_tick (self->codes, unix_time);
}

static void
account_changed_cb (SpareCodesPage *self,
                    SpareAccount   *account)
{
  spare_account_list_refresh (self->list, account);
  spare_code_list_refresh (self->codes, account);
  queue_chips (self);
}

static void
accounts_changed_cb (SpareCodesPage *self)
{
  queue_chips (self);
  update_content (self);
}

/* While one searches, the cursor is the first hit: Enter copies its code. */
static void
mark_first_hit (SpareCodesPage *self)
{
  gboolean searching = *get_search (self) != '\0';

  spare_code_list_set_cursor (self->codes, searching ? 0 : GTK_INVALID_LIST_POSITION);
  if (searching)
    gtk_widget_add_css_class (GTK_WIDGET (self->codes), "searching");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->codes), "searching");
}

static void
search_changed_cb (SpareCodesPage *self)
{
  if (self->list == NULL)
    return;

  spare_account_list_set_search (self->list, get_search (self));
  mark_first_hit (self);
  update_content (self);
}

static void
search_activate_cb (SpareCodesPage *self)
{
  SpareAccount *account = spare_code_list_get_cursor (self->codes);

  if (*get_search (self) != '\0' && account != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.activate", "s",
                                spare_account_get_id (account));
}

/* Closed by Escape or by the button: whoever searched goes on in the list. */
static void
search_mode_cb (SpareCodesPage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  spare_codes_page_focus_list (self, NULL);
}

static void
chip_cb (SpareCodesPage *self)
{
  spare_account_list_set_favorites (self->list, spare_chips_get_favorites (self->chips));
  spare_account_list_set_tag (self->list, spare_chips_get_tag (self->chips));
  mark_first_hit (self);
  update_content (self);
}

static void
sort_changed_cb (SpareCodesPage *self)
{
  SpareOrder order = (SpareOrder) g_settings_get_enum (self->settings, "sort-order");

  spare_account_list_set_order (self->list, order);
  spare_code_list_set_reorderable (self->codes, order == SPARE_ORDER_HAND);
}

static void
menu_cb (SpareCodesPage *self,
         SpareAccount   *account,
         int             x,
         int             y)
{
  double page_x;
  double page_y;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->codes), GTK_WIDGET (self), x, y,
                                        &page_x, &page_y))
    spare_code_menu_popup (GTK_WIDGET (self), account, self->reveal,
                           g_settings_get_enum (self->settings, "sort-order") == SPARE_ORDER_HAND,
                           page_x, page_y);
}

static void
dropped_cb (SpareCodesPage *self,
            SpareAccount   *account,
            guint           index)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.move-to", "(su)",
                              spare_account_get_id (account), index);
}

/* In the entry, Down goes to the hits. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              SpareCodesPage        *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  spare_codes_page_focus_list (self, NULL);
  return GDK_EVENT_STOP;
}

static void
focus_entry (SpareCodesPage *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

/* In the first row, Up comes back to the entry. */
static gboolean
keynav_failed_cb (SpareCodesPage  *self,
                  GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP || !gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;

  focus_entry (self);
  return TRUE;
}

/* What nothing else wanted: text starts or continues a search. */
static gboolean
window_key_cb (GtkEventControllerKey *controller,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               SpareCodesPage        *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);
  gunichar c = gdk_keyval_to_unicode (keyval);
  GtkEditable *text;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !can_search (self))
    return GDK_EVENT_PROPAGATE;

  if (searching && keyval == GDK_KEY_Escape)
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      return GDK_EVENT_STOP;
    }

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)
      || c == 0 || !g_unichar_isgraph (c))
    return GDK_EVENT_PROPAGATE;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  focus_entry (self);
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
}

static void
spare_codes_page_dispose (GObject *object)
{
  SpareCodesPage *self = SPARE_CODES_PAGE (object);
  GtkWidget *child;

  if (self->vault != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->vault, self);
      g_signal_handlers_disconnect_by_data (spare_vault_get_accounts (self->vault), self);
      g_signal_handlers_disconnect_by_data (spare_vault_get_broken (self->vault), self);
      g_signal_handlers_disconnect_by_data (self->reveal, self);
      g_signal_handlers_disconnect_by_data (self->clock, self);
      g_signal_handlers_disconnect_by_data (self->settings, self);
      g_signal_handlers_disconnect_by_data (self->list, self);
      spare_code_list_set_model (self->codes, NULL);
    }
  g_clear_object (&self->keeper);
  g_clear_object (&self->sheets);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_object (&self->reveal);
  g_clear_object (&self->vault);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_codes_page_parent_class)->dispose (object);
}

static void
spare_codes_page_class_init (SpareCodesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_codes_page_dispose;

  g_type_ensure (SPARE_TYPE_HOME_TITLE);
  g_type_ensure (SPARE_TYPE_NOTICE);
  g_type_ensure (SPARE_TYPE_CHIPS);
  g_type_ensure (SPARE_TYPE_STATE_PAGE);
  g_type_ensure (SPARE_TYPE_CODE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-codes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, title);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, clock_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, memory_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, broken_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, missing_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, backup_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, sheet_notice);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, chips_scroller);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, content);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, state);
  gtk_widget_class_bind_template_child (widget_class, SpareCodesPage, codes);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
}

static void
spare_codes_page_init (SpareCodesPage *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
}

void
spare_codes_page_set_up (SpareCodesPage *self,
                         SpareVault     *vault,
                         SpareReveal    *reveal,
                         SpareClock     *clock,
                         GSettings      *settings)
{
  g_return_if_fail (SPARE_IS_CODES_PAGE (self));
  g_return_if_fail (self->vault == NULL);

  self->vault = g_object_ref (vault);
  self->reveal = g_object_ref (reveal);
  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  self->list = spare_account_list_new (spare_vault_get_accounts (vault));
  sort_changed_cb (self);
  spare_code_list_set_reveal (self->codes, reveal);
  spare_code_list_set_model (self->codes, G_LIST_MODEL (self->list));

  g_signal_connect_swapped (vault, "changed", G_CALLBACK (account_changed_cb), self);
  g_signal_connect_swapped (vault, "notify::state", G_CALLBACK (update_content), self);
  g_signal_connect_swapped (vault, "notify::state", G_CALLBACK (update_missing), self);
  g_signal_connect_swapped (spare_vault_get_broken (vault), "items-changed",
                            G_CALLBACK (update_broken), self);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (accounts_changed_cb), self);
  g_signal_connect_swapped (reveal, "changed", G_CALLBACK (reveal_changed_cb), self);
  g_signal_connect_swapped (clock, "tick", G_CALLBACK (tick_cb), self);
  g_signal_connect_swapped (settings, "changed::sort-order", G_CALLBACK (sort_changed_cb), self);

  update_clock (self);
  update_broken (self);
  update_missing (self);
  update_chips (self);
  update_content (self);
}

SpareAccountList *
spare_codes_page_get_list (SpareCodesPage *self)
{
  return self->list;
}

SpareHomeTitle *
spare_codes_page_get_title (SpareCodesPage *self)
{
  return self->title;
}

GMenuModel *
spare_codes_page_get_menu (SpareCodesPage *self)
{
  return gtk_menu_button_get_menu_model (self->menu_button);
}

void
spare_codes_page_capture_keys (SpareCodesPage *self,
                               GtkWidget      *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (window_key_cb), self, 0);
  gtk_widget_add_controller (widget, keys);
}

void
spare_codes_page_start_search (SpareCodesPage *self)
{
  if (!can_search (self))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
spare_codes_page_clear_search (SpareCodesPage *self)
{
  spare_chips_select_all (self->chips);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

gboolean
spare_codes_page_focus_list (SpareCodesPage *self,
                             SpareAccount   *account)
{
  guint position = account != NULL ? spare_account_list_find (self->list, account) : G_MAXUINT;

  if (position != G_MAXUINT)
    return spare_code_list_focus_position (self->codes, position);

  return gtk_widget_grab_focus (GTK_WIDGET (self->codes));
}

void
spare_codes_page_refuse (SpareCodesPage *self)
{
  self->refused = TRUE;
  spare_clock_unwatch (self->clock, GTK_WIDGET (self->codes));
  spare_code_list_set_model (self->codes, NULL);
  update_chips (self);
  update_content (self);
}

static void
backups_cb (SpareCodesPage *self)
{
  g_autofree char *text = spare_backup_keeper_dup_notice (self->keeper);

  if (text != NULL && spare_vault_get_state (self->vault) == SPARE_VAULT_READY)
    spare_notice_show (SPARE_NOTICE (self->backup_notice), text, _("Backups"), "win.backups");
  else
    spare_notice_hide (SPARE_NOTICE (self->backup_notice));
}

static void
dismissed_cb (SpareCodesPage *self)
{
  spare_backup_keeper_dismiss (self->keeper);
}

void
spare_codes_page_watch_backups (SpareCodesPage    *self,
                                SpareBackupKeeper *keeper)
{
  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (backups_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backup_notice, "closed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  backups_cb (self);
}

static void
sheets_cb (SpareCodesPage *self)
{
  g_autofree char *text = spare_sheets_reminder_dup_notice (self->sheets);

  if (text != NULL)
    spare_notice_show (SPARE_NOTICE (self->sheet_notice), text, _("Sheets"), "win.show-sheets");
  else
    spare_notice_hide (SPARE_NOTICE (self->sheet_notice));
}

static void
sheets_dismissed_cb (SpareCodesPage *self)
{
  spare_sheets_reminder_dismiss (self->sheets);
}

void
spare_codes_page_watch_sheets (SpareCodesPage      *self,
                               SpareSheetsReminder *sheets)
{
  self->sheets = g_object_ref (sheets);
  g_signal_connect_object (sheets, "changed", G_CALLBACK (sheets_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet_notice, "closed", G_CALLBACK (sheets_dismissed_cb), self, G_CONNECT_SWAPPED);
  sheets_cb (self);
}

void
spare_codes_page_warn_of_clock (SpareCodesPage *self,
                                gboolean        unsynchronized)
{
  if (unsynchronized)
    spare_notice_show (SPARE_NOTICE (self->clock_notice),
                       _("This computer’s clock is not synchronized, so services may refuse the "
                         "codes. Turn on automatic date and time in the system’s settings."),
                       NULL, NULL);
  else
    spare_notice_hide (SPARE_NOTICE (self->clock_notice));
}

void
spare_codes_page_warn_of_memory (SpareCodesPage *self)
{
  spare_notice_show (SPARE_NOTICE (self->memory_notice),
                     _("The system lets Sparekey lock too little memory, so secrets may be written "
                       "to swap. Raise the “memlock” limit, or use encrypted swap."),
                     NULL, NULL);
}
