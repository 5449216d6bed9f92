/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-service.h"

G_BEGIN_DECLS

/* What a list tells. */
typedef enum
{
  SPARE_DIRECTORY_TWO_STEP,       /* 2fa.directory: API v3 or v4 */
  SPARE_DIRECTORY_PASSKEYS,       /* the passkeys directory */
  SPARE_DIRECTORY_PASSWORD_PAGES, /* Apple's change-password-URLs.json */
  SPARE_DIRECTORY_SHARED,         /* Apple's shared-credentials.json */
  SPARE_DIRECTORY_N_KINDS,
} SpareDirectoryKind;

#define SPARE_DIRECTORY_ERROR (spare_directory_error_quark ())
GQuark spare_directory_error_quark (void);

typedef enum
{
  SPARE_DIRECTORY_ERROR_SIZE,    /* larger than SPARE_DIRECTORY_SIZE_MAX */
  SPARE_DIRECTORY_ERROR_NO_JSON, /* cut off, or another kind of file */
  SPARE_DIRECTORY_ERROR_UNKNOWN, /* JSON, and none of the lists */
  SPARE_DIRECTORY_ERROR_EMPTY,   /* one of the lists, with nothing in it that can be used */
  SPARE_DIRECTORY_ERROR_DAMAGED, /* our own copy is not what we wrote */
  SPARE_DIRECTORY_ERROR_DISK,    /* our own copy could not be written or removed */
} SpareDirectoryErrorCode;

#define SPARE_DIRECTORY_SIZE_MAX    (16 * 1024 * 1024)
#define SPARE_DIRECTORY_ENTRIES_MAX 50000

/**
 * SpareDirectoryList:
 *
 * What one file of a public directory says, as far as it is used here. Nothing
 * in it is secret or personal. Immutable.
 */
typedef struct _SpareDirectoryList SpareDirectoryList;

/* Finds out from the content which of the lists it is. @name: of the file, as
 * the person knows it; @now: Unix s. Entries that are not understood are left
 * out. */
SpareDirectoryList *spare_directory_list_read         (GBytes     *bytes,
                                                       const char *name,
                                                       gint64      now,
                                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Our own copy of a list. */
GBytes             *spare_directory_list_save         (const SpareDirectoryList *self) G_GNUC_WARN_UNUSED_RESULT;
SpareDirectoryList *spare_directory_list_load         (GBytes            *bytes,
                                                       SpareDirectoryKind kind,
                                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;

SpareDirectoryList *spare_directory_list_ref          (SpareDirectoryList *self);
void                spare_directory_list_unref        (SpareDirectoryList *self);
SpareDirectoryKind  spare_directory_list_get_kind     (const SpareDirectoryList *self);
const char         *spare_directory_list_get_name     (const SpareDirectoryList *self);
gint64              spare_directory_list_get_imported (const SpareDirectoryList *self); /* Unix s */
/* Domains, or groups of them where it says what is shared. */
guint               spare_directory_list_count        (const SpareDirectoryList *self);

/**
 * SpareDirectoryEntry:
 * @two_step: does the service have two-step sign-in?
 * @second_steps: (nullable): words of SPARE_SERVICE_SECOND_STEPS; others are left out
 * @documentation: (nullable): address: how to turn it on
 * @recovery: (nullable): address: how to get back in
 * @notes: (nullable): text, in English
 * @passkey_alone: do passkeys sign in without a password?
 * @passkey_second: are they a second step?
 * @passkey_documentation: (nullable): address
 * @password_page: (nullable): address: where the password is changed
 *
 * What the lists say of one domain; what they do not say is UNKNOWN or NULL.
 * Everything is borrowed from the SpareDirectory.
 */
typedef struct
{
  SpareAnswer        two_step;
  const char *const *second_steps;
  const char        *documentation;
  const char        *recovery;
  const char        *notes;
  SpareAnswer        passkey_alone;
  SpareAnswer        passkey_second;
  const char        *passkey_documentation;
  const char        *password_page;
} SpareDirectoryEntry;

/**
 * SpareDirectory:
 *
 * The lists that a person has imported, at most one of each kind. Immutable; a
 * change makes a new one. What services say themselves (SpareService) counts
 * first: the lists only fill what is not known.
 */
typedef struct _SpareDirectory SpareDirectory;

SpareDirectory     *spare_directory_new      (void) G_GNUC_WARN_UNUSED_RESULT; /* without a list */
SpareDirectory     *spare_directory_ref      (SpareDirectory *self);
void                spare_directory_unref    (SpareDirectory *self);
/* The same with @list in place of the one of @kind, or without it: NULL. */
SpareDirectory     *spare_directory_with     (const SpareDirectory *self,
                                              SpareDirectoryKind    kind,
                                              SpareDirectoryList   *list) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): borrowed */
SpareDirectoryList *spare_directory_get_list (const SpareDirectory *self,
                                              SpareDirectoryKind    kind);

/* @self: (nullable); @domain: (nullable): a host or an address. What is said of
 * the host, or of the nearest domain above it, up to the registrable one. */
SpareDirectoryEntry spare_directory_find     (const SpareDirectory *self,
                                              const char           *domain);

/* Do both take the same password because one account is behind them? Equal
 * passwords there are not reuse. TRUE for one registrable domain, and where a
 * list says so. @self: (nullable) */
gboolean            spare_directory_shares   (const SpareDirectory *self,
                                              const char           *a,
                                              const char           *b);
/* The same for many domains: those with the same answer have one account behind
 * them, by a list. @self: (nullable). (nullable): borrowed */
const char         *spare_directory_get_back_end (const SpareDirectory *self,
                                                  const char           *domain);

/* Both with the service's own facts first. @self, @service, @domain: (nullable) */
SpareAnswer         spare_directory_get_two_step      (const SpareDirectory *self,
                                                       const SpareService   *service,
                                                       const char           *domain);
/* (transfer full) (nullable): the page on which the password is changed: the
 * service's, the list's, or /.well-known/change-password of its domain. NULL only
 * where neither a page nor a domain is known. @name: (nullable): what an account calls
 * its service: a name, a domain or an address */
char               *spare_directory_dup_password_page (const SpareDirectory *self,
                                                       const char           *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareDirectoryList, spare_directory_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareDirectory, spare_directory_unref)

G_END_DECLS
