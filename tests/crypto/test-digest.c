/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-digest.h"

#include <string.h>

static char *
to_hex (const guint8 *bytes,
        gsize         n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%02x", bytes[i]);

  return g_string_free (text, FALSE);
}

/* RFC 3174 A.5 has the first; coreutils' sha1sum says the others. */
static void
test_sha1 (void)
{
  static const struct
  {
    const char *text;
    const char *digest;
  } cases[] = {
    { "abc", "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { "password", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8" },
    { "", "da39a3ee5e6b4b0d3255bfef95601890afd80709" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SpareSecret) text = spare_secret_new_text (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autofree char *hex = NULL;
      guint8 digest[SPARE_DIGEST_SHA1_SIZE];

      g_assert_true (spare_digest_sha1 (text, digest, &error));
      g_assert_no_error (error);
      hex = to_hex (digest, sizeof digest);
      g_assert_cmpstr (hex, ==, cases[i].digest);
    }
}

/* [MS-NLMP] 4.2.2.1.2 has the first. The others are what
 *   printf TEXT | iconv -t UTF-16LE | openssl dgst -provider legacy -md4
 * says; the last has letters of one, two and four bytes. */
static void
test_ntlm (void)
{
  static const struct
  {
    const char *text;
    const char *digest;
  } cases[] = {
    { "Password", "a4f49c406510bdcab6824ee7c30fd852" },
    { "password", "8846f7eaee8fb117ad06bdd830b7586c" },
    { "", "31d6cfe0d16ae931b73c59d7e0c089c0" },
    { "gr\xc3\xbc\xc3\x9f\xf0\x9f\x94\x91", "020d86e70cc608fffd79d1179b24b663" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SpareSecret) text = spare_secret_new_text (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autofree char *hex = NULL;
      guint8 digest[SPARE_DIGEST_NTLM_SIZE];

      g_assert_true (spare_digest_ntlm (text, digest, &error));
      g_assert_no_error (error);
      hex = to_hex (digest, sizeof digest);
      g_assert_cmpstr (hex, ==, cases[i].digest);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/digest/sha1", test_sha1);
  g_test_add_func ("/crypto/digest/ntlm", test_ntlm);

  return g_test_run ();
}
