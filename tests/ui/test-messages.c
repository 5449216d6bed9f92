/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-messages.h"

#include <gio/gio.h>
#include <string.h>

#include "spare-crypto-error.h"
#include "spare-error.h"
#include "spare-format-error.h"
#include "spare-qr-error.h"
#include "spare-store-error.h"

/* Stands for a part of a secret that a careless message might carry. */
#define INNER "JBSWY3DPEHPK3PXP"

static char *
message (GQuark domain,
         int    code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, INNER);

  return spare_message_for_error (error);
}

static void
check_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), >=, 20);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, INNER));
}

/* Each code of a domain has a sentence of its own, and none is the general one. */
static void
check_domain (GQuark domain,
              int    last)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, message (g_quark_from_static_string ("some-other-domain"), 0));
  for (int code = 0; code <= last; code++)
    {
      g_autofree char *text = message (domain, code);

      g_test_message ("%s %d: %s", g_quark_to_string (domain), code, text);
      check_sentence (text);
      g_assert_false (g_hash_table_contains (seen, text));
      g_hash_table_add (seen, g_steal_pointer (&text));
    }
}

static void
test_core (void)
{
  check_domain (SPARE_CORE_ERROR, SPARE_CORE_ERROR_SELF_TEST);
}

static void
test_store (void)
{
  check_domain (SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP);
}

static void
test_files (void)
{
  check_domain (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY);
  check_domain (SPARE_CRYPTO_ERROR, SPARE_CRYPTO_ERROR_FAILED);
  check_domain (SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED);
}

/* The same fault is another story for a file that is read than for one that is written. */
static void
test_places (void)
{
  static const int codes[] = {
    G_IO_ERROR_NOT_FOUND, G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_NO_SPACE, G_IO_ERROR_FAILED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, codes[i], INNER);
      g_autofree char *reading = spare_message_for_reading (error);
      g_autofree char *backup = spare_message_for_backup (error);

      check_sentence (reading);
      check_sentence (backup);
      g_assert_cmpstr (reading, !=, backup);
    }
}

/* What is said of a file that is read is wrong of accounts that are written. */
static void
test_export (void)
{
  const struct
  {
    GQuark domain;
    int    code;
  } errors[] = {
    { SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY },   { SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE },
    { SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_MEMORY },  { SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE },
    { SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (errors[i].domain, errors[i].code, INNER);
      g_autofree char *general = spare_message_for_error (error);
      g_autofree char *text = spare_message_for_export (error);

      check_sentence (text);
      g_assert_cmpstr (text, !=, general);
      g_assert_null (strstr (text, "This file"));
      g_assert_null (strstr (text, "picture"));
    }
}

static void
test_unknown (void)
{
  g_autofree char *foreign = message (g_quark_from_static_string ("some-other-domain"), 7);
  g_autofree char *beyond = message (SPARE_CORE_ERROR, 1000);
  g_autofree char *full = message (G_IO_ERROR, G_IO_ERROR_NO_SPACE);

  check_sentence (foreign);
  g_assert_cmpstr (beyond, ==, foreign);
  check_sentence (full);
  g_assert_cmpstr (full, !=, foreign);
}

static void
test_broken (void)
{
  static const int reasons[] = {
    SPARE_CORE_ERROR_NOT_URI, SPARE_CORE_ERROR_TYPE, SPARE_CORE_ERROR_ENCODING, SPARE_CORE_ERROR_SECRET_MISSING,
    SPARE_CORE_ERROR_ALGORITHM, SPARE_CORE_ERROR_DIGITS, SPARE_CORE_ERROR_PERIOD, SPARE_CORE_ERROR_COUNTER,
    SPARE_CORE_ERROR_PIN, SPARE_CORE_ERROR_NAME_MISSING,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *general = spare_message_for_broken (NULL);

  check_sentence (general);
  g_hash_table_add (seen, g_strdup (general));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (SPARE_CORE_ERROR, reasons[i], INNER);
      g_autofree char *text = spare_message_for_broken (error);

      check_sentence (text);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&text)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/messages/core", test_core);
  g_test_add_func ("/ui/messages/store", test_store);
  g_test_add_func ("/ui/messages/files", test_files);
  g_test_add_func ("/ui/messages/places", test_places);
  g_test_add_func ("/ui/messages/export", test_export);
  g_test_add_func ("/ui/messages/unknown", test_unknown);
  g_test_add_func ("/ui/messages/broken", test_broken);

  return g_test_run ();
}
