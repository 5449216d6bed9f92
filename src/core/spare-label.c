/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-label.h"

#include <string.h>

/**
 * spare_label_split:
 * @self: filled; clear it with spare_label_clear()
 *
 * "issuer: name" is split at the first colon, unless it begins with the very
 * issuer of the parameter, which may hold colons itself. The parameter wins
 * where it is not blank; a prefix that says something else is kept.
 */
void
spare_label_split (SpareLabel *self,
                   const char *label,
                   const char *issuer)
{
  g_autofree char *text = g_strstrip (g_strdup (label));
  g_autofree char *service = g_strstrip (g_strdup (issuer != NULL ? issuer : ""));
  g_autofree char *prefix = NULL;
  gsize length = strlen (service);
  char *colon;

  colon = strchr (text, ':');
  if (length > 0 && strncmp (text, service, length) == 0)
    {
      char *after = text + length;

      while (g_ascii_isspace (*after))
        after++;
      if (*after == ':')
        colon = after;
    }

  if (colon != NULL)
    {
      prefix = g_strstrip (g_strndup (text, (gsize) (colon - text)));
      self->name = g_strstrip (g_strdup (colon + 1));
    }
  else
    {
      prefix = g_strdup ("");
      self->name = g_steal_pointer (&text);
    }

  if (length == 0)
    {
      g_free (service);
      service = g_strdup (prefix);
    }

  if (*prefix != '\0' && strcmp (prefix, service) != 0)
    self->prefix = g_steal_pointer (&prefix);
  else
    self->prefix = NULL;

  self->service = g_steal_pointer (&service);
}

void
spare_label_clear (SpareLabel *self)
{
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->prefix, g_free);
}
