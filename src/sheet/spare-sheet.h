/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "spare-plan.h"
#include "spare-sheet-content.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_PAPER_A4,
  SPARE_PAPER_LETTER,
  SPARE_PAPER_A5,
} SparePaper;

/**
 * SpareSheetOptions:
 * @large: 18 pt instead of 12 pt
 * @user_names: print them
 * @code_names: print a letter ("Account B") instead of the service, the address
 *   and the user name; what each stands for is not on the sheet
 * @qr: a QR code a block, level Q, that says what is printed there
 * @secrets: the accounts' setup links as QR codes and text, for a new phone
 * @one_each: each account begins a page of its own
 * @blank: lines to fill in by hand in place of the codes
 * @cut_marks: at the corners of the margins
 * @card: wallet size (85.60 x 53.98 mm) with cut marks, several a page, codes only
 * @language: a file of data/sheet, "en"
 * @second_language: (nullable): the steps and what the codes do once more in it
 */
typedef struct
{
  SparePaper  paper;
  gboolean    large;
  gboolean    user_names;
  gboolean    code_names;
  gboolean    qr;
  gboolean    secrets;
  gboolean    one_each;
  gboolean    blank;
  gboolean    cut_marks;
  gboolean    card;
  const char *language;
  const char *second_language;
} SpareSheetOptions;

/**
 * SpareSheet:
 *
 * Pages, laid out and ready to be painted: the same painter draws the preview,
 * the print and the PDF. All lengths are points (1/72 inch). Copies follow each
 * other: with 2 copies of 3 pages there are 6. What it holds is secret: it is
 * wiped when freed. For one thread at a time.
 */
typedef struct _SpareSheet SpareSheet;

#define SPARE_SHEET_MARGIN (15 / 25.4 * 72) /* nothing is painted outside of it but cut marks' paper */

/* @content is kept (a reference). */
SpareSheet *spare_sheet_new             (SpareSheetContent       *content,
                                         const SpareSheetOptions *options,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The check-up on paper (spare-plan.h), which is not kept. @mirrored: from right to left */
SpareSheet *spare_sheet_new_plan        (const SparePlan         *plan,
                                         SparePaper               paper,
                                         gboolean                 mirrored) G_GNUC_WARN_UNUSED_RESULT;
void        spare_sheet_free            (SpareSheet *self);

guint       spare_sheet_get_n_pages     (const SpareSheet *self);
void        spare_sheet_get_size        (const SpareSheet *self,
                                         double           *width,
                                         double           *height);
/* What a screen reader says of a page: its text without the codes. */
char       *spare_sheet_dup_description (const SpareSheet *self,
                                         guint             page) G_GNUC_WARN_UNUSED_RESULT;

/* Paints page @page (from 0) with its corner at 0, 0 and one unit a point. */
void        spare_sheet_draw            (SpareSheet *self,
                                         guint       page,
                                         cairo_t    *cr);

/* All pages as one PDF without metadata about the codes; wiped when freed.
 * Blocks; fails with G_IO_ERROR_CANCELLED. @progress: (nullable): pages */
GBytes     *spare_sheet_to_pdf          (SpareSheet           *self,
                                         GFileProgressCallback progress,
                                         gpointer              progress_data,
                                         GCancellable         *cancellable,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes in @record, which spare_sheet_content_to_record() gave, whose secrets a
 * sheet with these options bears. */
void        spare_sheet_note_secrets    (SpareSheetContent       *content,
                                         const SpareSheetOptions *options,
                                         SpareThing              *record);

/* The languages that sheets can be printed in: "en", …; NULL-terminated. And
 * what each calls itself: "English". */
const char *const *spare_sheet_list_languages (void);
const char *spare_sheet_get_language_name     (const char *language);
/* The first of @locales ("de_DE.UTF-8", "en") that there is, else "en". */
const char *spare_sheet_choose_language       (const char *const *locales);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSheet, spare_sheet_free)

G_END_DECLS
