/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

/* Setup links, one a line, in a ZIP archive that mostly has a password: WinAuth
 * (one text file, named as the archive is) and Authenticator Plus
 * (Accounts.txt). The same list without the archive is read as any other. */

#define PLUS_MEMBER "Accounts.txt"
#define LIST_MAX    (4 * 1024 * 1024) /* bytes; a link takes some hundred */
#define PEEK_MAX    (64 * 1024)       /* bytes that are unpacked to look for a link */

static gboolean
has_links (GBytes *bytes)
{
  g_autoptr (SpareImportFile) list = spare_import_file_new (bytes);

  return spare_format_uri_list.recognize (list);
}

/* Can be told only where there is no password; a long text is taken for a list. */
static gboolean
may_have_links (SpareArchive *archive,
                const char   *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = spare_archive_read (archive, member, NULL, PEEK_MAX, NULL, &error);

  if (bytes == NULL)
    return g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED) ||
           g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  return has_links (bytes);
}

static gboolean
plus_recognize (SpareImportFile *file)
{
  SpareArchive *archive = spare_import_file_get_archive (file);
  const char *member = archive != NULL ? spare_archive_find (archive, PLUS_MEMBER) : NULL;

  return member != NULL && may_have_links (archive, member);
}

static const char *
winauth_member (SpareArchive *archive)
{
  const char *const *names = spare_archive_get_names (archive);
  gsize length = strlen (names[0]);

  return names[1] == NULL && length > 4 && g_ascii_strcasecmp (names[0] + length - 4, ".txt") == 0 ? names[0] : NULL;
}

static gboolean
winauth_recognize (SpareImportFile *file)
{
  SpareArchive *archive = spare_import_file_get_archive (file);
  const char *member = archive != NULL ? winauth_member (archive) : NULL;

  return member != NULL && may_have_links (archive, member);
}

static gboolean
read_list (SpareImportFile          *file,
           const char               *member,
           const SpareImportContext *context,
           SpareImport              *import,
           GError                  **error)
{
  g_autoptr (GBytes) bytes = spare_import_read_member (file, member, LIST_MAX, context, import, error);
  g_autoptr (SpareImportFile) list = NULL;
  gboolean plain = import->plain;

  if (bytes == NULL)
    return FALSE;
  /* The list may be no text at all. */
  list = spare_import_file_new (bytes);
  if (spare_format_uri_list.recognize (list) && !spare_format_uri_list.read (list, context, import, error))
    return FALSE;
  import->plain = plain;
  return TRUE;
}

static gboolean
plus_read (SpareImportFile          *file,
           const SpareImportContext *context,
           SpareImport              *import,
           GError                  **error)
{
  SpareArchive *archive = spare_import_file_get_archive (file);

  return read_list (file, spare_archive_find (archive, PLUS_MEMBER), context, import, error);
}

/* WinAuth has one name for an account, and people call it after the service. */
static void
name_is_service (SpareAccount *account)
{
  if (*spare_account_get_service (account) != 0)
    return;
  spare_account_set_service (account, spare_account_get_name (account));
  spare_account_set_name (account, "");
}

static gboolean
winauth_read (SpareImportFile          *file,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  SpareArchive *archive = spare_import_file_get_archive (file);

  if (!read_list (file, winauth_member (archive), context, import, error))
    return FALSE;
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);

      if (entry->account != NULL)
        name_is_service (entry->account);
    }
  return TRUE;
}

const SpareFormat spare_format_winauth = {
  .id = "winauth",
  .name = "WinAuth",
  .recognize = winauth_recognize,
  .read = winauth_read,
};

const SpareFormat spare_format_authenticator_plus = {
  .id = "authenticator-plus",
  .name = "Authenticator Plus",
  .recognize = plus_recognize,
  .read = plus_read,
};
