/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SPARE_PASSWORD_ERROR:
 *
 * What can be wrong with a file of passwords or a list of leaked ones. A message
 * is for developers and holds nothing out of the file.
 */
#define SPARE_PASSWORD_ERROR (spare_password_error_quark ())

typedef enum
{
  SPARE_PASSWORD_ERROR_NOT_TEXT,  /* not UTF-8, or no table */
  SPARE_PASSWORD_ERROR_NO_COLUMN, /* a table without passwords */
  SPARE_PASSWORD_ERROR_EMPTY,     /* no password in it */
  SPARE_PASSWORD_ERROR_TOO_LARGE, /* more than SPARE_PASSWORD_FILE_MAX or SPARE_PASSWORDS_MAX */
  SPARE_PASSWORD_ERROR_NOT_LIST,  /* no list of digests, no folder of them */
  SPARE_PASSWORD_ERROR_READ,      /* the disk gave something else than before */
} SparePasswordError;

GQuark spare_password_error_quark (void);

#define SPARE_PASSWORD_FILE_MAX (64u << 20) /* bytes */
#define SPARE_PASSWORDS_MAX     10000u
#define SPARE_PASSWORD_TEXT_MAX 200u        /* bytes of a title, a user name or a domain */
#define SPARE_PASSWORD_DOMAINS_MAX 8u       /* of one entry */

/* Where passwords came from; the words are those of docs/record.md. */
typedef enum
{
  SPARE_PASSWORD_SOURCE_GENERIC, /* any table with an address, a name and a password */
  SPARE_PASSWORD_SOURCE_FIREFOX,
  SPARE_PASSWORD_SOURCE_CHROME,  /* Edge, Brave and Vivaldi, too */
  SPARE_PASSWORD_SOURCE_SAFARI,
  SPARE_PASSWORD_SOURCE_BITWARDEN,
  SPARE_PASSWORD_SOURCE_ONEPASSWORD,
  SPARE_PASSWORD_SOURCE_KEEPASSXC,
  SPARE_PASSWORD_SOURCE_LASTPASS,
  SPARE_PASSWORD_SOURCE_PROTON,
  SPARE_PASSWORD_SOURCE_DASHLANE,
  SPARE_PASSWORD_SOURCE_GNOME_WEB,
  SPARE_PASSWORD_N_SOURCES,
} SparePasswordSource;

const char *spare_password_source_get_word  (SparePasswordSource source);
SparePasswordSource spare_password_source_from_word (const char *word); /* @word: (nullable) */

/* One password as it was read, with what it is for. */
typedef struct
{
  char        *title;    /* "" where there is none */
  char        *user;     /* likewise */
  char       **domains;  /* registrable ones, each once; may be empty */
  SpareSecret *password; /* never empty */
  gboolean     totp;     /* the same place holds the account's TOTP secret, too */
  gboolean     http;     /* an address of it begins with http: */
  gint64       changed;  /* when the password was changed, Unix s; 0 where it is not known */
} SparePassword;

/* @urls: (nullable): one or several, separated by commas or blanks. @title, @user: (nullable) */
SparePassword *spare_password_new  (const char  *title,
                                    const char  *user,
                                    const char  *urls,
                                    SpareSecret *password) G_GNUC_WARN_UNUSED_RESULT;
void           spare_password_free (SparePassword *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePassword, spare_password_free)

/* Reads what a password manager or a browser exported: a table by RFC 4180, its
 * columns found by their names. @text: NUL-terminated, @size bytes without the NUL.
 * Entries without a password, notes and aliases are left out.
 *
 * Returns: (transfer full) (element-type SparePassword) */
GPtrArray *spare_password_file_parse (const char          *text,
                                      gsize                size,
                                      SparePasswordSource *source,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
