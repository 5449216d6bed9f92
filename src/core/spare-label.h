/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names that a label and an issuer parameter give together; both sides of
 * the codec need the same rules. */
typedef struct
{
  char *service;
  char *name;
  char *prefix; /* (nullable) */
} SpareLabel;

/* @label: decoded, as it stands in the path; @issuer: (nullable) decoded */
void spare_label_split (SpareLabel *self,
                        const char *label,
                        const char *issuer);
void spare_label_clear (SpareLabel *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareLabel, spare_label_clear)

G_END_DECLS
