/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan-progress.h"
#include "spare-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DELAY_MS     300
#define SPINNER_SIZE 32

struct _SpareScanProgress
{
  GtkWindow    *parent; /* (nullable): borrowed */
  GtkWindow    *window; /* (nullable): borrowed */
  GCancellable *cancellable;
  guint         timer;
};

static gboolean
close_cb (SpareScanProgress *self)
{
  g_cancellable_cancel (self->cancellable);

  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
create_content (GtkWindow *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *label = gtk_label_new (_("Looking for QR codes…"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Cancel"));

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_size_request (spinner, SPINNER_SIZE, SPINNER_SIZE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_close), window);

  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
show_cb (gpointer user_data)
{
  SpareScanProgress *self = user_data;
  GtkWidget *window;

  self->timer = 0;
  if (self->parent == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->parent)))
    return;

  window = g_object_new (ADW_TYPE_WINDOW,
                         "modal", TRUE,
                         "resizable", FALSE,
                         "title", _("Looking for QR Codes"),
                         NULL);
  spare_dialogs_attach (GTK_WINDOW (window), self->parent);
  adw_window_set_content (ADW_WINDOW (window), create_content (GTK_WINDOW (window)));
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (close_cb), self);
  g_set_weak_pointer (&self->window, GTK_WINDOW (window));
  gtk_window_present (self->window);
}

SpareScanProgress *
spare_scan_progress_new (GtkWindow    *parent,
                         GCancellable *cancellable)
{
  SpareScanProgress *self = g_new0 (SpareScanProgress, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->cancellable = g_object_ref (cancellable);
  self->timer = g_timeout_add_once (DELAY_MS, show_cb, self);

  return self;
}

void
spare_scan_progress_free (SpareScanProgress *self)
{
  GtkWindow *window = self->window;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->window);
  if (window != NULL)
    {
      g_signal_handlers_disconnect_by_data (window, self);
      gtk_window_destroy (window);
    }
  g_object_unref (self->cancellable);
  g_free (self);
}
