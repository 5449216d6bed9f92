/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-import-plan.h"

G_BEGIN_DECLS

/**
 * SpareImportPreview:
 *
 * What was found, and what is to be taken in.
 *
 * Signals: "changed": another number of accounts is chosen; "more" (const char
 * *from: "file", "screen", "camera" or "clipboard"): to read the codes that
 * still lack.
 */
#define SPARE_TYPE_IMPORT_PREVIEW (spare_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportPreview, spare_import_preview, SPARE, IMPORT_PREVIEW, GtkWidget)

/* @plan: (nullable)
 * @failures: (element-type SpareImportFailure): files that could not be read
 * @whole: may everything be made as in this backup? */
void     spare_import_preview_set_plan (SpareImportPreview *self,
                                        SpareImportPlan    *plan,
                                        GPtrArray          *failures,
                                        gboolean            whole);
void     spare_import_preview_set_camera (SpareImportPreview *self,
                                          gboolean            present);

/* Chooses that for the person, and whether the preferences come, too. */
void     spare_import_preview_set_mode   (SpareImportPreview *self,
                                          gboolean            replaces,
                                          gboolean            preferences);

/* Is every account in use here already? */
gboolean spare_import_preview_has_all    (SpareImportPreview *self);

/* Is everything to be made as in the backup? */
gboolean spare_import_preview_get_replaces    (SpareImportPreview *self);
gboolean spare_import_preview_get_preferences (SpareImportPreview *self);

G_END_DECLS
