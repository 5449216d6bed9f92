/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-bytes.h"
#include "spare-import-file.h"
#include "spare-import.h"
#include "spare-json.h"
#include "spare-otpauth.h"

G_BEGIN_DECLS

/* For the importers, one in each file. Each has a row in spare-formats.c, and
 * is told from all others by the content of the file alone. */

/**
 * SpareFormat:
 * @id: lower case ASCII and dashes
 * @name: the program's name as people know it; marked for translation only
 *   where it is no name
 * @recognize: is this file one of this format? Must not need the password
 * @read: adds entries to @import. Where the file is encrypted and
 *   @context has no password: SPARE_FORMAT_ERROR_PASSWORD_NEEDED
 */
struct _SpareFormat
{
  const char *id;
  const char *name;
  gboolean  (*recognize) (SpareImportFile *file);
  gboolean  (*read)      (SpareImportFile          *file,
                          const SpareImportContext *context,
                          SpareImport              *import,
                          GError                  **error);
};

extern const SpareFormat spare_format_uri_list;

/* An account with its id and date of creation; everything else is to be set. */
SpareAccount *spare_import_new_account (const SpareImportContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* Adds @account (transfer full) after spare_account_check(); what is wrong with
 * it becomes the entry's problem. A missing PIN is a note, not a problem. The
 * returned entry may be added to.
 * @label: (nullable): "service (name)" of the account where NULL */
SpareImportEntry *spare_import_add (SpareImport  *self,
                                    SpareAccount *account,
                                    const char   *label);
/* Adds an entry that cannot be used; @problem is taken. */
SpareImportEntry *spare_import_add_problem (SpareImport *self,
                                            const char  *label,
                                            GError      *problem);
/* The same with an error of SPARE_FORMAT_ERROR_ENTRY. */
void              spare_import_add_bad     (SpareImport *self,
                                            const char  *label,
                                            const char  *message);

/* Reads an otpauth, motp or steam URI, and adds it or its problem. @label:
 * (nullable): shown where the URI has no name that can be read. NULL only where
 * the bound on entries is reached. */
SpareImportEntry *spare_import_add_uri (SpareImport              *self,
                                        const SpareImportContext *context,
                                        const char               *uri,
                                        gssize                    length,
                                        const char               *label);

/* What the field of a password manager can hold: a URI, or a bare Base32 secret
 * for 30 s, 6 digits, SHA-1. @service and @name fill what is missing. */
SpareImportEntry *spare_import_add_field (SpareImport              *self,
                                          const SpareImportContext *context,
                                          const char               *value,
                                          const char               *service,
                                          const char               *name);

/* "SHA1", "sha-256", "HmacSHA512", "HMAC-SHA-1", "Algorithm.sha1"; NULL and ""
 * are SHA-1. Anything else is SPARE_CORE_ERROR_ALGORITHM. */
gboolean      spare_import_parse_algorithm (const char        *text,
                                            SpareOtpAlgorithm *algorithm,
                                            GError           **error);

/* Sets Base32 text as the secret. */
gboolean      spare_import_set_base32  (SpareAccount *account,
                                        const char   *text,
                                        GError      **error);

/* Adds a tag where it is not empty and not there yet. */
void          spare_import_add_tag     (SpareAccount *account,
                                        const char   *tag);

/* Sets kind, and digits and period where they are given (0: not given). Kinds
 * that leave no choice keep theirs. A value out of range is an error. */
gboolean      spare_import_set_params  (SpareAccount     *account,
                                        SpareOtpKind      kind,
                                        SpareOtpAlgorithm algorithm,
                                        gint64            digits,
                                        gint64            period,
                                        GError          **error);

/* The password, or SPARE_FORMAT_ERROR_PASSWORD_NEEDED. Borrowed. */
SpareSecret  *spare_import_need_password (const SpareImportContext *context,
                                          GError                  **error);

/* Makes an error of SPARE_CRYPTO_ERROR one of SPARE_FORMAT_ERROR; others stay.
 * Returns FALSE, for `return spare_import_explain (error);` */
gboolean      spare_import_explain     (GError **error);

/* Cancelled? Sets the error. To be asked once an entry. */
gboolean      spare_import_stopped     (const SpareImportContext *context,
                                        GError                  **error);

G_END_DECLS
