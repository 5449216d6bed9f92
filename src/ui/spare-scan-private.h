/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-scan.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_SCAN_SCREEN,
  SPARE_SCAN_CLIPBOARD,
  SPARE_SCAN_DROP,
} SpareScanOrigin;

typedef enum
{
  SPARE_SCAN_NO_PORTAL, /* this desktop takes no pictures of the screen */
  SPARE_SCAN_DENIED,    /* it does, but not for us, or not now */
  SPARE_SCAN_NOT_READ,  /* there is a picture that cannot be read */
  SPARE_SCAN_NO_CODE,
  SPARE_SCAN_FOREIGN,   /* codes, none of which sets up an account */
  SPARE_SCAN_EMPTY,     /* the clipboard */
  SPARE_SCAN_NO_LINK,   /* text without a setup link */
} SpareScanProblem;

/* @window: (nullable): closed windows live on while something holds them, but are
 * not realized any more */
gboolean spare_scan_is_closed (SpareWindow *window);

/* Who is in front: whoever gets what is read, or the window. */
GtkWindow *spare_scan_get_front (SpareWindow *window);
/* Hands on what was read, see SpareScanTake. */
void       spare_scan_give      (SpareWindow *window,
                                 GBytes      *lines,
                                 GListModel  *files);

/* Says what is wrong and what to do, and offers to try again, or to open a
 * picture where there is none of the screen. */
void spare_scan_tell      (SpareWindow     *window,
                           SpareScanOrigin  origin,
                           SpareScanProblem problem);

/* @texts: (element-type SpareSecret): what the codes say: goes to the import
 * dialog, or the person is told why not */
void spare_scan_hand_over (SpareWindow     *window,
                           SpareScanOrigin  origin,
                           GPtrArray       *texts);

/* Reads the QR codes of a picture, on a thread, and hands over what they say. */
void spare_scan_texture   (SpareWindow     *window,
                           SpareScanOrigin  origin,
                           GdkTexture      *texture);

G_END_DECLS
