/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-finding-fix.h"

#include <glib/gi18n.h>

#include "spare-fact-editor.h"
#include "spare-service.h"
#include "spare-visit.h"
#include "spare-words.h"

/* The service's page where the fix is done; (nullable) */
static char *
dup_address (const SpareFinding   *finding,
             SpareAccount         *account,
             const SpareDirectory *directory)
{
  const char *name = account != NULL ? spare_account_get_service (account) : NULL;
  const SpareService *service = spare_service_find (name);
  const char *address;

  if (finding->fix == SPARE_FIX_CHANGE_PASSWORD)
    return spare_directory_dup_password_page (directory, name);

  address = spare_service_get_text (service, SPARE_SERVICE_SETTINGS);
  return g_strdup (address != NULL ? address : spare_service_get_text (service, SPARE_SERVICE_SIGN_IN));
}

static const char *
get_label (SpareFixKind fix)
{
  switch (fix)
    {
    case SPARE_FIX_PRINT_CODES:
      return _("_Print Backup Codes…");
    case SPARE_FIX_TAKE_CODES:
      return _("_Take In Backup Codes…");
    case SPARE_FIX_DRILL:
      return _("_Test the Sheet…");
    case SPARE_FIX_ASK:
      return _("_Answer Questions…");
    case SPARE_FIX_CHANGE_PASSWORD:
    case SPARE_FIX_RECOVERY_PAGE:
      return _("_Show the Account");
    case SPARE_FIX_SET_UP:
      return _("_Set It Up…");
    case SPARE_FIX_FACT:
      return _("_Change What Is Noted…");
    case SPARE_FIX_NEW_PERSON:
      return _("_Add a Person…");
    case SPARE_FIX_NONE:
    default:
      return NULL;
    }
}

gboolean
spare_finding_fix_is_elsewhere (const SpareFinding *finding)
{
  return finding->record != NULL
         && (finding->fix == SPARE_FIX_CHANGE_PASSWORD || finding->fix == SPARE_FIX_RECOVERY_PAGE);
}

char *
spare_finding_fix_dup_label (const SpareFinding   *finding,
                             GListModel           *accounts,
                             const SpareDirectory *directory)
{
  g_autoptr(SpareAccount) account = spare_account_find (accounts, finding->record);
  g_autofree char *address = spare_finding_fix_is_elsewhere (finding) ? dup_address (finding, account, directory) : NULL;

  if (address != NULL)
    /* Translators: opens a page of a service in the browser; %s is the service. */
    return g_strdup_printf (_("_Open %s"), spare_words_get_title (account));

  return g_strdup (get_label (finding->fix));
}

static void
open_page (const SpareFinding *finding,
           SpareWindow        *window)
{
  g_autoptr(SpareAccount) account = spare_account_find (spare_vault_get_accounts (spare_window_get_vault (window)),
                                                        finding->record);
  SpareDirectoryKeeper *keeper = spare_window_get_directories (window);
  g_autofree char *address = dup_address (finding, account, spare_directory_keeper_get_directory (keeper));

  if (address != NULL)
    spare_visit_open (window, address);
  else if (account != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-account", "s", finding->record);
}

/* The guide knows services by what they are called in the data. */
static void
set_up (const SpareFinding *finding,
        SpareWindow        *window)
{
  g_autoptr(SpareAccount) account = spare_account_find (spare_vault_get_accounts (spare_window_get_vault (window)),
                                                        finding->record);
  const SpareService *service = account != NULL ? spare_service_find (spare_account_get_service (account)) : NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", "s",
                              service != NULL ? spare_service_get_id (service) : "");
}

void
spare_finding_fix_start (const SpareFinding *finding,
                         SpareWindow        *window)
{
  static const char *const actions[] = {
    [SPARE_FIX_PRINT_CODES] = "win.print-sheet",
    [SPARE_FIX_TAKE_CODES] = "win.take-codes",
    [SPARE_FIX_DRILL] = "win.drill",
    [SPARE_FIX_ASK] = "win.interview",
    [SPARE_FIX_FACT] = "win.fact",
  };

  switch (finding->fix)
    {
    case SPARE_FIX_PRINT_CODES:
    case SPARE_FIX_TAKE_CODES:
    case SPARE_FIX_DRILL:
    case SPARE_FIX_ASK:
    case SPARE_FIX_FACT:
      gtk_widget_activate_action (GTK_WIDGET (window), actions[finding->fix], "s",
                                  finding->record != NULL ? finding->record : "");
      break;
    case SPARE_FIX_CHANGE_PASSWORD:
    case SPARE_FIX_RECOVERY_PAGE:
      open_page (finding, window);
      break;
    case SPARE_FIX_SET_UP:
      set_up (finding, window);
      break;
    case SPARE_FIX_NEW_PERSON:
      spare_fact_editor_show_new (window, SPARE_FACT_PERSON);
      break;
    case SPARE_FIX_NONE:
    default:
      break;
    }
}
