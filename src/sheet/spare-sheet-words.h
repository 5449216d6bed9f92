/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sentences of a sheet in one language: data/sheet/LANGUAGE.json. They do
 * not come from gettext: a sheet is read by whom it is made for, in a language
 * that need not be the program's. There as long as the program runs. */
typedef struct _SpareSheetWords SpareSheetWords;

extern const char *const spare_sheet_languages[];

/* NULL for a language that there is not. */
const SpareSheetWords *spare_sheet_words_get (const char *language);

const char *spare_sheet_words_peek (const SpareSheetWords *self,
                                    const char            *key);
/* With each "{name}" replaced: pairs of a name and a text, then NULL. */
char       *spare_sheet_words_fill (const SpareSheetWords *self,
                                    const char            *key,
                                    ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
/* Of "KEY-one" and "KEY-other" what @count needs, with "{count}" replaced. */
char       *spare_sheet_words_count (const SpareSheetWords *self,
                                     const char            *key,
                                     guint                  count) G_GNUC_WARN_UNUSED_RESULT;
/* The day in UTC + @offset s. */
char       *spare_sheet_words_date (const SpareSheetWords *self,
                                    gint64                 time,
                                    int                    offset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
