/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-export.h"
#include "spare-json-writer.h"

G_BEGIN_DECLS

/* For the writers, one in each file. Each has a row in spare-export.c. */

/* Bytes with secrets among them that grow; what is left behind is wiped. */
typedef struct
{
  guint8 *data;
  gsize   size;
  gsize   room;
} SpareExportBuffer;

void     spare_export_buffer_add   (SpareExportBuffer *self,
                                    gconstpointer      data,
                                    gsize              size);
void     spare_export_buffer_clear (SpareExportBuffer *self);
/* What is in it, wiped when freed; the buffer is then empty. */
GBytes  *spare_export_buffer_end   (SpareExportBuffer *self) G_GNUC_WARN_UNUSED_RESULT;
/* A document that goes into @self. */
SpareJsonWriter *spare_export_json (SpareExportBuffer *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareExportBuffer, spare_export_buffer_clear)

/* The tags of some accounts, each once and with an id of its own, in the order
 * in which they come. */
typedef struct
{
  GPtrArray  *names;
  GHashTable *ids;
} SpareExportTags;

void        spare_export_tags_init  (SpareExportTags          *self,
                                     GPtrArray                *accounts,
                                     guint                     per_account,
                                     const SpareExportContext *context);
void        spare_export_tags_clear (SpareExportTags *self);
const char *spare_export_tags_id    (SpareExportTags *self,
                                     const char      *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpareExportTags, spare_export_tags_clear)

/* Bytes as hexadecimal digits or as Base64, and a secret as Base32. */
void     spare_export_put_hex    (SpareJsonWriter *writer,
                                  const char      *key,
                                  const guint8    *data,
                                  gsize            size);
void     spare_export_put_base64 (SpareJsonWriter *writer,
                                  const char      *key,
                                  GBytes          *data);
void     spare_export_put_base32 (SpareJsonWriter   *writer,
                                  const char        *key,
                                  const SpareSecret *secret);

/**
 * SpareExporter:
 * @refuse: (nullable): can the program not hold @account? It makes codes; says why
 * @write: adds one file, or one text a page, to @results. Every account is one
 *   that was not refused, and there is at least one; where the format is
 *   encrypted there is a password
 */
typedef struct
{
  SpareExportFormat format;
  gboolean        (*refuse) (SpareAccount      *account,
                             SpareExportReason *reason);
  gboolean        (*write)  (GPtrArray                *accounts,
                             const SpareExportContext *context,
                             GPtrArray                *results,
                             GError                  **error);
} SpareExporter;

extern const SpareExporter spare_export_otpauth;
extern const SpareExporter spare_export_aegis;
extern const SpareExporter spare_export_aegis_encrypted;
extern const SpareExporter spare_export_2fas;
extern const SpareExporter spare_export_2fas_encrypted;
extern const SpareExporter spare_export_google;

G_END_DECLS
