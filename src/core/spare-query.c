/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-query.h"

#include <string.h>

#include "spare-error.h"

#define BIT(kind) (1u << (kind))
#define ANY_KIND G_MAXUINT
#define WITH_CODES (ANY_KIND & ~BIT (SPARE_OTP_NONE))

typedef struct
{
  const char *name;
  guint       kinds; /* those that use it; for others it is an unknown one */
} KeyInfo;

static const KeyInfo keys[SPARE_N_KEYS] = {
  [SPARE_KEY_SECRET] = { "secret", WITH_CODES },
  [SPARE_KEY_ISSUER] = { "issuer", ANY_KIND },
  [SPARE_KEY_ALGORITHM] = { "algorithm", WITH_CODES },
  [SPARE_KEY_DIGITS] = { "digits", WITH_CODES },
  [SPARE_KEY_PERIOD] = { "period", WITH_CODES & ~BIT (SPARE_OTP_HOTP) },
  [SPARE_KEY_COUNTER] = { "counter", BIT (SPARE_OTP_HOTP) },
  [SPARE_KEY_PIN] = { "pin", BIT (SPARE_OTP_MOTP) | BIT (SPARE_OTP_YANDEX) },
  [SPARE_KEY_ENCODER] = { "encoder", BIT (SPARE_OTP_STEAM) },
  [SPARE_KEY_STEAM] = { "steam", BIT (SPARE_OTP_STEAM) },
  [SPARE_KEY_TAGS] = { "tags", ANY_KIND },
  [SPARE_KEY_X_ID] = { "x-id", ANY_KIND },
  [SPARE_KEY_X_TAG] = { "x-tag", ANY_KIND },
  [SPARE_KEY_X_SERVICE] = { "x-service", ANY_KIND },
  [SPARE_KEY_X_NAME] = { "x-name", ANY_KIND },
  [SPARE_KEY_X_PREFIX] = { "x-prefix", ANY_KIND },
  [SPARE_KEY_X_NOTE] = { "x-note", ANY_KIND },
  [SPARE_KEY_X_FAVORITE] = { "x-favorite", ANY_KIND },
  [SPARE_KEY_X_CREATED] = { "x-created", ANY_KIND },
  [SPARE_KEY_X_USED] = { "x-used", ANY_KIND },
  [SPARE_KEY_X_DELETED] = { "x-deleted", ANY_KIND },
  [SPARE_KEY_X_POSITION] = { "x-position", ANY_KIND },
  [SPARE_KEY_X_VERSION] = { "x-version", ANY_KIND },
};

static gboolean
fail (GError       **error,
      SpareCoreError code,
      const char    *message)
{
  g_set_error_literal (error, SPARE_CORE_ERROR, code, message);
  return FALSE;
}

static SpareKey
key_of (SpareSlice name)
{
  guint key = 0;

  while (key < SPARE_N_KEYS && !spare_slice_equal (name, keys[key].name))
    key++;

  return key;
}

/* "issuer=Fooperiod=60": the '&' was forgotten. Taken as it stands, the codes
 * would be wrong. */
static void
mend_issuer (SpareQuery *self)
{
  static const SpareKey lost[] = { SPARE_KEY_ALGORITHM, SPARE_KEY_DIGITS, SPARE_KEY_PERIOD, SPARE_KEY_COUNTER };
  SpareSlice *issuer = &self->values[SPARE_KEY_ISSUER];
  SpareSlice value = *issuer;
  SpareSlice before;

  if (!spare_slice_cut (&value, '=', &before))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      gsize length = strlen (keys[lost[i]].name);
      SpareSlice end = { before.text + before.length - length, length };

      if (before.length < length || !spare_slice_equal (end, keys[lost[i]].name)
          || self->values[lost[i]].text != NULL)
        continue;

      issuer->length = before.length - length;
      if (value.length > 0)
        self->values[lost[i]] = value;
      return;
    }
}

/* Next "name" or "name=value" of a query; empty ones are passed over. */
static gboolean
next_parameter (SpareSlice *query,
                SpareSlice *whole,
                SpareSlice *name,
                SpareSlice *value)
{
  while (query->length > 0)
    {
      spare_slice_cut (query, '&', whole);
      if (whole->length > 0)
        {
          *value = *whole;
          spare_slice_cut (value, '=', name);
          return TRUE;
        }
    }

  return FALSE;
}

static void
collect_values (SpareQuery *self)
{
  SpareSlice query = self->query;
  SpareSlice whole, name, value;

  while (next_parameter (&query, &whole, &name, &value))
    {
      SpareKey key = key_of (name);
      /* These say something by being there. */
      gboolean may_be_empty = key == SPARE_KEY_STEAM || key == SPARE_KEY_X_SERVICE
                              || key == SPARE_KEY_X_NAME || key == SPARE_KEY_X_PREFIX;

      if (key < SPARE_N_KEYS && self->values[key].text == NULL
          && (value.length > 0 || may_be_empty))
        self->values[key] = value;
    }

  if (!self->is_record && self->values[SPARE_KEY_ISSUER].text != NULL)
    mend_issuer (self);
}

static gboolean
split_uri (SpareQuery *self,
           SpareSlice  text,
           GError    **error)
{
  SpareSlice scheme, host;

  if (!spare_slice_cut (&text, ':', &scheme) || text.length < 2
      || text.text[0] != '/' || text.text[1] != '/')
    return fail (error, SPARE_CORE_ERROR_NOT_URI, "No scheme");
  text.text += 2;
  text.length -= 2;

  if (spare_slice_equal (scheme, "otpauth-migration"))
    return fail (error, SPARE_CORE_ERROR_MIGRATION, "Several accounts in one URI");

  self->query = text;
  spare_slice_cut (&self->query, '?', &self->label);

  if (spare_slice_equal (scheme, "motp"))
    {
      self->kind = SPARE_OTP_MOTP;
      while (self->label.length > 0 && self->label.text[0] == '/')
        {
          self->label.text++;
          self->label.length--;
        }
      return TRUE;
    }

  if (spare_slice_equal (scheme, "steam"))
    {
      SpareSlice rest = self->label;
      SpareSlice *secret = &self->values[SPARE_KEY_SECRET];

      self->kind = SPARE_OTP_STEAM;
      spare_slice_cut (&rest, '/', secret);
      /* Base64 has these characters; a part of a secret makes wrong codes. */
      if (secret->length > 0 && (rest.length > 0 || memchr (secret->text, '+', secret->length) != NULL))
        return fail (error, SPARE_CORE_ERROR_SECRET_INVALID, "Text behind the secret");
      self->label.length = 0;
      return TRUE;
    }

  if (!spare_slice_equal (scheme, "otpauth") && !spare_slice_equal (scheme, "apple-otpauth"))
    return fail (error, SPARE_CORE_ERROR_NOT_URI, "Another scheme");

  spare_slice_cut (&self->label, '/', &host);
  for (SpareOtpKind kind = SPARE_OTP_NONE; kind <= SPARE_OTP_YANDEX; kind++)
    if (spare_slice_equal (host, spare_otp_kind_to_string (kind)))
      {
        self->kind = kind;
        return TRUE;
      }

  return fail (error, SPARE_CORE_ERROR_TYPE, "Another kind of code");
}

static gboolean
check_text (SpareSlice text,
            GError   **error)
{
  for (gsize i = 0; i < text.length; i++)
    if (g_ascii_iscntrl (text.text[i]))
      return fail (error, SPARE_CORE_ERROR_ENCODING, "A control character");

  if (!g_utf8_validate (text.text, (gssize) text.length, NULL))
    return fail (error, SPARE_CORE_ERROR_ENCODING, "Text that is not UTF-8");

  return TRUE;
}

/**
 * spare_query_split:
 * @text: a URI, or anything else
 *
 * Returns: FALSE with %SPARE_CORE_ERROR_NOT_URI, _MIGRATION, _TYPE or _ENCODING
 */
gboolean
spare_query_split (SpareQuery *self,
                   SpareSlice  text,
                   GError    **error)
{
  text = spare_slice_strip (text);
  if (!split_uri (self, text, error) || !check_text (text, error))
    return FALSE;

  collect_values (self);
  return TRUE;
}

gboolean
spare_query_next_tag (SpareSlice *rest,
                      SpareSlice *value)
{
  SpareSlice whole, name;

  while (next_parameter (rest, &whole, &name, value))
    {
      SpareKey key = key_of (name);

      if ((key == SPARE_KEY_TAGS || key == SPARE_KEY_X_TAG) && value->length > 0)
        return TRUE;
    }

  return FALSE;
}

static gsize
write_unknown (const SpareQuery *self,
               guint8           *out)
{
  SpareUriWriter writer = { .out = out };
  SpareSlice query = self->query;
  SpareSlice whole, name, value;

  while (next_parameter (&query, &whole, &name, &value))
    {
      SpareKey key = key_of (name);

      if (key < SPARE_N_KEYS && (keys[key].kinds & BIT (self->kind)) != 0 && !self->keep[key])
        continue;

      if (writer.size > 0)
        spare_uri_put (&writer, "&");
      spare_uri_put_mended (&writer, whole.text, whole.length);
    }

  return writer.size;
}

SpareSecret *
spare_query_unknown (const SpareQuery *self)
{
  SpareSecret *unknown;
  guint8 *out;
  gsize size = write_unknown (self, NULL);

  if (size == 0)
    return NULL;

  unknown = spare_secret_new_empty (size, &out);
  write_unknown (self, out);
  return unknown;
}
