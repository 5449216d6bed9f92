/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include "spare-attack.h"
#include "spare-loss.h"

Facts
facts_new (void)
{
  return (Facts){ g_list_store_new (SPARE_TYPE_ACCOUNT), g_list_store_new (SPARE_TYPE_THING) };
}

void
facts_clear (Facts *facts)
{
  g_clear_object (&facts->accounts);
  g_clear_object (&facts->things);
  g_clear_pointer (&facts->directory, spare_directory_unref);
}

SpareAccount *
facts_add_account (Facts      *facts,
                   const char *service,
                   const char *name)
{
  g_autofree char *id = g_ascii_strdown (service, -1);
  g_autoptr(SpareAccount) account = spare_account_new (id);
  SpareOtpParams params = *spare_account_get_params (account);

  params.kind = SPARE_OTP_NONE;
  spare_account_set_params (account, &params);
  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  g_list_store_append (facts->accounts, account);
  return account;
}

void
facts_add_secret (SpareAccount *account)
{
  g_autoptr(SpareSecret) secret = spare_secret_new_text ("12345678901234567890");
  SpareOtpParams params = *spare_account_get_params (account);

  params.kind = SPARE_OTP_TOTP;
  spare_account_set_params (account, &params);
  spare_account_set_secret (account, secret);
}

/* A key that comes several times has several values. */
static void
say_all (SpareThing *thing,
         va_list     list)
{
  const char *key;

  while ((key = va_arg (list, const char *)) != NULL)
    {
      g_auto(GStrv) former = spare_fact_dup_values (thing, key);
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
      g_auto(GStrv) values = NULL;

      g_strv_builder_addv (builder, (const char **) former);
      g_strv_builder_add (builder, va_arg (list, const char *));
      values = g_strv_builder_end (builder);
      spare_fact_say (thing, key, (const char *const *) values, NOW);
    }
}

SpareThing *
facts_add (Facts        *facts,
           SpareFactType type,
           const char   *id,
           const char   *name,
           ...)
{
  g_autoptr(SpareThing) thing = spare_fact_new (type, id, name);
  va_list list;

  va_start (list, name);
  say_all (thing, list);
  va_end (list);
  g_list_store_append (facts->things, thing);
  return thing;
}

SpareThing *
facts_add_access (Facts      *facts,
                  const char *account,
                  ...)
{
  g_autofree char *id = g_strconcat ("access-", account, NULL);
  g_autoptr(SpareThing) thing = spare_access_new (id, account);
  va_list list;

  va_start (list, account);
  say_all (thing, list);
  va_end (list);
  g_list_store_append (facts->things, thing);
  return thing;
}

SpareMap *
facts_map (Facts *facts)
{
  return spare_map_new (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), facts->directory, NOW);
}

static void
add_maya_accounts (Facts *facts)
{
  facts_add_account (facts, "Mail", "maya");
  facts_add_account (facts, "Manager", "maya");
  facts_add_account (facts, "Bank", "4711");
  facts_add_account (facts, "Cloud", "maya@mail.example");
  facts_add_account (facts, "Mailer", "maya@mail.example");
  facts_add_account (facts, "Code", "maya@mail.example");
  facts_add_account (facts, "Forum", "maya@mail.example");
  facts_add_account (facts, "Shop", "maya@mail.example");

  facts_add_access (facts, "mail", "importance", "5", "password", "manager:manager", "second", "app:phone",
                    "recovery", "sms:number", "address", "maya@mail.example", NULL);
  facts_add_access (facts, "manager", "importance", "5", "password", "memory:master", "second", "none",
                    "recovery", "none", NULL);
  facts_add_access (facts, "bank", "importance", "5", "password", "manager:manager", "second", "sms:number",
                    "recovery", "none", NULL);
  facts_add_access (facts, "cloud", "importance", "4", "password", "manager:manager", "second", "app:phone",
                    "recovery", "unknown", NULL);
  facts_add_access (facts, "mailer", "importance", "4", "password", "manager:manager", "second", "app:phone",
                    "recovery", "none", "codes-at", "device:laptop", NULL);
  facts_add_access (facts, "code", "importance", "4", "password", "manager:manager", "second", "app:phone",
                    "recovery", "none", NULL);
  facts_add_access (facts, "forum", "importance", "1", "password", "memory:reused", "second", "none",
                    "recovery", "none", NULL);
  facts_add_access (facts, "shop", "importance", "2", "password", "memory:reused", "second", "none",
                    "recovery", "email:mail", NULL);
}

void
facts_add_maya (Facts *facts)
{
  add_maya_accounts (facts);
  facts_add (facts, SPARE_FACT_MEMORY, "master", "Master password", "kind", "master", NULL);
  facts_add (facts, SPARE_FACT_MEMORY, "reused", "Old password", "kind", "password", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "phone", "Phone", "kind", "phone", "lock", "pin", "carried", "yes", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "kind", "computer", "encrypted", "no", "carried", "yes",
             NULL);
  facts_add (facts, SPARE_FACT_DOCUMENT, "passport", "Passport", "carried", "yes", NULL);
  facts_add (facts, SPARE_FACT_NUMBER, "number", "+49 170 555", "device", "phone", "document", "passport", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "home", "Home", "kind", "home", "locked", "yes", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
}

char *
facts_print (const SpareMap *map,
             const GArray   *accounts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            spare_map_get_item (map, g_array_index (accounts, guint, i))->name);
  return g_string_free (text, FALSE);
}

static gboolean
is_loss (const SpareMap   *map,
         const SpareEvent *event)
{
  return g_ptr_array_find (spare_map_get_losses (map), event, NULL);
}

char *
facts_print_event (const SpareMap *map,
                   const char     *id,
                   gboolean        certain)
{
  const SpareEvent *event = spare_map_find_event (map, id);
  SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(GArray) accounts = NULL;

  g_assert_nonnull (event);
  if (is_loss (map, event))
    accounts = spare_loss_find_accounts (graph, event->scenario);
  else
    accounts = spare_attack_find_seized (graph, certain ? SPARE_SIDE_ATTACKER_CERTAIN : SPARE_SIDE_ATTACKER,
                                         event->scenario);
  return facts_print (map, accounts);
}
