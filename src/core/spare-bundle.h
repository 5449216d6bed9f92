/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-thing.h"

G_BEGIN_DECLS

#define SPARE_BUNDLE_RECORDS_MAX 100000

/**
 * SpareBundle:
 * @accounts: (element-type SpareAccount): in use and in the bin (`deleted` tells)
 * @things: (element-type SpareThing)
 * @broken: (element-type SpareSecret): records that could not be understood, raw
 * @preferences: (nullable): a{sv}, key of GSettings to value
 * @created: Unix s
 *
 * Everything that a person keeps with us, as a backup carries it. Its text form
 * is documented in docs/backup.md; it is written and read in pieces, so that
 * nothing but the records themselves stays in memory.
 */
typedef struct
{
  GPtrArray *accounts;
  GPtrArray *things;
  GPtrArray *broken;
  GVariant  *preferences;
  gint64     created;
} SpareBundle;

SpareBundle *spare_bundle_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         spare_bundle_free (SpareBundle *self);

/* Hands the text to @put in pieces; stops where it returns FALSE. */
typedef gboolean (*SpareBundlePut) (const guint8 *piece, gsize size, gpointer data, GError **error);

gboolean     spare_bundle_print (const SpareBundle *self,
                                 SpareBundlePut     put,
                                 gpointer           data,
                                 GError           **error);

/* Reads the text in pieces of any size. A record that cannot be understood goes
 * to `broken`; anything else that is wrong is an error. */
typedef struct _SpareBundleReader SpareBundleReader;

SpareBundleReader *spare_bundle_reader_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void               spare_bundle_reader_free   (SpareBundleReader *self);
gboolean           spare_bundle_reader_feed   (SpareBundleReader *self,
                                               const guint8      *piece,
                                               gsize              size,
                                               GError           **error);
/* (transfer full): NULL with an error where the text ends too early. */
SpareBundle       *spare_bundle_reader_finish (SpareBundleReader *self,
                                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareBundle, spare_bundle_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareBundleReader, spare_bundle_reader_free)

G_END_DECLS
