/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-domain.h"

typedef struct
{
  const char *host;
  const char *registrable; /* (nullable) */
} Vector;

/* tests/test_psl.txt of https://publicsuffix.org, which is in the public domain,
 * with our form of names that are not ASCII: always punycode. */
static const Vector published[] = {
  { NULL, NULL },
  { "COM", NULL },
  { "example.COM", "example.com" },
  { "WwW.example.COM", "example.com" },
  { ".com", NULL },
  { ".example", NULL },
  { ".example.com", NULL },
  { ".example.example", NULL },
  { "example", NULL },
  { "example.example", "example.example" },
  { "b.example.example", "example.example" },
  { "a.b.example.example", "example.example" },
  { "biz", NULL },
  { "domain.biz", "domain.biz" },
  { "b.domain.biz", "domain.biz" },
  { "a.b.domain.biz", "domain.biz" },
  { "com", NULL },
  { "example.com", "example.com" },
  { "b.example.com", "example.com" },
  { "a.b.example.com", "example.com" },
  { "uk.com", NULL },
  { "example.uk.com", "example.uk.com" },
  { "b.example.uk.com", "example.uk.com" },
  { "a.b.example.uk.com", "example.uk.com" },
  { "test.ac", "test.ac" },
  { "mm", NULL },
  { "c.mm", NULL },
  { "b.c.mm", "b.c.mm" },
  { "a.b.c.mm", "b.c.mm" },
  { "jp", NULL },
  { "test.jp", "test.jp" },
  { "www.test.jp", "test.jp" },
  { "ac.jp", NULL },
  { "test.ac.jp", "test.ac.jp" },
  { "www.test.ac.jp", "test.ac.jp" },
  { "kyoto.jp", NULL },
  { "test.kyoto.jp", "test.kyoto.jp" },
  { "ide.kyoto.jp", NULL },
  { "b.ide.kyoto.jp", "b.ide.kyoto.jp" },
  { "a.b.ide.kyoto.jp", "b.ide.kyoto.jp" },
  { "c.kobe.jp", NULL },
  { "b.c.kobe.jp", "b.c.kobe.jp" },
  { "a.b.c.kobe.jp", "b.c.kobe.jp" },
  { "city.kobe.jp", "city.kobe.jp" },
  { "www.city.kobe.jp", "city.kobe.jp" },
  { "ck", NULL },
  { "test.ck", NULL },
  { "b.test.ck", "b.test.ck" },
  { "a.b.test.ck", "b.test.ck" },
  { "www.ck", "www.ck" },
  { "www.www.ck", "www.ck" },
  { "us", NULL },
  { "test.us", "test.us" },
  { "www.test.us", "test.us" },
  { "ak.us", NULL },
  { "test.ak.us", "test.ak.us" },
  { "www.test.ak.us", "test.ak.us" },
  { "k12.ak.us", NULL },
  { "test.k12.ak.us", "test.k12.ak.us" },
  { "www.test.k12.ak.us", "test.k12.ak.us" },
  { "食狮.com.cn", "xn--85x722f.com.cn" },
  { "食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn" },
  { "www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn" },
  { "shishi.公司.cn", "shishi.xn--55qx5d.cn" },
  { "公司.cn", NULL },
  { "食狮.中国", "xn--85x722f.xn--fiqs8s" },
  { "www.食狮.中国", "xn--85x722f.xn--fiqs8s" },
  { "shishi.中国", "shishi.xn--fiqs8s" },
  { "中国", NULL },
  { "xn--85x722f.com.cn", "xn--85x722f.com.cn" },
  { "xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn" },
  { "www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn" },
  { "shishi.xn--55qx5d.cn", "shishi.xn--55qx5d.cn" },
  { "xn--55qx5d.cn", NULL },
  { "xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s" },
  { "www.xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s" },
  { "shishi.xn--fiqs8s", "shishi.xn--fiqs8s" },
  { "xn--fiqs8s", NULL },
};

static void
test_published (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      g_autofree char *registrable = spare_domain_registrable (published[i].host);

      g_test_message ("%s", published[i].host);
      g_assert_cmpstr (registrable, ==, published[i].registrable);
    }
}

static void
test_addresses (void)
{
  static const Vector vectors[] = {
    { "https://www.example.co.uk:443/x", "example.co.uk" },
    { "HTTP://WWW.EXAMPLE.CO.UK", "example.co.uk" },
    { "https://example.com?next=https://other.org/", "example.com" },
    { "https://example.com#a.b", "example.com" },
    { "https://maya:pw@mail.example.com:8443/in", "example.com" },
    { "https://example.com\\@other.org/", "example.com" },
    { " accounts.example.com/login ", "example.com" },
    { "example.com:8080", "example.com" },
    { "example.com.", "example.com" },
    { "https://Bücher.example/", "xn--bcher-kva.example" },
    { "maya.github.io", "maya.github.io" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *registrable = spare_domain_registrable (vectors[i].host);

      g_test_message ("%s", vectors[i].host);
      g_assert_cmpstr (registrable, ==, vectors[i].registrable);
    }
}

static void
test_none (void)
{
  g_autofree char *long_label = g_strnfill (64, 'a');
  g_autofree char *long_host = g_strconcat (long_label, ".com", NULL);
  g_autofree char *long_input = g_strnfill (100000, 'a');
  const char *none[] = {
    "", " ", ".", "..", "a..b", "-a.com", "a-.com", "example.com..", "localhost", "Example",
    "127.0.0.1", "https://192.168.0.1:8443/", "10.1", "1.2.3.4.5", "[::1]", "https://[2001:db8::1]:443/", "::1",
    "maya@example.com", "mailto:maya@example.com", "android://hash@com.example.app/", "androidapp://com.example.app",
    "two words.com", "ex_ample!.com", "https://", "https:///path", "https://example.com:port/", "\xff.com",
    long_host, long_input,
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *registrable = spare_domain_registrable (none[i]);
      g_autofree char *host = spare_domain_host (none[i]);

      g_assert_null (registrable);
      g_assert_null (host);
    }
}

static void
test_host (void)
{
  g_autofree char *host = spare_domain_host ("https://WWW.食狮.com.cn:443/x");
  g_autofree char *suffix = spare_domain_host ("co.uk");

  g_assert_cmpstr (host, ==, "www.xn--85x722f.com.cn");
  g_assert_cmpstr (suffix, ==, "co.uk");
}

static void
test_same (void)
{
  g_assert_true (spare_domain_is_same ("https://login.example.co.uk/", "Example.co.uk"));
  g_assert_false (spare_domain_is_same ("one.co.uk", "two.co.uk"));
  g_assert_false (spare_domain_is_same ("one.github.io", "two.github.io"));
  g_assert_false (spare_domain_is_same ("co.uk", "co.uk"));
  g_assert_false (spare_domain_is_same (NULL, NULL));
  g_assert_false (spare_domain_is_same (NULL, "example.com"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/published", test_published);
  g_test_add_func ("/domain/addresses", test_addresses);
  g_test_add_func ("/domain/none", test_none);
  g_test_add_func ("/domain/host", test_host);
  g_test_add_func ("/domain/same", test_same);

  return g_test_run ();
}
