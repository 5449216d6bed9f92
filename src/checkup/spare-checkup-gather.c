/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-access.h"
#include "spare-fact.h"
#include "spare-map-words.h"
#include "spare-service.h"
#include "spare-sheet-record.h"

/* Accounts of which the same is to be said; GArray of guint. */
typedef struct
{
  GArray *no_codes;        /* its service gives some */
  GArray *no_codes_unknown;
  GArray *few_codes;
  GArray *not_printed;
  GArray *no_second_step;
} Lists;

static GPtrArray *
index_access (GListModel *things)
{
  return spare_fact_list (things, SPARE_FACT_ACCESS);
}

static SpareThing *
find_access (GPtrArray  *accesses,
             const char *account_id)
{
  for (guint i = 0; i < accesses->len; i++)
    if (g_strcmp0 (spare_thing_peek_text (accesses->pdata[i], SPARE_ACCESS_ACCOUNT), account_id) == 0)
      return accesses->pdata[i];
  return NULL;
}

/* Has one of the sets been printed, on paper that is still of use? */
static gboolean
is_printed (GPtrArray *sets,
            GPtrArray *sheets)
{
  for (guint i = 0; i < sets->len; i++)
    for (guint j = 0; j < sheets->len; j++)
      if (spare_code_set_get_void (sets->pdata[i]) == SPARE_VOID_NOT
          && spare_sheet_record_get_void (sheets->pdata[j]) == SPARE_VOID_NOT
          && spare_sheet_record_get_destroyed (sheets->pdata[j]) == 0
          && spare_sheet_record_has_set (sheets->pdata[j], spare_thing_get_id (sets->pdata[i])))
        return TRUE;
  return FALSE;
}

static guint
count_values (SpareThing *access,
              const char *key,
              gboolean    real)
{
  g_auto (GStrv) values = access != NULL ? spare_fact_dup_values (access, key) : NULL;
  guint n = 0;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    n += !real || (strcmp (values[i], "none") != 0 && strcmp (values[i], "unknown") != 0);
  return n;
}

typedef struct
{
  guint n_valid; /* sets that count */
  guint n_left;
  gboolean is_low;
} SetCount;

static SetCount
count_sets (GPtrArray *sets)
{
  SetCount count = { 0, 0, TRUE };

  for (guint i = 0; i < sets->len; i++)
    if (spare_code_set_get_void (sets->pdata[i]) == SPARE_VOID_NOT)
      {
        count.n_valid++;
        count.n_left += spare_code_set_count_left (sets->pdata[i]);
        count.is_low = count.is_low && spare_code_set_is_low (sets->pdata[i]);
      }
  count.is_low = count.is_low && count.n_valid > 0;
  return count;
}

static void
look_at (SpareCheckup *self,
         Lists        *lists,
         SpareAccount *account,
         SpareThing   *access,
         GListModel   *things,
         GPtrArray    *sheets)
{
  const char *id = spare_account_get_id (account);
  guint vertex = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, id);
  const SpareService *service = spare_access_get_service (account, access);
  g_autoptr (GPtrArray) sets = spare_code_set_list (things, id);
  SetCount count = count_sets (sets);
  gboolean has_secret = spare_account_get_params (account)->kind != SPARE_OTP_NONE;
  gboolean has_second = has_secret || count_values (access, SPARE_ACCESS_SECOND, TRUE) > 0;
  gboolean elsewhere = count_values (access, SPARE_ACCESS_CODES_AT, TRUE) > 0;
  SpareAccountNote *note;

  if (vertex == SPARE_GRAPH_NONE)
    return;
  note = g_new0 (SpareAccountNote, 1);
  note->id = g_strdup (id);
  note->gives_codes = spare_service_get_answer (service, SPARE_SERVICE_CODES);
  note->effect = spare_service_get_effect (service);
  note->has_codes = count.n_left > 0;
  g_ptr_array_index (self->notes, vertex) = note;

  if (has_second && count.n_valid == 0 && !elsewhere && note->gives_codes == SPARE_ANSWER_YES)
    g_array_append_val (lists->no_codes, vertex);
  if (has_second && count.n_valid == 0 && !elsewhere && note->gives_codes == SPARE_ANSWER_UNKNOWN)
    g_array_append_val (lists->no_codes_unknown, vertex);
  if (count.is_low)
    g_array_append_val (lists->few_codes, vertex);
  if (count.n_left > 0 && !elsewhere && !is_printed (sets, sheets))
    g_array_append_val (lists->not_printed, vertex);
  if (!has_second && spare_service_get_answer (service, SPARE_SERVICE_APP) == SPARE_ANSWER_YES)
    g_array_append_val (lists->no_second_step, vertex);
}

/* @title: takes the number and the names of the accounts */
static void
say (SpareCheckup    *self,
     SpareFindingKind kind,
     const char      *id,
     GArray          *accounts,
     SpareFixKind     fix,
     SpareEvidence    evidence,
     const char      *title,
     const char      *why,
     const char      *advice)
{
  SpareFinding *finding;
  g_autofree char *names = NULL;

  if (accounts->len == 0)
    return;
  finding = spare_finding_add (self, kind, id, SPARE_GRAPH_NONE, accounts);
  names = spare_finding_dup_names (self, finding->accounts);
  finding->title = g_strdup_printf ("%s: %s", title, names);
  finding->why = g_strdup (why);
  finding->advice = g_strdup (advice);
  finding->evidence = evidence;
  spare_finding_set_fix (finding, fix, spare_checkup_get_record (self, g_array_index (finding->accounts, guint, 0)), 5);
}

static void
say_lists (SpareCheckup *self,
           Lists        *lists)
{
  say (self, SPARE_FINDING_NO_CODES, NULL, lists->no_codes, SPARE_FIX_TAKE_CODES, SPARE_EVIDENCE_DERIVED,
       _("Two-step sign-in without backup codes"),
       _("The service gives backup codes, and none are noted here."),
       _("Get them from the service's page, take them in, and print them."));
  say (self, SPARE_FINDING_NO_CODES, "unknown", lists->no_codes_unknown, SPARE_FIX_TAKE_CODES, SPARE_EVIDENCE_CHECKED,
       _("No backup codes are noted"),
       _("There is a second step, and Sparekey does not know whether the service gives backup codes."),
       _("Look in the account's settings. If there are some, take them in and print them."));
  say (self, SPARE_FINDING_FEW_CODES, NULL, lists->few_codes, SPARE_FIX_TAKE_CODES, SPARE_EVIDENCE_CHECKED,
       _("Few backup codes are left"), _("At most two are left, or less than three in ten."),
       _("Get new ones from the service before you need them. They make the old ones void."));
  say (self, SPARE_FINDING_NOT_PRINTED, NULL, lists->not_printed, SPARE_FIX_PRINT_CODES, SPARE_EVIDENCE_CHECKED,
       _("Backup codes that are not on paper"),
       _("They are only in Sparekey, on the computer that may be gone when you need them."),
       _("Print them, and keep the paper in a place that locks."));
  say (self, SPARE_FINDING_NO_SECOND_STEP, NULL, lists->no_second_step, SPARE_FIX_SET_UP, SPARE_EVIDENCE_DERIVED,
       _("Two-step sign-in is possible and not noted"),
       _("The service takes codes of an app such as Sparekey; here the password alone is taken to be enough."),
       _("Turn it on; Sparekey leads you through it."));
}

/* B12: sheets of codes that are due to be read back; the one that waits longest is begun with. */
static void
gather_untested (SpareCheckup *self,
                 GPtrArray    *sheets)
{
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
  SpareThing *oldest = NULL;
  guint n_due = 0;
  SpareFinding *finding;

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = sheets->pdata[i];
      gint64 due = spare_sheet_record_get_due (sheet);
      g_auto (GStrv) ids = NULL;

      if (spare_sheet_record_get_kind (sheet) != SPARE_SHEET_CODES || due == 0 || due > self->now
          || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;
      n_due++;
      if (oldest == NULL || due < spare_sheet_record_get_due (oldest))
        oldest = sheet;
      ids = spare_sheet_record_dup_accounts (sheet);
      for (guint j = 0; ids[j] != NULL; j++)
        {
          guint vertex = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, ids[j]);

          if (vertex != SPARE_GRAPH_NONE && !spare_accounts_have (accounts, vertex))
            g_array_append_val (accounts, vertex);
        }
    }
  if (oldest == NULL)
    return;

  finding = spare_finding_add (self, SPARE_FINDING_NOT_TESTED, NULL, SPARE_GRAPH_NONE, accounts);
  finding->title = g_strdup_printf (ngettext ("%u sheet was never read back, or long ago",
                                              "%u sheets were never read back, or long ago", n_due),
                                    n_due);
  finding->why = g_strdup (_("Paper gets lost and fades. Whoever types one code back from it knows that it is there "
                             "and can be read."));
  /* Translators: %s is what a sheet is called, such as "K7M-3QP". */
  finding->advice = g_strdup_printf (_("Begin with sheet %s."), spare_sheet_record_get_name (oldest));
  spare_finding_set_fix (finding, SPARE_FIX_DRILL, spare_thing_get_id (oldest), 2);
}

static void
gather_questions (SpareCheckup *self,
                  GListModel   *accounts,
                  GListModel   *things)
{
  g_autoptr (GPtrArray) open = spare_access_list_open (accounts, things);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (guint));
  SpareFinding *finding;

  for (guint i = 0; i < open->len; i++)
    {
      guint vertex = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, spare_account_get_id (open->pdata[i]));

      if (vertex != SPARE_GRAPH_NONE)
        g_array_append_val (vertices, vertex);
    }
  if (vertices->len == 0)
    return;

  finding = spare_finding_add (self, SPARE_FINDING_OPEN_QUESTIONS, NULL, SPARE_GRAPH_NONE, vertices);
  finding->title = g_strdup_printf (ngettext ("For %u account it is not known how you get in and back in",
                                              "For %u accounts it is not known how you get in and back in",
                                              vertices->len),
                                    vertices->len);
  finding->why = g_strdup (_("What is not known is taken to be weak. Up to three questions each make the rest of the "
                             "check-up surer."));
  /* Translators: %s is an account. */
  finding->advice = g_strdup (_("Answer them; “I don't know” is an answer, too."));
  spare_finding_set_fix (finding, SPARE_FIX_ASK, spare_account_get_id (open->pdata[0]), 2);
}

static void
gather_gone (SpareCheckup *self,
             GListModel   *things)
{
  g_autoptr (GPtrArray) persons = spare_fact_list (things, SPARE_FACT_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      guint vertex = spare_map_find (self->map, SPARE_ITEM_PERSON, spare_thing_get_id (persons->pdata[i]));

      if (vertex != SPARE_GRAPH_NONE && spare_fact_has (persons->pdata[i], SPARE_PERSON_GONE, "yes"))
        g_hash_table_add (self->gone, GUINT_TO_POINTER (vertex));
    }
}

void
spare_checkup_gather (SpareCheckup *self,
                      GListModel   *accounts,
                      GListModel   *things)
{
  g_autoptr (GArray) no_codes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) no_codes_unknown = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) few_codes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) not_printed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) no_second_step = g_array_new (FALSE, FALSE, sizeof (guint));
  Lists lists = { no_codes, no_codes_unknown, few_codes, not_printed, no_second_step };
  g_autoptr (GPtrArray) accesses = index_access (things);
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (things, NULL);

  gather_gone (self, things);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (accounts, i);

      look_at (self, &lists, account, find_access (accesses, spare_account_get_id (account)), things, sheets);
    }
  say_lists (self, &lists);
  gather_untested (self, sheets);
  gather_questions (self, accounts, things);
}
