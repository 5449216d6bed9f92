/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-sheet-record.h"

G_BEGIN_DECLS

/* What belongs together when a second factor changes. Each gives the changed
 * copies of all records concerned (element-type SpareRecord), to be saved in
 * one go and in this order; nothing that was given is changed. */

/* The service gave new codes: @fresh is in, the other sets of its account are
 * void, and so are the sheets on which those are. @fresh: (nullable): the
 * service only said that the old ones are void. */
GPtrArray *spare_renewal_replace_codes (GListModel *things,
                                        const char *account_id,
                                        SpareThing *fresh,
                                        gint64      now) G_GNUC_WARN_UNUSED_RESULT;

/* Two-step sign-in was turned off at the service: the account goes on without
 * one-time codes, its old secret in an account of its own in the bin; codes and
 * sheets are void. */
GPtrArray *spare_renewal_turn_off      (SpareAccount *account,
                                        GListModel   *things,
                                        gint64        now,
                                        SpareNewId    new_id) G_GNUC_WARN_UNUSED_RESULT;

/* A new phone: @renewed has the same id and another secret; the old secret goes
 * into the bin. @with_codes: the old codes are void, too, and their sheets.
 * The sheets with the account's secret are void in any case. Fails with
 * SPARE_CORE_ERROR_SECRET_REUSED where the secret is one that the account, or @bin
 * (of SpareAccount), has or had: a lost phone still makes its codes. */
GPtrArray *spare_renewal_re_enroll     (SpareAccount *account,
                                        SpareAccount *renewed,
                                        GListModel   *bin,
                                        GListModel   *things,
                                        gboolean      with_codes,
                                        gint64        now,
                                        SpareNewId    new_id,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* A sheet is lost: it is void, and so are its codes. To renew: see
 * spare_renewal_list(). Other sheets with the same codes are of use until then,
 * and become void with spare_renewal_replace_codes(). */
GPtrArray *spare_renewal_lose_sheet    (SpareThing *sheet,
                                        GListModel *things,
                                        gint64      now) G_GNUC_WARN_UNUSED_RESULT;

/* The accounts that have void sets and none that counts, in the order in which
 * their sets became void; not those of which two-step sign-in was turned off.
 * Returns: (transfer full) (element-type SpareAccount) */
GPtrArray *spare_renewal_list          (GListModel *accounts,
                                        GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
