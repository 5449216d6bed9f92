/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan.h"

#include <glib/gi18n.h>
#include <libportal-gtk4/portal-gtk4.h>
#include <libportal/portal.h>

#include "spare-camera-portal.h"
#include "spare-dialogs.h"
#include "spare-qr-scan.h"
#include "spare-scan-private.h"
#include "spare-scan-progress.h"
#include "spare-scan-shot.h"

#define CLOSE "close"
#define SHOW  "show"

/* How long the desktop may still bring a picture to a window that was closed. */
#define LINGER_MS (2 * 60 * 1000)

/* One picture of the screen, from the question to the import. The program does
 * not end before the picture is deleted. */
typedef struct
{
  SpareWindow       *window;      /* (nullable): borrowed */
  GApplication      *application; /* (nullable): held */
  GCancellable      *cancellable;
  XdpPortal         *portal;      /* (nullable) */
  SpareScanProgress *progress;    /* (nullable): while the picture is read */
  SpareScanShot     *shot;        /* (nullable): was read */
  guint              timer;
} Scan;

static void
hold (Scan *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (application == NULL)
    return;
  self->application = G_APPLICATION (g_object_ref (application));
  g_application_hold (self->application);
}

static void
release (Scan *self)
{
  if (self->application != NULL)
    g_application_release (self->application);
  g_clear_object (&self->application);
}

static void
scan_free (Scan *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->progress, spare_scan_progress_free);
  g_clear_pointer (&self->shot, spare_scan_shot_free);
  g_clear_object (&self->portal);
  g_object_unref (self->cancellable);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
  release (self);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static gboolean
is_closed (Scan *self)
{
  return spare_scan_is_closed (self->window);
}

static void
lingered_cb (gpointer user_data)
{
  Scan *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
}

/* Nobody waits for the codes any more. Where the desktop is still asking, it may
 * have taken the picture already: taking the question back would leave it. */
static void
closed_cb (Scan *self)
{
  if (self->progress != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->shot == NULL && self->timer == 0)
    self->timer = g_timeout_add_once (LINGER_MS, lingered_cb, self);
}

static void
finish (Scan *self)
{
  if (self->shot->texts != NULL)
    spare_scan_hand_over (self->window, SPARE_SCAN_SCREEN, self->shot->texts);
  else if (!g_error_matches (self->shot->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spare_scan_tell (self->window, SPARE_SCAN_SCREEN, SPARE_SCAN_NOT_READ);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!xdp_portal_open_directory_finish (XDP_PORTAL (source), result, &error) && !is_closed (self))
    spare_window_toast (self->window, _("The folder could not be opened. Open it in your file manager."));
  if (!is_closed (self))
    finish (self);
}

static void
left_behind_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  g_autoptr(XdpParent) parent = NULL;
  g_autofree char *uri = NULL;

  if (is_closed (self))
    return;
  if (g_strcmp0 (answer, SHOW) != 0)
    {
      finish (self);
      return;
    }

  uri = g_file_get_uri (self->shot->file);
  parent = xdp_parent_new_gtk (GTK_WINDOW (self->window));
  xdp_portal_open_directory (self->portal, parent, uri, XDP_OPEN_URI_FLAG_NONE, NULL, shown_cb, self);
  g_steal_pointer (&self);
}

static void
tell_left_behind (Scan *self)
{
  const SpareChoice choices[] = {
    { CLOSE, _("_Close"), SPARE_CHOICE_PLAIN },
    { SHOW, _("_Show in Folder"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };
  g_autoptr(GFile) folder = g_file_get_parent (self->shot->file);
  g_autofree char *name = g_file_get_basename (self->shot->file);
  g_autofree char *place = folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("/");
  /* Translators: the first %s is a file, the second one its folder. */
  g_autofree char *body = g_strdup_printf (_("Sparekey could not delete “%s” in %s. It shows your QR codes, and "
                                             "whoever has them can make your codes. Delete it yourself."),
                                           name, place);

  spare_dialogs_ask_async (spare_scan_get_front (self->window), _("The Screenshot Is Still There"), body, choices,
                           left_behind_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;

  g_clear_pointer (&self->progress, spare_scan_progress_free);
  self->shot = spare_scan_shot_read_finish (result);
  release (self);
  if (is_closed (self))
    return;

  if (!self->shot->deleted)
    tell_left_behind (g_steal_pointer (&self));
  else
    finish (self);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = xdp_portal_take_screenshot_finish (XDP_PORTAL (source), result, &error);
  g_autoptr(GFile) file = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (uri == NULL && is_closed (self))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Behind another window nobody reads it, and the button is still there. */
      if (spare_scan_get_front (self->window) == GTK_WINDOW (self->window))
        spare_window_toast (self->window, _("No picture of the screen was taken.\nTo try again, choose Import in the "
                                            "main menu."));
      return;
    }
  if (uri == NULL)
    {
      spare_scan_tell (self->window, SPARE_SCAN_SCREEN,
                       spare_camera_portal_is_missing (error) ? SPARE_SCAN_NO_PORTAL : SPARE_SCAN_DENIED);
      return;
    }

  file = g_file_new_for_uri (uri);
  if (is_closed (self))
    g_cancellable_cancel (self->cancellable); /* the picture is only deleted */
  else
    self->progress = spare_scan_progress_new (spare_scan_get_front (self->window), self->cancellable);
  spare_scan_shot_read_async (file, self->cancellable, read_cb, self);
  g_steal_pointer (&self);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  /* The portal then finds the bus without waiting, and needs one. */
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autoptr(XdpParent) parent = NULL;

  if (is_closed (self))
    return;
  if (bus == NULL)
    {
      spare_scan_tell (self->window, SPARE_SCAN_SCREEN, SPARE_SCAN_NO_PORTAL);
      return;
    }

  /* Interactive: the person sees what is taken, and may choose a part of it. */
  self->portal = xdp_portal_new ();
  parent = xdp_parent_new_gtk (spare_scan_get_front (self->window));
  hold (self);
  xdp_portal_take_screenshot (self->portal, parent, XDP_SCREENSHOT_FLAG_INTERACTIVE, self->cancellable, taken_cb,
                              self);
  g_steal_pointer (&self);
}

void
spare_scan_screen (SpareWindow *window)
{
  Scan *self;

  g_return_if_fail (SPARE_IS_WINDOW (window));

  self = g_new0 (Scan, 1);
  g_set_weak_pointer (&self->window, window);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (window, "unrealize", G_CALLBACK (closed_cb), self);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, self);
}
