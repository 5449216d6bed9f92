/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "spare-camera.h"
#include "spare-picture.h"

G_BEGIN_DECLS

/**
 * SpareCameraFrame:
 * @mirrored: 8-bit RGB, rows of @width pixels without a gap; wiped when freed
 * @picture: (nullable): the same as it was, where somebody has time to read it
 */
typedef struct
{
  guint         width;
  guint         height;
  GBytes       *mirrored;
  SparePicture *picture;
} SpareCameraFrame;

void spare_camera_frame_free (SpareCameraFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCameraFrame, spare_camera_frame_free)

typedef struct
{
  void (*frame)  (SpareCameraFrame *frame, gpointer owner); /* (transfer full) */
  void (*failed) (SpareCameraProblem problem, gpointer owner);
} SpareCameraFeedCalls;

/**
 * SpareCameraFeed:
 *
 * The GStreamer side of a camera. What its threads have to say arrives on the
 * main loop: of the pictures only the newest.
 */
typedef struct _SpareCameraFeed SpareCameraFeed;

/* @source: (transfer full) (nullable), @fd: (transfer full): in its place, or -1 */
SpareCameraFeed *spare_camera_feed_new   (GstElement                 *source,
                                          int                         fd,
                                          const SpareCameraFeedCalls *calls,
                                          gpointer                    owner) G_GNUC_WARN_UNUSED_RESULT;

void             spare_camera_feed_start (SpareCameraFeed *self);

/* (transfer full): no call comes after it; the camera goes off on a thread. */
void             spare_camera_feed_stop  (SpareCameraFeed *self);

/* Whether frames shall come with a picture to read. */
void             spare_camera_feed_want  (SpareCameraFeed *self,
                                          gboolean         pictures);

G_END_DECLS
