/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SPARE_CHOICE_PLAIN,
  SPARE_CHOICE_SUGGESTED,
  SPARE_CHOICE_DESTRUCTIVE,
} SpareChoiceStyle;

/**
 * SpareChoice:
 * @id: what spare_dialogs_ask_finish() gives
 * @label: with a mnemonic
 */
typedef struct
{
  const char      *id;
  const char      *label;
  SpareChoiceStyle style;
} SpareChoice;

/**
 * spare_dialogs_ask_async:
 * @parent: (nullable)
 * @heading: plain text
 * @body: plain text
 * @choices: ends with an id of NULL; the first one changes nothing, and is what
 *   Escape and closing mean
 *
 * Enter presses the suggested choice, or the first one; never a destructive one.
 */
void        spare_dialogs_ask_async         (GtkWindow          *parent,
                                             const char         *heading,
                                             const char         *body,
                                             const SpareChoice  *choices,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
/* Returns: (transfer full): the id of the choice */
char       *spare_dialogs_ask_finish        (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* A question with Cancel and one destructive answer, @action. */
void        spare_dialogs_confirm_async     (GtkWindow          *parent,
                                             const char         *heading,
                                             const char         *body,
                                             const char         *action,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean    spare_dialogs_confirm_finish    (GAsyncResult *result);

/* Lets the person choose a file to write.
 *
 * Returns: (transfer full) (nullable): NULL without an error when the person
 *   chose none */
void        spare_dialogs_save_file_async   (GtkWindow          *parent,
                                             const char         *title,
                                             const char         *name,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GFile      *spare_dialogs_save_file_finish  (GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lets the person choose files to read, several at once.
 *
 * Returns: (transfer full) (nullable): of GFile; NULL when the person chose none */
void        spare_dialogs_open_files_async  (GtkWindow          *parent,
                                             const char         *title,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GListModel *spare_dialogs_open_files_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* The same for one file. */
void        spare_dialogs_open_file_async   (GtkWindow          *parent,
                                             const char         *title,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GFile      *spare_dialogs_open_file_finish  (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* Lets the person choose a folder to write files into; like saving a file. */
void        spare_dialogs_choose_folder_async  (GtkWindow          *parent,
                                                const char         *title,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
GFile      *spare_dialogs_choose_folder_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* Puts @dialog before @parent, and ends it with it. In place of
 * "destroy-with-parent": GTK 4.8 then keeps a pointer to the parent in a dialog
 * that a job still holds. */
void        spare_dialogs_attach            (GtkWindow *dialog,
                                             GtkWindow *parent);

void        spare_dialogs_show_about        (GtkWindow *parent);
void        spare_dialogs_show_shortcuts    (GtkWindow *parent);

G_END_DECLS
