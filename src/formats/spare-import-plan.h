/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-import.h"

G_BEGIN_DECLS

/* What is to become of one entry. */
typedef enum
{
  SPARE_IMPORT_ADD,     /* no account makes these codes yet */
  SPARE_IMPORT_SKIP,    /* there already */
  SPARE_IMPORT_KEEP,    /* there already, and added beside it */
  SPARE_IMPORT_REPLACE, /* there already: gets the entry's names, tags and note */
} SpareImportAction;

/**
 * SpareImportChoice:
 *
 * One entry of an import with what the person chose. Properties, notified:
 * "selected" (gboolean): is it taken in; "action" (SpareImportAction as int).
 * They agree with each other: without a twin, selected is ADD; with one,
 * unselected is SKIP, and selecting it is KEEP. An account that lacks its PIN is
 * not taken in before it has one.
 */
#define SPARE_TYPE_IMPORT_CHOICE (spare_import_choice_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportChoice, spare_import_choice, SPARE, IMPORT_CHOICE, GObject)

const SpareImportEntry *spare_import_choice_get_entry  (SpareImportChoice *self);
/* (nullable): the account that makes the same codes: one in use, in the bin, or
 * an entry before this one in the file. */
SpareAccount           *spare_import_choice_get_twin   (SpareImportChoice *self);
gboolean                spare_import_choice_twin_is_in_bin  (SpareImportChoice *self);
gboolean                spare_import_choice_twin_is_in_file (SpareImportChoice *self);
SpareImportAction       spare_import_choice_get_action (SpareImportChoice *self);
void                    spare_import_choice_set_action (SpareImportChoice *self,
                                                        SpareImportAction  action);
gboolean                spare_import_choice_needs_pin  (SpareImportChoice *self);
/* FALSE where such a PIN cannot be: then it has none. @pin: (nullable) */
gboolean                spare_import_choice_set_pin    (SpareImportChoice *self,
                                                        SpareSecret       *pin,
                                                        GError           **error);
gboolean                spare_import_choice_get_selected (SpareImportChoice *self);
void                    spare_import_choice_set_selected (SpareImportChoice *self,
                                                          gboolean           selected);

typedef struct
{
  guint in_use;
  guint in_bin;
  guint in_file;
} SpareImportTwins;

/**
 * SpareImportPlan:
 *
 * An import beside what is kept already. Accounts count as the same by kind,
 * secret, algorithm, digits and period, never by label. New ones start
 * selected; those that are there already start with SKIP. Whatever was in the
 * other program's bin starts unselected.
 */
#define SPARE_TYPE_IMPORT_PLAN (spare_import_plan_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportPlan, spare_import_plan, SPARE, IMPORT_PLAN, GObject)

/* @import is taken. @accounts and @bin: of SpareAccount; @things: (nullable) of
 * SpareThing. Read now, and again by spare_import_plan_refresh(). */
SpareImportPlan *spare_import_plan_new       (SpareImport *import,
                                              GListModel  *accounts,
                                              GListModel  *bin,
                                              GListModel  *things) G_GNUC_WARN_UNUSED_RESULT;
const SpareImport *spare_import_plan_get_import (SpareImportPlan *self);
/* Entries that can be taken in, of SpareImportChoice; borrowed. */
GListModel      *spare_import_plan_get_choices (SpareImportPlan *self);
/* Looks for twins again, keeping what was chosen; after a part was saved. */
void             spare_import_plan_refresh    (SpareImportPlan *self);
/* Takes over what was chosen and typed for the same entries in @from: those with
 * the same id, else those that make the same codes. */
void             spare_import_plan_carry      (SpareImportPlan *self,
                                               SpareImportPlan *from);
/* How many are taken in as chosen now. */
guint            spare_import_plan_count_selected (SpareImportPlan *self);
/* How many have a twin, by where it is; @skipped: only those not taken in. */
SpareImportTwins spare_import_plan_count_twins    (SpareImportPlan *self,
                                                   gboolean         skipped);
/* How many of the entries would, as chosen now, be neither in use nor taken in:
 * those with a problem, too, and those whose twin is in the bin. */
guint            spare_import_plan_count_missing  (SpareImportPlan *self);
/* Selects all that are not there yet, or nothing; chooses for all twins. */
void             spare_import_plan_select_all     (SpareImportPlan *self,
                                                   gboolean         selected);
void             spare_import_plan_set_twins      (SpareImportPlan  *self,
                                                   SpareImportAction action);

/* What to save for the choices made: new accounts (after the last position by
 * hand), copies of replaced ones (a counter never goes back), and the code sets
 * and things that belong to them.
 *
 * Returns: (transfer full) (element-type SpareRecord) */
GPtrArray       *spare_import_plan_collect    (SpareImportPlan *self,
                                               SpareNewId       new_id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * spare_import_plan_collect_replace:
 * @now: Unix s
 * @new_id: g_uuid_string_random
 * @to_bin: (out) (element-type SpareAccount): copies, marked as deleted, of
 *   accounts in use that the backup does not have; to be saved only after
 *   everything else was saved and read back
 *
 * Of our own backup: makes everything as it was in it. Nothing is erased: an
 * account whose secret would be overwritten by another one goes to the bin as a
 * new record. Records that may not be stored (a PIN is missing) are left out.
 */
GPtrArray       *spare_import_plan_collect_replace (SpareImportPlan *self,
                                                    gint64           now,
                                                    SpareNewId       new_id,
                                                    GPtrArray      **to_bin) G_GNUC_WARN_UNUSED_RESULT;

/* Of our own backup: how many accounts in use it does not have, so that
 * spare_import_plan_collect_replace() puts them into the bin. */
guint            spare_import_plan_count_leaving (SpareImportPlan *self);

G_END_DECLS
