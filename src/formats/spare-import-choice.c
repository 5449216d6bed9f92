/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-choice-private.h"

enum
{
  PROP_0,
  PROP_ACTION,
  PROP_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SpareImportChoice, spare_import_choice, G_TYPE_OBJECT)

static void
spare_import_choice_dispose (GObject *object)
{
  SpareImportChoice *self = SPARE_IMPORT_CHOICE (object);

  g_clear_object (&self->twin);
  G_OBJECT_CLASS (spare_import_choice_parent_class)->dispose (object);
}

static void
spare_import_choice_finalize (GObject *object)
{
  SpareImportChoice *self = SPARE_IMPORT_CHOICE (object);

  g_free (self->saved_id);
  G_OBJECT_CLASS (spare_import_choice_parent_class)->finalize (object);
}

static void
spare_import_choice_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SpareImportChoice *self = SPARE_IMPORT_CHOICE (object);

  switch (id)
    {
    case PROP_ACTION:
      g_value_set_int (value, self->action);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->action != SPARE_IMPORT_SKIP);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spare_import_choice_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SpareImportChoice *self = SPARE_IMPORT_CHOICE (object);

  switch (id)
    {
    case PROP_ACTION:
      spare_import_choice_set_action (self, g_value_get_int (value));
      break;
    case PROP_SELECTED:
      spare_import_choice_set_selected (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spare_import_choice_class_init (SpareImportChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spare_import_choice_dispose;
  object_class->finalize = spare_import_choice_finalize;
  object_class->get_property = spare_import_choice_get_property;
  object_class->set_property = spare_import_choice_set_property;

  properties[PROP_ACTION] =
    g_param_spec_int ("action", NULL, NULL, SPARE_IMPORT_ADD, SPARE_IMPORT_REPLACE, SPARE_IMPORT_ADD,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SELECTED] =
    g_param_spec_boolean ("selected", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
spare_import_choice_init (SpareImportChoice *self)
{
  self->action = SPARE_IMPORT_ADD;
}

SpareImportChoice *
spare_import_choice_new (SpareImportEntry *entry)
{
  SpareImportChoice *self = g_object_new (SPARE_TYPE_IMPORT_CHOICE, NULL);

  self->entry = entry;
  return self;
}

const SpareImportEntry *
spare_import_choice_get_entry (SpareImportChoice *self)
{
  return self->entry;
}

SpareAccount *
spare_import_choice_get_twin (SpareImportChoice *self)
{
  return self->twin;
}

gboolean
spare_import_choice_twin_is_in_bin (SpareImportChoice *self)
{
  return self->twin != NULL && self->place == SPARE_TWIN_IN_BIN;
}

gboolean
spare_import_choice_twin_is_in_file (SpareImportChoice *self)
{
  return self->twin != NULL && self->place == SPARE_TWIN_IN_FILE;
}

SpareImportAction
spare_import_choice_get_action (SpareImportChoice *self)
{
  return self->action;
}

void
spare_import_choice_set_action (SpareImportChoice *self,
                                SpareImportAction  action)
{
  if (self->twin != NULL && action == SPARE_IMPORT_ADD)
    action = SPARE_IMPORT_KEEP;
  else if (self->twin == NULL && (action == SPARE_IMPORT_KEEP || action == SPARE_IMPORT_REPLACE))
    action = SPARE_IMPORT_ADD;
  if (self->action == action)
    return;
  self->action = action;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

gboolean
spare_import_choice_needs_pin (SpareImportChoice *self)
{
  SpareAccount *account = self->entry->account;

  return spare_otp_kind_needs_pin (spare_account_get_params (account)->kind) &&
         spare_account_peek_pin (account) == NULL;
}

gboolean
spare_import_choice_set_pin (SpareImportChoice *self,
                             SpareSecret       *pin,
                             GError           **error)
{
  SpareAccount *account = self->entry->account;
  gboolean good = pin == NULL || spare_otp_pin_check (spare_account_get_params (account)->kind, pin, error);

  /* What was typed before is no longer what is to be seen. */
  spare_account_set_pin (account, good ? pin : NULL);
  /* Whether it is taken in has changed, though not what was chosen. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  return good;
}

gboolean
spare_import_choice_get_selected (SpareImportChoice *self)
{
  return self->action != SPARE_IMPORT_SKIP;
}

void
spare_import_choice_set_selected (SpareImportChoice *self,
                                  gboolean           selected)
{
  if (!selected)
    spare_import_choice_set_action (self, SPARE_IMPORT_SKIP);
  else if (self->action == SPARE_IMPORT_SKIP)
    spare_import_choice_set_action (self, SPARE_IMPORT_ADD);
}

void
spare_import_choice_set_twin (SpareImportChoice *self,
                              SpareAccount      *twin,
                              SpareTwinPlace     place)
{
  gboolean had_twin = self->twin != NULL;

  g_set_object (&self->twin, twin);
  self->place = place;
  if (twin != NULL && !had_twin)
    spare_import_choice_set_action (self, SPARE_IMPORT_SKIP);
  else
    spare_import_choice_set_action (self, self->action);
}

void
spare_import_choice_carry (SpareImportChoice *self,
                           SpareImportChoice *from)
{
  gboolean done = from->saved_id != NULL && self->twin != NULL &&
                  g_str_equal (from->saved_id, spare_account_get_id (self->twin));
  gboolean left_out = from->twin == NULL && from->action == SPARE_IMPORT_SKIP;

  if (!done && (left_out || (self->twin != NULL) == (from->twin != NULL)))
    spare_import_choice_set_action (self, from->action);
}
