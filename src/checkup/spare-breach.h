/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-snapshot.h"

G_BEGIN_DECLS

/**
 * SpareBreach:
 *
 * A list of leaked passwords that the person has downloaded (Pwned Passwords): SHA-1 or
 * NTLM digests in hexadecimal, a line each, with or without ":COUNT" behind, and LF or
 * CRLF. Either one file, or a folder of files that are called by the first five digits
 * (AAAAA or AAAAA.txt) and hold the others. Nothing of it is kept.
 *
 * An ordered file is searched by halving, without an index; one without an order is read
 * from its beginning to its end, once for all passwords. All calls block, and are for
 * one thread at a time.
 */
typedef struct _SpareBreach SpareBreach;

#define SPARE_BREACH_READS_MAX 40 /* for each password, in an ordered file or a folder */

/* @path: a file or a folder */
SpareBreach *spare_breach_open   (const char   *path,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         spare_breach_free   (SpareBreach  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareBreach, spare_breach_free)

gboolean     spare_breach_is_ordered (const SpareBreach *self); /* TRUE for a folder */
gboolean     spare_breach_is_ntlm    (const SpareBreach *self);

/* How much is done, of 0 to 1; in the thread that looks. */
typedef void (*SpareBreachProgress) (double   done,
                                     gpointer data);

/**
 * spare_breach_find:
 * @passwords: (element-type SpareSecret)
 * @found: as many, to be filled in: unknown where a file of the folder is missing
 * @progress: (nullable)
 *
 * Fails with %G_IO_ERROR_CANCELLED, %SPARE_PASSWORD_ERROR_READ, or what the system
 * says of the file.
 */
gboolean     spare_breach_find   (SpareBreach         *self,
                                  GPtrArray           *passwords,
                                  SpareBreached       *found,
                                  SpareBreachProgress  progress,
                                  gpointer             progress_data,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* How often the disk was asked for the password that took the most, so far. */
guint        spare_breach_get_reads (const SpareBreach *self);

/* The same for all passwords of a snapshot that was made of them (SparePassword). */
gboolean     spare_breach_check  (SpareBreach         *self,
                                  GPtrArray           *passwords,
                                  SpareSnapshot       *snapshot,
                                  SpareBreachProgress  progress,
                                  gpointer             progress_data,
                                  GCancellable        *cancellable,
                                  GError             **error);

G_END_DECLS
