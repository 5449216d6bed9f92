/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-domain.h"

#include <gio/gio.h>
#include <libpsl.h>
#include <string.h>

#define MAX_TEXT  8192 /* bytes; browsers keep longer addresses, nobody types them */
#define MAX_HOST  253  /* RFC 1035, as text */
#define MAX_LABEL 63

static gpointer
load_suffixes (gpointer data)
{
  const psl_ctx_t *suffixes = psl_builtin ();

  /* Some distributions build the list into the library, some keep it in a file. */
  return suffixes != NULL ? (gpointer) suffixes : psl_latest (NULL);
}

static const psl_ctx_t *
get_suffixes (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_suffixes, NULL);
}

/* The host as it is written, without its port; NULL where there is none. */
static char *
cut_host (const char *text)
{
  g_autofree char *trimmed = NULL;
  const char *host;
  const char *at;
  char *port;

  if (text == NULL || strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return NULL;
  trimmed = g_strstrip (g_strdup (text));
  host = strstr (trimmed, "://");
  if (host != NULL)
    {
      if (g_ascii_strncasecmp (trimmed, "https://", 8) != 0 && g_ascii_strncasecmp (trimmed, "http://", 7) != 0)
        return NULL;
      host += strlen ("://");
      trimmed[(host - trimmed) + (gssize) strcspn (host, "/\\?#")] = '\0';
      at = strrchr (host, '@');
      host = at != NULL ? at + 1 : host;
    }
  else
    {
      trimmed[strcspn (trimmed, "/\\?#")] = '\0';
      host = trimmed;
    }
  port = strrchr (host, ':');
  if (port != NULL)
    {
      if (port[1 + strspn (port + 1, "0123456789")] != '\0')
        return NULL;
      *port = '\0';
    }

  return g_strdup (host);
}

static gboolean
is_host (const char *ascii)
{
  const char *label = ascii;
  gsize length;

  if (strlen (ascii) > MAX_HOST || strchr (ascii, '.') == NULL)
    return FALSE;
  for (;;)
    {
      length = strcspn (label, ".");
      if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-'
          || strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != length)
        return FALSE;
      if (label[length] == '\0')
        break;
      label += length + 1;
    }

  /* "127.0.0.1", and "10.1" that browsers read as a number as well. */
  return strspn (label, "0123456789") != length;
}

/**
 * spare_domain_host:
 * @host_or_url: (nullable): a host or an address of the web
 *
 * Returns: (transfer full) (nullable): the host in lower case and in ASCII
 */
char *
spare_domain_host (const char *host_or_url)
{
  g_autofree char *host = cut_host (host_or_url);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  gsize length;

  if (host == NULL || *host == '\0')
    return NULL;
  length = strlen (host);
  if (host[length - 1] == '.')
    host[length - 1] = '\0';
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  lower = g_ascii_strdown (ascii, -1);

  return is_host (lower) ? g_steal_pointer (&lower) : NULL;
}

/**
 * spare_domain_registrable:
 * @host_or_url: (nullable): a host or an address of the web
 *
 * Returns: (transfer full) (nullable): what somebody has registered of it
 */
char *
spare_domain_registrable (const char *host_or_url)
{
  g_autofree char *host = spare_domain_host (host_or_url);
  const psl_ctx_t *suffixes = get_suffixes ();

  if (host == NULL || suffixes == NULL)
    return NULL;

  return g_strdup (psl_registrable_domain (suffixes, host));
}

/**
 * spare_domain_is_same:
 * @a: (nullable): a host or an address of the web
 * @b: (nullable): another
 *
 * Returns: have both the same registrable domain?
 */
gboolean
spare_domain_is_same (const char *a,
                      const char *b)
{
  g_autofree char *left = spare_domain_registrable (a);
  g_autofree char *right = spare_domain_registrable (b);

  return left != NULL && right != NULL && strcmp (left, right) == 0;
}
