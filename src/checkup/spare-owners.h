/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-directory.h"

G_BEGIN_DECLS

/**
 * SpareOwners:
 *
 * Which of several things (entries of passwords, accounts) are one account's: those that
 * have a key in common, and those that have one in common with the same third one. In
 * which order they come does not matter.
 */
typedef struct _SpareOwners SpareOwners;

/* @directory: (nullable): is not kept */
SpareOwners *spare_owners_new         (const SpareDirectory *directory) G_GNUC_WARN_UNUSED_RESULT;
void         spare_owners_free        (SpareOwners *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareOwners, spare_owners_free)

/* A further one; returns its place, from 0. */
guint        spare_owners_add         (SpareOwners *self);
/* Joins the one at @i with those that have the same key. */
void         spare_owners_join        (SpareOwners *self,
                                       guint        i,
                                       const char  *key);
/* The same by whose domain it is, and by what is behind that. */
void         spare_owners_join_domain (SpareOwners *self,
                                       guint        i,
                                       const char  *domain);
/* The place that stands for all that are joined with the one at @i. */
guint        spare_owners_find        (SpareOwners *self,
                                       guint        i);

/* How many accounts there are behind these records: services with one back end are one,
 * but different account names at one service are different accounts. @accounts:
 * (element-type SpareAccount); @directory: (nullable) */
guint        spare_owners_count       (GPtrArray            *accounts,
                                       const SpareDirectory *directory);

G_END_DECLS
