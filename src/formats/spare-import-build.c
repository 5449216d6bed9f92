/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-error.h"

#define LABEL_MAX 200 /* characters shown of a name that could not be read otherwise */

SpareAccount *
spare_import_new_account (const SpareImportContext *context)
{
  g_autofree char *id = context->new_id ();
  SpareAccount *account = spare_account_new (id);

  spare_account_set_created (account, context->now);
  return account;
}

static SpareImportEntry *
entry_new (SpareImport *self,
           char        *label)
{
  SpareImportEntry *entry = g_new0 (SpareImportEntry, 1);

  entry->label = label;
  g_ptr_array_add (self->entries, entry);
  return entry;
}

/* One line, of a length that a row can show. */
static char *
clean_label (const char *label)
{
  g_autofree char *valid = g_utf8_make_valid (label != NULL ? label : "", -1);

  for (char *at = valid; *at != 0; at++)
    if ((guchar) *at < ' ')
      *at = ' ';
  return g_utf8_strlen (valid, -1) > LABEL_MAX ? g_utf8_substring (valid, 0, LABEL_MAX)
                                               : g_steal_pointer (&valid);
}

static char *
account_label (SpareAccount *account)
{
  const char *service = spare_account_get_service (account);
  const char *name = spare_account_get_name (account);

  if (*service == 0 || *name == 0)
    return clean_label (*service != 0 ? service : name);
  return g_strdup_printf ("%s (%s)", service, name);
}

static gboolean
has_control (const char *text)
{
  for (; *text != 0; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static char *
without_controls (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (; *text != 0; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      g_string_append_c (clean, ' ');
    else
      g_string_append_unichar (clean, g_utf8_get_char (text));
  return g_strstrip (g_string_free (clean, FALSE));
}

/* Names that come from outside are one line. */
static void
clean_names (SpareAccount *account)
{
  if (has_control (spare_account_get_service (account)))
    {
      g_autofree char *service = without_controls (spare_account_get_service (account));

      spare_account_set_service (account, service);
    }
  if (has_control (spare_account_get_name (account)))
    {
      g_autofree char *name = without_controls (spare_account_get_name (account));

      spare_account_set_name (account, name);
    }
}

/* An account must not be lost for want of a name. TRUE where it was made up. */
static gboolean
name_account (SpareImport  *self,
              SpareAccount *account,
              const char   *label)
{
  g_autofree char *name = NULL;
  gboolean made_up;

  if (*spare_account_get_service (account) != 0 || *spare_account_get_name (account) != 0)
    return FALSE;
  name = clean_label (label);
  made_up = *g_strstrip (name) == 0;
  if (made_up)
    {
      g_free (name);
      name = g_strdup_printf ("unnamed-%u", self->entries->len + 1);
    }
  spare_account_set_name (account, name);
  return made_up;
}

SpareImportEntry *
spare_import_add (SpareImport  *self,
                  SpareAccount *account,
                  const char   *label)
{
  g_autoptr (SpareAccount) owned = account;
  g_autoptr (GError) problem = NULL;
  SpareImportEntry *entry;
  gboolean made_up;

  clean_names (account);
  made_up = name_account (self, account, label);
  entry = entry_new (self, label != NULL && *label != 0 ? clean_label (label) : account_label (account));
  if (made_up)
    entry->notes |= SPARE_IMPORT_NOTE_NAMELESS;
  if (spare_account_check (account, &problem))
    {
      entry->account = g_steal_pointer (&owned);
    }
  else if (g_error_matches (problem, SPARE_CORE_ERROR, SPARE_CORE_ERROR_PIN) &&
           spare_account_peek_pin (account) == NULL)
    {
      entry->account = g_steal_pointer (&owned);
      entry->notes |= SPARE_IMPORT_NOTE_PIN_MISSING;
    }
  else
    {
      entry->problem = g_steal_pointer (&problem);
    }
  return entry;
}

SpareImportEntry *
spare_import_add_problem (SpareImport *self,
                          const char  *label,
                          GError      *problem)
{
  SpareImportEntry *entry = entry_new (self, clean_label (label));

  entry->problem = problem;
  return entry;
}

SpareImportEntry *
spare_import_add_read (SpareImport  *self,
                       SpareAccount *account,
                       GError       *problem)
{
  g_autoptr (SpareAccount) owned = account;
  g_autofree char *label = NULL;

  if (problem == NULL)
    return spare_import_add (self, g_steal_pointer (&owned), NULL);
  label = account_label (account);
  return spare_import_add_problem (self, label, problem);
}

void
spare_import_add_bad (SpareImport *self,
                      const char  *label,
                      const char  *message)
{
  spare_import_add_problem (self, label,
                            g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, message));
}

/* What a URI that cannot be used calls itself: its path, never its query, also
 * where that was encoded with it, and nothing of the schemes whose path is the
 * secret. */
static char *
uri_label (const char *uri,
           gsize       length)
{
  g_autofree char *label = NULL;
  g_autofree char *lower = NULL;
  const char *slash;
  gsize end;

  if (length < 10 || g_ascii_strncasecmp (uri, "otpauth://", 10) != 0)
    return NULL;
  uri += 10;
  length -= 10;
  slash = memchr (uri, '/', length);
  if (slash == NULL)
    return NULL;
  length -= (gsize) (slash + 1 - uri);
  for (end = 0; end < length && slash[1 + end] != '?' && slash[1 + end] != '&' && slash[1 + end] != '#'; end++)
    ;
  label = g_uri_unescape_segment (slash + 1, slash + 1 + end, "/");
  if (label == NULL)
    return NULL;
  label[strcspn (label, "?&#%=")] = 0;
  lower = g_ascii_strdown (label, -1);
  return strstr (lower, "secret") == NULL ? g_steal_pointer (&label) : NULL;
}

SpareImportEntry *
spare_import_add_uri (SpareImport              *self,
                      const SpareImportContext *context,
                      const char               *uri,
                      gssize                    length,
                      const char               *label)
{
  gsize size = length < 0 ? strlen (uri) : (gsize) length;
  g_autofree char *id = context->new_id ();
  g_autoptr (GError) error = NULL;
  g_autofree char *own = NULL;
  SpareAccount *account;

  account = spare_otpauth_parse (uri, (gssize) size, id, &error);
  if (account != NULL)
    {
      spare_account_set_created (account, context->now);
      return spare_import_add (self, account, label);
    }
  own = uri_label (uri, size);
  return spare_import_add_problem (self, label != NULL && *label != 0 ? label : own, g_steal_pointer (&error));
}

gboolean
spare_import_parse_algorithm (const char        *text,
                              SpareOtpAlgorithm *algorithm,
                              GError           **error)
{
  static const struct
  {
    const char       *name;
    SpareOtpAlgorithm algorithm;
  } names[] = { { "", SPARE_OTP_SHA1 },
                { "sha1", SPARE_OTP_SHA1 },
                { "sha256", SPARE_OTP_SHA256 },
                { "sha512", SPARE_OTP_SHA512 } };
  char plain[16] = "";
  gsize n = 0;

  if (text == NULL)
    text = "";
  if (g_ascii_strncasecmp (text, "Algorithm.", 10) == 0)
    text += 10;
  if (g_ascii_strncasecmp (text, "Hmac", 4) == 0)
    text += 4;
  for (; *text != 0 && n + 1 < sizeof plain; text++)
    if (*text != '-' && *text != '_')
      plain[n++] = g_ascii_tolower (*text);
  plain[n] = 0;
  for (guint i = 0; i < G_N_ELEMENTS (names) && *text == 0; i++)
    if (g_str_equal (plain, names[i].name))
      {
        *algorithm = names[i].algorithm;
        return TRUE;
      }
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ALGORITHM, "Unknown algorithm");
  return FALSE;
}

gboolean
spare_import_parse_kind (const char   *text,
                         guint         kinds,
                         SpareOtpKind *kind,
                         GError      **error)
{
  static const struct
  {
    const char  *name;
    SpareOtpKind kind;
  } names[] = { { "totp", SPARE_OTP_TOTP },
                { "hotp", SPARE_OTP_HOTP },
                { "steam", SPARE_OTP_STEAM },
                { "motp", SPARE_OTP_MOTP },
                { "yandex", SPARE_OTP_YANDEX } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((kinds & SPARE_IMPORT_KIND (names[i].kind)) != 0 && g_ascii_strcasecmp (text, names[i].name) == 0)
      {
        *kind = names[i].kind;
        return TRUE;
      }
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
  return FALSE;
}

gboolean
spare_import_set_base32 (SpareAccount *account,
                         const char   *text,
                         GError      **error)
{
  g_autoptr (SpareSecret) secret = NULL;

  if (text == NULL || *text == 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING, "No secret");
      return FALSE;
    }
  secret = spare_base32_decode (text, -1, error);
  if (secret == NULL)
    return FALSE;
  spare_account_set_secret (account, secret);
  return TRUE;
}

void
spare_import_add_tag (SpareAccount *account,
                      const char   *tag)
{
  const char *const *tags = spare_account_get_tags (account);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autofree char *stripped = NULL;
  g_auto (GStrv) more = NULL;
  gsize size = 0;
  guint n = 0;

  if (tag == NULL)
    return;
  for (; tags[n] != NULL; n++)
    size += strlen (tags[n]);
  if (n >= SPARE_IMPORT_TAGS_MAX || size > SPARE_ACCOUNT_TEXT_MAX)
    return;
  stripped = g_strstrip (g_strdup (tag));
  if (*stripped == 0 || g_strv_contains (tags, stripped))
    return;
  builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) tags);
  g_strv_builder_add (builder, stripped);
  more = g_strv_builder_end (builder);
  spare_account_set_tags (account, (const char *const *) more);
}

/* Programs fill in what TOTP has, and show the codes of the kind all the same.
 * Any other value would ask for codes that there are none of. */
static gboolean
check_fixed (const SpareOtpParams *fixed,
             SpareOtpAlgorithm     algorithm,
             gint64                digits,
             gint64                period,
             GError              **error)
{
  const SpareOtpParams usual = spare_otp_params_default (SPARE_OTP_TOTP);
  const char *message = "A kind that leaves no choice, and another choice";

  if (algorithm != fixed->algorithm && algorithm != usual.algorithm)
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ALGORITHM, message);
  else if (digits != 0 && digits != SPARE_IMPORT_ZERO && digits != fixed->digits && digits != usual.digits)
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_DIGITS, message);
  else if (period != 0 && period != SPARE_IMPORT_ZERO && period != fixed->period && period != usual.period)
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_PERIOD, message);
  else
    return TRUE;
  return FALSE;
}

gboolean
spare_import_set_params (SpareAccount     *account,
                         SpareOtpKind      kind,
                         SpareOtpAlgorithm algorithm,
                         gint64            digits,
                         gint64            period,
                         GError          **error)
{
  SpareOtpParams params = spare_otp_params_default (kind);

  if (kind == SPARE_OTP_TOTP || kind == SPARE_OTP_HOTP)
    {
      params.algorithm = algorithm;
      if (digits != 0)
        params.digits = digits > 0 && digits <= SPARE_OTP_DIGITS_MAX ? (guint) digits : G_MAXUINT;
    }
  else if (!check_fixed (&params, algorithm, digits, period, error))
    return FALSE;
  if (kind == SPARE_OTP_TOTP && period != 0)
    params.period = period > 0 && period <= SPARE_OTP_PERIOD_MAX ? (guint) period : 0;
  if (!spare_otp_params_check (&params, error))
    return FALSE;
  spare_account_set_params (account, &params);
  return TRUE;
}

SpareSecret *
spare_import_need_password (const SpareImportContext *context,
                            GError                  **error)
{
  if (context->password == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED,
                         "The file is encrypted");
  return context->password;
}

gboolean
spare_import_explain (GError **error)
{
  static const struct
  {
    SpareCryptoError from;
    SpareFormatError to;
  } codes[] = { { SPARE_CRYPTO_ERROR_PASSWORD, SPARE_FORMAT_ERROR_PASSWORD_WRONG },
                { SPARE_CRYPTO_ERROR_DAMAGED, SPARE_FORMAT_ERROR_DAMAGED },
                { SPARE_CRYPTO_ERROR_PARAMETERS, SPARE_FORMAT_ERROR_PARAMETERS },
                { SPARE_CRYPTO_ERROR_MEMORY, SPARE_FORMAT_ERROR_MEMORY },
                { SPARE_CRYPTO_ERROR_VERSION, SPARE_FORMAT_ERROR_VERSION },
                { SPARE_CRYPTO_ERROR_FAILED, SPARE_FORMAT_ERROR_DAMAGED } };

  if (error == NULL || *error == NULL || (*error)->domain != SPARE_CRYPTO_ERROR)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if ((*error)->code == (int) codes[i].from)
      {
        (*error)->domain = SPARE_FORMAT_ERROR;
        (*error)->code = codes[i].to;
        break;
      }
  return FALSE;
}

gboolean
spare_import_stopped (const SpareImportContext *context,
                      GError                  **error)
{
  return g_cancellable_set_error_if_cancelled (context->watch.cancellable, error);
}
