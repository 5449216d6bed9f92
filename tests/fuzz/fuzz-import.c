/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-format-private.h"

/* Built once for each importer, SPARE_FUZZ_FORMAT is its id. The seeds are the
 * files of its test, the password is theirs. */
#define PASSWORD "correct horse T\xc3\xbcr \xe9\x8c\xa0"
#define COST_MAX (2 * 1024 * 1024) /* bytes: milliseconds */
#define NOW      1767225600

static const SpareFormat *
find_format (void)
{
  const SpareFormat *const *formats = spare_formats_list ();

  while (*formats != NULL && strcmp (spare_format_get_id (*formats), SPARE_FUZZ_FORMAT) != 0)
    formats++;
  g_assert (*formats != NULL);
  return *formats;
}

/* What is handed on can be stored, and what was stored is read as the same. */
static void
check_account (SpareAccount *account,
               guint         notes)
{
  g_autoptr (SpareSecret) line = spare_account_print (account);
  g_autoptr (SpareSecret) again = NULL;
  g_autoptr (SpareAccount) read = NULL;

  if (!spare_account_check (account, NULL))
    g_assert ((notes & SPARE_IMPORT_NOTE_PIN_MISSING) != 0 && spare_account_peek_pin (account) == NULL);
  read = spare_account_parse (spare_secret_peek_text (line), spare_account_get_id (account), NULL);
  g_assert (read != NULL);
  again = spare_account_print (read);
  g_assert (spare_secret_equal (line, again));
}

static void
check_import (const SpareImport *import)
{
  for (guint i = 0; i < import->entries->len; i++)
    {
      const SpareImportEntry *entry = g_ptr_array_index (import->entries, i);

      g_assert (entry->label != NULL && g_utf8_validate (entry->label, -1, NULL));
      g_assert ((entry->account == NULL) == (entry->problem != NULL));
      if (entry->account != NULL)
        check_account (entry->account, entry->notes);
      for (guint j = 0; entry->codes != NULL && j < entry->codes->len; j++)
        g_assert (g_ptr_array_index (entry->codes, j) != NULL);
    }
  g_assert (import->parts_read <= import->parts);
}

static SpareImport *
import_new (const SpareFormat *format)
{
  SpareImport *self = g_new0 (SpareImport, 1);

  self->format = format;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_entry_free);
  return self;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const SpareFormat *format = find_format ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (SpareImportFile) file = spare_import_file_new (bytes);
  g_autoptr (SpareSecret) password = spare_secret_new_text (PASSWORD);
  g_autoptr (SpareImport) import = NULL;
  g_autoptr (GError) error = NULL;
  SpareImportContext context = {
    .password = password,
    .now = NOW,
    .new_id = g_uuid_string_random,
    .watch.cost_max = COST_MAX,
  };
  gboolean good;

  if (size == 0 || !format->recognize (file))
    return 0;

  import = import_new (format);
  good = format->read (file, &context, import, &error);
  g_assert (good == (error == NULL));
  g_assert (good || error->domain == SPARE_FORMAT_ERROR);
  check_import (import);
  return 0;
}
