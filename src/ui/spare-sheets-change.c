/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-change.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-renewal.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

static gint64
get_now (SpareWindow *window)
{
  return spare_clock_get_now (spare_window_get_clock (window));
}

static GListModel *
get_things (SpareWindow *window)
{
  return spare_vault_get_things (spare_window_get_vault (window));
}

/* The sheet, or NULL after saying that it is gone. */
static SpareThing *
find_sheet (SpareWindow *window,
            const char  *id)
{
  g_autoptr(SpareThing) sheet = NULL;

  if (spare_window_get_vault (window) == NULL)
    return NULL;

  sheet = spare_thing_find (get_things (window), id);
  if (sheet != NULL && spare_thing_is_sheet (sheet))
    return g_steal_pointer (&sheet);

  spare_window_toast (window, _("This sheet is not in the register any more."));

  return NULL;
}

static SpareThing *
copy (SpareThing *sheet)
{
  return SPARE_THING (spare_record_copy (SPARE_RECORD (sheet)));
}

static guint
count_copies (SpareThing *sheet)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);

  return MAX (g_strv_length (places), 1);
}

/* Lost. */

static void
mark_gone (GPtrArray  *records,
           const char *id,
           gint64      now)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (spare_record_get_id (g_ptr_array_index (records, i)), id) == 0)
      spare_sheet_record_set_destroyed (g_ptr_array_index (records, i), now);
}

static void
lose_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  g_autoptr(SpareThing) sheet = NULL;
  g_autoptr(GPtrArray) records = NULL;
  gint64 now;

  if (!spare_dialogs_confirm_finish (result))
    return;

  sheet = find_sheet (change->window, change->id);
  if (sheet == NULL)
    return;

  now = get_now (change->window);
  records = spare_renewal_lose_sheet (sheet, get_things (change->window), now);
  /* Nobody can destroy what nobody finds; further copies must be. */
  if (count_copies (sheet) == 1)
    mark_gone (records, change->id, now);
  /* Translators: %s is the number of a sheet. */
  change->done = g_strdup_printf (_("Sheet %s is void."), spare_sheet_record_get_name (sheet));
  change->then = "win.show-sheets";
  spare_change_save (g_steal_pointer (&change), records);
}

/* The accounts whose secrets are on it, one a line; "" where there are none. */
static char *
dup_secrets (SpareThing *sheet,
             SpareVault *vault)
{
  GListModel *accounts = spare_vault_get_accounts (vault);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *names = spare_words_dup_names (account);

      if (spare_sheet_record_has_secret (sheet, spare_account_get_id (account)))
        g_string_append_printf (text, "\n%s", names);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_loss (SpareThing *sheet,
          SpareVault *vault)
{
  g_autofree char *contents = spare_sheets_dup_contents (sheet, vault);
  g_autofree char *secrets = dup_secrets (sheet, vault);
  GString *text = g_string_new (NULL);

  if (spare_sheet_record_get_kind (sheet) == SPARE_SHEET_CODES)
    /* Translators: a list of accounts, a line each. */
    g_string_append_printf (text, _("Whoever finds it can use its codes:\n\n%s\n\nHere the sheet and these codes become "
                                    "void. At the service they still work until you get new ones there; the list of "
                                    "those accounts comes next."), contents);
  else
    g_string_append (text, _("It holds no codes, so nothing has to be renewed. It becomes void here; print a new one."));
  if (*secrets != '\0')
    /* Translators: a list of accounts, each on a new line. */
    g_string_append_printf (text, _("\n\nIt also holds what makes the one-time codes of these accounts. Set up "
                                    "two-step sign-in anew there:\n%s"), secrets);
  if (count_copies (sheet) > 1)
    g_string_append (text, _("\n\nDestroy the other copies, too."));

  return g_string_free (text, FALSE);
}

void
spare_sheets_lose (SpareWindow *window,
                   const char  *id)
{
  g_autoptr(SpareThing) sheet = find_sheet (window, id);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (sheet == NULL)
    return;

  /* Translators: %s is the number of a sheet. */
  heading = g_strdup_printf (_("Is Sheet %s Lost?"), spare_sheet_record_get_name (sheet));
  body = dup_loss (sheet, spare_window_get_vault (window));
  spare_dialogs_confirm_async (GTK_WINDOW (window), heading, body, _("_It Is Lost"), lose_cb,
                               spare_change_new (window, id));
}

/* Destroyed. */

static void
set_destroyed (SpareChange *change,
               SpareThing  *sheet,
               gint64       time)
{
  g_autoptr(SpareThing) changed = copy (sheet);

  spare_sheet_record_set_destroyed (changed, time);
  spare_change_save_one (change, SPARE_RECORD (changed));
}

static void
destroy_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  g_autoptr(SpareThing) sheet = NULL;

  if (!spare_dialogs_confirm_finish (result))
    return;

  sheet = find_sheet (change->window, change->id);
  if (sheet == NULL)
    return;

  /* Translators: %s is the number of a sheet. */
  change->done = g_strdup_printf (_("Sheet %s is noted as destroyed."), spare_sheet_record_get_name (sheet));
  set_destroyed (change, sheet, get_now (change->window));
  g_steal_pointer (&change);
}

void
spare_sheets_destroy (SpareWindow *window,
                      const char  *id)
{
  g_autoptr(SpareThing) sheet = find_sheet (window, id);
  g_autofree char *heading = NULL;

  if (sheet == NULL)
    return;

  if (spare_sheets_get_fate (sheet) == SPARE_SHEETS_VALID)
    {
      /* Translators: %s is the number of a sheet. */
      heading = g_strdup_printf (_("Is Sheet %s Destroyed?"), spare_sheet_record_get_name (sheet));
      spare_dialogs_confirm_async (GTK_WINDOW (window), heading,
                                   _("It counts, and what is on it still works. If you forgot the codes after "
                                     "printing, this may have been the last place where they were."),
                                   _("_It Is Destroyed"), destroy_cb, spare_change_new (window, id));
    }
  else
    {
      SpareChange *change = spare_change_new (window, id);

      /* Translators: %s is the number of a sheet. */
      change->done = g_strdup_printf (_("Sheet %s is noted as destroyed."), spare_sheet_record_get_name (sheet));
      set_destroyed (change, sheet, get_now (window));
    }
}

void
spare_sheets_find_again (SpareWindow *window,
                         const char  *id)
{
  g_autoptr(SpareThing) sheet = find_sheet (window, id);

  if (sheet != NULL)
    set_destroyed (spare_change_new (window, id), sheet, 0);
}

void
spare_sheets_move (SpareWindow *window,
                   const char  *id,
                   guint        copy_number,
                   const char  *place)
{
  g_autoptr(SpareThing) sheet = find_sheet (window, id);
  g_auto(GStrv) places = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;
  g_auto(GStrv) changed_places = NULL;
  g_autoptr(SpareThing) changed = NULL;
  SpareChange *change;
  guint n;

  if (sheet == NULL)
    return;

  places = spare_sheet_record_dup_places (sheet);
  n = MAX (g_strv_length (places), copy_number + 1);
  builder = g_strv_builder_new ();
  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, i == copy_number ? place : i < g_strv_length (places) ? places[i] : "");
  changed_places = g_strv_builder_end (builder);

  changed = copy (sheet);
  spare_sheet_record_set_places (changed, (const char *const *) changed_places);
  change = spare_change_new (window, id);
  /* Translators: the number of a sheet. */
  change->done = g_strdup_printf (_("Noted where sheet %s is."), spare_sheet_record_get_name (sheet));
  spare_change_save_one (change, SPARE_RECORD (changed));
}
