/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_WORDS       2048
#define SPARE_WORDS_BYTES 8 /* the longest */

const char *spare_words_find (guint  index,
                              gsize *length);

G_END_DECLS
