/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-form.h"
#include "spare-sheet-panes.h"
#include "spare-sheet-preview.h"
#include "spare-sheet-window.h"
#include "spare-toaster.h"

G_BEGIN_DECLS

#define SPARE_TYPE_SHEET_WINDOW (spare_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetWindow, spare_sheet_window, SPARE, SHEET_WINDOW, AdwWindow)

struct _SpareSheetWindow
{
  AdwWindow          parent_instance;

  AdwToastOverlay   *overlay;
  AdwWindowTitle    *title;
  GtkStack          *stack;
  SpareSheetPanes   *panes;
  GtkButton         *turn;
  GtkWidget         *print;
  GtkWidget         *take;
  GtkLabel          *busy;
  GtkProgressBar    *bar;
  SpareSheetForm    *form;
  SpareSheetPreview *preview;

  SpareToaster      *toaster;
  SpareWindow       *window;      /* (nullable): borrowed */
  SpareSheetKind     kind;
  char              *name;        /* printed on the sheet */
  char              *record;      /* (nullable): its id in the register */
  SpareSheetContent *printing;    /* (nullable): what is on its way to paper */
  SpareSheetOptions  printing_options;
  GFile             *file;        /* (nullable): the PDF that was written last */
  GCancellable      *laying_out;  /* (nullable) */
  GCancellable      *cancellable; /* (nullable): of the PDF */
  guint              waiting;     /* until the form stays as it is */
  guint              pulse;
  gboolean           shown;       /* the preview has pages */
  gboolean           working;     /* shows so, and takes nothing else */
};

/* @text: (nullable): NULL goes back to the sheet */
void spare_sheet_window_set_busy (SpareSheetWindow *self,
                                  const char       *text);
/* How much of it is done. */
void spare_sheet_window_set_progress (SpareSheetWindow *self,
                                      double            fraction);
void spare_sheet_window_say      (SpareSheetWindow *self,
                                  const char       *text);
void spare_sheet_window_say_error (SpareSheetWindow *self,
                                   const GError     *error);

/* spare-sheet-window-print.c: onto paper, into a file, into the register. */
void spare_sheet_window_print    (SpareSheetWindow *self);
void spare_sheet_window_save     (SpareSheetWindow *self);

G_END_DECLS
