/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-runbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "spare-sheet-record.h"

gboolean
spare_runbook_account_init (SpareRunbookAccount *self,
                            SpareRunbook        *book,
                            guint                vertex)
{
  const SpareItem *item = spare_map_get_item (book->map, vertex);
  g_autoptr (SpareAccount) account = item->kind == SPARE_ITEM_ACCOUNT
                                       ? spare_account_find (book->accounts, item->record)
                                       : NULL;

  memset (self, 0, sizeof (*self));
  if (account == NULL)
    return FALSE;

  self->vertex = vertex;
  self->account = account; /* the list keeps it */
  self->access = spare_access_find (book->things, item->record);
  self->service = spare_access_get_service (account, self->access);
  self->name = spare_map_words_name (book->map, vertex);

  return TRUE;
}

void
spare_runbook_account_clear (SpareRunbookAccount *self)
{
  g_clear_object (&self->access);
  g_clear_pointer (&self->name, g_free);
}

/* The newest set that counts and has codes left. (transfer full) (nullable) */
static SpareThing *
dup_codes (SpareRunbook        *book,
           SpareRunbookAccount *account)
{
  g_autoptr (GPtrArray) sets = spare_code_set_list (book->things, spare_account_get_id (account->account));

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) == SPARE_VOID_NOT && spare_code_set_count_left (set) > 0)
        return g_object_ref (set);
    }

  return NULL;
}

/* Has it codes, which may be used up or void by now, or were until now? */
static gboolean
has_had_codes (SpareRunbook        *book,
               SpareRunbookAccount *account,
               gboolean             kept)
{
  g_autoptr (GPtrArray) sets = spare_code_set_list (book->things, spare_account_get_id (account->account));

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) != SPARE_VOID_TURNED_OFF && (!kept || !spare_code_set_is_forgotten (set)))
        return TRUE;
    }

  return FALSE;
}

/* "K7M-3QP (Desk, Bank)": the sheets that count; NULL where there is none. */
static char *
dup_sheets (SpareRunbook *book,
            SpareThing   *set)
{
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (book->things, spare_thing_get_id (set));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      g_auto (GStrv) places = spare_sheet_record_dup_places (sheet);
      g_autoptr (GString) where = g_string_new (NULL);

      if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;
      for (guint j = 0; places[j] != NULL; j++)
        if (*places[j] != '\0')
          g_string_append_printf (where, "%s%s", where->len > 0 ? ", " : "", places[j]);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", spare_sheet_record_get_name (sheet));
      if (where->len > 0)
        g_string_append_printf (out, " (%s)", where->str);
    }

  return g_string_free (out, out->len == 0);
}

static char *
dup_where_codes_are (SpareRunbook *book,
                     SpareThing   *set)
{
  g_autofree char *sheets = dup_sheets (book, set);
  gboolean kept = !spare_code_set_is_forgotten (set);

  if (sheets != NULL && kept)
    /* Translators: %s are the names of sheets and where they are: “K7M-3QP (Desk)”. */
    return g_strdup_printf (_("They are here in Sparekey, and on paper: %s. Mark the one that you use."), sheets);
  if (sheets != NULL)
    return g_strdup_printf (_("They are on paper: %s. Mark here which one you use."), sheets);
  if (kept)
    return g_strdup (_("They are here in Sparekey. Mark the one that you use."));

  return g_strdup (_("Where they are was not noted. Mark here which one you use."));
}

void
spare_runbook_add_back (SpareRunbook        *book,
                        SpareRunbookAccount *account)
{
  static const char *const pages[] = { SPARE_SERVICE_RECOVERY, SPARE_SERVICE_SUPPORT, SPARE_SERVICE_SIGN_IN, NULL };
  const char *id = spare_account_get_id (account->account);
  g_autoptr (SpareThing) set = dup_codes (book, account);
  const char *wait = spare_service_get_text (account->service, SPARE_SERVICE_WAIT);
  SpareRunbookStep *step;

  if (set != NULL)
    {
      step = spare_runbook_add (book, "back", id,
                                g_strdup_printf (_("Get back into %s with a backup code"), account->name),
                                dup_where_codes_are (book, set));
      spare_runbook_set_action (step, "win.show-set", id);
      return;
    }
  step = spare_runbook_add (book, "back", id, g_strdup_printf (_("Ask %s to let you back in"), account->name),
                            wait != NULL
                              /* Translators: %s is how long it takes: “48 to 72 hours”. */
                              ? g_strdup_printf (_("No backup codes are noted. Its help takes %s, so begin early."), wait)
                              : g_strdup (_("No backup codes are noted. How long its help takes is not known, so begin "
                                            "early.")));
  spare_runbook_set_page (step, account->service, pages);
}

static gboolean
has_link (SpareRunbookAccount *account,
          const char          *key,
          SpareThing          *device)
{
  static const char *const words[] = { "app:", "device:", "key:", "" };

  for (guint i = 0; account->access != NULL && device != NULL && i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *value = g_strconcat (words[i], spare_thing_get_id (device), NULL);

      if (spare_fact_has (account->access, key, value))
        return TRUE;
    }

  return FALSE;
}

/* On the device that is gone; without one: anywhere. */
static gboolean
has_secret_there (SpareRunbook        *book,
                  SpareRunbookAccount *account)
{
  gboolean here = spare_account_get_params (account->account)->kind != SPARE_OTP_NONE;

  if (book->device == NULL)
    return here || (account->access != NULL && spare_thing_count (account->access, SPARE_ACCESS_SECOND) > 0
                    && !spare_fact_has (account->access, SPARE_ACCESS_SECOND, "none"));

  return has_link (account, SPARE_ACCESS_SECOND, book->device)
         || (here && spare_fact_has (book->device, SPARE_DEVICE_HERE, "yes"));
}

static gboolean
has_codes_there (SpareRunbook        *book,
                 SpareRunbookAccount *account)
{
  if (book->device == NULL)
    return has_had_codes (book, account, FALSE);

  return has_link (account, SPARE_ACCESS_CODES_AT, book->device)
         || (spare_fact_has (book->device, SPARE_DEVICE_HERE, "yes") && has_had_codes (book, account, TRUE));
}

gboolean
spare_runbook_needs_code (SpareRunbook        *book,
                          SpareRunbookAccount *account)
{
  gboolean here = spare_account_get_params (account->account)->kind != SPARE_OTP_NONE;

  return book->device != NULL && has_secret_there (book, account) && has_had_codes (book, account, FALSE)
         && (!here || spare_fact_has (book->device, SPARE_DEVICE_HERE, "yes"));
}

static gboolean
has_key_there (SpareRunbook        *book,
               SpareRunbookAccount *account)
{
  return has_link (account, SPARE_ACCESS_SSH_KEY, book->device);
}

gboolean
spare_runbook_is_on_device (SpareRunbook        *book,
                            SpareRunbookAccount *account)
{
  return book->device != NULL
         && (has_secret_there (book, account) || has_codes_there (book, account) || has_key_there (book, account));
}

static void
add_key (SpareRunbook        *book,
         SpareRunbookAccount *account)
{
  static const char *const pages[] = { SPARE_SERVICE_SETTINGS, SPARE_SERVICE_SIGN_IN, NULL };
  SpareRunbookStep *step;

  step = spare_runbook_add (book, "ssh-key", spare_account_get_id (account->account),
                            /* Translators: a device, then a service. */
                            g_strdup_printf (_("Remove the SSH key of %s at %s"), spare_fact_get_name (book->device),
                                             account->name),
                            g_strdup (_("Who has the key makes new backup codes with it, as often as they like.")));
  spare_runbook_set_page (step, account->service, pages);
}

void
spare_runbook_add_renewal (SpareRunbook        *book,
                           SpareRunbookAccount *account,
                           gboolean             codes_too)
{
  static const char *const pages[] = { SPARE_SERVICE_SETTINGS, SPARE_SERVICE_SIGN_IN, NULL };
  const char *id = spare_account_get_id (account->account);
  gboolean is_here = spare_account_get_params (account->account)->kind != SPARE_OTP_NONE;
  SpareRunbookStep *step;

  step = spare_runbook_add (book, "sessions", id,
                            g_strdup_printf (_("Sign out all other devices at %s"), account->name),
                            g_strdup (_("What is signed in stays so, whatever else you change.")));
  spare_runbook_set_page (step, account->service, pages);
  if (has_secret_there (book, account))
    {
      step = spare_runbook_add (book, "renew", id,
                                g_strdup_printf (_("Set up the second step of %s anew"), account->name),
                                g_strdup (_("Who has the old secret goes on making codes with it. A new one makes them "
                                            "worthless.")));
      if (is_here)
        spare_runbook_set_action (step, "win.renew-phone", id);
      spare_runbook_set_page (step, account->service, pages);
    }
  if (has_key_there (book, account))
    add_key (book, account);
  if (codes_too && (has_codes_there (book, account) || has_key_there (book, account)))
    {
      static const char *const codes[] = { SPARE_SERVICE_CODES_PAGE, SPARE_SERVICE_SETTINGS, NULL };

      step = spare_runbook_add (book, "codes", id, g_strdup_printf (_("Get new backup codes for %s"), account->name),
                                has_codes_there (book, account)
                                  ? g_strdup (_("Somebody may have seen the old ones. Take the new ones in, and the old "
                                                "ones and their sheets become void."))
                                  : g_strdup (_("Somebody may have made some with the key. Take yours in, and the old "
                                                "ones and their sheets become void.")));
      spare_runbook_set_action (step, "win.take-codes", id);
      spare_runbook_set_page (step, account->service, codes);
    }
}
