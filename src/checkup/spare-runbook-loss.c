/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-runbook-private.h"

#include <glib/gi18n-lib.h>

#include "spare-attack.h"
#include "spare-loss.h"
#include "spare-sheet-record.h"

/* @event: (nullable) */
static GArray *
list_lost (SpareRunbook     *book,
           const SpareEvent *event)
{
  return event != NULL ? spare_loss_find_accounts (spare_map_get_graph (book->map), event->scenario)
                       : g_array_new (FALSE, FALSE, sizeof (guint));
}

static const SpareEvent *
find_event (GPtrArray     *events,
            SpareEventKind kind,
            const char    *record,
            SpareMap      *map)
{
  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      if (event->kind == kind
          && (event->subject == SPARE_GRAPH_NONE
              || g_strcmp0 (spare_map_get_item (map, event->subject)->record, record) == 0))
        return event;
    }

  return NULL;
}

/* A device is gone */

static void
add_numbers (SpareRunbook *book,
             const char   *device)
{
  g_autoptr (GPtrArray) numbers = spare_fact_list (book->things, SPARE_FACT_NUMBER);

  for (guint i = 0; i < numbers->len; i++)
    {
      SpareThing *number = g_ptr_array_index (numbers, i);

      if (spare_fact_has (number, SPARE_NUMBER_MINE, "no")
          || (device != NULL && !spare_fact_has (number, SPARE_NUMBER_DEVICE, device)))
        continue;
      spare_runbook_add (book, "number", spare_thing_get_id (number),
                         /* Translators: %s is a phone number. */
                         g_strdup_printf (_("Have the carrier block the SIM card of %s, and get a new one"),
                                          spare_fact_get_name (number)),
                         g_strdup (_("Codes that are sent to the number arrive where the card is. Take along what you "
                                     "prove with who you are.")));
    }
}

static void
add_wipe (SpareRunbook *book)
{
  const char *name = spare_fact_get_name (book->device);
  char *why;

  if (spare_fact_has (book->device, SPARE_DEVICE_FIND, "no"))
    why = g_strdup (_("You noted that this cannot be done with it. Try all the same, by the page of its maker."));
  else
    why = g_strdup (_("Use the page of its maker for lost devices, on another device. Erase it if it will not come back: "
                      "what is not erased can be used by who gets it open."));
  spare_runbook_add (book, "wipe", spare_thing_get_id (book->device),
                     /* Translators: %s is a device. */
                     g_strdup_printf (_("Lock %s from afar, or erase it"), name), why);
}

/* Those with something on the device, which may not be enough to get in. */
static void
add_kept_there (SpareRunbook *book,
                GArray       *vertices)
{
  guint n;
  const guint *accounts = spare_map_get_accounts (book->map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (SpareRunbookAccount) account = { 0 };

      if (spare_runbook_account_init (&account, book, accounts[i]) && spare_runbook_is_on_device (book, &account))
        g_array_append_val (vertices, accounts[i]);
    }
}

void
spare_runbook_write_device (SpareRunbook *book)
{
  const char *id = spare_thing_get_id (book->device);
  const SpareEvent *loss = find_event (spare_map_get_losses (book->map), SPARE_EVENT_LOSE_DEVICE, id, book->map);
  const SpareEvent *taking = find_event (spare_map_get_takings (book->map), SPARE_EVENT_TAKE_UNLOCKED, id, book->map);
  g_autoptr (GArray) lost = list_lost (book, loss);
  g_autoptr (GArray) all = g_array_copy (lost);

  if (taking == NULL)
    taking = find_event (spare_map_get_takings (book->map), SPARE_EVENT_TAKE_DEVICE, id, book->map);
  if (taking != NULL)
    {
      g_autoptr (GArray) seized = spare_attack_find_seized (spare_map_get_graph (book->map), SPARE_SIDE_ATTACKER,
                                                            taking->scenario);

      g_array_append_vals (all, seized->data, seized->len);
    }
  add_kept_there (book, all);
  spare_runbook_sort (book, all);

  add_wipe (book);
  add_numbers (book, id);
  for (guint i = 0; i < all->len; i++)
    {
      g_auto (SpareRunbookAccount) account = { 0 };
      guint vertex = g_array_index (all, guint, i);

      if (!spare_runbook_account_init (&account, book, vertex))
        continue;
      if (spare_runbook_is_in (lost, vertex) || spare_runbook_needs_code (book, &account))
        spare_runbook_add_back (book, &account);
      spare_runbook_add_renewal (book, &account, TRUE);
    }
  spare_runbook_add (book, "police", NULL, g_strdup (_("Report a theft, and tell your insurer")),
                     g_strdup (_("The number of the report is asked for when you want something replaced.")));
}

/* The home is gone */

static void
add_sheets (SpareRunbook *book)
{
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (book->things, NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      g_auto (GStrv) places = spare_sheet_record_dup_places (sheet);
      g_autofree char *where = g_strjoinv (", ", places);
      SpareRunbookStep *step;

      if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;
      step = spare_runbook_add (book, "sheet", spare_thing_get_id (sheet),
                                /* Translators: %s is the printed name of a sheet. */
                                g_strdup_printf (_("Fetch the sheet %s, or say that it is lost"),
                                                 spare_sheet_record_get_name (sheet)),
                                *where != '\0'
                                  /* Translators: %s are places. */
                                  ? g_strdup_printf (_("Its copies were kept here: %s."), where)
                                  : g_strdup (_("Where it was kept was not noted.")));
      spare_runbook_set_action (step, "win.show-sheets", NULL);
    }
}

void
spare_runbook_write_home (SpareRunbook *book)
{
  const SpareEvent *event = find_event (spare_map_get_losses (book->map), SPARE_EVENT_LOSE_HOME, NULL, book->map);
  g_autoptr (GArray) lost = list_lost (book, event);

  spare_runbook_sort (book, lost);
  spare_runbook_add (book, "documents", NULL, g_strdup (_("Get new identity documents")),
                     g_strdup (_("A new SIM card, and the help of many services, ask for one.")));
  add_numbers (book, NULL);
  spare_runbook_set_action (spare_runbook_add (book, "backup", NULL,
                                               g_strdup (_("Open the backup of Sparekey on another computer")),
                                               g_strdup (_("Everything that is in Sparekey comes back with it. The "
                                                           "sheet for the backup says where it is."))),
                            "win.backups", NULL);
  add_sheets (book);
  for (guint i = 0; i < lost->len; i++)
    {
      g_auto (SpareRunbookAccount) account = { 0 };

      if (spare_runbook_account_init (&account, book, g_array_index (lost, guint, i)))
        spare_runbook_add_back (book, &account);
    }
}
