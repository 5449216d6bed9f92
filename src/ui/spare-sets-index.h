/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-record.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* What the things of a vault say of code sets and sheets, looked up once for all
 * accounts: a list of hundreds asks for each. Borrows nothing. */
typedef struct _SpareSetsIndex SpareSetsIndex;

SpareSetsIndex *spare_sets_index_new  (SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;
void            spare_sets_index_free (SpareSetsIndex *self);

/* (element-type SpareThing) (nullable): the sets of one account; NULL for none */
GPtrArray      *spare_sets_index_peek_sets    (SpareSetsIndex *self,
                                               const char     *account_id);
/* (element-type SpareThing): the sets whose account is neither in the list nor in
 * the bin, the newest first */
GPtrArray      *spare_sets_index_peek_orphans (SpareSetsIndex *self);
/* (element-type SpareThing): all sheets, the newest first */
GPtrArray      *spare_sets_index_peek_sheets  (SpareSetsIndex *self);
/* The sheets with one of @sets, each once. Of borrowed ones. */
GPtrArray      *spare_sets_index_list_sheets  (SpareSetsIndex *self,
                                               GPtrArray      *sets) G_GNUC_WARN_UNUSED_RESULT;

/* Is its test due by @now? See spare_sheets_is_due(). */
gboolean        spare_sets_index_is_due       (SpareSetsIndex *self,
                                               SpareThing     *sheet,
                                               gint64          now);
/* Was a code on it corrected after it was printed? Only of sheets that count. */
gboolean        spare_sets_index_is_outdated  (SpareSetsIndex *self,
                                               SpareThing     *sheet);

/* Is one of @sets not void? @sets: (nullable) */
gboolean        spare_sets_has_valid          (GPtrArray *sets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSetsIndex, spare_sets_index_free)

G_END_DECLS
