/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

#define SPARE_TYPE_PREFERENCES (spare_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SparePreferences, spare_preferences, SPARE, PREFERENCES, AdwWindow)

GtkWindow *spare_preferences_new (SpareWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
