/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-service.h"
#include "spare-sheet-record.h"

G_BEGIN_DECLS

/* How code sets, sheets and what happened to them are called in sentences. */

/* Of the sets of one account: "7 of 10 left", "Recovery key, not used",
 * "No valid codes left". @sets: (element-type SpareThing): also void ones */
char       *spare_set_words_dup_left   (GPtrArray *sets) G_GNUC_WARN_UNUSED_RESULT;

/* What a set is called without its account: the file it came from, or when. */
char       *spare_set_words_dup_title  (SpareThing *set) G_GNUC_WARN_UNUSED_RESULT;

/* Is that few? */
gboolean    spare_set_words_is_low     (GPtrArray *sets);

/* Where the codes are: "On paper: desk, sister", "On paper", "Not on paper". Only
 * sheets that count. @sheets: (element-type SpareThing) */
char       *spare_set_words_dup_where  (GPtrArray *sheets) G_GNUC_WARN_UNUSED_RESULT;

/* "tested on 5 May 2026", "never tested"; NULL where no sheet counts. */
char       *spare_set_words_dup_tested (GPtrArray *sheets) G_GNUC_WARN_UNUSED_RESULT;

/* The places of the copies of one sheet: "desk, sister"; "" where none is known. */
char       *spare_set_words_dup_places (SpareThing *sheet) G_GNUC_WARN_UNUSED_RESULT;

/* Why a set or a sheet is void. */
const char *spare_set_words_get_void   (SpareVoid reason);

/* What using one does. */
const char *spare_set_words_get_effect (SpareCodeEffect effect);

/* "docs.example.org" of an address; the address itself where it has no host. */
char       *spare_set_words_dup_host   (const char *uri) G_GNUC_WARN_UNUSED_RESULT;

/* Where a fact was read, and when: "Read at docs.example.org on 2026-11-22";
 * (nullable): it has no source */
char       *spare_set_words_dup_source (const SpareService *service,
                                        const char         *fact) G_GNUC_WARN_UNUSED_RESULT;

/* What happened: "Code 3 was used". */
char       *spare_set_words_dup_event  (SpareThing           *set,
                                        const SpareCodeEvent *event) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
