/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "spare-archive.h"

G_BEGIN_DECLS

/**
 * SpareImportFile:
 *
 * A file to be read, and what all importers may ask of it. Each view is made
 * once, when first asked for.
 */
typedef struct _SpareImportFile SpareImportFile;

SpareImportFile *spare_import_file_new        (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void             spare_import_file_free       (SpareImportFile *self);

GBytes          *spare_import_file_get_bytes  (SpareImportFile *self);
gboolean         spare_import_file_has_prefix (SpareImportFile *self,
                                               gconstpointer    prefix,
                                               gsize            size);

/* The content as UTF-8 without a byte order mark, NUL-terminated; UTF-16 with a
 * mark is converted. NULL where it is no text, or has a NUL in it. */
const char      *spare_import_file_get_text   (SpareImportFile *self);

/* The same, for a list of lines: those that are not UTF-8 do not spoil the
 * others, and have U+FFFD where they are wrong. NULL also where the file is
 * larger than any list. */
const char      *spare_import_file_get_lines  (SpareImportFile *self);

/* The root of a JSON document; NULL where it is none, or nested deeper than 64.
 * The object or array at the root, NULL where it is something else. */
JsonNode        *spare_import_file_get_json   (SpareImportFile *self);
JsonObject      *spare_import_file_get_object (SpareImportFile *self);
JsonArray       *spare_import_file_get_array  (SpareImportFile *self);

/* The rows of a CSV file (element-type GStrv), the header first; NULL where the
 * text is no CSV of at least two columns. */
GPtrArray       *spare_import_file_get_csv    (SpareImportFile *self);

/* NULL where it is no ZIP archive. */
SpareArchive    *spare_import_file_get_archive (SpareImportFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareImportFile, spare_import_file_free)

G_END_DECLS
