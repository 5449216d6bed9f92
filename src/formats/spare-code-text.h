/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* What one line, or one part of a line, of a service's text was taken for. */
typedef enum
{
  SPARE_CODE_TEXT_CODE,
  SPARE_CODE_TEXT_UNSURE, /* looks like a code, but unlike the others */
  SPARE_CODE_TEXT_PROSE,
  SPARE_CODE_TEXT_ADDRESS, /* of the web or of mail */
  SPARE_CODE_TEXT_DATE,
} SpareCodeTextKind;

/**
 * SpareCodeTextPart:
 * @text: a code as it stands there, without numbering, tick box and blanks
 *   around it; or what was left out
 * @number: (nullable): the number before it, where the text has its own
 * @used: is it ticked, crossed out, or marked as used?
 */
typedef struct
{
  SpareCodeTextKind kind;
  SpareSecret      *text;
  char             *number;
  gboolean          used;
} SpareCodeTextPart;

/**
 * SpareCodeText:
 * @parts: (element-type SpareCodeTextPart): in their order
 * @user: (nullable): the mail address or user name that stands there alone
 */
typedef struct
{
  GPtrArray *parts;
  char      *user;
} SpareCodeText;

#define SPARE_CODE_TEXT_MAX (1024 * 1024) /* bytes */

/**
 * spare_code_text_read:
 * @text: UTF-8 with or without a byte order mark, UTF-16 with one, or Latin-1;
 *   @length bytes
 *
 * Tells the backup codes in a text from what stands around them. Refuses
 * nothing for its form: a line of letters and digits that might be a code is at
 * least UNSURE. Errors: SPARE_FORMAT_ERROR_TOO_LARGE, SPARE_FORMAT_ERROR_EMPTY
 * (nothing that might be a code; a picture, a PDF).
 *
 * Returns: (transfer full)
 */
SpareCodeText *spare_code_text_read  (const char *text,
                                      gsize       length,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void           spare_code_text_free  (SpareCodeText *self);
/* Those that are CODE; UNSURE, too, where there are no others. */
guint          spare_code_text_count (const SpareCodeText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCodeText, spare_code_text_free)

G_END_DECLS
