/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The recommendations that Sparekey honours, by their numbers (M1 to M16, E1 to E16,
 * B1 to B18, C1 to C10, S1 to S12), and where each is at home in the program. */
typedef enum
{
  SPARE_HOME_CHECK,   /* Sparekey sees to it itself: @name is the file and what in it does so,
                       * "src/ui/spare-sweep.c:spare_sweep_run_async" */
  SPARE_HOME_FINDING, /* @name: spare_finding_kind_get_name() */
  SPARE_HOME_PROMISE, /* @name: the key of a SparePromise */
  SPARE_HOME_TEXT,    /* @name: the file and words of a text in the place where it helps */
} SpareHomeKind;

typedef struct
{
  const char   *row;  /* "M1" */
  SpareHomeKind kind;
  const char   *name;
} SpareHome;

/* One or several for each row, in the order of the rows; ends with a NULL row. */
const SpareHome *spare_recommendation_list (void);

G_END_DECLS
