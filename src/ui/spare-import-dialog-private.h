/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-hint-row.h"
#include "spare-import-dialog.h"
#include "spare-import-preview.h"
#include "spare-import-reader.h"

G_BEGIN_DECLS

#define SPARE_TYPE_IMPORT_DIALOG (spare_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportDialog, spare_import_dialog, SPARE, IMPORT_DIALOG, AdwWindow)

typedef enum
{
  SPARE_IMPORT_PAGE_SOURCES,
  SPARE_IMPORT_PAGE_APPS,
  SPARE_IMPORT_PAGE_HOWTO,
  SPARE_IMPORT_PAGE_PASSWORD,
  SPARE_IMPORT_PAGE_READING,
  SPARE_IMPORT_PAGE_PREVIEW,
  SPARE_IMPORT_PAGE_SAVING,
  SPARE_IMPORT_PAGE_FAILED,
  SPARE_IMPORT_PAGE_DONE,
} SpareImportPage;

struct _SpareImportDialog
{
  AdwWindow           parent_instance;

  AdwWindowTitle     *title;
  GtkButton          *back;
  GtkButton          *action;
  GtkStack           *stack;
  GtkWidget          *file;
  GtkWidget          *camera;
  AdwPreferencesGroup *apps;
  GtkWidget          *first_app;
  GtkLabel           *howto_name;
  GtkLabel           *howto_steps;
  GtkWidget          *howto_file;
  GtkWidget          *howto_camera;
  GtkWidget          *howto_screen;
  GtkLabel           *password_text;
  GtkEditable        *password;
  SpareHintRow       *password_hint;
  GtkWidget          *skip;
  GtkLabel           *busy_text;
  GtkProgressBar     *bar;
  SpareImportPreview *preview;
  AdwStatusPage      *failed;
  GtkWidget          *again;
  GtkWidget          *take_codes;
  AdwStatusPage      *done;
  GtkWidget          *plain_box;
  GtkLabel           *plain_text;
  GtkWidget          *plain_delete;
  GtkLabel           *plain_label;

  SpareWindow        *window;      /* (nullable): borrowed */
  SpareImportPage     page;
  SpareImportReader  *reader;
  SpareImportPlan    *plan;        /* (nullable) */
  GCancellable       *cancellable; /* (nullable): of what runs now */
  guint               pulse;
  gboolean            has_camera;

  /* While and after saving. */
  GApplication       *application; /* (nullable): held, so that closing the window does not end it */
  GSettings          *settings;    /* (nullable) */
  GPtrArray          *records;
  GPtrArray          *to_bin;      /* (nullable): saved after the records */
  gboolean            binning;     /* the records are saved */
  gboolean            replaces;    /* as they were chosen when it began */
  gboolean            preferences;
  guint               n_before;    /* saved by a try before this one */
  guint               n_binned_before;
  guint               n_accounts;  /* among the records */
  guint               n_replaced;
  guint               n_sets;      /* code sets among the records */
  SpareImportTwins    skipped;
  guint               n_unticked;
  guint               n_pinless;
  guint               n_missing;   /* entries that are nowhere in use */
  GPtrArray          *plain_files; /* (nullable) */
};

void spare_import_dialog_show_page (SpareImportDialog *self,
                                    SpareImportPage    page);
/* spare-import-dialog-save.c */
void spare_import_dialog_save      (SpareImportDialog *self);
/* How many of @records, accounts, are stored with just these values. */
guint spare_import_dialog_count_saved (SpareVault *vault,
                                       GPtrArray  *records);
/* spare-import-dialog-done.c */
void spare_import_dialog_count     (SpareImportDialog *self);
void spare_import_dialog_show_done (SpareImportDialog *self);
/* Asks before. */
void spare_import_dialog_delete_plain_files (SpareImportDialog *self);

G_END_DECLS
