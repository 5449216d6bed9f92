/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareBinPage:
 *
 * Deleted accounts: each can be restored, or erased for good after a question.
 * Nothing leaves the bin by itself.
 */
#define SPARE_TYPE_BIN_PAGE (spare_bin_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareBinPage, spare_bin_page, SPARE, BIN_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_bin_page_new (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
