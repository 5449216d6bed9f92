/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-camera.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareCameraDialog:
 *
 * Shows what the camera sees until it has read a setup code, or every part of a
 * transfer, and hands that to the import dialog. The camera is off whenever the
 * dialog cannot be seen.
 */
#define SPARE_TYPE_CAMERA_DIALOG (spare_camera_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareCameraDialog, spare_camera_dialog, SPARE, CAMERA_DIALOG, AdwWindow)

/* @camera: (nullable) (transfer full): in place of the desktop's own */
GtkWindow *spare_camera_dialog_new (SpareWindow *window,
                                    SpareCamera *camera) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
