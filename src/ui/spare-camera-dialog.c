/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-camera-dialog.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-camera-portal.h"
#include "spare-dialogs.h"
#include "spare-import.h"
#include "spare-scan-private.h"
#include "spare-scan-texts.h"

/* Long enough to see that it was read. */
#define CONFIRM_MS 700

struct _SpareCameraDialog
{
  AdwWindow      parent_instance;

  GtkStack      *stack;
  GtkSpinner    *spinner;
  GtkPicture    *picture;
  GtkWidget     *mark;
  GtkLabel      *status;
  GtkButton     *go_on;
  AdwStatusPage *problem;

  SpareWindow   *window;      /* (nullable): borrowed */
  SpareCamera   *camera;      /* (nullable): runs, or was given to be run */
  GCancellable  *cancellable; /* (nullable): of the question for the camera */
  GPtrArray     *texts;       /* of SpareSecret: what sets up accounts */
  guint          checking;    /* how many of the texts are being counted */
  guint          timer;       /* everything is read */
};

G_DEFINE_FINAL_TYPE (SpareCameraDialog, spare_camera_dialog, ADW_TYPE_WINDOW)

static void
stop (SpareCameraDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->camera != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->camera, self);
      spare_camera_stop (self->camera);
    }
  g_clear_object (&self->camera);
}

static void
show_page (SpareCameraDialog *self,
           const char        *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  if (g_str_equal (name, "waiting"))
    gtk_spinner_start (self->spinner);
  else
    gtk_spinner_stop (self->spinner);
  if (!g_str_equal (name, "picture"))
    gtk_picture_set_paintable (self->picture, NULL);
}

static void
show_problem (SpareCameraDialog *self,
              const char        *title,
              const char        *text)
{
  stop (self);
  adw_status_page_set_title (self->problem, title);
  adw_status_page_set_description (self->problem, text);
  show_page (self, "problem");
  spare_compat_announce (GTK_ACCESSIBLE (self), title);
}

static void
say (SpareCameraDialog *self,
     const char        *text)
{
  if (g_str_equal (gtk_label_get_text (self->status), text))
    return;

  gtk_label_set_text (self->status, text);
  spare_compat_announce (GTK_ACCESSIBLE (self), text);
}

static void
hand_over (SpareCameraDialog *self)
{
  g_autoptr(GBytes) bytes = spare_scan_join (self->texts);
  SpareWindow *window = self->window;

  gtk_window_destroy (GTK_WINDOW (self));
  if (bytes != NULL && !spare_scan_is_closed (window))
    spare_scan_give (window, bytes, NULL);
}

static void
confirmed_cb (gpointer user_data)
{
  SpareCameraDialog *self = user_data;

  self->timer = 0;
  hand_over (self);
}

static void
confirm (SpareCameraDialog *self)
{
  stop (self);
  gtk_widget_set_visible (self->mark, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), FALSE);
  say (self, ngettext ("The QR code was read.", "All QR codes were read.", self->texts->len));
  self->timer = g_timeout_add_once (CONFIRM_MS, confirmed_cb, self);
}

static void
go_on_cb (SpareCameraDialog *self)
{
  hand_over (self);
}

typedef struct
{
  GBytes *bytes;
  guint   parts;
  guint   parts_read;
} Count;

static void
count_free (Count *count)
{
  g_bytes_unref (count->bytes);
  g_free (count);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Count *count = task_data;
  const SpareImportContext context = {
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .new_id = g_uuid_string_random,
  };
  g_autoptr(SpareImport) import = spare_import_read (count->bytes, &context, NULL);

  if (import != NULL)
    {
      count->parts = import->parts;
      count->parts_read = import->parts_read;
    }
  g_task_return_boolean (task, TRUE);
}

static void check_parts (SpareCameraDialog *self);

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  SpareCameraDialog *self = SPARE_CAMERA_DIALOG (source);
  Count *count = g_task_get_task_data (G_TASK (result));
  gboolean more = self->checking < self->texts->len;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  self->checking = 0;
  if (self->camera == NULL || self->timer != 0)
    return;
  if (more)
    {
      check_parts (self);
      return;
    }
  /* What cannot be understood is for the import dialog to tell. */
  if (count->parts_read >= count->parts)
    {
      confirm (self);
      return;
    }

  /* Translators: of several QR codes that belong together: "2 of 3 read. …" */
  text = g_strdup_printf (_("%u of %u read. Show the next one."), count->parts_read, count->parts);
  /* Translators: a button: "Go On with 2 of 3". */
  label = g_strdup_printf (_("_Go On with %u of %u"), count->parts_read, count->parts);
  say (self, text);
  gtk_button_set_label (self->go_on, label);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), TRUE);
}

static void
check_parts (SpareCameraDialog *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, counted_cb, NULL);
  Count *count = g_new0 (Count, 1);

  self->checking = self->texts->len;
  count->bytes = spare_scan_join (self->texts);
  g_task_set_source_tag (task, check_parts);
  g_task_set_task_data (task, count, (GDestroyNotify) count_free);
  g_task_run_in_thread (task, count_in_thread);
}

static void
found_cb (SpareCameraDialog *self,
          GPtrArray         *texts)
{
  gboolean added = FALSE;
  gboolean foreign = TRUE;

  for (guint i = 0; i < texts->len; i++)
    {
      SpareSecret *text = g_ptr_array_index (texts, i);

      if (spare_scan_is_setup (spare_secret_peek_text (text)))
        {
          foreign = FALSE;
          added |= spare_scan_add (self->texts, text);
        }
    }

  if (foreign && self->texts->len == 0)
    say (self, _("This QR code does not set up one-time codes. Show the one for an authenticator app."));
  if (added && self->checking == 0)
    check_parts (self);
}

static void
frame_cb (SpareCameraDialog *self,
          GdkTexture        *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "waiting"))
    {
      show_page (self, "picture");
      say (self, _("Hold the QR code in front of the camera."));
    }
}

static void
failed_cb (SpareCameraDialog *self,
           guint              problem)
{
  if (problem == SPARE_CAMERA_NO_PLUGIN)
    show_problem (self, _("The Camera Cannot Be Used"),
                  _("A part of GStreamer is missing. Install its plugins for PipeWire (gstreamer1.0-pipewire) and "
                    "the base plugins (gstreamer1.0-plugins-base), and try again."));
  else
    show_problem (self, _("The Camera Gives No Picture"),
                  _("Another program may be using it, or it is switched off. Close the other program, look for a "
                    "switch or a cover, and try again."));
}

/* (transfer full) */
static void
run (SpareCameraDialog *self,
     SpareCamera       *camera)
{
  self->camera = camera;
  g_signal_connect_swapped (camera, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (camera, "found", G_CALLBACK (found_cb), self);
  g_signal_connect_swapped (camera, "failed", G_CALLBACK (failed_cb), self);
  spare_camera_start (camera);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  SpareCameraDialog *self = SPARE_CAMERA_DIALOG (source);
  g_autoptr(GError) error = NULL;
  int fd = spare_camera_portal_open_finish (result, &error);
  gboolean ours = self->cancellable == g_task_get_cancellable (G_TASK (result));

  if (ours)
    g_clear_object (&self->cancellable);
  if (fd >= 0)
    {
      g_autoptr(SpareCamera) camera = spare_camera_new (fd);

      if (ours)
        run (self, g_steal_pointer (&camera));
      return;
    }
  if (!ours)
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, _("The Camera Is Off"),
                  _("It was not allowed. Try again and allow it, or import a picture of the QR code instead."));
  else if (spare_camera_portal_is_missing (error))
    show_problem (self, _("No Way to the Camera"),
                  _("This desktop does not let programs ask for the camera. Take a photo of the QR code, and import "
                    "the picture instead."));
  else
    show_problem (self, _("The Camera Is Off"),
                  _("The desktop did not allow it. Allow Sparekey to use the camera in the desktop’s settings and "
                    "try again, or import a picture of the QR code instead."));
}

static void
open_camera (SpareCameraDialog *self)
{
  stop (self);
  show_page (self, "waiting");
  self->cancellable = g_cancellable_new ();
  spare_camera_portal_open_async (GTK_WINDOW (self), self->cancellable, opened_cb, NULL);
}

static void
again_cb (SpareCameraDialog *self)
{
  open_camera (self);
}

static void
state_cb (SpareCameraDialog *self,
          GParamSpec        *pspec,
          GdkToplevel       *toplevel)
{
  int state = (int) gdk_toplevel_get_state (toplevel);

  if ((state & (GDK_TOPLEVEL_STATE_MINIMIZED | SPARE_TOPLEVEL_STATE_SUSPENDED)) != 0
      && (self->camera != NULL || self->cancellable != NULL))
    show_problem (self, _("The Camera Is Off"),
                  _("It was switched off while this window was hidden. Try again to go on."));
}

static void
spare_camera_dialog_map (GtkWidget *widget)
{
  SpareCameraDialog *self = SPARE_CAMERA_DIALOG (widget);
  GdkSurface *surface;

  GTK_WIDGET_CLASS (spare_camera_dialog_parent_class)->map (widget);

  surface = gtk_native_get_surface (GTK_NATIVE (self));
  g_signal_connect_object (surface, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  /* The portal's question needs a window on the screen. */
  if (self->camera != NULL)
    run (self, g_steal_pointer (&self->camera));
  else
    open_camera (self);
}

static void
spare_camera_dialog_unmap (GtkWidget *widget)
{
  SpareCameraDialog *self = SPARE_CAMERA_DIALOG (widget);

  stop (self);
  g_signal_handlers_disconnect_by_func (gtk_native_get_surface (GTK_NATIVE (self)), state_cb, self);

  GTK_WIDGET_CLASS (spare_camera_dialog_parent_class)->unmap (widget);
}

static void
spare_camera_dialog_dispose (GObject *object)
{
  SpareCameraDialog *self = SPARE_CAMERA_DIALOG (object);

  stop (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_camera_dialog_parent_class)->dispose (object);
}

static void
spare_camera_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SPARE_CAMERA_DIALOG (object)->texts);

  G_OBJECT_CLASS (spare_camera_dialog_parent_class)->finalize (object);
}

static void
spare_camera_dialog_class_init (SpareCameraDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_camera_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_camera_dialog_finalize;
  widget_class->map = spare_camera_dialog_map;
  widget_class->unmap = spare_camera_dialog_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-camera-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, mark);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, status);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, go_on);
  gtk_widget_class_bind_template_child (widget_class, SpareCameraDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_camera_dialog_init (SpareCameraDialog *self)
{
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
spare_camera_dialog_new (SpareWindow *window,
                         SpareCamera *camera)
{
  SpareCameraDialog *self = g_object_new (SPARE_TYPE_CAMERA_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->camera = camera;
  spare_dialogs_attach (GTK_WINDOW (self), spare_scan_get_front (window));

  return GTK_WINDOW (self);
}
