/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-checkup.h"

#include "spare-cli-codes.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-directory-file.h"
#include "spare-promise.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define FIRST 5 /* findings that are enough for one day */

static const char *const urgencies[] = {
  [SPARE_URGENCY_LOCKOUT] = "lockout",
  [SPARE_URGENCY_TAKEOVER] = "takeover",
  [SPARE_URGENCY_FIRST] = "first",
  [SPARE_URGENCY_HYGIENE] = "hygiene",
};

static const char *const evidences[] = {
  [SPARE_EVIDENCE_CHECKED] = "checked",
  [SPARE_EVIDENCE_DERIVED] = "derived",
  [SPARE_EVIDENCE_SAID] = "said",
  [SPARE_EVIDENCE_ASSUMED] = "assumed",
};

/* JSON */

static void
json_event (SpareCli           *cli,
            SpareJsonWriter    *json,
            const SpareCheckup *checkup,
            const SpareEvent   *event,
            gboolean            lose)
{
  const SpareMap *map = spare_checkup_get_map (checkup);
  const GArray *accounts = spare_checkup_get_accounts (checkup, event, FALSE);
  const GArray *certain = spare_checkup_get_accounts (checkup, event, TRUE);
  g_autofree char *kind = g_strndup (event->id, strcspn (event->id, ":"));
  g_autofree char *title = spare_map_words_event (map, event);
  guint n_accounts;

  spare_map_get_accounts (map, &n_accounts);
  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "id", event->id);
  spare_json_writer_string (json, "kind", kind);
  spare_json_writer_string (json, "title", title);
  spare_json_writer_uint (json, lose ? "lost" : "seized", accounts->len);
  if (!lose)
    spare_json_writer_uint (json, "certain", certain->len);
  spare_json_writer_uint (json, "of", n_accounts);
  spare_json_writer_array (json, "accounts");
  for (guint i = 0; i < accounts->len; i++)
    {
      guint account = g_array_index (accounts, guint, i);

      spare_json_writer_object (json, NULL);
      spare_cli_checkup_json_id (cli, json, map, account);
      spare_json_writer_bool (json, "certain", lose || spare_cli_checkup_has (certain, account));
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
  spare_json_writer_close (json);
}

static void
json_events (SpareCli           *cli,
             SpareJsonWriter    *json,
             const SpareCheckup *checkup,
             const char         *key,
             GPtrArray          *events,
             gboolean            lose)
{
  spare_json_writer_array (json, key);
  for (guint i = 0; i < events->len; i++)
    json_event (cli, json, checkup, g_ptr_array_index (events, i), lose);
  spare_json_writer_close (json);
}

/* A tier as a number; null: nobody gets there, or there is no front door. */
static void
json_tier (SpareJsonWriter *json,
           const char      *key,
           int              tier)
{
  if (tier < 0 || tier > SPARE_TIER_MAX)
    spare_json_writer_null (json, key);
  else
    spare_json_writer_int (json, key, tier);
}

static void
json_accounts (SpareCli           *cli,
               SpareJsonWriter    *json,
               const SpareCheckup *checkup)
{
  const SpareMap *map = spare_checkup_get_map (checkup);
  guint n_accounts;
  const guint *accounts = spare_map_get_accounts (map, &n_accounts);

  spare_json_writer_array (json, "accounts");
  for (guint i = 0; i < n_accounts; i++)
    {
      spare_json_writer_object (json, NULL);
      spare_cli_checkup_json_id (cli, json, map, accounts[i]);
      json_tier (json, "exposure", spare_checkup_get_exposure (checkup, accounts[i]));
      json_tier (json, "front", spare_checkup_get_front (checkup, accounts[i]));
      spare_json_writer_uint (json, "resilience", spare_checkup_get_resilience (checkup, accounts[i]));
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
}

static void
json_columns (SpareJsonWriter    *json,
              const char         *key,
              const SpareColumns *columns)
{
  spare_json_writer_object (json, key);
  spare_json_writer_uint (json, "lost", columns->lost);
  spare_json_writer_uint (json, "seized", columns->seized);
  spare_json_writer_close (json);
}

static void
json_findings (SpareJsonWriter *json,
               const char      *key,
               GPtrArray       *findings)
{
  spare_json_writer_array (json, key);
  for (guint i = 0; i < findings->len; i++)
    {
      const SpareFinding *finding = g_ptr_array_index (findings, i);

      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "id", finding->id);
      spare_json_writer_string (json, "kind", spare_finding_kind_get_name (finding->kind));
      spare_json_writer_string (json, "urgency", urgencies[finding->urgency]);
      spare_json_writer_string (json, "title", finding->title);
      spare_json_writer_string (json, "why", finding->why);
      spare_json_writer_string (json, "advice", finding->advice);
      if (finding->first != NULL)
        spare_json_writer_string (json, "first", finding->first);
      spare_json_writer_string (json, "evidence", evidences[finding->evidence]);
      spare_json_writer_int (json, "said", finding->said);
      spare_json_writer_uint (json, "minutes", finding->minutes);
      spare_json_writer_uint (json, "accounts", finding->accounts->len);
      if (finding->has_columns)
        {
          json_columns (json, "before", &finding->before);
          json_columns (json, "after", &finding->after);
        }
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
}

static gboolean
print_json (SpareCli           *cli,
            const SpareCheckup *checkup,
            GPtrArray          *dues,
            GError            **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);
  const SpareMap *map = spare_checkup_get_map (checkup);

  spare_json_writer_object (json, NULL);
  json_accounts (cli, json, checkup);
  json_events (cli, json, checkup, "losses", spare_map_get_losses (map), TRUE);
  json_events (cli, json, checkup, "takings", spare_map_get_takings (map), FALSE);
  json_findings (json, "findings", spare_checkup_get_findings (checkup));
  json_findings (json, "set_aside", spare_checkup_get_set_aside (checkup));
  spare_json_writer_array (json, "due");
  for (guint i = 0; i < dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);

      spare_json_writer_object (json, NULL);
      spare_json_writer_int (json, "due", due->due);
      spare_json_writer_string (json, "what", due->what);
      spare_json_writer_string (json, "record", due->record != NULL ? due->record : "");
      spare_json_writer_string (json, "title", due->title);
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
  return spare_json_writer_finish (json, error);
}

/* Text */

static void
append_head (GString    *out,
             const char *head)
{
  g_string_append_printf (out, "%s%s\n", out->len > 0 ? "\n" : "", head);
}

static void
append_events (GString            *out,
               const SpareCheckup *checkup,
               GPtrArray          *events)
{
  const SpareMap *map = spare_checkup_get_map (checkup);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);
      g_autofree char *title = spare_map_words_event (map, event);
      g_autofree char *count = spare_map_words_count (map, event, spare_checkup_get_accounts (checkup, event, FALSE));
      g_autofree char *line = g_strdup_printf (_("%s: %s"), title, count);

      spare_cli_checkup_append (out, "  ", line);
    }
}

static void
append_finding (GString            *out,
                guint               number,
                const SpareFinding *finding)
{
  /* Translators: a number, what is to be done, and how many minutes that takes. */
  g_autofree char *head = g_strdup_printf (ngettext ("%u. %s (%u minute)", "%u. %s (%u minutes)", finding->minutes),
                                           number, finding->title, finding->minutes);

  spare_cli_checkup_append (out, "  ", head);
  if (finding->why != NULL && *finding->why != '\0')
    spare_cli_checkup_append (out, "     ", finding->why);
  if (finding->first != NULL)
    spare_cli_checkup_append (out, "     ", finding->first);
  if (finding->advice != NULL && *finding->advice != '\0')
    spare_cli_checkup_append (out, "     ", finding->advice);
}

static void
append_findings (GString   *out,
                 GPtrArray *findings,
                 gboolean   all)
{
  guint n = all ? findings->len : MIN (findings->len, FIRST);
  guint rest = findings->len - n;

  append_head (out, _("What to do first:"));
  if (n == 0)
    spare_cli_checkup_append (out, "  ", _("Nothing was found."));
  for (guint i = 0; i < n; i++)
    append_finding (out, i + 1, g_ptr_array_index (findings, i));
  if (rest > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("And %u more: give --all.", "And %u more: give --all.", rest),
                                               rest);

      spare_cli_checkup_append (out, "  ", more);
    }
}

static void
append_dues (GString   *out,
             GPtrArray *dues,
             gboolean   all)
{
  guint n = all ? dues->len : MIN (dues->len, FIRST);
  guint rest = dues->len - n;

  if (dues->len == 0)
    return;
  append_head (out, _("Due:"));
  for (guint i = 0; i < n; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);
      g_autofree char *day = spare_cli_codes_day (due->due);
      /* Translators: in the place of a day. */
      g_autofree char *line = g_strdup_printf ("%s  %s", due->due != 0 ? day : _("not yet said"), due->title);

      spare_cli_checkup_append (out, "  ", line);
    }
  if (rest > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("And %u more: give --all.", "And %u more: give --all.", rest),
                                               rest);

      spare_cli_checkup_append (out, "  ", more);
    }
}

static gboolean
print_text (const SpareCheckup *checkup,
            GPtrArray          *dues,
            gboolean            all,
            GError            **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const SpareMap *map = spare_checkup_get_map (checkup);

  append_head (out, _("What you would lose:"));
  append_events (out, checkup, spare_map_get_losses (map));
  append_head (out, _("What somebody else would get:"));
  append_events (out, checkup, spare_map_get_takings (map));
  append_findings (out, spare_checkup_get_findings (checkup), all);
  append_dues (out, dues, all);
  return spare_cli_text_print (out->str, error);
}

static gboolean
run_all (SpareCli *cli,
         gboolean  all,
         GError  **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (SpareDirectory) directory = NULL;
  GListModel *things;

  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  directory = spare_directory_file_load_all (cli->places->folder, NULL, NULL);
  accounts = spare_cli_checkup_dup_accounts (cli);
  things = spare_vault_get_things (cli->vault);
  checkup = spare_checkup_run (accounts, things, directory, now, NULL, error);
  if (checkup == NULL)
    return FALSE;
  dues = spare_due_list (accounts, things, now);
  if (cli->json)
    return print_json (cli, checkup, dues, error);
  if (g_list_model_get_n_items (accounts) == 0)
    {
      spare_cli_text_tell (_("There are no accounts yet. Add one with: sparekey-cli add -"));
      return TRUE;
    }
  return print_text (checkup, dues, all, error);
}

gboolean
spare_cli_run_checkup (SpareCli *cli,
                       int       argc,
                       char    **argv,
                       GError  **error)
{
  g_auto (GStrv) lose = NULL;
  g_auto (GStrv) taken = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "lose", 0, 0, G_OPTION_ARG_STRING_ARRAY, &lose, N_("What if you lose it? Give it again for several at once"),
      N_("THING") },
    { "taken", 0, 0, G_OPTION_ARG_STRING_ARRAY, &taken,
      N_("What if somebody else has it? Give it again for several at once"), N_("THING") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Print all findings and all that is due"), NULL },
    { NULL },
  };

  if (!spare_cli_parse (cli, NULL,
                        _("Works out what you would lose, what a thief would get, and what to do about it. THING is an "
                          "account, device, place, person, phone number, memory or document, by its name or id; or "
                          "bag, home or me."),
                        entries, &argc, &argv, 0, 0, error))
    return FALSE;
  if ((lose != NULL) + (taken != NULL) + all > 1)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Give only one of --lose, --taken and --all."));
      return FALSE;
    }
  if (lose != NULL)
    return spare_cli_checkup_lose (cli, (const char *const *) lose, error);
  if (taken != NULL)
    return spare_cli_checkup_take (cli, (const char *const *) taken, error);
  return run_all (cli, all, error);
}
