/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <gst/gst.h>

G_BEGIN_DECLS

typedef enum
{
  SPARE_CAMERA_NO_PLUGIN,  /* GStreamer cannot read what the camera gives */
  SPARE_CAMERA_NO_PICTURE, /* it gives nothing, or nothing more */
} SpareCameraProblem;

/**
 * SpareCamera:
 *
 * Takes pictures from a camera until it is stopped, and reads the QR codes in
 * them. GStreamer is started by the first camera, and all that may wait happens
 * on threads.
 *
 * Signals: "frame" (GdkTexture: the picture, mirrored), "found" (GPtrArray of
 * SpareSecret: what the codes in one picture say, at least one), "failed"
 * (guint, a SpareCameraProblem: nothing more will come).
 */
#define SPARE_TYPE_CAMERA (spare_camera_get_type ())
G_DECLARE_FINAL_TYPE (SpareCamera, spare_camera, SPARE, CAMERA, GObject)

/* @fd: (transfer full): of a PipeWire remote that holds only cameras */
SpareCamera *spare_camera_new             (int fd) G_GNUC_WARN_UNUSED_RESULT;

/* @source: (transfer full): any element that gives raw video */
SpareCamera *spare_camera_new_with_source (GstElement *source) G_GNUC_WARN_UNUSED_RESULT;

void         spare_camera_start           (SpareCamera *self);

/* Switches the camera off for good; no signal comes after it. */
void         spare_camera_stop            (SpareCamera *self);

G_END_DECLS
