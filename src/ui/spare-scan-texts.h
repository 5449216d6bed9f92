/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* What QR codes and the clipboard say, sorted into what sets up accounts and
 * what does not. */

/* Does the text begin like a setup link or a transfer code? */
gboolean   spare_scan_is_setup (const char *text);

/* @texts: (element-type SpareSecret): gets @text unless it is there already
 *
 * Returns: was it new? */
gboolean   spare_scan_add      (GPtrArray   *texts,
                                SpareSecret *text);

/* @text: (nullable): its lines that set up accounts, without blanks around them.
 *
 * Returns: (transfer full) (element-type SpareSecret): empty where there is none */
GPtrArray *spare_scan_split    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* @texts: (element-type SpareSecret)
 *
 * Returns: (transfer full) (nullable): those that set up accounts, one a line,
 *   wiped when freed; NULL where there is none */
GBytes    *spare_scan_join     (GPtrArray *texts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
