/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-interview.h"

G_BEGIN_DECLS

/**
 * SpareInterviewView:
 *
 * One part of a question with its answers to choose from. What is chosen is in
 * the part at once.
 *
 * Signal "add" (guint nth, const char *name): the person names something for the
 * part's add of that number. Call spare_interview_view_update() when it is done.
 */
#define SPARE_TYPE_INTERVIEW_VIEW (spare_interview_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareInterviewView, spare_interview_view, SPARE, INTERVIEW_VIEW, AdwPreferencesGroup)

/* @part outlives the view's use. */
GtkWidget *spare_interview_view_new    (SpareInterviewPart *part) G_GNUC_WARN_UNUSED_RESULT;
SpareInterviewPart *spare_interview_view_get_part (SpareInterviewView *self);
/* Shows the choices anew, soon; one that was added has the focus. */
void       spare_interview_view_update (SpareInterviewView *self);

G_END_DECLS
