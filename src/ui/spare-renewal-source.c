/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-renewal-source.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-dialogs.h"
#include "spare-import-reader.h"
#include "spare-messages.h"
#include "spare-scan.h"
#include "spare-words.h"

#define SOURCE "spare-renewal-source"

struct _SpareRenewalSource
{
  AdwBin             parent_instance;

  GtkLabel          *problem;
  GtkWidget         *camera;

  SpareWindow       *window;      /* (nullable): borrowed */
  SpareAccount      *account;     /* as it is now */
  SpareImportReader *reader;      /* (nullable): at work */
  GCancellable      *cancellable; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareRenewalSource, spare_renewal_source, ADW_TYPE_BIN)

static guint found_signal;

static void
show_problem (SpareRenewalSource *self,
              const char         *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
  if (text != NULL)
    spare_compat_announce (GTK_ACCESSIBLE (self->problem), text);
}

static void
stop (SpareRenewalSource *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
}

static gboolean
is_same_service (SpareAccount *one,
                 SpareAccount *other)
{
  g_autofree char *here = g_utf8_casefold (spare_account_get_service (one), -1);
  g_autofree char *there = g_utf8_casefold (spare_account_get_service (other), -1);

  return g_str_equal (here, there);
}

/* The one with a secret; of several, the one of our service. (transfer none) */
static SpareAccount *
choose (SpareRenewalSource *self,
        SpareImport        *import,
        guint              *n)
{
  SpareAccount *only = NULL;
  SpareAccount *ours = NULL;
  guint n_ours = 0;

  *n = 0;
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);

      if (entry->account == NULL || spare_account_peek_secret (entry->account) == NULL)
        continue;
      ++*n;
      only = entry->account;
      if (is_same_service (entry->account, self->account))
        {
          ours = entry->account;
          n_ours++;
        }
    }

  return *n == 1 ? only : n_ours == 1 ? ours : NULL;
}

static void
show_import (SpareRenewalSource *self,
             SpareImport        *import)
{
  guint n;
  SpareAccount *account = choose (self, import, &n);
  g_autofree char *text = NULL;

  if (account != NULL)
    {
      show_problem (self, NULL);
      g_signal_emit (self, found_signal, 0, account);
      return;
    }

  if (n > 1)
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("There are several accounts in it. Show only the new QR code of %s."),
                            spare_words_get_title (self->account));
  else
    text = g_strdup (_("There is no secret in it. Have the service show the QR code for an authenticator app."));
  show_problem (self, text);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareRenewalSource) self = user_data;
  g_autoptr(GError) error = NULL;
  SpareImportReader *reader = SPARE_IMPORT_READER (source);
  g_autoptr(SpareImport) import = spare_import_reader_run_finish (reader, result, &error);
  gboolean locked = spare_import_reader_get_asking (reader) != NULL;
  g_autofree char *text = NULL;

  if (reader != self->reader || self->window == NULL)
    return;

  stop (self);
  if (import != NULL)
    {
      show_import (self, import);
      return;
    }

  text = locked ? g_strdup (_("This file is encrypted, and no picture of a QR code. Choose another one."))
                : spare_message_for_reading (error);
  show_problem (self, text);
}

static void
take (gpointer    owner,
      GBytes     *lines,
      GListModel *files)
{
  SpareRenewalSource *self = g_object_get_data (G_OBJECT (owner), SOURCE);

  stop (self);
  show_problem (self, NULL);
  self->reader = spare_import_reader_new ();
  self->cancellable = g_cancellable_new ();
  if (lines != NULL)
    spare_import_reader_add_bytes (self->reader, lines);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      spare_import_reader_add_file (self->reader, file);
    }
  spare_import_reader_run_async (self->reader, g_get_real_time () / G_USEC_PER_SEC, NULL, self->cancellable, read_cb,
                                 g_object_ref (self));
}

static void
screen_cb (SpareRenewalSource *self)
{
  show_problem (self, NULL);
  if (self->window != NULL)
    spare_scan_screen (self->window);
}

static void
camera_cb (SpareRenewalSource *self)
{
  show_problem (self, NULL);
  if (self->window != NULL)
    spare_scan_camera (self->window);
}

void
spare_renewal_source_paste (SpareRenewalSource *self)
{
  show_problem (self, NULL);
  if (self->window != NULL)
    spare_scan_clipboard (self->window);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareRenewalSource) self = user_data;
  g_autoptr(GListModel) files = spare_dialogs_open_files_finish (result);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (files != NULL && root != NULL && self->window != NULL)
    take (root, NULL, files);
}

static void
picture_cb (SpareRenewalSource *self)
{
  show_problem (self, NULL);
  spare_dialogs_open_files_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  _("Choose Pictures with QR Codes"), chosen_cb, g_object_ref (self));
}

static void
camera_present_cb (gboolean present,
                   gpointer child)
{
  gtk_widget_set_visible (GTK_WIDGET (child), present);
}

static void
spare_renewal_source_dispose (GObject *object)
{
  SpareRenewalSource *self = SPARE_RENEWAL_SOURCE (object);

  stop (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (spare_renewal_source_parent_class)->dispose (object);
}

static void
spare_renewal_source_class_init (SpareRenewalSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_renewal_source_dispose;
  found_signal = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, SPARE_TYPE_ACCOUNT);
}

static GtkWidget *
add_button (SpareRenewalSource *self,
            GtkWidget          *flow,
            const char         *label,
            GCallback           pressed)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *child = gtk_flow_box_child_new ();

  /* One Tab stop each, and not two. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
  g_signal_connect_object (button, "clicked", pressed, self, G_CONNECT_SWAPPED);

  return child;
}

static void
spare_renewal_source_init (SpareRenewalSource *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  add_button (self, flow, _("Scan the S_creen"), G_CALLBACK (screen_cb));
  self->camera = add_button (self, flow, _("_Camera…"), G_CALLBACK (camera_cb));
  add_button (self, flow, _("Open a _Picture…"), G_CALLBACK (picture_cb));
  add_button (self, flow, _("Paste from the Clip_board"), G_CALLBACK (spare_renewal_source_paste));
  gtk_widget_set_visible (self->camera, FALSE);

  self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_box_append (GTK_BOX (box), flow);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
spare_renewal_source_new (SpareWindow  *window,
                          GtkWindow    *owner,
                          SpareAccount *account)
{
  SpareRenewalSource *self = g_object_new (SPARE_TYPE_RENEWAL_SOURCE, NULL);
  GtkBox *box = GTK_BOX (adw_bin_get_child (ADW_BIN (self)));
  GtkWidget *label;
  g_autofree char *text = NULL;

  g_set_weak_pointer (&self->window, window);
  self->account = g_object_ref (account);
  /* Translators: %s is a service. */
  text = g_strdup_printf (_("Let %s make a new secret, then read its QR code or setup link, or type the secret."),
                          spare_words_get_title (account));
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        NULL);
  gtk_box_prepend (box, label);
  g_object_set_data (G_OBJECT (owner), SOURCE, self);
  spare_scan_divert (window, owner, take);
  spare_scan_watch_camera (self->camera, camera_present_cb, self->camera);

  return GTK_WIDGET (self);
}
