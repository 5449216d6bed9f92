/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>

#include "spare-snapshot.h"

/* What the snapshot says of the accounts, by their vertices. */
typedef struct
{
  SpareCheckup  *checkup;
  SpareSnapshot *snapshot;
  GArray        *vertices; /* guint: accounts that the snapshot has an entry of */
  GArray        *entries;  /* int: likewise */
} Reading;

static const SpareSnapshotEntry *
get_entry (const Reading *self,
           guint          i)
{
  return spare_snapshot_get (self->snapshot, (guint) g_array_index (self->entries, int, i));
}

/* Are both at services that have one account behind them? */
static gboolean
is_one (const Reading *self,
        guint          i,
        guint          j)
{
  return spare_snapshot_is_one (self->snapshot, (guint) g_array_index (self->entries, int, i),
                                (guint) g_array_index (self->entries, int, j));
}

/* @title: before the names */
static SpareFinding *
say (Reading         *self,
     SpareFindingKind kind,
     const char      *id,
     GArray          *accounts,
     const char      *title,
     const char      *why,
     const char      *advice)
{
  SpareCheckup *checkup = self->checkup;
  SpareFinding *finding = spare_finding_add (checkup, kind, id, SPARE_GRAPH_NONE, accounts);
  g_autofree char *names = spare_finding_dup_names (checkup, finding->accounts);

  finding->title = g_strdup_printf ("%s: %s", title, names);
  finding->why = g_strdup (why);
  finding->advice = g_strdup (advice);
  finding->evidence = SPARE_EVIDENCE_CHECKED;
  finding->said = spare_snapshot_get_date (self->snapshot);
  spare_finding_set_fix (finding, SPARE_FIX_CHANGE_PASSWORD,
                         spare_checkup_get_record (checkup, g_array_index (finding->accounts, guint, 0)), 5);
  return finding;
}

static void
say_weak (Reading *self)
{
  g_autoptr (GArray) weak = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) breached = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->vertices->len; i++)
    {
      const SpareSnapshotEntry *entry = get_entry (self, i);

      if (entry->breached == SPARE_BREACHED_YES)
        g_array_append_vals (breached, &g_array_index (self->vertices, guint, i), 1);
      else if (entry->strength <= SPARE_STRENGTH_WEAK)
        g_array_append_vals (weak, &g_array_index (self->vertices, guint, i), 1);
    }
  if (breached->len > 0)
    spare_finding_weigh (self->checkup,
                         say (self, SPARE_FINDING_BREACHED, NULL, breached, _("The password was leaked somewhere"),
                              _("It is in the list of leaked passwords, which are the first that are tried."),
                              _("Change it today, to one that is used nowhere else.")),
                         0);
  if (weak->len > 0)
    say (self, SPARE_FINDING_WEAK_PASSWORD, NULL, weak, _("The password can be guessed"),
         _("Whoever has a copy of the service's data finds it in little time."),
         _("Change it to one that a password manager makes, or to several words chosen by dice."));
}

/* The password of entry @i, for several of the accounts or for something else. */
static void
say_reused (Reading *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->vertices->len; i++)
    {
      guint number = get_entry (self, i)->number;
      g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (guint));
      gboolean several = FALSE;

      if (!spare_snapshot_is_reused (self->snapshot, (guint) g_array_index (self->entries, int, i))
          || !g_hash_table_add (done, GUINT_TO_POINTER (number)))
        continue;
      for (guint j = i; j < self->vertices->len; j++)
        if (get_entry (self, j)->number == number)
          {
            g_array_append_vals (same, &g_array_index (self->vertices, guint, j), 1);
            several |= !is_one (self, i, j);
          }
      if (!several)
        g_array_append_vals (others, same->data, same->len);
      else
        spare_finding_weigh (self->checkup,
                             say (self, SPARE_FINDING_REUSE,
                                  spare_checkup_get_record (self->checkup, g_array_index (same, guint, 0)), same,
                                  _("One password for several accounts"),
                                  _("If one of these services is broken into, whoever gets the password there tries it "
                                    "at the others, too."),
                                  _("Give each of them a password of its own.")),
                             0);
    }
  if (others->len > 0)
    say (self, SPARE_FINDING_REUSE, "elsewhere", others, _("The password is used for something else, too"),
         _("It is the same as for another entry of the passwords that you had checked. If that service is broken into, "
           "this account is open, too."),
         _("Give it a password of its own."));
}

void
spare_checkup_gather_passwords (SpareCheckup         *self,
                                GListModel           *accounts,
                                GListModel           *things,
                                const SpareDirectory *directory)
{
  g_autoptr (SpareSnapshot) snapshot = spare_snapshot_read (things, directory);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (int));
  Reading reading = { self, snapshot, vertices, entries };

  if (snapshot == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (accounts, i);
      guint vertex = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, spare_account_get_id (account));
      int entry = spare_snapshot_find (snapshot, account);

      if (vertex == SPARE_GRAPH_NONE || entry < 0)
        continue;
      g_array_append_val (vertices, vertex);
      g_array_append_val (entries, entry);
    }
  say_weak (&reading);
  say_reused (&reading);
}
