/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"
#include "spare-format-error.h"
#include "spare-kdf.h"

G_BEGIN_DECLS

/**
 * SpareExportFormat:
 * @id: for the command line: "otpauth", "aegis", "aegis-encrypted", "2fas",
 *   "2fas-encrypted", "google"
 * @name: the program whose format it is, as people know it
 * @suffix: of the file's name, with its dot
 * @encrypted: needs a password; the others hold the secrets for everybody to read
 * @paged: the result is texts for QR codes, one a page, not a file
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *suffix;
  gboolean    encrypted;
  gboolean    paged;
} SpareExportFormat;

/* What another program cannot hold. */
typedef enum
{
  SPARE_EXPORT_LEFT_KIND,   /* its kind of code */
  SPARE_EXPORT_LEFT_PERIOD, /* its period: it would make wrong codes there */
  SPARE_EXPORT_LEFT_DIGITS,
  SPARE_EXPORT_LEFT_NO_CODES, /* an account without one-time codes */
  SPARE_EXPORT_LEFT_COUNTER,  /* a counter larger than it can hold */
  SPARE_EXPORT_LEFT_PIN,      /* a PIN that is no text */
  SPARE_EXPORT_LEFT_SIZE,     /* names too long, for one QR code or one link */
} SpareExportReason;

typedef struct
{
  SpareAccount     *account;
  SpareExportReason reason;
} SpareExportLeft;

/**
 * SpareExportContext:
 * @password: (nullable)
 * @now: Unix s
 * @new_id: g_uuid_string_random
 */
typedef struct
{
  SpareSecret  *password;
  gint64        now;
  char       *(*new_id) (void);
  SpareKdfWatch watch;
} SpareExportContext;

const SpareExportFormat *const *spare_export_list (void); /* NULL-terminated */
const SpareExportFormat *spare_export_find (const char *id);

/**
 * spare_export_write:
 * @accounts: (element-type SpareAccount)
 * @left: (out) (optional) (element-type SpareExportLeft): those that are not in
 *   the result; set also where nothing is left to write
 *
 * Blocks for a second or so where a password is turned into a key. Errors:
 * SPARE_FORMAT_ERROR_PASSWORD_NEEDED, SPARE_FORMAT_ERROR_EMPTY where the format
 * can hold none of @accounts, G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type GBytes): one file; of a paged format
 *   the text of each QR code. Wiped when freed
 */
GPtrArray *spare_export_write (const SpareExportFormat  *format,
                               GPtrArray                *accounts,
                               const SpareExportContext *context,
                               GPtrArray               **left,
                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
