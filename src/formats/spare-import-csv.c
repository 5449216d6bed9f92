/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-csv.h"

/* Password managers agree on what they keep of a login, but not on what they
 * call it. Headers are compared by letters and digits alone. */

#define SAME_MAX 8 /* columns for one thing */

typedef enum
{
  COLUMN_VALUE,
  COLUMN_TITLE,
  COLUMN_NAME,
  COLUMN_URL,
  COLUMN_NOTE,
  COLUMN_FOLDER,
  COLUMN_TAGS,
  COLUMN_FAVORITE,
  COLUMN_PASSWORD,
  COLUMN_KIND,
  COLUMN_ALGORITHM,
  COLUMN_DIGITS,
  COLUMN_PERIOD,
  COLUMN_COUNTER,
  N_COLUMNS,
} Column;

/* The surest name first. */
static const char *const names[N_COLUMNS][24] = {
  [COLUMN_VALUE] = { "otpauth", "logintotp", "totp", "otp", "otpurl", "otpuri", "otpsecret", "otpkey", "totpurl",
                     "totpuri", "totpsecret", "totpkey", "onetimepassword", "onetimecode", "authenticatorkey",
                     "twofactorsecret", "2fasecret", "2fakey", "twofactor", "2fa", "tfa", "mfa" },
  [COLUMN_TITLE] = { "title", "name", "itemname", "item", "service", "issuer", "site", "website" },
  [COLUMN_NAME] = { "username", "loginusername", "user", "login", "loginname", "account", "accountname", "email",
                    "emailaddress" },
  [COLUMN_URL] = { "url", "loginuri", "uri", "urls", "website", "websiteurl", "webaddress", "link" },
  [COLUMN_NOTE] = { "notes", "note", "comments", "comment", "extra" },
  [COLUMN_FOLDER] = { "folder", "group", "grouping", "category", "collections" },
  [COLUMN_TAGS] = { "tags", "tag", "labels" },
  [COLUMN_FAVORITE] = { "favorite", "favourite", "fav" },
  [COLUMN_PASSWORD] = { "password", "loginpassword" },
  [COLUMN_KIND] = { "otptype", "totptype", "codetype", "tokentype", "otpkind", "kind", "type" },
  [COLUMN_ALGORITHM] = { "algorithm", "otpalgorithm", "totpalgorithm", "algo", "otpalgo", "totpalgo", "hashalgorithm",
                         "hashfunction" },
  [COLUMN_DIGITS] = { "digits", "otpdigits", "totpdigits", "codedigits", "numberofdigits", "codelength", "otplength",
                      "totplength" },
  [COLUMN_PERIOD] = { "period", "otpperiod", "totpperiod", "timestep", "otptimestep", "totptimestep", "step", "otpstep",
                      "totpstep", "interval", "otpinterval", "totpinterval", "timeinterval", "periodseconds",
                      "periods" },
  [COLUMN_COUNTER] = { "counter", "otpcounter", "hotpcounter" },
};

typedef struct
{
  int at[N_COLUMNS][SAME_MAX]; /* -1 behind the last */
} Columns;

static char *
letters_of (const char *header)
{
  GString *letters = g_string_new (NULL);

  for (; *header != 0; header++)
    if (g_ascii_isalnum (*header))
      g_string_append_c (letters, g_ascii_tolower (*header));
  return g_string_free (letters, FALSE);
}

static void
find_column (Columns            *self,
             Column              column,
             const char *const  *header)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names[column]) && names[column][i] != NULL; i++)
    for (int j = 0; header[j] != NULL && n + 1 < SAME_MAX; j++)
      if (g_str_equal (header[j], names[column][i]))
        self->at[column][n++] = j;
  self->at[column][n] = -1;
}

static void
find_columns (Columns   *self,
              GPtrArray *rows)
{
  char **row = g_ptr_array_index (rows, 0);
  guint n = g_strv_length (row);
  g_auto (GStrv) header = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    header[i] = letters_of (row[i]);
  for (guint column = 0; column < N_COLUMNS; column++)
    find_column (self, column, (const char *const *) header);
}

/* The first cell of this kind that is not empty, or "". */
static const char *
cell (const Columns *self,
      GPtrArray     *rows,
      guint          row,
      Column         column)
{
  for (guint i = 0; self->at[column][i] >= 0; i++)
    {
      const char *text = spare_csv_cell (rows, row, self->at[column][i]);

      if (*text != 0)
        return text;
    }
  return "";
}

static gboolean
is_any (const char        *text,
        const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A column "type" may speak of other things: of logins and notes. */
static const char *
kind_cell (const Columns *self,
           GPtrArray     *rows,
           guint          row)
{
  static const char *const kinds[] = { "totp", "hotp", "steam", "motp", "yandex", "yaotp", NULL };
  const char *text = cell (self, rows, row, COLUMN_KIND);

  return is_any (text, kinds) ? text : "";
}

/* Some say only whether there is a second factor, in words that could be read
 * as Base32. */
static gboolean
is_value (const char *text)
{
  static const char *const words[] = { "yes",     "no",       "true", "false", "on", "off",
                                       "enabled", "disabled", "none", "null",  "0",  "1",
                                       NULL };

  return text[strspn (text, " \t\r\n")] != 0 && !is_any (text, words);
}

static void
read_row (const Columns            *self,
          GPtrArray                *rows,
          guint                     row,
          const SpareImportContext *context,
          SpareImport              *import)
{
  static const char *const yes[] = { "1", "true", "yes", NULL };
  g_auto (GStrv) tags = g_strsplit_set (cell (self, rows, row, COLUMN_TAGS), ";,", -1);
  const SpareImportLogin login = {
    .value = cell (self, rows, row, COLUMN_VALUE),
    .title = cell (self, rows, row, COLUMN_TITLE),
    .name = cell (self, rows, row, COLUMN_NAME),
    .url = cell (self, rows, row, COLUMN_URL),
    .note = cell (self, rows, row, COLUMN_NOTE),
    .folder = cell (self, rows, row, COLUMN_FOLDER),
    .tags = (const char *const *) tags,
    .favorite = is_any (cell (self, rows, row, COLUMN_FAVORITE), yes),
    .kind = kind_cell (self, rows, row),
    .algorithm = cell (self, rows, row, COLUMN_ALGORITHM),
    .digits = cell (self, rows, row, COLUMN_DIGITS),
    .period = cell (self, rows, row, COLUMN_PERIOD),
    .counter = cell (self, rows, row, COLUMN_COUNTER),
    .notes = *cell (self, rows, row, COLUMN_PASSWORD) != 0 ? SPARE_IMPORT_NOTE_PASSWORD_THERE : 0,
  };

  if (is_value (login.value))
    spare_import_add_login (import, context, &login);
  else
    import->others++;
}

gboolean
spare_import_has_logins (GPtrArray *rows)
{
  Columns columns;

  find_columns (&columns, rows);
  return columns.at[COLUMN_VALUE][0] >= 0 &&
         (columns.at[COLUMN_TITLE][0] >= 0 || columns.at[COLUMN_NAME][0] >= 0 ||
          columns.at[COLUMN_URL][0] >= 0);
}

gboolean
spare_import_read_logins (GPtrArray                *rows,
                          const SpareImportContext *context,
                          SpareImport              *import,
                          GError                  **error)
{
  Columns columns;

  import->plain = TRUE;
  find_columns (&columns, rows);
  for (guint i = 1; i < rows->len && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_row (&columns, rows, i, context, import);
    }
  return TRUE;
}
