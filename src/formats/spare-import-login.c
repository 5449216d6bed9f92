/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-error.h"

/* Logins of password managers: what their one-time code field can hold, and
 * what stands beside it. */

gboolean
spare_import_is_uri (const char *value)
{
  return spare_import_is_link (value, G_MAXSIZE); /* its NUL ends it */
}

gint64
spare_import_parse_count (const char *text)
{
  gint64 value = 0;

  if (text == NULL || *text == 0)
    return 0;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL))
    return SPARE_IMPORT_NONE;
  return value > 0 ? value : SPARE_IMPORT_ZERO;
}

gboolean
spare_import_set_encoded (SpareAccount *account,
                          const char   *text,
                          const char   *encoding,
                          GError      **error)
{
  g_autoptr (SpareSecret) secret = NULL;

  if (*text == 0 || g_ascii_strcasecmp (encoding, "base32") == 0)
    return spare_import_set_base32 (account, text, error);
  if (g_ascii_strcasecmp (encoding, "hex") == 0)
    secret = spare_base16_decode (text, -1, error);
  else if (g_ascii_strcasecmp (encoding, "base64") == 0)
    secret = spare_base64_decode_secret (text, -1);
  else if (g_ascii_strcasecmp (encoding, "utf8") == 0)
    secret = spare_secret_new_text (text);
  if (secret != NULL && spare_secret_get_size (secret) > 0)
    {
      spare_account_set_secret (account, secret);
      return TRUE;
    }
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID,
                         "The secret is not encoded as is said");
  return FALSE;
}

/* "key=…&size=6&step=30", as the KeePass plugin KeeOtp writes it. */
typedef struct
{
  char *key;
  char *size;
  char *step;
  char *hash;
  char *type;
  char *counter;
  char *encoding;
} KeeOtp;

static void
kee_otp_clear (KeeOtp *self)
{
  spare_wipe_text (self->key);
  g_free (self->size);
  g_free (self->step);
  g_free (self->hash);
  g_free (self->type);
  g_free (self->counter);
  g_free (self->encoding);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KeeOtp, kee_otp_clear)

static gboolean
kee_otp_split (KeeOtp     *self,
               const char *text)
{
  const struct
  {
    const char *name;
    char      **value;
  } fields[] = { { "key", &self->key },         { "size", &self->size },        { "step", &self->step },
                 { "otphashmode", &self->hash }, { "type", &self->type },        { "counter", &self->counter },
                 { "encoding", &self->encoding } };
  GUriParamsIter iter;
  char *name;
  char *value;
  g_autoptr (GError) problem = NULL;

  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_NONE);
  /* The error is told in our own words: GLib's may quote the secret. */
  while (g_uri_params_iter_next (&iter, &name, &value, &problem))
    {
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (*fields[i].value == NULL && g_ascii_strcasecmp (name, fields[i].name) == 0)
          *fields[i].value = g_steal_pointer (&value);
      spare_wipe_text (value);
      g_free (name);
    }
  return problem == NULL && self->key != NULL;
}

static gboolean
is_kee_otp (const char *value)
{
  const char *key = strstr (value, "key=");

  return key != NULL && (key == value || key[-1] == '&');
}

static gboolean
parse_kind (const char   *type,
            SpareOtpKind *kind,
            GError      **error)
{
  if (type == NULL || *type == 0 || g_ascii_strcasecmp (type, "totp") == 0)
    *kind = SPARE_OTP_TOTP;
  else if (g_ascii_strcasecmp (type, "hotp") == 0)
    *kind = SPARE_OTP_HOTP;
  else if (g_ascii_strcasecmp (type, "steam") == 0)
    *kind = SPARE_OTP_STEAM;
  else
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_counter (SpareAccount *account,
             const char   *text,
             GError      **error)
{
  guint64 counter = 0;

  if (text != NULL && *text != 0 && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &counter, NULL))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "The counter is no number");
      return FALSE;
    }
  spare_account_set_counter (account, counter);
  return TRUE;
}

static gboolean
read_kee_otp (SpareAccount *account,
              const char   *text,
              GError      **error)
{
  g_auto (KeeOtp) fields = { NULL };
  SpareOtpAlgorithm algorithm;
  SpareOtpKind kind;

  if (!kee_otp_split (&fields, text))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ENCODING, "Not encoded as a query");
      return FALSE;
    }
  return set_counter (account, fields.counter, error) && parse_kind (fields.type, &kind, error) &&
         spare_import_parse_algorithm (fields.hash, &algorithm, error) &&
         spare_import_set_params (account, kind, algorithm, spare_import_parse_count (fields.size),
                                  spare_import_parse_count (fields.step), error) &&
         spare_import_set_encoded (account, fields.key, fields.encoding != NULL ? fields.encoding : "base32",
                                   error);
}

static char *
stripped (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

/* A secret, and what stands beside it. */
static gboolean
read_bare (SpareAccount           *account,
           const SpareImportLogin *login,
           const char             *value,
           GError                **error)
{
  g_autofree char *type = stripped (login->kind);
  g_autofree char *hash = stripped (login->algorithm);
  g_autofree char *digits = stripped (login->digits);
  g_autofree char *period = stripped (login->period);
  g_autofree char *counter = stripped (login->counter);
  SpareOtpAlgorithm algorithm;
  SpareOtpKind kind;

  if (!parse_kind (type, &kind, error))
    return FALSE;
  if (*type == 0 && *period == 0 && *counter != 0)
    kind = SPARE_OTP_HOTP;
  return (kind != SPARE_OTP_HOTP || set_counter (account, counter, error)) &&
         spare_import_parse_algorithm (hash, &algorithm, error) &&
         spare_import_set_params (account, kind, algorithm, spare_import_parse_count (digits),
                                  spare_import_parse_count (period), error) &&
         spare_import_set_base32 (account, value, error);
}

static SpareAccount *
read_value (const SpareImportContext *context,
            const SpareImportLogin   *login,
            GError                  **error)
{
  g_autoptr (SpareAccount) account = NULL;
  const char *value = login->value;
  gboolean good;

  value += strspn (value, " \t\r\n");
  if (spare_import_is_uri (value))
    {
      g_autofree char *id = context->new_id ();

      account = spare_otpauth_parse (value, -1, id, error);
      if (account == NULL)
        return NULL;
      spare_account_set_created (account, context->now);
      return g_steal_pointer (&account);
    }
  account = spare_import_new_account (context);
  if (is_kee_otp (value))
    good = read_kee_otp (account, value, error);
  else
    good = read_bare (account, login, value, error);
  return good ? g_steal_pointer (&account) : NULL;
}

SpareAccount *
spare_import_read_value (const SpareImportContext *context,
                         const char               *value,
                         GError                  **error)
{
  const SpareImportLogin login = { .value = value };

  return read_value (context, &login, error);
}

/* "https://www.example.org/login" is example.org. */
static char *
host_of (const char *url)
{
  const char *start = strstr (url, "://");
  const char *at;
  gsize length;

  start = start != NULL ? start + 3 : url;
  length = strcspn (start, "/?#, \r\n");
  at = memchr (start, '@', length);
  if (at != NULL)
    {
      length -= (gsize) (at + 1 - start);
      start = at + 1;
    }
  if (length > 4 && g_ascii_strncasecmp (start, "www.", 4) == 0)
    {
      start += 4;
      length -= 4;
    }
  return g_strndup (start, length);
}

/* Names come from cells and fields, where anything may stand. */
static char *
one_line (const char *text)
{
  char *line = g_strdup (text != NULL ? text : "");

  for (char *at = line; *at != 0; at++)
    if ((guchar) *at < ' ')
      *at = ' ';
  return g_strstrip (line);
}

static char *
login_title (const SpareImportLogin *login)
{
  char *title = one_line (login->title);

  if (*title != 0 || login->url == NULL)
    return title;
  g_free (title);
  return host_of (login->url);
}

static void
fill_account (SpareAccount           *account,
              const SpareImportLogin *login,
              const char             *title)
{
  g_autofree char *name = one_line (login->name);

  if (*spare_account_get_service (account) == 0)
    spare_account_set_service (account, title);
  if (*spare_account_get_name (account) == 0)
    spare_account_set_name (account, name);
  if (login->note != NULL && *login->note != 0)
    spare_account_set_note (account, login->note);
  if (login->favorite)
    spare_account_set_favorite (account, TRUE);
  spare_import_add_tag (account, login->folder);
  for (guint i = 0; login->tags != NULL && login->tags[i] != NULL; i++)
    spare_import_add_tag (account, login->tags[i]);
}

SpareImportEntry *
spare_import_add_login_account (SpareImport            *self,
                                const SpareImportLogin *login,
                                SpareAccount           *account,
                                GError                 *problem)
{
  g_autofree char *title = login_title (login);
  SpareImportEntry *entry;

  if (account == NULL)
    {
      entry = spare_import_add_problem (self, *title != 0 ? title : login->name, problem);
    }
  else
    {
      if (login->mend != NULL)
        login->mend (account, login);
      fill_account (account, login, title);
      entry = spare_import_add (self, account, NULL);
    }
  entry->notes |= login->notes;
  return entry;
}

SpareImportEntry *
spare_import_add_login (SpareImport              *self,
                        const SpareImportContext *context,
                        const SpareImportLogin   *login)
{
  GError *problem = NULL;
  SpareAccount *account = read_value (context, login, &problem);

  return spare_import_add_login_account (self, login, account, problem);
}

SpareImportEntry *
spare_import_add_field (SpareImport              *self,
                        const SpareImportContext *context,
                        const char               *value,
                        const char               *service,
                        const char               *name)
{
  const SpareImportLogin login = { .value = value, .title = service, .name = name };

  return spare_import_add_login (self, context, &login);
}

GBytes *
spare_import_read_member (SpareImportFile          *file,
                          const char               *name,
                          gsize                     max,
                          const SpareImportContext *context,
                          SpareImport              *import,
                          GError                  **error)
{
  SpareArchive *archive = spare_import_file_get_archive (file);
  GCancellable *cancellable = context->watch.cancellable;
  g_autoptr (GError) first = NULL;
  SpareSecret *password;
  GBytes *bytes;

  bytes = spare_archive_read (archive, name, NULL, max, cancellable, &first);
  if (bytes != NULL)
    {
      import->plain = TRUE;
      return bytes;
    }
  if (!g_error_matches (first, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  password = spare_import_need_password (context, error);
  if (password == NULL)
    return NULL;
  return spare_archive_read (archive, name, password, max, cancellable, error);
}

JsonNode *
spare_import_parse_inner (GBytes  *bytes,
                          GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonNode *root = NULL;

  if (g_utf8_validate_len (data, size, NULL))
    root = spare_json_parse (data, (gssize) size);
  if (root == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No JSON inside");
  return root;
}

JsonNode *
spare_import_read_json_member (SpareImportFile          *file,
                               const char               *member,
                               const SpareImportContext *context,
                               SpareImport              *import,
                               GError                  **error)
{
  g_autoptr (GBytes) bytes =
    spare_import_read_member (file, member, SPARE_IMPORT_MEMBER_MAX, context, import, error);

  return bytes != NULL ? spare_import_parse_inner (bytes, error) : NULL;
}
