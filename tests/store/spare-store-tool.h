/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-vault.h"

G_BEGIN_DECLS

/* One line on standard output, written at once. */
void     tool_say      (const char *format,
                        ...) G_GNUC_PRINTF (1, 2);
/* Says what failed, and ends the program. */
void     tool_fail     (const char *what,
                        GError     *error) G_GNUC_NORETURN;

/* A callback that keeps the result, and the wait for it. */
void     tool_done_cb  (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);
void     tool_wait     (GAsyncResult **result);

void     tool_save     (SpareVault *vault,
                        GPtrArray  *records);

/* The commands about backups; FALSE where @argv is none of them. */
gboolean tool_backup   (SpareVault *vault,
                        int         argc,
                        char      **argv);

G_END_DECLS
