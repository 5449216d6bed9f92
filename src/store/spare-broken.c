/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-broken.h"

struct _SpareBroken
{
  GObject parent_instance;

  char        *id;
  SpareSecret *raw;
  GError      *reason;
};

G_DEFINE_FINAL_TYPE (SpareBroken, spare_broken, G_TYPE_OBJECT)

static void
spare_broken_finalize (GObject *object)
{
  SpareBroken *self = SPARE_BROKEN (object);

  g_free (self->id);
  g_clear_pointer (&self->raw, spare_secret_unref);
  g_clear_error (&self->reason);

  G_OBJECT_CLASS (spare_broken_parent_class)->finalize (object);
}

static void
spare_broken_class_init (SpareBrokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_broken_finalize;
}

static void
spare_broken_init (SpareBroken *self)
{
}

SpareBroken *
spare_broken_new (const char   *id,
                  SpareSecret  *raw,
                  const GError *reason)
{
  SpareBroken *self = g_object_new (SPARE_TYPE_BROKEN, NULL);

  self->id = g_strdup (id);
  self->raw = raw != NULL ? spare_secret_ref (raw) : NULL;
  self->reason = g_error_copy (reason);

  return self;
}

const char *
spare_broken_get_id (SpareBroken *self)
{
  g_return_val_if_fail (SPARE_IS_BROKEN (self), NULL);

  return self->id;
}

SpareSecret *
spare_broken_peek_raw (SpareBroken *self)
{
  g_return_val_if_fail (SPARE_IS_BROKEN (self), NULL);

  return self->raw;
}

const GError *
spare_broken_get_reason (SpareBroken *self)
{
  g_return_val_if_fail (SPARE_IS_BROKEN (self), NULL);

  return self->reason;
}
