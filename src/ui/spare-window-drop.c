/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-code-text.h"
#include "spare-import-dialog.h"
#include "spare-scan-private.h"
#include "spare-scan-texts.h"
#include "spare-service.h"
#include "spare-take-dialog.h"
#include "spare-window-private.h"

static void
drop_files (SpareWindow *self,
            GSList      *files)
{
  g_autoptr(GListStore) list = g_list_store_new (G_TYPE_FILE);

  /* The name says that a service gave it. */
  if (files != NULL && files->next == NULL)
    {
      g_autofree char *name = g_file_get_basename (files->data);

      if (name != NULL && spare_service_is_codes_file (name))
        {
          spare_take_dialog_show (self, NULL, files->data);
          return;
        }
    }

  for (GSList *at = files; at != NULL; at = at->next)
    g_list_store_append (list, at->data);
  spare_import_dialog_read_files (self, G_LIST_MODEL (list));
}

/* Is this, beyond doubt, a list of codes? One alone may be any word. */
static gboolean
is_codes (const char *text)
{
  g_autoptr(SpareCodeText) read = spare_code_text_read (text, strlen (text), NULL);
  guint n = 0;

  for (guint i = 0; read != NULL && i < read->parts->len; i++)
    n += ((SpareCodeTextPart *) g_ptr_array_index (read->parts, i))->kind == SPARE_CODE_TEXT_CODE;

  return n > 1;
}

static void
drop_text (SpareWindow *self,
           const char  *text)
{
  g_autoptr(GPtrArray) lines = spare_scan_split (text);
  g_autoptr(GBytes) bytes = spare_scan_join (lines);

  if (bytes != NULL)
    spare_import_dialog_read_bytes (self, bytes);
  else if (is_codes (text))
    spare_take_dialog_show_text (self, text, "pasted");
  else
    spare_scan_tell (self, SPARE_SCAN_DROP, SPARE_SCAN_NO_LINK);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         SpareWindow   *self)
{
  if (self->refused || spare_vault_get_state (self->vault) != SPARE_VAULT_READY)
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    drop_files (self, g_value_get_boxed (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    spare_scan_texture (self, SPARE_SCAN_DROP, g_value_get_object (value));
  else if (G_VALUE_HOLDS_STRING (value))
    drop_text (self, g_value_get_string (value));
  else
    return FALSE;

  return TRUE;
}

void
spare_window_set_up_drop (SpareWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->pages), GTK_EVENT_CONTROLLER (target));
}
