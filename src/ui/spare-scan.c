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
#define OPEN  "open"

typedef struct
{
  SpareWindow    *window; /* (nullable): borrowed */
  SpareScanOrigin origin;
} Question;

static void
question_free (Question *self)
{
  g_clear_weak_pointer (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

gboolean
spare_scan_is_closed (SpareWindow *window)
{
  return window == NULL || !gtk_widget_get_realized (GTK_WIDGET (window));
}

/* Who gets what is read, in place of the import dialog. */
typedef struct
{
  GtkWindow    *owner; /* (nullable): borrowed */
  SpareScanTake take;
} Diversion;

#define DIVERSION "spare-scan-diversion"

static void
diversion_free (gpointer data)
{
  Diversion *self = data;

  g_clear_weak_pointer (&self->owner);
  g_free (self);
}

void
spare_scan_divert (SpareWindow  *window,
                   GtkWindow    *owner,
                   SpareScanTake take)
{
  Diversion *self = g_new0 (Diversion, 1);

  g_set_weak_pointer (&self->owner, owner);
  self->take = take;
  g_object_set_data_full (G_OBJECT (window), DIVERSION, self, diversion_free);
}

static Diversion *
get_diversion (SpareWindow *window)
{
  Diversion *self = g_object_get_data (G_OBJECT (window), DIVERSION);

  return self != NULL && self->owner != NULL && gtk_widget_get_realized (GTK_WIDGET (self->owner)) ? self : NULL;
}

GtkWindow *
spare_scan_get_front (SpareWindow *window)
{
  Diversion *diversion = get_diversion (window);

  return diversion != NULL ? diversion->owner : GTK_WINDOW (window);
}

void
spare_scan_give (SpareWindow *window,
                 GBytes      *lines,
                 GListModel  *files)
{
  Diversion *diversion = get_diversion (window);

  if (diversion != NULL)
    diversion->take (diversion->owner, lines, files);
  else if (files != NULL)
    spare_import_dialog_read_files (window, files);
  else
    spare_import_dialog_read_bytes (window, lines);
}

static const char *
get_heading (SpareScanProblem problem)
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
    case SPARE_SCAN_NO_LINK:
      return _("No Setup Link Found");
    case SPARE_SCAN_EMPTY:
    default:
      return _("Nothing to Import on the Clipboard");
    }
}

static const char *
get_screen_body (SpareScanProblem problem)
{
  switch (problem)
    {
    case SPARE_SCAN_NO_PORTAL:
      return _("This desktop does not let programs take a picture of the screen. Take a screenshot with the "
               "desktop’s own tool, and open the picture here.");
    case SPARE_SCAN_DENIED:
      return _("The desktop did not allow it. Allow Sparekey to take screenshots in the desktop’s settings and try "
               "again, or take a screenshot yourself and open the picture here.");
    case SPARE_SCAN_NOT_READ:
      return _("The desktop gave a picture of the screen that Sparekey cannot open. Try again, or take a screenshot "
               "yourself and open the picture here.");
    case SPARE_SCAN_FOREIGN:
      return _("There is a QR code, but it does not set up one-time codes. Have the service show the code for an "
               "authenticator app, and try again.");
    case SPARE_SCAN_NO_CODE:
    default:
      return _("Make the QR code large on the screen, with no window over it, and try again.");
    }
}

static const char *
get_clipboard_body (SpareScanProblem problem)
{
  switch (problem)
    {
    case SPARE_SCAN_NOT_READ:
      return _("Sparekey cannot open what is on the clipboard. Save it as a PNG or JPEG file, and import that.");
    case SPARE_SCAN_NO_CODE:
      return _("Copy a picture that shows the whole QR code, sharp and with its white margin, and try again.");
    case SPARE_SCAN_FOREIGN:
      return _("There is a QR code, but it does not set up one-time codes. Have the service show the code for an "
               "authenticator app, and try again.");
    case SPARE_SCAN_NO_LINK:
      return _("The text on the clipboard has no setup link. Copy the whole link that begins with “otpauth://”, or a "
               "picture of the QR code, and try again.");
    case SPARE_SCAN_EMPTY:
    default:
      return _("Copy a picture of a QR code, or a setup link that begins with “otpauth://”, and try again.");
    }
}

static const char *
get_drop_body (SpareScanProblem problem)
{
  switch (problem)
    {
    case SPARE_SCAN_NOT_READ:
      return _("Sparekey cannot open the picture that was dropped here. Save it as a PNG or JPEG file, and drop that.");
    case SPARE_SCAN_NO_CODE:
      return _("Drop a picture that shows the whole QR code, sharp and with its white margin.");
    case SPARE_SCAN_FOREIGN:
      return _("There is a QR code, but it does not set up one-time codes. Have the service show the code for an "
               "authenticator app, and drop that.");
    case SPARE_SCAN_NO_LINK:
    default:
      return _("The text that was dropped here has no setup link. Drop the whole link that begins with “otpauth://”, "
               "or a picture of the QR code.");
    }
}

static const char *
get_body (SpareScanOrigin  origin,
          SpareScanProblem problem)
{
  switch (origin)
    {
    case SPARE_SCAN_SCREEN:
      return get_screen_body (problem);
    case SPARE_SCAN_DROP:
      return get_drop_body (problem);
    case SPARE_SCAN_CLIPBOARD:
    default:
      return get_clipboard_body (problem);
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GListModel) files = spare_dialogs_open_files_finish (result);

  if (files != NULL && !spare_scan_is_closed (question->window))
    spare_scan_give (question->window, NULL, files);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  SpareWindow *window = question->window;

  if (spare_scan_is_closed (window))
    return;

  if (g_strcmp0 (answer, OPEN) == 0)
    spare_dialogs_open_files_async (spare_scan_get_front (window), _("Choose Pictures with QR Codes"), opened_cb,
                                    g_steal_pointer (&question));
  else if (g_strcmp0 (answer, AGAIN) == 0 && question->origin == SPARE_SCAN_SCREEN)
    spare_scan_screen (window);
  else if (g_strcmp0 (answer, AGAIN) == 0)
    spare_scan_clipboard (window);
}

void
spare_scan_tell (SpareWindow     *window,
                 SpareScanOrigin  origin,
                 SpareScanProblem problem)
{
  gboolean no_shot = origin == SPARE_SCAN_SCREEN
                     && (problem == SPARE_SCAN_NO_PORTAL || problem == SPARE_SCAN_DENIED
                         || problem == SPARE_SCAN_NOT_READ);
  gboolean again = problem != SPARE_SCAN_NO_PORTAL && origin != SPARE_SCAN_DROP;
  SpareChoice choices[4] = { { CLOSE, _("_Close"), SPARE_CHOICE_PLAIN } };
  Question *question = g_new0 (Question, 1);
  guint n = 1;

  if (no_shot)
    choices[n++] = (SpareChoice){ OPEN, _("_Open a Picture…"), again ? SPARE_CHOICE_PLAIN : SPARE_CHOICE_SUGGESTED };
  if (again)
    choices[n++] = (SpareChoice){ AGAIN, _("_Try Again"), SPARE_CHOICE_SUGGESTED };
  g_set_weak_pointer (&question->window, window);
  question->origin = origin;
  spare_dialogs_ask_async (spare_scan_get_front (window), get_heading (problem), get_body (origin, problem), choices,
                           answered_cb, question);
}

void
spare_scan_hand_over (SpareWindow     *window,
                      SpareScanOrigin  origin,
                      GPtrArray       *texts)
{
  g_autoptr(GBytes) bytes = spare_scan_join (texts);

  if (bytes != NULL)
    spare_scan_give (window, bytes, NULL);
  else
    spare_scan_tell (window, origin, texts->len > 0 ? SPARE_SCAN_FOREIGN : SPARE_SCAN_NO_CODE);
}

void
spare_scan_camera (SpareWindow *window)
{
  g_return_if_fail (SPARE_IS_WINDOW (window));

  gtk_window_present (spare_camera_dialog_new (window, NULL));
}
