/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-backup-keeper.h"
#include "spare-checkup-page.h"
#include "spare-clipboard.h"
#include "spare-codes-page.h"
#include "spare-sets-page.h"
#include "spare-time-check.h"
#include "spare-toaster.h"
#include "spare-window.h"

G_BEGIN_DECLS

struct _SpareWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *overlay;
  GtkStack        *pages;
  GtkWidget       *home;        /* the page with the views below */
  AdwViewStack    *views;
  SpareCodesPage  *codes;
  SpareSetsPage   *sets;
  SpareCheckupPage *checkup;
  AdwViewSwitcherBar *switcher_bar;
  GPtrArray       *trail;       /* names of the pages that Back leads to; the first one is home */

  SpareVault      *vault;
  SpareClock      *clock;
  SpareReveal     *reveal;
  GSettings       *settings;
  SpareClipboard  *clipboard;
  SpareTimeCheck  *time_check;

  SpareBackupKeeper *keeper;
  SpareDirectoryKeeper *directories;

  SpareToaster    *toaster;
  GHashTable      *advancing;   /* ids whose counter is on its way */
  SpareSecret     *pending_uri; /* (nullable): waits for the keyring */
  gboolean         refused;     /* the self-test failed */
};

/* spare-window-actions.c: what changes accounts or copies codes. */
void          spare_window_class_install_actions (GtkWidgetClass *widget_class);

/* The account, or NULL after saying that it is gone. */
SpareAccount *spare_window_find_account          (SpareWindow *self,
                                                  GVariant    *id);

/* spare-window-pages.c: what opens pages and dialogs. */
void          spare_window_class_install_pages   (GtkWidgetClass *widget_class);
/* May records be read and written now? */
gboolean      spare_window_is_ready              (SpareWindow *self);
/* The page of this name in place of the one that is shown, made by @create the
 * first time; Back leads to where one came from. Has the focus. Returns it. */
GtkWidget    *spare_window_show_page             (SpareWindow *self,
                                                  const char  *name,
                                                  GtkWidget *(*create) (SpareWindow *window));
void          spare_window_go_back               (SpareWindow *self);
/* To the home page, whichever of its views is in front. */
void          spare_window_go_home               (SpareWindow *self);
/* The same, and that view to the front. */
void          spare_window_show_view             (SpareWindow *self,
                                                  GtkWidget   *view);
void          spare_window_set_up_actions        (SpareWindow *self);
void          spare_window_update_actions        (SpareWindow *self);

/* spare-window-checkup.c: the check-up, and what is told for it. */
void          spare_window_class_install_checkup (GtkWidgetClass *widget_class);
void          spare_window_update_checkup_actions (SpareWindow *self);

/* spare-window-codes.c: backup codes and sheets. */
void          spare_window_class_install_codes   (GtkWidgetClass *widget_class);
void          spare_window_update_codes_actions  (SpareWindow *self);

/* spare-window-sets.c: uses of codes, and what makes them void. */
void          spare_window_class_install_sets    (GtkWidgetClass *widget_class);
void          spare_window_update_sets_actions   (SpareWindow *self);

/* spare-window-drop.c: takes files, pictures and links that are dropped on it. */
void          spare_window_set_up_drop           (SpareWindow *self);

G_END_DECLS
