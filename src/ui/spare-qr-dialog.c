/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-dialog.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-dialogs.h"
#include "spare-messages.h"
#include "spare-otpauth.h"
#include "spare-qr-dialog-private.h"
#include "spare-qr-view.h"
#include "spare-toaster.h"
#include "spare-words.h"

#define PATIENCE_MS (120 * 1000)
#define PNG_SCALE   8 /* pixels a module: prints well, and stays small */

struct _SpareQrDialog
{
  AdwWindow        parent_instance;

  AdwToastOverlay *overlay;
  AdwWindowTitle  *title;
  GtkStack        *stack;
  GtkWidget       *show;
  SpareQrView     *view;
  GtkLabel        *hint;
  GtkWidget       *pager;
  GtkWidget       *previous;
  GtkLabel        *place;
  GtkWidget       *next;
  GtkWidget       *save;

  SpareToaster    *toaster;
  GPtrArray       *texts; /* of SpareSecret */
  guint            index;
  char            *names; /* (nullable): of the one account */
  guint            patience_ms;
  guint            timer;
  gboolean         asking; /* another window has the person's attention */
};

G_DEFINE_FINAL_TYPE (SpareQrDialog, spare_qr_dialog, ADW_TYPE_WINDOW)

static void
give_up_cb (gpointer user_data)
{
  SpareQrDialog *self = user_data;

  self->timer = 0;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
wait_anew (SpareQrDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->asking)
    self->timer = g_timeout_add_once (self->patience_ms, give_up_cb, self);
}

void
spare_qr_dialog_set_patience (SpareQrDialog *self,
                              guint          milliseconds)
{
  self->patience_ms = milliseconds;
  wait_anew (self);
}

static void
set_asking (SpareQrDialog *self,
            gboolean       asking)
{
  /* Closed meanwhile. */
  if (self->overlay == NULL)
    return;

  self->asking = asking;
  wait_anew (self);
}

static gboolean
event_cb (SpareQrDialog *self,
          GdkEvent      *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      wait_anew (self);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static SpareQrCode *
create_code (const SpareSecret *text,
             GError           **error)
{
  g_autoptr(GError) too_large = NULL;
  SpareQrCode *code = spare_qr_code_new (text, SPARE_QR_LEVEL_M, &too_large);

  if (code != NULL)
    return code;
  if (!g_error_matches (too_large, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&too_large));
      return NULL;
    }

  return spare_qr_code_new (text, SPARE_QR_LEVEL_L, error);
}

static char *
dup_label (SpareQrDialog *self)
{
  if (self->names != NULL)
    /* Translators: for screen readers; %s is an account: "GitHub, alice". */
    return g_strdup_printf (_("QR code of %s"), self->names);

  /* Translators: for screen readers: "QR code 1 of 3". */
  return g_strdup_printf (_("QR code %u of %u"), self->index + 1, self->texts->len);
}

static void
update_page (SpareQrDialog *self)
{
  g_autoptr(GError) error = NULL;
  SpareQrCode *code = create_code (g_ptr_array_index (self->texts, self->index), &error);
  g_autofree char *label = dup_label (self);
  /* Translators: which of several QR codes is shown: "1 of 3". */
  g_autofree char *place = g_strdup_printf (_("%u of %u"), self->index + 1, self->texts->len);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_sensitive (self->previous, self->index > 0);
  gtk_widget_set_sensitive (self->next, self->index + 1 < self->texts->len);
  gtk_widget_set_sensitive (self->save, code != NULL);

  spare_qr_view_set_code (self->view, code);
  if (code == NULL)
    {
      g_autofree char *text = spare_message_for_error (error);

      gtk_label_set_text (self->hint, text);
    }
}

static void
show_cb (SpareQrDialog *self)
{
  update_page (self);
  gtk_stack_set_visible_child_name (self->stack, "shown");
  gtk_widget_grab_focus (gtk_widget_is_sensitive (self->next) ? self->next : self->save);
}

static void
turn (SpareQrDialog *self,
      int            step)
{
  self->index = (guint) ((int) self->index + step);
  update_page (self);
  spare_compat_announce (GTK_ACCESSIBLE (self->place), gtk_label_get_text (self->place));

  /* The button under the finger may have become insensitive. */
  if (!gtk_widget_is_sensitive (self->next))
    gtk_widget_grab_focus (self->previous);
  else if (!gtk_widget_is_sensitive (self->previous))
    gtk_widget_grab_focus (self->next);
}

static void
previous_cb (SpareQrDialog *self)
{
  if (self->index > 0)
    turn (self, -1);
}

static void
next_cb (SpareQrDialog *self)
{
  if (self->index + 1 < self->texts->len)
    turn (self, 1);
}

static void
say (SpareQrDialog *self,
     const char    *text)
{
  if (self->toaster != NULL)
    spare_toaster_say (self->toaster, text, NULL, NULL);
}

static void
say_error (SpareQrDialog *self,
           const GError  *error)
{
  g_autofree char *text = spare_message_for_error (error);

  say (self, text);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareQrDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  set_asking (self, FALSE);
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      say_error (self, error);
      return;
    }

  name = g_file_get_basename (G_FILE (source));
  /* Translators: %s is a file; the second line is small. */
  text = g_strdup_printf (_("Saved %s.\nIt holds the secret: delete it when it has served."), name);
  say (self, text);
}

/* The new picture takes the place of an old file only once it is whole. */
static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(SpareQrDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);
  g_autoptr(SpareQrCode) code = NULL;
  g_autoptr(GBytes) png = NULL;

  if (file != NULL)
    code = create_code (g_ptr_array_index (self->texts, self->index), &error);
  if (code != NULL)
    png = spare_qr_code_to_png (code, PNG_SCALE, &error);
  if (png == NULL)
    {
      set_asking (self, FALSE);
      if (error != NULL)
        say_error (self, error);
      return;
    }

  g_file_replace_contents_bytes_async (file, png, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_object_ref (self));
}

static void
save_confirmed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(SpareQrDialog) self = user_data;

  if (!spare_dialogs_confirm_finish (result) || self->overlay == NULL)
    {
      set_asking (self, FALSE);
      return;
    }

  spare_dialogs_save_file_async (GTK_WINDOW (self), _("Save as Picture"), _("qr-code.png"), file_chosen_cb,
                                 g_object_ref (self));
}

static void
save_cb (SpareQrDialog *self)
{
  set_asking (self, TRUE);
  spare_dialogs_confirm_async (GTK_WINDOW (self), _("Save the Secret as a Picture?"),
                               _("The picture is not encrypted: whoever gets the file can make your codes. Do not "
                                 "put it where it is synchronised or shared, and delete it when it has served."),
                               _("_Save"), save_confirmed_cb, g_object_ref (self));
}

static void
spare_qr_dialog_dispose (GObject *object)
{
  SpareQrDialog *self = SPARE_QR_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->toaster);
  self->overlay = NULL;

  G_OBJECT_CLASS (spare_qr_dialog_parent_class)->dispose (object);
}

static void
spare_qr_dialog_finalize (GObject *object)
{
  SpareQrDialog *self = SPARE_QR_DIALOG (object);

  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self->names);

  G_OBJECT_CLASS (spare_qr_dialog_parent_class)->finalize (object);
}

static void
spare_qr_dialog_class_init (SpareQrDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_qr_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_qr_dialog_finalize;

  g_type_ensure (SPARE_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-qr-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, overlay);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, show);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, view);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, pager);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, previous);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, place);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, next);
  gtk_widget_class_bind_template_child (widget_class, SpareQrDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_qr_dialog_init (SpareQrDialog *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = spare_toaster_new (self->overlay);
  self->patience_ms = PATIENCE_MS;

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}

static void
present (SpareQrDialog *self,
         GtkWindow     *parent,
         const char    *title)
{
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  spare_dialogs_attach (GTK_WINDOW (self), parent);
  gtk_window_set_focus (GTK_WINDOW (self), self->show);
  wait_anew (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
spare_qr_dialog_show_account (GtkWindow    *parent,
                              SpareAccount *account)
{
  SpareQrDialog *self;
  SpareSecret *text;

  g_return_if_fail (SPARE_IS_ACCOUNT (account));

  text = spare_otpauth_print (account);
  if (text == NULL)
    return;

  self = g_object_new (SPARE_TYPE_QR_DIALOG, NULL);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_ptr_array_add (self->texts, text);
  self->names = spare_words_dup_names (account);
  adw_window_title_set_subtitle (self->title, self->names);
  gtk_label_set_text (self->hint, _("In the other authenticator app, choose to add an account by a QR code."));
  gtk_widget_set_visible (self->pager, FALSE);
  present (self, parent, _("QR Code"));
}

void
spare_qr_dialog_show_pages (GtkWindow  *parent,
                            GPtrArray  *texts,
                            const char *title)
{
  SpareQrDialog *self;

  g_return_if_fail (texts != NULL && texts->len > 0);

  self = g_object_new (SPARE_TYPE_QR_DIALOG, NULL);
  self->texts = g_ptr_array_ref (texts);
  gtk_label_set_text (self->hint, ngettext ("Scan it with the other app.",
                                            "Scan them all with the other app, in this order.", texts->len));
  gtk_widget_set_visible (self->pager, texts->len > 1);
  gtk_widget_set_visible (self->save, FALSE);
  present (self, parent, title);
}
