/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-fact.h"

G_BEGIN_DECLS

/* What is asked of devices, places, people and the like: one table for the dialog
 * in which it is told and the sentence that sums it up. */
typedef enum
{
  SPARE_FIELD_TEXT,
  SPARE_FIELD_CHOICE, /* one of some words */
  SPARE_FIELD_YES_NO, /* "yes", "no", or not known */
  SPARE_FIELD_FLAG,   /* one word, or nothing */
  SPARE_FIELD_LINK,   /* one other record */
  SPARE_FIELD_LINKS,  /* several */
} SpareFieldKind;

typedef struct
{
  const char *value; /* the word that is stored */
  const char *label; /* for gettext */
} SpareFieldWord;

typedef struct
{
  const char   *word; /* (nullable): before the colon */
  SpareFactType type; /* %SPARE_FACT_ACCESS: accounts with backup codes */
} SpareFieldLink;

typedef struct
{
  SpareFactType         type;
  SpareFieldKind        kind;
  const char           *key;
  const char           *title; /* for gettext */
  const char           *hint;  /* (nullable): for gettext */
  const char           *said;  /* (nullable): for gettext: how a summary has it; of a link with %s */
  const SpareFieldWord *words; /* CHOICE: ends with NULL; FLAG: the only one */
  const SpareFieldLink *links; /* LINK, LINKS */
  guint                 n_links;
} SpareFactField;

/* One answer that can be given. */
typedef struct
{
  char *value;
  char *label;
} SpareFieldOption;

void        spare_field_option_free        (SpareFieldOption *self);

/* All fields, in the order in which they are asked; ends with a key of NULL. */
const SpareFactField *spare_fact_field_list (void);

/* What can be chosen in @field of @fact. @accounts, @things: the vault's lists.
 * (transfer full) (element-type SpareFieldOption) */
GPtrArray  *spare_fact_field_list_options  (const SpareFactField *field,
                                            SpareThing           *fact,
                                            GListModel           *accounts,
                                            GListModel           *things) G_GNUC_WARN_UNUSED_RESULT;
/* Says it of @fact unless it says just that already: an old answer keeps its date.
 * Values that are none of @options (what a later version wrote) stay until another
 * takes their place. @values: NULL-terminated */
void        spare_fact_field_say           (const SpareFactField *field,
                                            SpareThing           *fact,
                                            GPtrArray            *options,
                                            const char *const    *values,
                                            gint64                now);

/* "Phone · carried · opens with a PIN" (transfer full): "" where nothing is known */
char       *spare_fact_dup_summary         (SpareThing *fact,
                                            GListModel *accounts,
                                            GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

const char *spare_fact_type_get_heading    (SpareFactType type); /* "Devices" */
const char *spare_fact_type_get_reason     (SpareFactType type); /* why it is asked, a sentence */
const char *spare_fact_type_get_new        (SpareFactType type); /* "New Device" */
const char *spare_fact_type_get_icon       (SpareFactType type);
/* The type of @fact; %SPARE_FACT_N_TYPES: none */
SpareFactType spare_fact_get_fact_type     (SpareThing *fact);

/* What most people have, to begin with. */
typedef struct
{
  SpareFactType type;
  const char   *name;  /* for gettext */
  const char   *kind;  /* (nullable) */
  const char   *key;   /* (nullable): and that is */
  const char   *value;
} SpareFactUsual;

/* Ends with a name of NULL. */
const SpareFactUsual *spare_fact_usual_list (void);
/* (transfer full): with its name in the person's language */
SpareThing *spare_fact_usual_create        (const SpareFactUsual *usual,
                                            const char           *id,
                                            gint64                now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
