/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-base32.h"
#include "spare-messages.h"

/* As the choices stand in the row. */
static const SpareOtpKind kinds[] = {
  SPARE_OTP_TOTP, SPARE_OTP_HOTP, SPARE_OTP_STEAM, SPARE_OTP_MOTP, SPARE_OTP_YANDEX, SPARE_OTP_NONE,
};

void
spare_account_form_clear_problems (Problems *problems)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&problems->text[i], g_free);
}

const char *
spare_account_form_get_text (SpareAccountForm *self,
                             FieldId           id)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->fields[id].row));
}

void
spare_account_form_set_text (SpareAccountForm *self,
                             FieldId           id,
                             const char       *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->fields[id].row), text);
  gtk_editable_set_position (GTK_EDITABLE (self->fields[id].row), -1);
}

SpareOtpKind
spare_account_form_get_kind (SpareAccountForm *self)
{
  guint selected = adw_combo_row_get_selected (self->kind);

  return selected < G_N_ELEMENTS (kinds) ? kinds[selected] : SPARE_OTP_TOTP;
}

void
spare_account_form_select_kind (SpareAccountForm *self,
                                SpareOtpKind      kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i] == kind)
        adw_combo_row_set_selected (self->kind, i);
    }
}

static void
set_number (SpareAccountForm *self,
            FieldId           id,
            guint64           number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  spare_account_form_set_text (self, id, text);
}

static void
fill_secret (SpareAccountForm *self,
             SpareAccount     *account)
{
  SpareSecret *secret = spare_account_peek_secret (account);
  SpareSecret *pin = spare_account_peek_pin (account);
  g_autoptr(SpareSecret) text = NULL;

  if (secret != NULL && !self->keeps_secret)
    text = spare_account_get_params (account)->kind == SPARE_OTP_MOTP
             ? spare_base16_encode (secret)
             : spare_base32_encode (secret);
  spare_account_form_set_text (self, FIELD_SECRET, text != NULL ? spare_secret_peek_text (text) : "");
  spare_account_form_set_text (self, FIELD_PIN,
                               pin != NULL && !self->keeps_secret ? spare_secret_peek_text (pin) : "");
}

/* The part that a setup link says: everything that makes the codes. */
void
spare_account_form_fill_codes (SpareAccountForm *self,
                               SpareAccount     *account)
{
  const SpareOtpParams *params = spare_account_get_params (account);
  SpareOtpParams usual = spare_otp_params_default (SPARE_OTP_TOTP);
  gboolean chooses = params->kind == SPARE_OTP_TOTP || params->kind == SPARE_OTP_HOTP;

  spare_account_form_select_kind (self, params->kind);
  adw_combo_row_set_selected (self->algorithm, chooses ? (guint) params->algorithm : SPARE_OTP_SHA1);
  set_number (self, FIELD_DIGITS, chooses ? params->digits : usual.digits);
  set_number (self, FIELD_PERIOD, params->kind == SPARE_OTP_TOTP ? params->period : usual.period);
  set_number (self, FIELD_COUNTER, spare_account_get_counter (account));
  fill_secret (self, account);

  /* What is not usual should be seen. */
  if (params->kind != SPARE_OTP_TOTP || params->algorithm != usual.algorithm
      || params->digits != usual.digits || params->period != usual.period)
    adw_expander_row_set_expanded (self->advanced, TRUE);
}

void
spare_account_form_fill (SpareAccountForm *self,
                         SpareAccount     *account)
{
  g_autofree char *tags = g_strjoinv (", ", (char **) spare_account_get_tags (account));

  spare_account_form_set_text (self, FIELD_SERVICE, spare_account_get_service (account));
  spare_account_form_set_text (self, FIELD_NAME, spare_account_get_name (account));
  spare_account_form_set_text (self, FIELD_TAGS, tags);
  gtk_text_buffer_set_text (self->note_buffer, spare_account_get_note (account), -1);
  gtk_switch_set_active (self->favorite, spare_account_get_favorite (account));
  spare_account_form_fill_codes (self, account);
}

static char *
dup_stripped (SpareAccountForm *self,
              FieldId           id)
{
  return g_strstrip (g_strdup (spare_account_form_get_text (self, id)));
}

static char **
dup_tags (SpareAccountForm *self)
{
  g_auto(GStrv) parts = g_strsplit (spare_account_form_get_text (self, FIELD_TAGS), ",", -1);
  g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *tag = g_strstrip (parts[i]);

      if (*tag != '\0' && !g_ptr_array_find_with_equal_func (tags, tag, g_str_equal, NULL))
        g_ptr_array_add (tags, g_strdup (tag));
    }
  g_ptr_array_add (tags, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

static char *
dup_note (SpareAccountForm *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);

  return gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
}

static void
read_texts (SpareAccountForm *self,
            SpareAccount     *account,
            Problems         *problems)
{
  g_autofree char *service = dup_stripped (self, FIELD_SERVICE);
  g_autofree char *name = dup_stripped (self, FIELD_NAME);
  g_autofree char *note = dup_note (self);
  g_auto(GStrv) tags = dup_tags (self);

  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  spare_account_set_note (account, note);
  spare_account_set_tags (account, (const char *const *) tags);
  spare_account_set_favorite (account, gtk_switch_get_active (self->favorite));

  if (*service == '\0' && *name == '\0')
    problems->text[FIELD_SERVICE] =
      g_strdup (_("Type the service or the account name, so that you can find the account again."));
}

static gboolean
read_number (SpareAccountForm *self,
             FieldId           id,
             guint64           lowest,
             guint64           highest,
             guint64          *number)
{
  g_autofree char *text = dup_stripped (self, id);

  return g_ascii_string_to_unsigned (text, 10, lowest, highest, number, NULL);
}

static void
read_params (SpareAccountForm *self,
             SpareAccount     *account,
             Problems         *problems)
{
  SpareOtpKind kind = spare_account_form_get_kind (self);
  SpareOtpParams params = spare_otp_params_default (kind);
  guint64 number;

  if (kind == SPARE_OTP_TOTP || kind == SPARE_OTP_HOTP)
    {
      params.algorithm = (SpareOtpAlgorithm) adw_combo_row_get_selected (self->algorithm);
      if (read_number (self, FIELD_DIGITS, SPARE_OTP_DIGITS_MIN, SPARE_OTP_DIGITS_MAX, &number))
        params.digits = (guint) number;
      else
        problems->text[FIELD_DIGITS] =
          g_strdup (_("A code has 1 to 10 digits. Use 6 unless the service says otherwise."));
    }

  if (kind == SPARE_OTP_TOTP)
    {
      if (read_number (self, FIELD_PERIOD, 1, SPARE_OTP_PERIOD_MAX, &number))
        params.period = (guint) number;
      else
        problems->text[FIELD_PERIOD] =
          g_strdup (_("The period is a number of seconds, at least 1. Use 30 unless the service says otherwise."));
    }

  if (kind == SPARE_OTP_HOTP)
    {
      if (read_number (self, FIELD_COUNTER, 0, G_MAXUINT64, &number))
        spare_account_set_counter (account, number);
      else
        problems->text[FIELD_COUNTER] =
          g_strdup (_("The counter is a whole number. Use 0 for a new account."));
    }

  spare_account_set_params (account, &params);
}

static char *
dup_secret_problem (SpareOtpKind  kind,
                    gboolean      decoded,
                    const GError *error)
{
  if (g_error_matches (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID) && kind == SPARE_OTP_MOTP)
    return g_strdup (_("The secret has a character that does not belong there. For mOTP it is made of the "
                       "digits 0 to 9 and the letters A to F; copy it once more."));
  if (decoded && kind == SPARE_OTP_YANDEX)
    return g_strdup (_("This is not a whole Yandex secret. Copy it once more, from its first to its last "
                       "character."));

  return spare_message_for_error (error);
}

static void
read_secret (SpareAccountForm *self,
             SpareAccount     *account,
             Problems         *problems)
{
  SpareOtpKind kind = spare_account_form_get_kind (self);
  const char *text = spare_account_form_get_text (self, FIELD_SECRET);
  g_autoptr(SpareSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  if (kind == SPARE_OTP_NONE)
    return;

  if (self->stored && !self->renewing && *text == '\0')
    secret = spare_account_peek_secret (self->base) != NULL
               ? spare_secret_ref (spare_account_peek_secret (self->base))
               : NULL;
  else
    secret = kind == SPARE_OTP_MOTP ? spare_base16_decode (text, -1, &error)
                                    : spare_base32_decode (text, -1, &error);

  if (error != NULL || !spare_otp_secret_check (kind, secret, &error))
    problems->text[FIELD_SECRET] = dup_secret_problem (kind, secret != NULL, error);
  spare_account_set_secret (account, secret);
}

static void
read_pin (SpareAccountForm *self,
          SpareAccount     *account,
          Problems         *problems)
{
  SpareOtpKind kind = spare_account_form_get_kind (self);
  const char *text = spare_account_form_get_text (self, FIELD_PIN);
  g_autoptr(SpareSecret) pin = NULL;
  g_autoptr(GError) error = NULL;

  if (!spare_otp_kind_needs_pin (kind))
    return;

  if (*text != '\0')
    pin = spare_secret_new_text (text);
  else if (self->stored && spare_account_peek_pin (self->base) != NULL)
    pin = spare_secret_ref (spare_account_peek_pin (self->base));

  if (!spare_otp_pin_check (kind, pin, &error))
    problems->text[FIELD_PIN] = kind == SPARE_OTP_YANDEX && pin != NULL
                                  ? g_strdup (_("A Yandex PIN has digits only. Type the one that you chose there."))
                                  : spare_message_for_error (error);
  spare_account_set_pin (account, pin);
}

void
spare_account_form_read (SpareAccountForm *self,
                         SpareAccount     *account,
                         Problems         *problems)
{
  read_texts (self, account, problems);
  read_params (self, account, problems);
  read_secret (self, account, problems);
  read_pin (self, account, problems);
}
