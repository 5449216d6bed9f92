/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * SpareClipboard:
 *
 * Puts codes on the clipboard, marked as a password so that clipboard managers
 * leave them alone, and takes them off again, unless something else was copied
 * meanwhile.
 */
#define SPARE_TYPE_CLIPBOARD (spare_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (SpareClipboard, spare_clipboard, SPARE, CLIPBOARD, GObject)

SpareClipboard *spare_clipboard_new   (GdkClipboard *clipboard) G_GNUC_WARN_UNUSED_RESULT;

/* @seconds: 0 leaves the code there until spare_clipboard_clear(). @code is
 * copied into locked memory; the caller wipes its own. */
gboolean        spare_clipboard_copy  (SpareClipboard *self,
                                       const char     *code,
                                       guint           seconds);

/* Takes the code off now if it is still ours. */
void            spare_clipboard_clear (SpareClipboard *self);

/* Is what we copied last still there? */
gboolean        spare_clipboard_owns  (SpareClipboard *self);

G_END_DECLS
