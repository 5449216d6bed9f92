/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who and what an answer can name. */
#include "spare-interview-private.h"

#include <string.h>

#include "spare-words.h"

/* Services with whose accounts one signs in elsewhere, by their ids. */
static const char *const identities[] = { "google", "apple", "microsoft", "facebook", "github", NULL };

gboolean
spare_interview_is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && strchr (at + 1, '.') != NULL
         && strpbrk (text, " \t\n/:<>,;\"") == NULL;
}

gboolean
spare_interview_lists (SpareInterviewScene *scene,
                       const char          *fact,
                       const char          *word)
{
  const char *const *words = spare_service_get_list (scene->service, fact);

  return words != NULL && g_strv_contains (words, word);
}

static SpareInterviewChoice *
find_choice (SpareInterviewPart *part,
             const char         *value)
{
  for (guint i = 0; i < part->choices->len; i++)
    {
      SpareInterviewChoice *choice = part->choices->pdata[i];

      if (g_ascii_strcasecmp (choice->value, value) == 0)
        return choice;
    }

  return NULL;
}

SpareInterviewChoice *
spare_interview_part_add_choice (SpareInterviewPart *self,
                                 const char         *word,
                                 const char         *value,
                                 const char         *format,
                                 const char         *name)
{
  g_autofree char *full = word != NULL ? g_strconcat (word, ":", value, NULL) : g_strdup (value);
  g_auto(GStrv) around = g_strsplit (format, "%s", 2);
  SpareInterviewChoice *choice = find_choice (self, full);

  if (choice != NULL)
    return choice;

  choice = g_new0 (SpareInterviewChoice, 1);
  choice->value = g_steal_pointer (&full);
  choice->title = around[1] != NULL ? g_strconcat (around[0], name, around[1], NULL) : g_strdup (format);
  g_ptr_array_add (self->choices, choice);

  return choice;
}

void
spare_interview_add_facts (SpareInterviewPart  *part,
                           SpareInterviewScene *scene,
                           const char          *word,
                           SpareFactType        type,
                           const char          *kind,
                           gboolean             is_not,
                           const char          *format)
{
  g_autoptr(GPtrArray) facts = spare_fact_list (scene->things, type);

  for (guint i = 0; i < facts->len; i++)
    {
      SpareThing *fact = facts->pdata[i];

      if (kind == NULL || spare_fact_has (fact, SPARE_FACT_KIND, kind) != is_not)
        spare_interview_part_add_choice (part, word, spare_thing_get_id (fact), format, spare_fact_get_name (fact));
    }
}

static void
add_account (SpareInterviewPart  *part,
             SpareInterviewScene *scene,
             const char          *word,
             SpareAccount        *account,
             const char          *format)
{
  g_autofree char *names = spare_words_dup_names (account);

  if (g_strcmp0 (spare_account_get_id (account), spare_account_get_id (scene->account)) != 0)
    spare_interview_part_add_choice (part, word, spare_account_get_id (account), format, names);
}

void
spare_interview_add_managers (SpareInterviewPart  *part,
                              SpareInterviewScene *scene,
                              const char          *word,
                              const char          *format)
{
  for (guint i = 0; i < g_list_model_get_n_items (scene->accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (scene->accounts, i);

      if (spare_access_is_manager (account, scene->things))
        add_account (part, scene, word, account, format);
    }
}

void
spare_interview_add_mailboxes (SpareInterviewPart  *part,
                               SpareInterviewScene *scene,
                               const char          *format)
{
  for (guint i = 0; i < g_list_model_get_n_items (scene->accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (scene->accounts, i);
      g_autoptr(SpareThing) access = spare_access_find (scene->things, spare_account_get_id (account));
      g_auto(GStrv) addresses = spare_access_dup_addresses (account, access);

      if (addresses[0] != NULL)
        add_account (part, scene, "email", account, format);
    }
}

/* Is it named as such by any account? */
static gboolean
is_named (SpareInterviewScene *scene,
          const char          *value)
{
  for (guint i = 0; i < g_list_model_get_n_items (scene->things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (scene->things, i);

      if (spare_thing_is_fact (thing, SPARE_FACT_ACCESS) && spare_fact_has (thing, SPARE_ACCESS_OTHER, value))
        return TRUE;
    }

  return FALSE;
}

void
spare_interview_add_identities (SpareInterviewPart  *part,
                                SpareInterviewScene *scene,
                                const char          *word,
                                const char          *format)
{
  for (guint i = 0; i < g_list_model_get_n_items (scene->accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (scene->accounts, i);
      const SpareService *service = spare_service_find (spare_account_get_service (account));
      g_autofree char *value = g_strconcat (word, ":", spare_account_get_id (account), NULL);

      if ((service != NULL && g_strv_contains (identities, spare_service_get_id (service))) || is_named (scene, value))
        add_account (part, scene, word, account, format);
    }
}

static void
add_address (SpareInterviewPart  *part,
             SpareInterviewScene *scene,
             const char          *address,
             const char          *format)
{
  if (spare_interview_is_address (address)
      && spare_access_find_mailbox (scene->accounts, scene->things, address) == NULL)
    spare_interview_part_add_choice (part, "address", address, format, address);
}

void
spare_interview_add_addresses (SpareInterviewPart  *part,
                               SpareInterviewScene *scene,
                               const char          *format)
{
  add_address (part, scene, spare_account_get_name (scene->account), format);
  for (guint i = 0; i < g_list_model_get_n_items (scene->things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (scene->things, i);
      g_auto(GStrv) values = NULL;

      if (!spare_thing_is_fact (thing, SPARE_FACT_ACCESS))
        continue;
      values = spare_fact_dup_values (thing, SPARE_ACCESS_RECOVERY);
      for (guint j = 0; values[j] != NULL; j++)
        if (g_str_has_prefix (values[j], "address:"))
          add_address (part, scene, values[j] + strlen ("address:"), format);
    }
}
