/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One sentence or two for the person: what is wrong, and what to do. Chosen
 * from the domain and the code alone; the error's own message, which is for
 * developers, is never shown. */
char *spare_message_for_error   (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a file that was to be read. */
char *spare_message_for_reading (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for an automatic backup that was not written. */
char *spare_message_for_backup  (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for accounts that were to be written for another program. */
char *spare_message_for_export  (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a record that is set aside: why it cannot be used. */
char *spare_message_for_broken  (const GError *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
