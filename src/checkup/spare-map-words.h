/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map.h"

G_BEGIN_DECLS

/* The map in words, translated: the same ones in the window, on paper and on the
 * command line. All (transfer full). */

/* "GitHub", "GitHub (alice)", "the PIN of Pixel 8", "the backup codes of GitHub" */
char *spare_map_words_name      (const SpareMap *map,
                                 guint           vertex) G_GNUC_WARN_UNUSED_RESULT;
/* "If you lose Pixel 8", "If somebody reads your mail at Posteo" */
char *spare_map_words_event     (const SpareMap   *map,
                                 const SpareEvent *event) G_GNUC_WARN_UNUSED_RESULT;
/* What follows, with the denominator: "2 of 8 accounts, and your mailbox is one of
 * them." @accounts: vertices (guint) */
char *spare_map_words_count     (const SpareMap   *map,
                                 const SpareEvent *event,
                                 const GArray     *accounts) G_GNUC_WARN_UNUSED_RESULT;
/* Why @vertex is reached from what somebody took, as a path: "the SIM card → a code
 * by SMS → Posteo → GitHub", with what is only assumed marked as such. NULL where it
 * is not reached. */
char *spare_map_words_taken     (const SpareMap   *map,
                                 const SpareEvent *event,
                                 guint             vertex) G_GNUC_WARN_UNUSED_RESULT;
/* Why @vertex cannot be reached any more: for each way to sign in and back in, what is
 * missing: "To sign in, the codes on Pixel 8 are missing. There is no other way back
 * in." NULL where it is reached. */
char *spare_map_words_lost      (const SpareMap   *map,
                                 const SpareEvent *event,
                                 guint             vertex) G_GNUC_WARN_UNUSED_RESULT;
/* How one gets in today, as steps: one sentence for each rule of the proof.
 * (transfer full) (nullable): NULL-terminated */
char **spare_map_words_proof    (const SpareMap   *map,
                                 guint             vertex) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
