/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-freeotp-token.h"

#include "spare-error.h"

gboolean
spare_freeotp_is_token (JsonObject *token)
{
  return json_object_has_member (token, "secret") && json_object_has_member (token, "label") &&
         (json_object_has_member (token, "issuerExt") || json_object_has_member (token, "issuerInt") ||
          json_object_has_member (token, "algo"));
}

/* The first of these that is there and not empty. */
static gboolean
first_text (JsonObject        *token,
            const char *const *names,
            const char       **value,
            GError           **error)
{
  *value = "";
  for (; *names != NULL && **value == 0; names++)
    if (!spare_import_json_text (token, *names, value, error))
      return FALSE;
  return TRUE;
}

/* What the person typed over it, then what stood in the link; of its two
 * issuers the app shows the label's. */
static gboolean
find_names (JsonObject  *token,
            const char **issuer,
            const char **label,
            GError     **error)
{
  static const char *const issuers[] = { "issuerAlt", "issuerExt", "issuerInt", NULL };
  static const char *const labels[] = { "labelAlt", "label", NULL };

  *label = "";
  return first_text (token, issuers, issuer, error) && first_text (token, labels, label, error);
}

char *
spare_freeotp_label (JsonObject *token)
{
  const char *issuer;
  const char *label;

  find_names (token, &issuer, &label, NULL);
  return *issuer != 0 && *label != 0 ? g_strdup_printf ("%s (%s)", issuer, label)
                                     : g_strdup (*issuer != 0 ? issuer : label);
}

/* The number before the next one: a new token has -1. */
static gboolean
read_counter (JsonObject   *token,
              SpareAccount *account,
              GError      **error)
{
  gint64 counter = -1;

  if (!spare_import_json_number (token, "counter", &counter, error))
    return FALSE;
  if (counter < -1)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "The counter is negative");
      return FALSE;
    }
  spare_account_set_counter (account, (guint64) counter + 1);
  return TRUE;
}

static gboolean
read_kind (JsonObject   *token,
           gint64        digits,
           SpareOtpKind *kind,
           GError      **error)
{
  const char *type = "TOTP";
  const char *issuer = "";

  if (!spare_import_json_text (token, "type", &type, error) ||
      !spare_import_json_text (token, "issuerExt", &issuer, error))
    return FALSE;
  if (g_ascii_strcasecmp (type, "HOTP") == 0)
    {
      *kind = SPARE_OTP_HOTP;
    }
  else if (g_ascii_strcasecmp (type, "TOTP") == 0)
    {
      /* The app has no kind for it, and goes by the name. */
      gboolean is_steam = g_ascii_strcasecmp (issuer, "Steam") == 0 && (digits == 0 || digits == 5);

      *kind = is_steam ? SPARE_OTP_STEAM : SPARE_OTP_TOTP;
    }
  else
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_secret (JsonObject   *token,
            SpareSecret  *given,
            SpareAccount *account,
            GError      **error)
{
  JsonArray *bytes = spare_json_get_array (token, "secret");
  g_autoptr (SpareSecret) own = NULL;

  if (given == NULL)
    {
      own = bytes != NULL && json_array_get_length (bytes) <= SPARE_OTPAUTH_MAX ? spare_json_as_secret (bytes) : NULL;
      if (own == NULL)
        {
          g_set_error_literal (error, SPARE_CORE_ERROR,
                               spare_json_is_null (token, "secret") ? SPARE_CORE_ERROR_SECRET_MISSING
                                                                    : SPARE_CORE_ERROR_SECRET_INVALID,
                               "No bytes of a secret");
          return FALSE;
        }
    }
  spare_account_set_secret (account, given != NULL ? given : own);
  return TRUE;
}

static gboolean
read_code (JsonObject   *token,
           SpareSecret  *secret,
           SpareAccount *account,
           GError      **error)
{
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  SpareOtpKind kind = SPARE_OTP_TOTP;
  gint64 digits = 0;
  gint64 period = 0;

  return spare_import_json_count (token, "digits", &digits, error) && read_kind (token, digits, &kind, error) &&
         spare_import_json_algorithm (token, "algo", &algorithm, error) &&
         (kind == SPARE_OTP_HOTP || spare_import_json_count (token, "period", &period, error)) &&
         (kind != SPARE_OTP_HOTP || read_counter (token, account, error)) &&
         spare_import_set_params (account, kind, algorithm, digits, period, error) &&
         set_secret (token, secret, account, error);
}

void
spare_freeotp_add_token (JsonObject               *token,
                         SpareSecret              *secret,
                         const SpareImportContext *context,
                         SpareImport              *import)
{
  SpareAccount *account = spare_import_new_account (context);
  g_autoptr (GError) error = NULL;
  const char *issuer;
  const char *label;

  if (find_names (token, &issuer, &label, &error))
    {
      spare_account_set_service (account, issuer);
      spare_account_set_name (account, label);
      read_code (token, secret, account, &error);
    }
  spare_import_add_read (import, account, g_steal_pointer (&error));
}
