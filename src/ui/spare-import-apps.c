/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-apps.h"

#include <glib/gi18n.h>

static const SpareImportApp apps[] = {
  { "1Password", SPARE_IMPORT_APP_FILE,
    N_("On a computer, open 1Password and choose File, Export, then your account. Take the 1PUX format.\n\n"
       "The file is not encrypted and holds your passwords too. Only the one-time codes are taken in here.") },
  { "2FAS", SPARE_IMPORT_APP_FILE,
    N_("In 2FAS, open Settings, then 2FAS Backup, and export to a file. A password is a good idea: it is asked "
       "for here.\n\nSend the file to this computer and choose it.") },
  { "Aegis", SPARE_IMPORT_APP_FILE,
    N_("In Aegis, open Settings, Import & Export, Export. The encrypted kind is the safe one: its password is "
       "the one that opens Aegis.\n\nSend the file to this computer and choose it.") },
  { "andOTP", SPARE_IMPORT_APP_FILE,
    N_("In andOTP, open the menu, Backups, and make an encrypted or a plain backup. OpenPGP backups cannot be "
       "read: decrypt them first.\n\nSend the file to this computer and choose it.") },
  { "Authenticator Pro", SPARE_IMPORT_APP_FILE,
    N_("In Authenticator Pro (now Stratum), open the menu, Back Up, and write to a file, with a password or "
       "without.\n\nSend the file to this computer and choose it.") },
  { "Authy", SPARE_IMPORT_APP_HAND,
    N_("Authy lets nothing out: it has no export, and shows no secrets. Move account by account:\n\n"
       "1. Sign in to the service, with Authy’s code for the last time.\n"
       "2. In its security settings, set up the authenticator app anew. It shows a QR code.\n"
       "3. Scan that code here, and confirm with the code that Sparekey shows.\n"
       "4. Print or note the service’s new backup codes, then delete the account in Authy.\n\n"
       "Begin with your e-mail account. Keep Authy until the last account has moved.") },
  { "Bitwarden", SPARE_IMPORT_APP_FILE,
    N_("In Bitwarden, open Settings, Export Vault. Choose JSON with a password of its own (“Password protected”), "
       "JSON, or CSV. The kind that is restricted to your account cannot be opened by other programs.\n\n"
       "Only the one-time codes are taken in here. A plain file holds all your passwords: delete it afterwards.") },
  { "Bitwarden Authenticator", SPARE_IMPORT_APP_FILE,
    N_("In Bitwarden Authenticator, open Settings, Export, and choose JSON or CSV.\n\n"
       "Send the file to this computer and choose it.") },
  { "Duo Mobile", SPARE_IMPORT_APP_FILE,
    N_("Duo Mobile has no export of its own. A file that was read out of the phone (duokit/accounts.json) can be "
       "chosen here.\n\nWithout one, set up each account anew at its service and scan the QR code here. "
       "Accounts of your employer stay with Duo: they ask for a press, not for a code.") },
  { "Ente Auth", SPARE_IMPORT_APP_FILE,
    N_("In Ente Auth, open Settings, Data, Export Codes. The encrypted kind asks for a password, which is asked "
       "for here; opening it takes a while and much memory.\n\nSend the file to this computer and choose it.") },
  { "FreeOTP", SPARE_IMPORT_APP_FILE,
    N_("In FreeOTP 2, open the menu, Backup, and choose a password. The file is called externalBackup.xml.\n\n"
       "FreeOTP 1 has no export; a tokens.xml that was read out of the phone can be chosen here.") },
  { "FreeOTP+", SPARE_IMPORT_APP_FILE,
    N_("In FreeOTP+, open the menu, Export, and choose JSON or URI.\n\n"
       "Send the file to this computer and choose it.") },
  { "Google Authenticator", SPARE_IMPORT_APP_CODES,
    N_("In Google Authenticator, open the menu, Transfer Accounts, Export Accounts. Choose the accounts. It shows "
       "one or more large QR codes.\n\n"
       "Hold the phone before the camera, or make a screenshot of each code and choose all the pictures at once. "
       "The order does not matter: Sparekey says how many parts are still missing.") },
  { "KeePass, KeePassXC", SPARE_IMPORT_APP_FILE,
    N_("In KeePassXC, choose Database, Export, CSV File. In KeePass 2, choose File, Export, KeePass XML (2.x).\n\n"
       "The file is not encrypted and holds your passwords too. Only the one-time codes are taken in here.") },
  { "LastPass Authenticator", SPARE_IMPORT_APP_FILE,
    N_("In LastPass Authenticator, open Settings, Transfer Accounts, Export Accounts to File.\n\n"
       "Send the file to this computer and choose it.") },
  { "Microsoft Authenticator", SPARE_IMPORT_APP_HAND,
    N_("Microsoft Authenticator has no export: its cloud backup opens only in itself. Move account by account:\n\n"
       "1. Sign in to the service, with the old app’s code for the last time.\n"
       "2. In its security settings, add an authenticator app. It shows a QR code; at Microsoft, choose to use "
       "“a different authenticator app” first.\n"
       "3. Scan that code here, and confirm with the code that Sparekey shows.\n"
       "4. Print or note the service’s new backup codes, then remove the account from the old app.\n\n"
       "Begin with your e-mail account. Accounts of your employer that ask for a press stay in the old app.") },
  { "Proton Authenticator", SPARE_IMPORT_APP_FILE,
    N_("In Proton Authenticator, open Settings, Export, with a password or without.\n\n"
       "Send the file to this computer and choose it.") },
  { "Raivo OTP", SPARE_IMPORT_APP_FILE,
    N_("In Raivo OTP, open Settings, Export OTPs to ZIP Archive. The archive’s password is your master password, "
       "which is asked for here.\n\nSend the file to this computer and choose it.") },
  { "Steam", SPARE_IMPORT_APP_FILE,
    N_("Steam has no export. A maFile of Steam Desktop Authenticator, or the file that was read out of the phone’s "
       "app, can be chosen here. Its revocation code is taken in as a backup code.") },
  { "Stratum", SPARE_IMPORT_APP_FILE,
    N_("In Stratum, open the menu, Back Up, and write to a file, with a password or without.\n\n"
       "Send the file to this computer and choose it.") },
  { "TOTP Authenticator", SPARE_IMPORT_APP_FILE,
    N_("In TOTP Authenticator, open Settings, Backup, and write an encrypted file. Its password is asked for "
       "here.\n\nSend the file to this computer and choose it.") },
  { "WinAuth", SPARE_IMPORT_APP_FILE,
    N_("In WinAuth, open the menu at the gear, Export, and write a text file. If you chose a password, the file is "
       "a ZIP archive and the password is asked for here.") },
  { N_("Another App"), SPARE_IMPORT_APP_FILE,
    N_("Look in its settings for Export, Backup or Transfer. If there are several kinds, take a text file with "
       "setup links that begin with “otpauth://”, one a line.\n\n"
       "If it shows QR codes, make screenshots of them and choose the pictures.") },
  { NULL },
};

const SpareImportApp *
spare_import_apps_list (void)
{
  return apps;
}
