/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fix.h"

SpareFix *
spare_fix_new (const char  *id,
               SpareFixKind kind,
               const char  *record,
               guint        minutes)
{
  SpareFix *self = g_new0 (SpareFix, 1);

  self->id = g_strdup (id);
  self->action = spare_action_new (id);
  self->kind = kind;
  self->record = g_strdup (record);
  self->minutes = minutes;
  self->cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
spare_fix_free (SpareFix *self)
{
  g_free (self->id);
  spare_action_free (self->action);
  g_free (self->record);
  g_free (self->text);
  g_array_unref (self->cuts);
  g_clear_pointer (&self->outlook, spare_outlook_free);
  g_free (self);
}
