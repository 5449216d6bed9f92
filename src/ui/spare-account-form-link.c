/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-messages.h"
#include "spare-otpauth.h"
#include "spare-words.h"

gboolean
spare_account_form_is_link (const char *text)
{
  static const char *const schemes[] = {
    "otpauth:", "otpauth-migration:", "apple-otpauth:", "motp:", "steam:",
  };

  while (g_ascii_isspace (*text))
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Without copying the text: blanks around a link come along when it is pasted. */
static SpareAccount *
parse_link (SpareAccountForm *self,
            const char       *uri,
            GError          **error)
{
  gsize length;

  while (g_ascii_isspace (*uri))
    uri++;
  length = strlen (uri);
  while (length > 0 && g_ascii_isspace (uri[length - 1]))
    length--;

  return spare_otpauth_parse (uri, (gssize) length, spare_account_get_id (self->base), error);
}

/* The messages for fields do not say that it is the link which is wrong. */
static char *
dup_problem (const GError *error)
{
  g_autofree char *text = spare_message_for_error (error);

  if (error->code <= SPARE_CORE_ERROR_TOO_LONG)
    return g_steal_pointer (&text);

  /* Translators: %s is a sentence that says what is wrong. */
  return g_strdup_printf (_("This link cannot be used. %s"), text);
}

static void
take_link (SpareAccountForm *self,
           SpareAccount     *account)
{
  self->filling = TRUE;
  if (self->stored)
    {
      self->keeps_secret = FALSE;
      spare_account_form_fill_codes (self, account);
    }
  else
    {
      /* The link's other parameters are kept with the account. */
      g_set_object (&self->base, account);
      spare_account_form_fill (self, account);
    }
  spare_account_form_update_fields (self);
  spare_account_form_set_text (self, FIELD_LINK, "");
  for (guint i = 0; i < N_FIELDS; i++)
    spare_account_form_set_hint (self, i, SPARE_HINT_NOTE, NULL);
  self->filling = FALSE;
  spare_account_form_changed (self);
}

/* Whoever has several pages open takes the wrong code soon. */
static void
warn_of_other_service (SpareAccountForm *self,
                       SpareAccount     *account)
{
  const char *service = spare_account_get_service (account);
  const char *own = spare_account_get_service (self->base);
  g_autofree char *there = g_utf8_casefold (service, -1);
  g_autofree char *here = g_utf8_casefold (own, -1);
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;

  if (*service == '\0' || *own == '\0' || g_str_equal (there, here) || !spare_account_form_new_secret (self))
    return;

  names = spare_words_dup_names (account);
  /* Translators: the first %s is a service and an account name, such as "GitHub, alice", the other one a service. */
  text = g_strdup_printf (_("This is a secret for “%s”. Make sure that it is the new one of %s."), names, own);
  spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_WARNING, text);
}

void
spare_account_form_take_secret (SpareAccountForm *self,
                                SpareAccount     *found)
{
  g_return_if_fail (SPARE_IS_ACCOUNT_FORM (self));
  g_return_if_fail (self->stored);

  take_link (self, found);
  warn_of_other_service (self, found);
  gtk_widget_grab_focus (self->fields[FIELD_SECRET].row);
}

gboolean
spare_account_form_read_link_at (SpareAccountForm *self,
                                 FieldId           id,
                                 const char       *uri)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareAccount) account = NULL;

  account = parse_link (self, uri, &error);
  if (account == NULL)
    {
      g_autofree char *text = dup_problem (error);

      spare_account_form_set_hint (self, id, SPARE_HINT_ERROR, text);
      return FALSE;
    }

  if (self->renewing)
    {
      spare_account_form_take_secret (self, account);
      return TRUE;
    }

  take_link (self, account);
  if (!self->stored)
    spare_account_form_set_hint (self, FIELD_LINK, SPARE_HINT_NOTE,
                                 _("Filled in from the link. Look at it, then add the account."));
  gtk_widget_grab_focus (self->fields[FIELD_SERVICE].row);

  return TRUE;
}

gboolean
spare_account_form_read_link (SpareAccountForm *self,
                              const char       *uri)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT_FORM (self), FALSE);

  return spare_account_form_read_link_at (self, self->stored ? FIELD_SECRET : FIELD_LINK, uri);
}

gboolean
spare_account_form_link_waits (SpareAccountForm *self)
{
  const char *text = spare_account_form_get_text (self, FIELD_LINK);

  if (self->stored || *text == '\0')
    return FALSE;

  if (!spare_account_form_read_link (self, text))
    spare_account_form_go_to (self, FIELD_LINK);

  return TRUE;
}
