/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-runbook-private.h"

#include <glib/gi18n-lib.h>

/* Somebody is in an account */

/* Who opens it, and is opened by it; without itself. */
static GArray *
list_around (SpareRunbook *book,
             guint         account,
             gboolean      before)
{
  GArray *around = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;
  const guint *accounts = spare_map_get_accounts (book->map, &n);

  for (guint i = 0; i < n; i++)
    {
      guint opener = before ? accounts[i] : account;
      guint opened = before ? account : accounts[i];

      if (accounts[i] != account && spare_runbook_is_in (g_ptr_array_index (book->blast, opener), opened))
        g_array_append_val (around, accounts[i]);
    }
  spare_runbook_sort (book, around);

  return around;
}

static void
add_password (SpareRunbook        *book,
              SpareRunbookAccount *account,
              char                *why)
{
  SpareRunbookStep *step = spare_runbook_add (book, "password", spare_account_get_id (account->account),
                                              g_strdup_printf (_("Give %s a new password, used nowhere else"),
                                                               account->name), why);

  if (step->address == NULL)
    step->address = spare_directory_dup_password_page (book->directory, spare_account_get_service (account->account));
}

static void
add_clean_up (SpareRunbook        *book,
              SpareRunbookAccount *account)
{
  static const char *const pages[] = { SPARE_SERVICE_SETTINGS, SPARE_SERVICE_SIGN_IN, NULL };
  SpareRunbookStep *step;

  step = spare_runbook_add (book, "recovery", spare_account_get_id (account->account),
                            g_strdup_printf (_("See what was changed in %s"), account->name),
                            g_strdup (_("Phone numbers, mail addresses, forwarding, filters, devices, apps and API keys: "
                                        "take out what is not yours. Somebody may have left a way back in.")));
  spare_runbook_set_page (step, account->service, pages);
}

/* Those with the same remembered password. */
static void
add_same_password (SpareRunbook        *book,
                   SpareRunbookAccount *account)
{
  g_auto (GStrv) passwords = account->access != NULL
                               ? spare_fact_dup_values (account->access, SPARE_ACCESS_PASSWORD) : g_new0 (char *, 1);
  guint n;
  const guint *accounts = spare_map_get_accounts (book->map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (SpareRunbookAccount) other = { 0 };

      if (accounts[i] == account->vertex || !spare_runbook_account_init (&other, book, accounts[i])
          || other.access == NULL)
        continue;
      for (guint j = 0; passwords[j] != NULL; j++)
        if (g_str_has_prefix (passwords[j], "memory:")
            && spare_fact_has (other.access, SPARE_ACCESS_PASSWORD, passwords[j]))
          add_password (book, &other, g_strdup_printf (_("It has the same one as %s."), account->name));
    }
}

void
spare_runbook_write_intruder (SpareRunbook        *book,
                              SpareRunbookAccount *account)
{
  static const char *const help[] = { SPARE_SERVICE_SUPPORT, SPARE_SERVICE_RECOVERY, NULL };
  const char *id = spare_account_get_id (account->account);
  g_autoptr (GArray) before = list_around (book, account->vertex, TRUE);
  g_autoptr (GArray) after = list_around (book, account->vertex, FALSE);
  SpareRunbookStep *step;

  for (guint i = 0; i < before->len; i++)
    {
      g_auto (SpareRunbookAccount) opener = { 0 };

      if (!spare_runbook_account_init (&opener, book, g_array_index (before, guint, i)))
        continue;
      add_password (book, &opener,
                    g_strdup_printf (_("Who is in there gets into %s again, whatever you change in that."),
                                     account->name));
      add_clean_up (book, &opener);
    }
  add_password (book, account, g_strdup (_("If you cannot sign in any more, ask its help first.")));
  spare_runbook_add_renewal (book, account, TRUE);
  add_clean_up (book, account);
  add_same_password (book, account);
  for (guint i = 0; i < after->len; i++)
    {
      g_auto (SpareRunbookAccount) opened = { 0 };

      if (!spare_runbook_account_init (&opened, book, g_array_index (after, guint, i)))
        continue;
      /* Translators: %s are accounts. */
      spare_runbook_add (book, "look", spare_account_get_id (opened.account),
                         g_strdup_printf (_("See whether somebody was in %s, too"), opened.name),
                         g_strdup_printf (_("%s opens it. See who signed in there, and do the same if it was not you."),
                                          account->name));
    }
  step = spare_runbook_add (book, "help", id, g_strdup_printf (_("Tell the support of %s"), account->name),
                            g_strdup (_("It can see more than you, and undo what you cannot.")));
  spare_runbook_set_page (step, account->service, help);
  if (account->access != NULL && spare_fact_has (account->access, SPARE_ACCESS_OTHERS, "yes"))
    spare_runbook_add (book, "others", id, g_strdup (_("Tell those whose data is in it")),
                       g_strdup (_("You noted that it holds other people’s data. A company may have to report it within "
                                   "days: ask who is in charge of that.")));
}

/* Cannot sign in */

static void
add_ways (SpareRunbook        *book,
          SpareRunbookAccount *account)
{
  g_auto (GStrv) proof = spare_map_words_proof (book->map, account->vertex);
  g_autofree char *why = proof != NULL ? g_strjoinv (" ", proof) : NULL;

  spare_runbook_add (book, "ways", spare_account_get_id (account->account),
                     g_strdup_printf (_("Try the way into %s that is noted here"), account->name),
                     why != NULL ? g_steal_pointer (&why)
                                 : g_strdup (_("None is noted that works today: go on with the next step.")));
}

static void
add_mail (SpareRunbook        *book,
          SpareRunbookAccount *account)
{
  guint n;
  const guint *accounts = spare_map_get_accounts (book->map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (SpareRunbookAccount) mailbox = { 0 };
      g_autofree char *value = NULL;

      if (accounts[i] == account->vertex || account->access == NULL
          || !spare_runbook_account_init (&mailbox, book, accounts[i]))
        continue;
      value = g_strconcat ("email:", spare_account_get_id (mailbox.account), NULL);
      if (spare_fact_has (account->access, SPARE_ACCESS_RECOVERY, value))
        spare_runbook_add (book, "mail", spare_account_get_id (mailbox.account),
                           /* Translators: %s are a mailbox and an account. */
                           g_strdup_printf (_("Have %s send you a mail, and read it at %s"), account->name, mailbox.name),
                           g_strdup (_("Open its sign-in page yourself and choose “Forgot password”. Follow no link in a "
                                       "mail that you did not ask for.")));
    }
}

void
spare_runbook_write_sign_in (SpareRunbook        *book,
                             SpareRunbookAccount *account)
{
  static const char *const help[] = { SPARE_SERVICE_RECOVERY, SPARE_SERVICE_SUPPORT, NULL };
  SpareRunbookStep *step;

  spare_runbook_add (book, "time", NULL, g_strdup (_("See that date and time are right")),
                     g_strdup (_("A clock that is wrong by a minute makes codes that no service takes.")));
  add_ways (book, account);
  spare_runbook_add_back (book, account);
  add_mail (book, account);
  step = spare_runbook_add (book, "help", spare_account_get_id (account->account),
                            g_strdup_printf (_("Ask the support of %s"), account->name),
                            g_strdup (_("It asks for proof that the account is yours. Answer from a device and a place "
                                        "that it knows.")));
  spare_runbook_set_page (step, account->service, help);
  spare_runbook_add_renewal (book, account, FALSE);
}
