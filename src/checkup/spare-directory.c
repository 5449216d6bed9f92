/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-private.h"

#include <string.h>

#include "spare-domain.h"

struct _SpareDirectory
{
  gatomicrefcount     refs;
  SpareDirectoryList *lists[SPARE_DIRECTORY_N_KINDS]; /* (nullable) */
};

G_DEFINE_QUARK (spare-directory-error-quark, spare_directory_error)

SpareDirectory *
spare_directory_new (void)
{
  SpareDirectory *self = g_new0 (SpareDirectory, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

SpareDirectory *
spare_directory_ref (SpareDirectory *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_directory_unref (SpareDirectory *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
    g_clear_pointer (&self->lists[i], spare_directory_list_unref);
  g_free (self);
}

SpareDirectory *
spare_directory_with (const SpareDirectory *self,
                      SpareDirectoryKind    kind,
                      SpareDirectoryList   *list)
{
  SpareDirectory *changed = spare_directory_new ();

  for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
    {
      SpareDirectoryList *each = i == kind ? list : self->lists[i];

      changed->lists[i] = each != NULL ? spare_directory_list_ref (each) : NULL;
    }

  return changed;
}

SpareDirectoryList *
spare_directory_get_list (const SpareDirectory *self,
                          SpareDirectoryKind    kind)
{
  return self->lists[kind];
}

/* What @table has for @domain or the nearest one above it. A list that names
 * "shop.example.com" says nothing of "example.com". */
static gpointer
look_up (GHashTable *table,
         const char *domain)
{
  g_autofree char *host = spare_domain_host (domain);
  g_autofree char *end = spare_domain_registrable (domain);
  const char *at = host;

  while (at != NULL)
    {
      gpointer found = g_hash_table_lookup (table, at);
      const char *dot = strchr (at, '.');

      if (found != NULL || end == NULL || strcmp (at, end) == 0)
        return found;
      at = dot != NULL ? dot + 1 : NULL;
    }

  return NULL;
}

static const SpareDirectoryFacts *
find_facts (const SpareDirectory *self,
            SpareDirectoryKind    kind,
            const char           *domain)
{
  return self != NULL && self->lists[kind] != NULL ? look_up (self->lists[kind]->facts, domain) : NULL;
}

/**
 * spare_directory_find:
 * @self: (nullable)
 * @domain: (nullable): a host or an address
 *
 * Returns: what the lists say of it; its parts are borrowed
 */
SpareDirectoryEntry
spare_directory_find (const SpareDirectory *self,
                      const char           *domain)
{
  const SpareDirectoryFacts *two_step = find_facts (self, SPARE_DIRECTORY_TWO_STEP, domain);
  const SpareDirectoryFacts *passkeys = find_facts (self, SPARE_DIRECTORY_PASSKEYS, domain);
  const SpareDirectoryFacts *pages = find_facts (self, SPARE_DIRECTORY_PASSWORD_PAGES, domain);
  SpareDirectoryEntry entry = { .two_step = SPARE_ANSWER_UNKNOWN,
                                .passkey_alone = SPARE_ANSWER_UNKNOWN,
                                .passkey_second = SPARE_ANSWER_UNKNOWN };

  if (two_step != NULL)
    {
      entry.two_step = two_step->two_step;
      entry.second_steps = (const char *const *) two_step->second_steps;
      entry.documentation = two_step->documentation;
      entry.recovery = two_step->recovery;
      entry.notes = two_step->notes;
    }
  if (passkeys != NULL)
    {
      entry.passkey_alone = passkeys->passkey_alone;
      entry.passkey_second = passkeys->passkey_second;
      entry.passkey_documentation = passkeys->documentation;
      if (entry.recovery == NULL)
        entry.recovery = passkeys->recovery;
    }
  if (pages != NULL)
    entry.password_page = pages->page;

  return entry;
}

const char *
spare_directory_get_back_end (const SpareDirectory *self,
                              const char           *domain)
{
  SpareDirectoryList *list = self != NULL ? self->lists[SPARE_DIRECTORY_SHARED] : NULL;
  GPtrArray *group = list != NULL ? look_up (list->groups, domain) : NULL;

  return group != NULL ? g_ptr_array_index (group, 0) : NULL;
}

gboolean
spare_directory_shares (const SpareDirectory *self,
                        const char           *a,
                        const char           *b)
{
  const char *back_end;

  if (spare_domain_is_same (a, b))
    return TRUE;
  back_end = spare_directory_get_back_end (self, a);

  return back_end != NULL && g_strcmp0 (back_end, spare_directory_get_back_end (self, b)) == 0;
}

SpareAnswer
spare_directory_get_two_step (const SpareDirectory *self,
                              const SpareService   *service,
                              const char           *domain)
{
  /* That it takes no codes of an app does not say that it has no second step. */
  if (spare_service_get_list (service, SPARE_SERVICE_SECOND_STEPS) != NULL
      || spare_service_get_answer (service, SPARE_SERVICE_APP) == SPARE_ANSWER_YES)
    return SPARE_ANSWER_YES;

  return spare_directory_find (self, domain).two_step;
}

char *
spare_directory_dup_password_page (const SpareDirectory *self,
                                   const char           *name)
{
  const SpareService *service = spare_service_find (name);
  const char *domain = service != NULL ? spare_service_get_domains (service)[0] : name;
  const char *page = spare_service_get_text (service, SPARE_SERVICE_PASSWORD_PAGE);
  g_autofree char *host = NULL;

  if (page == NULL)
    page = spare_directory_find (self, domain).password_page;
  if (page != NULL)
    return g_strdup (page);

  host = spare_domain_registrable (domain);
  return host != NULL ? g_strdup_printf ("https://%s/.well-known/change-password", host) : NULL;
}
