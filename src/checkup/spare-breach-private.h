/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-breach.h"

G_BEGIN_DECLS

#define SPARE_BREACH_DIGITS_MAX 40
#define SPARE_BREACH_LINE_MAX   64 /* bytes: 40 digits, a colon, a number, CRLF */
#define SPARE_BREACH_PREFIX     5  /* digits in the name of a file of a folder */

/* The digest of one password, in locked memory. */
typedef struct
{
  guint8 digest[SPARE_BREACH_DIGITS_MAX / 2];
  guint  password; /* whose it is */
} SpareBreachWanted;

struct _SpareBreach
{
  int      fd;      /* of the file or the folder */
  gboolean folder;
  gboolean ordered;
  guint    digits;  /* of a digest: 40 or 32 */
  guint    written; /* how many of them a line has: in a folder, five fewer */
  goffset  size;    /* of the file, bytes */
  guint    most;    /* reads */
};

/* How many digits @text begins with, where a colon or the end of a line follows;
 * otherwise 0. */
guint    spare_breach_count_digits (const char *text,
                                    gsize       size);
/* The first @n digits of both, in whichever case: as memcmp. @wanted: upper case */
int      spare_breach_compare      (const char *digits,
                                    const char *wanted,
                                    guint       n);
/* In upper case, and a NUL behind them. */
void     spare_breach_print        (const SpareBreach       *self,
                                    const SpareBreachWanted *wanted,
                                    char                     digits[SPARE_BREACH_DIGITS_MAX + 1]);
/* Exactly @size bytes, or fewer at the end of the file; -1 for an error. */
gssize   spare_breach_read         (int         fd,
                                    char       *buffer,
                                    gsize       size,
                                    goffset     offset,
                                    guint      *reads,
                                    GError    **error);

/* spare-breach-search.c: a file in order, by halving. */
gboolean spare_breach_search       (SpareBreach *self,
                                    const char  *digits,
                                    gboolean    *found,
                                    GError     **error);
/* Sets whether the file is in order, by looking at places all over it. */
gboolean spare_breach_probe        (SpareBreach *self,
                                    GError     **error);

/* spare-breach-scan.c: a file without an order, for all at once. */
gboolean spare_breach_scan         (SpareBreach             *self,
                                    const SpareBreachWanted *wanted,
                                    guint                    n_wanted,
                                    SpareBreached           *found,
                                    SpareBreachProgress      progress,
                                    gpointer                 progress_data,
                                    GCancellable            *cancellable,
                                    GError                 **error);

/* spare-breach-folder.c */
gboolean spare_breach_open_folder  (SpareBreach   *self,
                                    GError       **error);
gboolean spare_breach_search_folder (SpareBreach   *self,
                                     const char    *digits,
                                     SpareBreached *found,
                                     GError       **error);

G_END_DECLS
