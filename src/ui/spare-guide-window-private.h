/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-view.h"
#include "spare-guide-window.h"
#include "spare-guide.h"
#include "spare-notice.h"
#include "spare-time-check.h"

G_BEGIN_DECLS

/**
 * SpareGuideWindow:
 *
 * Stands beside the browser, so it is not modal. What is done is looked up in
 * the vault; only what the person says is stored, one change after the other.
 */
#define SPARE_TYPE_GUIDE_WINDOW (spare_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (SpareGuideWindow, spare_guide_window, SPARE, GUIDE_WINDOW, AdwWindow)

struct _SpareGuideWindow
{
  AdwWindow           parent_instance;

  AdwWindowTitle     *title;
  GtkWidget          *back;
  SpareNotice        *notice;
  GtkStack           *stack;
  AdwPreferencesGroup *begun;
  GtkEditable        *search;
  GtkListBox         *services;
  GtkScrolledWindow  *scroller;
  GtkProgressBar     *progress;
  GtkLabel           *heading;
  GtkLabel           *text;
  GtkBox             *content;
  GtkButton          *primary;
  GtkButton          *second;
  GtkButton          *skip;

  SpareWindow        *window;  /* (nullable): borrowed; NULL once this one is closed */
  GCancellable       *cancellable;
  SpareTimeCheck     *time_check;
  SpareThing         *guide;   /* (nullable): as the vault has it */
  SpareGuideStep      step;    /* on screen; SPARE_GUIDE_N_STEPS for the end */
  GHashTable         *known;   /* ids of the accounts that were there before */
  GPtrArray          *begun_rows;
  gboolean            saving;
  gboolean            refused; /* the service did not take the code */
  gboolean            looked;  /* for files that were left */

  /* Of the step on screen, borrowed. */
  SpareCodeView      *code;     /* (nullable) */
  GtkLabel           *code_text; /* (nullable) */
  GtkWidget          *copy;     /* (nullable): of the code */
  AdwEntryRow        *name;     /* (nullable) */
  gboolean            code_visible;
};

/* spare-guide-window.c */
const SpareService *spare_guide_window_get_service (SpareGuideWindow *self); /* (nullable) */
const char  *spare_guide_window_get_name     (SpareGuideWindow *self); /* of the service */
SpareAccount *spare_guide_window_get_account (SpareGuideWindow *self); /* (nullable) */
SpareGuideState spare_guide_window_get_state (SpareGuideWindow *self,
                                              SpareGuideStep    step);
/* @changed: (transfer full): the guide; @account: (nullable): new, saved along.
 * Goes on to what is open then. */
void         spare_guide_window_save         (SpareGuideWindow *self,
                                              SpareThing       *changed,
                                              SpareAccount     *account);
SpareThing  *spare_guide_window_copy         (SpareGuideWindow *self) G_GNUC_WARN_UNUSED_RESULT;
void         spare_guide_window_show_step    (SpareGuideWindow *self,
                                              SpareGuideStep    step);
/* What comes after the step on screen. */
void         spare_guide_window_go_on        (SpareGuideWindow *self);
void         spare_guide_window_use_account  (SpareGuideWindow *self,
                                              const char       *id);

/* spare-guide-steps.c: what a step says and offers. */
void         spare_guide_steps_fill          (SpareGuideWindow *self);
void         spare_guide_steps_primary       (SpareGuideWindow *self);
void         spare_guide_steps_second        (SpareGuideWindow *self);

/* spare-guide-account.c: the steps with the account and its first code. */
void         spare_guide_account_fill        (SpareGuideWindow *self);
void         spare_guide_account_primary     (SpareGuideWindow *self);
void         spare_guide_accepted_fill       (SpareGuideWindow *self);
void         spare_guide_accepted_tick       (SpareGuideWindow *self,
                                              gint64            now);

/* spare-guide-rows.c: parts of a step. */
GtkWidget   *spare_guide_rows_add_group      (SpareGuideWindow *self,
                                              const char       *title);
/* @activated: (nullable): makes a row to press */
GtkWidget   *spare_guide_rows_add            (GtkWidget        *group,
                                              const char       *icon,
                                              const char       *title,
                                              const char       *subtitle,
                                              GCallback         activated,
                                              SpareGuideWindow *self);
/* An address that can be read, copied and opened. */
void         spare_guide_rows_add_address    (SpareGuideWindow *self,
                                              const char       *title,
                                              const char       *address);
/* Where a fact was read, and when. */
void         spare_guide_rows_add_source     (SpareGuideWindow *self,
                                              const char       *fact);
void         spare_guide_rows_add_note       (SpareGuideWindow *self,
                                              const char       *text);
void         spare_guide_rows_open           (SpareGuideWindow *self,
                                              const char       *address);

G_END_DECLS
