/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-thing.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareHappeningSteps:
 *
 * The steps of one run-book, each to be ticked off, and below them what was done; what is
 * ticked is saved at once. It follows what changes in the vault.
 */
#define SPARE_TYPE_HAPPENING_STEPS (spare_happening_steps_get_type ())
G_DECLARE_FINAL_TYPE (SpareHappeningSteps, spare_happening_steps, SPARE, HAPPENING_STEPS, AdwBin)

void  spare_happening_steps_set_window (SpareHappeningSteps *self,
                                        SpareWindow         *window);
/* @id: (nullable): of the record; NULL shows nothing */
void  spare_happening_steps_show       (SpareHappeningSteps *self,
                                        const char          *id);

/* "Pixel 8 is lost", "Somebody is in GitHub"; "" for a kind of a later version.
 * (transfer full) */
char *spare_happening_dup_title        (SpareThing  *happening,
                                        GListModel  *accounts,
                                        GListModel  *things) G_GNUC_WARN_UNUSED_RESULT;
/* "2 of 7 steps are done". (transfer full) */
char *spare_happening_dup_progress     (SpareThing  *happening,
                                        SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

/* Before @records (element-type SpareRecord, with a reference each) are saved: adds to them
 * what is going on where it is to note what they do to codes and secrets. */
void  spare_happening_add_notes        (SpareWindow *window,
                                        GPtrArray   *records);

G_END_DECLS
