/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-words.h"

#include <glib/gi18n.h>

const char *
spare_words_get_title (SpareAccount *account)
{
  const char *service = spare_account_get_service (account);

  return *service != '\0' ? service : spare_account_get_name (account);
}

char *
spare_words_dup_names (SpareAccount *account)
{
  const char *service = spare_account_get_service (account);
  const char *name = spare_account_get_name (account);

  if (*service == '\0' || *name == '\0')
    return g_strdup (spare_words_get_title (account));

  /* Translators: a service and an account name, such as "GitHub, alice". */
  return g_strdup_printf (_("%s, %s"), service, name);
}

char *
spare_words_dup_date (gint64 unix_time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (unix_time);

  if (date == NULL)
    return g_strdup (_("an unknown day"));

  /* Translators: a day, as g_date_time_format() has it: "5 May 2026". */
  return g_date_time_format (date, _("%-d %b %Y"));
}

const char *
spare_words_get_kind (SpareOtpKind kind)
{
  switch (kind)
    {
    case SPARE_OTP_TOTP:
      return _("Time-based");
    case SPARE_OTP_HOTP:
      return _("Counter-based");
    case SPARE_OTP_STEAM:
      return _("Steam");
    case SPARE_OTP_MOTP:
      return _("mOTP");
    case SPARE_OTP_YANDEX:
      return _("Yandex");
    case SPARE_OTP_NONE:
    default:
      return _("No codes");
    }
}

const char *
spare_words_get_algorithm (SpareOtpAlgorithm algorithm)
{
  switch (algorithm)
    {
    case SPARE_OTP_SHA256:
      return "SHA-256";
    case SPARE_OTP_SHA512:
      return "SHA-512";
    case SPARE_OTP_SHA1:
    default:
      return "SHA-1";
    }
}
