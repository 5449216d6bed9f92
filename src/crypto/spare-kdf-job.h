/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-crypto-private.h"

G_BEGIN_DECLS

/**
 * SpareKdfJob:
 *
 * One derivation by libgcrypt, with copies of all that it needs. Parameters were
 * checked before.
 */
typedef struct _SpareKdfJob SpareKdfJob;

/* @algorithm and @variant as libgcrypt has them; what they do not need of @input
 * is 0. */
SpareKdfJob *spare_kdf_job_new   (int                algorithm,
                                  int                variant,
                                  const SpareArgon2 *input) G_GNUC_WARN_UNUSED_RESULT;
void         spare_kdf_job_unref (SpareKdfJob *self);
SpareSecret *spare_kdf_job_run   (SpareKdfJob         *self,
                                  const SpareKdfWatch *watch,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareKdfJob, spare_kdf_job_unref)

G_END_DECLS
