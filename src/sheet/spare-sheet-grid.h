/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-flow.h"

G_BEGIN_DECLS

/* The numbered codes of one set, in one column or two: how wide everything is. */
typedef struct
{
  SpareThing *code_set; /* (nullable): as many blank lines as @count */
  gboolean    blank;
  gboolean    tight; /* on a card: no line for the date, the number in the box */
  guint       count;
  guint       columns;
  double      cell;   /* width of one with the gap behind it */
  double      head;   /* height of what stands above the columns */
  double      row;    /* height */
  double      number; /* widths */
  double      box;
  double      code;
  double      wrap; /* of a code that is longer than its cell; else 0 */
  double      check;
  double      used;
} SpareSheetGrid;

/* @width: of all columns */
void            spare_sheet_grid_init     (SpareSheetGrid *self,
                                           SpareSheetFlow *flow,
                                           SpareThing     *code_set,
                                           double          width);
guint           spare_sheet_grid_get_rows (const SpareSheetGrid *self,
                                           guint                 first);
/* Those from @first on, column by column. */
SpareSheetUnit *spare_sheet_grid_draw     (const SpareSheetGrid *self,
                                           SpareSheetFlow       *flow,
                                           guint                 first,
                                           guint                 n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* What look-alikes in it are: "0 zero, l ell"; NULL where there are none. */
char           *spare_sheet_code_spell (SpareSheetFlow *flow,
                                        SpareThing     *code_set,
                                        const char     *code) G_GNUC_WARN_UNUSED_RESULT;
/* Sentences on all codes of the set. */
char           *spare_sheet_code_facts (SpareSheetFlow        *flow,
                                        const SpareSheetWords *words,
                                        SpareThing            *code_set) G_GNUC_WARN_UNUSED_RESULT;

/* One or more QR codes that say what is printed. */
typedef struct
{
  SpareQrCode *qr;
  char        *caption;
} SpareSheetQr;

/* (element-type SpareSheetQr): none where one code is too long. */
GArray         *spare_sheet_code_to_qr (SpareSheetFlow *flow,
                                        guint           nth) G_GNUC_WARN_UNUSED_RESULT;
/* NULL where it is too long for a small QR code. */
SpareQrCode    *spare_sheet_text_to_qr (SpareSheetFlow    *flow,
                                        const SpareSecret *text,
                                        gboolean           lower_level);

G_END_DECLS
