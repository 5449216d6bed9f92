/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-finding-aside.h"

#include <glib/gi18n.h>

#include "spare-change.h"
#include "spare-dialogs.h"
#include "spare-words.h"

#define UNTIL "until"

/* A finding while its reason is asked for. */
typedef struct
{
  SpareWindow        *window;
  SpareCheckup       *checkup;
  const SpareFinding *finding; /* of @checkup */
} Rejection;

static void
rejection_free (Rejection *rejection)
{
  g_object_unref (rejection->window);
  spare_checkup_unref (rejection->checkup);
  g_free (rejection);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rejection, rejection_free)

/* What set it aside before, though that is over; (transfer full) (nullable) */
static SpareThing *
find_former (GListModel         *things,
             const SpareFinding *finding)
{
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_set_aside (thing) && g_str_equal (spare_set_aside_get_finding (thing), finding->id))
        return g_steal_pointer (&thing);
    }

  return NULL;
}

/* One record a finding, whatever is said of it in the course of time. */
static SpareThing *
make_record (GListModel         *things,
             const SpareFinding *finding,
             const char         *reason,
             gint64              now)
{
  static const char *const keys[] = { "reason", "noted", UNTIL, "accounts" };
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) fresh = spare_set_aside_new_for (id, finding, reason, now);
  g_autoptr(SpareThing) former = find_former (things, finding);
  SpareThing *record;

  if (former == NULL)
    return g_steal_pointer (&fresh);

  record = SPARE_THING (spare_record_copy (SPARE_RECORD (former)));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    spare_thing_set (record, keys[i], spare_thing_peek (fresh, keys[i], 0));

  return record;
}

static void
set_aside (SpareWindow        *window,
           const SpareFinding *finding,
           const char         *reason)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (window));
  g_autoptr(SpareThing) record = make_record (things, finding, reason,
                                              spare_clock_get_now (spare_window_get_clock (window)));
  g_autofree char *date = spare_words_dup_date (spare_set_aside_get_until (record));
  SpareChange *change = spare_change_new (window, spare_thing_get_id (record));

  /* Translators: a finding is not shown for some time; %s is a day. */
  change->done = g_strdup_printf (_("Asked again on %s"), date);
  change->button = g_strdup (_("_Undo"));
  change->action = g_strdup_printf ("win.ask-again::%s", spare_thing_get_id (record));
  spare_change_save_one (change, SPARE_RECORD (record));
}

void
spare_finding_put_off (SpareWindow        *window,
                       const SpareFinding *finding)
{
  set_aside (window, finding, NULL);
}

static void
reason_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Rejection) rejection = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  const char *reason = NULL;

  if (g_strcmp0 (answer, "wrong") == 0)
    reason = _("It is not so");
  else if (g_strcmp0 (answer, "otherwise") == 0)
    reason = _("It is solved in another way");
  else if (g_strcmp0 (answer, "accepted") == 0)
    reason = _("You accept it");

  if (reason != NULL && spare_window_get_vault (rejection->window) != NULL)
    set_aside (rejection->window, rejection->finding, reason);
}

void
spare_finding_reject (SpareWindow        *window,
                      SpareCheckup       *checkup,
                      const SpareFinding *finding)
{
  const SpareChoice choices[] = {
    { "cancel", _("_Cancel"), SPARE_CHOICE_PLAIN },
    { "accepted", _("I _Accept It"), SPARE_CHOICE_PLAIN },
    { "otherwise", _("_Solved in Another Way"), SPARE_CHOICE_PLAIN },
    { "wrong", _("It Is _Not So"), SPARE_CHOICE_PLAIN },
    { NULL },
  };
  Rejection *rejection = g_new (Rejection, 1);
  g_autofree char *body = NULL;

  rejection->window = g_object_ref (window);
  rejection->checkup = spare_checkup_ref (checkup);
  rejection->finding = finding;
  /* Translators: %s is a finding, a sentence without a period. */
  body = g_strdup_printf (_("%s.\n\nIt is set aside, and asked about again in a year, or when other accounts are at "
                            "stake."), finding->title);
  spare_dialogs_ask_async (GTK_WINDOW (window), _("Why Does It Not Apply?"), body, choices, reason_cb, rejection);
}

void
spare_finding_ask_again (SpareWindow *window,
                         const char  *id)
{
  g_autoptr(SpareThing) aside = spare_thing_find (spare_vault_get_things (spare_window_get_vault (window)), id);
  g_autoptr(SpareThing) record = NULL;

  if (aside == NULL || !spare_thing_is_set_aside (aside))
    return;

  record = SPARE_THING (spare_record_copy (SPARE_RECORD (aside)));
  spare_thing_set_int (record, UNTIL, 0);
  spare_change_save_one (spare_change_new (window, id), SPARE_RECORD (record));
}
