/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-change.h"

#include "spare-happening-steps.h"

SpareChange *
spare_change_new (SpareWindow *window,
                  const char  *id)
{
  SpareChange *self = g_new0 (SpareChange, 1);

  self->window = g_object_ref (window);
  self->id = g_strdup (id);

  return self;
}

void
spare_change_free (SpareChange *self)
{
  g_object_unref (self->window);
  g_free (self->id);
  g_free (self->done);
  g_free (self->button);
  g_free (self->action);
  g_free (self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareChange) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  /* The window was closed meanwhile. */
  if (spare_window_get_vault (self->window) == NULL)
    return;

  if (!good)
    {
      spare_window_toast_error (self->window, error);
      return;
    }

  if (self->done != NULL)
    spare_window_toast_action (self->window, self->done, self->button, self->action);
  if (self->then != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), self->then, NULL);
}

void
spare_change_save (SpareChange *self,
                   GPtrArray   *records)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (all, g_object_ref (g_ptr_array_index (records, i)));
  spare_happening_add_notes (self->window, all);
  spare_vault_save_async (spare_window_get_vault (self->window), all, NULL, NULL, NULL, saved_cb, self);
}

void
spare_change_save_one (SpareChange *self,
                       SpareRecord *record)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  spare_change_save (self, records);
}
