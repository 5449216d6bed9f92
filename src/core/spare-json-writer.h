/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareJsonWriter:
 *
 * Writes one JSON document in pieces. Keys are ours and need no escaping; values
 * may be anything. Secrets go from locked memory to @put, and nowhere else.
 */
typedef struct _SpareJsonWriter SpareJsonWriter;

/* Takes a piece of the document; nothing more comes after a failure. */
typedef gboolean (*SpareJsonPut) (const char *piece,
                                  gsize       size,
                                  gpointer    data,
                                  GError    **error);

SpareJsonWriter *spare_json_writer_new    (SpareJsonPut put,
                                           gpointer     data) G_GNUC_WARN_UNUSED_RESULT;
void             spare_json_writer_free   (SpareJsonWriter *self);

/* Inside an array, @key is NULL. */
void             spare_json_writer_object (SpareJsonWriter *self,
                                           const char      *key);
void             spare_json_writer_array  (SpareJsonWriter *self,
                                           const char      *key);
void             spare_json_writer_close  (SpareJsonWriter *self);
void             spare_json_writer_string (SpareJsonWriter *self,
                                           const char      *key,
                                           const char      *value);
void             spare_json_writer_int    (SpareJsonWriter *self,
                                           const char      *key,
                                           gint64           value);
void             spare_json_writer_uint   (SpareJsonWriter *self,
                                           const char      *key,
                                           guint64          value);
void             spare_json_writer_bool   (SpareJsonWriter *self,
                                           const char      *key,
                                           gboolean         value);
void             spare_json_writer_null   (SpareJsonWriter *self,
                                           const char      *key);

/* The bytes as a string where they are UTF-8, and with "_base64" added to the
 * key in Base64 where they are not. */
void             spare_json_writer_secret (SpareJsonWriter   *self,
                                           const char        *key,
                                           const SpareSecret *value);

/* Closes what is open and hands on the rest; fails when any of it failed. */
gboolean         spare_json_writer_finish (SpareJsonWriter *self,
                                           GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareJsonWriter, spare_json_writer_free)

G_END_DECLS
