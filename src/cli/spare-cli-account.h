/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli-json.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* Accounts as output: everything but the secret and the PIN. */

/* As an object. */
void       spare_cli_account_json   (SpareJsonWriter *json,
                                     const char      *key,
                                     SpareAccount    *account);

/* The three fields that say which account is meant, into the open object. */
void       spare_cli_account_json_id (SpareJsonWriter *json,
                                      SpareAccount    *account);

/* As lines "Word: value". */
void       spare_cli_account_text   (GString      *out,
                                     SpareAccount *account);

/* (transfer full) (element-type SpareAccount): by service, then by name. */
GPtrArray *spare_cli_account_sort   (GListModel *list) G_GNUC_WARN_UNUSED_RESULT;

/* One JSON document {"account": …} to standard output. */
gboolean   spare_cli_account_print_json (SpareAccount *account,
                                         GError      **error);

G_END_DECLS
