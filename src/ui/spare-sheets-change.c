/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-change.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-renewal.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

#define CANCEL "cancel"
#define ALL    "all"

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

/* The others open the account until there are new codes, and may be the last that do: the sheet goes on without
 * the copy that nobody finds, and becomes void with its codes. @lost: from 0 */
static SpareThing *
copy_without (SpareThing *sheet,
              guint       lost)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;
  SpareThing *changed = copy (sheet);

  for (guint i = 0; places[i] != NULL; i++)
    if (i != lost)
      g_strv_builder_add (builder, places[i]);
  left = g_strv_builder_end (builder);
  spare_sheet_record_set_places (changed, (const char *const *) left);

  return changed;
}

static void
lose_copy (GPtrArray  *records,
           SpareThing *sheet,
           guint       lost)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (spare_record_get_id (g_ptr_array_index (records, i)), spare_thing_get_id (sheet)) == 0)
      {
        g_object_unref (g_ptr_array_index (records, i));
        g_ptr_array_index (records, i) = copy_without (sheet, lost);
      }
}

static void
lose_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareChange) change = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  guint64 lost = 0;
  g_autoptr(SpareThing) sheet = NULL;
  g_autoptr(GPtrArray) records = NULL;
  gint64 now;

  if (g_strcmp0 (answer, CANCEL) == 0)
    return;

  sheet = find_sheet (change->window, change->id);
  if (sheet == NULL)
    return;

  now = get_now (change->window);
  records = spare_renewal_lose_sheet (sheet, get_things (change->window), now);
  if (g_ascii_string_to_unsigned (answer, 10, 0, count_copies (sheet) - 1, &lost, NULL))
    {
      lose_copy (records, sheet, (guint) lost);
      /* Translators: %u is which copy, %s the number of the sheet. */
      change->done = g_strdup_printf (_("Copy %u of sheet %s is lost."), (guint) lost + 1,
                                      spare_sheet_record_get_name (sheet));
    }
  else
    {
      /* Nobody can destroy what nobody finds. */
      mark_gone (records, change->id, now);
      /* Translators: %s is the number of a sheet. */
      change->done = g_strdup_printf (_("Sheet %s is void."), spare_sheet_record_get_name (sheet));
    }
  change->then = "win.show-sheets";
  spare_change_save (g_steal_pointer (&change), records);
}

/* Which of several copies it is; the labels are short, because a narrow window has no room for places. */
static void
ask_which (SpareWindow *window,
           SpareThing  *sheet,
           const char  *heading,
           const char  *body)
{
  const char *id = spare_thing_get_id (sheet);
  guint n = count_copies (sheet);
  g_autofree SpareChoice *choices = g_new0 (SpareChoice, n + 3);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  choices[0] = (SpareChoice){ CANCEL, _("_Cancel"), SPARE_CHOICE_PLAIN };
  for (guint i = 0; i < n && n > 1; i++)
    {
      char *answer = g_strdup_printf ("%u", i);
      /* Translators: an answer to "Is it lost?": which copy of a sheet. */
      char *label = g_strdup_printf (_("Copy %u Is Lost"), i + 1);

      g_ptr_array_add (texts, answer);
      g_ptr_array_add (texts, label);
      choices[i + 1] = (SpareChoice){ answer, label, SPARE_CHOICE_DESTRUCTIVE };
    }
  choices[n > 1 ? n + 1 : 1] = (SpareChoice){ ALL, n > 1 ? _("_All Are Lost") : _("_It Is Lost"),
                                              SPARE_CHOICE_DESTRUCTIVE };
  spare_dialogs_ask_async (GTK_WINDOW (window), heading, body, choices, lose_cb, spare_change_new (window, id));
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

static void
add_copies (GString    *text,
            SpareThing *sheet)
{
  g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);

  if (spare_sheet_record_get_kind (sheet) == SPARE_SHEET_CODES)
    g_string_append (text, _("\n\nKeep the other copies until you have new codes: until then they are a way back in, too. "
                             "Destroy them after that."));
  g_string_append_c (text, '\n');
  for (guint i = 0; places[i] != NULL; i++)
    {
      g_string_append_c (text, '\n');
      if (*places[i] != '\0')
        /* Translators: the number of a copy, and where it is. */
        g_string_append_printf (text, _("Copy %u: %s"), i + 1, places[i]);
      else
        /* Translators: %u is the number of a copy. */
        g_string_append_printf (text, _("Copy %u: you did not say where"), i + 1);
    }
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
    g_string_append_printf (text, _("Whoever finds it can use its codes:\n\n%s\n\nThey become void here. At the service "
                                    "they still work until you get new ones there; the list of those accounts comes "
                                    "next."), contents);
  else
    g_string_append (text, _("It holds no codes, so nothing has to be renewed. Print a new one in its place."));
  if (*secrets != '\0')
    /* Translators: a list of accounts, each on a new line. */
    g_string_append_printf (text, _("\n\nIt also holds what makes the one-time codes of these accounts. Set up "
                                    "two-step sign-in anew there:\n%s"), secrets);
  if (count_copies (sheet) > 1)
    add_copies (text, sheet);

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
  ask_which (window, sheet, heading, body);
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
  g_autoptr(GPtrArray) last = NULL;
  g_autofree char *heading = NULL;

  if (sheet == NULL)
    return;

  last = spare_sheet_record_list_last (sheet, get_things (window));
  if (spare_sheets_get_fate (sheet) == SPARE_SHEETS_VALID || last->len > 0)
    {
      /* Translators: %s is the number of a sheet. */
      heading = g_strdup_printf (_("Is Sheet %s Destroyed?"), spare_sheet_record_get_name (sheet));
      spare_dialogs_confirm_async (GTK_WINDOW (window), heading,
                                   spare_sheets_get_fate (sheet) != SPARE_SHEETS_VALID
                                     ? _("It is void, but other codes on it still work, and are on no other paper. If "
                                         "you forgot those after printing, get new ones first.")
                                     : _("It counts, and what is on it still works. If you forgot the codes after "
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
spare_sheets_confirm (SpareWindow *window,
                      const char  *id)
{
  g_autoptr(SpareThing) sheet = find_sheet (window, id);
  g_autoptr(SpareThing) changed = NULL;
  SpareChange *change;

  if (sheet == NULL)
    return;

  changed = copy (sheet);
  spare_sheet_record_set_tested (changed, get_now (window));
  change = spare_change_new (window, id);
  /* Translators: %s is the number of a sheet. */
  change->done = g_strdup_printf (_("Sheet %s is right. Sparekey asks again in a year."),
                                  spare_sheet_record_get_name (sheet));
  spare_change_save_one (change, SPARE_RECORD (changed));
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
