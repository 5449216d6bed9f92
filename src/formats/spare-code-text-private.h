/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-text.h"

G_BEGIN_DECLS

/* How much a piece of text looks like a code by itself. */
typedef enum
{
  SPARE_CODE_LOOK_NONE,
  SPARE_CODE_LOOK_WEAK,   /* a word, a short number: a code only among others of its shape */
  SPARE_CODE_LOOK_ODD,    /* signs that codes rarely have */
  SPARE_CODE_LOOK_FAIR,
  SPARE_CODE_LOOK_STRONG,
} SpareCodeLook;

typedef enum
{
  SPARE_CODE_DIGITS = 1 << 0,
  SPARE_CODE_LOWER  = 1 << 1,
  SPARE_CODE_UPPER  = 1 << 2,
} SpareCodeClasses;

/* What the word before a colon says of what comes after it. */
typedef enum
{
  SPARE_CODE_LABEL_NONE,
  SPARE_CODE_LABEL_CODE,
  SPARE_CODE_LABEL_USER,
  SPARE_CODE_LABEL_PHONE,
  SPARE_CODE_LABEL_OTHER,
} SpareCodeLabel;

/* The shape of a text: two with the same key have groups of the same lengths,
 * or are phrases of as many words. */
typedef struct
{
  SpareCodeLook    look;
  guint64          key;
  SpareCodeClasses classes;
  gboolean         capital; /* as a word at the beginning of a sentence */
  gboolean         phone;   /* digits in groups of different lengths */
  gboolean         year;
} SpareCodeShape;

/* A part of a line. Points into the text that was scanned. */
typedef struct
{
  SpareCodeTextKind kind; /* CODE stands for everything that might be one */
  SpareCodeShape    shape;
  const char       *start;
  gsize             length;
  const char       *number;
  gsize             number_length;
  guint             line;
  guint             column;
  SpareCodeLabel    label;
  gboolean          embedded; /* in a sentence */
  gboolean          used;
  gboolean          word;     /* one lower-case word with a number */
} SpareCodePiece;

typedef struct
{
  const char *start;
  gsize       length;
} SpareCodeLine;

typedef struct
{
  GArray  *pieces; /* of SpareCodePiece */
  GArray  *lines;  /* of SpareCodeLine */
  char    *user;
  gboolean bare;   /* "1 12345678": a number without a sign behind it counts as one */
} SpareCodeScan;

#define SPARE_CODE_NUMBER_MAX 3 /* digits of a code's number */

/* One line, and what is known of it so far. */
typedef struct
{
  SpareCodeScan *scan;
  guint          line;
  guint          first;       /* of its pieces */
  const char    *number;      /* that stands alone before a code */
  gsize          number_length;
  SpareCodeLabel label;
  gboolean       used;        /* a ticked box that stands alone … */
  gboolean       marks_first; /* … and these come before their codes */
} SpareCodeReader;

/* A run of words with one blank between them. */
typedef struct
{
  const char    *start;
  const char    *end;
  const char    *number;
  gsize          number_length;
  SpareCodeLabel label;
  gboolean       used;
  gboolean       form;     /* "used on ____" */
  gboolean       sentence; /* ends like one */
} SpareCodeCell;

/* Takes numbers, boxes, signs and tags off both ends. */
void           spare_code_cell_strip             (SpareCodeCell *self);
/* Takes "used" off the end, or the beginning; FALSE where it is not there. */
gboolean       spare_code_cell_strip_used        (SpareCodeCell *self);
gboolean       spare_code_cell_strip_used_before (SpareCodeCell *self);
gboolean       spare_code_is_used_word           (const char *start,
                                                  gsize       length);
/* Takes off what stands before a colon; the number in it, which ends at @end. */
gboolean       spare_code_cell_take_label        (SpareCodeCell *self);
void           spare_code_cell_take_label_number (SpareCodeCell *self,
                                                  const char    *end);
SpareCodeLabel spare_code_label_of               (const char *start,
                                                  const char *end);

/* Reads a cell: a column, or a part of one. */
void           spare_code_reader_take (SpareCodeReader *line,
                                       const char      *start,
                                       const char      *end);

/* NULL where it is no text. Blanks, dashes, ends of lines are all of one kind
 * in what is returned; what has no width is gone. Ends with a NUL. */
GBytes        *spare_code_text_decode (const char *text,
                                       gsize       length) G_GNUC_WARN_UNUSED_RESULT;

void           spare_code_scan_run    (SpareCodeScan *self,
                                       const char    *text,
                                       gsize          length);
void           spare_code_scan_clear  (SpareCodeScan *self);

/* The end of a date or time that begins at @at; NULL where none does. */
const char    *spare_code_find_date   (const char *at,
                                       const char *end);
/* An address of the web or of mail? */
gboolean       spare_code_is_address  (const char *start,
                                       const char *end);

/* Of a text whose words, if it has several, have one blank between them. */
SpareCodeShape spare_code_shape_of       (const char *start,
                                          const char *end);
SpareCodeShape spare_code_shape_of_token (const char *start,
                                          const char *end);
/* In a sentence: at least @min letters and digits, and some of these digits. */
SpareCodeShape spare_code_shape_of_embedded (const char *start,
                                             const char *end,
                                             gsize       min);
/* A word of lower-case letters, of which phrases are made? */
gboolean       spare_code_is_word        (const char *start,
                                          const char *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareCodeScan, spare_code_scan_clear)

G_END_DECLS
