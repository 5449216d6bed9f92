/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-promise.h"

G_BEGIN_DECLS

/* Of the record. */
#define SPARE_PROMISE_KEY     "promise"
#define SPARE_PROMISE_SUBJECT "subject"
#define SPARE_PROMISE_SAID    "said"

typedef enum
{
  SPARE_PROMISE_ALL,       /* the person: once, where there is any account */
  SPARE_PROMISE_DEVICE,    /* each but security keys */
  SPARE_PROMISE_PHONE,     /* each phone and tablet */
  SPARE_PROMISE_IMPORTANT, /* each account that matters much, 4 or 5 */
  SPARE_PROMISE_MAILBOX,   /* each account at which mail arrives */
  SPARE_PROMISE_OTHERS,    /* each account that holds other people's data */
  SPARE_PROMISE_SHARED,    /* once, where there is a sheet, a place or a person */
} SparePromiseAbout;

typedef struct
{
  const char       *key;
  const char       *rows;
  SparePromiseAbout about;
  guint             months;
  const char       *title; /* not translated; with one %s unless it is about the person */
  const char       *text;  /* not translated */
} SparePromiseKind;

/* Ends with a NULL key. */
const SparePromiseKind *spare_promise_get_kinds (void);

/* The one that was said last, where there are several. @subject: (nullable).
 * (nullable): borrowed from the list */
SpareThing             *spare_promise_find_record (GListModel *things,
                                                   const char *key,
                                                   const char *subject);

/* @months later, Unix s; 0 for never. */
gint64                  spare_promise_add_months (gint64 time,
                                                  guint  months);

/* What the person calls an account: "GitHub", and "GitHub (alice)" where there are
 * several of that service. @accounts: the vault's list */
char                   *spare_promise_dup_name   (GListModel   *accounts,
                                                  SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
