/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SpareSecret:
 *
 * Bytes that must not be swapped, dumped or left behind: they live in locked
 * memory, are immutable, reference counted, and wiped when the last reference
 * goes. A NUL follows the bytes, so that text can be read in place.
 */
typedef struct _SpareSecret SpareSecret;

#define SPARE_TYPE_SECRET (spare_secret_get_type ())

GType        spare_secret_get_type (void) G_GNUC_CONST;

SpareSecret *spare_secret_new       (gconstpointer data,
                                     gsize         size) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_secret_new_text  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* For code that fills a secret in place: `*data` may be written until the
 * secret is handed to anybody else. `spare_secret_shrink()` drops the tail. */
SpareSecret *spare_secret_new_empty (gsize   size,
                                     guint8 **data) G_GNUC_WARN_UNUSED_RESULT;
void         spare_secret_shrink    (SpareSecret *self,
                                     gsize        size);

SpareSecret *spare_secret_ref       (SpareSecret *self);
void         spare_secret_unref     (SpareSecret *self);

gconstpointer spare_secret_peek      (const SpareSecret *self,
                                      gsize             *size);
const char   *spare_secret_peek_text (const SpareSecret *self);
gsize         spare_secret_get_size  (const SpareSecret *self);
gboolean      spare_secret_equal     (const SpareSecret *a,
                                      const SpareSecret *b);

/* False once the system has refused to lock memory for a secret. */
gboolean      spare_secret_memory_is_locked (void);

/* Sets up libsodium, forbids core dumps and debugger attachment by other
 * programs of the same user. Call first in main(). */
gboolean      spare_secret_protect_process (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSecret, spare_secret_unref)

G_END_DECLS
