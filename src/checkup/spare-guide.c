/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide.h"

#include <string.h>

#include "spare-sheet-record.h"

#define KEY_SERVICE  "service"
#define KEY_ACCOUNT  "account"
#define KEY_STARTED  "started"
#define KEY_FINISHED "finished"

#define DONE "done"

/* The key that holds what was said of a step: DONE, or why not. */
static const char *const steps[] = {
  [SPARE_GUIDE_SETTINGS] = "settings",
  [SPARE_GUIDE_ACCOUNT] = "account-step",
  [SPARE_GUIDE_ACCEPTED] = "accepted",
  [SPARE_GUIDE_CODES] = "codes",
  [SPARE_GUIDE_PRINT] = "print",
  [SPARE_GUIDE_DRILL] = "drill",
  [SPARE_GUIDE_SWEEP] = "sweep",
};

static const char *const reasons[] = {
  [SPARE_GUIDE_NONE_GIVEN] = "none-given",
  [SPARE_GUIDE_ELSEWHERE] = "elsewhere",
  [SPARE_GUIDE_NOT_NOW] = "not-now",
};

SpareThing *
spare_guide_new (const char *id,
                 const char *service,
                 gint64      started)
{
  SpareThing *self = spare_thing_new (id, SPARE_GUIDE_TYPE);

  spare_thing_set_text (self, KEY_SERVICE, service);
  spare_thing_set_int (self, KEY_STARTED, started);

  return self;
}

gboolean
spare_thing_is_guide (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_GUIDE_TYPE) == 0;
}

const char *
spare_guide_get_service (SpareThing *self)
{
  const char *service = spare_thing_peek_text (self, KEY_SERVICE);

  return service != NULL ? service : "";
}

gint64
spare_guide_get_started (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_STARTED, 0);
}

const char *
spare_guide_get_account (SpareThing *self)
{
  return spare_thing_peek_text (self, KEY_ACCOUNT);
}

void
spare_guide_set_account (SpareThing *self,
                         const char *id)
{
  if (g_strcmp0 (id, spare_guide_get_account (self)) == 0)
    return;

  spare_thing_set_text (self, KEY_ACCOUNT, id);
  for (SpareGuideStep step = SPARE_GUIDE_ACCEPTED; step < SPARE_GUIDE_N_STEPS; step++)
    spare_guide_reopen (self, step);
}

void
spare_guide_set_done (SpareThing    *self,
                      SpareGuideStep step)
{
  spare_thing_set_text (self, steps[step], DONE);
}

void
spare_guide_skip (SpareThing      *self,
                  SpareGuideStep   step,
                  SpareGuideReason reason)
{
  spare_thing_set_text (self, steps[step], reasons[reason]);
}

void
spare_guide_reopen (SpareThing    *self,
                    SpareGuideStep step)
{
  spare_thing_set_text (self, steps[step], NULL);
}

SpareGuideReason
spare_guide_get_reason (SpareThing    *self,
                        SpareGuideStep step)
{
  const char *said = spare_thing_peek_text (self, steps[step]);

  if (said == NULL || strcmp (said, DONE) == 0)
    return SPARE_GUIDE_NOT_SKIPPED;
  for (guint i = SPARE_GUIDE_NONE_GIVEN; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (said, reasons[i]) == 0)
      return i;

  /* Of a later version. */
  return SPARE_GUIDE_NOT_NOW;
}

static gboolean
was_said_done (SpareThing    *self,
               SpareGuideStep step)
{
  return g_strcmp0 (spare_thing_peek_text (self, steps[step]), DONE) == 0;
}

gboolean
spare_guide_is_finished (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_FINISHED, 0) != 0;
}

void
spare_guide_finish (SpareThing *self,
                    gint64      now)
{
  spare_thing_set_int (self, KEY_FINISHED, now);
}

SpareAccount *
spare_guide_find_account (SpareThing *self,
                          GListModel *accounts)
{
  g_autoptr(SpareAccount) account = spare_account_find (accounts, spare_guide_get_account (self));

  /* The list keeps it. */
  return account;
}

SpareThing *
spare_guide_dup_codes (SpareThing *self,
                       GListModel *things)
{
  const char *id = spare_guide_get_account (self);
  g_autoptr(GPtrArray) sets = id != NULL ? spare_code_set_list (things, id) : NULL;

  /* Void ones are behind those that count. */
  if (sets == NULL || sets->len == 0 || spare_code_set_get_void (g_ptr_array_index (sets, 0)) != SPARE_VOID_NOT)
    return NULL;

  return g_object_ref (g_ptr_array_index (sets, 0));
}

SpareThing *
spare_guide_dup_sheet (SpareThing *self,
                       GListModel *things)
{
  g_autoptr(SpareThing) set = spare_guide_dup_codes (self, things);
  g_autoptr(GPtrArray) sheets = NULL;
  SpareThing *found = NULL;

  if (set == NULL)
    return NULL;

  sheets = spare_sheet_record_list (things, spare_thing_get_id (set));
  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;
      /* One that was tested is as good as all of them. */
      if (found == NULL || spare_sheet_record_get_tested (sheet) != 0)
        found = sheet;
    }

  return found != NULL ? g_object_ref (found) : NULL;
}

static gboolean
is_needed (SpareThing    *self,
           SpareGuideStep step,
           GListModel    *things)
{
  const SpareService *service = spare_service_find (spare_guide_get_service (self));
  g_autoptr(SpareThing) codes = NULL;

  switch (step)
    {
    case SPARE_GUIDE_ACCEPTED:
      return spare_service_get_answer (service, SPARE_SERVICE_APP) != SPARE_ANSWER_NO;
    case SPARE_GUIDE_PRINT:
    case SPARE_GUIDE_DRILL:
    case SPARE_GUIDE_SWEEP:
      /* The step for codes itself stays: it says that there are none. Those that are there count for more. */
      codes = spare_guide_dup_codes (self, things);
      return codes != NULL
             || (spare_service_get_answer (service, SPARE_SERVICE_CODES) != SPARE_ANSWER_NO
                 && spare_guide_get_reason (self, SPARE_GUIDE_CODES) != SPARE_GUIDE_NONE_GIVEN);
    case SPARE_GUIDE_SETTINGS:
    case SPARE_GUIDE_ACCOUNT:
    case SPARE_GUIDE_CODES:
    case SPARE_GUIDE_N_STEPS:
    default:
      return TRUE;
    }
}

static gboolean
has_account (SpareThing *self,
             GListModel *accounts)
{
  const SpareService *service = spare_service_find (spare_guide_get_service (self));
  SpareAccount *account = spare_guide_find_account (self, accounts);

  return account != NULL
         && (spare_account_get_params (account)->kind != SPARE_OTP_NONE
             || spare_service_get_answer (service, SPARE_SERVICE_APP) == SPARE_ANSWER_NO);
}

static gboolean
is_done (SpareThing    *self,
         SpareGuideStep step,
         GListModel    *accounts,
         GListModel    *things)
{
  g_autoptr(SpareThing) codes = spare_guide_dup_codes (self, things);
  g_autoptr(SpareThing) sheet = spare_guide_dup_sheet (self, things);

  switch (step)
    {
    case SPARE_GUIDE_ACCOUNT:
      return has_account (self, accounts);
    case SPARE_GUIDE_CODES:
      return codes != NULL;
    case SPARE_GUIDE_PRINT:
      return sheet != NULL;
    case SPARE_GUIDE_DRILL:
      return sheet != NULL && spare_sheet_record_get_tested (sheet) != 0;
    case SPARE_GUIDE_SETTINGS:
      /* Whoever has the secret was there. */
      return was_said_done (self, step) || has_account (self, accounts);
    case SPARE_GUIDE_ACCEPTED:
    case SPARE_GUIDE_SWEEP:
    case SPARE_GUIDE_N_STEPS:
    default:
      return was_said_done (self, step);
    }
}

SpareGuideState
spare_guide_get_state (SpareThing    *self,
                       SpareGuideStep step,
                       GListModel    *accounts,
                       GListModel    *things)
{
  gboolean follows = step == SPARE_GUIDE_PRINT || step == SPARE_GUIDE_DRILL;

  if (!is_needed (self, step, things))
    return SPARE_GUIDE_NOT_NEEDED;
  if (is_done (self, step, accounts, things))
    return SPARE_GUIDE_DONE;
  if (spare_guide_get_reason (self, step) != SPARE_GUIDE_NOT_SKIPPED)
    return SPARE_GUIDE_SKIPPED;
  /* Nothing to print without codes, nothing to test without a sheet. */
  if (follows && spare_guide_get_state (self, step - 1, accounts, things) == SPARE_GUIDE_SKIPPED)
    return SPARE_GUIDE_SKIPPED;

  return SPARE_GUIDE_OPEN;
}

SpareGuideStep
spare_guide_get_next (SpareThing *self,
                      GListModel *accounts,
                      GListModel *things)
{
  for (SpareGuideStep step = 0; step < SPARE_GUIDE_N_STEPS; step++)
    if (spare_guide_get_state (self, step, accounts, things) == SPARE_GUIDE_OPEN)
      return step;

  return SPARE_GUIDE_N_STEPS;
}

guint
spare_guide_get_place (SpareThing    *self,
                       SpareGuideStep step,
                       GListModel    *accounts,
                       GListModel    *things)
{
  guint place = 0;

  for (SpareGuideStep i = 0; i <= step && i < SPARE_GUIDE_N_STEPS; i++)
    place += spare_guide_get_state (self, i, accounts, things) != SPARE_GUIDE_NOT_NEEDED;

  return place;
}

guint
spare_guide_count (SpareThing *self,
                   GListModel *accounts,
                   GListModel *things)
{
  return spare_guide_get_place (self, SPARE_GUIDE_N_STEPS, accounts, things);
}

static int
compare_started (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = spare_guide_get_started (*(SpareThing *const *) a);
  gint64 right = spare_guide_get_started (*(SpareThing *const *) b);

  return (left < right) - (left > right);
}

GPtrArray *
spare_guide_list_open (GListModel *things)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_guide (thing) && !spare_guide_is_finished (thing))
        g_ptr_array_add (found, g_steal_pointer (&thing));
    }
  g_ptr_array_sort (found, compare_started);

  return found;
}
