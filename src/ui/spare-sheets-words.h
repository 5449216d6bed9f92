/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-record.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* What the register says of sheets. */

typedef enum
{
  SPARE_SHEETS_VALID,
  SPARE_SHEETS_TO_DESTROY, /* void, and not destroyed yet */
  SPARE_SHEETS_GONE,
} SpareSheetsFate;

SpareSheetsFate spare_sheets_get_fate   (SpareThing *sheet);

/* When it should be tested next (Unix s); 0 for one that cannot be: it is void or
 * gone, or has no codes that count. */
gint64      spare_sheets_get_due        (SpareThing *sheet,
                                         GListModel *things);
gboolean    spare_sheets_is_due         (SpareThing *sheet,
                                         GListModel *things,
                                         gint64      now);

/* An emergency or backup sheet that should be read again: is it still right? */
gboolean    spare_sheets_is_unread      (SpareThing *sheet,
                                         gint64      now);

/* A paper with its codes was lost, and the service gave no new ones yet: it is
 * to be destroyed after that, because until then it opens the account. */
gboolean    spare_sheets_awaits_codes   (SpareThing *sheet,
                                         GListModel *things);

/* (nullable): the one of @things whose test is due first */
SpareThing *spare_sheets_find_first_due (GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

/* The sheets that have @text as their number or fingerprint; upper and lower
 * case, blanks and dashes do not count. (element-type SpareThing) */
GPtrArray  *spare_sheets_look_up        (GListModel *things,
                                         const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Is @text part of what is known of @sheet: number, fingerprint, accounts, places? */
gboolean    spare_sheets_matches        (SpareThing *sheet,
                                         SpareVault *vault,
                                         const char *text);

/* Whether a paper counts, in a sentence or two for each that @text names. */
char       *spare_sheets_dup_verdict    (GListModel *things,
                                         const char *text) G_GNUC_WARN_UNUSED_RESULT;

const char *spare_sheets_get_kind       (SpareThing *sheet);
/* The ids of the accounts on it, each once; NULL-terminated. */
char      **spare_sheets_dup_account_ids (SpareThing *sheet,
                                          GListModel *things) G_GNUC_WARN_UNUSED_RESULT;
/* "GitHub, MailerSend"; the kind where there are none. */
char       *spare_sheets_dup_services   (SpareThing *sheet,
                                         SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;
/* A line for each: "GitHub, alice: 10 codes"; "" where there are none. */
char       *spare_sheets_dup_contents   (SpareThing *sheet,
                                         SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;
/* The places that were said, "Safe, Drawer"; "" where none was. */
char       *spare_sheets_dup_places     (SpareThing *sheet) G_GNUC_WARN_UNUSED_RESULT;
/* How it stands: tested when and due when, why it is void, when it went. */
char       *spare_sheets_dup_standing   (SpareThing *sheet,
                                         GListModel *things,
                                         gint64      now) G_GNUC_WARN_UNUSED_RESULT;
/* Are all of its codes kept, so that it can be printed again? */
gboolean    spare_sheets_is_kept        (SpareThing *sheet,
                                         GListModel *things);

/* What there is to do: tests that are due, sheets to destroy. (nullable) */
char       *spare_sheets_dup_reminder   (GListModel *things,
                                         gint64      now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
