/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_JSON_DEPTH_MAX      64
#define SPARE_JSON_CONTAINERS_MAX 1000000 /* objects and arrays: ten for each entry of the largest file */
#define SPARE_JSON_VALUES_MAX     8000000

/* Is @text an object or an array of JSON, as far as its brackets tell, and of
 * bounded depth and size? To be asked before json-glib reads what others wrote:
 * json-glib follows the nesting with the C stack. */
gboolean spare_json_is_bounded (const char *text,
                                gsize       length);

G_END_DECLS
