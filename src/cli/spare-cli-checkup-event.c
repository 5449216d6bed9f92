/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-checkup.h"

#include "spare-attack.h"
#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-directory-file.h"
#include "spare-loss.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What follows from an event. */
typedef struct
{
  SpareCli   *cli;
  SpareMap   *map;
  SpareEvent *event;
  char       *title;
  gboolean    lose;
  GArray     *accounts;
  GArray     *certain; /* without what is only assumed */
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->map, spare_map_unref);
  g_clear_pointer (&self->event, spare_cli_checkup_free_event);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->accounts, g_array_unref);
  g_clear_pointer (&self->certain, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

void
spare_cli_checkup_json_id (SpareCli        *cli,
                           SpareJsonWriter *json,
                           const SpareMap  *map,
                           guint            vertex)
{
  const SpareItem *item = spare_map_get_item (map, vertex);
  g_autoptr (SpareAccount) account = spare_account_find (spare_vault_get_accounts (cli->vault), item->record);

  if (account != NULL)
    spare_cli_account_json_id (json, account);
}

void
spare_cli_checkup_append (GString    *out,
                          const char *indent,
                          const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = spare_cli_text_clean (lines[i]);

      g_string_append_printf (out, "%s%s\n", indent, clean);
    }
}

GListModel *
spare_cli_checkup_dup_accounts (SpareCli *cli)
{
  g_autoptr (GPtrArray) sorted = spare_cli_account_sort (spare_vault_get_accounts (cli->vault));
  GListStore *store = g_list_store_new (SPARE_TYPE_ACCOUNT);

  g_list_store_splice (store, 0, 0, sorted->pdata, sorted->len);
  return G_LIST_MODEL (store);
}

static char *
dup_why (const Answer *self,
         guint         account)
{
  char *why;

  if (spare_cli_checkup_has (self->event->scenario->barred, account))
    return g_strdup (_("This account itself is gone."));
  why = self->lose ? spare_map_words_lost (self->map, self->event, account)
                   : spare_map_words_taken (self->map, self->event, account);

  return why != NULL ? why : g_strdup ("");
}

static gboolean
print_json (const Answer *self,
            GError      **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);
  guint n_accounts;

  spare_map_get_accounts (self->map, &n_accounts);
  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "title", self->title);
  spare_json_writer_uint (json, self->lose ? "lost" : "seized", self->accounts->len);
  if (!self->lose)
    spare_json_writer_uint (json, "certain", self->certain->len);
  spare_json_writer_uint (json, "of", n_accounts);
  spare_json_writer_array (json, "accounts");
  for (guint i = 0; i < self->accounts->len; i++)
    {
      guint account = g_array_index (self->accounts, guint, i);
      g_autofree char *why = dup_why (self, account);

      spare_json_writer_object (json, NULL);
      spare_cli_checkup_json_id (self->cli, json, self->map, account);
      spare_json_writer_bool (json, "certain", spare_cli_checkup_has (self->certain, account));
      spare_json_writer_string (json, "why", why);
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
  return spare_json_writer_finish (json, error);
}

static gboolean
print_text (const Answer *self,
            GError      **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *count = spare_map_words_count (self->map, self->event, self->accounts);
  /* Translators: what happens, and what follows: “If you lose Pixel 8: 2 of 8 accounts.” */
  g_autofree char *head = g_strdup_printf (_("%s: %s"), self->title, count);

  spare_cli_checkup_append (out, "", head);
  for (guint i = 0; i < self->accounts->len; i++)
    {
      guint account = g_array_index (self->accounts, guint, i);
      g_autofree char *name = spare_map_words_name (self->map, account);
      g_autofree char *why = dup_why (self, account);

      spare_cli_checkup_append (out, "  ", name);
      spare_cli_checkup_append (out, "    ", why);
    }
  return spare_cli_text_print (out->str, error);
}

static gboolean
run (SpareCli          *cli,
     const char *const *things,
     gboolean           lose,
     GError           **error)
{
  g_auto (Answer) self = { cli };
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (SpareDirectory) directory = NULL;
  SpareGraph *graph;

  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  directory = spare_directory_file_load_all (cli->places->folder, NULL, NULL);
  self.lose = lose;
  accounts = spare_cli_checkup_dup_accounts (cli);
  self.map = spare_map_new (accounts, spare_vault_get_things (cli->vault), directory,
                            g_get_real_time () / G_USEC_PER_SEC);
  self.event = spare_cli_checkup_make_event (cli, self.map, things, lose, &self.title, error);
  if (self.event == NULL)
    return FALSE;
  graph = spare_map_get_graph (self.map);
  if (lose)
    {
      self.accounts = spare_loss_find_accounts (graph, self.event->scenario);
      /* The owner is never promised what is only assumed. */
      self.certain = g_array_ref (self.accounts);
    }
  else
    {
      self.accounts = spare_attack_find_seized (graph, SPARE_SIDE_ATTACKER, self.event->scenario);
      self.certain = spare_attack_find_seized (graph, SPARE_SIDE_ATTACKER_CERTAIN, self.event->scenario);
    }
  return cli->json ? print_json (&self, error) : print_text (&self, error);
}

gboolean
spare_cli_checkup_lose (SpareCli          *cli,
                        const char *const *things,
                        GError           **error)
{
  return run (cli, things, TRUE, error);
}

gboolean
spare_cli_checkup_take (SpareCli          *cli,
                        const char *const *things,
                        GError           **error)
{
  return run (cli, things, FALSE, error);
}
