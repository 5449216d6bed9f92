/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-otpauth.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-error.h"
#include "spare-label.h"
#include "spare-query.h"

static gboolean
fail (GError       **error,
      SpareCoreError code,
      const char    *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, code, message);
  return FALSE;
}

/* Messages of GLib may quote the text, so they are not passed on. */
static gboolean
read_number (SpareSlice value,
             guint64    min,
             guint64    max,
             guint64   *out)
{
  g_autofree char *text = spare_uri_decode (value, TRUE, NULL);

  return text != NULL && g_ascii_string_to_unsigned (g_strstrip (text), 10, min, max, out, NULL);
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* Names that come from outside are one line. */
static char *
read_name (SpareQuery *self,
           SpareSlice  value,
           gboolean    is_query,
           GError    **error)
{
  g_autofree char *text = spare_uri_decode (value, is_query, error);

  if (text == NULL)
    return NULL;

  if (!self->is_record && has_control (text))
    {
      fail (error, SPARE_CORE_ERROR_ENCODING, "A control character in a name");
      return NULL;
    }

  return g_steal_pointer (&text);
}

static gboolean
read_label (SpareQuery *self,
            SpareLabel *out,
            GError    **error)
{
  g_autofree char *label = NULL;
  g_autofree char *issuer = NULL;
  char **fields[] = { &out->service, &out->name, &out->prefix };
  const SpareKey overrides[] = { SPARE_KEY_X_SERVICE, SPARE_KEY_X_NAME, SPARE_KEY_X_PREFIX };

  label = read_name (self, self->label, FALSE, error);
  if (label == NULL)
    return FALSE;

  issuer = read_name (self, self->values[SPARE_KEY_ISSUER], TRUE, error);
  if (issuer == NULL)
    return FALSE;

  spare_label_split (out, label, issuer);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *text;

      if (self->values[overrides[i]].text == NULL)
        continue;

      text = read_name (self, self->values[overrides[i]], TRUE, error);
      if (text == NULL)
        return FALSE;
      g_free (*fields[i]);
      *fields[i] = text;
    }

  return TRUE;
}

static gboolean
says_steam (const char *name)
{
  return name != NULL && g_ascii_strcasecmp (name, "steam") == 0;
}

/* Steam's codes go under three other names than host "steam". */
static gboolean
resolve_kind (SpareQuery       *self,
              const SpareLabel *label,
              GError          **error)
{
  SpareSlice encoder = self->values[SPARE_KEY_ENCODER];
  SpareSlice flag = self->values[SPARE_KEY_STEAM];
  guint64 digits = 5;
  gboolean asks_for_steam;

  if (self->is_record)
    {
      self->keep[SPARE_KEY_ENCODER] = self->keep[SPARE_KEY_STEAM] = TRUE;
      return TRUE;
    }

  if (encoder.text != NULL && !spare_slice_equal (encoder, "steam"))
    return fail (error, SPARE_CORE_ERROR_TYPE, "Another encoder of codes");

  asks_for_steam = encoder.text != NULL;
  if (flag.text != NULL)
    asks_for_steam |= flag.length == 0 || spare_slice_equal (flag, "1")
                      || spare_slice_equal (flag, "true");

  if (self->values[SPARE_KEY_DIGITS].text != NULL
      && !read_number (self->values[SPARE_KEY_DIGITS], 5, 5, &digits))
    digits = 0;

  if (self->kind == SPARE_OTP_TOTP)
    {
      gboolean named_steam = digits == 5
                             && (says_steam (label->service) || says_steam (label->prefix));

      if (asks_for_steam || named_steam)
        self->kind = SPARE_OTP_STEAM;
    }
  else if (asks_for_steam && self->kind != SPARE_OTP_STEAM)
    {
      return fail (error, SPARE_CORE_ERROR_TYPE, "Steam codes follow the clock");
    }

  return TRUE;
}

/* "SHA1", "sha-1", "HmacSHA1", "HMAC-SHA-512", "Algorithm.sha256" */
static gboolean
read_algorithm (SpareQuery        *self,
                SpareOtpAlgorithm *out,
                GError           **error)
{
  g_autofree char *text = NULL;
  const char *at;
  char plain[8];
  guint used = 0;

  if (self->values[SPARE_KEY_ALGORITHM].text == NULL)
    return TRUE;

  text = spare_uri_decode (self->values[SPARE_KEY_ALGORITHM], TRUE, error);
  if (text == NULL)
    return FALSE;

  at = g_strstrip (text);
  if (g_ascii_strncasecmp (at, "Algorithm.", 10) == 0)
    at += 10;
  if (g_ascii_strncasecmp (at, "Hmac", 4) == 0)
    at += 4;

  for (; *at != '\0' && used < sizeof plain - 1; at++)
    if (*at != '-' && *at != '_')
      plain[used++] = g_ascii_toupper (*at);
  plain[used] = '\0';

  if (*at == '\0')
    {
      for (SpareOtpAlgorithm i = SPARE_OTP_SHA1; i <= SPARE_OTP_SHA512; i++)
        if (strcmp (plain, spare_otp_algorithm_to_string (i)) == 0)
          {
            *out = i;
            return TRUE;
          }

      /* The only one that mOTP has, and so not a choice. */
      if (self->kind == SPARE_OTP_MOTP && strcmp (plain, "MD5") == 0)
        return TRUE;
    }

  return fail (error, SPARE_CORE_ERROR_ALGORITHM, "Another algorithm");
}

static gboolean
is_base16 (const char *text,
           gsize       length)
{
  gsize digits = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '-' || g_ascii_isspace (text[i]))
        continue;
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      digits++;
    }

  return digits % 2 == 0;
}

static SpareSecret *
read_secret (SpareQuery *self,
             GError    **error)
{
  g_autoptr (SpareSecret) decoded = NULL;
  g_autoptr (SpareSecret) secret = NULL;
  SpareSlice value = self->values[SPARE_KEY_SECRET];

  if (value.length == 0)
    {
      fail (error, SPARE_CORE_ERROR_SECRET_MISSING, "No secret");
      return NULL;
    }

  if (memchr (value.text, '%', value.length) != NULL
      || memchr (value.text, '+', value.length) != NULL)
    {
      decoded = spare_uri_decode_secret (value, TRUE, error);
      if (decoded == NULL)
        return NULL;
      value.text = spare_secret_peek (decoded, &value.length);
    }

  if (self->kind == SPARE_OTP_MOTP && is_base16 (value.text, value.length))
    secret = spare_base16_decode (value.text, (gssize) value.length, error);
  else
    secret = spare_base32_decode (value.text, (gssize) value.length, error);

  if (secret == NULL || !spare_otp_secret_check (self->kind, secret, error))
    return NULL;

  return g_steal_pointer (&secret);
}

static gboolean
read_params (SpareQuery     *self,
             SpareOtpParams *params,
             GError        **error)
{
  guint64 number;

  *params = spare_otp_params_default (self->kind);
  if (self->kind == SPARE_OTP_NONE)
    return TRUE;

  if (!read_algorithm (self, &params->algorithm, error))
    return FALSE;

  if (self->values[SPARE_KEY_DIGITS].text != NULL)
    {
      if (!read_number (self->values[SPARE_KEY_DIGITS], SPARE_OTP_DIGITS_MIN, SPARE_OTP_DIGITS_MAX,
                        &number))
        return fail (error, SPARE_CORE_ERROR_DIGITS, "Digits are not a number from 1 to 10");
      params->digits = (guint) number;
    }

  if (self->values[SPARE_KEY_PERIOD].text != NULL && self->kind != SPARE_OTP_HOTP)
    {
      if (!read_number (self->values[SPARE_KEY_PERIOD], 1, SPARE_OTP_PERIOD_MAX, &number))
        return fail (error, SPARE_CORE_ERROR_PERIOD, "The period is not a number of seconds");
      params->period = (guint) number;
    }

  return spare_otp_params_check (params, error);
}

/* A PIN is often asked for later, so it may be absent, but not wrong. Yandex:
 * digits, or Base32 of digits, which begins with a letter. */
static gboolean
read_pin (SpareQuery   *self,
          SpareAccount *account,
          GError      **error)
{
  g_autoptr (SpareSecret) pin = NULL;
  g_autoptr (SpareSecret) digits = NULL;
  const char *text;
  gsize size;

  if (self->values[SPARE_KEY_PIN].text == NULL || !spare_otp_kind_needs_pin (self->kind))
    return TRUE;

  pin = spare_uri_decode_secret (self->values[SPARE_KEY_PIN], TRUE, error);
  if (pin == NULL)
    return FALSE;

  text = spare_secret_peek (pin, &size);
  if (self->kind == SPARE_OTP_YANDEX && size > 0 && !g_ascii_isdigit (text[0]))
    {
      digits = spare_base32_decode (text, (gssize) size, NULL);
      if (digits == NULL)
        return fail (error, SPARE_CORE_ERROR_PIN, "The PIN is neither digits nor Base32");
    }

  if (!spare_otp_pin_check (self->kind, digits != NULL ? digits : pin, error))
    return FALSE;

  spare_account_set_pin (account, digits != NULL ? digits : pin);
  return TRUE;
}

static gboolean
read_codes (SpareQuery   *self,
            SpareAccount *account,
            GError      **error)
{
  g_autoptr (SpareSecret) secret = NULL;
  SpareOtpParams params;
  guint64 counter = 0;

  if (self->kind != SPARE_OTP_NONE)
    {
      secret = read_secret (self, error);
      if (secret == NULL)
        return FALSE;
    }

  if (!read_params (self, &params, error))
    return FALSE;

  if (self->kind == SPARE_OTP_HOTP && self->values[SPARE_KEY_COUNTER].text != NULL
      && !read_number (self->values[SPARE_KEY_COUNTER], 0, G_MAXUINT64, &counter))
    return fail (error, SPARE_CORE_ERROR_COUNTER, "The counter is not a number");

  spare_account_set_params (account, &params);
  spare_account_set_secret (account, secret);
  spare_account_set_counter (account, counter);
  return read_pin (self, account, error);
}

static gboolean
read_tags (SpareQuery   *self,
           SpareAccount *account,
           GError      **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  SpareSlice rest = self->query;
  SpareSlice value;

  while (spare_query_next_tag (&rest, &value))
    {
      char *tag = read_name (self, value, TRUE, error);

      if (tag == NULL)
        return FALSE;
      g_ptr_array_add (tags, self->is_record ? tag : g_strstrip (tag));
    }

  g_ptr_array_add (tags, NULL);
  spare_account_set_tags (account, (const char *const *) tags->pdata);
  return TRUE;
}

/* A time that cannot be read must not cost the account: it is kept unread. */
static gint64
read_time (SpareQuery *self,
           SpareKey    key)
{
  g_autofree char *text = NULL;
  gint64 unix_time = 0;

  if (self->values[key].text == NULL)
    return 0;

  text = spare_uri_decode (self->values[key], TRUE, NULL);
  if (text == NULL
      || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &unix_time, NULL))
    self->keep[key] = TRUE;

  return unix_time;
}

static double
read_position (SpareQuery *self)
{
  g_autofree char *text = NULL;
  double position = 0;
  char *end;

  if (self->values[SPARE_KEY_X_POSITION].text == NULL)
    return 0;

  text = spare_uri_decode (self->values[SPARE_KEY_X_POSITION], TRUE, NULL);
  if (text != NULL)
    {
      position = g_ascii_strtod (text, &end);
      if (end != text && *end == '\0')
        return position;
    }

  self->keep[SPARE_KEY_X_POSITION] = TRUE;
  return 0;
}

/* What a person said of the account, and, in a record, what we noted. */
static gboolean
read_own (SpareQuery   *self,
          SpareAccount *account,
          GError      **error)
{
  g_autofree char *note = NULL;
  guint64 number;

  if (self->values[SPARE_KEY_X_VERSION].text != NULL
      && !read_number (self->values[SPARE_KEY_X_VERSION], 1, 1, &number))
    return fail (error, SPARE_CORE_ERROR_TYPE, "A record of a later version");

  note = spare_uri_decode (self->values[SPARE_KEY_X_NOTE], TRUE, error);
  if (note == NULL)
    return FALSE;
  spare_account_set_note (account, note);

  if (self->values[SPARE_KEY_X_FAVORITE].text != NULL)
    {
      if (read_number (self->values[SPARE_KEY_X_FAVORITE], 0, 1, &number))
        spare_account_set_favorite (account, number == 1);
      else
        self->keep[SPARE_KEY_X_FAVORITE] = TRUE;
    }

  if (self->is_record)
    {
      spare_account_set_created (account, read_time (self, SPARE_KEY_X_CREATED));
      spare_account_set_used (account, read_time (self, SPARE_KEY_X_USED));
      spare_account_set_deleted (account, read_time (self, SPARE_KEY_X_DELETED));
      spare_account_set_position (account, read_position (self));
    }

  return TRUE;
}

static SpareAccount *
parse (SpareSlice  text,
       gboolean    is_record,
       const char *id,
       GError    **error)
{
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (SpareSecret) unknown = NULL;
  g_auto (SpareLabel) label = { NULL };
  SpareQuery self = { .is_record = is_record };

  if (!spare_query_split (&self, text, error) || !read_label (&self, &label, error)
      || !resolve_kind (&self, &label, error))
    return NULL;

  account = spare_account_new (id);
  if (!read_codes (&self, account, error) || !read_tags (&self, account, error)
      || !read_own (&self, account, error))
    return NULL;

  /* steam://SECRET has no label; its codes can only be those of one service. */
  if (!is_record && self.kind == SPARE_OTP_STEAM && *label.service == '\0' && *label.name == '\0')
    spare_account_set_service (account, "Steam");
  else
    spare_account_set_service (account, label.service);
  spare_account_set_name (account, label.name);
  spare_account_set_prefix (account, label.prefix);

  unknown = spare_query_unknown (&self);
  spare_account_set_unknown (account, unknown);
  return g_steal_pointer (&account);
}

SpareAccount *
spare_otpauth_parse (const char *text,
                     gssize      length,
                     const char *id,
                     GError    **error)
{
  SpareSlice slice = { text };

  g_return_val_if_fail (text != NULL, NULL);

  slice.length = length < 0 ? strnlen (text, SPARE_OTPAUTH_MAX + 1) : (gsize) length;
  if (slice.length > SPARE_OTPAUTH_MAX)
    {
      fail (error, SPARE_CORE_ERROR_TOO_LONG, "The URI is too long");
      return NULL;
    }

  return parse (slice, FALSE, id, error);
}

/**
 * spare_account_parse:
 * @line: what spare_account_print() wrote; read in place
 * @id: the id that the account gets
 *
 * Returns: (transfer full) (nullable): the account, or NULL with a
 *   SPARE_CORE_ERROR
 */
SpareAccount *
spare_account_parse (const char *line,
                     const char *id,
                     GError    **error)
{
  SpareSlice slice = { line };

  g_return_val_if_fail (line != NULL, NULL);

  slice.length = strnlen (line, SPARE_RECORD_MAX + 1);
  if (slice.length > SPARE_RECORD_MAX)
    {
      fail (error, SPARE_CORE_ERROR_TOO_LONG, "The record is too long");
      return NULL;
    }

  return parse (slice, TRUE, id, error);
}
