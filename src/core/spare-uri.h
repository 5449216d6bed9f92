/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* Pieces of a URI, for the rest of this room. */

/* A part of somebody else's text; text is NULL where there is none. */
typedef struct
{
  const char *text;
  gsize       length;
} SpareSlice;

SpareSlice   spare_slice_strip     (SpareSlice  self);
gboolean     spare_slice_equal     (SpareSlice  self,
                                    const char *ascii); /* ignores ASCII case */
gboolean     spare_slice_cut       (SpareSlice *self,
                                    char        separator,
                                    SpareSlice *before);

/* Undo percent-encoding; a '+' is a blank in a query and nowhere else. The
 * first gives UTF-8 without NUL on the ordinary heap, the second bytes without
 * NUL in locked memory, the third any bytes there. SPARE_CORE_ERROR_ENCODING
 * otherwise. */
char        *spare_uri_decode        (SpareSlice text,
                                      gboolean   is_query,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_uri_decode_secret (SpareSlice text,
                                      gboolean   is_query,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_uri_decode_bytes  (SpareSlice text,
                                      gboolean   is_query,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts while `out` is NULL, so that whoever writes does it twice: once to
 * learn the size, once into locked memory of that size. */
typedef struct
{
  guint8  *out;
  gsize    size;
  gboolean in_query;
} SpareUriWriter;

void         spare_uri_put         (SpareUriWriter *writer,
                                    const char     *ascii);
void         spare_uri_put_encoded (SpareUriWriter *writer,
                                    const char     *text,
                                    gsize           length);
/* Only what a record must not hold is encoded; the rest stays as it is. */
void         spare_uri_put_mended  (SpareUriWriter *writer,
                                    const char     *text,
                                    gsize           length);
/* Starts a parameter: '?' or '&', the name, '='. */
void         spare_uri_put_key     (SpareUriWriter *writer,
                                    const char     *key);
void         spare_uri_put_text    (SpareUriWriter *writer,
                                    const char     *key,
                                    const char     *value);
void         spare_uri_put_signed  (SpareUriWriter *writer,
                                    const char     *key,
                                    gint64          value);
void         spare_uri_put_number  (SpareUriWriter *writer,
                                    const char     *key,
                                    guint64         value);

G_END_DECLS
