/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-options.h"

#include "spare-base32.h"
#include "spare-cli-error.h"

#include <glib/gi18n.h>

void
spare_cli_options_entries (SpareCliOptions *self,
                           GOptionEntry    *entries)
{
  const GOptionEntry all[SPARE_CLI_OPTIONS_N + 1] = {
    { "service", 0, 0, G_OPTION_ARG_STRING, &self->service, N_("Who the account is with"), N_("SERVICE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_("Account name there"), N_("NAME") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self->note, N_("Note"), N_("TEXT") },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->tags, N_("Tag; give it again for more tags"), N_("TAG") },
    { "no-tags", 0, 0, G_OPTION_ARG_NONE, &self->no_tags, N_("Take all tags away first"), NULL },
    { "favorite", 0, 0, G_OPTION_ARG_STRING, &self->favorite, N_("Is it a favorite?"), "yes|no" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &self->kind, N_("How codes are made"), "totp|hotp|steam|motp|yaotp|none" },
    { "algorithm", 0, 0, G_OPTION_ARG_STRING, &self->algorithm, N_("Hash of the codes"), "SHA1|SHA256|SHA512" },
    { "digits", 0, 0, G_OPTION_ARG_STRING, &self->digits, N_("Length of a code, 1 to 10"), N_("N") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &self->period, N_("Seconds that a code is valid"), N_("N") },
    { "counter", 0, 0, G_OPTION_ARG_STRING, &self->counter, N_("Next counter (hotp)"), N_("N") },
    { "secret", 0, 0, G_OPTION_ARG_STRING, &self->secret,
      N_("Read the secret (Base32; mOTP: hexadecimal) from standard input"), "-" },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &self->pin,
      N_("Read the PIN (motp, yaotp) from standard input, on the line after the secret"), "-" },
    { NULL },
  };

  for (guint i = 0; i <= SPARE_CLI_OPTIONS_N; i++)
    entries[i] = all[i];
}

void
spare_cli_options_clear (SpareCliOptions *self)
{
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->favorite, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->algorithm, g_free);
  g_clear_pointer (&self->digits, g_free);
  g_clear_pointer (&self->period, g_free);
  g_clear_pointer (&self->counter, g_free);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->pin, g_free);
}

gboolean
spare_cli_options_any (const SpareCliOptions *self)
{
  return self->service != NULL || self->name != NULL || self->note != NULL || self->tags != NULL || self->no_tags ||
         self->favorite != NULL || self->kind != NULL || self->algorithm != NULL || self->digits != NULL ||
         self->period != NULL || self->counter != NULL || self->secret != NULL || self->pin != NULL;
}

gboolean
spare_cli_options_check (const SpareCliOptions *self,
                         GError               **error)
{
  if ((self->secret == NULL || g_str_equal (self->secret, "-")) && (self->pin == NULL || g_str_equal (self->pin, "-")))
    return TRUE;

  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                       _("A secret or PIN on the command line can be seen by other users of this computer (ps) and "
                         "stays in the shell’s history, so it was not used. Write --secret - (and --pin -) and type "
                         "or pipe it in."));

  return FALSE;
}

static gboolean
parse_kind (const char   *text,
            SpareOtpKind *kind,
            GError      **error)
{
  static const SpareOtpKind kinds[] = {
    SPARE_OTP_NONE, SPARE_OTP_TOTP, SPARE_OTP_HOTP, SPARE_OTP_STEAM, SPARE_OTP_MOTP, SPARE_OTP_YANDEX,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (text, spare_otp_kind_to_string (kinds[i])) == 0)
      {
        *kind = kinds[i];
        return TRUE;
      }

  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");

  return FALSE;
}

static gboolean
parse_algorithm (const char        *text,
                 SpareOtpAlgorithm *algorithm,
                 GError           **error)
{
  static const SpareOtpAlgorithm algorithms[] = { SPARE_OTP_SHA1, SPARE_OTP_SHA256, SPARE_OTP_SHA512 };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_ascii_strcasecmp (text, spare_otp_algorithm_to_string (algorithms[i])) == 0)
      {
        *algorithm = algorithms[i];
        return TRUE;
      }

  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ALGORITHM, "Unknown algorithm");

  return FALSE;
}

static gboolean
parse_number (const char    *text,
              guint64        max,
              SpareCoreError code,
              guint64       *number,
              GError       **error)
{
  if (g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL))
    return TRUE;

  g_set_error_literal (error, SPARE_CORE_ERROR, (int) code, "Not a number in range");

  return FALSE;
}

static gboolean
apply_params (const SpareCliOptions *self,
              SpareAccount          *account,
              GError               **error)
{
  SpareOtpParams params = *spare_account_get_params (account);
  guint64 number = 0;

  if (self->kind != NULL)
    {
      SpareOtpKind kind = params.kind;

      if (!parse_kind (self->kind, &kind, error))
        return FALSE;
      if (kind != params.kind)
        params = spare_otp_params_default (kind);
    }
  if (self->algorithm != NULL && !parse_algorithm (self->algorithm, &params.algorithm, error))
    return FALSE;
  if (self->digits != NULL)
    {
      if (!parse_number (self->digits, SPARE_OTP_DIGITS_MAX, SPARE_CORE_ERROR_DIGITS, &number, error))
        return FALSE;
      params.digits = (guint) number;
    }
  if (self->period != NULL)
    {
      if (!parse_number (self->period, SPARE_OTP_PERIOD_MAX, SPARE_CORE_ERROR_PERIOD, &number, error))
        return FALSE;
      params.period = (guint) number;
    }
  if (!spare_otp_params_check (&params, error))
    return FALSE;
  spare_account_set_params (account, &params);

  if (self->counter != NULL)
    {
      if (!parse_number (self->counter, G_MAXUINT64, SPARE_CORE_ERROR_COUNTER, &number, error))
        return FALSE;
      if (params.kind != SPARE_OTP_HOTP)
        {
          g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "Only HOTP has a counter");
          return FALSE;
        }
      spare_account_set_counter (account, number);
    }

  return TRUE;
}

static gboolean
apply_secrets (const SpareCliOptions *self,
               SpareAccount          *account,
               SpareCliLines         *lines,
               GError               **error)
{
  if (self->secret != NULL)
    {
      gboolean hex = spare_account_get_params (account)->kind == SPARE_OTP_MOTP;
      g_autoptr(SpareSecret) text = NULL;
      g_autoptr(SpareSecret) secret = NULL;
      gsize size = 0;
      const char *bytes;

      text = spare_cli_lines_secret (lines, _("Secret: "), SPARE_CORE_ERROR_SECRET_MISSING, error);
      if (text == NULL)
        return FALSE;
      bytes = spare_secret_peek (text, &size);
      secret = hex ? spare_base16_decode (bytes, (gssize) size, error)
                   : spare_base32_decode (bytes, (gssize) size, error);
      if (secret == NULL)
        return FALSE;
      spare_account_set_secret (account, secret);
    }
  if (self->pin != NULL)
    {
      g_autoptr(SpareSecret) pin = NULL;

      pin = spare_cli_lines_secret (lines, _("PIN: "), SPARE_CORE_ERROR_PIN, error);
      if (pin == NULL)
        return FALSE;
      spare_account_set_pin (account, pin);
    }

  return TRUE;
}

static void
apply_tags (const SpareCliOptions *self,
            SpareAccount          *account)
{
  const char *const *old = spare_account_get_tags (account);
  g_autoptr(GPtrArray) tags = g_ptr_array_new ();
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; !self->no_tags && old != NULL && old[i] != NULL; i++)
    g_ptr_array_add (tags, (gpointer) old[i]);
  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    g_ptr_array_add (tags, self->tags[i]);

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *tag = g_strstrip (g_strdup (g_ptr_array_index (tags, i)));

      if (*tag != '\0' && !g_ptr_array_find_with_equal_func (keep, tag, g_str_equal, NULL))
        g_ptr_array_add (keep, g_steal_pointer (&tag));
    }
  g_ptr_array_add (keep, NULL);
  spare_account_set_tags (account, (const char *const *) keep->pdata);
}

static gboolean
apply_favorite (const SpareCliOptions *self,
                SpareAccount          *account,
                GError               **error)
{
  if (g_ascii_strcasecmp (self->favorite, "yes") == 0)
    spare_account_set_favorite (account, TRUE);
  else if (g_ascii_strcasecmp (self->favorite, "no") == 0)
    spare_account_set_favorite (account, FALSE);
  else
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Give --favorite yes or --favorite no."));
      return FALSE;
    }

  return TRUE;
}

gboolean
spare_cli_options_apply (const SpareCliOptions *self,
                         SpareAccount          *account,
                         SpareCliLines         *lines,
                         GError               **error)
{
  if (self->favorite != NULL && !apply_favorite (self, account, error))
    return FALSE;
  if (!apply_params (self, account, error))
    return FALSE;
  if (self->service != NULL)
    spare_account_set_service (account, self->service);
  if (self->name != NULL)
    spare_account_set_name (account, self->name);
  if (self->note != NULL)
    spare_account_set_note (account, self->note);
  if (self->tags != NULL || self->no_tags)
    apply_tags (self, account);

  return apply_secrets (self, account, lines, error) && spare_account_check (account, error);
}
