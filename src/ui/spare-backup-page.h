/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareBackupPage:
 *
 * The page of the preferences about backups: whether there is one, by hand, by
 * itself, and back.
 */
#define SPARE_TYPE_BACKUP_PAGE (spare_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareBackupPage, spare_backup_page, SPARE, BACKUP_PAGE, AdwBin)

/* Once, after it was made. */
void spare_backup_page_set_up (SpareBackupPage *self,
                               SpareWindow     *window);

G_END_DECLS
