/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"

G_BEGIN_DECLS

/**
 * spare_cli_match:
 * @accounts: a list of SpareAccount
 * @name: what the person gave, UTF-8
 *
 * Finds the accounts that @name can mean. Case and the form of letters do not
 * count. The whole id, then the whole "service:name", then the whole service
 * or account name win, in this order; else a part of "service:name" will do.
 *
 * Returns: (transfer full) (element-type SpareAccount): none, one, or all
 *   candidates, in the order of the list
 */
GPtrArray *spare_cli_match (GListModel *accounts,
                            const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * spare_cli_match_all:
 * @things: (nullable): the vault's list; of its devices, places, people, phone numbers,
 *   memories and documents, the id, the name or a part of it
 *
 * Returns: (transfer full) (element-type SpareRecord): accounts and things that @name
 *   can mean
 */
GPtrArray *spare_cli_match_all (GListModel *accounts,
                                GListModel *things,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
