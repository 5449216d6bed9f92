/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account.h"

#include <math.h>
#include <string.h>

#include "spare-otpauth.h"

struct _SpareAccount
{
  SpareRecord parent_instance;

  char *service;
  char *name;
  char *prefix;
  char *note;
  GStrv tags;

  gboolean favorite;
  gint64   created;
  gint64   used;
  gint64   deleted;
  double   position;
  guint64  counter;

  SpareOtpParams params;
  SpareSecret   *secret;
  SpareSecret   *pin;
  SpareSecret   *unknown;
};

typedef enum
{
  PROP_SERVICE = 1,
  PROP_NAME,
  PROP_PREFIX,
  PROP_NOTE,
  PROP_TAGS,
  PROP_FAVORITE,
  PROP_CREATED,
  PROP_USED,
  PROP_DELETED,
  PROP_POSITION,
  PROP_COUNTER,
  PROP_KIND,
  PROP_ALGORITHM,
  PROP_DIGITS,
  PROP_PERIOD,
} SpareAccountProperty;

static GParamSpec *props[PROP_PERIOD + 1];

G_DEFINE_FINAL_TYPE (SpareAccount, spare_account, SPARE_TYPE_RECORD)

static void
spare_account_finalize (GObject *object)
{
  SpareAccount *self = SPARE_ACCOUNT (object);

  g_free (self->service);
  g_free (self->name);
  g_free (self->prefix);
  g_free (self->note);
  g_strfreev (self->tags);
  g_clear_pointer (&self->secret, spare_secret_unref);
  g_clear_pointer (&self->pin, spare_secret_unref);
  g_clear_pointer (&self->unknown, spare_secret_unref);

  G_OBJECT_CLASS (spare_account_parent_class)->finalize (object);
}

static void
spare_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SpareAccount *self = SPARE_ACCOUNT (object);

  switch ((SpareAccountProperty) prop_id)
    {
    case PROP_SERVICE:
      g_value_set_string (value, self->service);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PREFIX:
      g_value_set_string (value, self->prefix);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;
    case PROP_FAVORITE:
      g_value_set_boolean (value, self->favorite);
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;
    case PROP_USED:
      g_value_set_int64 (value, self->used);
      break;
    case PROP_DELETED:
      g_value_set_int64 (value, self->deleted);
      break;
    case PROP_POSITION:
      g_value_set_double (value, self->position);
      break;
    case PROP_COUNTER:
      g_value_set_uint64 (value, self->counter);
      break;
    case PROP_KIND:
      g_value_set_uint (value, self->params.kind);
      break;
    case PROP_ALGORITHM:
      g_value_set_uint (value, self->params.algorithm);
      break;
    case PROP_DIGITS:
      g_value_set_uint (value, self->params.digits);
      break;
    case PROP_PERIOD:
      g_value_set_uint (value, self->params.period);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
install_text_properties (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_SERVICE] = g_param_spec_string ("service", NULL, NULL, "", flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  props[PROP_PREFIX] = g_param_spec_string ("prefix", NULL, NULL, NULL, flags);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", flags);
  props[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, flags);
}

static void
install_number_properties (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_FAVORITE] = g_param_spec_boolean ("favorite", NULL, NULL, FALSE, flags);
  props[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL,
                                            G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_USED] = g_param_spec_int64 ("used", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_DELETED] = g_param_spec_int64 ("deleted", NULL, NULL,
                                            G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL,
                                              -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  props[PROP_COUNTER] = g_param_spec_uint64 ("counter", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL,
                                        SPARE_OTP_NONE, SPARE_OTP_YANDEX, SPARE_OTP_TOTP, flags);
  props[PROP_ALGORITHM] = g_param_spec_uint ("algorithm", NULL, NULL,
                                             SPARE_OTP_SHA1, SPARE_OTP_SHA512, SPARE_OTP_SHA1,
                                             flags);
  props[PROP_DIGITS] = g_param_spec_uint ("digits", NULL, NULL, 0, G_MAXUINT, 6, flags);
  props[PROP_PERIOD] = g_param_spec_uint ("period", NULL, NULL, 0, G_MAXUINT, 30, flags);
}

static SpareSecret *
record_print (SpareRecord *record)
{
  return spare_account_print (SPARE_ACCOUNT (record));
}

static SpareRecord *
record_copy (SpareRecord *record)
{
  return SPARE_RECORD (spare_account_copy (SPARE_ACCOUNT (record)));
}

static void
record_assign (SpareRecord *record,
               SpareRecord *from)
{
  spare_account_assign (SPARE_ACCOUNT (record), SPARE_ACCOUNT (from));
}

static gboolean
record_check (SpareRecord *record,
              GError     **error)
{
  return spare_account_check (SPARE_ACCOUNT (record), error);
}

static void
spare_account_class_init (SpareAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SpareRecordClass *record_class = SPARE_RECORD_CLASS (klass);

  object_class->finalize = spare_account_finalize;
  object_class->get_property = spare_account_get_property;

  record_class->kind = "account";
  record_class->print = record_print;
  record_class->copy = record_copy;
  record_class->assign = record_assign;
  record_class->check = record_check;

  install_text_properties ();
  install_number_properties ();
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
spare_account_init (SpareAccount *self)
{
  self->service = g_strdup ("");
  self->name = g_strdup ("");
  self->note = g_strdup ("");
  self->tags = g_new0 (char *, 1);
  self->params = spare_otp_params_default (SPARE_OTP_TOTP);
}

/**
 * spare_account_new:
 * @id: what the store knows it by
 *
 * Returns: (transfer full): an account of the most common kind, without a
 *   secret
 */
SpareAccount *
spare_account_new (const char *id)
{
  return g_object_new (SPARE_TYPE_ACCOUNT, "id", id, NULL);
}

/**
 * spare_account_copy:
 *
 * Returns: (transfer full): the same in every field; the secrets are shared
 */
SpareAccount *
spare_account_copy (SpareAccount *self)
{
  SpareAccount *copy;

  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  copy = spare_account_new (spare_account_get_id (self));
  spare_account_assign (copy, self);
  return copy;
}

/**
 * spare_account_assign:
 * @from: the same account in another state
 *
 * Makes @self like @from in every field but the id, and notifies what changed.
 */
void
spare_account_assign (SpareAccount *self,
                      SpareAccount *from)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));
  g_return_if_fail (SPARE_IS_ACCOUNT (from));

  g_object_freeze_notify (G_OBJECT (self));

  /* The secrets first: whoever hears of the rest finds them in place. */
  spare_account_set_secret (self, from->secret);
  spare_account_set_pin (self, from->pin);
  spare_account_set_unknown (self, from->unknown);
  spare_account_set_params (self, &from->params);
  spare_account_set_counter (self, from->counter);

  spare_account_set_service (self, from->service);
  spare_account_set_name (self, from->name);
  spare_account_set_prefix (self, from->prefix);
  spare_account_set_note (self, from->note);
  spare_account_set_tags (self, (const char *const *) from->tags);

  spare_account_set_favorite (self, from->favorite);
  spare_account_set_created (self, from->created);
  spare_account_set_used (self, from->used);
  spare_account_set_deleted (self, from->deleted);
  spare_account_set_position (self, from->position);
  spare_account_set_revision (self, spare_account_get_revision (from));

  g_object_thaw_notify (G_OBJECT (self));
}

const char *
spare_account_get_id (SpareAccount *self)
{
  return spare_record_get_id (SPARE_RECORD (self));
}

const char *
spare_account_get_service (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->service;
}

const char *
spare_account_get_name (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->name;
}

const char *
spare_account_get_prefix (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->prefix;
}

const char *
spare_account_get_note (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->note;
}

const char *const *
spare_account_get_tags (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return (const char *const *) self->tags;
}

gboolean
spare_account_get_favorite (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), FALSE);

  return self->favorite;
}

gint64
spare_account_get_created (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  return self->created;
}

gint64
spare_account_get_used (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  return self->used;
}

gint64
spare_account_get_deleted (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  return self->deleted;
}

double
spare_account_get_position (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  return self->position;
}

guint64
spare_account_get_counter (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), 0);

  return self->counter;
}

const SpareOtpParams *
spare_account_get_params (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return &self->params;
}

guint64
spare_account_get_revision (SpareAccount *self)
{
  return spare_record_get_revision (SPARE_RECORD (self));
}

SpareSecret *
spare_account_peek_secret (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->secret;
}

SpareSecret *
spare_account_peek_pin (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->pin;
}

SpareSecret *
spare_account_peek_unknown (SpareAccount *self)
{
  g_return_val_if_fail (SPARE_IS_ACCOUNT (self), NULL);

  return self->unknown;
}

/* A record is UTF-8, so nothing else may get in. */
static void
set_text (SpareAccount        *self,
          char               **field,
          const char          *text,
          SpareAccountProperty prop)
{
  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    *field = g_strdup (text);
  else
    *field = g_utf8_make_valid (text, -1);

  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
spare_account_set_service (SpareAccount *self,
                           const char   *service)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_text (self, &self->service, service != NULL ? service : "", PROP_SERVICE);
}

void
spare_account_set_name (SpareAccount *self,
                        const char   *name)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_text (self, &self->name, name != NULL ? name : "", PROP_NAME);
}

/**
 * spare_account_set_prefix:
 * @prefix: (nullable): what the label says before the colon, where that is not
 *   the service; "" is the same as %NULL
 */
void
spare_account_set_prefix (SpareAccount *self,
                          const char   *prefix)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_text (self, &self->prefix, prefix != NULL && *prefix != '\0' ? prefix : NULL, PROP_PREFIX);
}

void
spare_account_set_note (SpareAccount *self,
                        const char   *note)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_text (self, &self->note, note != NULL ? note : "", PROP_NOTE);
}

/**
 * spare_account_set_tags:
 * @tags: (nullable): copied; empty and repeated ones are left out
 */
void
spare_account_set_tags (SpareAccount      *self,
                        const char *const *tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) kept = NULL;

  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (*tags[i] != '\0' && g_hash_table_add (seen, (gpointer) tags[i]))
      {
        g_autofree char *valid = g_utf8_make_valid (tags[i], -1);

        g_strv_builder_add (builder, valid);
      }

  kept = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *) self->tags, (const char *const *) kept))
    return;

  g_strfreev (self->tags);
  self->tags = g_steal_pointer (&kept);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TAGS]);
}

void
spare_account_set_favorite (SpareAccount *self,
                            gboolean      favorite)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  favorite = !!favorite;
  if (self->favorite == favorite)
    return;

  self->favorite = favorite;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FAVORITE]);
}

static void
set_time (SpareAccount        *self,
          gint64              *field,
          gint64               unix_time,
          SpareAccountProperty prop)
{
  if (*field == unix_time)
    return;

  *field = unix_time;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
spare_account_set_created (SpareAccount *self,
                           gint64        unix_time)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_time (self, &self->created, unix_time, PROP_CREATED);
}

void
spare_account_set_used (SpareAccount *self,
                        gint64        unix_time)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_time (self, &self->used, unix_time, PROP_USED);
}

void
spare_account_set_deleted (SpareAccount *self,
                           gint64        unix_time)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_time (self, &self->deleted, unix_time, PROP_DELETED);
}

/**
 * spare_account_set_position:
 * @position: what is not a finite number counts as 0
 */
void
spare_account_set_position (SpareAccount *self,
                            double        position)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  if (!isfinite (position))
    position = 0;
  if (self->position == position)
    return;

  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POSITION]);
}

void
spare_account_set_counter (SpareAccount *self,
                           guint64       counter)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  if (self->counter == counter)
    return;

  self->counter = counter;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTER]);
}

/**
 * spare_account_set_params:
 * @params: copied; what the kind does not choose gets its one value
 */
void
spare_account_set_params (SpareAccount         *self,
                          const SpareOtpParams *params)
{
  SpareOtpParams old;
  SpareOtpParams new;

  g_return_if_fail (SPARE_IS_ACCOUNT (self));
  g_return_if_fail (params != NULL);

  old = self->params;
  new = spare_otp_params_default (params->kind);
  if (params->kind == SPARE_OTP_TOTP || params->kind == SPARE_OTP_HOTP)
    {
      new.algorithm = params->algorithm;
      new.digits = params->digits;
    }
  if (params->kind == SPARE_OTP_TOTP)
    new.period = params->period;

  self->params = new;

  g_object_freeze_notify (G_OBJECT (self));
  if (old.kind != new.kind)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
  if (old.algorithm != new.algorithm)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ALGORITHM]);
  if (old.digits != new.digits)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DIGITS]);
  if (old.period != new.period)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PERIOD]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
spare_account_set_revision (SpareAccount *self,
                            guint64       revision)
{
  spare_record_set_revision (SPARE_RECORD (self), revision);
}

static void
set_secret (SpareSecret **field,
            SpareSecret  *secret)
{
  if (*field == secret)
    return;

  g_clear_pointer (field, spare_secret_unref);
  if (secret != NULL)
    *field = spare_secret_ref (secret);
}

void
spare_account_set_secret (SpareAccount *self,
                          SpareSecret  *secret)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_secret (&self->secret, secret);
}

void
spare_account_set_pin (SpareAccount *self,
                       SpareSecret  *pin)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_secret (&self->pin, pin);
}

void
spare_account_set_unknown (SpareAccount *self,
                           SpareSecret  *unknown)
{
  g_return_if_fail (SPARE_IS_ACCOUNT (self));

  set_secret (&self->unknown, unknown);
}

SpareAccount *
spare_account_find (GListModel *accounts,
                    const char *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (accounts, i);

      if (g_strcmp0 (spare_account_get_id (account), id) == 0)
        return g_steal_pointer (&account);
    }

  return NULL;
}
