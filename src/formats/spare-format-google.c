/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-error.h"
#include "spare-label.h"
#include "spare-uri.h"

/* What Google Authenticator shows as QR codes to move to another device:
 * otpauth-migration links with a small protocol buffer in them. */

#define SCHEME       "otpauth-migration:"
#define LINK_MAX     (4 * 1024 * 1024) /* bytes; a QR code holds 3 KiB */
#define VERSION_MAX  2
#define PERIOD       30 /* the buffer has no field for it */
#define PARTS_MAX    4096

typedef struct
{
  const guint8 *at;
  gsize         left;
} Wire;

/* One field: a number, or a piece of the buffer. */
typedef struct
{
  guint64 number;
  guint64 value;
  Wire    piece;
} Field;

typedef struct
{
  GBytes *payload;
  GError *problem; /* of the link as a whole; `payload` is then NULL */
  guint64 version;
  guint64 batch;
  guint64 batch_size;
  guint64 index;
  guint   nth;   /* of those with this number in such a batch */
  guint   group; /* parts that belong together have the same */
} Part;

struct _SpareGoogleParts
{
  GPtrArray *parts;
  gboolean   too_many;
};

static gboolean
read_varint (Wire    *self,
             guint64 *value)
{
  *value = 0;
  for (guint shift = 0; shift < 70 && self->left > 0; shift += 7)
    {
      guint8 byte = *self->at++;

      self->left--;
      if (shift < 64)
        *value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_piece (Wire   *self,
            guint64 size,
            Wire   *piece)
{
  if (size > self->left)
    return FALSE;
  piece->at = self->at;
  piece->left = (gsize) size;
  self->at += size;
  self->left -= (gsize) size;
  return TRUE;
}

/* FALSE with nothing left is the end; with something left, the buffer is wrong. */
static gboolean
next_field (Wire  *self,
            Field *field)
{
  Wire start = *self;
  guint64 key;
  gboolean good;

  *field = (Field){ 0 };
  if (self->left == 0)
    return FALSE;
  good = read_varint (self, &key);
  field->number = key >> 3;
  if (good && (key & 7) == 0)
    good = read_varint (self, &field->value);
  else if (good && (key & 7) == 2)
    good = read_varint (self, &field->value) && read_piece (self, field->value, &field->piece);
  else if (good && (key & 7) == 1)
    good = read_piece (self, 8, &field->piece);
  else if (good && (key & 7) == 5)
    good = read_piece (self, 4, &field->piece);
  else
    good = FALSE;
  if (!good || field->number == 0)
    {
      *self = start;
      return FALSE;
    }
  return TRUE;
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->payload, g_bytes_unref);
  g_clear_error (&part->problem);
  g_free (part);
}

SpareGoogleParts *
spare_google_parts_new (void)
{
  SpareGoogleParts *self = g_new0 (SpareGoogleParts, 1);

  self->parts = g_ptr_array_new_with_free_func (part_free);
  return self;
}

void
spare_google_parts_free (SpareGoogleParts *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

gboolean
spare_google_is_link (const char *line,
                      gsize       length)
{
  return length > strlen (SCHEME) && g_ascii_strncasecmp (line, SCHEME, strlen (SCHEME)) == 0;
}

/* The parameter `data`, decoded; a '+' that was not encoded is meant as one. */
static GBytes *
read_data (const char *line,
           gsize       length)
{
  SpareSlice query = { line, MIN (length, LINK_MAX) };
  SpareSlice before, parameter, name;
  g_autoptr (SpareSecret) text = NULL;

  spare_slice_cut (&query, '?', &before);
  while (query.length > 0)
    {
      spare_slice_cut (&query, '&', &parameter);
      spare_slice_cut (&parameter, '=', &name);
      if (!spare_slice_equal (name, "data"))
        continue;
      text = spare_uri_decode_secret (parameter, FALSE, NULL);
      if (text == NULL)
        return NULL;
      return spare_base64_decode (spare_secret_peek_text (text), (gssize) spare_secret_get_size (text));
    }
  return NULL;
}

static Wire
wire_of (GBytes *payload)
{
  Wire wire;

  wire.at = g_bytes_get_data (payload, &wire.left);
  return wire;
}

/* Looks through the whole buffer once, so that nothing is taken from one that
 * is cut short. */
static GError *
check_payload (Part *part)
{
  Wire wire = wire_of (part->payload);
  Field field;

  while (next_field (&wire, &field))
    if (field.number == 2)
      part->version = field.value;
    else if (field.number == 3)
      part->batch_size = field.value;
    else if (field.number == 4)
      part->index = field.value;
    else if (field.number == 5)
      part->batch = field.value;
  if (wire.left > 0)
    return g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The transfer code is damaged");
  if (part->version > VERSION_MAX)
    return g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "A later version of transfer codes");
  if (part->batch_size > PARTS_MAX || (part->index > 0 && part->index >= part->batch_size))
    return g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The number of the part is wrong");
  return NULL;
}

static gboolean
is_same_batch (const Part *a,
               const Part *b)
{
  return a->payload != NULL && b->payload != NULL && a->batch == b->batch && a->batch_size == b->batch_size;
}

/* Newer versions give no batch id, so that two batches of one size look alike:
 * the second part with one number belongs to the second of them. */
static guint
find_group (SpareGoogleParts *self,
            Part             *part)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *other = g_ptr_array_index (self->parts, i);

      part->nth += is_same_batch (part, other) && other->index == part->index;
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *other = g_ptr_array_index (self->parts, i);

      if (is_same_batch (part, other) && other->nth == part->nth)
        return other->group;
    }
  return self->parts->len;
}

static gboolean
is_repeated (SpareGoogleParts *self,
             GBytes           *payload)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *other = g_ptr_array_index (self->parts, i);

      if (other->payload != NULL && g_bytes_equal (other->payload, payload))
        return TRUE;
    }
  return FALSE;
}

/* @line: one of spare_google_is_link() */
void
spare_google_parts_take (SpareGoogleParts *self,
                         const char       *line,
                         gsize             length)
{
  Part *part;
  g_autoptr (GBytes) payload = read_data (line, length);

  if (payload != NULL && is_repeated (self, payload))
    return;
  if (self->parts->len >= PARTS_MAX)
    {
      self->too_many = TRUE;
      return;
    }
  part = g_new0 (Part, 1);
  if (payload == NULL || length > LINK_MAX)
    {
      part->problem = g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED,
                                           "The transfer link has no data");
    }
  else
    {
      part->payload = g_steal_pointer (&payload);
      part->problem = check_payload (part);
      if (part->problem != NULL)
        g_clear_pointer (&part->payload, g_bytes_unref);
    }
  part->group = find_group (self, part);
  g_ptr_array_add (self->parts, part);
}

static char *
take_text (const Field *field)
{
  /* A number in its place is no text. */
  return field->piece.at != NULL ? g_utf8_make_valid ((const char *) field->piece.at, (gssize) field->piece.left)
                                 : g_strdup ("");
}

/* What the fields of one account say. */
typedef struct
{
  SpareSecret *secret;
  char        *name;
  char        *issuer;
  guint64      algorithm;
  guint64      digits;
  guint64      type;
  guint64      counter;
} Token;

static void
token_clear (Token *token)
{
  g_clear_pointer (&token->secret, spare_secret_unref);
  g_free (token->name);
  g_free (token->issuer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Token, token_clear)

static gboolean
read_token (Wire   wire,
            Token *token)
{
  Field field;

  while (next_field (&wire, &field))
    switch (field.number)
      {
      case 1:
        g_clear_pointer (&token->secret, spare_secret_unref);
        if (field.piece.left > 0)
          token->secret = spare_secret_new (field.piece.at, field.piece.left);
        break;
      case 2:
        g_free (token->name);
        token->name = take_text (&field);
        break;
      case 3:
        g_free (token->issuer);
        token->issuer = take_text (&field);
        break;
      case 4:
        token->algorithm = field.value;
        break;
      case 5:
        token->digits = field.value;
        break;
      case 6:
        token->type = field.value;
        break;
      case 7:
        token->counter = field.value;
        break;
      default: /* such as 8, an id that nobody has described */
        break;
      }
  return wire.left == 0;
}

static gboolean
set_token (SpareAccount *account,
           const Token  *token,
           GError      **error)
{
  static const gint64 digits[] = { 6, 6, 8 };
  static const SpareOtpAlgorithm algorithms[] = { SPARE_OTP_SHA1, SPARE_OTP_SHA1, SPARE_OTP_SHA256, SPARE_OTP_SHA512 };
  static const SpareOtpKind kinds[] = { SPARE_OTP_TOTP, SPARE_OTP_HOTP, SPARE_OTP_TOTP };
  SpareCoreError code;

  if (token->type >= G_N_ELEMENTS (kinds))
    code = SPARE_CORE_ERROR_TYPE;
  else if (token->algorithm >= G_N_ELEMENTS (algorithms))
    code = SPARE_CORE_ERROR_ALGORITHM;
  else if (token->digits >= G_N_ELEMENTS (digits))
    code = SPARE_CORE_ERROR_DIGITS;
  else if (token->counter > G_MAXINT64)
    code = SPARE_CORE_ERROR_COUNTER;
  else
    {
      spare_account_set_secret (account, token->secret);
      if (kinds[token->type] == SPARE_OTP_HOTP)
        spare_account_set_counter (account, token->counter);
      return spare_import_set_params (account, kinds[token->type], algorithms[token->algorithm],
                                      digits[token->digits], PERIOD, error);
    }
  g_set_error_literal (error, SPARE_CORE_ERROR, code, "A number that is not known");
  return FALSE;
}

static void
add_token (Wire                      wire,
           const SpareImportContext *context,
           SpareImport              *import)
{
  g_auto (Token) token = { NULL };
  g_auto (SpareLabel) label = { NULL };
  g_autoptr (GError) error = NULL;
  SpareAccount *account;
  SpareImportEntry *entry;

  if (!read_token (wire, &token))
    {
      spare_import_add_bad (import, NULL, "An account of the transfer code is damaged");
      return;
    }
  account = spare_import_new_account (context);
  spare_label_split (&label, token.name != NULL ? token.name : "", token.issuer);
  spare_account_set_service (account, label.service);
  spare_account_set_name (account, label.name);
  spare_account_set_prefix (account, label.prefix);
  set_token (account, &token, &error);
  entry = spare_import_add_read (import, account, g_steal_pointer (&error));
  if (entry->account != NULL && spare_account_get_params (entry->account)->kind == SPARE_OTP_TOTP)
    entry->notes |= SPARE_IMPORT_NOTE_PERIOD_ASSUMED;
}

static gboolean
add_part (Part                     *part,
          const SpareImportContext *context,
          SpareImport              *import,
          GError                  **error)
{
  Wire wire;
  Field field;

  if (part->payload == NULL)
    {
      spare_import_add_problem (import, NULL, g_steal_pointer (&part->problem));
      return TRUE;
    }
  wire = wire_of (part->payload);
  while (next_field (&wire, &field) && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX)
    {
      if (field.number != 1)
        continue;
      if (spare_import_stopped (context, error))
        return FALSE;
      add_token (field.piece, context, import);
    }
  return TRUE;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const Part *first = *(const Part *const *) a;
  const Part *second = *(const Part *const *) b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if (first->index != second->index)
    return first->index < second->index ? -1 : 1;
  return 0;
}

gboolean
spare_google_parts_add (SpareGoogleParts         *self,
                        const SpareImportContext *context,
                        SpareImport              *import,
                        GError                  **error)
{
  if (self->too_many)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Too many transfer links");
      return FALSE;
    }
  g_ptr_array_sort (self->parts, compare_parts);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);
      const Part *before = i > 0 ? g_ptr_array_index (self->parts, i - 1) : NULL;

      if (part->payload != NULL)
        {
          import->parts_read++;
          if (before == NULL || before->group != part->group)
            import->parts += MAX ((guint) part->batch_size, 1);
        }
      if (!add_part (part, context, import, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing but such links; where there are others between them, it is a list of
 * links, which knows these, too. */
static gboolean
google_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_lines (file);
  const char *line;
  gsize length;
  gboolean found = FALSE;

  while (text != NULL && spare_import_next_line (&text, &line, &length))
    if (spare_google_is_link (line, length))
      found = TRUE;
    else if (spare_import_find_link (&line, &length))
      return FALSE;
  return found;
}

static gboolean
google_read (SpareImportFile          *file,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  const char *text = spare_import_file_get_lines (file);
  g_autoptr (SpareGoogleParts) parts = spare_google_parts_new ();
  const char *line;
  gsize length;

  import->plain = TRUE;
  while (spare_import_next_line (&text, &line, &length))
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      if (spare_google_is_link (line, length))
        spare_google_parts_take (parts, line, length);
      else
        import->others++;
    }
  return spare_google_parts_add (parts, context, import, error);
}

const SpareFormat spare_format_google = {
  .id = "google",
  .name = "Google Authenticator",
  .recognize = google_recognize,
  .read = google_read,
};
