/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_SET_MAX 3

/* Up to three vertices, by their numbers, the lowest first. */
typedef struct
{
  guint n;
  guint members[SPARE_SET_MAX];
} SpareSet;

/* Lists of sets are GArrays, the smaller ones first, then by the numbers. */
GArray    *spare_set_list_new     (void) G_GNUC_WARN_UNUSED_RESULT;
/* Is a smaller set of the list in @set? */
gboolean   spare_set_list_has_part (const GArray   *list,
                                    const SpareSet *set);
gboolean   spare_set_contains     (const SpareSet *set,
                                   guint           vertex);

/* A list for each of @n vertices, all NULL so far: GArrays, owned. */
GPtrArray *spare_lists_new        (guint n) G_GNUC_WARN_UNUSED_RESULT;
/* GCompareFunc of guint. */
int        spare_number_compare   (gconstpointer a,
                                   gconstpointer b);

G_END_DECLS
