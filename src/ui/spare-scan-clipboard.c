/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan.h"

#include "spare-bytes.h"
#include "spare-scan-private.h"
#include "spare-scan-texts.h"

/* One look at the clipboard: its text, and if that sets nothing up, its picture. */
typedef struct
{
  SpareWindow  *window; /* (nullable): borrowed */
  GdkClipboard *clipboard;
  gboolean      has_text;
} Scan;

static void
scan_free (Scan *self)
{
  g_clear_weak_pointer (&self->window);
  g_object_unref (self->clipboard);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static void
texture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autoptr(GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (spare_scan_is_closed (self->window))
    return;
  if (texture != NULL)
    spare_scan_texture (self->window, SPARE_SCAN_CLIPBOARD, texture);
  else
    spare_scan_tell (self->window, SPARE_SCAN_CLIPBOARD, SPARE_SCAN_NOT_READ);
}

static void
read_picture (Scan *scan)
{
  g_autoptr(Scan) self = scan;
  GdkContentFormats *formats = gdk_clipboard_get_formats (self->clipboard);
  GdkContentFormats *types = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  gboolean has_picture = gdk_content_formats_contain_gtype (types, GDK_TYPE_TEXTURE);

  gdk_content_formats_unref (types);
  if (!has_picture)
    {
      spare_scan_tell (self->window, SPARE_SCAN_CLIPBOARD,
                       self->has_text ? SPARE_SCAN_NO_LINK : SPARE_SCAN_EMPTY);
      return;
    }

  gdk_clipboard_read_texture_async (self->clipboard, NULL, texture_cb, self);
  self = NULL;
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr(GPtrArray) texts = spare_scan_split (text);
  g_autoptr(GBytes) bytes = spare_scan_join (texts);

  self->has_text = text != NULL && *text != '\0';
  spare_wipe_text (text);
  if (spare_scan_is_closed (self->window))
    return;

  if (bytes != NULL)
    spare_scan_give (self->window, bytes, NULL);
  else
    read_picture (g_steal_pointer (&self));
}

void
spare_scan_clipboard (SpareWindow *window)
{
  Scan *self;
  GdkContentFormats *types;
  gboolean has_text;

  g_return_if_fail (SPARE_IS_WINDOW (window));

  self = g_new0 (Scan, 1);
  g_set_weak_pointer (&self->window, window);
  self->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (window)));

  types = gdk_content_formats_union_deserialize_gtypes (
    gdk_content_formats_ref (gdk_clipboard_get_formats (self->clipboard)));
  has_text = gdk_content_formats_contain_gtype (types, G_TYPE_STRING);
  gdk_content_formats_unref (types);
  if (has_text)
    gdk_clipboard_read_text_async (self->clipboard, NULL, text_cb, self);
  else
    read_picture (self);
}
