/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-record.h"

G_BEGIN_DECLS

/* What a test of a sheet asks for, and what comes of an answer. */

typedef struct
{
  SpareThing *set;
  guint       position;
} SpareDrillQuestion;

void       spare_drill_question_free (SpareDrillQuestion *self);

/* What can be asked of @sheet: codes that are kept or have check characters, of
 * sets that count; used ones only where nothing else is left.
 * (element-type SpareDrillQuestion) */
GPtrArray *spare_drill_list          (SpareThing *sheet,
                                      GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  SPARE_DRILL_RIGHT,
  SPARE_DRILL_RIGHT_BY_CHECK, /* its check characters alone were typed */
  SPARE_DRILL_EMPTY,
  SPARE_DRILL_DIFFERS,        /* the character at the place does */
  SPARE_DRILL_SWAPPED,        /* that one and the next changed places */
  SPARE_DRILL_CASE,           /* that one is upper case for lower case, or the reverse */
  SPARE_DRILL_LENGTH,         /* some lack or are too many; the place is the first that differs */
  SPARE_DRILL_WRONG_CHECK,    /* what was typed are other check characters */
  SPARE_DRILL_WRONG,          /* it cannot be said where */
} SpareDrillAnswer;

/* Compares what was @typed from the paper: the code, the code with its check
 * characters, or those alone.
 * @place: (out): among letters and digits, from 1; 0 where there is none */
SpareDrillAnswer spare_drill_check   (const SpareDrillQuestion *question,
                                      const char               *typed,
                                      guint                    *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareDrillQuestion, spare_drill_question_free)

G_END_DECLS
