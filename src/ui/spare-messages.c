/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-messages.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "spare-crypto-error.h"
#include "spare-error.h"
#include "spare-format-error.h"
#include "spare-qr-error.h"
#include "spare-store-error.h"

static const char *
uri_text (SpareCoreError code)
{
  switch (code)
    {
    case SPARE_CORE_ERROR_NOT_URI:
      return _("This is not a setup link. Copy the whole link that begins with “otpauth://”, or fill in "
               "the fields below.");
    case SPARE_CORE_ERROR_MIGRATION:
      return _("This link holds several accounts at once. Close this, choose Import in the main menu, then "
               "Clipboard.");
    case SPARE_CORE_ERROR_TYPE:
      return _("The link asks for a kind of code that Sparekey does not know. See whether the service offers "
               "an ordinary authenticator app.");
    case SPARE_CORE_ERROR_ENCODING:
      return _("The text is damaged. Copy it once more, from its first to its last character.");
    case SPARE_CORE_ERROR_TOO_LONG:
      return _("This is too long for one account. Copy only the setup link, or shorten the names, tags and "
               "note.");
    default:
      return NULL;
    }
}

static const char *
core_text (SpareCoreError code)
{
  switch (code)
    {
    case SPARE_CORE_ERROR_NOT_URI:
    case SPARE_CORE_ERROR_MIGRATION:
    case SPARE_CORE_ERROR_TYPE:
    case SPARE_CORE_ERROR_ENCODING:
    case SPARE_CORE_ERROR_TOO_LONG:
      return uri_text (code);
    case SPARE_CORE_ERROR_SECRET_MISSING:
      return _("The secret is missing. Copy it from the page where the service shows its QR code.");
    case SPARE_CORE_ERROR_SECRET_INVALID:
      return _("The secret has a character that does not belong there. It is made of the letters A to Z and "
               "the digits 2 to 7; copy it once more.");
    case SPARE_CORE_ERROR_SECRET_SHORT:
      return _("The secret is too short to make codes. Copy it whole from the service’s page.");
    case SPARE_CORE_ERROR_ALGORITHM:
      return _("The algorithm is not one that Sparekey knows. Choose SHA-1, SHA-256 or SHA-512, as the "
               "service says.");
    case SPARE_CORE_ERROR_DIGITS:
      return _("A code has 1 to 10 digits. Leave 6 unless the service says otherwise.");
    case SPARE_CORE_ERROR_PERIOD:
      return _("The period is a number of seconds, at least 1. Leave 30 unless the service says otherwise.");
    case SPARE_CORE_ERROR_COUNTER:
      return _("The counter is a whole number from 0. Take the one that the service shows, or 0.");
    case SPARE_CORE_ERROR_PIN:
      return _("Codes of this kind need your PIN. Type the one that you chose at the service.");
    case SPARE_CORE_ERROR_TIME:
      return _("The clock of this computer stands before 1970. Set it to the right time.");
    case SPARE_CORE_ERROR_NO_CODES:
      return _("This account has no one-time codes. Edit it to give it a secret.");
    case SPARE_CORE_ERROR_NAME_MISSING:
      return _("Type the service or the account name, so that you can find the account again.");
    case SPARE_CORE_ERROR_BUNDLE:
      return _("What is in this backup is damaged or cut short. Use an older backup.");
    case SPARE_CORE_ERROR_VERSION:
      return _("A newer version of Sparekey wrote this backup. Update Sparekey and open it again.");
    case SPARE_CORE_ERROR_SELF_TEST:
      return _("A check with published examples gave wrong codes, so none are shown. Install Sparekey again.");
    case SPARE_CORE_ERROR_RECIPE:
      return _("Codes cannot be made like this. Choose longer codes, or fewer of them.");
    case SPARE_CORE_ERROR_SECRET_REUSED:
      return _("This is an old secret, and a lost phone still makes its codes. Let the service show a new QR code, "
               "and scan that.");
    default:
      return NULL;
    }
}

static const char *
keyring_text (SpareStoreError code)
{
  switch (code)
    {
    case SPARE_STORE_ERROR_LOCKED:
      return _("The keyring is locked, so nothing was saved. Unlock it and try again.");
    case SPARE_STORE_ERROR_DISMISSED:
      return _("The keyring’s question was closed, so nothing was saved. Try again and answer it.");
    case SPARE_STORE_ERROR_NO_SERVICE:
      return _("No keyring answers, so nothing was saved. Start the keyring of your desktop and try again.");
    case SPARE_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged, so nothing was saved. Put back a copy of it from a backup.");
    case SPARE_STORE_ERROR_FOREIGN:
      return _("The keyring’s key has changed, so nothing was saved. Bring back the old login keyring and try "
               "again.");
    case SPARE_STORE_ERROR_MISSING:
      return _("The keyring does not hold the accounts that it should, so nothing was saved. Start the "
               "keyring that you usually use and try again.");
    default:
      return NULL;
    }
}

static const char *
store_text (SpareStoreError code)
{
  switch (code)
    {
    case SPARE_STORE_ERROR_NOT_READY:
      return _("The keyring is not ready, so nothing was saved. Wait a moment and try again.");
    case SPARE_STORE_ERROR_CONFLICT:
      return _("Another program changed this account at the same moment, so nothing was saved. Look at it and "
               "try again.");
    case SPARE_STORE_ERROR_NOT_SAVED:
      return _("The keyring did not keep the change. Try again; if that does not help, sign out and in again.");
    case SPARE_STORE_ERROR_KEYRING:
      return _("The keyring refused the change. Check that it is unlocked and try again.");
    case SPARE_STORE_ERROR_BUSY:
      return _("Another Sparekey program is writing at this moment. Wait a little and try again.");
    case SPARE_STORE_ERROR_DISK:
      return _("Sparekey cannot write to its folder. Check that the disk is not full and try again.");
    case SPARE_STORE_ERROR_GONE:
      return _("Another program has erased this account meanwhile. Add it again if you still need it.");
    case SPARE_STORE_ERROR_DUPLICATE:
      return _("The keyring holds two records for this account. Look at the records that were set aside.");
    case SPARE_STORE_ERROR_BACKUP:
      return _("The backup did not read back as it was written, so it does not count. Choose another disk or "
               "folder.");
    case SPARE_STORE_ERROR_LOCKED:
    case SPARE_STORE_ERROR_DISMISSED:
    case SPARE_STORE_ERROR_NO_SERVICE:
    case SPARE_STORE_ERROR_DAMAGED:
    case SPARE_STORE_ERROR_FOREIGN:
    case SPARE_STORE_ERROR_MISSING:
    default:
      return keyring_text (code);
    }
}

static const char *
format_text (SpareFormatError code)
{
  switch (code)
    {
    case SPARE_FORMAT_ERROR_UNKNOWN:
      return _("This is not a file that Sparekey knows. Choose Moving from Another App to see which file to "
               "export there.");
    case SPARE_FORMAT_ERROR_PASSWORD_NEEDED:
      return _("This file is encrypted. Type the password that was chosen when it was made.");
    case SPARE_FORMAT_ERROR_PASSWORD_WRONG:
      return _("This password does not open the file. Check capitals and the keyboard layout, and type it "
               "again. If it is certainly right, the file is damaged: export it once more.");
    case SPARE_FORMAT_ERROR_DAMAGED:
      return _("This file is damaged or cut short. Copy it over once more, or export it again.");
    case SPARE_FORMAT_ERROR_TOO_LARGE:
      return _("This file is larger than any export of accounts. Check that it is the right one.");
    case SPARE_FORMAT_ERROR_PARAMETERS:
      return _("This file asks for settings of its encryption that no app uses, so it is not opened. Export it "
               "again.");
    case SPARE_FORMAT_ERROR_MEMORY:
      return _("Opening this file would take more than 2 GiB of memory, which could bring this computer to a "
               "halt. Export it from the other app with usual encryption settings, or unencrypted.");
    case SPARE_FORMAT_ERROR_VERSION:
      return _("A newer version of the other app made this file. Update Sparekey, or choose another kind of "
               "export there.");
    case SPARE_FORMAT_ERROR_RESTRICTED:
      return _("This file can only be opened by the account of the other app that made it. Export it again and "
               "choose a password of its own, or no encryption.");
    case SPARE_FORMAT_ERROR_ENCRYPTION:
      return _("This file is encrypted in a way that cannot be opened here. Export it again without encryption, "
               "or with another kind.");
    case SPARE_FORMAT_ERROR_EMPTY:
      return _("This file has no account with one-time codes. Check that it is the right one, or export it "
               "again.");
    case SPARE_FORMAT_ERROR_ENTRY:
      return _("Something that belongs to this account is missing in the file. Look at it in the other app, and "
               "add it by hand.");
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
      return _("This passphrase does not open the backup. Check capitals and the keyboard layout, and type it "
               "again.");
    case SPARE_CRYPTO_ERROR_DAMAGED:
      return _("This backup is damaged or cut short. Copy it over once more, or use an older one.");
    case SPARE_CRYPTO_ERROR_PARAMETERS:
      return _("This backup asks for settings that Sparekey never uses, so it is not opened. Use another one.");
    case SPARE_CRYPTO_ERROR_MEMORY:
      return _("There is not enough memory to turn the passphrase into a key. Close other programs and try "
               "again; more than 2 GiB is never used.");
    case SPARE_CRYPTO_ERROR_VERSION:
      return _("A newer version of Sparekey made this backup. Update Sparekey and try again.");
    case SPARE_CRYPTO_ERROR_FAILED:
      return _("The encryption did not work, so nothing was written. Restart Sparekey and try again.");
    default:
      return NULL;
    }
}

static const char *
qr_text (SpareQrError code)
{
  switch (code)
    {
    case SPARE_QR_ERROR_NOT_PICTURE:
      return _("This is not a picture that can be read. Save it as PNG or JPEG and try again.");
    case SPARE_QR_ERROR_TOO_LARGE:
      return _("This is too large. Cut the picture down to the QR code, or make it smaller, and try again.");
    case SPARE_QR_ERROR_NONE_FOUND:
      return _("No QR code was found in the picture. Take it again, straight, close and sharp, with the whole "
               "code and its white border.");
    case SPARE_QR_ERROR_FAILED:
      return _("The picture could not be looked at. Save it as PNG and try again.");
    default:
      return NULL;
    }
}

static const char *
file_text (GIOErrorEnum code)
{
  switch ((int) code)
    {
    case G_IO_ERROR_NO_SPACE:
      return _("The disk is full, so the file was not written. Choose another place.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return _("Files may not be written in this folder. Choose another one.");
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _("This folder is no longer there. Choose another one.");
    case G_IO_ERROR_CANCELLED:
      return _("This was stopped before it was done. Try again if you still want it.");
    default:
      return NULL;
    }
}

char *
spare_message_for_error (const GError *error)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == SPARE_CORE_ERROR)
    text = core_text ((SpareCoreError) error->code);
  else if (error->domain == SPARE_STORE_ERROR)
    text = store_text ((SpareStoreError) error->code);
  else if (error->domain == SPARE_FORMAT_ERROR)
    text = format_text ((SpareFormatError) error->code);
  else if (error->domain == SPARE_CRYPTO_ERROR)
    text = crypto_text ((SpareCryptoError) error->code);
  else if (error->domain == SPARE_QR_ERROR)
    text = qr_text ((SpareQrError) error->code);
  else if (error->domain == G_IO_ERROR)
    text = file_text ((GIOErrorEnum) error->code);

  return g_strdup (text != NULL ? text
                                : _("This did not work, and nothing was changed. Try again; if that does not "
                                    "help, restart Sparekey."));
}

static const char *
broken_core_text (SpareCoreError code)
{
  switch ((int) code)
    {
    case SPARE_CORE_ERROR_NOT_URI:
      return _("It is not written as Sparekey writes accounts.");
    case SPARE_CORE_ERROR_TYPE:
      return _("It asks for a kind of code that this version does not know.");
    case SPARE_CORE_ERROR_ENCODING:
      return _("Its text is damaged.");
    case SPARE_CORE_ERROR_TOO_LONG:
      return _("It is longer than any account may be.");
    case SPARE_CORE_ERROR_SECRET_MISSING:
      return _("Its secret is missing.");
    case SPARE_CORE_ERROR_SECRET_INVALID:
    case SPARE_CORE_ERROR_SECRET_SHORT:
      return _("Its secret is damaged.");
    case SPARE_CORE_ERROR_ALGORITHM:
      return _("It asks for an algorithm that this version does not know.");
    case SPARE_CORE_ERROR_DIGITS:
      return _("Its number of digits is not valid.");
    case SPARE_CORE_ERROR_PERIOD:
      return _("Its period is not valid.");
    case SPARE_CORE_ERROR_COUNTER:
      return _("Its counter is not valid.");
    case SPARE_CORE_ERROR_PIN:
      return _("Its PIN is missing or damaged.");
    case SPARE_CORE_ERROR_NAME_MISSING:
      return _("It has neither a service nor an account name.");
    default:
      return NULL;
    }
}

/* A whole file that could not be read; the other sentences on files are about
 * writing. */
char *
spare_message_for_reading (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return spare_message_for_error (error);

  switch (error->code)
    {
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_MOUNTED:
      return g_strdup (_("This file is no longer there. Choose another one."));
    case G_IO_ERROR_PERMISSION_DENIED:
      return g_strdup (_("This file may not be read by you. Change its permissions, or copy it to another "
                         "place."));
    case G_IO_ERROR_IS_DIRECTORY:
      return g_strdup (_("This is a folder. Choose the files in it."));
    default:
      return g_strdup (_("This file could not be read. Copy it to this computer and try again."));
    }
}

/* An automatic backup that was not written. */
char *
spare_message_for_backup (const GError *error)
{
  if (g_error_matches (error, SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_PASSWORD))
    return g_strdup (_("Its passphrase is not in the keyring any more. Set it again."));
  if (error->domain != G_IO_ERROR)
    return spare_message_for_error (error);

  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_("The disk is full. Make room on it, or choose another folder."));
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
    case G_IO_ERROR_NOT_MOUNTED:
      return g_strdup (_("Its folder is not there. Plug the disk in, or choose another folder."));
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return g_strdup (_("Its folder may not be written to. Choose another one."));
    default:
      return g_strdup (_("Its folder cannot be written to at this moment. Look at the disk, or choose another "
                         "folder."));
    }
}

/* Accounts that were not written for another program. */
char *
spare_message_for_export (const GError *error)
{
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY))
    return g_strdup (_("None of these accounts can be in it. Choose other accounts, or another kind of export."));
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE)
      || g_error_matches (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE))
    return g_strdup (_("This is more than it can hold. Choose fewer accounts, or another kind of export."));
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_MEMORY))
    return g_strdup (_("There is not enough memory to turn the password into a key. Close other programs and try "
                       "again."));
  if (g_error_matches (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP))
    return g_strdup (_("It was written but does not read back as it should. Choose another disk or folder, and "
                       "delete what is left there."));

  return spare_message_for_error (error);
}

char *
spare_message_for_broken (const GError *reason)
{
  const char *text = NULL;

  if (reason != NULL && reason->domain == SPARE_CORE_ERROR)
    text = broken_core_text ((SpareCoreError) reason->code);
  else if (g_error_matches (reason, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DUPLICATE))
    text = _("Another record has the same id, and it is not clear which one counts.");
  else if (g_error_matches (reason, SPARE_STORE_ERROR, SPARE_STORE_ERROR_FOREIGN))
    text = _("The present key of the keyring does not open it.");

  return g_strdup (text != NULL ? text : _("The keyring gave it back in a form that cannot be read."));
}
