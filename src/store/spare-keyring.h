/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-places.h"
#include "spare-secret.h"
#include "spare-store-error.h"

G_BEGIN_DECLS

#define SPARE_KIND_ACCOUNT "account"
#define SPARE_KIND_THING   "thing"
#define SPARE_KIND_CANARY  "canary"

/**
 * SpareItem:
 * @id: the record's id; for a second item with the same id, how to erase that
 *   one alone (begins with a slash)
 * @kind: one of SPARE_KIND_…, or "" when the line tells nothing
 * @line: the record as stored
 * @error: (nullable): why @line cannot be used, though it is there
 */
typedef struct
{
  char        *id;
  char        *kind;
  SpareSecret *line;
  GError      *error;
} SpareItem;

SpareItem *spare_item_new  (const char  *id,
                            SpareSecret *line) G_GNUC_WARN_UNUSED_RESULT;
void       spare_item_free (SpareItem *self);

/* The id inside a record's line, or NULL. */
char      *spare_line_dup_id (const SpareSecret *line) G_GNUC_WARN_UNUSED_RESULT;

/**
 * SpareKeyring:
 *
 * Items in whatever keeps them, through libsecret. Two kinds: the Secret
 * Service (desktop) and libsecret's own file, whose key comes from the Secret
 * portal (sandbox). All calls block and belong to the store's own thread.
 */
#define SPARE_TYPE_KEYRING (spare_keyring_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpareKeyring, spare_keyring, SPARE, KEYRING, GObject)

struct _SpareKeyringClass
{
  GObjectClass parent_class;

  gboolean     (*refresh)  (SpareKeyring *self, GCancellable *cancellable, GError **error);
  GPtrArray   *(*load)     (SpareKeyring *self, GHashTable *known, guint *unreadable,
                            GCancellable *cancellable, GError **error);
  gboolean     (*lookup)   (SpareKeyring *self, const char *kind, const char *id, SpareSecret **line,
                            GCancellable *cancellable, GError **error);
  gboolean     (*store)    (SpareKeyring *self, const char *kind, const char *id, SpareSecret *line,
                            GCancellable *cancellable, GError **error);
  gboolean     (*erase)    (SpareKeyring *self, const char *kind, const char *id,
                            GCancellable *cancellable, GError **error);
  gboolean     (*prepare)  (SpareKeyring *self, gboolean may_ask, GCancellable *cancellable, GError **error);
  gboolean     (*unlock)   (SpareKeyring *self, GCancellable *cancellable, GError **error);
  void         (*describe) (SpareKeyring *self, char **provider, char **collection);
};

/* The one that libsecret would choose here. */
SpareKeyring *spare_keyring_open (const SparePlaces *places,
                                  GCancellable      *cancellable,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Forgets what this process holds of the keyring, so that the next call sees
 * what is really there. */
gboolean   spare_keyring_refresh (SpareKeyring *self,
                                  GCancellable *cancellable,
                                  GError      **error);

/* Every item: an array of SpareItem. @unreadable counts items that are there
 * but did not open; where one of them spoils the whole search, the others are
 * fetched by their @known ids. Never prompts where that can be avoided. */
GPtrArray *spare_keyring_load    (SpareKeyring *self,
                                  GHashTable   *known,
                                  guint        *unreadable,
                                  GCancellable *cancellable,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* @kind: (nullable): NULL for any. @line: (out) (nullable): NULL when there is no
 * such item. */
gboolean   spare_keyring_lookup  (SpareKeyring *self,
                                  const char   *kind,
                                  const char   *id,
                                  SpareSecret **line,
                                  GCancellable *cancellable,
                                  GError      **error);
gboolean   spare_keyring_store   (SpareKeyring *self,
                                  const char   *kind,
                                  const char   *id,
                                  SpareSecret  *line,
                                  GCancellable *cancellable,
                                  GError      **error);
gboolean   spare_keyring_erase   (SpareKeyring *self,
                                  const char   *kind,
                                  const char   *id,
                                  GCancellable *cancellable,
                                  GError      **error);

/* Makes sure that new items have a place, which may ask the person: for a first
 * password, or for that of a locked default collection. Where it may not, that is
 * SPARE_STORE_ERROR_LOCKED. */
gboolean   spare_keyring_prepare (SpareKeyring *self,
                                  gboolean      may_ask,
                                  GCancellable *cancellable,
                                  GError      **error);
gboolean   spare_keyring_unlock  (SpareKeyring *self,
                                  GCancellable *cancellable,
                                  GError      **error);
void       spare_keyring_describe (SpareKeyring *self,
                                   char        **provider,
                                   char        **collection);

/* Gives libsecret's file at @path another name, never removes it. Where it was
 * damaged and its state before the last change is sound, that takes its place. */
gboolean   spare_keyring_file_set_aside (const char *path,
                                         const char *suffix,
                                         GError    **error);

G_END_DECLS
