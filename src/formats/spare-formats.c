/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

/* Asked in this order: what can be told for sure comes first, a file without
 * any mark of its own last. */
static const SpareFormat *const formats[] = {
  &spare_format_aegis,
  &spare_format_google,
  &spare_format_uri_list,
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
