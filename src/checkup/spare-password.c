/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password.h"

#include <string.h>

#include "spare-domain.h"

G_DEFINE_QUARK (spare-password-error-quark, spare_password_error)

static const char *const words[SPARE_PASSWORD_N_SOURCES] = {
  "table", "firefox", "chrome", "safari", "bitwarden", "1password", "keepassxc", "lastpass", "proton", "dashlane",
  "gnome-web",
};

const char *
spare_password_source_get_word (SparePasswordSource source)
{
  return words[source];
}

SparePasswordSource
spare_password_source_from_word (const char *word)
{
  for (guint i = 0; i < SPARE_PASSWORD_N_SOURCES; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (SparePasswordSource) i;

  return SPARE_PASSWORD_SOURCE_GENERIC;
}

/* Without line ends and control characters, and no longer than what is stored. */
static char *
dup_short (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text != NULL ? text : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (out->len + 4 > SPARE_PASSWORD_TEXT_MAX)
        break;
      g_string_append_unichar (out, g_unichar_iscntrl (letter) ? ' ' : letter);
    }

  return g_strstrip (g_string_free (out, FALSE));
}

static gboolean
has_domain (GPtrArray  *domains,
            const char *domain)
{
  for (guint i = 0; i < domains->len; i++)
    if (g_str_equal (g_ptr_array_index (domains, i), domain))
      return TRUE;

  return FALSE;
}

static gboolean
is_http (const char *url)
{
  return g_ascii_strncasecmp (url, "http://", strlen ("http://")) == 0;
}

static void
add_addresses (SparePassword *self,
               const char    *urls)
{
  g_auto (GStrv) all = g_strsplit_set (urls != NULL ? urls : "", ", \t\r\n", -1);
  GPtrArray *domains = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *domain = spare_domain_registrable (all[i]);

      if (domain == NULL || strlen (domain) > SPARE_PASSWORD_TEXT_MAX)
        continue;
      self->http = self->http || is_http (all[i]);
      if (domains->len < SPARE_PASSWORD_DOMAINS_MAX && !has_domain (domains, domain))
        g_ptr_array_add (domains, g_steal_pointer (&domain));
    }
  g_ptr_array_add (domains, NULL);
  self->domains = (char **) g_ptr_array_free (domains, FALSE);
}

SparePassword *
spare_password_new (const char  *title,
                    const char  *user,
                    const char  *urls,
                    SpareSecret *password)
{
  SparePassword *self = g_new0 (SparePassword, 1);

  self->title = dup_short (title);
  self->user = dup_short (user);
  self->password = spare_secret_ref (password);
  add_addresses (self, urls);

  return self;
}

void
spare_password_free (SparePassword *self)
{
  g_free (self->title);
  g_free (self->user);
  g_strfreev (self->domains);
  spare_secret_unref (self->password);
  g_free (self);
}
