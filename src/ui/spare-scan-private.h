/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-scan.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_SCAN_SCREEN,
  SPARE_SCAN_CLIPBOARD,
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

/* Says what is wrong and what to do, and offers to try again. */
void spare_scan_tell      (SpareWindow     *window,
                           SpareScanOrigin  origin,
                           SpareScanProblem problem);

/* @texts: (element-type SpareSecret): what the codes say: goes to the import
 * dialog, or the person is told why not */
void spare_scan_hand_over (SpareWindow     *window,
                           SpareScanOrigin  origin,
                           GPtrArray       *texts);

G_END_DECLS
