/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fact-remove.h"

#include <glib/gi18n.h>

#include "spare-access.h"
#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-words.h"

#define REMOVED  "spare-fact-removed" /* data of the window: what Undo brings back */
#define MOST     5                    /* names in a question */

/* Records as they were, the removed one first. */
typedef struct
{
  SpareChange *change;
  GPtrArray   *before; /* of SpareRecord */
} Removal;

static void
removal_free (Removal *self)
{
  g_clear_pointer (&self->change, spare_change_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static SpareThing *
find (SpareWindow *window,
      const char  *id)
{
  g_autoptr(SpareThing) fact = NULL;

  if (spare_window_get_vault (window) == NULL)
    return NULL;

  fact = spare_thing_find (spare_vault_get_things (spare_window_get_vault (window)), id);
  if (fact == NULL)
    spare_window_toast (window, _("This is not on record any more."));

  return g_steal_pointer (&fact);
}

char **
spare_fact_dup_user_names (SpareVault *vault,
                           const char *id)
{
  g_autoptr(GPtrArray) users = spare_fact_list_users (spare_vault_get_things (vault), id);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < users->len; i++)
    {
      const char *account_id = spare_thing_peek_text (users->pdata[i], SPARE_ACCESS_ACCOUNT);
      SpareAccount *account = NULL;
      g_autofree char *name = NULL;

      if (spare_thing_is_fact (users->pdata[i], SPARE_FACT_ACCESS))
        account = account_id != NULL ? spare_vault_find (vault, account_id) : NULL;
      else
        name = g_strdup (spare_fact_get_name (users->pdata[i]));
      if (account != NULL)
        name = spare_words_dup_names (account);
      if (name != NULL)
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

static char *
dup_question (SpareVault *vault,
              const char *id)
{
  g_auto(GStrv) users = spare_fact_dup_user_names (vault, id);
  guint n = g_strv_length (users);
  g_autofree char *names = NULL;

  if (n == 0)
    return g_strdup (_("Nothing else on record names it."));

  if (n > MOST)
    g_clear_pointer (&users[MOST], g_free);
  for (guint i = MOST + 1; i < n; i++)
    g_clear_pointer (&users[i], g_free);
  names = g_strjoinv ("\n", users);
  /* Translators: %s are names, one a line. */
  return g_strdup_printf (ngettext ("%u record names it. What was said with it there is open again:\n%s%s",
                                    "%u records name it. What was said with it there is open again:\n%s%s", n),
                          n, names, n > MOST ? "\n…" : "");
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Removal) removal = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_erase_finish (SPARE_VAULT (source), result, &error);
  SpareWindow *window = removal->change->window;
  g_autofree char *toast = NULL;
  g_autofree char *action = NULL;

  if (spare_window_get_vault (window) == NULL)
    return;

  if (!good)
    {
      spare_window_toast_error (window, error);
      return;
    }

  /* Translators: %s is the name of a device, place, person, …. */
  toast = g_strdup_printf (_("“%s” is removed."), spare_fact_get_name (removal->before->pdata[0]));
  action = g_strdup_printf ("win.fact-undo('%s')", removal->change->id);
  g_object_set_data_full (G_OBJECT (window), REMOVED, g_ptr_array_ref (removal->before),
                          (GDestroyNotify) g_ptr_array_unref);
  spare_window_toast_action (window, toast, _("_Undo"), action);
}

static void
erase (Removal *removal)
{
  const char *ids[] = { removal->change->id, NULL };

  spare_vault_erase_async (spare_window_get_vault (removal->change->window), ids, NULL, erased_cb, removal);
}

/* Nothing names it any more: now it may go. */
static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Removal) removal = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);
  SpareWindow *window = removal->change->window;

  if (spare_window_get_vault (window) == NULL)
    return;

  if (good)
    erase (g_steal_pointer (&removal));
  else
    spare_window_toast_error (window, error);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Removal) removal = g_new0 (Removal, 1);
  g_autoptr(SpareThing) fact = NULL;
  g_autoptr(GPtrArray) users = NULL;
  g_autoptr(GPtrArray) changed = NULL;
  SpareVault *vault;
  GListModel *things;

  removal->change = user_data;
  if (!spare_dialogs_confirm_finish (result))
    return;
  fact = find (removal->change->window, removal->change->id);
  if (fact == NULL)
    return;

  vault = spare_window_get_vault (removal->change->window);
  things = spare_vault_get_things (vault);
  users = spare_fact_list_users (things, removal->change->id);
  changed = spare_fact_forget (things, removal->change->id);
  removal->before = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (removal->before, spare_record_copy (SPARE_RECORD (fact)));
  for (guint i = 0; i < users->len; i++)
    g_ptr_array_add (removal->before, spare_record_copy (users->pdata[i]));

  if (changed->len == 0)
    erase (g_steal_pointer (&removal));
  else
    spare_vault_save_async (vault, changed, NULL, NULL, NULL, forgotten_cb, g_steal_pointer (&removal));
}

void
spare_fact_remove (SpareWindow *window,
                   const char  *id)
{
  g_autoptr(SpareThing) fact = find (window, id);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (fact == NULL)
    return;

  /* Translators: %s is the name of a device, place, person, …. */
  heading = g_strdup_printf (_("Remove “%s”?"), spare_fact_get_name (fact));
  body = dup_question (spare_window_get_vault (window), id);
  spare_dialogs_confirm_async (GTK_WINDOW (window), heading, body, _("_Remove"), confirmed_cb,
                               spare_change_new (window, id));
}

void
spare_fact_undo (SpareWindow *window,
                 const char  *id)
{
  g_autoptr(GPtrArray) before = g_object_steal_data (G_OBJECT (window), REMOVED);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *things;

  if (before == NULL || g_strcmp0 (spare_record_get_id (before->pdata[0]), id) != 0
      || spare_window_get_vault (window) == NULL)
    return;

  things = spare_vault_get_things (spare_window_get_vault (window));
  for (guint i = 0; i < before->len; i++)
    {
      SpareRecord *record = before->pdata[i];
      g_autoptr(SpareThing) there = spare_thing_find (things, spare_record_get_id (record));

      /* One that was removed meanwhile, too, stays away. */
      if (there == NULL && i > 0)
        continue;
      spare_record_set_revision (record, there != NULL ? spare_record_get_revision (SPARE_RECORD (there)) : 0);
      g_ptr_array_add (records, g_object_ref (record));
    }
  spare_change_save (spare_change_new (window, id), records);
}
