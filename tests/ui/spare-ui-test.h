/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-otpauth.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* The keys of RFC 4226 and RFC 6238 ("12345678901234567890") in Base32. */
#define RFC_SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

/* Starts GTK and libadwaita with our styles; without a display the program ends
 * as skipped. Call it in place of g_test_init(). */
void          spare_ui_test_init        (int *argc,
                                         char ***argv);

SpareAccount *spare_ui_test_account     (const char *uri);
SpareAccount *spare_ui_test_named       (const char *service,
                                         const char *name);

/* Runs the main loop until @done says so; fails the test after 30 seconds. */
void          spare_ui_test_wait        (gboolean (*done) (gpointer data),
                                         gpointer data);

/* Runs the main loop for this long. */
void          spare_ui_test_run         (guint milliseconds);

/* Waits until the window of @widget has been laid out and painted anew. */
void          spare_ui_test_frame       (GtkWidget *widget);

/* Shows @child in a window of this size, painted once; destroy the window. */
GtkWindow    *spare_ui_test_present     (GtkWidget *child,
                                         int width,
                                         int height);

/* The text on @clipboard, as another program would read it. */
char         *spare_ui_test_dup_text    (GdkClipboard *clipboard);

/* A vault in a fresh keyring file of its own, loaded. */
SpareVault   *spare_ui_test_vault       (void);
/* Both wait until it is done. @record: a SpareRecord */
void          spare_ui_test_save        (SpareVault *vault,
                                         gpointer record);
void          spare_ui_test_save_all    (SpareVault *vault,
                                         GPtrArray *records);
/* Closes @window, which shows @vault, and lets go of that. Nothing of a closed window
 * may keep the accounts in memory: waits until they are gone. */
void          spare_ui_test_close       (GtkWindow *window,
                                         SpareVault **vault);

G_END_DECLS
