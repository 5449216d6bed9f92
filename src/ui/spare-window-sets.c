/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes code sets: uses, and what makes them void. */
#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-editor.h"
#include "spare-renewal.h"
#include "spare-set-assign.h"
#include "spare-set-correct.h"
#include "spare-set-page.h"
#include "spare-window-private.h"
#include "spare-words.h"

#define ERASE_VALID \
  N_("They are erased here for good, with the dates of their use. At the service they stay valid, and so do sheets on " \
     "paper.")

static gint64
get_now (SpareWindow *self)
{
  return spare_clock_get_now (self->clock);
}

static SpareThing *
find_set (SpareWindow *self,
          const char  *id)
{
  g_autoptr(SpareThing) thing = spare_thing_find (spare_vault_get_things (self->vault), id);

  if (thing != NULL && spare_thing_is_code_set (thing))
    return g_steal_pointer (&thing);

  spare_window_toast (self, _("These codes are not there any more."));
  return NULL;
}

static void
set_used (SpareWindow *self,
          GVariant    *parameter,
          gboolean     used)
{
  const char *id;
  guint32 position;
  g_autoptr(SpareThing) set = NULL;
  g_autoptr(SpareThing) copy = NULL;
  g_autofree char *number = NULL;
  SpareChange *change;

  g_variant_get (parameter, "(&su)", &id, &position);
  set = find_set (self, id);
  if (set == NULL || position >= spare_code_set_count (set)
      || (spare_code_set_get_used (set, position) != 0) == used)
    return;

  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  spare_code_set_set_used (copy, position, used ? get_now (self) : 0, get_now (self));
  number = spare_code_set_dup_number (set, position);
  change = spare_change_new (self, id);
  if (used)
    {
      /* Translators: %s is the number of a backup code. */
      change->done = g_strdup_printf (_("Marked code %s as used."), number);
      change->button = g_strdup (_("Undo"));
      change->action = g_action_print_detailed_name ("win.unuse-code", parameter);
    }
  else
    {
      /* Translators: %s is the number of a backup code. */
      change->done = g_strdup_printf (_("Code %s counts as unused again."), number);
    }
  spare_change_save_one (change, SPARE_RECORD (copy));
}

static void
use_code_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  set_used (SPARE_WINDOW (widget), parameter, TRUE);
}

static void
unuse_code_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  set_used (SPARE_WINDOW (widget), parameter, FALSE);
}

static void
show_set_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);

  if (account != NULL && spare_account_get_deleted (account) == 0)
    spare_set_page_set_account (SPARE_SET_PAGE (spare_window_show_page (self, "set", spare_set_page_new)), account);
}

static gboolean
is_orphan (SpareWindow *self,
           SpareThing  *set)
{
  const char *id = spare_code_set_get_account (set);

  return id == NULL || spare_vault_find (self->vault, id) == NULL;
}

static void
show_orphan_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  g_autoptr(SpareThing) set = find_set (self, g_variant_get_string (id, NULL));

  if (set != NULL && is_orphan (self, set))
    spare_set_page_set_orphan (SPARE_SET_PAGE (spare_window_show_page (self, "set", spare_set_page_new)), set);
}

static void
assign_set_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *id)
{
  spare_set_assign_show (SPARE_WINDOW (widget), g_variant_get_string (id, NULL));
}

static void
correct_code_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  const char *id;
  guint32 position;

  g_variant_get (parameter, "(&su)", &id, &position);
  spare_set_correct_show (SPARE_WINDOW (widget), id, position);
}

static void
uncorrect_code_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  spare_set_correct_undo (SPARE_WINDOW (widget));
}

static void
turn_off_confirmed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  SpareWindow *self = change->window;
  SpareAccount *account = self->vault != NULL ? spare_vault_find (self->vault, change->id) : NULL;
  g_autoptr(GPtrArray) records = NULL;

  if (!spare_dialogs_confirm_finish (result) || account == NULL)
    return;

  records = spare_renewal_turn_off (account, spare_vault_get_things (self->vault), get_now (self),
                                    g_uuid_string_random);
  /* Translators: %s is a service. */
  change->done = g_strdup_printf (_("Two-step sign-in of %s is off. Its old secret is in the bin."),
                                  spare_words_get_title (account));
  spare_change_save (g_steal_pointer (&change), records);
}

static void
turn_off_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  g_autofree char *heading = NULL;

  if (account == NULL)
    return;

  /* Translators: %s is a service. */
  heading = g_strdup_printf (_("Is Two-Step Sign-In Off at %s?"), spare_words_get_title (account));
  spare_dialogs_confirm_async (GTK_WINDOW (self), heading,
                               _("Sparekey does not turn it off there; it notes that it is. The account stays, without "
                                 "one-time codes. Its old secret goes into the bin. Its backup codes become void, and "
                                 "sheets with them must be destroyed.\n\nTurn it on again soon: until then the password "
                                 "alone opens the account."),
                               _("_It Is Off"), turn_off_confirmed_cb,
                               spare_change_new (self, g_variant_get_string (id, NULL)));
}

static void
renew_answer_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  SpareWindow *self = change->window;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  SpareAccount *account = self->vault != NULL ? spare_vault_find (self->vault, change->id) : NULL;

  if (account != NULL && g_strcmp0 (answer, "cancel") != 0)
    gtk_window_present (spare_editor_new_for_renewal (self, account, g_strcmp0 (answer, "void") == 0));
}

static void
renew_phone_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  const SpareChoice choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "void", _("They Are _Void"), SPARE_CHOICE_PLAIN },
    { "keep", _("They Still _Work"), SPARE_CHOICE_PLAIN },
    { NULL },
  };

  if (account == NULL || spare_account_peek_secret (account) == NULL)
    return;

  spare_dialogs_ask_async (GTK_WINDOW (self), _("Do the Backup Codes Still Work?"),
                           _("First let the service make a new secret: a lost phone goes on making codes with the old "
                             "one. Then scan or type the new one in the next step; the old one goes into the bin.\n\n"
                             "Some services give new backup codes with it, and the ones you have become void."),
                           choices, renew_answer_cb,
                           spare_change_new (self, g_variant_get_string (id, NULL)));
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  g_autoptr(GError) error = NULL;

  if (change->window->vault == NULL)
    return;

  if (spare_vault_erase_finish (SPARE_VAULT (source), result, &error))
    spare_window_toast (change->window, _("Deleted the backup codes."));
  else
    spare_window_toast_error (change->window, error);
}

static void
erase_confirmed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  SpareWindow *self = change->window;
  g_autoptr(GPtrArray) sets = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!spare_dialogs_confirm_finish (result) || self->vault == NULL)
    return;

  sets = spare_code_set_list (spare_vault_get_things (self->vault), change->id);
  for (guint i = 0; i < sets->len; i++)
    {
      if (spare_code_set_get_void (g_ptr_array_index (sets, i)) == SPARE_VOID_NOT)
        g_ptr_array_add (ids, g_strdup (spare_thing_get_id (g_ptr_array_index (sets, i))));
    }
  g_ptr_array_add (ids, NULL);
  spare_vault_erase_async (self->vault, (const char *const *) ids->pdata, NULL, erased_cb, g_steal_pointer (&change));
}

static void
erase_one_confirmed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  SpareWindow *self = change->window;
  const char *ids[] = { change->id, NULL };

  if (spare_dialogs_confirm_finish (result) && self->vault != NULL)
    spare_vault_erase_async (self->vault, ids, NULL, erased_cb, g_steal_pointer (&change));
}

static void
erase_set_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  g_autoptr(SpareThing) set = find_set (self, g_variant_get_string (id, NULL));

  /* Codes that count are deleted with those of the account, see erase_sets_cb(). */
  if (set == NULL || (spare_code_set_get_void (set) == SPARE_VOID_NOT && !is_orphan (self, set)))
    return;

  if (spare_code_set_get_void (set) == SPARE_VOID_NOT)
    spare_dialogs_confirm_async (GTK_WINDOW (self), _("Delete These Codes?"), _(ERASE_VALID), _("_Delete"),
                                 erase_one_confirmed_cb, spare_change_new (self, spare_thing_get_id (set)));
  else
    spare_dialogs_confirm_async (GTK_WINDOW (self), _("Delete These Old Codes?"),
                                 _("They do not work any more. They are erased here for good, with the dates of their "
                                   "use."),
                                 _("_Delete"), erase_one_confirmed_cb,
                                 spare_change_new (self, spare_thing_get_id (set)));
}

static void
erase_sets_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *id)
{
  SpareWindow *self = SPARE_WINDOW (widget);
  SpareAccount *account = spare_window_find_account (self, id);
  g_autofree char *heading = NULL;

  if (account == NULL)
    return;

  /* Translators: %s is a service. */
  heading = g_strdup_printf (_("Delete the Backup Codes of %s?"), spare_words_get_title (account));
  spare_dialogs_confirm_async (GTK_WINDOW (self), heading, _(ERASE_VALID), _("_Delete"), erase_confirmed_cb,
                               spare_change_new (self, g_variant_get_string (id, NULL)));
}

static const struct
{
  const char                 *name;
  const char                 *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.show-set", "s", show_set_cb },
  { "win.show-orphan", "s", show_orphan_cb },
  { "win.assign-set", "s", assign_set_cb },
  { "win.correct-code", "(su)", correct_code_cb },
  { "win.uncorrect-code", NULL, uncorrect_code_cb },
  { "win.use-code", "(su)", use_code_cb },
  { "win.unuse-code", "(su)", unuse_code_cb },
  { "win.turn-off", "s", turn_off_cb },
  { "win.renew-phone", "s", renew_phone_cb },
  { "win.erase-set", "s", erase_set_cb },
  { "win.erase-sets", "s", erase_sets_cb },
};

void
spare_window_update_sets_actions (SpareWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, spare_window_is_ready (self));
}

void
spare_window_class_install_sets (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
}
