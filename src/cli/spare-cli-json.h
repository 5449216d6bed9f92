/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareCliJson:
 *
 * Writes one JSON document. Keys are ours and need no escaping; values may be
 * anything. Secrets go from locked memory to the file descriptor, and nowhere
 * else.
 */
typedef struct _SpareCliJson SpareCliJson;

SpareCliJson *spare_cli_json_new    (int fd) G_GNUC_WARN_UNUSED_RESULT;
void          spare_cli_json_free   (SpareCliJson *self);

/* Inside an array, @key is NULL. */
void          spare_cli_json_object (SpareCliJson *self,
                                     const char   *key);
void          spare_cli_json_array  (SpareCliJson *self,
                                     const char   *key);
void          spare_cli_json_close  (SpareCliJson *self);
void          spare_cli_json_string (SpareCliJson *self,
                                     const char   *key,
                                     const char   *value);
void          spare_cli_json_int    (SpareCliJson *self,
                                     const char   *key,
                                     gint64        value);
void          spare_cli_json_uint   (SpareCliJson *self,
                                     const char   *key,
                                     guint64       value);
void          spare_cli_json_bool   (SpareCliJson *self,
                                     const char   *key,
                                     gboolean      value);

/* The bytes as a string where they are UTF-8, and with "_base64" added to the
 * key in Base64 where they are not. */
void          spare_cli_json_secret (SpareCliJson      *self,
                                     const char        *key,
                                     const SpareSecret *value);

/* Closes what is open and writes; fails when any of the writing failed. */
gboolean      spare_cli_json_finish (SpareCliJson *self,
                                     GError      **error);

/* Bytes that @text takes inside a JSON string; writes them if @out is given. */
gsize         spare_cli_json_escape (const char *text,
                                     gsize       size,
                                     char       *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCliJson, spare_cli_json_free)

G_END_DECLS
