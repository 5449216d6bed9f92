/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

#define SPARE_TYPE_PREFERENCES_WINDOW (spare_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SparePreferencesWindow, spare_preferences_window, SPARE, PREFERENCES_WINDOW, AdwWindow)

/* @page: "general" or "backups" */
GtkWindow *spare_preferences_window_new (SpareWindow *parent,
                                         const char  *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
