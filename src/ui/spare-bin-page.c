/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-bin-page.h"

#include <glib/gi18n.h>

#include "spare-access.h"
#include "spare-code-set.h"
#include "spare-dialogs.h"
#include "spare-notice.h"
#include "spare-words.h"

#define KEPT_SECONDS (30 * 24 * 60 * 60)
#define NAMES_MAX    5

struct _SpareBinPage
{
  AdwBin       parent_instance;

  SpareNotice *notice;
  GtkStack    *stack;
  GtkListBox  *list;

  SpareWindow *window;  /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SpareBinPage, spare_bin_page, ADW_TYPE_BIN)

/* A question that waits for its answer. */
typedef struct
{
  SpareWindow *window;
  char       **ids;
  char        *done; /* what to say when they are erased */
} Erasure;

static void
erasure_free (Erasure *erasure)
{
  g_object_unref (erasure->window);
  g_strfreev (erasure->ids);
  g_free (erasure->done);
  g_free (erasure);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Erasure, erasure_free)

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Erasure) erasure = user_data;
  g_autoptr(GError) error = NULL;

  if (spare_window_get_vault (erasure->window) == NULL)
    return;

  if (spare_vault_erase_finish (SPARE_VAULT (source), result, &error))
    spare_window_toast (erasure->window, erasure->done);
  else
    spare_window_toast_error (erasure->window, error);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Erasure) erasure = user_data;
  SpareVault *vault = spare_window_get_vault (erasure->window);
  const char *const *ids = (const char *const *) erasure->ids;

  if (spare_dialogs_confirm_finish (result) && vault != NULL)
    spare_vault_erase_async (vault, ids, NULL, erased_cb, g_steal_pointer (&erasure));
}

/* One a line, but no more than fit a question. */
static char *
dup_list (GPtrArray *accounts)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint shown = accounts->len > NAMES_MAX ? NAMES_MAX - 1 : accounts->len;
  guint more = accounts->len - shown;

  for (guint i = 0; i < shown; i++)
    {
      g_autofree char *names = spare_words_dup_names (g_ptr_array_index (accounts, i));

      g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", names);
    }
  if (more > 0)
    {
      g_string_append (text, "\n• ");
      /* Translators: the end of a list of accounts. */
      g_string_append_printf (text, ngettext ("%u more", "%u more", more), more);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_accesses (GPtrArray  *ids,
              GListModel *things,
              const char *account)
{
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_fact (thing, SPARE_FACT_ACCESS)
          && g_strcmp0 (spare_thing_peek_text (thing, SPARE_ACCESS_ACCOUNT), account) == 0)
        g_ptr_array_add (ids, g_strdup (spare_thing_get_id (thing)));
    }
}

/* The codes, and what was told of it, first: should it stop between, nothing is left
 * without its account. */
static char **
dup_ids (SpareBinPage *self,
         GPtrArray    *accounts)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      const char *id = spare_account_get_id (g_ptr_array_index (accounts, i));
      g_autoptr(GPtrArray) sets = spare_code_set_list (things, id);

      for (guint n = 0; n < sets->len; n++)
        g_ptr_array_add (ids, g_strdup (spare_thing_get_id (g_ptr_array_index (sets, n))));
      add_accesses (ids, things, id);
      g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

static Erasure *
erasure_new (SpareBinPage *self,
             GPtrArray    *accounts)
{
  Erasure *erasure = g_new0 (Erasure, 1);

  erasure->window = g_object_ref (self->window);
  erasure->ids = dup_ids (self, accounts);
  if (accounts->len == 1)
    /* Translators: %s is a service. */
    erasure->done = g_strdup_printf (_("Deleted %s for good."),
                                     spare_words_get_title (g_ptr_array_index (accounts, 0)));
  else
    erasure->done = g_strdup_printf (ngettext ("Deleted %u account for good.", "Deleted %u accounts for good.",
                                               accounts->len), accounts->len);

  return erasure;
}

static void
ask (SpareBinPage *self,
     GPtrArray    *accounts)
{
  g_autofree char *list = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (accounts->len == 0 || self->window == NULL)
    return;

  if (accounts->len == 1)
    {
      list = spare_words_dup_names (g_ptr_array_index (accounts, 0));
      /* Translators: %s is a service. */
      heading = g_strdup_printf (_("Delete %s for Good?"), spare_words_get_title (g_ptr_array_index (accounts, 0)));
      /* Translators: %s is a service and an account name. */
      body = g_strdup_printf (_("%s\n\nIts secret and its backup codes are erased and cannot be brought back. If the "
                                "service still asks for codes, turn that off there first."), list);
    }
  else
    {
      list = dup_list (accounts);
      heading = g_strdup_printf (ngettext ("Delete %u Account for Good?", "Delete %u Accounts for Good?", accounts->len),
                                 accounts->len);
      /* Translators: %s is a list of accounts. */
      body = g_strdup_printf (_("%s\n\nTheir secrets and backup codes are erased and cannot be brought back. If a "
                                "service still asks for codes, turn that off there first."), list);
    }

  spare_dialogs_confirm_async (GTK_WINDOW (self->window), heading, body, _("_Delete for Good"), confirmed_cb,
                               erasure_new (self, accounts));
}

static GPtrArray *
dup_accounts (SpareBinPage *self,
              gint64        before)
{
  GListModel *bin = spare_vault_get_bin (spare_window_get_vault (self->window));
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (bin); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (bin, i);

      if (spare_account_get_deleted (account) < before)
        g_ptr_array_add (accounts, g_steal_pointer (&account));
    }

  return accounts;
}

static gint64
get_limit (SpareBinPage *self)
{
  return spare_clock_get_now (spare_window_get_clock (self->window)) - KEPT_SECONDS;
}

static void
erase_all_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SpareBinPage *self = SPARE_BIN_PAGE (widget);
  g_autoptr(GPtrArray) accounts = dup_accounts (self, G_MAXINT64);

  ask (self, accounts);
}

static void
erase_old_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SpareBinPage *self = SPARE_BIN_PAGE (widget);
  g_autoptr(GPtrArray) accounts = dup_accounts (self, get_limit (self));

  ask (self, accounts);
}

static void
erase_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *id)
{
  SpareBinPage *self = SPARE_BIN_PAGE (widget);
  SpareAccount *account = spare_vault_find (spare_window_get_vault (self->window), g_variant_get_string (id, NULL));
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();

  if (account == NULL || spare_account_get_deleted (account) == 0)
    return;

  g_ptr_array_add (accounts, account);
  ask (self, accounts);
}

static char *
dup_subtitle (SpareAccount *account)
{
  gint64 deleted = spare_account_get_deleted (account);
  g_autofree char *on = spare_words_dup_date (deleted);
  g_autofree char *until = spare_words_dup_date (deleted + KEPT_SECONDS);
  gboolean named = *spare_account_get_service (account) != '\0';
  const char *name = named ? spare_account_get_name (account) : "";
  g_autofree char *dates = NULL;

  /* Translators: both are dates. */
  dates = g_strdup_printf (_("Deleted on %s\nKept at least until %s"), on, until);

  return g_strconcat (name, *name != '\0' ? "\n" : "", dates, NULL);
}

static GtkWidget *
create_button (SpareAccount *account,
               const char   *icon,
               const char   *tooltip,
               const char   *label,
               const char   *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", spare_account_get_id (account));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, tooltip);

  return button;
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SpareAccount *account = SPARE_ACCOUNT (item);
  const char *title = spare_words_get_title (account);
  g_autofree char *subtitle = dup_subtitle (account);
  /* Translators: what a button does, for screen readers; %s is a service. */
  g_autofree char *restore = g_strdup_printf (_("Restore %s"), title);
  /* Translators: what a button does, for screen readers; %s is a service. */
  g_autofree char *erase = g_strdup_printf (_("Delete %s for Good"), title);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_button (account, "edit-undo-symbolic", _("Restore"), restore, "win.restore"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_button (account, "user-trash-symbolic", _("Delete for Good…"), erase, "bin.erase"));

  return row;
}

static void
update_notice (SpareBinPage *self)
{
  g_autoptr(GPtrArray) old = dup_accounts (self, get_limit (self));
  g_autofree char *text = NULL;

  if (old->len == 0)
    {
      spare_notice_hide (self->notice);
      return;
    }

  text = g_strdup_printf (ngettext ("%u account was deleted more than 30 days ago.",
                                    "%u accounts were deleted more than 30 days ago.", old->len), old->len);
  spare_notice_show (self->notice, text, _("Delete for Good…"), "bin.erase-old");
}

static void
update (SpareBinPage *self)
{
  GListModel *bin;

  if (self->window == NULL || spare_window_get_vault (self->window) == NULL)
    return;

  bin = spare_vault_get_bin (spare_window_get_vault (self->window));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (bin) > 0 ? "list" : "empty");
  update_notice (self);
}

static void
spare_bin_page_map (GtkWidget *widget)
{
  /* Days pass while a window is open. */
  update (SPARE_BIN_PAGE (widget));

  GTK_WIDGET_CLASS (spare_bin_page_parent_class)->map (widget);
}

static void
spare_bin_page_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_BIN_PAGE (object)->window);

  G_OBJECT_CLASS (spare_bin_page_parent_class)->dispose (object);
}

static void
spare_bin_page_class_init (SpareBinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_bin_page_dispose;
  widget_class->map = spare_bin_page_map;

  g_type_ensure (SPARE_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-bin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareBinPage, notice);
  gtk_widget_class_bind_template_child (widget_class, SpareBinPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareBinPage, list);

  gtk_widget_class_install_action (widget_class, "bin.erase", "s", erase_cb);
  gtk_widget_class_install_action (widget_class, "bin.erase-old", NULL, erase_old_cb);
  gtk_widget_class_install_action (widget_class, "bin.erase-all", NULL, erase_all_cb);
}

static void
spare_bin_page_init (SpareBinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_bin_page_new (SpareWindow *window)
{
  SpareBinPage *self = g_object_new (SPARE_TYPE_BIN_PAGE, NULL);
  GListModel *bin = spare_vault_get_bin (spare_window_get_vault (window));

  g_set_weak_pointer (&self->window, window);
  gtk_list_box_bind_model (self->list, bin, create_row_cb, NULL, NULL);
  g_signal_connect_object (bin, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
