/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-service.h"

#include <string.h>

#include "spare-domain.h"
#include "spare-service-private.h"
#include "spare-services-resources.h"

#define RESOURCE_FOLDER "/io/github/sparekey/Sparekey/services/"

/* Names of files with saved codes, whatever service they are of. */
static const char *const codes_files[] = {
  "*backup*code*",
  "*recovery*code*",
  "*recovery*key*",
  "*rescue*code*",
  "*emergency*code*",
  "*emergency*kit*.pdf",
  "*2fa*codes*",
  "*two-factor*codes*",
  "*paper*key*",
  "*scratch*code*",
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const SpareService *const *left = a;
  const SpareService *const *right = b;

  return g_ascii_strcasecmp (spare_service_get_name (*left), spare_service_get_name (*right));
}

/* (nullable): of "ID.json" */
static SpareService *
load_file (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autofree char *id = g_strndup (name, strcspn (name, "."));
  g_autoptr(GBytes) bytes = g_resource_lookup_data (spare_services_get_resource (), path, 0, NULL);

  /* A file with a mistake in it is noticed by the tests; here it costs no more than
   * its own service. */
  return bytes != NULL ? spare_service_parse (id, bytes, NULL) : NULL;
}

static gpointer
load (gpointer data)
{
  GResource *resource = spare_services_get_resource ();
  g_auto(GStrv) names = g_resource_enumerate_children (resource, RESOURCE_FOLDER, 0, NULL);
  GPtrArray *services = g_ptr_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      SpareService *service = g_str_has_prefix (names[i], SPARE_SERVICE_GENERIC) ? NULL : load_file (names[i]);

      if (service != NULL)
        g_ptr_array_add (services, service);
    }
  g_ptr_array_sort (services, compare_names);
  g_ptr_array_add (services, NULL);

  return g_ptr_array_free (services, FALSE);
}

/**
 * spare_service_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): all services, by name
 */
const SpareService *const *
spare_service_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load, NULL);
}

static gboolean
is_of_domain (const char *host,
              const char *domain)
{
  gsize host_length = strlen (host);
  gsize length = strlen (domain);
  gsize before = host_length - MIN (length, host_length);

  return g_ascii_strcasecmp (host + before, domain) == 0 && (before == 0 || host[before - 1] == '.');
}

/* Of "https://www.example.org/login" the host; of anything else the same. */
static char *
dup_host (const char *text)
{
  const char *start = strstr (text, "://");

  start = start == NULL ? text : start + 3;
  return g_strndup (start, start == text ? strlen (text) : strcspn (start, "/:?#"));
}

static gboolean
is_called (const SpareService *self,
           const char         *name)
{
  const char *const *names = spare_service_get_names (self);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return g_ascii_strcasecmp (name, spare_service_get_id (self)) == 0;
}

/* How long the longest of its domains is that @host lies in; 0 where none is. */
static gsize
measure_domain (const SpareService *self,
                const char         *host)
{
  const char *const *domains = spare_service_get_domains (self);
  gsize longest = 0;

  for (guint i = 0; domains[i] != NULL; i++)
    if (is_of_domain (host, domains[i]))
      longest = MAX (longest, strlen (domains[i]));

  return longest;
}

/**
 * spare_service_find:
 * @service: (nullable): an id, a name, a domain or an address
 *
 * Where one service has a domain within that of another, as aws.amazon.com, the
 * inner one wins.
 *
 * Returns: (transfer none) (nullable): the service that goes by it
 */
const SpareService *
spare_service_find (const char *service)
{
  const SpareService *const *services = spare_service_list ();
  const SpareService *found = NULL;
  g_autofree char *name = NULL;
  g_autofree char *host = NULL;
  gsize longest = 0;

  if (service == NULL)
    return NULL;
  name = g_strstrip (g_strdup (service));
  host = dup_host (name);
  for (guint i = 0; name[0] != '\0' && services[i] != NULL; i++)
    {
      gsize length = measure_domain (services[i], host);

      if (is_called (services[i], name))
        return services[i];
      if (length > longest)
        {
          longest = length;
          found = services[i];
        }
    }

  return found;
}

static gpointer
load_bank (gpointer data)
{
  return load_file (SPARE_SERVICE_GENERIC "bank.json");
}

const SpareService *
spare_service_get_generic (const char *kind)
{
  static GOnce bank = G_ONCE_INIT;

  return g_strcmp0 (kind, "bank") == 0 ? g_once (&bank, load_bank, NULL) : NULL;
}

gboolean
spare_service_is_generic (const SpareService *self)
{
  return self != NULL && spare_service_get_domains (self)[0] == NULL;
}

char *
spare_service_dup_domain (const char *name)
{
  const SpareService *service = spare_service_find (name);

  return service != NULL ? g_strdup (spare_service_get_domains (service)[0]) : spare_domain_registrable (name);
}

static gboolean
matches (const char *const *patterns,
         gsize              n_patterns,
         const char        *lower_case)
{
  for (gsize i = 0; i < n_patterns; i++)
    {
      g_autofree char *pattern = g_utf8_strdown (patterns[i], -1);

      if (g_pattern_match_simple (pattern, lower_case))
        return TRUE;
    }

  return FALSE;
}

/* GLib's patterns take UTF-8 only, and a file's name can be any bytes. */
static char *
dup_lower_case (const char *file_name)
{
  g_autofree char *text = g_utf8_make_valid (file_name, -1);

  return g_utf8_strdown (text, -1);
}

/**
 * spare_service_find_by_file:
 * @file_name: without its folder
 *
 * Returns: (transfer none) (nullable): the service that saves codes under it
 */
const SpareService *
spare_service_find_by_file (const char *file_name)
{
  const SpareService *const *services = spare_service_list ();
  g_autofree char *name = dup_lower_case (file_name);

  for (guint i = 0; services[i] != NULL; i++)
    {
      const char *const *patterns = spare_service_get_list (services[i], SPARE_SERVICE_FILES);

      if (patterns != NULL && matches (patterns, g_strv_length ((char **) patterns), name))
        return services[i];
    }

  return NULL;
}

/**
 * spare_service_is_codes_file:
 * @file_name: without its folder
 *
 * Returns: does it look like one with saved codes?
 */
gboolean
spare_service_is_codes_file (const char *file_name)
{
  g_autofree char *name = dup_lower_case (file_name);

  return matches (codes_files, G_N_ELEMENTS (codes_files), name) || spare_service_find_by_file (file_name) != NULL;
}
