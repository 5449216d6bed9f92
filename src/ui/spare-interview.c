/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-interview-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-code-set.h"
#include "spare-set-words.h"

#define NONE    "none"
#define UNKNOWN "unknown"

/* An answer that may be written here has its account, not its address, once that is known. */
#define ADDRESS SPARE_FACT_N_TYPES
#define ACCOUNT SPARE_FACT_ACCESS

static const SpareInterviewAdd password_adds[] = {
  { N_("A password that other accounts have, too: what do you call it?"), "memory", SPARE_FACT_MEMORY, "password" },
  { N_("Another password manager"), "manager", ACCOUNT },
};
static const SpareInterviewAdd second_adds[] = {
  { N_("Another device that shows codes"), "app", SPARE_FACT_DEVICE, "phone" },
  { N_("Another phone number"), "sms", SPARE_FACT_NUMBER },
  { N_("Another mailbox: its address"), "email", ACCOUNT },
  { N_("Another security key"), "key", SPARE_FACT_DEVICE, "security-key" },
};
static const SpareInterviewAdd other_adds[] = {
  { N_("Another device with a passkey"), "passkey", SPARE_FACT_DEVICE, "phone" },
  { N_("Another account to sign in with"), "sso", ACCOUNT },
};
static const SpareInterviewAdd recovery_adds[] = {
  { N_("Another mail address"), "address", ADDRESS },
  { N_("Another phone number"), "sms", SPARE_FACT_NUMBER },
  { N_("Another person"), "person", SPARE_FACT_PERSON },
};
static const SpareInterviewAdd codes_adds[] = {
  { N_("Another place"), "place", SPARE_FACT_PLACE },
  { N_("Another device"), "device", SPARE_FACT_DEVICE, "computer" },
  { N_("Another person"), "person", SPARE_FACT_PERSON },
};
static const SpareInterviewAdd address_adds[] = { { N_("A mail address that arrives here"), NULL, ADDRESS } };
static const SpareInterviewAdd session_adds[] = { { N_("Another device"), NULL, SPARE_FACT_DEVICE, "computer" } };

static void
choice_free (SpareInterviewChoice *self)
{
  g_free (self->value);
  g_free (self->title);
  g_free (self->hint);
  g_free (self);
}

static void
part_free (SpareInterviewPart *self)
{
  g_free (self->seen);
  g_ptr_array_unref (self->choices);
  g_free (self);
}

static SpareInterviewPart *
add_part (GPtrArray               *parts,
          const char              *key,
          const char              *title,
          const SpareInterviewAdd *adds,
          guint                    n_adds)
{
  SpareInterviewPart *part = g_new0 (SpareInterviewPart, 1);

  part->key = key;
  part->title = title;
  part->adds = adds;
  part->n_adds = n_adds;
  part->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  g_ptr_array_add (parts, part);

  return part;
}

const char *
spare_interview_get_question (SpareQuestion question)
{
  switch (question)
    {
    case SPARE_QUESTION_SIGN_IN:
      return _("How Do You Sign In?");
    case SPARE_QUESTION_BACK_IN:
      return _("How Do You Get Back In?");
    case SPARE_QUESTION_IMPORTANCE:
    case SPARE_N_QUESTIONS:
    default:
      return _("How Bad Would It Be to Lose It?");
    }
}

/* Choosing. */

void
spare_interview_part_choose (SpareInterviewPart *self,
                             guint               nth,
                             gboolean            chosen)
{
  SpareInterviewChoice *choice = self->choices->pdata[nth];

  choice->chosen = chosen;
  for (guint i = 0; chosen && i < self->choices->len; i++)
    {
      SpareInterviewChoice *other = self->choices->pdata[i];

      if (i != nth && (self->single || choice->alone || other->alone))
        other->chosen = FALSE;
    }
}

static gboolean
choose_value (SpareInterviewPart *part,
              const char         *value)
{
  for (guint i = 0; i < part->choices->len; i++)
    if (g_ascii_strcasecmp (((SpareInterviewChoice *) part->choices->pdata[i])->value, value) == 0)
      {
        spare_interview_part_choose (part, i, TRUE);
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_any_chosen (SpareInterviewPart *part)
{
  for (guint i = 0; i < part->choices->len; i++)
    if (((SpareInterviewChoice *) part->choices->pdata[i])->chosen)
      return TRUE;

  return FALSE;
}

static void
suggest (SpareInterviewPart *part,
         const char         *value,
         const char         *hint)
{
  if (is_any_chosen (part))
    return;

  for (guint i = 0; i < part->choices->len; i++)
    {
      SpareInterviewChoice *choice = part->choices->pdata[i];

      if (g_ascii_strcasecmp (choice->value, value) == 0)
        {
          spare_interview_part_choose (part, i, TRUE);
          g_free (choice->hint);
          choice->hint = g_strdup (hint);
        }
    }
}

static void
choose_said (SpareInterviewPart  *part,
             SpareInterviewScene *scene)
{
  g_auto(GStrv) values = scene->access != NULL ? spare_fact_dup_values (scene->access, part->key) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    part->was_said |= choose_value (part, values[i]);
}

/* The answer of the account before often holds for the next one. */
static void
suggest_before (SpareInterviewPart  *part,
                SpareInterviewScene *scene)
{
  g_auto(GStrv) values = scene->before != NULL ? spare_fact_dup_values (scene->before, part->key) : NULL;

  if (values != NULL && values[0] != NULL && values[1] == NULL && strcmp (values[0], UNKNOWN) != 0)
    suggest (part, values[0], _("As for the account before"));
}

/* Marks what the service is known to offer. @word: of the answers, before the colon */
static void
mark (SpareInterviewPart  *part,
      SpareInterviewScene *scene,
      const char          *fact,
      const char          *offered,
      const char          *word)
{
  if (!spare_interview_lists (scene, fact, offered))
    return;

  for (guint i = 0; i < part->choices->len; i++)
    {
      SpareInterviewChoice *choice = part->choices->pdata[i];
      gsize length = strlen (word);

      if (strncmp (choice->value, word, length) == 0 && strchr (":", choice->value[length]) != NULL
          && choice->hint == NULL)
        choice->hint = spare_service_is_generic (scene->service)
                         ? g_strdup (_("Banks often offer this"))
                         /* Translators: %s is a service. */
                         : g_strdup_printf (_("%s offers this"), spare_service_get_name (scene->service));
    }
}

static void
add_alone (SpareInterviewPart *part,
           const char         *value,
           const char         *title)
{
  spare_interview_part_add_choice (part, NULL, value, title, "")->alone = TRUE;
}

/* How do you sign in? */

static gboolean
has_secret (SpareInterviewScene *scene)
{
  return spare_account_peek_secret (scene->account) != NULL;
}

/* A master password is that of managers; a passphrase of a backup is of no account. */
static void
add_memories (SpareInterviewPart  *part,
              SpareInterviewScene *scene)
{
  g_autoptr(GPtrArray) memories = spare_fact_list (scene->things, SPARE_FACT_MEMORY);
  gboolean manager = spare_access_is_manager (scene->account, scene->things);

  for (guint i = 0; i < memories->len; i++)
    {
      SpareThing *memory = memories->pdata[i];
      const char *format = _("“%s”, which other accounts have, too");
      gboolean master = spare_fact_has (memory, SPARE_FACT_KIND, "master");

      if (spare_fact_has (memory, SPARE_FACT_KIND, "passphrase") || (master && !manager))
        continue;
      if (master)
        format = _("“%s”, which I remember");
      spare_interview_part_add_choice (part, "memory", spare_thing_get_id (memory), format,
                                       spare_fact_get_name (memory));
    }
}

static void
ask_password (GPtrArray           *parts,
              SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_PASSWORD, N_("Password"), password_adds,
                                       G_N_ELEMENTS (password_adds));
  guint managers;

  part->reason = N_("That there is one, never which.");
  part->single = TRUE;
  part->required = TRUE;
  spare_interview_add_managers (part, scene, "manager", _("Kept in %s"));
  managers = part->choices->len;
  spare_interview_part_add_choice (part, NULL, "own", _("One of its own, which I remember"), "");
  add_memories (part, scene);
  add_alone (part, NONE, _("It has no password"));
  add_alone (part, UNKNOWN, _("I Don’t Know"));

  choose_said (part, scene);
  suggest_before (part, scene);
  if (spare_service_get_list (scene->service, SPARE_SERVICE_SIGN_IN_WITH) != NULL
      && !spare_interview_lists (scene, SPARE_SERVICE_SIGN_IN_WITH, "password"))
    suggest (part, NONE, _("As far as the service’s help says"));
  if (managers == 1)
    suggest (part, ((SpareInterviewChoice *) part->choices->pdata[0])->value, _("Your password manager"));
  suggest (part, UNKNOWN, NULL);
}

/* An app that works for one service only makes no one-time codes of the usual kind: no answer of its own is marked. */
static void
see_own_app (SpareInterviewPart  *part,
             SpareInterviewScene *scene)
{
  if (part->seen != NULL || !spare_interview_lists (scene, SPARE_SERVICE_SECOND_STEPS, "own-app"))
    return;

  if (spare_service_is_generic (scene->service))
    part->seen = g_strdup (_("Banks often have an app of their own for this. If you use it, choose the device that it is "
                             "on."));
  else
    /* Translators: %s is a service. */
    part->seen = g_strdup_printf (_("%s has an app of its own for this. If you use it, choose the device that it is on."),
                                  spare_service_get_name (scene->service));
}

static void
ask_second (GPtrArray           *parts,
            SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_SECOND, N_("Second Step"), second_adds,
                                       G_N_ELEMENTS (second_adds));
  const char *const *offered = spare_service_get_list (scene->service, SPARE_SERVICE_SECOND_STEPS);

  part->required = !has_secret (scene);
  if (has_secret (scene))
    part->seen = g_strdup (_("Sparekey makes its one-time codes. Is there anything else?"));
  see_own_app (part, scene);
  spare_interview_add_facts (part, scene, "app", SPARE_FACT_DEVICE, "security-key", TRUE, _("One-time codes on %s"));
  spare_interview_add_facts (part, scene, "sms", SPARE_FACT_NUMBER, NULL, FALSE, _("An SMS to %s"));
  spare_interview_add_mailboxes (part, scene, _("A mail to %s"));
  spare_interview_add_facts (part, scene, "key", SPARE_FACT_DEVICE, "security-key", FALSE, _("Security key %s"));
  if (!has_secret (scene))
    add_alone (part, NONE, _("None"));
  add_alone (part, UNKNOWN, _("I Don’t Know"));

  mark (part, scene, SPARE_SERVICE_SECOND_STEPS, "app", "app");
  mark (part, scene, SPARE_SERVICE_SECOND_STEPS, "sms", "sms");
  mark (part, scene, SPARE_SERVICE_SECOND_STEPS, "email", "email");
  mark (part, scene, SPARE_SERVICE_SECOND_STEPS, "security-key", "key");
  choose_said (part, scene);
  if (offered != NULL && offered[0] == NULL)
    suggest (part, NONE, _("As far as the service’s help says"));
  if (part->required)
    suggest (part, UNKNOWN, NULL);
}

static void
ask_other (GPtrArray           *parts,
           SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_OTHER, N_("Without a Password"), other_adds,
                                       G_N_ELEMENTS (other_adds));

  part->folded = TRUE;
  part->reason = N_("A passkey, or the account of another service");
  spare_interview_add_facts (part, scene, "passkey", SPARE_FACT_DEVICE, NULL, FALSE, _("A passkey on %s"));
  spare_interview_add_managers (part, scene, "passkey-in", _("A passkey kept in %s"));
  spare_interview_add_identities (part, scene, "sso", _("Signing in with %s"));
  mark (part, scene, SPARE_SERVICE_SIGN_IN_WITH, "passkey", "passkey");
  mark (part, scene, SPARE_SERVICE_SIGN_IN_WITH, "passkey", "passkey-in");
  choose_said (part, scene);
}

static void
ask_session (GPtrArray           *parts,
             SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_SESSION, N_("Stays Signed In"), session_adds,
                                       G_N_ELEMENTS (session_adds));

  part->folded = TRUE;
  part->reason = N_("On which devices");
  spare_interview_add_facts (part, scene, NULL, SPARE_FACT_DEVICE, "security-key", TRUE, _("Signed in on %s"));
  choose_said (part, scene);
}

/* What is known of a service by itself needs no kind. */
static void
ask_kind (GPtrArray           *parts,
          SpareInterviewScene *scene)
{
  SpareInterviewPart *part;

  if (scene->service != NULL && !spare_service_is_generic (scene->service))
    return;

  part = add_part (parts, SPARE_ACCESS_KIND, N_("Kind of Account"), NULL, 0);
  part->folded = TRUE;
  part->reason = N_("Of this service, Sparekey knows nothing");
  spare_interview_part_add_choice (part, NULL, "bank", _("It is at a bank"), "");
  choose_said (part, scene);
}

static void
ask_addresses (GPtrArray           *parts,
               SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_ADDRESS, N_("A Mailbox"), address_adds,
                                       G_N_ELEMENTS (address_adds));
  g_auto(GStrv) addresses = spare_access_dup_addresses (scene->account, scene->access);

  part->folded = TRUE;
  part->reason = N_("Which mail addresses arrive here");
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      SpareInterviewChoice *choice = spare_interview_part_add_choice (part, NULL, addresses[i], _("Mail to %s"),
                                                                      addresses[i]);

      choice->chosen = TRUE;
      if (scene->access == NULL || !spare_fact_has (scene->access, SPARE_ACCESS_ADDRESS, addresses[i]))
        choice->hint = g_strdup (_("The account name is an address of this service"));
    }
}

/* How do you get back in? */

static void
see_codes (SpareInterviewPart  *part,
           SpareInterviewScene *scene)
{
  g_autoptr(GPtrArray) sets = spare_code_set_list (scene->things, spare_account_get_id (scene->account));
  g_autofree char *left = sets->len > 0 ? spare_set_words_dup_left (sets) : NULL;

  if (left != NULL)
    /* Translators: %s is how many backup codes are left: "8 of 10 left". */
    part->seen = g_strdup_printf (_("Its backup codes are in Sparekey: %s."), left);
}

/* The account name is where the service writes to, as a rule. */
static void
suggest_mail (SpareInterviewPart  *part,
              SpareInterviewScene *scene)
{
  const char *name = spare_account_get_name (scene->account);
  SpareAccount *mailbox = NULL;
  g_autofree char *value = NULL;

  if (!spare_interview_is_address (name)
      || (spare_service_get_list (scene->service, SPARE_SERVICE_WAYS_BACK) != NULL
          && !spare_interview_lists (scene, SPARE_SERVICE_WAYS_BACK, "email")))
    return;

  mailbox = spare_access_find_mailbox (scene->accounts, scene->things, name);
  value = mailbox != NULL ? g_strconcat ("email:", spare_account_get_id (mailbox), NULL)
                          : g_strconcat ("address:", name, NULL);
  suggest (part, value, _("The account name is this address"));
}

static void
ask_recovery (GPtrArray           *parts,
              SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_RECOVERY, N_("Ways Back"), recovery_adds,
                                       G_N_ELEMENTS (recovery_adds));

  part->reason = N_("When the usual way in is gone");
  part->required = TRUE;
  see_codes (part, scene);
  spare_interview_add_mailboxes (part, scene, _("A mail to %s"));
  spare_interview_add_addresses (part, scene, _("A mail to %s"));
  spare_interview_add_facts (part, scene, "sms", SPARE_FACT_NUMBER, NULL, FALSE, _("An SMS to %s"));
  spare_interview_add_facts (part, scene, "person", SPARE_FACT_PERSON, NULL, FALSE, _("With the help of %s"));
  spare_interview_part_add_choice (part, NULL, "questions", _("Answers to security questions"), "");
  spare_interview_part_add_choice (part, NULL, "support", _("Support of the service"), "");
  add_alone (part, NONE, _("There is no way"));
  add_alone (part, UNKNOWN, _("I Don’t Know"));

  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "phone", "sms");
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "contact", "person");
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "admin", "person");
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "questions", "questions");
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "support", "support");
  choose_said (part, scene);
  suggest_mail (part, scene);
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "email", "email");
  mark (part, scene, SPARE_SERVICE_WAYS_BACK, "email", "address");
  suggest_before (part, scene);
  suggest (part, UNKNOWN, NULL);
}

static gboolean
has_second_step (SpareInterviewScene *scene)
{
  return has_secret (scene)
         || (scene->access != NULL && spare_thing_count (scene->access, SPARE_ACCESS_SECOND) > 0
             && !spare_fact_has (scene->access, SPARE_ACCESS_SECOND, NONE));
}

static void
ask_lifting (GPtrArray           *parts,
             SpareInterviewScene *scene)
{
  SpareInterviewPart *part;

  if (!has_second_step (scene))
    return;

  part = add_part (parts, SPARE_ACCESS_MAIL_LIFTS, N_("Support"), NULL, 0);
  part->reason = N_("Is a mail enough for it to lift two-step sign-in?");
  part->single = TRUE;
  part->required = TRUE;
  spare_interview_part_add_choice (part, NULL, "yes", _("Yes"), "");
  spare_interview_part_add_choice (part, NULL, "no", _("No"), "");
  add_alone (part, UNKNOWN, _("I Don’t Know"));
  choose_said (part, scene);
  if (spare_service_get_answer (scene->service, SPARE_SERVICE_HELP_RESETS) == SPARE_ANSWER_NO)
    suggest (part, "no", _("As far as the service’s help says"));
  suggest (part, UNKNOWN, NULL);
}

static void
ask_codes (GPtrArray           *parts,
           SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_CODES_AT, N_("Backup Codes Elsewhere"), codes_adds,
                                       G_N_ELEMENTS (codes_adds));

  part->folded = TRUE;
  part->reason = N_("Besides Sparekey and its sheets");
  spare_interview_add_facts (part, scene, "place", SPARE_FACT_PLACE, NULL, FALSE, _("On paper: %s"));
  spare_interview_add_facts (part, scene, "device", SPARE_FACT_DEVICE, "security-key", TRUE, _("In a file on %s"));
  spare_interview_add_managers (part, scene, "manager", _("Kept in %s"));
  spare_interview_add_facts (part, scene, "person", SPARE_FACT_PERSON, NULL, FALSE, _("With %s"));
  choose_said (part, scene);
}

/* Where an SSH key is enough to make new ones, whoever has it needs no others. */
static void
ask_ssh_keys (GPtrArray           *parts,
              SpareInterviewScene *scene)
{
  SpareInterviewPart *part;

  if (spare_service_get_text (scene->service, SPARE_SERVICE_SSH_CODES) == NULL)
    return;

  part = add_part (parts, SPARE_ACCESS_SSH_KEY, N_("SSH Key"), session_adds, G_N_ELEMENTS (session_adds));
  part->folded = TRUE;
  part->reason = N_("It alone makes new backup codes: on which devices is one?");
  spare_interview_add_facts (part, scene, NULL, SPARE_FACT_DEVICE, NULL, FALSE, _("An SSH key on %s"));
  choose_said (part, scene);
}

/* How bad would it be? */

static void
ask_importance (GPtrArray           *parts,
                SpareInterviewScene *scene)
{
  SpareInterviewPart *part = add_part (parts, SPARE_ACCESS_IMPORTANCE, N_("To You"), NULL, 0);
  g_auto(GStrv) addresses = spare_access_dup_addresses (scene->account, scene->access);

  part->reason = N_("That you cannot get in any more, or that somebody else can");
  part->single = TRUE;
  part->required = TRUE;
  spare_interview_part_add_choice (part, NULL, "1", _("Not bad at all"), "");
  spare_interview_part_add_choice (part, NULL, "2", _("A little bad"), "");
  spare_interview_part_add_choice (part, NULL, "3", _("Bad"), "");
  spare_interview_part_add_choice (part, NULL, "4", _("Quite bad"), "");
  spare_interview_part_add_choice (part, NULL, "5", _("Very bad"), "");
  add_alone (part, UNKNOWN, _("I Don’t Know"));
  choose_said (part, scene);
  if (addresses[0] != NULL)
    suggest (part, "5", _("It is a mailbox: other accounts are reset through it"));
  if (spare_access_is_manager (scene->account, scene->things))
    suggest (part, "5", _("It is a password manager: other accounts are opened with it"));
  if (spare_service_is_generic (scene->service))
    suggest (part, "5", _("It is at a bank"));
  suggest (part, "3", NULL);

  part = add_part (parts, SPARE_ACCESS_OTHERS, N_("Other People"), NULL, 0);
  spare_interview_part_add_choice (part, NULL, "yes", _("It holds other people’s data"), "");
  choose_said (part, scene);
}

GPtrArray *
spare_interview_list_parts (SpareAccount *account,
                            GListModel   *accounts,
                            GListModel   *things,
                            SpareQuestion question,
                            SpareThing   *before)
{
  g_autoptr(SpareThing) access = spare_access_find (things, spare_account_get_id (account));
  SpareInterviewScene scene = { account, accounts, things, access, before };
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  scene.service = spare_access_get_service (account, access);
  switch (question)
    {
    case SPARE_QUESTION_SIGN_IN:
      ask_password (parts, &scene);
      ask_second (parts, &scene);
      ask_other (parts, &scene);
      ask_session (parts, &scene);
      ask_kind (parts, &scene);
      ask_addresses (parts, &scene);
      break;
    case SPARE_QUESTION_BACK_IN:
      ask_recovery (parts, &scene);
      ask_lifting (parts, &scene);
      ask_codes (parts, &scene);
      ask_ssh_keys (parts, &scene);
      break;
    case SPARE_QUESTION_IMPORTANCE:
    case SPARE_N_QUESTIONS:
    default:
      ask_importance (parts, &scene);
    }

  return parts;
}

/* What comes of it. */

char **
spare_interview_part_dup_values (SpareInterviewPart *self)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < self->choices->len; i++)
    {
      SpareInterviewChoice *choice = self->choices->pdata[i];

      if (choice->chosen)
        g_strv_builder_add (values, choice->value);
    }
  if (self->required && !is_any_chosen (self))
    g_strv_builder_add (values, UNKNOWN);

  return g_strv_builder_end (values);
}

void
spare_interview_answer (SpareThing *access,
                        GPtrArray  *parts,
                        gint64      now)
{
  for (guint i = 0; i < parts->len; i++)
    {
      SpareInterviewPart *part = parts->pdata[i];
      g_auto(GStrv) values = spare_interview_part_dup_values (part);

      if (values[0] != NULL || spare_thing_count (access, part->key) > 0)
        spare_fact_say (access, part->key, (const char *const *) values, now);
    }
}

/* Adds the titles of what was said in @part. */
static void
add_titles (GPtrArray          *titles,
            SpareInterviewPart *part)
{
  for (guint i = 0; part->was_said && i < part->choices->len; i++)
    {
      SpareInterviewChoice *choice = part->choices->pdata[i];

      if (choice->chosen)
        g_ptr_array_add (titles, choice->title);
    }
}

/* (nullable): the sentence about one question; NULL where nothing was said */
static char *
dup_sentence (GPtrArray  *parts,
              const char *format)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  g_auto(GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      SpareInterviewPart *part = parts->pdata[i];

      /* "Yes" alone tells nothing. */
      if (strcmp (part->key, SPARE_ACCESS_MAIL_LIFTS) != 0)
        add_titles (titles, part);
    }
  if (titles->len == 0 || around[1] == NULL)
    return NULL;

  g_ptr_array_add (titles, NULL);
  joined = g_strjoinv ("; ", (char **) titles->pdata);

  return g_strconcat (around[0], joined, around[1], NULL);
}

char *
spare_interview_dup_summary (SpareAccount *account,
                             GListModel   *accounts,
                             GListModel   *things)
{
  /* Translators: %s are answers, with semicolons between them. */
  const char *const formats[] = { N_("Signing in: %s."), N_("Getting back in: %s."), N_("Losing it: %s.") };
  g_autoptr(GString) summary = g_string_new (NULL);

  G_STATIC_ASSERT (G_N_ELEMENTS (formats) == SPARE_N_QUESTIONS);
  for (SpareQuestion question = 0; question < SPARE_N_QUESTIONS; question++)
    {
      g_autoptr(GPtrArray) parts = spare_interview_list_parts (account, accounts, things, question, NULL);
      g_autofree char *sentence = dup_sentence (parts, _(formats[question]));

      if (sentence != NULL)
        g_string_append_printf (summary, "%s%s", summary->len > 0 ? " " : "", sentence);
    }

  return summary->len > 0 ? g_string_free (g_steal_pointer (&summary), FALSE) : NULL;
}
