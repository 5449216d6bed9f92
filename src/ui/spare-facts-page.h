/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareFactsPage:
 *
 * What the person has told of devices, places, people, phone numbers, remembered
 * passwords and documents, and what most people have, to be added with one
 * press. A page of the main window with a Back button.
 */
#define SPARE_TYPE_FACTS_PAGE (spare_facts_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareFactsPage, spare_facts_page, SPARE, FACTS_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_facts_page_new (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
