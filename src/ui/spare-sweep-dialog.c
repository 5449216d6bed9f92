/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sweep-dialog.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-erase.h"
#include "spare-sweep-row.h"
#include "spare-take-dialog.h"

#define PULSE_MS 100

#define SPARE_TYPE_SWEEP_DIALOG (spare_sweep_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareSweepDialog, spare_sweep_dialog, SPARE, SWEEP_DIALOG, AdwWindow)

struct _SpareSweepDialog
{
  AdwWindow           parent_instance;

  AdwWindowTitle     *title;
  GtkStack           *stack;
  AdwStatusPage      *message;
  GtkButton          *choose;
  GtkLabel           *seen;
  GtkProgressBar     *bar;
  GtkWidget          *stop;
  GtkLabel           *summary;
  GtkListBox         *rows;

  SpareWindow        *window;      /* (nullable): borrowed */
  GCancellable       *cancellable; /* (nullable): of the run */
  SpareSweepProgress *progress;    /* (nullable) */
  guint               pulse;
};

G_DEFINE_FINAL_TYPE (SpareSweepDialog, spare_sweep_dialog, ADW_TYPE_WINDOW)

/* GTK 4.8 forgets the accessible role of a window that has a focus earlier. */
static void
focus (SpareSweepDialog *self,
       GtkWidget        *widget)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (widget);
}

static void
show_message (SpareSweepDialog *self,
              const char       *icon,
              const char       *title,
              const char       *text,
              const char       *button)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, markup);
  gtk_button_set_label (self->choose, button);
  gtk_stack_set_visible_child_name (self->stack, "message");
  focus (self, GTK_WIDGET (self->choose));
}

static void
show_start (SpareSweepDialog *self)
{
  adw_window_title_set_subtitle (self->title, "");
  show_message (self, "folder-saved-search-symbolic", _("Are Codes Lying About?"),
                _("Services offer backup codes as files, and those stay behind in a downloads folder, readable for "
                  "anybody. Sparekey looks for files with names of that kind. It looks at names only."),
                _("_Choose a Folder…"));
}

static gboolean
pulse_cb (gpointer user_data)
{
  SpareSweepDialog *self = user_data;
  guint n = (guint) g_atomic_int_get (&self->progress->n_seen);
  g_autofree char *text = g_strdup_printf (ngettext ("%u file seen", "%u files seen", n), n);

  gtk_progress_bar_pulse (self->bar);
  gtk_label_set_text (self->seen, text);

  return G_SOURCE_CONTINUE;
}

static void
stop (SpareSweepDialog *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_pointer (&self->progress, spare_sweep_progress_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What is done about a file. */

typedef struct
{
  SpareSweepDialog *dialog;
  SpareSweepRow    *row;
} Change;

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Change *change = user_data;
  g_autoptr(SpareSweepDialog) self = change->dialog;
  g_autoptr(SpareSweepRow) row = change->row;
  guint n_gone;
  g_autofree char *told = spare_erase_finish (result, &n_gone);

  if (told == NULL || self->window == NULL)
    return;

  if (n_gone > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
  spare_sweep_row_set_told (row, told, n_gone > 0);
}

static void
delete_cb (SpareSweepDialog *self,
           SpareSweepRow    *row)
{
  const SpareSweepHit *hit = spare_sweep_row_get_hit (row);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = g_strjoin ("\n\n", _("Codes that are only in it are lost. It is erased for good, not moved "
                                               "to a bin."), spare_erase_get_worth (), NULL);
  Change *change = g_new (Change, 1);

  change->dialog = g_object_ref (self);
  change->row = g_object_ref (row);
  g_ptr_array_add (files, g_object_ref (hit->file));
  spare_erase_async (GTK_WINDOW (self), files, body, erased_cb, change);
}

static void
taken_cb (SpareSweepRow *row)
{
  spare_sweep_row_set_taken (row);
}

static void
gone_cb (SpareSweepRow *row)
{
  spare_sweep_row_set_told (row, _("Taken in and deleted."), TRUE);
}

static void
take_cb (SpareSweepDialog *self,
         SpareSweepRow    *row)
{
  const SpareSweepHit *hit = spare_sweep_row_get_hit (row);
  SpareTakeDialog *dialog;

  if (self->window == NULL)
    return;

  dialog = spare_take_dialog_open (self->window, GTK_WINDOW (self), NULL, hit->readable ? hit->file : NULL);
  if (dialog == NULL)
    return;
  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "erased", G_CALLBACK (gone_cb), row, G_CONNECT_SWAPPED);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareSweepRow) row = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    spare_sweep_row_set_told (row, _("No program opened it. Open it in the file manager."), FALSE);
}

static void
open_cb (SpareSweepDialog *self,
         SpareSweepRow    *row)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  g_autofree char *uri = g_file_get_uri (spare_sweep_row_get_hit (row)->file);

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           g_object_ref (row));
}

/* Looking. */

static void
show_hits (SpareSweepDialog *self,
           GPtrArray        *hits,
           gboolean          cut)
{
  g_autofree char *how_many = g_strdup_printf (ngettext ("%u file looks like saved backup codes.",
                                                         "%u files look like saved backup codes.", hits->len),
                                               hits->len);
  g_autofree char *text = g_strjoin (" ", how_many, _("Take their codes in, and then delete the files."),
                                     cut ? _("There was more than Sparekey looks through: choose a smaller folder to "
                                             "see the rest.") : NULL, NULL);

  gtk_label_set_text (self->summary, text);
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      GtkWidget *row = spare_sweep_row_new (g_ptr_array_index (hits, i));

      g_signal_connect_object (row, "take", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->rows, row);
    }
  gtk_stack_set_visible_child_name (self->stack, "found");
  focus (self, GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, 0)));
}

static void
swept_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareSweepDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean cut = FALSE;
  g_autoptr(GPtrArray) hits = spare_sweep_run_finish (result, &cut, &error);

  /* Whoever cancelled has shown another page, or none. */
  if (self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop (self);
  if (hits == NULL)
    {
      show_message (self, "dialog-warning-symbolic", _("This Folder Could Not Be Read"),
                    _("It is no longer there, or you may not read it."), _("_Choose Another Folder…"));
    }
  else if (hits->len == 0)
    {
      show_message (self, "object-select-symbolic", _("No Leftover Codes Found"),
                    cut ? _("There was more than Sparekey looks through. Choose a smaller folder to see the rest.")
                        : _("No file here has a name like saved backup codes. Files with other names are not found."),
                    _("Look in _Another Folder…"));
    }
  else
    {
      show_hits (self, hits, cut);
    }
}

static void
sweep (SpareSweepDialog *self,
       GFile            *folder)
{
  g_autofree char *name = spare_erase_dup_name (folder);
  GtkWidget *row;

  stop (self);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, 0))) != NULL)
    gtk_list_box_remove (self->rows, row);
  adw_window_title_set_subtitle (self->title, name);
  self->cancellable = g_cancellable_new ();
  self->progress = spare_sweep_progress_new ();
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  pulse_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  focus (self, self->stop);
  spare_sweep_run_async (folder, self->progress, self->cancellable, swept_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareSweepDialog) self = user_data;
  g_autoptr(GFile) folder = spare_dialogs_choose_folder_finish (result);

  if (folder != NULL && self->window != NULL)
    sweep (self, folder);
}

static void
choose_cb (SpareSweepDialog *self)
{
  spare_dialogs_choose_folder_async (GTK_WINDOW (self), _("Choose a Folder to Look Through"), chosen_cb,
                                     g_object_ref (self));
}

static void
stop_cb (SpareSweepDialog *self)
{
  stop (self);
  show_start (self);
}

static void
spare_sweep_dialog_map (GtkWidget *widget)
{
  SpareSweepDialog *self = SPARE_SWEEP_DIALOG (widget);

  GTK_WIDGET_CLASS (spare_sweep_dialog_parent_class)->map (widget);
  focus (self, GTK_WIDGET (self->choose));
}

static void
spare_sweep_dialog_dispose (GObject *object)
{
  SpareSweepDialog *self = SPARE_SWEEP_DIALOG (object);

  stop (self);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_sweep_dialog_parent_class)->dispose (object);
}

static void
spare_sweep_dialog_class_init (SpareSweepDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sweep_dialog_dispose;
  widget_class->map = spare_sweep_dialog_map;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-sweep-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, message);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, seen);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SpareSweepDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_sweep_dialog_init (SpareSweepDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_sweep_dialog_show (SpareWindow *window)
{
  SpareSweepDialog *self;

  if (spare_vault_get_state (spare_window_get_vault (window)) != SPARE_VAULT_READY)
    return;

  self = g_object_new (SPARE_TYPE_SWEEP_DIALOG, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  show_start (self);
  gtk_window_present (GTK_WINDOW (self));
}
