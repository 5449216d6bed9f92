/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-clock.h"
#include "spare-directory-keeper.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareCheckupModel:
 *
 * The newest check-up of a vault, which follows what changes there. Changes
 * arrive together, when the main loop is idle; one that comes while a check-up
 * is under way ends that and begins another.
 *
 * Signal "changed": spare_checkup_model_get() or spare_checkup_model_is_running()
 * has another answer.
 */
#define SPARE_TYPE_CHECKUP_MODEL (spare_checkup_model_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupModel, spare_checkup_model, SPARE, CHECKUP_MODEL, GObject)

SpareCheckupModel *spare_checkup_model_new        (SpareVault           *vault,
                                                   SpareDirectoryKeeper *directories,
                                                   SpareClock           *clock) G_GNUC_WARN_UNUSED_RESULT;

/* Begins a check-up, for days pass, and follows the vault until it may rest
 * because nobody looks. */
void               spare_checkup_model_refresh    (SpareCheckupModel *self);
void               spare_checkup_model_rest       (SpareCheckupModel *self);

/* Borrowed, until the next "changed"; (nullable): none is done yet. */
SpareCheckup      *spare_checkup_model_get        (SpareCheckupModel *self);
gboolean           spare_checkup_model_is_running (SpareCheckupModel *self);

G_END_DECLS
