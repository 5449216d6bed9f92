/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-secret.h"

G_BEGIN_DECLS

#define SPARE_WEB_PASSWORDS_MAX 10000

/* A password that GNOME Web (Epiphany) keeps in the keyring. */
typedef struct
{
  char        *address; /* of the page or the site; "" where there is none */
  char        *user;    /* likewise */
  SpareSecret *password;
} SpareWebPassword;

/* Reads them all, in a thread. The keyring asks the person where it is locked, so only
 * after they pressed something that says so. Nothing is written.
 *
 * spare_web_passwords_read_finish() gives (transfer full) (element-type SpareWebPassword)
 * an array, empty where there are none; what is larger than SPARE_WEB_PASSWORDS_MAX is
 * cut there. NULL with an error of the store. */
void       spare_web_passwords_read_async  (GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray *spare_web_passwords_read_finish (GAsyncResult        *result,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
