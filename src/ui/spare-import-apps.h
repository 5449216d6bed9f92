/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What helps on from the steps in the other app. */
typedef enum
{
  SPARE_IMPORT_APP_FILE,   /* it writes a file */
  SPARE_IMPORT_APP_CODES,  /* it shows QR codes */
  SPARE_IMPORT_APP_HAND,   /* it gives nothing away: account by account */
} SpareImportAppWay;

/**
 * SpareImportApp:
 * @name: as people know it; not translated
 * @steps: what to do there, paragraphs, untranslated
 */
typedef struct
{
  const char       *name;
  SpareImportAppWay way;
  const char       *steps;
} SpareImportApp;

/* Ends with a name of NULL. */
const SpareImportApp *spare_import_apps_list (void);

G_END_DECLS
