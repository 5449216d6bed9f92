/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-import-plan.h"

G_BEGIN_DECLS

/**
 * SpareImportRow:
 *
 * One account that was found, with a box to tick, and what there is to say and
 * to choose about it. After the person chose, it activates `preview.changed`.
 */
#define SPARE_TYPE_IMPORT_ROW (spare_import_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportRow, spare_import_row, SPARE, IMPORT_ROW, GtkWidget)

GtkWidget *spare_import_row_new  (void) G_GNUC_WARN_UNUSED_RESULT;

/* @choice: (nullable)
 * @hidden_notes: SpareImportNote that need not be said for each account */
void       spare_import_row_bind (SpareImportRow    *self,
                                  SpareImportChoice *choice,
                                  guint              hidden_notes);

G_END_DECLS
