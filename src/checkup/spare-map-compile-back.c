/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <string.h>

#include "spare-access-private.h"
#include "spare-sheet-record.h"

#define TIER_REMOTE 1
#define TIER_THEFT  2

static const SpareGround checked = { SPARE_EVIDENCE_CHECKED, 0 };
static const SpareGround derived = { SPARE_EVIDENCE_DERIVED, 0 };
static const SpareGround assumed = { SPARE_EVIDENCE_ASSUMED, 0 };

static void
put_way (SpareMapAccount *self,
         SpareRuleLabel   label,
         SpareFor         whose,
         SpareGround      ground,
         guint            from,
         guint            to)
{
  spare_map_put_rule (self->maker->map, label, whose, ground, from, SPARE_GRAPH_NONE, to);
}

/* Paper */

/* On each sheet at each of its places there is @thing. */
static void
put_sheets (SpareMapAccount *self,
            const char      *id,
            guint            thing)
{
  GPtrArray *sheets = g_hash_table_lookup (self->maker->sheets, id);

  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      SpareGround ground = { SPARE_EVIDENCE_SAID, spare_sheet_record_get_printed (sheet) };
      g_auto(GStrv) places = spare_sheet_record_dup_places (sheet);

      for (guint j = 0; places[j] != NULL; j++)
        {
          gboolean known;
          guint place = spare_map_put_place_named (self->maker, places[j], &known);

          put_way (self, SPARE_RULE_STORAGE, known ? SPARE_FOR_BOTH : SPARE_FOR_OWNER_MAYBE_ATTACKER, ground, place,
                   thing);
        }
    }
}

/* A secret on paper makes the codes as well as the one here does. */
static void
put_secret_sheets (SpareMapAccount *self)
{
  guint secret = spare_map_look_up (self->maker->map, SPARE_ITEM_SECRET, self->id);

  if (secret != SPARE_GRAPH_NONE)
    put_sheets (self, self->id, secret);
}

/* Backup codes */

typedef struct
{
  gboolean        any;     /* there are some left in a set */
  gboolean        used_up; /* a set counts, and none is left */
  SpareCodeEffect effect;
  gint64          voided;  /* when a set last became void, Unix s */
} SetState;

static SetState
look_at_sets (SpareMapAccount *self)
{
  GPtrArray *sets = g_hash_table_lookup (self->maker->sets, self->id);
  SetState state = { FALSE, FALSE, spare_service_get_effect (self->service), 0 };

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (spare_code_set_get_void (set) != SPARE_VOID_NOT)
        state.voided = MAX (state.voided, spare_thing_get_int (set, "voided", 0));
      else if (spare_code_set_count_left (set) == 0)
        state.used_up = TRUE;
      else
        {
          state.any = TRUE;
          if (spare_code_set_get_effect (set) != SPARE_CODE_EFFECT_UNKNOWN)
            state.effect = spare_code_set_get_effect (set);
        }
    }
  return state;
}

/* Codes in the vault, and on the sheets of the register. */
static void
put_sets (SpareMapAccount *self)
{
  GPtrArray *sets = g_hash_table_lookup (self->maker->sets, self->id);

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);
      const char *id = spare_thing_get_id (set);

      if (spare_code_set_get_void (set) != SPARE_VOID_NOT || spare_code_set_count_left (set) == 0)
        continue;
      if (!spare_code_set_is_forgotten (set))
        put_way (self, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, checked, spare_map_put_here_open (self->maker),
                 self->codes);
      if (id != NULL)
        put_sheets (self, id, self->codes);
    }
}

/* (nullable): the fact of the device at @vertex */
static SpareThing *
find_device (SpareMapAccount *self,
             guint            vertex)
{
  const char *id = vertex != SPARE_GRAPH_NONE ? spare_map_get_item (self->maker->map, vertex)->record : NULL;

  for (guint i = 0; id != NULL && i < self->maker->facts[SPARE_FACT_DEVICE]->len; i++)
    {
      SpareThing *fact = g_ptr_array_index (self->maker->facts[SPARE_FACT_DEVICE], i);

      if (g_strcmp0 (spare_thing_get_id (fact), id) == 0)
        return fact;
    }
  return NULL;
}

/* Lying openly on a device: whoever has it can read it, unless it is encrypted.
 * @value: "device:ID" */
static void
put_file_on_device (SpareMapAccount *self,
                    const char      *value,
                    SpareGround      ground,
                    guint            file)
{
  guint device = spare_map_follow (self->maker, value, "device", SPARE_ITEM_DEVICE);
  SpareThing *fact = find_device (self, device);

  if (fact == NULL)
    return;

  if (spare_fact_has (fact, SPARE_DEVICE_ENCRYPTED, "yes"))
    put_way (self, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, ground,
             spare_map_follow (self->maker, value, "device", SPARE_ITEM_OPEN), file);
  else if (spare_fact_has (fact, SPARE_DEVICE_ENCRYPTED, "no"))
    put_way (self, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, ground, device, file);
  else
    put_way (self, SPARE_RULE_STORAGE, SPARE_FOR_OWNER_MAYBE_ATTACKER, ground, device, file);
}

/* Does an SSH key of the account's make new backup codes? */
static gboolean
has_ssh_keys (SpareMapAccount *self)
{
  return self->access != NULL && spare_thing_count (self->access, SPARE_ACCESS_SSH_KEY) > 0
         && spare_service_get_text (self->service, SPARE_SERVICE_SSH_CODES) != NULL;
}

static void
put_ssh_keys (SpareMapAccount *self)
{
  g_auto(GStrv) devices = spare_map_dup_values (self->access, SPARE_ACCESS_SSH_KEY);
  SpareGround ground = spare_map_said (self->access, SPARE_ACCESS_SSH_KEY);

  for (guint i = 0; devices[i] != NULL; i++)
    {
      g_autofree char *value = g_strconcat ("device:", devices[i], NULL);
      guint device = spare_map_follow (self->maker, value, "device", SPARE_ITEM_DEVICE);
      SpareItemDraft draft = { SPARE_ITEM_SSH_KEY, devices[i], devices[i], "", NULL, TIER_THEFT };
      guint key;

      if (device == SPARE_GRAPH_NONE)
        continue;
      draft.name = spare_map_get_item (self->maker->map, device)->name;
      key = spare_map_put (self->maker->map, &draft);
      put_file_on_device (self, value, ground, key);
      put_way (self, SPARE_RULE_GENERATE, SPARE_FOR_BOTH, ground, key, self->codes);
    }
}

static void
put_codes_at (SpareMapAccount *self)
{
  static const struct
  {
    const char   *word;
    SpareItemKind kind;
  } keepers[] = { { "place", SPARE_ITEM_PLACE }, { "manager", SPARE_ITEM_ACCOUNT }, { "person", SPARE_ITEM_PERSON } };
  g_auto(GStrv) values = spare_map_dup_values (self->access, SPARE_ACCESS_CODES_AT);

  for (guint i = 0; values[i] != NULL; i++)
    {
      SpareGround ground = spare_map_said (self->access, SPARE_ACCESS_CODES_AT);

      put_file_on_device (self, values[i], ground, self->codes);
      for (guint j = 0; j < G_N_ELEMENTS (keepers); j++)
        put_way (self, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, ground,
                 spare_map_follow (self->maker, values[i], keepers[j].word, keepers[j].kind), self->codes);
    }
}

static void
put_keepers (SpareMapAccount *self,
             GPtrArray       *persons)
{
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      SpareThing *person = g_ptr_array_index (persons, i);

      put_way (self, SPARE_RULE_CONTAINS, SPARE_FOR_BOTH, spare_map_said (person, SPARE_PERSON_KEEPS),
               spare_map_put_kit (self->maker, person), self->codes);
    }
}

void
spare_map_compile_codes (SpareMapAccount *self)
{
  g_autofree char *kept = g_strconcat ("codes:", self->id, NULL);
  GPtrArray *persons = g_hash_table_lookup (self->maker->keepers, kept);
  SetState state = look_at_sets (self);
  gboolean elsewhere = self->access != NULL && spare_thing_count (self->access, SPARE_ACCESS_CODES_AT) > 0
                       && spare_fact_get_said (self->access, SPARE_ACCESS_CODES_AT) >= state.voided;
  gboolean left = state.any || (!state.used_up && (elsewhere || persons != NULL));
  SpareGround ground = { state.any ? SPARE_EVIDENCE_CHECKED : SPARE_EVIDENCE_SAID, 0 };

  put_secret_sheets (self);
  /* None is left, neither here nor anywhere else, and none can be made. */
  if (!left && !has_ssh_keys (self))
    return;

  self->codes = spare_map_put_own (self, SPARE_ITEM_CODES, SPARE_TIER_NONE);
  if (left)
    put_sets (self);
  if (left && elsewhere)
    put_codes_at (self);
  if (left)
    put_keepers (self, persons);
  if (has_ssh_keys (self))
    put_ssh_keys (self);

  if (state.effect == SPARE_CODE_EFFECT_NO_PASSWORD || self->passwords->len == 0)
    put_way (self, SPARE_RULE_RECOVERY, SPARE_FOR_BOTH, ground, self->codes, self->vertex);
  else
    for (guint i = 0; i < self->passwords->len; i++)
      spare_map_put_rule (self->maker->map, SPARE_RULE_RECOVERY, SPARE_FOR_BOTH, ground,
                          g_array_index (self->passwords, guint, i), self->codes, self->vertex);
}

/* Recovery */

/* Where mail to the address arrives: one of the accounts, or a mailbox elsewhere. */
static guint
put_mailbox (SpareMapAccount *self,
             const char      *address)
{
  SpareAccount *mailbox = spare_access_look_up_mailbox (self->maker->mailboxes, address);
  g_autofree char *folded = spare_access_fold_address (address);
  SpareItemDraft draft = { SPARE_ITEM_ADDRESS, folded, NULL, address, NULL, TIER_REMOTE };
  guint found = SPARE_GRAPH_NONE;

  if (mailbox != NULL && spare_account_get_id (mailbox) != NULL)
    found = spare_map_look_up (self->maker->map, SPARE_ITEM_ACCOUNT, spare_account_get_id (mailbox));
  else if (folded != NULL)
    found = spare_map_put (self->maker->map, &draft);
  return found;
}

/* Does the mail bring a new password only, and the second step is asked for as ever? */
static gboolean
keeps_second_step (SpareMapAccount *self)
{
  return self->access != NULL && self->factors->len > 0
         && spare_fact_has (self->access, SPARE_ACCESS_MAIL_LIFTS, "no");
}

static void
put_mail_recovery (SpareMapAccount *self,
                   SpareFor         whose,
                   SpareGround      ground,
                   guint            mailbox)
{
  if (mailbox == SPARE_GRAPH_NONE || mailbox == self->vertex)
    return;

  g_hash_table_add (self->maker->mail, GUINT_TO_POINTER (mailbox));
  if (!keeps_second_step (self))
    {
      put_way (self, SPARE_RULE_RECOVERY, whose, ground, mailbox, self->vertex);
      return;
    }
  for (guint i = 0; i < self->factors->len; i++)
    {
      guint factor = g_array_index (self->factors, SpareFactor, i).vertex;

      spare_map_put_rule (self->maker->map, SPARE_RULE_RECOVERY, whose, ground, mailbox,
                          factor != mailbox ? factor : SPARE_GRAPH_NONE, self->vertex);
    }
  if (self->codes != SPARE_GRAPH_NONE)
    spare_map_put_rule (self->maker->map, SPARE_RULE_RECOVERY, whose, ground, mailbox, self->codes, self->vertex);
}

static void
put_questions (SpareMapAccount *self,
               SpareGround      ground)
{
  guint questions = spare_map_put_own (self, SPARE_ITEM_QUESTIONS, TIER_REMOTE);

  spare_map_hold (self->maker->map, questions);
  put_way (self, SPARE_RULE_RECOVERY, SPARE_FOR_BOTH, ground, questions, self->vertex);
}

static gboolean
has_word (const char *const *words,
          const char        *word)
{
  return words != NULL && g_strv_contains (words, word);
}

/* Its staff: sure for the owner only where the service itself says that they help. */
static void
put_support (SpareMapAccount *self)
{
  SpareAnswer resets = spare_service_get_answer (self->service, SPARE_SERVICE_HELP_RESETS);
  gboolean helps = resets == SPARE_ANSWER_YES
                   || has_word (spare_service_get_list (self->service, SPARE_SERVICE_WAYS_BACK), "support");
  guint support;

  if (resets == SPARE_ANSWER_NO)
    return;

  support = spare_map_put_own (self, SPARE_ITEM_SUPPORT, TIER_REMOTE);
  spare_map_hold (self->maker->map, support);
  put_way (self, SPARE_RULE_RESET, helps ? SPARE_FOR_OWNER_MAYBE_ATTACKER : SPARE_MAYBE_FOR_BOTH,
           helps ? derived : assumed, support, self->vertex);
}

/* Was the answer understood? What it links to may not be there any more. */
static gboolean
put_recovery (SpareMapAccount *self,
              const char      *value,
              SpareGround      ground)
{
  SpareMapMaker *maker = self->maker;
  const char *address = spare_access_get_link (value, "address");
  guint mailbox = address != NULL ? put_mailbox (self, address)
                                  : spare_map_follow (maker, value, "email", SPARE_ITEM_ACCOUNT);
  guint number = spare_map_follow (maker, value, "sms", SPARE_ITEM_NUMBER);
  guint person = spare_map_follow (maker, value, "person", SPARE_ITEM_PERSON);

  put_mail_recovery (self, SPARE_FOR_BOTH, ground, mailbox);
  put_way (self, SPARE_RULE_RECOVERY, SPARE_FOR_BOTH, ground, number, self->vertex);
  put_way (self, SPARE_RULE_RESET, SPARE_FOR_BOTH, ground, person, self->vertex);
  if (g_str_equal (value, "questions"))
    put_questions (self, ground);
  else if (g_str_equal (value, "support"))
    put_support (self);
  else if (!g_str_equal (value, "none"))
    return mailbox != SPARE_GRAPH_NONE || number != SPARE_GRAPH_NONE || person != SPARE_GRAPH_NONE;
  return TRUE;
}

/* Does the service say that neither a mail nor its staff lift two-step sign-in? */
static gboolean
is_refused (SpareMapAccount *self)
{
  const char *const *ways = spare_service_get_list (self->service, SPARE_SERVICE_WAYS_BACK);

  return spare_service_get_answer (self->service, SPARE_SERVICE_HELP_RESETS) == SPARE_ANSWER_NO && ways != NULL
         && !has_word (ways, "email");
}

/* What nobody said: that a mail is enough is taken for possible until it is known. */
static void
put_assumed_recovery (SpareMapAccount *self,
                      gboolean         is_known)
{
  const char *lifts = self->access != NULL ? spare_thing_peek_text (self->access, SPARE_ACCESS_MAIL_LIFTS) : NULL;
  gboolean has_second = spare_graph_get_vertex (self->maker->map->graph, self->vertex)->factors > 1;
  gboolean is_asked = has_second && lifts != NULL;
  guint mailbox;

  if (is_asked ? g_str_equal (lifts, "no") : is_known || (has_second && is_refused (self)))
    return;

  mailbox = put_mailbox (self, spare_account_get_name (self->account));
  if (is_asked && g_str_equal (lifts, "yes"))
    put_mail_recovery (self, SPARE_FOR_BOTH, spare_map_said (self->access, SPARE_ACCESS_MAIL_LIFTS), mailbox);
  else
    put_mail_recovery (self, SPARE_MAYBE_FOR_BOTH, assumed, mailbox);
}

void
spare_map_compile_recovery (SpareMapAccount *self)
{
  g_auto(GStrv) values = spare_map_dup_values (self->access, SPARE_ACCESS_RECOVERY);
  gboolean is_known = FALSE;

  for (guint i = 0; values[i] != NULL; i++)
    is_known = put_recovery (self, values[i], spare_map_said (self->access, SPARE_ACCESS_RECOVERY)) || is_known;
  put_assumed_recovery (self, is_known);
}
