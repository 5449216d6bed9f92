/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-cli.h"
#include "spare-map-words.h"

G_BEGIN_DECLS

/* What the commands of the check-up share. */

/* `checkup --lose THING …` and `checkup --taken THING …`: all of @things together.
 * @things: NULL-terminated, UTF-8 */
gboolean    spare_cli_checkup_lose       (SpareCli          *cli,
                                          const char *const *things,
                                          GError           **error);
gboolean    spare_cli_checkup_take       (SpareCli          *cli,
                                          const char *const *things,
                                          GError           **error);

/* The event that stands for all of @things together; one of the map's own where it is
 * just that. An ambiguous name leaves its candidates in @cli. (transfer full) */
SpareEvent *spare_cli_checkup_make_event (SpareCli          *cli,
                                          const SpareMap    *map,
                                          const char *const *things,
                                          gboolean           lose,
                                          char             **title,
                                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void        spare_cli_checkup_free_event (SpareEvent *event);

/* The accounts in use by service and name, so that what is printed has the same order
 * each time. (transfer full) */
GListModel *spare_cli_checkup_dup_accounts (SpareCli *cli) G_GNUC_WARN_UNUSED_RESULT;
/* The three fields of the account at @vertex, into the open object. */
void        spare_cli_checkup_json_id    (SpareCli        *cli,
                                          SpareJsonWriter *json,
                                          const SpareMap  *map,
                                          guint            vertex);
gboolean    spare_cli_checkup_has        (const GArray *accounts,
                                          guint         vertex);
/* Adds @text, clean, with @indent before each of its lines. */
void        spare_cli_checkup_append     (GString    *out,
                                          const char *indent,
                                          const char *text);

G_END_DECLS
