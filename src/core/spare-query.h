/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-otp.h"
#include "spare-uri.h"

G_BEGIN_DECLS

/* A URI taken apart, and not yet understood; for the rest of this room. */

typedef enum
{
  SPARE_KEY_SECRET,
  SPARE_KEY_ISSUER,
  SPARE_KEY_ALGORITHM,
  SPARE_KEY_DIGITS,
  SPARE_KEY_PERIOD,
  SPARE_KEY_COUNTER,
  SPARE_KEY_PIN,
  SPARE_KEY_ENCODER,
  SPARE_KEY_STEAM,
  SPARE_KEY_TAGS,
  SPARE_KEY_X_ID,
  SPARE_KEY_X_TAG,
  SPARE_KEY_X_SERVICE,
  SPARE_KEY_X_NAME,
  SPARE_KEY_X_PREFIX,
  SPARE_KEY_X_NOTE,
  SPARE_KEY_X_FAVORITE,
  SPARE_KEY_X_CREATED,
  SPARE_KEY_X_USED,
  SPARE_KEY_X_DELETED,
  SPARE_KEY_X_POSITION,
  SPARE_KEY_X_VERSION,
  SPARE_N_KEYS,
} SpareKey;

/* Everything points into the text that was split. */
typedef struct
{
  gboolean     is_record; /* our own: nothing is guessed, every x-… is read */
  SpareSlice   label;
  SpareSlice   query;
  SpareSlice   values[SPARE_N_KEYS]; /* the first that is not empty, still encoded */
  gboolean     keep[SPARE_N_KEYS];   /* not understood: goes to the unknown ones */
  SpareOtpKind kind;
} SpareQuery;

/* Fills all but `is_record` and `keep`; `kind` is what scheme and host say. */
gboolean     spare_query_split    (SpareQuery *self,
                                   SpareSlice  text,
                                   GError    **error);

/* The values of the parameters that may come more than once; begin with a copy
 * of `query`. */
gboolean     spare_query_next_tag (SpareSlice *rest,
                                   SpareSlice *value);

/* (nullable): the parameters that the kind has no use for, still encoded */
SpareSecret *spare_query_unknown  (const SpareQuery *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
