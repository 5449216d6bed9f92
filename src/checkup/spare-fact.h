/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-thing.h"

G_BEGIN_DECLS

/* What the person told of their own: things of the types below (docs/record.md).
 * A value that links to another record is its id, or a WORD:ID. Nothing in them is
 * a secret: a memory says that there is a password, and never which. */
typedef enum
{
  SPARE_FACT_DEVICE,   /* "device" */
  SPARE_FACT_PLACE,    /* "place": a drawer, a flat, a bank */
  SPARE_FACT_PERSON,   /* "person" */
  SPARE_FACT_NUMBER,   /* "number": a phone number */
  SPARE_FACT_MEMORY,   /* "memory": a password or passphrase that is remembered */
  SPARE_FACT_DOCUMENT, /* "document": an identity card, a passport */
  SPARE_FACT_ACCESS,   /* "access": how one gets into one account; see spare-access.h */
  SPARE_FACT_N_TYPES,
} SpareFactType;

/* Of all but access. */
#define SPARE_FACT_NAME       "name"
/* Of a device: "phone", "tablet", "computer", "security-key", "other".
 * Of a place: "home", "work", "bank", "other".
 * Of a memory: "master" (opens a password manager), "password", "passphrase". */
#define SPARE_FACT_KIND       "kind"
/* A device: */
#define SPARE_DEVICE_HERE     "here"      /* "yes": the one on which Sparekey runs */
#define SPARE_DEVICE_LOCK     "lock"      /* "pin" (6 digits or more), "short-pin", "password", "none" */
#define SPARE_DEVICE_FINGER   "finger"    /* "yes", "no": a finger or face opens it */
#define SPARE_DEVICE_ENCRYPTED "encrypted" /* "yes", "no" */
#define SPARE_DEVICE_FIND     "find"      /* "yes", "no": can be found and wiped from afar */
#define SPARE_FACT_CARRIED    "carried"   /* "yes", "no": is with the person when they are out; documents, too */
#define SPARE_FACT_AT         "at"        /* place: where it is else; a memory: where it is written down (several) */
/* A place: */
#define SPARE_PLACE_LOCKED    "locked"    /* "yes", "no" */
#define SPARE_PLACE_IN        "in"        /* place: it is part of */
#define SPARE_PLACE_PERSON    "person"    /* person who can get at it, too (several) */
/* A person: */
#define SPARE_PERSON_GONE     "gone"      /* "yes": is not trusted any more */
#define SPARE_PERSON_KEEPS    "keeps"     /* "memory:ID", "codes:ACCOUNT", "document:ID": in a sealed copy (several) */
/* A number: */
#define SPARE_NUMBER_DEVICE   "device"    /* device in which the SIM card is */
#define SPARE_NUMBER_DOCUMENT "document"  /* document with which one gets a new card (several: each is enough) */
#define SPARE_NUMBER_MINE     "mine"      /* "no": given up */

SpareThing   *spare_fact_new         (SpareFactType  type,
                                      const char    *id,
                                      const char    *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean      spare_thing_is_fact    (SpareThing    *self,
                                      SpareFactType  type);
const char   *spare_fact_type_get_name (SpareFactType type); /* "device" */
const char   *spare_fact_get_name    (SpareThing    *self);  /* "" where there is none */

/* Of all of @things: those of the type, in the order of their names.
 * (transfer container) (element-type SpareThing): own references */
GPtrArray    *spare_fact_list        (GListModel    *things,
                                      SpareFactType  type) G_GNUC_WARN_UNUSED_RESULT;

/* The answer to a question replaces all that was said of it. @values: (nullable)
 * NULL-terminated; none: it is open again. @now: Unix s */
void          spare_fact_say         (SpareThing        *self,
                                      const char        *key,
                                      const char *const *values,
                                      gint64             now);
/* Convenience for one value. */
void          spare_fact_say_one     (SpareThing *self,
                                      const char *key,
                                      const char *value,
                                      gint64      now);
/* When it was said, Unix s; 0: never. "said" is "KEY:TIME" for each key. */
gint64        spare_fact_get_said    (SpareThing *self,
                                      const char *key);
gboolean      spare_fact_has         (SpareThing *self,
                                      const char *key,
                                      const char *value);
/* (transfer full), NULL-terminated, perhaps empty */
char        **spare_fact_dup_values  (SpareThing *self,
                                      const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* The records of @things that name the record @id in any of their values: what
 * must be asked about before it is removed.
 * (transfer container) (element-type SpareThing): own references */
GPtrArray    *spare_fact_list_users  (GListModel *things,
                                      const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* Copies of those without @id in them, to be saved with its removal.
 * (transfer full) (element-type SpareRecord) */
GPtrArray    *spare_fact_forget      (GListModel *things,
                                      const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
