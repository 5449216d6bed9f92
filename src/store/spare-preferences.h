/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Preferences as a backup carries them: those that belong to the person, not to
 * this computer (the window's size, folders and the state of backups stay). */

/* Returns: (transfer full): a{sv}, not floating; only what was changed */
GVariant *spare_preferences_read  (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Sets what fits the schema; unknown keys and wrong types are passed over. */
void      spare_preferences_apply (GSettings *settings,
                                   GVariant  *preferences);

G_END_DECLS
