/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Brings accounts in: where from, a password if needed, what was found, what to
 * take, done. Nothing is saved before the person has seen it. */

/* Asks where from. */
void spare_import_dialog_show       (SpareWindow *window);
/* Reads files (of GFile): exports of other programs, backups, pictures. */
void spare_import_dialog_read_files (SpareWindow *window,
                                     GListModel  *files);
/* Reads what has been fetched already: the texts of QR codes, one a line, or the
 * content of a file. */
void spare_import_dialog_read_bytes (SpareWindow *window,
                                     GBytes      *bytes);

G_END_DECLS
