/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareReport:
 * @full: @records and @broken are everything there is, and the fields from
 *   @state on are set; otherwise only what changed
 * @follow: another process has written meanwhile; load again
 * @records: (element-type SpareRecord): accounts and things
 * @broken: (element-type SpareBroken)
 * @erased: (element-type utf8): ids that are gone
 *
 * What the store's thread found or did, on its way to the vault's lists.
 */
typedef struct
{
  gboolean        full;
  gboolean        follow;
  GPtrArray      *records;
  GPtrArray      *broken;
  GPtrArray      *erased;
  SpareVaultState state;
  GError         *why;
  guint           expected;
  guint           found;
  char           *provider;
} SpareReport;

SpareReport *spare_report_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         spare_report_free (SpareReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareReport, spare_report_free)

G_END_DECLS
