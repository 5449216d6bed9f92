/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-access-private.h"

#include <string.h>

#include "spare-domain.h"

#define IMPORTANCE_UNSAID 3
#define IMPORTANCE_MAX    5

/* Names under which accounts at password managers go. */
static const char *const managers[] = {
  "1password", "bitwarden", "dashlane", "enpass", "keepass", "keepassxc", "keeper", "lastpass", "nordpass",
  "proton pass", "roboform", "vaultwarden",
};

/* Keys that answer each question; one with a value is enough. */
static const char *const answers[SPARE_N_QUESTIONS][3] = {
  [SPARE_QUESTION_SIGN_IN] = { SPARE_ACCESS_PASSWORD, SPARE_ACCESS_OTHER },
  [SPARE_QUESTION_BACK_IN] = { SPARE_ACCESS_RECOVERY },
  [SPARE_QUESTION_IMPORTANCE] = { SPARE_ACCESS_IMPORTANCE },
};

SpareThing *
spare_access_new (const char *id,
                  const char *account_id)
{
  SpareThing *self = spare_fact_new (SPARE_FACT_ACCESS, id, NULL);

  spare_thing_set_text (self, SPARE_ACCESS_ACCOUNT, account_id);
  return self;
}

SpareThing *
spare_access_find (GListModel *things,
                   const char *account_id)
{
  guint n_things = g_list_model_get_n_items (things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_fact (thing, SPARE_FACT_ACCESS)
          && g_strcmp0 (spare_thing_peek_text (thing, SPARE_ACCESS_ACCOUNT), account_id) == 0)
        return g_steal_pointer (&thing);
    }
  return NULL;
}

const SpareService *
spare_access_get_service (SpareAccount *account,
                          SpareThing   *access)
{
  const SpareService *service = spare_service_find (spare_account_get_service (account));

  return service == NULL && access != NULL
           ? spare_service_get_generic (spare_thing_peek_text (access, SPARE_ACCESS_KIND)) : service;
}

GHashTable *
spare_access_index (GListModel *things)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n_things = g_list_model_get_n_items (things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);
      const char *account = NULL;

      if (spare_thing_is_fact (thing, SPARE_FACT_ACCESS))
        account = spare_thing_peek_text (thing, SPARE_ACCESS_ACCOUNT);
      if (account != NULL && !g_hash_table_contains (found, account))
        g_hash_table_insert (found, g_strdup (account), g_steal_pointer (&thing));
    }
  return found;
}

const char *
spare_access_get_link (const char *value,
                       const char *word)
{
  gsize length = strlen (word);

  return strncmp (value, word, length) == 0 && value[length] == ':' && value[length + 1] != '\0'
         ? value + length + 1 : NULL;
}

guint
spare_access_get_importance (SpareThing *self)
{
  gint64 importance = self != NULL ? spare_thing_get_int (self, SPARE_ACCESS_IMPORTANCE, 0) : 0;

  return importance >= 1 && importance <= IMPORTANCE_MAX ? importance : IMPORTANCE_UNSAID;
}

gboolean
spare_access_is_answered (SpareThing   *self,
                          SpareQuestion question)
{
  g_return_val_if_fail (question < SPARE_N_QUESTIONS, FALSE);

  for (guint i = 0; self != NULL && answers[question][i] != NULL; i++)
    if (spare_thing_count (self, answers[question][i]) > 0)
      return TRUE;
  return FALSE;
}

/* Mailboxes */

char *
spare_access_fold_address (const char *address)
{
  g_autofree char *stripped = address != NULL ? g_strstrip (g_strdup (address)) : NULL;
  const char *at = stripped != NULL ? strchr (stripped, '@') : NULL;

  if (at == NULL || at == stripped || at[1] == '\0' || strchr (at + 1, '@') != NULL
      || strpbrk (stripped, " \t\n/:<>,;\"") != NULL)
    return NULL;
  return g_utf8_casefold (stripped, -1);
}

/* Does the service give out addresses of this domain? */
static gboolean
is_domain_of_service (const char *domain,
                      const char *service_name)
{
  const SpareService *service = spare_service_find (service_name);
  const char *const *domains;

  if (service == NULL)
    return spare_domain_is_same (service_name, domain);

  domains = spare_service_get_domains (service);
  for (guint i = 0; domains[i] != NULL; i++)
    if (g_ascii_strcasecmp (domains[i], domain) == 0)
      return TRUE;
  return FALSE;
}

char **
spare_access_dup_addresses (SpareAccount *account,
                            SpareThing   *access)
{
  g_autoptr(GStrvBuilder) addresses = g_strv_builder_new ();
  const char *name = spare_account_get_name (account);
  g_autofree char *folded = NULL;

  if (access != NULL && spare_thing_count (access, SPARE_ACCESS_ADDRESS) > 0)
    return spare_fact_dup_values (access, SPARE_ACCESS_ADDRESS);

  folded = spare_access_fold_address (name);
  if (folded != NULL && is_domain_of_service (strchr (folded, '@') + 1, spare_account_get_service (account)))
    g_strv_builder_add (addresses, name);
  return g_strv_builder_end (addresses);
}

GHashTable *
spare_access_index_mailboxes (GListModel *accounts,
                              GListModel *things)
{
  g_autoptr(GHashTable) said = spare_access_index (things);
  GHashTable *mailboxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n_accounts = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      const char *id = spare_account_get_id (account);
      SpareThing *access = id != NULL ? g_hash_table_lookup (said, id) : NULL;
      g_auto(GStrv) addresses = spare_access_dup_addresses (account, access);

      for (guint j = 0; addresses[j] != NULL; j++)
        {
          g_autofree char *folded = spare_access_fold_address (addresses[j]);

          if (folded != NULL && !g_hash_table_contains (mailboxes, folded))
            g_hash_table_insert (mailboxes, g_steal_pointer (&folded), g_object_ref (account));
        }
    }
  return mailboxes;
}

SpareAccount *
spare_access_look_up_mailbox (GHashTable *mailboxes,
                              const char *address)
{
  g_autofree char *folded = spare_access_fold_address (address);
  SpareAccount *found = folded != NULL ? g_hash_table_lookup (mailboxes, folded) : NULL;
  char *plus = folded != NULL ? strchr (folded, '+') : NULL;
  char *at = folded != NULL ? strchr (folded, '@') : NULL;

  if (found == NULL && plus != NULL && plus > folded && plus < at)
    {
      memmove (plus, at, strlen (at) + 1);
      found = g_hash_table_lookup (mailboxes, folded);
    }
  return found;
}

SpareAccount *
spare_access_find_mailbox (GListModel *accounts,
                           GListModel *things,
                           const char *address)
{
  g_autoptr(GHashTable) mailboxes = spare_access_index_mailboxes (accounts, things);

  return spare_access_look_up_mailbox (mailboxes, address);
}

/* Managers, and what to ask first */

static gboolean
is_called_manager (SpareAccount *account)
{
  for (guint i = 0; i < G_N_ELEMENTS (managers); i++)
    if (g_ascii_strcasecmp (spare_account_get_service (account), managers[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Adds the ids of the accounts that @access names as managers. */
static void
add_managers (GHashTable *ids,
              SpareThing *access)
{
  static const char *const keys[] = { SPARE_ACCESS_PASSWORD, SPARE_ACCESS_OTHER, SPARE_ACCESS_CODES_AT };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto(GStrv) values = spare_fact_dup_values (access, keys[i]);

      for (guint j = 0; values[j] != NULL; j++)
        {
          const char *id = spare_access_get_link (values[j], "manager");

          if (id == NULL)
            id = spare_access_get_link (values[j], "passkey-in");
          if (id != NULL)
            g_hash_table_add (ids, g_strdup (id));
        }
    }
}

static GHashTable *
list_managers (GListModel *things)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_things = g_list_model_get_n_items (things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_fact (thing, SPARE_FACT_ACCESS))
        add_managers (ids, thing);
    }
  return ids;
}

gboolean
spare_access_is_manager (SpareAccount *account,
                         GListModel   *things)
{
  g_autoptr(GHashTable) ids = NULL;

  if (is_called_manager (account))
    return TRUE;

  ids = list_managers (things);
  return spare_account_get_id (account) != NULL && g_hash_table_contains (ids, spare_account_get_id (account));
}

static gboolean
is_mailbox (SpareAccount *account,
            SpareThing   *access)
{
  g_auto(GStrv) addresses = spare_access_dup_addresses (account, access);

  return addresses[0] != NULL;
}

static gboolean
has_second_step (SpareAccount *account,
                 SpareThing   *access)
{
  return spare_account_get_params (account)->kind != SPARE_OTP_NONE
         || (access != NULL && spare_thing_count (access, SPARE_ACCESS_SECOND) > 0
             && !spare_fact_has (access, SPARE_ACCESS_SECOND, "none"));
}

static gboolean
is_open (SpareThing *access)
{
  for (SpareQuestion question = 0; question < SPARE_N_QUESTIONS; question++)
    if (!spare_access_is_answered (access, question))
      return TRUE;
  return FALSE;
}

GPtrArray *
spare_access_list_open (GListModel *accounts,
                        GListModel *things)
{
  g_autoptr(GHashTable) said = spare_access_index (things);
  g_autoptr(GHashTable) manager_ids = list_managers (things);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_accounts = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      const char *id = spare_account_get_id (account);
      SpareThing *access = id != NULL ? g_hash_table_lookup (said, id) : NULL;

      if (id == NULL || !is_open (access))
        continue;
      if (is_mailbox (account, access) || is_called_manager (account) || g_hash_table_contains (manager_ids, id))
        g_ptr_array_add (open, g_steal_pointer (&account));
      else if (has_second_step (account, access))
        g_ptr_array_add (second, g_steal_pointer (&account));
      else
        g_ptr_array_add (others, g_steal_pointer (&account));
    }
  g_ptr_array_extend_and_steal (open, g_steal_pointer (&second));
  g_ptr_array_extend_and_steal (open, g_steal_pointer (&others));
  return open;
}
