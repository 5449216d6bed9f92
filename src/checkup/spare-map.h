/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-directory.h"
#include "spare-graph.h"
#include "spare-scenario.h"

G_BEGIN_DECLS

/* What a thing of the map is to the person. */
typedef enum
{
  SPARE_ITEM_ACCOUNT,
  SPARE_ITEM_PASSWORD,  /* of one account */
  SPARE_ITEM_SHARED,    /* one password of several accounts: a class of the snapshot */
  SPARE_ITEM_MEMORY,
  SPARE_ITEM_SECRET,    /* of one account: what makes its one-time codes */
  SPARE_ITEM_CODES,     /* the backup codes of one account */
  SPARE_ITEM_DEVICE,
  SPARE_ITEM_UNLOCK,    /* what unlocks a device: PIN, finger */
  SPARE_ITEM_OPEN,      /* a device, unlocked */
  SPARE_ITEM_NUMBER,    /* codes sent to a number arrive */
  SPARE_ITEM_CARRIER,   /* somebody talks the carrier into a new SIM card */
  SPARE_ITEM_PLACE,
  SPARE_ITEM_PERSON,
  SPARE_ITEM_DOCUMENT,
  SPARE_ITEM_ADDRESS,   /* a mailbox that is none of the accounts */
  SPARE_ITEM_LEAK,      /* the service of one account is broken into */
  SPARE_ITEM_QUESTIONS, /* the answers to one account's security questions */
  SPARE_ITEM_SUPPORT,   /* the staff of one account's service */
  SPARE_ITEM_PASSKEY,
  SPARE_ITEM_SSH_KEY,   /* on a device */
  SPARE_ITEM_KIT,       /* what a person keeps, sealed */
} SpareItemKind;

typedef struct
{
  SpareItemKind kind;
  const char   *record; /* (nullable): the id of the account or fact that it is, or belongs to */
  const char   *name;   /* as the person calls it: the account's service, the device's name; may be "" */
  const char   *detail; /* (nullable): the account's name, where its service alone is not enough; of what
                         * unlocks a device "pin", "password" or "finger" */
} SpareItem;

/* Where a rule comes from. */
typedef enum
{
  SPARE_EVIDENCE_CHECKED, /* Sparekey holds it, or tested it */
  SPARE_EVIDENCE_DERIVED, /* from the services data, or worked out */
  SPARE_EVIDENCE_SAID,    /* the person said so */
  SPARE_EVIDENCE_ASSUMED, /* nobody said, or "I don't know" */
} SpareEvidence;

/* What may happen: one of the standard scenarios of a map. */
typedef enum
{
  SPARE_EVENT_LOSE_DEVICE,
  SPARE_EVENT_LOSE_PLACE,    /* with all that is kept there */
  SPARE_EVENT_FORGET,        /* a memory */
  SPARE_EVENT_LOSE_PERSON,
  SPARE_EVENT_LOSE_BAG,      /* all that is carried */
  SPARE_EVENT_LOSE_HOME,     /* the home, all in it, and all that is carried */
  SPARE_EVENT_LOSE_NUMBER,   /* given up or taken away: it does not come back */
  SPARE_EVENT_ABSENT,        /* "I am not there": what only the owner holds is gone */
  SPARE_EVENT_TAKE_MAILBOX,
  SPARE_EVENT_TAKE_NUMBER,   /* by a new SIM card */
  SPARE_EVENT_TAKE_DEVICE,   /* locked */
  SPARE_EVENT_TAKE_UNLOCKED, /* with what unlocks it */
  SPARE_EVENT_TAKE_SHARED,   /* a service leaks a password that others share */
  SPARE_EVENT_TAKE_PLACE,
  SPARE_EVENT_TAKE_PERSON,
  SPARE_EVENT_TAKE_MASTER,   /* a master password is phished */
} SpareEventKind;

typedef struct
{
  char           *id;       /* "lose-device:ID", …; stays the same */
  SpareEventKind  kind;
  guint           subject;  /* the vertex that it is about; %SPARE_GRAPH_NONE for bag, home, absent */
  SpareScenario  *scenario;
} SpareEvent;

/**
 * SpareMap:
 *
 * The recovery map: all accounts and facts as an access graph, what each thing and
 * rule of it is to the person, and what may happen. Immutable; holds nothing of the
 * records and no secret, so that a worker thread may take it.
 */
typedef struct _SpareMap SpareMap;

/* @accounts, @things: the vault's lists. @directory: (nullable). @now: Unix s. What
 * cannot be understood in a fact is left out. (transfer full) */
SpareMap        *spare_map_new        (GListModel           *accounts,
                                       GListModel           *things,
                                       const SpareDirectory *directory,
                                       gint64                now) G_GNUC_WARN_UNUSED_RESULT;
SpareMap        *spare_map_ref        (SpareMap *self);
void             spare_map_unref      (SpareMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareMap, spare_map_unref)

SpareGraph      *spare_map_get_graph  (const SpareMap *self); /* borrowed */
const SpareItem *spare_map_get_item   (const SpareMap *self,
                                       guint           vertex);
/* The vertex of an account or fact, or another of its vertices; %SPARE_GRAPH_NONE. Of a
 * memory that several accounts share both kinds find it. @record: (nullable): NULL is this
 * computer where it is none of the devices that the person told of */
guint            spare_map_find       (const SpareMap *self,
                                       SpareItemKind   kind,
                                       const char     *record);
/* By the rule's number: what it rests on, and when that was said (Unix s, 0). */
SpareEvidence    spare_map_get_evidence (const SpareMap *self,
                                         guint           rule,
                                         gint64         *said);

/* SpareEvent, in the order in which they are shown. Borrowed. */
GPtrArray       *spare_map_get_losses (const SpareMap *self);
GPtrArray       *spare_map_get_takings (const SpareMap *self);
/* Of both; (nullable) */
const SpareEvent *spare_map_find_event (const SpareMap *self,
                                        const char     *id);
/* All accounts, as vertices, in the order of the vault's list. (transfer none) */
const guint     *spare_map_get_accounts (const SpareMap *self,
                                         guint          *n_accounts);

G_END_DECLS
