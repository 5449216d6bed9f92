/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareSheetsReminder:
 *
 * Knows when there is something to say of sheets: a test is due, or a void one
 * must be destroyed. Once it was closed it is silent for a day.
 *
 * Signals: "changed": spare_sheets_reminder_dup_notice() may say something else.
 */
#define SPARE_TYPE_SHEETS_REMINDER (spare_sheets_reminder_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetsReminder, spare_sheets_reminder, SPARE, SHEETS_REMINDER, GObject)

SpareSheetsReminder *spare_sheets_reminder_new        (SpareVault *vault,
                                                       GSettings  *settings) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) */
char                *spare_sheets_reminder_dup_notice (SpareSheetsReminder *self) G_GNUC_WARN_UNUSED_RESULT;
/* The person closed it. */
void                 spare_sheets_reminder_dismiss    (SpareSheetsReminder *self);

G_END_DECLS
