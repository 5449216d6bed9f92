/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-cli-input.h"

G_BEGIN_DECLS

/**
 * SpareCliOptions:
 *
 * What `add` and `edit` can be told about an account. Members hold what stood
 * on the command line; spare_cli_options_apply() checks them.
 */
typedef struct
{
  char   *service;
  char   *name;
  char   *note;
  char  **tags;
  gboolean no_tags;
  char   *favorite;
  char   *kind;
  char   *algorithm;
  char   *digits;
  char   *period;
  char   *counter;
  char   *secret;
  char   *pin;
} SpareCliOptions;

#define SPARE_CLI_OPTIONS_N 13

/* Fills @entries (room for SPARE_CLI_OPTIONS_N and the closing empty one). */
void     spare_cli_options_entries (SpareCliOptions *self,
                                    GOptionEntry    *entries);
void     spare_cli_options_clear   (SpareCliOptions *self);

/* Was any of them given? */
gboolean spare_cli_options_any     (const SpareCliOptions *self);

/* Only "-" may stand for a secret: everybody can read command lines. Fails
 * with a USAGE error that says so. */
gboolean spare_cli_options_check   (const SpareCliOptions *self,
                                    GError               **error);

/* Changes @account; reads the secret and the PIN from @lines, in this order,
 * where asked for. Fails with a SPARE_CORE_ERROR or SPARE_CLI_ERROR. */
gboolean spare_cli_options_apply   (const SpareCliOptions *self,
                                    SpareAccount          *account,
                                    SpareCliLines         *lines,
                                    GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareCliOptions, spare_cli_options_clear)

G_END_DECLS
