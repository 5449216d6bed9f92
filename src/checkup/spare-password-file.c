/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What password managers and browsers write when one exports all passwords. */
#include "spare-password.h"

#include <string.h>

#include "spare-csv.h"

#define MARK "\xEF\xBB\xBF" /* of UTF-8, where a table begins with one */
#define CELLS_MAX 12        /* columns for one thing */

typedef enum
{
  COLUMN_TITLE,
  COLUMN_USER,
  COLUMN_URL,
  COLUMN_PASSWORD,
  COLUMN_TOTP,
  COLUMN_TYPE,
  COLUMN_CHANGED, /* ms since 1970 */
  N_COLUMNS,
} Column;

/* In lower case, the surest name first. */
static const char *const names[N_COLUMNS][CELLS_MAX] = {
  [COLUMN_TITLE] = { "title", "name", "item", "service" },
  [COLUMN_USER] = { "username", "login_username", "login", "user", "user name", "login name", "email", "username2",
                    "e-mail" },
  [COLUMN_URL] = { "url", "login_uri", "uri", "website", "web site", "urls", "site" },
  [COLUMN_PASSWORD] = { "password", "login_password" },
  [COLUMN_TOTP] = { "totp", "otpauth", "login_totp", "otpsecret", "otpurl", "otp" },
  [COLUMN_TYPE] = { "type" },
  [COLUMN_CHANGED] = { "timepasswordchanged" },
};

/* Columns that only one program has; all of them must be there. The first that fits. */
static const struct
{
  SparePasswordSource source;
  const char         *columns[6];
} layouts[] = {
  { SPARE_PASSWORD_SOURCE_FIREFOX, { "url", "username", "password", "httprealm", "formactionorigin" } },
  { SPARE_PASSWORD_SOURCE_BITWARDEN, { "login_uri", "login_username", "login_password" } },
  { SPARE_PASSWORD_SOURCE_DASHLANE, { "username", "username2", "username3", "title", "password" } },
  { SPARE_PASSWORD_SOURCE_LASTPASS, { "url", "username", "password", "extra", "grouping", "fav" } },
  { SPARE_PASSWORD_SOURCE_KEEPASSXC, { "group", "title", "username", "password", "url", "notes" } },
  { SPARE_PASSWORD_SOURCE_PROTON, { "type", "name", "url", "username", "password", "vault" } },
  { SPARE_PASSWORD_SOURCE_ONEPASSWORD, { "title", "url", "username", "password", "archived" } },
  { SPARE_PASSWORD_SOURCE_SAFARI, { "title", "url", "username", "password", "notes", "otpauth" } },
  { SPARE_PASSWORD_SOURCE_CHROME, { "name", "url", "username", "password" } },
};

typedef struct
{
  GPtrArray          *rows;
  SparePasswordSource source;
  int                 at[N_COLUMNS][CELLS_MAX]; /* -1 behind the last */
} Table;

static void
find_columns (Table *self)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      guint n = 0;

      for (guint j = 0; j < CELLS_MAX && names[i][j] != NULL; j++)
        {
          int column = spare_csv_column (self->rows, names[i][j]);

          if (column >= 0)
            self->at[i][n++] = column;
        }
      self->at[i][n] = -1;
    }
}

/* The first cell of this kind that is not empty, or "". */
static const char *
get_cell (const Table *self,
          guint        row,
          Column       column)
{
  for (guint i = 0; self->at[column][i] >= 0; i++)
    {
      const char *cell = spare_csv_cell (self->rows, row, self->at[column][i]);

      if (*cell != '\0')
        return cell;
    }

  return "";
}

static SparePasswordSource
find_source (GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      gboolean fits = TRUE;

      for (guint j = 0; fits && j < G_N_ELEMENTS (layouts[i].columns) && layouts[i].columns[j] != NULL; j++)
        fits = spare_csv_column (rows, layouts[i].columns[j]) >= 0;
      if (fits)
        return layouts[i].source;
    }

  return SPARE_PASSWORD_SOURCE_GENERIC;
}

/* Some keep notes, cards and aliases in the same table. */
static gboolean
is_login (const Table *self,
          guint        row)
{
  if (self->source == SPARE_PASSWORD_SOURCE_LASTPASS)
    return !g_str_equal (get_cell (self, row, COLUMN_URL), "http://sn");
  if (self->source == SPARE_PASSWORD_SOURCE_BITWARDEN || self->source == SPARE_PASSWORD_SOURCE_PROTON)
    return g_ascii_strcasecmp (get_cell (self, row, COLUMN_TYPE), "login") == 0;

  return TRUE;
}

static SparePassword *
read_row (const Table *self,
          guint        row)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text (get_cell (self, row, COLUMN_PASSWORD));
  SparePassword *entry = spare_password_new (get_cell (self, row, COLUMN_TITLE), get_cell (self, row, COLUMN_USER),
                                             get_cell (self, row, COLUMN_URL), password);

  entry->totp = *get_cell (self, row, COLUMN_TOTP) != '\0';
  entry->changed = MAX (g_ascii_strtoll (get_cell (self, row, COLUMN_CHANGED), NULL, 10), 0) / 1000;

  return entry;
}

static GPtrArray *
read_rows (const Table *self,
           GError     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);

  for (guint row = 1; row < self->rows->len; row++)
    {
      if (!is_login (self, row) || *get_cell (self, row, COLUMN_PASSWORD) == '\0')
        continue;
      if (entries->len == SPARE_PASSWORDS_MAX)
        {
          g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_TOO_LARGE, "Too many passwords");
          return NULL;
        }
      g_ptr_array_add (entries, read_row (self, row));
    }
  if (entries->len == 0)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_EMPTY, "No password in it");
      return NULL;
    }

  return g_steal_pointer (&entries);
}

/**
 * spare_password_file_parse:
 * @text: UTF-8, with or without a byte order mark
 * @source: (out): whose layout it is
 */
GPtrArray *
spare_password_file_parse (const char          *text,
                           gsize                size,
                           SparePasswordSource *source,
                           GError             **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  Table table;

  if (size > SPARE_PASSWORD_FILE_MAX)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_TOO_LARGE, "The file is too large");
      return NULL;
    }
  /* Neither text nor a table where a NUL is in it. */
  if (g_utf8_validate (text, (gssize) size, NULL))
    rows = spare_csv_parse (g_str_has_prefix (text, MARK) ? text + strlen (MARK) : text);
  if (rows == NULL || rows->len == 0)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_TEXT, "Not a table of text");
      return NULL;
    }

  table.rows = rows;
  find_columns (&table);
  if (table.at[COLUMN_PASSWORD][0] < 0
      || (table.at[COLUMN_TITLE][0] < 0 && table.at[COLUMN_URL][0] < 0 && table.at[COLUMN_USER][0] < 0))
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NO_COLUMN, "No column of passwords");
      return NULL;
    }
  *source = table.source = find_source (rows);

  return read_rows (&table, error);
}
