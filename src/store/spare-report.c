/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-report.h"

SpareReport *
spare_report_new (void)
{
  SpareReport *self = g_new0 (SpareReport, 1);

  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->broken = g_ptr_array_new_with_free_func (g_object_unref);
  self->erased = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
spare_report_free (SpareReport *self)
{
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->broken);
  g_ptr_array_unref (self->erased);
  g_clear_error (&self->why);
  g_free (self->provider);
  g_free (self);
}
