/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan.h"

#include <glib/gi18n.h>

#include "spare-camera-dialog.h"
#include "spare-dialogs.h"
#include "spare-import-dialog.h"
#include "spare-scan-private.h"
#include "spare-scan-texts.h"

#define CLOSE "close"
#define AGAIN "again"

typedef struct
{
  SpareWindow    *window;
  SpareScanOrigin origin;
} Question;

static const char *
get_heading (SpareScanOrigin  origin,
             SpareScanProblem problem)
{
  switch (problem)
    {
    case SPARE_SCAN_NO_PORTAL:
    case SPARE_SCAN_DENIED:
      return _("No Picture of the Screen");
    case SPARE_SCAN_NOT_READ:
      return _("The Picture Cannot Be Read");
    case SPARE_SCAN_NO_CODE:
      return _("No QR Code Found");
    case SPARE_SCAN_FOREIGN:
      return _("No Setup Code Found");
    case SPARE_SCAN_EMPTY:
    case SPARE_SCAN_NO_LINK:
    default:
      return _("Nothing to Import on the Clipboard");
    }
}

static const char *
get_body (SpareScanOrigin  origin,
          SpareScanProblem problem)
{
  switch (problem)
    {
    case SPARE_SCAN_NO_PORTAL:
      return _("This desktop does not let programs take a picture of the screen. Take a screenshot with the "
               "desktop’s own tool, then choose Import in the main menu and open the picture.");
    case SPARE_SCAN_DENIED:
      return _("The desktop did not allow it. Allow Sparekey to take screenshots in the desktop’s settings and try "
               "again, or take a screenshot yourself and import the picture.");
    case SPARE_SCAN_NOT_READ:
      return origin == SPARE_SCAN_SCREEN
               ? _("The desktop gave a picture of the screen that Sparekey cannot open. Try again, or take a "
                   "screenshot yourself and import the picture.")
               : _("Sparekey cannot open what is on the clipboard. Save it as a PNG or JPEG file, and import that.");
    case SPARE_SCAN_NO_CODE:
      return origin == SPARE_SCAN_SCREEN
               ? _("Make the QR code large on the screen, with no window over it, and try again.")
               : _("Copy a picture that shows the whole QR code, sharp and with its white margin, and try again.");
    case SPARE_SCAN_FOREIGN:
      return _("There is a QR code, but it does not set up one-time codes. Have the service show the code for an "
               "authenticator app, and try again.");
    case SPARE_SCAN_EMPTY:
      return _("Copy a picture of a QR code, or a setup link that begins with “otpauth://”, and try again.");
    case SPARE_SCAN_NO_LINK:
    default:
      return _("The text on the clipboard has no setup link. Copy the whole link that begins with “otpauth://”, or a "
               "picture of the QR code, and try again.");
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(SpareWindow) window = question->window;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (g_strcmp0 (answer, AGAIN) != 0 || spare_window_get_vault (window) == NULL)
    return;
  if (question->origin == SPARE_SCAN_SCREEN)
    spare_scan_screen (window);
  else
    spare_scan_clipboard (window);
}

void
spare_scan_tell (SpareWindow     *window,
                 SpareScanOrigin  origin,
                 SpareScanProblem problem)
{
  const SpareChoice choices[] = {
    { CLOSE, _("_Close"), SPARE_CHOICE_PLAIN },
    { problem != SPARE_SCAN_NO_PORTAL ? AGAIN : NULL, _("_Try Again"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };
  Question *question = g_new (Question, 1);

  question->window = g_object_ref (window);
  question->origin = origin;
  spare_dialogs_ask_async (GTK_WINDOW (window), get_heading (origin, problem), get_body (origin, problem), choices,
                           answered_cb, question);
}

void
spare_scan_hand_over (SpareWindow     *window,
                      SpareScanOrigin  origin,
                      GPtrArray       *texts)
{
  g_autoptr(GBytes) bytes = spare_scan_join (texts);

  if (bytes != NULL)
    spare_import_dialog_read_bytes (window, bytes);
  else
    spare_scan_tell (window, origin, texts->len > 0 ? SPARE_SCAN_FOREIGN : SPARE_SCAN_NO_CODE);
}

void
spare_scan_camera (SpareWindow *window)
{
  g_return_if_fail (SPARE_IS_WINDOW (window));

  gtk_window_present (spare_camera_dialog_new (window, NULL));
}
