/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-import-plan.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_TWIN_IN_USE,
  SPARE_TWIN_IN_BIN,
  SPARE_TWIN_IN_FILE,
} SpareTwinPlace;

/**
 * SpareImportChoice:
 * @entry: of the plan's import
 * @twin: (nullable)
 * @saved_id: (nullable): the id under which it was last handed out to be saved
 */
struct _SpareImportChoice
{
  GObject           parent_instance;

  SpareImportEntry *entry;
  SpareAccount     *twin;
  SpareTwinPlace    place;
  SpareImportAction action;
  char             *saved_id;
};

SpareImportChoice *spare_import_choice_new      (SpareImportEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
/* A choice that meets its first twin becomes SKIP. */
void               spare_import_choice_set_twin (SpareImportChoice *self,
                                                 SpareAccount      *twin,
                                                 SpareTwinPlace     place);
/* Chooses what was chosen for the same entry in another plan, unless something
 * else is there by now. */
void               spare_import_choice_carry    (SpareImportChoice *self,
                                                 SpareImportChoice *from);

G_END_DECLS
