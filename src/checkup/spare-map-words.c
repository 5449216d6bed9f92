/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* With the name of what it belongs to; NULL: the name itself. */
static const char *
get_form (const SpareMap *map,
          guint           vertex)
{
  const SpareItem *item = spare_map_get_item (map, vertex);

  switch (item->kind)
    {
    case SPARE_ITEM_PASSWORD:
      return _("the password of %s");
    case SPARE_ITEM_SHARED:
      /* Without a record it is a class of the snapshot: its name is that of the accounts. */
      return item->record == NULL ? _("the password of %s") : NULL;
    case SPARE_ITEM_SECRET:
      return _("the one-time codes of %s");
    case SPARE_ITEM_CODES:
      return _("the backup codes of %s");
    case SPARE_ITEM_UNLOCK:
      if (g_strcmp0 (item->detail, "finger") == 0)
        return _("the finger or face that opens %s");
      return g_strcmp0 (item->detail, "password") == 0 ? _("the password of %s") : _("the PIN of %s");
    case SPARE_ITEM_OPEN:
      return _("%s, unlocked");
    case SPARE_ITEM_NUMBER:
      return _("codes sent to %s");
    case SPARE_ITEM_CARRIER:
      return _("a new SIM card for %s");
    case SPARE_ITEM_LEAK:
      return _("a leak at %s");
    case SPARE_ITEM_QUESTIONS:
      return _("the answers to the security questions of %s");
    case SPARE_ITEM_SUPPORT:
      return _("the support of %s");
    case SPARE_ITEM_PASSKEY:
      return _("the passkey of %s");
    case SPARE_ITEM_SSH_KEY:
      return _("the SSH key on %s");
    case SPARE_ITEM_KIT:
      return _("what %s keeps for you");
    case SPARE_ITEM_ACCOUNT:
    case SPARE_ITEM_MEMORY:
    case SPARE_ITEM_DEVICE:
    case SPARE_ITEM_PLACE:
    case SPARE_ITEM_PERSON:
    case SPARE_ITEM_DOCUMENT:
    case SPARE_ITEM_ADDRESS:
      break;
    }
  return NULL;
}

/* Of what has no name. */
static const char *
get_nameless (SpareItemKind kind)
{
  switch (kind)
    {
    case SPARE_ITEM_SHARED:
      return _("a password of several accounts");
    case SPARE_ITEM_MEMORY:
      return _("a password that you know by heart");
    case SPARE_ITEM_DEVICE:
    case SPARE_ITEM_UNLOCK:
    case SPARE_ITEM_OPEN:
    case SPARE_ITEM_SSH_KEY:
      return _("a device without a name");
    case SPARE_ITEM_NUMBER:
    case SPARE_ITEM_CARRIER:
      return _("your number");
    case SPARE_ITEM_PLACE:
      return _("a place that was not written down");
    case SPARE_ITEM_PERSON:
    case SPARE_ITEM_KIT:
      return _("a person without a name");
    case SPARE_ITEM_DOCUMENT:
      return _("a document without a name");
    case SPARE_ITEM_ADDRESS:
      return _("a mailbox elsewhere");
    case SPARE_ITEM_ACCOUNT:
    case SPARE_ITEM_PASSWORD:
    case SPARE_ITEM_SECRET:
    case SPARE_ITEM_CODES:
    case SPARE_ITEM_LEAK:
    case SPARE_ITEM_QUESTIONS:
    case SPARE_ITEM_SUPPORT:
    case SPARE_ITEM_PASSKEY:
      break;
    }
  return _("an account without a name");
}

/* The account, device or person itself. */
static char *
dup_title (const SpareMap *map,
           guint           vertex)
{
  const SpareItem *item = spare_map_get_item (map, vertex);
  const char *name = *item->name != '\0' ? item->name : get_nameless (item->kind);

  if (item->detail == NULL || item->kind == SPARE_ITEM_UNLOCK)
    return g_strdup (name);
  /* Translators: a service, and the name of the account there. */
  return g_strdup_printf (_("%s (%s)"), name, item->detail);
}

/* @form, which is translated, with @name in it. */
static char *
fill (const char *form,
      const char *name)
{
  const char *place = strstr (form, "%s");

  if (place == NULL)
    return g_strdup (form);
  return g_strdup_printf ("%.*s%s%s", (int) (place - form), form, name, place + 2);
}

char *
spare_map_words_name (const SpareMap *map,
                      guint           vertex)
{
  const char *form = get_form (map, vertex);
  g_autofree char *title = dup_title (map, vertex);

  return form != NULL ? fill (form, title) : g_steal_pointer (&title);
}

static gboolean
has_taking (const SpareMap *map,
            SpareEventKind  kind,
            guint           subject)
{
  const GPtrArray *takings = spare_map_get_takings (map);

  for (guint i = 0; i < takings->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (takings, i);

      if (event->kind == kind && event->subject == subject)
        return TRUE;
    }
  return FALSE;
}

/* With the title of what it is about; NULL: it is about nothing in particular. */
static const char *
get_event_form (const SpareMap   *map,
                const SpareEvent *event)
{
  switch (event->kind)
    {
    case SPARE_EVENT_LOSE_DEVICE:
      return _("If you lose %s");
    case SPARE_EVENT_LOSE_PLACE:
      return _("If %s is gone, with all that is kept there");
    case SPARE_EVENT_FORGET:
      return _("If you forget %s");
    case SPARE_EVENT_LOSE_PERSON:
      return _("If %s can no longer help you");
    case SPARE_EVENT_LOSE_NUMBER:
      return _("If %s is no longer your number");
    case SPARE_EVENT_TAKE_MAILBOX:
      return _("If somebody reads your mail at %s");
    case SPARE_EVENT_TAKE_NUMBER:
      return _("If somebody gets a new SIM card for %s");
    case SPARE_EVENT_TAKE_DEVICE:
      return has_taking (map, SPARE_EVENT_TAKE_UNLOCKED, event->subject)
             ? _("If somebody takes %s and cannot unlock it") : _("If somebody takes %s");
    case SPARE_EVENT_TAKE_UNLOCKED:
      return _("If somebody takes %s and can unlock it");
    case SPARE_EVENT_TAKE_SHARED:
      return _("If %s leaks its passwords");
    case SPARE_EVENT_TAKE_PLACE:
      return _("If somebody gets at %s");
    case SPARE_EVENT_TAKE_PERSON:
      return _("If %s turns against you");
    case SPARE_EVENT_TAKE_MASTER:
      return _("If somebody learns %s");
    case SPARE_EVENT_LOSE_BAG:
    case SPARE_EVENT_LOSE_HOME:
    case SPARE_EVENT_ABSENT:
      break;
    }
  return NULL;
}

char *
spare_map_words_event (const SpareMap   *map,
                       const SpareEvent *event)
{
  const char *form = get_event_form (map, event);
  g_autofree char *title = form != NULL ? dup_title (map, event->subject) : NULL;

  if (form != NULL)
    return fill (form, title);
  if (event->kind == SPARE_EVENT_LOSE_BAG)
    return g_strdup (_("If you lose your bag, with all that you carry"));
  if (event->kind == SPARE_EVENT_LOSE_HOME)
    return g_strdup (_("If your home is gone, with all that is in it and all that you carry"));
  return g_strdup (_("If you are not there"));
}

char *
spare_map_words_count (const SpareMap   *map,
                       const SpareEvent *event,
                       const GArray     *accounts)
{
  guint n_accounts, n_mailboxes = 0;
  g_autofree char *count = NULL;

  (void) spare_map_get_accounts (map, &n_accounts);
  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, guint, i) != event->subject)
      n_mailboxes += has_taking (map, SPARE_EVENT_TAKE_MAILBOX, g_array_index (accounts, guint, i));

  if (accounts->len == 0)
    return g_strdup_printf (ngettext ("None of %u account.", "None of %u accounts.", n_accounts), n_accounts);

  /* Translators: of all accounts of the person, the second number. */
  count = g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", n_accounts), accounts->len, n_accounts);
  if (n_mailboxes == 0)
    /* Translators: "2 of 8 accounts". */
    return g_strdup_printf (_("%s."), count);
  return g_strdup_printf (ngettext ("%s, and your mailbox is one of them.",
                                    "%s, and %u of your mailboxes are among them.", n_mailboxes),
                          count, n_mailboxes);
}
