/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-clipboard.h"

#include <string.h>

#include "spare-secret.h"

struct _SpareClipboard
{
  GObject             parent_instance;

  GdkClipboard       *clipboard;
  GdkContentProvider *content; /* (nullable): ours, as long as it may be there */
  guint               timer;
};

G_DEFINE_FINAL_TYPE (SpareClipboard, spare_clipboard, G_TYPE_OBJECT)

static gboolean
timer_cb (gpointer user_data)
{
  SpareClipboard *self = user_data;

  self->timer = 0;
  spare_clipboard_clear (self);

  return G_SOURCE_REMOVE;
}

static void
spare_clipboard_dispose (GObject *object)
{
  SpareClipboard *self = SPARE_CLIPBOARD (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->content);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (spare_clipboard_parent_class)->dispose (object);
}

static void
spare_clipboard_class_init (SpareClipboardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_clipboard_dispose;
}

static void
spare_clipboard_init (SpareClipboard *self)
{
}

SpareClipboard *
spare_clipboard_new (GdkClipboard *clipboard)
{
  SpareClipboard *self = g_object_new (SPARE_TYPE_CLIPBOARD, NULL);

  self->clipboard = g_object_ref (clipboard);

  return self;
}

/* The text, and the mark that KDE's, GNOME's and other clipboard managers know.
 * The code itself lies in locked memory and is wiped with its last reader. */
static GdkContentProvider *
create_content (const char *code)
{
  SpareSecret *secret = spare_secret_new_text (code);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) hint = g_bytes_new_static ("secret", 6);
  gsize size;
  gconstpointer data = spare_secret_peek (secret, &size);
  GdkContentProvider *parts[2];

  bytes = g_bytes_new_with_free_func (data, size, (GDestroyNotify) spare_secret_unref, secret);
  parts[0] = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", bytes);
  parts[1] = gdk_content_provider_new_for_bytes ("x-kde-passwordManagerHint", hint);

  return gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
}

gboolean
spare_clipboard_copy (SpareClipboard *self,
                      const char     *code,
                      guint           seconds)
{
  g_return_val_if_fail (SPARE_IS_CLIPBOARD (self), FALSE);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->content);
  self->content = create_content (code);
  if (!gdk_clipboard_set_content (self->clipboard, self->content))
    {
      g_clear_object (&self->content);
      return FALSE;
    }

  if (seconds > 0)
    self->timer = g_timeout_add_seconds (seconds, timer_cb, self);

  return TRUE;
}

gboolean
spare_clipboard_owns (SpareClipboard *self)
{
  return self->content != NULL && gdk_clipboard_is_local (self->clipboard)
         && gdk_clipboard_get_content (self->clipboard) == self->content;
}

void
spare_clipboard_clear (SpareClipboard *self)
{
  g_return_if_fail (SPARE_IS_CLIPBOARD (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (spare_clipboard_owns (self))
    gdk_clipboard_set_content (self->clipboard, NULL);
  g_clear_object (&self->content);
}
