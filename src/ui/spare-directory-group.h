/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareDirectoryGroup:
 *
 * The public directories in the preferences: which are there, from when, by
 * whom; import from a file, and remove.
 */
#define SPARE_TYPE_DIRECTORY_GROUP (spare_directory_group_get_type ())
G_DECLARE_FINAL_TYPE (SpareDirectoryGroup, spare_directory_group, SPARE, DIRECTORY_GROUP, AdwPreferencesGroup)

/* To be called once. */
void spare_directory_group_set_up (SpareDirectoryGroup *self,
                                   SpareWindow         *window);

G_END_DECLS
