/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Files that people bring and that cannot be opened here: known by their marks,
 * so that they can be told what to bring instead. An encrypted SQLite database
 * (SQLCipher) has no mark. */

static gboolean
closed_read (SpareImportFile          *file,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION,
                       "A file of this kind cannot be opened here");
  return FALSE;
}

/* KDBX of KeePass 2 and KeePassXC, and KDB of KeePass 1. */
static gboolean
keepass_recognize (SpareImportFile *file)
{
  return spare_import_file_has_prefix (file, "\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5", 8) ||
         spare_import_file_has_prefix (file, "\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5", 8);
}

/* What Microsoft Authenticator, Google Authenticator and others keep on a phone. */
static gboolean
sqlite_recognize (SpareImportFile *file)
{
  return spare_import_file_has_prefix (file, "SQLite format 3", 16);
}

static gboolean
otpclient_recognize (SpareImportFile *file)
{
  return spare_import_file_has_prefix (file, "OTPClient", 9);
}

/* The body of the first packet: its tag and where it begins, RFC 4880, 4.2. */
static guint
packet_tag (const guint8 *data,
            gsize         size,
            gsize        *body)
{
  static const guint8 old_lengths[] = { 1, 2, 4, 0 };

  if (size < 16 || (data[0] & 0x80) == 0)
    return 0;
  if ((data[0] & 0x40) == 0)
    {
      *body = 1 + (gsize) old_lengths[data[0] & 3];
      return (data[0] >> 2) & 15;
    }
  *body = data[1] < 192 || data[1] >= 224 ? 2 : 3;
  if (data[1] == 255)
    *body = 6;
  return data[0] & 63;
}

/* A session key for a key pair (tag 1, version 3, algorithm of the key) or for a
 * password (tag 3, version 4, cipher, kind of derivation). */
static gboolean
is_pgp_packet (const guint8 *data,
               gsize         size)
{
  gsize body = 0;
  guint tag = packet_tag (data, size, &body);

  if (tag == 1)
    return data[body] == 3 && ((data[body + 9] >= 1 && data[body + 9] <= 3) ||
                               (data[body + 9] >= 16 && data[body + 9] <= 25));
  if (tag == 3)
    return data[body] == 4 && data[body + 1] >= 1 && data[body + 1] <= 13 &&
           (data[body + 2] <= 1 || data[body + 2] == 3);
  return FALSE;
}

/* andOTP and WinAuth can write such files. */
static gboolean
openpgp_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);
  gsize size;
  const guint8 *data = g_bytes_get_data (spare_import_file_get_bytes (file), &size);

  if (text != NULL)
    return g_str_has_prefix (text + strspn (text, " \t\r\n"), "-----BEGIN PGP MESSAGE-----");
  return is_pgp_packet (data, size);
}

/* What Authy's servers answer, as some programs store it. */
static gboolean
authy_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonArray *tokens = root != NULL ? spare_json_get_array (root, "authenticator_tokens") : NULL;
  JsonObject *token;

  if (tokens == NULL || json_array_get_length (tokens) == 0)
    return FALSE;
  token = spare_json_as_object (json_array_get_element (tokens, 0));
  return token != NULL && json_object_has_member (token, "encrypted_seed");
}

/* WinAuth's own settings; the secrets in it are encrypted for one computer. */
static gboolean
winauth_settings_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);

  if (text == NULL)
    return FALSE;
  text += strspn (text, " \t\r\n");
  if (g_str_has_prefix (text, "<?xml"))
    {
      const char *end = strstr (text, "?>");

      if (end == NULL)
        return FALSE;
      text = end + 2 + strspn (end + 2, " \t\r\n");
    }
  return g_str_has_prefix (text, "<WinAuth ") || g_str_has_prefix (text, "<WinAuth>");
}

const SpareFormat spare_format_keepass = {
  .id = "keepass-database",
  .name = "KeePass",
  .recognize = keepass_recognize,
  .read = closed_read,
  .advice = N_("Sparekey does not open password databases. Open it with KeePassXC, choose Database > Export, and bring "
               "the CSV or XML file."),
};

const SpareFormat spare_format_sqlite = {
  .id = "sqlite-database",
  .name = "SQLite",
  .recognize = sqlite_recognize,
  .read = closed_read,
  .advice = N_("This is what an app keeps on a phone, not an export. Export from the app; Microsoft Authenticator has "
               "no export, its accounts have to be set up again at each service."),
};

const SpareFormat spare_format_otpclient = {
  .id = "otpclient-database",
  .name = "OTPClient",
  .recognize = otpclient_recognize,
  .read = closed_read,
  .advice = N_("Open it with OTPClient, and export from there: Aegis, 2FAS or a list of links."),
};

const SpareFormat spare_format_openpgp = {
  .id = "openpgp-message",
  .name = "OpenPGP",
  .recognize = openpgp_recognize,
  .read = closed_read,
  .advice = N_("Decrypt it with the program that you use for OpenPGP (gpg --decrypt), and bring what comes out."),
};

const SpareFormat spare_format_authy = {
  .id = "authy-tokens",
  .name = "Authy",
  .recognize = authy_recognize,
  .read = closed_read,
  .advice = N_("Authy has no export, and this file opens only with its servers. Set up the accounts again at each "
               "service."),
};

const SpareFormat spare_format_winauth_settings = {
  .id = "winauth-settings",
  .name = "WinAuth",
  .recognize = winauth_settings_recognize,
  .read = closed_read,
  .advice = N_("These are the settings of WinAuth, encrypted for one computer. Choose Export in WinAuth, and bring "
               "that file."),
};
