/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>
#include <sodium.h>

/* Installed and documented, but left out of secret.h in 0.20. */
#define __SECRET_INSIDE_HEADER__
#include <libsecret/secret-backend.h>
#undef __SECRET_INSIDE_HEADER__

#include "spare-keyring.h"

G_BEGIN_DECLS

/* Attributes are readable while a keyring is locked: nothing personal. */
#define SPARE_KEYRING_VERSION "1"

const SecretSchema *spare_keyring_schema     (void);
/* @kind: (nullable): NULL matches a record of any kind or version; storing needs one */
GHashTable         *spare_keyring_attributes (const char *kind,
                                              const char *id) G_GNUC_WARN_UNUSED_RESULT;
const char         *spare_keyring_label      (const char *kind);

SpareSecret        *spare_keyring_line_from_value (SecretValue *value) G_GNUC_WARN_UNUSED_RESULT;
SecretValue        *spare_keyring_value_from_line (SpareSecret *line) G_GNUC_WARN_UNUSED_RESULT;

/* Turns an error of libsecret, D-Bus or the portal into one of ours. */
void                spare_keyring_translate  (GError      **error,
                                              GCancellable *cancellable);

/* Waits for an asynchronous call, on the calling thread's default context. */
typedef struct
{
  GMainContext *context;
  GAsyncResult *result;
} SpareWait;

/* Of a file's whole content: inodes are reused at once, and the clock of a file
 * system ticks every few milliseconds, which is time for two writers. */
typedef struct
{
  guint8 hash[crypto_generichash_BYTES];
} SpareFileSignature;

void                spare_wait_begin (SpareWait *self);
void                spare_wait_cb    (GObject      *source,
                                      GAsyncResult *result,
                                      gpointer      user_data);
GAsyncResult       *spare_wait_end   (SpareWait *self) G_GNUC_WARN_UNUSED_RESULT;

SpareKeyring       *spare_keyring_service_new (SecretService *service) G_GNUC_WARN_UNUSED_RESULT;
SpareKeyring       *spare_keyring_file_new    (SecretBackend      *backend,
                                               const char         *path,
                                               SpareFileSignature  before) G_GNUC_WARN_UNUSED_RESULT;

/* Of the file as it is now. Taken before libsecret makes @backend: another
 * process may write while libsecret reads the file and derives its key. */
SpareFileSignature  spare_keyring_file_sign   (const char *path);

/* Looks at libsecret's file before libsecret does, which aborts on a truncated
 * one. Removes it when it is empty (a first store that was cut off). @items: how
 * many it holds, readable or not. */
gboolean            spare_keyring_file_check  (const char *path,
                                               guint      *items,
                                               GError    **error);

G_END_DECLS
