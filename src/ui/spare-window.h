/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-backup-keeper.h"
#include "spare-clipboard.h"
#include "spare-clock.h"
#include "spare-directory-keeper.h"
#include "spare-reveal.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareWindow:
 *
 * The main window: a stack of pages, each with its own header bar. "codes" is
 * the home page; the others show one thing and have a Back button with the
 * action `win.back`.
 *
 * Actions (a parameter is an account's id): win.back, win.add, win.search,
 * win.sort(s: "name", "used", "hand"), win.show-account(s), win.edit(s),
 * win.copy(s), win.copy-next(s), win.advance(s), win.reveal(s),
 * win.favorite(s), win.delete(s), win.restore(s), win.move-up(s),
 * win.move-down(s), win.show-qr(s), win.show-bin, win.show-broken, win.import,
 * win.export, win.paste, win.backups, win.preferences, win.reload, win.unlock,
 * win.accept.
 */
#define SPARE_TYPE_WINDOW (spare_window_get_type ())
G_DECLARE_FINAL_TYPE (SpareWindow, spare_window, SPARE, WINDOW, AdwApplicationWindow)

SpareWindow *spare_window_new          (GtkApplication *application,
                                        SpareVault     *vault) G_GNUC_WARN_UNUSED_RESULT;

/* All borrowed. */
SpareVault  *spare_window_get_vault    (SpareWindow *self);
SpareClock  *spare_window_get_clock    (SpareWindow *self);
SpareReveal *spare_window_get_reveal   (SpareWindow *self);
GSettings   *spare_window_get_settings (SpareWindow *self);
SpareClipboard *spare_window_get_clipboard (SpareWindow *self);
SpareBackupKeeper *spare_window_get_keeper (SpareWindow *self);
SpareDirectoryKeeper *spare_window_get_directories (SpareWindow *self);

/* The codes of this program are wrong: shows none from now on, and says so. */
void         spare_window_refuse       (SpareWindow *self);

/* Says @text in a toast; plain text, no markup. After a line break, a second
 * line in smaller letters. */
void         spare_window_toast        (SpareWindow *self,
                                        const char  *text);
void         spare_window_toast_action (SpareWindow *self,
                                        const char  *text,
                                        const char  *button,
                                        const char  *detailed_action);

/* Says what went wrong; a cancelled operation says nothing. */
void         spare_window_toast_error  (SpareWindow  *self,
                                        const GError *error);

/* Opens the add dialog with what an otpauth URI says, or the import dialog with
 * a transfer code, for the person to check and save. The URI is a secret: it is never logged. */
void         spare_window_open_uri     (SpareWindow *self,
                                        const char  *otpauth_uri);

G_END_DECLS
