/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"
#include "spare-bundle.h"
#include "spare-format-error.h"
#include "spare-kdf.h"

G_BEGIN_DECLS

#define SPARE_IMPORT_SIZE_MAX    (256 * 1024 * 1024) /* bytes of a file, and of what an archive unpacks to */
#define SPARE_IMPORT_ENTRIES_MAX 100000

/* What a person should know of one entry; flags. */
typedef enum
{
  SPARE_IMPORT_NOTE_PERIOD_ASSUMED = 1 << 0, /* the format carries no period: 30 s */
  SPARE_IMPORT_NOTE_TRASHED        = 1 << 1, /* was in the other program's bin */
  SPARE_IMPORT_NOTE_PIN_MISSING    = 1 << 2, /* the PIN has to be typed before it makes codes */
  SPARE_IMPORT_NOTE_NAMELESS       = 1 << 4, /* has no name in the file; the one here was made up */
  SPARE_IMPORT_NOTE_PASSWORD_THERE = 1 << 3, /* the file keeps the account's password beside it */
} SpareImportNote;

/**
 * SpareImportEntry:
 * @account: (nullable): NULL where @problem says why
 * @label: how the file names it, to be shown; "" where it has no name
 * @codes: (nullable) (element-type SpareSecret): backup codes that came with it
 * @codes_origin: (nullable): static; see SPARE_CODE_SET_ORIGIN
 * @notes: SpareImportNote
 * @problem: (nullable): a SPARE_FORMAT_ERROR or SPARE_CORE_ERROR
 */
typedef struct
{
  SpareAccount *account;
  char         *label;
  GPtrArray    *codes;
  const char   *codes_origin;
  guint         notes;
  GError       *problem;
} SpareImportEntry;

typedef struct _SpareFormat SpareFormat;

/**
 * SpareImport:
 * @format: whose file it is
 * @entries: (element-type SpareImportEntry): in the file's order
 * @others: entries without one-time codes that were passed over (logins, cards)
 * @plain: the secrets stood in the file for everybody to read
 * @parts: of Google's transfer codes: how many belong together; 0 elsewhere
 * @parts_read: how many of them were there
 * @bundle: (nullable): of our own backup: what it holds besides the accounts in use
 */
typedef struct
{
  const SpareFormat *format;
  GPtrArray         *entries;
  guint              others;
  gboolean           plain;
  guint              parts;
  guint              parts_read;
  SpareBundle       *bundle;
} SpareImport;

/**
 * SpareImportContext:
 * @password: (nullable): for files that are encrypted
 * @now: Unix s, when the accounts count as added
 * @new_id: gives each account its id: g_uuid_string_random
 * @watch: progress and cancelling
 */
typedef struct
{
  SpareSecret  *password;
  gint64        now;
  SpareNewId    new_id;
  SpareKdfWatch watch;
} SpareImportContext;

/**
 * spare_import_read:
 * @bytes: a whole file; texts of QR codes go in as lines
 *
 * Finds out by content whose file it is, and reads it. Blocks, for encrypted
 * files up to minutes: call it on a thread. One entry that is wrong does not
 * hide the others.
 *
 * Returns: (transfer full): NULL with a SPARE_FORMAT_ERROR or
 *   G_IO_ERROR_CANCELLED
 */
SpareImport       *spare_import_read      (GBytes                   *bytes,
                                           const SpareImportContext *context,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whose file is it? NULL where no format has this content. May block as long as
 * reading the file once takes. */
const SpareFormat *spare_import_recognize (GBytes *bytes);

/**
 * spare_import_load:
 *
 * Reads a whole file for spare_import_read(); it may hold secrets, so nothing of
 * it stays on the heap. Blocks: call it on a thread.
 *
 * Returns: (transfer full): wiped when freed; NULL with a GIO error, or with
 *   SPARE_FORMAT_ERROR_TOO_LARGE behind SPARE_IMPORT_SIZE_MAX
 */
GBytes            *spare_import_load      (GFile        *file,
                                           GCancellable *cancellable,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Does the text begin like a setup link or a transfer code, and go on? */
gboolean           spare_import_is_link   (const char *text,
                                           gsize       length);

/* "aegis", for messages and the command line; and its name for people. */
const char        *spare_format_get_id    (const SpareFormat *format);
const char        *spare_format_get_name  (const SpareFormat *format);
/* (nullable): what to bring instead of a file that is known and cannot be
 * opened (SPARE_FORMAT_ERROR_ENCRYPTION); English, translate it where it is
 * shown. */
const char        *spare_format_get_advice (const SpareFormat *format);
/* All formats, NULL-terminated. */
const SpareFormat *const *spare_formats_list (void);

void               spare_import_free       (SpareImport *self);
void               spare_import_entry_free (SpareImportEntry *self);
guint              spare_import_count_good (const SpareImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareImport, spare_import_free)

G_END_DECLS
