/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

/* Asked in this order: what can be told for sure comes first, a file without
 * any mark of its own last. */
static const SpareFormat *const formats[] = {
  &spare_format_sparekey,
  &spare_format_keepass,
  &spare_format_sqlite,
  &spare_format_otpclient,
  &spare_format_openpgp,
  &spare_format_winauth_settings,
  &spare_format_authenticator_plus,
  &spare_format_winauth,
  &spare_format_authy,
  &spare_format_steam,
  &spare_format_duo,
  &spare_format_freeotp,
  &spare_format_aegis,
  &spare_format_2fas,
  &spare_format_ente,
  &spare_format_freeotp_plus,
  &spare_format_google,
  &spare_format_bitwarden,
  &spare_format_keepass_xml,
  &spare_format_keepassxc,
  &spare_format_lastpass,
  &spare_format_onepassword,
  &spare_format_proton,
  &spare_format_raivo,
  &spare_format_stratum,
  &spare_format_csv,
  &spare_format_uri_list,
  &spare_format_totp_authenticator,
  &spare_format_andotp,
  NULL,
};

const SpareFormat *const *
spare_formats_list (void)
{
  return formats;
}

const char *
spare_format_get_id (const SpareFormat *format)
{
  return format->id;
}

const char *
spare_format_get_name (const SpareFormat *format)
{
  return format->name;
}

const char *
spare_format_get_advice (const SpareFormat *format)
{
  return format->advice;
}
