/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "spare-json-bounds.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/* JSON of other programs: every getter checks the type, and gives NULL or
 * FALSE where the member is missing or is something else. */

/* NULL where @text is no JSON, nested too deep, or has more in it. Strings in the
 * tree are wiped by spare_json_free(). */
JsonNode   *spare_json_parse      (const char *text,
                                   gssize      length) G_GNUC_WARN_UNUSED_RESULT;
void        spare_json_free       (JsonNode *root); /* (nullable) */

/* (nullable): of an array element or a node. */
JsonObject *spare_json_as_object  (JsonNode *node);
JsonArray  *spare_json_as_array   (JsonNode *node);

JsonObject *spare_json_get_object (JsonObject *object,
                                   const char *name);
JsonArray  *spare_json_get_array  (JsonObject *object,
                                   const char *name);
const char *spare_json_get_string (JsonObject *object,
                                   const char *name);
/* The string, or "". */
const char *spare_json_get_text   (JsonObject *object,
                                   const char *name);
gboolean    spare_json_get_bool   (JsonObject *object,
                                   const char *name);
gboolean    spare_json_is_null    (JsonObject *object,
                                   const char *name); /* or missing */
/* A whole number, also written as a string or as 6.0. FALSE where it is missing
 * or anything else; `*value` is then unchanged. */
gboolean    spare_json_get_int    (JsonObject *object,
                                   const char *name,
                                   gint64     *value);
/* Bytes as Base64 or as hexadecimal digits. */
GBytes     *spare_json_get_base64 (JsonObject *object,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *spare_json_get_hex    (JsonObject *object,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Bytes as an array of numbers from -128 to 255; NULL where one is not. */
SpareSecret *spare_json_as_secret (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
