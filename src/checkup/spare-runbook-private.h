/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-access.h"
#include "spare-runbook.h"
#include "spare-map-words.h"
#include "spare-service.h"

G_BEGIN_DECLS

/* A run-book while it is written. */
typedef struct
{
  SpareMap             *map;
  GListModel           *accounts;
  GListModel           *things;
  const SpareDirectory *directory; /* (nullable) */
  SpareThing           *device;    /* (nullable): what is gone */
  GPtrArray            *blast;     /* of spare_attack_find_blast() */
  GPtrArray            *steps;
} SpareRunbook;

/* One account of it; borrowed. */
typedef struct
{
  guint               vertex;
  SpareAccount       *account;
  SpareThing         *access;  /* (nullable); owned */
  const SpareService *service; /* (nullable) */
  char               *name;
} SpareRunbookAccount;

/* FALSE where @vertex is none of the accounts. */
gboolean    spare_runbook_account_init  (SpareRunbookAccount *self,
                                         SpareRunbook        *book,
                                         guint                vertex);
void        spare_runbook_account_clear (SpareRunbookAccount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareRunbookAccount, spare_runbook_account_clear)

/* Adds a step unless one of its id is there. @kind, @record: together its id;
 * @record: (nullable). @title, @why: taken */
SpareRunbookStep *spare_runbook_add     (SpareRunbook *book,
                                         const char   *kind,
                                         const char   *record,
                                         char         *title,
                                         char         *why);
void        spare_runbook_set_action    (SpareRunbookStep *step,
                                         const char       *action,
                                         const char       *parameter);
/* The first of @facts (NULL-terminated) that the service has. */
void        spare_runbook_set_page      (SpareRunbookStep   *step,
                                         const SpareService *service,
                                         const char *const  *facts);

/* Mailboxes first, then those that open most, then those that matter most; each once.
 * @vertices: (element-type guint): changed */
void        spare_runbook_sort          (SpareRunbook *book,
                                         GArray       *vertices);
gboolean    spare_runbook_is_in         (const GArray *vertices,
                                         guint         vertex);

/* The ways back into an account, and what is done once one is in. */
void        spare_runbook_add_back      (SpareRunbook        *book,
                                         SpareRunbookAccount *account);
void        spare_runbook_add_renewal   (SpareRunbook        *book,
                                         SpareRunbookAccount *account,
                                         gboolean             codes_too);

/* Is its secret, or are its backup codes or what makes them, on the device that is gone? */
gboolean    spare_runbook_is_on_device (SpareRunbook        *book,
                                        SpareRunbookAccount *account);

/* Went what makes its codes with the device, so that a backup code takes their place? */
gboolean    spare_runbook_needs_code   (SpareRunbook        *book,
                                        SpareRunbookAccount *account);

void        spare_runbook_write_device   (SpareRunbook *book);
void        spare_runbook_write_home     (SpareRunbook *book);
void        spare_runbook_write_intruder (SpareRunbook        *book,
                                          SpareRunbookAccount *account);
void        spare_runbook_write_sign_in  (SpareRunbook        *book,
                                          SpareRunbookAccount *account);

G_END_DECLS
