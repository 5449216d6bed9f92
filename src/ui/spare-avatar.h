/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareAvatar:
 *
 * The first letter of a service's name on a colour derived from that name. It
 * says nothing that the name beside it does not say, so it is hidden from
 * assistive technology.
 */
#define SPARE_TYPE_AVATAR (spare_avatar_get_type ())
G_DECLARE_FINAL_TYPE (SpareAvatar, spare_avatar, SPARE, AVATAR, GtkWidget)

/* @size: in pixels, both ways */
GtkWidget *spare_avatar_new      (int          size);
void       spare_avatar_set_size (SpareAvatar *self,
                                  int          size);
void       spare_avatar_set_text (SpareAvatar *self,
                                  const char  *text);

/* For rows that draw their avatar themselves: the same picture at (x, y). */
void       spare_avatar_snapshot (GtkSnapshot *snapshot,
                                  GtkWidget   *widget,
                                  const char  *text,
                                  float        x,
                                  float        y,
                                  float        size);

/* The colour for @text, for tests: white letters on it have a contrast of at
 * least 4.5. */
void       spare_avatar_color    (const char *text,
                                  GdkRGBA    *color);

G_END_DECLS
