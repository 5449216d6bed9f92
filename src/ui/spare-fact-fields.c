/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fact-fields.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-code-set.h"
#include "spare-words.h"

/* Words that are stored, as a person reads them. */

static const SpareFieldWord device_kinds[] = {
  { "phone", NC_("device", "Phone") },
  { "tablet", NC_("device", "Tablet") },
  { "computer", NC_("device", "Computer") },
  { "security-key", NC_("device", "Security Key") },
  { "other", NC_("device", "Other") },
  { NULL },
};

static const SpareFieldWord place_kinds[] = {
  { "home", NC_("place", "Home") },
  { "work", NC_("place", "Work") },
  { "bank", NC_("place", "Bank") },
  { "other", NC_("place", "Other") },
  { NULL },
};

static const SpareFieldWord memory_kinds[] = {
  { "master", NC_("memory", "Opens a Password Manager") },
  { "password", NC_("memory", "Password of Accounts") },
  { "passphrase", NC_("memory", "Passphrase of a Backup or Disk") },
  { NULL },
};

static const SpareFieldWord locks[] = {
  { "pin", NC_("lock", "PIN of 6 Digits or More") },
  { "short-pin", NC_("lock", "Shorter PIN, or a Pattern") },
  { "password", NC_("lock", "Password") },
  { "none", NC_("lock", "Nothing") },
  { NULL },
};

static const SpareFieldWord flag_yes[] = { { "yes", NULL }, { NULL } };
static const SpareFieldWord flag_no[] = { { "no", NULL }, { NULL } };

static const SpareFieldLink to_place[] = { { NULL, SPARE_FACT_PLACE } };
static const SpareFieldLink to_person[] = { { NULL, SPARE_FACT_PERSON } };
static const SpareFieldLink to_device[] = { { NULL, SPARE_FACT_DEVICE } };
static const SpareFieldLink to_document[] = { { NULL, SPARE_FACT_DOCUMENT } };
static const SpareFieldLink to_kept[] = {
  { "memory", SPARE_FACT_MEMORY },
  { "codes", SPARE_FACT_ACCESS },
  { "document", SPARE_FACT_DOCUMENT },
};

#define TO(links) NULL, links, G_N_ELEMENTS (links)

/* A question more is a line more. */
static const SpareFactField fields[] = {
  { SPARE_FACT_DEVICE, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("Name") },
  { SPARE_FACT_DEVICE, SPARE_FIELD_CHOICE, SPARE_FACT_KIND, N_("Kind"), NULL, NULL, device_kinds },
  { SPARE_FACT_DEVICE, SPARE_FIELD_FLAG, SPARE_DEVICE_HERE, N_("This Is the One with Sparekey"), NULL,
    N_("this one, with Sparekey"), flag_yes },
  { SPARE_FACT_DEVICE, SPARE_FIELD_CHOICE, SPARE_DEVICE_LOCK, N_("What Unlocks It"),
    N_("Which PIN or password it is, is not asked."), N_("unlocked by: %s"), locks },
  { SPARE_FACT_DEVICE, SPARE_FIELD_YES_NO, SPARE_DEVICE_FINGER, N_("A Finger or Face Opens It, Too"), NULL,
    N_("opens with a finger or face") },
  { SPARE_FACT_DEVICE, SPARE_FIELD_YES_NO, SPARE_DEVICE_ENCRYPTED, N_("Its Storage Is Encrypted"), NULL,
    N_("encrypted") },
  { SPARE_FACT_DEVICE, SPARE_FIELD_YES_NO, SPARE_DEVICE_FIND, N_("Can Be Found and Erased from Afar"), NULL,
    N_("can be found from afar") },
  { SPARE_FACT_DEVICE, SPARE_FIELD_YES_NO, SPARE_FACT_CARRIED, N_("With You When You Are Out"), NULL,
    N_("carried") },
  { SPARE_FACT_DEVICE, SPARE_FIELD_LINK, SPARE_FACT_AT, N_("Where It Is Otherwise"), NULL, N_("at: %s"),
    TO (to_place) },

  { SPARE_FACT_PLACE, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("Name") },
  { SPARE_FACT_PLACE, SPARE_FIELD_CHOICE, SPARE_FACT_KIND, N_("Kind"), NULL, NULL, place_kinds },
  { SPARE_FACT_PLACE, SPARE_FIELD_YES_NO, SPARE_PLACE_LOCKED, N_("Locked"), NULL, N_("locked") },
  { SPARE_FACT_PLACE, SPARE_FIELD_LINK, SPARE_PLACE_IN, N_("Part Of"),
    N_("A drawer is part of a home: what takes the home takes the drawer."), N_("in: %s"), TO (to_place) },
  { SPARE_FACT_PLACE, SPARE_FIELD_LINKS, SPARE_PLACE_PERSON, N_("Who Else Can Get at It"), NULL,
    N_("also: %s"), TO (to_person) },

  { SPARE_FACT_PERSON, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("Name") },
  { SPARE_FACT_PERSON, SPARE_FIELD_LINKS, SPARE_PERSON_KEEPS, N_("Keeps a Sealed Copy Of"),
    N_("For the day on which you cannot act yourself."), N_("keeps: %s"), TO (to_kept) },
  { SPARE_FACT_PERSON, SPARE_FIELD_FLAG, SPARE_PERSON_GONE, N_("Is Not Trusted Any More"),
    N_("The check-up then shows what this person still gets at."), N_("not trusted any more"), flag_yes },

  { SPARE_FACT_NUMBER, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("Number or Name") },
  { SPARE_FACT_NUMBER, SPARE_FIELD_LINK, SPARE_NUMBER_DEVICE, N_("The SIM Card Is In"), NULL, N_("in: %s"),
    TO (to_device) },
  { SPARE_FACT_NUMBER, SPARE_FIELD_LINKS, SPARE_NUMBER_DOCUMENT, N_("What Gets You a New SIM Card"),
    N_("Each of them is enough at the shop of your carrier."), N_("new card with: %s"), TO (to_document) },
  { SPARE_FACT_NUMBER, SPARE_FIELD_FLAG, SPARE_NUMBER_MINE, N_("I Gave It Up"),
    N_("Somebody else may have it by now."), N_("given up"), flag_no },

  { SPARE_FACT_MEMORY, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("What You Call It") },
  { SPARE_FACT_MEMORY, SPARE_FIELD_CHOICE, SPARE_FACT_KIND, N_("What It Is For"), NULL, NULL, memory_kinds },
  { SPARE_FACT_MEMORY, SPARE_FIELD_LINKS, SPARE_FACT_AT, N_("Where It Is Written Down"),
    N_("On paper, in case you forget it."), N_("written down: %s"), TO (to_place) },

  { SPARE_FACT_DOCUMENT, SPARE_FIELD_TEXT, SPARE_FACT_NAME, N_("Name") },
  { SPARE_FACT_DOCUMENT, SPARE_FIELD_YES_NO, SPARE_FACT_CARRIED, N_("With You When You Are Out"), NULL,
    N_("carried") },
  { SPARE_FACT_DOCUMENT, SPARE_FIELD_LINK, SPARE_FACT_AT, N_("Where It Is Otherwise"), NULL, N_("at: %s"),
    TO (to_place) },
  { SPARE_FACT_N_TYPES },
};

/* By the numbers of SpareFactType. */
static const struct
{
  const char *heading;
  const char *reason;
  const char *new_one;
  const char *icon;
} types[] = {
  { N_("Devices"), N_("What is lost with one, and who could open it. That there is a PIN is asked, never which."),
    N_("New Device"), "computer-symbolic" },
  { N_("Places"), N_("Paper and devices are somewhere: what a fire or a burglar takes goes together."),
    N_("New Place"), "mark-location-symbolic" },
  { N_("People"), N_("Who can help you back in, and who could get at your things."), N_("New Person"),
    "system-users-symbolic" },
  { N_("Phone Numbers"), N_("Codes by SMS go with the SIM card. The number itself may stay secret: a name is enough."),
    N_("New Phone Number"), "call-start-symbolic" },
  { N_("Remembered Passwords"), N_("Sparekey asks that there is a password, never which."),
    N_("New Remembered Password"), "dialog-password-symbolic" },
  { N_("Documents"), N_("A carrier or a bank lets you back in with one. Nothing that stands on it is asked."),
    N_("New Document"), "x-office-document-symbolic" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (types) == SPARE_FACT_ACCESS);

static const SpareFactUsual usual[] = {
  { SPARE_FACT_DEVICE, N_("Phone"), "phone", SPARE_FACT_CARRIED, "yes" },
  { SPARE_FACT_DEVICE, N_("This Computer"), "computer", SPARE_DEVICE_HERE, "yes" },
  { SPARE_FACT_DEVICE, N_("Tablet"), "tablet" },
  { SPARE_FACT_DEVICE, N_("Security Key"), "security-key" },
  { SPARE_FACT_PLACE, N_("Home"), "home" },
  { SPARE_FACT_PLACE, N_("Work"), "work" },
  { SPARE_FACT_PLACE, N_("Bank"), "bank" },
  { SPARE_FACT_PERSON, N_("Partner") },
  { SPARE_FACT_PERSON, N_("Family") },
  { SPARE_FACT_PERSON, N_("Friend") },
  { SPARE_FACT_NUMBER, N_("My Mobile Number") },
  { SPARE_FACT_MEMORY, N_("Master Password"), "master" },
  { SPARE_FACT_MEMORY, N_("Password of Several Accounts"), "password" },
  { SPARE_FACT_MEMORY, N_("Passphrase of the Backup"), "passphrase" },
  { SPARE_FACT_DOCUMENT, N_("Identity Card") },
  { SPARE_FACT_DOCUMENT, N_("Passport") },
  { SPARE_FACT_N_TYPES },
};

const SpareFactField *
spare_fact_field_list (void)
{
  return fields;
}

const SpareFactUsual *
spare_fact_usual_list (void)
{
  return usual;
}

SpareThing *
spare_fact_usual_create (const SpareFactUsual *self,
                         const char           *id,
                         gint64                now)
{
  SpareThing *fact = spare_fact_new (self->type, id, _(self->name));

  if (self->kind != NULL)
    spare_fact_say_one (fact, SPARE_FACT_KIND, self->kind, now);
  if (self->key != NULL)
    spare_fact_say_one (fact, self->key, self->value, now);

  return fact;
}

const char *
spare_fact_type_get_heading (SpareFactType type)
{
  return _(types[type].heading);
}

const char *
spare_fact_type_get_reason (SpareFactType type)
{
  return _(types[type].reason);
}

const char *
spare_fact_type_get_new (SpareFactType type)
{
  return _(types[type].new_one);
}

const char *
spare_fact_type_get_icon (SpareFactType type)
{
  return types[type].icon;
}

SpareFactType
spare_fact_get_fact_type (SpareThing *fact)
{
  SpareFactType type = 0;

  while (type < SPARE_FACT_N_TYPES && !spare_thing_is_fact (fact, type))
    type++;

  return type;
}

/* What can be chosen. */

void
spare_field_option_free (SpareFieldOption *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static void
add_option (GPtrArray  *options,
            const char *word,
            const char *value,
            const char *label)
{
  SpareFieldOption *option = g_new (SpareFieldOption, 1);

  option->value = word != NULL ? g_strconcat (word, ":", value, NULL) : g_strdup (value);
  option->label = g_strdup (label);
  g_ptr_array_add (options, option);
}

static const char *
get_label (const SpareFactField *field,
           guint                 nth)
{
  const char *context = field->words == device_kinds   ? "device"
                        : field->words == place_kinds  ? "place"
                        : field->words == memory_kinds ? "memory"
                                                       : "lock";

  return g_dpgettext2 (NULL, context, field->words[nth].label);
}

static void
add_codes (GPtrArray  *options,
           const char *word,
           GListModel *accounts,
           GListModel *things)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      g_autoptr(GPtrArray) sets = spare_code_set_list (things, spare_account_get_id (account));
      g_autofree char *names = spare_words_dup_names (account);
      /* Translators: %s is an account: "GitHub, alice". */
      g_autofree char *label = g_strdup_printf (_("Backup codes of %s"), names);

      if (sets->len > 0 && spare_account_get_deleted (account) == 0)
        add_option (options, word, spare_account_get_id (account), label);
    }
}

GPtrArray *
spare_fact_field_list_options (const SpareFactField *field,
                               SpareThing           *fact,
                               GListModel           *accounts,
                               GListModel           *things)
{
  GPtrArray *options = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_field_option_free);

  if (field->kind == SPARE_FIELD_CHOICE)
    for (guint i = 0; field->words[i].value != NULL; i++)
      add_option (options, NULL, field->words[i].value, get_label (field, i));
  else if (field->kind == SPARE_FIELD_FLAG)
    add_option (options, NULL, field->words[0].value, _(field->title));
  else if (field->kind == SPARE_FIELD_YES_NO)
    {
      add_option (options, NULL, "yes", _("Yes"));
      add_option (options, NULL, "no", _("No"));
    }

  for (guint i = 0; i < field->n_links; i++)
    {
      const SpareFieldLink *link = &field->links[i];
      g_autoptr(GPtrArray) facts = NULL;

      if (link->type == SPARE_FACT_ACCESS)
        {
          add_codes (options, link->word, accounts, things);
          continue;
        }
      facts = spare_fact_list (things, link->type);
      for (guint j = 0; j < facts->len; j++)
        if (g_strcmp0 (spare_thing_get_id (facts->pdata[j]), spare_thing_get_id (fact)) != 0)
          add_option (options, link->word, spare_thing_get_id (facts->pdata[j]), spare_fact_get_name (facts->pdata[j]));
    }

  return options;
}

static gboolean
is_option (GPtrArray  *options,
           const char *value)
{
  for (guint i = 0; i < options->len; i++)
    if (g_str_equal (((SpareFieldOption *) options->pdata[i])->value, value))
      return TRUE;

  return FALSE;
}

/* Is it what @fact says already, as far as it can be chosen here? */
static gboolean
is_said (const SpareFactField *field,
         SpareThing           *fact,
         GPtrArray            *options,
         const char *const    *values)
{
  g_auto(GStrv) old = spare_fact_dup_values (fact, field->key);

  if (values[0] != NULL)
    return spare_fact_has (fact, field->key, values[0]);

  for (guint i = 0; old[i] != NULL; i++)
    if (is_option (options, old[i]))
      return FALSE;

  return TRUE;
}

static void
say_several (const SpareFactField *field,
             SpareThing           *fact,
             GPtrArray            *options,
             const char *const    *values,
             gint64                now)
{
  g_auto(GStrv) old = spare_fact_dup_values (fact, field->key);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;
  gboolean same = TRUE;

  g_strv_builder_addv (builder, (const char **) values);
  for (guint i = 0; old[i] != NULL; i++)
    if (!is_option (options, old[i]))
      g_strv_builder_add (builder, old[i]);
  all = g_strv_builder_end (builder);

  for (guint i = 0; all[i] != NULL; i++)
    same = same && g_strv_contains ((const char *const *) old, all[i]);
  if (!same || g_strv_length (all) != g_strv_length (old))
    spare_fact_say (fact, field->key, (const char *const *) all, now);
}

void
spare_fact_field_say (const SpareFactField *field,
                      SpareThing           *fact,
                      GPtrArray            *options,
                      const char *const    *values,
                      gint64                now)
{
  if (field->kind == SPARE_FIELD_TEXT)
    spare_thing_set_text (fact, field->key, values[0]);
  else if (field->kind == SPARE_FIELD_LINKS)
    say_several (field, fact, options, values, now);
  else if (!is_said (field, fact, options, values))
    spare_fact_say (fact, field->key, values, now);
}

/* In one line. */

static char *
dup_labels (SpareThing           *fact,
            const SpareFactField *field,
            GPtrArray            *options)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < options->len; i++)
    {
      SpareFieldOption *option = options->pdata[i];

      if (spare_fact_has (fact, field->key, option->value))
        g_ptr_array_add (labels, option->label);
    }
  if (labels->len == 0)
    return NULL;
  g_ptr_array_add (labels, NULL);

  return g_strjoinv (", ", (char **) labels->pdata);
}

static char *
dup_part (SpareThing           *fact,
          const SpareFactField *field,
          GListModel           *accounts,
          GListModel           *things)
{
  g_autoptr(GPtrArray) options = spare_fact_field_list_options (field, fact, accounts, things);
  g_autofree char *labels = dup_labels (fact, field, options);
  g_auto(GStrv) around = NULL;

  if (labels == NULL || (field->kind == SPARE_FIELD_YES_NO && !spare_fact_has (fact, field->key, "yes")))
    return NULL;
  if (field->said == NULL)
    return g_steal_pointer (&labels);

  around = g_strsplit (_(field->said), "%s", 2);

  return around[1] != NULL ? g_strconcat (around[0], labels, around[1], NULL) : g_strdup (around[0]);
}

char *
spare_fact_dup_summary (SpareThing *fact,
                        GListModel *accounts,
                        GListModel *things)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *summary;

  for (const SpareFactField *field = fields; field->key != NULL; field++)
    {
      char *part = NULL;

      if (field->kind != SPARE_FIELD_TEXT && spare_thing_is_fact (fact, field->type))
        part = dup_part (fact, field, accounts, things);
      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  g_ptr_array_add (parts, NULL);
  summary = g_strjoinv (" · ", (char **) parts->pdata);

  return summary;
}
