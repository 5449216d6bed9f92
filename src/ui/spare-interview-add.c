/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is added while one is asked. */
#include "spare-interview-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_called (const char *text,
           const char *folded)
{
  g_autofree char *other = g_utf8_casefold (text, -1);

  return *other != '\0' && strcmp (other, folded) == 0;
}

static SpareRecord *
create_fact (const SpareInterviewAdd *add,
             const char              *name,
             const char              *id,
             GListModel              *things,
             gint64                   now,
             char                   **found)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autoptr(GPtrArray) facts = spare_fact_list (things, add->type);
  SpareThing *fact;

  for (guint i = 0; i < facts->len; i++)
    if (is_called (spare_fact_get_name (facts->pdata[i]), folded))
      {
        *found = g_strdup (spare_thing_get_id (facts->pdata[i]));
        return NULL;
      }

  fact = spare_fact_new (add->type, id, name);
  if (add->kind != NULL)
    spare_fact_say_one (fact, SPARE_FACT_KIND, add->kind, now);
  *found = g_strdup (id);

  return SPARE_RECORD (fact);
}

static SpareAccount *
find_account (GListModel *accounts,
              GListModel *things,
              const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  SpareAccount *found = spare_access_find_mailbox (accounts, things, name);

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      /* The vault's list holds it. */
      if (is_called (spare_account_get_service (account), folded)
          || is_called (spare_account_get_name (account), folded))
        found = account;
    }

  return found;
}

/* A mailbox is at the service whose domain its address has. */
static SpareRecord *
create_account (const char *name,
                const char *id,
                GListModel *accounts,
                GListModel *things,
                gint64      now,
                char      **found)
{
  SpareAccount *there = find_account (accounts, things, name);
  SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  gboolean address = spare_interview_is_address (name);
  const char *domain = address ? strchr (name, '@') + 1 : name;
  const SpareService *service = spare_service_find (domain);
  g_autoptr(SpareAccount) account = NULL;

  if (there != NULL)
    {
      *found = g_strdup (spare_account_get_id (there));
      return NULL;
    }

  account = spare_account_new (id);
  spare_account_set_service (account, service != NULL ? spare_service_get_name (service) : domain);
  if (address)
    spare_account_set_name (account, name);
  spare_account_set_params (account, &none);
  spare_account_set_created (account, now);
  if (!spare_account_check (account, NULL))
    return NULL;
  *found = g_strdup (id);

  return SPARE_RECORD (g_steal_pointer (&account));
}

SpareRecord *
spare_interview_part_add (SpareInterviewPart      *self,
                          const SpareInterviewAdd *add,
                          const char              *name,
                          const char              *id,
                          GListModel              *accounts,
                          GListModel              *things,
                          gint64                   now)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *found = NULL;
  const char *word = add->word;
  SpareAccount *mailbox;
  SpareRecord *record = NULL;
  SpareInterviewChoice *choice;
  guint nth;

  if (*stripped == '\0')
    return NULL;

  if (add->type == SPARE_FACT_N_TYPES)
    {
      if (!spare_interview_is_address (stripped))
        return NULL;
      mailbox = word != NULL ? spare_access_find_mailbox (accounts, things, stripped) : NULL;
      found = g_strdup (mailbox != NULL ? spare_account_get_id (mailbox) : stripped);
      word = mailbox != NULL ? "email" : word;
    }
  else if (add->type == SPARE_FACT_ACCESS)
    record = create_account (stripped, id, accounts, things, now, &found);
  else
    record = create_fact (add, stripped, id, things, now, &found);
  if (found == NULL)
    return NULL;

  choice = spare_interview_part_add_choice (self, word, found, "%s", stripped);
  g_ptr_array_find (self->choices, choice, &nth);
  spare_interview_part_choose (self, nth, TRUE);

  return record;
}
