/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareApplication:
 *
 * One process for all windows of a person: a second start presents the window
 * of the first one, and hands over the otpauth URIs that it was given.
 */
#define SPARE_TYPE_APPLICATION (spare_application_get_type ())
G_DECLARE_FINAL_TYPE (SpareApplication, spare_application, SPARE, APPLICATION, AdwApplication)

/* @codes_work: did the self-test pass? Otherwise no code is ever shown. */
SpareApplication *spare_application_new (gboolean codes_work) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
