/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-error-file.h"

#include "spare-crypto-error.h"
#include "spare-format-error.h"
#include "spare-qr-error.h"

#include <glib/gi18n.h>

static const char *
format_text (SpareFormatError code)
{
  switch (code)
    {
    case SPARE_FORMAT_ERROR_UNKNOWN:
      return _("This is no file that Sparekey knows. Export the accounts again, and give that file as it is.");
    case SPARE_FORMAT_ERROR_PASSWORD_NEEDED:
      return _("The file has a password. Run the command in a terminal, or add --password-file FILE");
    case SPARE_FORMAT_ERROR_PASSWORD_WRONG:
      return _("The password does not open this file, or the file is damaged. Check both and run the command again.");
    case SPARE_FORMAT_ERROR_DAMAGED:
      return _("The file is damaged or incomplete. Export it again.");
    case SPARE_FORMAT_ERROR_TOO_LARGE:
      return _("The file holds more than any real export does. Check which one it is.");
    case SPARE_FORMAT_ERROR_PARAMETERS:
      return _("The file asks for a way to turn the password into a key that no program would use. "
               "Export it again.");
    case SPARE_FORMAT_ERROR_MEMORY:
      return _("Opening the file would take more than 2 GiB of memory, so Sparekey does not try. Export it again "
               "with less, or without a password.");
    case SPARE_FORMAT_ERROR_VERSION:
      return _("The file was made by a later version than Sparekey knows. Update Sparekey, or export it another way.");
    case SPARE_FORMAT_ERROR_RESTRICTED:
      return _("The file can be opened only by the account that made it. Export it again with a password of its own.");
    case SPARE_FORMAT_ERROR_ENCRYPTION:
      return _("The file is encrypted in a way that Sparekey cannot open. Export it another way.");
    case SPARE_FORMAT_ERROR_EMPTY:
      return _("No account with one-time codes is in this file.");
    case SPARE_FORMAT_ERROR_ENTRY:
      return _("The entry is incomplete or damaged. Set the account up again by hand.");
    default:
      return NULL;
    }
}

static const char *
crypto_text (SpareCryptoError code)
{
  switch (code)
    {
    case SPARE_CRYPTO_ERROR_PASSWORD:
      return format_text (SPARE_FORMAT_ERROR_PASSWORD_WRONG);
    case SPARE_CRYPTO_ERROR_DAMAGED:
      return format_text (SPARE_FORMAT_ERROR_DAMAGED);
    case SPARE_CRYPTO_ERROR_PARAMETERS:
      return format_text (SPARE_FORMAT_ERROR_PARAMETERS);
    case SPARE_CRYPTO_ERROR_MEMORY:
      return format_text (SPARE_FORMAT_ERROR_MEMORY);
    case SPARE_CRYPTO_ERROR_VERSION:
      return format_text (SPARE_FORMAT_ERROR_VERSION);
    case SPARE_CRYPTO_ERROR_FAILED:
    default:
      return _("The encryption failed, so nothing was written. Check that enough memory is free and try again.");
    }
}

static const char *
qr_text (SpareQrError code)
{
  switch (code)
    {
    case SPARE_QR_ERROR_NOT_PICTURE:
      return _("The picture cannot be read. Save it as PNG or JPEG and try again.");
    case SPARE_QR_ERROR_TOO_LARGE:
      return _("This is too large: a picture of at most 100 megapixels, or a shorter note, will do.");
    case SPARE_QR_ERROR_NONE_FOUND:
      return _("No QR code was found in the picture. Take it again, sharp, straight and with a white border.");
    case SPARE_QR_ERROR_FAILED:
    default:
      return _("The picture could not be looked through. Try again.");
    }
}

gboolean
spare_cli_error_file_status (const GError   *error,
                             SpareCliStatus *status)
{
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED) ||
      g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG) ||
      g_error_matches (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD))
    *status = SPARE_CLI_PASSWORD;
  else if (error->domain == SPARE_FORMAT_ERROR || error->domain == SPARE_QR_ERROR ||
           error->domain == SPARE_CRYPTO_ERROR)
    *status = SPARE_CLI_INPUT;
  else
    return FALSE;
  return TRUE;
}

const char *
spare_cli_error_file_text (const GError *error)
{
  if (error->domain == SPARE_FORMAT_ERROR)
    return format_text ((SpareFormatError) error->code);
  if (error->domain == SPARE_CRYPTO_ERROR)
    return crypto_text ((SpareCryptoError) error->code);
  if (error->domain == SPARE_QR_ERROR)
    return qr_text ((SpareQrError) error->code);
  return NULL;
}
